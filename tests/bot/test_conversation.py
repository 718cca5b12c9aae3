"""The conversation as a whole: who is answered, once, and what hostile input leads to."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import Conversation
from bot.messages import ACTION_LIMIT, TEXT_LIMIT, Answered, Incoming, Reply
from bot.talk import Installation
from plans.model.answers import Registration
from plans.model.asking import Unread
from plans.model.duties import TaskUrging
from plans.model.people import Person, Preference
from plans.model.plan import TaskProgress
from plans.model.reaching import Contact, Dialogue
from plans.model.reminding import Delivery, DeliveryState
from plans.staff.access import invite
from plans.store.memory import MemoryStore
from plans.working_days import day_in_hanoi
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import LEADER, NOW, OFFICE_HEAD, OFFICER, PEOPLE, STAFF, TODAY, UNITS, a_plan

OUTSIDER = "nobody"
EVERYBODY = [*(person.id for person in PEOPLE), OUTSIDER]
#: What nobody's keyboard ever offered.
FORGERIES = [
    ":",
    "due",
    "due:x:y",
    "due:2024-13-01:2024-01-01",
    "due:0001-01-01:9999-12-31",
    "due:2024-02-29:2024-02-01",
    "task",
    "task:../../etc",
    "task:04969437e8:x:y",
    "done",
    "done:0000000000:yes",
    "reopen::yes",
    "title",
    "title:begin:begin",
    "title:abc:record",
    "idea:abc:record",
    "idea:x",
    "ask",
    "ask:secrets",
    "lang",
    "lang:xx",
    "digest",
    "digest:done",
    "digest:done:d240230",
    "digest:later:d240228:a:b:c",
    "digest:all:d240228",
    "digest:done:d000101",
    "digest:back:p991231",
    "calendar:renew:99",
    "review",
    "review:begin",
    "review:abcdef012345:whole",
    "review:abcdef012345:adoptyes:x",
    "plans",
    "plans:file:00000000",
    "plans:roll:00000000:9999",
    "addtask",
    "addtask:abc:record",
    "setday",
    "setday:ask:0000000000",
    "setday:abc:record",
    "calendar",
    "meant",
    "meant:mark_done:00000000",
    "meant:by_unit:00000000:x:y",
    "puzzled",
    "puzzled:send",
    "names:begin",
    "names:gone:00000000",
    "names:abc:record",
    "unread:leave:00000000",
    "go",
    "admin",
    "😀😀😀😀😀😀😀😀",
]


def length(reply: Reply) -> int:
    return len(f"{reply.heading}\n{reply.text}".encode("utf-16-le")) // 2


# ---------------------------------------------------------------- who is answered


def test_a_stranger_is_told_how_to_get_in_and_nothing_else() -> None:
    store = a_store()
    chat = Chat(store, OUTSIDER)
    empty = Chat(MemoryStore(), OUTSIDER)
    for text in ("tháng này có gì đến hạn", "/start", "/start mã-đoán-mò", "ai chưa đăng ký", ""):
        said = chat.say(text)
        assert "mời" in said
        assert "invitation" in said
        assert said == empty.say(text), "the answer does not even tell whether there is a department"
        for secret in ("Sở Thử nghiệm", "Minh", "2024", "Văn phòng\n"):
            assert secret not in said


def test_a_stranger_who_reads_english_reads_it_first() -> None:
    incoming = Incoming("telegram", "7", 1, text="hi", language="en-GB")
    with MemoryStore().transaction() as tx:
        (reply,) = Conversation(Installation(LINKS)).respond(tx, incoming, NOW)
    assert reply.text.startswith("Hello")


def test_a_stranger_leaves_no_trace_in_the_store() -> None:
    store = a_store()
    Chat(store, OUTSIDER).say("xin chào")
    assert store.all(Answered) == ()
    assert store.all(Dialogue) == ()


def test_who_has_left_is_a_stranger() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(replace(STAFF, left=day_in_hanoi(NOW)))
    assert Chat(store, STAFF.id).say("tháng này có gì") == Chat(store, OUTSIDER).say("tháng này có gì")


def test_a_strangers_buttons_do_nothing() -> None:
    store = a_store()
    chat = Chat(store, OUTSIDER)
    chat.send(action="done:60c5374fc7:yes")
    assert store.all(TaskProgress) == ()
    assert "mời" in chat.seen


def test_an_invitation_lets_in_and_greets_by_name() -> None:
    store = a_store()
    with store.transaction() as tx:
        invite(tx, NOW, STAFF, "mot-ma-bi-mat")
    chat = Chat(store, "", channel="telegram")
    said = chat.say("/start mot-ma-bi-mat")
    assert "Phạm Thị Lan" in said
    contact = store.get(Contact, "telegram:telegram-")
    assert contact is not None
    assert contact.person == STAFF.id
    again = chat.send(text="/start mot-ma-bi-mat", number=chat.number)
    assert "Phạm Thị Lan" in again[0].text, "a redelivered update gets its answer again"
    other = Chat(store, "", channel="zalo")
    assert "Phạm Thị Lan" not in other.say("/start mot-ma-bi-mat"), "a code works once"


# ---------------------------------------------------------------- once


def test_the_same_update_again_gets_the_same_replies_and_is_not_carried_out_again() -> None:
    store = a_store()
    chat = Chat(store, STAFF.id)
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    chat.press("Không đề nghị khen thưởng")
    chat.press("Bỏ qua")
    record = chat.button("Ghi đăng ký").action
    first = chat.send(action=record)
    (before,) = store.all(Registration)
    assert chat.send(action=record, number=chat.number) == first
    assert store.all(Registration) == (before,)


def test_an_older_update_is_not_answered() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("xin chào")
    chat.say("/help")
    assert chat.send(text="xin chào", number=1) == ()


def test_a_low_number_after_days_of_silence_is_a_new_update() -> None:
    chat = Chat(a_store(), STAFF.id, channel="telegram", number=900_000)
    chat.say("xin chào")
    chat.now += timedelta(days=8)
    assert chat.send(text="/help", number=400), "Telegram numbers updates anew after a week without any"
    assert chat.send(text="/help", number=400) == chat.replies
    assert chat.send(text="/help", number=399) == ()


# ---------------------------------------------------------------- words, numbers, commands


def test_a_number_right_after_choices_presses_one_and_later_it_does_not() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("đăng ký thi đua")
    assert "Danh hiệu: Chiến sĩ thi đua cơ sở" in chat.say("2")
    chat.say("/huy")
    assert chat.labels == []
    assert "Chiến sĩ" not in chat.say("2")


def test_a_number_beyond_the_choices_is_no_choice() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("đăng ký thi đua")
    for number in ("0", "99", "9" * 500, "٢", "²"):
        assert "Hình thức khen thưởng là mục riêng" not in chat.say(number)


def test_what_is_no_answer_to_an_open_step_shows_the_step_again() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("đăng ký thi đua")
    said = chat.say("xyzzy")
    assert "từ 1 đến 8" in said
    assert "Lao động tiên tiến" in chat.labels


def test_a_number_typed_after_a_digest_has_come_between_confirms_nothing() -> None:
    store = a_store()
    chat = Chat(store, STAFF.id)
    chat.say("đăng ký lao động tiên tiến")
    with store.transaction() as tx:
        tx.put(Delivery(STAFF.id, TODAY, (), DeliveryState.SENT, NOW + timedelta(minutes=1)))
    chat.now = NOW + timedelta(minutes=2)
    chat.say("1")
    assert store.all(Registration) == ()


def test_a_label_may_be_typed_without_diacritics() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("đăng ký thi đua")
    assert "Chiến sĩ thi đua cơ sở" in chat.say("chien si thi dua co so")
    assert "cam kết phấn đấu" in chat.say("khong de nghi khen thuong")


def test_another_question_is_answered_and_the_dialogue_stays_open() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    said = chat.say("tháng này có gì đến hạn")
    assert "tháng 2/2024" in said
    assert "vẫn đang dở" in said
    assert "Hình thức khen thưởng là mục riêng" in chat.press("Tiếp tục")


def test_a_dialogue_goes_on_over_a_restart_and_on_another_channel() -> None:
    store = a_store()
    chat = Chat(store, STAFF.id)
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    other = Chat(store, STAFF.id, channel="telegram", conversation=Conversation(Installation(LINKS)))
    assert "cam kết phấn đấu" in other.say("5")
    assert "Đăng ký của: Phạm Thị Lan" in other.say("bỏ qua")
    other.say("có")
    (registration,) = store.all(Registration)
    assert registration.title == "ldtt"


def test_a_dialogue_left_lying_is_over_the_next_day() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("đăng ký thi đua")
    button = chat.button("Lao động tiên tiến").action
    chat.now = NOW + timedelta(hours=25)
    assert "vẫn đang dở" not in chat.say("tháng này có gì đến hạn")
    chat.send(action=button)
    assert "bước đã qua" in chat.seen
    assert "Bắt đầu lại" in chat.labels


def test_cancel_ends_the_dialogue_in_both_languages() -> None:
    for command in ("/huy", "/cancel", "/HUY@dondoc_bot"):
        chat = Chat(a_store(), STAFF.id)
        chat.say("đăng ký thi đua")
        assert "chưa ghi nhận gì" in chat.say(command)
        assert "Không có việc nào đang làm dở" in chat.say(command)
        assert chat.store.all(Registration) == ()


def test_the_language_is_chosen_and_kept_apart_from_the_roster() -> None:
    store = a_store()
    chat = Chat(store, STAFF.id)
    assert "in English" in chat.say("/language en")
    assert "What is due this month" in chat.say("/start") + str(chat.labels)
    assert store.all(Preference) == (Preference(STAFF.id, "en"),)
    chat.say("/ngonngu")
    assert "bằng tiếng Việt" in chat.press("Tiếng Việt")


def test_an_unknown_command_is_answered_with_those_there_are() -> None:
    said = Chat(a_store(), STAFF.id).say("/lam_ho_di")
    assert "/denhan" in said
    assert "/dangky" in said


# ---------------------------------------------------------------- hostile input


def test_too_much_and_nothing_are_answered_with_what_to_do() -> None:
    chat = Chat(a_store(), STAFF.id)
    assert "dưới 1000 ký tự" in chat.say("ơ" * 4097)
    for empty in ("", "  \n", "\u200f\u200e", "\x00"):
        assert "/help" in chat.say(empty)


@pytest.mark.parametrize("action", FORGERIES)
def test_a_forged_button_is_answered_politely_and_changes_nothing(action: str) -> None:
    store = a_store()
    chat = Chat(store, STAFF.id)
    chat.send(action=action)
    assert chat.seen.strip()
    assert store.all(Registration) == ()
    assert store.all(TaskProgress) == ()


def test_another_persons_button_does_what_the_presser_may() -> None:
    store = a_store()
    office = Chat(store, "van")
    office.say("đánh dấu báo cáo sơ kết đã xong")
    tap = office.button("Đã hoàn thành").action
    staff = Chat(store, STAFF.id)
    staff.send(action=tap)
    assert store.all(TaskProgress) == ()
    office.say("đăng ký thi đua")
    office.press("Cho bản thân")
    office.press("Lao động tiên tiến")
    staff.send(action=office.button("Không đề nghị khen thưởng").action)
    assert "bước đã qua" in staff.seen


def test_markup_in_names_is_only_text() -> None:
    store = a_store()
    name = "<b>*Lan*</b>\r\n[x](javascript:1) \u202e"
    with store.transaction() as tx:
        tx.put(replace(STAFF, name=name))
    for said in (Chat(store, STAFF.id).say("/start"), Chat(store, LEADER.id).say("ai chưa đăng ký")):
        assert "\r" not in said
        assert "\u202e" not in said


def test_no_answer_of_a_large_department_is_too_long_for_a_channel() -> None:
    store = a_store()
    crowd = [replace(STAFF, id=f"p{i}", name=f"Công Tằng Tôn Nữ Thị Hoài Hương {i}") for i in range(900)]
    tasks = tuple(replace(task, id=f"t{i}", number=f"1.{i}") for i, task in enumerate(a_plan().tasks * 40))
    with store.transaction() as tx:
        for person in crowd:
            tx.put(person)
        tx.put(replace(a_plan(), tasks=tasks))
    chat = Chat(store, LEADER.id)
    for question in (
        "ai chưa đăng ký",
        "năm nay có gì đến hạn",
        "tiến độ thực hiện kế hoạch",
        "nhiệm vụ của Văn phòng",
    ):
        chat.say(question)
        assert all(length(reply) <= TEXT_LIMIT for reply in chat.replies), question
    assert "Trang 1/" in chat.seen


WORDS = st.sampled_from(
    """1; 2; 3; có; không; /huy; /start; đăng ký thi đua; đăng ký sáng kiến; tháng này có gì; ok; đăng ký; hủy đăng ký;
    còn tháng sau?; của văn phòng thôi; việc đầu tiên xong rồi; nó còn mấy ngày; quàng xiên lung tung; /tengoi;
    /cauchuahieu""".replace("\n    ", " ").split("; ")
)
FORGED = st.builds(
    ":".join,
    st.lists(
        st.sampled_from(
            ["title", "idea", "digest", "due", "done", "begin", "none", "record", "go", "2024-02-28", "-", ""]
        )
    ),
)

#: Who, what (a text, or the place of a button of theirs), and an action of their own making.
UPDATES = st.tuples(
    st.sampled_from(EVERYBODY),
    st.one_of(st.text(), WORDS, st.integers(0, 9)),
    st.one_of(st.just(""), FORGED, st.text(max_size=20)),
)


@settings(max_examples=2000 if os.environ.get("DONDOC_SOAK") else 60, deadline=None)
@given(st.lists(UPDATES, max_size=12))
def test_whatever_people_send_is_answered_within_the_limits(script: list[tuple[str, str | int, str]]) -> None:
    store = a_store()
    chats = {id: Chat(store, id) for id in EVERYBODY}
    for person, what, forged in script:
        chat = chats[person]
        if isinstance(what, int):  # the button in that place, if there is one
            actions = [choice.action for choice in chat.choices if choice.action]
            chat.send(action=actions[what % len(actions)] if actions else forged)
        else:
            chat.send(text=what, action=forged)
        assert chat.replies
        assert all(reply.text and length(reply) <= TEXT_LIMIT for reply in chat.replies)
        assert all(len(choice.action.encode()) <= ACTION_LIMIT for choice in chat.choices)
    known = {p.id for p in store.all(Person)} | {unit.id for unit in UNITS}
    assert all(registration.subject in known for registration in store.all(Registration))


@pytest.mark.parametrize(
    "action",
    [
        "done:ffffffffff:yes",
        "reopen:ffffffffff",
        "task:ffffffffff",
        "event:ffffffffff",
        "due:2024-02-30:x",
        "due:0001-01-01:0001-01-31",
        "calendar:renew:99",
        "digest:done:d241399",
        "nobody:knows:this",
    ],
)
def test_a_button_that_means_nothing_offers_others_below_as_it_says(action: str) -> None:
    chat = Chat(a_store(), OFFICER.id)
    chat.send(action=action)
    assert "chọn lại bên dưới" in chat.seen
    assert chat.labels


@pytest.mark.parametrize("text", ["1", "ok", "vâng"])
def test_what_is_typed_answers_what_is_seen_there(text: str) -> None:
    store = a_store()
    phone, desk = Chat(store, STAFF.id, channel="telegram"), Chat(store, STAFF.id)
    desk.say("năm nay có gì đến hạn")
    phone.say("đăng ký lao động tiên tiến")
    assert phone.button("Ghi đăng ký")
    desk.say(text)
    assert store.all(Registration) == ()
    phone.press("Ghi đăng ký")
    assert len(store.all(Registration)) == 1


def test_no_number_reminds_others_or_sends_a_sentence_to_the_office() -> None:
    chat = Chat(a_store(), OFFICE_HEAD.id)
    chat.say("năm nay có gì đến hạn")
    chat.press("Mục 4.4")
    verbs = [each.action.partition(":")[0] for each in chat.choices if each.action]
    chat.say(str(verbs.index("urgetask") + 1))
    assert chat.store.all(TaskUrging) == ()
    chat.say("blorp quux zyzzy")
    assert "puzzled:send" in [each.action for each in chat.choices]
    chat.say(str(len(chat.choices)))
    assert chat.store.all(Unread) == ()
