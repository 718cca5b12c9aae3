"""What the office is told of people whom reminders do not reach, and how long that is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plans.model.people import Person, Role
from plans.model.reminding import OfficeTold, Undelivered
from plans.reminding.unreached import KEPT, is_time, next_report, tell_office
from plans.store.memory import MemoryStore
from tests.builders import NOW, STAFF, TODAY, a_department, a_plan

OLD = Undelivered(STAFF.id, STAFF.id, date(2024, 1, 2), (), "web", "no channel", NOW - 2 * KEPT, TODAY - 2 * KEPT)


@pytest.fixture
def store() -> MemoryStore:
    """A department with a plan in force."""
    found = MemoryStore()
    a_department(found)
    with found.transaction() as tx:
        tx.put(a_plan())
    return found


def test_what_was_told_long_ago_goes_also_while_nothing_new_comes_to_nothing(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(OLD)
        tell_office(tx, (), NOW)
    assert store.all(Undelivered) == ()


def test_nothing_is_waited_for_while_nobody_is_of_the_office(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for person in store.all(Person):
            tx.put(replace(person, roles=person.roles - {Role.OFFICE}))
        tx.put(replace(OLD, reported=None))
        tx.put(OfficeTold(without_channel=TODAY - timedelta(days=14)))
    assert next_report(store, NOW) is None
    assert not is_time(store, NOW)
