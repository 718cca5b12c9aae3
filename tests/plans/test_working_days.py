"""Working days in Viet Nam, against the official calendars."""

from datetime import UTC, date, datetime

import pytest
from holidays.countries.vietnam import Vietnam
from hypothesis import given
from hypothesis import strategies as st

from plans.working_days import (
    after,
    before,
    bundled,
    day_in_hanoi,
    has_swaps,
    holiday_names,
    is_ruled,
    is_working_day,
    on_or_after,
    on_or_before,
    use,
)

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


def test_what_the_office_has_set_counts_from_then_on_and_no_longer_than_it_stands() -> None:
    friday, saturday = date(2027, 1, 8), date(2027, 1, 9)
    assert after(date(2027, 1, 7)) == friday
    use({friday: False, saturday: True})
    assert after(date(2027, 1, 7)) == saturday
    assert is_ruled(friday)
    assert not is_ruled(saturday)
    use({})
    assert after(date(2027, 1, 7)) == friday


def test_every_bundled_day_differs_from_the_library_and_names_its_paper_and_when_it_was_looked_at() -> None:
    for day, known in bundled().items():
        assert known.work is not Vietnam(years=day.year).is_working_day(day)  # type: ignore[no-untyped-call]
        assert known.reason
        assert known.source
        assert known.checked >= date(2026, 1, 1)


def test_of_a_year_whose_swaps_have_not_been_published_none_are_known() -> None:
    assert [has_swaps(year) for year in (2024, 2025, 2026, 2027)] == [True, True, True, False]


def test_holidays_have_their_names_in_both_languages() -> None:
    assert holiday_names(2024, "vi")[date(2024, 9, 2)] == "Quốc khánh"
    assert holiday_names(2024, "en")[date(2024, 9, 2)] == "National Day"


def test_days_inside_an_english_name_are_written_as_here() -> None:
    assert "22/08/2026" in holiday_names(2026, "en")[date(2026, 8, 31)]
