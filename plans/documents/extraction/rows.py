"""Rows of a table that a text file shows with tabs or upright bars get cells, as other formats give them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plans.documents.outline import Block, Cell

_RULE = re.compile(r"^[\s|:+=-]*-{2,}[\s|:+=-]*$")
_BULLET = re.compile(r"^\s*[-+•*–]\s*$")
_MARK = re.compile(r"^\s*(?:[-+•*–]|\(?[0-9a-zđ]{1,3}(?:\.\d{1,3})*[.)]|[IVX]{1,5}[.)])?\s*$")


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
    if _BULLET.match(texts[0]):
        return []
    if len(texts) > 2 and (within or sum(map(bool, texts)) > 1):  # three columns are a table
        return texts if within or not _MARK.match(texts[0]) or sum(map(bool, texts)) > 2 else []
    if len(texts) == 2 and texts[1]:  # two may be an indent
        return texts if within or (texts[0] and not _MARK.match(texts[0])) else []
    return []
