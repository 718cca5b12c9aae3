"""From a spelled time and what is said of it to a deadline: its kind, its day or period, and what is doubtful in it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR, last_of_month
from plans.documents.deadlines.cues import Role
from plans.documents.deadlines.spans import Cycle, Grain, Point, Span
from plans.documents.deadlines.years import PlanYears
from plans.model.plan import DeadlineKind
from plans.problems import Problem

#: Stands for the year of a day that has none: a leap year, so that 29/02 is a day of it.
ANY_YEAR = 2000
_KINDS = {
    Grain.DAY: DeadlineKind.ON,
    Grain.MONTH: DeadlineKind.MONTH,
    Grain.QUARTER: DeadlineKind.QUARTER,
    Grain.YEAR: DeadlineKind.YEAR,
}
_WEEKS = {
    "1": 1,
    "i": 1,
    "nhat": 1,
    "dau": 1,
    "tien": 1,
    "2": 2,
    "ii": 2,
    "hai": 2,
    "3": 3,
    "iii": 3,
    "ba": 3,
    "4": 4,
    "iv": 4,
    "tu": 4,
    "Tu": 4,
    "5": 5,
}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class ImpossibleError(ValueError):
    """The words are understood, but there is no such day; the text says which."""


@dataclass(frozen=True, slots=True)
class Dated:
    """What a time comes to: the first three fields as in `DraftDeadline`."""

    kind: DeadlineKind
    date: str | None
    before: bool = False
    sure: bool = True
    problems: tuple[Problem, ...] = ()


def _day(day: int, month: int, year: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise ImpossibleError(f"{day}/{month}/{year}" if year != ANY_YEAR else f"{day}/{month}") from None
    if year != ANY_YEAR and not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ImpossibleError(f"{day}/{month}/{year}")
    return found


def _interval(point: Point) -> tuple[date, date]:
    """First and last day of a point whose year and ordinal are known."""
    year = ANY_YEAR if point.year is None else point.year
    if point.grain is Grain.YEAR:
        return _day(1, 1, year), _day(31, 12, year)
    ordinal = point.ordinal or 0
    if point.grain is Grain.QUARTER:
        return _day(1, ordinal * 3 - 2, year), last_of_month(_day(1, ordinal * 3, year))
    if point.grain is Grain.MONTH:
        first = _day(1, ordinal, year)
        return first, last_of_month(first)
    only = _day(point.day or 0, ordinal, year)
    return only, only


def _part_of(start: date, end: date, part: str) -> tuple[date, date]:
    """The days of a part ("dau", "tuan 2") of a month, quarter or year."""
    if end - start > timedelta(days=31):
        return _part_of_long(start, end, part)
    if part in {"dau", "thuong tuan"}:
        return start, start.replace(day=10)
    if part in {"giua", "trung tuan"}:
        return start.replace(day=11), start.replace(day=20)
    if part in {"cuoi", "ha tuan"}:
        return start.replace(day=21), end
    if part.startswith("nua"):
        return (start, start.replace(day=15)) if part.endswith("dau") else (start.replace(day=16), end)
    if part.startswith("tuan"):
        week = _week(part)
        return (
            (end - timedelta(days=6), end)
            if week is None
            else (start.replace(day=week * 7 - 6), min(end, start.replace(day=min(week * 7, end.day))))
        )
    days = int(part.split()[0]) if part[0].isdigit() else 1
    return (start, start + timedelta(days=days - 1)) if part.endswith("dau") else (end - timedelta(days=days - 1), end)


def _part_of_long(start: date, end: date, part: str) -> tuple[date, date]:
    """Thirds of a quarter, quarters of a year, halves of both."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    share = months // 2 if part.startswith("nua") else max(1, months // 4 if months > 3 else 1)

    def month_on(count: int) -> date:
        at = start.month - 1 + count
        return date(start.year + at // 12, at % 12 + 1, 1)

    if part in {"giua", "trung tuan"}:
        return month_on((months - share) // 2), last_of_month(month_on((months - share) // 2 + share - 1))
    if part.endswith("dau") or part == "thuong tuan":
        return start, last_of_month(month_on(share - 1))
    return month_on(months - share), end


def _week(part: str) -> int | None:
    """Which week of the month; None for the last."""
    return _WEEKS.get(part.split()[-1])


def _iso(day: date, yearless: bool) -> str:
    return f"--{day:%m-%d}" if yearless else day.isoformat()


def _period_iso(point: Point) -> str:
    """A month, quarter or year as the draft writes it."""
    year = "-" if point.year is None else f"{point.year:04d}"
    if point.grain is Grain.MONTH:
        return f"{year}-{point.ordinal:02d}"
    if point.grain is Grain.QUARTER:
        return f"{year}-Q{point.ordinal}"
    return year


def with_year(span: Span, years: PlanYears | None) -> Span:
    """The span with the plan's year where it names none; a range that would run backwards begins a year earlier."""

    def filled(point: Point) -> Point:
        monthless = point.day is not None and point.ordinal is None
        if point.year is not None or years is None or span.cycle is Cycle.YEARLY or monthless:
            return point
        month = point.ordinal or 0
        if point.grain is Grain.QUARTER:
            month = month * 3
        year = years.first if point.grain is Grain.YEAR or not point.ordinal else years.year_of(month)
        return replace(point, year=year + point.later)

    first = filled(span.first)
    last = None if span.last is None else filled(span.last)
    if span.last is not None and last is not None and last.year is not None and span.first.year is None:
        first = replace(first, year=last.year - (_rank(first) > _rank(last, last=True)))
        if span.last.year is None and years is not None and first.year is not None and first.year < years.first:
            first, last = replace(first, year=first.year + 1), replace(last, year=last.year + 1)
    return replace(span, first=first, last=last)


def _rank(point: Point, last: bool = False) -> tuple[int, int]:
    """Where in a year a point lies, to see whether a range runs over its end."""
    if point.grain is Grain.YEAR:
        return (12, 31) if last else (1, 1)
    month = (point.ordinal or 0) * (3 if point.grain is Grain.QUARTER else 1)
    return month, (point.day or 0) if point.grain is Grain.DAY else 31 if last else 1


def dated(span: Span, role: Role) -> Dated:
    """What a span comes to in a role; an impossible day gives no date and says so."""
    try:
        return _dated(span, role)
    except ImpossibleError as impossible:
        kind = (
            DeadlineKind.BY
            if role in {Role.BEFORE, Role.UNTIL}
            else DeadlineKind.RANGE
            if span.last
            else _KINDS[span.first.grain]
        )
        problem = Problem("deadline.no_such_day", {"day": str(impossible)})
        return Dated(kind, None, role is Role.BEFORE, False, (problem,))


def _dated(span: Span, role: Role) -> Dated:
    point = span.first
    if span.cycle in {Cycle.MONTHLY, Cycle.QUARTERLY}:
        return _recurring(span, role)
    if point.grain is not Grain.YEAR and point.ordinal is None:
        return Dated(DeadlineKind.UNSET, None, False, False, (Problem("deadline.no_month"),))
    if point.grain is Grain.YEAR and point.year is None:
        return Dated(DeadlineKind.UNSET, None, False, False, (Problem("deadline.no_year"),))
    yearless = point.year is None
    problems: tuple[Problem, ...] = ()
    if yearless and span.cycle is not Cycle.YEARLY:
        problems = (Problem("deadline.no_year"),)
    sure = not problems
    if span.last is not None or span.part:
        found = _stretch(span, role, yearless)
    elif point.grain is Grain.DAY:
        found = _one_day(point, role, yearless)
    else:
        found = _period(point, role, yearless)
    return replace(found, sure=found.sure and sure, problems=problems + found.problems)


def _recurring(span: Span, role: Role) -> Dated:
    """A day of every month (``---20``), or of one month of every quarter (``--Q3-25``: the third)."""
    kind = DeadlineKind.BY if role in {Role.BEFORE, Role.UNTIL} else DeadlineKind.ON
    day = (span.last or span.first).day or 0
    _day(day, 1, ANY_YEAR)
    cycle = f"--Q{span.first.in_quarter or 3}-" if span.cycle is Cycle.QUARTERLY else "---"
    return Dated(kind, f"{cycle}{day:02d}", role is Role.BEFORE)


def _open(start: str) -> Dated:
    return Dated(DeadlineKind.RANGE, f"{start}/..", problems=(Problem("deadline.open_end"),))


def _one_day(point: Point, role: Role, yearless: bool) -> Dated:
    iso = _iso(_interval(point)[0], yearless)
    if role in {Role.BEFORE, Role.UNTIL}:
        return Dated(DeadlineKind.BY, iso, role is Role.BEFORE)
    return _open(iso) if role is Role.FROM else Dated(DeadlineKind.ON, iso)


def _period(point: Point, role: Role, yearless: bool) -> Dated:
    start, end = _interval(point)
    if role is Role.UNTIL:
        return Dated(DeadlineKind.BY, _iso(end, yearless))
    if role is Role.BEFORE:
        day = _iso(start - timedelta(days=1), yearless)
        return Dated(DeadlineKind.BY, day, sure=False, problems=(Problem("deadline.before_period"),))
    if role is Role.FROM:
        return _open(_period_iso(point))
    return Dated(_KINDS[point.grain], _period_iso(point))


def _keeps_period(span: Span) -> bool:
    """Whether "cuối tháng 9" without a deadline word is kept as its month: no paper says which days it means.

    So for parts of months and quarters; "cuối năm" and "đầu năm" are much narrower than their year.
    """
    return span.first.grain in {Grain.MONTH, Grain.QUARTER}


def _stretch(span: Span, role: Role, yearless: bool) -> Dated:
    """A range, or a part of a period."""
    last = span.last or span.first
    start, end = _interval(span.first)[0], _interval(last)[1]
    backwards = end < start
    if backwards and not yearless:
        raise ImpossibleError(f"{start:%d/%m/%Y} - {end:%d/%m/%Y}")
    sure = True
    if span.part and span.last is None and role in {Role.NONE, Role.WITHIN, Role.AT} and _keeps_period(span):
        return Dated(_KINDS[span.first.grain], _period_iso(span.first), sure=not span.part.startswith("tuan"))
    if span.part and not backwards:
        start, end = _part_of(start, end, span.part)
        sure = not span.part.startswith("tuan") and (
            span.first.grain is not Grain.YEAR or span.part in {"cuoi", "nua dau", "nua cuoi"}
        )
        if span.part == "cuoi" and role is not Role.FROM:
            return Dated(DeadlineKind.BY, _iso(end, yearless))
    if role is Role.UNTIL:
        return Dated(DeadlineKind.BY, _iso(end, yearless), sure=sure)
    if role is Role.BEFORE and span.part:
        return Dated(
            DeadlineKind.BY, _iso(start, yearless), True, sure=False, problems=(Problem("deadline.before_period"),)
        )
    if span.part and role is Role.FROM:
        return _open(_iso(start, yearless))
    if span.part and start.day == 1 and end == last_of_month(start):
        return Dated(DeadlineKind.MONTH, f"--{start:%m}" if yearless else f"{start:%Y-%m}", sure=sure)
    if span.part and span.first.grain is not Grain.MONTH and not yearless:
        return Dated(DeadlineKind.RANGE, f"{start:%Y-%m}/{end:%Y-%m}", sure=sure)
    if not span.part and span.first.grain is last.grain and span.first.grain in {Grain.MONTH, Grain.QUARTER}:
        return Dated(DeadlineKind.RANGE, f"{_period_iso(span.first)}/{_period_iso(last)}", sure=sure)
    return Dated(DeadlineKind.RANGE, f"{_iso(start, yearless)}/{_iso(end, yearless)}", sure=sure)


def weekday_problem(span: Span, iso: str | None) -> Problem | None:
    """A weekday written that is not that day's."""
    if span.weekday is None or iso is None or len(iso) != 10:
        return None
    real = date.fromisoformat(iso).weekday()
    if real == span.weekday:
        return None
    return Problem("deadline.weekday_differs", {"written": _WEEKDAYS[span.weekday], "real": _WEEKDAYS[real]})
