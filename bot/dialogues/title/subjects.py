"""The beginning of a form for a subject: whom it is for, what stands, what was named; the deeds that choose it."""

from collections.abc import Iterable

from bot.dialogues.title.form import NAME, NONE, Form, basis_of, kept, written
from bot.dialogues.title.moving import towards
from bot.dialogues.title.pages import show
from bot.dialogues.title.people import (
    listed_ids,
    named_people,
    named_units,
    people_for,
    units_for,
)
from bot.dialogues.title.words import named_in
from bot.dialogues.turns import (
    ended,
    stale,
)
from bot.messages import Reply
from bot.presses import mark
from bot.talk import Answer, Talk
from plans.catalogue.titles import Award, Field
from plans.model.answers import LATER, Registration
from plans.model.people import Person, Unit
from plans.model.reaching import Dialogue
from plans.problems import Problem
from plans.registrations.registering import answer_refusal
from plans.registrations.rules import may_take_late


def values_for(talk: Talk, plan: str, subject: Person | Unit) -> dict[str, str]:
    """The values of a form about a subject."""
    last = talk.tx.get(Registration, f"{plan}/{subject.id}")
    collective = "yes" if isinstance(subject, Unit) else ""
    return {"subject": subject.id, "collective": collective, "basis": basis_of(last), "reason": ""}


def refused_to(form: Form) -> Problem | None:
    """Why nothing can be answered for the subject, unless the office only has to give its reason."""
    refused = answer_refusal(form.talk.tx, form.talk.now, form.talk.person, form.subject, form.plan)
    if refused is not None and may_take_late(form.talk.person, refused, form.talk.today):
        return None
    return refused


def opened(form: Form, subject: Person | Unit) -> Reply:
    """The first step once it is known for whom: refuse early, show what stands, or ask; what was named is kept."""
    talk = form.talk
    form = form.at("choose", **values_for(talk, form.value("plan"), subject))
    refused = refused_to(form)
    if refused is not None:
        return ended(talk, NAME, refused)
    named = next((each for each in _every(form) if each.id == form.value("wanted")), None)
    if named is not None:
        return _named(form, named)
    step = "current" if form.standing is not None else "choose"
    return towards(form.at(step, **kept(form.last)), step)


def _every(form: Form) -> Iterable[Award]:
    return (*form.awards(Field.TITLE), *form.awards(Field.COMMENDATION))


def _named(form: Form, named: Award) -> Reply:
    """A title named in a sentence goes straight to the confirmation; what else stands is kept."""
    talk = form.talk
    said = named_in(talk, form.awards(Field.COMMENDATION), talk.incoming.text)
    form = form.at("choose", **kept(form.last), wanted="")
    commendations = written((*form.commendations, *said))
    titles = [named.id] if named.field is Field.TITLE else named_in(talk, form.awards(Field.TITLE), talk.incoming.text)
    if len(titles) == 1:
        form = form.at("choose", title=titles[0])
    if named.field is Field.TITLE:
        form = form.at("choose", commendations=commendations)
    else:
        form = form.at("choose", commendations=written((*commendations.split(), named.id)))
        if form.registered is None and form.title is None:
            return towards(form.at("choose", edit="yes"), "choose")
    if form.forbidden is not None and not form.may_except:
        return towards(form.at("choose", title=NONE), "choose")
    return towards(_with_innovation(form), "confirm")


def _with_innovation(form: Form) -> Form:
    """With the only innovation there is, or one to come, where the title asks for one and none is chosen."""
    if form.innovation or not form.asks_for_innovation:
        return form
    return form.at(form.step, idea=form.ideas[0].id if len(form.ideas) == 1 else LATER)


def for_self(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """For the speaker."""
    return opened(Form(talk, dialogue), talk.person)


def for_unit(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """For a unit."""
    unit = next((unit for unit in units_for(talk) if mark(unit.id) == word), None)
    return opened(Form(talk, dialogue), unit) if unit is not None else stale(talk, NAME)


def for_other(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """For somebody the speaker answers for."""
    person = next((person for person in people_for(talk) if mark(person.id) == word), None)
    return opened(Form(talk, dialogue), person) if person is not None else stale(talk, NAME)


def turn_page(talk: Talk, dialogue: Dialogue, word: str) -> Reply:
    """Another page of the people."""
    number = word if word.isdecimal() and len(word) < 4 else "0"
    return show(talk, Form(talk, dialogue).at("people", page=number).dialogue)


def to_people(talk: Talk, dialogue: Dialogue, _word: str) -> Reply:
    """The list of the people to answer for."""
    return show(talk, Form(talk, dialogue).at("people", page="0", found="").dialogue)


def typed_name(form: Form, text: str) -> Answer | None:
    """A unit or person by name; a name that several have lets choose."""
    units = named_units(form.talk, text) if form.step != "people" else ()
    if len(units) == 1:
        return (opened(form, units[0]),)
    people = named_people(form.talk, text) if form.step != "units" else ()
    if len(people) == 1:
        return (opened(form, people[0]),)
    if people:
        return (show(form.talk, form.at("people", found=listed_ids(people), page="0").dialogue),)
    return None
