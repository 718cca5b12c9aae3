"""Reminding the unit that leads a task: who may, who is told, how often, and when nobody is."""

from datetime import datetime, timedelta

import pytest

from plans.duties.giving import assign
from plans.duties.urging import TASK_URGED, reminded_of, task_urged, urge_task
from plans.model.duties import DoneReport, TaskUrging
from plans.model.people import Person
from plans.model.plan import TaskProgress
from plans.model.reminding import Notice
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.bot.chatting import a_store
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE,
    OFFICE_HEAD,
    OFFICER,
    STAFF,
    TODAY,
    a_department,
    a_plan,
    a_task,
    audit,
    do,
    entry_of,
    refused,
)


def told(store: MemoryStore) -> list[str]:
    """Ids of those who were left a notice."""
    return [notice.person for notice in store.all(Notice) if notice.kind == TASK_URGED]


def shared_store() -> MemoryStore:
    """The report is led by two units, and by all departments."""
    store = MemoryStore()
    a_department(store, plan=a_plan(tasks=(a_task(lead=("van_phong", "ql_cong_nghiep")), a_task("chung", lead=()))))
    return store


@pytest.mark.parametrize("by", [OFFICER, LEADER])
def test_the_head_of_the_lead_unit_is_told(by: Person) -> None:
    store = a_store()
    made = do(store, urge_task, by, entry_of(store, "bc_so_ket"))
    assert made == TaskUrging("thu-2024", "bc_so_ket", NOW, by.id, NOW, (OFFICE_HEAD.id,))
    assert told(store) == [OFFICE_HEAD.id]
    assert [entry.verb for entry in audit(store)] == ["urge_task"]


def test_who_it_was_given_to_is_told_instead() -> None:
    store = a_store()
    do(store, assign, OFFICE_HEAD, entry_of(store, "bc_so_ket"), OFFICE, OFFICER)
    do(store, urge_task, OFFICE_HEAD, entry_of(store, "bc_so_ket"))
    assert told(store) == [OFFICER.id]


@pytest.mark.parametrize("by", [HEAD, STAFF])
def test_whose_unit_does_not_lead_it_reminds_nobody(by: Person) -> None:
    store = a_store()
    assert refused(do(store, urge_task, by, entry_of(store, "bc_so_ket"))) == "right.urge_task"
    assert told(store) == []


def test_a_head_reminds_only_their_own_of_several_units() -> None:
    store = shared_store()
    entry = entry_of(store, "bc_so_ket")
    do(store, assign, HEAD, entry, INDUSTRY, STAFF)
    assert reminded_of(store, entry, HEAD, TODAY) == (STAFF.id,)
    assert reminded_of(store, entry, LEADER, TODAY) == (OFFICE_HEAD.id, STAFF.id)


def test_once_a_working_day_each() -> None:
    store = shared_store()
    entry = entry_of(store, "bc_so_ket")
    do(store, assign, HEAD, entry, INDUSTRY, STAFF)
    do(store, urge_task, HEAD, entry)
    made = do(store, urge_task, LEADER, entry)
    assert made.told == (STAFF.id, OFFICE_HEAD.id)
    assert refused(do(store, urge_task, OFFICER, entry)) == "urge.task_told"
    assert sorted(told(store)) == sorted([STAFF.id, OFFICE_HEAD.id])
    again = do(store, urge_task, OFFICER, entry, now=NOW + timedelta(days=1))
    assert isinstance(again, TaskUrging)


def test_what_is_asked_for_on_a_friday_evening_goes_out_on_monday_and_counts_until_then() -> None:
    store = a_store()
    friday = datetime(2024, 2, 23, 20, tzinfo=HANOI)
    made = do(store, urge_task, OFFICER, entry_of(store, "bc_so_ket"), now=friday)
    assert made.goes == datetime(2024, 2, 26, 7, 45, tzinfo=HANOI)
    for hours in (1, 24, 60):
        again = do(store, urge_task, LEADER, entry_of(store, "bc_so_ket"), now=friday + timedelta(hours=hours))
        assert refused(again) == "urge.task_told_waits"
    assert task_urged(store, entry_of(store, "bc_so_ket"), friday.date() + timedelta(days=4)) is None


def test_what_is_done_or_waits_is_not_reminded_of() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(DoneReport("thu-2024", "bc_so_ket", NOW, OFFICER.id))
    assert refused(do(store, urge_task, LEADER, entry_of(store, "bc_so_ket"))) == "urge.task_waits"
    with store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, OFFICER.id))
    assert refused(do(store, urge_task, LEADER, entry_of(store, "bc_so_ket"))) == "urge.task_done"


def test_where_no_unit_of_ours_leads_or_only_the_asker_sees_to_it_nobody_is_told() -> None:
    store = shared_store()
    assert refused(do(store, urge_task, OFFICER, entry_of(store, "chung"))) == "urge.task_nobody"
    alone = a_store()
    assert refused(do(alone, urge_task, OFFICE_HEAD, entry_of(alone, "bc_so_ket"))) == "urge.task_nobody"
    assert told(alone) == []


def test_a_unit_that_a_leader_heads_is_reminded_through_the_office() -> None:
    store = a_store()
    do(store, urge_task, OFFICER, entry_of(store, "hop_hd_thi_dua"))
    assert told(store) == [OFFICE_HEAD.id]
