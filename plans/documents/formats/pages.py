"""From pages to an outline: headers dropped, tables and paragraphs in reading order, joined over page breaks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from plans.documents.formats.columns import rows as column_rows
from plans.documents.formats.columns import zones
from plans.documents.formats.page import Line, Page, Rule, lines_of
from plans.documents.formats.paragraphs import cell_text, paragraphs, text_of
from plans.documents.formats.ruled import Grid, fill, grids
from plans.documents.formats.stamps import is_stamp
from plans.documents.outline import Block, Cell

#: The strips at a page's top and bottom where headers, footers and page numbers stand.
MARGIN = 0.11
#: A stop behind it is a speck of the scan.
_PAGE_NUMBER = re.compile(
    r"(?:(?:trang|page)\s*)?[-–—|]?\s*\d{1,3}\s*[-–—|]?(?:\s*(?:/|of|trên)\s*\d{1,3})?[.,:;]?$", re.IGNORECASE
)
#: What signing software prints over the page: "Thời gian ký: 12.01.2024 08:30:00 +07:00".
_STAMP = re.compile(r"\+07:?00|^(?:Người ký|Ký bởi|Signed by|Digitally signed)\s*:", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Table:
    """Rows, each with its page; `edges` are where the columns begin and end (empty without ruling lines)."""

    rows: list[tuple[int, tuple[Cell, ...]]]
    edges: tuple[float, ...] = ()


Piece = Line | Table


def blocks(pages: Sequence[Page]) -> tuple[Block, ...]:
    """All pages' text in reading order."""
    laid_out = [_Layout(page) for page in pages]
    _drop_repeated(laid_out)
    pieces: list[Piece] = []
    for layout in laid_out:
        for piece in layout.pieces():
            last = pieces[-1] if pieces else None
            if isinstance(piece, Table) and isinstance(last, Table) and _same_table(last, piece):
                _continue(last, piece)
            else:
                pieces.append(piece)
    return tuple(_numbered(pieces, laid_out))


class _Layout:
    """One page's tables, and its other words as lines."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.grids = grids(page.rules)
        words = list(page.words)
        for grid in self.grids:
            words = fill(grid, words)
        self.grids = [grid for grid in self.grids if any(area.words for area in grid.areas())]
        self.lines = [line for line in lines_of(words, page.number) if not self._is_stamp(line)]
        self.lines = self.lines[: self._footnotes()]

    def _is_stamp(self, line: Line) -> bool:
        return bool(_STAMP.search(line.text))

    def _footnotes(self) -> int:
        """The line that the footnotes begin with: numbered, in smaller type, beneath a short rule at the left."""
        sizes = sorted(line.size for line in self.lines)
        left = min((line.left for line in self.lines), default=0.0)
        for rule in self.page.rules:
            if rule.upright or rule.start > left + rule.end - rule.start or rule.end > self.page.width / 2:
                continue
            first = next((at for at, line in enumerate(self.lines) if line.base > rule.at), len(self.lines))
            notes = self.lines[first:]
            if notes and notes[0].text[0].isdigit() and self._stands_alone(rule):
                largest = max(line.size for line in notes)
                if largest < 0.9 * sizes[len(sizes) // 2] and notes[0].base > self.page.height / 3:
                    return first
        return len(self.lines)

    def _stands_alone(self, rule: Rule) -> bool:
        """Whether no table has that line, nor stands beneath it."""
        return all(grid.ys[-1] < rule.at for grid in self.grids)

    def margin(self) -> Iterator[tuple[bool, Line]]:
        """The lines that may be headers (True) or footers, the outermost first."""
        top, bottom = self.page.height * MARGIN, self.page.height * (1 - MARGIN)
        yield from ((True, line) for line in self.lines[:3] if line.base < top)
        yield from ((False, line) for line in self.lines[-3:] if line.base > bottom)

    def right(self) -> float:
        """Where a full line of the text ends; 0 when it has none long enough to tell."""
        ends = sorted(line.right for line in self.lines if line.right - line.left > self.page.width / 3)
        return ends[len(ends) * 9 // 10] if ends else 0.0

    def pieces(self) -> Iterator[Piece]:
        """Lines and tables from top to bottom."""
        lines = self.lines
        left, right = min((line.left for line in lines), default=0), self.page.width
        found = {zone.first: zone for zone in zones(lines, self.page.width)}
        waiting = [(grid.ys[0], grid) for grid in self.grids]
        index = 0
        while index < len(lines) or waiting:
            if waiting and (index >= len(lines) or waiting[0][0] < lines[index].base):
                yield _table(waiting.pop(0)[1], self.page.number)
            elif zone := found.get(index):
                cells = column_rows(lines, zone, left, right)
                yield Table([(self.page.number, tuple(map(Cell, row))) for row in cells])
                index = zone.last
            else:
                yield lines[index]
                index += 1


def _drop_repeated(layouts: list[_Layout]) -> None:
    """Drop page numbers, and headers and footers that stand on several pages."""
    seen = Counter((top, _plain(line)) for layout in layouts for top, line in layout.margin())
    often = max(2, len(layouts) // 3)
    for layout in layouts:
        gone = {
            id(line)
            for top, line in layout.margin()
            if _PAGE_NUMBER.match(line.text)
            or (
                len(layouts) > 2
                and seen[top, _plain(line)] >= often
                and not line.text[:1].isdigit()
                and not is_stamp(line.text)
            )
        }
        layout.lines = [line for line in layout.lines if id(line) not in gone]


def _plain(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _table(grid: Grid, page: int) -> Table:
    columns, height = len(grid.xs) - 1, len(grid.ys) - 1
    texts = {id(area): cell_text(lines_of(area.words, page), grid.xs[area.right] - 4) for area in grid.areas()}
    made = []
    for row in range(height):
        cells = []
        for column in range(columns):
            area = grid.at[row, column]
            cells.append(Cell(texts[id(area)], row > area.top) if column == area.left else Cell(""))
        made.append(tuple(cells))
    return Table([(page, row) for row in made if any(cell.text for cell in row)], tuple(grid.xs))


def _same_table(last: Table, piece: Table) -> bool:
    """Whether a table is the one above, going on upon the next page."""
    return (
        piece.rows[0][0] == last.rows[-1][0] + 1
        and len(piece.edges) == len(last.edges) > 0
        and all(abs(one - other) < 12 for one, other in zip(piece.edges, last.edges, strict=True))
    )


def _continue(table: Table, piece: Table) -> None:
    """Add the rest of a table: without its repeated heading, the row cut by the page break made whole."""
    rows = piece.rows
    heading = [cells for _, cells in table.rows[:1]]
    if len(rows) > 1 and len(table.rows) > 1 and _texts(rows[0][1]) == _texts(heading[0]):
        rows = rows[1:]
    page, first = rows[0]
    above_page, above = table.rows[-1]
    if _cut(above, first):
        table.rows[-1] = above_page, tuple(map(_joined, above, first))
    else:
        spans = [cell.continued for cell in rows[1][1]] if len(rows) > 1 else [False] * len(first)
        table.rows.append((page, tuple(map(_carried, above, first, spans))))
    table.rows += _spread(table.rows[-1][1], rows[1:])


def _texts(row: tuple[Cell, ...]) -> list[str]:
    return [_SPACES.sub(" ", cell.text) for cell in row]


def _cut(above: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """Whether a row on top of a page is the end of the one before: it has no number of its own."""
    texts = [cell.text for cell in below]
    if not any(texts):
        return False
    if any(text and not upper.text for text, upper in zip(texts, above, strict=True)):
        return False
    if above[0].text and not texts[0]:
        return len(above[0].text) <= 8 or texts[1:] != [""] * len(texts[1:])
    first = next(text for text in texts if text)
    return first[0].islower()


def _joined(above: Cell, below: Cell) -> Cell:
    if not below.text:
        return above
    if not above.text:
        return replace(above, text=below.text)
    going_on = below.text[0].islower() or not above.text.endswith((".", ";", ":"))
    return replace(above, text=f"{above.text}{' ' if going_on else chr(10)}{below.text}")


def _carried(above: Cell, below: Cell, spans: bool) -> Cell:
    """A cell merged over rows on both sides of the break is empty behind it; `spans`: over several rows there."""
    return Cell(above.text, True) if (above.continued or spans) and not below.text else below


def _spread(top: tuple[Cell, ...], rows: list[tuple[int, tuple[Cell, ...]]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows beneath the first of a page: cells merged with one of its cells say what that says on both pages."""
    still = set(range(len(top)))
    for page, row in rows:
        still = {at for at in still if row[at].continued}
        yield page, tuple(Cell(top[at].text, True) if at in still else cell for at, cell in enumerate(row))


def _rights(layouts: Sequence[_Layout]) -> dict[int, float]:
    """Where full lines end on each page: a page with few lines goes by the others of its width."""
    own = {layout.page.number: layout.right() for layout in layouts}
    usual: dict[int, list[float]] = {}
    for layout in layouts:
        if own[layout.page.number]:
            usual.setdefault(round(layout.page.width), []).append(own[layout.page.number])
    rights = {}
    for layout in layouts:
        ends = sorted(usual.get(round(layout.page.width), ()))
        rights[layout.page.number] = max(own[layout.page.number], ends[len(ends) // 2] if ends else 0.0)
    return rights


def _numbered(pieces: list[Piece], layouts: list[_Layout]) -> Iterator[Block]:
    rights = _rights(layouts)
    number = table = 0
    lines: list[Line] = []

    def text() -> Iterator[Block]:
        nonlocal number
        for paragraph in paragraphs(lines, rights):
            number += 1
            yield Block(number, normalize("NFC", text_of(paragraph)), page=paragraph[0].page)
        lines.clear()

    for piece in pieces:
        if isinstance(piece, Line):
            lines.append(piece)
            continue
        yield from text()
        table += 1
        for row, (page, cells) in enumerate(piece.rows, 1):
            number += 1
            clean = tuple(replace(cell, text=normalize("NFC", cell.text)) for cell in cells)
            joined = "\t".join(cell.text for cell in clean)
            yield Block(number, joined, clean, page, table, row)
    yield from text()
