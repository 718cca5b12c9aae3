"""The journal for the office: latest first, page by page in one message, of one person or of one kind of change."""

from bot.messages import Choice, Reply
from bot.presses import mark, press
from bot.talk import Answer, Talk, fitted, one_line
from bot.words.journal import sentence
from locales.catalogue import Texts, languages
from plans.journal import Sphere, Wanted, page
from plans.model.people import Person
from plans.plain_text import folded
from plans.staff.people import find_people

#: The first word of the buttons.
NAME = "log"
#: Entries on a page: so many fit into a message whatever they say.
PAGE = 10
#: People offered where a name means several.
AT_MOST = 8
#: Stands in a button where nothing is chosen.
NONE = "-"


def show_journal(talk: Talk, text: str) -> Reply:
    """The latest entries; of whom or of what is meant by `text`, where it says something."""
    if not text:
        return _shown(talk, Wanted(), 0)
    sphere: Sphere | None = None
    found = find_people(talk.tx, text)
    if not found:
        sphere, name = _sphere_in(text)
        if not name:
            return _shown(talk, Wanted(sphere=sphere), 0)
        found = find_people(talk.tx, name)
    if not found:
        spheres = talk.texts.joined([talk.say(f"audit.sphere_{kind}") for kind in Sphere])
        return talk.reply(talk.say("audit.nobody", text=one_line(text), spheres=spheres), *_filters(talk, Wanted()))
    if len(found) > 1:
        rows = [[_leaf(one_line(person.name), Wanted(person.id, sphere), 0)] for person in found[:AT_MOST]]
        return talk.reply(talk.say("audit.several", text=one_line(text)), *rows)
    return _shown(talk, Wanted(found[0].id, sphere), 0)


def press_journal(talk: Talk, words: tuple[str, ...]) -> Answer:
    """A page by its number, of the kind and the person that the button names."""
    number, kind, person, *_ = (*words, "", "", "")
    sphere = next((known for known in Sphere if known == kind), None)
    whose = next((known.id for known in talk.tx.all(Person) if mark(known.id) == person), "")
    return (_shown(talk, Wanted(whose, sphere), int(number[:5]) if number.isascii() and number.isdigit() else 0),)


def _shown(talk: Talk, wanted: Wanted, number: int) -> Reply:
    found = page(talk.tx, wanted, number, PAGE)
    leaves: list[Choice] = []
    if number:
        leaves.append(_leaf(talk.say("audit.newer"), wanted, number - 1))
    if found.more:
        leaves.append(_leaf(talk.say("audit.older"), wanted, number + 1))
    lines = [f"– {sentence(talk.tx, talk.texts, entry)}" for entry in found.entries]
    if found.until is not None:
        lines.append(talk.say("audit.looked_back", day=talk.texts.day(found.until)))
    text = fitted(talk.texts, [*(lines or [talk.say("audit.nothing")]), "", talk.say("audit.page", page=number + 1)])
    return talk.reply(text, leaves, *_filters(talk, wanted), heading=_heading(talk, wanted))


def _heading(talk: Talk, wanted: Wanted) -> str:
    person = talk.tx.get(Person, wanted.person)
    values = {
        "person": one_line(person.name) if person else "",
        "sphere": talk.say(f"audit.sphere_{wanted.sphere}") if wanted.sphere else "",
    }
    if person and wanted.sphere:
        return talk.say("audit.heading_both", **values)
    if person:
        return talk.say("audit.heading_person", **values)
    return talk.say("audit.heading_sphere" if wanted.sphere else "audit.heading", **values)


def _filters(talk: Talk, wanted: Wanted) -> list[list[Choice]]:
    """A button for each other kind of change, and one for everything."""
    kinds = [
        _leaf(talk.say(f"audit.sphere_{kind}").capitalize(), Wanted(wanted.person, kind), 0)
        for kind in Sphere
        if kind is not wanted.sphere
    ]
    rows = [kinds[place : place + 2] for place in range(0, len(kinds), 2)]
    return [*rows, [_leaf(talk.say("audit.all"), Wanted(), 0)]] if wanted != Wanted() else rows


def _leaf(label: str, wanted: Wanted, number: int) -> Choice:
    whose = mark(wanted.person) if wanted.person else NONE
    return press(label, NAME, number, wanted.sphere or NONE, whose)


def _sphere_in(text: str) -> tuple[Sphere | None, str]:
    """The kind of change that is named at either end of a text, and what is left of it: a name."""
    plain = folded(text)
    named = [
        (folded(word), kind)
        for kind in Sphere
        for language in languages()
        for word in Texts(language)(f"audit.words_{kind}").split(";")
    ]
    for word, kind in sorted(named, key=lambda pair: -len(pair[0])):
        if plain == word:
            return kind, ""
        if plain.startswith(f"{word} "):
            return kind, plain.removeprefix(word).strip()
        if plain.endswith(f" {word}"):
            return kind, plain.removesuffix(word).strip()
    return None, text
