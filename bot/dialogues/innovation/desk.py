"""What the steps of an innovation's dialogue share: whose it is, which one is open, and a step shown under a remark."""

from bot.dialogues.turns import labelled
from bot.messages import Choice, Reply
from bot.presses import mark
from bot.talk import Talk, one_line
from bot.words.names import unit_name
from plans.innovation.rules import may_see
from plans.model.answers import Answer, Innovation
from plans.model.people import Person
from plans.model.plan import Plan
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.staff.people import find_people


def plan_of(talk: Talk, dialogue: Dialogue) -> Plan | None:
    """The plan that the dialogue is about."""
    return talk.tx.get(Plan, dialogue.values.get("plan", ""))


def whose(talk: Talk, dialogue: Dialogue) -> Person:
    """Whose innovations it is about: the speaker's own, unless they answer for somebody else."""
    return talk.tx.get(Person, dialogue.values.get("person", "")) or talk.person


def idea_of(talk: Talk, dialogue: Dialogue) -> Innovation | None:
    """The innovation that is open in the dialogue, while the speaker may see it."""
    found = talk.tx.get(Innovation, dialogue.values.get("id", ""))
    return found if found is not None and may_see(talk.tx, found, talk.person, talk.today) else None


def marked(talk: Talk, word: str) -> Innovation | None:
    """The innovation that a button names, while the speaker may see it."""
    found = next((each for each in talk.tx.all(Innovation) if mark(each.id) == word), None)
    return found if found is not None and may_see(talk.tx, found, talk.person, talk.today) else None


def asked_of(talk: Talk, plan: Plan | None, person: Person) -> tuple[Innovation, ...]:
    """The innovations that a person is asked to confirm as a co-author."""
    return tuple(
        idea
        for idea in talk.tx.all(Innovation)
        if plan is not None
        and idea.plan == plan.id
        and idea.answer is Answer.REGISTERED
        and idea.person != person.id
        and any(author.person == person.id and author.confirmed is None for author in idea.authors)
    )


def heading(talk: Talk, dialogue: Dialogue) -> str:
    """What the dialogue is about."""
    idea = idea_of(talk, dialogue)
    if idea is not None and idea.number:
        return talk.say("innovation.heading", number=idea.number)
    plan, person = plan_of(talk, dialogue), whose(talk, dialogue)
    year = plan.year if plan else talk.today.year
    if person.id != talk.person.id:
        return talk.say("innovation.heading_for", year=year, name=one_line(person.name))
    return talk.say("dialogue.idea_heading", year=year)


def under(talk: Talk, problem: Problem, shown: Reply) -> Reply:
    """The open step once more, under what was wrong with the answer to it."""
    return shown.below(talk.trouble(problem))


def candidates(talk: Talk, text: str, known: frozenset[str] | None = None) -> tuple[Person, ...]:
    """Who is meant by a typed name, of those who are here (and among `known`)."""
    return tuple(
        person
        for person in find_people(talk.tx, text)
        if person.is_here(talk.today) and (known is None or person.id in known)
    )


def person_button(talk: Talk, dialogue: Dialogue, deed: str, person: Person) -> Choice:
    """A person to choose, by name and unit."""
    unit = one_line(unit_name(talk.tx, person.unit), 25)
    return labelled(
        talk.say("innovation.person", name=one_line(person.name, 40), unit=unit), dialogue, deed, mark(person.id)
    )
