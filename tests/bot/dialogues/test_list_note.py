"""The typed note with which the office returns a list, or accepts one in its head's absence."""

from datetime import timedelta

import pytest

from plans.model.answers import ListState, UnitList
from plans.model.plan import Plan
from plans.model.reaching import Dialogue
from plans.model.reminding import Notice
from plans.registrations.endorsing import endorse_list, last_said
from plans.registrations.registering import decline_title, register_title
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, INDUSTRY, NOW, OFFICER, STAFF, do


@pytest.fixture
def store() -> MemoryStore:
    """The list of the department of industry has been endorsed."""
    made = a_store()
    do(made, register_title, STAFF, STAFF, made.all(Plan)[0], "ldtt")
    with made.transaction() as tx:
        endorse_list(tx, NOW, HEAD, made.all(Plan)[0], INDUSTRY, without_missing=True)
    return made


def said(store: MemoryStore) -> UnitList:
    found = last_said(store, store.all(Plan)[0], INDUSTRY)
    assert found is not None
    return found


def at_the_unit(store: MemoryStore, channel: str = "web") -> Chat:
    chat = Chat(store, OFFICER.id, channel=channel)
    chat.say("/danhsach")
    chat.press("2.")
    return chat


@pytest.mark.parametrize("channel", ["web", "telegram"])
def test_a_list_is_returned_with_what_is_typed(store: MemoryStore, channel: str) -> None:
    chat = at_the_unit(store, channel)
    assert "xin gõ điều cần bổ sung" in chat.press("Trả lại")
    seen = chat.say("Thiếu tập thể, đề nghị bổ sung")
    assert "Đã ghi: trả lại danh sách" in seen
    assert (said(store).state, said(store).note) == (ListState.RETURNED, "Thiếu tập thể, đề nghị bổ sung")
    assert [notice.person for notice in store.all(Notice)] == [HEAD.id]
    assert "“Thiếu tập thể, đề nghị bổ sung”" in Chat(store, HEAD.id).say("/danhsach")


def test_a_note_that_says_nothing_is_asked_for_again(store: MemoryStore) -> None:
    chat = at_the_unit(store)
    chat.press("Trả lại")
    assert "ít nhất 5 ký tự" in chat.say("ok")
    assert said(store).state is ListState.ENDORSED
    chat.say("Bổ sung tập thể")
    assert said(store).state is ListState.RETURNED


def test_a_note_may_sound_like_a_question(store: MemoryStore) -> None:
    chat = at_the_unit(store)
    chat.press("Trả lại")
    chat.say("ai chưa đăng ký thì bổ sung cho đủ")
    assert said(store).note == "ai chưa đăng ký thì bổ sung cho đủ"


def test_the_note_is_left_by_a_button_a_number_or_a_command(store: MemoryStore) -> None:
    chat = at_the_unit(store)
    for words in ("Thôi", "1", "/huy"):
        chat.say("/danhsach")
        chat.press("2.")
        chat.press("Trả lại")
        chat.say(words)
        assert said(store).state is ListState.ENDORSED, words
        dialogue = store.get(Dialogue, OFFICER.id)
        assert dialogue is None or not dialogue.step


def test_a_list_that_its_head_has_not_endorsed_is_accepted_with_a_note(store: MemoryStore) -> None:
    do(store, decline_title, HEAD, HEAD, store.all(Plan)[0], now=NOW + timedelta(hours=1))
    chat = at_the_unit(store)
    assert "Xin gõ lý do nhận" in chat.press("Nhận khi chưa có xác nhận")
    chat.say("Anh Hùng đi công tác")
    assert (said(store).state, said(store).note) == (ListState.ACCEPTED, "Anh Hùng đi công tác")


def test_a_list_that_changes_while_the_note_is_written_stays_as_it_is(store: MemoryStore) -> None:
    chat = at_the_unit(store)
    chat.press("Trả lại")
    do(store, decline_title, STAFF, STAFF, store.all(Plan)[0], now=NOW + timedelta(hours=1))
    assert "vừa thay đổi nên chưa ghi gì" in chat.say("Thiếu tập thể")
    assert said(store).state is ListState.ENDORSED


def test_the_note_survives_another_question(store: MemoryStore) -> None:
    chat = at_the_unit(store)
    chat.press("Trả lại")
    assert "Ghi chú cho danh sách của đơn vị vẫn đang chờ" in chat.say("/denhan")
    assert "xin gõ điều cần bổ sung" in chat.press("Tiếp tục")
    chat.say("Thiếu tập thể")
    assert said(store).state is ListState.RETURNED


def test_an_old_cancel_leaves_a_new_note_alone(store: MemoryStore) -> None:
    chat = at_the_unit(store)
    chat.press("Trả lại")
    old = chat.button("Thôi").action
    chat.say("/huy")
    chat.say("/danhsach")
    chat.press("2.")
    chat.press("Trả lại")
    chat.send(action=old)
    chat.say("Thiếu tập thể")
    assert said(store).state is ListState.RETURNED
