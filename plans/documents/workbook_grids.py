"""Lists of persons as workbooks (.xlsx): every sheet that is shown."""

import re
from collections.abc import Iterable

from plans.documents.formats.archive import DAMAGED, Archive, open_archive
from plans.documents.formats.office_xml import Element, parsed
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
from plans.documents.grid_limits import MAX_COLUMNS, MAX_ROWS, modern, too_many
from plans.documents.text_file import tidy
from plans.model.person_lists import Grid, GridRow
from plans.problems import Problem

#: A number format that keeps leading zeros, as for telephone numbers: 0000000000, 0000 000 000.
_ZEROS = re.compile(r"[0 .\\-]*")


def workbook_grids(data: bytes) -> tuple[Grid, ...] | Problem:
    """The grids of a workbook that say anything, or what to do before it can be read."""
    archive = open_archive(data)
    if isinstance(archive, Problem):
        return archive
    try:
        grids = _sheets(archive)
    except DAMAGED:
        return Problem("document.corrupt")
    return grids if isinstance(grids, Problem) else modern(grids)


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
        return too_many(0)
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
                return too_many(number, self.title)
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
