"""What the office hears of the calendar server, and how often."""

from datetime import datetime, timedelta

import pytest

from plans.calendars.server_state import (
    ABOUT,
    ASKED,
    BROKEN,
    MENDED,
    go_on,
    note_question,
    note_trouble,
    note_well,
    state_of,
)
from plans.model.people import Person
from plans.model.publishing import CalendarServerState, ServerState
from plans.model.reminding import Notice
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.builders import HEAD, NOW, OFFICE_HEAD, OFFICER, STAFF, audit, do, refused

OFFICE = {OFFICER.id, OFFICE_HEAD.id}
AWAY = Problem("sync.unreached", {"reason": "timeout"})
LATER = NOW + timedelta(minutes=11)
NUMBERS = {"removed": "12", "of": "30"}


def told(store: MemoryStore, kind: str) -> set[str]:
    return {notice.person for notice in store.all(Notice) if notice.kind == kind}


def trouble(store: MemoryStore, at: datetime, state: ServerState = ServerState.UNREACHED) -> CalendarServerState:
    with store.transaction() as tx:
        return note_trouble(tx, at, state, AWAY)


def well(store: MemoryStore, at: datetime = LATER) -> None:
    with store.transaction() as tx:
        note_well(tx, at)


def ask(store: MemoryStore, *collections: str, at: datetime = NOW) -> None:
    with store.transaction() as tx:
        note_question(tx, at, collections, NUMBERS)


def deliver(store: MemoryStore) -> None:
    """Everything waiting has gone out."""
    with store.transaction() as tx:
        for notice in tx.all(Notice):
            tx.delete(Notice, notice.id)


def test_an_outage_of_some_minutes_is_nobodys_business(store: MemoryStore) -> None:
    trouble(store, NOW)
    trouble(store, NOW + timedelta(minutes=9))
    well(store)
    assert not store.all(Notice)


def test_a_longer_outage_is_told_once_to_each_of_the_office_and_so_is_its_end(store: MemoryStore) -> None:
    trouble(store, NOW)
    for minutes in (11, 16, 31):
        assert trouble(store, NOW + timedelta(minutes=minutes)).since == NOW
        assert told(store, BROKEN) == (OFFICE if minutes == 11 else set())
        deliver(store)
    well(store)
    assert told(store, MENDED) == OFFICE
    deliver(store)
    well(store)
    assert not store.all(Notice)


def test_a_refusal_is_told_at_once_and_not_again_while_the_reasons_change(store: MemoryStore) -> None:
    trouble(store, NOW, ServerState.REFUSED)
    assert told(store, BROKEN) == OFFICE
    deliver(store)
    trouble(store, NOW + timedelta(minutes=1))
    trouble(store, LATER, ServerState.REFUSED)
    assert not store.all(Notice)


def test_whoever_has_not_heard_that_it_was_broken_hears_nothing_of_its_end(store: MemoryStore) -> None:
    trouble(store, NOW, ServerState.REFUSED)
    well(store)
    assert not store.all(Notice)


def test_trouble_again_takes_back_the_news_that_it_is_well(store: MemoryStore) -> None:
    trouble(store, NOW, ServerState.REFUSED)
    deliver(store)
    well(store)
    trouble(store, LATER, ServerState.REFUSED)
    assert (told(store, MENDED), told(store, BROKEN)) == (set(), OFFICE)


def test_a_clock_that_is_set_back_begins_the_outage_anew(store: MemoryStore) -> None:
    trouble(store, LATER)
    assert trouble(store, NOW).since == NOW
    assert not store.all(Notice)


def test_a_round_that_finds_everything_as_before_writes_nothing(store: MemoryStore) -> None:
    well(store)
    version = store.version(CalendarServerState)
    well(store, LATER + timedelta(hours=1))
    assert store.version(CalendarServerState) == version


def test_the_office_is_asked_once_also_across_an_outage(store: MemoryStore) -> None:
    ask(store, "dondoc-tat-ca")
    assert told(store, ASKED) == OFFICE
    deliver(store)
    ask(store, "dondoc-tat-ca")
    trouble(store, LATER)
    ask(store, "dondoc-tat-ca", at=LATER)
    assert not store.all(Notice)
    ask(store, "dondoc-tat-ca", "dondoc-ky_thuat", at=LATER)
    assert told(store, ASKED) == OFFICE


def test_a_question_that_answers_itself_is_asked_of_nobody_any_more(store: MemoryStore) -> None:
    ask(store, "dondoc-tat-ca")
    well(store)
    assert not store.all(Notice)
    assert state_of(store) == CalendarServerState(ServerState.WELL, LATER)


def test_the_office_lets_the_next_round_go_on_with_just_what_it_was_asked(store: MemoryStore) -> None:
    ask(store, "dondoc-tat-ca")
    for person in (STAFF, HEAD):
        assert refused(do(store, go_on, person)) == "right.manage_calendar"
    assert do(store, go_on, OFFICER).allowed == ("dondoc-tat-ca",)
    assert not store.all(Notice)
    assert (audit(store)[-1].verb, audit(store)[-1].detail) == ("calendar_go_on", "dondoc-tat-ca")
    assert refused(do(store, go_on, OFFICER)) == "sync.nothing_asked"
    trouble(store, LATER)
    state = state_of(store)
    assert state is not None
    assert state.allowed == ("dondoc-tat-ca",)
    well(store)
    state = state_of(store)
    assert state is not None
    assert not state.allowed


@pytest.mark.parametrize("by", [None, OFFICER])
def test_nothing_was_asked_at_the_beginning(store: MemoryStore, by: Person | None) -> None:
    assert refused(do(store, go_on, by)) == "sync.nothing_asked"
    assert state_of(store) is None
    assert ABOUT == "caldav"
