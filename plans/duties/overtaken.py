"""Internal dates that a moved deadline has overtaken, so that units would hand in after it: the office is told."""

from collections.abc import Iterable
from datetime import datetime

from plans.duties.parts import internal_date
from plans.model.duties import InternalDate
from plans.model.plan import DeadlineKind, Plan, Task, TaskProgress
from plans.noticing import notify
from plans.staff.people import officers
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: The kind of notice, about plan and task.
OVERTAKEN = "part_overtaken"


def overtaken(facts: Facts, plan: Plan, task: Task) -> InternalDate | None:
    """The internal date of an open task that lies after the plan's own; None where all is well."""
    found = internal_date(facts, plan.id, task.id)
    if found is None or task.withdrawn or task.deadline.kind is DeadlineKind.UNSET:
        return None
    if facts.get(TaskProgress, found.id) is not None:
        return None
    return found if found.day > task.deadline.end else None


def tell_office(tx: Transaction, now: datetime, plan: Plan, moved: Iterable[Task]) -> None:
    """Tell the office of those of these tasks, as they are now, whose internal date has been overtaken."""
    for task in moved:
        if overtaken(tx, plan, task) is not None:
            for person in officers(tx, day_in_hanoi(now)):
                notify(tx, now, person.id, OVERTAKEN, f"{plan.id}/{task.id}", {"plan": plan.id, "task": task.id})
