"""Putting plans in force."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from plans import actions
from plans.agenda import entries
from plans.model.people import Person
from plans.model.plan import Plan
from plans.model.reminding import PlannedThrough
from plans.planning.adopting import adopt_plan
from plans.staff import access
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    LEADER,
    NOW,
    OFFICER,
    STAFF,
    a_plan,
    a_task,
    audit,
    do,
    entry_of,
    refused,
)

PLAN = a_plan()
LATER = NOW + timedelta(hours=1)


def test_an_adopted_plan_carries_its_moment(store: MemoryStore) -> None:
    adopted = do(store, adopt_plan, OFFICER, a_plan("moi", year=2025, adopted_at=None), now=LATER)
    assert adopted.adopted_at == LATER
    assert store.get(Plan, "moi") == adopted


def test_a_later_issue_keeps_the_date_and_the_progress(store: MemoryStore) -> None:
    do(store, actions.mark_done, OFFICER, entry_of(store, "bc_so_ket"))
    issue = a_plan(tasks=(a_task(title="Báo cáo sơ kết (sửa đổi)"),), adopted_at=None)
    adopted = do(store, adopt_plan, OFFICER, issue, now=LATER)
    assert adopted.adopted_at == NOW
    assert entry_of(store, "bc_so_ket").done
    assert entry_of(store, "bc_so_ket").task.title == "Báo cáo sơ kết (sửa đổi)"


def test_tasks_missing_from_a_later_issue_stay_as_withdrawn(store: MemoryStore) -> None:
    adopted = do(store, adopt_plan, OFFICER, a_plan(tasks=(a_task(),)))
    assert {task.id for task in adopted.tasks if task.withdrawn} == {task.id for task in PLAN.tasks} - {"bc_so_ket"}
    assert [entry.task.id for entry in entries(store)] == ["bc_so_ket"]
    back = do(store, adopt_plan, OFFICER, PLAN)
    assert not any(task.withdrawn for task in back.tasks)


def test_adopting_the_same_plan_again_changes_nothing(store: MemoryStore) -> None:
    before = store.version(Plan)
    do(store, adopt_plan, OFFICER, a_plan(adopted_at=None), now=LATER)
    assert store.version(Plan) == before
    assert audit(store) == []


@pytest.mark.parametrize("by", [STAFF, HEAD, LEADER], ids=lambda person: person.id)
def test_plans_are_the_offices(store: MemoryStore, by: Person) -> None:
    assert refused(do(store, adopt_plan, by, PLAN)) == "right.adopt_plan"
    assert refused(do(store, partial(access.invite, by=by), STAFF, "code")) == "right.invite"


def test_a_plan_without_tasks_is_not_adopted(store: MemoryStore) -> None:
    assert refused(do(store, adopt_plan, None, a_plan(tasks=()))) == "action.plan_empty"


def test_the_command_line_is_audited_as_the_console(store: MemoryStore) -> None:
    do(store, adopt_plan, None, a_plan("moi", year=2025, adopted_at=None))
    assert [each.who for each in audit(store)] == ["console"]


def test_reminders_are_counted_from_the_day_of_adoption_so_that_downtime_loses_none() -> None:
    store = MemoryStore()
    do(store, adopt_plan, None, replace(PLAN, adopted_at=None))
    assert store.all(PlannedThrough) == (PlannedThrough(NOW),)
    do(store, adopt_plan, None, a_plan(tasks=(a_task("other"),)), now=LATER + timedelta(days=9))
    assert store.all(PlannedThrough) == (PlannedThrough(NOW),)


def test_a_second_plan_of_the_same_agency_and_year_is_adopted_only_by_force(store: MemoryStore) -> None:
    second = a_plan("moi", adopted_at=None)
    assert refused(do(store, adopt_plan, OFFICER, second)) == "action.plan_same_year"
    assert store.get(Plan, "moi") is None
    with store.transaction() as tx:
        adopt_plan(tx, NOW, OFFICER, second, force=True)
    assert store.get(Plan, "moi") is not None
