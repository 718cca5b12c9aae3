"""The office's internal date, what units hand in by it, and asking for the rest."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from plans.actions import mark_done
from plans.duties.collecting import (
    PART_ASKED,
    PART_DATED,
    PARTS_IN,
    checklist,
    close_part,
    drop_internal_date,
    may_close,
    note_part,
    reopen_part,
    set_internal_date,
    urge_units,
)
from plans.duties.parts import internal_date, units_owing
from plans.model.duties import Assignment, InternalDate, PartsUrging, UnitPart
from plans.model.plan import Body, DeadlineKind
from plans.model.reminding import Notice, ReminderSettings
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
    STAFF,
    TODAY,
    a_deadline,
    audit,
    do,
    entry_of,
    refused,
)
from tests.plans.duties.sharing import DAY, ENERGY, TRADE, TRADE_HEAD, TRADER, a_sharing_store, changed, report


@pytest.fixture
def store() -> MemoryStore:
    return a_sharing_store()


def notices(store: MemoryStore, kind: str) -> list[tuple[str, str]]:
    """Who is left which notice of a kind: person, and what it is about."""
    return [(notice.person, notice.about) for notice in store.all(Notice) if notice.kind == kind]


def give_to(store: MemoryStore, person: str, unit: str = TRADE.id) -> None:
    """The head has given a unit's part to somebody."""
    with store.transaction() as tx:
        tx.put(Assignment("thu-2024", "bc_so_ket", unit, person, "mai", NOW))


def away(store: MemoryStore, person: str, stand_in: str = "") -> None:
    """A person is on leave for a month."""
    with store.transaction() as tx:
        tx.put(ReminderSettings(person, away_from=TODAY, away_until=TODAY + timedelta(days=30), stand_in=stand_in))


# ---------------------------------------------------------------- the date


def test_the_office_sets_the_day_and_each_unit_is_told_once(store: MemoryStore) -> None:
    assert internal_date(store, "thu-2024", "bc_so_ket") == InternalDate("thu-2024", "bc_so_ket", DAY, "van", NOW)
    about = "thu-2024/bc_so_ket"
    assert notices(store, PART_DATED) == [("hung", f"{about}/ql_cong_nghiep"), ("mai", f"{about}/ql_thuong_mai")]
    do(store, set_internal_date, OFFICE_HEAD, report(store), DAY)
    assert [each.verb for each in audit(store)] == ["set_internal_date"], "the same day again is no change"


@pytest.mark.parametrize("by", [HEAD, STAFF, LEADER, TRADE_HEAD], ids=lambda person: person.id)
def test_nobody_else_sets_or_withdraws_it(store: MemoryStore, by: object) -> None:
    assert refused(do(store, set_internal_date, by, report(store), DAY)) == "right.set_internal_date"
    assert refused(do(store, drop_internal_date, by, report(store))) == "right.set_internal_date"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2024, 2, 19), "part.day_past"),
        (date(2024, 6, 16), "part.day_after_plan"),
        (date(2026, 1, 1), "part.day_after_plan"),
    ],
)
def test_a_day_that_cannot_be_is_refused(store: MemoryStore, day: date, code: str) -> None:
    assert refused(do(store, set_internal_date, OFFICER, report(store), day)) == code


def test_the_plans_own_day_and_today_can_be_and_a_day_off_too(store: MemoryStore) -> None:
    for day in (date(2024, 6, 15), TODAY, date(2024, 4, 18)):
        assert do(store, set_internal_date, OFFICER, report(store), day).day == day


def test_once_the_plans_own_day_is_over_any_later_day_can_be(store: MemoryStore) -> None:
    late = datetime(2024, 6, 20, 9, 0, tzinfo=HANOI)
    assert do(store, set_internal_date, OFFICER, report(store), date(2024, 6, 28), now=late).day == date(2024, 6, 28)
    far = do(store, set_internal_date, OFFICER, report(store), date(2026, 1, 1), now=late)
    assert refused(far) == "part.day_far"


def test_a_task_without_a_day_of_its_own_may_have_an_internal_one(store: MemoryStore) -> None:
    unset = a_deadline(date(2024, 3, 31), start=date(2024, 1, 1), kind=DeadlineKind.UNSET, wording="khi có hướng dẫn")
    entry = changed(store, deadline=unset)
    assert do(store, set_internal_date, OFFICER, entry, date(2024, 5, 2)).day == date(2024, 5, 2)


def test_a_task_in_which_nobody_cooperates_or_that_is_done_or_withdrawn_gets_none(store: MemoryStore) -> None:
    alone = entry_of(store, "dk_sang_kien")
    assert refused(do(store, set_internal_date, OFFICER, alone, DAY)) == "part.nobody"
    done = report(store)
    do(store, mark_done, OFFICER, done)
    assert refused(do(store, set_internal_date, OFFICER, done, date(2024, 6, 11))) == "part.task_done"
    gone = changed(store, withdrawn=True)
    assert refused(do(store, set_internal_date, OFFICER, gone, date(2024, 6, 11))) == "action.task_withdrawn"
    assert refused(do(store, close_part, HEAD, gone, INDUSTRY)) == "action.task_withdrawn"


def test_who_never_heard_of_a_date_does_not_hear_that_it_is_gone(store: MemoryStore) -> None:
    do(store, set_internal_date, OFFICER, report(store), date(2024, 6, 11))
    do(store, drop_internal_date, OFFICER, report(store))
    assert notices(store, PART_DATED) == []
    assert refused(do(store, drop_internal_date, OFFICER, report(store))) == "part.no_date"


def test_who_was_told_of_a_date_is_told_that_it_is_gone(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for notice in tx.all(Notice):
            tx.delete(Notice, notice.id)  # they have gone out
    do(store, drop_internal_date, OFFICER, report(store))
    assert [person for person, _ in notices(store, PART_DATED)] == ["hung", "mai"]
    do(store, set_internal_date, OFFICER, report(store), DAY)
    assert internal_date(store, "thu-2024", "bc_so_ket") is not None


# ---------------------------------------------------------------- handing in


@pytest.mark.parametrize("by", [TRADE_HEAD, OFFICER, TRADER], ids=lambda person: person.id)
def test_the_units_head_its_assignee_and_the_office_hand_its_part_in(store: MemoryStore, by: object) -> None:
    give_to(store, "nam")
    made = do(store, close_part, by, report(store), TRADE)
    assert (made.unit, made.done_at) == (TRADE.id, NOW)
    assert [each.verb for each in audit(store)] == ["set_internal_date", "close_part"]


@pytest.mark.parametrize("by", [HEAD, STAFF, LEADER, TRADER], ids=lambda person: person.id)
def test_nobody_else_does(store: MemoryStore, by: object) -> None:
    assert refused(do(store, close_part, by, report(store), TRADE)) == "right.close_part"
    assert refused(do(store, reopen_part, by, report(store), TRADE)) == "right.close_part"
    assert store.all(UnitPart) == ()


def test_who_stands_in_for_the_assignee_may_hand_it_in(store: MemoryStore) -> None:
    give_to(store, "nam")
    away(store, "nam", stand_in="lan")
    assert may_close(store, STAFF, report(store), TRADE, TODAY)
    assert isinstance(do(store, close_part, STAFF, report(store), TRADE), UnitPart)


def test_only_a_partners_part_can_be_handed_in_once_and_by_an_internal_date(store: MemoryStore) -> None:
    do(store, close_part, TRADE_HEAD, report(store), TRADE)
    assert refused(do(store, close_part, OFFICER, report(store), TRADE)) == "part.already"
    assert refused(do(store, close_part, OFFICER, entry_of(store, "dk_sang_kien"), TRADE)) == "part.not_the_units"
    assert refused(do(store, reopen_part, OFFICER, report(store), ENERGY)) == "part.not_sent"
    without = a_sharing_store(dated=False)
    assert refused(do(without, close_part, OFFICER, report(without), TRADE)) == "part.no_date"


def test_a_note_is_added_later_and_taking_back_takes_it_too(store: MemoryStore) -> None:
    assert refused(do(store, note_part, TRADE_HEAD, report(store), TRADE, "Công văn số 12")) == "part.not_sent"
    do(store, close_part, TRADE_HEAD, report(store), TRADE)
    assert do(store, note_part, TRADE_HEAD, report(store), TRADE, "Công văn số 12").evidence.note == "Công văn số 12"
    assert refused(do(store, note_part, TRADE_HEAD, report(store), TRADE, "...")) == "duty.note_says_nothing"
    do(store, reopen_part, TRADE_HEAD, report(store), TRADE)
    assert store.all(UnitPart) == ()
    assert TRADE in units_owing(store, report(store))


def test_when_the_last_part_is_in_whoever_collects_them_is_told(store: MemoryStore) -> None:
    for unit in (INDUSTRY, COUNCIL, TRADE):
        do(store, close_part, OFFICER, report(store), unit)
    assert notices(store, PARTS_IN) == []
    do(store, close_part, OFFICER, report(store), ENERGY)
    assert notices(store, PARTS_IN) == [("hoa", "thu-2024/bc_so_ket")]


def test_where_a_council_collects_them_the_office_is_told(store: MemoryStore) -> None:
    changed(store, lead=(Body(COUNCIL.name, COUNCIL.id),), cooperating=(Body(TRADE.name, TRADE.id),))
    do(store, close_part, TRADE_HEAD, report(store), TRADE)
    assert [person for person, _ in notices(store, PARTS_IN)] == ["van", "hoa"]


# ---------------------------------------------------------------- the checklist, and asking


def test_the_checklist_says_unit_by_unit_what_is_in_and_who_is_asked(store: MemoryStore) -> None:
    give_to(store, "nam")
    do(store, close_part, HEAD, report(store), INDUSTRY)
    rows = checklist(store, report(store), TODAY)
    assert [(row.unit.id, row.part is not None, row.asked) for row in rows] == [
        (INDUSTRY.id, True, ("hung",)),
        (COUNCIL.id, False, ()),
        (TRADE.id, False, ("nam",)),
        (ENERGY.id, False, ()),
    ]


@pytest.mark.parametrize(
    ("leaves", "asked"),
    [
        ({"nam": "lan"}, ("lan",)),
        ({"nam": ""}, ("mai",)),
        ({"nam": "", "mai": "lan"}, ("lan",)),
        ({"nam": "", "mai": ""}, ()),
    ],
)
def test_during_leave_somebody_else_is_asked(store: MemoryStore, leaves: dict[str, str], asked: tuple[str]) -> None:
    give_to(store, "nam")
    for person, stand_in in leaves.items():
        away(store, person, stand_in)
    (row,) = (row for row in checklist(store, report(store), TODAY) if row.unit == TRADE)
    assert row.asked == asked


def test_the_units_that_have_not_handed_in_are_asked_once_a_day(store: MemoryStore) -> None:
    do(store, close_part, HEAD, report(store), INDUSTRY)
    made = do(store, urge_units, OFFICER, report(store))
    assert (made.units, made.told) == ((TRADE.id,), ("mai",))
    assert notices(store, PART_ASKED) == [("mai", "thu-2024/bc_so_ket/ql_thuong_mai")]
    assert refused(do(store, urge_units, OFFICE_HEAD, report(store))) == "part.urged"
    tomorrow = NOW + timedelta(days=1)
    assert isinstance(do(store, urge_units, OFFICE_HEAD, report(store), now=tomorrow), PartsUrging)


def test_asking_in_the_evening_waits_for_the_morning_and_holds_there(store: MemoryStore) -> None:
    evening = datetime(2024, 2, 23, 20, 0, tzinfo=HANOI)
    made = do(store, urge_units, OFFICER, report(store), now=evening)
    assert made.goes == datetime(2024, 2, 26, 7, 45, tzinfo=HANOI)
    for again in (evening + timedelta(hours=1), datetime(2024, 2, 26, 9, 0, tzinfo=HANOI)):
        assert refused(do(store, urge_units, OFFICER, report(store), now=again)) == "part.urged_waits"


def test_only_the_office_and_the_head_of_the_lead_unit_ask(store: MemoryStore) -> None:
    for by in (HEAD, TRADE_HEAD, STAFF, LEADER):
        assert refused(do(store, urge_units, by, report(store))) == "right.urge"
    assert isinstance(do(store, urge_units, OFFICE_HEAD, report(store)), PartsUrging)


def test_where_nobody_owes_or_nobody_can_be_asked_that_is_said(store: MemoryStore) -> None:
    for unit in (INDUSTRY, TRADE):
        do(store, close_part, OFFICER, report(store), unit)
    assert refused(do(store, urge_units, OFFICER, report(store))) == "part.nobody_to_ask"
    for unit in (COUNCIL, ENERGY):
        do(store, close_part, OFFICER, report(store), unit)
    assert refused(do(store, urge_units, OFFICER, report(store))) == "part.nobody_owes"


def test_whoever_has_left_may_do_nothing_of_it(store: MemoryStore) -> None:
    gone = replace(OFFICER, left=TODAY)
    for outcome in (
        do(store, set_internal_date, gone, report(store), date(2024, 6, 11)),
        do(store, drop_internal_date, gone, report(store)),
        do(store, close_part, gone, report(store), TRADE),
        do(store, reopen_part, gone, report(store), TRADE),
        do(store, note_part, gone, report(store), TRADE, "xong"),
        do(store, urge_units, gone, report(store)),
    ):
        assert refused(outcome) == "right.not_here"
