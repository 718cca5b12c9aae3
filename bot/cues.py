"""Words that give away what a sentence is about, listed in the catalogues so that each language has its own."""

from collections.abc import Iterable

from locales.catalogue import Texts, languages
from plans.people import folded


def speaks_of(text: str, key: str) -> bool:
    """Whether one of a catalogue's cues (separated by semicolons) stands in a text, in any language."""
    return names_any(text, (cue for language in languages() for cue in Texts(language)(key).split(";")))


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether one of these names stands in a text as whole words, whatever its case, diacritics and signs."""
    said = f" {folded(''.join(sign if sign.isalnum() else ' ' for sign in text))} "
    return any(f" {folded(name)} " in said for name in names)
