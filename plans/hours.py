"""When people may be written to unasked, in Viet Nam's time."""

from datetime import datetime, time, timedelta

from plans.working_days import HANOI, is_working_day, on_or_after

#: The hours of a working day: digests and news.
WORK_BEGINS, WORK_ENDS = time(7, 45), time(18, 0)
#: The hours of any day in which somebody may be told what cannot wait for the next working morning.
WAKING, EVENING = time(7, 0), time(21, 0)


def may_write(now: datetime, *, at_once: bool = False) -> bool:
    """Whether people may be written to: from 07:45 to 18:00 of a working day; `at_once`, from 07:00 to 21:00."""
    local = now.astimezone(HANOI)
    if at_once:
        return WAKING <= local.time() <= EVENING
    return is_working_day(local.date()) and WORK_BEGINS <= local.time() <= WORK_ENDS


def goes_out(now: datetime, *, at_once: bool = False) -> datetime:
    """The first instant from `now` on at which people may be written to."""
    if may_write(now, at_once=at_once):
        return now
    local = now.astimezone(HANOI)
    begins = WAKING if at_once else WORK_BEGINS
    day = local.date() if local.time() < begins else local.date() + timedelta(days=1)
    return datetime.combine(day if at_once else on_or_after(day), begins, HANOI).astimezone(now.tzinfo)


def a_working_day_later(now: datetime) -> datetime:
    """Twenty-four working hours later: the same time on the next working day."""
    local = now.astimezone(HANOI)
    return datetime.combine(on_or_after(local.date() + timedelta(days=1)), local.time(), HANOI).astimezone(now.tzinfo)


def may_remind(now: datetime) -> bool:
    """Whether a reminder may go out: from 07:00 to 18:00 of a working day; whose hour is later is told later."""
    local = now.astimezone(HANOI)
    return is_working_day(local.date()) and WAKING <= local.time() <= WORK_ENDS


def reminds_at(now: datetime) -> datetime:
    """The first instant from `now` on at which a reminder may go out."""
    if may_remind(now):
        return now
    local = now.astimezone(HANOI)
    day = local.date() if local.time() < WAKING else local.date() + timedelta(days=1)
    return datetime.combine(on_or_after(day), WAKING, HANOI).astimezone(now.tzinfo)
