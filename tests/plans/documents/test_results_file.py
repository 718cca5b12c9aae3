"""Results of earlier years in files as offices keep them."""

from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.documents.grids import read_grids
from plans.documents.library import demo_results
from plans.documents.list_kinds import list_kind
from plans.documents.results_columns import results_template
from plans.documents.results_file import ReadResults, read_results
from plans.model.entered import Rating
from plans.model.person_lists import Grid, GridRow, ListKind
from plans.problems import Problem
from tests.builders import PEOPLE, UNITS, a_person, said

TWIN = a_person("lan2", "Phạm Thị Lan", unit="van_phong")
OTHER = a_person("thuy", "Lê Thúy", unit="van_phong")
THIRD = a_person("thuy2", "Lê Thùy", unit="van_phong")


def read(text: str, *more: object, answers: dict[str, str] | None = None) -> ReadResults:
    grids = read_grids(text.encode(), "kq.csv")
    assert not isinstance(grids, Problem), grids
    found = read_results(grids, (*PEOPLE, *more), UNITS, 2024, answers)  # type: ignore[arg-type]  # people only
    assert isinstance(found, ReadResults), found
    return found


def codes(found: ReadResults) -> list[tuple[str, int]]:
    return [(problem.code.removeprefix("results."), problem.line) for problem in found.problems]


def honours(found: ReadResults) -> list[tuple[str, int, str]]:
    return [(each.subject, each.year, each.award) for each in found.results.honours]


def test_a_row_gives_honours_a_rating_and_an_innovation() -> None:
    found = read(
        "Năm,Họ và tên,Danh hiệu,Hình thức khen thưởng,Số quyết định,Xếp loại,Sáng kiến được công nhận,Phạm vi\n"
        "2023,Phạm Thị Lan,CSTĐCS,Giấy khen,12/QĐ-SCT,Hoàn thành xuất sắc nhiệm vụ,Số hóa hồ sơ,cấp tỉnh\n"
    )
    assert honours(found) == [("lan", 2023, "cstdcs"), ("lan", 2023, "giay_khen")]
    assert {each.decision for each in found.results.honours} == {"12/QĐ-SCT"}
    assert [(each.subject, each.rating) for each in found.results.ratings] == [("lan", Rating.EXCELLENT)]
    (idea,) = found.results.innovations
    assert (idea.person, idea.name, idea.scope) == ("lan", "Số hóa hồ sơ", "cấp tỉnh")
    assert found.problems == ()


def test_columns_stand_in_any_order_and_the_year_may_stand_in_the_title() -> None:
    found = read(
        "KẾT QUẢ THI ĐUA KHEN THƯỞNG NĂM 2022,,\nSTT,Danh hiệu thi đua,Họ tên\n1,Lao động tiên tiến,Phạm Thị Lan\n"
    )
    assert honours(found) == [("lan", 2022, "ldtt")]


def test_several_awards_stand_in_one_cell() -> None:
    cell = '"LĐTT, CSTĐCS; bằng khen UBND tỉnh"'
    found = read(f'Năm,Họ và tên,"Danh hiệu, hình thức khen thưởng"\n2023,Phạm Thị Lan,{cell}\n')
    assert {award for _, _, award in honours(found)} == {"ldtt", "cstdcs", "bang_khen_tinh"}


def test_forms_of_address_positions_and_missing_marks_do_not_hide_a_name() -> None:
    rows = ("Bà Phạm Thị Lan", "Đồng chí Phạm Thị Lan", "PHẠM THỊ LAN", "Pham Thi Lan", '"Phạm Thị Lan, chuyên viên"')
    for name in rows:
        assert honours(read(f"Năm,Họ và tên,Danh hiệu\n2023,{name},LĐTT\n")) == [("lan", 2023, "ldtt")]


def test_a_middle_name_that_sounds_like_an_address_stays() -> None:
    duc = a_person("duc", "Mạc Anh Đức")
    assert honours(read("Năm,Họ và tên,Danh hiệu\n2023,Mạc Anh Đức,LĐTT\n", duc)) == [("duc", 2023, "ldtt")]


def test_marks_tell_two_names_apart() -> None:
    found = read("Năm,Họ và tên,Danh hiệu\n2023,Lê Thùy,LĐTT\n", OTHER, THIRD)
    assert honours(found) == [("thuy2", 2023, "ldtt")]


def test_units_get_collective_titles() -> None:
    found = read("Năm,Tập thể,Danh hiệu\n2023,Phòng Quản lý công nghiệp,TTLĐXS\n2023,VP,Tập thể Lao động tiên tiến\n")
    assert honours(found) == [("ql_cong_nghiep", 2023, "tt_ldxs"), ("van_phong", 2023, "tt_ldtt")]


def test_a_name_of_two_people_is_asked_about_unless_the_unit_tells() -> None:
    file = "Năm,Họ và tên,Đơn vị,Danh hiệu\n2023,Phạm Thị Lan,{},LĐTT\n"
    assert honours(read(file.format("Văn phòng"), TWIN)) == [("lan2", 2023, "ldtt")]
    found = read(file.format(""), TWIN)
    (doubt,) = found.doubts
    assert set(doubt.people) == {"lan", "lan2"}
    assert (honours(found), found.problems) == ([], ())
    assert honours(read(file.format(""), TWIN, answers={doubt.question: "lan2"})) == [("lan2", 2023, "ldtt")]
    assert read(file.format(""), TWIN, answers={doubt.question: ""}).doubts == ()


def test_everything_wrong_is_named_at_once_with_its_row() -> None:
    found = read(
        "Năm,Họ và tên,Danh hiệu,Xếp loại,Sáng kiến\n"
        "2023,Người Lạ,LĐTT,,\n"
        "hai ba,Phạm Thị Lan,LĐTT,,\n"
        "2031,Phạm Thị Lan,LĐTT,,\n"
        "2023,Phạm Thị Lan,Vua biết mặt,,\n"
        "2023,Phạm Thị Lan,Tập thể Lao động xuất sắc,,\n"
        "2023,Phạm Thị Lan,,loại 1,x\n"
    )
    expected = [
        "unknown_name",
        "year",
        "year",
        "unknown_award",
        "not_for_individual",
        "unknown_rating",
        "innovation_name",
    ]
    assert [code for code, _ in codes(found)] == expected
    assert [line for _, line in codes(found)] == [2, 3, 4, 5, 6, 7, 7]
    assert all(said(problem, language) for problem in found.problems for language in ("vi", "en"))
    assert found.results.all == ()


def test_whoever_left_before_there_was_a_roster_keeps_the_innovation() -> None:
    found = read("Năm,Họ và tên,Tên sáng kiến\n2020,Người Đã Nghỉ,Lịch trực tự động\n")
    assert [(each.person, each.name) for each in found.results.innovations] == [("", "Lịch trực tự động")]


def test_a_column_a_year_holds_what_was_got_for_it() -> None:
    text = "TT,Họ và tên,Năm 2022,2023\n1,Phạm Thị Lan,LĐTT,CSTĐCS; giấy khen\n2,Lê Quốc Hùng,,không\n"
    grids = read_grids(text.encode(), "kq.csv")
    assert not isinstance(grids, Problem)
    assert list_kind(grids) is ListKind.RESULTS
    found = read(text)
    assert honours(found) == [("lan", 2022, "ldtt"), ("lan", 2023, "cstdcs"), ("lan", 2023, "giay_khen")]


def test_a_column_a_year_may_hold_ratings_and_commendations_too() -> None:
    found = read(
        "STT,Họ tên,Xếp loại năm 2022,Danh hiệu TĐ năm 2023,HTKT năm 2023,Kết quả 2021\n"
        "1,Phạm Thị Lan,HTXS,CSTĐCS,Giấy khen,HTTNV\n2,Lê Quốc Hùng,Không xếp loại,LĐTT,BK BCT,\n"
    )
    assert honours(found) == [("lan", 2023, "cstdcs"), ("lan", 2023, "giay_khen"), ("hung", 2023, "ldtt")]
    assert {(each.year, each.rating) for each in found.results.ratings} == {
        (2022, Rating.EXCELLENT),
        (2021, Rating.GOOD),
    }
    assert codes(found) == [("unknown_award", 3)], "a commendation that nobody knows is not swallowed by the title"


def test_a_column_an_award_may_be_ticked() -> None:
    found = read("Năm,Họ và tên,LĐTT,CSTĐCS,Bằng khen UBND tỉnh\n2023,Phạm Thị Lan,x,,X\n2023,Lê Quốc Hùng,x,x,-\n")
    assert honours(found) == [
        ("lan", 2023, "ldtt"),
        ("lan", 2023, "bang_khen_tinh"),
        ("hung", 2023, "ldtt"),
        ("hung", 2023, "cstdcs"),
    ]


def test_cells_that_say_there_is_nothing_are_empty() -> None:
    for nothing in ("Không", "-", "0", "không đạt", "…"):
        found = read(f"Năm,Họ và tên,Danh hiệu,Sáng kiến\n2023,Phạm Thị Lan,{nothing},{nothing}\n")
        assert (found.results.all, found.problems) == ((), ())


def test_a_workbook_with_merged_cells_and_numbers_for_years_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["KẾT QUẢ THI ĐUA, KHEN THƯỞNG"])
    sheet.merge_cells("A1:D1")
    for row in (
        ["STT", "Năm", "Họ và tên", "Danh hiệu"],
        [1, 2023, "Phạm Thị Lan", "CSTĐCS"],
        [2, None, "Lê Quốc Hùng", "LĐTT"],
    ):
        sheet.append(row)
    sheet.merge_cells("B3:B4")
    out = BytesIO()
    book.save(out)
    grids = read_grids(out.getvalue(), "kq.xlsx")
    assert not isinstance(grids, Problem)
    assert list_kind(grids) is ListKind.RESULTS
    found = read_results(grids, PEOPLE, UNITS, 2024)
    assert isinstance(found, ReadResults)
    assert honours(found) == [("lan", 2023, "cstdcs"), ("hung", 2023, "ldtt")]


def test_a_file_without_such_a_table_says_so() -> None:
    grids = read_grids(b"Chao,the gioi\n1,2\n", "x.csv")
    assert not isinstance(grids, Problem)
    found = read_results(grids, PEOPLE, UNITS, 2024)
    assert isinstance(found, Problem)
    assert found.code == "results.no_table"


def test_the_template_is_known_for_what_it_is_and_reads_without_a_wrong_cell() -> None:
    grids = read_grids(results_template().encode(), "mau.csv")
    assert not isinstance(grids, Problem)
    assert list_kind(grids) is ListKind.RESULTS
    found = read_results(grids, PEOPLE, UNITS, 2024)
    assert isinstance(found, ReadResults)
    assert [code for code, _ in codes(found)] == ["unknown_name"]  # the example's


def test_the_demo_has_results_of_two_years() -> None:
    assert {each.year for each in demo_results().all} == {2022, 2023}


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), max_size=6), max_size=8))
def test_whatever_stands_in_the_cells_an_answer_comes_out(rows: list[list[str]]) -> None:
    heads = GridRow(1, ("Năm", "Họ và tên", "Danh hiệu", "Xếp loại", "Sáng kiến"))
    body = tuple(GridRow(number, tuple(cells)) for number, cells in enumerate(rows, 2))
    found = read_results((Grid("", (heads, *body)),), PEOPLE, UNITS, 2024)
    assert isinstance(found, ReadResults)


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "<b>Lan</b>", "A" * 300])
def test_hostile_names_are_problems_with_a_bounded_quote(name: str) -> None:
    quoted = name.replace('"', '""')
    found = read(f'Năm,Họ và tên,Danh hiệu\n2023,"{quoted}",LĐTT\n')
    assert [code for code, _ in codes(found)] == ["unknown_name"]
    assert all(len(problem.quote) <= 120 for problem in found.problems)
