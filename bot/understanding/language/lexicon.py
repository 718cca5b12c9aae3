"""The words of the languages we understand, read once from ``locales/<language>/understanding/*.toml``.

A language is data: `lexicon.toml` (abbreviations, filler words, names in translation), `cues.toml` (what people say for
each thing they may want), `times.toml` (how they name days and periods) and `rules.toml` (in which order they say it).
Nothing is read at import.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from bot.understanding.language.files import read
from bot.understanding.language.phrases import GAP, Phrases
from bot.understanding.language.words import Word, split, word
from bot.understanding.time.rules import Round, rounds
from locales.catalogue import ROOT

VOWELS = frozenset("aeiouy")
#: What a language says beside its `lexicon.toml`, each in a file of its own.
PARTS = ("cues", "times", "rules")


@dataclass(frozen=True, slots=True)
class Term:
    """What a time word stands for: its kind ("unit", "number") and value ("month", "3")."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Syllables:
    """How a syllable of the language is built, to tell a word from keystrokes and slips; empty: no telling."""

    starts: frozenset[str] = frozenset()
    rhymes: frozenset[str] = frozenset()

    def has(self, letters: str) -> bool:
        """Whether these folded letters can be a syllable."""
        return any(letters[:cut] in self.starts and letters[cut:] in self.rhymes for cut in range(min(4, len(letters))))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one or more languages, ready to be found."""

    expansions: Phrases[tuple[Word, ...]]
    cues: Phrases[str]
    times: Phrases[Term]
    rounds: tuple[Round, ...]
    translations: Phrases[tuple[Word, ...]]
    filler: frozenset[str]
    bare_filler: frozenset[str]
    known: frozenset[str]
    spellings: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    syllables: Syllables


@lru_cache(maxsize=8)
def lexicon(languages: tuple[str, ...]) -> Lexicon:
    """The lexicon of these languages together."""
    files = [_read(language) for language in languages]
    homographs = frozenset(each for file in files for each in file.get("homographs", ()))
    accented = frozenset(each for file in files for each in file.get("accented", ()))
    filler = frozenset(each for file in files for line in file.get("filler", ()) for each in split(line))
    return Lexicon(
        expansions=_phrases(homographs, _pairs(files, "expansions"), accented),
        cues=_phrases(homographs, _listed(files, "cues"), accented),
        times=_phrases(homographs, _terms(files), accented),
        rounds=rounds(file["rules"] for file in files),
        translations=_phrases(homographs, _pairs(files, "translations")),
        filler=frozenset(each.text for each in filler),
        bare_filler=frozenset(each.letters for each in filler),
        known=frozenset().union(*(words_of(language) for language in languages)),
        spellings=frozenset(each.text for language in languages for each in _mentioned(language)),
        pairs=frozenset().union(*(_side_by_side(language) for language in languages)),
        syllables=_syllables(files),
    )


@lru_cache(maxsize=8)
def words_of(language: str) -> frozenset[str]:
    """Every folded word that a language's lexicon mentions."""
    return frozenset(each.letters for each in _mentioned(language))


@lru_cache(maxsize=8)
def writes_accents(language: str) -> bool:
    """Whether words of that language are written with accents."""
    return any(each.accents for each in _mentioned(language))


@lru_cache(maxsize=8)
def _mentioned(language: str) -> frozenset[Word]:
    """Every word of a language's lexicon."""
    return frozenset(each for text in _texts(language) for each in _words(text) if each.letters != GAP)


@lru_cache(maxsize=8)
def _side_by_side(language: str) -> frozenset[tuple[str, str]]:
    """Folded words that stand side by side in a language's phrases; none where a slip makes too many other words."""
    if "syllables" not in _read(language):
        return frozenset()
    phrases = [[each.letters for each in _words(text)] for text in _phrases_of(language)]
    return frozenset(pair for phrase in phrases for pair in pairwise(phrase) if GAP not in pair)


def _texts(language: str) -> list[str]:
    """Everything that stands in a language's lexicon."""
    return [*_read(language).get("filler", ()), *_phrases_of(language)]


def _phrases_of(language: str) -> list[str]:
    """Every phrase that a language's lexicon looks for or puts in its place."""
    file = _read(language)
    texts = [phrase for table in ("expansions", "translations") for phrase in file.get(table, {})]
    texts += file.get("expansions", {}).values()
    for phrases in (*file["cues"].values(), *(group for kind in file["times"].values() for group in kind.values())):
        texts += phrases
    return texts


@lru_cache(maxsize=8)
def _read(language: str) -> Mapping[str, Any]:
    folder = ROOT / language / "understanding"
    return {**read(folder / "lexicon.toml"), **{name: read(folder / f"{name}.toml") for name in PARTS}}


def _words(phrase: str) -> tuple[Word, ...]:
    """A phrase of the lexicon: unlike in a text, bare words are surely bare."""
    made: list[Word] = []
    for part in phrase.split():
        if part == GAP:
            made.append(Word(GAP, GAP, ""))
        elif part.isalnum():
            made.append(word(part.lower()))
        else:
            made += (word(each.text) for each in split(part))
    return tuple(made)


def _abbreviation(each: Word) -> Word:
    """A word of the lexicon; one without vowels is an abbreviation, and "đk" is "dk"."""
    return each if VOWELS & set(each.letters) else Word(each.text, each.letters, None)


def _phrases(
    homographs: frozenset[str], pairs: Iterable[tuple[str, Any]], accented: frozenset[str] = frozenset()
) -> Phrases[Any]:
    found: Phrases[Any] = Phrases(homographs, accented)
    for phrase, value in pairs:
        found.add([_abbreviation(each) for each in _words(phrase)], value)
    return found


def _pairs(files: Iterable[Mapping[str, Any]], table: str) -> Iterator[tuple[str, tuple[Word, ...]]]:
    for file in files:
        for phrase, meaning in file.get(table, {}).items():
            yield phrase, _words(meaning)


def _listed(files: Iterable[Mapping[str, Any]], table: str) -> Iterator[tuple[str, str]]:
    for file in files:
        for value, phrases in file[table].items():
            for phrase in phrases:
                yield phrase, value


def _terms(files: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Term]]:
    for file in files:
        for kind, groups in file["times"].items():
            for value, phrases in groups.items():
                for phrase in phrases:
                    yield phrase, Term(kind, value)


def _syllables(files: Iterable[Mapping[str, Any]]) -> Syllables:
    tables = [file["syllables"] for file in files if "syllables" in file]
    starts = frozenset(start for table in tables for start in table["starts"])
    rhymes = frozenset(vowels + end for table in tables for vowels in table["vowels"] for end in ("", *table["ends"]))
    return Syllables(starts | {""} if tables else starts, rhymes)
