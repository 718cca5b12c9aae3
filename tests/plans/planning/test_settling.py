"""What a plan makes of a deadline as read."""

from dataclasses import replace
from datetime import date

import pytest

from plans.deadlines import LAST_OF_MONTH
from plans.model.plan import DeadlineKind
from plans.planning.draft import DraftDeadline
from plans.planning.settling import deadlines_of
from plans.problems import Problem
from tests.plans.reviews import UNSET, read_deadline

QUARTER = "2. Nhiệm vụ quý II"


def days(read: DraftDeadline, section: str = "", year: int = 2024) -> list[tuple[date, date]]:
    """First and last day of each deadline."""
    found = deadlines_of(read, section, year)
    assert not isinstance(found, Problem)
    return [(deadline.start, deadline.end) for deadline in found]


@pytest.mark.parametrize(
    ("read", "start", "end"),
    [
        (read_deadline("2024-06-15"), date(2024, 6, 15), date(2024, 6, 15)),
        (read_deadline("--12-15"), date(2024, 12, 15), date(2024, 12, 15)),
        (read_deadline("2024-12", DeadlineKind.MONTH), date(2024, 12, 1), date(2024, 12, 31)),
        (read_deadline("2024-Q1", DeadlineKind.QUARTER), date(2024, 1, 1), date(2024, 3, 31)),
        (read_deadline("2024", DeadlineKind.YEAR), date(2024, 1, 1), date(2024, 12, 31)),
        (read_deadline("2024-06/2024-07", DeadlineKind.RANGE), date(2024, 6, 1), date(2024, 7, 31)),
        (read_deadline("2023-11/..", DeadlineKind.RANGE), date(2023, 11, 1), date(2024, 12, 31)),
        (UNSET, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_each_notation_has_its_days(read: DraftDeadline, start: date, end: date) -> None:
    assert days(read) == [(start, end)]


def test_a_day_of_every_month_is_twelve_deadlines() -> None:
    found = days(read_deadline("---31"))
    assert [end.day for _, end in found] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_an_unset_one_has_the_quarter_of_its_heading_or_the_days_it_brings_along() -> None:
    assert days(UNSET, QUARTER) == [(date(2024, 4, 1), date(2024, 6, 30))]
    brought = DraftDeadline(DeadlineKind.UNSET, "2024-07-01/2024-07-31", "theo kế hoạch của Cụm")
    assert days(brought, QUARTER) == [(date(2024, 7, 1), date(2024, 7, 31))]


def test_a_rule_that_was_brought_along_stays_with_the_deadline() -> None:
    rolled = DraftDeadline(DeadlineKind.BY, "2027-02-28", "trước 28/02/2027", before=True, rule=LAST_OF_MONTH)
    found = deadlines_of(rolled, "", 2027)
    assert not isinstance(found, Problem)
    assert found[0].rule == LAST_OF_MONTH


@pytest.mark.parametrize("day", [None, "2025-02-29", "--02-30", "bao giờ xong"])
def test_what_is_no_day_is_a_problem(day: str | None) -> None:
    assert isinstance(deadlines_of(read_deadline(day), "", 2025), Problem)


def test_a_deadline_is_worked_out_once_for_all_the_pages_that_show_it() -> None:
    read = DraftDeadline(DeadlineKind.BY, "2025-06-15", "Trước 15/6/2025", before=True)
    assert deadlines_of(read, "", 2025) is deadlines_of(replace(read), "", 2025)
