"""Who has come in and how, and taking invitations, sessions and addresses back."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from plans.model.people import Person
from plans.model.reaching import Contact, Invitation, WebSession
from plans.staff import access
from plans.staff.arrivals import Arrival, Stage, arrivals, by_unit, not_in
from plans.staff.people import person_at, phone_number
from plans.store.memory import MemoryStore
from tests.builders import HEAD, NOW, OFFICER, PEOPLE, STAFF, TODAY, UNITS, audit, do, refused


def arrival_of(store: MemoryStore, person: Person, later: timedelta = timedelta()) -> Arrival:
    return next(each for each in arrivals(store, NOW + later) if each.person == person)


def test_a_person_is_never_invited_invited_lapsed_in_and_out(store: MemoryStore) -> None:
    assert arrival_of(store, STAFF).stage is Stage.NEVER
    do(store, access.invite, STAFF, "a")
    invited = arrival_of(store, STAFF)
    assert (invited.stage, invited.until) == (Stage.INVITED, NOW + timedelta(days=7))
    assert arrival_of(store, STAFF, timedelta(days=7)).stage is Stage.LAPSED
    do(store, access.accept_invitation, "a", "web", STAFF.id)
    do(store, access.open_web_session, STAFF, "cookie", False)
    came = arrival_of(store, STAFF)
    assert (came.stage, came.since) == (Stage.IN, (("web", NOW),))
    assert arrival_of(store, STAFF, timedelta(days=31)).stage is Stage.OUT


def test_both_codes_of_a_card_let_the_same_person_in_and_no_third_time(store: MemoryStore) -> None:
    do(store, access.invite, STAFF, "web-code", "telegram-code")
    assert do(store, access.accept_invitation, "telegram-code", "telegram", "7") == STAFF
    assert do(store, access.accept_invitation, "web-code", "web", STAFF.id) == STAFF
    assert [channel for channel, _ in arrival_of(store, STAFF).since] == ["web", "telegram"]
    for code in ("web-code", "telegram-code"):
        assert refused(do(store, access.accept_invitation, code, "telegram", "8")) == "action.invitation_invalid"


def test_a_new_invitation_ends_the_unused_ones_of_that_person_alone(store: MemoryStore) -> None:
    do(store, access.invite, STAFF, "old")
    do(store, access.invite, HEAD, "other")
    do(store, access.invite, STAFF, "new")
    assert refused(do(store, access.accept_invitation, "old", "web", "1")) == "action.invitation_invalid"
    assert do(store, access.accept_invitation, "other", "web", HEAD.id) == HEAD
    assert do(store, access.accept_invitation, "new", "web", STAFF.id) == STAFF


def test_an_invitation_says_who_made_it(store: MemoryStore) -> None:
    do(store, partial(access.invite, by=OFFICER), STAFF, "a")
    do(store, access.invite, HEAD, "b")
    assert {each.person: each.by for each in store.all(Invitation)} == {STAFF.id: OFFICER.id, HEAD.id: "console"}


def test_what_is_taken_back_lets_nobody_in_and_what_was_used_stays(store: MemoryStore) -> None:
    do(store, access.invite, STAFF, "a")
    do(store, access.invite, HEAD, "b")
    do(store, access.accept_invitation, "b", "web", HEAD.id)
    taken = do(store, access.revoke_invitations, {STAFF.id, HEAD.id}, OFFICER)
    assert [each.person for each in taken] == [STAFF.id]
    assert refused(do(store, access.accept_invitation, "a", "web", "1")) == "action.invitation_invalid"
    assert arrival_of(store, STAFF).stage is Stage.LAPSED
    assert audit(store)[-1].verb == "revoke_invitations"
    assert do(store, access.revoke_invitations, {STAFF.id}, OFFICER) == ()


def test_only_the_office_takes_invitations_back(store: MemoryStore) -> None:
    assert refused(do(store, access.revoke_invitations, {STAFF.id}, HEAD)) == "right.invite"


def test_a_session_is_ended_by_its_owner_or_the_office_and_by_nobody_else(store: MemoryStore) -> None:
    session = do(store, access.open_web_session, STAFF, "cookie", False)
    assert refused(do(store, access.end_web_session, HEAD, session.id)) == "right.invite"
    assert refused(do(store, access.end_web_session, HEAD, "made-up")) == "right.invite"
    assert do(store, access.end_web_session, STAFF, session.id) == session
    assert store.all(WebSession) == ()
    assert refused(do(store, access.end_web_session, OFFICER, session.id)) == "invite.device_gone"


def test_an_address_let_go_of_is_nobodys(store: MemoryStore) -> None:
    do(store, access.invite, STAFF, "a")
    do(store, access.accept_invitation, "a", "telegram", "7")
    assert refused(do(store, access.unlink_contact, HEAD, "telegram:7")) == "right.invite"
    do(store, access.unlink_contact, STAFF, "telegram:7")
    assert person_at(store, "telegram", "7", TODAY) is None


def test_a_lost_phone_is_shut_out_everywhere(store: MemoryStore) -> None:
    do(store, access.invite, STAFF, "a", "b")
    do(store, access.accept_invitation, "a", "web", STAFF.id)
    do(store, access.accept_invitation, "b", "telegram", "7")
    do(store, access.open_web_session, STAFF, "cookie", False)
    do(store, access.open_web_session, HEAD, "other", False)
    assert refused(do(store, access.end_all_devices, HEAD, STAFF)) == "right.invite"
    assert do(store, access.end_all_devices, OFFICER, STAFF) == 2
    assert store.all(Contact) == ()
    assert [each.person for each in store.all(WebSession)] == [HEAD.id]


def test_people_stand_under_their_units_and_heads_first(store: MemoryStore) -> None:
    groups = by_unit(store, arrivals(store, NOW))
    assert [unit.id for unit, _ in groups] == [unit.id for unit in UNITS if unit.id in {p.unit for p in PEOPLE}]
    for unit, group in groups:
        if unit.head in {each.person.id for each in group}:
            assert group[0].person.id == unit.head
    assert {person.id for person in not_in(arrivals(store, NOW))} == {person.id for person in PEOPLE}


@pytest.mark.parametrize(
    "text",
    ["0912345678", "+84912345678", "84912345678", "0912 345 678", "+84 (0)912.345.678", "0084912345678", "912345678"],
)
def test_a_number_is_the_same_however_it_is_written(text: str) -> None:
    assert phone_number(text) == "84912345678"


@pytest.mark.parametrize("text", ["", "-", "113", "12345678901234567890", "một hai ba"])
def test_what_is_no_number_equals_nothing(text: str) -> None:
    assert phone_number(text) == ""


def test_a_number_lets_in_the_one_person_who_has_it(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(replace(STAFF, phone="0912 345 678"))
        tx.put(replace(HEAD, phone="0987654321"))
        tx.put(replace(OFFICER, phone="+84 987 654 321"))
    assert do(store, access.accept_phone, "+84912345678", "telegram", "7").id == STAFF.id
    assert audit(store)[-1].verb == "accept_phone"
    for number in ("84987654321", "84900000000", ""):  # of two people, of nobody, none
        assert refused(do(store, access.accept_phone, number, "telegram", "8")) == "action.invitation_invalid"
    with store.transaction() as tx:
        tx.put(replace(STAFF, phone="0912 345 678", left=TODAY))
    assert refused(do(store, access.accept_phone, "84912345678", "telegram", "9")) == "action.invitation_invalid"
