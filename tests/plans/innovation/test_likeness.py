"""Which names of innovations are alike."""

import pytest

from plans.innovation import registering
from plans.innovation.likeness import alike
from plans.model.answers import Innovation
from plans.model.entered import EarlierInnovation
from plans.store.memory import MemoryStore
from tests.builders import HEAD, STAFF, a_department, a_plan, do

PLAN = a_plan()
NAMES = ("Phạm Thị Lan", "Lê Quốc Hùng")


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    a_department(made)
    with made.transaction() as tx:
        tx.put(EarlierInnovation(2022, STAFF.id, "Số hóa hồ sơ cấp phép trên nền web"))
        tx.put(EarlierInnovation(2021, "", "Giải pháp nâng cao hiệu quả công tác lưu trữ"))
        tx.put(EarlierInnovation(2020, "", "Cải tiến quy trình giải quyết thủ tục hành chính lĩnh vực hóa chất"))
    return made


def test_the_same_words_without_marks_or_in_another_order_are_alike(store: MemoryStore) -> None:
    for name in ("SO HOA HO SO CAP PHEP TREN NEN WEB", "Cấp phép trên nền web: số hóa hồ sơ"):
        (found,) = alike(store, name)
        assert (found.percent, found.year, found.person, found.unit) == (100, 2022, STAFF.id, STAFF.unit)


def test_words_that_every_name_has_make_nothing_alike(store: MemoryStore) -> None:
    assert alike(store, "Giải pháp nâng cao hiệu quả công tác tiếp dân") == ()


def test_a_name_that_is_only_a_part_of_another_is_less_than_the_same(store: MemoryStore) -> None:
    (found,) = alike(store, "Cải tiến quy trình cấp phép hóa chất")
    assert 70 <= found.percent < 100


def test_this_years_count_too_but_not_itself_nor_what_was_withdrawn(store: MemoryStore) -> None:
    mine = do(store, registering.register_innovation, HEAD, PLAN, "Họp không giấy tờ")
    assert isinstance(mine, Innovation)
    assert [found.number for found in alike(store, "Họp không giấy tờ")] == [mine.number]
    assert alike(store, "Họp không giấy tờ", but=mine.id) == ()
    do(store, registering.withdraw_innovation, HEAD, mine.id)
    assert alike(store, "Họp không giấy tờ") == ()


def test_the_most_similar_come_first_and_few_of_them(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for n in range(9):
            tx.put(EarlierInnovation(2019, "", f"Quản lý tài sản công bằng phần mềm {n}"))
        tx.put(EarlierInnovation(2019, "", "Phần mềm quản lý tài sản công"))
    found = alike(store, "Phần mềm quản lý tài sản công")
    assert len(found) == 5
    assert found[0].percent == 100
    assert [each.percent for each in found] == sorted((each.percent for each in found), reverse=True)
