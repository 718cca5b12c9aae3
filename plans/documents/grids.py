"""Files of persons (.csv, .xlsx, .xls, .ods) as plain rows of texts; what the columns mean is found by `tables`.

`read_grids(data, name)` gives every sheet that is shown as a `Grid` (`plans.lists`), or one `Problem` that says what to
do. Merged cells all hold their text, formulas hold the value last computed, dates are 29/02/2024, numbers have no
".0", texts are NFC; texts in the fonts of before Unicode (TCVN3, VNI) are made into today's letters.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import StringIO

from plans.documents.formats import office
from plans.documents.formats.archive import DAMAGED, Archive, open_archive
from plans.documents.formats.office_xml import Element, parsed
from plans.documents.formats.old_letters import modern_texts
from plans.documents.formats.registry import recognised
from plans.documents.formats.sheet import (
    SPREADSHEET,
    Book,
    Merged,
    book_of,
    cells_of,
    integer,
    merged_areas,
    sheets,
    shown_in,
)
from plans.documents.text_file import decoded, shortened, tidy, words
from plans.lists import Grid, GridRow
from plans.problems import Problem

#: A list of persons of one department has a few hundred rows; one of a province's office fewer than so many.
MAX_ROWS = 5_000
MAX_COLUMNS = 64
#: It waits in the store until it is confirmed: of 2,000 people it has some 400,000 characters.
MAX_CHARACTERS = 2_000_000
#: What one cell may hold here; whatever is longer is cut there and found too long by whoever reads the column.
MAX_CELL = 1_000
_DELIMITERS = ",;\t"
#: The line by which Excel is told what separates the cells.
_SEPARATOR = re.compile(r"sep=([,;\t])+(?=\n|$)", re.IGNORECASE)
#: A number format that keeps leading zeros, as for telephone numbers: 0000000000, 0000 000 000.
_ZEROS = re.compile(r"[0 .\\-]*")
#: By an apostrophe before it, a formula or number is marked as text.
_APOSTROPHE = re.compile(r"^'(?=[=+@\d-])")
_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def read_grids(data: bytes, name: str) -> tuple[Grid, ...] | Problem:
    """The sheets of a file that say anything, in their order; or what to do before it can be read.

    Only the problem of a formula without a value has a row (and its sheet): it stands in the way of the whole.
    """
    found = recognised(data, name)
    if isinstance(found, Problem):
        return found
    if found.name == "text":
        return _of_text(data)
    if found.name == "office" and office.kind(data) in office.TABLES:
        converted = office.as_new(data)
        return converted if isinstance(converted, Problem) else _of_workbook(converted)
    if found.name == "xlsx":
        return _of_workbook(data)
    return Problem("file.no_list")


def is_table_file(data: bytes, name: str) -> bool:
    """Whether a file is of a sort that `read_grids` takes."""
    found = recognised(data, name)
    if isinstance(found, Problem):
        return False
    return found.name in {"text", "xlsx"} or (found.name == "office" and office.kind(data) in office.TABLES)


# ---------------------------------------------------------------- comma-separated values


def _of_text(data: bytes) -> tuple[Grid, ...] | Problem:
    text = decoded(data)
    if isinstance(text, Problem):
        # An old font leaves bytes that are no UTF-8; Latin-1 has a letter for each of them.
        grids = _of_letters(data.decode("latin-1")) if text.code in {"file.old_encoding", "file.not_text"} else text
        if isinstance(grids, tuple) and callable(modern_texts(_texts(grids))):
            return _modern(grids)
        return text
    grids = _of_letters(text)
    return grids if isinstance(grids, Problem) else _modern(grids)


def _of_letters(text: str) -> tuple[Grid, ...] | Problem:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[GridRow] = []
    try:
        for row in _csv_rows(text):
            if len(rows) >= MAX_ROWS:
                return _too_many(row.number)
            rows.append(row)
    except csv.Error:
        return Problem("file.broken_table")
    return (Grid("", tuple(rows)),) if rows else Problem("file.empty")


def _csv_rows(text: str) -> Iterator[GridRow]:
    """The rows that say something, each with the number of its first line; notes (# …) are left out."""
    said = _SEPARATOR.match(text)
    body = text[said.end() :] if said else text
    sample = next((line for line in body.split("\n") if line.strip(" \t,;") and not _is_note(line)), "")
    reader = csv.reader(StringIO(body, newline=""), delimiter=max(_DELIMITERS, key=sample.count), strict=True)
    line = 1
    for row in reader:
        if any(map(str.strip, row)) and not _is_note(row[0]):
            yield GridRow(line, tuple(_APOSTROPHE.sub("", cell) for cell in row[:MAX_COLUMNS]))
        line = reader.line_num + 1


def _is_note(cell: str) -> bool:
    """A note begins with #; # alone heads the running numbers."""
    plain = cell.lstrip(' "')
    return plain.startswith("#") and len(plain.split(",")[0].split(";")[0].strip()) > 1


def _tidied(cells: Iterable[str], made: Callable[[str], str]) -> tuple[str, ...]:
    found = [tidy(_BREAKS.sub(" ", made(cell)))[:MAX_CELL] for cell in cells]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


# ---------------------------------------------------------------- workbooks


def _of_workbook(data: bytes) -> tuple[Grid, ...] | Problem:
    archive = open_archive(data)
    if isinstance(archive, Problem):
        return archive
    try:
        grids = _sheets(archive)
    except DAMAGED:
        return Problem("document.corrupt")
    return grids if isinstance(grids, Problem) else _modern(grids)


def _sheets(archive: Archive) -> tuple[Grid, ...] | Problem:
    book = book_of(archive)
    grids = []
    for title, part in sheets(archive):
        grid = _Sheet(title, book).read(parsed(archive.part(part) or b""))
        if isinstance(grid, Problem):
            return grid
        if grid.rows:
            grids.append(grid)
    if sum(len(grid.rows) for grid in grids) > MAX_ROWS:
        return _too_many(0)
    return tuple(grids) or Problem("file.empty")


class _Sheet:
    """One sheet on its way to a grid."""

    def __init__(self, title: str, book: Book) -> None:
        self.title = tidy(title)
        self.book = book

    def read(self, root: Element) -> Grid | Problem:
        """Its rows that say something."""
        merged = [area for area in merged_areas(root) if area.left <= MAX_COLUMNS]
        rows: dict[int, dict[int, str]] = {}
        unseen: set[int] = set()
        number = 0
        for row in root.iterfind(f"{SPREADSHEET}sheetData/{SPREADSHEET}row"):
            number = integer(row.get("r")) or number + 1
            texts = {}
            for column, cell in cells_of(row):
                if column > MAX_COLUMNS:
                    break
                text = self.text(cell)
                if text is None:
                    return Problem("file.formula_without_value", {"column": _letters(column)}, number, "", self.title)
                if text.strip():
                    texts[column] = text
            if texts:
                rows[number] = texts
                unseen.update({number} if row.get("hidden") in {"1", "true"} else ())
            if len(rows) > MAX_ROWS:
                return _too_many(number, self.title)
        _fill(rows, merged)
        shown = (GridRow(at, _in_columns(rows[at])) for at in sorted(rows.keys() - unseen))
        return Grid(self.title, tuple(shown), len(unseen))

    def text(self, cell: Element) -> str | None:
        """What a cell shows; None when it is a formula that nobody has computed."""
        value = cell.findtext(f"{SPREADSHEET}v") or ""
        kind = cell.get("t", "n")
        if not value and kind != "str" and cell.find(f"{SPREADSHEET}f") is not None:
            return None
        if kind == "e":
            return value  # "#N/A": better seen than passed over
        if kind == "n" and value.isascii() and value.isdigit():
            style = integer(cell.get("s"))
            form = self.book.formats[style] if style < len(self.book.formats) else ""
            if form.count("0") > 1 and _ZEROS.fullmatch(form):
                return value.zfill(form.count("0"))
        return shown_in(cell, self.book, str)


def _fill(rows: dict[int, dict[int, str]], merged: Iterable[Merged]) -> None:
    """Every merged cell says what the first of them says, in rows that say something else too."""
    for area in merged:
        text = rows.get(area.top, {}).get(area.left)
        if text is None:
            continue
        for number in rows.keys() & set(range(area.top, min(area.bottom, area.top + MAX_ROWS) + 1)):
            for column in range(area.left, min(area.right, MAX_COLUMNS) + 1):
                rows[number].setdefault(column, text)


def _in_columns(texts: dict[int, str]) -> tuple[str, ...]:
    return tuple(texts.get(column, "") for column in range(1, max(texts) + 1))


def _letters(column: int) -> str:
    """1 → A, 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# ---------------------------------------------------------------- both


def _too_many(number: int, sheet: str = "") -> Problem:
    return Problem("file.too_many_rows", {"limit": str(MAX_ROWS)}, number, "", sheet)


def _texts(grids: Iterable[Grid]) -> list[str]:
    return [cell for grid in grids for row in grid.rows for cell in row.cells]


def _modern(grids: tuple[Grid, ...]) -> tuple[Grid, ...] | Problem:
    """The grids in today's letters, tidied after: old fonts have a letter where Unicode has an unseen mark."""
    texts = _texts(grids)
    if sum(map(len, texts)) > MAX_CHARACTERS:
        return Problem("file.too_much_in_table")
    made = modern_texts(texts) or str
    if isinstance(made, str):
        return Problem("file.old_font", {"example": shortened(made, 60)})
    tidied = []
    for grid in grids:
        rows = (GridRow(row.number, _tidied(row.cells, made)) for row in grid.rows)
        tidied.append(replace(grid, rows=tuple(row for row in rows if row.cells)))
    return tuple(tidied)


def plain(row: GridRow) -> tuple[str, ...]:
    """The cells of a row as headings are compared."""
    return tuple(map(words, row.cells))
