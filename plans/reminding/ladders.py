"""Ladders: on which working days before and after a deadline a thing is spoken of. Arithmetic of days, nothing else.

A rung counts back from the day to aim at: working days ("14"), calendar days ("7d"), a month ("1m"). One on a day off
is the working day before. Overdue rungs count working days after the last day accepted ("+1", "+3"); from the next
week on, a weekly one stands on each week's first working day ("w" and its Monday).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from plans.deadlines import PERIODS, aim, last_of_month
from plans.model.office_settings import LadderSetting
from plans.model.plan import Deadline, TaskKind
from plans.model.reminding import DigestItem
from plans.store.port import Facts
from plans.weeks import A_WEEK, first_of_week, monday_of, next_monday
from plans.working_days import after, before, is_working_day, on_or_after, on_or_before

#: What stands nearer or further than anybody means, in working days; a longer ladder is not climbed to its end.
FURTHEST = 260
MONTH_AHEAD, CALENDAR_DAYS = "1m", "d"
START, MIDDLE = "start", "middle"
#: How many of a period's last working days are rungs.
LAST_DAYS = 5
#: What the marks of the rungs that come again begin with: overdue every week, unanswered, a quarter without a day.
WEEKLY, UNANSWERED, QUARTERLY = "w", "u", "q"
FIRST_OVERDUE = "+1"


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of a kind of task, as `LadderSetting` writes them."""

    before: tuple[str, ...]
    overdue: tuple[int, ...] = ()
    weekly: bool = False


USUAL = Ladder((MONTH_AHEAD, "14", "7", "3", "1", "0"), (1, 3), weekly=True)
#: A past meeting is asked about once.
OF_MEETINGS = Ladder(("7d", "1", "0"), (1,))
#: Movements are never overdue.
OF_MOVEMENTS = Ladder(USUAL.before)
#: What cooperating units hand in by an internal date.
OF_PARTS = Ladder(("7", "3", "1", "0"), (1, 3), weekly=True)


class Rung(NamedTuple):
    """A day on which a thing is spoken of, and what it is called."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every week's first working day, from `first` to `last` (None: without end)."""

    mark: str
    first: date
    last: date | None = None

    def latest(self, low: date, day: date) -> Rung | None:
        """The latest after `low` and not after `day`."""
        monday = monday_of(day)
        while monday + A_WEEK > max(low, self.first):
            spoken = first_of_week(monday)
            if spoken is not None and self._holds(spoken) and low < spoken <= day:
                return Rung(spoken, f"{self.mark}{monday}")
            monday -= A_WEEK
        return None

    def _holds(self, spoken: date) -> bool:
        return self.first <= spoken and (self.last is None or spoken <= self.last)


@dataclass(frozen=True, slots=True)
class Course:
    """All the rungs of one thing by day, each day once, and what comes again every week."""

    rungs: tuple[Rung, ...] = ()
    weekly: Weekly | None = None

    def latest(self, low: date, day: date) -> Rung | None:
        """The latest rung after `low` and not after `day`: the one that is spoken of."""
        again = self.weekly.latest(low, day) if self.weekly is not None else None
        if again is not None:
            return again  # it begins after the last of the others
        return next((rung for rung in reversed(self.rungs) if low < rung.day <= day), None)

    def only_weekly(self) -> "Course":
        """What is left of it for a deadline that was past when its plan was adopted."""
        return Course((), self.weekly)


def usual(kind: TaskKind) -> Ladder:
    """The ladder of a kind of task where the office has set none."""
    return {TaskKind.MEETING: OF_MEETINGS, TaskKind.MOVEMENT: OF_MOVEMENTS}.get(kind, USUAL)


def ladder_of(facts: Facts, kind: TaskKind) -> Ladder:
    """The ladder of a kind of task. Whatever the office has set, meetings are not chased, movements never overdue."""
    found = facts.get(LadderSetting, kind)
    if found is None:
        return usual(kind)
    if kind in (TaskKind.MEETING, TaskKind.MOVEMENT):
        return Ladder(found.before, usual(kind).overdue)
    return Ladder(found.before, found.overdue, found.weekly)


# ---------------------------------------------------------------- courses


def course(deadline: Deadline, kind: TaskKind, ladder: Ladder) -> Course:
    """When a task is spoken of whose day is set."""
    aimed = aim(deadline)
    if aimed is None:
        return Course()
    return joined_course(rungs_before(deadline, kind, ladder), deadline.end, ladder)


def joined_course(ahead: tuple[Rung, ...], end: date, ladder: Ladder) -> Course:
    """Rungs before a day, and those of the ladder once it is past."""
    late = overdue_rungs(end, ladder.overdue)
    weekly = Weekly(WEEKLY, next_monday(late[-1].day if late else end)) if ladder.weekly else None
    return Course((*ahead, *late), weekly)


def rungs_before(deadline: Deadline, kind: TaskKind, ladder: Ladder) -> tuple[Rung, ...]:
    """The rungs up to the day to aim at: a period has its own, unless it is a meeting that falls in it."""
    aimed = aim(deadline)
    if aimed is None:
        return ()
    if deadline.kind in PERIODS and kind is not TaskKind.MEETING:
        return _of_period(deadline.start, deadline.end, aimed)
    return counted_back(aimed, ladder.before)


def counted_back(aimed: date, names: tuple[str, ...]) -> tuple[Rung, ...]:
    """The rungs of these names by day, which run from far to near: of two on one day the nearer one names it."""
    days = {on_or_before(day): name for name in names if (day := _nominal(aimed, name)) is not None}
    return tuple(Rung(day, name) for day, name in sorted(days.items()))


def _nominal(aimed: date, name: str) -> date | None:
    """The day that a rung's name means, working or not; None for a name that means nothing."""
    if name == MONTH_AHEAD:
        return a_month_before(aimed)
    number = name.removesuffix(CALENDAR_DAYS)
    if not (number.isascii() and number.isdigit()) or len(number) > len(str(FURTHEST)) or int(number) > FURTHEST:
        return None
    if name.endswith(CALENDAR_DAYS):
        return aimed - timedelta(days=int(number))
    day = aimed
    for _ in range(int(number)):
        day = before(day)
    return day


def a_month_before(day: date) -> date:
    """The same day of the month before, or that month's last one."""
    last = last_of_month(day.replace(day=1) - timedelta(days=1))
    return last.replace(day=min(day.day, last.day))


def _of_period(start: date, end: date, aimed: date) -> tuple[Rung, ...]:
    """A period's first working day, its middle, its last working days; the last one also when it begins before."""
    days = {on_or_after(start): START, on_or_before(start + (end - start) // 2): MIDDLE}
    day = aimed
    for left in range(LAST_DAYS):
        days[day] = str(left)
        day = before(day)
    return tuple(Rung(day, name) for day, name in sorted(days.items()) if start <= day <= aimed or day == aimed)


def overdue_rungs(end: date, numbers: tuple[int, ...]) -> tuple[Rung, ...]:
    """The working days after the last day accepted that have these numbers."""
    wanted = {number for number in numbers if 1 <= number <= FURTHEST}
    return tuple(Rung(days_after(end, number), f"+{number}") for number in sorted(wanted))


def days_after(end: date, number: int) -> date:
    """The working day of that number after `end` (T1, T2, …)."""
    day = end
    for _ in range(number):
        day = after(day)
    return day


def quarters(year: int, end: date) -> Course:
    """The first working day of each quarter of a plan's year, up to the quarter that `end` lies in."""
    firsts = (date(year, month, 1) for month in (1, 4, 7, 10))
    return Course(tuple(Rung(on_or_after(first), f"{QUARTERLY}{first}") for first in firsts if first <= end))


# ---------------------------------------------------------------- what an item should explain


class Shift(StrEnum):
    """Why the day to aim at is not the day the plan names: "trước D" read strictly, or D being a day off."""

    NONE = "none"
    BEFORE = "before"
    DAY_OFF = "day_off"


def shift(deadline: Deadline) -> Shift:
    """Why reminders aim at another day than the plan names, so that a text can say so."""
    if aim(deadline) in (None, deadline.end):
        return Shift.NONE
    return Shift.BEFORE if is_working_day(deadline.end) else Shift.DAY_OFF


def sent_early(item: DigestItem) -> bool:
    """Whether an item is spoken of today only because its rung falls on a day off."""
    counts_days_off = item.rung == MONTH_AHEAD or (item.rung.endswith(CALENDAR_DAYS) and item.rung[:-1].isdigit())
    nominal = _nominal(item.aim, item.rung) if counts_days_off else None
    if nominal is None or is_working_day(nominal):
        return False
    return item.days >= 0 and on_or_before(nominal) == item.aim - timedelta(days=item.days)
