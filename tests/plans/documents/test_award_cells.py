"""Which titles and commendations a cell names, however offices write them."""

from datetime import date

import pytest

from plans.catalogue.titles import Subject, awards
from plans.documents.award_cells import AwardNames

DAY = date(2024, 2, 1)
PERSON = AwardNames(Subject.INDIVIDUAL, DAY, "Sở Công Thương Gia Lai")
UNIT = AwardNames(Subject.COLLECTIVE, DAY, "Sở Công Thương Gia Lai")


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("LĐTT", "ldtt"),
        ("lđtt", "ldtt"),
        ("Lao động tiên tiến", "ldtt"),
        ("Danh hiệu Lao động tiên tiến", "ldtt"),
        ("CSTĐCS", "cstdcs"),
        ("CSTĐ-CS", "cstdcs"),
        ("CSTĐ cơ sở", "cstdcs"),
        ("Chiến sỹ thi đua cấp cơ sở", "cstdcs"),
        ("LĐTT, CSTĐCS", "ldtt cstdcs"),
        ("LĐTT; GK của GĐ", "ldtt giay_khen"),
        ("LĐTT + GK", "ldtt giay_khen"),
        ("LĐTT GK", "ldtt giay_khen"),
        ("GK của GĐ", "giay_khen"),
        ("Giấy khen của Giám đốc Sở Công Thương", "giay_khen"),
        ("Bằng khen UBND tỉnh", "bang_khen_tinh"),
        ("Bằng khen của Ủy ban nhân dân tỉnh Gia Lai", "bang_khen_tinh"),
        ("BK của Bộ Công Thương", "bang_khen_bo"),
        ("BK TTg", "bang_khen_thu_tuong"),
        ("HCLĐ hạng 3", "hc_lao_dong_3"),
        ("Bằng khen của Chủ tịch UBND tỉnh và Giấy khen của Giám đốc", "bang_khen_tinh giay_khen"),
    ],
)
def test_a_persons_cell_names_these(cell: str, ids: str) -> None:
    named = PERSON.read(cell)
    assert " ".join(award.id for award in named.found) == ids
    assert not named.left


@pytest.mark.parametrize(
    ("cell", "id"),
    [
        ("TTLĐXS", "tt_ldxs"),
        ("Tập thể LĐXS", "tt_ldxs"),
        ("Lao động xuất sắc", "tt_ldxs"),
        ("LĐTT", "tt_ldtt"),
        ("Cờ thi đua của UBND tỉnh", "co_thi_dua_tinh"),
        ("Bằng khen của UBND tỉnh", "bang_khen_tinh"),
    ],
)
def test_a_collectives_cell_names_these(cell: str, id: str) -> None:
    named = UNIT.read(cell)
    assert ([award.id for award in named.found], named.left) == ([id], "")


@pytest.mark.parametrize(
    ("cell", "near"),
    [
        ("Bằng khen", {"bang_khen_tinh", "bang_khen_bo"}),
        ("Chiến sĩ thi đua", {"cstdcs", "cstd_tinh", "cstd_bo", "cstd_toan_quoc"}),
        ("hoàng đế", set()),
        ("=1+1", set()),
        ("...", set()),
    ],
)
def test_what_is_too_little_or_unknown_is_left_with_what_may_be_meant(cell: str, near: set[str]) -> None:
    named = PERSON.read(cell)
    assert not named.found
    assert {award.id for award in PERSON.like(named.left)} == near


def test_something_foreign_beside_an_award_is_left() -> None:
    assert PERSON.read("LĐTT xuất sắc nhất phòng").left == "xuat sac nhat phong"


def test_every_award_in_force_is_known_by_each_of_its_names() -> None:
    for award in awards():
        for subject, names in ((Subject.INDIVIDUAL, PERSON), (Subject.COLLECTIVE, UNIT)):
            if subject in award.subjects and award.is_in_force(DAY):
                for name in award.aliases["vi"]:
                    assert [each.id for each in names.read(name).found] == [award.id], name
