"""What the plan's own words say about a deadline: "trước 29/02/2024", "trong tháng 12/2024", "theo kế hoạch Khối"."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from plans.deadlines import last_of_month
from plans.model import Deadline, DeadlineKind
from plans.people import folded
from plans.problems import Problem

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100

_DAY = r"(?:ngay )?(\d{1,2})(?: ?[/.-] ?| thang )(\d{1,2})(?: ?[/.-] ?|,? nam )(\d{4})"
_DAY_OF_NO_YEAR = r"(?:ngay )?(\d{1,2})(?: ?[/.-] ?| thang )(\d{1,2})"
_OF_YEAR = r"(?: ?[/.-] ?|,? nam )(\d{4})"
_MONTH = rf"thang (\d{{1,2}}){_OF_YEAR}"
_QUARTER = rf"qu[yi] (i{{1,3}}|iv|[1-4]){_OF_YEAR}"
_YEAR = r"nam (\d{4})"
_HOUR = r"(?:\d{1,2} ?(?:h|gio|:) ?(?:\d{2})?(?: ?phut)?,? )"
_DONE = r"(?:hoan thanh |xong )?"
_BEFORE = rf"{_DONE}truoc (?P<hour>{_HOUR})?"
_UNTIL = rf"{_DONE}(?:cham nhat(?: la)?|muon nhat(?: la)?|den het|han cuoi(?: cung)?(?: la)?) {_HOUR}?"
_END_OF = rf"{_DONE}(?:(?:cham nhat|muon nhat)(?: la)?(?: het| cuoi| den het)?|den het|truoc (?:het|cuoi)|het|cuoi) "
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NOT_SET = re.compile(r"(?:theo|chua|khi co) \S.*")
_QUARTER_OF_SECTION = re.compile(r"\bqu[yi] (iii|ii|iv|i|[1-4])\b")
_NO_YEAR = re.compile(
    rf"(?:trong |vao )?(?:{_BEFORE}|{_UNTIL}|{_END_OF})?"
    rf"(?:{_DAY_OF_NO_YEAR}|thang \d{{1,2}}|qu[yi] (?:i{{1,3}}|iv|[1-4]))"
)


class _Impossible(ValueError):
    """The words are understood, but there is no such day."""


def _day(day: str, month: str, year: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise _Impossible(f"{day}/{month}/{year}") from None
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise _Impossible(f"{day}/{month}/{year}")
    return found


@dataclass(frozen=True, slots=True)
class _Span:
    kind: DeadlineKind
    start: date
    end: date
    before: bool = False


def _month(month: str, year: str, kind: DeadlineKind = DeadlineKind.MONTH) -> _Span:
    first = _day("1", month, year)
    return _Span(kind, first, last_of_month(first))


def _quarter(quarter: str, year: str, kind: DeadlineKind = DeadlineKind.QUARTER) -> _Span:
    last = _QUARTERS[quarter] * 3
    return _Span(kind, _day("1", str(last - 2), year), last_of_month(_day("1", str(last), year)))


def _years(first: str, last: str, kind: DeadlineKind = DeadlineKind.RANGE) -> _Span:
    return _range(_day("1", "1", first), _day("31", "12", last), kind)


def _range(start: date, end: date, kind: DeadlineKind = DeadlineKind.RANGE) -> _Span:
    if end < start:
        raise _Impossible(f"{start:%d/%m/%Y} - {end:%d/%m/%Y}")
    return _Span(kind, start, end)


def _one(kind: DeadlineKind, day: date, before: bool = False) -> _Span:
    return _Span(kind, day, day, before)


def _end(span: _Span) -> _Span:
    return _one(DeadlineKind.BY, span.end)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)


#: The first that matches the whole wording decides. "Trước 16h00 ngày D" is kept by whoever is done on D.
_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Span]], ...] = (
    (_pattern(_BEFORE + _DAY), lambda m: _one(DeadlineKind.BY, _day(m[2], m[3], m[4]), before=m["hour"] is None)),
    (_pattern(_UNTIL + _DAY), lambda m: _one(DeadlineKind.BY, _day(m[1], m[2], m[3]))),
    (_pattern(_END_OF + _MONTH), lambda m: _end(_month(m[1], m[2]))),
    (_pattern(_END_OF + _QUARTER), lambda m: _end(_quarter(m[1], m[2]))),
    (_pattern(_END_OF + _YEAR), lambda m: _end(_years(m[1], m[1]))),
    (_pattern(rf"(?:vao )?{_HOUR}?{_DAY}"), lambda m: _one(DeadlineKind.ON, _day(m[1], m[2], m[3]))),
    (_pattern(rf"(?:trong )?{_MONTH}"), lambda m: _month(m[1], m[2])),
    (_pattern(rf"(?:trong )?{_QUARTER}"), lambda m: _quarter(m[1], m[2])),
    (_pattern(rf"(?:trong )?{_YEAR}"), lambda m: _years(m[1], m[1], DeadlineKind.YEAR)),
    (_pattern(rf"(?:trong |tu )?{_YEAR}(?: ?- ?| den (?:het )?(?:nam )?)(\d{{4}})"), lambda m: _years(m[1], m[2])),
    (
        _pattern(rf"tu {_DAY} den (?:het )?{_DAY}"),
        lambda m: _range(_day(m[1], m[2], m[3]), _day(m[4], m[5], m[6])),
    ),
    (
        _pattern(rf"tu {_DAY_OF_NO_YEAR} den (?:het )?{_DAY}"),
        lambda m: _range(_day(m[1], m[2], m[5]), _day(m[3], m[4], m[5])),
    ),
    (
        _pattern(rf"tu thang (\d{{1,2}}) den (?:het )?{_MONTH}"),
        lambda m: _range(_month(m[1], m[3]).start, _month(m[2], m[3]).end),
    ),
    (
        _pattern(rf"tu {_MONTH} den (?:het )?{_MONTH}"),
        lambda m: _range(_month(m[1], m[2]).start, _month(m[3], m[4]).end),
    ),
)


def _plain(text: str) -> str:
    """Lower case without diacritics; every dash the same; nothing after the words but what is in brackets goes."""
    plain = re.sub("[\u2010-\u2015\u2212]", "-", folded(normalize("NFC", text)))
    return re.sub(r"\s*\([^()]*\)$", "", plain.rstrip(" .;,")).rstrip(" .;,")


def period_of_section(section: str, year: int) -> tuple[date, date]:
    """The quarter that a section's heading names ("2. Nhiệm vụ quý II"), else the whole year."""
    found = _QUARTER_OF_SECTION.search(_plain(section))
    if found is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = _QUARTERS[found[1]] * 3
    return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])


def read_deadline(wording: str, section: str, year: int) -> Deadline | Problem:
    """A deadline from the plan's words; a day not yet set gets the period of its section in the plan's `year`."""
    plain = _plain(wording)
    try:
        for pattern, read in _READINGS:
            if found := pattern.fullmatch(plain):
                span = read(found)
                return Deadline(span.kind, span.start, span.end, wording, span.before)
    except _Impossible as impossible:
        return Problem("file.deadline_impossible", {"day": str(impossible)})
    if _NOT_SET.fullmatch(plain):
        return Deadline(DeadlineKind.UNSET, *period_of_section(section, year), wording)
    if _NO_YEAR.fullmatch(plain):
        return Problem("file.deadline_without_year", {"wording": wording, "year": str(year)})
    return Problem("file.deadline_unreadable", {"wording": wording})
