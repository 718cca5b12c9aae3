"""What holds for innovations: their names, who sees one, which one is meant."""

from unicodedata import normalize

import pytest

from plans.attached import named_files
from plans.innovation import describing, registering
from plans.innovation.rules import NAME_LONGEST, holding, innovation_name, innovations_named, may_see
from plans.model.answers import Innovation, StoredFile
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, TODAY, a_person, a_plan, do, refused, said

PLAN = a_plan()
NAMES = ("Phạm Thị Lan", "Lê Quốc Hùng")


def test_one_is_seen_by_its_authors_its_head_the_office_and_leaders(store: MemoryStore) -> None:
    mine = do(store, registering.register_innovation, STAFF, PLAN, "Họp không giấy tờ")
    assert isinstance(mine, Innovation)
    stranger = a_person("khanh", "Khánh", unit="van_phong")
    gone = a_person("lan2", "Gone", left=TODAY)
    sees = [may_see(store, mine, person, TODAY) for person in (STAFF, HEAD, OFFICER, LEADER, stranger, gone)]
    assert sees == [True, True, True, True, False, False]


def test_the_files_of_what_was_withdrawn_are_still_named_and_those_taken_off_are_not(store: MemoryStore) -> None:
    mine = do(store, registering.register_innovation, STAFF, PLAN, "Họp không giấy tờ")
    for digest in ("a" * 64, "b" * 64):
        do(store, describing.attach, STAFF, mine.id, StoredFile(digest, "x.pdf", "application/pdf", 1, NOW, STAFF.id))
    do(store, describing.detach, STAFF, mine.id, "b" * 64)
    do(store, registering.withdraw_innovation, STAFF, mine.id)
    assert named_files(store) == {"a" * 64}
    assert [each.id for each in holding(store, "a" * 64)] == [mine.id]


def test_one_is_named_by_its_number_id_or_name(store: MemoryStore) -> None:
    mine = do(store, registering.register_innovation, STAFF, PLAN, "Họp không giấy tờ")
    other = do(store, registering.register_innovation, HEAD, PLAN, "Họp không giấy tờ")
    for text in ("sk-2024-001", mine.id):
        assert innovations_named(store, text) == (mine,)
    assert innovations_named(store, "hop khong giay to") == (mine, other)
    assert innovations_named(store, "SK-2024-009") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Số hóa\r\nhồ sơ  ", "Số hóa hồ sơ"),
        (normalize("NFD", "Số hóa"), "Số hóa"),
        ("Số\u202e hóa\u200b\x00 \x1b[31mđỏ", "Số hóa [31mđỏ"),
        ("abc", "abc"),
        ("x" * NAME_LONGEST, "x" * NAME_LONGEST),
    ],
)
def test_a_name_is_kept_on_one_line_without_unseen_marks(text: str, name: str) -> None:
    assert innovation_name(text) == name


@pytest.mark.parametrize("text", ["", "ab", "\u200b\u200b\u200b", "...", "\n a \x00", "\ud800\ud800\ud800"])
def test_a_name_needs_three_characters_that_say_something(text: str) -> None:
    assert refused(innovation_name(text)) == "register.name_too_short"


def test_a_name_longer_than_a_title_is_refused_with_its_length() -> None:
    problem = innovation_name("x" * 301)
    assert refused(problem) == "register.name_too_long"
    assert isinstance(problem, Problem)
    assert "301" in said(problem)
