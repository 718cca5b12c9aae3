"""The table is found wherever it stands in a clerk's file."""

from enum import StrEnum
from typing import Any

import pytest

from plans.documents.grids import read_grids
from plans.documents.tables import Table, find_table
from plans.problems import Problem
from tests.plans.documents.books import a_book


class Col(StrEnum):
    """Columns of the tests."""

    NAME = "Họ và tên"
    UNIT = "Đơn vị"
    PHONE = "Điện thoại"


NAMES = {Col.NAME: (Col.NAME.value, "Họ tên"), Col.UNIT: (Col.UNIT.value,), Col.PHONE: (Col.PHONE.value, "SĐT")}


def found(data: bytes | str, name: str = "x.xlsx") -> Table[Col]:
    """The table of a file."""
    content = data.encode() if isinstance(data, str) else data
    grids = read_grids(content, "x.csv" if isinstance(data, str) else name)
    assert not isinstance(grids, Problem), grids
    table = find_table(grids, NAMES, {Col.NAME})
    assert table is not None
    return table


def names(table: Table[Col]) -> list[tuple[int, str, str]]:
    """Line, name and unit of every row."""
    return [(row.line, row.cell(Col.NAME), row.cell(Col.UNIT)) for row in table.rows]


@pytest.mark.parametrize(
    "heading",
    [
        "Họ và tên,Đơn vị,SĐT",
        "HỌ VÀ TÊN,ĐƠN VỊ,SĐT",
        "ho ten,don vi,sdt",
        "Họ và tên (in hoa),Đơn vị *,SĐT (nếu có)",
    ],
)
def test_headings_are_known_in_any_spelling(heading: str) -> None:
    table = found(f"{heading}\nLan,VP,1\nNam,TT,2\n")
    assert names(table) == [(2, "Lan", "VP"), (3, "Nam", "TT")]
    assert table.columns == set(Col)


def test_columns_stand_in_any_order_and_those_of_nobody_are_named() -> None:
    table = found("STT,SĐT,Trình độ,Đơn vị,Họ tên,Ghi chú\n1,09,Đại học,VP,Lan,x\n")
    assert names(table) == [(2, "Lan", "VP")]
    assert dict(table.strange) == {"Trình độ": ("", 1)}
    assert not table.rows[0].beyond


def test_titles_above_and_sums_and_signatures_below_are_no_rows() -> None:
    text = (
        "SỞ MẪU,,\n,DANH SÁCH CÁN BỘ NĂM 2024,\nSTT,Họ và tên,Đơn vị\n(1),(2),(3)\n1,Tống Hà,VP\n2,Nam,TT\n"
        'Tổng cộng: 2 người,,\n,,"Gia Lai, ngày 3 tháng 2 năm 2024"\nNGƯỜI LẬP,,GIÁM ĐỐC\nLê An,,Lê Ba\n'
    )
    table = found(text)
    assert names(table) == [(5, "Tống Hà", "VP"), (6, "Nam", "TT")]
    assert table.titles == ("SỞ MẪU", "DANH SÁCH CÁN BỘ NĂM 2024")


def test_a_heading_of_two_rows_with_merged_cells_is_one() -> None:
    def merge(sheet: Any) -> None:
        for area in ("A1:A2", "B1:C2", "D1:E1"):
            sheet.merge_cells(area)

    rows: list[list[object]] = [
        ["STT", "Họ và tên", None, "Công tác", None],
        [None, None, None, "Đơn vị", "SĐT"],
        [1, "Nguyễn Thị", "Lan", "VP", "09"],
    ]
    table = found(a_book(rows, then=merge))
    assert names(table) == [(3, "Nguyễn Thị Lan", "VP")]
    assert table.columns == set(Col)


def test_a_heading_of_two_rows_without_merging_is_one_too() -> None:
    assert names(found("Họ tên,Công tác,\n,Đơn vị,SĐT\nLan,VP,09\n")) == [(3, "Lan", "VP")]


def test_the_same_heading_further_down_and_on_other_sheets_goes_on() -> None:
    rows = [["Họ tên", "Đơn vị"], ["Lan", "VP"], [], ["Đơn vị", "Họ tên"], ["TT", "Nam"]]
    table = found(a_book(rows, [["Cách ghi"], ["Mỗi người một dòng"]], [["Họ tên", "SĐT"], ["Hoa", "09"]]))
    assert names(table) == [(2, "Lan", "VP"), (5, "Nam", "TT"), (2, "Hoa", "")]
    assert [row.sheet for row in table.rows] == ["Sheet1", "Sheet1", "Sheet3"]


def test_lines_across_the_table_are_sections() -> None:
    table = found("STT,Họ tên,SĐT\nI,Văn phòng,\n1,Lan,09\n2,Nam,\n,Thanh tra,\n1,Hoa,08\n")
    assert [(row.cell(Col.NAME), row.section) for row in table.rows] == [
        ("Lan", "Văn phòng"),
        ("Nam", "Văn phòng"),
        ("Hoa", "Thanh tra"),
    ]


def test_without_running_numbers_a_lone_name_is_a_row() -> None:
    table = found("Họ tên,SĐT,Đơn vị\nLan,09,VP\nNam,,\n")
    assert names(table) == [(2, "Lan", "VP"), (3, "Nam", "")]


def test_a_merged_line_across_the_table_is_a_section() -> None:
    rows: list[list[object]] = [["STT", "Họ tên", "SĐT"], ["Thanh tra", None, None], [1, "Hoa", "08"]]
    table = found(a_book(rows, then=lambda sheet: sheet.merge_cells("A2:C2")))
    assert [(row.cell(Col.NAME), row.section) for row in table.rows] == [("Hoa", "Thanh tra")]


def test_cells_to_the_right_of_the_heading_and_a_column_twice_are_said() -> None:
    table = found("Họ tên,Đơn vị,Họ tên\nLan,VP,x,y\n")
    assert table.rows[0].beyond
    assert dict(table.twice) == {Col.NAME: ("", 1)}


def test_without_a_heading_there_is_no_table() -> None:
    grids = read_grids(b"Lan,VP\nNam,TT\n", "x.csv")
    assert not isinstance(grids, Problem)
    assert find_table(grids, NAMES, {Col.NAME}) is None
