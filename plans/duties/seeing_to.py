"""Who sees to a task: its assignee, else the head of its lead unit; during leave, whoever stands in for them."""

from datetime import date

from plans.duties.assigning import assignee, stands
from plans.model.duties import Assignment, DoneReport
from plans.model.people import Person, Unit
from plans.model.plan import Plan, Task, TaskProgress
from plans.model.reminding import ReminderSettings
from plans.problems import Problem
from plans.rights import Action, lead_units, may, refusal
from plans.staff.people import person_here
from plans.store.port import Facts


def is_away(facts: Facts, person: str, today: date) -> bool:
    """Whether a person (by id) is on leave that day."""
    settings = facts.get(ReminderSettings, person)
    return settings is not None and settings.is_away(today)


def stand_in(facts: Facts, person: str, today: date) -> Person | None:
    """Who stands in for a person (by id) on leave that day; None: not away, or nobody named who is here and at work."""
    settings = facts.get(ReminderSettings, person)
    if settings is None or not settings.is_away(today) or is_away(facts, settings.stand_in, today):
        return None
    return person_here(facts, settings.stand_in, today)


def doers(facts: Facts, plan: str, task: Task, unit: Unit, today: date) -> frozenset[str]:
    """Ids of those who see to a unit's task because it was given to them, or because they stand in for who would.

    Where the assignee is away and nobody stands in, the head sees to it, or who stands in for the head.
    """
    given = assignee(facts, plan, task.id, unit.id, today)
    found = [given.person] if given is not None else []
    for owner in (*found, unit.head or ""):
        if not is_away(facts, owner, today):
            break
        instead = stand_in(facts, owner, today)
        if instead is not None:
            return frozenset([*found, instead.id])
    return frozenset(found)


def sees_to(facts: Facts, person: Person, plan: str, task: Task, today: date) -> bool:
    """Whether a task was given to a person by a lead unit, or the person stands in for who would see to it."""
    return any(person.id in doers(facts, plan, task, unit, today) for unit in lead_units(task, facts.all(Unit)))


def sees_to_any(facts: Facts, person: Person, today: date) -> bool:
    """Whether there may be a task that a person sees to without heading a unit: what opens commands and buttons."""
    replaced = {each.person for each in facts.all(ReminderSettings) if each.stand_in == person.id}
    absent = {id for id in replaced if stand_in(facts, id, today) is not None}
    if any(unit.head in absent for unit in facts.all(Unit)):
        return True
    theirs = (each for each in facts.all(Assignment) if each.person in absent or each.person == person.id)
    return any(stands(facts, each, today) for each in theirs)


def all_doers(facts: Facts, today: date) -> frozenset[str]:
    """Ids of everybody of whom `sees_to_any` holds, for many questions at once."""
    given = {each.person for each in facts.all(Assignment) if stands(facts, each, today)}
    heads = {unit.head for unit in facts.all(Unit) if unit.head}
    instead = (stand_in(facts, id, today) for id in given | heads)
    return frozenset(given | {each.id for each in instead if each is not None})


def may_see_to(facts: Facts, action: Action, person: Person | None, plan: str, task: Task, today: date) -> bool:
    """Whether a person may do this to a task: by a role, as a head of a lead unit, or because they see to it."""
    if may(action, person, today, lead_units(task, facts.all(Unit))):
        return True
    return person is not None and may(action, person, today, assigned=sees_to(facts, person, plan, task, today))


def duty_refusal(facts: Facts, action: Action, by: Person, plan: str, task: Task, today: date) -> Problem | None:
    """Why a person may not do this to a task, or None when they may."""
    if may_see_to(facts, action, by, plan, task, today):
        return None
    return refusal(action, by, today)


def may_see_evidence(facts: Facts, person: Person, done: TaskProgress | DoneReport, today: date) -> bool:
    """Whether a person sees what shows that a task is done: who said so, who may say so, the office and leaders."""
    plan = facts.get(Plan, done.plan)
    task = plan.task(done.task) if plan is not None else None
    if not person.is_here(today) or task is None:
        return False
    by = done.done_by if isinstance(done, TaskProgress) else done.by
    if by == person.id or may(Action.SEE_REGISTRATIONS, person, today):
        return True
    return may_see_to(facts, Action.MARK_DONE, person, done.plan, task, today)
