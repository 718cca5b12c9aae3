"""What stands of the answers that a plan asks for: titles, of a person or a unit, and innovations, of a person."""

from collections.abc import Mapping
from datetime import date

from plans.model.answers import LATER, Answer, Innovation, Registration
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


def rests_on(facts: Facts, registration: Registration) -> Innovation | None:
    """The innovation that a registration rests on, while it stands; of a promised one, the first registered since."""
    if registration.innovation == LATER:
        return next(
            (
                each
                for each in facts.all(Innovation)
                if each.plan == registration.plan
                and each.answer is Answer.REGISTERED
                and registration.subject in (each.person, *co_authors(each))
            ),
            None,
        )
    linked = facts.get(Innovation, registration.innovation) if registration.innovation else None
    return linked if linked is not None and linked.answer is Answer.REGISTERED else None


def promises(registration: Registration) -> bool:
    """Whether a registration says that it rests on an innovation, registered already or to be registered later."""
    return registration.answer is Answer.REGISTERED and bool(registration.innovation)


def answer_of(facts: Facts, plan: Plan, person: Person, kind: Opens) -> Answer | None:
    """A person's standing answer; None while they owe one.

    Whoever promised an innovation with their title owes it, also when they had answered that there is none.
    """
    registration = registration_of(facts, plan, person)
    if kind is Opens.TITLE:
        return None if registration is None else registration.answer
    answers = {each.answer for each in innovations_of(facts, plan, person)}
    if Answer.REGISTERED in answers or any(person.id in co_authors(each) for each in _shared(facts, plan)):
        return Answer.REGISTERED
    if Answer.DECLINED not in answers:
        return None
    promised = registration is not None and promises(registration) and rests_on(facts, registration) is None
    return None if promised else Answer.DECLINED


def answers_by_person(facts: Facts, plan: Plan, kind: Opens) -> Mapping[str, Answer]:
    """Each person's standing answer, as `answer_of` says it of one, in one walk; who owes one is not there."""
    titles = [each for each in facts.all(Registration) if each.plan == plan.id and not each.collective]
    if kind is Opens.TITLE:
        return {each.subject: each.answer for each in titles if each.answer is not Answer.WITHDRAWN}
    ideas = [idea for idea in facts.all(Innovation) if idea.plan == plan.id]
    declined = {idea.person for idea in ideas if idea.answer is Answer.DECLINED}
    for each in titles:
        # Whoever has registered the promised innovation since stands among the authors.
        if each.subject not in declined or not promises(each):
            continue
        if each.innovation == LATER or rests_on(facts, each) is None:
            declined.discard(each.subject)
    authors = {
        person for idea in ideas if idea.answer is Answer.REGISTERED for person in (idea.person, *co_authors(idea))
    }
    return dict.fromkeys(declined, Answer.DECLINED) | dict.fromkeys(authors, Answer.REGISTERED)


def co_authors(innovation: Innovation) -> tuple[str, ...]:
    """The people who have confirmed that they are authors of an innovation beside whoever registered it.

    They have registered one, too: nobody asks them for another.
    """
    if innovation.answer is not Answer.REGISTERED:
        return ()
    return tuple(each.person for each in innovation.authors if each.person != innovation.person and each.confirmed)


def _shared(facts: Facts, plan: Plan) -> tuple[Innovation, ...]:
    return tuple(each for each in facts.all(Innovation) if each.plan == plan.id and each.authors)


def came_in_time(person: Person, closing: date | None) -> bool:
    """Whether a person could still answer: who started after the last day is neither asked nor counted as missing."""
    return closing is None or person.started is None or person.started <= closing
