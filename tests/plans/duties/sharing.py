"""A department several of whose units take part in one task.

The office leads the half-year report, all departments and the council add to it. Trade is headed by Mai, energy by
nobody, the council by a leader.
"""

from dataclasses import replace
from datetime import date

from plans.agenda import Entry
from plans.duties.collecting import set_internal_date
from plans.model.duties import InternalDate
from plans.model.people import Role
from plans.model.plan import Plan
from plans.store.memory import MemoryStore
from tests.builders import OFFICER, a_department, a_person, a_plan, a_task, a_unit, do, entry_of, the_tasks

TRADE = a_unit("ql_thuong_mai", "Phòng Quản lý thương mại", head="mai")
ENERGY = a_unit("ql_nang_luong", "Phòng Quản lý năng lượng")
TRADE_HEAD = a_person("mai", "Vũ Thị Mai", unit="ql_thuong_mai", roles={Role.HEAD})
TRADER = a_person("nam", "Hồ Văn Nam", unit="ql_thuong_mai")
REPORT = a_task(cooperating=("cac_phong_don_vi", "hoi_dong_tdkt"))
DAY = date(2024, 6, 10)


def the_plan() -> Plan:
    """The usual plan, in whose half-year report everybody cooperates."""
    return a_plan(tasks=tuple(REPORT if task.id == REPORT.id else task for task in the_tasks()))


def a_sharing_store(*, dated: bool = True) -> MemoryStore:
    """That department, and the internal date of its report unless it is to have none."""
    store = MemoryStore()
    a_department(store, plan=the_plan())
    with store.transaction() as tx:
        for record in (TRADE, ENERGY, TRADE_HEAD, TRADER):
            tx.put(record)
    if dated:
        made = do(
            store,
            set_internal_date,
            OFFICER,
            report(store),
            DAY,
        )
        assert isinstance(made, InternalDate)
    return store


def report(store: MemoryStore) -> Entry:
    """The half-year report as it stands."""
    return entry_of(store, REPORT.id)


def changed(store: MemoryStore, **fields: object) -> Entry:
    """The report, changed in its plan."""
    entry = report(store)
    task = replace(entry.task, **fields)  # type: ignore[arg-type]  # whatever a test changes
    tasks = tuple(task if other.id == task.id else other for other in entry.plan.tasks)
    with store.transaction() as tx:
        tx.put(replace(entry.plan, tasks=tasks))
    return replace(entry, task=task)
