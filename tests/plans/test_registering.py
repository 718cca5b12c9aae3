"""Registering titles: what is stored, what is refused, what stays."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from plans import registering
from plans.model.answers import Answer, Registration
from plans.model.history import AuditEntry
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICER,
    STAFF,
    a_department,
    a_plan,
    audit,
    do,
    refused,
)

PLAN = a_plan()
LATER = NOW + timedelta(hours=1)
TOO_LATE = datetime(2024, 3, 1, tzinfo=HANOI)


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    a_department(made)
    return made


def test_a_registration_has_a_number_and_a_time(store: MemoryStore) -> None:
    record = do(store, registering.register_title, STAFF, STAFF, PLAN, "cstdcs", ("giay_khen",))
    assert record == store.get(Registration, "thu-2024/lan")
    assert (record.number, record.answer, record.at, record.by) == ("ĐK-2024-001", Answer.REGISTERED, NOW, "lan")
    assert (record.title, record.commendations, record.collective) == ("cstdcs", ("giay_khen",), False)
    assert audit(store) == [AuditEntry(NOW, "lan", "title_registered", "thu-2024/lan", "ĐK-2024-001 cstdcs giay_khen")]


def test_an_amendment_keeps_the_number_and_the_history(store: MemoryStore) -> None:
    do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt")
    record = do(store, registering.register_title, STAFF, STAFF, PLAN, "cstdcs", now=LATER)
    assert (record.number, record.title, record.at) == ("ĐK-2024-001", "cstdcs", LATER)
    assert [(version.title, version.at) for version in record.history] == [("ldtt", NOW)]


def test_registering_the_same_again_changes_nothing(store: MemoryStore) -> None:
    first = do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt", ("giay_khen", "bang_khen_bo"))
    again = do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt", ("bang_khen_bo", "giay_khen"), now=LATER)
    assert again == first
    assert len(audit(store)) == 1


def test_numbers_are_given_once(store: MemoryStore) -> None:
    do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt")
    do(store, registering.withdraw_title, STAFF, STAFF, PLAN)
    unit = do(store, registering.register_title, HEAD, INDUSTRY, PLAN, "tt_ldxs")
    again = do(store, registering.register_title, STAFF, STAFF, PLAN, "cstdcs")
    assert (unit.number, unit.collective, again.number) == ("ĐK-2024-002", True, "ĐK-2024-001")


def test_declining_gives_no_number_and_leaves_none_out(store: MemoryStore) -> None:
    declined = do(store, registering.decline_title, LEADER, LEADER, PLAN)
    registered = do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt")
    assert (declined.answer, declined.number) == (Answer.DECLINED, "")
    assert registered.number == "ĐK-2024-001"
    changed = do(store, registering.register_title, LEADER, LEADER, PLAN, "ldtt")
    assert changed.number == "ĐK-2024-002"
    assert [version.answer for version in changed.history] == [Answer.DECLINED]


def test_declining_after_registering_keeps_what_was(store: MemoryStore) -> None:
    do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt", ("giay_khen",))
    record = do(store, registering.decline_title, STAFF, STAFF, PLAN)
    assert (record.number, record.title, record.commendations) == ("ĐK-2024-001", None, ())
    assert record.history[0].commendations == ("giay_khen",)


def test_declining_twice_changes_nothing(store: MemoryStore) -> None:
    first = do(store, registering.decline_title, STAFF, STAFF, PLAN)
    assert do(store, registering.decline_title, STAFF, STAFF, PLAN, now=LATER) == first
    assert len(audit(store)) == 1


def test_a_withdrawal_needs_something_standing(store: MemoryStore) -> None:
    assert refused(do(store, registering.withdraw_title, STAFF, STAFF, PLAN)) == "register.nothing_to_withdraw"
    do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt")
    assert do(store, registering.withdraw_title, STAFF, STAFF, PLAN).answer is Answer.WITHDRAWN
    assert refused(do(store, registering.withdraw_title, STAFF, STAFF, PLAN)) == "register.nothing_to_withdraw"


@pytest.mark.parametrize("verb", [registering.decline_title, registering.withdraw_title])
def test_declining_and_withdrawing_close_with_the_registration(store: MemoryStore, verb: Callable[..., Any]) -> None:
    do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt")
    assert refused(do(store, verb, STAFF, STAFF, PLAN, now=TOO_LATE)) == "register.closed_by_rule"
    assert refused(do(store, verb, STAFF, STAFF, None)) == "register.no_plan"


def test_a_refused_registration_writes_nothing(store: MemoryStore) -> None:
    assert refused(do(store, registering.register_title, STAFF, STAFF, PLAN, "giay_khen")) == "register.not_a_title"
    assert refused(do(store, registering.register_title, STAFF, HEAD, PLAN, "ldtt")) == "register.only_own"
    assert refused(do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt", now=TOO_LATE)) != ""
    assert store.all(Registration) == ()
    assert audit(store) == []


def test_the_office_registers_for_a_unit_under_its_own_name(store: MemoryStore) -> None:
    record = do(store, registering.register_title, OFFICER, INDUSTRY, PLAN, "tt_ldtt")
    assert (record.subject, record.by) == ("ql_cong_nghiep", "van")
