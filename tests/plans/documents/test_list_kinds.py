"""What a file of persons is, is told by its headings and title."""

import pytest

from plans.documents.grids import read_grids
from plans.documents.library import LIBRARY
from plans.documents.list_kinds import list_kind
from plans.documents.roster_writing import roster_template, roster_template_workbook
from plans.model.person_lists import ListKind
from plans.problems import Problem


def kind(data: str | bytes) -> ListKind | None:
    """What a file is taken for."""
    grids = read_grids(data if isinstance(data, bytes) else data.encode(), "x")
    assert not isinstance(grids, Problem)
    return list_kind(grids)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("STT,Họ và tên,Đơn vị,Diện", ListKind.ROSTER),
        ("Họ tên,Ngày sinh,Chức vụ,Phòng", ListKind.ROSTER),
        ("Full name,Department,Phone", ListKind.ROSTER),
        ("STT,Họ và tên,Chức vụ và đơn vị,Danh hiệu,Hình thức khen", ListKind.REGISTRATIONS),
        ("TT,Tập thể,Danh hiệu thi đua", ListKind.REGISTRATIONS),
        ("Năm,Họ tên/Tập thể,Danh hiệu,Số quyết định", ListKind.RESULTS),
        ("STT,Họ và tên,Đơn vị,Xếp loại", ListKind.RESULTS),
        ("STT,Nội dung,Thời gian,Đơn vị chủ trì", None),
        ("Tên nhiệm vụ,Thời hạn", None),
    ],
)
def test_a_heading_tells(heading: str, expected: ListKind | None) -> None:
    data = "1,Nguyễn Năm,2024,x,y\n"
    assert kind(f"{heading}\n{data}") is expected


def test_somebody_called_nam_is_no_year() -> None:
    assert kind("Họ và tên,Tên\nNguyễn,Năm\nLê,Nam\n") is None
    assert kind("Họ và tên,Đơn vị\nNăm,VP\n") is ListKind.ROSTER


def test_the_title_decides_between_registrations_and_results() -> None:
    table = "Họ tên,Danh hiệu,Xếp loại\nLan,LĐTT,Tốt\n"
    assert kind(f"DANH SÁCH ĐĂNG KÝ THI ĐUA NĂM 2024,,\n{table}") is ListKind.REGISTRATIONS
    assert kind(f"KẾT QUẢ KHEN THƯỞNG NĂM 2023,,\n{table}") is ListKind.RESULTS


def test_our_own_files_are_rosters() -> None:
    for data in ((LIBRARY / "demo-department.csv").read_bytes(), roster_template(), roster_template_workbook()):
        assert kind(data) is ListKind.ROSTER


def test_results_with_a_column_an_award_are_no_registrations() -> None:
    table = "STT,Họ và tên,LĐTT,CSTĐCS\n1,Phạm Thị Lan,x,x\n"
    assert kind(f"KẾT QUẢ KHEN THƯỞNG NĂM 2023,,,\n{table}") is ListKind.RESULTS
    assert kind(f"TỔNG HỢP NĂM 2024,,,\n{table}") is ListKind.REGISTRATIONS
