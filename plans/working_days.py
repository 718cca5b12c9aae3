"""Vietnamese working days: weekends, public holidays, Tết, working Saturdays, and what the office knows better.

The holidays come from the `holidays` library (checked against the official calendars of 2024 to 2026);
``working_days.toml`` holds dated corrections where it is known to be wrong, each with its source. Above both stand the
days that the office has set itself: they count in the whole process from `use` on (see `plans.office.days`).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from holidays.countries.vietnam import Vietnam

#: Where the days of a plan are counted.
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
#: Whose names of holidays the library has, by our languages.
_LIBRARY_LANGUAGES = {"vi": "vi", "en": "en_US"}
#: How the library writes a day inside an English name.
_AMERICAN = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day about which the library is wrong: is it worked, why, by which paper, and when that was looked at."""

    day: date
    work: bool
    reason: str
    source: str
    checked: date


#: The days that the office has set, for the whole process.
_OFFICE: dict[date, bool] = {}


def use(days: Mapping[date, bool]) -> None:
    """Let these days of the office (True: worked) count from now on, in place of those that counted before."""
    if days != _OFFICE:
        _OFFICE.clear()
        _OFFICE.update(days)
        is_working_day.cache_clear()


@lru_cache(maxsize=1)
def bundled() -> Mapping[date, KnownDay]:
    """The dated corrections that come with the program."""
    found = [
        KnownDay(each["date"], each["work"], each["reason"], each["source"], each["checked"]) for each in _file()["day"]
    ]
    return {known.day: known for known in found}


@lru_cache(maxsize=1)
def checked_years() -> frozenset[int]:
    """The years whose calendar was compared with the official one."""
    return frozenset(_file()["checked_years"])


def _file() -> dict[str, Any]:
    return tomllib.loads(files("plans").joinpath("working_days.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _holidays(year: int, language: str = "vi") -> Vietnam:
    return Vietnam(years=year, language=language)  # type: ignore[no-untyped-call]  # the constructor is untyped


@lru_cache(maxsize=16)
def holiday_names(year: int, language: str) -> Mapping[date, str]:
    """The public holidays of a year by name; days inside a name are written as here: 22/08/2026."""
    named = _holidays(year, _LIBRARY_LANGUAGES.get(language, "vi"))
    if language != "en":
        return dict(named)
    return {day: _AMERICAN.sub(r"\2/\1/\3", name) for day, name in named.items()}


def is_weekend(day: date) -> bool:
    """Whether a day is worked only where something is known of it."""
    return day.weekday() >= SATURDAY


def is_ruled(day: date) -> bool:
    """Whether public offices work on that day, as far as is known without the office's own word."""
    known = bundled().get(day)
    return known.work if known is not None else bool(_holidays(day.year).is_working_day(day))


def has_swaps(year: int) -> bool:
    """Whether it is known, without the office's own word, which days of a year are worked in place of others."""
    return any(day.year == year for day in (*_holidays(year).weekend_workdays, *bundled()))


def day_in_hanoi(now: datetime) -> date:
    """The day that an instant falls on in Viet Nam."""
    return now.astimezone(HANOI).date()


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Whether the office works on that day."""
    return _OFFICE[day] if day in _OFFICE else is_ruled(day)


def on_or_before(day: date) -> date:
    """The day itself if worked, else the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def before(day: date) -> date:
    """The last working day strictly before that day."""
    return on_or_before(day - timedelta(days=1))


def on_or_after(day: date) -> date:
    """The day itself if worked, else the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def after(day: date) -> date:
    """The next working day strictly after that day."""
    return on_or_after(day + timedelta(days=1))
