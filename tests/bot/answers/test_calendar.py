"""The way to the calendars: whose, the address in every form, programs, alarms, a new address, and one task."""

from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar

from bot.conversation import Conversation
from bot.messages import TEXT_LIMIT, Attachment
from bot.talk import CalendarHost, Installation
from calendar_sync.feeds import ALL, OWN, PUBLIC, Feed, is_public, unit_feed
from calendar_sync.stamps import stamp_events
from calendar_sync.subscribing.links import Links
from plans.calendars.addresses import RENEWALS_A_DAY, link_of, show_publicly
from plans.model.people import Preference
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import LEADER, NOW, OFFICER, STAFF, a_unit, do

KEY = b"k" * 32


def at(address: str, *, person: str = STAFF.id, channel: str = "web", server: str = "own") -> Chat:
    """A chat of an installation at that address."""
    installation = Installation(Links(address, KEY), calendar_host=CalendarHost(server))
    return Chat(a_store(), person, channel, conversation=Conversation(installation))


def address(chat: Chat, feed: Feed) -> str:
    """The valid address of one's calendar."""
    return LINKS.calendar_url(chat.person, feed, link_of(chat.store, chat.person, feed.id).generation)


def test_the_link_comes_in_every_form_with_a_picture() -> None:
    chat = Chat(a_store(), STAFF.id)
    said = chat.say("gửi link lịch cho tôi")
    assert address(chat, OWN) in said
    assert chat.button("Thêm vào lịch của máy này").url.startswith("webcal://")
    for program in ("iPhone, iPad, Mac", "Google Lịch", "Outlook trên máy tính", "Thunderbird", "Android"):
        assert program in chat.labels
    picture = chat.replies[1].attachment
    assert picture is not None
    assert picture.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("question", ["lịch của tôi", "gửi link lịch cho tôi", "my calendar"])
def test_whoever_asks_for_theirs_gets_their_own(question: str) -> None:
    chat = Chat(a_store(), LEADER.id)
    assert address(chat, OWN) in chat.say(question)


def test_a_question_about_a_period_is_none_about_the_calendar() -> None:
    assert "/calendar/" not in Chat(a_store(), STAFF.id).say("lịch của tôi tuần này có gì")


def test_everybody_chooses_among_the_calendars_they_may_have() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("/lich")
    assert chat.labels == ["Lịch của anh/chị", "Lịch của Phòng Quản lý công nghiệp", "Mật khẩu lịch"]
    said = chat.press("Lịch của Phòng")
    assert address(chat, unit_feed("ql_cong_nghiep")) in said
    assert "Phòng Quản lý công nghiệp chủ trì hoặc phối hợp" in said


def test_a_number_that_is_typed_chooses_too() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("/lich")
    assert address(chat, unit_feed("ql_cong_nghiep")) in chat.say("2")


def test_leaders_and_office_have_everything_and_many_units_turn_pages() -> None:
    chat = Chat(a_store(), LEADER.id)
    with chat.store.transaction() as tx:
        for number in range(20):
            tx.put(a_unit(f"phong_{number:02}", f"Phòng số {number:02}"))
    chat.say("/lich")
    assert chat.labels[:2] == ["Lịch toàn cơ quan", "Lịch của anh/chị"]
    seen = list(chat.labels)
    while "Trang sau ›" in chat.labels:
        chat.press("Trang sau ›")
        seen += chat.labels
    assert {f"Lịch của Phòng số {number:02}" for number in range(20)} <= set(seen)
    chat.say("/lich")
    assert address(chat, ALL) in chat.press("Lịch toàn cơ quan")


def test_a_calendar_of_others_is_not_to_be_had() -> None:
    chat = Chat(a_store(), OFFICER.id)
    chat.say("/lich")
    action = chat.button("Lịch toàn cơ quan").action
    other = Chat(chat.store, STAFF.id)
    (reply,) = other.send(action=action)
    assert "/calendar/" not in reply.text
    assert "không còn dùng được" in reply.text


def test_a_web_button_opens_a_program_and_a_telegram_button_the_page() -> None:
    chat = Chat(a_store(), STAFF.id)
    assert "webcal://" not in chat.say("gửi link lịch cho tôi"), "the button has it"
    assert chat.button("Thêm vào lịch của máy này").url.startswith("webcal://")
    there = Chat(chat.store, STAFF.id, "telegram")
    said = there.say("gửi link lịch cho tôi")
    assert "webcal://" in said
    assert {choice.url for choice in there.choices if choice.url} == {"https://dondoc.example/lich?feed=own"}


@pytest.mark.parametrize("program", ["iPhone", "Android", "Google", "Outlook trên máy", "Outlook trên web", "Thunder"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_program_has_its_steps_with_the_link(program: str, language: str) -> None:
    chat = Chat(a_store(), STAFF.id)
    if language == "en":
        with chat.store.transaction() as tx:
            tx.put(Preference(STAFF.id, "en"))
        program = program.replace("trên máy", "on the comp").replace("trên web", "on the web")
    chat.say("/lich")
    chat.press("Lịch của anh" if language == "vi" else "Your own")
    said = chat.press(program)
    assert address(chat, OWN) in said
    assert "{" not in said
    assert address(chat, OWN) in chat.press("Quay lại" if language == "vi" else "Back")


def test_how_late_a_calendar_may_be_is_said_and_what_is_faster() -> None:
    chat = at("https://dondoc.example")
    said = chat.say("gửi link lịch cho tôi")
    assert "8 đến 24 giờ" in said
    assert "Mật khẩu lịch" in said
    assert "8 đến 24 giờ" in chat.press("Google")


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("iPhone", "dùng “Mật khẩu lịch”: ứng dụng"),
        ("Google", "trong ứng dụng khác (iPhone, iPad, Mac; Android; "),
        ("Outlook trên web", "trong ứng dụng khác"),
        ("Thunderbird", ""),
    ],
)
def test_an_account_is_offered_where_it_is_faster_and_in_a_program_that_takes_one(program: str, said: str) -> None:
    chat = at("https://dondoc.example")
    chat.say("lịch của tôi")
    steps = chat.press(program)
    assert said in steps
    assert ("Mật khẩu lịch" in steps) == bool(said)


def test_without_a_calendar_server_none_is_promised() -> None:
    said = at("https://dondoc.example", server="none").say("gửi link lịch cho tôi")
    assert "Mật khẩu lịch" not in said


def test_an_inner_address_hides_what_cannot_work_there_and_says_why() -> None:
    chat = at("http://10.0.0.5:8765")
    said = chat.say("gửi link lịch cho tôi")
    assert not [label for label in chat.labels if "Google" in label or "web" in label]
    assert "Google Lịch, Outlook trên web: máy chủ của hãng không mở được địa chỉ nội bộ" in said
    assert "SSL" in chat.press("iPhone")


def test_on_the_machine_itself_no_phone_is_offered_and_no_picture() -> None:
    chat = at("http://127.0.0.1:8765")
    said = chat.say("gửi link lịch cho tôi")
    assert "iPhone, iPad, Mac" not in chat.labels
    assert "iPhone, iPad, Mac; Android: địa chỉ này chỉ mở được trên chính máy" in said
    assert len(chat.replies) == 1
    assert "Thunderbird" in chat.labels


def test_a_program_that_cannot_work_has_no_steps_even_when_its_button_is_made_up() -> None:
    chat = at("http://10.0.0.5:8765")
    chat.say("gửi link lịch cho tôi")
    made_up = chat.button("Thunderbird").action.replace("thunderbird", "google")
    (reply,) = chat.send(action=made_up)
    assert "không còn dùng được" in reply.text


def test_alarms_are_asked_for_and_dropped() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("gửi link lịch cho tôi")
    assert "kèm báo giờ: 8 giờ sáng" in chat.press("Kèm báo giờ")
    assert link_of(chat.store, STAFF.id, OWN.id).alarms
    assert "không kèm báo giờ" in chat.press("Bỏ báo giờ")
    assert not link_of(chat.store, STAFF.id, OWN.id).alarms


def test_the_link_is_changed_only_after_a_confirmation() -> None:
    chat = Chat(a_store(), STAFF.id)
    before = chat.say("gửi link lịch cho tôi")
    chat.press("Đổi liên kết lịch")
    assert link_of(chat.store, STAFF.id, OWN.id).generation == 0
    confirm = chat.button("Đổi liên kết").action
    after = chat.press("Đổi liên kết")
    assert link_of(chat.store, STAFF.id, OWN.id).generation == 1
    assert "Liên kết cũ không dùng được nữa, kể cả liên kết và mã QR đã hiện trước đây" in after
    assert before.split("Liên kết: ")[1].split()[0] not in after
    chat.send(action=confirm)
    assert link_of(chat.store, STAFF.id, OWN.id).generation == 1, "the same confirmation does not renew twice"


def test_whoever_changes_it_too_often_is_told_so() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("gửi link lịch cho tôi")
    for _ in range(RENEWALS_A_DAY):
        chat.press("Đổi liên kết lịch")
        chat.press("Đổi liên kết")
    chat.press("Đổi liên kết lịch")
    assert "/calendar/" not in chat.press("Đổi liên kết")
    assert link_of(chat.store, STAFF.id, OWN.id).generation == RENEWALS_A_DAY


def test_a_link_that_is_kept_stays() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("gửi link lịch cho tôi")
    chat.press("Đổi liên kết lịch")
    assert "giữ nguyên" in chat.press("Giữ nguyên")
    assert link_of(chat.store, STAFF.id, OWN.id).generation == 0


@pytest.mark.parametrize(
    "action", ["calendar:renew", "calendar:renew:0", "calendar:keep", "calendar", "calendar:x:y:z:a"]
)
def test_old_and_made_up_buttons_do_nothing(action: str) -> None:
    chat = Chat(a_store(), STAFF.id)
    (reply,) = chat.send(action=action)
    assert "không còn dùng được" in reply.text
    assert link_of(chat.store, STAFF.id, OWN.id).generation == 0


def test_changing_one_calendars_link_leaves_the_others() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("/lich")
    chat.press("Lịch của Phòng")
    chat.press("Đổi liên kết lịch")
    chat.press("Đổi liên kết")
    assert link_of(chat.store, STAFF.id, unit_feed("ql_cong_nghiep").id).generation == 1
    assert link_of(chat.store, STAFF.id, OWN.id).generation == 0


def test_the_office_shows_the_calendar_to_everybody_after_reading_what_that_means() -> None:
    chat = Chat(a_store(), OFFICER.id)
    assert "Lịch công khai của cơ quan: đang tắt" in chat.say("/lich")
    assert "chờ trả lời" not in chat.seen, "nothing waits"
    asked = chat.press("Hiện lịch công khai")
    assert not is_public(chat.store)
    assert "Không công khai: tên cán bộ" in asked
    shown = chat.press("Hiện công khai")
    assert LINKS.public_url() in shown
    assert f"{LINKS.base_url}/lich/cong-khai" in shown, "what colleagues and strangers can look at"
    assert chat.button("Mở trang công khai").url == f"{LINKS.base_url}/lich/cong-khai"
    assert is_public(chat.store)
    assert "đang hiện" in chat.press("Quay lại")
    assert "không nhận được cập nhật nữa" in chat.press("Tắt lịch công khai")
    assert is_public(chat.store)
    chat.press("Tắt lịch công khai")
    assert not is_public(chat.store)


def test_what_is_asked_before_showing_it_may_be_left() -> None:
    chat = Chat(a_store(), OFFICER.id)
    chat.say("/lich")
    chat.press("Hiện lịch công khai")
    assert "vẫn như cũ" in chat.press("Để như cũ")
    assert not is_public(chat.store)


def test_the_public_calendar_is_nobodys_secret() -> None:
    chat = Chat(a_store(), STAFF.id)
    do(chat.store, show_publicly, OFFICER, True)
    chat.say("/lich")
    said = chat.press("Lịch công khai")
    assert LINKS.public_url() in said
    assert "của riêng" not in said
    assert not {"Đổi liên kết lịch", "Kèm báo giờ"} & set(chat.labels)
    renew = f"calendar:renew:{chat.button('Google').action.split(':')[2]}"
    (reply,) = chat.send(action=renew)
    assert "không còn dùng được" in reply.text
    assert link_of(chat.store, STAFF.id, PUBLIC.id).generation == 0


@pytest.mark.parametrize("action", ["calpublic:on", "calpublic:on:yes", "calserver:show", "moved:list"])
def test_only_the_office_sees_to_it(action: str) -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.send(action=action)
    assert not is_public(chat.store)
    chat.say("/lich")
    assert "Hiện lịch công khai" not in chat.labels


def test_one_task_comes_as_a_file_for_any_calendar() -> None:
    chat = Chat(a_store(), STAFF.id)
    with chat.store.transaction() as tx:
        stamp_events(tx, NOW)
    chat.say("báo cáo sơ kết nộp khi nào")
    chat.press("Thêm vào lịch")
    (event,) = Calendar.from_ical(file_of(chat).content).events
    assert date(2024, 6, 15) == event.DTSTART


def file_of(chat: Chat) -> Attachment:
    """The file that came."""
    (reply,) = chat.replies
    assert reply.attachment is not None, reply
    return reply.attachment


@pytest.mark.parametrize(
    ("sentence", "task"),
    [
        ("thêm việc 4.2 vào lịch", "hop_hd_sang_kien"),
        ("them viec 4.2 vao lich", "hop_hd_sang_kien"),
        ("thêm họp hội đồng sáng kiến vào lịch của tôi", "hop_hd_sang_kien"),
        ("đưa báo cáo sơ kết vào lịch", "bc_so_ket"),
        ("add task 4.2 to my calendar", "hop_hd_sang_kien"),
    ],
)
def test_a_task_is_put_into_the_calendar_by_its_number_or_name(sentence: str, task: str) -> None:
    chat = Chat(a_store(), STAFF.id)
    with chat.store.transaction() as tx:
        stamp_events(tx, NOW)
    chat.say(sentence)
    assert file_of(chat).name == f"{task}.ics"


def test_a_sentence_that_names_no_task_is_answered_with_the_calendar() -> None:
    chat = Chat(a_store(), STAFF.id)
    assert "/calendar/" in chat.say("đưa thời hạn vào lịch của tôi")


def test_what_falls_on_a_day_off_is_not_put_into_a_calendar() -> None:
    assert "/calendar/" not in Chat(a_store(), STAFF.id).say("việc nào rơi vào lịch nghỉ lễ?")


def test_what_has_no_date_is_not_offered_as_a_file() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("hưởng ứng phong trào thi đua khi nào")
    assert "Thêm vào lịch" not in chat.labels
    assert "chưa ấn định ngày" in chat.say("thêm việc 2.2 vào lịch")
    assert all(reply.attachment is None for reply in chat.replies)


def test_without_a_key_no_link_is_invented() -> None:
    chat = Chat(a_store(), STAFF.id, conversation=Conversation(Installation(Links("", b""))))
    for question in ("gửi link lịch cho tôi", "/lich", "lịch của tôi"):
        said = chat.say(question)
        assert "dondoc calendar export" in said
        assert "/calendar/" not in said


def test_no_message_is_too_long_for_a_channel() -> None:
    chat = at("http://127.0.0.1:8765", person=OFFICER.id)
    with chat.store.transaction() as tx:
        for number in range(30):
            tx.put(a_unit(f"u{number}", "Phòng " + "rất dài " * 40))
        tx.put(replace(OFFICER, language="en"))
    chat.say("/lich")
    for label in list(chat.labels):
        chat.say("/calendar")
        chat.press(label)
        assert [reply for reply in chat.replies if len(f"{reply.heading}\n{reply.text}") > TEXT_LIMIT] == []
