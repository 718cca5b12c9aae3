"""Scans: recognised words go to their cells and lines; what is doubtful is said; what is missing is named."""

from functools import cache
from io import BytesIO

import pytest
from PIL import Image

from plans.documents.formats import pdf, picture, scan
from plans.documents.formats.page import Page, Word
from plans.documents.formats.pages import blocks
from plans.documents.formats.programs import Finished
from plans.documents.outline import Outline
from plans.problems import Problem
from tests.papers import Content, table
from tests.plans.documents.formats.printed import (
    OFFICE,
    RECOGNITION,
    as_png,
    badly_scanned,
    converted,
    needs,
    page_pictures,
    printed_docx,
)

CONTENT: Content = [
    "III. NỘI DUNG THỰC HIỆN",
    table(
        ("TT", "Nội dung", "Đơn vị thực hiện"),
        ("QUÝ II", "", ""),
        ("1", "Báo cáo sơ kết công tác thi đua trước ngày 15/6/2024", "Văn phòng"),
        ("QUÝ III", "", ""),
        ("2", "Đăng ký sáng kiến năm 2024 chậm nhất ngày 10/10/2024", "Các phòng, đơn vị thuộc Sở"),
    ),
    "Các phòng, đơn vị gửi hồ sơ về Văn phòng trước 16h00 ngày 05/12/2024 để tổng hợp.",
]


@cache
def clean_page() -> Image.Image:
    return page_pictures(converted(printed_docx(CONTENT), ".docx", "pdf"))[0]


def stand_in(monkeypatch: pytest.MonkeyPatch, finished: Finished) -> None:
    """Let recognition end so whatever it is shown; a picture nobody looks at need not be enlarged for it."""
    monkeypatch.setattr(picture, "WIDTH", 700)
    monkeypatch.setattr(scan, "missing", lambda: None)
    monkeypatch.setattr(scan, "run", lambda *_, **__: finished)


def read(page: Image.Image) -> Outline:
    outline = scan.read(as_png(page), "x.png")
    assert isinstance(outline, Outline), outline
    return outline


def test_a_bad_scan_gives_rows_dates_and_quarters() -> None:
    needs(*OFFICE, *RECOGNITION)
    outline = read(badly_scanned(clean_page()))
    rows = [tuple(cell.text for cell in block.cells) for block in outline.blocks if block.cells]
    assert [row[0] for row in rows if not any(row[1:])] == ["QUÝ II", "QUÝ III"]
    assert [row[2] for row in rows if "năm 2024" in row[1] or "/2024" in row[1]] == [
        "Văn phòng",
        "Các phòng, đơn vị thuộc Sở",
    ]
    text = "\n".join(block.text for block in outline.blocks)
    assert all(day in text for day in ("15/6/2024", "10/10/2024", "05/12/2024", "16h00"))


def test_a_page_on_its_head_in_a_scanned_pdf_is_turned() -> None:
    needs(*OFFICE, *RECOGNITION)
    out = BytesIO()
    clean_page().rotate(180).save(out, "PDF", resolution=150)
    told: list[tuple[int, int]] = []
    outline = pdf.read(out.getvalue(), "x.pdf", lambda done, total: told.append((done, total)))
    assert isinstance(outline, Outline)
    assert "05/12/2024" in outline.blocks[-1].text
    assert told == [(1, 1)]


def test_a_picture_without_text_is_a_problem() -> None:
    needs(*RECOGNITION)
    assert scan.read(as_png(Image.new("L", (1240, 1754), 255)), "x.png") == Problem(
        "document.page_without_text", {"page": "1"}
    )


def test_without_tesseract_or_its_vietnamese_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "found", lambda *_: None)
    assert scan.read(b"", "x.png") == Problem("document.needs_tesseract")
    monkeypatch.setattr(scan, "found", lambda *_: "tesseract-without-vietnamese")
    monkeypatch.setattr(scan, "run", lambda *_, **__: Finished(0, b"List of languages\neng\nosd\n"))
    assert scan.read(b"", "x.png") == Problem("document.needs_tesseract")


@pytest.mark.parametrize(
    ("finished", "code"),
    [(Finished(None, b""), "document.page_took_too_long"), (Finished(1, b""), "document.page_unreadable")],
)
def test_a_page_that_fails_is_named(finished: Finished, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, finished)
    assert scan.read(as_png(Image.new("L", (1240, 1754), 255)), "x.png") == Problem(code, {"page": "1"})


def test_an_unsure_date_or_quarter_is_a_problem_and_an_unsure_word_is_none() -> None:
    words = [
        Word(text, 80.0 + 60 * at, 130.0 + 60 * at, 100, 12, sure)
        for at, (text, sure) in enumerate((("Trước", 40.0), ("15/6/2024", 40.0), ("quý", 90.0), ("II", 0.0)))
    ]
    page = Page(1, 595, 842, words)
    made = blocks([page])
    assert scan.doubts([page], made) == [
        Problem("document.doubtful_date", {"read": read, "page": "1"}, 1, "Trước 15/6/2024 quý II")
        for read in ("15/6/2024", "quý II")
    ]


@pytest.mark.parametrize(("seen", "meant"), [("25/8/202G./.", "25/8/2026./."), ("25/8/2026G", "25/8/2026")])
def test_a_letter_in_a_year_is_read_as_a_figure_and_doubted(
    seen: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = "\t".join(("5", "1", "1", "1", "1", "1", "90", "90", "300", "40", "96", seen))
    stand_in(monkeypatch, Finished(0, row.encode()))
    outline = read(Image.new("L", (1240, 1754), 255))
    assert outline.blocks[0].text == meant
    assert [problem.values["read"] for problem in outline.problems] == [meant]


def test_words_and_figures_that_touch_are_two_words(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("THÁNG", 90, 200), ("9", 290, 20), ("-", 330, 20), ("tháng10/2026", 360, 300)]
    table = "\n".join(
        "\t".join(("5", "1", "1", "1", "1", "1", str(left), "90", str(width), "40", "96", text))
        for text, left, width in rows
    )
    stand_in(monkeypatch, Finished(0, table.encode()))
    assert read(Image.new("L", (1240, 1754), 255)).blocks[0].text == "THÁNG 9 - tháng 10/2026"


def test_two_days_without_a_dash_between_them_are_doubted() -> None:
    words = [
        Word(text, 80.0 + 60 * at, 130.0 + 60 * at, 100, 12, 95.0) for at, text in enumerate(("Từ", "01/12", "10/12"))
    ]
    page = Page(1, 595, 842, words)
    assert [problem.values["read"] for problem in scan.doubts([page], blocks([page]))] == ["01/12 10/12"]
