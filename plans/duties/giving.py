"""Giving a unit's task to one of its people, taking it back, handing it back. The manner of `plans.actions`.

A task is given by the head of the unit, or by the office. Whoever it is given to, taken from or handed back to is told,
unless they did it themselves.
"""

from datetime import date, datetime

from plans.agenda import Entry, entries, entry_by_key, entry_of, takes_part
from plans.audit import audit
from plans.duties.assigning import assignee, belongs, stands
from plans.duties.parts import internal_date, part_of, partners
from plans.duties.seeing_to import doers, is_away, stand_in
from plans.model.duties import Assignment
from plans.model.people import Person, Role, Unit, UnitKind
from plans.model.plan import Plan, Task
from plans.model.reminding import Notice
from plans.noticing import notify, recall
from plans.plain_text import printable
from plans.problems import Problem
from plans.rights import Action, lead_units, may, refusal
from plans.staff.leaving import RULE
from plans.staff.people import officers, person_here
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: Kinds of notices, about plan, task and unit: it is yours now; it is not any more; somebody hands it back; its
#: assignee has gone; the unit says that it is not its own; the office has given it to one of your people.
GIVEN, TAKEN, HANDED_BACK = "duty_given", "duty_taken", "duty_handed_back"
LAPSED, NOT_OURS, GIVEN_FOR_YOU = "duty_lapsed", "duty_not_ours", "duty_given_for_you"
#: The kind of notice by which a head is asked once, about a plan: who sees to what of the unit's?
TO_GIVE = "duty_to_give"
#: The longest reason.
REASON_LONGEST = 500


def given_units(facts: Facts, plan: str, task: Task) -> tuple[Unit, ...]:
    """The units whose people a task can be given to: those that lead; by an internal date, those that owe a part."""
    leads = lead_units(task, facts.all(Unit))
    parts = partners(facts, task) if internal_date(facts, plan, task.id) is not None else ()
    owing = tuple(unit for unit in parts if part_of(facts, plan, task.id, unit.id) is None)
    return tuple(unit for unit in (*leads, *owing) if unit.kind is not UnitKind.EVERY)


def own_units(facts: Facts, person: Person, plan: str, task: Task, today: date) -> tuple[Unit, ...]:
    """Those of them for which this person may say who sees to it."""
    return tuple(unit for unit in given_units(facts, plan, task) if may(Action.ASSIGN, person, today, (unit,)))


def people_for(facts: Facts, unit: Unit, today: date) -> tuple[Person, ...]:
    """Whom a unit's task can be given to."""
    return tuple(person for person in facts.all(Person) if person.is_here(today) and belongs(person, unit))


def unassigned(facts: Facts, person: Person, today: date) -> tuple[tuple[Entry, Unit], ...]:
    """The open tasks of the units that a person heads of which nobody in particular sees to."""
    return tuple(
        (entry, unit)
        for entry in entries(facts)
        if not entry.done and not entry.waits
        for unit in given_units(facts, entry.plan.id, entry.task)
        if unit.head == person.id and assignee(facts, entry.plan.id, entry.task.id, unit.id, today) is None
    )


def ask_heads(tx: Transaction, now: datetime, by: Person | None, plan: Plan) -> None:
    """Ask every head once who sees to the unit's tasks of a plan that has come into force; leaders are not asked."""
    today = day_in_hanoi(now)
    for id in dict.fromkeys(unit.head for unit in tx.all(Unit) if unit.head):
        head = person_here(tx, id, today)
        if head is None or Role.LEADER in head.roles or (by is not None and head.id == by.id):
            continue
        if any(entry.plan.id == plan.id for entry, _ in unassigned(tx, head, today)):
            notify(tx, now, head.id, TO_GIVE, plan.id, {"plan": plan.id})


def assign(
    tx: Transaction, now: datetime, by: Person, entry: Entry, unit: Unit, person: Person
) -> Assignment | Problem:
    """Give a unit's task to one of its people; to the same person again changes nothing."""
    today = day_in_hanoi(now)
    refused = _refusal(tx, Action.ASSIGN, by, entry, unit, today)
    if refused is not None:
        return refused
    if person not in people_for(tx, unit, today):
        return Problem("duty.not_of_unit", {"name": printable(person.name), "unit": printable(unit.name)})
    before = assignee(tx, entry.plan.id, entry.task.id, unit.id, today)
    if before is not None and before.person == person.id:
        return before
    made = Assignment(entry.plan.id, entry.task.id, unit.id, person.id, by.id, now)
    tx.put(made)
    audit(tx, now, by, "assign", f"{made.id}/{person.id}")
    if before is not None:
        _tell_taken(tx, now, by, before)
    recall(tx, person.id, TAKEN, made.id)
    values = {**_values(made), "by": by.id}
    if person.id != by.id:
        notify(tx, now, person.id, GIVEN, made.id, values)
    for id in told_for(tx, unit, today):
        if id not in (by.id, person.id) and unit.head == id:
            notify(tx, now, id, GIVEN_FOR_YOU, made.id, {**values, "who": person.id})
    return made


def take_back(tx: Transaction, now: datetime, by: Person, entry: Entry, unit: Unit) -> Assignment | Problem:
    """Let the head see to it again; the assignment that ended."""
    today = day_in_hanoi(now)
    refused = _refusal(tx, Action.ASSIGN, by, entry, unit, today)
    if refused is not None:
        return refused
    before = assignee(tx, entry.plan.id, entry.task.id, unit.id, today)
    if before is None:
        return Problem("duty.nobody_assigned", {"task": printable(entry.task.title)})
    tx.delete(Assignment, before.id)
    audit(tx, now, by, "unassign", f"{before.id}/{before.person}")
    _tell_taken(tx, now, by, before)
    return before


def hand_back(
    tx: Transaction, now: datetime, by: Person, entry: Entry, unit: Unit, reason: str = ""
) -> tuple[str, ...] | Problem:
    """Không phải việc của tôi: back to the head; from a head on to the office. Ids of those who are told.

    What was given to nobody stays the head's: it is for the office to say whose it is.
    """
    today = day_in_hanoi(now)
    plan, task = entry.plan.id, entry.task
    before = assignee(tx, plan, task.id, unit.id, today)
    assigned = by.id in doers(tx, plan, task, unit, today)
    gone = refusal(Action.ASK, by, today) or _gone(tx, entry, unit)
    if gone is not None:
        return gone
    allowed = may(Action.GIVE_BACK, by, today, (unit,), assigned=assigned)
    if not allowed or (before is not None and not assigned):
        return Problem("duty.not_yours", {"task": printable(task.title)})
    written = printable(reason)
    if len(written) > REASON_LONGEST:
        return Problem("duty.note_too_long", {"longest": str(REASON_LONGEST), "length": str(len(written))})
    about = f"{plan}/{task.id}/{unit.id}"
    values = {"plan": plan, "task": task.id, "unit": unit.id, "who": by.id, "reason": written}
    office = tuple(id for id in _office(tx, today) if id != by.id)
    if before is None:
        audit(tx, now, by, "not_ours", f"{about}/{by.id}", written)
        told, kind = office, NOT_OURS
    else:
        tx.delete(Assignment, before.id)
        audit(tx, now, by, "hand_back", f"{about}/{before.person}", written)
        _tell_taken(tx, now, by, before)
        told, kind = tuple(id for id in _asked_whose(tx, unit, today) if id != by.id) or office, HANDED_BACK
    for id in told:
        notify(tx, now, id, kind, about, values)
    return told


def drop_lapsed(tx: Transaction, now: datetime) -> tuple[Assignment, ...]:
    """End the assignments of those who have left the department or the unit; who heads the unit is told.

    One whose task is withdrawn or has gone to another unit is only ignored: it stands again if that is taken back.
    """
    today = day_in_hanoi(now)
    ended = []
    for each in [each for each in tx.all(Assignment) if not stands(tx, each, today)]:
        unit, entry = tx.get(Unit, each.unit), entry_of(tx, each.plan, each.task)
        if unit is None or entry is None or not takes_part(unit, entry.task, tx.all(Unit)):
            continue
        tx.delete(Assignment, each.id)
        audit(tx, now, RULE, "assignment_lapsed", f"{each.id}/{each.person}")
        recall(tx, each.person, GIVEN, each.id)
        if not entry.done:
            for id in _asked_whose(tx, unit, today):
                notify(tx, now, id, LAPSED, each.id, {**_values(each), "who": each.person})
        ended.append(each)
    return tuple(ended)


def told_for(facts: Facts, unit: Unit, today: date) -> tuple[str, ...]:
    """Ids of who hears what concerns a unit's task: its head; the office where there is none, or a leader heads it.

    During the head's leave it is whoever stands in for them.
    """
    head = person_here(facts, unit.head or "", today)
    if head is None or Role.LEADER in head.roles:
        return _office(facts, today)
    if not is_away(facts, head.id, today):
        return (head.id,)
    instead = stand_in(facts, head.id, today)
    return (instead.id,) if instead is not None else _office(facts, today)


def _asked_whose(facts: Facts, unit: Unit, today: date) -> tuple[str, ...]:
    """Ids of who is asked whose a task is: `told_for`, and the office while the head, who could give it, is away."""
    told = told_for(facts, unit, today)
    return told if unit.head in told else tuple(dict.fromkeys((*told, *_office(facts, today))))


def _office(facts: Facts, today: date) -> tuple[str, ...]:
    return tuple(person.id for person in officers(facts, today))


def _refusal(facts: Facts, action: Action, by: Person, entry: Entry, unit: Unit, today: date) -> Problem | None:
    """Why this cannot be done to a unit's task now."""
    return refusal(action, by, today, (unit,)) or _gone(facts, entry, unit)


def _gone(facts: Facts, entry: Entry, unit: Unit) -> Problem | None:
    """Why nobody can be charged with it any more: withdrawn, gone to another unit, done or waiting to be confirmed."""
    current = entry_by_key(facts, entry.key)
    title = {"task": printable(entry.task.title)}
    if current is None:
        return Problem("action.task_withdrawn", title)
    if unit not in given_units(facts, current.plan.id, current.task):
        return Problem("duty.not_the_units", {**title, "unit": printable(unit.name)})
    if current.done:
        return Problem("duty.done_already", title)
    return Problem("duty.waits_already", title) if current.waits else None


def _tell_taken(tx: Transaction, now: datetime, by: Person, before: Assignment) -> None:
    """Whoever was not told yet that it is theirs need not hear that it is not."""
    told = tx.get(Notice, f"{before.person}/{GIVEN}/{before.id}") is None
    recall(tx, before.person, GIVEN, before.id)
    if told and before.person != by.id:
        notify(tx, now, before.person, TAKEN, before.id, {**_values(before), "by": by.id})


def _values(assignment: Assignment) -> dict[str, str]:
    return {"plan": assignment.plan, "task": assignment.task, "unit": assignment.unit}
