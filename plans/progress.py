"""How far a plan is, in figures: how each task stands, and how many stand how, in all and by the unit that leads them.

A task that several units lead counts for each of them, so the units' figures together may exceed the plan's.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from plans.agenda import Entry
from plans.deadlines import overdue_from
from plans.model.people import Unit, UnitKind
from plans.model.plan import DeadlineKind, Task, TaskKind
from plans.rights import lead_units
from plans.working_days import day_in_hanoi


class Stage(StrEnum):
    """How a task stands: what is done, then what waits for the office, then what is left, the most pressing first.

    `UNMEASURED` is done and has no last day to be measured against: a meeting, a movement, something without a date.
    `HELD` is a meeting whose day has passed and that nobody has said to be over: it is asked about, never late.
    """

    ON_TIME = auto()
    BELATED = auto()
    UNMEASURED = auto()
    WAITS = auto()
    LATE = auto()
    HELD = auto()
    OPEN = auto()
    UNSET = auto()


DONE = (Stage.ON_TIME, Stage.BELATED, Stage.UNMEASURED)
LEFT = (Stage.LATE, Stage.HELD, Stage.OPEN, Stage.UNSET)


def last_day(entry: Entry) -> date | None:
    """The last day on which a task is accepted as done in time; None for what can never be late."""
    if entry.task.kind is TaskKind.MEETING or overdue_from(entry.task.deadline, entry.task.kind) is None:
        return None
    return entry.task.deadline.end


def done_on(entry: Entry) -> date | None:
    """The day in Viet Nam on which a task was done; None while it is not."""
    return day_in_hanoi(entry.progress.done_at) if entry.progress is not None else None


def stage_of(entry: Entry, today: date) -> Stage:
    """How a task stands today."""
    last, done = last_day(entry), done_on(entry)
    if done is not None:
        return Stage.UNMEASURED if last is None else Stage.ON_TIME if done <= last else Stage.BELATED
    if entry.waits:
        return Stage.WAITS
    if entry.task.deadline.kind is DeadlineKind.UNSET:
        return Stage.UNSET
    if entry.is_overdue(today):
        return Stage.HELD if last is None else Stage.LATE
    return Stage.OPEN


def days_late(entry: Entry, today: date) -> int:
    """How many days after its last day a task was done, or is still open; 0 for what is in time or cannot be late."""
    last = last_day(entry)
    if last is None or entry.waits:
        return 0
    return max(0, ((done_on(entry) or today) - last).days)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many tasks stand how, one number for each `Stage`."""

    on_time: int = 0
    belated: int = 0
    unmeasured: int = 0
    waits: int = 0
    late: int = 0
    held: int = 0
    open: int = 0
    unset: int = 0

    @property
    def done(self) -> int:
        """Done, in time or not."""
        return self.on_time + self.belated + self.unmeasured

    @property
    def left(self) -> int:
        """Neither done nor waiting for the office's confirmation."""
        return self.late + self.held + self.open + self.unset

    @property
    def total(self) -> int:
        """All of them."""
        return self.done + self.waits + self.left

    @property
    def share(self) -> int:
        """How many per cent are done, rounded down: 100 only when all are."""
        return 100 * self.done // max(1, self.total)

    def count(self, stage: Stage) -> int:
        """How many stand so."""
        return int(getattr(self, stage))


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The tasks that a unit leads; `unit` None: those that no unit of the department leads."""

    unit: Unit | None
    tasks: Figures


def figures(found: Iterable[Entry], today: date) -> Figures:
    """How many of these tasks stand how."""
    return Figures(**Counter(map(str, (stage_of(entry, today) for entry in found))))


def by_lead(found: Iterable[Entry], units: Iterable[Unit], today: date) -> tuple[UnitFigures, ...]:
    """The figures of every unit that leads anything, in the order of the units; last what none of them leads."""
    known = tuple(units)
    led: dict[str, list[Entry]] = {}
    for entry in found:
        for id in [unit.id for unit in leads(entry.task, known)] or [""]:
            led.setdefault(id, []).append(entry)
    listed: list[tuple[Unit | None, str]] = [*((unit, unit.id) for unit in known), (None, "")]
    return tuple(UnitFigures(unit, figures(led[id], today)) for unit, id in listed if id in led)


def leads(task: Task, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The department's units that lead a task, each of them in place of "all departments"."""
    return tuple(unit for unit in lead_units(task, units) if unit.kind is not UnitKind.EVERY)


def led_by(found: Iterable[Entry], unit: Unit, units: Iterable[Unit]) -> tuple[Entry, ...]:
    """The tasks that a unit leads."""
    known = tuple(units)
    return tuple(entry for entry in found if unit in leads(entry.task, known))


def busiest_first(found: Iterable[UnitFigures]) -> tuple[UnitFigures, ...]:
    """Who has the most left to do first; of equals who has more past due, then as they were."""
    return tuple(sorted(found, key=lambda each: (-each.tasks.left, -each.tasks.late)))


def busiest(found: Iterable[UnitFigures]) -> tuple[UnitFigures, ...]:
    """The department's units that have the most left: several when they have equally much, none when all is done."""
    own = tuple(each for each in found if each.unit is not None)
    most = max((each.tasks.left for each in own), default=0)
    return tuple(each for each in own if most and each.tasks.left == most)


def by_stage(found: Iterable[Entry], stages: Iterable[Stage], today: date) -> tuple[Entry, ...]:
    """The tasks that stand in one of these ways, in the order given."""
    wanted = frozenset(stages)
    return tuple(entry for entry in found if stage_of(entry, today) in wanted)
