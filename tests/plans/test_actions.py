"""The verbs: what they change, what they refuse, and the trace they leave."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from plans import actions
from plans.agenda import entries
from plans.calendars.addresses import renew_calendar
from plans.innovation.registering import decline_innovation, register_innovation
from plans.model.people import Department, Person
from plans.model.plan import TaskProgress
from plans.model.reminding import DigestItem, Owed, Snooze
from plans.planning.adopting import adopt_plan
from plans.registrations import registering
from plans.reminding import snoozing
from plans.staff import access
from plans.staff.roster_loading import load_roster
from plans.store.memory import MemoryStore
from plans.working_days import HANOI, day_in_hanoi
from tests.builders import (
    COUNCIL,
    HEAD,
    LEADER,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    PEOPLE,
    STAFF,
    TODAY,
    UNITS,
    a_plan,
    a_task,
    audit,
    do,
    entry_of,
    refused,
    said,
)

PLAN = a_plan()
LATER = NOW + timedelta(hours=1)
DEPARTMENT = Department("Sở Thử nghiệm", demo=True)
GONE = replace(STAFF, left=TODAY)


@pytest.mark.parametrize("by", [OFFICER, OFFICE_HEAD], ids=lambda person: person.id)
def test_the_office_marks_a_task_done(store: MemoryStore, by: Person) -> None:
    record = do(store, actions.mark_done, by, entry_of(store, "bc_so_ket"))
    assert record == TaskProgress("thu-2024", "bc_so_ket", NOW, by.id)
    assert entry_of(store, "bc_so_ket").done


def test_the_head_of_a_lead_unit_marks_its_task_done(store: MemoryStore) -> None:
    do(store, adopt_plan, OFFICER, a_plan(tasks=(a_task("own", lead=("ql_cong_nghiep",)), a_task())))
    assert isinstance(do(store, actions.mark_done, HEAD, entry_of(store, "own")), TaskProgress)
    assert refused(do(store, actions.mark_done, HEAD, entry_of(store, "bc_so_ket"))) == "right.mark_done"


@pytest.mark.parametrize("by", [STAFF, LEADER], ids=lambda person: person.id)
def test_others_mark_nothing_done(store: MemoryStore, by: Person) -> None:
    assert refused(do(store, actions.mark_done, by, entry_of(store, "bc_so_ket"))) == "right.mark_done"
    assert store.all(TaskProgress) == ()


def test_the_chair_of_a_council_marks_its_meeting_done(store: MemoryStore) -> None:
    assert COUNCIL.head == LEADER.id
    assert isinstance(do(store, actions.mark_done, LEADER, entry_of(store, "hop_hd_thi_dua")), TaskProgress)


def test_a_task_already_done_says_by_whom_and_when(store: MemoryStore) -> None:
    entry = entry_of(store, "bc_so_ket")
    do(store, actions.mark_done, OFFICER, entry)
    problem = do(store, actions.mark_done, OFFICE_HEAD, entry, now=LATER)
    assert refused(problem) == "action.already_done"
    assert OFFICER.name in said(problem)
    assert "20/02/2024" in said(problem)


def test_a_task_withdrawn_meanwhile_is_not_marked_done(store: MemoryStore) -> None:
    entry = entry_of(store, "bc_so_ket")
    do(store, adopt_plan, OFFICER, a_plan(tasks=(a_task("other"),)))
    assert refused(do(store, actions.mark_done, OFFICER, entry)) == "action.task_withdrawn"
    assert refused(do(store, actions.mark_done, GONE, entry)) == "right.not_here"


def test_a_task_is_reopened_by_whoever_may_mark_it_done(store: MemoryStore) -> None:
    entry = entry_of(store, "bc_so_ket")
    assert refused(do(store, actions.reopen, OFFICER, entry)) == "action.not_done"
    do(store, actions.mark_done, OFFICER, entry)
    assert refused(do(store, actions.reopen, STAFF, entry)) == "right.reopen"
    assert do(store, actions.reopen, OFFICER, entry).done is False
    assert not entry_of(store, "bc_so_ket").done
    assert [each.verb for each in audit(store)] == ["mark_done", "reopen"]


def test_snoozing_on_a_friday_means_monday(store: MemoryStore) -> None:
    item = DigestItem("thu-2024", "ke_hoach", Owed.TITLE, date(2024, 2, 28), 5)
    friday = datetime(2024, 2, 23, 9, 0, tzinfo=HANOI)
    record = do(store, actions.snooze, STAFF, item, now=friday)
    assert record == Snooze("lan", "thu-2024", "ke_hoach", Owed.TITLE, datetime(2024, 2, 25, 17, 0, tzinfo=UTC))
    do(store, actions.snooze, STAFF, item, now=friday)
    assert len(audit(store)) == 1


def test_something_is_put_off_for_two_hours_or_else_to_the_next_morning(store: MemoryStore) -> None:
    item = DigestItem("thu-2024", "ke_hoach", Owed.TITLE, date(2024, 2, 28), 5)
    ten = datetime(2024, 2, 23, 10, 0, tzinfo=HANOI)
    record = do(store, actions.snooze, STAFF, item, snoozing.Until.TWO_HOURS, now=ten)
    assert record.until == datetime(2024, 2, 23, 5, 0, tzinfo=UTC)
    late = datetime(2024, 2, 23, 16, 30, tzinfo=HANOI)
    record = do(store, actions.snooze, STAFF, item, snoozing.Until.TWO_HOURS, now=late)
    assert day_in_hanoi(record.until) == date(2024, 2, 26)
    assert store.all(Snooze) == (record,), "the later choice is the one that counts"
    assert [each.detail for each in audit(store)] == ["2024-02-23 12:00", "2024-02-26"]


def test_what_is_answered_or_not_ones_own_cannot_be_snoozed(store: MemoryStore) -> None:
    item = DigestItem("thu-2024", "ke_hoach", Owed.TITLE, date(2024, 2, 28), 8)
    assert refused(do(store, actions.snooze, STAFF, replace(item, owed=Owed.TASK))) == "action.nothing_owed"
    assert refused(do(store, actions.snooze, STAFF, replace(item, aim=date(2024, 2, 27)))) == "action.nothing_owed"
    do(store, registering.decline_title, STAFF, STAFF, PLAN)
    assert refused(do(store, actions.snooze, STAFF, item)) == "action.nothing_owed"


@pytest.mark.parametrize(
    "verb",
    [
        lambda tx, now: registering.register_title(tx, now, GONE, GONE, PLAN, "ldtt"),
        lambda tx, now: registering.decline_title(tx, now, GONE, GONE, PLAN),
        lambda tx, now: registering.withdraw_title(tx, now, GONE, GONE, PLAN),
        lambda tx, now: register_innovation(tx, now, GONE, PLAN, "Số hóa"),
        lambda tx, now: decline_innovation(tx, now, GONE, PLAN),
        lambda tx, now: actions.mark_done(tx, now, GONE, entries(tx)[0]),
        lambda tx, now: actions.reopen(tx, now, GONE, entries(tx)[0]),
        lambda tx, now: actions.snooze(
            tx, now, GONE, DigestItem("thu-2024", "ke_hoach", Owed.TITLE, date(2024, 2, 28), 8)
        ),
        lambda tx, now: access.choose_language(tx, now, GONE, "en"),
        lambda tx, now: access.open_web_session(tx, now, GONE, "cookie", False),
        lambda tx, now: renew_calendar(tx, now, GONE, "own"),
        lambda tx, now: adopt_plan(tx, now, GONE, PLAN),
        lambda tx, now: load_roster(tx, now, GONE, DEPARTMENT, UNITS, PEOPLE),
        lambda tx, now: access.invite(tx, now, STAFF, "code", by=GONE),
    ],
)
def test_whoever_has_left_is_refused_every_verb(store: MemoryStore, verb: Callable[..., Any]) -> None:
    with store.transaction() as tx:
        tx.put(GONE)
    assert refused(do(store, verb)) == "right.not_here"
    assert audit(store) == []
