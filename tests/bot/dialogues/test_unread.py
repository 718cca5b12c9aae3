"""The list of sentences that nobody understood."""

import pytest

from bot.dialogues.unread import AT_MOST
from plans.asking.unread import hand_in
from plans.model.asking import Unread
from tests.bot.chatting import Chat, a_store
from tests.builders import NOW, OFFICER


@pytest.fixture
def office() -> Chat:
    return Chat(a_store(), OFFICER.id)


def test_there_may_be_none(office: Chat) -> None:
    assert "không có câu nào" in office.say("/cauchuahieu")


def test_a_sentence_is_left_by_a_tap_and_another_tap_says_that_it_is_gone(office: Chat) -> None:
    with office.store.transaction() as tx:
        hand_in(tx, NOW, "một câu")
    office.say("/cauchuahieu")
    tap = office.button("1. Bỏ qua").action
    assert "một câu" not in tap
    assert "Đã bỏ qua" in office.press("1. Bỏ qua")
    assert office.store.all(Unread) == ()
    office.send(action=tap)
    assert "không còn trong danh sách" in office.seen


def test_many_are_leafed_through(office: Chat) -> None:
    with office.store.transaction() as tx:
        for number in range(AT_MOST + 2):
            hand_in(tx, NOW, f"câu {number:02}")
    office.say("/unread")
    assert f"{AT_MOST + 1}." not in office.seen
    assert f"{AT_MOST + 2}. “câu {AT_MOST + 1:02}”" in office.press("Trang sau")


@pytest.mark.parametrize("action", ["unread", "unread:x", "unread:name:", "unread:leave:zz", "unread:page:zz"])
def test_a_forged_button_changes_nothing(office: Chat, action: str) -> None:
    with office.store.transaction() as tx:
        hand_in(tx, NOW, "một câu")
    office.send(action=action)
    assert office.seen.strip()
    assert len(office.store.all(Unread)) == 1
