"""Finds phrases of a lexicon in a row of words: a tree of folded words whose ends remember the accents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.understanding.words import Word

T = TypeVar("T")

#: In a phrase: up to this many words of any kind.
GAP = "…"
GAP_WORDS = 4


@dataclass(slots=True)
class _Node(Generic[T]):
    branches: dict[str, "_Node[T]"] = field(default_factory=dict)
    ends: list[tuple[tuple[Word, ...], T]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found in words[start:end] and what it stands for."""

    start: int
    end: int
    value: T


class Phrases(Generic[T]):
    """Phrases with what they stand for.

    Accents that stand in the text must be those of the phrase. Missing ones are forgiven, but among other accented
    words not in `homographs` (folded), and never in a phrase that is one `accented` word: without, it means another.
    """

    def __init__(self, homographs: frozenset[str] = frozenset(), accented: frozenset[str] = frozenset()) -> None:
        self._root: _Node[T] = _Node()
        self._homographs = homographs
        self._accented = accented

    def add(self, phrase: Sequence[Word], value: T) -> None:
        """Let the phrase stand for the value, besides what it stands for already."""
        node = self._root
        for each in phrase:
            node = node.branches.setdefault(each.letters, _Node())
        if phrase:
            node.ends.append((tuple(each for each in phrase if each.letters != GAP), value))

    def at(self, words: Sequence[Word], start: int) -> list[Match[T]]:
        """Every phrase that begins at that word."""
        if start >= len(words) or words[start].letters not in self._root.branches:
            return []
        return [
            Match(start, end, value)
            for phrase, value, seen, end in self._walk(self._root, words, start, ())
            if all(map(self._agree, phrase, seen)) and not self._needs_accents(phrase, seen)
        ]

    def all(self, words: Sequence[Word]) -> list[Match[T]]:
        """Every phrase in the words, overlapping ones too, by beginning."""
        return [match for start in range(len(words)) for match in self.at(words, start)]

    def _walk(
        self, node: _Node[T], words: Sequence[Word], at: int, seen: tuple[Word, ...]
    ) -> Iterator[tuple[tuple[Word, ...], T, tuple[Word, ...], int]]:
        for phrase, value in node.ends:
            yield phrase, value, seen, at
        if at < len(words) and (branch := node.branches.get(words[at].letters)):
            yield from self._walk(branch, words, at + 1, (*seen, words[at]))
        if gap := node.branches.get(GAP):
            for after in range(at, min(at + GAP_WORDS, len(words)) + 1):
                yield from self._walk(gap, words, after, seen)

    def _needs_accents(self, phrase: tuple[Word, ...], seen: tuple[Word, ...]) -> bool:
        return len(phrase) == 1 and phrase[0].text in self._accented and seen[0].accents is None

    def _agree(self, wanted: Word, seen: Word) -> bool:
        if wanted.accents is None or seen.accents == wanted.accents:
            return True
        if seen.accents is None:
            return True
        return not seen.accents and seen.letters not in self._homographs
