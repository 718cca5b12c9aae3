"""What a plan aims at for an award, and over whom it is counted."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from plans.catalogue.targets import award_named, counted, target_for
from plans.model.people import Employment
from plans.model.plan import Source, Target
from plans.store.memory import MemoryStore
from tests.builders import a_department, a_person, a_plan

PEOPLE = (
    a_person("official", unit="van_phong"),
    a_person("employee", unit="ql_cong_nghiep", employment=Employment.PUBLIC_EMPLOYEE),
    a_person("worker", unit="van_phong", employment=Employment.CONTRACT),
    a_person("director", unit="lanh_dao"),
)


def over(scope: str, people: Iterable[object] = PEOPLE) -> str:
    store = MemoryStore()
    a_department(store)
    is_counted = counted(store, Target("CSTĐCS", 15, None, scope, Source("kh", 1, "")))
    return " ".join(person.id for person in PEOPLE if is_counted(person))


@pytest.mark.parametrize(
    ("scope", "who"),
    [
        ("", "official employee worker director"),
        ("công chức, viên chức", "official employee director"),
        ("công chức, viên chức và người lao động", "official employee worker director"),
        ("CCVC", "official employee director"),
        ("công chức, viên chức (trong đó lãnh đạo Sở không tính vào tỷ lệ %)", "official employee"),
        ("công chức, viên chức, trừ lãnh đạo Sở", "official employee"),
        ("cá nhân đạt LĐTT (không tính Ban Giám đốc, hợp đồng)", "official employee"),
        ("công chức, viên chức, không bao gồm Phòng Quản lý công nghiệp", "official director"),
        ("CÔNG CHỨC", "official director"),
    ],
)
def test_who_is_counted_is_read_from_the_scope(scope: str, who: str) -> None:
    assert over(scope) == who


@pytest.mark.parametrize(
    ("said", "award"),
    [
        ("danh hiệu “Tập thể Lao động tiên tiến”", "tt_ldtt"),
        ("danh hiệu lao động tiên tiến", "ldtt"),
        ("danh hiệu Chiến sĩ thi đua cơ sở", "cstdcs"),
        ("Cờ thi đua của Bộ Công Thương hoặc UBND tỉnh", "co_thi_dua_bo"),
        ("tổng kim ngạch xuất khẩu tăng", None),
        ("", None),
    ],
)
def test_the_longest_name_is_meant(said: str, award: str | None) -> None:
    found = award_named(said)
    assert (found and found.id) == award


def test_the_first_target_for_an_award_counts() -> None:
    first = Target("danh hiệu CSTĐCS", 15, None, "", Source("kh", 1, "một"))
    plan = replace(a_plan(), targets=(first, replace(first, percent=20)))
    assert target_for(plan, "cstdcs") == first
    assert target_for(plan, "ldtt") is None
