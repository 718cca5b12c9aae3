"""Nhắc lại: for how long something can be put off, and when it comes back. Pure.

What is put off to a day comes back in that day's digest, at whatever hour the person has it: from the day's beginning.
What is put off by hours comes back by itself, at that instant.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from plans.hours import WAKING, WORK_ENDS
from plans.weeks import next_monday
from plans.working_days import HANOI, after, day_in_hanoi, is_working_day, on_or_after

AFTERNOON = time(14, 0)
HOURS = timedelta(hours=2)


class Until(StrEnum):
    """The choices: in two hours, this afternoon, tomorrow (the next working day), at the beginning of next week."""

    TWO_HOURS = "two_hours"
    AFTERNOON = "afternoon"
    TOMORROW = "tomorrow"
    NEXT_WEEK = "next_week"


def choices(now: datetime) -> Mapping[Until, datetime]:
    """What can be offered now, the nearest first, with when it comes back: no hour at which nobody is written to.

    Where tomorrow is a day off and the next working day begins another week, that is called by the week.
    """
    by_hours = {until: at for until in (Until.TWO_HOURS, Until.AFTERNOON) if (at := _in_hours(now, until)) is not None}
    found = dict(sorted(by_hours.items(), key=lambda choice: choice[1]))
    today = day_in_hanoi(now)
    next_day, next_week = after(today), _next_week(today)
    called_tomorrow = next_day != next_week or next_day == today + timedelta(days=1)
    if called_tomorrow:
        found[Until.TOMORROW] = _beginning(next_day)
    if next_day != next_week or not called_tomorrow:
        found[Until.NEXT_WEEK] = _beginning(next_week)
    return found


def comes_back(now: datetime, until: Until) -> datetime:
    """When it comes back, chosen now; an hour that is over, or at which nobody is written to, is the next digest."""
    today = day_in_hanoi(now)
    if until is Until.NEXT_WEEK:
        return _beginning(_next_week(today))
    return _in_hours(now, until) or _beginning(after(today))


def _in_hours(now: datetime, until: Until) -> datetime | None:
    """The hour of today that is meant, if people are written to then."""
    today = day_in_hanoi(now)
    if until not in {Until.TWO_HOURS, Until.AFTERNOON}:
        return None
    at = now + HOURS if until is Until.TWO_HOURS else datetime.combine(today, AFTERNOON, HANOI)
    local = at.astimezone(HANOI)
    fits = at > now and local.date() == today and is_working_day(today) and WAKING <= local.time() <= WORK_ENDS
    return at.astimezone(UTC) if fits else None


def _next_week(today: date) -> date:
    return on_or_after(next_monday(today))


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time.min, HANOI).astimezone(UTC)
