"""Periods of the calendar as closed intervals: weeks from Monday, whole months, quarters and their parts."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from plans.weeks import monday_of

#: Years that a question may name; others are no years.
YEARS = range(1990, 2100)
#: Years that there may be a day of, said or counted to.
CALENDAR = range(1000, 2200)
#: Numbers are counted up to this: so many days away there is nothing any more.
MANY = 9_999


class NoSuchDate(Exception):
    """A day was named that no calendar has: 30/2, 29/02/2025, tháng 13. Never shifted, always said."""


@dataclass(frozen=True, slots=True)
class Span:
    """A closed interval. `grain` is the unit it came from.

    `lacks` tells what was not said and may still be given by what stands beside it: the "year" of "15/6", the "month"
    of "ngày 15". `weak` marks what means something only beside another word: a bare unit ("tháng" in "cuối tháng").
    """

    start: date
    end: date
    grain: str
    lacks: str = ""
    weak: bool = False

    def within(self, year: int) -> "Span":
        """The same days of that year; a day that it does not have is none."""
        try:
            start = self.start.replace(year=year)
        except ValueError as error:
            raise NoSuchDate from error
        if self.grain == "day":
            return replace(self, start=start, end=start, lacks="")
        end = _clipped(year + self.end.year - self.start.year, self.end.month, self.end.day)
        if self.end.day == _last(self.end.year, self.end.month):
            end = end.replace(day=_last(end.year, end.month))
        return replace(self, start=start, end=end, lacks="")


def day(year: int, month: int, number: int, *, lacks: str = "") -> Span:
    """One day."""
    if not (1 <= month <= 12 and year > 0 and 1 <= number <= _last(year, month)):
        raise NoSuchDate
    return Span(date(year, month, number), date(year, month, number), "day", lacks)


def away(today: date, days: int) -> Span:
    """The day so many days from today, no further than the calendar goes."""
    there = min(max(today.toordinal() + days, date(MINYEAR, 1, 1).toordinal()), date(MAXYEAR, 12, 31).toordinal())
    return Span(date.fromordinal(there), date.fromordinal(there), "day")


def week(today: date, shift: int) -> Span:
    """The week of today, or so many weeks from it, Monday to Sunday."""
    monday = monday_of(today) + timedelta(weeks=shift)
    return Span(monday, monday + timedelta(days=6), "week")


def numbered_week(year: int, number: int) -> Span:
    """The week of that number, as ISO 8601 counts them."""
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError as error:
        raise NoSuchDate from error
    return Span(monday, monday + timedelta(days=6), "week")


def months(year: int, first: int, last: int, grain: str, *, lacks: str = "") -> Span:
    """Whole months of one year."""
    if not (1 <= first <= last <= 12 and year > 0):
        raise NoSuchDate
    return Span(date(year, first, 1), date(year, last, _last(year, last)), grain, lacks)


def month(year: int, number: int, *, lacks: str = "") -> Span:
    """A month."""
    return months(year, number, number, "month", lacks=lacks)


def quarter(year: int, number: int, *, lacks: str = "") -> Span:
    """A quarter."""
    if not 1 <= number <= 4:
        raise NoSuchDate
    return months(year, 3 * number - 2, 3 * number, "quarter", lacks=lacks)


def shifted(today: date, unit: str, shift: int) -> Span:
    """The unit that today lies in, or the one so many later: "tuần này", "tháng sau", "quý trước"."""
    if unit == "day":
        return away(today, shift)
    if unit == "week":
        return week(today, shift)
    if unit == "month":
        year, index = divmod(today.year * 12 + today.month - 1 + shift, 12)
        return month(year, index + 1)
    if unit == "quarter":
        year, index = divmod(today.year * 4 + (today.month - 1) // 3 + shift, 4)
        return quarter(year, index + 1)
    return months(today.year + shift, 1, 12, "year")


def after(today: date, unit: str, amount: int) -> date:
    """The day so many units from today (before it, for a negative amount): "10 ngày tới", "2 tháng nữa"."""
    if abs(amount) >= MANY:
        raise NoSuchDate
    if unit in {"day", "week"}:
        return today + timedelta(days=amount * (7 if unit == "week" else 1))
    year, index = divmod(today.year * 12 + today.month - 1 + amount * {"month": 1, "quarter": 3, "year": 12}[unit], 12)
    if year not in CALENDAR:
        raise NoSuchDate
    return _clipped(year, index + 1, today.day)


def part(whole: Span, which: str) -> Span:
    """The start, middle or end of a period, as officials count: thirds of a month, quarters of a year."""
    first, last = whole.start, whole.end
    cuts = {
        "week": {"start": (0, 1), "middle": (2, 3), "end": (5, 6)},
        "month": {"start": (0, 9), "middle": (10, 19), "end": (20, (last - first).days)},
    }
    if whole.grain in cuts:
        begin, finish = cuts[whole.grain][which]
        return Span(first + timedelta(days=begin), first + timedelta(days=finish), "part", whole.lacks)
    if whole.grain == "quarter":
        number = first.month + {"start": 0, "middle": 1, "end": 2}[which]
        return months(first.year, number, number, "part", lacks=whole.lacks)
    if whole.grain == "year":
        begin, finish = {"start": (1, 3), "middle": (6, 7), "end": (10, 12)}[which]
        return months(first.year, begin, finish, "part", lacks=whole.lacks)
    return replace(whole, weak=False)


def half(whole: Span, which: int) -> Span:
    """The first or second half of a month or year."""
    if whole.grain == "year":
        return months(whole.start.year, 6 * which - 5, 6 * which, "part", lacks=whole.lacks)
    if whole.grain == "month":
        middle = whole.start.replace(day=15)
        ends = (whole.start, middle) if which == 1 else (middle + timedelta(days=1), whole.end)
        return Span(*ends, "part", whole.lacks)
    return part(whole, "start" if which == 1 else "end")


def counted(whole: Span, unit: str, amount: int, which: str) -> Span | None:
    """The first or last so many days, weeks, months or quarters of a period; None where it has not so many."""
    if which == "start":
        end = after(whole.start, unit, amount) - timedelta(days=1)
        return Span(whole.start, end, "range", whole.lacks) if end <= whole.end else None
    start = after(whole.end + timedelta(days=1), unit, -amount)
    return Span(start, whole.end, "range", whole.lacks) if start >= whole.start else None


def joined(first: Span, last: Span) -> Span | None:
    """From the start of one to the end of the other; None where that runs backwards."""
    return Span(first.start, last.end, "range") if first.start <= last.end else None


def year_on(span: Span) -> Span:
    """The same days of the next year; the end of February stays the end of February."""
    start, end = (_clipped(each.year + 1, each.month, each.day) for each in (span.start, span.end))
    return replace(span, start=start, end=end)


def until(today: date, end: date) -> Span:
    """From today to that day; for a day already past, from the start of its year."""
    return Span(today if today <= end else date(end.year, 1, 1), end, "range")


def since(start: date) -> Span:
    """From that day to the end of its year."""
    return Span(start, date(start.year, 12, 31), "range")


def _last(year: int, month: int) -> int:
    """The number of a month's last day."""
    return monthrange(year, month)[1]


def _clipped(year: int, month: int, number: int) -> date:
    """That day, or the month's last where it has not so many."""
    return date(year, month, min(number, _last(year, month)))
