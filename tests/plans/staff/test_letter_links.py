"""What is remembered of the links in letters."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from plans.model.people import Person
from plans.model.reaching import Contact, LinksEnded, UsedLink
from plans.problems import Problem
from plans.staff.access import end_all_devices, end_letter_links
from plans.staff.letter_links import come_in, have_ended, used
from plans.store.memory import MemoryStore
from tests.builders import HEAD, NOW, OFFICER, STAFF, TODAY, a_department, audit, do, refused

LATER = NOW + timedelta(days=1)
EXPIRES = NOW + timedelta(days=30)
REACHED = replace(STAFF, email="lan@so.example.vn")


@pytest.fixture
def store() -> MemoryStore:
    found = MemoryStore()
    a_department(found)
    return found


def entered(
    store: MemoryStore,
    link: str,
    *,
    person: Person = STAFF,
    spent: bool = False,
    closed: bool = False,
    now: datetime = NOW,
) -> Problem | None:
    """Come in by a link."""
    with store.transaction() as tx:
        return come_in(tx, now, person, link, EXPIRES, spent=spent, closed=closed)


def test_a_deed_is_remembered_and_a_mere_opening_is_not(store: MemoryStore) -> None:
    entered(store, "mở")
    entered(store, "làm", spent=True)
    assert used(store, "mở") is None
    found = used(store, "làm")
    assert found is not None
    assert (found.person, found.closed, found.expires) == (STAFF.id, False, EXPIRES)
    assert "làm" not in found.id
    assert [entry.verb for entry in audit(store)] == ["use_letter_link"] * 2
    assert [contact.id for contact in store.all(Contact)] == [f"web:{STAFF.id}"]


def test_a_link_used_on_a_shared_computer_stays_closed(store: MemoryStore) -> None:
    entered(store, "làm", closed=True)
    entered(store, "làm", spent=True)
    found = used(store, "làm")
    assert found is not None
    assert found.closed
    assert audit(store)[0].detail == "shared"


def test_links_that_ended_by_themselves_are_forgotten(store: MemoryStore) -> None:
    entered(store, "cũ", spent=True)
    entered(store, "mới", spent=True, now=EXPIRES)
    assert [each.id for each in store.all(UsedLink)] == [found.id for found in (used(store, "mới"),) if found]


def test_nobody_comes_in_who_has_left(store: MemoryStore) -> None:
    outcome = entered(store, "mở", person=replace(STAFF, left=TODAY), spent=True)
    assert refused(outcome) == "right.not_here"
    assert store.all(UsedLink) == ()


def test_links_end_for_their_owner_or_by_the_office_and_for_nobody_else(store: MemoryStore) -> None:
    assert refused(do(store, end_letter_links, HEAD, STAFF)) == "right.invite"
    assert not have_ended(store, STAFF.id, NOW)
    do(store, end_letter_links, STAFF, STAFF)
    assert have_ended(store, STAFF.id, NOW)
    assert not have_ended(store, STAFF.id, LATER)
    do(store, end_letter_links, OFFICER, STAFF, now=LATER)
    assert have_ended(store, STAFF.id, LATER)
    assert not have_ended(store, HEAD.id, NOW)


def test_with_all_devices_the_links_of_whoever_gets_letters_end_too(store: MemoryStore) -> None:
    do(store, end_all_devices, OFFICER, STAFF)
    assert store.all(LinksEnded) == ()
    do(store, end_all_devices, OFFICER, REACHED)
    assert have_ended(store, STAFF.id, NOW)
    assert audit(store)[-1].verb == "end_all_devices"
