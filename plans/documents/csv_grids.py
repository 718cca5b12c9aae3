"""Lists of persons as comma-separated values, in whatever coding and with whatever separator people save them."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from plans.documents.grid_limits import MAX_COLUMNS, MAX_ROWS, modern, texts_of, too_many
from plans.documents.old_letters import modern_texts
from plans.documents.text_file import decoded
from plans.model.person_lists import Grid, GridRow
from plans.problems import Problem

_DELIMITERS = ",;\t"
#: The line by which Excel is told what separates the cells.
_SEPARATOR = re.compile(r"sep=([,;\t])+(?=\n|$)", re.IGNORECASE)
#: By an apostrophe before it, a formula or number is marked as text.
_APOSTROPHE = re.compile(r"^'(?=[=+@\d-])")


def csv_grids(data: bytes) -> tuple[Grid, ...] | Problem:
    """The one grid of a file of comma-separated values, or what to do before it can be read."""
    text = decoded(data)
    if isinstance(text, Problem):
        # An old font leaves bytes that are no UTF-8; Latin-1 has a letter for each of them.
        grids = _of_letters(data.decode("latin-1")) if text.code in {"file.old_encoding", "file.not_text"} else text
        if isinstance(grids, tuple) and callable(modern_texts(texts_of(grids))):
            return modern(grids)
        return text
    grids = _of_letters(text)
    return grids if isinstance(grids, Problem) else modern(grids)


def _of_letters(text: str) -> tuple[Grid, ...] | Problem:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[GridRow] = []
    try:
        for row in _csv_rows(text):
            if len(rows) >= MAX_ROWS:
                return too_many(row.number)
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
