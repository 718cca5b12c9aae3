"""Whom a row means, however the name is written."""

from dataclasses import replace
from datetime import date
from unicodedata import normalize

import pytest

from plans.documents.people_cells import PeopleNames
from tests.builders import TODAY, UNITS, a_person

NOWHERE = ("", "", "")
PEOPLE = (
    a_person("lan", "Phạm Thị Lan", unit="van_phong"),
    a_person("hoa", "Trần Thị Hòa", unit="van_phong"),
    replace(a_person("an1", "Lê Văn An", unit="van_phong"), position="Chuyên viên"),
    replace(a_person("an2", "Lê Văn An", unit="ql_cong_nghiep"), position="Chuyên viên"),
    a_person("cu", "Đỗ Cũ", left=date(2024, 1, 1)),
)
NAMES = PeopleNames(PEOPLE, UNITS, TODAY)


@pytest.mark.parametrize(
    "cell",
    [
        "Phạm Thị Lan",
        "PHẠM THỊ LAN",
        "  Phạm  Thị Lan ",
        normalize("NFD", "Phạm Thị Lan"),
        "Pham Thi Lan",
        "Bà Phạm Thị Lan",
        "Đ/c Phạm Thị Lan",
        "ThS. Phạm Thị Lan",
        "Phạm Thị Lan, Chuyên viên",
        "Phạm Thị Lan (Văn phòng)",
        "Phạm Thị Lan - Chuyên viên",
    ],
)
def test_one_person_is_surely_meant(cell: str) -> None:
    assert [person.id for person in NAMES.find(cell, NOWHERE).sure] == ["lan"]


def test_the_place_of_a_tone_makes_no_difference() -> None:
    assert [person.id for person in NAMES.find("Trần Thị Hoà", NOWHERE).sure] == ["hoa"]


def test_another_tone_is_only_near() -> None:
    found = NAMES.find("Phạm Thị Làn", NOWHERE)
    assert (found.sure, [person.id for person in found.near]) == ((), ["lan"])


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        (NOWHERE, ["an1", "an2"]),
        (("VP", "", ""), ["an1"]),
        (("", "Chuyên viên", ""), ["an1", "an2"]),
        (("", "", "Chuyên viên, Phòng Quản lý công nghiệp"), ["an2"]),
        (("QLCN", "Chuyên viên", ""), ["an2"]),
        (("Chi cục Thuế", "", ""), ["an1", "an2"]),
    ],
)
def test_people_of_one_name_are_told_apart_by_what_stands_beside(where: tuple[str, str, str], ids: list[str]) -> None:
    assert [person.id for person in NAMES.find("Lê Văn An", where).sure] == ids


def test_an_id_decides() -> None:
    assert [person.id for person in NAMES.find("Lê Văn An", NOWHERE, "an2").sure] == ["an2"]


def test_whoever_has_left_is_said_to() -> None:
    assert NAMES.find("Đỗ Cũ", NOWHERE).left == "Đỗ Cũ"


@pytest.mark.parametrize("cell", ["Không Có Ai", "=HYPERLINK(1)", "<b>", "…", "Lan" * 100])
def test_nobody_is_nobody(cell: str) -> None:
    found = NAMES.find(cell, NOWHERE)
    assert (found.sure, found.near, found.left) == ((), (), "")
