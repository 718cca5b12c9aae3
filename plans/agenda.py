"""What is due, overdue, open and done; whom a task concerns; who answers for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.deadlines import calendar_day, overdue_from, overlaps
from plans.model.duties import DoneReport
from plans.model.people import Person, Role, Unit, UnitKind
from plans.model.plan import DeadlineKind, Plan, Task, TaskProgress, task_key
from plans.store.port import Facts


@dataclass(frozen=True, slots=True)
class Entry:
    """A task in its plan with its progress: what answers, calendars and reminders are made of.

    While a `report` that it is done waits for the office's confirmation, it is neither done nor overdue.
    """

    plan: Plan
    task: Task
    progress: TaskProgress | None
    report: DoneReport | None = None

    @property
    def key(self) -> str:
        """The lasting key of the task."""
        return task_key(self.plan.id, self.task.id)

    @property
    def done(self) -> bool:
        """Whether the office's part is done."""
        return self.progress is not None

    @property
    def waits(self) -> bool:
        """Whether it has been said to be done, and the office has not confirmed it yet."""
        return self.report is not None and not self.done

    def is_overdue(self, today: date) -> bool:
        """Open past its last day; never for movements and unset deadlines, nor while it waits to be confirmed."""
        start = overdue_from(self.task.deadline, self.task.kind)
        return not self.done and not self.waits and start is not None and today >= start


def plan_in_force(facts: Facts, today: date) -> Plan | None:
    """The adopted plan of this year, else the latest of an earlier one, else the next."""
    adopted = [plan for plan in facts.all(Plan) if plan.adopted_at is not None]
    return min(adopted, key=lambda plan: (plan.year > today.year, abs(today.year - plan.year)), default=None)


def entries(facts: Facts) -> tuple[Entry, ...]:
    """Every task of every adopted plan that has not been withdrawn, by calendar day and then in the plan's order."""
    return tuple(entry for entry in entries_ever(facts) if not entry.task.withdrawn)


def entries_ever(facts: Facts) -> tuple[Entry, ...]:
    """As `entries`, with the withdrawn tasks: calendars show those as cancelled."""
    adopted = (plan for plan in facts.all(Plan) if plan.adopted_at is not None)
    found = [_entry(facts, plan, task) for plan in adopted for task in plan.tasks]
    return tuple(sorted(found, key=lambda entry: calendar_day(entry.task.deadline)))


def entry_of(facts: Facts, plan: str, task: str) -> Entry | None:
    """The entry of one task by the ids of plan and task; None unless its plan is adopted, and once it is withdrawn."""
    adopted = facts.get(Plan, plan)
    found = adopted.task(task) if adopted is not None and adopted.adopted_at is not None else None
    return _entry(facts, adopted, found) if adopted is not None and found is not None and not found.withdrawn else None


def _entry(facts: Facts, plan: Plan, task: Task) -> Entry:
    id = f"{plan.id}/{task.id}"
    return Entry(plan, task, facts.get(TaskProgress, id), facts.get(DoneReport, id))


def entry_by_key(facts: Facts, key: str) -> Entry | None:
    """The entry whose task has that lasting key."""
    return next((entry for entry in entries(facts) if entry.key == key), None)


def due_between(found: Iterable[Entry], start: date, end: date) -> tuple[Entry, ...]:
    """Set deadlines whose last day lies in the closed interval, done ones included."""
    return tuple(
        entry
        for entry in found
        if entry.task.deadline.kind is not DeadlineKind.UNSET and overlaps(entry.task.deadline, start, end)
    )


def unset_between(found: Iterable[Entry], start: date, end: date) -> tuple[Entry, ...]:
    """Deadlines not yet set whose quarter (or year) touches the closed interval."""
    return tuple(
        entry
        for entry in found
        if entry.task.deadline.kind is DeadlineKind.UNSET and overlaps(entry.task.deadline, start, end)
    )


def of_unit(found: Iterable[Entry], unit: Unit, units: Iterable[Unit]) -> tuple[Entry, ...]:
    """Entries a unit leads or cooperates in; a department also has those of "all departments"."""
    known = tuple(units)
    return tuple(entry for entry in found if takes_part(unit, entry.task, known))


def takes_part(unit: Unit, task: Task, units: Iterable[Unit]) -> bool:
    """Whether a unit leads or cooperates in a task, by its name or as one of all departments."""
    ids = {unit.id}
    if unit.kind is UnitKind.DEPARTMENT:
        ids |= {other.id for other in units if other.kind is UnitKind.EVERY}
    return bool(ids.intersection(task.units))


def concerns(entry: Entry, person: Person, units: Iterable[Unit]) -> bool:
    """Whether a task concerns a person: by their units, as one of the leadership or office, or by what it opens."""
    if person.roles & {Role.OFFICE, Role.LEADER} or entry.task.opens is not None:
        return True
    known = {unit.id: unit for unit in units}
    return any(
        unit is not None and bool(of_unit((entry,), unit, known.values()))
        for unit in (known.get(id) for id in person.units)
    )
