"""When each person is spoken to next, and when they last were."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.model.people import Person
from plans.model.reminding import PlannedThrough, ReminderSettings
from plans.reminding.calling import Rhythm, Window, left_behind, returns_alone, rhythm_of
from plans.store.memory import MemoryStore
from plans.working_days import is_working_day
from tests.builders import LEADER, STAFF
from tests.plans.reminding.scenes import at, keep

DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
HOURS = st.times(time(7), time(17)).map(lambda hour: hour.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("person", "now", "expected"),
    [
        (STAFF, at(date(2024, 2, 23), 7, 44), at(date(2024, 2, 23))),
        (STAFF, at(date(2024, 2, 23)), at(date(2024, 2, 26))),
        (STAFF, at(date(2024, 2, 7), 8), at(date(2024, 2, 15))),  # Tết 2024: 8/2 to 14/2
        (LEADER, at(date(2024, 2, 7), 8), at(date(2024, 2, 15))),
        (LEADER, at(date(2024, 2, 20)), at(date(2024, 2, 26))),
        (LEADER, at(date(2025, 1, 21)), at(date(2025, 2, 3))),  # all of the week of Tết 2025 is off
    ],
)
def test_staff_are_spoken_to_every_working_day_and_leaders_on_each_weeks_first(
    person: Person, now: datetime, expected: datetime
) -> None:
    assert rhythm_of(MemoryStore(), person).next_call(now) == expected


def test_an_hour_of_ones_own_counts() -> None:
    store = keep(MemoryStore(), ReminderSettings(STAFF.id, hour=time(16, 30)))
    assert rhythm_of(store, STAFF).next_call(at(date(2024, 2, 23), 12)) == at(date(2024, 2, 23), 16, 30)


@given(DAYS, HOURS, HOURS, st.booleans())
def test_the_last_call_is_the_one_before_the_next(day: date, hour: time, clock: time, weekly: bool) -> None:
    rhythm = Rhythm(ReminderSettings("", hour=hour), weekly)
    now = at(day, clock.hour, clock.minute)
    last, coming = rhythm.last_call(now), rhythm.next_call(now)
    assert last <= now < coming
    assert rhythm.next_call(last) == coming
    assert rhythm.last_call(coming) == coming
    assert is_working_day(last.date())
    assert is_working_day(coming.date())


def test_what_came_into_force_since_the_last_call_counts_from_its_own_day() -> None:
    window = Window(at(date(2024, 2, 22)))
    assert window.low(at(date(2024, 1, 5))) == date(2024, 2, 22)
    assert window.low(at(date(2024, 2, 22), 9)) == date(2024, 2, 21)
    assert window.low(at(date(2024, 2, 24), 9)) == date(2024, 2, 23)


def test_only_an_hour_of_work_that_the_digest_does_not_reach_comes_back_by_itself() -> None:
    day, rhythm = date(2024, 2, 26), Rhythm(ReminderSettings(STAFF.id, hour=time(9)))
    instants = [
        at(day, 0, 0),
        at(day, 8, 0),
        at(day, 9, 0),
        at(day, 9, 1),
        at(day, 18, 1),
        at(day - timedelta(days=1), 12),
    ]
    assert [returns_alone(until, rhythm) for until in instants] == [False, False, False, True, False, False]


def test_who_was_left_behind_is_known_only_of_the_last_planning() -> None:
    now = at(date(2024, 2, 26))
    behind = {"16:00": now - timedelta(days=3)}
    store = keep(MemoryStore(), PlannedThrough(now, behind))
    assert left_behind(store, now) == behind
    assert left_behind(store, now - timedelta(days=1)) == left_behind(MemoryStore(), now) == {}


def test_a_new_hour_does_not_change_when_somebody_was_last_spoken_to() -> None:
    settings = ReminderSettings(STAFF.id, hour=time(7), hour_was=time(16), hour_from=date(2024, 2, 27))
    assert Rhythm(settings).last_call(at(date(2024, 2, 27), 6, 0)) == at(date(2024, 2, 26), 16, 0)
    assert Rhythm(replace(settings, hour_from=None)).last_call(at(date(2024, 2, 27), 6, 0)) == at(
        date(2024, 2, 26), 7, 0
    )
