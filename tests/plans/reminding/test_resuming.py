"""Going on after a clock that ran ahead."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans.model.people import Department
from plans.model.reminding import Notice, PlannedThrough
from plans.problems import Problem
from plans.reminding.resuming import CLOCK_AHEAD, planned_ahead, resume, tell_of_clock
from plans.store.memory import MemoryStore
from tests.builders import NOW, OFFICE_HEAD, OFFICER, STAFF, a_department, audit, do

AHEAD = NOW + timedelta(days=200)


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    a_department(made)
    with made.transaction() as tx:
        tx.put(Department("Sở Thử nghiệm"))
        tx.put(PlannedThrough(AHEAD))
    return made


def test_what_is_planned_further_than_a_day_ahead_is_a_mistake_of_the_clock(store: MemoryStore) -> None:
    assert planned_ahead(store, NOW) == AHEAD
    assert planned_ahead(store, AHEAD - timedelta(hours=23)) is None


def test_the_demos_clock_may_be_moved_at_will(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(replace(tx.all(Department)[0], demo=True))
    assert planned_ahead(store, NOW) is None


def test_the_office_is_told_and_has_reminders_go_on_from_now(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tell_of_clock(tx, NOW, AHEAD)
    assert {(notice.kind, notice.person) for notice in store.all(Notice)} == {
        (CLOCK_AHEAD, person.id) for person in (OFFICER, OFFICE_HEAD)
    }
    assert do(store, resume, OFFICER) == PlannedThrough(NOW)
    assert planned_ahead(store, NOW) is None
    assert [entry.verb for entry in audit(store)] == ["resume_reminders"]


def test_only_the_office_may_and_only_where_there_is_something_to_mend(store: MemoryStore) -> None:
    assert isinstance(do(store, resume, STAFF), Problem)
    do(store, resume, OFFICER)
    outcome = do(store, resume, OFFICER)
    assert isinstance(outcome, Problem)
    assert outcome.code == "remind.nothing_ahead"
