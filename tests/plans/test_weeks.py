"""Weeks from Monday to Sunday."""

from datetime import date

import pytest

from plans.weeks import first_of_week, monday_of, next_monday, sunday_of


@pytest.mark.parametrize("day", [date(2024, 9, 2), date(2024, 9, 5), date(2024, 9, 8)])
def test_a_week_runs_from_monday_to_sunday(day: date) -> None:
    assert (monday_of(day), sunday_of(day), next_monday(day)) == (date(2024, 9, 2), date(2024, 9, 8), date(2024, 9, 9))


@pytest.mark.parametrize(
    ("monday", "first"),
    [
        (date(2024, 9, 9), date(2024, 9, 9)),
        (date(2024, 9, 2), date(2024, 9, 4)),  # Quốc khánh
        (date(2025, 1, 27), None),  # Tết
    ],
)
def test_a_weeks_first_working_day_comes_after_its_holidays(monday: date, first: date | None) -> None:
    assert first_of_week(monday) == first
