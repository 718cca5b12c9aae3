"""What is due, overdue, open and done; whom a task concerns; who answers for it."""

from dataclasses import replace
from datetime import date

from plans.agenda import (
    concerns,
    due_between,
    entries,
    entry_by_key,
    of_unit,
    plan_in_force,
    unset_between,
)
from plans.model.plan import Plan, TaskProgress, task_key
from plans.store.memory import MemoryStore
from tests.builders import (
    COUNCIL,
    EVERY,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE,
    OFFICER,
    STAFF,
    UNITS,
    a_plan,
    a_task,
)


def ids(found: object) -> list[str]:
    return [entry.task.id for entry in found]  # type: ignore[attr-defined]  # an iterable of entries


def keep(store: MemoryStore, *records: Plan | TaskProgress) -> None:
    with store.transaction() as tx:
        for record in records:
            tx.put(record)


def test_tasks_come_by_the_day_they_stand_on(store: MemoryStore) -> None:
    assert ids(entries(store)) == [
        "ke_hoach",
        "huong_ung",
        "bc_so_ket",
        "dk_sang_kien",
        "hop_hd_sang_kien",
        "hop_hd_thi_dua",
    ]


def test_drafts_and_withdrawn_tasks_are_not_on_the_agenda(store: MemoryStore) -> None:
    keep(store, a_plan(tasks=(a_task("a"), a_task("b", withdrawn=True))), a_plan("nhap", adopted_at=None))
    assert ids(entries(store)) == ["a"]


def test_a_key_finds_its_task(store: MemoryStore) -> None:
    found = entry_by_key(store, task_key("thu-2024", "bc_so_ket"))
    assert found is not None
    assert found.task.id == "bc_so_ket"
    assert entry_by_key(store, "0123456789") is None


def test_a_period_has_what_ends_in_it_and_unset_ones_apart(store: MemoryStore) -> None:
    found = entries(store)
    june = (date(2024, 6, 1), date(2024, 6, 30))
    assert ids(due_between(found, *june)) == ["bc_so_ket"]
    assert ids(unset_between(found, *june)) == ["huong_ung"]
    assert ids(due_between(found, date(2024, 12, 1), date(2024, 12, 31))) == ["hop_hd_thi_dua"]


def overdue(store: MemoryStore, day: date) -> list[str]:
    return ids(entry for entry in entries(store) if entry.is_overdue(day))


def test_what_is_done_is_not_overdue(store: MemoryStore) -> None:
    day = date(2024, 7, 1)
    assert overdue(store, day) == ["ke_hoach", "bc_so_ket"]
    keep(store, TaskProgress("thu-2024", "ke_hoach", NOW, "van"))
    assert overdue(store, day) == ["bc_so_ket"]


def test_the_day_named_itself_is_not_overdue(store: MemoryStore) -> None:
    assert overdue(store, date(2024, 2, 29)) == []
    assert overdue(store, date(2024, 3, 1)) == ["ke_hoach"]


def test_a_department_has_the_tasks_of_all_departments(store: MemoryStore) -> None:
    keep(store, a_plan(tasks=(a_task("a"), a_task("b", cooperating=(EVERY.id,)))))
    assert ids(of_unit(entries(store), INDUSTRY, UNITS)) == ["b"]
    assert ids(of_unit(entries(store), OFFICE, UNITS)) == ["a", "b"]
    assert ids(of_unit(entries(store), COUNCIL, UNITS)) == []


def test_a_task_concerns_whose_unit_has_it_and_everybody_when_it_asks_for_an_answer(store: MemoryStore) -> None:
    found = {entry.task.id: entry for entry in entries(store)}
    assert concerns(found["ke_hoach"], STAFF, UNITS)
    assert not concerns(found["bc_so_ket"], STAFF, UNITS)
    assert concerns(found["bc_so_ket"], OFFICER, UNITS)
    assert concerns(found["bc_so_ket"], LEADER, UNITS)
    assert concerns(found["hop_hd_thi_dua"], replace(STAFF, further_units=(COUNCIL.id,)), UNITS)


def test_the_plan_in_force_is_this_years_else_the_latest_before() -> None:
    store = MemoryStore()
    plans = [a_plan(f"thu-{year}", year=year) for year in (2023, 2024, 2026)]
    with store.transaction() as tx:
        for plan in plans:
            tx.put(plan)
        tx.put(replace(a_plan("nhap-2025", year=2025), adopted_at=None))
    in_force = {year: plan_in_force(store, date(year, 3, 1)) for year in (2022, 2024, 2025, 2030)}
    assert [plan.year for plan in in_force.values() if plan] == [2023, 2024, 2024, 2026]
