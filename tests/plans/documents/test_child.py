from datetime import date

import pytest

from plans.documents.child import Said, outcome
from plans.documents.office_file import OfficeFile
from plans.documents.outline import Outline
from plans.model.person_lists import ListKind
from plans.office.days import OfficeDay
from plans.planning.draft import DocumentForm, Draft
from plans.problems import Problem
from tests.papers import as_docx
from tests.plans.documents.books import a_book

PAPER = as_docx(["KẾ HOẠCH", "Trước 15/6/2024."])


def nobody(page: int, pages: int) -> None:
    """Listens to no progress."""


def extract(outline: Outline) -> Draft:
    """As many words as there are."""
    return Draft(outline.document, DocumentForm.OTHER, outline.blocks[0].text, None, None, None, None, ())


def test_a_document_becomes_a_draft() -> None:
    said = outcome(PAPER, "kh.docx", nobody, extract)
    assert said.draft is not None
    assert said.draft.title == "KẾ HOẠCH"
    assert said.problem is None


def test_a_list_of_persons_is_told_from_a_plan() -> None:
    listed = "Họ tên,Đơn vị,Diện\nLan,VP,công chức\n".encode()
    said = outcome(listed, "canbo.csv", nobody, extract)
    assert said.listed is not None
    assert said.listed.kind is ListKind.ROSTER
    assert said.listed.grids[0].rows[1].cells == ("Lan", "VP", "công chức")
    assert outcome("Nội dung,Thời hạn\nHọp,15/6\n".encode(), "kh.csv", nobody, extract).listed is None


def test_what_keeps_a_table_from_being_read_is_said_when_it_is_no_plan_either() -> None:
    formula = a_book([["Họ tên", "Đơn vị"], ["=1+1", "VP"]])
    found = outcome(formula, "canbo.xlsx", nobody, extract).problem
    assert found is not None
    assert (found.code, found.line) == ("file.formula_without_value", 2)
    many = "".join(f"Người {number},VP\n" for number in range(20_000)).encode()
    assert outcome(many, "canbo.csv", nobody, extract).problem == Problem("file.too_many_rows", {"limit": "5000"}, 5001)


def test_what_keeps_a_table_from_being_read_is_said_when_its_prose_is_not_even_vietnamese() -> None:
    formula = a_book([["Họ tên", "Đơn vị"], ["=1+1", "VP"]])

    def foreign(_: Outline) -> Draft | Problem:
        return Problem("reading.not_vietnamese")

    found = outcome(formula, "canbo.xlsx", nobody, foreign).problem
    assert found is not None
    assert found.code == "file.formula_without_value"


def test_a_stamp_of_secrecy_is_said_before_what_keeps_a_table_from_being_read() -> None:
    def secret(_: Outline) -> Draft | Problem:
        return Problem("reading.secret")

    formula = a_book([["MẬT"], ["Họ tên", "Đơn vị"], ["=1+1", "VP"]])
    assert outcome(formula, "canbo.xlsx", nobody, secret).problem == Problem("reading.secret")


def test_a_list_with_a_stamp_of_secrecy_is_refused() -> None:
    rows: list[list[object]] = [["MẬT"], ["Họ tên", "Đơn vị", "Diện"], ["Lan", "VP", "công chức"]]
    assert outcome(a_book(rows), "canbo.xlsx", nobody, extract).problem == Problem("reading.secret")
    csv = "MẬT,,\nHọ tên,Đơn vị,Diện\nLan,VP,công chức\n".encode()
    assert outcome(csv, "canbo.csv", nobody, extract).problem == Problem("reading.secret")


def test_prose_that_is_no_good_table_is_read_as_prose() -> None:
    said = outcome('KẾ HOẠCH\nTrước 15/6, "họp'.encode(), "kh.txt", nobody, extract)
    assert said.draft is not None


def test_what_cannot_be_read_or_understood_is_a_problem() -> None:
    assert outcome(b"", "kh.docx", nobody, extract).problem == Problem("document.empty")
    assert outcome(PAPER, "kh.docx", nobody, lambda _: Problem("reading.secret")).problem == Problem("reading.secret")


def test_a_mistake_of_ours_is_named_without_a_word_of_the_document() -> None:
    def broken(outline: Outline) -> Draft:
        raise ValueError(outline.blocks[1].text)

    said = outcome(PAPER, "kh.docx", nobody, broken)
    assert said.problem == Problem("document.corrupt")
    assert said.crash.startswith("ValueError at test_child.py:")
    assert "15/6" not in said.crash


def test_a_lack_of_memory_is_a_problem() -> None:
    def greedy(outline: Outline) -> Draft:
        raise MemoryError

    assert outcome(PAPER, "kh.docx", nobody, greedy).problem == Problem("document.took_too_long")


@pytest.mark.parametrize("name", ["kh.docx", "kh", "../../etc/passwd", "a\nb.docx"])
def test_the_name_changes_nothing(name: str) -> None:
    said = outcome(PAPER, name, nobody, extract)
    assert said.draft is not None
    assert said.draft.document == name


def test_a_file_of_settings_is_read_strictly_whatever_it_holds() -> None:
    days = b"[[day]]\ndate = 2027-01-08\nwork = false\n"
    read = OfficeFile(days=(OfficeDay(date(2027, 1, 8), False),))
    assert outcome(days, "ngay-nghi.TOML", nobody) == Said(office=read)
    wrong = outcome(b"\xff\xfe\x00", "x.toml", nobody).office
    assert wrong is not None
    assert wrong.problems
