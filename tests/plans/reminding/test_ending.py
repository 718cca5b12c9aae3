"""What has become of a thing that somebody was reminded of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from plans.duties.giving import hand_back
from plans.model.duties import Assignment, DoneReport, InternalDate, UnitPart
from plans.model.people import Unit
from plans.model.plan import Body, Opens, Plan, TaskProgress
from plans.model.reminding import DigestItem, Owed, ReminderSettings
from plans.registrations.registering import decline_title
from plans.reminding.ending import End, Ending, Endings
from plans.reminding.owing import still_owed
from plans.store.memory import MemoryStore
from plans.store.port import Record
from plans.working_days import use
from tests.builders import EVERY, HEAD, INDUSTRY, NOW, OFFICE, OFFICE_HEAD, OFFICER, STAFF, a_deadline, do, entry_of
from tests.reminded import PLAN, a_busy_store, a_delivery, an_item

DAY = date(2024, 6, 10)
UNIT = HEAD.unit


@pytest.fixture
def store() -> MemoryStore:
    return a_busy_store()


def put(store: MemoryStore, *records: Record) -> None:
    with store.transaction() as tx:
        for record in records:
            tx.put(record)


def ending(store: MemoryStore, item: DigestItem, person: str = HEAD.id) -> Ending | None:
    end = Endings(store, DAY).of(person, item)
    return None if end is None else end.ending


def changed(store: MemoryStore, task: str, **fields: object) -> None:
    """Another plan takes the first one's place, in which one task is another."""
    plan = store.get(Plan, PLAN)
    assert plan is not None
    tasks = tuple(replace(each, **fields) if each.id == task else each for each in plan.tasks)  # type: ignore[arg-type]
    put(store, replace(plan, tasks=tasks))


@pytest.mark.parametrize("owed", list(Owed))
def test_what_stands_has_no_end(store: MemoryStore, owed: Owed) -> None:
    unset = owed is Owed.SET_DAY
    task = "huong_ung" if unset else "dk_sang_kien" if owed is Owed.INNOVATION else "bc_so_ket"
    task = "so_lieu" if owed is Owed.TASK else task
    task = "ke_hoach" if owed in {Owed.TITLE, Owed.UNIT_TITLE, Owed.UNANSWERED} else task
    unit = UNIT if owed in {Owed.PART, Owed.UNIT_TITLE, Owed.UNANSWERED} else ""
    assert ending(store, an_item(store, task, owed, DAY, unit=unit)) is None


@pytest.mark.parametrize("owed", [Owed.TASK, Owed.PART, Owed.ESCALATED, Owed.ATTEND])
def test_a_task_that_is_done_ends_all_that_is_about_it(store: MemoryStore, owed: Owed) -> None:
    item = an_item(store, "bc_so_ket", owed, DAY, unit=UNIT if owed is Owed.PART else "")
    put(store, TaskProgress(PLAN, "bc_so_ket", NOW, OFFICER.id))
    assert Endings(store, DAY).of(HEAD.id, item) == End(Ending.DONE, OFFICER.id, NOW)


def test_ones_own_answer_is_owed_though_the_offices_part_is_done(store: MemoryStore) -> None:
    item = an_item(store, "ke_hoach", Owed.TITLE, DAY)
    put(store, TaskProgress(PLAN, "ke_hoach", NOW, OFFICER.id))
    assert ending(store, item, STAFF.id) is None
    plan = store.get(Plan, PLAN)
    do(store, decline_title, STAFF, STAFF, plan)
    assert ending(store, item, STAFF.id) is Ending.ANSWERED
    assert ending(store, item, HEAD.id) is None


def test_what_waits_for_the_office_is_asked_of_nobody(store: MemoryStore) -> None:
    item = an_item(store, "so_lieu", Owed.TASK, DAY)
    put(store, DoneReport(PLAN, "so_lieu", NOW, STAFF.id))
    assert ending(store, item) is Ending.WAITS


def test_a_part_ends_when_its_unit_hands_it_in_or_is_asked_no_more(store: MemoryStore) -> None:
    item = an_item(store, "bc_so_ket", Owed.PART, DAY, unit=UNIT)
    put(store, InternalDate(PLAN, "bc_so_ket", date(2024, 6, 20), OFFICER.id, NOW))
    assert ending(store, item) is Ending.MOVED
    put(store, InternalDate(PLAN, "bc_so_ket", date(2024, 6, 20), OFFICER.id, NOW, withdrawn=True))
    assert ending(store, item) is Ending.GONE
    put(store, UnitPart(PLAN, "bc_so_ket", UNIT, NOW, HEAD.id))
    assert ending(store, item) is Ending.HANDED_IN


def test_a_day_that_moved_a_day_that_was_set_and_a_task_that_went_are_told_apart(store: MemoryStore) -> None:
    task, unset = an_item(store, "so_lieu", Owed.TASK, DAY), an_item(store, "huong_ung", Owed.SET_DAY, DAY)
    changed(store, "so_lieu", deadline=a_deadline(date(2024, 7, 1)))
    changed(store, "huong_ung", deadline=a_deadline(date(2024, 7, 1)))
    assert (ending(store, task), ending(store, unset)) == (Ending.MOVED, Ending.MOVED)
    changed(store, "so_lieu", withdrawn=True)
    assert ending(store, task) is Ending.GONE


def test_a_day_to_aim_at_that_the_office_declares_off_moves_no_deadline(store: MemoryStore) -> None:
    task = an_item(store, "so_lieu", Owed.TASK, DAY)
    part = an_item(store, "bc_so_ket", Owed.PART, DAY, unit=UNIT)
    use({task.aim: False, part.aim: False})
    assert (ending(store, task), ending(store, part)) == (None, None)
    assert still_owed(store, task, HEAD, DAY)


def test_a_unit_in_which_everybody_has_answered_needs_no_list(store: MemoryStore) -> None:
    item = an_item(store, "ke_hoach", Owed.UNANSWERED, DAY, unit=UNIT)
    plan = store.get(Plan, PLAN)
    for person in (HEAD, STAFF):
        do(store, decline_title, person, person, plan)
    assert ending(store, item) is Ending.ANSWERED
    changed(store, "ke_hoach", opens=Opens.INNOVATION)
    assert ending(store, item) is None


def given(person: str) -> Callable[[MemoryStore], None]:
    return lambda store: put(store, Assignment(PLAN, "so_lieu", INDUSTRY.id, person, HEAD.id, NOW))


def test_a_task_given_to_another_is_no_longer_the_heads(store: MemoryStore) -> None:
    item = an_item(store, "so_lieu", Owed.TASK, DAY)
    given(STAFF.id)(store)
    assert Endings(store, DAY).of(HEAD.id, item) == End(Ending.GIVEN, STAFF.id)
    assert ending(store, item, STAFF.id) is None


@pytest.mark.parametrize("leads", [(EVERY,), (OFFICE, INDUSTRY)])
def test_where_several_units_lead_a_head_has_given_away_what_their_own_unit_has(
    store: MemoryStore, leads: tuple[Unit, ...]
) -> None:
    changed(store, "so_lieu", lead=tuple(Body(unit.name, unit.id) for unit in leads))
    item = an_item(store, "so_lieu", Owed.TASK, DAY)
    given(STAFF.id)(store)
    assert Endings(store, DAY).of(HEAD.id, item) == End(Ending.GIVEN, STAFF.id)
    assert ending(store, item, STAFF.id) is None
    assert ending(store, item, OFFICE_HEAD.id) is None
    assert ending(store, item, OFFICER.id) is None


def test_what_its_reader_has_handed_back_is_no_longer_theirs(store: MemoryStore) -> None:
    item = an_item(store, "so_lieu", Owed.TASK, DAY)
    given(STAFF.id)(store)
    do(store, hand_back, STAFF, entry_of(store, "so_lieu"), INDUSTRY)
    assert ending(store, item, STAFF.id) is Ending.NOT_YOURS
    assert ending(store, item, HEAD.id) is None


def test_whoever_stands_in_keeps_what_is_given_to_the_absent(store: MemoryStore) -> None:
    item = an_item(store, "so_lieu", Owed.TASK, DAY, of=STAFF.id)
    given(STAFF.id)(store)
    put(store, ReminderSettings(STAFF.id, away_from=DAY, away_until=DAY, stand_in=OFFICER.id))
    assert ending(store, item, OFFICER.id) is None
    assert ending(store, item, HEAD.id) is None, "the head has it where nobody stands in"


def test_a_message_is_told_by_the_places_of_its_items(store: MemoryStore) -> None:
    items = [an_item(store, task, Owed.TASK, DAY) for task in ("so_lieu", "giao_ban")]
    items.insert(0, an_item(store, "dk_sang_kien", Owed.INNOVATION, DAY))
    put(store, TaskProgress(PLAN, "so_lieu", NOW, STAFF.id), DoneReport(PLAN, "giao_ban", NOW, STAFF.id))
    assert Endings(store, DAY).codes(a_delivery(HEAD.id, DAY, *items)) == ("1:done", "2:waits")


def test_days_are_counted_anew(store: MemoryStore) -> None:
    item = an_item(store, "so_lieu", Owed.TASK, DAY)
    assert [Endings(store, day).as_of_today(item).days for day in (DAY, date(2024, 6, 11), date(2024, 6, 14))] == [
        1,
        0,
        -3,
    ]
