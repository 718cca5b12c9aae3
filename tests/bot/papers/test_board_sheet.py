"""What hangs on a unit's notice board: the plan, and nobody's name."""

from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]  # it has no stubs
import pytest

from bot.demo import START, fill_demo
from bot.papers.board_sheet import board_sheets, board_units
from locales.catalogue import Texts
from plans.agenda import entry_by_key, plan_in_force
from plans.model.people import Person, Unit
from plans.model.plan import Plan, TaskProgress, task_key
from plans.store.memory import MemoryStore
from plans.working_days import day_in_hanoi


@pytest.fixture(scope="module")
def demo() -> MemoryStore:
    store = MemoryStore()
    fill_demo(store)
    return store


def plan_of(store: MemoryStore) -> Plan:
    plan = plan_in_force(store, day_in_hanoi(START))
    assert plan is not None
    return plan


def pages(store: MemoryStore, language: str = "vi", units: tuple[Unit, ...] = ()) -> list[str]:
    content = board_sheets(store, plan_of(store), units or board_units(store), START, Texts(language))
    document = pypdfium2.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_range().replace("\u200b", "").split()) for page in document]


def test_each_department_has_a_sheet_with_what_it_leads_and_where_it_helps(demo: MemoryStore) -> None:
    said = pages(demo)
    assert len(said) >= len(board_units(demo))
    trade = next(page for page in said if "Phòng Quản lý thương mại" in page)
    assert "trước 15/06/2024 (thứ Bảy)" in trade
    assert "Phối hợp" in trade
    assert "còn 116 ngày" in trade


def test_nobodys_name_stands_on_a_board(demo: MemoryStore) -> None:
    for language in ("vi", "en"):
        said = " ".join(pages(demo, language))
        assert not [person.name for person in demo.all(Person) if person.name in said]


def test_what_is_done_is_not_on_it_any_more() -> None:
    store = MemoryStore()
    fill_demo(store)
    plan = plan_of(store)
    entry = entry_by_key(store, task_key(plan.id, "bc_so_ket"))
    assert entry is not None
    with store.transaction() as tx:
        tx.put(TaskProgress(plan.id, entry.task.id, START, "lan"))
    assert not [page for page in pages(store) if entry.task.title in page]


def test_a_unit_with_nothing_to_do_is_told_so(demo: MemoryStore) -> None:
    plan = plan_of(demo)
    content = board_sheets(demo, replace(plan, id="khac"), board_units(demo)[:1], START, Texts("vi"))
    (page,) = pypdfium2.PdfDocument(content)
    assert "không còn nhiệm vụ nào" in page.get_textpage().get_text_range()
