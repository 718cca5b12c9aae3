"""Words that give away what a sentence is about, listed in the catalogues so that each language has its own."""

from collections.abc import Iterable
from functools import lru_cache

from locales.catalogue import Texts, languages
from plans.plain_text import bare, folded


def speaks_of(text: str, key: str) -> bool:
    """Whether one of a catalogue's cues (separated by semicolons) stands in a text, in any language."""
    said = f" {bare(text)} "
    return any(f" {cue} " in said for cue in cues(key))


def cues(key: str) -> tuple[str, ...]:
    """A catalogue's cues in all languages, folded."""
    return _cues(key, languages())


@lru_cache(maxsize=256)
def _cues(key: str, spoken: tuple[str, ...]) -> tuple[str, ...]:
    every = (folded(cue) for language in spoken for cue in Texts(language)(key).split(";"))
    return tuple(dict.fromkeys(cue for cue in every if cue))


def without_cues(text: str, key: str) -> str:
    """A text without a catalogue's cues, in any language: what stands before, between and after them."""
    plain = " ".join(text.split())
    for language in languages():
        for cue in sorted(map(str.strip, Texts(language)(key).split(";")), key=len, reverse=True):
            place = folded(plain).find(folded(cue))
            if place >= 0 and len(folded(plain)) == len(plain):
                plain = " ".join(f"{plain[:place]} {plain[place + len(cue) :]}".split())
    return plain


def yes_or_no(text: str) -> bool | None:
    """Whether a text is no more than a yes or a no, in any language; None when it says something else."""
    said = _without_courtesy(bare(text))
    for key, meaning in (("dialogue.yes_words", True), ("dialogue.no_words", False)):
        words = (word for language in languages() for word in Texts(language)(key).split(";"))
        if said in {bare(word) for word in words}:
            return meaning
    return None


def _without_courtesy(said: str) -> str:
    """A bare text without the little words of politeness at its ends: "dạ có ạ"."""
    polite = {word for language in languages() for word in Texts(language)("dialogue.polite_words").split(";")}
    words = said.split()
    while len(words) > 1 and words[-1] in polite:
        words.pop()
    while len(words) > 1 and words[0] in polite:
        words.pop(0)
    return " ".join(words)


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether one of these names stands in a text as whole words, whatever its case, diacritics and signs."""
    said = f" {bare(text)} "
    return any(f" {folded(name)} " in said for name in names)
