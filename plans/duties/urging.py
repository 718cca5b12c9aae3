"""Nhắc đơn vị: telling whoever sees to a task of it, by hand, at most once a working day.

The manner of `plans.actions`. A leader or the office reminds every unit that leads the task, a head their own. It goes
out in working hours.
"""

from datetime import date, datetime

from plans.agenda import Entry, entry_by_key
from plans.audit import audit
from plans.duties.collecting import asked_of
from plans.duties.giving import told_for
from plans.hours import goes_out
from plans.model.duties import TaskUrging
from plans.model.people import Person, Unit, UnitKind
from plans.noticing import notify
from plans.plain_text import printable
from plans.problems import Problem
from plans.rights import Action, lead_units, may, refusal
from plans.store.port import Facts, Transaction
from plans.working_days import HANOI, day_in_hanoi

#: The kind of notice, about plan and task.
TASK_URGED = "task_urged"
#: So many people are named in a refusal.
NAMED = 8


def urge_task(tx: Transaction, now: datetime, by: Person, entry: Entry) -> TaskUrging | Problem:
    """Remind whoever sees to a task in each unit that leads it; those who were told today are not told again."""
    today = day_in_hanoi(now)
    refused = refusal(Action.URGE_TASK, by, today, lead_units(entry.task, tx.all(Unit)))
    current = entry_by_key(tx, entry.key)
    if refused is not None or current is None:
        return refused or Problem("action.task_withdrawn", {"task": printable(entry.task.title)})
    if current.done or current.waits:
        return Problem("urge.task_done" if current.done else "urge.task_waits")
    earlier = task_urged(tx, current, today)
    told = earlier.told if earlier is not None else ()
    reached = reminded_of(tx, current, by, today)
    waiting = tuple(id for id in reached if id not in told)
    if not waiting:
        return _already(tx, earlier) if earlier is not None and reached else Problem("urge.task_nobody")
    made = TaskUrging(current.plan.id, current.task.id, now, by.id, goes_out(now), (*told, *waiting))
    for id in waiting:
        values = {"plan": made.plan, "task": made.task, "by": by.id}
        notify(tx, now, id, TASK_URGED, made.id, values)
    tx.put(made)
    audit(tx, now, by, "urge_task", made.id, str(len(waiting)))
    return made


def reminded_of(facts: Facts, entry: Entry, by: Person, today: date) -> tuple[str, ...]:
    """Ids of those whom a person would remind of a task: of each unit that leads it, as far as that is up to them."""
    leads = (unit for unit in lead_units(entry.task, facts.all(Unit)) if unit.kind is not UnitKind.EVERY)
    units = [unit for unit in leads if may(Action.URGE_TASK, by, today, (unit,))]
    found = (id for unit in units for id in asked_of(facts, entry, unit, today) or told_for(facts, unit, today))
    return tuple(id for id in dict.fromkeys(found) if id != by.id)


def task_urged(facts: Facts, entry: Entry, today: date) -> TaskUrging | None:
    """The reminder of that day, if there was one: asked for on it, waiting on it, or going out on it."""
    found = facts.get(TaskUrging, f"{entry.plan.id}/{entry.task.id}")
    return found if found is not None and day_in_hanoi(found.at) <= today <= day_in_hanoi(found.goes) else None


def _already(facts: Facts, urging: TaskUrging) -> Problem:
    """Who has reminded them already, and when."""
    at, goes = urging.at.astimezone(HANOI), urging.goes.astimezone(HANOI)
    names = [_name(facts, id) for id in urging.told]
    values = {
        "who": _name(facts, urging.by),
        "names": ", ".join(names if len(names) <= NAMED else [*names[:NAMED], "…"]),
        "asked": f"{at:%H:%M %d/%m/%Y}",
        "goes": f"{goes:%H:%M %d/%m/%Y}",
    }
    return Problem("urge.task_told_waits" if urging.goes > urging.at else "urge.task_told", values)


def _name(facts: Facts, id: str) -> str:
    found = facts.get(Person, id)
    return printable(found.name) if found is not None else id
