"""Finds what a question names: the tasks, units and titles of this department's own vocabulary.

A name that stands in the question word for word wins, the longest first; what stands beside it says which of several
things of that name is meant. Otherwise the name counts that explains most of the question's telling words; words that
many names share tell little. Names that explain equally much come back together: the bot then asks.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Any

from rapidfuzz import fuzz

from bot.understanding.language.lexicon import Lexicon, lexicon
from bot.understanding.language.mending import Pairs, pairs_of
from bot.understanding.language.phrases import Match, Phrases
from bot.understanding.language.words import Word, split, word
from bot.understanding.reading import Name, Vocabulary

#: How much of the question's telling words a name must explain, and how like its own words they must be (per cent).
EXPLAINED = 0.6
ALIKE = 55
#: A name is as good as the best when it falls short of it by no more than this.
MARGIN = 0.04
#: A name said in full gives way to one of which so many times more was said.
OUTWEIGHED = 1.25
#: How much of a unit's or title's name must be said.
COVERED = 0.7


@dataclass(frozen=True, slots=True)
class Named:
    """What was named: the ids (several when ambiguous), the telling words that did it, every name it has, folded.

    `exact` tells that the whole name stood there word for word.
    """

    ids: tuple[str, ...]
    letters: frozenset[str]
    exact: bool
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    letters: tuple[str, ...]
    telling: frozenset[str]
    text: str
    spellings: frozenset[str]
    figures: frozenset[str]


class Names:
    """One kind of names, ready to be found in questions of one lexicon.

    `covered` is the share of a name that must be said: "sáng kiến" names a task, but not the Hội đồng sáng kiến.
    """

    def __init__(self, names: Iterable[Name], words: Lexicon, covered: float = 0.0) -> None:
        self._covered = covered
        self._phrases: Phrases[_Entry] = Phrases()
        self._entries: list[_Entry] = []
        self._pairs: set[tuple[str, str]] = set()
        self._filler = words.filler
        for name in names:
            for spelling in dict.fromkeys(name.names):
                written = split(spelling)
                meant = _expanded(written, words)
                self._add(name.id, meant, loosely=True)
                if written != meant:
                    self._add(name.id, written, loosely=False)
        count = Counter(each for id_words in self._words_by_id().values() for each in id_words)
        total = len(self._words_by_id()) + 1
        self._weights = {letters: log(1 + total / times) for letters, times in count.items()}
        spelt = (word(text) for entry in self._entries for text in entry.spellings)
        self._spelt = frozenset((each.letters, each.accents) for each in spelt)
        self._measured = [
            (entry, self._weight(entry.telling), frozenset(pairwise(entry.letters))) for entry in self._entries
        ]
        self._holding: dict[str, list[int]] = {}
        for place, entry in enumerate(self._entries):
            for letters in entry.telling:
                self._holding.setdefault(letters, []).append(place)

    @property
    def known(self) -> frozenset[str]:
        """Every folded word of the names."""
        return frozenset(each for entry in self._entries for each in entry.letters)

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Folded words that stand side by side in the names."""
        return frozenset(self._pairs)

    @property
    def spellings(self) -> frozenset[str]:
        """Every word of the names as it is spelt."""
        return frozenset(each for entry in self._entries for each in entry.spellings)

    def find(self, words: Sequence[Word]) -> Named | None:
        """What the words name, if anything."""
        exact = self._exact(words)
        loose = self._loose(words)
        if exact is None or loose is None:
            return exact or loose
        if set(exact.ids) <= set(loose.ids):
            return exact
        outweighed = self._weight(loose.letters) > OUTWEIGHED * self._weight(exact.letters)
        return loose if outweighed and exact.letters <= loose.letters else exact

    def mentions(self, letters: str) -> bool:
        """Whether these folded words stand in one of the names."""
        return any(f" {letters} " in f" {entry.text} " for entry in self._entries)

    def near(self, words: Sequence[Word]) -> tuple[str, ...]:
        """What some of the words may name, however little that is, the most weight first."""
        telling = (each for each in words if each.text not in self._filler and each.letters.isalpha())
        said = {each.letters for each in telling if each.letters in self._weights}
        best: dict[str, float] = {}
        for entry, whole, _ in self._measured:
            shared = self._weight(entry.telling & said)
            if shared > 0.0:
                best[entry.id] = max(best.get(entry.id, 0.0), shared + shared / whole)
        return tuple(sorted(best, key=lambda name: -best[name]))

    def _add(self, id: str, spelt: tuple[Word, ...], *, loosely: bool) -> None:
        """Know this spelling word for word; `loosely` also by some of its words."""
        letters = tuple(each.letters for each in spelt)
        if not letters:
            return
        spellings = frozenset(each.text for each in spelt)
        telling = frozenset(each.letters for each in spelt if each.text not in self._filler)
        figures = frozenset(each for each in telling if each.isdecimal())
        entry = _Entry(id, letters, telling, " ".join(letters), spellings, figures)
        self._pairs.update(pairwise(letters))
        if any(not each.isdecimal() for each in entry.telling):
            self._phrases.add(tuple(Word(each.text, each.letters, None) for each in spelt), entry)
            if loosely:
                self._entries.append(entry)

    def _words_by_id(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for entry in self._entries:
            found.setdefault(entry.id, set()).update(entry.telling)
        return found

    def _weight(self, letters: Iterable[str]) -> float:
        return sum(self._weights.get(each, 0.0) for each in letters)

    def _exact(self, words: Sequence[Word]) -> Named | None:
        matches = [match for match in self._phrases.all(words) if match.end > match.start]
        if not matches:
            return None
        best = max(matches, key=_length)
        entries = [match.value for match in matches if (match.start, match.end) == (best.start, best.end)]
        ids = {entry.id for entry in entries}
        for beside in matches:
            if beside.end <= best.start or best.end <= beside.start:
                ids = ids & {match.value.id for match in matches if match.start == beside.start} or ids
        entries = [entry for entry in entries if entry.id in ids]
        return self._named(entries, frozenset().union(*(entry.telling for entry in entries)), exact=True)

    def _loose(self, words: Sequence[Word]) -> Named | None:
        telling = (each for each in words if each.letters in self._weights and each.text not in self._filler)
        asked = {each.letters for each in telling if each.accents is None or self._is_spelt(each)}
        total = self._weight(asked)
        if len(asked) < 2:
            return None
        said = [each.letters for each in words if each.letters in asked]
        shared = Counter(place for each in asked for place in self._holding.get(each, ()))
        measured = [self._measured[place] for place in sorted(shared) if shared[place] > 1]
        scored = [(self._score(entry, whole, pairs, asked, said, total), entry) for entry, whole, pairs in measured]
        best = max((score for score, _ in scored), default=0.0)
        if best == 0.0:
            return None
        near = [entry for score, entry in scored if score >= best - MARGIN]
        return self._named(near, frozenset(asked & near[0].telling), exact=False)

    def _is_spelt(self, each: Word) -> bool:
        """Whether a word stands so, accents and all, in a name."""
        return (each.letters, each.accents) in self._spelt

    def _named(self, entries: Sequence[_Entry], letters: frozenset[str], *, exact: bool) -> Named:
        ids = tuple(dict.fromkeys(entry.id for entry in entries))
        return Named(ids, letters, exact, tuple(entry.text for entry in self._entries if entry.id in ids))

    def _score(
        self,
        entry: _Entry,
        whole: float,
        pairs: Set[tuple[str, str]],
        asked: Set[str],
        said: Sequence[str],
        total: float,
    ) -> float:
        """0 when the name explains too little, else how much it explains and, a little, how much of it was said.

        A figure of the name ("Chỉ thị 30") that was not said makes it fall short of names without one.
        """
        shared = entry.telling & asked
        weight = self._weight(shared)
        explained = weight / total
        if (
            explained < EXPLAINED
            or len(shared) < self._covered * len(entry.telling)
            or fuzz.token_set_ratio(" ".join(said), entry.text) < ALIKE
        ):
            return 0.0
        together = sum(pair in pairs for pair in pairwise(said)) / max(1, len(asked) - 1)
        unsaid = 2 * MARGIN if entry.figures - asked else 0.0
        return 0.7 * explained + 0.15 * weight / whole + 0.15 * together - unsaid


@dataclass(frozen=True, slots=True)
class Naming:
    """Everything a vocabulary names, ready to be found.

    `known`, `spellings` and `pairs` are its words, and words side by side, with those of the lexicon.
    """

    topics: Names
    units: Names
    titles: Names
    known: frozenset[str]
    spellings: frozenset[str]
    pairs: Pairs
    numbers: dict[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def naming(vocabulary: Vocabulary, languages: tuple[str, ...]) -> Naming:
    """The names of a vocabulary; kept, because a vocabulary changes only with the plan, the roster or a new alias.

    One takes about 2 MB, and the last few are enough: one for each way of mixing languages, before and after a change.
    """
    words = lexicon(languages)
    topics = Names(vocabulary.topics, words)
    units, titles = (Names(each, words, COVERED) for each in (vocabulary.units, vocabulary.titles))
    numbers: dict[str, tuple[str, ...]] = {}
    for topic in vocabulary.topics:
        for name in topic.names:
            if name.replace(".", "").isdecimal():
                numbers[name] = (*numbers.get(name, ()), topic.id)
    known = topics.known | units.known | titles.known | words.known
    spellings = topics.spellings | units.spellings | titles.spellings | words.spellings
    pairs = pairs_of(topics.pairs | units.pairs | titles.pairs | words.pairs)
    return Naming(topics, units, titles, known, spellings, pairs, numbers)


def translated(words: Sequence[Word], lexicon: Lexicon) -> tuple[Word, ...]:
    """The words with names in other words put into those of the plans."""
    return replaced(words, lexicon.translations)


def _expanded(words: Sequence[Word], lexicon: Lexicon) -> tuple[Word, ...]:
    return translated(replaced(words, lexicon.expansions), lexicon)


def replaced(words: Sequence[Word], phrases: Phrases[tuple[Word, ...]]) -> tuple[Word, ...]:
    """The words with every phrase (the longest first) replaced by what it stands for."""
    made: list[Word] = []
    at = 0
    while at < len(words):
        match = max(phrases.at(words, at), key=_length, default=None)
        made += match.value if match else (words[at],)
        at = match.end if match else at + 1
    return tuple(made)


def _length(match: Match[Any]) -> int:
    return match.end - match.start
