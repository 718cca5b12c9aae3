"""Word documents (.docx): what the paper shows, in its order.

Tracked changes are taken as accepted; numbers of lists are counted; text boxes follow the paragraph that holds them;
headers, footers, notes, comments, hidden text, field codes and tables of contents are left out.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plans.documents.formats.archive import DAMAGED, open_archive
from plans.documents.formats.blocks import MAX_COLUMNS, BlockList, clean, in_a_cell
from plans.documents.formats.docx_numbering import Style, W, font_of, is_on, lineage
from plans.documents.formats.docx_package import Package
from plans.documents.formats.office_xml import Element
from plans.documents.old_letters import modern
from plans.documents.outline import Cell, Outline
from plans.problems import Problem

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_P, _R, _T, _TABLE, _ROW, _CELL = (f"{W}{name}" for name in ("p", "r", "t", "tbl", "tr", "tc"))
_PROPERTIES, _RUN_PROPERTIES, _BOX = f"{W}pPr", f"{W}rPr", f"{W}txbxContent"
_TYPE, _VAL = f"{W}type", f"{W}val"
_PAGE_TURNED, _FIELD_MARK = f"{W}lastRenderedPageBreak", f"{W}fldChar"
_ALTERNATIVES, _CHOICE, _FALLBACK = (f"{_COMPATIBLE}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
#: What stands around runs, or around paragraphs, tables, rows and cells, and says nothing itself.
_WRAPPERS = {
    _ALTERNATIVES,
    *(f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple")),
    *(f"{W}{name}" for name in ("customXml", "dir", "bdo", "ruby", "rubyBase")),
}
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
_DRAWN = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object")) | {_ALTERNATIVES}
#: Signs of the Symbol font that plans use; those of Wingdings are bullets and boxes.
_SYMBOLS = {"F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F0B4": "×", "F0AE": "→", "F02D": "-", "F0B7": "-"}
_CONTENTS = re.compile(r"(?:toc|mục lục) ?\d")
#: Tables in tables in tables: deeper ones are no work of people.
_MAX_DEPTH = 12


class Line(NamedTuple):
    """A paragraph's text with the page that it begins on (0: unknown)."""

    text: str
    page: int


def read(data: bytes, name: str) -> Outline | Problem:
    """The paragraphs and table rows of a Word document."""
    archive = open_archive(data)
    if isinstance(archive, Problem):
        return archive
    try:
        package = Package(archive)
        body = package.main.find(f"{W}body")
        if body is None:
            return Problem("document.corrupt")
        blocks = BlockList(name)
        for stamp in package.stamps():
            blocks.paragraph(stamp)
        _Reader(package).fill(blocks, body)
    except DAMAGED:
        return Problem("document.corrupt")
    return blocks.outline()


class _Reader:
    """Goes through the document once; `page` is where it is, `inside` the fields whose codes are being passed over."""

    def __init__(self, package: Package) -> None:
        self.numbering = package.numbering
        self.styles = package.styles
        self.page = 1 if package.paged else 0
        self.old = package.old
        self.font = ""
        self.codes: list[bool] = []
        self._known: dict[str, tuple[bool, bool]] = {}

    # -------------------------------------------------------- paragraphs and tables in order

    def fill(self, blocks: BlockList, container: Element) -> None:
        """Put everything in a container into the outline."""
        for item in self._items(container, 0):
            if blocks.full:
                return
            if isinstance(item, Line):
                blocks.paragraph(item.text, item.page)
            elif (cells := _only_column(item)) is not None:
                for cell in cells:
                    self.fill(blocks, cell)
            else:
                self._rows(blocks, item)

    def _items(self, container: Element, depth: int, in_cell: bool = False) -> Iterator[Line | Element]:
        """The paragraphs, as lines, and the tables of a container; each is read when it is asked for."""
        carried = ""
        for child in _unwrapped(container):
            if child.tag == _TABLE:
                yield child
            elif child.tag == _P:
                page, text, boxes, ends = self._paragraph(child, carried, in_cell)
                carried = "" if ends else text
                if ends and text:
                    yield Line(text, page)
                for box in boxes if depth < _MAX_DEPTH else ():
                    yield from self._items(box, depth + 1)
        if carried := clean(carried):
            yield Line(carried, self.page)

    def _paragraph(self, paragraph: Element, carried: str, in_cell: bool) -> tuple[int, str, list[Element], bool]:
        """Its page, text and text boxes, and whether it ends: when its mark is deleted, it goes on in the next one.

        In a cell a number may stand alone: it is how the column TT is often made.
        """
        properties = paragraph.find(_PROPERTIES)
        contents, hidden = self._style(properties)
        said: list[str] = []
        boxes: list[Element] = []
        if not (contents or hidden):
            self.began = self.page
            self.font = self._font(properties, "pStyle", self.styles.get("", Style()).font) if self.old else ""
            self._inline(paragraph, said, boxes)
        self.codes.clear()
        text = carried + "".join(said)
        if _mark_is_deleted(properties):
            return self.page, text, boxes, False
        text = clean(text)
        label = self.numbering.label(properties)
        if text or in_cell:
            text = (label + text).strip()
        return (self.began if said else self.page), text, boxes, True

    def _style(self, properties: Element | None) -> tuple[bool, bool]:
        """Whether a paragraph's style is one of a table of contents, or hidden."""
        named = None if properties is None else properties.find(f"{W}pStyle")
        if named is None:
            return False, False
        return self._of_style(named.get(_VAL, ""))

    def _of_style(self, id: str) -> tuple[bool, bool]:
        if id not in self._known:
            styles: list[Style] = [style for _, style in lineage(id, self.styles)]
            contents = any(_CONTENTS.fullmatch(style.name) for style in styles)
            hidden = next((style.hidden for style in styles if style.hidden is not None), False)
            self._known[id] = contents, hidden
        return self._known[id]

    # -------------------------------------------------------- within a paragraph

    def _inline(self, element: Element, said: list[str], boxes: list[Element]) -> None:
        for child in element:
            tag = child.tag
            if tag == _R:
                self._run(child, said, boxes)
            elif tag in _WRAPPERS:
                self._inline(_chosen(child), said, boxes)
            elif tag.startswith(_MATH):
                said.extend(part.text or "" for part in child.iter(f"{_MATH}t"))

    def _run(self, run: Element, said: list[str], boxes: list[Element]) -> None:
        font = self.font
        for child in run:
            tag = child.tag
            if tag == _T:
                self._say(modern(child.text or "", font), said)
            elif tag == _RUN_PROPERTIES:
                if len(child) and self._is_hidden(child):
                    return
                font = self._font(child, "rStyle", font) if self.old else ""
            elif tag == _PAGE_TURNED:
                self.page += 1
            elif tag == _FIELD_MARK:
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag in _DRAWN:
                boxes.extend(_boxes(child))
                if tag == _ALTERNATIVES:
                    for part in _chosen(child):
                        self._say(part.text if part.tag == _T else None, said)
            elif tag == f"{W}sym":
                said.append(_SYMBOLS.get(child.get(f"{W}char", "").upper(), " "))
            else:
                said.append(_SIGNS.get(tag, ""))

    def _say(self, text: str | None, said: list[str]) -> None:
        """Take a text down unless it is a field's code."""
        if text and not (self.codes and self.codes[-1]):
            if not said:
                self.began = self.page
            said.append(text)

    def _font(self, properties: Element | None, kind: str, otherwise: str) -> str:
        """The font that properties name, or their style or those that it is based on."""
        if properties is None:
            return otherwise
        named = properties.find(f"{W}{kind}")
        styles = lineage(named.get(_VAL, ""), self.styles) if named is not None else []
        return font_of(properties) or next((style.font for _, style in styles if style.font), otherwise)

    def _is_hidden(self, properties: Element) -> bool:
        switch = properties.find(f"{W}vanish")
        if switch is not None:
            return is_on(switch)
        named = properties.find(f"{W}rStyle")
        return named is not None and self._of_style(named.get(_VAL, ""))[1]

    def _field(self, mark: str) -> None:
        """A field is its code, then its result; only the result is shown."""
        if mark == "begin":
            self.codes.append(True)
        elif self.codes and mark == "separate":
            self.codes[-1] = any(self.codes[:-1])
        elif self.codes and mark == "end":
            self.codes.pop()

    # -------------------------------------------------------- tables

    def _rows(self, blocks: BlockList, table: Element) -> None:
        blocks.table()
        for cells, page in self._grid(table, 0):
            blocks.row(cells, page)
            if blocks.full:
                return

    def _grid(self, table: Element, depth: int) -> Iterator[tuple[list[Cell], int]]:
        """The rows of a table, every cell in its column, with the page that each begins on."""
        above: dict[int, str] = {}
        for row in _rows_of(table):
            start = last = self.page
            began = 0
            cells = [Cell("")] * _skipped(row, "gridBefore")
            for cell in _cells_of(row):
                self.page = start
                span, merge = _merging(cell)
                column = len(cells)
                if merge == "continue" and column in above:
                    cells.append(Cell(above[column], continued=True))
                elif merge == "beside":
                    cells.append(Cell(""))
                else:
                    page, text = self._cell(cell, depth)
                    began = began or page
                    cells.append(Cell(text))
                    for covered in range(column, column + span):
                        above.pop(covered, None)
                    if merge == "restart":
                        above[column] = text
                cells.extend([Cell("")] * (span - 1))
                last = max(last, self.page)
                if len(cells) >= MAX_COLUMNS:
                    break
            self.page = last
            cells.extend([Cell("")] * _skipped(row, "gridAfter"))
            yield cells, began or start

    def _cell(self, cell: Element, depth: int) -> tuple[int, str]:
        """The page of a cell's first words and its text, tables in it included row by row."""
        lines: list[str] = []
        page = 0
        for item in self._items(cell, depth, in_cell=True):
            if isinstance(item, Line):
                page = page or item.page
                lines.append(item.text)
            elif depth < _MAX_DEPTH:
                for cells, _ in self._grid(item, depth + 1):
                    lines.append(" ".join(inner.text for inner in cells if inner.text and not inner.continued))
        return page, in_a_cell(lines)


def _unwrapped(container: Element) -> Iterator[Element]:
    """What stands in a container, out of every wrapper; tables of contents are left out."""
    for child in container:
        if child.tag not in _WRAPPERS:
            yield child
        elif child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery[@{_VAL}='Table of Contents']") is None:
            yield from _unwrapped(_chosen(child))


def _chosen(element: Element) -> Element:
    """Of alternatives the first that holds text, so that a text box is not read twice; anything else is itself."""
    if element.tag != _ALTERNATIVES:
        return element
    options = [*element.findall(_CHOICE), *element.findall(_FALLBACK)]
    return next((option for option in options if next(option.iter(_T), None) is not None), ())


def _boxes(drawn: Element) -> Iterator[Element]:
    """The text boxes of a drawing, not those inside them."""
    waiting = [drawn]
    while waiting:
        element = waiting.pop()
        if element.tag == _BOX:
            yield element
        else:
            waiting.extend(reversed(list(_chosen(element))))


def _mark_is_deleted(properties: Element | None) -> bool:
    marks = None if properties is None else properties.find(_RUN_PROPERTIES)
    return marks is not None and (marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None)


def _rows_of(table: Element) -> Iterator[Element]:
    for row in _unwrapped(table):
        if row.tag == _ROW and not any(row.find(f"{W}trPr/{W}{gone}") is not None for gone in ("del", "hidden")):
            yield row


def _cells_of(row: Element) -> Iterator[Element]:
    for cell in _unwrapped(row):
        if cell.tag == _CELL and cell.find(f"{W}tcPr/{W}cellDel") is None:
            yield cell


def _only_column(table: Element) -> Iterable[Element] | None:
    """The cells of a table with a single column, which is a frame around paragraphs; None when it has more."""
    found = []
    for row in _rows_of(table):
        cells = list(_cells_of(row))
        if len(cells) > 1 or any(_merging(cell)[0] > 1 for cell in cells):
            return None
        found.extend(cells)
    return found


def _merging(cell: Element) -> tuple[int, str]:
    """Over how many columns a cell goes, and whether it begins or continues one that goes over several rows."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return 1, ""
    span = _number(properties.find(f"{W}gridSpan"), 1)
    down = properties.find(f"{W}vMerge")
    if down is not None:
        return span, "restart" if down.get(_VAL) == "restart" else "continue"
    beside = properties.find(f"{W}hMerge")
    return span, "beside" if beside is not None and beside.get(_VAL) != "restart" else ""


def _skipped(row: Element, side: str) -> int:
    """How many columns a row leaves empty on one side."""
    return _number(row.find(f"{W}trPr/{W}{side}"), 0)


def _number(element: Element | None, least: int) -> int:
    text = "" if element is None else element.get(_VAL, "")
    return min(max(int(text), least), MAX_COLUMNS) if text.isascii() and text.isdigit() and len(text) < 8 else least
