"""Calendar accounts: whose they are, and when they end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans.calendars.accounts import account_of, make_password, revoke_password, want_tasks
from plans.model.people import Department, Person
from plans.model.publishing import CalendarAccount
from plans.staff.access import end_all_devices
from plans.staff.roster_loading import load_roster
from plans.store.memory import MemoryStore
from tests.builders import HEAD, LEADER, NOW, OFFICER, PEOPLE, STAFF, TODAY, UNITS, audit, do, refused

HASH = "$6$rounds=5000$salt$hash"


@pytest.fixture
def owned(store: MemoryStore) -> MemoryStore:
    """A department in which one of the staff has an account."""
    do(store, make_password, STAFF, STAFF, HASH)
    return store


def test_a_password_makes_the_account_of_that_name(owned: MemoryStore) -> None:
    assert owned.all(CalendarAccount) == (CalendarAccount("lan", HASH, NOW),)
    assert account_of(owned, "lan", NOW) == (STAFF, CalendarAccount("lan", HASH, NOW))
    assert account_of(owned, "hung", NOW) is None


def test_the_journal_knows_no_password(owned: MemoryStore) -> None:
    assert [(entry.who, entry.verb, entry.subject, entry.detail) for entry in audit(owned)] == [
        ("lan", "make_calendar_password", "lan", "")
    ]


def test_a_new_password_ends_the_earlier_one_and_keeps_the_wish_for_tasks(owned: MemoryStore) -> None:
    do(owned, want_tasks, STAFF, True)
    later = NOW + timedelta(hours=1)
    assert do(owned, make_password, STAFF, STAFF, "other", now=later) == CalendarAccount("lan", "other", later, True)
    assert len(owned.all(CalendarAccount)) == 1


@pytest.mark.parametrize("by", [OFFICER, HEAD, LEADER], ids=lambda person: person.id)
def test_nobody_makes_a_password_for_somebody_else(store: MemoryStore, by: Person) -> None:
    assert refused(do(store, make_password, by, STAFF, HASH)) == "calendar.password_is_own"
    assert not store.all(CalendarAccount)


@pytest.mark.parametrize("by", [STAFF, OFFICER, None], ids=["owner", "office", "command line"])
def test_the_owner_and_the_office_end_it(owned: MemoryStore, by: Person | None) -> None:
    assert do(owned, revoke_password, by, STAFF) == CalendarAccount("lan", HASH, NOW)
    assert not owned.all(CalendarAccount)
    assert audit(owned)[-1].verb == "revoke_calendar_password"
    assert refused(do(owned, revoke_password, by, STAFF)) == "calendar.no_password"


@pytest.mark.parametrize("by", [HEAD, LEADER], ids=lambda person: person.id)
def test_nobody_else_does(owned: MemoryStore, by: Person) -> None:
    assert refused(do(owned, revoke_password, by, STAFF)) == "right.invite"
    assert owned.all(CalendarAccount)


def test_the_wish_for_tasks_is_noted_once(owned: MemoryStore) -> None:
    assert do(owned, want_tasks, STAFF, True).tasks
    before = len(audit(owned))
    assert do(owned, want_tasks, STAFF, True).tasks
    assert len(audit(owned)) == before
    assert not do(owned, want_tasks, STAFF, False).tasks
    assert refused(do(owned, want_tasks, HEAD, True)) == "calendar.no_password"


def test_whoever_has_left_has_no_account(owned: MemoryStore) -> None:
    with owned.transaction() as tx:
        tx.put(replace(STAFF, left=TODAY))
    assert account_of(owned, "lan", NOW) is None
    assert refused(do(owned, make_password, replace(STAFF, left=TODAY), STAFF, HASH)) == "right.not_here"
    assert refused(do(owned, want_tasks, replace(STAFF, left=TODAY), True)) == "right.not_here"


def test_a_roster_without_them_ends_it(owned: MemoryStore) -> None:
    remaining = tuple(person for person in PEOPLE if person != STAFF)
    do(owned, load_roster, None, Department("Sở Thử nghiệm", demo=True), UNITS, remaining)
    assert not owned.all(CalendarAccount)


def test_it_ends_with_all_devices_of_a_lost_phone(owned: MemoryStore) -> None:
    assert do(owned, end_all_devices, STAFF, STAFF) == 0
    assert not owned.all(CalendarAccount)
    assert audit(owned)[-1].verb == "end_all_devices"
