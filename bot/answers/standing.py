"""Where one person stands: what they answered on titles and innovations."""

from bot.talk import Talk
from plans.model import Answer, Innovation, Opens, Person, Plan, Registration
from plans.store.port import Facts


def answer_of(facts: Facts, plan: Plan, person: Person, kind: Opens) -> Answer | None:
    """A person's standing answer; None while they owe one."""
    if kind is Opens.TITLE:
        found = facts.get(Registration, f"{plan.id}/{person.id}")
        return found.answer if found and found.answer is not Answer.WITHDRAWN else None
    answers = {idea.answer for idea in ideas_of(facts, plan, person)}
    return next((answer for answer in (Answer.REGISTERED, Answer.DECLINED) if answer in answers), None)


def ideas_of(facts: Facts, plan: Plan, person: Person) -> tuple[Innovation, ...]:
    """A person's innovations in a plan, withdrawn ones included."""
    return tuple(idea for idea in facts.all(Innovation) if idea.plan == plan.id and idea.person == person.id)


def own_state(talk: Talk, plan: Plan, kind: Opens) -> str:
    """The asker's own answer as a sentence."""
    answer = answer_of(talk.tx, plan, talk.person, kind)
    return talk.say(f"answer.own_{kind}_{answer or 'missing'}")
