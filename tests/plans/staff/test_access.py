"""Ways in and out: invitations, sessions, addresses, languages, calendar links."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans.model.people import Preference
from plans.model.reaching import Contact, WebSession
from plans.problems import Problem
from plans.staff import access
from plans.staff.people import digest_of, person_at, person_of_session
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    NOW,
    OFFICER,
    STAFF,
    TODAY,
    a_person,
    audit,
    do,
    refused,
)

LATER = NOW + timedelta(hours=1)


def test_an_invitation_lets_a_person_in_once(store: MemoryStore) -> None:
    invitation = do(store, access.invite, STAFF, "code")
    assert "code" not in repr(invitation)
    assert do(store, access.accept_invitation, " code\n", "telegram", "7") == STAFF
    assert person_at(store, "telegram", "7", TODAY) == STAFF
    assert refused(do(store, access.accept_invitation, "code", "telegram", "8")) == "action.invitation_invalid"


def test_unknown_used_expired_and_left_all_sound_the_same(store: MemoryStore) -> None:
    do(store, access.invite, STAFF, "late")
    do(store, access.invite, HEAD, "used")
    do(store, access.invite, OFFICER, "left")
    do(store, access.accept_invitation, "used", "web", "1")
    with store.transaction() as tx:
        tx.put(replace(OFFICER, left=TODAY))
    outcomes = [
        do(store, access.accept_invitation, "late", "web", "2", now=NOW + timedelta(days=7)),
        do(store, access.accept_invitation, "used", "web", "2"),
        do(store, access.accept_invitation, "left", "web", "2"),
        do(store, access.accept_invitation, "never", "web", "2"),
        do(store, access.accept_invitation, "\ud800", "web", "2"),
    ]
    assert outcomes == [Problem("action.invitation_invalid")] * 5
    assert store.get(Contact, "web:2") is None


def test_an_invitation_holds_for_seven_days(store: MemoryStore) -> None:
    do(store, access.invite, STAFF, "code")
    last = NOW + timedelta(days=7) - timedelta(seconds=1)
    assert do(store, access.accept_invitation, "code", "web", "1", now=last) == STAFF


def test_an_address_of_somebody_else_becomes_ones_own(store: MemoryStore) -> None:
    do(store, access.invite, STAFF, "a")
    do(store, access.invite, HEAD, "b")
    do(store, access.accept_invitation, "a", "telegram", "7")
    do(store, access.accept_invitation, "b", "telegram", "7")
    assert person_at(store, "telegram", "7", TODAY) == HEAD
    assert len(store.all(Contact)) == 1


def test_nobody_outside_the_roster_is_invited(store: MemoryStore) -> None:
    assert refused(do(store, access.invite, a_person("la"), "code")) == "action.not_in_roster"


def test_a_shared_computer_lets_go_after_a_quarter_of_an_hour(store: MemoryStore) -> None:
    do(store, access.open_web_session, STAFF, "own", False)
    do(store, access.open_web_session, STAFF, "shared", True)
    later = NOW + timedelta(minutes=15)
    assert person_of_session(store, "shared", later) is None
    assert person_of_session(store, "own", later) == STAFF


def test_expired_sessions_are_swept(store: MemoryStore) -> None:
    do(store, access.open_web_session, STAFF, "old", True)
    do(store, access.open_web_session, STAFF, "new", False, now=LATER)
    assert [session.id for session in store.all(WebSession)] == [digest_of("new")]


def test_a_closed_session_is_closed_once(store: MemoryStore) -> None:
    do(store, access.open_web_session, STAFF, "cookie", False)
    assert do(store, access.close_web_session, "cookie") is not None
    assert do(store, access.close_web_session, "cookie") is None
    assert person_of_session(store, "cookie", NOW) is None
    assert [each.verb for each in audit(store)] == ["open_web_session", "close_web_session"]


def test_a_dead_address_rests_until_a_new_invitation(store: MemoryStore) -> None:
    do(store, access.invite, STAFF, "a")
    do(store, access.accept_invitation, "a", "telegram", "7")
    assert do(store, access.rest_contact, "telegram", "7", "bot was blocked").reason == "bot was blocked"
    assert person_at(store, "telegram", "7", TODAY) is None
    written = len(audit(store))
    do(store, access.rest_contact, "telegram", "7", "again")
    assert len(audit(store)) == written
    do(store, access.invite, STAFF, "b")
    do(store, access.accept_invitation, "b", "telegram", "7")
    assert person_at(store, "telegram", "7", TODAY) == STAFF


@pytest.mark.parametrize(("reason", "wakes"), [(access.BLOCKED, True), (access.UNREACHABLE, True), ("left", False)])
def test_an_address_that_could_not_be_reached_wakes_when_its_owner_writes(
    store: MemoryStore, reason: str, wakes: bool
) -> None:
    do(store, access.invite, STAFF, "a")
    do(store, access.accept_invitation, "a", "telegram", "7")
    do(store, access.rest_contact, "telegram", "7", reason)
    do(store, access.wake_contact, "telegram", "7")
    assert (person_at(store, "telegram", "7", TODAY) == STAFF) is wakes
    assert ("wake_contact" in [each.verb for each in audit(store)]) is wakes


def test_a_moved_address_takes_its_person_along(store: MemoryStore) -> None:
    do(store, access.invite, STAFF, "a")
    do(store, access.accept_invitation, "a", "telegram", "7")
    do(store, access.move_contact, "telegram", "7", "-100")
    assert person_at(store, "telegram", "7", TODAY) is None
    assert person_at(store, "telegram", "-100", TODAY) == STAFF
    assert do(store, access.move_contact, "telegram", "7", "8") is None


def test_a_language_is_chosen_once(store: MemoryStore) -> None:
    assert do(store, access.choose_language, STAFF, "en") == Preference("lan", "en")
    do(store, access.choose_language, STAFF, "en")
    assert len(audit(store)) == 1
