"""Papers as offices print them: with letterhead, page numbers and ruled tables.

As Word files, by LibreOffice as anything else, and as pictures from a bad scanner.
"""

import re
import subprocess
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import docx
import pypdfium2  # type: ignore[import-untyped]  # it comes without types
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageChops, ImageFilter

from tests.papers import Content, Table
from tests.prerequisites import IN_CI, missing

OFFICE = ("libreoffice-writer-nogui", "libreoffice-calc-nogui", "fonts-liberation")
RECOGNITION = ("tesseract-ocr", "tesseract-ocr-vie")
_TAGS = re.compile(r"<[^>]+>|\*+|^#+ ")


def needs(*packages: str) -> None:
    """Skip the test, or in CI fail it, for what is not installed."""
    if wanting := missing(*packages):
        reason = f"not installed: {', '.join(wanting)} (python -m tests.prerequisites)"
        assert not IN_CI, reason
        pytest.skip(reason)


def letterhead(agency: str, number: str, place_and_day: str) -> Table:
    """The head of a Vietnamese paper: who writes on the left, the country and its motto on the right."""
    left = f"{agency}\n{number}"
    return Table(((left, f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n{place_and_day}"),))


def printed_docx(content: Content) -> bytes:
    """The paper as a Word file laid out by the rules for documents: A4, 14 point, indented and justified."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    for item in content:
        if isinstance(item, Table):
            _add_table(document, item)
            continue
        text = _TAGS.sub("", item).strip()
        paragraph = document.add_paragraph(text)
        if text.isupper() and len(text) < 60:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Cm(1.27)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page_number(paragraph: docx.text.paragraph.Paragraph) -> None:  # type: ignore[name-defined]  # no stubs
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind in ("begin", "PAGE", "end"):
        mark = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
        if kind == "PAGE":
            mark.text = kind
        else:
            mark.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(mark)


def _add_table(document: object, table: Table) -> None:
    wide = max(map(len, table.rows))
    head = len(table.rows) == 1
    made = document.add_table(0, wide, style=None if head else "Table Grid")  # type: ignore[attr-defined]  # a Document
    widths = {2: (7, 9.5), 3: (1.2, 9.3, 6), 4: (1.2, 7.3, 4.5, 3.5)}.get(wide, (16.5 / wide,) * wide)
    for row in table.rows:
        cells = made.add_row().cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Cm(width)
        if len(row) > 1 and row[0] and not any(row[1:]):
            cells[0].merge(cells[-1]).text = row[0]
            continue
        for cell, text in zip(cells, row, strict=False):
            cell.text = _TAGS.sub("", text)
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if head else WD_ALIGN_PARAGRAPH.LEFT


@cache
def converted(data: bytes, suffix: str, wanted: str) -> bytes:
    """The same paper as LibreOffice writes it in another format."""
    return all_converted([data], suffix, wanted)[0]


def all_converted(papers: Sequence[bytes], suffix: str, wanted: str) -> list[bytes]:
    """Papers in another format, by one start of LibreOffice."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        sources = [Path(folder) / f"paper{number}{suffix}" for number in range(len(papers))]
        for source, data in zip(sources, papers, strict=True):
            source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        names = [source.name for source in sources]
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", wanted, *names],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=100 + 10 * len(papers),
        )
        return [source.with_suffix(f".{wanted}").read_bytes() for source in sources]


def page_pictures(pdf: bytes, dpi: int = 150) -> list[Image.Image]:
    """The pages of a PDF as clean grey pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def badly_scanned(picture: Image.Image, *, skew: float = 1.5) -> Image.Image:
    """A page as a bad scanner gives it: skewed, blurred, grey and noisy."""
    turned = picture.rotate(skew, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    grey = turned.filter(ImageFilter.GaussianBlur(0.7)).point(lambda value: int(30 + value * 0.8))
    noise = Image.frombytes("L", grey.size, Random(7).randbytes(grey.width * grey.height))  # noqa: S311  # noise
    return ImageChops.add(grey, noise.point(lambda value: int(128 + (value - 128) * 0.24)), scale=1, offset=-128)


def as_png(picture: Image.Image) -> bytes:
    """The picture as a file."""
    out = BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def as_tiff(pictures: list[Image.Image]) -> bytes:
    """Pictures as the pages of one file."""
    out = BytesIO()
    pictures[0].save(out, "TIFF", save_all=True, append_images=pictures[1:])
    return out.getvalue()
