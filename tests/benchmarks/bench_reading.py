"""Reading a document beside merely opening it with its library and getting all its text, in turns within one run.

The papers are the five of ``tests/gold`` over and over, in runs of a few words as Word keeps them; their PDF is printed
by LibreOffice, where it is installed. ``python -m tests.benchmarks.bench_reading``
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import cycle
from pathlib import Path
from statistics import median

import docx
import docx.text.paragraph
import pdfplumber
import pypdfium2  # type: ignore[import-untyped]  # it comes without types

from plans.documents.extraction.draft import extract
from plans.documents.formats.registry import read_outline
from plans.documents.outline import Outline
from tests.papers import gold_content

PAGES = (5, 30, 100)
#: Characters of a page as these papers are set.
A_PAGE = 2_600
TURNS = 5
PAPERS = (
    "so-ngoai-vu-lang-son-2024",
    "so-cong-thuong-gia-lai-2024",
    "ubnd-phuong-quyet-thang-2024",
    "so-cong-thuong-gia-lai-2018",
    "bao-cao-so-ket-gia-lai-2023",
)


def word_file(pages: int) -> bytes:
    """A Word file of about so many pages."""
    document = docx.Document()
    left = pages * A_PAGE
    for item in cycle([item for paper in PAPERS for item in gold_content(paper)]):
        if left <= 0:
            break
        if isinstance(item, str):
            fill(document.add_paragraph(), item)
            left -= len(item)
            continue
        table = document.add_table(len(item.rows), max(map(len, item.rows)), style="Table Grid")
        for row, cells in zip(item.rows, table.rows, strict=True):
            for text, cell in zip(row, cells.cells, strict=False):
                fill(cell.paragraphs[0], text)
                left -= len(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def fill(paragraph: docx.text.paragraph.Paragraph, text: str) -> None:
    """A text in runs of seven words, every third bold."""
    words = text.split(" ")
    for start in range(0, len(words), 7):
        paragraph.add_run((" " if start else "") + " ".join(words[start : start + 7])).bold = start % 3 == 2


def printed(data: bytes) -> bytes:
    """A Word file as PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        return source.with_suffix(".pdf").read_bytes()


def text_of_word(data: bytes) -> None:
    """All the text that python-docx gives: paragraphs and cells."""
    document = docx.Document(BytesIO(data))
    for paragraph in document.paragraphs:
        _ = paragraph.text
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text


def text_of_pdfium(data: bytes) -> None:
    """All the text that pypdfium2 gives."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()


def text_of_plumber(data: bytes) -> None:
    """All the text that pdfplumber gives."""
    with pdfplumber.open(BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()


def milliseconds(deed: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    deed()
    return (time.perf_counter() - start) * 1000


def compare(kind: str, pages: int, data: bytes, libraries: Mapping[str, Callable[[bytes], None]]) -> float:
    """Print one file's times; the time of its outline and draft."""
    outline = read_outline(data, f"kh.{kind}")
    assert isinstance(outline, Outline), outline
    deeds: dict[str, Callable[[], object]] = {
        "outline": lambda: read_outline(data, f"kh.{kind}"),
        "draft": lambda: extract(outline),
    }
    for name, library in libraries.items():
        deeds[name] = lambda library=library: library(data)  # type: ignore[misc]  # bound now
    taken: dict[str, list[float]] = {name: [] for name in deeds}
    for _ in range(TURNS if pages < 100 else 3):
        for name, deed in deeds.items():
            taken[name].append(milliseconds(deed))
    times = {name: median(one) for name, one in taken.items()}
    for name in libraries:
        ours, whole = times["outline"] / times[name], (times["outline"] + times["draft"]) / times[name]
        print(
            f".{kind} {pages:4} pages, {len(outline.blocks):5} blocks: outline {times['outline']:6.1f} ms, extraction"
            f" {times['draft']:6.1f} ms; {name} {times[name]:7.1f} ms: {ours:.2f}x, with extraction {whole:.2f}x"
        )
    return times["outline"] + times["draft"]


def main() -> None:
    """Both formats in every length, and how they grow."""
    whole: dict[str, list[float]] = {"docx": [], "pdf": []}
    for pages in PAGES:
        data = word_file(pages)
        whole["docx"].append(compare("docx", pages, data, {"python-docx": text_of_word}))
        if shutil.which("soffice"):
            libraries = {"pypdfium2": text_of_pdfium, "pdfplumber": text_of_plumber}
            whole["pdf"].append(compare("pdf", pages, printed(data), libraries))
    for kind, times in whole.items():
        if times:
            growth = (times[-1] / PAGES[-1]) / (times[0] / PAGES[0])
            print(f".{kind}: a page of the longest takes {growth:.2f} times one of the shortest")


if __name__ == "__main__":
    main()
