"""Rows of a table that a text file shows with tabs or upright bars get cells, as other formats give them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plans.documents.outline import Block, Cell

_MIDDLE = re.compile(r"\s*(?:[-+•*–]\s|[a-zà-ỹđ])")
_RULE = re.compile(r"^[\s|:+=-]*-{2,}[\s|:+=-]*$")
_BULLET = re.compile(r"^\s*[-+•*–]\s*$")
_MARK = re.compile(r"^\s*(?:[-+•*–]|\(?[0-9a-zđ]{1,3}(?:\.\d{1,3})*[.)]|[IVX]{1,5}[.)])?\s*$")
_HEAD = re.compile(r"(?i)\s*(?:s?tt|số tt|số thứ tự|thứ tự|thứ|ngày|tháng|thời gian|nội dung.*|nhiệm vụ|công việc)\W*$")
_LETTERHEAD = re.compile(r"(?i)cộng hòa xã hội|cộng hoà xã hội|độc lập - tự do|^\s*số\s*:|ngày\s+\d*\s*tháng")


def laid_out(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with rows where a text shows them, and without rows where a workbook holds a whole paper.

    There rows with one filled cell are paragraphs, before the table's own rows, behind them, and before another head.
    """
    made = _mended(list(with_cells(blocks)))
    lines: list[int] = []
    kept: set[int] = set()
    begun = 0
    for at, block in enumerate(made):
        if not block.table or not block.cells:
            continue
        if _is_line(block):
            lines.append(at)
        elif _is_row(block):
            if block.table == begun and not _HEAD.match(block.cells[0].text):
                kept.update(lines)
            begun, lines = block.table, []
    return tuple(
        replace(block, text=block.cells[0].text, cells=())
        if block.table and block.cells and _is_line(block) and at not in kept
        else block
        for at, block in enumerate(made)
    )


def _mended(blocks: list[Block]) -> list[Block]:
    """Rows of a text that a line break within a cell has parted are one again, with the line they begin on."""
    made: list[Block] = []
    width = 0
    for block in blocks:
        before = made[-1] if made else None
        if block.table or before is None or not before.cells or not block.text.strip():
            width = len(block.cells)
        elif _fits(before, block, width):
            first, *rest = block.cells or (Cell(block.text.strip()),)
            middle = Cell(f"{before.cells[-1].text}\n{first.text}")
            made[-1] = replace(before, text=f"{before.text}\n{block.text}", cells=(*before.cells[:-1], middle, *rest))
            continue
        width = max(width, len(block.cells))
        made.append(block)
    return made


def _fits(before: Block, block: Block, width: int) -> bool:
    """Whether a line completes the row before: it begins like the middle of a cell, and the columns come out."""
    columns = len(before.cells) + max(len(block.cells), 1) - 1
    if len(before.cells) >= width or columns > width or (block.cells and columns < width):
        return False
    return _MIDDLE.match(block.text) is not None


def _is_row(block: Block) -> bool:
    filled = [cell for cell in block.cells if cell.text.strip()]
    return len(filled) > 2 or (len(filled) > 1 and not _LETTERHEAD.search(block.text))  # letterheads have two


def _is_line(block: Block) -> bool:
    return len(block.cells) > 1 and all(not cell.text.strip() for cell in block.cells[1:])


def with_cells(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; a line that is a row (two bars or more, or tabs between texts) has its cells.

    A tab after a bullet or a list number is only an indent, unless the line stands among rows. The ruler under the
    head of a table in a .md file is left out.
    """
    within = False
    for block in blocks:
        if block.cells or not block.text.strip():
            within = bool(block.cells) or within
            yield block
            continue
        if "|" in block.text and _RULE.match(block.text):
            continue
        texts = _split(block.text, within)
        within = bool(texts)
        yield replace(block, cells=tuple(map(Cell, texts))) if texts else block


def _split(line: str, within: bool) -> list[str]:
    """The texts of the cells; none when the line is no row."""
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        return [text.strip() for text in stripped.strip("|").split("|")]
    if " | " in stripped and (within or stripped.count(" | ") > 1):
        return [text.strip() for text in stripped.split("|")]
    texts = [text.strip() for text in line.split("\t")]
    if _BULLET.match(texts[0]) and not (within and len(texts) > 2):  # in a table a bullet may stand for a number
        return []
    if len(texts) > 2 and (within or sum(map(bool, texts)) > 1):  # three columns are a table
        return texts if within or not _MARK.match(texts[0]) or sum(map(bool, texts)) > 2 else []
    if len(texts) == 2 and texts[1]:  # two may be an indent
        return texts if within or (texts[0] and not _MARK.match(texts[0])) else []
    return []
