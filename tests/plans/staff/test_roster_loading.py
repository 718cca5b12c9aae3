"""Taking rosters over, and whoever is not in them any more."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from plans.model.answers import Registration
from plans.model.people import Department, Person, Unit
from plans.model.person_lists import ListKind, PendingList
from plans.model.plan import Body
from plans.model.reaching import Contact, Invitation, WebSession
from plans.planning.adopting import adopt_plan
from plans.registrations import registering
from plans.staff import access
from plans.staff.people import digest_of, person_at, person_of_session
from plans.staff.roster_loading import RosterChange, load_roster
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    LEADER,
    NOW,
    OFFICE,
    OFFICE_HEAD,
    OFFICER,
    PEOPLE,
    STAFF,
    TODAY,
    UNITS,
    a_person,
    a_plan,
    a_task,
    a_unit,
    audit,
    do,
    entry_of,
    refused,
)

PLAN = a_plan()
LATER = NOW + timedelta(hours=1)
DEPARTMENT = Department("Sở Thử nghiệm", demo=True)
GONE = replace(STAFF, left=TODAY)


@pytest.mark.parametrize("by", [STAFF, HEAD, LEADER], ids=lambda person: person.id)
def test_rosters_are_the_offices(store: MemoryStore, by: Person) -> None:
    assert refused(do(store, load_roster, by, DEPARTMENT, UNITS, PEOPLE)) == "right.load_roster"
    assert refused(do(store, partial(access.invite, by=by), STAFF, "code")) == "right.invite"


def test_a_new_roster_tells_who_came_changed_and_left(store: MemoryStore) -> None:
    promoted = replace(STAFF, position="Phó trưởng phòng")
    new = a_person("moi")
    change = do(store, load_roster, None, DEPARTMENT, UNITS, (OFFICER, OFFICE_HEAD, LEADER, promoted, new))
    assert change == RosterChange(added=("moi",), changed=("lan",), left=("hung",))
    assert store.get(Person, "hung") == replace(HEAD, left=TODAY)


def test_whoever_left_is_shut_out_everywhere(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(Contact("telegram", "7", STAFF.id, NOW))
    do(store, access.open_web_session, STAFF, "cookie", False)
    do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt")
    do(store, load_roster, None, DEPARTMENT, UNITS, tuple(each for each in PEOPLE if each != STAFF))
    assert person_at(store, "telegram", "7", TODAY) is None
    assert store.all(WebSession) == ()
    assert store.get(Contact, "telegram:7") == Contact("telegram", "7", STAFF.id, NOW, active=False, reason="left")
    assert store.get(Registration, "thu-2024/lan") is not None


def test_an_unused_invitation_of_whoever_left_lets_nobody_in(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(Invitation(digest_of("ma"), STAFF.id, NOW, NOW + timedelta(days=7)))
        tx.put(Invitation(digest_of("khac"), HEAD.id, NOW, NOW + timedelta(days=7)))
        tx.put(PendingList(STAFF.id, ListKind.ROSTER, "x.csv", (), "0", NOW))
    do(store, load_roster, None, DEPARTMENT, UNITS, tuple(each for each in PEOPLE if each != STAFF))
    assert {each.person: each.is_open(NOW) for each in store.all(Invitation)} == {STAFF.id: False, HEAD.id: True}
    assert not store.all(PendingList)
    do(store, load_roster, None, DEPARTMENT, UNITS, PEOPLE)
    assert refused(do(store, access.accept_invitation, "ma", "telegram", "9")) == "action.invitation_invalid"


def test_whoever_comes_back_after_a_listed_day_of_leaving_needs_a_new_invitation(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(Contact("telegram", "7", STAFF.id, NOW))
    do(store, access.open_web_session, STAFF, "cookie", False)
    leaving = replace(STAFF, left=TODAY + timedelta(days=3))
    do(store, load_roster, None, DEPARTMENT, UNITS, tuple(leaving if each == STAFF else each for each in PEOPLE))
    assert person_at(store, "telegram", "7", TODAY) == leaving
    back = NOW + timedelta(days=9)
    do(store, load_roster, None, DEPARTMENT, UNITS, PEOPLE, now=back)
    assert person_at(store, "telegram", "7", back.date()) is None
    assert store.get(Person, STAFF.id) == STAFF
    assert person_of_session(store, "cookie", back) is None


def test_nobody_else_is_shut_out_with_them(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(Contact("telegram", "8", HEAD.id, NOW))
    do(store, access.open_web_session, HEAD, "cookie", False)
    do(store, load_roster, None, DEPARTMENT, UNITS, tuple(each for each in PEOPLE if each != STAFF))
    assert person_at(store, "telegram", "8", TODAY) == HEAD
    assert person_of_session(store, "cookie", NOW) == HEAD


def test_a_listed_day_of_leaving_counts_as_leaving(store: MemoryStore) -> None:
    listed = tuple(GONE if each == STAFF else each for each in PEOPLE)
    change = do(store, load_roster, None, DEPARTMENT, UNITS, listed)
    assert change.left == ("lan",)


def test_the_same_roster_again_changes_nothing(store: MemoryStore) -> None:
    before = store.version(Person, Unit)
    change = do(store, load_roster, None, DEPARTMENT, UNITS, PEOPLE, now=LATER)
    assert change == RosterChange((), (), ())
    assert store.version(Person, Unit) == before
    assert audit(store) == []


def test_people_who_left_before_are_not_told_again(store: MemoryStore) -> None:
    do(store, load_roster, None, DEPARTMENT, UNITS, (OFFICER,))
    change = do(store, load_roster, None, DEPARTMENT, UNITS, (OFFICER,), now=NOW + timedelta(days=9))
    assert change.left == ()
    assert store.get(Person, "lan") == GONE


def test_somebody_may_come_back(store: MemoryStore) -> None:
    do(store, load_roster, None, DEPARTMENT, UNITS, (OFFICER,))
    change = do(store, load_roster, None, DEPARTMENT, UNITS, PEOPLE)
    assert set(change.added) == {"hoa", "minh", "hung", "lan"}
    assert change.changed == ()
    assert store.get(Person, "lan") == STAFF


def test_units_are_replaced_with_the_list(store: MemoryStore) -> None:
    do(store, load_roster, None, DEPARTMENT, (OFFICE, a_unit("moi")), PEOPLE)
    assert {unit.id for unit in store.all(Unit)} == {"van_phong", "moi"}


def test_an_empty_roster_is_refused(store: MemoryStore) -> None:
    assert refused(do(store, load_roster, None, DEPARTMENT, UNITS, ())) == "action.roster_empty"
    assert len(store.all(Person)) == len(PEOPLE)


def test_a_list_that_would_let_most_people_go_is_loaded_only_by_force(store: MemoryStore) -> None:
    people = [a_person(f"p{number}") for number in range(10)]
    do(store, load_roster, OFFICER, DEPARTMENT, UNITS, [*PEOPLE, *people])
    before = store.version(Person, Unit, Department)
    assert refused(do(store, load_roster, OFFICER, DEPARTMENT, UNITS, PEOPLE[:2])) == "action.many_leave"
    assert store.version(Person, Unit, Department) == before
    with store.transaction() as tx:
        change = load_roster(tx, NOW, OFFICER, DEPARTMENT, UNITS, PEOPLE[:2], force=True)
    assert isinstance(change, RosterChange)
    assert len(change.left) > 10


def test_the_bodies_of_plans_in_force_are_matched_to_new_units(store: MemoryStore) -> None:
    body = Body("Phòng Kế hoạch mới")
    do(store, adopt_plan, OFFICER, a_plan(tasks=(replace(a_task("own"), lead=(body,), cooperating=()),)))
    unit = replace(a_unit("ke_hoach_moi"), name=body.wording)
    do(store, load_roster, OFFICER, DEPARTMENT, (*UNITS, unit), PEOPLE)
    assert entry_of(store, "own").task.lead == (replace(body, unit="ke_hoach_moi"),)
