"""The languages we understand, found by looking for their folders, and the ones a question is asked in."""

from collections.abc import Sequence
from functools import lru_cache

from bot.understanding.language.lexicon import words_of, writes_accents
from bot.understanding.language.words import Word
from locales.catalogue import DEFAULT_LANGUAGE, ROOT

#: A language with no more than one word for so many of another's is not read beside it.
OUTWEIGHED = 3


@lru_cache(maxsize=1)
def understood_languages() -> tuple[str, ...]:
    """Every language with a folder ``locales/<language>/understanding``, the default first."""
    found = sorted(file.parts[-3] for file in ROOT.glob("*/understanding/lexicon.toml"))
    return tuple(sorted(found, key=lambda name: name != DEFAULT_LANGUAGE))


def languages_of(words: Sequence[Word]) -> tuple[str, ...]:
    """The languages to read the words in: those that words of their own speak for; else all that know any word."""
    languages = understood_languages()
    said = {language: sum(_speaks_for(each, language) for each in words) for language in languages}
    most = max(said.values())
    if most == 0:
        known = (each for each in languages[1:] if any(word.letters in words_of(each) for word in words))
        return (*languages[:1], *known)
    return tuple(language for language in languages if said[language] * OUTWEIGHED > most)


def _speaks_for(each: Word, language: str) -> bool:
    """Whether this word is of that language and no other: by its accents, else by being known there alone."""
    return writes_accents(language) if each.accents else each.letters in _own_words(language)


@lru_cache(maxsize=8)
def _own_words(language: str) -> frozenset[str]:
    """The words that only this language knows."""
    others = (words_of(other) for other in understood_languages() if other != language)
    return words_of(language).difference(*others)
