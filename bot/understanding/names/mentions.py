"""What a question names beside what it wants: units and titles of the department, and in which words it was put."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.language.words import Word
from bot.understanding.names.naming import Named, translated
from bot.understanding.names.readable import readable, written
from bot.understanding.reading import Vocabulary


@dataclass(frozen=True, slots=True)
class Mentions:
    """The ids of what was named (several: any of them may be meant), and the `rest` of the question, made readable.

    `loose` says that a title was found by some of its words only: "đơn vị … tiến" may be something else.
    """

    units: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    rest: str = ""
    loose: bool = False


def mentions_in(text: str, vocabulary: Vocabulary) -> Mentions:
    """What is named in a text; the names themselves are no cue for anything and stand in the rest no more."""
    found = readable(written(text), vocabulary)
    translation = translated(found.words, found.lexis)
    unit, title = _apart(found.names.units.find(translation), found.names.titles.find(translation))
    loose = title is not None and not title.exact
    rest = _without(found.words, translation, unit, None if loose else title)
    return Mentions(unit.ids if unit else (), title.ids if title else (), rest, loose)


def _apart(unit: Named | None, title: Named | None) -> tuple[Named | None, Named | None]:
    """A unit and a title; where the same words name both, the one that stands there word for word."""
    if unit is None or title is None or not unit.letters & title.letters or unit.exact == title.exact:
        return unit, title
    return (unit, None) if unit.exact else (None, title)


def _without(readable: Sequence[Word], translation: Sequence[Word], *named: Named | None) -> str:
    """The words, said in full and in both languages, without those of the names."""
    gone = frozenset().union(*(each.letters for each in named if each is not None))
    kept = [" ".join(each.text for each in words if each.letters not in gone) for words in (readable, translation)]
    return " ; ".join(dict.fromkeys(kept))
