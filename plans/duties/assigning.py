"""Giao việc: the one person of a unit who sees to its task; a unit that leads, or cooperates by an internal date.

An assignment lapses by itself when its person leaves the department or the unit, or when the unit has nothing to do
with the task any more; then the head of the unit sees to it again.
"""

from datetime import date

from plans.agenda import takes_part
from plans.model.duties import Assignment
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.staff.people import person_here
from plans.store.port import Facts


def assignee(facts: Facts, plan: str, task: str, unit: str, today: date) -> Assignment | None:
    """Who sees to a unit's task by their ids; None when nobody has been assigned, or it has lapsed."""
    found = facts.get(Assignment, f"{plan}/{task}/{unit}")
    return found if found is not None and stands(facts, found, today) else None


def stands(facts: Facts, assignment: Assignment, today: date) -> bool:
    """Whether the person can still see to it: here, of the unit, and the unit of the task."""
    plan, unit = facts.get(Plan, assignment.plan), facts.get(Unit, assignment.unit)
    task = plan.task(assignment.task) if plan is not None else None
    person = person_here(facts, assignment.person, today)
    if task is None or task.withdrawn or unit is None or person is None:
        return False
    return belongs(person, unit) and takes_part(unit, task, facts.all(Unit))


def belongs(person: Person, unit: Unit) -> bool:
    """Whether a unit's task can be given to a person: its members, and its head wherever they are at home."""
    return unit.id in person.units or unit.head == person.id
