"""Older office files: through LibreOffice the same outline as the Word file; without it a sentence."""

import pytest

from plans.documents.formats import office
from plans.documents.formats.programs import Finished
from plans.documents.formats.registry import read_outline
from plans.documents.outline import Outline
from plans.problems import Problem
from tests.papers import Content, as_xlsx, table
from tests.plans.documents.formats.printed import OFFICE, converted, letterhead, needs, printed_docx

CONTENT: Content = [
    letterhead("UBND TỈNH GIA LAI\nSỞ CÔNG THƯƠNG", "Số: 12/KH-SCT", "Gia Lai, ngày 12 tháng 01 năm 2024"),
    "KẾ HOẠCH",
    "Công tác thi đua, khen thưởng năm 2024",
    table(("TT", "Nội dung", "Đơn vị"), ("QUÝ I", "", ""), ("1", "Xây dựng kế hoạch", "Văn phòng")),
    "Các phòng đăng ký thi đua trước ngày 30/01/2024.",
]


@pytest.mark.soak
@pytest.mark.soak_only  # slow; test_every_format reads both too
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_an_older_file_gives_the_outline_of_the_word_file(suffix: str) -> None:
    needs(*OFFICE)
    paper = printed_docx(CONTENT)
    new, old = read_outline(paper, "x.docx"), read_outline(converted(paper, ".docx", suffix), f"x.{suffix}")
    assert isinstance(new, Outline)
    assert isinstance(old, Outline)
    assert [(block.text, block.cells) for block in old.blocks] == [(block.text, block.cells) for block in new.blocks]


def test_an_older_workbook_gives_the_outline_of_the_new_one() -> None:
    needs(*OFFICE)
    paper = as_xlsx(CONTENT[1:])
    new, old = read_outline(paper, "x.xlsx"), read_outline(converted(paper, ".xlsx", "xls"), "x.xls")
    assert isinstance(new, Outline)
    assert isinstance(old, Outline)
    assert [block.text for block in old.blocks] == [block.text for block in new.blocks]


def test_without_libreoffice_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "found", lambda *_: None)
    assert office.read(b"{\\rtf1 x}", "x.rtf") == Problem("document.needs_libreoffice")


def test_what_takes_too_long_or_comes_to_nothing_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "found", lambda *_: "soffice")
    monkeypatch.setattr(office, "run", lambda *_, **__: Finished(None, b""))
    assert office.read(b"{\\rtf1 x}", "x.rtf") == Problem("document.took_too_long")
    monkeypatch.setattr(office, "run", lambda *_, **__: Finished(1, b""))
    assert office.read(b"{\\rtf1 x}", "x.rtf") == Problem("document.corrupt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1", ".rtf"),
        (b"\xd0\xcf" + "WordDocument".encode("utf-16-le"), ".doc"),
        (b"\xd0\xcf" + "Workbook".encode("utf-16-le") + b"\0\0", ".xls"),
        (b"PK broken", ".odt"),
    ],
)
def test_the_kind_is_told_by_the_content(data: bytes, kind: str) -> None:
    assert office.kind(data) == kind
