"""What the calendar server asks the office: go on, or leave it; once, and not for an older question."""

from datetime import timedelta

import pytest

from plans.calendars.server_state import go_on, note_question, note_well, state_of
from plans.model.publishing import CalendarServerState, ServerState
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import LEADER, NOW, OFFICE_HEAD, OFFICER, STAFF, do

VALUES = {"removed": "7", "lost": "0", "of": "20"}


def stopped(*paths: str) -> Chat:
    """An officer, when publishing has stopped at these collections."""
    store = a_store()
    do(store, note_question, paths or ("dondoc-tat-ca",), VALUES)
    return Chat(store, OFFICER.id)


def state(store: MemoryStore) -> CalendarServerState:
    """How it stands."""
    found = state_of(store)
    assert found is not None
    return found


def test_the_question_waits_in_the_calendars_and_names_which() -> None:
    chat = stopped(f"{LEADER.id}/lich", f"{LEADER.id}/dieu-hanh", "dondoc-tat-ca")
    chat.say("/lich")
    said = chat.press("Máy chủ lịch đang chờ")
    assert f"Ở lịch: lịch chung, {LEADER.name}." in said
    assert chat.labels == ["Tiếp tục", "Để yên"]


def test_many_are_not_all_named() -> None:
    chat = stopped(*(f"{person}/lich" for person in ("van", "hoa", "minh", "hung", "lan")), "dondoc-x")
    chat.say("/lich")
    assert "và 1 lịch nữa" in chat.press("Máy chủ lịch đang chờ")


def test_going_on_lets_the_next_round_do_just_that() -> None:
    chat = stopped()
    chat.say("/lich")
    chat.press("Máy chủ lịch đang chờ")
    assert "Đã cho tiếp tục" in chat.press("Tiếp tục")
    assert state(chat.store).collections == ()
    assert state(chat.store).allowed == ("dondoc-tat-ca",)


def test_left_it_still_waits() -> None:
    chat = stopped()
    before = state(chat.store)
    chat.say("/lich")
    chat.press("Máy chủ lịch đang chờ")
    assert "giữ nguyên" in chat.press("Để yên")
    assert state(chat.store) == before
    chat.say("/lich")
    assert "Máy chủ lịch đang chờ" in chat.labels


def test_who_comes_second_is_told_that_it_is_answered() -> None:
    chat = stopped()
    chat.say("/lich")
    chat.press("Máy chủ lịch đang chờ")
    do(chat.store, go_on, OFFICE_HEAD)
    assert "đã có trả lời" in chat.press("Tiếp tục")


def test_yes_to_an_older_question_is_none_to_a_newer_one() -> None:
    chat = stopped()
    chat.say("/lich")
    chat.press("Máy chủ lịch đang chờ")
    old = chat.button("Tiếp tục").action
    do(chat.store, note_well)
    do(chat.store, note_question, ("dondoc-tat-ca", "dondoc-van_phong"), VALUES, now=NOW + timedelta(days=1))
    (reply,) = chat.send(action=old)
    assert reply.heading == "Tạm dừng cập nhật lịch trên máy chủ"
    assert state(chat.store).state is ServerState.ASKING
    assert state(chat.store).collections


@pytest.mark.parametrize("person", [STAFF.id, LEADER.id])
def test_others_are_not_asked(person: str) -> None:
    chat = stopped()
    other = Chat(chat.store, person)
    other.say("/lich")
    assert "Máy chủ lịch đang chờ" not in other.labels
    chat.say("/lich")
    chat.press("Máy chủ lịch đang chờ")
    other.send(action=chat.button("Tiếp tục").action)
    assert state(chat.store).collections
