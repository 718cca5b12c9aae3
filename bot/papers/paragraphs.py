"""Paragraphs, rules and tables as a paper needs them; lengths in millimetres, sizes in points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.table import CT_Tbl
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from bot.papers.package import sayable

TWIPS = 1440 / 25.4
_POINT = 25.4 / 72
#: How wide a bold letter of Times New Roman is on average, in parts of its size.
CAPITAL, SMALL = 0.71, 0.467
#: Between a cell's text and its border, in twips.
_CELL_ROOM = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    width: float
    centred: bool = False


def written(paragraph: Paragraph, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    """More text in a paragraph; a line break in it is one on paper, too."""
    run = paragraph.add_run(sayable(text))
    run.font.size = Pt(size)
    run.bold, run.italic = bold or None, italic or None


def centred(
    paragraph: Paragraph, text: str, size: float, *, bold: bool = False, italic: bool = False, before: float = 0
) -> None:
    """A line in the middle."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.keep_with_next = True
    written(paragraph, text, size, bold=bold, italic=italic)


def width_of(text: str, size: float, letter: float) -> float:
    """About how long a line of bold text is."""
    return len(text) * letter * size * _POINT


def ruled(paragraph: Paragraph, room: float, length: float) -> None:
    """A thin solid line of that length in the middle of the room."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(max(0.0, (room - length) / 2))
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    form.space_after = Pt(3)
    form.keep_with_next = True
    line = '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")
    # The order of properties is fixed: borders stand right before the spacing, which is set above.
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def whole(table: Table) -> None:
    """Keep a table without rules on one page, with what stands before it."""
    for row in table.rows:
        mark = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(mark)


def table_of(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], size: float, total: Sequence[str] = ()
) -> CT_Tbl:
    """A ruled table: its heading stands on every page, no row is split, and a long word breaks within its cell.

    `total` is a last row in bold.
    """
    widths = [round(column.width * TWIPS) for column in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{_CELL_ROOM}" w:type="dxa"/>'
        f'<w:right w:w="{_CELL_ROOM}" w:type="dxa"/></w:tblCellMar>'
    )
    headings = [(column.heading, width, True) for column, width in zip(columns, widths, strict=True)]
    written_rows = [_row(headings, size, bold=True, heading=True)]
    for row in rows:
        cells = zip(row, widths, (column.centred for column in columns), strict=True)
        written_rows.append(_row(cells, size))
    if total:
        sums = ((text, width, False) for text, width in zip(total, widths, strict=True))
        written_rows.append(_row(sums, size, bold=True))
    made = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(written_rows)}</w:tbl>"
    )
    if not isinstance(made, CT_Tbl):
        raise TypeError("no table")
    return made


def _row(cells: Iterable[tuple[str, int, bool]], size: float, *, bold: bool = False, heading: bool = False) -> str:
    repeated = "<w:tblHeader/>" if heading else ""
    inner = "".join(_cell(*cell, size, bold=bold) for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inner}</w:tr>"


def _cell(text: str, width: int, middle: bool, size: float, *, bold: bool) -> str:
    form = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    form = f"<w:b/>{form}" if bold else form
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line) for line in sayable(text).split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="40" w:after="40"/><w:jc w:val="{"center" if middle else "left"}"/></w:pPr>'
        f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{lines}</w:t></w:r></w:p></w:tc>'
    )
