"""Single pings: on the day itself and before the office is told, at most two a week, with who will be told next."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from plans.model.answers import Answer, Registration
from plans.model.duties import Assignment, InternalDate
from plans.model.people import Unit
from plans.model.plan import Body, Opens, Task, TaskKind
from plans.model.reminding import Owed, Pinged, ReminderSettings, Snooze, Warns
from plans.reminding.due import Message, due
from plans.reminding.pinging import pinged
from plans.store.memory import MemoryStore
from tests.builders import HEAD, INDUSTRY, LEADER, OFFICE_HEAD, OFFICER, PEOPLE, STAFF, a_deadline, a_task
from tests.plans.reminding.scenes import ADOPTED, DIGEST, PING, a_store, at, keep, said, told

#: Wednesday 20/03: the day itself; T1 is Thursday, T2 Friday, T3 Monday.
END, T1, T2, T3 = date(2024, 3, 20), date(2024, 3, 21), date(2024, 3, 22), date(2024, 3, 25)
MONDAY = date(2024, 3, 18)


def led_by(unit: Unit, end: date = END, id: str = "viec", kind: TaskKind = TaskKind.REPORT) -> Task:
    task = a_task(id, deadline=a_deadline(end), kind=kind)
    return replace(task, lead=(Body(unit.name, unit.id),))


def given(person: str = STAFF.id, task: str = "viec") -> Assignment:
    return Assignment("thu-2024", task, INDUSTRY.id, person, HEAD.id, ADOPTED)


def warnings(messages: list[Message]) -> list[tuple[str, str, str, Warns]]:
    return [
        (f"{each.at:%d/%m %H:%M}", each.kind, item.rung, item.warns)
        for each in messages
        for item in each.items
        if each.person == STAFF and item.owed is Owed.TASK
    ]


def test_whoever_it_was_given_to_is_told_on_the_day_and_the_day_before_the_office_who_hears_of_it_next() -> None:
    store = keep(a_store(led_by(INDUSTRY)), given())
    assert warnings(said(store, END, T3)) == [
        ("20/03 07:45", DIGEST, "0", Warns.NOBODY),
        ("20/03 14:00", PING, "day", Warns.HEAD),
        ("21/03 07:45", DIGEST, "+1", Warns.NOBODY),
        ("22/03 14:00", PING, "+2", Warns.OFFICE),
        ("25/03 07:45", DIGEST, "+3", Warns.NOBODY),
    ]


def test_a_head_is_warned_of_the_office_only() -> None:
    store = a_store(led_by(INDUSTRY))
    found = [(item.rung, item.warns) for each in said(store, END, T3) if each.kind is PING for item in each.items]
    assert found == [("day", Warns.NOBODY), ("+2", Warns.OFFICE)]


def test_the_office_is_not_warned_of_itself() -> None:
    store = a_store(replace(led_by(INDUSTRY), lead=()))
    found = [item.rung for each in said(store, END, T3) if each.kind is PING for item in each.items]
    assert found == ["day", "day"]


@pytest.mark.parametrize("kind", [TaskKind.MEETING, TaskKind.MOVEMENT])
def test_meetings_and_movements_are_not_pinged(kind: TaskKind) -> None:
    assert not any(each.kind is PING for each in said(a_store(led_by(INDUSTRY, kind=kind)), END, T3))


def test_answers_and_parts_are_pinged_on_their_last_day() -> None:
    asked = replace(led_by(INDUSTRY), opens=Opens.TITLE)
    store = keep(a_store(asked, a_task("khac", cooperating=(INDUSTRY.id,))))
    keep(store, InternalDate("thu-2024", "khac", END, OFFICER.id, ADOPTED))
    found = {each.person.id: {item.owed for item in each.items} for each in due(store, at(END), at(END, 14, 0)).pings}
    assert found == {
        "hung": {Owed.TASK, Owed.TITLE, Owed.UNIT_TITLE, Owed.PART},
        "hoa": {Owed.TITLE, Owed.UNIT_TITLE},
        "van": {Owed.TITLE},
        "lan": {Owed.TITLE},
    }


def test_the_day_itself_is_the_last_day_of_work_that_is_in_time() -> None:
    before = replace(led_by(INDUSTRY), deadline=a_deadline(END, before=True))
    assert told(a_store(before), HEAD, kind=PING)[0] == ("20/03", "day")
    saturday = led_by(INDUSTRY, date(2024, 3, 23))
    assert told(a_store(saturday), HEAD, kind=PING)[0] == ("22/03", "day")


def test_who_wants_digests_only_finds_it_in_the_mornings() -> None:
    store = keep(a_store(led_by(INDUSTRY)), given(), ReminderSettings(STAFF.id, digest_only=True))
    assert warnings(said(store, END, T3)) == [
        ("20/03 07:45", DIGEST, "0", Warns.HEAD),
        ("21/03 07:45", DIGEST, "+1", Warns.NOBODY),
        ("22/03 07:45", DIGEST, "+2", Warns.OFFICE),
        ("25/03 07:45", DIGEST, "+3", Warns.NOBODY),
    ]
    aimed_before = replace(led_by(INDUSTRY), deadline=a_deadline(END, before=True))
    store = keep(a_store(aimed_before), given(), ReminderSettings(STAFF.id, digest_only=True))
    assert warnings(said(store, END, END)) == [("20/03 07:45", DIGEST, "day", Warns.HEAD)]


def test_after_two_pings_in_a_week_the_rest_stands_in_that_mornings_digest() -> None:
    tasks = [led_by(INDUSTRY, MONDAY + timedelta(days=day), f"t{day}") for day in range(4)]
    store = keep(a_store(*tasks), *(given(task=task.id) for task in tasks))
    found = said(store, MONDAY, date(2024, 3, 24))
    pings = [f"{each.at:%d}" for each in found if each.person == STAFF and each.kind is PING]
    assert pings == ["18", "19"]
    told_in_digests = [
        (f"{each.at:%d}", item.task, item.rung, item.warns)
        for each in found
        for item in each.items
        if each.person == STAFF and each.kind is DIGEST and item.warns is not Warns.NOBODY
    ]
    assert told_in_digests == [
        ("20", "t0", "+2", Warns.OFFICE),
        ("20", "t2", "0", Warns.HEAD),
        ("21", "t1", "+2", Warns.OFFICE),
        ("21", "t3", "0", Warns.HEAD),
        ("22", "t2", "+2", Warns.OFFICE),
    ]


def test_a_new_week_has_two_pings_again_and_a_ping_of_today_repeats_nothing_in_a_late_digest() -> None:
    store = keep(a_store(led_by(INDUSTRY)), given(), Pinged(STAFF.id, MONDAY - timedelta(days=7), 2, END))
    assert [each.person for each in due(store, at(END), at(END, 14, 0)).pings] == [STAFF]
    keep(store, ReminderSettings(STAFF.id, hour=time(16)), Pinged(STAFF.id, MONDAY, 2, END))
    [late] = due(store, at(END, 15, 0), at(END, 16, 0)).digests
    assert [(item.rung, item.warns) for item in late.items] == [("0", Warns.NOBODY)]


def test_pings_are_counted_by_the_week() -> None:
    store = keep(MemoryStore(), Pinged(STAFF.id, MONDAY, 1, MONDAY))
    assert pinged(store, STAFF, END) == Pinged(STAFF.id, MONDAY, 2, END)
    assert pinged(store, STAFF, T3) == Pinged(STAFF.id, T3, 1, T3)
    assert pinged(store, HEAD, END) == Pinged(HEAD.id, MONDAY, 1, END)


def test_a_ping_missed_by_a_short_downtime_comes_late_and_by_a_long_one_not_at_all() -> None:
    store = keep(a_store(led_by(INDUSTRY)), given())
    assert due(store, at(END, 13), at(END, 16)).pings
    assert not due(store, at(END, 13), at(T1)).pings
    assert not due(store, at(END, 14, 0), at(END, 16)).pings


def test_neither_leaders_nor_the_absent_are_pinged() -> None:
    asked = replace(led_by(INDUSTRY), opens=Opens.TITLE)
    store = keep(a_store(asked), ReminderSettings(STAFF.id, away_from=END, away_until=END))
    assert {each.person.id for each in due(store, at(END), at(END, 14, 0)).pings} == {
        person.id for person in PEOPLE if person not in (STAFF, LEADER)
    }


def test_what_is_put_off_is_not_pinged_unless_somebody_else_hears_of_it_next() -> None:
    asked = replace(led_by(INDUSTRY), opens=Opens.TITLE)
    answered = [
        Registration("thu-2024", person.id, False, "", Answer.REGISTERED, None, (), ADOPTED, person.id)
        for person in PEOPLE
        if person != STAFF
    ]
    store = keep(a_store(asked), given(), *answered)
    for owed in (Owed.TASK, Owed.TITLE):
        keep(store, Snooze(STAFF.id, "thu-2024", "viec", owed, at(T3, 0, 0)))
    found = {each.person.id: [item.owed for item in each.items] for each in due(store, at(END), at(END, 14, 0)).pings}
    assert found == {"lan": [Owed.TASK], "hung": [Owed.UNIT_TITLE], OFFICE_HEAD.id: [Owed.UNIT_TITLE]}


def test_what_was_past_at_adoption_warns_of_nothing() -> None:
    store = a_store(led_by(INDUSTRY), adopted_at=at(T1, 9))
    assert not any(each.kind is PING for each in said(store, T1, date(2024, 4, 5)))
