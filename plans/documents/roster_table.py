"""The roster file as a table: rows under two headings (units, people), read from CSV as Excel and Notepad save it."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from io import StringIO

from plans.documents.text_file import decoded, hides, shortened, tidy, words
from plans.problems import Problem

MAX_ROWS = 2000
MAX_CELL = 500
_AGENCY = "Cơ quan"
_DELIMITERS = ",;\t"


class Column(StrEnum):
    """The columns, as people head them."""

    ID = "Mã"
    UNIT_NAME = "Tên đơn vị"
    KIND = "Loại"
    ALIASES = "Tên gọi khác"
    HEAD = "Trưởng đơn vị"
    LEADER_IN_CHARGE = "Lãnh đạo phụ trách"
    NAME = "Họ và tên"
    UNIT = "Đơn vị"
    FURTHER_UNITS = "Kiêm nhiệm"
    POSITION = "Chức vụ"
    EMPLOYMENT = "Diện"
    ROLES = "Vai trò"
    ADDRESS = "Xưng hô"
    EMAIL = "Thư điện tử"
    PHONE = "Điện thoại"
    STARTED = "Ngày vào"
    LEFT = "Ngày nghỉ"
    LANGUAGE = "Ngôn ngữ"


UNIT_COLUMNS = (
    Column.ID,
    Column.UNIT_NAME,
    Column.KIND,
    Column.ALIASES,
    Column.HEAD,
    Column.LEADER_IN_CHARGE,
)
PEOPLE_COLUMNS = (
    Column.ID,
    Column.NAME,
    Column.UNIT,
    Column.FURTHER_UNITS,
    Column.POSITION,
    Column.EMPLOYMENT,
    Column.ROLES,
    Column.ADDRESS,
    Column.EMAIL,
    Column.PHONE,
    Column.STARTED,
    Column.LEFT,
    Column.LANGUAGE,
)
#: Other headings that people use for the same column.
_ALSO: Mapping[str, Column] = {
    "Mã số": Column.ID,
    "Họ tên": Column.NAME,
    "Phòng, đơn vị": Column.UNIT,
    "Email": Column.EMAIL,
    "E-mail": Column.EMAIL,
    "Thư": Column.EMAIL,
    "Số điện thoại": Column.PHONE,
    "Loại đơn vị": Column.KIND,
}
#: Columns that offices keep for themselves; what stands in them is not read.
_PASSED_OVER = frozenset({"stt", "tt", "so tt", "so thu tu", "ghi chu"})
#: The line by which Excel is told what separates the cells.
_SEPARATOR = re.compile(r"sep=[,;\t]+(?=\n|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row under its heading; empty cells are left out."""

    line: int
    quote: str
    cells: Mapping[Column, str]

    def cell(self, column: Column) -> str:
        """The text in that column, "" when there is none."""
        return self.cells.get(column, "")


@dataclass(slots=True)
class RosterTable:
    """What the file holds, not yet judged."""

    agency: str = ""
    units: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(data: bytes) -> RosterTable:
    """The rows of a roster file with what is wrong about their form."""
    if data.startswith(b"PK"):
        return RosterTable(problems=[Problem("file.roster_is_sheet")])
    table = RosterTable()
    text = decoded(data)
    if isinstance(text, Problem):
        table.problems.append(text)
        return table
    heading: tuple[Column | None, ...] = ()
    try:
        for line, cells in _rows(text):
            if line > MAX_ROWS:
                return RosterTable(problems=[Problem("file.too_many_rows", {"limit": str(MAX_ROWS)}, line)])
            first = words(cells[0])
            if first in {words(_AGENCY), words("Tên cơ quan")}:
                table.agency = next((cell for cell in cells[1:] if cell), "")
            elif {words(Column.NAME), words("Họ tên"), words(Column.UNIT_NAME)} & {words(cell) for cell in cells}:
                heading = _heading(line, cells, table.problems)
            elif not heading:
                table.problems.append(Problem("file.row_before_heading", {}, line, _quote(cells)))
            else:
                _put(Row(line, _quote(cells), _under(heading, line, cells, table.problems)), heading, table)
    except csv.Error:
        table.problems.append(Problem("file.broken_table"))
    if not table.people and not table.problems:
        table.problems.append(Problem("file.no_people", {"columns": ", ".join(PEOPLE_COLUMNS[:3])}))
    return table


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, each with the number of its first line."""
    text = text[found.end() :] if (found := _SEPARATOR.match(text)) else text
    sample = next((line for line in text.split("\n") if line.strip(" \t,;") and not _is_note(line)), "")
    delimiter = max(_DELIMITERS, key=sample.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for row in reader:
        cells = [tidy(cell) for cell in row]
        if any(cells) and not _is_note(cells[0]):
            yield line, cells
        line = reader.line_num + 1


def _is_note(cell: str) -> bool:
    return cell.lstrip(' "').startswith("#")


def _quote(cells: list[str]) -> str:
    return shortened(", ".join(cell for cell in cells if cell))


def _heading(line: int, cells: list[str], problems: list[Problem]) -> tuple[Column | None, ...]:
    of_units = words(Column.UNIT_NAME) in {words(cell) for cell in cells}
    columns = UNIT_COLUMNS if of_units else PEOPLE_COLUMNS
    known = {words(column): column for column in columns}
    known |= {words(name): column for name, column in _ALSO.items() if column in columns}
    found = []
    for cell in cells:
        column = known.get(words(cell))
        if cell and column is None and words(cell) not in _PASSED_OVER:
            values = {"column": shortened(cell), "columns": ", ".join(columns)}
            problems.append(Problem("file.unknown_column", values, line, _quote(cells)))
        elif column in found and column is not None:
            problems.append(Problem("file.column_twice", {"column": column}, line, _quote(cells)))
        found.append(column)
    return tuple(found)


def _under(
    heading: tuple[Column | None, ...], line: int, cells: list[str], problems: list[Problem]
) -> dict[Column, str]:
    if any(cells[len(heading) :]):
        problems.append(Problem("file.too_many_cells", {"n": str(len(heading))}, line, _quote(cells)))
    found = {column: cell for column, cell in zip(heading, cells, strict=False) if column and cell}
    for column, cell in found.items():
        if hides(cell):
            problems.append(Problem("file.hidden_character", {"field": column}, line, _quote(cells)))
        elif len(cell) > MAX_CELL:
            values = {"field": column, "limit": str(MAX_CELL)}
            problems.append(Problem("file.too_long", values, line, _quote(cells)))
    return {column: cell[:MAX_CELL] for column, cell in found.items()}


def _put(row: Row, heading: tuple[Column | None, ...], table: RosterTable) -> None:
    if row.cells:
        (table.units if Column.UNIT_NAME in heading else table.people).append(row)
