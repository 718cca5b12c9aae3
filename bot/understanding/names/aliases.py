"""Whether a name that the office wants to give would be understood: it must be one thing's, and say something."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.understanding.language.languages import understood_languages
from bot.understanding.language.lexicon import Lexicon, lexicon
from bot.understanding.language.phrases import Match
from bot.understanding.language.words import Word, split
from bot.understanding.names.naming import replaced
from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.question import FOREIGN
from bot.understanding.reading import Name, Vocabulary
from plans.asking.names import add_name
from plans.model.asking import Alias, Called
from plans.model.people import Person
from plans.plain_text import bare
from plans.problems import Problem
from plans.rights import Action, office_refusal
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi

#: A name of fewer letters says nothing.
SHORTEST = 2


def name_refusal(vocabulary: Vocabulary, kind: Called, target: str, text: str) -> Problem | None:
    """Why that thing cannot be called so; None when it can."""
    wanted = bare(text)
    if len(wanted) < SHORTEST or not any(sign.isalpha() for sign in wanted):
        return Problem("asking.name_too_short", {"name": text})
    read = _read(text)
    for owner, name in _everything(vocabulary):
        if any(bare(each) == wanted or _read(each) == read for each in name.names):
            key = "asking.name_known" if (owner, name.id) == (kind, target) else "asking.name_clashes"
            return Problem(key, {"name": text, "owner": name.names[0]})
    common = is_common(text) or (len(wanted.split()) == 1 and is_common(wanted))  # "dạ" without its accent is "da", too
    return Problem("asking.name_common", {"name": text}) if common else None


def _read(text: str) -> str:
    """A name as it is read in a sentence, where look-alikes of other alphabets are our letters."""
    return " ".join(each.letters for each in split(text) if each.letters)


def give_name(
    tx: Transaction, now: datetime, by: Person | None, kind: Called, target: str, text: str
) -> Alias | Problem:
    """Let something also be called this, unless that name would not be understood."""
    refused = office_refusal(Action.MANAGE_NAMES, by, day_in_hanoi(now))
    refused = refused or name_refusal(vocabulary_of(tx), kind, target, text)
    return refused or add_name(tx, now, by, kind, target, text)


def is_common(text: str) -> bool:
    """Whether a text is nothing but words that everybody says about anything: fillers, times, what is asked for."""
    words, lexis = split(text), lexicon(understood_languages())
    meant = replaced(words, lexis.expansions)
    said = {at for at, each in enumerate(meant) if not each.letters.isalpha() or _is_filler(each, lexis)}
    cues = (cue for cue in lexis.cues.all(meant) if cue.value not in {*FOREIGN, "aside"})
    matches: list[Match[Any]] = [*cues, *lexis.times.all(meant)]
    for match in matches:
        said.update(range(match.start, match.end))
    return len(said) == len(meant)


def _is_filler(each: Word, lexis: Lexicon) -> bool:
    return each.text in lexis.filler if each.accents is not None else each.letters in lexis.bare_filler


def _everything(vocabulary: Vocabulary) -> Iterator[tuple[Called, Name]]:
    for kind, names in (
        (Called.TASK, vocabulary.topics),
        (Called.UNIT, vocabulary.units),
        (Called.TITLE, vocabulary.titles),
    ):
        for name in names:
            yield kind, name
