"""What every file of persons is held to once it is read: how much of it is taken, in which letters, how tidied."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from plans.documents.old_letters import modern_texts
from plans.documents.text_file import shortened, tidy
from plans.model.person_lists import Grid, GridRow
from plans.problems import Problem

#: A list of persons of one department has a few hundred rows; one of a province's office fewer than so many.
MAX_ROWS = 5_000
MAX_COLUMNS = 64
#: It waits in the store until it is confirmed: of 2,000 people it has some 400,000 characters.
MAX_CHARACTERS = 2_000_000
#: What one cell may hold here; whatever is longer is cut there and found too long by whoever reads the column.
MAX_CELL = 1_000
_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def too_many(number: int, sheet: str = "") -> Problem:
    return Problem("file.too_many_rows", {"limit": str(MAX_ROWS)}, number, "", sheet)


def texts_of(grids: Iterable[Grid]) -> list[str]:
    return [cell for grid in grids for row in grid.rows for cell in row.cells]


def modern(grids: tuple[Grid, ...]) -> tuple[Grid, ...] | Problem:
    """The grids in today's letters, tidied after: old fonts have a letter where Unicode has an unseen mark."""
    texts = texts_of(grids)
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


def _tidied(cells: Iterable[str], made: Callable[[str], str]) -> tuple[str, ...]:
    found = [tidy(_BREAKS.sub(" ", made(cell)))[:MAX_CELL] for cell in cells]
    while found and not found[-1]:
        found.pop()
    return tuple(found)
