"""Web pages (.html): paragraphs, lists and tables as a browser shows them; nothing is fetched, no script is run."""

import re
from collections.abc import Iterator

from plans.documents.formats.blocks import MAX_COLUMNS, BlockList, clean, in_a_cell
from plans.documents.formats.counting import written
from plans.documents.formats.office_xml import Element
from plans.documents.outline import Cell, Outline
from plans.problems import Problem

_UNSEEN = frozenset(
    re.findall(
        r"\w+",
        "script style head title template noscript svg math iframe object embed applet audio video canvas select"
        " textarea button input del datalist frameset map",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary"
        " td th tr ul thead tbody tfoot",
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: What a page may say of itself (a browser takes Latin 1 for Windows-1252); anything else is tried as UTF-8.
_ENCODINGS = {
    "windows-1258": "cp1258",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
}
_ORDERS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MAX_DEPTH = 12
#: No cell of a table of tasks has so many paragraphs; with tables among them, fewer.
_MANY_LINES, _SEVERAL_LINES = 12, 5


def read(data: bytes, name: str) -> Outline | Problem:
    """The paragraphs, list items and table rows of a web page."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_decoded(data).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return Problem("document.corrupt")
    blocks = BlockList(name)
    if root is not None:
        _fill(blocks, root)
    return blocks.outline()


def _decoded(data: bytes) -> str:
    """The page's text: by its mark, by what it says of itself, else as UTF-8 or the old Vietnamese code page."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    said = _CHARSET.search(data[:4096])
    named = _ENCODINGS.get(said[1].decode("ascii").lower()) if said else None
    if named:
        return data.decode(named, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("utf-8" if said is not None else "cp1258", "replace")


def _fill(blocks: BlockList, container: Element, depth: int = 0) -> None:
    for item in _Flow(container).items:
        if isinstance(item, str):
            blocks.paragraph(item)
        elif _is_layout(item, depth):
            for cells in _rows(item):
                for cell in cells:
                    _fill(blocks, cell, depth + 1)
        else:
            blocks.table()
            for row in _grid(item, 0):
                blocks.row(row)
        if blocks.full:
            return


def _is_layout(table: Element, depth: int) -> bool:
    """Whether a table only lays the page out: one column, or a cell with most of the text and tables of its own."""
    rows = list(_rows(table))
    if all(len(cells) < 2 for cells in rows):
        return True
    if depth >= _MAX_DEPTH:
        return False
    sizes = {cell: sum(map(len, cell.itertext())) for cells in rows for cell in cells}
    largest = max(sizes, key=lambda cell: sizes[cell])
    if sizes[largest] * 2 <= sum(sizes.values()):
        return False
    items = _Flow(largest).items
    nested = any(not isinstance(item, str) and any(len(cells) > 1 for cells in _rows(item)) for item in items)
    if nested and len(items) >= _SEVERAL_LINES:
        return True
    narrow = all(len(cells) < 3 for cells in rows)  # a menu and the paper beside it
    return narrow and len(items) >= _MANY_LINES and sizes[largest] * 5 > sum(sizes.values()) * 4


class _Flow:
    """The lines and tables of an element in order; `mark` is a list item's sign that waits for its words."""

    def __init__(self, container: Element) -> None:
        self.items: list[str | Element] = []
        self._said: list[str] = []
        self._mark = ""
        self._inside(container)
        self._end_line()

    def _inside(self, element: Element) -> None:
        kept = element.tag == "pre"
        self._say(element.text, kept)
        count = _integer(element.get("start"), 1) if element.tag == "ol" else 0
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _UNSEEN or _is_hidden(child):
                pass
            elif tag == "br":
                self._end_line()
            elif tag == "table":
                self._end_line()
                self.items.append(child)
            elif tag == "li":
                count = _integer(child.get("value"), count)
                self._item(child, f"{written(count, _order(element))}." if element.tag == "ol" else "-")
                count += 1
            elif tag in _BLOCKS:
                self._end_line()
                self._inside(child)
                self._end_line()
            else:
                self._inside(child)
            self._say(child.tail, kept)

    def _item(self, item: Element, mark: str) -> None:
        self._end_line()
        self._mark = f"{mark} "
        self._inside(item)
        self._end_line()
        self._mark = ""

    def _say(self, text: str | None, kept: bool) -> None:
        if not text:
            return
        first, *others = text.split("\n") if kept else (text,)
        self._said.append(first)
        for line in others:
            self._end_line()
            self._said.append(line)

    def _end_line(self) -> None:
        if not self._said:
            return
        text = clean(_SPACES.sub(" ", "".join(self._said)))
        self._said.clear()
        if text:
            self.items.append(self._mark + text)
            self._mark = ""


def _order(ordered: Element) -> str:
    return _ORDERS.get(ordered.get("type", "1"), "decimal")


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def _rows(table: Element) -> Iterator[list[Element]]:
    """The cells of each row, rows of a heading or body included, those of tables inside cells not."""
    for child in table:
        if child.tag in {"thead", "tbody", "tfoot"} and not _is_hidden(child):
            yield from _rows(child)
        elif child.tag == "tr" and not _is_hidden(child):
            yield [cell for cell in child if cell.tag in {"td", "th"} and not _is_hidden(cell)]
        elif child.tag == "caption":
            yield [child]


def _grid(table: Element, depth: int) -> Iterator[list[Cell]]:
    """The rows of a table with every cell in its column."""
    above: dict[int, tuple[int, str]] = {}
    for elements in _rows(table):
        cells: list[Cell] = []
        for element in elements:
            _go_on(cells, above)
            text: str = _cell(element, depth)
            wide = min(_integer(element.get("colspan"), 1) or 1, MAX_COLUMNS - len(cells))
            deep = _integer(element.get("rowspan"), 1)
            for column in range(len(cells), len(cells) + wide):
                if deep != 1:
                    above[column] = (deep - 1 if deep else -1, text)
                cells.append(Cell(text))
                text = ""
            if len(cells) >= MAX_COLUMNS:
                break
        _go_on(cells, above)
        yield cells


def _go_on(cells: list[Cell], above: dict[int, tuple[int, str]]) -> None:
    """Repeat what reaches into the next columns of a row from above."""
    while len(cells) < MAX_COLUMNS and (found := above.get(len(cells))) is not None:
        left, text = found
        if left == 1:
            del above[len(cells)]
        else:
            above[len(cells)] = (left - 1, text)
        cells.append(Cell(text, continued=True))


def _cell(element: Element, depth: int) -> str:
    lines: list[str] = []
    for item in _Flow(element).items:
        if isinstance(item, str):
            lines.append(item)
        elif depth < _MAX_DEPTH:
            rows = _grid(item, depth + 1)
            lines.extend(" ".join(cell.text for cell in row if cell.text and not cell.continued) for row in rows)
    return in_a_cell(lines)


def _integer(text: str | None, otherwise: int) -> int:
    """A number that a page gives, a small one: 70,000 is no column."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else otherwise
