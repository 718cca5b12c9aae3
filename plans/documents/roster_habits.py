"""Habits of those who type rosters: crosses in a column for each employment, and signs of repetition."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import TypeVar

from plans.documents.award_cells import MARKS
from plans.documents.roster_words import EMPLOYMENT_WORDS
from plans.documents.tables import TableRow, heading_words
from plans.documents.text_file import words
from plans.model.people import Employment
from plans.model.person_lists import Grid, GridRow

C = TypeVar("C")

#: The heading that those columns get instead of their own.
_EMPLOYMENT = "Diện"
_HEADINGS = {words(form): sort for sort, forms in EMPLOYMENT_WORDS.items() for form in forms}
_TICKS = frozenset({"+", "✓", "✔", "√", "☑"})
_DITTO = re.compile(r"[-–(]*\s*(?:[\"”“〃]|''|n\.?/?t\.?|như trên)\s*[-–)]*", re.IGNORECASE)


def with_marked_employment(grid: Grid, names: Set[str]) -> Grid:
    """The same sheet with "công chức" instead of the cross below the heading "Công chức", and so on.

    `names` are the words that head the column of names: in the same row or in the one above.
    """
    marked: dict[int, Employment] = {}
    rows: list[GridRow] = []
    for position, row in enumerate(grid.rows):
        said = {at: sort for at, cell in enumerate(row.cells) if (sort := _HEADINGS.get(words(cell))) is not None}
        heading = heading_words(row) | (heading_words(grid.rows[position - 1]) if position else set())
        if len(set(said.values())) > 1 and heading & names:
            marked = said
            rows.append(
                replace(row, cells=tuple(_EMPLOYMENT if at in said else cell for at, cell in enumerate(row.cells)))
            )
        else:
            rows.append(replace(row, cells=tuple(_told(cell, marked.get(at)) for at, cell in enumerate(row.cells))))
    return replace(grid, rows=tuple(rows))


def _told(cell: str, sort: Employment | None) -> str:
    ticked = sort is not None and (cell in _TICKS or words(cell) in MARKS)
    return EMPLOYMENT_WORDS[sort][0] if sort is not None and ticked else cell


def with_dittos(rows: Sequence[TableRow[C]], columns: Set[C]) -> list[TableRow[C]]:
    """The same rows with what stands above instead of a sign that says so."""
    above: dict[C, str] = {}
    found = []
    for row in rows:
        cells = {
            column: above.get(column, cell) if column in columns and _DITTO.fullmatch(cell) else cell
            for column, cell in row.cells.items()
        }
        above.update(cells)
        found.append(replace(row, cells=cells))
    return found
