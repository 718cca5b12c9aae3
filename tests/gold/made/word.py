"""A made paper as a Word file, with all that Word writes around the words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from io import BytesIO

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import parse_xml
from docx.shared import Pt

from tests.gold.made.markup import (
    LEVELS,
    Box,
    Control,
    Deleted,
    GridCell,
    Inserted,
    Item,
    Landscape,
    Note,
    P,
    Part,
    T,
    grid,
    p,
)

_NS = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_NOTE = '<w:pPr><w:pStyle w:val="footnotetext"/></w:pPr>'
_TRACKED = 'w:id="7" w:author="Chuyên viên" w:date="2026-01-05T08:00:00Z"'


def as_docx(items: Iterable[Item], *, accepted: bool = False) -> bytes:
    """The paper as a Word file; `accepted` takes all tracked changes over."""
    return _Word(accepted).written(items)


@dataclass
class _Word:
    accepted: bool
    notes: list[str] = field(default_factory=list)

    def written(self, items: Iterable[Item]) -> bytes:
        document = docx.Document()
        document.styles["Normal"].font.name = "Times New Roman"
        _add_lists(document)
        document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(9)
        body = document.element.body
        last = body.sectPr
        turned = False
        for item in items:
            if isinstance(item, Landscape):
                last.addprevious(parse_xml(f"<w:p {_NS}><w:pPr><w:sectPr>{_page(turned)}</w:sectPr></w:pPr></w:p>"))
                turned = not turned
                continue
            made = (
                self.table(item) if isinstance(item, T) else self.paragraph(p(item) if isinstance(item, str) else item)
            )
            last.addprevious(parse_xml(made.replace(">", f" {_NS}>", 1)))
        for child in list(last):
            if child.tag.endswith(("}pgSz", "}pgMar")):
                last.remove(child)
        for child in parse_xml(f"<w:sectPr {_NS}>{_page(turned)}</w:sectPr>"):
            last.append(child)
        header = document.sections[0].header.paragraphs[0]._p
        for kind in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText>PAGE</w:instrText>",
            '<w:fldChar w:fldCharType="end"/>',
        ):
            header.append(parse_xml(f"<w:r {_NS}>{kind}</w:r>"))
        if self.notes:
            self._add_notes(document)
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    def _add_notes(self, document: object) -> None:
        inner = "".join(
            f'<w:footnote w:id="{number}"><w:p>{_NOTE}<w:r><w:footnoteRef/></w:r>{_run(" " + text)}</w:p></w:footnote>'
            for number, text in enumerate(self.notes, 2)
        )
        marks = (
            '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            "</w:footnote>"
        )
        xml = f"<w:footnotes {_NS}>{marks}{inner}</w:footnotes>".encode()
        package = document.part.package  # type: ignore[attr-defined]  # python-docx has no types
        part = PackagePart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)  # type: ignore[attr-defined]  # as above

    def paragraph(self, paragraph: P) -> str:
        properties = f'<w:pStyle w:val="{paragraph.style.replace(" ", "")}"/>' if paragraph.style else ""
        if paragraph.number:
            name, level = paragraph.number
            properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{_list_id(name)}"/></w:numPr>'
        properties += f'<w:jc w:val="{paragraph.align}"/>' if paragraph.align else ""
        return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(map(self.part, paragraph.parts))}</w:p>"

    def part(self, part: Part) -> str:
        if isinstance(part, str):
            return _runs(part)
        if isinstance(part, Inserted):
            tag = "moveTo" if part.moved else "ins"
            return _runs(part.text) if self.accepted else f"<w:{tag} {_TRACKED}>{_runs(part.text)}</w:{tag}>"
        if isinstance(part, Deleted):
            tag, text = ("moveFrom", "t") if part.moved else ("del", "delText")
            return "" if self.accepted else f"<w:{tag} {_TRACKED}>{_run(part.text, text)}</w:{tag}>"
        if isinstance(part, Note):
            self.notes.append(part.text)
            number = len(self.notes) + 1
            return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
        if isinstance(part, Control):
            shown = "<w:showingPlcHdr/>" if part.placeholder else ""
            return f"<w:sdt><w:sdtPr>{shown}</w:sdtPr><w:sdtContent>{_runs(part.text)}</w:sdtContent></w:sdt>"
        return _box(part)

    def table(self, table: T) -> str:
        line = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if table.borders else 'w:val="nil"'
        sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        widths = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in table.widths)
        rows = []
        for number, cells in enumerate(grid(table)):
            head = "<w:trPr><w:tblHeader/></w:trPr>" if number < table.repeats else ""
            rows.append(f"<w:tr>{head}{''.join(self._cell(table, column, cell) for column, cell in cells)}</w:tr>")
        properties = f'<w:tblW w:w="0" w:type="auto"/><w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{widths}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _cell(self, table: T, column: int, cell: GridCell) -> str:
        width = sum(table.widths[column : column + cell.span])
        properties = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>'
        properties += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        if cell.covered:
            properties += "<w:vMerge/>"
        elif cell.down > 1:
            properties += '<w:vMerge w:val="restart"/>'
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(self.paragraph, cell.paragraphs))}</w:tc>"


def _page(landscape: bool) -> str:
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    margins = 'w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"'
    return f"<w:pgSz {size}/><w:pgMar {margins}/>"


def _twips(centimetres: float) -> int:
    return round(centimetres * 567)


def _list_id(name: str) -> int:
    return 900 + list(LEVELS).index(name.split("/")[0]) + 10 * int(name.partition("/")[2] or 0)


def _add_lists(document: object) -> None:
    """The lists with their levels; ``plan/1`` is ``plan`` counted anew."""
    numbering = document.part.numbering_part.element  # type: ignore[attr-defined]  # python-docx has no types
    first = numbering.find(f"{{{numbering.nsmap['w']}}}num")
    for name, levels in LEVELS.items():
        inner = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, (form, text) in enumerate(levels)
        )
        first.addprevious(parse_xml(f'<w:abstractNum {_NS} w:abstractNumId="{_list_id(name)}">{inner}</w:abstractNum>'))
    for name in LEVELS:
        for again in range(4):
            start = "".join(
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
                for level in range(len(LEVELS[name]) if again else 0)
            )
            number, kind = _list_id(f"{name}/{again}"), _list_id(name)
            numbering.append(
                parse_xml(f'<w:num {_NS} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{start}</w:num>')
            )


def _run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:rPr/><w:{tag} xml:space="preserve">{escape(text, quote=False)}</w:{tag}></w:r>'


def _runs(text: str) -> str:
    """A text as Word leaves it: cut into runs in the middle of words, breaks and tabs as elements."""
    parts = []
    for number, line in enumerate(text.split("\n")):
        parts.append("<w:r><w:br/></w:r>" if number else "")
        for count, piece in enumerate(line.split("\t")):
            parts.append("<w:r><w:tab/></w:r>" if count else "")
            parts += [
                _run(piece[at : at + 17]) + '<w:proofErr w:type="spellStart"/>' for at in range(0, len(piece), 17)
            ]
    return "".join(parts)


def _box(box: Box) -> str:
    inner = "".join(f"<w:p>{_runs(line)}</w:p>" for line in box.lines)
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="5400000" cy="900000"/><wp:wrapTopAndBottom/><wp:docPr id="5" name="Text Box 5"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="900000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f'<w:pict><v:shape style="width:425pt;height:70pt"><v:textbox>{content}</v:textbox></v:shape></w:pict>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
