"""What can be dropped into any chat: which tasks, in which words, and that nobody is named."""

import re
from dataclasses import replace

import pytest

from bot.answers.search.dropping import droppable, dropped_words
from locales.catalogue import Texts
from plans.agenda import entries
from plans.model.plan import Body, TaskProgress
from plans.store.memory import MemoryStore
from tests.bot.chatting import a_store
from tests.builders import NOW, PEOPLE, TODAY, a_plan, a_task, a_unit, the_tasks


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    return a_store()


def found(store: MemoryStore, text: str) -> list[str]:
    return [entry.task.id for entry in droppable(store, text, TODAY)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("sơ kết", ["bc_so_ket"]),
        ("so ket", ["bc_so_ket"]),
        ("sơ k", ["bc_so_ket"]),
        ("hạn báo cáo sơ kết", ["bc_so_ket"]),
        ("tháng 2", ["ke_hoach"]),
        ("quý 2", ["bc_so_ket", "huong_ung"]),
        ("february", ["ke_hoach"]),
        ("quá hạn", []),
        ("lương hưu", []),
    ],
)
def test_a_question_or_some_words_offer_tasks(store: MemoryStore, text: str, ids: list[str]) -> None:
    assert found(store, text) == ids


def test_a_unit_offers_what_it_takes_part_in(store: MemoryStore) -> None:
    assert found(store, "hội đồng thi đua khen thưởng có việc gì") == ["hop_hd_thi_dua"]


def test_the_name_of_a_unit_without_tasks_offers_those_that_speak_of_it() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(a_unit("hoi_dong_sk", "Hội đồng sáng kiến Sở"))
    assert found(store, "hội đồng sáng kiến")[0] == "hop_hd_sang_kien"


def test_no_words_offer_what_comes_next_and_then_what_has_no_day(store: MemoryStore) -> None:
    ids = found(store, "  ")
    assert ids[:2] == ["ke_hoach", "bc_so_ket"]
    assert ids[-1] == "huong_ung"


def test_a_task_is_dropped_in_the_words_of_the_plan(store: MemoryStore) -> None:
    entry = next(each for each in entries(store) if each.task.id == "bc_so_ket")
    assert dropped_words(store, Texts("vi"), entry).splitlines() == [
        "Mục 2.1. Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm",
        "Thời hạn: trước 15/06/2024 (thứ Bảy).",
        "Chủ trì: van_phong.",
        "Theo Kế hoạch thi đua, khen thưởng năm 2024.",
    ]
    assert "Deadline: before 15/06/2024 (Saturday)." in dropped_words(store, Texts("en"), entry)


def test_neither_state_nor_anybodys_name_is_dropped() -> None:
    store = a_store()
    tasks = (
        a_task("a", number="1", title="Sơ kết"),
        a_task("b", number="2", title="Sơ kết, giao Phạm Thị Lan làm"),
        a_task("c", number="3", title="Sơ kết cũ", withdrawn=True),
    )
    lead = (Body("Văn phòng", "van_phong"), Body("đ/c Nguyễn Văn Minh", None))
    with store.transaction() as tx:
        tx.put(a_plan(tasks=tuple(replace(task, lead=lead) for task in tasks)))
        tx.put(TaskProgress("thu-2024", "a", NOW, "van"))
    (entry,) = droppable(store, "sơ kết", TODAY)
    said = dropped_words(store, Texts("vi"), entry)
    assert "Chủ trì: Văn phòng." in said
    assert not [person.name for person in PEOPLE if person.name in said]
    assert not re.search("hoàn thành|quá hạn|còn", said)


def test_every_task_of_the_department_can_be_dropped() -> None:
    store = a_store()
    assert {entry.task.id for entry in droppable(store, "", TODAY)} == {task.id for task in the_tasks()}
