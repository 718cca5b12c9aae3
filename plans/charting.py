"""What pictures of a plan show: how each task stands, where a month's tasks lie, which tasks a year has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto

from plans.agenda import Entry, unset_between
from plans.deadlines import PERIODS, last_of_month
from plans.model.plan import DeadlineKind, TaskKind
from plans.progress import DONE, Figures, Stage, stage_of

#: A period of named days up to this long lies across the squares of a month; longer ones stand beside them.
ACROSS = timedelta(days=31)
#: Periods that are on everybody's mind while they run; years and long ranges only where they end.
RUNNING = frozenset({DeadlineKind.MONTH, DeadlineKind.QUARTER})


class State(StrEnum):
    """How a task stands, as a picture tells it apart: by its shape, its word and its colour."""

    LATE = auto()
    OPEN = auto()
    MEETING = auto()
    WAITS = auto()
    UNSET = auto()
    DONE = auto()


def state_of(entry: Entry, today: date) -> State:
    """How a task stands; an open meeting stays one when its day is over: it is asked about, never overdue."""
    stage = stage_of(entry, today)
    if stage in DONE:
        return State.DONE
    if stage is Stage.WAITS:
        return State.WAITS
    if stage is Stage.UNSET:
        return State.UNSET
    if entry.task.kind is TaskKind.MEETING:
        return State.MEETING
    return State.LATE if stage is Stage.LATE else State.OPEN


def counted(figures: Figures) -> dict[State, int]:
    """Figures of tasks by the states that bars show, the best first; a meeting nobody has said to be over is open."""
    return {
        State.DONE: figures.done,
        State.WAITS: figures.waits,
        State.OPEN: figures.open + figures.held,
        State.LATE: figures.late,
        State.UNSET: figures.unset,
    }


@dataclass(frozen=True, slots=True)
class MonthTasks:
    """A month's tasks.

    Those of a `day`, those `across` some days (of those that begin together the longest first), what belongs to the
    month `beside` them, and the `unset`.
    """

    first: date
    days: Mapping[date, tuple[Entry, ...]]
    across: tuple[Entry, ...] = ()
    beside: tuple[Entry, ...] = ()
    unset: tuple[Entry, ...] = ()

    @property
    def dated(self) -> tuple[Entry, ...]:
        """Everything that has a date or a period, by its first day."""
        found = (*(entry for entries in self.days.values() for entry in entries), *self.across, *self.beside)
        return tuple(sorted(found, key=lambda entry: (entry.task.deadline.end, entry.task.deadline.start)))

    @property
    def every(self) -> tuple[Entry, ...]:
        """All of them, what has no date yet at the end."""
        return (*self.dated, *self.unset)


def month_tasks(found: Iterable[Entry], first: date) -> MonthTasks:
    """The tasks of the month that begins on `first`; what has no date yet only while it is open."""
    found, last = tuple(found), last_of_month(first)
    days: dict[date, tuple[Entry, ...]] = {}
    across, beside = [], []
    for entry in found:
        deadline = entry.task.deadline
        if deadline.kind not in PERIODS:
            if deadline.kind is not DeadlineKind.UNSET and first <= deadline.end <= last:
                days[deadline.end] = (*days.get(deadline.end, ()), entry)
        elif deadline.start > last or deadline.end < first:
            continue
        elif deadline.kind is DeadlineKind.RANGE and deadline.end - deadline.start <= ACROSS:
            across.append(entry)
        elif deadline.end <= last or (deadline.kind in RUNNING and not entry.done):
            beside.append(entry)
    unset = tuple(entry for entry in unset_between(found, first, last) if not entry.done)
    across.sort(key=lambda entry: (entry.task.deadline.start, first - entry.task.deadline.end))
    return MonthTasks(first, days, tuple(across), tuple(beside), unset)


def year_tasks(found: Iterable[Entry], year: int) -> tuple[Entry, ...]:
    """The tasks of a year, dated or not, by the day on which they end; periods of several years in each of them."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    held = (entry for entry in found if entry.task.deadline.start <= last and first <= entry.task.deadline.end)
    return tuple(sorted(held, key=lambda entry: (entry.task.deadline.end, entry.task.deadline.start)))
