"""Whom a task is to be given to: the unit's people by pages, or by a name that was typed."""

from collections.abc import Iterable, Sequence
from unicodedata import normalize

from bot.messages import Choice
from bot.paging import turning, within
from bot.presses import mark, press
from bot.talk import Talk
from bot.words.duties import ASSIGN, person_label
from locales.catalogue import Texts, languages
from plans.agenda import Entry
from plans.duties.assigning import assignee
from plans.duties.giving import people_for
from plans.model.people import Person, Unit
from plans.plain_text import folded

#: People on one page.
ON_A_PAGE = 8


def seen_mark(talk: Talk, entry: Entry, unit: Unit) -> str:
    """Tells who it was given to when a page was shown, so that an old button gives it to nobody anew."""
    given = assignee(talk.tx, entry.plan.id, entry.task.id, unit.id, talk.today)
    return mark("" if given is None else f"{given.person} {given.at.isoformat()}")


def give_button(talk: Talk, entry: Entry, unit: Unit, person: Person, label: str = "") -> Choice:
    """Gives the task to one person of the unit."""
    label = label or (talk.say("duty.do_myself") if person.id == talk.person.id else person_label(person))
    return press(label, ASSIGN, "to", entry.key, mark(unit.id), mark(person.id), seen_mark(talk, entry, unit))


def people_rows(talk: Talk, entry: Entry, unit: Unit, page: str) -> list[list[Choice]]:
    """A page of the unit's people, the reader first, without whoever sees to it now; and the way to the other pages."""
    given = assignee(talk.tx, entry.plan.id, entry.task.id, unit.id, talk.today)
    known = [each for each in people_for(talk.tx, unit, talk.today) if given is None or each.id != given.person]
    known.sort(key=lambda each: each.id != talk.person.id)
    pages = max(1, -(-len(known) // ON_A_PAGE))
    at = within(page, pages)
    rows = [[give_button(talk, entry, unit, each)] for each in known[at * ON_A_PAGE : (at + 1) * ON_A_PAGE]]
    return [*rows, turning(talk, at, pages, ASSIGN, "ask", entry.key, mark(unit.id))]


def named_among(talk: Talk, people: Sequence[Person], text: str) -> tuple[Person, ...]:
    """Who is meant by a typed name, whole or in part, better with its marks; "tôi" is the speaker."""
    said = without_address(text)
    if names_self(said):
        return tuple(person for person in people if person.id == talk.person.id)
    for spelled in (_cased, folded):
        name = spelled(said)
        whole = tuple(person for person in people if spelled(person.name) == name)
        part = tuple(person for person in people if name and f" {name} " in f" {spelled(person.name)} ")
        # "Nam" is rather who is called Nam than whose middle name it is; and "Vân" is no "Văn" in the middle.
        called = tuple(person for person in part if f" {spelled(person.name)}".endswith(f" {name}"))
        if found := whole or called or (part if spelled is _cased or " " in name else ()):
            return found
    return ()


def without_address(text: str) -> str:
    """A name without "anh", "chị", "đồng chí" before it."""
    words = text.strip(" .,;:!?“”\"'").split()
    address = {folded(word) for cue in _cues("dialogue.cues_address") for word in cue.split()}
    while len(words) > 1 and folded(words[0]).rstrip(".") in address:
        words = words[1:]
    return " ".join(words)


def names_self(text: str) -> bool:
    """Whether a name is no more than "tôi"; with its marks, for "Minh" is a name and "mình" is not."""
    return _cased(text) in {_cased(cue) for cue in _cues("duty.cues_self")}


def _cues(key: str) -> Iterable[str]:
    return [cue for language in languages() for cue in Texts(language)(key).split(";")]


def _cased(text: str) -> str:
    """A text whatever its case and form of Unicode, with its marks."""
    return " ".join(normalize("NFC", text).casefold().split())
