"""Registering innovations."""

import pytest

from bot.demo import fill_demo
from plans.model.answers import Answer, Innovation
from plans.model.people import Person, Role
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, STAFF

NAME = "Số hóa hồ sơ cấp phép trên nền web"


def a_chat() -> Chat:
    return Chat(a_store(), STAFF.id)


def registered(chat: Chat, name: str = NAME) -> Innovation:
    chat.say("đăng ký sáng kiến")
    if "Thêm sáng kiến" in chat.labels:
        chat.press("Thêm sáng kiến")
    chat.say(name)
    chat.press("Ghi đăng ký")
    return chat.store.all(Innovation)[-1]


def test_a_name_is_asked_for_confirmed_and_receipted() -> None:
    chat = a_chat()
    chat.say("đăng ký sáng kiến")
    assert NAME in chat.say(NAME)
    assert chat.store.all(Innovation) == ()
    said = chat.press("Ghi đăng ký")
    (idea,) = chat.store.all(Innovation)
    assert idea.name == NAME
    assert idea.number in said
    assert "08:00 20/02/2024" in said


def test_a_name_too_short_or_too_long_is_asked_for_again() -> None:
    chat = a_chat()
    chat.say("đăng ký sáng kiến")
    assert "3" in chat.say("ab")
    assert "300" in chat.say("ơ" * 301)
    assert NAME in chat.say(NAME)


def test_a_question_in_place_of_the_name_is_answered_and_may_still_be_the_name() -> None:
    chat = a_chat()
    chat.say("đăng ký sáng kiến")
    said = chat.say("tháng này có gì đến hạn")
    assert "tháng 2/2024" in said
    assert "Tên sáng kiến: tháng này có gì đến hạn" in chat.press("Đó là tên sáng kiến")
    chat.press("Sửa tên")
    assert NAME in chat.say(NAME)


def test_a_second_idea_is_added_and_one_is_withdrawn() -> None:
    chat = a_chat()
    first, second = registered(chat), registered(chat, "Họp không giấy tờ")
    assert (first.ordinal, second.ordinal) == (1, 2)
    chat.say("đăng ký sáng kiến")
    assert NAME in chat.seen
    assert "Họp không giấy tờ" in chat.seen
    chat.press(f"Rút {first.number}")
    chat.press("Xác nhận rút")
    assert [idea.answer for idea in chat.store.all(Innovation)] == [Answer.WITHDRAWN, Answer.REGISTERED]


def test_having_none_is_an_answer_and_can_be_taken_back() -> None:
    chat = a_chat()
    chat.say("/sangkien")
    chat.press("Năm nay không có sáng kiến")
    assert chat.store.all(Innovation) == ()
    chat.press("Xác nhận không đăng ký")
    assert [idea.answer for idea in chat.store.all(Innovation)] == [Answer.DECLINED]
    chat.say("/sangkien")
    chat.press("Rút")
    assert "Đã rút" in chat.press("Xác nhận rút")
    assert [idea.answer for idea in chat.store.all(Innovation)] == [Answer.WITHDRAWN]


def test_a_bare_number_where_a_name_is_asked_for_presses_a_button_not_a_name() -> None:
    chat = a_chat()
    chat.say("đăng ký sáng kiến")
    assert "chưa ghi nhận gì" in chat.say("2")
    assert chat.store.all(Innovation) == ()


def test_the_same_name_again_stays_as_it_was_recorded() -> None:
    chat = a_chat()
    first = registered(chat)
    registered(chat, NAME.upper())
    assert f"đã được ghi với số {first.number} lúc 08:00 20/02/2024 và giữ nguyên" in chat.seen
    assert chat.store.all(Innovation) == (first,)


@pytest.mark.parametrize(
    "name",
    [
        "Số hóa hồ sơ cấp phép trên nền web",
        "Phần mềm nhắc hạn báo cáo",
        "Giải pháp nâng cao chất lượng công tác thi đua khen thưởng",
        "Xây dựng sổ tay hướng dẫn đăng ký sáng kiến",
        "Mẫu biểu theo dõi tiến độ nhiệm vụ",
        "Quản lý lịch công tác bằng lịch điện tử",
        "Ứng dụng AI tổng hợp báo cáo sơ kết",
        "Quy trình phòng cháy chữa cháy bằng máy báo khói",
    ],
)
def test_a_name_that_sounds_like_the_plan_is_a_name(name: str) -> None:
    store = MemoryStore()
    fill_demo(store)
    chat = Chat(store, next(person.id for person in store.all(Person) if person.roles == {Role.STAFF}))
    chat.say("đăng ký sáng kiến")
    assert f"Tên sáng kiến: {name}" in chat.say(name)
    chat.press("Ghi đăng ký")
    assert store.all(Innovation)[-1].name == name


@pytest.mark.parametrize(
    "question", ["báo cáo sơ kết hạn khi nào", "tháng này có gì đến hạn", "ai chưa đăng ký", "việc quá hạn", "tiến độ?"]
)
def test_a_question_is_still_answered(question: str) -> None:
    store = MemoryStore()
    fill_demo(store)
    chat = Chat(store, next(person.id for person in store.all(Person) if person.roles == {Role.STAFF}))
    chat.say("đăng ký sáng kiến")
    assert "Tên sáng kiến:" not in chat.say(question)


def test_a_sentence_may_name_whose_innovation_it_is() -> None:
    chat = Chat(a_store(), HEAD.id)
    assert f"Đăng ký cho: {STAFF.name}" in chat.say("đăng ký sáng kiến cho chị Lan")
    chat.say("Số hóa hồ sơ cấp phép")
    chat.press("Ghi đăng ký")
    assert [idea.person for idea in chat.store.all(Innovation)] == [STAFF.id]


def test_one_of_the_staff_registers_no_innovation_of_others() -> None:
    chat = Chat(a_store(), STAFF.id)
    assert "do trưởng đơn vị của người đó hoặc Văn phòng" in chat.say("đăng ký sáng kiến cho anh Hùng")
    assert "gõ tên sáng kiến" not in chat.seen


@pytest.mark.parametrize("said", ["không", "không có ạ", "năm nay em không có sáng kiến nào", "chưa có sáng kiến"])
def test_having_none_is_no_name(said: str) -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("đăng ký sáng kiến")
    chat.say(said)
    assert "Xác nhận không đăng ký" in chat.labels
    assert chat.store.all(Innovation) == ()
