"""Vietnamese working days: weekends, public holidays, Tết and working Saturdays.

The holidays come from the `holidays` library (checked against the official calendars of 2024 and 2025); `OVERLAY`
holds dated corrections where it is known to be wrong.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays.countries.vietnam import Vietnam

#: Where the days of a plan are counted.
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

#: Day → is it worked? Corrections to the library: Fri 2 Jan 2026 was off, made up for on Sat 10 Jan 2026.
OVERLAY: dict[date, bool] = {date(2026, 1, 2): False, date(2026, 1, 10): True}


@lru_cache(maxsize=16)
def _holidays(year: int) -> Vietnam:
    return Vietnam(years=year)  # type: ignore[no-untyped-call]  # the library's constructor is untyped


def day_in_hanoi(now: datetime) -> date:
    """The day that an instant falls on in Viet Nam."""
    return now.astimezone(HANOI).date()


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Whether public offices work on that day."""
    if day in OVERLAY:
        return OVERLAY[day]
    return bool(_holidays(day.year).is_working_day(day))


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
