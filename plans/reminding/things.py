"""What there is to speak of: tasks, the answers and parts they ask for, meetings, days not set, what is escalated.

A thing is one matter whoever is told of it; `receiving` says who is, `courses` when.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from plans.agenda import Entry, entries, entry_of
from plans.deadlines import aim
from plans.duties.parts import aim_of, internal_date, part_of, partners
from plans.model.people import Unit, UnitKind
from plans.model.plan import Opens, Task, TaskKind
from plans.model.reminding import DigestItem, Owed, Warns
from plans.planning.meetings import MEETINGS, Councils
from plans.rights import lead_units
from plans.store.port import Facts
from plans.working_days import day_in_hanoi, on_or_before

#: The answers that people give, of themselves or for a unit.
ANSWERS = frozenset({Owed.TITLE, Owed.INNOVATION, Owed.UNIT_TITLE})
#: What is told and asks nothing of who reads it.
TOLD = frozenset({Owed.ESCALATED, Owed.UNANSWERED})
#: What marking the task done, or reporting it done, does not settle.
LASTING = ANSWERS | {Owed.UNANSWERED}
#: What is never escalated: a past meeting is asked about, a movement never overdue.
MILD = frozenset({TaskKind.MEETING, TaskKind.MOVEMENT})


@dataclass(frozen=True, slots=True)
class Thing:
    """One matter of a task: what is owed, whose part or answer where it is a unit's, and the days that count.

    `end` is the last day accepted, `since` when it came into force: the adoption, or the setting of an internal date.
    """

    entry: Entry
    owed: Owed
    aim: date
    end: date
    since: datetime
    unit: str = ""

    @property
    def key(self) -> tuple[str, str, Owed, str]:
        """As `DigestItem.thing`."""
        return self.entry.plan.id, self.entry.task.id, self.owed, self.unit

    @property
    def was_past(self) -> bool:
        """Whether its day was over when it came into force."""
        return self.end < day_in_hanoi(self.since)

    @property
    def last_working_day(self) -> date:
        """The day itself: the last on which it can be done at work and in time."""
        return on_or_before(self.end)

    def days(self, today: date) -> int:
        """As `days_left`."""
        return days_left(self.aim, self.end, today)

    def item(
        self, today: date, rung: str = "", *, of: str = "", warns: Warns = Warns.NOBODY, snoozed: bool = False
    ) -> DigestItem:
        """The line of a digest for it."""
        plan, task = self.entry.plan.id, self.entry.task.id
        return DigestItem(plan, task, self.owed, self.aim, self.days(today), snoozed, rung, self.unit, of, warns)


def days_left(aim: date, end: date, today: date) -> int:
    """Days left to the day to aim at (0 also on the last days after it), or minus the days since the end."""
    return (end - today).days if today > end else max(0, (aim - today).days)


def aims_at(item: DigestItem, aim: date) -> bool:
    """Whether an item's day to aim at is still that one: also where the office has declared it off meanwhile."""
    return on_or_before(item.aim) == aim


class Agenda:
    """Everything there is to speak of on a day."""

    def __init__(self, facts: Facts, today: date) -> None:
        self._facts = facts
        self._today = today
        self._units = facts.all(Unit)
        self._departments = tuple(unit for unit in self._units if unit.kind is UnitKind.DEPARTMENT)

    @cached_property
    def _councils(self) -> Councils:
        return Councils(self._units)

    def things(self, *, leaving_out: Iterable[Owed] = ()) -> tuple[Thing, ...]:
        """All of them by the day to aim at, in an order that does not depend on how they are stored."""
        wanted = frozenset(Owed).difference(leaving_out)
        found = [thing for entry in entries(self._facts) for thing in self._of(entry, wanted)]
        return tuple(sorted(found, key=lambda thing: (thing.aim, thing.key)))

    def thing(self, item: DigestItem) -> Thing | None:
        """The thing that an item of some earlier day was about, if it is still open and its day has not moved."""
        entry = entry_of(self._facts, item.plan, item.task)
        if entry is None:
            return None
        found = (thing for thing in self._of(entry, {item.owed}) if thing.key == item.thing)
        return next((thing for thing in found if aims_at(item, thing.aim)), None)

    def _of(self, entry: Entry, wanted: Set[Owed]) -> Iterator[Thing]:
        """What there is of one task, of these kinds."""
        since = entry.plan.adopted_at
        if since is None:
            return
        if not wanted <= LASTING and not entry.done and not entry.waits:
            yield from self._asked(entry, since, wanted)
        if entry.task.opens is not None and aim(entry.task.deadline) is not None:
            yield from self._answers(entry, since, wanted)

    def _asked(self, entry: Entry, since: datetime, wanted: Set[Owed]) -> Iterator[Thing]:
        """What the office's part of a task asks, of whom it concerns: nothing of a movement that is over."""
        task = entry.task
        deadline = task.deadline
        aimed = aim(deadline)
        if Owed.PART in wanted:
            yield from self._parts(entry, since)
        if aimed is None:
            if Owed.SET_DAY in wanted:
                yield Thing(entry, Owed.SET_DAY, on_or_before(deadline.end), deadline.end, since)
            return
        is_past = self._today > deadline.end
        if Owed.TASK in wanted and not (is_past and task.kind is TaskKind.MOVEMENT):
            yield Thing(entry, Owed.TASK, aimed, deadline.end, since)
        if Owed.ESCALATED in wanted and is_past and task.kind not in MILD:
            for unit in leading(task, self._units):
                yield Thing(entry, Owed.ESCALATED, aimed, deadline.end, since, unit.id)
        if Owed.ATTEND in wanted and not is_past and task.kind in MEETINGS and self._councils.meeting_in(task):
            yield Thing(entry, Owed.ATTEND, aimed, deadline.end, since)

    def _parts(self, entry: Entry, since: datetime) -> Iterator[Thing]:
        plan, task = entry.plan.id, entry.task
        internal = internal_date(self._facts, plan, task.id)
        if internal is None:
            return
        aimed, begun = aim_of(internal), max(since, internal.at)
        for unit in partners(self._facts, task):
            if part_of(self._facts, plan, task.id, unit.id) is None:
                yield Thing(entry, Owed.PART, aimed, internal.day, begun, unit.id)

    def _answers(self, entry: Entry, since: datetime, wanted: Set[Owed]) -> Iterator[Thing]:
        """The answers that a task opens: of people, of departments, and who of a unit has not given any."""
        task = entry.task
        aimed = aim(task.deadline)
        if aimed is None or task.opens is None or (task.kind is TaskKind.MOVEMENT and self._today > task.deadline.end):
            return
        end = task.deadline.end
        if Owed(task.opens) in wanted:
            yield Thing(entry, Owed(task.opens), aimed, end, since)
        if Owed.UNIT_TITLE in wanted and task.opens is Opens.TITLE:
            for unit in self._departments:
                yield Thing(entry, Owed.UNIT_TITLE, aimed, end, since, unit.id)
        if Owed.UNANSWERED in wanted and self._today <= end and _asks_first(entry, self._today):
            for unit in self._units:
                if unit.head is not None:
                    yield Thing(entry, Owed.UNANSWERED, aimed, end, since, unit.id)


def leading(task: Task, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The department's units that lead a task, each department where all of them do."""
    return tuple(unit for unit in lead_units(task, units) if unit.kind is not UnitKind.EVERY)


def _asks_first(entry: Entry, today: date) -> bool:
    """Whether no other task of the plan that is still open asks for the same answers earlier."""
    task = entry.task
    others = (
        other
        for other in entry.plan.tasks
        if other.opens is task.opens and not other.withdrawn and aim(other.deadline) is not None
    )
    nearest = min((other.deadline.end, other.id) for other in others if other.deadline.end >= today)
    return nearest == (task.deadline.end, task.id)
