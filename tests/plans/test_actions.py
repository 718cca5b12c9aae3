"""The verbs: what they change, what they refuse, and the trace they leave."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from plans import access, actions, adoption
from plans.agenda import entries
from plans.model.answers import Answer, Innovation, Registration
from plans.model.history import AuditEntry
from plans.model.people import Department, Person
from plans.model.plan import TaskProgress
from plans.model.reminding import DigestItem, Owed, Snooze
from plans.rules import INNOVATIONS_AT_MOST
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    COUNCIL,
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    PEOPLE,
    STAFF,
    TODAY,
    UNITS,
    a_department,
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
TOO_LATE = datetime(2024, 3, 1, tzinfo=HANOI)
DEPARTMENT = Department("Sở Thử nghiệm", demo=True)
GONE = replace(STAFF, left=TODAY)


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    a_department(made)
    return made


# ---------------------------------------------------------------- titles


def test_a_registration_has_a_number_and_a_time(store: MemoryStore) -> None:
    record = do(store, actions.register_title, STAFF, STAFF, PLAN, "cstdcs", ("giay_khen",))
    assert record == store.get(Registration, "thu-2024/lan")
    assert (record.number, record.answer, record.at, record.by) == ("ĐK-2024-001", Answer.REGISTERED, NOW, "lan")
    assert (record.title, record.commendations, record.collective) == ("cstdcs", ("giay_khen",), False)
    assert audit(store) == [AuditEntry(NOW, "lan", "title_registered", "thu-2024/lan", "ĐK-2024-001 cstdcs giay_khen")]


def test_an_amendment_keeps_the_number_and_the_history(store: MemoryStore) -> None:
    do(store, actions.register_title, STAFF, STAFF, PLAN, "ldtt")
    record = do(store, actions.register_title, STAFF, STAFF, PLAN, "cstdcs", now=LATER)
    assert (record.number, record.title, record.at) == ("ĐK-2024-001", "cstdcs", LATER)
    assert [(version.title, version.at) for version in record.history] == [("ldtt", NOW)]


def test_registering_the_same_again_changes_nothing(store: MemoryStore) -> None:
    first = do(store, actions.register_title, STAFF, STAFF, PLAN, "ldtt", ("giay_khen", "bang_khen_bo"))
    again = do(store, actions.register_title, STAFF, STAFF, PLAN, "ldtt", ("bang_khen_bo", "giay_khen"), now=LATER)
    assert again == first
    assert len(audit(store)) == 1


def test_numbers_are_given_once(store: MemoryStore) -> None:
    do(store, actions.register_title, STAFF, STAFF, PLAN, "ldtt")
    do(store, actions.withdraw_title, STAFF, STAFF, PLAN)
    unit = do(store, actions.register_title, HEAD, INDUSTRY, PLAN, "tt_ldxs")
    again = do(store, actions.register_title, STAFF, STAFF, PLAN, "cstdcs")
    assert (unit.number, unit.collective, again.number) == ("ĐK-2024-002", True, "ĐK-2024-001")


def test_declining_gives_no_number_and_leaves_none_out(store: MemoryStore) -> None:
    declined = do(store, actions.decline_title, LEADER, LEADER, PLAN)
    registered = do(store, actions.register_title, STAFF, STAFF, PLAN, "ldtt")
    assert (declined.answer, declined.number) == (Answer.DECLINED, "")
    assert registered.number == "ĐK-2024-001"
    changed = do(store, actions.register_title, LEADER, LEADER, PLAN, "ldtt")
    assert changed.number == "ĐK-2024-002"
    assert [version.answer for version in changed.history] == [Answer.DECLINED]


def test_declining_after_registering_keeps_what_was(store: MemoryStore) -> None:
    do(store, actions.register_title, STAFF, STAFF, PLAN, "ldtt", ("giay_khen",))
    record = do(store, actions.decline_title, STAFF, STAFF, PLAN)
    assert (record.number, record.title, record.commendations) == ("ĐK-2024-001", None, ())
    assert record.history[0].commendations == ("giay_khen",)


def test_declining_twice_changes_nothing(store: MemoryStore) -> None:
    first = do(store, actions.decline_title, STAFF, STAFF, PLAN)
    assert do(store, actions.decline_title, STAFF, STAFF, PLAN, now=LATER) == first
    assert len(audit(store)) == 1


def test_a_withdrawal_needs_something_standing(store: MemoryStore) -> None:
    assert refused(do(store, actions.withdraw_title, STAFF, STAFF, PLAN)) == "register.nothing_to_withdraw"
    do(store, actions.register_title, STAFF, STAFF, PLAN, "ldtt")
    assert do(store, actions.withdraw_title, STAFF, STAFF, PLAN).answer is Answer.WITHDRAWN
    assert refused(do(store, actions.withdraw_title, STAFF, STAFF, PLAN)) == "register.nothing_to_withdraw"


@pytest.mark.parametrize("verb", [actions.decline_title, actions.withdraw_title])
def test_declining_and_withdrawing_close_with_the_registration(store: MemoryStore, verb: Callable[..., Any]) -> None:
    do(store, actions.register_title, STAFF, STAFF, PLAN, "ldtt")
    assert refused(do(store, verb, STAFF, STAFF, PLAN, now=TOO_LATE)) == "register.closed_by_rule"
    assert refused(do(store, verb, STAFF, STAFF, None)) == "register.no_plan"


def test_a_refused_registration_writes_nothing(store: MemoryStore) -> None:
    assert refused(do(store, actions.register_title, STAFF, STAFF, PLAN, "giay_khen")) == "register.not_a_title"
    assert refused(do(store, actions.register_title, STAFF, HEAD, PLAN, "ldtt")) == "register.only_own"
    assert refused(do(store, actions.register_title, STAFF, STAFF, PLAN, "ldtt", now=TOO_LATE)) != ""
    assert store.all(Registration) == ()
    assert audit(store) == []


def test_the_office_registers_for_a_unit_under_its_own_name(store: MemoryStore) -> None:
    record = do(store, actions.register_title, OFFICER, INDUSTRY, PLAN, "tt_ldtt")
    assert (record.subject, record.by) == ("ql_cong_nghiep", "van")


# ---------------------------------------------------------------- innovations


def test_a_person_may_register_several_innovations(store: MemoryStore) -> None:
    first = do(store, actions.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    second = do(store, actions.register_innovation, STAFF, PLAN, "Họp không giấy")
    other = do(store, actions.register_innovation, HEAD, PLAN, "Số hóa hồ sơ")
    assert [each.number for each in (first, second, other)] == ["SK-2024-001", "SK-2024-002", "SK-2024-003"]
    assert [each.id for each in (first, second)] == ["thu-2024/lan/1", "thu-2024/lan/2"]


def test_the_same_innovation_twice_is_one(store: MemoryStore) -> None:
    first = do(store, actions.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert do(store, actions.register_innovation, STAFF, PLAN, " SỐ HÓA  hồ sơ", now=LATER) == first
    assert len(store.all(Innovation)) == 1


def test_having_none_is_an_answer_until_one_is_registered(store: MemoryStore) -> None:
    none = do(store, actions.decline_innovation, STAFF, PLAN)
    assert (none.ordinal, none.number, none.answer) == (0, "", Answer.DECLINED)
    assert do(store, actions.decline_innovation, STAFF, PLAN, now=LATER) == none
    do(store, actions.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert [each.answer for each in store.all(Innovation)] == [Answer.WITHDRAWN, Answer.REGISTERED]


def test_whoever_has_one_registered_cannot_have_none(store: MemoryStore) -> None:
    record = do(store, actions.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    problem = do(store, actions.decline_innovation, STAFF, PLAN)
    assert refused(problem) == "register.innovation_stands"
    assert record.number in said(problem)
    do(store, actions.withdraw_innovation, STAFF, record.id)
    assert do(store, actions.decline_innovation, STAFF, PLAN).answer is Answer.DECLINED


def test_a_withdrawn_innovations_number_is_not_given_again(store: MemoryStore) -> None:
    first = do(store, actions.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    do(store, actions.withdraw_innovation, STAFF, first.id)
    second = do(store, actions.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert (second.number, second.ordinal) == ("SK-2024-002", 2)


def test_only_ones_own_innovation_can_be_withdrawn(store: MemoryStore) -> None:
    record = do(store, actions.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert refused(do(store, actions.withdraw_innovation, HEAD, record.id)) == "register.nothing_to_withdraw"
    assert refused(do(store, actions.withdraw_innovation, STAFF, "nope")) == "register.nothing_to_withdraw"
    late = datetime(2024, 10, 11, tzinfo=HANOI)
    assert refused(do(store, actions.withdraw_innovation, STAFF, record.id, now=late)) == "register.closed"
    do(store, actions.withdraw_innovation, STAFF, record.id)
    assert refused(do(store, actions.withdraw_innovation, STAFF, record.id)) == "register.nothing_to_withdraw"


def test_a_name_that_says_nothing_is_refused(store: MemoryStore) -> None:
    assert refused(do(store, actions.register_innovation, STAFF, PLAN, "a\n")) == "register.name_too_short"


def test_a_stuck_client_cannot_fill_the_store(store: MemoryStore) -> None:
    do(store, actions.decline_innovation, STAFF, PLAN)
    for number in range(INNOVATIONS_AT_MOST):
        assert isinstance(do(store, actions.register_innovation, STAFF, PLAN, f"Sáng kiến {number}"), Innovation)
    refusal = do(store, actions.register_innovation, STAFF, PLAN, "Một sáng kiến nữa")
    assert refused(refusal) == "register.too_many_innovations"
    assert str(INNOVATIONS_AT_MOST) in said(refusal)


# ---------------------------------------------------------------- tasks


@pytest.mark.parametrize("by", [OFFICER, OFFICE_HEAD], ids=lambda person: person.id)
def test_the_office_marks_a_task_done(store: MemoryStore, by: Person) -> None:
    record = do(store, actions.mark_done, by, entry_of(store, "bc_so_ket"))
    assert record == TaskProgress("thu-2024", "bc_so_ket", NOW, by.id)
    assert entry_of(store, "bc_so_ket").done


def test_the_head_of_a_lead_unit_marks_its_task_done(store: MemoryStore) -> None:
    do(store, adoption.adopt_plan, OFFICER, a_plan(tasks=(a_task("own", lead=("ql_cong_nghiep",)), a_task())))
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
    do(store, adoption.adopt_plan, OFFICER, a_plan(tasks=(a_task("other"),)))
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
    assert record == Snooze("lan", "thu-2024", "ke_hoach", Owed.TITLE, date(2024, 2, 26))
    do(store, actions.snooze, STAFF, item, now=friday)
    assert len(audit(store)) == 1


def test_what_is_answered_or_not_ones_own_cannot_be_snoozed(store: MemoryStore) -> None:
    item = DigestItem("thu-2024", "ke_hoach", Owed.TITLE, date(2024, 2, 28), 8)
    assert refused(do(store, actions.snooze, STAFF, replace(item, owed=Owed.TASK))) == "action.nothing_owed"
    assert refused(do(store, actions.snooze, STAFF, replace(item, aim=date(2024, 2, 27)))) == "action.nothing_owed"
    do(store, actions.decline_title, STAFF, STAFF, PLAN)
    assert refused(do(store, actions.snooze, STAFF, item)) == "action.nothing_owed"


@pytest.mark.parametrize(
    "verb",
    [
        lambda tx, now: actions.register_title(tx, now, GONE, GONE, PLAN, "ldtt"),
        lambda tx, now: actions.decline_title(tx, now, GONE, GONE, PLAN),
        lambda tx, now: actions.withdraw_title(tx, now, GONE, GONE, PLAN),
        lambda tx, now: actions.register_innovation(tx, now, GONE, PLAN, "Số hóa"),
        lambda tx, now: actions.decline_innovation(tx, now, GONE, PLAN),
        lambda tx, now: actions.mark_done(tx, now, GONE, entries(tx)[0]),
        lambda tx, now: actions.reopen(tx, now, GONE, entries(tx)[0]),
        lambda tx, now: actions.snooze(
            tx, now, GONE, DigestItem("thu-2024", "ke_hoach", Owed.TITLE, date(2024, 2, 28), 8)
        ),
        lambda tx, now: access.choose_language(tx, now, GONE, "en"),
        lambda tx, now: access.open_web_session(tx, now, GONE, "cookie", False),
        lambda tx, now: access.renew_calendar(tx, now, GONE),
        lambda tx, now: adoption.adopt_plan(tx, now, GONE, PLAN),
        lambda tx, now: adoption.load_roster(tx, now, GONE, DEPARTMENT, UNITS, PEOPLE),
        lambda tx, now: access.invite(tx, now, STAFF, "code", GONE),
    ],
)
def test_whoever_has_left_is_refused_every_verb(store: MemoryStore, verb: Callable[..., Any]) -> None:
    with store.transaction() as tx:
        tx.put(GONE)
    assert refused(do(store, verb)) == "right.not_here"
    assert audit(store) == []
