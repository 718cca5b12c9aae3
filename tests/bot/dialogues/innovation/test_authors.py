"""Co-authors in the chat: found by name, with shares that make a hundred, asked by a message and heard by a button."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.messages import Choice, Reply
from bot.presses import mark
from bot.unasked.notices.kinds import notice_reply, still_stands
from plans.model.answers import Innovation
from plans.model.people import Person
from plans.model.reminding import Notice
from tests.bot.chatting import Chat
from tests.bot.dialogues.innovation.conftest import KHANH, NAME, OTHER_KHANH
from tests.builders import HEAD, OFFICER, STAFF, TODAY, audit

Idea = Callable[[], Innovation]


def shares(idea: Innovation) -> list[tuple[str, int]]:
    return [(author.name, author.percent) for author in idea.authors]


def with_khanh(chat: Chat, typed: str = "60 40") -> None:
    chat.press("Tác giả")
    chat.press("Thêm đồng tác giả")
    chat.say("Vũ Minh Khánh")
    chat.say(typed)


def asked(chat: Chat) -> tuple[Reply, list[Choice]]:
    """The message that the co-author gets, and its buttons."""
    (notice,) = [notice for notice in chat.store.all(Notice) if notice.kind == "authorship"]
    assert notice.at_once
    assert still_stands(chat.store, notice, TODAY)
    reply = notice_reply(chat.store, notice)
    return reply, [choice for row in reply.choices for choice in row]


def test_a_co_author_is_found_by_name_and_asked(chat: Chat, idea: Idea) -> None:
    with_khanh(chat)
    assert shares(idea()) == [(STAFF.name, 60), (KHANH.name, 40)]
    assert "đang hỏi 1 đồng tác giả" in chat.seen
    reply, buttons = asked(chat)
    assert NAME in reply.text
    assert "Vũ Minh Khánh: 40 %" in reply.text
    assert [button.label for button in buttons] == ["Xác nhận", "Không đúng", "Mở SK-2024-001"]


@pytest.mark.parametrize(("label", "confirmed"), [("Xác nhận", True), ("Không đúng", False)])
def test_the_co_author_answers_by_a_button_and_the_registrant_hears_of_it(
    chat: Chat, idea: Idea, label: str, confirmed: bool
) -> None:
    with_khanh(chat)
    _, buttons = asked(chat)
    khanh = Chat(chat.store, KHANH.id, channel="telegram")
    action = next(button.action for button in buttons if button.label == label)
    khanh.send(action=action)
    khanh.send(action=action)
    assert "Đã ghi" in khanh.seen
    assert idea().authors[1].confirmed is confirmed
    (notice,) = chat.store.all(Notice)
    assert notice.person == STAFF.id
    assert KHANH.name in notice_reply(chat.store, notice).text


def test_a_co_author_finds_the_question_without_the_message_too(chat: Chat, idea: Idea) -> None:
    with_khanh(chat)
    khanh = Chat(chat.store, KHANH.id)
    assert "Chờ anh/chị xác nhận" in khanh.say("/sangkien")
    khanh.press("Mở SK-2024-001")
    khanh.say("Xác nhận")
    assert idea().authors[1].confirmed is True
    assert "SK-2024-001" in khanh.say("/cuatoi")


def test_an_answer_to_shares_that_have_changed_shows_them_anew(chat: Chat, idea: Idea) -> None:
    with_khanh(chat)
    _, buttons = asked(chat)
    chat.press("Sửa tỷ lệ")
    chat.say("Khánh 30, Lan 70")
    khanh = Chat(chat.store, KHANH.id)
    khanh.send(action=buttons[0].action)
    assert "vừa thay đổi" in khanh.seen
    assert "Vũ Minh Khánh: 30 %" in khanh.seen
    assert idea().authors[1].confirmed is None
    khanh.press("Xác nhận")
    assert idea().authors[1].confirmed is True


def test_nobody_else_answers_with_a_co_authors_button(chat: Chat, idea: Idea) -> None:
    with_khanh(chat)
    _, buttons = asked(chat)
    for person in (STAFF.id, HEAD.id, OFFICER.id):
        Chat(chat.store, person).send(action=buttons[0].action)
    assert idea().authors[1].confirmed is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [("60 39", "thiếu 1 %"), ("60 41", "thừa 1 %"), ("100 0", "từ 1 đến 100"), ("nhiều", "2 số nguyên")],
)
def test_shares_that_make_no_hundred_are_refused_with_what_is_missing(
    chat: Chat, idea: Idea, typed: str, said: str
) -> None:
    with_khanh(chat, typed)
    assert said in chat.seen
    assert idea().authors == ()
    chat.press("Chia đều")
    assert shares(idea()) == [(STAFF.name, 50), (KHANH.name, 50)]


def test_a_name_that_two_have_lets_choose_by_unit(chat: Chat, idea: Idea) -> None:
    with chat.store.transaction() as tx:
        tx.put(OTHER_KHANH)
    chat.press("Tác giả")
    chat.press("Thêm đồng tác giả")
    chat.say("khánh")
    assert [label for label in chat.labels if label.startswith("Vũ Minh Khánh – ")][1] == "Vũ Minh Khánh – Văn phòng"
    chat.press("Vũ Minh Khánh – Văn phòng")
    chat.say("60 40")
    assert idea().authors[1].person == OTHER_KHANH.id


def test_somebody_outside_is_named_and_nobody_is_asked(chat: Chat, idea: Idea) -> None:
    chat.press("Tác giả")
    chat.press("Thêm đồng tác giả")
    assert "Không có ai tên" in chat.say("Trần Văn Ngoài")
    chat.press("Người ngoài cơ quan")
    chat.say("80 20")
    assert shares(idea()) == [(STAFF.name, 80), ("Trần Văn Ngoài", 20)]
    assert chat.store.all(Notice) == ()


def test_a_third_author_is_added_and_one_taken_off(chat: Chat, idea: Idea) -> None:
    with_khanh(chat)
    chat.press("Thêm đồng tác giả")
    chat.say("Lê Quốc Hùng")
    chat.say("50 30 20")
    assert shares(idea()) == [(STAFF.name, 50), (KHANH.name, 30), (HEAD.name, 20)]
    chat.press("Bỏ Vũ Minh Khánh")
    chat.say("70 30")
    assert shares(idea()) == [(STAFF.name, 70), (HEAD.name, 30)]
    chat.press("Bỏ Lê Quốc Hùng")
    assert shares(idea()) == [(STAFF.name, 100)]


def test_going_back_from_the_shares_leaves_everything_as_it_was(chat: Chat, idea: Idea) -> None:
    chat.press("Tác giả")
    chat.press("Thêm đồng tác giả")
    chat.say("Vũ Minh Khánh")
    chat.press("Quay lại")
    assert idea().authors == ()
    assert "Một mình (100 %)" in chat.labels


def test_the_same_author_twice_is_refused(chat: Chat, idea: Idea) -> None:
    with_khanh(chat)
    chat.press("Thêm đồng tác giả")
    assert "đã có trong danh sách tác giả" in chat.say("Vũ Minh Khánh")
    assert len(idea().authors) == 2


def test_a_co_author_who_has_left_is_shown_and_settled(chat: Chat, idea: Idea) -> None:
    with_khanh(chat)
    with chat.store.transaction() as tx:
        tx.put(replace(KHANH, left=TODAY))
    assert "Vũ Minh Khánh không còn công tác" in chat.press("Xem sáng kiến")
    chat.press("Tác giả")
    chat.press("Giữ Vũ Minh Khánh")
    assert idea().authors[1].person == ""
    assert "không còn công tác" not in chat.press("Xem sáng kiến")


def test_those_who_have_not_answered_are_asked_again(chat: Chat) -> None:
    with_khanh(chat)
    with chat.store.transaction() as tx:
        for notice in tx.all(Notice):
            tx.delete(Notice, notice.id)
    assert "1 đồng tác giả" in chat.press("Hỏi lại")
    assert [notice.person for notice in chat.store.all(Notice)] == [KHANH.id]


def test_nobody_is_asked_about_what_was_withdrawn(chat: Chat) -> None:
    with_khanh(chat)
    (notice,) = chat.store.all(Notice)
    chat.say("/sangkien")
    chat.press("Rút SK-2024-001")
    chat.press("Xác nhận rút")
    assert chat.store.all(Notice) == ()
    assert not still_stands(chat.store, notice, TODAY)
    assert chat.store.get(Person, KHANH.id) == KHANH


def test_the_office_records_the_yes_of_somebody_without_a_phone_and_the_registrant_cannot(
    chat: Chat, idea: Idea
) -> None:
    with_khanh(chat)
    assert not any(label.startswith("Ghi Vũ Minh Khánh đã") for label in chat.labels)
    office = Chat(chat.store, OFFICER.id)
    office.send(action=f"idea:open:{mark(idea().id)}")
    office.press("Tác giả")
    office.press("Ghi Vũ Minh Khánh đã xác nhận")
    assert idea().authors[1].confirmed is True
    assert chat.store.all(Notice) == ()
    (last,) = [entry for entry in audit(chat.store) if entry.verb == "authorship_confirmed"]
    assert (last.who, last.detail) == (OFFICER.id, "40 (Vũ Minh Khánh)")


@pytest.mark.parametrize("said", ["Vũ Minh Khánh", "chị Vũ Minh Khánh", "Vũ Minh Khánh 40%", "Vũ Minh Khánh: 40 %"])
def test_a_name_is_an_answer_where_the_authors_are_asked_for(chat: Chat, said: str) -> None:
    chat.press("Tác giả")
    assert "2. Vũ Minh Khánh" in chat.say(said)


@pytest.mark.parametrize("said", ["một mình", "chỉ có tôi thôi ạ", "100", "100 %"])
def test_alone_can_be_typed(chat: Chat, idea: Idea, said: str) -> None:
    chat.press("Tác giả")
    chat.say(said)
    assert shares(idea()) == [(STAFF.name, 100)]


@pytest.mark.parametrize("name", [STAFF.name, "Vũ Minh Khánh"])
def test_nobody_of_the_department_is_taken_for_somebody_outside(chat: Chat, idea: Idea, name: str) -> None:
    with_khanh(chat)
    chat.press("Thêm đồng tác giả")
    assert "đã có trong danh sách" in chat.say(name)
    assert not any(label.startswith("Người ngoài") for label in chat.labels)
    chat.send(action=chat.choices[0].action.replace(":author:", ":outsider:"))
    assert len(idea().authors) == 2
