"""How a person wants to be reminded: what is kept, what is refused, and who is told of a leave."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from plans.model.people import Person
from plans.model.reminding import Notice, ReminderSettings
from plans.reminding.settings import (
    STANDS_DOWN,
    STANDS_IN,
    end_leave,
    leave_ahead,
    set_channels,
    set_digest_only,
    set_hour,
    set_leave,
    settings_of,
    stands_in_for,
)
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import HEAD, NOW, OFFICER, STAFF, TODAY, a_department, audit, do, refused

START, END = date(2024, 3, 4), date(2024, 3, 8)


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    a_department(store)
    return store


def told(store: MemoryStore) -> list[tuple[str, str, str]]:
    """Who is told what about whom."""
    return [(notice.person, notice.kind, notice.about) for notice in store.all(Notice)]


def test_whoever_has_chosen_nothing_gets_the_digest_at_a_quarter_to_eight(store: MemoryStore) -> None:
    assert settings_of(store, STAFF.id) == ReminderSettings(STAFF.id, time(7, 45))


@pytest.mark.parametrize("hour", [time(7), time(7, 30), time(17)])
def test_an_hour_of_the_working_day_is_kept(store: MemoryStore, hour: time) -> None:
    do(store, set_hour, STAFF, hour)
    assert settings_of(store, STAFF.id).hour == hour
    assert [entry.verb for entry in audit(store)] == ["set_reminder_hour"]


@pytest.mark.parametrize(
    ("clock", "hour", "today"),
    [
        (time(7), time(8), time(8)),
        (time(7, 30), time(7, 15), time(7, 45)),
        (time(7, 50), time(8), time(7, 45)),
        (time(9), time(7), time(7, 45)),
    ],
)
def test_a_new_hour_gives_no_day_two_digests_and_none_none(
    store: MemoryStore, clock: time, hour: time, today: time
) -> None:
    now = datetime.combine(TODAY, clock, HANOI)
    do(store, set_hour, STAFF, hour, now=now)
    kept = settings_of(store, STAFF.id)
    assert (kept.hour_on(TODAY), kept.hour_on(TODAY + timedelta(days=1))) == (today, hour)


def test_the_hour_that_holds_already_changes_nothing(store: MemoryStore) -> None:
    do(store, set_hour, STAFF, time(7, 45))
    assert store.all(ReminderSettings) == ()


@pytest.mark.parametrize("hour", [time(6, 59), time(17, 1), time(0), time(23, 30)])
def test_an_hour_at_which_nobody_is_written_to_is_refused(store: MemoryStore, hour: time) -> None:
    assert refused(do(store, set_hour, STAFF, hour)) == "nhac.hour_range"
    assert store.all(ReminderSettings) == ()
    assert audit(store) == []


def test_the_same_choice_twice_is_audited_once(store: MemoryStore) -> None:
    do(store, set_digest_only, STAFF, True)
    do(store, set_digest_only, STAFF, True)
    assert [(entry.verb, entry.detail) for entry in audit(store)] == [("set_digest_only", "on")]


def test_channels_are_kept_in_order_each_once(store: MemoryStore) -> None:
    do(store, set_channels, STAFF, ("email", "web", "email"))
    assert settings_of(store, STAFF.id).channels == ("email", "web")


def test_a_channel_that_there_is_not_is_refused(store: MemoryStore) -> None:
    assert refused(do(store, set_channels, STAFF, ("zalo",))) == "nhac.no_such_channel"


def gone_out(store: MemoryStore) -> None:
    """Everything that people were to be told has been told."""
    with store.transaction() as tx:
        for notice in tx.all(Notice):
            tx.delete(Notice, notice.id)


def test_a_stand_in_is_told_when_a_leave_is_set_and_when_it_is_taken_back(store: MemoryStore) -> None:
    do(store, set_leave, STAFF, START, END, HEAD)
    assert told(store) == [(HEAD.id, STANDS_IN, STAFF.id)]
    gone_out(store)
    do(store, end_leave, STAFF)
    assert told(store) == [(HEAD.id, STANDS_DOWN, STAFF.id)]
    assert settings_of(store, STAFF.id) == ReminderSettings(STAFF.id)


def test_a_leave_taken_back_before_its_news_went_out_is_no_news(store: MemoryStore) -> None:
    do(store, set_leave, STAFF, START, END, HEAD)
    do(store, end_leave, STAFF)
    assert told(store) == []


def test_another_stand_in_takes_over_and_both_are_told(store: MemoryStore) -> None:
    do(store, set_leave, STAFF, START, END, HEAD)
    gone_out(store)
    do(store, set_leave, STAFF, START, END, OFFICER)
    assert told(store) == [(HEAD.id, STANDS_DOWN, STAFF.id), (OFFICER.id, STANDS_IN, STAFF.id)]


def test_a_change_of_the_hour_tells_the_stand_in_nothing(store: MemoryStore) -> None:
    do(store, set_leave, STAFF, START, END, HEAD)
    gone_out(store)
    do(store, set_hour, STAFF, time(8))
    assert told(store) == []


def test_nobody_is_told_that_a_leave_which_is_over_has_ended(store: MemoryStore) -> None:
    do(store, set_leave, STAFF, START, END, HEAD)
    gone_out(store)
    do(store, end_leave, STAFF, now=NOW + timedelta(days=60))
    assert told(store) == []


@pytest.mark.parametrize(
    ("start", "end", "stand_in", "code"),
    [
        (END, START, None, "nhac.leave_backwards"),
        (date(2024, 2, 1), date(2024, 2, 19), None, "nhac.leave_past"),
        (START, START + timedelta(days=366), None, "nhac.leave_too_long"),
        (date(2025, 3, 4), date(2025, 3, 5), None, "nhac.leave_too_long"),
        (START, END, STAFF, "nhac.stand_in_self"),
        (START, END, replace(HEAD, id="khac"), "action.not_in_roster"),
        (START, END, OFFICER, "nhac.stand_in_away"),
    ],
)
def test_a_leave_that_cannot_be_is_refused(
    store: MemoryStore, start: date, end: date, stand_in: Person | None, code: str
) -> None:
    do(store, set_leave, OFFICER, END, END)
    assert refused(do(store, set_leave, STAFF, start, end, stand_in)) == code
    assert not leave_ahead(settings_of(store, STAFF.id), TODAY)


def test_one_stands_in_only_while_the_leave_lasts(store: MemoryStore) -> None:
    do(store, set_leave, STAFF, START, END, HEAD)
    assert [stands_in_for(store, HEAD, day) for day in (TODAY, START, END, END + timedelta(days=1))] == [
        (),
        (STAFF,),
        (STAFF,),
        (),
    ]
    assert stands_in_for(store, OFFICER, START) == ()
