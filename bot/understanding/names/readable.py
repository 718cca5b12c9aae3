"""The words of a question made readable: slips mended by the names of a department, abbreviations said in full."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.language.languages import languages_of
from bot.understanding.language.lexicon import Lexicon, lexicon
from bot.understanding.language.mending import mended
from bot.understanding.language.words import Word, split
from bot.understanding.names.naming import Naming, naming, replaced
from bot.understanding.reading import Vocabulary

#: Questions of more words than this are cut.
WORD_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Readable:
    """Readable words, with the lexicon of their languages and the names to be found in them."""

    words: tuple[Word, ...]
    lexis: Lexicon
    names: Naming


def written(text: str) -> tuple[Word, ...]:
    """The words of a question as they stand there; of longer ones the beginning."""
    return split(text)[:WORD_LIMIT]


def readable(words: Sequence[Word], vocabulary: Vocabulary) -> Readable:
    """The words of a question in the languages they are of."""
    languages = languages_of(words)
    names, lexis = naming(vocabulary, languages), lexicon(languages)
    meant = mended(words, names.known, names.spellings, lexis.syllables, names.pairs)
    return Readable(replaced(meant, lexis.expansions), lexis, names)
