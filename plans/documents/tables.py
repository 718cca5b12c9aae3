"""Finding the table in a file of persons: which row heads it, which columns mean what, and its rows.

::

    found = find_table(grids, {Column.NAME: ("Họ và tên", "Họ tên"), Column.UNIT: ("Đơn vị",)}, {Column.NAME})
    for row in found.rows:
        row.cell(Column.NAME), row.sheet, row.line, row.quote, row.section

Headings may stand in any order, in two rows, below lines of title, on several sheets, again further down, with or
without diacritics, with remarks in brackets. What no column is meant by is not read; see `Table.strange`.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from plans.documents.text_file import shortened, words
from plans.model.person_lists import Grid, GridRow

C = TypeVar("C")

#: Columns that offices keep for themselves; what stands in them is not read.
PASSED_OVER = frozenset({"stt", "tt", "so tt", "so thu tu", "ghi chu", "no", "notes", "note", "ky ten", "chu ky", ""})
#: Headings of running numbers.
_NUMBERS = frozenset({"stt", "tt", "so tt", "so thu tu", "no"})
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
#: Numbers of columns below a heading: 1, (2), A, [3].
_COLUMN_NUMBER = re.compile(r"[(\[]?(?:\d{1,2}|[A-ZĐ])[)\]]?(?:\s*=.*)?")
_ROMAN = re.compile(r"(?:[IVXLC]{1,7}|[A-Z])[.)]?")
#: What numbers a line across the table: I., II -, A/, 1).
_NUMERAL = re.compile(r"^(?:[IVXLC]{1,7}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)(?:[.)/:]|\s*[-–])\s*(?=\S)")
_DIGITS = re.compile(r"\d{1,5}[.)]?")
#: With these a table is over: who made it and signs it, where it goes, what it comes to.
_ENDS = re.compile(
    r"(?:nguoi lap|nguoi tong hop|noi nhan|xac nhan cua|ky ten|thu truong (?:don vi|co quan)"
    r"|(?:[\w ]{2,30} )?ngay (?:\d{1,2} )?thang (?:\d{1,2} )?nam)\b"
)
_SUMS = re.compile(r"(?:tong cong|tong so|total)(?: .*)?|(?:tong|cong)(?: \d.*)?")


@dataclass(frozen=True, slots=True)
class TableRow(Generic[C]):
    """A row below a heading. `section` is the last line across the table above it ("Phòng Quản lý năng lượng").

    `beyond` says that it has texts to the right of the heading.
    """

    sheet: str
    line: int
    cells: Mapping[C, str]
    quote: str
    section: str = ""
    beyond: bool = False

    def cell(self, column: C) -> str:
        """The text in that column, "" when there is none."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table(Generic[C]):
    """All rows below headings that have the needed columns, from all sheets.

    `columns` are those found anywhere, `strange` the headings that mean none (with sheet and line of the first),
    `titles` the lines above the first heading, `twice` a column that two headings name, `hidden` how many rows with
    texts are hidden and not read.
    """

    rows: tuple[TableRow[C], ...]
    columns: frozenset[C]
    strange: Mapping[str, tuple[str, int]]
    titles: tuple[str, ...]
    twice: Mapping[C, tuple[str, int]]
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class _Heading(Generic[C]):
    columns: tuple[C | None, ...]
    texts: tuple[str, ...]
    rows: int

    @property
    def found(self) -> frozenset[C]:
        return frozenset(column for column in self.columns if column is not None)


def find_table(grids: tuple[Grid, ...], columns: Mapping[C, tuple[str, ...]], needed: Set[C]) -> Table[C] | None:
    """The table whose columns go by these names; None when no row names all that are needed, and two at least."""
    known = {words(name): column for column, names in columns.items() for name in names}
    reading = _Reading(known, needed)
    for grid in grids:
        reading.read(grid)
    if not reading.columns:
        return None
    return Table(
        tuple(reading.rows),
        frozenset(reading.columns),
        reading.strange,
        tuple(reading.titles),
        reading.twice,
        reading.hidden,
    )


def heading_texts(grids: tuple[Grid, ...]) -> Iterator[tuple[frozenset[str], frozenset[str], tuple[str, ...]]]:
    """For every row: its texts and those of the next row, as headings are compared, and the lines of title above."""
    for grid in grids:
        above: list[str] = []
        for row, following in zip(grid.rows, (*grid.rows[1:], GridRow(0, ())), strict=True):
            yield heading_words(row), heading_words(following), tuple(above)
            if len(set(filter(None, row.cells))) <= 2 and len(above) < 20:
                above.append(quoted(row))


def heading_words(row: GridRow) -> frozenset[str]:
    """The texts of a row as headings are compared: with what stands in brackets, and without."""
    return frozenset(form for cell in row.cells if cell for form in _forms(cell))


class _Reading(Generic[C]):
    """What has been found so far."""

    def __init__(self, known: Mapping[str, C], needed: Set[C]) -> None:
        self.known = known
        self.needed = needed
        self.rows: list[TableRow[C]] = []
        self.columns: set[C] = set()
        self.strange: dict[str, tuple[str, int]] = {}
        self.titles: list[str] = []
        self.twice: dict[C, tuple[str, int]] = {}
        self.hidden = 0

    def read(self, grid: Grid) -> None:
        """Take the rows below the headings of one sheet."""
        heading: _Heading[C] | None = None
        section, skip, over = "", 0, False
        for position, row in enumerate(grid.rows):
            if skip:
                skip -= 1
                continue
            following = grid.rows[position + 1] if position + 1 < len(grid.rows) else None
            again = self.heading(row, following)
            if again is not None:
                self.take(grid, row, again, first=heading is None)
                heading, section, skip, over = again, "", again.rows - 1, False
            elif heading is None:
                self.titles += [quoted(row)] if not self.columns else []
            elif not over:
                over = self.is_over(row, heading)
                across = self.across(row, heading)
                if across is not None:
                    section = across or section
                elif not over:
                    self.rows.append(self.row(grid.sheet, row, heading, section))
        self.hidden += grid.hidden if heading is not None else 0

    def take(self, grid: Grid, row: GridRow, heading: _Heading[C], *, first: bool) -> None:
        """Keep what a heading says."""
        self.columns |= heading.found
        for at, (column, text) in enumerate(zip(heading.columns, heading.texts, strict=True)):
            if column is None and not (_forms(text) & PASSED_OVER):
                self.strange.setdefault(text, (grid.sheet, row.number))
            beside = at and heading.columns[at - 1] == column and heading.texts[at - 1] == text
            if first and column is not None and column in heading.columns[:at] and not beside:
                self.twice.setdefault(column, (grid.sheet, row.number))

    def heading(self, row: GridRow, following: GridRow | None) -> _Heading[C] | None:
        """The heading that a row is, alone or with the next one."""
        alone = self.mapped(row.cells, ())
        if not alone.found:
            return None
        both = self.mapped(row.cells, following.cells) if following is not None else alone
        best = both if len(both.found) > len(alone.found) and following and self.heads(following) else alone
        enough = len(best.found) >= min(2, len(set(self.known.values())))  # one word alone may stand anywhere
        return best if enough and best.found >= self.needed else None

    def heads(self, row: GridRow) -> bool:
        """Whether a row can be the second of a heading: it names columns and holds no figure or address."""
        named = sum(bool(_forms(cell) & self.known.keys()) for cell in row.cells if cell)
        return named > 0 and not any("@" in cell or any(map(str.isdigit, cell)) for cell in row.cells)

    def mapped(self, upper: tuple[str, ...], lower: tuple[str, ...]) -> _Heading[C]:
        """Column by column: what the lower text means, else both together, else the upper one."""
        width = max(len(upper), len(lower))
        columns, texts = [], []
        for high, low in zip(_padded(upper, width), _padded(lower, width), strict=True):
            tried = [low, f"{high} {low}", high] if low else [high]
            meant = ((self.meant(text), text) for text in tried if text)
            column, text = next(((column, text) for column, text in meant if column is not None), (None, low or high))
            columns.append(column)
            texts.append(text)
        return _Heading(tuple(columns), tuple(texts), 2 if lower else 1)

    def meant(self, text: str) -> C | None:
        return next((self.known[form] for form in _forms(text) if form in self.known), None)

    def row(self, sheet: str, row: GridRow, heading: _Heading[C], section: str) -> TableRow[C]:
        """The row's texts by column; a column that spans two (họ đệm, tên) is put together."""
        cells: dict[C, str] = {}
        for column, text in zip(heading.columns, row.cells, strict=False):
            if column is not None and text and text not in cells.get(column, "").split("\n"):
                cells[column] = f"{cells[column]}\n{text}" if column in cells else text
        joined = {column: text.replace("\n", " ") for column, text in cells.items()}
        return TableRow(sheet, row.number, joined, quoted(row), section, any(row.cells[len(heading.columns) :]))

    def across(self, row: GridRow, heading: _Heading[C]) -> str | None:
        """The text of a line across the table, "" for numbers of columns and sums; None for a row like the others."""
        said = [(at, cell) for at, cell in enumerate(row.cells) if cell]
        texts = list(dict.fromkeys(cell for _, cell in said))
        if all(_COLUMN_NUMBER.fullmatch(text) for text in texts) or any(
            _SUMS.fullmatch(words(text)) for text in texts[:2]
        ):
            return ""
        inside = {column for at, _ in said if at < len(heading.columns) and (column := heading.columns[at]) is not None}
        marked = len(texts) == 2 and _ROMAN.fullmatch(texts[0]) is not None
        merged = len(texts) == 1 and len(said) > 1
        numbered = any(_forms(text) & _NUMBERS for text in heading.texts)  # a row of the table has its number
        lone = len(texts) == 1 and (numbered or not inside >= self.needed)
        if marked or merged or lone:
            return _NUMERAL.sub("", texts[-1]) if not _DIGITS.fullmatch(texts[-1]) else ""
        return None

    def is_over(self, row: GridRow, heading: _Heading[C]) -> bool:
        """Whether a row is below the table: signatures, addressees, place and date."""
        said = list(dict.fromkeys(cell for cell in row.cells if cell))
        if not any(_ENDS.match(words(cell)) for cell in said) or len(said) >= max(3, len(heading.found)):
            return False
        # Somebody's row may hold a day in words as well: it has its number, or more in it than signatures have.
        filled = {column for column, cell in zip(heading.columns, row.cells, strict=False) if cell}
        numbers = zip(heading.texts, row.cells, strict=False)
        numbered = any(_DIGITS.fullmatch(cell) and _forms(text) & _NUMBERS for text, cell in numbers)
        return not (self.needed <= filled and (numbered or len(said) > 3))


@lru_cache(maxsize=4096)
def _forms(text: str) -> frozenset[str]:
    """A heading as it is compared: with what stands in brackets, and without."""
    return frozenset({words(text), words(_BRACKETS.sub(" ", text))})


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *("",) * (width - len(cells)))


def quoted(row: GridRow) -> str:
    """A row short enough to be shown with a problem; what merged cells repeat stands once."""
    return shortened(", ".join(dict.fromkeys(cell for cell in row.cells if cell)))
