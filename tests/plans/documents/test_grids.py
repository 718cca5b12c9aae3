"""Files of persons come out as rows of texts, or as one sentence that says what to do."""

import io
import zipfile
from datetime import date
from typing import Any
from unicodedata import normalize

import pytest

from locales.catalogue import Texts
from plans.documents.grid_limits import MAX_ROWS
from plans.documents.grids import is_table_file, read_grids
from plans.model.person_lists import Grid
from plans.problems import Problem
from tests.plans.documents.books import a_book
from tests.plans.documents.old_fonts import ROWS, rows_in


def cells(data: bytes, name: str = "x.xlsx") -> list[tuple[str, ...]]:
    """The texts of the first sheet."""
    return [row.cells for row in first(data, name).rows]


def first(data: bytes, name: str = "x.xlsx") -> Grid:
    """The first sheet."""
    grids = read_grids(data, name)
    assert not isinstance(grids, Problem), grids
    return grids[0]


def problem(data: bytes, name: str = "x.xlsx") -> Problem:
    """Why a file is not read; it can be said in both languages."""
    found = read_grids(data, name)
    assert isinstance(found, Problem)
    for language in ("vi", "en"):
        assert "{" not in Texts(language)(found.code, **found.values)
    return found


@pytest.mark.parametrize(
    "data",
    [
        "Họ tên,Đơn vị\nLan,Văn phòng\n".encode(),
        "Họ tên;Đơn vị\r\nLan;Văn phòng\r\n".encode("utf-8-sig"),
        "Họ tên\tĐơn vị\nLan\tVăn phòng\n".encode("utf-16"),
        "sep=;\nHọ tên;Đơn vị\nLan;Văn phòng".encode(),
        normalize("NFD", "Họ tên,Đơn vị\nLan,Văn phòng\n").encode(),
        "# ghi chú, của mẫu\nHọ tên,Đơn vị\n,,\nLan,Văn phòng,,\n".encode(),
    ],
    ids=["UTF-8", "semicolons and BOM", "UTF-16 tabs", "separator line", "NFD", "notes and empty rows"],
)
def test_text_of_every_usual_form_gives_the_same_rows(data: bytes) -> None:
    assert cells(data, "x.csv") == [("Họ tên", "Đơn vị"), ("Lan", "Văn phòng")]


def test_rows_have_the_number_of_their_line() -> None:
    assert [row.number for row in first(b'a,b\n"c\nd",e\n\nf,g\n', "x.csv").rows] == [1, 2, 5]


@pytest.mark.parametrize("font", [0, 1], ids=["TCVN3", "VNI"])
def test_old_fonts_come_out_in_unicode_from_text_and_from_workbooks(font: int) -> None:
    rows = rows_in(font)
    text = "\r\n".join(",".join(row) for row in rows)
    assert cells(text.encode("latin-1"), "x.csv") == list(ROWS)
    assert cells(text.encode(), "x.csv") == list(ROWS)
    assert cells(a_book(rows)) == list(ROWS)


def test_old_letters_that_cannot_be_told_are_refused_with_what_to_do() -> None:
    rows = [["N¹x®q k¦w·z", "¶¬r§t"], ["B®¸¹k", "g¨¨¦f x§®¹z"]]
    assert problem(a_book(rows)).code == "file.old_font"


def test_the_windows_page_of_vietnamese_is_named() -> None:
    assert problem("Họ tên,Đơn vị\nLan,Phòng".encode("cp1258", errors="ignore"), "x.csv").code == ("file.old_encoding")


def test_merged_cells_all_say_what_the_first_says() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B2:B3")

    rows: list[list[object]] = [["DANH SÁCH", None, None], ["Lan", "Văn phòng", 1], ["Nam", None, 2]]
    assert cells(a_book(rows, then=merge)) == [
        ("DANH SÁCH", "DANH SÁCH", "DANH SÁCH"),
        ("Lan", "Văn phòng", "1"),
        ("Nam", "Văn phòng", "2"),
    ]


def test_numbers_dates_and_telephone_numbers_are_as_they_are_shown() -> None:
    def formats(sheet: Any) -> None:
        sheet["C1"].number_format = "0000000000"
        sheet["D1"].number_format = "0000 000 000"

    rows = [[1.0, date(2020, 2, 1), 905123456, 912345678, "0903 111 222", 2.5]]
    assert cells(a_book(rows, then=formats)) == [
        ("1", "01/02/2020", "0905123456", "0912345678", "0903 111 222", "2.5"),
    ]


def test_a_formula_is_its_value_and_one_that_nobody_computed_is_named_with_its_row() -> None:
    data = a_book([["Họ tên", "STT"], ["Lan", "=1+1"]])
    found = problem(data)
    assert (found.code, found.line, found.values) == ("file.formula_without_value", 2, {"column": "B"})
    assert cells(computed(data, "2"))[1] == ("Lan", "2")


def computed(data: bytes, value: str) -> bytes:
    """The same workbook as Excel saves it, with the formula's value."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"<v />", f"<v>{value}</v>".encode()).replace(
                    b"<v></v>", f"<v>{value}</v>".encode()
                )
            new.writestr(name, part)
    return out.getvalue()


def test_hidden_rows_are_left_out_and_counted_and_hidden_sheets_are_not_read() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.parent.worksheets[1].sheet_state = "hidden"

    data = a_book([["a", "b"], ["c", "d"], ["e", "f"]], [["không", "đọc"]], then=hide)
    grids = read_grids(data, "x.xlsx")
    assert not isinstance(grids, Problem)
    assert [(grid.sheet, grid.hidden, len(grid.rows)) for grid in grids] == [("Sheet1", 1, 2)]


def test_breaks_and_marks_without_width_within_a_cell_are_smoothed() -> None:
    assert cells(a_book([["Họ và\ntên", " Lan\u200b  Anh "]])) == [("Họ và tên", "Lan Anh")]


def test_too_many_rows_are_refused_and_formatted_empty_ones_do_not_count() -> None:
    assert problem("\n".join(f"a{n},b" for n in range(20_000)).encode(), "x.csv").code == "file.too_many_rows"
    assert problem(a_book([["a", number] for number in range(MAX_ROWS + 1)])).code == "file.too_many_rows"

    def format_below(sheet: Any) -> None:
        for number in range(2, 6000):
            sheet.cell(number, 1).number_format = "@"

    assert cells(a_book([["a", "b"]], then=format_below)) == [("a", "b")]


def test_macros_and_bombs_and_other_files_are_refused() -> None:
    data = a_book([["a", "b"]])
    assert problem(data, "x.xlsm").code == "document.macros"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "spreadsheetml")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    assert problem(bomb.getvalue()).code == "document.zip_bomb"
    assert problem(b"%PDF-1.4 x", "x.pdf").code == "file.no_list"
    assert problem(b'"a,b', "x.csv").code == "file.broken_table"
    assert problem(b"", "x.csv").code == "document.empty"


def test_a_table_full_of_prose_is_refused_before_it_fills_the_store() -> None:
    rows = [["x" * 1000] * 30 for _ in range(100)]
    assert problem(a_book(rows)).code == "file.too_much_in_table"


def test_what_may_be_a_table_is_known_beforehand() -> None:
    assert is_table_file(a_book([["a"]]), "x.xlsx")
    assert is_table_file(b"a,b\n", "x.csv")
    assert not is_table_file(b"%PDF-1.4 x", "x.pdf")
    assert not is_table_file(b"", "x.csv")
