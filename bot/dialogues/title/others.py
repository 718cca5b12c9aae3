"""For whom a sentence asks: "đăng ký CSTĐCS cho chị Hoa" is not about the one who says it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from bot.dialogues.title.people import people_for, units_for
from bot.talk import Talk
from bot.understanding.cues import names_any
from locales.catalogue import Texts, languages
from plans.model.people import Person, Unit, UnitKind
from plans.plain_text import folded

#: The most words of a name that a sentence says of somebody: "cho chị Rơ Châm H'Linh".
NAME_WORDS = 6
SIGNS = re.compile(r"[^\w'’]+")


@dataclass(frozen=True, slots=True)
class Others:
    """Who beside the speaker a sentence names."""

    #: Those it may mean for whom the speaker may answer.
    people: tuple[Person, ...] = ()
    #: Whether it names somebody for whom the speaker may not.
    not_allowed: bool = False


def others_in(talk: Talk, text: str) -> Others:
    """Whom a sentence names after "cho", "thay", "của" or a form of address, the speaker excepted."""
    here = [person for person in talk.tx.all(Person) if person.is_here(talk.today)]
    whole = {person.id for person in here if " " in person.name.strip() and names_any(text, [person.name])}
    meant = whole or _called(text, here)
    if not meant:
        return Others(not_allowed=_is_unknown(text))
    if talk.person.id in meant:
        return Others()
    allowed = tuple(person for person in people_for(talk) if person.id in meant)
    return Others(allowed, not_allowed=not allowed)


def unit_of_others(talk: Talk, text: str) -> bool:
    """Whether a sentence names a department that the speaker does not register, and none that they do."""
    own = {unit.id for unit in units_for(talk)}
    named = {
        unit.id
        for unit in talk.tx.all(Unit)
        if unit.kind is UnitKind.DEPARTMENT and names_any(text, (unit.name, *unit.aliases))
    }
    return bool(named) and not named & own


def _called(text: str, people: Iterable[Person]) -> set[str]:
    """Who is called so: behind a form of address, or by a longer part of the name or a capital behind "cho"."""
    said = SIGNS.sub(" ", normalize("NFC", text)).split()
    for spelled in (_marked, folded):
        words = [spelled(word) for word in said]
        spoken = set(words)
        found = set()
        for person in people:
            name = SIGNS.sub(" ", spelled(person.name)).split()
            if not name or name[-1] not in spoken:
                continue
            ends = (name[-length:] for length in range(min(NAME_WORDS, len(name)), 0, -1))
            if any(_stands(said, words, end, spelled is folded) for end in ends):
                found.add(person.id)
        if found:
            return found
    return set()


def _stands(said: Sequence[str], words: Sequence[str], name: Sequence[str], is_plain: bool) -> bool:
    """Whether that part of a name stands where one speaks of people; without marks it may be another word."""
    address, before = _cues("dialogue.cues_address"), _cues("dialogue.cues_for")
    for at in range(1, len(words) - len(name) + 1):
        if list(words[at : at + len(name)]) != list(name):
            continue
        is_addressed = folded(words[at - 1]) in address
        behind = at - 2 if is_addressed else at - 1
        if behind < 0:  # "Chị Hoa không đăng ký"
            if not is_plain:
                return True
        elif folded(words[behind]) in before:
            is_name = len(name) > 1 or (said[at].istitle() and not is_plain)
            if is_addressed or is_name:
                return True
    return False


def _is_unknown(text: str) -> bool:
    """Whether it speaks of somebody by a name that nobody here has: "cho anh Xuân"."""
    address, before = _cues("dialogue.cues_address"), _cues("dialogue.cues_for")
    words = SIGNS.sub(" ", normalize("NFC", text)).split()
    return any(
        folded(first) in before and folded(second) in address and third.istitle()
        for first, second, third in zip(words, words[1:], words[2:], strict=False)
    )


@cache
def _cues(key: str) -> frozenset[str]:
    return frozenset(folded(cue) for language in languages() for cue in Texts(language)(key).split(";"))


def _marked(text: str) -> str:
    return normalize("NFC", text).casefold()
