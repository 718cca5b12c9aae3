"""Who owes a part of a task, and until when."""

from datetime import date

import pytest

from plans.duties.collecting import close_part, drop_internal_date
from plans.duties.parts import aim_of, internal_date, part_of, partners, units_owing
from plans.model.duties import DoneReport, InternalDate
from plans.model.plan import TaskProgress
from plans.store.memory import MemoryStore
from tests.builders import COUNCIL, EVERY, INDUSTRY, NOW, OFFICE, OFFICER, a_task, do
from tests.plans.duties.sharing import ENERGY, TRADE, a_sharing_store, changed, report


def owing(store: MemoryStore) -> list[str]:
    """Ids of the units that owe their part of the report."""
    return [unit.id for unit in units_owing(store, report(store))]


def test_every_department_that_does_not_lead_owes_its_part_and_who_is_named_besides() -> None:
    store = a_sharing_store()
    assert owing(store) == [INDUSTRY.id, COUNCIL.id, TRADE.id, ENERGY.id]


@pytest.mark.parametrize(
    ("lead", "cooperating", "expected"),
    [
        ((OFFICE.id,), (), []),
        ((OFFICE.id,), ("so_noi_vu",), []),
        ((OFFICE.id,), (OFFICE.id, INDUSTRY.id), [INDUSTRY.id]),
        ((EVERY.id,), (EVERY.id, COUNCIL.id), [COUNCIL.id]),
        ((COUNCIL.id,), (EVERY.id,), [OFFICE.id, INDUSTRY.id, TRADE.id, ENERGY.id]),
    ],
)
def test_who_leads_has_no_part_beside_the_task_and_outside_bodies_none_at_all(
    lead: tuple[str, ...], cooperating: tuple[str, ...], expected: list[str]
) -> None:
    store = a_sharing_store(dated=False)
    assert [unit.id for unit in partners(store, a_task(lead=lead, cooperating=cooperating))] == expected


def test_nobody_owes_a_part_before_a_day_is_set_or_once_it_is_withdrawn() -> None:
    store = a_sharing_store(dated=False)
    assert owing(store) == []
    store = a_sharing_store()
    do(store, drop_internal_date, OFFICER, report(store))
    assert owing(store) == []
    assert internal_date(store, "thu-2024", "bc_so_ket") is None


def test_a_part_that_was_handed_in_is_not_owed() -> None:
    store = a_sharing_store()
    do(store, close_part, OFFICER, report(store), TRADE)
    assert TRADE.id not in owing(store)
    assert part_of(store, "thu-2024", "bc_so_ket", TRADE.id) is not None


def test_nothing_is_owed_of_a_task_that_is_done_waits_to_be_confirmed_or_is_withdrawn() -> None:
    store = a_sharing_store()
    with store.transaction() as tx:
        tx.put(DoneReport("thu-2024", "bc_so_ket", NOW, "hoa"))
    assert owing(store) == []
    with store.transaction() as tx:
        tx.delete(DoneReport, "thu-2024/bc_so_ket")
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, "hoa"))
    assert owing(store) == []
    store = a_sharing_store()
    assert units_owing(store, changed(store, withdrawn=True)) == ()


@pytest.mark.parametrize(
    ("day", "before", "aim"),
    [
        (date(2024, 6, 10), False, date(2024, 6, 10)),
        (date(2024, 6, 10), True, date(2024, 6, 7)),
        (date(2024, 6, 9), False, date(2024, 6, 7)),
    ],
)
def test_a_part_aims_at_a_working_day(day: date, before: bool, aim: date) -> None:
    assert aim_of(InternalDate("thu-2024", "bc_so_ket", day, "van", NOW, before)) == aim
