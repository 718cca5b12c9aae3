"""Registering innovations: what is stored, what is refused, what stays."""

from datetime import datetime, timedelta

from plans.innovation import describing, registering
from plans.innovation.rules import INNOVATIONS_AT_MOST
from plans.model.answers import Answer, Innovation
from plans.model.people import Person
from plans.model.reminding import Notice
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    HEAD,
    LEADER,
    NOW,
    OFFICER,
    STAFF,
    a_plan,
    audit,
    do,
    refused,
    said,
)
from tests.plans.innovation.ideas import filled

PLAN = a_plan()
LATER = NOW + timedelta(hours=1)
#: The register closes at the end of 10/10.
LAST_SECOND = datetime(2024, 10, 10, 23, 59, 59, tzinfo=HANOI)
AFTER = LAST_SECOND + timedelta(seconds=1)


def test_a_person_may_register_several_innovations(store: MemoryStore) -> None:
    first = do(store, registering.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    second = do(store, registering.register_innovation, STAFF, PLAN, "Họp không giấy")
    other = do(store, registering.register_innovation, HEAD, PLAN, "Số hóa hồ sơ")
    assert [each.number for each in (first, second, other)] == ["SK-2024-001", "SK-2024-002", "SK-2024-003"]
    assert [each.id for each in (first, second)] == ["thu-2024/lan/1", "thu-2024/lan/2"]


def test_the_same_innovation_twice_is_one(store: MemoryStore) -> None:
    first = do(store, registering.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert do(store, registering.register_innovation, STAFF, PLAN, " SỐ HÓA  hồ sơ", now=LATER) == first
    assert len(store.all(Innovation)) == 1


def test_having_none_is_an_answer_until_one_is_registered(store: MemoryStore) -> None:
    none = do(store, registering.decline_innovation, STAFF, PLAN)
    assert (none.ordinal, none.number, none.answer) == (0, "", Answer.DECLINED)
    assert do(store, registering.decline_innovation, STAFF, PLAN, now=LATER) == none
    do(store, registering.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert [each.answer for each in store.all(Innovation)] == [Answer.WITHDRAWN, Answer.REGISTERED]


def test_whoever_has_one_registered_cannot_have_none(store: MemoryStore) -> None:
    record = do(store, registering.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    problem = do(store, registering.decline_innovation, STAFF, PLAN)
    assert refused(problem) == "register.innovation_stands"
    assert record.number in said(problem)
    do(store, registering.withdraw_innovation, STAFF, record.id)
    assert do(store, registering.decline_innovation, STAFF, PLAN).answer is Answer.DECLINED


def test_a_withdrawn_innovations_number_is_not_given_again(store: MemoryStore) -> None:
    first = do(store, registering.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    do(store, registering.withdraw_innovation, STAFF, first.id)
    second = do(store, registering.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert (second.number, second.ordinal) == ("SK-2024-002", 2)


def test_only_ones_own_innovation_can_be_withdrawn(store: MemoryStore) -> None:
    record = do(store, registering.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert refused(do(store, registering.withdraw_innovation, HEAD, record.id)) == "register.nothing_to_withdraw"
    assert refused(do(store, registering.withdraw_innovation, STAFF, "nope")) == "register.nothing_to_withdraw"
    do(store, registering.withdraw_innovation, STAFF, record.id, now=AFTER)
    assert refused(do(store, registering.withdraw_innovation, STAFF, record.id)) == "register.nothing_to_withdraw"


def test_a_name_that_says_nothing_is_refused(store: MemoryStore) -> None:
    assert refused(do(store, registering.register_innovation, STAFF, PLAN, "a\n")) == "register.name_too_short"


def test_a_stuck_client_cannot_fill_the_store(store: MemoryStore) -> None:
    do(store, registering.decline_innovation, STAFF, PLAN)
    for number in range(INNOVATIONS_AT_MOST):
        assert isinstance(do(store, registering.register_innovation, STAFF, PLAN, f"Sáng kiến {number}"), Innovation)
    refusal = do(store, registering.register_innovation, STAFF, PLAN, "Một sáng kiến nữa")
    assert refused(refusal) == "register.too_many_innovations"
    assert str(INNOVATIONS_AT_MOST) in said(refusal)


# ---------------------------------------------------------------- for others, and late


def test_the_last_second_is_in_time_and_the_next_is_refused(store: MemoryStore) -> None:
    assert isinstance(
        do(store, registering.register_innovation, STAFF, PLAN, "Số hóa hồ sơ", now=LAST_SECOND), Innovation
    )
    late = do(store, registering.register_innovation, STAFF, PLAN, "Họp không giấy", now=AFTER)
    assert refused(late) == "register.closed"


def test_the_office_takes_a_late_one_with_a_reason_and_nobody_else_does(store: MemoryStore) -> None:
    def register(by: Person, reason: str, now: datetime = AFTER) -> object:
        with store.transaction() as tx:
            return registering.register_innovation(
                tx,
                now,
                by,
                PLAN,
                "Số hóa hồ sơ",
                person=STAFF,
                reason=reason,
            )

    assert refused(register(OFFICER, "")) == "register.closed"
    assert refused(register(OFFICER, "?")) == "register.reason_too_short"
    assert refused(register(HEAD, "Đi công tác")) == "register.closed"
    assert refused(register(LEADER, "Đi công tác")) == "right.register_for"
    taken = register(OFFICER, "Đi công tác dài ngày")
    assert isinstance(taken, Innovation)
    assert (taken.person, taken.by, taken.late) == (STAFF.id, OFFICER.id, "Đi công tác dài ngày")
    assert taken.on_behalf
    assert "Đi công tác dài ngày" in audit(store)[-1].detail


def test_a_reason_given_in_time_marks_nothing_late(store: MemoryStore) -> None:
    with store.transaction() as tx:
        taken = registering.register_innovation(tx, NOW, OFFICER, PLAN, "Số hóa", person=STAFF, reason="Vì ốm")
    assert isinstance(taken, Innovation)
    assert taken.late == ""


def test_who_was_registered_by_somebody_else_is_told_and_may_change_it(store: MemoryStore) -> None:
    with store.transaction() as tx:
        taken = registering.register_innovation(tx, NOW, HEAD, PLAN, "Số hóa hồ sơ", person=STAFF)
    assert isinstance(taken, Innovation)
    assert [(notice.person, notice.kind) for notice in store.all(Notice)] == [(STAFF.id, "innovation_for")]
    assert isinstance(do(store, describing.describe, STAFF, taken.id, "field", "Hành chính"), Innovation)
    assert isinstance(do(store, describing.describe, HEAD, taken.id, "field", "Công nghiệp"), Innovation)


def test_another_name_is_given_only_while_the_register_is_open(store: MemoryStore, idea: Innovation) -> None:
    assert do(store, registering.rename_innovation, STAFF, idea.id, "Số hóa").name == "Số hóa"
    assert refused(do(store, registering.rename_innovation, STAFF, idea.id, "ab")) == "register.name_too_short"
    late = do(store, registering.rename_innovation, STAFF, idea.id, "Việc khác hẳn", now=AFTER)
    assert refused(late) == "register.closed"
    assert isinstance(do(store, describing.describe, STAFF, idea.id, "effect", "Nhanh", now=AFTER), Innovation)


def test_what_was_handed_in_can_be_withdrawn_before_the_council(store: MemoryStore, idea: Innovation) -> None:
    filled(store, idea.id)
    do(store, describing.submit, STAFF, idea.id)
    assert do(store, registering.withdraw_innovation, STAFF, idea.id, now=AFTER).answer is Answer.WITHDRAWN
    assert refused(do(store, describing.describe, STAFF, idea.id, "field", "x")) == "innovation.withdrawn"
