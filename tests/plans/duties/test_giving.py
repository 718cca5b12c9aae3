"""A unit's task given to one of its people: who may, who is told, when it ends by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans.actions import mark_done
from plans.agenda import Entry, entries
from plans.documents.deadlines.typed import typed_deadline
from plans.duties import giving
from plans.duties.assigning import assignee
from plans.duties.giving import assign, drop_lapsed, given_units, hand_back, people_for, take_back, unassigned
from plans.duties.seeing_to import all_doers, doers, may_see_to, sees_to, sees_to_any, stand_in
from plans.model.duties import Assignment, InternalDate
from plans.model.people import Person, Role, Unit, UnitKind
from plans.model.plan import Plan
from plans.model.reminding import Notice, ReminderSettings
from plans.planning.amending import set_deadline
from plans.rights import Action
from plans.store.memory import MemoryStore
from tests.builders import (
    COUNCIL,
    EVERY,
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
    a_person,
    a_plan,
    a_task,
    audit,
    do,
    refused,
)

NAM = a_person("nam", "Bùi Văn Nam")
BOTH = a_person("khoa", "Đỗ Khoa", further_units=("van_phong",))


@pytest.fixture
def store() -> MemoryStore:
    """Tasks of one unit, of two, of all departments, of a council; one in which the industry only cooperates."""
    store = MemoryStore()
    tasks = (
        a_task("rieng", number="4.2", lead=("ql_cong_nghiep",)),
        a_task("chung", number="4.3", lead=("ql_cong_nghiep", "van_phong")),
        a_task("moi_phong", number="4.4", lead=("cac_phong_don_vi",)),
        a_task("hoi_dong", number="4.5", lead=("hoi_dong_tdkt",)),
        a_task("phoi_hop", number="4.6", cooperating=("ql_cong_nghiep",)),
    )
    a_department(store, plan=a_plan(tasks=tasks))
    with store.transaction() as tx:
        tx.put(NAM)
        tx.put(BOTH)
    return store


def of(store: MemoryStore, task: str = "rieng") -> Entry:
    return next(entry for entry in entries(store) if entry.task.id == task)


def given(store: MemoryStore, task: str = "rieng", unit: str = "ql_cong_nghiep") -> str:
    found = assignee(store, "thu-2024", task, unit, TODAY)
    return "" if found is None else found.person


def told(store: MemoryStore) -> dict[str, str]:
    """Kind of notice → who is told, of what waits to go out."""
    return {notice.kind: notice.person for notice in store.all(Notice)}


@pytest.mark.parametrize("by", [HEAD, OFFICER, OFFICE_HEAD], ids=lambda person: person.id)
def test_the_head_or_the_office_gives_a_task_to_somebody_of_the_unit(store: MemoryStore, by: Person) -> None:
    made = do(store, assign, by, of(store), INDUSTRY, STAFF)
    assert made == Assignment("thu-2024", "rieng", "ql_cong_nghiep", STAFF.id, by.id, NOW)
    assert given(store) == STAFF.id
    assert told(store)[giving.GIVEN] == STAFF.id
    assert (told(store).get(giving.GIVEN_FOR_YOU) == HEAD.id) is (by != HEAD)
    assert [entry.verb for entry in audit(store)] == ["assign"]
    do(store, assign, by, of(store), INDUSTRY, STAFF)
    assert len(audit(store)) == 1, "the same again changes nothing"


@pytest.mark.parametrize("by", [STAFF, LEADER, NAM], ids=lambda person: person.id)
def test_others_give_nothing(store: MemoryStore, by: Person) -> None:
    assert refused(do(store, assign, by, of(store), INDUSTRY, STAFF)) == "right.assign"
    assert store.all(Assignment) == ()


def test_a_head_gives_only_what_is_the_units_and_only_to_its_people(store: MemoryStore) -> None:
    assert refused(do(store, assign, HEAD, of(store, "chung"), OFFICE, OFFICER)) == "right.assign"
    assert refused(do(store, assign, HEAD, of(store), INDUSTRY, OFFICER)) == "duty.not_of_unit"
    gone = replace(NAM, left=TODAY)
    with store.transaction() as tx:
        tx.put(gone)
    assert refused(do(store, assign, HEAD, of(store), INDUSTRY, gone)) == "duty.not_of_unit"
    assert refused(do(store, assign, OFFICER, of(store), OFFICE, OFFICER)) == "duty.not_the_units"


def test_a_head_may_see_to_it_and_nobody_is_told(store: MemoryStore) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, HEAD)
    assert given(store) == HEAD.id
    assert store.all(Notice) == ()


def test_given_to_somebody_else_the_first_is_told_unless_they_never_heard(store: MemoryStore) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    do(store, assign, HEAD, of(store), INDUSTRY, NAM)
    assert told(store) == {giving.GIVEN: NAM.id}
    with store.transaction() as tx:  # it has gone out
        tx.delete(Notice, store.all(Notice)[0].id)
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    assert told(store) == {giving.GIVEN: STAFF.id, giving.TAKEN: NAM.id}


def test_taken_back_the_head_sees_to_it_again(store: MemoryStore) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    assert refused(do(store, take_back, STAFF, of(store), INDUSTRY)) == "right.assign"
    do(store, take_back, HEAD, of(store), INDUSTRY)
    assert given(store) == ""
    assert refused(do(store, take_back, HEAD, of(store), INDUSTRY)) == "duty.nobody_assigned"


def test_what_is_not_ones_own_goes_back_to_the_head_with_the_reason(store: MemoryStore) -> None:
    do(store, assign, OFFICER, of(store), INDUSTRY, STAFF)
    assert do(store, hand_back, STAFF, of(store), INDUSTRY, " việc của \n tổ khác ") == (HEAD.id,)
    assert given(store) == ""
    (notice,) = [notice for notice in store.all(Notice) if notice.kind == giving.HANDED_BACK]
    assert (notice.person, notice.values["reason"]) == (HEAD.id, "việc của tổ khác")
    assert giving.GIVEN not in told(store)
    assert refused(do(store, hand_back, STAFF, of(store), INDUSTRY)) == "duty.not_yours"


def test_a_head_hands_back_to_the_office(store: MemoryStore) -> None:
    assert set(do(store, hand_back, HEAD, of(store), INDUSTRY, "của Văn phòng")) == {OFFICER.id, OFFICE_HEAD.id}
    assert {notice.kind for notice in store.all(Notice)} == {giving.NOT_OURS}
    do(store, assign, HEAD, of(store), INDUSTRY, HEAD)
    assert set(do(store, hand_back, HEAD, of(store), INDUSTRY)) == {OFFICER.id, OFFICE_HEAD.id}
    assert given(store) == ""


def test_a_head_of_a_unit_whose_task_somebody_sees_to_has_nothing_to_hand_back(store: MemoryStore) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    assert refused(do(store, hand_back, HEAD, of(store), INDUSTRY)) == "duty.not_yours"
    assert refused(do(store, hand_back, OFFICER, of(store), INDUSTRY)) == "duty.not_yours"


def test_what_concerns_a_leaders_unit_is_for_the_office_to_hear(store: MemoryStore) -> None:
    member = a_person("nga", "Nga", further_units=(COUNCIL.id,))
    with store.transaction() as tx:
        tx.put(member)
    do(store, assign, LEADER, of(store, "hoi_dong"), COUNCIL, member)
    assert LEADER.id not in do(store, hand_back, member, of(store, "hoi_dong"), COUNCIL)


@pytest.mark.parametrize(
    "change",
    [replace(STAFF, left=TODAY), replace(STAFF, unit="van_phong")],
    ids=["left", "moved"],
)
def test_it_lapses_when_its_person_goes_and_the_head_is_told_once(store: MemoryStore, change: Person) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    assert do(store, drop_lapsed) == ()
    with store.transaction() as tx:
        tx.put(change)
    assert given(store) == ""
    assert [each.person for each in do(store, drop_lapsed)] == [STAFF.id]
    assert told(store) == {giving.LAPSED: HEAD.id}
    assert do(store, drop_lapsed) == ()
    assert [entry.verb for entry in audit(store)] == ["assign", "assignment_lapsed"]


def test_who_leaves_on_a_later_day_sees_to_it_until_then(store: MemoryStore) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    with store.transaction() as tx:
        tx.put(replace(STAFF, left=TODAY + timedelta(days=3)))
    assert do(store, drop_lapsed) == ()
    assert [each.person for each in do(store, drop_lapsed, now=NOW + timedelta(days=3))] == [STAFF.id]


def test_a_withdrawn_task_or_one_of_another_unit_is_only_ignored(store: MemoryStore) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    plan = store.all(Plan)[0]
    for task in (a_task("rieng", withdrawn=True, lead=("ql_cong_nghiep",)), a_task("rieng", lead=("van_phong",))):
        with store.transaction() as tx:
            tx.put(replace(plan, tasks=(task,)))
        assert given(store) == ""
        assert do(store, drop_lapsed) == ()
    with store.transaction() as tx:
        tx.put(plan)
    assert given(store) == STAFF.id


def test_a_moved_deadline_changes_nothing(store: MemoryStore) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    moved = do(store, set_deadline, OFFICER, "thu-2024", "rieng", typed_deadline("20/7/2024", TODAY, 2024))
    assert moved.deadline.end != a_task().deadline.end
    assert given(store) == STAFF.id


def test_what_is_done_is_given_to_nobody(store: MemoryStore) -> None:
    do(store, mark_done, HEAD, of(store))
    assert refused(do(store, assign, HEAD, of(store), INDUSTRY, STAFF)) == "duty.done_already"


def test_two_lead_units_each_give_it_to_one(store: MemoryStore) -> None:
    assert given_units(store, "thu-2024", of(store, "chung").task) == (OFFICE, INDUSTRY)
    do(store, assign, HEAD, of(store, "chung"), INDUSTRY, BOTH)
    do(store, assign, OFFICE_HEAD, of(store, "chung"), OFFICE, BOTH)
    assert given(store, "chung") == given(store, "chung", "van_phong") == BOTH.id
    do(store, hand_back, BOTH, of(store, "chung"), INDUSTRY)
    assert (given(store, "chung"), given(store, "chung", "van_phong")) == ("", BOTH.id)


def test_all_departments_as_lead_are_each_department(store: MemoryStore) -> None:
    entry = of(store, "moi_phong")
    assert given_units(store, "thu-2024", entry.task) == (OFFICE, INDUSTRY)
    do(store, assign, HEAD, entry, INDUSTRY, STAFF)
    assert sees_to(store, STAFF, "thu-2024", entry.task, TODAY)
    assert refused(do(store, assign, OFFICER, entry, EVERY, STAFF)) == "duty.not_the_units"


def test_a_cooperating_unit_gives_its_part_once_it_has_a_day(store: MemoryStore) -> None:
    entry = of(store, "phoi_hop")
    assert refused(do(store, assign, HEAD, entry, INDUSTRY, STAFF)) == "duty.not_the_units"
    with store.transaction() as tx:
        tx.put(InternalDate("thu-2024", "phoi_hop", TODAY, OFFICER.id, NOW))
    do(store, assign, HEAD, entry, INDUSTRY, STAFF)
    assert given(store, "phoi_hop") == STAFF.id
    assert not may_see_to(store, Action.MARK_DONE, STAFF, "thu-2024", entry.task, TODAY), "the part only"


def test_what_a_head_still_has_to_give(store: MemoryStore) -> None:
    assert [entry.task.id for entry, _ in unassigned(store, HEAD, TODAY)] == ["rieng", "chung", "moi_phong"]
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    do(store, mark_done, HEAD, of(store, "chung"))
    assert [entry.task.id for entry, _ in unassigned(store, HEAD, TODAY)] == ["moi_phong"]
    assert unassigned(store, STAFF, TODAY) == ()


def test_during_leave_the_stand_in_sees_to_it(store: MemoryStore) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    task = of(store).task
    with store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id, away_from=TODAY, away_until=TODAY, stand_in=NAM.id))
    assert stand_in(store, STAFF.id, TODAY) == NAM
    assert doers(store, "thu-2024", task, INDUSTRY, TODAY) == {STAFF.id, NAM.id}
    assert sees_to_any(store, NAM, TODAY)
    assert all_doers(store, TODAY) == {STAFF.id, NAM.id}
    assert may_see_to(store, Action.MARK_DONE, NAM, "thu-2024", task, TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert not may_see_to(store, Action.MARK_DONE, NAM, "thu-2024", task, tomorrow)
    assert not sees_to_any(store, NAM, tomorrow)


def test_whoever_stands_in_for_a_head_sees_to_what_nobody_else_does(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(ReminderSettings(HEAD.id, away_from=TODAY, away_until=TODAY, stand_in=NAM.id))
    assert may_see_to(store, Action.MARK_DONE, NAM, "thu-2024", of(store).task, TODAY)
    do(store, assign, OFFICER, of(store), INDUSTRY, STAFF)
    assert not may_see_to(store, Action.MARK_DONE, NAM, "thu-2024", of(store).task, TODAY)
    do(store, hand_back, STAFF, of(store), INDUSTRY)
    heard = {notice.person for notice in store.all(Notice) if notice.kind == giving.HANDED_BACK}
    assert heard == {NAM.id, OFFICER.id, OFFICE_HEAD.id}, "who is away is not written to"


def test_where_nobody_stands_in_the_head_does_and_who_stands_in_for_the_head(store: MemoryStore) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    task = of(store).task
    with store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id, away_from=TODAY, away_until=TODAY))
        tx.put(ReminderSettings(HEAD.id, away_from=TODAY, away_until=TODAY, stand_in=NAM.id))
    assert doers(store, "thu-2024", task, INDUSTRY, TODAY) == {STAFF.id, NAM.id}
    with store.transaction() as tx:
        tx.put(ReminderSettings(NAM.id, away_from=TODAY, away_until=TODAY))
    assert stand_in(store, HEAD.id, TODAY) is None, "who is away stands in for nobody"
    assert doers(store, "thu-2024", task, INDUSTRY, TODAY) == {STAFF.id}


def test_what_a_stand_in_hands_back_is_nobodys_and_the_absent_hear_of_it(store: MemoryStore) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    with store.transaction() as tx:
        tx.delete(Notice, store.all(Notice)[0].id)
        tx.put(ReminderSettings(STAFF.id, away_from=TODAY, away_until=TODAY, stand_in=NAM.id))
    assert do(store, hand_back, NAM, of(store), INDUSTRY) == (HEAD.id,)
    assert given(store) == ""
    assert told(store) == {giving.HANDED_BACK: HEAD.id, giving.TAKEN: STAFF.id}


def test_the_office_hears_of_an_assignee_who_left_while_the_head_is_on_leave(store: MemoryStore) -> None:
    do(store, assign, HEAD, of(store), INDUSTRY, STAFF)
    with store.transaction() as tx:
        tx.put(ReminderSettings(HEAD.id, away_from=TODAY, away_until=TODAY, stand_in=NAM.id))
        tx.put(replace(STAFF, left=TODAY - timedelta(days=1)))
    do(store, drop_lapsed)
    heard = {notice.person for notice in store.all(Notice) if notice.kind == giving.LAPSED}
    assert heard == {NAM.id, OFFICER.id, OFFICE_HEAD.id}


def test_a_unit_without_people_has_nobody_to_give_it_to(store: MemoryStore) -> None:
    empty = Unit("trong", "Phòng trống", UnitKind.DEPARTMENT)
    assert people_for(store, empty, TODAY) == ()
    outside = replace(HEAD, unit="van_phong", roles=frozenset({Role.HEAD}))
    with store.transaction() as tx:
        tx.put(outside)
    assert outside in people_for(store, INDUSTRY, TODAY), "its head, wherever at home"
