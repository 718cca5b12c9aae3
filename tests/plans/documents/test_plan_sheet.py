"""The workbook holds the same plan as the file, and a hostile one is refused without being unpacked."""

import os
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from time import perf_counter
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from locales.catalogue import Texts
from plans.documents.library import demo_plan
from plans.documents.plan_reading import ReadPlan
from plans.documents.plan_sheet import read_sheet, write_sheet
from plans.model.plan import DeadlineKind, Plan
from tests.plans.documents.drafts import UNITS, plans

SHEET = write_sheet(demo_plan())


def read(data: bytes) -> ReadPlan:
    """What reading gives; every problem can be said in both languages."""
    found = read_sheet(data, "ke-hoach.xlsx", UNITS)
    for problem in found.problems:
        for language in ("vi", "en"):
            assert "{" not in Texts(language)(problem.code, **problem.values)
    return found


def codes(data: bytes) -> list[str]:
    """The codes of what must be mended."""
    found = read(data)
    assert found.plan is None
    return [problem.code for problem in found.problems]


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def changed(change: Callable[[Any], object], sheet: str = "Nhiệm vụ") -> bytes:
    """The demo plan's workbook after someone changed a sheet."""
    book = load_workbook(BytesIO(SHEET))
    change(book[sheet])
    return saved(book)


def with_part(name: str, content: bytes, data: bytes = SHEET) -> bytes:
    """A workbook with one part replaced or added."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
        target.writestr(name, content)
    return out.getvalue()


@given(plans())
@settings(deadline=None, max_examples=500 if os.environ.get("DONDOC_SOAK") else 25)
def test_reading_what_was_written_gives_the_same_plan(plan: Plan) -> None:
    found = read_sheet(write_sheet(plan), "x", UNITS)
    assert found.plan == plan, found.problems


def test_the_bundled_plan_goes_out_and_in_unchanged() -> None:
    assert read(SHEET) == ReadPlan(demo_plan(), ())


def test_the_workbook_is_one_row_a_task_under_vietnamese_headings_that_stay_in_sight() -> None:
    book = load_workbook(BytesIO(SHEET))
    assert book.sheetnames == ["Nhiệm vụ", "Kế hoạch", "Tên gọi", "Quy định"]
    sheet = book["Nhiệm vụ"]
    assert (sheet.max_row, sheet.freeze_panes) == (14, "A2")
    heading = [cell.value for cell in sheet[1]]
    assert heading[:6] == ["Số mục", "Mã", "Mục", "Nội dung", "Thời hạn", "Chủ trì"]
    assert sheet["E2"].value == "trước 29/02/2024"
    assert sheet["E2"].number_format == "@"


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x.example")', "+1", "-1", "@SUM(A1)", "=1+1"])
def test_text_that_begins_like_a_formula_stays_text(text: str) -> None:
    plan = demo_plan()
    written = write_sheet(replace(plan, tasks=(replace(plan.tasks[0], title=text), *plan.tasks[1:])))
    cell = load_workbook(BytesIO(written))["Nhiệm vụ"]["D2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert b"<f>" not in ZipFile(BytesIO(written)).read("xl/worksheets/sheet1.xml")
    found = read(written).plan
    assert found is not None
    assert found.tasks[0].title == text


def test_a_date_typed_as_a_date_and_a_year_as_a_number_are_read() -> None:
    book = load_workbook(BytesIO(SHEET))
    book["Nhiệm vụ"]["E4"] = datetime(2024, 6, 15)  # noqa: DTZ001 - a cell's date has no zone
    book["Nhiệm vụ"]["A7"] = 3
    book["Kế hoạch"]["B5"] = 2024
    plan = read(saved(book)).plan
    assert plan is not None
    assert (plan.tasks[2].deadline.kind, plan.tasks[2].deadline.end) == (DeadlineKind.ON, date(2024, 6, 15))
    assert (plan.tasks[5].number, plan.year) == ("3", 2024)


def test_an_item_number_that_excel_turned_into_a_date_is_a_problem() -> None:
    book = load_workbook(BytesIO(SHEET))
    book["Nhiệm vụ"]["A2"] = datetime(2024, 1, 1)  # noqa: DTZ001 - a cell's date has no zone
    found = read(saved(book))
    assert found.plan is None
    assert [(problem.code, problem.values["cell"]) for problem in found.problems] == [("file.date_in_cell", "A2")]


def test_a_problem_names_the_sheet_whose_line_it_means() -> None:
    book = load_workbook(BytesIO(SHEET))
    book["Nhiệm vụ"]["E4"] = "31/4/2024"
    book["Kế hoạch"]["B5"] = "hai nghìn"
    book["Tên gọi"]["C2"] = "khong_co"
    found = read(saved(book)).problems
    assert {(problem.sheet, problem.line) for problem in found} == {("Nhiệm vụ", 4), ("Kế hoạch", 5), ("Tên gọi", 2)}


def test_columns_may_stand_in_any_order_and_empty_rows_and_other_sheets_do_not_count() -> None:
    book = load_workbook(BytesIO(SHEET))
    sheet = book["Nhiệm vụ"]
    for row in sheet.iter_rows():
        row[1].value, row[3].value = row[3].value, row[1].value
    sheet.insert_rows(5)
    book.create_sheet("Sheet1")["A1"] = "ghi chú"
    assert read(saved(book)).plan == demo_plan()


def test_all_problems_come_at_once_with_their_rows_and_cells() -> None:
    def spoil(sheet: Any) -> None:
        sheet["E2"] = "trước 31/4/2024"
        sheet["B6"] = "ke_hoach"
        sheet["H4"] = "gì đó"
        sheet["D5"] = "Hưởng ứng\nphong trào"
        sheet["N1"] = "Ghi chú"

    found = read(changed(spoil))
    assert [(problem.code, problem.line) for problem in found.problems] == [
        ("file.unknown_column", 1),
        ("file.deadline_impossible", 2),
        ("file.unknown_choice", 4),
        ("file.hidden_character", 5),
        ("file.twice", 6),
    ]
    assert found.problems[1].quote == "Nhiệm vụ!E2: trước 31/4/2024"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda sheet: sheet.merge_cells("C2:C3"), "file.merged_cells"),
        (lambda sheet: sheet.__setitem__("D2", "=1+1"), "file.formula"),
        (lambda sheet: sheet.delete_rows(2, 20), "file.no_tasks"),
        (lambda sheet: sheet.delete_rows(1), "file.unknown_column"),
    ],
)
def test_what_excel_can_do_to_a_table_is_a_problem(change: Callable[[Any], object], code: str) -> None:
    assert code in codes(changed(change))


def test_a_workbook_of_something_else_is_said_to_be_so() -> None:
    assert codes(saved(Workbook())) == ["file.no_sheet"]
    book = load_workbook(BytesIO(SHEET))
    del book["Kế hoạch"]
    assert codes(saved(book)) == ["file.no_plan_head"]
    assert "file.unknown_key" in codes(changed(lambda sheet: sheet.append(["Ghi chú", "x"]), "Kế hoạch"))


def many_rows(count: int) -> bytes:
    """A workbook of so many short rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Nhiệm vụ")
    sheet.append(["Mã", "Nội dung"])
    for number in range(count):
        sheet.append([str(number), "x"])
    return saved(book)


def zip_bomb() -> bytes:
    """A small archive that would unpack to 60 MB."""
    return with_part("xl/worksheets/sheet1.xml", b"<x>" + b" " * 60_000_000)


def lying_bomb() -> bytes:
    """The same, with headers that say it is small."""
    data = bytearray(zip_bomb())
    size = (60_000_003).to_bytes(4, "little")
    return bytes(data.replace(size, (100).to_bytes(4, "little")))


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
FAR_ROW = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zip_bomb, "file.sheet_too_big"),
        (lying_bomb, "file.not_sheet"),
        (lambda: with_part("xl/worksheets/sheet1.xml", ENTITIES), "file.not_sheet"),
        (lambda: with_part("xl/worksheets/sheet1.xml", b"<worksheet"), "file.not_sheet"),
        (lambda: with_part("xl/workbook.xml", b""), "file.not_sheet"),
        (lambda: with_part("xl/worksheets/sheet1.xml", FAR_ROW), "file.too_many_rows"),
        (lambda: many_rows(2_000), "file.too_many_rows"),
        (lambda: many_rows(20_000), "file.sheet_too_big"),
        (lambda: with_part("xl/styles.xml", b"<styleSheet><cellXfs>" + b"<xf/>" * 700_000), "file.sheet_too_big"),
        (lambda: b"PK\x03\x04" + b"\0" * 100, "file.not_sheet"),
        (lambda: b"", "file.not_sheet"),
        (lambda: SHEET[: len(SHEET) // 2], "file.not_sheet"),
        (lambda: b"PK" * 1_100_000, "file.too_big"),
    ],
)
def test_a_hostile_or_damaged_workbook_is_refused_quickly(data: Callable[[], bytes], code: str) -> None:
    made = data()
    start = perf_counter()
    found = codes(made)
    assert code in found
    assert len(found) < 110
    assert perf_counter() - start < 5  # generous: refused in well under a second here, openpyxl alone takes 18


@given(st.integers(0, len(SHEET) - 1), st.binary(min_size=1, max_size=8))
@settings(deadline=None, max_examples=2000 if os.environ.get("DONDOC_SOAK") else 40)
def test_a_workbook_damaged_anywhere_gives_a_plan_or_problems(place: int, damage: bytes) -> None:
    found = read(SHEET[:place] + damage + SHEET[place + len(damage) :])
    assert found.plan is not None or found.problems


def test_openpyxl_s_warnings_do_not_reach_the_user() -> None:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        read(SHEET)
    assert not heard
