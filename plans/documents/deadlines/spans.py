"""Every stretch of text that names a day, month, quarter or year, before its sense is asked."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from plans.documents.deadlines.spellings import AFTER_CYCLE, AFTER_HOUR, AFTER_WEEKDAY, ANY, EACH


class Grain(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Cycle(StrEnum):
    """How often a time comes back."""

    YEARLY = "yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, quarter or year as spelled.

    `ordinal` is the month or quarter (None: the heading's, or none), `later` how many years after the plan's it is
    ("năm sau"), `in_quarter` the month within a quarter.
    """

    grain: Grain
    year: int | None = None
    ordinal: int | None = None
    day: int | None = None
    later: int = 0
    in_quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A time that the text names, `start` and `end` in the folded text; `last` is set for a range.

    `part` is what of it is meant ("cuoi", "tuan 2"). `named` is true when a word says that it is a time ("ngày 15/6"),
    false for bare figures ("15/6"). `short_year` marks a year of two digits, `wide` half years, terms, school years.
    """

    start: int
    end: int
    first: Point
    last: Point | None = None
    part: str = ""
    hour: time | None = None
    weekday: int | None = None
    named: bool = True
    short_year: bool = False
    cycle: Cycle | None = None
    wide: bool = False


_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "11": 2, "111": 3, "mot": 1, "hai": 2}
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_COUNTS = {"sau": 6, "ba": 3, "chin": 9}
_FIGURES = re.compile(r"\d+")
_LISTED = re.compile(r"\d+|[il]+v?|lv")
_LINK_WORDS = re.compile(r"thang|qu[yi]|den|het|toi|va")
_RANGE_LINK = re.compile(r"-| den | toi ")
#: First and last month of the terms: September to January, January to May, the summer.
_TERMS = {"i": (9, 1), "ii": (1, 5), "he": (6, 8)}
_TERM_NAMES = {"1": "i", "mot": "i", "2": "ii", "hai": "ii"}


def find_spans(folded: str) -> list[Span]:
    """Every time that a folded text names, in order; the runs of a list ("tháng 3, 6, 9") all at the list's place."""
    spans: list[Span] = []
    for found in ANY.finditer(folded):
        start, end = found.span()
        name = str(found.lastgroup)
        fields = EACH[name].match(folded, start, end)
        if fields is None or (spans and start < spans[-1].end):
            continue
        try:
            read = _READERS[name](fields)
        except ValueError:  # figures that are no time: "quý 5"
            continue
        spans += [_followed(replace(span, start=start, end=end), folded) for span in read]
    return spans


def _followed(span: Span, folded: str) -> Span:
    """The span with what belongs to it on its right: an hour, a weekday, "hằng năm"."""
    if span.first.grain is Grain.DAY:
        if span.hour is None and (found := AFTER_HOUR.match(folded, span.end)):
            end = found.end() - (found[0].endswith(")") and "(" not in found[0])
            span = replace(span, end=end, hour=_clock(found), named=True)
        if span.weekday is None and (found := AFTER_WEEKDAY.match(folded, span.end)):
            span = replace(span, end=found.end(), weekday=_weekday(found))
    found = AFTER_CYCLE.match(folded, span.end) if span.first.year is None else None
    if found is None:
        return span
    end = found.end() - (found[0].endswith(")") and "(" not in found[0])
    if found["yearly"]:
        return replace(span, end=end, cycle=Cycle.YEARLY)
    if span.first.ordinal is None and found["monthly"]:
        return replace(span, end=end, cycle=Cycle.MONTHLY)
    if span.first.ordinal is None and found["quarterly"] and span.first.grain is Grain.DAY:
        month = {"dau": 1, "giua": 2}.get(found["which"], 3)
        return replace(span, end=end, cycle=Cycle.QUARTERLY, first=replace(span.first, in_quarter=month))
    return span


# ------------------------------------------------------------ words to numbers


def _ordinal(word: str) -> int:
    """A quarter as a number, however it is written; a scan's "l" is an I."""
    plain = word.replace("l", "i")
    return _ORDINALS.get(plain) or int(plain)


def _clock(found: re.Match[str]) -> time | None:
    """The hour named (of two the first), None where the figures are no hour."""
    fields = found.groupdict()
    begins = "from_" if fields.get("from_hour") else ""
    hour, minute = int(fields[f"{begins}hour"] or 0), int(fields[f"{begins}minute"] or 0)
    if hour < 12 and not begins and (fields["session"] or "").strip().lower() in {"chieu", "toi"}:
        hour += 12
    return time(hour, minute) if hour < 24 else None


def _weekday(found: re.Match[str]) -> int | None:
    if found["sunday"]:
        return 6
    word = found["weekday"]
    if word is None:
        return None
    return int(word) - 2 if word.isdigit() else _WEEKDAYS[word.lower()]


def _year(found: re.Match[str], prefix: str = "") -> tuple[int | None, int]:
    """The year written, and how many years after the plan's it says to be."""
    fields = found.groupdict()
    written = fields.get(f"{prefix}year") or fields.get(f"{prefix}year2")
    if written:
        return int(written) + (2000 if len(written) == 2 else 0), 0
    return None, int(bool(fields.get(f"{prefix}next")))


def _runs(numbers: list[int], linked: bool) -> list[list[int]]:
    """Numbers in runs: two that "đến" or "-" links, or that follow each other, are one range."""
    if linked and len(numbers) == 2:
        return [numbers]
    runs: list[list[int]] = [[numbers[0]]]
    for number in numbers[1:]:
        if number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


# ------------------------------------------------------------ each spelling


def _span(
    first: Point, last: Point | None = None, *, named: bool = True, short_year: bool = False, wide: bool = False
) -> Span:
    """A span whose place is not known yet."""
    return Span(0, 0, first, last, named=named, short_year=short_year, wide=wide)


def _listed(grain: Grain, words: str, found: re.Match[str], named: bool) -> list[Span]:
    year, later = _year(found)
    numbers = [_ordinal(figure) for figure in _LISTED.findall(_LINK_WORDS.sub(" ", words))]
    if grain is Grain.MONTH:
        numbers = [int(figure) for figure in _FIGURES.findall(words)]
    spans = []
    for run in _runs(numbers, bool(_RANGE_LINK.search(words))):
        first, last = (Point(grain, year, number, later=later) for number in (run[0], run[-1]))
        if run[-1] < run[0] and year is not None:
            first = replace(first, year=year - 1)
        spans.append(_span(first, last if len(run) > 1 else None, named=named))
    return spans


def _months(found: re.Match[str]) -> list[Span]:
    return _listed(Grain.MONTH, found["months"], found, found["word"] == "thang ")


def _quarters(found: re.Match[str]) -> list[Span]:
    return _listed(Grain.QUARTER, found["quarters"], found, found["word"].startswith("qu"))


def _days(found: re.Match[str]) -> list[Span]:
    year, later = _year(found)
    month = int(found["lmonth"] or found["month"])
    days = [int(figure) for figure in _FIGURES.findall(found["days"] or found["day"])]
    linked = bool(_RANGE_LINK.search(found["days"] or ""))
    runs = [[Point(Grain.DAY, year, month, day, later) for day in run] for run in _runs(days, linked)]
    word = found["word"] or found["hour"] or found["weekday"] or found["sunday"] or found["year2"]
    named, short_year = bool(word) or " thang " in found[0], len(found["year"] or "") == 2
    hour, weekday = _clock(found) if found["hour"] else None, _weekday(found)
    spans = (_span(run[0], run[-1] if len(run) > 1 else None, named=named, short_year=short_year) for run in runs)
    return [replace(span, hour=hour, weekday=weekday) for span in spans]


def _iso_day(found: re.Match[str]) -> list[Span]:
    return [_span(Point(Grain.DAY, int(found["year"]), int(found["month"]), int(found["day"])), named=False)]


def _lone(found: re.Match[str]) -> list[Span]:
    points = [Point(Grain.DAY, day=int(day)) for day in _FIGURES.findall(found["days"])]
    return [_span(points[0], points[-1] if len(points) > 1 else None)]


def _monthly(found: re.Match[str]) -> list[Span]:
    return [replace(span, cycle=Cycle.MONTHLY) for span in _lone(found)]


def _part(found: re.Match[str]) -> list[Span]:
    return [replace(_parted(found), part=found["part"].strip())]


def _week(found: re.Match[str]) -> list[Span]:
    """Of "tuần 2/9" the month; no paper says which days its second week has."""
    year, later = _year(found)
    return [replace(_span(Point(Grain.MONTH, year, int(found["months"]), later=later)), part="tuan")]


def _parted(found: re.Match[str]) -> Span:
    """The period that a part is named of."""
    if found["months"]:
        return _listed(Grain.MONTH, found["months"], found, named=True)[0]
    if found["quarter"]:
        year, later = _year(found, "q")
        return _span(Point(Grain.QUARTER, year, _ordinal(found["quarter"]), later=later))
    if found["years"]:
        first = int(found["years"])
        if found["school"]:
            return _school_year(first)
        return _span(Point(Grain.YEAR, first), Point(Grain.YEAR, first + 1) if found["to"] else None)
    if found["bare"] == "nam hoc":
        return _span(Point(Grain.MONTH, None, 9), Point(Grain.MONTH, None, 5))
    return _span(Point({"nam": Grain.YEAR, "thang": Grain.MONTH, "quy": Grain.QUARTER}[found["bare"]]))


def _school_year(first: int) -> Span:
    """A school year runs from September to May."""
    return _span(Point(Grain.MONTH, first, 9), Point(Grain.MONTH, first + 1, 5))


def _school(found: re.Match[str]) -> list[Span]:
    return [replace(_school_year(int(found["year"])), wide=True)]


def _half(found: re.Match[str]) -> list[Span]:
    count = _COUNTS.get(found["months"].lower()) or int(found["months"])
    year, later = _year(found)
    first, last = (1, count) if found["which"] == "dau" else (13 - count, 12)
    points = [Point(Grain.MONTH, year, month, later=later) for month in (first, last)]
    return [_span(points[0], points[1], wide=True)]


def _term(found: re.Match[str]) -> list[Span]:
    year = int(found["year"]) if found["year"] else None
    months = _TERMS[_TERM_NAMES.get(found["term"], found["term"])]
    points = [Point(Grain.MONTH, None if year is None else year + (month < 9), month) for month in months]
    return [_span(points[0], points[1], wide=True)]


def _years(found: re.Match[str]) -> list[Span]:
    years = [int(year) for year in _FIGURES.findall(found["years"])]
    return [_span(Point(Grain.YEAR, years[0]), Point(Grain.YEAR, years[-1]) if len(years) > 1 else None)]


def _numeric(found: re.Match[str]) -> list[Span]:
    year, last = int(found["year"]), int(found["month"])
    first = int(found["from"] or last)
    start = Point(Grain.MONTH, year - (first > last), first)
    return [_span(start, Point(Grain.MONTH, year, last) if first != last else None, named=False)]


_READERS: dict[str, Callable[[re.Match[str]], list[Span]]] = {
    "iso": _iso_day,
    "half": _half,
    "part": _part,
    "days": _days,
    "months": _months,
    "quarters": _quarters,
    "term": _term,
    "school": _school,
    "years": _years,
    "numeric": _numeric,
    "monthly": _monthly,
    "lone": _lone,
    "week": _week,
}
