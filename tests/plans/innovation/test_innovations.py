"""What holds for innovations: similar names, shares as they are typed, who sees one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.innovation import innovating
from plans.innovation.innovations import (
    alike,
    even_shares,
    holding,
    innovations_named,
    may_see,
    named_files,
    shares_refusal,
    typed_shares,
)
from plans.model.answers import Innovation, StoredFile
from plans.model.entered import EarlierInnovation
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, TODAY, a_department, a_person, a_plan, do, refused

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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("60 40", (60, 40)),
        ("60,40", (60, 40)),
        ("60%, 40%", (60, 40)),
        ("60 và 40", (60, 40)),
        ("60 phần trăm, 40 phần trăm", (60, 40)),
        ("Hùng 40, Lan 60", (60, 40)),
        ("lan: 60%; hung: 40%", (60, 40)),
    ],
)
def test_shares_are_read_as_people_type_them(text: str, found: tuple[int, ...]) -> None:
    assert typed_shares(text, NAMES) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("60 39", "innovation.shares_too_few"),
        ("60 41", "innovation.shares_too_many"),
        ("100 0", "innovation.share_of_nothing"),
        ("999999 1", "innovation.share_of_nothing"),
        ("60", "innovation.shares_not_understood"),
        ("60 30 10", "innovation.shares_not_understood"),
        ("50,5 49,5", "innovation.shares_not_understood"),
        ("50.5 49.5", "innovation.shares_not_understood"),
        ("-60 160", "innovation.shares_not_understood"),
        ("60/40", "innovation.shares_not_understood"),
        ("Minh 60, Lan 40", "innovation.shares_not_understood"),
        ("Lan 60, Lan 40", "innovation.shares_not_understood"),
        ("chia đôi", "innovation.shares_not_understood"),
        ("", "innovation.shares_not_understood"),
    ],
)
def test_shares_that_are_none_are_refused(text: str, code: str) -> None:
    assert refused(typed_shares(text, NAMES)) == code


@given(st.integers(1, 100))
def test_even_shares_make_a_hundred_and_differ_by_one_at_most(n: int) -> None:
    shares = even_shares(n)
    assert len(shares) == n
    assert shares_refusal(shares) is None
    assert max(shares) - min(shares) <= 1


@given(st.text(max_size=40))
def test_no_text_makes_shares_that_are_not_a_hundred(text: str) -> None:
    read = typed_shares(text, NAMES)
    assert isinstance(read, Problem) or (len(read) == 2 and sum(read) == 100 and min(read) > 0)


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
    mine = do(store, innovating.register_innovation, HEAD, PLAN, "Họp không giấy tờ")
    assert isinstance(mine, Innovation)
    assert [found.number for found in alike(store, "Họp không giấy tờ")] == [mine.number]
    assert alike(store, "Họp không giấy tờ", but=mine.id) == ()
    do(store, innovating.withdraw_innovation, HEAD, mine.id)
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


def test_one_is_seen_by_its_authors_its_head_the_office_and_leaders(store: MemoryStore) -> None:
    mine = do(store, innovating.register_innovation, STAFF, PLAN, "Họp không giấy tờ")
    assert isinstance(mine, Innovation)
    stranger = a_person("khanh", "Khánh", unit="van_phong")
    gone = a_person("lan2", "Gone", left=TODAY)
    sees = [may_see(store, mine, person, TODAY) for person in (STAFF, HEAD, OFFICER, LEADER, stranger, gone)]
    assert sees == [True, True, True, True, False, False]


def test_the_files_of_what_was_withdrawn_are_still_named_and_those_taken_off_are_not(store: MemoryStore) -> None:
    mine = do(store, innovating.register_innovation, STAFF, PLAN, "Họp không giấy tờ")
    for digest in ("a" * 64, "b" * 64):
        do(store, innovating.attach, STAFF, mine.id, StoredFile(digest, "x.pdf", "application/pdf", 1, NOW, STAFF.id))
    do(store, innovating.detach, STAFF, mine.id, "b" * 64)
    do(store, innovating.withdraw_innovation, STAFF, mine.id)
    assert named_files(store) == {"a" * 64}
    assert [each.id for each in holding(store, "a" * 64)] == [mine.id]


def test_one_is_named_by_its_number_id_or_name(store: MemoryStore) -> None:
    mine = do(store, innovating.register_innovation, STAFF, PLAN, "Họp không giấy tờ")
    other = do(store, innovating.register_innovation, HEAD, PLAN, "Họp không giấy tờ")
    for text in ("sk-2024-001", mine.id):
        assert innovations_named(store, text) == (mine,)
    assert innovations_named(store, "hop khong giay to") == (mine, other)
    assert innovations_named(store, "SK-2024-009") == ()
