"""What the fuzzers feed: each format's reader and the extraction, with seeds, and what must hold of any input.

A Word file or a workbook is an archive whose checksums no mutation survives; so input that is no archive is put into a
good one as its main part.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_STORED, ZipFile

from PIL import Image

from locales.catalogue import Texts
from plans.documents.deadlines.settled import settled
from plans.documents.extraction.draft import extract
from plans.documents.formats.registry import FORMATS, read_outline
from plans.documents.grids import read_grids
from plans.documents.library import LIBRARY, demo_department
from plans.documents.list_kinds import list_kind
from plans.documents.outline import Block, Cell, Outline
from plans.documents.roster_file import read_roster
from plans.documents.roster_writing import roster_template, roster_workbook
from plans.planning.draft import DraftDeadline
from plans.problems import Problem
from tests.papers import GOLD, Table, as_docx, as_html, as_text, as_xlsx, content_of

#: The gold notation, and without a year a month, a quarter and a day of a month of every quarter.
POINT = r"(?:(?:\d{4}|-)-(?:\d\d(?:-\d\d)?|Q[1-4])|--Q[1-3]-\d\d|\d{4}|---\d\d)"
NOTATION = re.compile(rf"{POINT}(?:/(?:{POINT}|\.\.))?")
PAPERS = ("so-cong-thuong-gia-lai-2024", "so-ngoai-vu-lang-son-2024", "own/so-xay-dung-dieu-chinh-2026")
#: Words that steer a mutation to where decisions are made.
WORDS = (
    *("trước ngày ", "chậm nhất ", "đến hết ", "từ ngày ", " đến ngày ", "trong tháng ", "quý III", "hằng năm"),
    *("hằng tháng", "năm học 2025-2026", "31/4/2026", "29/02/2025", "16h00 ngày ", "Thời gian hoàn thành: "),
    *("Đơn vị chủ trì: ", "QUÝ I\t\t\n", "TT\tNội dung\tĐơn vị thực hiện\tThời gian\n", "theo kế hoạch của Cụm"),
    *("thay cho", "Căn cứ ", "Nơi nhận:\n", "<ul>", "**"),
)


@dataclass(frozen=True)
class Target:
    """Something to be fuzzed: `run` takes any bytes and raises when a promise is broken."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]


def read_text(data: bytes) -> None:
    """The extraction alone, over lines and, where there are tabs, table rows."""
    blocks = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        cells = tuple(Cell(text) for text in line.split("\t")) if "\t" in line else ()
        blocks.append(Block(number, line, cells, table=bool(cells), row=number if cells else 0))
    check_draft(Outline("plan.txt", tuple(blocks)))


def read_file(data: bytes, suffix: str) -> None:
    """A whole file, from its bytes to its draft."""
    outline = read_outline(data, f"plan{suffix}")
    if isinstance(outline, Problem):
        check_problems(outline)
        return
    numbers = [block.number for block in outline.blocks]
    assert all(first < second for first, second in pairwise([0, *numbers])), numbers
    check_draft(outline)


def read_a_roster(data: bytes) -> None:
    """As a file of values, and as the sheet of a workbook: people, or problems; and what kind of list it is."""
    with ZipFile(BytesIO(_roster())) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    book = BytesIO()
    with ZipFile(book, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, data if name == _XLSX[1] else part)
    for file, name in ((data, "canbo.csv"), (data if data.startswith(b"PK") else book.getvalue(), "canbo.xlsx")):
        read = read_roster(file, name)
        assert bool(read.people) != bool(read.problems), read.problems
        check_problems(*read.problems, *(doubt.question for doubt in read.doubts))
        grids = read_grids(file, name)
        if not isinstance(grids, Problem):
            list_kind(grids)


@cache
def _roster() -> bytes:
    department, units, people = demo_department()
    return roster_workbook(department, units[:4], [person for person in people if person.unit == "van_phong"])


def _rosters() -> list[bytes]:
    with ZipFile(BytesIO(_roster())) as good:
        sheet = good.read(_XLSX[1])
    lines = (LIBRARY / "demo-department.csv").read_bytes().split(b"\n")
    return [sheet, b"\n".join(lines[:24]), roster_template()]


def check_draft(outline: Outline) -> None:
    """What holds of every draft: lines of the document, dates in the notation, no unset one with a date."""
    draft = extract(outline)
    if isinstance(draft, Problem):
        check_problems(draft)
        return
    check_problems(*draft.problems, *(problem for task in draft.tasks for problem in task.problems))
    numbers = {block.number for block in outline.blocks}
    for task in draft.tasks:
        assert task.source.line in numbers, task
        for deadline in filter(None, (task.deadline, task.replaces)):
            check_deadline(deadline)
    assert {target.source.line for target in draft.targets} <= numbers
    assert {rule.source.line for rule in draft.rules} <= numbers


def check_problems(*problems: Problem) -> None:
    """Each problem has its sentence."""
    for problem in problems:
        assert Texts("vi")(problem.code, **problem.values), problem


def check_deadline(deadline: DraftDeadline) -> None:
    """A date is in the notation, or none; and the plan of any year can take it over."""
    assert deadline.date is None or NOTATION.fullmatch(deadline.date), deadline
    taken = settled(deadline, 2027, "")
    for one in taken if isinstance(taken, tuple) else (taken,):
        if isinstance(one, Problem):
            check_problems(one)
        else:
            assert one.start <= one.end, one


def _packed(suffix: str, part: str) -> Callable[[bytes], None]:
    """A reader of archives: what is no archive becomes the main part of a good one."""

    def run(data: bytes) -> None:
        read_file(data if data.startswith(b"PK") else _with_part(suffix, part, data), suffix)

    return run


@cache
def _archives(suffix: str) -> list[bytes]:
    made = as_docx if suffix == ".docx" else as_xlsx
    return [made(content) for content in _contents()]


def _with_part(suffix: str, part: str, data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(_archives(suffix)[0])) as good, ZipFile(out, "w", ZIP_STORED) as archive:
        for name in good.namelist():
            archive.writestr(name, data if name == part else good.read(name))
    return out.getvalue()


def _parts(suffix: str, part: str) -> list[bytes]:
    parts = []
    for archive in _archives(suffix):
        with ZipFile(BytesIO(archive)) as good:
            parts.append(good.read(part))
    return parts


def _pieces() -> list[str]:
    """Pieces of papers: whole ones are too long for many tries."""
    papers = [(GOLD / f"{name}.txt").read_text(encoding="utf-8").split("\n") for name in PAPERS]
    return ["\n".join(lines[start : start + 20]) for lines in papers for start in range(0, len(lines), 20)]


def _contents() -> list[list[str | Table]]:
    return [content_of(piece) for piece in _pieces()]


def _picture() -> list[bytes]:
    seeds = []
    for kind in ("PNG", "JPEG", "TIFF"):
        out = BytesIO()
        Image.new("L", (60, 30), 255).save(out, kind)
        seeds.append(out.getvalue())
    return seeds


def _pdf() -> list[bytes]:
    out = BytesIO()
    Image.new("L", (60, 30), 255).save(out, "PDF")
    return [out.getvalue(), _plain_pdf(_PAGE)]


_PAGE = b"".join(
    b"BT /F1 12 Tf 72 %d Td (%d. Van phong gui bao cao truoc ngay 15/%d/2026) Tj ET\n" % (780 - 20 * line, line, line)
    for line in range(1, 9)
) + b"".join(b"72 %d m 500 %d l S\n" % (600 - 20 * line, 600 - 20 * line) for line in range(4))


def _plain_pdf(content: bytes) -> bytes:
    """A PDF of one page without compression, so that mutations reach its operators."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, trailer)


def _whole(suffix: str) -> Callable[[bytes], None]:
    return lambda data: read_file(data, suffix)


_DOCX, _XLSX = (".docx", "word/document.xml"), (".xlsx", "xl/worksheets/sheet1.xml")
_SPECIAL = {
    "docx": Target(_packed(*_DOCX), lambda: [*_parts(*_DOCX), *_archives(".docx")[:2]]),
    "xlsx": Target(_packed(*_XLSX), lambda: [*_parts(*_XLSX), *_archives(".xlsx")[:2]]),
    "pdf": Target(_whole(".pdf"), _pdf),
    "image": Target(_whole(".png"), _picture),
    "office": Target(_whole(".rtf"), lambda: [rb"{\rtf1\ansi Ke hoach: truoc ngay 15/6/2026\par}"]),
    "html": Target(_whole(".html"), lambda: [as_html(content) for content in _contents()]),
    "text": Target(_whole(".txt"), lambda: [as_text(content) for content in _contents()]),
}
TARGETS = {
    "extraction": Target(read_text, lambda: [piece.encode() for piece in _pieces()]),
    "roster": Target(read_a_roster, _rosters),
} | {format.name: _SPECIAL[format.name] for format in FORMATS}
