"""How people go on from their last question: the phrases of ``locales/<language>/understanding/context.toml``.

The languages are found by looking; what a phrase says is the same in all of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.understanding.language.files import read
from bot.understanding.language.phrases import Phrases
from bot.understanding.language.words import word
from locales.catalogue import ROOT

#: In the table of places: the end of the list.
LAST = "last"


@dataclass(frozen=True, slots=True)
class Context:
    """The phrases of all languages, each with what it is for: "opens", "only", "asks", … or a place in a list."""

    cues: Phrases[str]
    places: Phrases[str]


@lru_cache(maxsize=1)
def context() -> Context:
    """Every language's phrases together."""
    files = [read(path) for path in sorted(ROOT.glob("*/understanding/context.toml"))]
    cues = [pair for file in files for pair in _cues(file)]
    places = [(phrase, place) for file in files for place, phrases in file["places"].items() for phrase in phrases]
    return Context(_phrases(cues), _phrases(places))


def _cues(file: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every phrase with the name of its list."""
    for name, value in file.items():
        lists = {name: value} if isinstance(value, list) else value if name != "places" else {}
        for each, phrases in lists.items():
            for phrase in phrases:
                yield phrase, each


def _phrases(pairs: list[tuple[str, str]]) -> Phrases[str]:
    """Phrases whose accents count wherever the sentence has any: "còn" is not "con"."""
    written = [([word(part) for part in phrase.split()], value) for phrase, value in pairs]
    letters = frozenset(each.letters for phrase, _ in written for each in phrase)
    found: Phrases[str] = Phrases(letters)
    for phrase, value in written:
        found.add(phrase, value)
    return found
