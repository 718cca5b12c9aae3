"""Lists as a workbook (.xlsx), one sheet a list, ready to print: A4 across, the heading on every page.

Whatever people wrote is stored as text, never as a formula: what begins like one is marked so that a spreadsheet shows
it as it stands, also after somebody has edited the cell.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.papers.letter import BOTTOM, DOTS, FONT, LEFT, PAGE, RIGHT, TOP, Signature
from bot.papers.list_paper import LIST_SIZE, ListPaper, Part, post
from bot.papers.package import sayable, settled
from locales.catalogue import Texts
from plans.working_days import day_in_hanoi

#: A cell holds no more.
CELL_LIMIT = 32_767
#: A sheet's name holds no more, and none of these.
SHEET_LIMIT = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
#: What a spreadsheet would compute.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MILLIMETRES = 25.4
#: About how many millimetres a unit of a column's width takes in print, and the points of a line of this size.
_UNIT, _LINE, _HIGHEST = 2.05, 14.5, 409.0
#: The points of a page between its margins, but for what programs count differently.
_PAGE = (min(PAGE) - TOP - BOTTOM) / 25.4 * 72 * 0.96
#: About how many millimetres a letter of the lists takes.
_LETTER = 1.95
_THIN = Side(style="thin", color="FF000000")
STYLES = {
    "Ô chữ": ("left", LIST_SIZE, False, False, True),
    "Ô giữa": ("center", LIST_SIZE, False, False, True),
    "Đầu bảng": ("center", LIST_SIZE, True, False, True),
    "Dòng cộng": ("left", LIST_SIZE, True, False, True),
    "Dòng giữa": ("center", 13, False, False, False),
    "Dòng đậm": ("center", 13, True, False, False),
    "Tên danh sách": ("center", 14, True, False, False),
    "Dòng nghiêng": ("center", 13, False, True, False),
    "Lời dẫn": ("left", 12, False, True, False),
    "Nơi nhận": ("left", 12, True, True, False),
    "Dòng nhận": ("left", 11, False, False, False),
}


def workbook_of(papers: Sequence[ListPaper], now: datetime, also: Callable[[Workbook], None] | None = None) -> bytes:
    """The file: a sheet for each list, and one for those who are in none of them; the same for the same `now`.

    `also` adds further sheets at the end.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, style in STYLES.items():
        book.add_named_style(named_style(name, *style))
    for paper in papers:
        _Sheet(book.create_sheet(sheet_name(paper.sheet)), paper, now).write()
    parts = [part for paper in papers for part in paper.parts]
    if parts:
        _write_parts(book.create_sheet(sheet_name(Texts("vi")("paper.others_sheet"))), parts)
    if also is not None:
        also(book)
    book.properties.creator = book.properties.lastModifiedBy = ""
    book.properties.title = sayable("; ".join(paper.about for paper in papers))[:255]
    book.properties.created = now.replace(tzinfo=None)
    out = BytesIO()
    book.save(out)
    return settled(out.getvalue(), now)


def put_text(sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
    """A text as it stands, whatever it begins with, of a length that a cell holds."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):  # covered by a merged one
        return
    cell.style = style
    said = sayable(text)
    if len(said) > CELL_LIMIT:
        said = said[: CELL_LIMIT - 1] + "…"
    if not said:
        return
    if style == "Ô giữa" and said.isascii() and said.isdigit():
        cell.value = int(said)  # running numbers and counts
        return
    cell.value = said
    cell.data_type = "s"
    if said.startswith(FORMULA):
        cell.quotePrefix = True


def height_of(texts: Iterable[str], widths: Iterable[float]) -> float:
    """The points that a row needs for these texts in columns of these widths, as a spreadsheet counts them."""
    lines = max(lines_of(text, width * _UNIT) for text, width in zip(texts, widths, strict=True))
    return min(lines * _LINE + 4, _HIGHEST)


@lru_cache(maxsize=4096)
def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column of that many millimetres."""
    room = max(1, int(width / _LETTER))
    return sum(len(wrap(line, room)) or 1 for line in text.split("\n"))


class _Sheet:
    """One list on its sheet, written from top to bottom."""

    def __init__(self, sheet: Worksheet, paper: ListPaper, now: datetime) -> None:
        self.sheet = sheet
        self.paper = paper
        self.now = now
        self.texts = Texts("vi")
        self.width = len(paper.columns)
        self.at = 1

    def write(self) -> None:
        """All of it."""
        for place, column in enumerate(self.paper.columns, 1):
            self.sheet.column_dimensions[get_column_letter(place)].width = round(column.width / _UNIT, 1)
        self.heads()
        heading = self.at
        self.line([column.heading for column in self.paper.columns], ["Đầu bảng"] * self.width)
        styles = ["Ô giữa" if column.centred else "Ô chữ" for column in self.paper.columns]
        for row in self.paper.rows:
            self.line(row, styles)
        # Whoever signs signs below a row of the list, where it has several and the last leaves room for that.
        ends = [self.at - 1] if len(self.paper.rows) > 1 else []
        if self.paper.rows:
            self.line(self.paper.total, ["Dòng cộng"] * self.width)
        ends.append(self.at)
        self.ends()
        self.lay_out(heading)
        self.keep_whole(heading, ends)

    def line(self, texts: Sequence[str], styles: Sequence[str]) -> None:
        """A row of the table, high enough for what its cells say: not every program works that out by itself."""
        for place, (text, style) in enumerate(zip(texts, styles, strict=True), 1):
            put_text(self.sheet, self.at, place, text, style)
        widths = [column.width / _UNIT for column in self.paper.columns]
        self.sheet.row_dimensions[self.at].height = height_of(texts, widths)
        self.at += 1

    def across(self, text: str, style: str, first: int = 1, last: int = 0, *, height: float = 0) -> None:
        """A line over several columns."""
        put_text(self.sheet, self.at, first, text, style)
        self.sheet.merge_cells(start_row=self.at, end_row=self.at, start_column=first, end_column=last or self.width)
        if height:
            self.sheet.row_dimensions[self.at].height = height

    def heads(self) -> None:
        """Agency and nation side by side, then what the list is."""
        paper, say = self.paper, self.texts
        half = self.middle()
        lines = (
            (paper.superior.upper() or DOTS, "Dòng giữa", say("paper.nation"), "Dòng đậm"),
            (paper.agency.upper(), "Dòng đậm", say("paper.motto"), "Dòng đậm"),
            (say("paper.code"), "Dòng giữa", self.day_words(), "Dòng nghiêng"),
        )
        for left, left_style, right, right_style in lines:
            long = len(left) > sum(column.width for column in paper.columns[:half]) / 2.9
            self.across(left, left_style, 1, half, height=2 * _LINE + 4 if long else _LINE + 4)
            self.across(right, right_style, half + 1)
            self.at += 1
        self.sheet.row_dimensions[self.at].height = 8
        self.at += 1
        for text, style in ((paper.kind.upper(), "Tên danh sách"), (paper.about, "Tên danh sách")):
            self.across(text, style, height=20)
            self.at += 1
        self.across(paper.note, "Dòng nghiêng", height=20 if len(paper.note) < 110 else 38)
        self.at += 2

    def middle(self) -> int:
        """The column after which the right half of the heads begins."""
        widths = [column.width for column in self.paper.columns]
        reached = 0.0
        for place, width in enumerate(widths, 1):
            reached += width
            if reached >= sum(widths) * 0.4:
                return place
        return len(widths)

    def day_words(self) -> str:
        """Place and day, to be filled in."""
        return self.texts("paper.place_open", place="……………", year=day_in_hanoi(self.now).year)

    def ends(self) -> None:
        """Remarks, who gets it and who signs."""
        for said in filter(None, (self.paper.remark, self.paper.closing)):
            width = sum(column.width for column in self.paper.columns)
            self.across(said, "Lời dẫn", height=lines_of(said, width * 0.9) * _LINE + 6)
            self.at += 1
        self.at += 1
        top, half = self.at, self.middle()
        self.across(self.texts("paper.recipients"), "Nơi nhận", 1, half)
        for recipient in self.paper.recipients:
            self.at += 1
            self.across(f"- {recipient}", "Dòng nhận", 1, half)
        low = self.at
        self.at = top
        self.sign(self.paper.signature, half + 1)
        self.at = max(self.at, low + 1)

    def sign(self, signature: Signature, first: int) -> None:
        """The office in capitals, room, and the name."""
        for line in signature.authority:
            self.across(line.upper(), "Dòng đậm", first)
            self.at += 1
        self.at += 3
        for line in filter(None, (signature.position.upper(), signature.name or DOTS)):
            self.across(line, "Dòng đậm", first)
            self.at += 1

    def keep_whole(self, heading: int, ends: Sequence[int]) -> None:
        """Turn the page before the first of these rows from which all that follows stands on one, if it needs that."""
        heights = {}
        for at in range(1, self.at):
            dimension = self.sheet.row_dimensions[at]
            dimension.height = heights[at] = dimension.height or _LINE + 4
        room, page, left = _PAGE - heights[heading], 1, _PAGE
        pages = {}
        for at, height in heights.items():
            if height > left:
                page, left = page + 1, room
            left -= height
            pages[at] = page
        end = next((at for at in ends if sum(heights[below] for below in range(at, self.at)) <= room), None)
        if end is not None and pages[end] != pages[self.at - 1]:
            self.sheet.row_breaks.append(Break(id=end - 1))

    def lay_out(self, heading: int) -> None:
        """How it is seen and printed."""
        last = get_column_letter(self.width)
        print_across(self.sheet, f"A1:{last}{self.at - 1}", f"{heading}:{heading}", self.texts("paper.page"))
        self.sheet.freeze_panes = f"A{heading + 1}"


def _write_parts(sheet: Worksheet, parts: Iterable[Part]) -> None:
    """Those who are in no list: a plain table, so that it can be sorted and sent on."""
    texts = Texts("vi")
    headings = [texts(f"paper.column_{name}") for name in ("ordinal", "other", "post", "state")]
    for place, (heading, width) in enumerate(zip(headings, (6, 38, 48, 52), strict=True), 1):
        put_text(sheet, 1, place, heading, "Đầu bảng")
        sheet.column_dimensions[get_column_letter(place)].width = width
    at = 1
    for part in parts:
        for member in part.members:
            at += 1
            where = "" if member.unit == member.id else post(member)
            for place, text in enumerate((str(at - 1), member.name, where, part.state), 1):
                put_text(sheet, at, place, text, "Ô giữa" if place == 1 else "Ô chữ")
            sheet.row_dimensions[at].height = height_of((member.name, where), (38, 48))
    print_across(sheet, f"A1:D{at}", "1:1", texts("paper.page"))
    sheet.freeze_panes = "A2"


def print_across(sheet: Worksheet, area: str, repeated: str, footer: str) -> None:
    sheet.print_area = area
    sheet.print_title_rows = repeated
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.top, margins.bottom = TOP / _MILLIMETRES, BOTTOM / _MILLIMETRES
    margins.left, margins.right = LEFT / _MILLIMETRES, RIGHT / _MILLIMETRES
    margins.header = margins.footer = 10 / _MILLIMETRES
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(footer, FONT, 12))


def named_style(name: str, side: str, size: float, bold: bool, italic: bool, bordered: bool) -> NamedStyle:
    border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN) if bordered else Border()
    return NamedStyle(
        name,
        font=Font(name=FONT, size=size, bold=bold, italic=italic, color="FF000000"),
        alignment=Alignment(horizontal=side, vertical="center", wrap_text=True),
        border=border,
    )


def sheet_name(name: str) -> str:
    return _NOT_IN_NAMES.sub(" ", sayable(name))[:SHEET_LIMIT]
