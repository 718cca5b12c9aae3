"""Units that nobody listed get the kind, id and short forms that their names suggest."""

import pytest

from plans.documents.roster_units import MAX_UNITS, inferred_units, kind_by_name, with_everybody
from plans.documents.text_file import words
from plans.model.people import Unit, UnitKind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Lãnh đạo Sở", UnitKind.LEADERSHIP),
        ("Ban Giám đốc", UnitKind.LEADERSHIP),
        ("Hội đồng sáng kiến Sở", UnitKind.COUNCIL),
        ("Công đoàn", UnitKind.ORGANISATION),
        ("Đoàn thanh niên", UnitKind.ORGANISATION),
        ("Chi đoàn", UnitKind.ORGANISATION),
        ("Thanh tra Sở", UnitKind.DEPARTMENT),
        ("Đoàn kết", UnitKind.ORGANISATION),
        ("Hội đồngx", UnitKind.DEPARTMENT),
    ],
)
def test_a_name_suggests_a_kind(name: str, kind: UnitKind) -> None:
    assert kind_by_name(name) is kind


def test_a_short_form_that_two_units_would_share_belongs_to_neither() -> None:
    one, other = inferred_units(["Phòng Quản lý công nghiệp", "Phòng Quản lý cụm ngành", "phong quan ly cong nghiep"])
    assert "QLCN" not in (*one.aliases, *other.aliases)
    assert "Quản lý công nghiệp" in one.aliases


@pytest.mark.parametrize("names", [["VP", "Văn phòng"], ["Văn phòng", "vp", "Văn phòng Sở"], ["VP Sở", "Văn phòng Sở"]])
def test_a_unit_called_by_its_short_form_in_another_row_is_one_unit(names: list[str]) -> None:
    (unit,) = inferred_units(names)
    assert unit.name == max(names, key=len)
    assert {words(name) for name in names} <= {words(name) for name in (unit.name, *unit.aliases)}


def test_long_and_like_names_get_different_ids_of_bounded_length() -> None:
    names = [f"Trung tâm Khuyến công và Xúc tiến thương mại {n}" for n in range(30)]
    units = inferred_units(names)
    assert len({unit.id for unit in units}) == 30
    assert max(len(unit.id) for unit in units) <= 32


def test_no_more_units_are_made_than_a_department_can_have() -> None:
    assert len(inferred_units(str(number) for number in range(5000))) == MAX_UNITS + 1


def test_all_departments_at_once_are_added_only_where_they_are_not_listed() -> None:
    listed = (Unit("tat_ca", "toàn cơ quan", UnitKind.EVERY),)
    assert with_everybody(listed) == listed
    (own, every) = with_everybody((Unit("x", "các phòng", UnitKind.DEPARTMENT),))
    assert every.kind is UnitKind.EVERY
    assert words(own.name) not in {words(alias) for alias in every.aliases}
