"""What stands of the answers that a plan asks for: titles, of a person or a unit, and innovations, of a person."""

from datetime import date

from plans.model.answers import Answer, Innovation, Registration
from plans.model.people import Person, Unit
from plans.model.plan import Opens, Plan
from plans.store.port import Facts


def registration_of(facts: Facts, plan: Plan, subject: Person | Unit) -> Registration | None:
    """A subject's registration while it stands; one that was withdrawn does not."""
    found = facts.get(Registration, f"{plan.id}/{subject.id}")
    return None if found is None or found.answer is Answer.WITHDRAWN else found


def innovations_of(facts: Facts, plan: Plan, person: Person) -> tuple[Innovation, ...]:
    """Everything a person answered on innovations, withdrawn ones included, in the order it was first given."""
    return tuple(each for each in facts.all(Innovation) if each.plan == plan.id and each.person == person.id)


def answer_of(facts: Facts, plan: Plan, person: Person, kind: Opens) -> Answer | None:
    """A person's standing answer; None while they owe one."""
    if kind is Opens.TITLE:
        registration = registration_of(facts, plan, person)
        return None if registration is None else registration.answer
    answers = {each.answer for each in innovations_of(facts, plan, person)}
    return next((answer for answer in (Answer.REGISTERED, Answer.DECLINED) if answer in answers), None)


def came_in_time(person: Person, closing: date | None) -> bool:
    """Whether a person could still answer: who started after the last day is neither asked nor counted as missing."""
    return closing is None or person.started is None or person.started <= closing
