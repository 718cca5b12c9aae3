"""Rosters as clerks of a Sở, a hospital and a school really type them."""

from typing import Any

import pytest

from plans.documents.grids import read_grids
from plans.documents.list_kinds import list_kind
from plans.documents.roster_file import ReadRoster, read_roster
from plans.model.people import Employment
from plans.model.person_lists import ListKind
from plans.problems import Problem
from tests.plans.documents.books import a_book

HEADING = ("STT", "Họ và tên", "Đơn vị", "Chức vụ", "Diện", "Vai trò", "Điện thoại", "Email", "Ngày vào")


def read(*rows: tuple[Any, ...]) -> ReadRoster:
    """A workbook with that heading, read."""
    return read_roster(a_book([HEADING, *rows]), "canbo.xlsx")


def row(**said: Any) -> tuple[Any, ...]:
    """Somebody of the office; `said` by the headings' first words."""
    usual = {"STT": 1, "Họ": "Lê Văn An", "Đơn": "Văn phòng", "Chức": "CV", "Diện": "CC", "Vai": "Văn phòng"} | said
    return tuple(usual.get(heading.split()[0]) for heading in HEADING)


def codes(found: ReadRoster) -> list[tuple[str, int]]:
    """What must be mended, and in which row."""
    return [(problem.code, problem.line) for problem in found.problems]


def test_crosses_below_each_employment_and_columns_of_men_and_women_are_read() -> None:
    def merge(sheet: Any) -> None:
        for column in "ABEFGHI":
            sheet.merge_cells(f"{column}1:{column}2")

    data = a_book(
        [
            ("STT", "Họ và tên", "Năm sinh", "", "Chức vụ", "Công chức", "Viên chức", "HĐLĐ", "Vai trò"),
            ("", "", "Nam", "Nữ"),
            tuple(map(str, range(1, 10))),
            ("I", "Văn phòng Sở"),
            (1, "Võ Thị Kim Oanh", "", 1980, "Chánh Văn phòng", "x", "", "", "Văn phòng"),
            (2, "Phan Tài", 1981, "", "Lái xe", "", "", "X", ""),
            ("II", "Trung tâm Khuyến công"),
            (3, "Lê Văn Tám", 1982, "", "Kỹ thuật viên", "", "x", "", ""),
            ("Tổng cộng", "3 người", "", "", "", 1, 1, 1, ""),
        ],
        then=merge,
    )
    found = read_roster(data, "x.xlsx")
    assert found.problems == ()
    assert [(person.name, person.employment) for person in found.people] == [
        ("Võ Thị Kim Oanh", Employment.CIVIL_SERVANT),
        ("Phan Tài", Employment.CONTRACT),
        ("Lê Văn Tám", Employment.PUBLIC_EMPLOYEE),
    ]
    grids = read_grids(data, "x.xlsx")
    assert not isinstance(grids, Problem)
    assert list_kind(grids) is ListKind.ROSTER


def test_somebody_with_two_crosses_is_asked_about() -> None:
    heading = ("Họ và tên", "Đơn vị", "Vai trò", "Công chức", "Viên chức")
    found = read_roster(a_book([heading, ("Lê Văn An", "Văn phòng", "Văn phòng", "x", "x")]), "x.xlsx")
    assert codes(found) == [("file.unknown_choice", 2)]


def test_a_day_in_words_ends_no_table_and_nobody_below_it_is_lost() -> None:
    found = read(row(Ngày="ngày 3 tháng 2 năm 2020"), row(STT=2, Họ="Trần Văn Bảy", Vai="", Ngày="43874"))
    assert [(person.name, str(person.started)) for person in found.people] == [
        ("Lê Văn An", "2020-02-03"),
        ("Trần Văn Bảy", "2020-02-13"),
    ]


@pytest.mark.parametrize("sign", ["nt", "-nt-", "n/t", '"', "như trên"])
def test_a_sign_that_says_as_above_is_no_unit_of_that_name(sign: str) -> None:
    found = read(row(), row(STT=2, Họ="Trần Văn Bảy", Đơn=sign, Diện=sign, Vai=""))
    assert {(person.unit, person.employment) for person in found.people} == {("van_phong", Employment.CIVIL_SERVANT)}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("BS.CKI Lê Thị Bình", "Lê Thị Bình"),
        ("BSCKII. Nguyễn Văn An", "Nguyễn Văn An"),
        ("Bà Trần Thị Bình", "Trần Thị Bình"),
        ("Ông Lê An", "Lê An"),
        ("Ông Ích Khiêm", "Ông Ích Khiêm"),
        ("nguyễn văn an", "Nguyễn Văn An"),
    ],
)
def test_degrees_and_forms_of_address_are_no_part_of_a_name(written: str, name: str) -> None:
    assert [person.name for person in read(row(Họ=written)).people] == [name]


@pytest.mark.parametrize("name", ["Lê An - Phó phòng", "Ksor Nhõ; Bí thư", "Lê An, Bí thư"])
def test_a_position_behind_the_name_is_pointed_out(name: str) -> None:
    assert codes(read(row(Họ=name))) == [("file.bad_name", 2)]


@pytest.mark.parametrize(
    ("written", "employment"),
    [
        ("HĐ68", Employment.CONTRACT),
        ("V.C", Employment.PUBLIC_EMPLOYEE),
        ("viên chức quản lý", Employment.PUBLIC_EMPLOYEE),
        ("công chức cấp xã", Employment.CIVIL_SERVANT),
        ("Cán bộ", Employment.CIVIL_SERVANT),
    ],
)
def test_employment_is_understood_as_offices_call_it(written: str, employment: Employment) -> None:
    assert [person.employment for person in read(row(Diện=written)).people] == [employment]


def test_employment_that_may_be_either_is_asked_about() -> None:
    found = read(row(Diện="Công chức, viên chức"), row(STT=2, Họ="Trần Bảy", Vai="", Diện="biên chế"))
    assert codes(found) == [("file.unknown_choice", 2), ("file.unknown_choice", 3)]


@pytest.mark.parametrize(
    ("written", "phone"), [("-", ""), ("không có", ""), ("'0905123461", "0905123461"), (2693824111, "02693824111")]
)
def test_a_telephone_is_taken_as_clerks_and_spreadsheets_leave_it(written: str | int, phone: str) -> None:
    assert [person.phone for person in read(row(Điện=written, Email="không")).people] == [phone]


def test_headings_of_hospitals_and_schools_and_initials_of_units_are_kept() -> None:
    heading = ("STT", "Họ và tên CB-GV-NV", "KHOA/PHÒNG", "Chức vụ", "LOẠI HĐ", "Vai trò")
    data = a_book([heading, (1, "Lê Văn An", "PHÒNG TCKT", "Trưởng phòng", "VC", "Văn phòng")])
    found = read_roster(data, "x.xlsx")
    assert found.problems == ()
    assert "Phòng TCKT" in {unit.name for unit in found.units}
    grids = read_grids(data, "x.xlsx")
    assert not isinstance(grids, Problem)
    assert list_kind(grids) is ListKind.ROSTER


def test_what_is_no_table_is_refused_as_a_list_not_as_a_plan() -> None:
    data = "Họ và tên,Đơn vị\nLê An,Văn phòng\n".encode("utf-16-le")
    assert [problem.code for problem in read_roster(data, "x.csv").problems] == ["file.no_list"]
