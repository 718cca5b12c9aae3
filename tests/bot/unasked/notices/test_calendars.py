"""What the office is told of calendars: a moved event, a server in trouble, well again, and waiting for a yes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.messages import Reply
from bot.unasked.notices.kinds import notice_reply, still_stands
from bot.unasked.outbox import Outbox
from plans.calendars.moving import KEPT, MOVED, propose_move, refuse_move
from plans.calendars.server_state import ASKED, BROKEN, MENDED, note_question, note_trouble, note_well
from plans.model.people import Person, Preference, Role
from plans.model.publishing import CalendarMove, ServerState
from plans.model.reminding import Notice
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import LEADER, NOW, OFFICE_HEAD, OFFICER, TODAY, do
from tests.fakes import FakeChannel

MOVE = CalendarMove(
    f"{LEADER.id}/dieu-hanh",
    "x@dondoc",
    "thu-2024",
    "hop_hd_sang_kien",
    LEADER.id,
    date(2024, 10, 30),
    date(2024, 10, 31),
    None,
    "30/10/2024",
    NOW,
)
TROUBLE = Problem("sync.own_slow")


def notice(store: MemoryStore, kind: str, person: str = OFFICER.id) -> Notice:
    """The notice of that kind to a person."""
    (found,) = (each for each in store.all(Notice) if (each.kind, each.person) == (kind, person))
    return found


def stands(store: MemoryStore, kind: str) -> bool:
    """Whether it still is to be told to whom it was left."""
    return still_stands(store, notice(store, kind), TODAY)


def told(store: MemoryStore, kind: str) -> Reply:
    """What it says."""
    return notice_reply(store, notice(store, kind))


@pytest.fixture
def store() -> MemoryStore:
    """The small department."""
    return a_store()


def test_the_office_is_asked_about_a_moved_meeting_with_its_buttons(store: MemoryStore) -> None:
    do(store, propose_move, MOVE)
    reply = told(store, MOVED)
    assert "được Nguyễn Văn Minh dời trên lịch từ 30/10/2024 sang 31/10/2024 (thứ Năm). Nhận thay đổi?" in reply.text
    assert [choice.label for row in reply.choices for choice in row] == ["Nhận", "Giữ ngày cũ", "Xem văn bản"]


def test_the_buttons_of_a_notice_answer_it(store: MemoryStore) -> None:
    do(store, propose_move, MOVE)
    button = told(store, MOVED).choices[0][0]
    chat = Chat(store, OFFICER.id)
    chat.send(action=button.action)
    assert "Đã nhận thay đổi" in chat.seen


async def test_a_number_typed_after_the_notice_answers_it_too(store: MemoryStore) -> None:
    do(store, propose_move, MOVE)
    channel = FakeChannel("web")
    await Outbox(store, {"web": channel}).deliver(NOW)
    assert {sent.address for sent in channel.sent} == {OFFICER.id, OFFICE_HEAD.id}
    chat = Chat(store, OFFICER.id, now=NOW + timedelta(minutes=1))
    assert "Đã giữ ngày cũ của" in chat.say("2")


def test_an_answered_question_is_not_asked(store: MemoryStore) -> None:
    do(store, propose_move, MOVE)
    kept = notice(store, MOVED)
    do(store, refuse_move, OFFICE_HEAD, MOVE.id)
    assert not still_stands(store, kept, TODAY)


def test_who_moved_it_hears_that_the_day_stays_and_whom_to_talk_to(store: MemoryStore) -> None:
    do(store, propose_move, MOVE)
    do(store, refuse_move, OFFICE_HEAD, MOVE.id)
    reply = notice_reply(store, notice(store, KEPT, LEADER.id))
    assert "“Họp Hội đồng sáng kiến Sở” vẫn giữ ngày cũ: ngày 30/10/2024 (thứ Tư). Ngày 31/10/2024" in reply.text
    assert reply.text.endswith(f"liên hệ {OFFICE_HEAD.name}.")
    assert "{" not in reply.text
    chat = Chat(store, LEADER.id)
    chat.send(action=reply.choices[0][0].action)
    assert "Họp Hội đồng sáng kiến Sở" in chat.seen


def test_who_moves_it_once_more_is_not_told_of_the_first_time(store: MemoryStore) -> None:
    do(store, propose_move, MOVE)
    do(store, refuse_move, OFFICE_HEAD, MOVE.id)
    kept = notice(store, KEPT, LEADER.id)
    assert still_stands(store, kept, TODAY)
    do(store, propose_move, replace(MOVE, day=date(2024, 11, 1)))
    assert not still_stands(store, kept, TODAY)


def test_who_is_no_officer_any_more_is_not_asked(store: MemoryStore) -> None:
    do(store, propose_move, MOVE)
    assert stands(store, MOVED)
    with store.transaction() as tx:
        person = tx.get(Person, OFFICER.id)
        assert person is not None
        tx.put(replace(person, roles=frozenset({Role.STAFF})))
    assert not stands(store, MOVED)


def test_trouble_is_told_in_plain_words_with_what_to_do(store: MemoryStore) -> None:
    do(store, note_trouble, ServerState.REFUSED, TROUBLE)
    reply = told(store, BROKEN)
    assert reply.heading == "Máy chủ lịch gặp trục trặc"
    assert "Từ 08:00 20/02/2024" in reply.text
    assert "chưa khởi động xong" in reply.text
    assert "dondoc doctor" in reply.text


def test_that_it_is_well_again_is_told_once_it_was_said_to_be_broken(store: MemoryStore) -> None:
    do(store, note_trouble, ServerState.REFUSED, TROUBLE)
    broken = notice(store, BROKEN)
    with store.transaction() as tx:
        tx.delete(Notice, broken.id)  # it has been told
    do(store, note_well)
    assert "không cần làm gì thêm" in told(store, MENDED).text
    assert stands(store, MENDED)
    assert not still_stands(store, broken, TODAY)
    do(store, note_trouble, ServerState.REFUSED, TROUBLE)
    assert not [each for each in store.all(Notice) if each.kind == MENDED and still_stands(store, each, TODAY)]


def test_the_question_names_numbers_and_calendars(store: MemoryStore) -> None:
    do(store, note_question, ("minh/lich",), {"removed": "7", "lost": "0", "of": "20"})
    reply = told(store, ASKED)
    assert "Ở lịch: Nguyễn Văn Minh." in reply.text
    assert [choice.label for row in reply.choices for choice in row] == ["Tiếp tục", "Để yên"]
    assert stands(store, ASKED)
    chat = Chat(store, OFFICER.id)
    chat.send(action=reply.choices[0][0].action)
    assert "Đã cho tiếp tục" in chat.seen


def test_each_is_said_in_english_too(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(Preference(OFFICER.id, "en"))
    do(store, propose_move, MOVE)
    do(store, note_question, ("minh/lich",), {"removed": "7", "lost": "0", "of": "20"})
    assert "Take the change?" in told(store, MOVED).text
    assert "Press “Go on”" in told(store, ASKED).text
    do(store, note_trouble, ServerState.REFUSED, TROUBLE)
    assert "Since 08:00 20/02/2024" in told(store, BROKEN).text
