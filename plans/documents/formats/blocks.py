"""The blocks of an outline as a reader finds them, numbered and cleaned, up to a limit."""

import re
from collections.abc import Sequence
from unicodedata import is_normalized, normalize

from plans.documents.outline import Block, Cell, Outline
from plans.problems import Problem

#: A hundred pages are 300,000 characters and 3,000 blocks; beyond these it is no plan.
MAX_CHARACTERS = 5_000_000
MAX_BLOCKS = 100_000
MAX_COLUMNS = 64

#: What may be a stamp of secrecy in a header, with a page number beside it; `extraction.secrecy` says what is one.
MAY_BE_STAMP = re.compile(r".{0,40}(?<!bảo )(?<!bí )\bmật\b.{0,20}", re.IGNORECASE | re.DOTALL)
_NO_WIDTH = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
_PLAIN = re.compile(r"[\n\t -~À-ỹ–—“”‘’…]*")
_AROUND_BREAKS = re.compile("[ \t]*\n[ \t]*")


def clean(text: str) -> str:
    """A text as a reader of the paper sees it: NFC, ordinary spaces, no signs without width, tabs and breaks kept."""
    if not _PLAIN.fullmatch(text) or not is_normalized("NFC", text):
        text = _SPACES.sub(" ", _NO_WIDTH.sub("", normalize("NFC", text)))
    return text.strip()


def in_a_cell(lines: Sequence[str]) -> str:
    """The paragraphs of a cell as its text: tabs would be taken for the next cell."""
    text = "\n".join(line for line in lines if line).replace("\t", " ")
    return _AROUND_BREAKS.sub("\n", text).strip()


class BlockList:
    """What has been read so far. Once `full`, nothing more is taken and the outline becomes a problem."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.full = False
        self._blocks: list[Block] = []
        self._characters = 0
        self._table = 0
        self._row = 0

    def paragraph(self, text: str, page: int = 0, number: int = 0) -> None:
        """Add a paragraph, each of its lines as a block of its own, as in a text file; `number`: 0 counts on."""
        for line in text.split("\n"):
            if line := line.strip():
                self._add(line, (), page, 0, 0, number)

    def table(self) -> None:
        """Begin the next table."""
        self._table += 1
        self._row = 0

    def row(self, cells: Sequence[Cell], page: int = 0, number: int = 0) -> None:
        """Add a row of the current table; one that says nothing (new) is only counted."""
        self._row += 1
        self.full = self.full or self._row > MAX_BLOCKS
        if any(cell.text and not cell.continued for cell in cells):
            kept = tuple(cells[:MAX_COLUMNS])
            self._add("\t".join(cell.text for cell in kept), kept, page, self._table, self._row, number)

    def _add(self, text: str, cells: tuple[Cell, ...], page: int, table: int, row: int, number: int) -> None:
        self._characters += len(text)
        self.full = self.full or self._characters > MAX_CHARACTERS or len(self._blocks) >= MAX_BLOCKS
        if not self.full:
            self._blocks.append(Block(number or len(self._blocks) + 1, text, cells, page, table, row))

    def outline(self, problems: tuple[Problem, ...] = ()) -> Outline | Problem:
        """Everything read, or why it is nothing."""
        if self.full:
            return Problem("document.too_long")
        if not self._blocks:
            return Problem("document.no_text")
        return Outline(self.document, tuple(self._blocks), problems)
