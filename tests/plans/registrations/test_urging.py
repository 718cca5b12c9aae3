"""Nhắc ngay: those who owe an answer are told, once a day, in humane hours, whoever asks for it."""

from datetime import datetime

import pytest

from plans.model.people import Person, Unit
from plans.model.plan import Opens, Plan
from plans.model.reminding import Notice, Urging
from plans.problems import Problem
from plans.registrations.registering import decline_title, register_title
from plans.registrations.urging import urge
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    OFFICE,
    OFFICE_HEAD,
    OFFICER,
    STAFF,
    audit,
    do,
    refused,
    said,
)


def at(day: int, hour: int, month: int = 2) -> datetime:
    return datetime(2024, month, day, hour, tzinfo=HANOI)


MORNING = at(20, 9)


def ask(
    store: MemoryStore,
    by: Person = OFFICER,
    unit: Unit | None = None,
    kind: Opens = Opens.TITLE,
    now: datetime = MORNING,
) -> Urging | Problem:
    found: Urging | Problem = do(store, urge, by, store.all(Plan)[0], kind, unit, now=now)
    return found


def told(store: MemoryStore) -> set[str]:
    return {notice.person for notice in store.all(Notice)}


def test_everybody_who_owes_an_answer_is_told_but_for_who_asks(store: MemoryStore) -> None:
    plan = store.all(Plan)[0]
    do(store, register_title, STAFF, STAFF, plan, "ldtt")
    do(store, decline_title, LEADER, LEADER, plan)
    done = ask(store)
    assert isinstance(done, Urging)
    assert set(done.told) == told(store) == {HEAD.id, OFFICE_HEAD.id}
    assert (audit(store)[-1].verb, audit(store)[-1].detail) == ("urge", "2")


def test_a_head_whose_unit_is_silent_is_told_although_they_have_answered(store: MemoryStore) -> None:
    plan = store.all(Plan)[0]
    for person in (HEAD, STAFF, OFFICE_HEAD, LEADER):
        do(store, register_title, person, person, plan, "ldtt")
    do(store, decline_title, OFFICE_HEAD, OFFICE, plan)
    ask(store)
    assert told(store) == {HEAD.id}


def test_a_second_press_says_who_did_it_and_when_and_tells_nobody(store: MemoryStore) -> None:
    ask(store)
    before = store.all(Notice)
    again = ask(store, OFFICE_HEAD, now=at(20, 11))
    assert refused(again) == "urge.done"
    assert isinstance(again, Problem)
    assert (again.values["who"], again.values["time"], again.values["count"]) == (OFFICER.name, "09:00", "4")
    assert store.all(Notice) == before
    assert isinstance(ask(store, now=at(21, 9)), Urging), "the next day they may be told again"


def test_everybody_includes_each_unit_and_a_unit_is_not_told_twice(store: MemoryStore) -> None:
    first = ask(store, HEAD, INDUSTRY)
    assert isinstance(first, Urging)
    assert first.told == (STAFF.id,)
    second = ask(store)
    assert isinstance(second, Urging)
    assert set(second.told) == {HEAD.id, OFFICE_HEAD.id, LEADER.id}
    assert refused(ask(store, HEAD, INDUSTRY)) == "urge.done"
    assert refused(ask(store, OFFICER, OFFICE)) == "urge.done"


def test_when_each_unit_was_told_nobody_is_left(store: MemoryStore) -> None:
    for unit in (INDUSTRY, OFFICE, store.get(Unit, "lanh_dao")):
        ask(store, OFFICER, unit)
    assert refused(ask(store)) == "urge.all_told"


def test_titles_and_innovations_are_different_answers(store: MemoryStore) -> None:
    ask(store)
    assert isinstance(ask(store, kind=Opens.INNOVATION), Urging)
    assert len(store.all(Notice)) == 8


def test_nobody_is_told_when_everybody_has_answered(store: MemoryStore) -> None:
    plan = store.all(Plan)[0]
    for person in (HEAD, STAFF):
        do(store, decline_title, person, person, plan)
    do(store, decline_title, HEAD, INDUSTRY, plan)
    assert refused(ask(store, HEAD, INDUSTRY)) == "urge.nobody"
    assert store.all(Urging) == ()


@pytest.mark.parametrize(
    ("by", "unit"), [(STAFF, None), (STAFF, INDUSTRY), (LEADER, None), (HEAD, None), (HEAD, OFFICE), (LEADER, INDUSTRY)]
)
def test_only_the_office_and_a_units_own_head_ask(store: MemoryStore, by: Person, unit: Unit | None) -> None:
    assert refused(ask(store, by, unit)) == "right.urge"
    assert store.all(Notice) == ()


def test_nobody_is_told_once_registration_is_closed(store: MemoryStore) -> None:
    assert refused(ask(store, now=at(1, 9, month=3))) == "register.closed_by_rule"


@pytest.mark.parametrize(
    ("now", "goes", "at_once"),
    [
        (at(20, 9), at(20, 9), False),
        (at(20, 19), datetime(2024, 2, 21, 7, 45, tzinfo=HANOI), False),
        (at(24, 9), datetime(2024, 2, 26, 7, 45, tzinfo=HANOI), False),
        (at(29, 19), at(29, 19), True),
        (at(29, 6), datetime(2024, 2, 29, 7, 45, tzinfo=HANOI), False),
    ],
)
def test_it_goes_out_in_working_hours_and_on_the_last_evening_while_people_are_up(
    store: MemoryStore, now: datetime, goes: datetime, at_once: bool
) -> None:
    done = ask(store, now=now)
    assert isinstance(done, Urging)
    assert done.goes == goes
    assert {notice.at_once for notice in store.all(Notice)} == {at_once}
    second = ask(store, now=now)
    assert refused(second) == ("urge.done" if goes == now else "urge.done_waits")


def test_who_was_urged_at_night_is_not_urged_again_on_the_morning_it_goes_out(store: MemoryStore) -> None:
    ask(store, now=at(21, 22))
    assert refused(ask(store, now=at(22, 8))) == "urge.done_waits"
    again = ask(store, by=HEAD, unit=INDUSTRY, now=at(22, 9))
    assert isinstance(again, Problem)
    assert "lúc 22:00 21/02/2024; lời nhắc gửi đi lúc 07:45 22/02/2024" in said(again)
    assert isinstance(ask(store, now=at(23, 8)), Urging)


def test_what_is_asked_for_as_the_last_day_ends_does_not_wait_for_the_next(store: MemoryStore) -> None:
    ask(store, now=at(28, 17))
    assert not any(notice.at_once for notice in store.all(Notice))
    ask(store, now=at(29, 17))
    assert all(notice.at_once for notice in store.all(Notice))


def test_over_a_weekend_one_urging_waits_and_no_second(store: MemoryStore) -> None:
    ask(store, by=HEAD, unit=INDUSTRY, now=at(23, 20))
    saturday = ask(store, now=at(24, 10))
    assert isinstance(saturday, Urging)
    assert STAFF.id not in saturday.told


def test_in_the_last_night_it_is_too_late(store: MemoryStore) -> None:
    assert refused(ask(store, now=at(29, 22))) == "urge.too_late"
    assert (store.all(Notice), store.all(Urging)) == ((), ())
