"""When people may be written to: the hours of a working day, and those of any day for what cannot wait."""

from datetime import UTC, datetime

import pytest

from plans.hours import goes_out, may_remind, may_write, reminds_at
from plans.working_days import HANOI


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of February 2024, told in UTC; the 20th is a Tuesday, the 24th a Saturday."""
    return datetime(2024, 2, day, hour, minute, tzinfo=HANOI).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "working", "waking"),
    [
        (at(20, 6, 59), False, False),
        (at(20, 7), False, True),
        (at(20, 7, 45), True, True),
        (at(20, 18), True, True),
        (at(20, 18, 1), False, True),
        (at(20, 21), False, True),
        (at(20, 21, 1), False, False),
        (at(24, 9), False, True),
    ],
)
def test_the_hours_of_work_and_of_any_day(now: datetime, working: bool, waking: bool) -> None:
    assert may_write(now) is working
    assert may_write(now, at_once=True) is waking


@pytest.mark.parametrize(
    ("now", "at_once", "goes"),
    [
        (at(20, 9), False, at(20, 9)),
        (at(20, 5), False, at(20, 7, 45)),
        (at(20, 5), True, at(20, 7)),
        (at(23, 20), False, at(26, 7, 45)),
        (at(23, 20), True, at(23, 20)),
        (at(23, 22), True, at(24, 7)),
    ],
)
def test_what_is_left_in_the_evening_goes_out_when_people_are_up(now: datetime, at_once: bool, goes: datetime) -> None:
    assert goes_out(now, at_once=at_once) == goes
    assert may_write(goes, at_once=at_once)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (at(20, 7), at(20, 7)),
        (at(20, 18), at(20, 18)),
        (at(20, 6, 59), at(20, 7)),
        (at(20, 18, 1), at(21, 7)),
        (at(23, 20), at(26, 7)),
        (at(24, 12), at(26, 7)),
    ],
)
def test_a_reminder_goes_out_between_seven_and_eighteen_of_a_working_day(now: datetime, goes: datetime) -> None:
    assert reminds_at(now) == goes
    assert may_remind(goes)
    assert may_remind(now) is (now == goes)
