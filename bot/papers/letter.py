"""A paper of an office as .docx, in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I.

The measures there: A4; 20 to 25 mm at the top and bottom, 30 to 35 left, 15 to 20 right; Times New Roman in black; the
page's number centred in the upper margin from the second page on. Every part has its size and style: they stand below
with the part. What an office has to fill in itself (number, place, day, name of who signs) is left as dots.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from bot.papers.package import sayable, settled
from bot.papers.paragraphs import CAPITAL, SMALL, Column, centred, ruled, table_of, whole, width_of, written
from locales.catalogue import Texts
from plans.working_days import day_in_hanoi

FONT = "Times New Roman"
PAGE = (210, 297)
#: Millimetres, within what the decree allows.
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 16
#: Points. The words of a table are the only ones whose size the decree leaves open.
NATION_SIZE, MOTTO_SIZE, AGENCY_SIZE, CODE_SIZE, PLACE_SIZE, TITLE_SIZE = 12, 13, 12, 13, 13, 14
NUMBER_SIZE, BODY_SIZE, TABLE_SIZE, SIGNATURE_SIZE, RECIPIENTS_SIZE, RECIPIENT_SIZE = 13, 14, 12, 14, 12, 11
INDENT = 12.7
#: Between the words of an office and the name under its signature.
SIGNING_ROOM = 64
DOTS = "……………………"
#: Days and the months 1 and 2 have a zero before them.
_BARE_FROM = 3
#: Of the head's width for the agency; the nation has the rest.
_AGENCY_SHARE = 0.43
#: Of a line's length, for the line under it: the decree wants a third to a half.
_LINE_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: in capitals the `authority` ("TM. HỘI ĐỒNG", "CHỦ TỊCH"), and under the signature the name.

    `position` is the signer's own in the agency, where it is another than the one they sign in. `note` says in italics
    what is to be done there ("Ký, ghi rõ họ tên").
    """

    authority: tuple[str, ...]
    name: str = ""
    position: str = ""
    note: str = ""


class Letter:
    """A paper that is written from top to bottom; always in Vietnamese, whatever the language of its reader."""

    def __init__(self, subject: str, now: datetime, *, landscape: bool = False) -> None:
        self._now = now
        self._texts = Texts("vi")
        self._document = Document()
        width, height = (max(PAGE), min(PAGE)) if landscape else PAGE
        self.width = width - LEFT - RIGHT
        self._lay_out(width, height, landscape=landscape)
        self._set_properties(subject)

    def head(
        self, agency: str, superior: str = "", *, code: str = "", place: str = "", day: date | None = None
    ) -> None:
        """The agency (and the one above it, dots where unknown) beside the nation, number and sign, place and day."""
        left = self.width * _AGENCY_SHARE
        table = self._unruled((left, self.width - left), rows=2)
        cell, other = table.rows[0].cells
        centred(cell.paragraphs[0], (superior or DOTS).upper(), AGENCY_SIZE)
        centred(cell.add_paragraph(), agency.upper(), AGENCY_SIZE, bold=True)
        ruled(cell.add_paragraph(), left, min(width_of(agency, AGENCY_SIZE, CAPITAL), left) * _LINE_SHARE)
        self._nation(other.paragraphs[0], other.add_paragraph(), other.add_paragraph(), self.width - left)
        cell, other = table.rows[1].cells
        centred(cell.paragraphs[0], code or self._texts("paper.code"), CODE_SIZE, before=4)
        centred(other.paragraphs[0], self.day_words(place, day), PLACE_SIZE, italic=True, before=4)

    def nation(self) -> None:
        """The head of a paper that a person writes (đơn): the nation alone, in the middle."""
        add = self._document.add_paragraph
        self._nation(add(), add(), add(), self.width)

    def title(self, kind: str, about: str = "", note: str = "") -> None:
        """What sort of paper it is, in capitals, and what it is about; `note` in italics below ("Kèm theo …")."""
        add = self._document.add_paragraph
        centred(add(), kind.upper(), TITLE_SIZE, bold=True, before=12)
        if about:
            centred(add(), about, TITLE_SIZE, bold=True)
            ruled(add(), self.width, min(width_of(about, TITLE_SIZE, SMALL), self.width) * _LINE_SHARE)
        if note:
            centred(add(), note, NUMBER_SIZE, italic=True)
        add().paragraph_format.line_spacing = Pt(8)

    def paragraph(
        self,
        text: str,
        *,
        lead: str = "",
        size: float = BODY_SIZE,
        bold: bool = False,
        italic: bool = False,
        middle: bool = False,
        indent: bool = True,
        keep: bool = False,
        ragged: bool = False,
        right: bool = False,
    ) -> None:
        """A paragraph of the body; `lead` stands before it in bold ("Tên sáng kiến:"), `keep` holds it to the next.

        A `ragged` one is not spread to both margins: for long strings of names; a `right` one stands on the right.
        """
        paragraph = self._document.add_paragraph()
        form = paragraph.paragraph_format
        side = WD_ALIGN_PARAGRAPH.LEFT if ragged else WD_ALIGN_PARAGRAPH.JUSTIFY
        side = WD_ALIGN_PARAGRAPH.RIGHT if right else side
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if middle else side
        form.first_line_indent = Mm(INDENT) if indent and not middle and not right else None
        form.space_after = Pt(6)
        form.keep_with_next = keep or None
        if lead:
            written(paragraph, f"{lead} ", size, bold=True)
        written(paragraph, text, size, bold=bold, italic=italic)

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[str]],
        *,
        size: float = TABLE_SIZE,
        total: Sequence[str] = (),
    ) -> None:
        """A ruled table as wide as the text: its heading stands on every page, no row is split, long words break."""
        after = self._document.add_paragraph()
        after.paragraph_format.line_spacing = Pt(6)
        scale = self.width / sum(column.width for column in columns)
        fitted = [replace(column, width=column.width * scale) for column in columns]
        after._p.addprevious(table_of(fitted, rows, size, total))

    def end(self, recipients: Sequence[str], *signatures: Signature) -> None:
        """Nơi nhận on the left (none for a person's own paper), and who signs; several stand side by side."""
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        columns = max(2, len(signatures) + bool(recipients))
        table = self._unruled([self.width / columns] * columns)
        whole(table)
        cells = list(table.rows[0].cells)
        if recipients:
            self._recipients(cells[0], recipients)
        for cell, signature in zip(cells[columns - len(signatures) :], signatures, strict=True):
            _sign(cell, signature)
        last = self._document.add_paragraph()  # a document may not end with a table
        last.paragraph_format.line_spacing = Pt(1)

    def next_paper(self) -> None:
        """Begin another paper in the same file: on a new page, with pages counted from one again."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = True
        count = OxmlElement("w:pgNumType")
        count.set(qn("w:start"), "1")
        section._sectPr.insert_element_before(count, "w:cols", "w:titlePg", "w:docGrid")

    def content(self) -> bytes:
        """The finished file: the same for the same words and the same `now`."""
        out = BytesIO()
        self._document.save(out)
        return settled(out.getvalue(), self._now)

    def day_words(self, place: str = "", day: date | None = None) -> str:
        """Where and when: Gia Lai, ngày 05 tháng 02 năm 2024; dots where that is not known."""
        place = place or "……………"
        if day is None:
            return self._texts("paper.place_open", place=place, year=day_in_hanoi(self._now).year)
        month = f"{day:%m}" if day.month < _BARE_FROM else str(day.month)
        return self._texts("paper.place", place=place, day=f"{day:%d}", month=month, year=day.year)

    # ------------------------------------------------------------------ parts

    def _lay_out(self, width: int, height: int, *, landscape: bool) -> None:
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(BODY_SIZE)
        normal.font.color.rgb = RGBColor(0, 0, 0)
        properties = normal.element.get_or_add_rPr()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            properties.get_or_add_rFonts().set(qn(script), FONT)
        language = OxmlElement("w:lang")
        for script in ("w:val", "w:eastAsia"):
            language.set(qn(script), "vi-VN")
        properties.append(language)
        form = normal.paragraph_format
        form.space_after = form.space_before = Pt(0)
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
        section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
        section.header_distance = section.footer_distance = Mm(10)
        section.different_first_page_header_footer = True
        _number_pages(section.header.paragraphs[0])

    def _set_properties(self, subject: str) -> None:
        properties = self._document.core_properties
        properties.title = sayable(subject)[:255]
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.language = "vi-VN"
        properties.created = properties.modified = self._now.replace(tzinfo=None)

    def _nation(self, name: Paragraph, motto: Paragraph, line: Paragraph, room: float) -> None:
        words = self._texts("paper.motto")
        centred(name, self._texts("paper.nation"), NATION_SIZE, bold=True)
        centred(motto, words, MOTTO_SIZE, bold=True)
        ruled(line, room, width_of(words, MOTTO_SIZE, SMALL))

    def _recipients(self, cell: _Cell, recipients: Sequence[str]) -> None:
        written(cell.paragraphs[0], self._texts("paper.recipients"), RECIPIENTS_SIZE, bold=True, italic=True)
        for recipient in recipients:
            written(cell.add_paragraph(), f"- {recipient}", RECIPIENT_SIZE)

    def _unruled(self, widths: Sequence[float], rows: int = 1) -> Table:
        table: Table = self._document.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        for place, width in enumerate(widths):
            table.columns[place].width = Mm(width)
            for row in range(rows):
                table.cell(row, place).width = Mm(width)
        return table


def _number_pages(paragraph: Paragraph) -> None:
    """The page's number in the middle; the first page has a header of its own, which is empty."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shown = paragraph.add_run("2")
    shown.font.size = Pt(NUMBER_SIZE)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(shown._r)
    paragraph._p.append(field)


def _sign(cell: _Cell, signature: Signature) -> None:
    lines = signature.authority or (DOTS,)
    centred(cell.paragraphs[0], lines[0].upper(), SIGNATURE_SIZE, bold=True)
    for line in lines[1:]:
        centred(cell.add_paragraph(), line.upper(), SIGNATURE_SIZE, bold=True)
    if signature.note:
        centred(cell.add_paragraph(), signature.note, NUMBER_SIZE, italic=True)
    if signature.position:
        centred(cell.add_paragraph(), signature.position.upper(), SIGNATURE_SIZE, bold=True, before=SIGNING_ROOM)
    name = cell.add_paragraph()
    room = 0 if signature.position else SIGNING_ROOM
    centred(name, signature.name or DOTS, SIGNATURE_SIZE, bold=bool(signature.name), before=room)
