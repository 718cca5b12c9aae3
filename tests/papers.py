"""Papers for the tests of reading: the same paragraphs and tables as a Word file, a workbook, a web page or a text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from openpyxl import Workbook

from plans.documents.outline import Outline

GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True)
class Table:
    """Rows of cells as texts. A row with all but its first cell empty is merged over the whole width."""

    rows: tuple[tuple[str, ...], ...]


#: A paper in its order: paragraphs and tables.
Content: TypeAlias = Sequence[str | Table]


def table(*rows: Sequence[str]) -> Table:
    """A table of these rows."""
    return Table(tuple(tuple(row) for row in rows))


def content_of(text: str) -> list[str | Table]:
    """The paragraphs and tables of a text whose tables are lines with tabs, blank lines left out."""
    found: list[str | Table] = []
    rows: list[tuple[str, ...]] = []
    for line in (line for line in text.split("\n") if line.strip()):
        if "\t" in line:
            rows.append(tuple(cell.strip() for cell in line.split("\t")))
            continue
        if rows:
            found.append(Table(tuple(rows)))
            rows = []
        found.append(line.strip())
    return [*found, Table(tuple(rows))] if rows else found


def gold_content(name: str) -> list[str | Table]:
    """One of the real documents of ``tests/gold`` by its file's stem."""
    return content_of((GOLD / f"{name}.txt").read_text(encoding="utf-8"))


def texts(outline: Outline) -> list[str]:
    """What an outline says, block by block."""
    return [block.text for block in outline.blocks]


def as_docx(content: Content) -> bytes:
    """The paper as a Word file."""
    document = docx.Document()
    for item in content:
        if isinstance(item, str):
            document.add_paragraph(item)
            continue
        made = document.add_table(len(item.rows), max(map(len, item.rows)), style="Table Grid")
        for row, cells in zip(item.rows, made.rows, strict=True):
            if len(row) > 1 and row[0] and not any(row[1:]):
                cells.cells[0].merge(cells.cells[-1]).text = row[0]
                continue
            for text, cell in zip(row, cells.cells, strict=False):
                cell.text = text
    return _saved(document)


def as_xlsx(content: Content) -> bytes:
    """The paper as a workbook: each paragraph in a row of its own, merged over the width."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    width = max((len(row) for item in content if isinstance(item, Table) for row in item.rows), default=1)
    for item in content:
        for row in (item,) if isinstance(item, str) else item.rows:
            sheet.append([row] if isinstance(row, str) else list(row))
            at = sheet.max_row
            if isinstance(row, str) and width > 1:
                sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=width)
    return _saved(book)


def as_html(content: Content) -> bytes:
    """The paper as a web page."""
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><style>p {color: red}</style></head><body>"]
    for item in content:
        if isinstance(item, str):
            parts.append(f"<p>{escape(item)}</p>")
            continue
        rows = ("".join(f"<td>{_marked(cell)}</td>" for cell in row) for row in item.rows)
        parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return "\n".join((*parts, "</body></html>")).encode()


def as_markdown(content: Content) -> bytes:
    """The paper as Markdown, its tables with pipes."""
    lines: list[str] = []
    for item in content:
        if isinstance(item, str):
            lines += [item, ""]
            continue
        for number, row in enumerate(item.rows):
            lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in row) + " |")
            lines += ["|" + " --- |" * len(row)] if number == 0 else []
        lines.append("")
    return "\n".join(lines).encode()


def as_text(content: Content) -> bytes:
    """The paper as text, its tables with tabs."""
    lines: list[str] = []
    for item in content:
        rows = (item,) if isinstance(item, str) else ("\t".join(row) for row in item.rows)
        lines += [*rows, ""]
    return "\n".join(lines).encode()


def docx_of(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    others: Iterable[tuple[str, str]] = (),
    names: Mapping[str, str] | None = None,
) -> bytes:
    """A Word file around the XML of its body; the prefixes w, r, mc, wps, v and wp are bound.

    `others` are further parts by their name under ``word/``; headers among them are related to the document. `names`
    changes namespaces.
    """
    parts = dict(others)
    parts |= {"numbering.xml": f"<w:numbering {_NAMES}>{numbering}</w:numbering>"} if numbering else {}
    parts |= {"styles.xml": f"<w:styles {_NAMES}>{styles}</w:styles>"} if styles else {}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _relations({"word/document.xml": "officeDocument"}))
        main = f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>"
        for usual, other in (names or {}).items():
            main = main.replace(usual, other)
        archive.writestr("word/document.xml", main)
        kinds = {name: name.rstrip("0123456789.xml") or name for name in parts}
        archive.writestr("word/_rels/document.xml.rels", _relations(kinds))
        for name, part in parts.items():
            archive.writestr(f"word/{name}", part.replace("NAMES", _NAMES))
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text as Word's XML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph as Word's XML; a run that is no XML is taken as its text."""
    inner = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>'
)


def _relations(kinds: dict[str, str]) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{base}/{kind}" Target="{name}"/>'
        for number, (name, kind) in enumerate(kinds.items())
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def _marked(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]  # a Word document or a workbook
    return out.getvalue()
