"""The spellings of days, months, quarters and years: every stretch of text that names a time, before its sense is asked."""

import re
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum


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
    """A day, month, quarter or year as spelled. `ordinal` is the month or quarter (None: the heading's, or none);
    `later` is how many years after the plan's ("năm sau"); `in_quarter` the month within a quarter."""

    grain: Grain
    year: int | None = None
    ordinal: int | None = None
    day: int | None = None
    later: int = 0
    in_quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A time that the text names, `start` and `end` in the folded text; `last` is set for a range.

    `wide` is true for half years, terms and school years. `part` is what of it is meant ("cuoi", "tuan 2"). `named` is true when a word says that it is a time ("ngày 15/6"),
    false for bare figures ("15/6"). `short_year` marks a year of two digits.
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


_N = r"\d{1,2}"
_LINK = r"(?: ?[,;&+-] ?| va | den (?:het )?| toi )"
_NEXT = r"(?:nam (?:hoc )?(?:sau|ke tiep|ke sau|tiep theo|lien ke|lien sau|toi)|nam lien ke sau)"
_THIS = r"(?:nam (?:nay|hien tai|do|ke hoach)|cua nam(?! \d))"
_YEAR = r"(?P<year>(?:19|20|21|10)\d\d(?!\d)|\d\d(?![\d/]| ?%))"
_FULL_YEAR = r"(?P<year>(?:19|20|21|10)\d\d(?!\d))"
_OF_YEAR = rf"(?: ?[/.-] ?{_FULL_YEAR}| ?,? ?(?:cua )?nam {_FULL_YEAR.replace('year', 'year2')}|,? (?:cua )?(?P<next>{_NEXT})|,? (?P<this>{_THIS}))"
_ROMAN = r"(?:[il]{1,3}|iv|lv|[1-4](?!\d)|1{2,3})(?!\w)"
_PLAIN_MONTH = rf"{_N}(?!\d)"
_AFTER_LIST = r"(?= ?(?:[,;/.)&:+-]|va\b|den\b|cua nam|nam\b|hang nam|$))"
_WEEKDAY = r"thu (?P<weekday>hai|ba|Tu|tu|nam|Sau|sau|bay|[2-7])|(?P<sunday>chu nhat|cn)"
_CLOCK = r"(?P<hour>\d{1,2}) ?(?:h|g|gio|:)(?: ?(?P<minute>[0-5]\d)(?!\d))?(?: ?(?:phut|p|')(?!\w))?(?P<session> (?:sang|trua|chieu|Toi|toi)\b)?"
_CLOCK_FROM = r"(?P<from_hour>\d{1,2}) ?(?:h|g|gio|:)(?: ?(?P<from_minute>[0-5]\d)(?!\d))?(?: ?phut)? ?(?:-|den) ?"
_MONTHS = rf"(?P<months>{_PLAIN_MONTH}(?:{_LINK}(?:thang )?{_PLAIN_MONTH}{_AFTER_LIST}){{0,11}})"
_MONTH_WORD = r"(?P<word>thang |\bt\.? ?)"
_PART = (
    r"(?P<part>tuan (?:le )?(?:thu )?(?:[1-5]|i{1,3}|iv|nhat|hai|ba|Tu|tu|dau(?: tien)?|cuoi(?: cung)?)|thuong tuan|trung tuan|ha tuan"
    r"|nua (?:dau|cuoi)|(?:\d{1,2} )?ngay (?:dau|cuoi)|dau|giua|cuoi)(?: cua|,)?"
)

_SPELLINGS: dict[str, str] = {
    "half": r"(?P<months>0?[3691]|Sau|sau|ba|chin) thang (?P<which>dau|cuoi)(?: cua)? nam(?P<school> hoc)?"
    rf"(?: {_FULL_YEAR}| (?P<next>sau|toi|ke tiep))?",
    "part": rf"{_PART} (?:(?:cac )?{_MONTH_WORD}(?P<months>{_PLAIN_MONTH}){_OF_YEAR}?|qu[yi] (?P<quarter>{_ROMAN}){_OF_YEAR.replace('year2', 'qyear2').replace('<year>', '<qyear>').replace('next', 'qnext').replace('this', 'qthis')}?"
    r"|nam (?P<hoc>hoc )?(?P<yyear>(?:19|20|21)\d\d)(?P<to> ?- ?(?:19|20|21)\d\d)?|(?P<bare>nam hoc|nam|thang|quy)\b(?! [\di]))",
    "days": rf"(?:(?:{_CLOCK_FROM})?(?:{_CLOCK})(?:,| -)? ?(?:cua )?)?(?:(?:{_WEEKDAY})(?:,| -)? ?(?:\(?ngay )?)?(?P<word>ngay (?:thang |mung |mong )?|mung |mong )?"
    rf"(?:(?P<days>{_N}(?:{_LINK}(?:ngay )?{_N}(?!\d)){{1,5}})(?: ?/ ?| thang )(?P<lmonth>{_N})(?!\d)|(?P<day>{_N})(?: ?[/.-] ?| thang )(?P<month>{_N})(?!\d))"
    rf"(?: ?[/.-] ?{_YEAR}| ?,? ?(?:cua )?nam {_FULL_YEAR.replace('year', 'year2')}|,? (?:cua )?(?P<next>{_NEXT})|,? (?P<this>{_THIS}))?",
    "months": rf"{_MONTH_WORD}{_MONTHS}{_OF_YEAR}?",
    "quarters": rf"(?P<word>qu[yi]\.? |\bq\.?)(?P<quarters>{_ROMAN}(?:{_LINK}(?:qu[yi] )?{_ROMAN}){{0,3}}){_OF_YEAR}?",
    "term": r"hoc k[yi] (?P<term>i{1,2}|[12]|mot|hai|he)\b(?:,? (?:cua )?nam hoc (?P<year>20\d\d) ?- ?20\d\d)?",
    "school": r"nam hoc (?P<year>(?:19|20|21)\d\d) ?- ?(?:19|20|21)\d\d",
    "years": r"(?:cac )?nam (?P<years>(?:19|20|21)\d\d(?:(?: ?[-,] ?| va (?:nam )?| den (?:het )?(?:nam )?)(?:19|20|21)\d\d){0,3})(?!\d)",
    "numeric": r"(?P<month>0?[1-9]|1[0-2]) ?[/.-] ?(?P<year>(?:19|20|21)\d\d)(?!\d)",
    "daylist": rf"(?:ngay (?:mung |mong )?|mung |mong )(?P<days>{_N}(?:{_LINK}(?:ngay )?{_N}(?! ?(?:[/.%\d]|thang\b|-\w))){{0,5}})(?! ?[/%]| ?[.-]?\d|[.,]\d| thang \d| ?(?:gio|h\d|ngay|nguoi))",
}
_BARE = re.compile(r"\?P<\w+>")
_ANY = re.compile(
    r"(?<![\w/])(?<!\d[.,])(?:"
    + "|".join(f"(?P<{name}>{_BARE.sub('?:', words)})" for name, words in _SPELLINGS.items())
    + r")(?![/]?\w)(?!-(?!t\.?\d)[a-z]|[/.,]\d| ?%)"
)
_EACH = {name: re.compile(words) for name, words in _SPELLINGS.items()}
_AFTER_HOUR = re.compile(rf"(?:,? ?\(?(?:vao )?(?:luc|hoi|tu) | ?\(){_CLOCK}\)?")
_AFTER_WEEKDAY = re.compile(rf" ?\((?:{_WEEKDAY})\)")
_MONTHLY = r"(?:hang|moi|cac|tung) thang"
_YEARLY = r"(?:hang|moi) nam"
_QUARTERLY = (
    r"(?:cua )?(?:thang )?(?P<which>dau|giua|cuoi)(?: cua)?(?: (?:moi|hang|cac|tung))? quy(?! [i1-4])|(?:hang|moi) quy"
)
_AFTER_CYCLE = re.compile(
    rf" ?,? ?\(?(?:cua |trong )?(?:(?P<monthly>{_MONTHLY})|(?P<yearly>{_YEARLY})|(?P<quarterly>{_QUARTERLY}))\)?"
)
_ORDINALS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "lv": 4,
    "11": 2,
    "111": 3,
    "mot": 1,
    "nhat": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
}
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_FIGURES = re.compile(r"\d+")


def ordinal(word: str) -> int:
    """A quarter, term or week as a number, however it is written."""
    plain = word.strip().lower().replace("l", "i")
    return _ORDINALS[plain] if plain in _ORDINALS else int(plain)


def _clock(found: re.Match[str]) -> time | None:
    """The hour named, None where the figures are no hour."""
    fields = found.groupdict()
    if fields.get("from_hour"):
        return time(int(found["from_hour"]), int(found["from_minute"] or 0)) if int(found["from_hour"]) < 24 else None
    hour = int(found["hour"])
    if found["session"] and found["session"].strip().lower() in {"chieu", "toi"} and hour < 12:
        hour += 12
    return time(hour, int(found["minute"] or 0)) if hour < 24 else None


def _weekday(found: re.Match[str]) -> int | None:
    if found["sunday"]:
        return 6
    word = found["weekday"]
    if word is None:
        return None
    return int(word) - 2 if word.isdigit() else _WEEKDAYS[word.lower()]


def _year(found: re.Match[str], prefix: str = "") -> tuple[int | None, int]:
    """The year written, and how many years after the plan's it says to be."""
    for name in (f"{prefix}year", f"{prefix}year2"):
        if written := found.groupdict().get(name):
            return int(written) + (2000 if len(written) == 2 else 0), 0
    return None, int(bool(found.groupdict().get(f"{prefix}next")))


def _points(grain: Grain, numbers: list[int], year: int | None, later: int) -> list[Point]:
    return [Point(grain, year, number, later=later) for number in numbers]


def _runs(numbers: list[int], linked: bool) -> list[list[int]]:
    """Numbers in runs: one that says "đến" or "-", or whose numbers follow each other, is a range."""
    if linked and len(numbers) == 2:
        return [numbers]
    runs: list[list[int]] = [[numbers[0]]]
    for number in numbers[1:]:
        if number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


_RANGE_LINK = re.compile(r"-| den | toi ")


def _listed(start: int, end: int, grain: Grain, words: str, found: re.Match[str], named: bool) -> list[Span]:
    """Months or quarters in a list: one span a run, all at the same place."""
    year, later = _year(found)
    figures = re.findall(r"\d+|[il]+v?|lv", re.sub(r"thang|qu[yi]|den|het|toi|va", " ", words))
    numbers = [ordinal(figure) if grain is Grain.QUARTER else int(figure) for figure in figures]
    spans: list[Span] = []
    for run in _runs(numbers, bool(_RANGE_LINK.search(words))):
        first, last = Point(grain, year, run[0], later=later), Point(grain, year, run[-1], later=later)
        if run[-1] < run[0] and year is not None:
            first = replace(first, year=year - 1)
        spans.append(Span(start, end, first, last if len(run) > 1 else None, named=named))
    return spans


def _days(start: int, end: int, found: re.Match[str]) -> list[Span]:
    year, later = _year(found)
    month = int(found["lmonth"] or found["month"])
    days = [int(figure) for figure in _FIGURES.findall(found["days"] or found["day"])]
    short = bool(found["year"]) and len(found["year"]) == 2
    points = [Point(Grain.DAY, year, month, day, later) for day in days]
    hour = _clock(found) if found["hour"] else None
    named = bool(
        found["word"] or found["hour"] or found["weekday"] or found["sunday"] or " thang " in found[0] or found["year2"]
    )
    last = points[-1] if len(points) > 1 else None
    return [Span(start, end, points[0], last, hour=hour, weekday=_weekday(found), named=named, short_year=short)]


def _part(start: int, end: int, found: re.Match[str]) -> list[Span]:
    part = found["part"].strip()
    if found["months"]:
        return [replace(span, part=part) for span in _listed(start, end, Grain.MONTH, found["months"], found, True)]
    if found["quarter"]:
        year, later = _year(found, "q")
        return [Span(start, end, Point(Grain.QUARTER, year, ordinal(found["quarter"]), later=later), part=part)]
    if found["yyear"]:
        first = int(found["yyear"])
        if found["hoc"]:
            return [Span(start, end, *_school(first), part=part)]
        last = Point(Grain.YEAR, first + 1) if found["to"] else None
        return [Span(start, end, Point(Grain.YEAR, first), last, part=part)]
    if found["bare"] == "nam hoc":
        return [Span(start, end, Point(Grain.MONTH, None, 9), Point(Grain.MONTH, None, 5), part=part)]
    grain = {"nam": Grain.YEAR, "thang": Grain.MONTH, "quy": Grain.QUARTER}[found["bare"]]
    return [Span(start, end, Point(grain), part=part)]


def _school(first: int) -> tuple[Point, Point]:
    """A school year runs from September to May."""
    return Point(Grain.MONTH, first, 9), Point(Grain.MONTH, first + 1, 5)


def _half(start: int, end: int, found: re.Match[str]) -> list[Span]:
    words = {"sau": 6, "ba": 3, "chin": 9}
    count = words.get(found["months"].lower()) or int(found["months"])
    year, later = _year(found)
    first, last = (1, count) if found["which"] == "dau" else (13 - count, 12)
    points = _points(Grain.MONTH, [first, last], year, later)
    return [Span(start, end, points[0], points[1], wide=True)]


def _read(name: str, start: int, end: int, found: re.Match[str]) -> list[Span]:
    """The times of one spelling."""
    if name == "days":
        return _days(start, end, found)
    if name == "months":
        return _listed(start, end, Grain.MONTH, found["months"], found, found["word"] == "thang ")
    if name == "quarters":
        return _listed(start, end, Grain.QUARTER, found["quarters"], found, found["word"].startswith("qu"))
    if name == "part":
        return _part(start, end, found)
    if name == "half":
        return _half(start, end, found)
    if name == "school":
        return [Span(start, end, *_school(int(found["year"])), wide=True)]
    if name == "term":
        return _term(start, end, found)
    if name == "years":
        years = [int(year) for year in _FIGURES.findall(found["years"])]
        last = Point(Grain.YEAR, years[-1]) if len(years) > 1 else None
        return [Span(start, end, Point(Grain.YEAR, years[0]), last)]
    if name == "numeric":
        return [Span(start, end, Point(Grain.MONTH, int(found["year"]), int(found["month"])), named=False)]
    days = [int(day) for day in _FIGURES.findall(found["days"])]
    points = [Point(Grain.DAY, day=day) for day in days]
    return [Span(start, end, points[0], points[-1] if len(points) > 1 else None)]


def _term(start: int, end: int, found: re.Match[str]) -> list[Span]:
    """The first term runs from September to January, the second to May, the summer to August."""
    year = int(found["year"]) if found["year"] else None
    first, last = {"i": (9, 1), "ii": (1, 5), "he": (6, 8)}[
        {"1": "i", "mot": "i", "2": "ii", "hai": "ii"}.get(found["term"], found["term"])
    ]
    year_of = [None if year is None else year + (month < 9) for month in (first, last)]
    return [Span(start, end, Point(Grain.MONTH, year_of[0], first), Point(Grain.MONTH, year_of[1], last), wide=True)]


def find_spans(folded: str) -> list[Span]:
    """Every stretch of a folded text that names a time, in order; lists of months stand side by side."""
    spans: list[Span] = []
    for found in _ANY.finditer(folded):
        name = str(found.lastgroup)
        fields = _EACH[name].match(folded, *found.span())
        if fields is None:
            continue
        start, end = found.span()
        if spans and start < spans[-1].end:
            continue
        try:
            read = _read(name, start, end, fields)
        except (ValueError, KeyError):
            continue
        spans += [_followed(span, folded) for span in read]
    return spans


def _followed(span: Span, folded: str) -> Span:
    """The span with what belongs to it on its right: an hour, a weekday, "hằng năm"."""
    if span.first.grain is Grain.DAY:
        if span.hour is None and (found := _AFTER_HOUR.match(folded, span.end)):
            span = replace(span, end=found.end(), hour=_clock(found), named=True)
        if span.weekday is None and (found := _AFTER_WEEKDAY.match(folded, span.end)):
            span = replace(span, end=found.end(), weekday=_weekday(found))
    if span.first.year is None and (found := _AFTER_CYCLE.match(folded, span.end)):
        if found["monthly"] and span.first.ordinal is None:
            return replace(span, end=found.end(), cycle=Cycle.MONTHLY)
        if found["yearly"]:
            return replace(span, end=found.end(), cycle=Cycle.YEARLY)
        if found["quarterly"] and span.first.ordinal is None and span.first.grain is Grain.DAY:
            month = {"dau": 1, "giua": 2, "cuoi": 3, None: 3}[found["which"]]
            return replace(span, end=found.end(), cycle=Cycle.QUARTERLY, first=replace(span.first, in_quarter=month))
    return span
