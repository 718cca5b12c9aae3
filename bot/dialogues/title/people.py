"""For whom: oneself, a unit, or somebody the speaker answers for, chosen from a list or by name."""

from collections.abc import Callable, Mapping, Sequence
from unicodedata import normalize

import msgspec

from bot.dialogues.title.form import Form
from bot.dialogues.turns import button, labelled
from bot.messages import Choice, Reply
from bot.presses import mark
from bot.talk import Talk, one_line
from bot.understanding.cues import names_any
from bot.words.names import unit_name
from plans.answers import registration_of
from plans.model.people import Person, Unit, UnitKind
from plans.plain_text import folded
from plans.rights import Action, may

#: People on one page of a list.
ON_A_PAGE = 8
UNIT_LIMIT = 25


def units_for(talk: Talk) -> tuple[Unit, ...]:
    """The departments that the speaker registers as collectives, their own first."""
    found = [
        unit
        for unit in talk.tx.all(Unit)
        if unit.kind is UnitKind.DEPARTMENT and may(Action.REGISTER_UNIT, talk.person, talk.today, (unit,))
    ]
    return tuple(sorted(found, key=lambda unit: unit.head != talk.person.id))


def people_for(talk: Talk) -> tuple[Person, ...]:
    """Everybody here whom the speaker may answer for, those who have not answered first."""
    plan, today = talk.plan, talk.today
    units = [unit for unit in talk.tx.all(Unit) if may(Action.REGISTER_FOR, talk.person, today, (unit,))]
    homes = {unit.id for unit in units}
    if not homes:
        return ()
    found = [
        person
        for person in talk.tx.all(Person)
        if person.unit in homes and person.id != talk.person.id and person.is_here(today)
    ]
    answered = {person.id for person in found if plan is not None and registration_of(talk.tx, plan, person)}
    return tuple(sorted(found, key=lambda person: person.id in answered))


def registers_for_others(talk: Talk) -> bool:
    """Whether there is anybody beside themselves for whom the speaker may answer."""
    return bool(units_for(talk) or people_for(talk))


def named_people(talk: Talk, text: str) -> tuple[Person, ...]:
    """Who of those the speaker may answer for is meant by a typed name, whole or in part, better with its marks."""
    known = people_for(talk)
    for spelled in (_cased, folded):
        whole = tuple(person for person in known if spelled(person.name) == spelled(text))
        part = tuple(person for person in known if f" {spelled(text)} " in f" {spelled(person.name)} ")
        if whole or part:
            return whole or part
    return ()


def _cased(text: str) -> str:
    """A text whatever its case and form of Unicode, with its marks."""
    return " ".join(normalize("NFC", text).casefold().split())


def unit_in(talk: Talk, text: str) -> Unit | None:
    """The one unit whose name stands in a sentence, of those that the speaker registers."""
    found = [unit for unit in units_for(talk) if names_any(text, (unit.name, *unit.aliases))]
    return found[0] if len(found) == 1 else None


def named_units(talk: Talk, text: str) -> tuple[Unit, ...]:
    """Which unit is meant by a name that was typed."""
    said = folded(text)
    return tuple(unit for unit in units_for(talk) if said in {folded(name) for name in (unit.name, *unit.aliases)})


def listed_ids(people: Sequence[Person]) -> str:
    """People as a dialogue keeps them."""
    return msgspec.json.encode([person.id for person in people]).decode()


def _subject(form: Form) -> Reply:
    talk, dialogue = form.talk, form.dialogue
    units = units_for(talk)
    rows = [[labelled(talk.say("dialogue.for_self"), dialogue, "self")]]
    if units and (len(units) == 1 or units[0].head == talk.person.id):
        label = talk.say("dialogue.for_unit", unit=one_line(units[0].name))
        rows.append([labelled(label, dialogue, "unit", mark(units[0].id))])
    if len(units) > 1:
        rows.append([button(talk, dialogue, "other_units")])
    if people_for(talk):
        rows.append([button(talk, dialogue, "others")])
    rows.append([button(talk, dialogue, "stop")])
    return talk.reply(talk.say("registering.subject"), *rows, heading=form.heading)


def _units(form: Form) -> Reply:
    talk = form.talk
    rows = [[labelled(one_line(unit.name), form.dialogue, "unit", mark(unit.id))] for unit in units_for(talk)]
    last = [button(talk, form.dialogue, "back"), button(talk, form.dialogue, "stop")]
    return talk.reply(talk.say("registering.which_unit"), *rows, last, heading=form.heading)


def _people(form: Form) -> Reply:
    """A page of the people to choose from, or those a name may mean."""
    talk = form.talk
    people = people_for(talk)
    wanted = msgspec.json.decode(form.value("found") or "[]", type=list[str])
    if wanted:
        people = tuple(person for person in people if person.id in wanted)
    pages = max(1, -(-len(people) // ON_A_PAGE))
    page = min(int(form.value("page") or 0), pages - 1)
    shown = people[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows = [[_person(form, person)] for person in shown]
    turns: list[Choice] = []
    if page > 0:
        turns.append(labelled(talk.say("registering.earlier"), form.dialogue, "page", page - 1))
    if page + 1 < pages:
        turns.append(labelled(talk.say("registering.further"), form.dialogue, "page", page + 1))
    last = [button(talk, form.dialogue, "back"), button(talk, form.dialogue, "stop")]
    key = "registering.which_of_them" if wanted else "registering.which_person"
    text = talk.say(key, page=page + 1, pages=pages)
    return talk.reply(text, *rows, turns, last, heading=form.heading)


def _person(form: Form, person: Person) -> Choice:
    talk = form.talk
    label = talk.say(
        "registering.person",
        name=one_line(person.name, 40),
        unit=one_line(unit_name(talk.tx, person.unit), UNIT_LIMIT),
    )
    if form.plan is not None and registration_of(talk.tx, form.plan, person) is not None:
        label = talk.say("registering.person_answered", person=label)
    return labelled(label, form.dialogue, "other", mark(person.id))


PEOPLE_PAGES: Mapping[str, Callable[[Form], Reply]] = {"subject": _subject, "units": _units, "people": _people}
