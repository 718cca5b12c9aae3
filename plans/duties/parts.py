"""Parts of cooperating units: by when they are to be handed in inside the department, and who still owes one.

The office sets an internal date ("các phòng gửi trước 10/6"); the plan's own date stays the lead unit's. A unit that
leads has no part beside the task itself. Without an internal date nobody owes a part, nor once the task is done or
waits for the office's confirmation.
"""

from datetime import date

from plans.agenda import Entry
from plans.model.duties import InternalDate, UnitPart
from plans.model.people import Unit, UnitKind
from plans.model.plan import Task
from plans.rights import lead_units
from plans.store.port import Facts
from plans.working_days import before, on_or_before


def internal_date(facts: Facts, plan: str, task: str) -> InternalDate | None:
    """By when cooperating units hand in their part of a task (ids of plan and task); None while no day is set."""
    found = facts.get(InternalDate, f"{plan}/{task}")
    return found if found is not None and not found.withdrawn else None


def part_of(facts: Facts, plan: str, task: str, unit: str) -> UnitPart | None:
    """A unit's part of a task, if it has been handed in."""
    return facts.get(UnitPart, f"{plan}/{task}/{unit}")


def aim_of(internal: InternalDate) -> date:
    """The working day that reminders of a part aim at."""
    return before(internal.day) if internal.before else on_or_before(internal.day)


def partners(facts: Facts, task: Task) -> tuple[Unit, ...]:
    """The department's own units that cooperate in a task and do not lead it, in the roster's order.

    "All departments" stands for each department; councils and organisations take part only by their name.
    """
    units = facts.all(Unit)
    leads = {unit.id for unit in lead_units(task, units)}
    named = {body.unit for body in task.cooperating}
    every = any(unit.id in named and unit.kind is UnitKind.EVERY for unit in units)
    return tuple(
        unit
        for unit in units
        if unit.id not in leads
        and unit.kind is not UnitKind.EVERY
        and (unit.id in named or (every and unit.kind is UnitKind.DEPARTMENT))
    )


def units_owing(facts: Facts, entry: Entry) -> tuple[Unit, ...]:
    """The units whose part of a task is still to be handed in by its internal date."""
    plan, task = entry.plan.id, entry.task
    if entry.done or entry.waits or task.withdrawn or internal_date(facts, plan, task.id) is None:
        return ()
    return tuple(unit for unit in partners(facts, task) if part_of(facts, plan, task.id, unit.id) is None)
