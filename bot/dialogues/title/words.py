"""What people say when they ask for a title: names written out, names that several share, and what is no title."""

import re
from collections.abc import Iterable, Sequence

from bot.talk import Talk
from bot.understanding.cues import names_any, speaks_of
from bot.words.names import award_name
from locales.catalogue import languages
from plans.catalogue.titles import Award, Subject, award, awards, names_of
from plans.plain_text import folded

#: What stands between several names in one message.
BETWEEN = re.compile(r"[,;+]|\s+(?:và|va|and)\s+", re.IGNORECASE)


def meant(wanted: str, text: str) -> Award | None:
    """The award that was understood, unless the sentence speaks of one that is not usual, and near in sound."""
    found = award(wanted) if wanted else None
    return None if found is not None and found.usual and speaks_of(text, "dialogue.cues_beyond") else found


def is_collective(named: Award | None, text: str) -> bool:
    """Whether a collective is to be registered: for its own title, or said in so many words."""
    subjects = named.subjects if named else frozenset(Subject)
    if Subject.COLLECTIVE not in subjects:
        return False
    return Subject.INDIVIDUAL not in subjects or speaks_of(text, "dialogue.cues_collective")


def asked_for(text: str) -> str | None:
    """The title that a text asks for without a verb: no more than its name, a change to it, or "as last year" ("")."""
    if speaks_of(text, "chat.cues_decline"):
        return None
    names = [(name, each.id) for each in awards() if each.usual for name in names_of(each, languages())]
    if whole := next((id for name, id in names if folded(name) == folded(text)), None):
        return whole
    if speaks_of(text, "dialogue.cues_switch"):
        said = [(len(name), id) for name, id in names if names_any(text, [name])]
        return max(said, default=(0, None))[1]
    return "" if speaks_of(text, "dialogue.cues_as_before") else None


def note_on(talk: Talk, text: str) -> str:
    """Where to find what was asked for without its whole name; empty when there is nothing to explain."""
    if speaks_of(text, "dialogue.cues_beyond"):
        return talk.say("dialogue.note_beyond")
    if speaks_of(text, "dialogue.cues_commendation"):
        return talk.say("dialogue.note_commendation")
    return ""


def parts_of(text: str) -> list[str]:
    """Several names of one message, each by itself."""
    return [part for part in BETWEEN.split(text) if part.strip()]


def spelled_out(talk: Talk, offers: Sequence[Award], names: Iterable[str]) -> tuple[str, ...]:
    """The awards that these names are, when every one of them is an award's whole name."""
    found = [next((each.id for each in offers if folded(name) in _ways(talk, each)), "") for name in names]
    return tuple(found) if all(found) else ()


def named_in(talk: Talk, offers: Sequence[Award], text: str) -> tuple[str, ...]:
    """The awards whose whole name stands anywhere in a sentence; a name inside a longer one is not meant."""
    longest = {each.id: max(filter(None, _names_in(talk, each, text)), key=len, default="") for each in offers}
    said = [name for name in longest.values() if name]
    return tuple(
        id for id, name in longest.items() if name and not any(name != other and name in other for other in said)
    )


def _names_in(talk: Talk, each: Award, text: str) -> list[str]:
    return [name for name in _ways(talk, each) if names_any(text, [name])]


def _ways(talk: Talk, each: Award) -> set[str]:
    return {folded(name) for name in (*names_of(each, languages()), award_name(talk.texts, each.id))}
