"""The office's own days: who may set them, what they change, and when the office is asked for the next year's."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from plans.deadlines import aim
from plans.model.history import AuditEntry
from plans.model.office_settings import DaysOverlay
from plans.model.people import Person
from plans.model.reminding import Notice
from plans.office.days import (
    MOST,
    DaysChange,
    OfficeDay,
    ask_for_swaps,
    follow,
    office_days,
    remove_days,
    set_days,
    swaps_known,
)
from plans.problems import Problem
from plans.store.memory import MemoryStore
from plans.working_days import is_working_day, use
from tests.builders import NOW, a_deadline, a_department

FRIDAY, SATURDAY = date(2024, 6, 14), date(2024, 6, 8)
TOO_MANY = [OfficeDay(date.fromordinal(date(2024, 1, 1).toordinal() + n), False) for n in range(MOST + 1)]
SWAP = (OfficeDay(FRIDAY, False, "Nghỉ hoán đổi"), OfficeDay(SATURDAY, True))


def a_store() -> MemoryStore:
    store = MemoryStore()
    a_department(store)
    return store


def put(store: MemoryStore, days: Iterable[OfficeDay], by: str | None = "van") -> DaysChange | Problem:
    with store.transaction() as tx:
        return set_days(tx, NOW, tx.get(Person, by) if by else None, days)


def test_a_day_that_is_set_counts_at_once_and_moves_the_day_to_finish_on() -> None:
    store = a_store()
    deadline = a_deadline(date(2024, 6, 15), before=True)
    assert aim(deadline) == FRIDAY
    assert put(store, SWAP) == DaysChange(set=SWAP)
    assert aim(deadline) == date(2024, 6, 13)
    assert is_working_day(SATURDAY)
    assert office_days(store) == tuple(sorted(SWAP, key=lambda each: each.day))


def test_a_day_that_is_taken_back_is_again_what_it_is_for_everybody() -> None:
    store = a_store()
    put(store, SWAP)
    with store.transaction() as tx:
        assert remove_days(tx, NOW, None, [FRIDAY]) == DaysChange(removed=SWAP[:1])
        assert remove_days(tx, NOW, None, [FRIDAY]) == Problem("days.not_set", {"days": "14/06/2024"})
    assert is_working_day(FRIDAY)
    assert store.get(DaysOverlay, "days") == DaysOverlay({"2024-06-08": True})


def test_every_change_is_in_the_journal_and_none_leaves_nothing() -> None:
    store = a_store()
    put(store, SWAP)
    assert put(store, SWAP) == Problem("days.nothing_new")
    assert [entry for _, entry in store.entries("audit", AuditEntry)][-1] == AuditEntry(
        NOW, "van", "set_days", "days", "2024-06-14 dayoff, 2024-06-08 dayworked"
    )


@pytest.mark.parametrize("person", ["lan", "hung", "minh"])
def test_only_the_office_sets_days(person: str) -> None:
    store = a_store()
    assert put(store, SWAP, person) == Problem("right.manage_reminders")
    assert office_days(store) == ()
    with store.transaction() as tx:
        assert remove_days(tx, NOW, tx.get(Person, person), [FRIDAY]) == Problem("right.manage_reminders")


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ([OfficeDay(date(1999, 1, 1), False)], "days.far"),
        ([OfficeDay(date(2101, 1, 1), False)], "days.far"),
        ([OfficeDay(FRIDAY, False, "x" * 201)], "days.long_note"),
        ([OfficeDay(FRIDAY, False, "hai\ndòng")], "days.long_note"),
        ([OfficeDay(FRIDAY, False), OfficeDay(FRIDAY, True)], "days.twice"),
        (TOO_MANY, "days.too_many"),
        ([], "days.nothing_new"),
    ],
)
def test_what_no_office_means_is_refused(days: list[OfficeDay], code: str) -> None:
    refused = put(a_store(), days, None)
    assert isinstance(refused, Problem)
    assert refused.code == code


def test_the_days_in_use_are_those_of_the_facts_that_are_worked_with() -> None:
    store = a_store()
    put(store, SWAP)
    follow(MemoryStore())
    assert is_working_day(FRIDAY)
    follow(store)
    assert not is_working_day(FRIDAY)
    use({})


def test_the_office_is_asked_once_in_the_last_quarter_for_swaps_that_nobody_knows() -> None:
    store = a_store()
    asked = []
    for now in (
        datetime(2026, 9, 30, 1, tzinfo=UTC),
        datetime(2026, 10, 1, 1, tzinfo=UTC),
        datetime(2026, 10, 2, 1, tzinfo=UTC),
        datetime(2026, 12, 31, 1, tzinfo=UTC),
    ):
        with store.transaction() as tx:
            asked.append(ask_for_swaps(tx, now))
    assert asked == [False, True, False, False]
    told = [(notice.person, notice.kind, notice.about) for notice in store.all(Notice)]
    assert told == [("van", "days_swaps", "2027"), ("hoa", "days_swaps", "2027")]


def test_nobody_is_asked_for_swaps_that_are_known() -> None:
    store = a_store()
    with store.transaction() as tx:
        assert not ask_for_swaps(tx, datetime(2025, 11, 1, tzinfo=UTC))
    put(store, [OfficeDay(date(2027, 1, 8), False)])
    assert swaps_known(store, 2027)
    with store.transaction() as tx:
        assert not ask_for_swaps(tx, datetime(2026, 11, 1, tzinfo=UTC))
