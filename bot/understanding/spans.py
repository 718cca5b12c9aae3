"""Periods of the calendar as closed intervals: weeks from Monday, whole months, quarters and their parts."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

#: Years that a question may name; others are no years.
YEARS = range(1990, 2100)


class NoSuchDate(Exception):
    """A day was named that no calendar has: 30/2, 29/02/2025, tháng 13. Never shifted, always said."""


@dataclass(frozen=True, slots=True)
class Span:
    """A closed interval. `grain` is the unit it came from; `dated` tells whether its year was named.

    `weak` marks a bare unit ("tháng"), which means something only beside another word ("cuối tháng").
    """

    start: date
    end: date
    grain: str
    dated: bool = False
    weak: bool = False


def day(year: int, month: int, number: int, *, dated: bool = False) -> Span:
    """One day."""
    if not (1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        raise NoSuchDate
    return Span(date(year, month, number), date(year, month, number), "day", dated)


def away(today: date, days: int) -> Span:
    """The day so many days from today, no further than the calendar goes."""
    there = min(max(today.toordinal() + days, date(MINYEAR, 1, 1).toordinal()), date(MAXYEAR, 12, 31).toordinal())
    return Span(date.fromordinal(there), date.fromordinal(there), "day", dated=True)


def week(today: date, shift: int) -> Span:
    """The week of today, or so many weeks from it, Monday to Sunday."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
    return Span(monday, monday + timedelta(days=6), "week", dated=True)


def months(year: int, first: int, last: int, grain: str, *, dated: bool = False) -> Span:
    """Whole months of one year."""
    if not 1 <= first <= last <= 12:
        raise NoSuchDate
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), grain, dated)


def month(year: int, number: int, *, dated: bool = False) -> Span:
    """A month."""
    return months(year, number, number, "month", dated=dated)


def quarter(year: int, number: int, *, dated: bool = False) -> Span:
    """A quarter."""
    if not 1 <= number <= 4:
        raise NoSuchDate
    return months(year, 3 * number - 2, 3 * number, "quarter", dated=dated)


def shifted(today: date, unit: str, shift: int) -> Span:
    """The unit that today lies in, or the one so many later: "tuần này", "tháng sau", "quý trước"."""
    if unit == "day":
        return away(today, shift)
    if unit == "week":
        return week(today, shift)
    if unit == "month":
        year, index = divmod(today.year * 12 + today.month - 1 + shift, 12)
        return month(year, index + 1, dated=True)
    if unit == "quarter":
        year, index = divmod(today.year * 4 + (today.month - 1) // 3 + shift, 4)
        return quarter(year, index + 1, dated=True)
    return months(today.year + shift, 1, 12, "year", dated=True)


def after(today: date, unit: str, amount: int) -> date:
    """The day so many units from today (before it, for a negative amount): "10 ngày tới", "2 tháng nữa"."""
    amount = min(max(amount, -400), 400)
    if unit in {"day", "week"}:
        return today + timedelta(days=amount * (7 if unit == "week" else 1))
    year, index = divmod(today.year * 12 + today.month - 1 + amount * {"month": 1, "quarter": 3, "year": 12}[unit], 12)
    return date(year, index + 1, min(today.day, monthrange(year, index + 1)[1]))


def part(whole: Span, which: str) -> Span:
    """The start, middle or end of a period, as officials count: thirds of a month, quarters of a year."""
    first, last = whole.start, whole.end
    cuts = {
        "week": {"start": (0, 1), "middle": (2, 3), "end": (5, 6)},
        "month": {"start": (0, 9), "middle": (10, 19), "end": (20, (last - first).days)},
    }
    if whole.grain in cuts:
        begin, finish = cuts[whole.grain][which]
        return Span(first + timedelta(days=begin), first + timedelta(days=finish), "part", whole.dated)
    if whole.grain == "quarter":
        number = first.month + {"start": 0, "middle": 1, "end": 2}[which]
        return Span(*_ends(months(first.year, number, number, "part")), "part", whole.dated)
    if whole.grain == "year":
        begin, finish = {"start": (1, 3), "middle": (6, 7), "end": (10, 12)}[which]
        return months(first.year, begin, finish, "part", dated=whole.dated)
    return whole


def half(whole: Span, which: int) -> Span:
    """The first or second half of a month or year."""
    if whole.grain == "year":
        return months(whole.start.year, 6 * which - 5, 6 * which, "part", dated=True)
    if whole.grain == "month":
        middle = whole.start.replace(day=15)
        ends = (whole.start, middle) if which == 1 else (middle + timedelta(days=1), whole.end)
        return Span(*ends, "part", whole.dated)
    return part(whole, "start" if which == 1 else "end")


def joined(first: Span, last: Span) -> Span | None:
    """From the start of one to the end of the other; None where that runs backwards."""
    return Span(first.start, last.end, "range", dated=True) if first.start <= last.end else None


def year_on(span: Span) -> Span:
    """The same days of the next year; the end of February stays the end of February."""
    start, end = (
        date(each.year + 1, each.month, min(each.day, monthrange(each.year + 1, each.month)[1]))
        for each in (span.start, span.end)
    )
    return Span(start, end, span.grain, span.dated)


def until(today: date, end: date) -> Span:
    """From today to that day; for a day already past, from the start of its year."""
    return Span(today if today <= end else date(end.year, 1, 1), end, "range", dated=True)


def since(start: date) -> Span:
    """From that day to the end of its year."""
    return Span(start, date(start.year, 12, 31), "range", dated=True)


def _ends(span: Span) -> tuple[date, date]:
    return span.start, span.end
