"""Reads a time expression of one language, and the sample periods that stand beside each language's words."""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.understanding.language.lexicon import lexicon
from bot.understanding.language.mending import mended
from bot.understanding.language.words import split
from bot.understanding.names.naming import replaced
from bot.understanding.time.finding import period
from locales.catalogue import ROOT

#: What an expression means: its first and last day, () for a day that no calendar has, None for no period.
Meaning = tuple[()] | tuple[str, str] | None
NO_SUCH_DAY = "no such day"


@dataclass(frozen=True, slots=True)
class Sample:
    """A row of ``periods.tsv``; without its accents it may mean something `other`."""

    text: str
    today: date
    meaning: Meaning
    other: bool


def meaning(text: str, today: date, *languages: str) -> Meaning:
    """What that expression means on that day, read in these languages."""
    lexis = lexicon(languages)
    words = mended(split(text), lexis.known, lexis.spellings, lexis.syllables)
    found = period(replaced(words, lexis.expansions), lexis, today)
    if found is None:
        return None
    return () if found.span is None else (found.span.start.isoformat(), found.span.end.isoformat())


def samples(language: str) -> Iterator[Sample]:
    """The sample periods of a language; one that has none gives none."""
    file = ROOT / language / "understanding" / "periods.tsv"
    if not file.exists():
        return
    with file.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            start, end = row["start"], row["end"]
            right: Meaning = None if not start else () if start == NO_SUCH_DAY else (start, end)
            other = bool(row["other_without_accents"])
            yield Sample(row["words"], date.fromisoformat(row["today"]), right, other)


def without_accents(text: str) -> str:
    """The text as people type it who leave out every accent."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))
