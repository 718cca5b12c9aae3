"""Going on after a clock that ran ahead: what was planned up to a later instant would be silent until then.

A clock that goes back plans nothing, so nothing is said twice. Where it was far ahead by mistake, the office is told,
and may have reminders planned from now on.
"""

from datetime import datetime, timedelta

from plans.audit import audit
from plans.model.people import Department, Person
from plans.model.reminding import PlannedThrough
from plans.noticing import notify
from plans.problems import Problem
from plans.reminding.calling import PLANNED
from plans.rights import Action, refusal
from plans.staff.people import officers
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: The kind of notice; it is about the day up to which everything is planned.
CLOCK_AHEAD = "clock_ahead"
#: A clock set back by less than this is set right, by more it may have been far ahead by mistake.
A_DAY = timedelta(days=1)


def planned_ahead(facts: Facts, now: datetime) -> datetime | None:
    """Up to when everything is planned, where that is far ahead of the clock; the demo's clock may be moved at will."""
    department = facts.get(Department, "department")
    if department is not None and department.demo:
        return None
    planned = facts.get(PlannedThrough, PLANNED)
    return planned.at if planned is not None and planned.at > now + A_DAY else None


def tell_of_clock(tx: Transaction, now: datetime, through: datetime) -> None:
    """Let the office know that nobody is reminded until then."""
    for person in officers(tx, day_in_hanoi(now)):
        notify(tx, now, person.id, CLOCK_AHEAD, day_in_hanoi(through).isoformat())


def resume(tx: Transaction, now: datetime, by: Person) -> PlannedThrough | Problem:
    """Plan from now on; what the clock that was ahead has told already may come once more on its own day."""
    refused = refusal(Action.MANAGE_REMINDERS, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    if planned_ahead(tx, now) is None:
        return Problem("remind.nothing_ahead")
    made = PlannedThrough(now)
    tx.put(made)
    audit(tx, now, by, "resume_reminders", made.id)
    return made
