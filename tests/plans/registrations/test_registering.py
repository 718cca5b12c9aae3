"""Registering titles: what is stored, what is refused, what stays."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from plans.innovation.registering import register_innovation, withdraw_innovation
from plans.model.answers import LATER as PROMISED
from plans.model.answers import Answer, Innovation, Registration
from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.registrations import registering
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICER,
    STAFF,
    a_plan,
    audit,
    do,
    refused,
)

PLAN = a_plan()
LATER = NOW + timedelta(hours=1)
TOO_LATE = datetime(2024, 3, 1, tzinfo=HANOI)


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
    assert refused(do(store, registering.register_title, STAFF, HEAD, PLAN, "ldtt")) == "right.register_for"
    assert refused(do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt", now=TOO_LATE)) != ""
    assert store.all(Registration) == ()
    assert audit(store) == []


def test_the_office_registers_for_a_unit_under_its_own_name(store: MemoryStore) -> None:
    record = do(store, registering.register_title, OFFICER, INDUSTRY, PLAN, "tt_ldtt")
    assert (record.subject, record.by) == ("ql_cong_nghiep", "van")


# ---------------------------------------------------------------- on behalf


@pytest.mark.parametrize("by", [HEAD, OFFICER], ids=lambda person: person.id)
def test_somebody_without_a_phone_is_registered_on_behalf(store: MemoryStore, by: Person) -> None:
    record = do(store, registering.register_title, by, STAFF, PLAN, "ldtt")
    assert (record.subject, record.by, record.on_behalf, record.collective) == ("lan", by.id, True, False)
    assert audit(store)[0].who == by.id


def test_a_unit_is_never_on_behalf(store: MemoryStore) -> None:
    assert not do(store, registering.register_title, HEAD, INDUSTRY, PLAN, "tt_ldtt").on_behalf


def test_a_person_makes_an_answer_on_behalf_their_own_by_giving_it_again(store: MemoryStore) -> None:
    given = do(store, registering.register_title, HEAD, STAFF, PLAN, "ldtt")
    own = do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt", now=LATER)
    assert (own.number, own.by, own.on_behalf, own.history[0].by) == (given.number, "lan", False, "hung")
    assert do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt", now=LATER) == own


def test_a_head_does_not_change_what_somebody_answered_themselves_but_the_office_does(store: MemoryStore) -> None:
    do(store, registering.register_title, STAFF, STAFF, PLAN, "cstdcs")
    assert refused(do(store, registering.register_title, HEAD, STAFF, PLAN, "ldtt")) == "register.answered_themselves"
    assert refused(do(store, registering.decline_title, HEAD, STAFF, PLAN)) == "register.answered_themselves"
    assert do(store, registering.register_title, OFFICER, STAFF, PLAN, "ldtt").on_behalf
    assert do(store, registering.register_title, HEAD, STAFF, PLAN, "cstdcs").title == "cstdcs", "no longer their own"


def test_a_head_may_answer_for_somebody_who_withdrew(store: MemoryStore) -> None:
    do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt")
    do(store, registering.withdraw_title, STAFF, STAFF, PLAN)
    assert do(store, registering.decline_title, HEAD, STAFF, PLAN).answer is Answer.DECLINED


# ---------------------------------------------------------------- to the second, and after


def test_the_last_second_of_the_day_is_in_time_and_the_next_one_is_not(store: MemoryStore) -> None:
    record = do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt", now=TOO_LATE - timedelta(seconds=1))
    assert (record.late, record.at.astimezone(HANOI).hour) == ("", 23)
    amended = do(store, registering.register_title, STAFF, STAFF, PLAN, "cstdcs", now=TOO_LATE)
    assert refused(amended) == "register.closed_by_rule"


def test_the_office_takes_a_late_one_with_a_reason_and_it_is_marked(store: MemoryStore) -> None:
    def register(by: Person, reason: str) -> Any:
        with store.transaction() as tx:
            return registering.register_title(tx, TOO_LATE, by, STAFF, PLAN, "ldtt", reason=reason)

    assert refused(register(OFFICER, "")) == "register.closed_by_rule"
    assert refused(register(OFFICER, " . ")) == "register.reason_too_short"
    assert refused(register(HEAD, "đi công tác")) == "register.closed_by_rule"
    record = register(OFFICER, " đi công tác\nxa ")
    assert (record.late, record.on_behalf) == ("đi công tác xa", True)
    assert audit(store)[-1].detail == "ĐK-2024-001 ldtt (đi công tác xa)"


def test_what_was_in_time_is_late_once_it_is_amended_late(store: MemoryStore) -> None:
    do(store, registering.register_title, STAFF, STAFF, PLAN, "ldtt")
    with store.transaction() as tx:
        late = registering.register_title(tx, TOO_LATE, OFFICER, STAFF, PLAN, "cstdcs", reason="đề nghị của đơn vị")
        withdrawn = registering.withdraw_title(tx, TOO_LATE, OFFICER, STAFF, PLAN, reason="xin rút")
    assert isinstance(late, Registration)
    assert (late.late, late.history[0].late) == ("đề nghị của đơn vị", "")
    assert isinstance(withdrawn, Registration)
    assert [withdrawn.late, *(version.late for version in withdrawn.history)] == ["xin rút", "", "đề nghị của đơn vị"]


def test_a_reason_given_in_time_marks_nothing(store: MemoryStore) -> None:
    with store.transaction() as tx:
        record = registering.register_title(tx, NOW, OFFICER, INDUSTRY, PLAN, "tt_ldtt", reason="cho chắc")
    assert isinstance(record, Registration)
    assert (record.late, record.despite) == ("", "")


# ---------------------------------------------------------------- what an answer says besides


def test_targets_and_the_innovation_are_kept_and_changed_with_their_history(store: MemoryStore) -> None:
    with store.transaction() as tx:
        idea = register_innovation(tx, NOW, STAFF, PLAN, "Số hóa hồ sơ")
        assert isinstance(idea, Innovation)
        first = registering.register_title(
            tx, NOW, STAFF, STAFF, PLAN, "cstdcs", commitments=("Hoàn thành tốt nhiệm vụ",), innovation=idea.id
        )
        second = registering.register_title(tx, NOW, STAFF, STAFF, PLAN, "cstdcs", innovation=PROMISED)
    assert isinstance(first, Registration)
    assert (first.commitments, first.innovation) == (("Hoàn thành tốt nhiệm vụ",), idea.id)
    assert isinstance(second, Registration)
    assert (second.history[0].commitments, second.history[0].innovation) == (first.commitments, idea.id)
    assert (second.commitments, second.innovation) == ((), PROMISED)


def test_an_answer_rests_only_on_an_innovation_of_that_person_that_stands(store: MemoryStore) -> None:
    with store.transaction() as tx:
        theirs = register_innovation(tx, NOW, HEAD, PLAN, "Của người khác")
        gone = register_innovation(tx, NOW, STAFF, PLAN, "Đã rút")
        assert isinstance(theirs, Innovation)
        assert isinstance(gone, Innovation)
        withdraw_innovation(tx, NOW, STAFF, gone.id)
        for id in (theirs.id, gone.id, "thu-2024/lan/99", "x"):
            outcome = registering.register_title(tx, NOW, STAFF, STAFF, PLAN, "cstdcs", innovation=id)
            assert refused(outcome) == "register.unknown_innovation"
        unit = registering.register_title(tx, NOW, HEAD, INDUSTRY, PLAN, "tt_ldtt", innovation=theirs.id)
        assert refused(unit) == "register.unknown_innovation"
        promised = registering.register_title(tx, NOW, HEAD, INDUSTRY, PLAN, "tt_ldtt", innovation=PROMISED)
        assert refused(promised) == "register.unknown_innovation"
    assert store.all(Registration) == ()
