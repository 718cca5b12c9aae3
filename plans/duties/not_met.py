"""A meeting whose day is over and that has not met: the office is told, and sets another day."""

from datetime import datetime

from plans.agenda import Entry, entry_by_key
from plans.audit import audit
from plans.duties.seeing_to import duty_refusal
from plans.model.people import Person
from plans.model.plan import TaskKind
from plans.noticing import notify
from plans.plain_text import printable
from plans.problems import Problem
from plans.rights import Action
from plans.staff.people import officers
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi

#: The kind of notice, about plan and task.
NOT_MET = "not_met"


def say_not_met(tx: Transaction, now: datetime, by: Person, entry: Entry) -> Entry | Problem:
    """Chưa họp: tell the office that a meeting has not taken place on its day."""
    today = day_in_hanoi(now)
    current = entry_by_key(tx, entry.key)
    if current is None or current.task.kind is not TaskKind.MEETING:
        return Problem("action.task_withdrawn", {"task": printable(entry.task.title)})
    refused = duty_refusal(tx, Action.MARK_DONE, by, entry.plan.id, current.task, today)
    if refused is not None:
        return refused
    about = f"{current.plan.id}/{current.task.id}"
    audit(tx, now, by, "say_not_met", about)
    for person in officers(tx, today):
        if person.id != by.id:
            values = {"plan": current.plan.id, "task": current.task.id, "who": by.id}
            notify(tx, now, person.id, NOT_MET, about, values)
    return current
