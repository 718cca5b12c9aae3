"""A table whose cells a web page has put one beneath the other, made into rows again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plans.documents.extraction.columns import Column, column_of
from plans.documents.outline import Block, Cell

_NUMBER_HEAD = re.compile(r"(?i)\W*(?:s?tt|số tt|số thứ tự)\W*$")
_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|(?i:tháng|quý) [\dIV]{1,3}\s?[/.-]\s?\d{4}")
_MOST_HEADS, _LONGEST_HEAD, _LONGEST_TIME = 8, 120, 60
_FEWEST_ROWS, _LONGEST_ROW = 2, 40


def unstacked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with rows for cells that stand one beneath the other; all as they were where there are none."""
    filled = [block for block in blocks if block.text.strip()]
    made: list[Block] = []
    at, changed = 0, False
    while at < len(filled):
        heads = _heads(filled[at : at + _MOST_HEADS + 1]) if _NUMBER_HEAD.match(filled[at].text) else []
        rows = list(_rows(filled, at + len(heads))) if heads else []
        if len(rows) < _FEWEST_ROWS:
            made.append(filled[at])
            at += 1
            continue
        made += [_row(filled[at], filled[at].text.strip(), "Nội dung", heads[-1].text), *(row for row, _ in rows)]
        at, changed = rows[-1][1], True
    return tuple(made) if changed else tuple(blocks)


def _row(block: Block, number: str, work: str, time: str) -> Block:
    """A row at the place of a block."""
    cells = (Cell(number), Cell(work), Cell(time.strip()))
    return replace(block, text="\t".join(cell.text for cell in cells), cells=cells)


def _heads(blocks: Sequence[Block]) -> list[Block]:
    """The heads before the first row's number, where they are short and the last names the time."""
    heads: list[Block] = []
    for block in blocks:
        if block.text.strip() == "1":
            return heads if heads and column_of(heads[-1].text) is Column.TIME else []
        if block.cells or len(block.text) > _LONGEST_HEAD:
            break
        heads.append(block)
    return []


def _rows(blocks: Sequence[Block], start: int) -> Iterator[tuple[Block, int]]:
    """Each row with where the next begins: a number, the work, and its time as the last."""
    at, number = start, 1
    while at < len(blocks) and blocks[at].text.strip() == str(number):
        stop = next(
            (place for place in range(at + 1, min(at + _LONGEST_ROW, len(blocks))) if _ends(blocks, place, number)),
            None,
        )
        if stop is None:
            return
        work = "\n".join(block.text.strip() for block in blocks[at + 1 : stop])
        yield _row(blocks[stop], str(number), work, blocks[stop].text), stop + 1
        at, number = stop + 1, number + 1


def _ends(blocks: Sequence[Block], place: int, number: int) -> bool:
    """Whether a row ends there: with a time, and behind it the next number or the end of the table."""
    text = blocks[place].text.strip()
    if blocks[place].cells or len(text) > _LONGEST_TIME or not _DAY.search(text):
        return False
    following = blocks[place + 1].text.strip() if place + 1 < len(blocks) else ""
    return following == str(number + 1) or not following.isdigit()
