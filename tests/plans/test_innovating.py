"""Registering innovations: what is stored, what is refused, what stays."""

from datetime import datetime, timedelta

import pytest

from plans import innovating
from plans.model.answers import Answer, Innovation
from plans.rules import INNOVATIONS_AT_MOST
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    HEAD,
    NOW,
    STAFF,
    a_department,
    a_plan,
    do,
    refused,
    said,
)

PLAN = a_plan()
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    a_department(made)
    return made


def test_a_person_may_register_several_innovations(store: MemoryStore) -> None:
    first = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    second = do(store, innovating.register_innovation, STAFF, PLAN, "Họp không giấy")
    other = do(store, innovating.register_innovation, HEAD, PLAN, "Số hóa hồ sơ")
    assert [each.number for each in (first, second, other)] == ["SK-2024-001", "SK-2024-002", "SK-2024-003"]
    assert [each.id for each in (first, second)] == ["thu-2024/lan/1", "thu-2024/lan/2"]


def test_the_same_innovation_twice_is_one(store: MemoryStore) -> None:
    first = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert do(store, innovating.register_innovation, STAFF, PLAN, " SỐ HÓA  hồ sơ", now=LATER) == first
    assert len(store.all(Innovation)) == 1


def test_having_none_is_an_answer_until_one_is_registered(store: MemoryStore) -> None:
    none = do(store, innovating.decline_innovation, STAFF, PLAN)
    assert (none.ordinal, none.number, none.answer) == (0, "", Answer.DECLINED)
    assert do(store, innovating.decline_innovation, STAFF, PLAN, now=LATER) == none
    do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert [each.answer for each in store.all(Innovation)] == [Answer.WITHDRAWN, Answer.REGISTERED]


def test_whoever_has_one_registered_cannot_have_none(store: MemoryStore) -> None:
    record = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    problem = do(store, innovating.decline_innovation, STAFF, PLAN)
    assert refused(problem) == "register.innovation_stands"
    assert record.number in said(problem)
    do(store, innovating.withdraw_innovation, STAFF, record.id)
    assert do(store, innovating.decline_innovation, STAFF, PLAN).answer is Answer.DECLINED


def test_a_withdrawn_innovations_number_is_not_given_again(store: MemoryStore) -> None:
    first = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    do(store, innovating.withdraw_innovation, STAFF, first.id)
    second = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert (second.number, second.ordinal) == ("SK-2024-002", 2)


def test_only_ones_own_innovation_can_be_withdrawn(store: MemoryStore) -> None:
    record = do(store, innovating.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert refused(do(store, innovating.withdraw_innovation, HEAD, record.id)) == "register.nothing_to_withdraw"
    assert refused(do(store, innovating.withdraw_innovation, STAFF, "nope")) == "register.nothing_to_withdraw"
    late = datetime(2024, 10, 11, tzinfo=HANOI)
    assert refused(do(store, innovating.withdraw_innovation, STAFF, record.id, now=late)) == "register.closed"
    do(store, innovating.withdraw_innovation, STAFF, record.id)
    assert refused(do(store, innovating.withdraw_innovation, STAFF, record.id)) == "register.nothing_to_withdraw"


def test_a_name_that_says_nothing_is_refused(store: MemoryStore) -> None:
    assert refused(do(store, innovating.register_innovation, STAFF, PLAN, "a\n")) == "register.name_too_short"


def test_a_stuck_client_cannot_fill_the_store(store: MemoryStore) -> None:
    do(store, innovating.decline_innovation, STAFF, PLAN)
    for number in range(INNOVATIONS_AT_MOST):
        assert isinstance(do(store, innovating.register_innovation, STAFF, PLAN, f"Sáng kiến {number}"), Innovation)
    refusal = do(store, innovating.register_innovation, STAFF, PLAN, "Một sáng kiến nữa")
    assert refused(refusal) == "register.too_many_innovations"
    assert str(INNOVATIONS_AT_MOST) in said(refusal)
