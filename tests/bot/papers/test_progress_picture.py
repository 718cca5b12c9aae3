"""The picture of how far registering has come: as wide as a phone reads, of any department, without anybody's name."""

import json
import struct
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.papers.progress_picture import progress_picture
from locales.catalogue import Texts
from plans.model.people import Department
from plans.model.plan import Plan, Source, Target
from plans.registrations.registering import decline_title, register_title
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, LEADER, NOW, OFFICER, PEOPLE, STAFF, a_person, a_unit, do

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def store() -> MemoryStore:
    made = a_store()
    plan = made.all(Plan)[0]
    do(made, register_title, STAFF, STAFF, plan, "ldtt")
    do(made, register_title, HEAD, HEAD, plan, "cstdcs")
    do(made, decline_title, OFFICER, OFFICER, plan)
    return made


def drawn(store: MemoryStore, language: str = "vi") -> bytes:
    department = store.get(Department, "department")
    return progress_picture(store, store.all(Plan)[0], NOW, Texts(language), department)


def size(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> Callable[[MemoryStore], dict[str, Any]]:
    """What the layout is given to draw."""
    kept: list[str] = []

    def keep(picture: str) -> bytes:
        kept.append(picture)
        return PNG

    def given(store: MemoryStore) -> dict[str, Any]:
        monkeypatch.setattr("bot.papers.progress_picture._drawn", keep)
        drawn(store)
        found: dict[str, Any] = json.loads(kept[-1])
        return found

    return given


def test_it_is_as_wide_as_a_phone_reads_and_equal_facts_give_equal_bytes(store: MemoryStore) -> None:
    picture = drawn(store)
    assert picture.startswith(PNG)
    assert size(picture)[0] == 1080
    assert picture == drawn(store)
    assert drawn(store, "en") != picture


def test_many_units_with_long_and_strange_names_are_drawn(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for n in range(40):
            tx.put(a_unit(f"u{n}", ["#eval(1+1) $x$ *_`", "R" * 300, "Phòng " + "rất dài " * 40][n % 3]))
            for each in range(n % 5):
                tx.put(a_person(f"p{n}_{each}", unit=f"u{n}"))
    width, height = size(drawn(store))
    assert width == 1080
    assert height > 2500


def test_a_department_without_people_is_drawn_too() -> None:
    store = a_store()
    with store.transaction() as tx:
        for person in PEOPLE:
            tx.put(replace(person, left=NOW.date()))
    assert drawn(store).startswith(PNG)


def test_it_says_numbers_of_units_and_awards_and_no_persons_name(
    store: MemoryStore, words: Callable[[MemoryStore], dict[str, Any]]
) -> None:
    target = Target("danh hiệu Lao động tiên tiến", 90, None, "công chức", Source("kh.txt", 3, "90%"))
    with store.transaction() as tx:
        tx.put(replace(store.all(Plan)[0], targets=(target,)))
    given = words(store)
    assert [(one["kind"], one["count"]) for one in given["legend"]] == [
        ("registered", 2),
        ("declined", 1),
        ("missing", 2),
    ]
    industry = next(unit for unit in given["units"] if unit["name"] == "Phòng Quản lý công nghiệp")
    assert (industry["share"], [part["count"] for part in industry["parts"]]) == ("2/2", [2, 0, 0])
    assert {(award["name"], award["words"], award["aimed"]) for award in given["awards"]} == {
        ("Lao động tiên tiến", "1; chỉ tiêu 2/5", 5),
        ("Chiến sĩ thi đua cơ sở", "1/0; vượt 1", 0),
    }
    assert given["demo"] == "DỮ LIỆU MINH HỌA"
    assert not any(person.name in json.dumps(given, ensure_ascii=False) for person in PEOPLE)


def test_only_the_demo_wears_its_mark(store: MemoryStore, words: Callable[[MemoryStore], dict[str, Any]]) -> None:
    with store.transaction() as tx:
        tx.put(Department("Sở Thử nghiệm"))
    assert words(store)["demo"] == ""


def test_what_the_mark_of_a_target_means_is_said_only_where_there_is_one(
    store: MemoryStore, words: Callable[[MemoryStore], dict[str, Any]]
) -> None:
    assert words(store)["awards_note"] == ""
    target = Target("danh hiệu Lao động tiên tiến", 90, None, "công chức, viên chức", Source("kh.txt", 3, "90%"))
    with store.transaction() as tx:
        tx.put(replace(store.all(Plan)[0], targets=(target,)))
    assert "Vạch đứng" in words(store)["awards_note"]


@pytest.mark.parametrize("person", [OFFICER, LEADER])
def test_it_is_sent_by_a_button_of_the_lists(store: MemoryStore, person: Any) -> None:
    chat = Chat(store, person.id)
    chat.say("/danhsach")
    chat.press("Biểu đồ")
    file = chat.replies[0].attachment
    assert file is not None
    assert (file.name, file.media_type) == ("tien-do-2024.png", "image/png")
    assert "Tiến độ đăng ký năm 2024" in chat.seen
    assert "Phòng Quản lý công nghiệp: 2/2 người đã đăng ký." in chat.seen


def test_heads_get_no_picture_of_the_others(store: MemoryStore) -> None:
    chat = Chat(store, HEAD.id)
    chat.say("/danhsach")
    assert "Biểu đồ" not in chat.labels
    chat.send(action="lists:picture")
    assert chat.replies[0].attachment is None
