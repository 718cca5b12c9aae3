"""The week, month, quarter or year that a day lies in."""

from datetime import date
from enum import StrEnum

from plans.deadlines import last_of_month
from plans.weeks import monday_of, sunday_of


class Grain(StrEnum):
    """How long a period is that people ask about."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def whole(grain: Grain, day: date) -> tuple[date, date]:
    """The whole week, month, quarter or year of a day, as a closed interval."""
    if grain is Grain.WEEK:
        return monday_of(day), sunday_of(day)
    if grain is Grain.MONTH:
        return day.replace(day=1), last_of_month(day)
    if grain is Grain.YEAR:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    first = day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1)
    return first, last_of_month(first.replace(month=first.month + 2))
