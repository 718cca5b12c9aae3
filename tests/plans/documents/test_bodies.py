"""A body is one of our units only when it is called so; whatever looks alike is asked about."""

from dataclasses import replace

import pytest

from plans.documents.bodies import UnitNames, doubtful, matched, read_bodies
from plans.documents.library import demo_department, demo_plan
from plans.model.people import Unit, UnitKind
from plans.model.plan import Body
from tests.builders import a_plan, a_task

UNITS = demo_department()[1]
NAMES = UnitNames(UNITS)


@pytest.mark.parametrize(
    ("wording", "unit"),
    [
        ("Văn phòng", "van_phong"),
        ("VĂN PHÒNG SỞ", "van_phong"),
        ("van phong", "van_phong"),
        ("các phòng, đơn vị thuộc Sở", "cac_phong_don_vi"),
        ("Các phòng - đơn vị thuộc Sở thực hiện", "cac_phong_don_vi"),
        ("các đơn vị trực thuộc", "cac_phong_don_vi"),
        ("cá nhân các tổ chức, đơn vị thuộc Sở", "cac_phong_don_vi"),
        ("Hội đồng Thi đua - Khen thưởng Sở", "hoi_dong_tdkt"),
        ("Hội đồng thi đua, khen thưởng", "hoi_dong_tdkt"),
        ("Đại diện lãnh đạo Sở", "lanh_dao_so"),
        ("Trung tâm Khuyến công và Xúc tiến thương mại", "khuyen_cong"),
        ("Phòng Quản lý công nghiệp thuộc Sở", "ql_cong_nghiep"),
        ("đơn vị thành viên trong Cụm, Khối", None),
        ("Hội đồng của đơn vị trực thuộc", None),
        ("Văn phòng UBND tỉnh", None),
        ("các cá nhân, tập thể có liên quan", None),
    ],
)
def test_a_body_is_matched_by_name_alias_and_usual_words_around_it(wording: str, unit: str | None) -> None:
    assert read_bodies(wording, NAMES) == (Body(wording, unit),)


@pytest.mark.parametrize("wording", ["Công đoàn và Chi đoàn thanh niên", "Công đoàn, Chi đoàn thanh niên"])
def test_a_body_that_holds_two_of_our_units_is_split_so_that_it_concerns_both(wording: str) -> None:
    expected = (Body("Công đoàn", "cong_doan"), Body("Chi đoàn thanh niên", "doan_thanh_nien"))
    assert read_bodies(wording, NAMES) == expected


def test_a_unit_named_alone_and_together_is_one_body_whenever_it_is_matched() -> None:
    wording = "Công đoàn; Công đoàn và Chi đoàn thanh niên"
    at_once = replace(a_task(), lead=read_bodies(wording, NAMES))
    later = replace(a_task(), lead=read_bodies(wording, UnitNames(())))
    assert matched(a_plan(tasks=(later,)), UNITS).tasks == (at_once,)


def test_a_body_that_holds_an_outside_one_stays_whole() -> None:
    assert read_bodies("Văn phòng và Sở Nội vụ", NAMES) == (Body("Văn phòng và Sở Nội vụ"),)


@pytest.mark.parametrize(
    ("wording", "unit"),
    [
        ("Văn phòng UBND tỉnh", "Văn phòng"),
        ("Phòng Quản lí công nghiệp", "Phòng Quản lý công nghiệp"),
        ("Văn phòng và Sở Nội vụ", "Văn phòng"),
    ],
)
def test_an_outside_body_that_looks_like_one_of_ours_is_asked_about(wording: str, unit: str) -> None:
    (problem,) = doubtful(read_bodies(wording, NAMES), NAMES, 7)
    assert (problem.code, problem.line, problem.values["unit"]) == ("file.body_like_unit", 7, unit)


def test_bodies_of_ours_and_plain_outside_ones_raise_no_doubt() -> None:
    bodies = read_bodies("Văn phòng; Ban TĐKT tỉnh; đơn vị thành viên trong Cụm, Khối", NAMES)
    assert not list(doubtful(bodies, NAMES, 1))


def test_without_units_nothing_is_matched_and_a_plan_can_be_matched_later() -> None:
    plan = demo_plan()
    unmatched = matched(plan, ())
    assert not any(task.units for task in unmatched.tasks)
    assert matched(unmatched, UNITS) == plan
    renamed = tuple(replace(unit, id="vp") if unit.id == "van_phong" else unit for unit in UNITS)
    assert matched(plan, renamed).tasks[0].units == ("vp", "cac_phong_don_vi")


EVERY = Unit("tat_ca", "các khoa, phòng trong Bệnh viện", UnitKind.EVERY)
HOSPITAL = UnitNames(
    (
        EVERY,
        Unit("khth", "Phòng Kế hoạch tổng hợp", UnitKind.DEPARTMENT, ("KHTH",)),
        Unit("hd", "Hội đồng Thi đua - Khen thưởng", UnitKind.COUNCIL),
        Unit("cd", "Công đoàn", UnitKind.ORGANISATION),
    )
)


@pytest.mark.parametrize(
    "wording",
    [
        "các khoa, phòng",
        "Toàn thể các khoa, phòng",
        "tất cả các đơn vị",
        "Trưởng các khoa, phòng",
        "các khoa, phòng, trung tâm trong Bệnh viện",
        "các phòng chuyên môn, đơn vị trực thuộc",
        "các tổ chuyên môn",
        "các tập thể, cá nhân",
        "toàn thể viên chức, người lao động",
        "toàn Bệnh viện",
    ],
)
def test_several_of_our_own_at_once_mean_the_unit_that_stands_for_every_department(wording: str) -> None:
    assert HOSPITAL.find(wording) == EVERY


@pytest.mark.parametrize(
    "wording",
    [
        "các khoa, phòng liên quan",
        "các đơn vị có liên quan",
        "các đơn vị thuộc Sở Y tế",
        "các phòng thuộc Sở",
        "các sở, ban, ngành",
        "các xã, phường",
        "các đơn vị thành viên trong Cụm",
        "toàn tỉnh",
        "toàn",
        "các khoa lâm sàng",
    ],
)
def test_some_of_them_or_somebody_elses_are_not_every_department(wording: str) -> None:
    assert HOSPITAL.find(wording) is None


def test_without_a_unit_for_all_nobody_stands_for_them() -> None:
    assert UnitNames((Unit("khth", "Phòng Kế hoạch tổng hợp", UnitKind.DEPARTMENT),)).find("các khoa, phòng") is None


@pytest.mark.parametrize(
    ("wording", "unit"),
    [
        ("HĐ TĐKT Bệnh viện", "hd"),
        ("Hội đồng Thi đua, khen thưởng của Bệnh viện", "hd"),
        ("P. KHTH", "khth"),
        ("Công đoàn Bệnh viện", "cd"),
        ("Công đoàn (đ/c Hoa)", "cd"),
        ("Công đoàn ngành Y tế", None),
        ("Hội đồng Thi đua - Khen thưởng tỉnh", None),
    ],
)
def test_short_forms_and_our_own_name_behind_a_unit_change_nothing(wording: str, unit: str | None) -> None:
    found = HOSPITAL.find(wording)
    assert (found.id if found else None) == unit
