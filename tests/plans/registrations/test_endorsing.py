"""A unit's list: endorsed, accepted, returned; what was said of it holds for the answers it was said of."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans.model.answers import Answer, ListState, Registration, UnitList
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.model.reminding import Notice
from plans.registrations.endorsing import (
    CHANGED,
    DECIDED,
    NOTE_LONGEST,
    Change,
    accept_list,
    changes_since,
    endorse_list,
    last_said,
    return_list,
    state_of,
)
from plans.registrations.registering import decline_title, register_title, withdraw_title
from plans.store.memory import MemoryStore
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
    audit,
    do,
    refused,
)

LATER = NOW + timedelta(hours=1)
NEWCOMER = replace(STAFF, id="moi", name="Vũ Thị Mới")


@pytest.fixture
def store() -> MemoryStore:
    """Lan, Hùng and their unit have registered, so the list of the department of industry is complete."""
    made = MemoryStore()
    a_department(made)
    do(made, register_title, HEAD, HEAD, plan(made), "ldtt")
    do(made, register_title, STAFF, STAFF, plan(made), "ldtt")
    do(made, register_title, HEAD, INDUSTRY, plan(made), "tt_ldtt")
    return made


def plan(store: MemoryStore) -> Plan:
    return store.all(Plan)[0]


def state(store: MemoryStore, unit: Unit = INDUSTRY) -> ListState | None:
    found = state_of(store, plan(store), unit, TODAY)
    return found.state if found else None


def changes(store: MemoryStore) -> tuple[Change, ...]:
    said = last_said(store, plan(store), INDUSTRY)
    assert said is not None
    return changes_since(store, said, INDUSTRY, TODAY)


def test_the_head_endorses_and_the_office_accepts(store: MemoryStore) -> None:
    assert state(store) is None
    endorsed = do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    assert isinstance(endorsed, UnitList)
    assert (endorsed.state, endorsed.by, state(store)) == (ListState.ENDORSED, HEAD.id, ListState.ENDORSED)
    do(store, accept_list, OFFICER, plan(store), INDUSTRY)
    assert state(store) is ListState.ACCEPTED
    assert [(entry.who, entry.verb) for entry in audit(store)][-2:] == [
        (HEAD.id, "list_endorsed"),
        (OFFICER.id, "list_accepted"),
    ]


def test_saying_it_twice_says_it_once(store: MemoryStore) -> None:
    for verb, by in ((endorse_list, HEAD), (accept_list, OFFICER)):
        first = do(store, verb, by, plan(store), INDUSTRY)
        entries = len(audit(store))
        assert do(store, verb, by, plan(store), INDUSTRY, now=LATER) == first
        assert len(audit(store)) == entries
    assert do(store, endorse_list, HEAD, plan(store), INDUSTRY).state is ListState.ACCEPTED


@pytest.mark.parametrize("by", [STAFF, LEADER, OFFICER, OFFICE_HEAD])
def test_only_the_units_own_head_endorses(store: MemoryStore, by: Person) -> None:
    assert refused(do(store, endorse_list, by, plan(store), INDUSTRY)) == "right.endorse_list"


@pytest.mark.parametrize("by", [STAFF, LEADER, HEAD])
def test_only_the_office_accepts_and_returns(store: MemoryStore, by: Person) -> None:
    do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    assert refused(do(store, accept_list, by, plan(store), INDUSTRY)) == "right.decide_list"
    assert refused(do(store, return_list, by, plan(store), INDUSTRY, "Thiếu tập thể")) == "right.decide_list"


def test_who_is_missing_is_named_and_left_out_only_on_purpose(store: MemoryStore) -> None:
    do(store, withdraw_title, STAFF, STAFF, plan(store))
    problem = do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    assert refused(problem) == "lists.missing"
    assert problem.values == {"count": "1", "names": STAFF.name}
    assert state(store) is None
    do(store, withdraw_title, HEAD, INDUSTRY, plan(store))
    assert refused(do(store, endorse_list, HEAD, plan(store), INDUSTRY)) == "lists.missing_both"
    do(store, register_title, STAFF, STAFF, plan(store), "ldtt")
    assert refused(do(store, endorse_list, HEAD, plan(store), INDUSTRY)) == "lists.missing_unit"
    with store.transaction() as tx:
        endorse_list(tx, NOW, HEAD, plan(store), INDUSTRY, without_missing=True)
    assert state(store) is ListState.ENDORSED


def test_who_declined_is_not_missing(store: MemoryStore) -> None:
    do(store, decline_title, STAFF, STAFF, plan(store))
    assert isinstance(do(store, endorse_list, HEAD, plan(store), INDUSTRY), UnitList)


def test_in_the_heads_absence_the_office_accepts_with_a_note(store: MemoryStore) -> None:
    assert refused(do(store, accept_list, OFFICER, plan(store), INDUSTRY)) == "lists.not_endorsed"
    accepted = do(store, accept_list, OFFICER, plan(store), INDUSTRY, "Anh Hùng đi công tác đến hết tháng")
    assert (accepted.state, accepted.note) == (ListState.ACCEPTED, "Anh Hùng đi công tác đến hết tháng")


def test_a_list_is_returned_with_a_note_and_endorsed_again(store: MemoryStore) -> None:
    assert refused(do(store, return_list, OFFICER, plan(store), INDUSTRY, "Thiếu tập thể")) == "lists.nothing_to_return"
    do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    for note, code in (
        (" ", "lists.note_too_short"),
        ("12345678", "lists.note_too_short"),
        ("a" * (NOTE_LONGEST + 1), "lists.note_too_long"),
    ):
        assert refused(do(store, return_list, OFFICER, plan(store), INDUSTRY, note)) == code
    do(store, return_list, OFFICER, plan(store), INDUSTRY, "Thiếu\n tập thể")
    said = last_said(store, plan(store), INDUSTRY)
    assert said is not None
    assert (said.state, said.note) == (ListState.RETURNED, "Thiếu tập thể")
    do(store, endorse_list, HEAD, plan(store), INDUSTRY, now=LATER)
    assert state(store) is ListState.ENDORSED


def test_the_head_is_told_of_the_latest_decision_once(store: MemoryStore) -> None:
    do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    do(store, accept_list, OFFICER, plan(store), INDUSTRY)
    do(store, return_list, OFFICER, plan(store), INDUSTRY, "Thiếu tập thể")
    (notice,) = store.all(Notice)
    assert (notice.person, notice.about) == (HEAD.id, f"thu-2024/{INDUSTRY.id}")


def test_who_decides_on_the_own_list_is_told_nothing(store: MemoryStore) -> None:
    for person in (OFFICER, OFFICE_HEAD):
        do(store, register_title, person, person, plan(store), "ldtt")
    do(store, register_title, OFFICE_HEAD, OFFICE, plan(store), "tt_ldtt")
    do(store, endorse_list, OFFICE_HEAD, plan(store), OFFICE)
    do(store, accept_list, OFFICE_HEAD, plan(store), OFFICE)
    assert store.all(Notice) == ()


# ---------------------------------------------------------------- what changes afterwards


def test_a_change_of_an_answer_ends_what_was_said_and_is_named(store: MemoryStore) -> None:
    do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    do(store, register_title, STAFF, STAFF, plan(store), "cstdcs", now=LATER)
    assert state(store) is None
    (change,) = changes(store)
    assert change.was is not None
    assert change.now is not None
    assert (change.subject, change.was.title, change.now.title, change.gone) == (STAFF.id, "ldtt", "cstdcs", False)
    do(store, register_title, STAFF, STAFF, plan(store), "ldtt", now=LATER + timedelta(hours=1))
    assert state(store) is ListState.ENDORSED, "what stands is again what was endorsed"
    assert changes(store) == ()


def test_a_withdrawn_answer_a_new_one_and_the_units_own_are_changes(store: MemoryStore) -> None:
    do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    with store.transaction() as tx:
        tx.put(NEWCOMER)
    do(store, withdraw_title, STAFF, STAFF, plan(store), now=LATER)
    do(store, register_title, HEAD, INDUSTRY, plan(store), "tt_ldxs", now=LATER)
    do(store, register_title, NEWCOMER, NEWCOMER, plan(store), "ldtt", now=LATER)
    found = {
        change.subject: (change.was and change.was.answer, change.now and change.now.answer)
        for change in changes(store)
    }
    assert found == {
        STAFF.id: (Answer.REGISTERED, None),
        NEWCOMER.id: (None, Answer.REGISTERED),
        INDUSTRY.id: (Answer.REGISTERED, Answer.REGISTERED),
    }


def test_who_comes_or_goes_changes_the_list(store: MemoryStore) -> None:
    do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    with store.transaction() as tx:
        tx.put(replace(STAFF, unit=OFFICE.id))
        tx.put(NEWCOMER)
    found = {change.subject: change.gone for change in changes(store)}
    assert found == {STAFF.id: True}, "who has come and not answered yet is not on the list"
    assert state(store) is None


def test_commitments_and_the_innovation_come_later_without_ending_it(store: MemoryStore) -> None:
    do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    found = store.get(Registration, f"thu-2024/{STAFF.id}")
    assert found is not None
    with store.transaction() as tx:
        tx.put(replace(found, commitments=("Xử lý hồ sơ đúng hạn",), innovation="thu-2024/lan/1"))
    assert state(store) is ListState.ENDORSED


def told(store: MemoryStore) -> list[tuple[str, str]]:
    return sorted((notice.person, notice.kind) for notice in store.all(Notice))


def test_the_head_and_who_accepted_hear_once_that_the_list_has_changed(store: MemoryStore) -> None:
    do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    do(store, accept_list, OFFICER, plan(store), INDUSTRY)
    do(store, register_title, STAFF, STAFF, plan(store), "cstdcs", now=LATER)
    assert told(store) == [(HEAD.id, CHANGED), (HEAD.id, DECIDED), (OFFICER.id, CHANGED)]
    first = [notice.at for notice in store.all(Notice) if notice.kind == CHANGED]
    do(store, decline_title, STAFF, STAFF, plan(store), now=LATER + timedelta(hours=1))
    assert [notice.at for notice in store.all(Notice) if notice.kind == CHANGED] == first


def test_who_changes_it_is_not_told_of_it(store: MemoryStore) -> None:
    do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    do(store, register_title, HEAD, INDUSTRY, plan(store), "tt_ldxs", now=LATER)
    assert told(store) == []


def test_the_same_answer_with_other_commitments_is_no_change(store: MemoryStore) -> None:
    do(store, endorse_list, HEAD, plan(store), INDUSTRY)
    with store.transaction() as tx:
        register_title(tx, LATER, STAFF, STAFF, plan(store), "ldtt", commitments=("Xử lý hồ sơ đúng hạn",))
    assert told(store) == []
