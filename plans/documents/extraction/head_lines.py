"""The lines of a paper as its head is read from them: cells and columns side by side are lines of their own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.documents.extraction.noise import cleaned
from plans.documents.outline import Block

#: Between two columns of a letterhead that a text file shows side by side.
_SIDE = re.compile(r"\t+|(?<![: ]) {3,}(?! |tháng|năm|/|…|\.)|(?=CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN)")
#: Nobody's head is longer, and the signature stands at the very end.
_FIRST, _LAST = 400, 80


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line, `column` telling left (0) from right; `apart` is true when an empty line stands before it."""

    number: int
    text: str
    quote: str
    column: int = 0
    apart: bool = False
    row: bool = False


def head_lines(blocks: Iterable[Block]) -> list[HeadLine]:
    """The lines that are not empty, of the beginning and the end of a paper."""
    every = list(blocks)
    if len(every) > _FIRST + _LAST:
        every = every[:_FIRST] + every[-_LAST:]
    found: list[HeadLine] = []
    apart, last = False, 0
    for block in every:
        lines = list(_lines(block, apart or (last > 0 and block.number > last + 1)))
        last = block.number
        apart = not lines
        found += lines
    return found


def _lines(block: Block, apart: bool) -> Iterator[HeadLine]:
    if block.cells:
        texts = [(column, line) for column, cell in enumerate(block.cells) for line in cell.text.split("\n")]
    else:
        texts = [
            (column, part) for line in block.text.split("\n") for column, part in enumerate(_SIDE.split(line.strip()))
        ]
    for column, raw in texts:
        text = " ".join(cleaned(raw).split())
        if text.strip(" -_=*.—–"):
            yield HeadLine(block.number, text, raw.strip(), column, apart, bool(block.cells) and bool(block.row))
