"""Finds phrases of a lexicon in a row of words: a tree of folded words whose ends remember the accents."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.understanding.language.words import Word

T = TypeVar("T")

#: In a phrase: up to this many words of any kind.
GAP = "…"
GAP_WORDS = 4


@dataclass(slots=True)
class _Node(Generic[T]):
    branches: dict[str, "_Node[T]"] = field(default_factory=dict)
    ends: list[tuple[tuple[Word, ...], bool, T]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found in words[start:end] and what it stands for."""

    start: int
    end: int
    value: T


class Phrases(Generic[T]):
    """Phrases with what they stand for.

    Accents that stand in the text must be those of the phrase. Missing ones are forgiven, but among other accented
    words not in `homographs` (folded), and never in all of a phrase that is `accented`: without, it means another.
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
            accented = " ".join(each.text for each in phrase) in self._accented
            node.ends.append((tuple(each for each in phrase if each.letters != GAP), accented, value))

    def at(self, words: Sequence[Word], start: int) -> list[Match[T]]:
        """Every phrase that begins at that word."""
        found: list[Match[T]] = []
        if start < len(words) and (node := self._root.branches.get(words[start].letters)):
            self._collect(found, node, words, start, start + 1, (words[start],))
        return found

    def all(self, words: Sequence[Word]) -> list[Match[T]]:
        """Every phrase in the words, overlapping ones too, by beginning."""
        return [match for start in range(len(words)) for match in self.at(words, start)]

    def _collect(
        self,
        found: list[Match[T]],
        node: _Node[T],
        words: Sequence[Word],
        start: int,
        at: int,
        seen: tuple[Word, ...],
    ) -> None:
        """Add every phrase that goes on from there; no more than `GAP_WORDS` ways at each gap."""
        for phrase, accented, value in node.ends:
            if not (accented and all(each.accents is None for each in seen)) and self._agree(phrase, seen):
                found.append(Match(start, at, value))
        if at < len(words) and (branch := node.branches.get(words[at].letters)):
            self._collect(found, branch, words, start, at + 1, (*seen, words[at]))
        if gap := node.branches.get(GAP):
            for after in range(at, min(at + GAP_WORDS, len(words)) + 1):
                self._collect(found, gap, words, start, after, seen)

    def _agree(self, phrase: tuple[Word, ...], seen: tuple[Word, ...]) -> bool:
        """Whether the accents of the words that were seen are those of the phrase, or are rightly missing."""
        for wanted, read in zip(phrase, seen, strict=True):
            if wanted.accents is None or read.accents is None or read.accents == wanted.accents:
                continue
            if read.accents or read.letters in self._homographs:
                return False
        return True
