"""A page as it is laid out: its words and ruling lines, whether they come from a PDF's text or from an image.

Everything is in points (1/72 inch) from the page's upper left corner, upright.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple
from unicodedata import combining, normalize

#: No paper has so many words on a page; what has them is made to keep a reader busy.
MAX_WORDS = 20_000
#: The same for ruling lines.
MAX_RULES = 4_000


class Word(NamedTuple):
    """A word, its extent from left to right, the line it stands on and its size of type. `sure` is 0 to 100."""

    text: str
    left: float
    right: float
    base: float
    size: float
    sure: float = 100.0

    @property
    def middle(self) -> float:
        """The height of the middle of its small letters."""
        return self.base - self.size * 0.25


class Rule(NamedTuple):
    """A ruling line: upright at `at` from `start` to `end` downwards, or level at `at` from left to right."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `number` is 1-based."""

    number: int
    width: float
    height: float
    words: Sequence[Word]
    rules: Sequence[Rule] = ()


def _middle(word: Word) -> float:
    return word[3] - word[4] * 0.25


class Line:
    """Words on one line, from left to right."""

    __slots__ = ("base", "left", "page", "right", "size", "words")

    def __init__(self, words: list[Word], page: int = 0) -> None:
        self.words = words
        self.left = words[0].left
        self.right = max(word.right for word in words)
        self.size = words[0].size if len(words) < 3 else sorted(word.size for word in words)[len(words) // 2]
        self.base = words[0].base if len(words) < 3 else sorted(word.base for word in words)[len(words) // 2]
        self.page = page

    @property
    def text(self) -> str:
        return " ".join([word.text for word in self.words])


def lines_of(words: Iterable[Word], page: int = 0) -> list[Line]:
    """The words as lines, from top to bottom."""
    lines: list[Line] = []
    row: list[Word] = []
    middle = largest = 0.0
    for word in sorted(words, key=_middle):
        size = word[4]
        height = word[3] - size * 0.25
        if row and height - middle > 0.35 * (size if size > largest else largest):
            lines.append(_line(row, page))
            row = []
        if not row:
            middle, largest = height, size
        elif size >= largest * 0.9:
            # Small raised figures do not pull the line up.
            middle += (height - middle) / (len(row) + 1)
        row.append(word)
    if row:
        lines.append(_line(row, page))
    return lines


def _line(words: list[Word], page: int) -> Line:
    words.sort(key=itemgetter(1))
    return Line(_joined(words), page)


def _joined(words: list[Word]) -> list[Word]:
    """Pieces of one word put together: a stray combining mark, letters that touch."""
    last = words[0]
    whole = [last]
    for word in words[1:]:
        gap = word[1] - last[2]
        if (gap < 0.04 * last[4] and word[1] > last[1]) or (word[0] >= "\u0300" and combining(word[0][0])):
            text = normalize("NFC", last.text + word.text)
            last = last._replace(text=text, right=max(last.right, word.right), sure=min(last.sure, word.sure))
            whole[-1] = last
        else:
            whole.append(word)
            last = word
    return whole
