"""The plan as an Excel workbook, out and in: one row a task, further sheets for the plan itself, names and rules.

What comes in is not trusted: the size of every part is known before anything is unpacked, entities and formulas are
refused, and rows are read one by one up to a limit.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plans.documents.plan_entries import KEYS, Entry, Head, Key, Value, entries_of_plan
from plans.documents.plan_reading import MAX_ENTRIES, ReadPlan, read_entries
from plans.documents.text_file import MAX_BYTES, shortened, tidy, words
from plans.model.people import Unit
from plans.model.plan import Plan
from plans.problems import Problem

MAX_UNPACKED = 4 * 1024 * 1024
MAX_PARTS = 100
#: openpyxl takes 25 µs and half a kilobyte for every element of the styles; real workbooks have a few hundred.
MAX_ELEMENTS, MAX_ELEMENTS_BESIDE_CELLS = 200_000, 20_000
_MAX_COLUMNS = 40

_TASKS, _PLAN, _NAMES, _RULES, _TARGETS = "Nhiệm vụ", "Kế hoạch", "Tên gọi", "Quy định", "Chỉ tiêu"
_PLAN_COLUMNS = ("Tên mục", "Giá trị")
_COLUMNS = {
    _TASKS: KEYS[Head.TASK],
    _NAMES: KEYS[Head.TOPIC],
    _RULES: KEYS[Head.RULE],
    _TARGETS: KEYS[Head.TARGET],
}
_HEADS = {_TASKS: Head.TASK, _RULES: Head.RULE, _TARGETS: Head.TARGET, _NAMES: Head.TOPIC}
_WIDTHS = {
    Key.ORDINAL: 8,
    Key.ID: 20,
    Key.SECTION: 22,
    Key.CONTENT: 60,
    Key.DEADLINE: 28,
    Key.LEAD: 32,
    Key.COOPERATING: 32,
    Key.ALIASES: 50,
    Key.NAMES: 60,
    Key.TASKS: 36,
    Key.SOURCE: 50,
    Key.SCOPE: 40,
    Key.EXACT: 28,
}
_MERGED = re.compile(rb'mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3}\d{1,7})"')
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")


# ---------------------------------------------------------------- out


def write_sheet(plan: Plan) -> bytes:
    """The plan as .xlsx; reading it with the same units gives the same plan, as a draft."""
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    entries = entries_of_plan(plan)
    for name, columns in _COLUMNS.items():
        heads = {Head.TOPIC, Head.ABSENT} if name == _NAMES else {_HEADS[name]}
        rows = [[_text(entry, key) for key in columns] for entry in entries if entry.head in heads]
        if name == _TARGETS and not rows:
            continue
        _fill(book.create_sheet(name), columns, rows, [_WIDTHS.get(key, 16) for key in columns])
    head = [[key, _text(entries[0], key)] for key in KEYS[Head.PLAN]]
    _fill(book.create_sheet(_PLAN, 1), _PLAN_COLUMNS, head, [20, 80])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _text(entry: Entry, key: Key) -> str:
    value = entry.values.get(key)
    return value.text if value else ""


def _fill(sheet: Worksheet, heading: Iterable[str], rows: Iterable[list[str]], widths: list[int]) -> None:
    sheet.append([_cell(sheet, text, bold=True) for text in heading])
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def _cell(sheet: Worksheet, text: str, bold: bool = False) -> Cell:
    """Text stays text, even where it begins like a formula, and a date typed over it is not turned around."""
    cell = Cell(sheet, row=1, column=1)  # `append` puts it in its place
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


# ---------------------------------------------------------------- in


def read_sheet(data: bytes, document_name: str, units: Iterable[Unit] = ()) -> ReadPlan:
    """The plan in a workbook, its bodies matched to `units`; or everything that must be mended first."""
    faults = list(_dangers(data))
    if faults:
        return ReadPlan(None, tuple(faults))
    reader = _SheetReader()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of drawings and validations, which we do not read
            reader.read(load_workbook(BytesIO(data), read_only=True, keep_links=False))
    except Exception:  # openpyxl raises anything at all for a file that is not what it says it is
        return ReadPlan(None, (Problem("file.not_sheet"),))
    if not reader.entries and not reader.faults:
        return ReadPlan(None, (Problem("file.no_sheet", {"sheets": f"{_TASKS}, {_PLAN}"}),))
    found = read_entries(reader.entries, reader.faults, document_name, units)
    return replace(found, problems=tuple(replace(problem, sheet=_sheet_of(problem)) for problem in found.problems))


def _sheet_of(problem: Problem) -> str:
    """The sheet that a problem's quote names: "Nhiệm vụ!E4: …"."""
    name = problem.quote.partition("!")[0]
    return name if name in {_PLAN, *_COLUMNS} else ""


def _dangers(data: bytes) -> Iterator[Problem]:
    """What makes a workbook unfit to be opened; a part never unpacks to more than its header says."""
    if len(data) > MAX_BYTES:
        yield Problem("file.too_big", {"limit": "2"})
        return
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                yield Problem("file.sheet_too_big")
                return
            elements = 0
            for part in parts:
                text = archive.read(part)
                if any(entity in text for entity in _ENTITIES):
                    yield Problem("file.not_sheet")
                    return
                own = text.count(b"<")
                elements += own
                holds_cells = part.filename.startswith(("xl/worksheets/", "xl/sharedStrings"))
                if elements > MAX_ELEMENTS or (own > MAX_ELEMENTS_BESIDE_CELLS and not holds_cells):
                    yield Problem("file.sheet_too_big")
                    return
                for column, row, last in _MERGED.findall(text):
                    place = f"{column.decode()}{row.decode()}:{last.decode()}"
                    yield Problem("file.merged_cells", {"cells": place}, int(row))
    except Exception:  # zipfile too: encryption, unknown compression, a damaged stream, lying headers
        yield Problem("file.not_sheet")


class _SheetReader:
    """The entries of a workbook's sheets."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.faults: list[Problem] = []
        #: The cells that hold dates, by their quotes: Excel makes one of "1.1", too.
        self.dates: dict[str, str] = {}

    def read(self, book: Any) -> None:
        known = {words(name): name for name in (_PLAN, *_COLUMNS)}
        sheets = {known[words(sheet.title)]: sheet for sheet in book.worksheets if words(sheet.title) in known}
        for name in (name for name in (_PLAN, *_COLUMNS) if name in sheets):
            rows = list(self.rows(name, sheets[name]))
            if name == _PLAN:
                self.plan(rows)
            elif rows:
                self.table(name, rows[0], rows[1:])

    def rows(self, name: str, sheet: Any) -> Iterator[list[Value]]:
        """The rows that say something, their cells as text with their place."""
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_row=MAX_ENTRIES + 1, max_col=_MAX_COLUMNS), start=1):
            if number > MAX_ENTRIES:
                self.faults.append(Problem("file.too_many_rows", {"limit": str(MAX_ENTRIES)}, number, name))
                return
            cells = [self.value(name, number, cell) for cell in row]
            if any(cell.text for cell in cells):
                yield cells

    def value(self, name: str, row: int, cell: Any) -> Value:
        raw = cell.value
        if raw is None:
            return Value("", row)
        text = f"{raw:%d/%m/%Y}" if isinstance(raw, date | datetime) else tidy(str(raw))
        quote = shortened(f"{name}!{cell.coordinate}: {text}")
        if cell.data_type in {"f", "e"}:
            self.faults.append(Problem("file.formula", {"cell": cell.coordinate}, row, quote))
        if isinstance(raw, date | datetime):
            self.dates[quote] = cell.coordinate
        return Value(text, row, quote)

    def plan(self, rows: list[list[Value]]) -> None:
        entry = Entry(Head.PLAN, 1, _PLAN)
        known = {words(key): key for key in KEYS[Head.PLAN]}
        for name, text, *_ in (row for row in rows if len(row) > 1):
            key = known.get(words(name.text))
            if key and text.text:
                entry.values[key] = text
            elif key is None and words(name.text) != words(_PLAN_COLUMNS[0]):
                values = {"field": shortened(name.text), "head": _PLAN, "keys": "; ".join(KEYS[Head.PLAN])}
                self.faults.append(Problem("file.unknown_key", values, name.line, name.quote))
        self.entries.append(entry)

    def table(self, name: str, heading: list[Value], rows: list[list[Value]]) -> None:
        columns = {words(key): key for key in _COLUMNS[name]}
        keys = [columns.get(words(cell.text)) for cell in heading]
        for cell, key in zip(heading, keys, strict=True):
            if cell.text and key is None:
                values = {"column": shortened(cell.text), "columns": ", ".join(_COLUMNS[name])}
                self.faults.append(Problem("file.unknown_column", values, cell.line, cell.quote))
        for row in rows:
            found = {key: cell for key, cell in zip(keys, row, strict=False) if key and cell.text}
            for key, cell in found.items():
                if key is not Key.DEADLINE and cell.quote in self.dates:
                    values = {"cell": self.dates[cell.quote], "column": key, "day": cell.text}
                    self.faults.append(Problem("file.date_in_cell", values, cell.line, cell.quote))
            head = Head.ABSENT if name == _NAMES and Key.TASKS not in found else _HEADS[name]
            first = next(cell for cell in row if cell.text)
            self.entries.append(Entry(head, first.line, first.quote, found))
