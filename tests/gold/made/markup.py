"""What an office puts into a paper beyond plain text.

A paper is a sequence of paragraphs (`P`), tables (`T`) and `LANDSCAPE` (from there its pages lie on their side).
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

#: The lists of `P.number`: form and text of each level.
LEVELS = {
    "plan": (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-")),
    "parts": (("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3.")),
    "row": (("decimal", "%1"),),
    "bullet": (("bullet", "-"), ("bullet", "+")),
}


@dataclass(frozen=True)
class Inserted:
    """Text that a tracked change put in; `moved` when it was dragged here from elsewhere."""

    text: str
    moved: bool = False


@dataclass(frozen=True)
class Deleted:
    """Text that a tracked change struck out; `moved` when it was dragged away."""

    text: str
    moved: bool = False


@dataclass(frozen=True)
class Note:
    """A footnote."""

    text: str


@dataclass(frozen=True)
class Control:
    """A content control: a field of a form that is filled in; `placeholder` when nobody did."""

    text: str
    placeholder: bool = False


@dataclass(frozen=True)
class Box:
    """A text box anchored in the paragraph."""

    lines: tuple[str, ...]


Part: TypeAlias = str | Inserted | Deleted | Note | Control | Box


@dataclass(frozen=True)
class P:
    r"""A paragraph. `style` is a Word style, `number` a list of `LEVELS` with the level (from 0).

    ``\n`` in a text is a line broken by hand, a tab a tab.
    """

    parts: tuple[Part, ...]
    style: str = ""
    number: tuple[str, int] | None = None
    align: str = ""


def p(*parts: Part, style: str = "", number: tuple[str, int] | None = None, align: str = "") -> P:
    """A paragraph of these parts."""
    return P(parts, style, number, align)


@dataclass(frozen=True)
class Down:
    """A cell that belongs to the one above it."""


DOWN = Down()
Content: TypeAlias = str | datetime.date | P | Sequence["str | P"]


@dataclass(frozen=True)
class C:
    """A cell over `span` columns."""

    content: Content
    span: int = 1


CellLike: TypeAlias = Content | C | Down


@dataclass(frozen=True)
class T:
    """A table; `repeats` rows are repeated as its head on every page."""

    rows: tuple[tuple[CellLike, ...], ...]
    widths: tuple[float, ...]
    borders: bool = True
    repeats: int = 0


def t(widths: Sequence[float], *rows: Sequence[CellLike], borders: bool = True, repeats: int = 0) -> T:
    """A table of these rows; widths in centimetres."""
    return T(tuple(tuple(row) for row in rows), tuple(widths), borders, repeats)


@dataclass(frozen=True)
class Landscape:
    """From here the pages lie on their side."""


LANDSCAPE = Landscape()
Item: TypeAlias = str | P | T | Landscape


@dataclass
class GridCell:
    """A cell where it stands: its paragraphs, columns and rows."""

    paragraphs: list[P]
    value: str | datetime.date
    span: int = 1
    down: int = 1
    covered: bool = False


def grid(table: T) -> list[list[tuple[int, GridCell]]]:
    """The rows of a table: each cell with its column; those covered from above are marked and refer to it."""
    above: dict[int, GridCell] = {}
    rows = []
    for row in table.rows:
        column, cells = 0, []
        for like in row:
            if isinstance(like, Down):
                origin = above[column]
                origin.down += 1
                cell = GridCell([p("")], "", origin.span, covered=True)
            else:
                content, span = (like.content, like.span) if isinstance(like, C) else (like, 1)
                paragraphs = _paragraphs(content)
                value = content if isinstance(content, datetime.date) else "\n".join(map(plain, paragraphs))
                cell = origin = GridCell(paragraphs, value, span)
            above[column] = origin
            cells.append((column, cell))
            column += cell.span
        assert column == len(table.widths), row
        rows.append(cells)
    return rows


def _paragraphs(content: Content) -> list[P]:
    if isinstance(content, P):
        return [content]
    if isinstance(content, str):
        return [p(content)]
    if isinstance(content, datetime.date):
        return [p(f"{content:%d/%m/%Y}")]
    return [item if isinstance(item, P) else p(item) for item in content]


def plain(paragraph: P) -> str:
    """What a reader sees of a paragraph, without footnotes and boxes."""
    return "".join(seen(part) for part in paragraph.parts)


def seen(part: Part) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Inserted):
        return part.text
    if isinstance(part, Control):
        return "" if part.placeholder else part.text
    return ""
