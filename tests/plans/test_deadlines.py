"""What a deadline means on the calendar, and how it rolls to another year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.deadlines import LAST_OF_MONTH, aim, calendar_day, last_of_month, overdue_from, overlaps, rolled
from plans.model.plan import Deadline, DeadlineKind, TaskKind
from plans.working_days import is_working_day
from tests.builders import a_deadline

DECEMBER = a_deadline(date(2024, 12, 31), start=date(2024, 12, 1), kind=DeadlineKind.MONTH)
UNSET = a_deadline(date(2024, 6, 30), start=date(2024, 4, 1), kind=DeadlineKind.UNSET)
YEARS = a_deadline(date(2025, 12, 31), start=date(2024, 1, 1), kind=DeadlineKind.RANGE)


@pytest.mark.parametrize(
    ("deadline", "stands_on", "aims_at"),
    [
        (a_deadline(date(2024, 2, 29), before=True), date(2024, 2, 29), date(2024, 2, 28)),
        (a_deadline(date(2024, 6, 15), before=True), date(2024, 6, 15), date(2024, 6, 14)),
        (a_deadline(date(2024, 6, 17), before=True), date(2024, 6, 17), date(2024, 6, 14)),  # Monday → Friday
        (a_deadline(date(2024, 6, 15)), date(2024, 6, 15), date(2024, 6, 14)),
        (a_deadline(date(2024, 10, 30), kind=DeadlineKind.ON), date(2024, 10, 30), date(2024, 10, 30)),
        (DECEMBER, date(2024, 12, 31), date(2024, 12, 31)),
        (
            a_deadline(date(2024, 6, 30), start=date(2024, 6, 1), kind=DeadlineKind.MONTH),
            date(2024, 6, 28),
            date(2024, 6, 28),
        ),
        (YEARS, date(2025, 12, 31), date(2025, 12, 31)),
        (UNSET, date(2024, 4, 1), None),
    ],
)
def test_a_deadline_stands_on_one_day_and_aims_at_one(
    deadline: Deadline, stands_on: date, aims_at: date | None
) -> None:
    assert calendar_day(deadline) == stands_on
    assert aim(deadline) == aims_at


def test_an_unset_deadline_under_a_quarter_that_begins_on_a_day_off_stands_on_the_next_working_day() -> None:
    quarter = a_deadline(date(2024, 3, 31), start=date(2024, 1, 1), kind=DeadlineKind.UNSET)
    assert calendar_day(quarter) == date(2024, 1, 2)


def test_overdue_begins_the_day_after_the_day_named() -> None:
    assert overdue_from(a_deadline(date(2024, 2, 29), before=True), TaskKind.REPORT) == date(2024, 3, 1)
    assert overdue_from(DECEMBER, TaskKind.REVIEW) == date(2025, 1, 1)
    assert overdue_from(UNSET, TaskKind.REPORT) is None
    assert overdue_from(DECEMBER, TaskKind.MOVEMENT) is None


def test_a_deadline_is_due_in_the_period_of_its_last_day() -> None:
    assert overlaps(YEARS, date(2025, 12, 1), date(2025, 12, 31))
    assert not overlaps(YEARS, date(2024, 6, 1), date(2024, 6, 30))
    assert overlaps(UNSET, date(2024, 6, 1), date(2024, 8, 31)), "an unset one touches every day of its quarter"
    assert not overlaps(UNSET, date(2024, 7, 1), date(2024, 8, 31))


def test_the_29th_of_february_rolls_through_other_years_and_back() -> None:
    in_2027 = rolled(a_deadline(date(2024, 2, 29)), 3)
    assert (in_2027.end, in_2027.rule) == (date(2027, 2, 28), LAST_OF_MONTH)
    assert rolled(in_2027, 1).end == date(2028, 2, 29)


def test_the_28th_of_february_stays_the_28th() -> None:
    assert rolled(a_deadline(date(2023, 2, 28)), 1).end == date(2024, 2, 28)


def test_a_month_rolls_to_its_own_last_day() -> None:
    february = a_deadline(date(2023, 2, 28), start=date(2023, 2, 1), kind=DeadlineKind.MONTH)
    assert (rolled(february, 1).start, rolled(february, 1).end) == (date(2024, 2, 1), date(2024, 2, 29))


def test_a_range_over_years_keeps_its_length_in_years() -> None:
    assert (rolled(YEARS, 1).start, rolled(YEARS, 1).end) == (date(2025, 1, 1), date(2026, 12, 31))


DATES = st.dates(date(2018, 1, 1), date(2027, 12, 31))
DEADLINES = st.one_of(
    DATES.map(a_deadline),
    DATES.map(lambda day: a_deadline(day, before=True)),
    DATES.map(lambda day: a_deadline(last_of_month(day), start=day.replace(day=1), kind=DeadlineKind.MONTH)),
)


@given(DEADLINES, st.integers(0, 5), st.integers(0, 5))
def test_rolling_in_two_steps_is_rolling_once(deadline: Deadline, first: int, second: int) -> None:
    assert rolled(rolled(deadline, first), second).end == rolled(deadline, first + second).end


@given(DEADLINES)
def test_the_day_to_aim_at_is_worked_and_never_after_the_deadline(deadline: Deadline) -> None:
    aimed = aim(deadline)
    assert aimed is not None
    assert is_working_day(aimed)
    assert aimed <= deadline.end
    assert not deadline.before or aimed < deadline.end
