"""What a list of tasks holds: those due by week or month, those that run on, those without a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plans.agenda import Entry, due_between, unset_between
from plans.deadlines import PERIODS, last_of_month
from plans.model.people import Unit, UnitKind
from plans.model.plan import DeadlineKind, Plan
from plans.plain_text import bare
from plans.progress import Stage, by_stage
from plans.weeks import monday_of, sunday_of

#: A list of no more days than this stands in one piece; one of no more than `WEEKS_AT_MOST` by week, else by month.
ONE_PIECE = timedelta(days=7)
WEEKS_AT_MOST = timedelta(days=45)
#: From this length on, a list also names what runs through the whole of it ("trong năm 2024-2025").
LONG = timedelta(days=80)


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks of one week or month, or (`whole`) those to be done within one and the same longer period.

    Without days it is everything there is.
    """

    entries: tuple[Entry, ...]
    start: date | None = None
    end: date | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is due, by group, done ones last in each; what is open and runs on beyond; what has no day yet.

    `apart` has no day either, but is too far from a list of one day to be listed in it; `mentioned` is led by others;
    `held` are meetings whose day has passed, beside what is late: they are asked about, never late themselves.
    """

    groups: tuple[Group, ...] = ()
    running: tuple[Entry, ...] = ()
    unset: tuple[Entry, ...] = ()
    mentioned: tuple[Entry, ...] = ()
    apart: tuple[Entry, ...] = ()
    held: tuple[Entry, ...] = ()

    @property
    def due(self) -> tuple[Entry, ...]:
        """Every task of the groups, in the order in which they stand."""
        return tuple(entry for group in self.groups for entry in group.entries)

    @property
    def shown(self) -> tuple[Entry, ...]:
        """Every task, in the order in which they stand."""
        return (*self.due, *self.held, *self.running, *self.unset, *self.mentioned)


def of_period(found: Iterable[Entry], start: date, end: date) -> Schedule:
    """What is due in a closed interval, what is open in it and runs on, what has no day yet and belongs there."""
    found = tuple(found)
    groups = grouped(due_between(found, start, end), end - start + timedelta(days=1))
    running, unset = _running(found, start, end), _done_last(unset_between(found, start, end))
    return Schedule(groups, running, apart=unset) if start == end else Schedule(groups, running, unset)


def of_late(found: Iterable[Entry], today: date) -> Schedule:
    """What is past its last day; beside it the meetings that nobody has said to be over."""
    found = tuple(found)
    return replace(of_all(by_stage(found, (Stage.LATE,), today)), held=by_stage(found, (Stage.HELD,), today))


def of_all(found: Iterable[Entry]) -> Schedule:
    """All of them, whenever they are due."""
    found = tuple(found)
    unset = tuple(entry for entry in found if is_unset(entry))
    dated = tuple(entry for entry in found if not is_unset(entry))
    ends = [entry.task.deadline.end for entry in dated]
    return Schedule(grouped(dated, max(ends) - min(ends) + timedelta(days=1) if ends else ONE_PIECE), (), unset)


def grouped(due: Iterable[Entry], length: timedelta) -> tuple[Group, ...]:
    """Dated tasks of a list that covers so much time: in one piece, by week or by month."""
    due = tuple(due)
    if length <= ONE_PIECE:
        return (Group(_done_last(due)),) if due else ()
    by_week = length <= WEEKS_AT_MOST
    found: dict[tuple[date, bool, date], list[Entry]] = {}
    for entry in due:
        start, end, whole = _place(entry, by_week=by_week)
        found.setdefault((end, whole, start), []).append(entry)
    return tuple(
        Group(_done_last(entries), start, end, whole)
        for (end, whole, start), entries in sorted(found.items(), key=_key)
    )


def is_unset(entry: Entry) -> bool:
    """Whether no day is set yet."""
    return entry.task.deadline.kind is DeadlineKind.UNSET


def of_now(found: Iterable[Entry], plan: Plan | None, today: date) -> tuple[Entry, ...]:
    """Without what belongs to earlier plans than this one and is settled, or had no day and its time is over."""
    return tuple(
        entry
        for entry in found
        if plan is None
        or entry.plan.year >= plan.year
        or not (entry.done or (is_unset(entry) and entry.task.deadline.end < today))
    )


def mentioning(found: Iterable[Entry], unit: Unit) -> tuple[Entry, ...]:
    """Tasks whose title names a council or an organisation: others lead them, but its members are meant."""
    if unit.kind not in {UnitKind.COUNCIL, UnitKind.ORGANISATION}:
        return ()
    names = [f" {bare(name)} " for name in (unit.name, *unit.aliases) if " " in bare(name)]
    return tuple(entry for entry in found if any(name in f" {bare(entry.task.title)} " for name in names))


def _place(entry: Entry, *, by_week: bool) -> tuple[date, date, bool]:
    """The week or month of a task; its own period, where that is longer."""
    deadline = entry.task.deadline
    last = deadline.end
    start, end = (monday_of(last), sunday_of(last)) if by_week else (last.replace(day=1), last_of_month(last))
    if deadline.kind in PERIODS and deadline.start < start:
        return deadline.start, last, True
    return start, end, False


def _key(item: tuple[tuple[date, bool, date], list[Entry]]) -> tuple[date, bool, int]:
    """By the last day of what stands in it; of two that end together the shorter first."""
    (_, whole, start), found = item
    return max(entry.task.deadline.end for entry in found), whole, -start.toordinal()


def _done_last(found: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(found, key=lambda entry: entry.done))


def _running(found: Iterable[Entry], start: date, end: date) -> tuple[Entry, ...]:
    """Open periods that began before the interval's end and end after it."""
    kinds = PERIODS if end - start >= LONG else PERIODS - {DeadlineKind.YEAR, DeadlineKind.RANGE}
    return tuple(
        entry
        for entry in found
        if not entry.done
        and entry.task.deadline.kind in kinds
        and entry.task.deadline.start <= end < entry.task.deadline.end
    )
