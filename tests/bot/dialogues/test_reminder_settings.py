"""`/nhac`: what holds is said on one page, and each button changes one thing of it."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.conversation import Conversation
from bot.talk import Installation
from plans.model.people import Person
from plans.model.reaching import Contact
from plans.model.reminding import Notice, ReminderSettings
from plans.reminding.settings import settings_of
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import HEAD, LEADER, NOW, OFFICE_HEAD, STAFF, a_person


@pytest.fixture
def store() -> MemoryStore:
    return a_store()


@pytest.fixture
def chat(store: MemoryStore) -> Chat:
    return Chat(store, STAFF.id)


def kept(chat: Chat) -> ReminderSettings:
    return settings_of(chat.store, chat.person)


def put(store: MemoryStore, *records: Person | Contact) -> None:
    with store.transaction() as tx:
        for record in records:
            tx.put(record)


def test_the_page_says_what_holds_for_whoever_has_chosen_nothing(chat: Chat) -> None:
    said = chat.say("/nhac")
    assert said.startswith("Cách nhận nhắc việc\n")
    assert "07:45" in said
    assert "Kênh, theo thứ tự: trang trò chuyện." in said
    assert "Kỳ nghỉ: không có." in said


def test_a_leader_reads_of_reports(store: MemoryStore) -> None:
    said = Chat(store, LEADER.id).say("/nhac")
    assert said.startswith("Cách nhận báo cáo\n")
    assert "nhắc việc lúc" not in said


@pytest.mark.parametrize("typed", ["7h30", "lúc 7 giờ rưỡi", "07:30"])
def test_the_hour_can_be_typed(chat: Chat, typed: str) -> None:
    chat.say("/nhac")
    chat.press("Đổi giờ")
    assert "Từ ngày mai nhắc việc lúc 07:30." in chat.say(typed)
    assert kept(chat).hour == time(7, 30)


@pytest.mark.parametrize("typed", ["7", "8", "17"])
def test_a_number_typed_for_the_hour_is_the_hour_and_not_a_button(chat: Chat, typed: str) -> None:
    chat.say("/nhac")
    chat.press("Đổi giờ")
    chat.say(typed)
    assert kept(chat).hour == time(int(typed))


def test_the_number_of_a_button_is_that_button(chat: Chat) -> None:
    chat.say("/nhac")
    chat.press("Đổi giờ")
    chat.say("4")
    assert kept(chat).hour == time(8)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("25:00", "“25:00” không phải là một giờ trong ngày"),
        ("19h", "có thể chọn từ 07:00 đến 17:00"),
        ("sáng sớm", "Chưa hiểu “sáng sớm” là mấy giờ"),
    ],
)
def test_an_hour_that_cannot_be_is_answered_kindly_and_asked_for_again(chat: Chat, typed: str, answer: str) -> None:
    chat.say("/nhac")
    chat.press("Đổi giờ")
    assert answer in chat.say(typed)
    assert kept(chat) == ReminderSettings(STAFF.id)
    chat.say("7h")
    assert kept(chat).hour == time(7)


def test_a_question_at_the_hour_is_answered_and_the_hour_stays_open(chat: Chat) -> None:
    chat.say("/nhac")
    chat.press("Đổi giờ")
    assert "Tiếp tục" in chat.say("hạn đăng ký thi đua là ngày nào?")
    assert "đang dở" in chat.seen


def test_a_channel_is_put_first(store: MemoryStore) -> None:
    put(store, Contact("telegram", "1", STAFF.id, NOW), replace(STAFF, email="lan@so.example"))
    chat = Chat(store, STAFF.id, conversation=Conversation(Installation(LINKS, mails=True)))
    assert "Telegram, trang trò chuyện, thư điện tử" in chat.say("/nhac")
    chat.press("Đổi kênh")
    said = chat.press("Trước hết: thư điện tử")
    assert "Từ nay gửi theo thứ tự: thư điện tử, Telegram, trang trò chuyện." in said
    assert kept(chat).channels == ("email", "telegram", "web")


def test_a_channel_that_is_not_there_yet_is_used_once_it_is(store: MemoryStore) -> None:
    put(store, replace(STAFF, email="lan@so.example"))
    chat = Chat(store, STAFF.id, conversation=Conversation(Installation(LINKS, mails=True)))
    chat.say("/nhac")
    chat.press("Đổi kênh")
    assert "Từ nay gửi theo thứ tự: thư điện tử, trang trò chuyện." in chat.press("Trước hết: thư điện tử")
    assert kept(chat).channels == ("email", "web", "telegram")


def test_whoever_has_one_channel_is_offered_no_order(chat: Chat) -> None:
    chat.say("/nhac")
    assert "Đổi kênh" not in chat.labels


def test_single_reminders_are_given_up_and_wanted_again(chat: Chat) -> None:
    chat.say("/nhac")
    chat.press("Chỉ nhận bản nhắc")
    assert kept(chat).digest_only
    chat.press("Nhận cả nhắc riêng")
    assert not kept(chat).digest_only


def test_the_language_changes_the_page_at_once(chat: Chat) -> None:
    chat.say("/nhac")
    chat.press("Ngôn ngữ")
    assert "How reminders come" in chat.press("English")


def test_a_leave_is_set_with_a_stand_in_who_is_told(chat: Chat) -> None:
    chat.say("/nhac")
    chat.press("Báo nghỉ")
    said = chat.say("4/3 - 8/3")
    assert "Nghỉ từ 04/03/2024 đến hết 08/03/2024" in said
    assert chat.labels == ["Lê Quốc Hùng", "Không nhờ ai", "Thôi"]
    assert "Lê Quốc Hùng làm thay" in chat.press("Lê Quốc Hùng")
    assert kept(chat).is_away(date(2024, 3, 8))
    assert [notice.person for notice in chat.store.all(Notice)] == [HEAD.id]
    assert "nhắc việc trở lại như thường" in chat.press("Bỏ kỳ nghỉ")
    assert not kept(chat).is_away(date(2024, 3, 8))


def test_a_stand_in_of_another_unit_is_typed(chat: Chat) -> None:
    chat.say("/nhac")
    chat.press("Báo nghỉ")
    chat.say("tuần sau")
    assert "không có ai khác tên “Không Có”" in chat.say("Không Có")
    chat.say("tran thi hoa")
    assert kept(chat).stand_in == OFFICE_HEAD.id


def test_of_several_with_the_name_one_is_chosen(store: MemoryStore) -> None:
    put(store, a_person("h1", "Vũ Thị Hà", unit="van_phong"), a_person("h2", "Ngô Thu Hà", unit="van_phong"))
    chat = Chat(store, STAFF.id)
    chat.say("/nhac")
    chat.press("Báo nghỉ")
    chat.say("mai")
    assert "nhiều người tên “Hà”" in chat.say("Hà")
    chat.press("Ngô Thu Hà")
    assert kept(chat).stand_in == "h2"


def test_a_large_unit_is_leafed_through(store: MemoryStore) -> None:
    put(store, *(a_person(f"n{at:02}", f"Người {at:02}") for at in range(20)))
    chat = Chat(store, STAFF.id)
    chat.say("/nhac")
    chat.press("Báo nghỉ")
    chat.say("mai")
    while "Người 19" not in chat.labels:
        chat.press(chat.labels[-3])
    chat.press("Người 19")
    assert kept(chat).stand_in == "n19"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("8/3/2024 - 4/3/2024", "đứng trước ngày đầu"),
        ("1/2/2024", "đã hết ngày 01/02/2024"),
        ("31/6", "Không có ngày"),
        ("khi khỏe", "Chưa hiểu “khi khỏe”"),
    ],
)
def test_days_that_cannot_be_are_answered_kindly_and_asked_for_again(chat: Chat, typed: str, answer: str) -> None:
    chat.say("/nhac")
    chat.press("Báo nghỉ")
    assert answer in chat.say(typed)
    assert "Nghỉ từ 04/03/2024" in chat.say("4/3")


def test_a_leave_alone_says_who_is_reminded_meanwhile(chat: Chat) -> None:
    chat.say("/nhac")
    chat.press("Báo nghỉ")
    chat.say("4/3")
    assert "trưởng đơn vị, hoặc Văn phòng" in chat.press("Không nhờ ai")


@pytest.mark.parametrize(
    "action", ["nhac", "nhac:x", "nhac:hour:99", "nhac:only", "leave", "leave:zz:who:x", "leave:a"]
)
def test_made_up_buttons_change_nothing(chat: Chat, action: str) -> None:
    chat.send(action=action)
    assert chat.store.all(ReminderSettings) == ()
    assert chat.seen.strip()


def test_the_button_of_an_earlier_leave_sets_none(chat: Chat) -> None:
    chat.say("/nhac")
    chat.press("Báo nghỉ")
    chat.say("4/3")
    old = chat.button("Không nhờ ai").action
    chat.say("/huy")
    chat.send(action=old)
    assert chat.store.all(ReminderSettings) == ()


@pytest.mark.parametrize(("channel", "offered"), [("web", True), ("telegram", False)])
def test_the_page_in_the_browser_leads_to_its_notifications(store: MemoryStore, channel: str, offered: bool) -> None:
    pushing = Conversation(Installation(LINKS, pushes=True))
    chat = Chat(store, STAFF.id, channel, conversation=pushing)
    chat.say("/nhac")
    assert ("/#bao-tin" in [choice.url for choice in chat.choices]) is offered
    unpushed = Chat(store, HEAD.id)
    unpushed.say("/nhac")
    assert not [choice for choice in unpushed.choices if choice.url]


@pytest.mark.parametrize("days", ["từ 1/1/2020 đến 1/1/2030", "từ 3/6/2034 đến 5/6/2034", "30/2"])
def test_days_that_cannot_be_a_leave_are_asked_for_again_before_anybody_is_chosen(chat: Chat, days: str) -> None:
    chat.send(action="leave:ask")
    said = chat.say(days)
    assert "văn bản" not in said
    assert "Trong thời gian đó nhắc việc cho ai" not in said
    assert "Trong thời gian đó nhắc việc cho ai" in chat.say("từ mai đến thứ sáu")
