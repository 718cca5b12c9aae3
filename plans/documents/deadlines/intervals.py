"""The days that a draft deadline's `date` stands for, once a year is known."""

import re
from datetime import date

from plans.deadlines import last_of_month

_DAY = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)-(?P<day>\d\d)")
_MONTH = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)")
_QUARTER = re.compile(r"(?P<year>\d{4}|-)-Q(?P<quarter>[1-4])")
_YEAR = re.compile(r"(?P<year>\d{4})")
_MONTHLY = re.compile(r"---(?P<day>\d\d)")
_QUARTERLY = re.compile(r"--Q(?P<month>[1-3])-(?P<day>\d\d)")


def interval(written: str, year: int) -> tuple[date, date]:
    """First and last day of a day, month, quarter, year or range; what names no year is in `year`.

    An open end is the end of the plan's year. Raises ValueError for what isn't written so or has no such day.
    """
    start, _, end = written.partition("/")
    first = _one(start, year)
    if not end:
        return first
    last = (date(max(year, first[0].year), 12, 31),) * 2 if end == ".." else _one(end, year)
    if last[1] < first[0] and written.startswith("--"):
        last = (last[0].replace(year=year + 1), last[1].replace(year=year + 1))
    if last[1] < first[0]:
        raise ValueError(written)
    return first[0], last[1]


def _one(written: str, year: int) -> tuple[date, date]:
    if found := _DAY.fullmatch(written):
        only = _day_in(found["year"], int(found["month"]), int(found["day"]), year)
        return only, only
    if found := _MONTH.fullmatch(written):
        first = date(_year(found["year"], year), int(found["month"]), 1)
        return first, last_of_month(first)
    if found := _QUARTER.fullmatch(written):
        last = int(found["quarter"]) * 3
        first = date(_year(found["year"], year), last - 2, 1)
        return first, last_of_month(first.replace(month=last))
    if found := _YEAR.fullmatch(written):
        return date(int(found["year"]), 1, 1), date(int(found["year"]), 12, 31)
    raise ValueError(written)


def _year(written: str, year: int) -> int:
    return year if written == "-" else int(written)


def _day_in(written: str, month: int, day: int, year: int) -> date:
    """A day; 29/02 of every year is the last day of February."""
    if written == "-" and (month, day) == (2, 29):
        return last_of_month(date(year, 2, 1))
    return date(_year(written, year), month, day)


def recurring_days(written: str, year: int) -> tuple[date, ...]:
    """The days of a year that "ngày 20 hằng tháng" (``---20``) or "ngày 25 tháng cuối quý" (``--Q3-25``) names.

    A day that a month does not have is its last one. Empty for what does not recur within a year.
    """
    if found := _MONTHLY.fullmatch(written):
        months = range(1, 13)
    elif found := _QUARTERLY.fullmatch(written):
        months = range(int(found["month"]), 13, 3)
    else:
        return ()
    last_days = [last_of_month(date(year, month, 1)) for month in months]
    return tuple(last.replace(day=min(int(found["day"]), last.day)) for last in last_days)
