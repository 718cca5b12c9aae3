"""Working days in Viet Nam, against the official calendars."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.working_days import after, before, day_in_hanoi, is_working_day, on_or_after, on_or_before

DAYS = st.dates(date(2018, 1, 10), date(2028, 12, 20))


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 1, 1),  # New Year
        date(2024, 2, 8),  # Tết 2024 ran from 8/2 to 14/2
        date(2024, 2, 14),
        date(2024, 4, 18),  # Giỗ tổ Hùng Vương
        date(2024, 4, 29),  # swapped with Saturday 4/5
        date(2024, 4, 30),
        date(2024, 5, 1),
        date(2024, 9, 2),
        date(2024, 9, 3),
        date(2025, 1, 27),
        date(2026, 1, 2),  # overlay
        date(2024, 6, 15),  # a Saturday
    ],
)
def test_days_off(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day", [date(2024, 2, 7), date(2024, 2, 15), date(2024, 2, 29), date(2024, 5, 4), date(2026, 1, 10)]
)
def test_days_worked(day: date) -> None:
    assert is_working_day(day)


def test_the_working_day_before_tet() -> None:
    assert on_or_before(date(2024, 2, 14)) == date(2024, 2, 7)
    assert after(date(2024, 2, 7)) == date(2024, 2, 15)


@given(DAYS)
def test_the_neighbours_of_a_day_are_worked_and_nothing_worked_lies_between(day: date) -> None:
    assert before(day) < day < after(day)
    assert on_or_before(day) <= day <= on_or_after(day)
    assert all(is_working_day(found) for found in (before(day), after(day), on_or_before(day), on_or_after(day)))
    assert (on_or_before(day) == day) is is_working_day(day)
    assert before(after(day)) == on_or_before(day)


def test_the_day_turns_at_midnight_in_hanoi() -> None:
    assert day_in_hanoi(datetime(2024, 2, 29, 16, 59, 59, tzinfo=UTC)) == date(2024, 2, 29)
    assert day_in_hanoi(datetime(2024, 2, 29, 17, 0, 0, tzinfo=UTC)) == date(2024, 3, 1)
