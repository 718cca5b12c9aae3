"""What a deadline means on the calendar: the day it stands on, the day to aim at, when it is overdue, how it rolls."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from plans.model.plan import Deadline, DeadlineKind, TaskKind
from plans.working_days import before, on_or_after, on_or_before

#: No deadline lies outside.
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
LAST_OF_MONTH = "last-of-month"
PERIODS = frozenset({DeadlineKind.MONTH, DeadlineKind.QUARTER, DeadlineKind.YEAR, DeadlineKind.RANGE})


def calendar_day(deadline: Deadline) -> date:
    """The one day a deadline stands on: the named day, a period's last working day, an unset one's first."""
    if deadline.kind is DeadlineKind.UNSET:
        return on_or_after(deadline.start)
    if deadline.kind in PERIODS:
        return on_or_before(deadline.end)
    return deadline.end


def aim(deadline: Deadline) -> date | None:
    """The working day the reminders aim at: for "trước D" the last one before D; None while no day is set."""
    if deadline.kind is DeadlineKind.UNSET:
        return None
    if deadline.before:
        return before(deadline.end)
    return on_or_before(deadline.end)


def overdue_from(deadline: Deadline, kind: TaskKind) -> date | None:
    """The first day on which an open task is overdue; None for what never is (no day set, movements)."""
    if deadline.kind is DeadlineKind.UNSET or kind is TaskKind.MOVEMENT:
        return None
    return deadline.end + timedelta(days=1)


def overlaps(deadline: Deadline, start: date, end: date) -> bool:
    """Whether a deadline's last day (for an unset one: any day of its period) lies in the closed interval."""
    if deadline.kind is DeadlineKind.UNSET:
        return deadline.start <= end and start <= deadline.end
    return start <= deadline.end <= end


def notation(deadline: Deadline) -> str | None:
    """A deadline as the gold readings write it: an ISO day, ``2024-12``, ``2024-Q3``, ``2024``, ``start/end``."""
    if deadline.kind is DeadlineKind.UNSET:
        return None
    if deadline.kind is DeadlineKind.MONTH:
        return f"{deadline.end:%Y-%m}"
    if deadline.kind is DeadlineKind.QUARTER:
        return f"{deadline.end.year}-Q{(deadline.end.month + 2) // 3}"
    if deadline.kind is DeadlineKind.YEAR:
        return f"{deadline.end.year}"
    if deadline.kind is DeadlineKind.RANGE:
        return f"{deadline.start}/{deadline.end}"
    return f"{deadline.end}"


def last_of_month(day: date) -> date:
    """The last day of that day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def rolled(deadline: Deadline, years: int) -> Deadline:
    """The same deadline `years` later; 29/02 and other month ends under `LAST_OF_MONTH` stay month ends.

    The rule stays with the deadline, so 2024 → 2027 → 2028 gives 29/02 again.
    """
    rule = deadline.rule or (LAST_OF_MONTH if (deadline.end.month, deadline.end.day) == (2, 29) else "")

    def shifted(day: date, month_end: bool) -> date:
        first = day.replace(year=day.year + years, day=1)
        last = monthrange(first.year, first.month)[1]
        return first.replace(day=last if month_end else min(day.day, last))

    period = deadline.kind in PERIODS or deadline.kind is DeadlineKind.UNSET
    end = shifted(deadline.end, rule == LAST_OF_MONTH or (period and deadline.end == last_of_month(deadline.end)))
    start = shifted(deadline.start, False) if period else end
    return replace(deadline, start=start, end=end, rule=rule)
