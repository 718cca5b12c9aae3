"""Workbooks (.xlsx) in which a plan is kept as a table: what the sheets show, formulas by the values last computed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from posixpath import join, normpath

from plans.documents.formats.archive import DAMAGED, Archive, open_archive
from plans.documents.formats.blocks import MAX_BLOCKS, MAX_COLUMNS, BlockList, clean, in_a_cell
from plans.documents.formats.office_xml import Element, parsed
from plans.documents.formats.sheet_stamps import stamps, stamps_in_boxes
from plans.documents.formats.text import reviewed_file
from plans.documents.outline import Cell, Outline
from plans.problems import Problem

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_S = SPREADSHEET
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
#: Names that Excel itself gives to sheets say nothing.
_UNNAMED = re.compile(r"(?:sheet|trang|trang tính) ?\d*", re.IGNORECASE)
#: The sheets of our own reviewed workbook, which is read by `plans.documents.plan_sheet`.
_REVIEWED = {"nhiệm vụ", "kế hoạch"}
#: Excel's own formats of dates by their numbers, where a workbook doesn't write them out.
_FORMATS = {14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm", 20: "h:mm", 21: "h:mm"}
_FORMATS |= {22: "dd/mm/yyyy h:mm", 9: "0%", 10: "0.00%", 45: "h:mm", 46: "h:mm", 47: "h:mm"}
_FORMATS |= dict.fromkeys((*range(27, 37), *range(50, 59)), "dd/mm/yyyy")
_LAST_DAY = 2_958_466


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is shown: its texts by column, those that go on from above, and how wide its first cell is."""

    number: int
    texts: dict[int, str]
    continued: frozenset[int]
    width: int = 1

    @property
    def said(self) -> int:
        """How many cells say something new."""
        return sum(column not in self.continued for column in self.texts)


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells merged into one: rows and columns, 1-based, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Book:
    """What cells refer to: shared texts, the number formats by style, and the day that dates are counted from."""

    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    epoch: date = date(1899, 12, 30)


def read(data: bytes, name: str) -> Outline | Problem:
    """The rows of every sheet that is shown."""
    archive = open_archive(data)
    if isinstance(archive, Problem):
        return archive
    try:
        shown = list(sheets(archive))
        if {title.casefold() for title, _ in shown} >= _REVIEWED:
            return reviewed_file(name)
        book = book_of(archive)
        filled, stamped = [], []
        for title, part in shown:
            root = parsed(archive.part(part) or b"")
            stamped += stamps(title, root)
            if rows := list(_rows(root, book)):
                filled.append((title, rows))
        stamped += stamps_in_boxes(archive)
    except DAMAGED:
        return Problem("document.corrupt")
    blocks = BlockList(name)
    for stamp in stamped:
        blocks.paragraph(stamp)
    for title, rows in filled:
        if len(filled) > 1 and not _UNNAMED.fullmatch(title):
            blocks.paragraph(clean(title))
        _show(blocks, rows)
    return blocks.outline()


# ---------------------------------------------------------------- out of the package


def sheets(archive: Archive) -> Iterator[tuple[str, str]]:
    """The title and part of every sheet that is not hidden, in their order."""
    main = "xl/workbook.xml"
    related = archive.part("xl/_rels/workbook.xml.rels")
    data = archive.part(main)
    if data is None or related is None:
        raise KeyError(main)
    targets = {relation.get("Id"): relation.get("Target", "") for relation in parsed(related).iter(_RELATION)}
    for sheet in parsed(data).iter(f"{_S}sheet"):
        target = targets.get(sheet.get(_ID), "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if sheet.get("state", "visible") == "visible" and part in archive.names:
            yield sheet.get("name", ""), part


def book_of(archive: Archive) -> Book:
    """The shared texts and formats of a workbook."""
    book = Book()
    shared = archive.part("xl/sharedStrings.xml")
    if shared:
        book.texts = [_joined(item) for item in parsed(shared).iterchildren(f"{_S}si")]
    styles = archive.part("xl/styles.xml")
    if styles:
        root = parsed(styles)
        own = {one.get("numFmtId"): one.get("formatCode", "") for one in root.iter(f"{_S}numFmt")}
        for used in root.iterfind(f"{_S}cellXfs/{_S}xf"):
            number = used.get("numFmtId", "0")
            book.formats.append(own.get(number) or _FORMATS.get(integer(number), ""))
    if re.search(rb"<\w*:?workbookPr\b[^>]*\bdate1904=[\"'](?:1|true)", archive.part("xl/workbook.xml") or b""):
        book.epoch = date(1904, 1, 1)
    return book


def _joined(item: Element) -> str:
    """A text of several runs; how its signs are pronounced is left out."""
    runs = (item, *item.iterchildren(f"{_S}r"))
    return "".join(text.text or "" for run in runs for text in run.iterchildren(f"{_S}t"))


# ---------------------------------------------------------------- rows


def _rows(root: Element, book: Book) -> Iterator[Row]:
    hidden = {
        column
        for span in root.iter(f"{_S}col")
        if span.get("hidden") in {"1", "true"}
        for column in range(integer(span.get("min")), min(integer(span.get("max")), MAX_COLUMNS) + 1)
    }
    merged: dict[int, list[Merged]] = {}
    for area in merged_areas(root):
        merged.setdefault(area.top, []).append(area)
    above: dict[int, tuple[int, str]] = {}
    number = 0
    for count, row in enumerate(root.iterfind(f"{_S}sheetData/{_S}row")):
        number = integer(row.get("r")) or number + 1
        texts = {column: text for column, text in _texts(row, book) if column <= MAX_COLUMNS and text}
        going_on = {column: text for column, (last, text) in above.items() if number <= last}
        texts = {**texts, **going_on}
        width = 1
        for area in merged.get(number, ()):
            if area.left in texts and area.left <= MAX_COLUMNS:
                above[area.left] = (area.bottom, texts[area.left])
                width = max(width, area.right - area.left + 1)
        texts = {column: text for column, text in sorted(texts.items()) if column not in hidden}
        continued = frozenset(going_on.keys() & texts.keys())
        if texts.keys() - continued and row.get("hidden") not in {"1", "true"}:
            yield Row(number, texts, continued, width)
        if count > MAX_BLOCKS:
            return


def merged_areas(root: Element) -> Iterator[Merged]:
    """The areas of a sheet whose cells are merged into one."""
    for one in root.iter(f"{_S}mergeCell"):
        if found := _RANGE.fullmatch(one.get("ref", "")):
            yield Merged(int(found[2]), column_number(found[1]), int(found[4]), column_number(found[3]))


def cells_of(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row by their columns."""
    column = 0
    for cell in row.iterchildren(f"{_S}c"):
        place = _PLACE.fullmatch(cell.get("r", ""))
        column = column_number(place[1]) if place else column + 1
        yield column, cell


def _texts(row: Element, book: Book) -> Iterator[tuple[int, str]]:
    for column, cell in cells_of(row):
        yield column, shown_in(cell, book)


def shown_in(cell: Element, book: Book, cleaned: Callable[[str], str] = clean) -> str:
    """What a cell shows; its text may be had as it is, before an old font is told."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{_S}is")
        return "" if inline is None else cleaned(_joined(inline))
    value = cell.find(f"{_S}v")
    raw = "" if value is None else (value.text or "")
    if kind == "s":
        index = integer(raw)
        return cleaned(book.texts[index]) if index < len(book.texts) else ""
    if kind in {"str", "d"}:
        return cleaned(raw)
    if kind in {"e", "b"} or not raw:
        return ""
    style = integer(cell.get("s"))
    try:
        return _number(float(raw), book.formats[style] if style < len(book.formats) else "", book.epoch)
    except (ValueError, OverflowError):
        return clean(raw)


def _number(value: float, form: str, epoch: date) -> str:
    """A number as its format shows it: as a date, a part of one, an hour or a percentage."""
    letters = _LITERAL.sub("", form.split(";")[0]).lower()
    if "%" in letters:
        return f"{round(value * 100, 4):g}%"
    dated = {letter for letter in "dmyh" if letter in letters}
    if not dated & {"d", "y", "h"} or letters == "general" or not 0 <= value < _LAST_DAY:
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    # Excel counts a 29/02/1900 that never was
    at = datetime.combine(epoch, time()) + timedelta(days=value + (epoch.year < 1900 and value < 60))
    at = (at + timedelta(milliseconds=500)).replace(microsecond=0)
    return _day(at, dated)


def _day(at: datetime, dated: set[str]) -> str:
    hour = f"{at:%Hh%M}" if "h" in dated else ""
    if not dated & {"d", "y"}:
        return hour
    if "d" not in dated:
        return f"{at:%m/%Y}" if "m" in dated else f"{at:%Y}"
    day = f"{at:%d/%m/%Y}" if "y" in dated or "m" not in dated else f"{at:%d/%m}"
    return f"{hour} ngày {day}" if hour and (at.hour or at.minute) else day


def column_number(letters: str) -> int:
    """A → 1, AB → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def integer(text: str | None) -> int:
    """A number as XML has it; 0 for everything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


# ---------------------------------------------------------------- into the outline


def _show(blocks: BlockList, rows: list[Row]) -> None:
    """Rows with a single text above and below the table are paragraphs, between its rows they are headings in it."""
    columns = sorted({column for row in rows for column in row.texts})
    full = max(row.said for row in rows)
    enough = max(2, (full + 1) // 2)
    in_table = [position for position, row in enumerate(rows) if row.said >= enough]
    first, last = (in_table[0], in_table[-1]) if in_table else (len(rows), -1)
    begun = False
    for position, row in enumerate(rows):
        alone = row.said == 1 and (row.width > 1 or min(row.texts) == columns[0])
        if alone and not first < position < last:
            blocks.paragraph(next(text for column, text in row.texts.items() if column not in row.continued))
            continue
        if not begun or (position == first and not row.continued):  # a head of several rows begins higher
            blocks.table()
            begun = True
        blocks.row([Cell(in_a_cell([row.texts.get(column, "")]), column in row.continued) for column in columns])
