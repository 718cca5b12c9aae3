"""The units' progress as bars: who leads how many tasks, and how they stand."""

from datetime import date

import pytest

from bot.papers.units_picture import units_picture
from locales.catalogue import Texts
from plans.agenda import entries, plan_in_force
from plans.model.people import Department, Person, Unit
from plans.model.plan import Plan
from plans.store.memory import MemoryStore
from tests.bot.papers.drawing import Caught, a_crowd, pinned, the_demo
from tests.builders import a_plan

NOVEMBER = date(2024, 11, 15)


def draw(store: MemoryStore, today: date = NOVEMBER, language: str = "vi") -> bytes:
    plan = plan_in_force(store, today)
    assert plan is not None
    department = store.get(Department, "department")
    return units_picture(Texts(language), today, plan, entries(store), store.all(Unit), department)


def test_the_demos_units_are_drawn_as_agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    caught = Caught(monkeypatch, "units_picture")
    store = the_demo()
    draw(store)
    assert caught.last == pinned("units")
    assert not [person.name for person in store.all(Person) if person.name in str(caught.last)]


def test_a_bar_is_as_long_as_its_unit_has_tasks_and_names_what_it_is_too_short_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caught = Caught(monkeypatch, "units_picture")
    draw(a_crowd(2024, 2), date(2024, 2, 12))
    (unit,) = caught.last["units"]
    assert sum(part["count"] for part in unit["parts"]) == caught.last["most"] == 47
    assert unit["said"].startswith("6 đã hoàn thành, ")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_drawn_in_both_languages(language: str) -> None:
    assert draw(the_demo(), language=language)[16:20] == (1080).to_bytes(4, "big")


def test_a_plan_without_tasks_is_drawn_too() -> None:
    store = MemoryStore()
    with store.transaction() as tx:
        tx.put(a_plan(tasks=()))
    assert store.all(Plan)
    assert draw(store)
