"""What is due when: digests, reports, what comes back, downtime, each one's hour, leave."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from plans.model.answers import Answer, Registration
from plans.model.duties import Assignment, DoneReport, InternalDate, UnitPart
from plans.model.groups import GroupLink
from plans.model.office_settings import LadderSetting
from plans.model.people import Person, Role, Unit
from plans.model.plan import Body, DeadlineKind, Opens, Task, TaskKind, TaskProgress
from plans.model.reminding import DigestItem, Owed, PlannedThrough, ReminderSettings, Snooze
from plans.planning.adopting import adopt_plan
from plans.reminding.calling import next_instant
from plans.reminding.due import Due, Message, due
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    COUNCIL,
    EVERY,
    HEAD,
    INDUSTRY,
    LEADER,
    OFFICE,
    OFFICE_HEAD,
    OFFICER,
    PEOPLE,
    STAFF,
    UNITS,
    a_deadline,
    a_person,
    a_plan,
    a_task,
)
from tests.plans.reminding.scenes import (
    ADOPTED,
    BRIEFING,
    DIGEST,
    PING,
    RETURN,
    a_store,
    at,
    keep,
    said,
    told,
)

DAY = timedelta(days=1)
#: "Trước 29/02/2024": aims at Wednesday 28/02; its rungs are 26/01, 01/02, 19/02, 23/02, 27/02, 28/02; T1 is 01/03.
LEAP = a_task("ke_hoach", deadline=a_deadline(date(2024, 2, 29), before=True), kind=TaskKind.REGISTRATION)
TITLES = replace(LEAP, opens=Opens.TITLE)


def led_by(unit: Unit, task: Task = LEAP, **changed: Any) -> Task:
    return replace(task, lead=(Body(unit.name, unit.id),), **changed)


def titled(person: Person, answer: Answer = Answer.REGISTERED) -> Registration:
    return Registration("thu-2024", person.id, False, "", answer, None, (), ADOPTED, person.id)


def everybody_but(*people: Person) -> list[Registration]:
    return [titled(person) for person in PEOPLE if person not in people]


def up(store: MemoryStore, after: datetime, now: datetime) -> Due:
    """What a service finds that was last up at one instant and is again at another; it keeps what it planned."""
    found = due(store, after, now)
    keep(store, PlannedThrough(found.through, found.behind))
    return found


def lines(messages: Iterable[Message]) -> dict[str, list[tuple[Owed, str, int]]]:
    return {each.person.id: [(item.owed, item.rung, item.days) for item in each.items] for each in messages}


# ---------------------------------------------------------------- the ladder of a task, told


def test_whoever_sees_to_a_task_is_told_on_its_rungs_and_overdue_every_week() -> None:
    store = a_store(LEAP)
    assert told(store, OFFICE_HEAD, end=date(2024, 3, 20)) == [
        ("26/01", "1m"),
        ("01/02", "14"),
        ("19/02", "7"),
        ("23/02", "3"),
        ("27/02", "1"),
        ("28/02", "0"),
        ("01/03", "+1"),
        ("05/03", "+3"),
        ("11/03", "w2024-03-11"),
        ("18/03", "w2024-03-18"),
    ]


def test_an_answer_is_asked_for_down_to_its_day_mentioned_once_more_and_then_no_more() -> None:
    assert told(a_store(TITLES), STAFF, Owed.TITLE)[-3:] == [("27/02", "1"), ("28/02", "0"), ("01/03", "+1")]
    assert told(a_store(TITLES), HEAD, Owed.UNIT_TITLE)[-3:] == [("27/02", "1"), ("28/02", "0"), ("01/03", "+1")]


def test_a_movement_is_spoken_of_until_its_day_and_never_after() -> None:
    store = a_store(replace(TITLES, kind=TaskKind.MOVEMENT))
    assert told(store, OFFICE_HEAD)[-1] == told(store, STAFF, Owed.TITLE)[-1] == ("28/02", "0")
    assert not any(item.owed is Owed.ESCALATED for message in said(store) for item in message.items)


def test_a_past_meeting_is_asked_about_once_and_chased_by_nobody() -> None:
    meeting = a_task(kind=TaskKind.MEETING, deadline=a_deadline(date(2024, 6, 14), kind=DeadlineKind.ON))
    store = a_store(meeting)
    assert told(store, OFFICE_HEAD) == [("07/06", "7d"), ("13/06", "1"), ("14/06", "0"), ("17/06", "+1")]
    assert not any(message.kind is PING for message in said(store))
    assert not any(item.owed is Owed.ESCALATED for message in said(store) for item in message.items)


def test_members_of_a_council_are_told_of_its_meeting_and_nothing_once_it_is_over() -> None:
    meeting = a_task(
        title="Họp Hội đồng Thi đua - Khen thưởng Sở",
        kind=TaskKind.MEETING,
        deadline=a_deadline(date(2024, 10, 30), kind=DeadlineKind.ON),
    )
    people = [replace(STAFF, further_units=(COUNCIL.id,)) if person == STAFF else person for person in PEOPLE]
    store = a_store(meeting, people=people)
    assert told(store, STAFF, Owed.ATTEND) == [("23/10", "7d"), ("29/10", "1"), ("30/10", "0")]


def test_a_day_not_set_is_asked_for_once_a_quarter_of_the_whole_office() -> None:
    unset = a_task(deadline=a_deadline(date(2024, 9, 30), start=date(2024, 7, 1), kind=DeadlineKind.UNSET))
    store = a_store(unset, adopted_at=datetime(2024, 1, 1, 17, 0, tzinfo=UTC))
    expected = [("02/01", "q2024-01-01"), ("01/04", "q2024-04-01"), ("01/07", "q2024-07-01")]
    for person in (OFFICER, OFFICE_HEAD):
        assert told(store, person, Owed.SET_DAY, start=date(2024, 1, 2)) == expected
    assert {message.person.id for message in said(store) if message.items} == {"van", "hoa"}


def test_a_part_has_a_ladder_of_its_own_down_from_the_internal_date() -> None:
    store = a_store(a_task(cooperating=(INDUSTRY.id,)))
    keep(store, InternalDate("thu-2024", "bc_so_ket", date(2024, 6, 10), "van", ADOPTED))
    assert told(store, HEAD, Owed.PART, end=date(2024, 6, 18)) == [
        ("30/05", "7"),
        ("05/06", "3"),
        ("07/06", "1"),
        ("10/06", "0"),
        ("11/06", "+1"),
        ("13/06", "+3"),
        ("17/06", "w2024-06-17"),
    ]
    keep(store, UnitPart("thu-2024", "bc_so_ket", INDUSTRY.id, ADOPTED, HEAD.id))
    assert told(store, HEAD, Owed.PART) == []


def test_the_offices_own_ladder_takes_the_place_of_the_usual_one() -> None:
    store = keep(a_store(LEAP), LadderSetting(TaskKind.REGISTRATION, ("5", "0"), (2,), weekly=False))
    assert told(store, OFFICE_HEAD) == [("21/02", "5"), ("28/02", "0"), ("04/03", "+2")]


def test_heads_hear_every_week_who_of_their_unit_has_not_answered() -> None:
    store = keep(a_store(TITLES), *everybody_but(STAFF))
    weeks = ["29/01", "05/02", "15/02", "19/02", "26/02"]  # Tết: the week of 12/02 begins on the 15th
    assert [day for day, _ in told(store, HEAD, Owed.UNANSWERED)] == weeks
    assert told(store, HEAD, Owed.UNANSWERED)[2] == ("15/02", "u2024-02-12")
    assert told(store, OFFICE_HEAD, Owed.UNANSWERED) == []
    assert told(keep(store, titled(STAFF)), HEAD, Owed.UNANSWERED) == []


def test_a_unit_hears_of_each_kind_of_answer_once_however_many_tasks_ask_for_it() -> None:
    again = replace(TITLES, id="lai", deadline=a_deadline(date(2024, 3, 15)))
    store = a_store(TITLES, again)
    [items] = [each.items for each in said(store, date(2024, 2, 26), date(2024, 2, 26)) if each.person == HEAD]
    assert [item.task for item in items if item.owed is Owed.UNANSWERED] == ["ke_hoach"]


# ---------------------------------------------------------------- escalation


def test_a_task_overdue_is_told_to_the_head_then_to_the_office_and_the_leader_in_charge() -> None:
    task = led_by(INDUSTRY, LEAP)
    units = [replace(unit, leader_in_charge=LEADER.id) if unit == INDUSTRY else unit for unit in UNITS]
    store = keep(a_store(task, units=units), Assignment("thu-2024", task.id, INDUSTRY.id, STAFF.id, HEAD.id, ADOPTED))
    until = date(2024, 3, 18)
    assert told(store, HEAD, Owed.ESCALATED, end=until) == [
        ("01/03", "+1"),
        ("11/03", "w2024-03-11"),
        ("18/03", "w2024-03-18"),
    ]
    for person in (OFFICER, OFFICE_HEAD):
        assert told(store, person, Owed.ESCALATED, end=until) == [
            ("05/03", "+3"),
            ("11/03", "w2024-03-11"),
            ("18/03", "w2024-03-18"),
        ]
    assert told(store, LEADER, Owed.ESCALATED, kind=BRIEFING, end=until) == [
        ("11/03", "w2024-03-11"),
        ("18/03", "w2024-03-18"),
    ]
    items = [item for message in said(store) for item in message.items if item.owed is Owed.ESCALATED]
    assert {item.unit for item in items} == {INDUSTRY.id}


def test_nobody_is_told_that_what_they_owe_themselves_was_escalated() -> None:
    store = a_store(LEAP)
    assert told(store, OFFICE_HEAD, Owed.ESCALATED) == []
    assert told(store, OFFICER, Owed.ESCALATED)[0] == ("05/03", "+3")
    assert not any(
        item.owed is Owed.ESCALATED for message in said(a_store(replace(LEAP, lead=()))) for item in message.items
    )


def test_nothing_is_chased_or_escalated_while_it_waits_for_the_office() -> None:
    store = keep(a_store(led_by(INDUSTRY, LEAP)), DoneReport("thu-2024", LEAP.id, ADOPTED, HEAD.id))
    assert all(not message.items for message in said(store))


# ---------------------------------------------------------------- leaders, groups


def test_a_leader_gets_one_report_a_week_and_nothing_else() -> None:
    store = a_store(TITLES)
    found = [message for message in said(store, end=date(2024, 3, 1)) if message.person == LEADER]
    assert {message.kind for message in found} == {BRIEFING}
    mondays = ["29/01", "05/02", "15/02", "19/02", "26/02"]
    assert [f"{message.day:%d/%m}" for message in found] == mondays
    own = [[(item.owed, item.rung) for item in message.items if item.owed is Owed.TITLE] for message in found]
    assert own == [[(Owed.TITLE, "1m")], [(Owed.TITLE, "14")], [], [(Owed.TITLE, "7")], [(Owed.TITLE, "3")]]


def test_a_report_comes_while_anything_is_late_or_due_and_otherwise_once_a_month() -> None:
    def days(task: Task) -> list[str]:
        found = said(a_store(task), date(2024, 2, 19), date(2024, 6, 28))
        return [f"{each.day:%d/%m}" for each in found if each.kind is BRIEFING and each.person == LEADER]

    movement = a_task("phong_trao", kind=TaskKind.MOVEMENT, deadline=a_deadline(date(2024, 3, 4)))
    assert days(movement) == ["04/03"]
    far = a_task("ho_so", kind=TaskKind.DOSSIER, deadline=a_deadline(date(2024, 6, 20)))
    # After the holiday the week begins on Thursday 02/05: that is the first report of May.
    assert days(far) == ["04/03", "01/04", "02/05", "03/06", "17/06", "24/06"]
    assert len([each for each in said(a_store(LEAP), date(2024, 4, 1)) if each.kind is BRIEFING]) == 43
    assert said(keep(a_store(LEAP), TaskProgress("thu-2024", LEAP.id, ADOPTED, "hoa"))) == []


def test_a_leader_who_is_away_on_its_day_gets_no_report() -> None:
    store = keep(a_store(LEAP), ReminderSettings(LEADER.id, away_from=date(2024, 3, 4), away_until=date(2024, 3, 5)))
    days = [f"{each.day:%d/%m}" for each in said(store, date(2024, 2, 26), date(2024, 3, 11)) if each.kind is BRIEFING]
    assert days == ["26/02", "11/03"]


def test_a_units_group_hears_of_its_tasks_and_parts_and_of_nobody() -> None:
    link = GroupLink("-100", "", INDUSTRY.id, "Phòng", HEAD.id, ADOPTED)
    parted = a_task("phan", cooperating=(INDUSTRY.id,))
    store = keep(a_store(led_by(EVERY, TITLES), parted), link)
    keep(store, InternalDate("thu-2024", "phan", date(2024, 2, 28), OFFICER.id, ADOPTED))
    [group] = due(store, at(date(2024, 2, 27)), at(date(2024, 2, 28))).groups
    assert group.group == link
    assert [(item.task, item.owed, item.rung, item.unit) for item in group.items] == [
        ("ke_hoach", Owed.TASK, "0", ""),
        ("phan", Owed.PART, "0", INDUSTRY.id),
    ]
    assert due(store, at(date(2024, 2, 20)), at(date(2024, 2, 21))).groups == ()


# ---------------------------------------------------------------- hours


def test_everybody_has_their_digest_at_their_hour() -> None:
    store = keep(
        a_store(TITLES), ReminderSettings(STAFF.id, hour=time(16, 30)), ReminderSettings(HEAD.id, hour=time(7))
    )
    found = {message.person.id: message.at for message in said(store, date(2024, 2, 27), date(2024, 2, 27))}
    day = date(2024, 2, 27)
    assert (found["lan"], found["hung"], found["van"]) == (at(day, 16, 30), at(day, 7, 0), at(day))


def test_an_hour_that_cannot_be_is_the_nearest_one_that_can() -> None:
    store = keep(
        a_store(TITLES), ReminderSettings(STAFF.id, hour=time(23, 30)), ReminderSettings(HEAD.id, hour=time(3))
    )
    found = {message.person.id: message.at for message in said(store, date(2024, 2, 27), date(2024, 2, 27))}
    assert (found["lan"], found["hung"]) == (at(date(2024, 2, 27), 17, 0), at(date(2024, 2, 27), 7, 0))


def test_a_new_hour_counts_from_its_day_on_so_that_no_day_has_two_digests_or_none() -> None:
    daily = [a_task(f"t{day}", deadline=a_deadline(date(2024, 3, day))) for day in (26, 27, 28, 29)]
    settings = ReminderSettings(OFFICE_HEAD.id, hour=time(7), hour_was=time(16), hour_from=date(2024, 3, 28))
    found = said(keep(a_store(*daily), settings), date(2024, 3, 26), date(2024, 3, 29))
    digests = [f"{each.at:%d %H:%M}" for each in found if each.person == OFFICE_HEAD and each.kind is DIGEST]
    assert digests == ["26 16:00", "27 16:00", "28 07:00", "29 07:00"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (at(date(2024, 2, 23), 7, 44), at(date(2024, 2, 23))),
        (at(date(2024, 2, 23)), at(date(2024, 2, 23), 14, 0)),
        (at(date(2024, 2, 23), 14, 0), at(date(2024, 2, 26))),
        (at(date(2024, 2, 24), 12), at(date(2024, 2, 26))),
        (at(date(2024, 2, 7), 14), at(date(2024, 2, 15))),  # Tết 2024: 8/2 to 14/2
    ],
)
def test_the_next_instant_is_a_digests_or_a_pings_on_a_working_day(after: datetime, expected: datetime) -> None:
    assert next_instant(a_store(), after) == expected
    assert next_instant(a_store(), after.astimezone(UTC)).tzinfo is UTC


def test_what_is_put_off_and_whose_hour_is_their_own_is_an_instant_too() -> None:
    day = date(2024, 2, 26)
    store = keep(a_store(TITLES), ReminderSettings(STAFF.id, hour=time(9, 15)), put_off(at(day, 11, 20)))
    instants = [at(date(2024, 2, 25))]
    for _ in range(4):
        instants.append(next_instant(store, instants[-1]))
    assert [f"{each:%d %H:%M}" for each in instants[1:]] == ["26 07:45", "26 09:15", "26 11:20", "26 14:00"]


@pytest.mark.parametrize(
    ("now", "speaks"),
    [
        (at(date(2024, 2, 27), 6, 59), False),
        (at(date(2024, 2, 27), 7, 44), False),
        (at(date(2024, 2, 27), 7, 45), True),
        (at(date(2024, 2, 27), 18, 0), True),
        (at(date(2024, 2, 27), 18, 1), False),
        (at(date(2024, 2, 24), 9), False),  # a Saturday
        (at(date(2024, 5, 4), 9), True),  # a Saturday worked for Monday 29/4
        (at(date(2024, 4, 29), 9), False),
    ],
)
def test_nobody_is_reminded_outside_the_hours_and_days_of_work(now: datetime, speaks: bool) -> None:
    store = a_store(LEAP, adopted_at=at(date(2023, 1, 3)))
    after = now - 60 * DAY
    found = due(store, after, now)
    assert bool(found.messages) is speaks
    assert found.through == (now if now.time() >= time(7) and (speaks or now.time() < time(8)) else after)


# ---------------------------------------------------------------- downtime, clocks


def test_after_downtime_each_thing_is_told_once_by_its_latest_rung_with_its_true_days() -> None:
    store = keep(a_store(TITLES), *everybody_but(STAFF, OFFICE_HEAD))
    assert lines(up(store, at(date(2024, 2, 20)), at(date(2024, 2, 26), 10)).digests) == {
        "hoa": [
            (Owed.TASK, "3", 2),
            (Owed.TITLE, "3", 2),
            (Owed.UNANSWERED, "u2024-02-26", 2),
            (Owed.UNIT_TITLE, "3", 2),
        ],
        "lan": [(Owed.TITLE, "3", 2)],
        "hung": [(Owed.UNANSWERED, "u2024-02-26", 2), (Owed.UNIT_TITLE, "3", 2)],
    }
    assert lines(due(store, at(date(2024, 2, 20)), at(date(2024, 3, 5))).digests)["lan"] == [(Owed.TITLE, "+1", -5)]


def test_a_month_of_downtime_ends_in_one_digest_each() -> None:
    store = a_store(TITLES, a_task("khac", deadline=a_deadline(date(2024, 3, 1)), lead=(INDUSTRY.id,)))
    found = due(store, at(date(2024, 1, 20)), at(date(2024, 3, 6), 8)).messages
    assert len({message.person.id for message in found}) == len(found)
    assert all(len({item.thing for item in message.items}) == len(message.items) for message in found)


def test_planning_twice_finds_nothing_the_second_time() -> None:
    store = a_store(TITLES)
    now = at(date(2024, 2, 27))
    assert up(store, now - DAY, now).digests
    assert due(store, now, now).messages == ()
    assert due(store, now, now + timedelta(minutes=1)).messages == ()


def test_a_clock_that_goes_back_plans_nothing_and_loses_nothing_when_it_comes_forth() -> None:
    store = a_store(TITLES)
    assert due(store, at(date(2024, 2, 27)), at(date(2024, 2, 23))) == Due(at(date(2024, 2, 27)))
    assert due(store, at(date(2024, 2, 27)), at(date(2024, 2, 28))).digests


def test_what_is_missed_in_the_evening_waits_for_the_next_working_morning() -> None:
    store = a_store(TITLES)
    missed = due(store, at(date(2024, 2, 22)), at(date(2024, 2, 23), 19))
    assert missed == Due(at(date(2024, 2, 22)))
    found = lines(up(store, missed.through, at(date(2024, 2, 26))).digests)
    assert found["lan"] == [(Owed.TITLE, "3", 2)]


def test_who_was_missed_is_told_at_their_own_hour_and_once() -> None:
    store = keep(a_store(TITLES), ReminderSettings(STAFF.id, hour=time(16)), ReminderSettings(HEAD.id, hour=time(7)))
    monday = date(2024, 2, 26)
    first = up(store, at(date(2024, 2, 22), 17), at(monday, 7, 0))
    assert set(lines(first.digests)) == {"hung"}
    assert first.behind == {"07:45": at(date(2024, 2, 22), 17), "16:00": at(date(2024, 2, 22), 17)}
    second = up(store, first.through, at(monday, 8, 0))
    assert {"van", "hoa"} <= set(lines(second.digests))
    assert "hung" not in lines(second.digests)
    third = up(store, second.through, at(monday, 16, 0))
    assert lines(third.digests) == {"lan": [(Owed.TITLE, "3", 2)]}
    assert third.behind == {}
    assert up(store, third.through, at(monday, 17, 0)).messages == ()


def test_a_leader_whose_day_was_missed_gets_the_report_on_the_next_day_at_their_hour() -> None:
    store = keep(a_store(LEAP), ReminderSettings(LEADER.id, hour=time(9)))
    tuesday = date(2024, 2, 27)
    first = up(store, at(date(2024, 2, 23), 15), at(tuesday, 8))
    assert first.briefings == ()
    second = up(store, first.through, at(tuesday, 9))
    assert [message.person for message in second.briefings] == [LEADER]
    assert up(store, second.through, at(date(2024, 3, 1), 9)).briefings == ()


def test_what_was_missed_but_done_meanwhile_is_not_told() -> None:
    store = keep(a_store(TITLES), titled(STAFF))
    assert "lan" not in lines(due(store, at(date(2024, 2, 20)), at(date(2024, 2, 26))).digests)


# ---------------------------------------------------------------- adoption, moved days


def test_days_before_adoption_are_not_spoken_of_and_the_day_itself_on_the_next_morning() -> None:
    store = a_store(TITLES, adopted_at=at(date(2024, 2, 23), 9))
    assert told(store, STAFF, Owed.TITLE, start=date(2024, 2, 22)) == [
        ("26/02", "3"),
        ("27/02", "1"),
        ("28/02", "0"),
        ("01/03", "+1"),
    ]
    early = a_store(TITLES, adopted_at=at(date(2024, 2, 23), 7, 0))
    assert told(early, STAFF, Owed.TITLE, start=date(2024, 2, 22))[0] == ("23/02", "3")


def test_a_deadline_past_at_adoption_is_spoken_of_on_its_next_weekly_rung() -> None:
    store = a_store(TITLES, adopted_at=at(date(2024, 3, 1), 9))
    assert told(store, OFFICE_HEAD, start=date(2024, 3, 1), end=date(2024, 3, 12)) == [("11/03", "w2024-03-11")]
    assert told(store, OFFICER, Owed.ESCALATED, start=date(2024, 3, 1), end=date(2024, 3, 12)) == [
        ("11/03", "w2024-03-11")
    ]
    assert told(store, STAFF, Owed.TITLE, start=date(2024, 3, 1)) == []


def test_a_later_issue_that_moves_the_day_moves_the_ladder_with_it() -> None:
    store = a_store(TITLES)
    moved = replace(TITLES, deadline=a_deadline(date(2024, 3, 29), before=True))
    with store.transaction() as tx:
        adopt_plan(tx, ADOPTED, None, a_plan(tasks=(moved,)))
    ladder = told(store, STAFF, Owed.TITLE)
    assert ladder[-3:] == [("27/03", "1"), ("28/03", "0"), ("01/04", "+1")]


# ---------------------------------------------------------------- leave


def test_the_absent_hear_nothing_but_the_last_two_calls_for_their_answers() -> None:
    settings = ReminderSettings(HEAD.id, away_from=date(2024, 2, 19), away_until=date(2024, 3, 10), stand_in=STAFF.id)
    store = keep(a_store(led_by(INDUSTRY, TITLES)), settings)
    during = [each for each in said(store, date(2024, 2, 19), date(2024, 3, 10)) if each.person == HEAD]
    assert [(f"{each.day:%d/%m}", {item.owed for item in each.items}) for each in during] == [
        ("27/02", {Owed.TITLE, Owed.UNIT_TITLE}),
        ("28/02", {Owed.TITLE, Owed.UNIT_TITLE}),
    ]
    tasks = [item for each in said(store) if each.person == STAFF for item in each.items if item.owed is Owed.TASK]
    assert [(item.rung, item.of) for item in tasks if item.of] == [
        ("7", "hung"),
        ("3", "hung"),
        ("1", "hung"),
        ("0", "hung"),
        ("day", "hung"),
        ("+1", "hung"),
        ("+2", "hung"),
        ("+3", "hung"),
    ]


# ---------------------------------------------------------------- putting off


def put_off(until: datetime, person: Person = STAFF, owed: Owed = Owed.TITLE) -> Snooze:
    return Snooze(person.id, "thu-2024", "ke_hoach", owed, until)


def midnight(day: date) -> datetime:
    return at(day, 0, 0)


def test_what_is_put_off_to_a_day_comes_back_in_its_digest_and_is_silent_until_then() -> None:
    store = keep(a_store(TITLES), put_off(midnight(date(2024, 2, 26))))
    assert told(store, STAFF, Owed.TITLE, start=date(2024, 2, 22)) == [
        ("26/02", "s2024-02-26T00:00"),
        ("27/02", "1"),
        ("28/02", "0"),
        ("01/03", "+1"),
    ]
    assert told(store, HEAD, Owed.TITLE, start=date(2024, 2, 22))[0] == ("23/02", "3")


def test_only_what_comes_back_without_a_rung_says_so() -> None:
    for day, expected in ((date(2024, 2, 26), [True]), (date(2024, 2, 27), [False])):
        store = keep(a_store(TITLES), put_off(midnight(day)))
        [found] = [each for each in said(store, day, day) if each.person == STAFF]
        assert [item.snoozed for item in found.items] == expected


def test_what_is_put_off_for_hours_comes_back_by_itself() -> None:
    day = date(2024, 2, 26)
    store = keep(a_store(TITLES), put_off(at(day, 14, 0)))
    [found] = [each for each in said(store, day, day) if each.person == STAFF]
    assert (found.at, found.kind) == (at(day, 14, 0), RETURN)
    assert [(item.owed, item.rung, item.snoozed) for item in found.items] == [(Owed.TITLE, "s2024-02-26T14:00", True)]
    assert told(keep(store, titled(STAFF)), STAFF, Owed.TITLE, kind=RETURN) == []


def test_what_is_put_off_to_an_hour_before_the_digests_comes_back_in_it() -> None:
    day = date(2024, 2, 26)
    store = keep(a_store(TITLES), put_off(at(day, 7, 20)))
    [found] = [each for each in said(store, day, day) if each.person == STAFF]
    assert (found.at, found.kind) == (at(day), DIGEST)


def test_what_was_to_come_back_while_the_service_was_down_comes_back_when_it_is_up_and_once() -> None:
    monday = date(2024, 2, 26)
    friday = date(2024, 2, 23)
    to_the_hour = keep(a_store(TITLES), *everybody_but(STAFF), put_off(at(friday, 14, 0)))
    late = up(to_the_hour, at(friday, 13), at(friday, 16))
    assert [message.person for message in late.returns] == [STAFF]
    assert due(to_the_hour, late.through, at(monday)).returns == ()
    weekend = up(keep(to_the_hour, PlannedThrough(at(friday, 13))), at(friday, 13), at(monday))
    assert [message.person.id for message in (*weekend.digests, *weekend.returns) if message.person == STAFF] == ["lan"]
    to_the_day = keep(a_store(TITLES), *everybody_but(STAFF), put_off(midnight(friday)))
    assert len(lines(due(to_the_day, at(date(2024, 2, 22)), at(monday)).digests)["lan"]) == 1
    assert "lan" not in lines(due(to_the_day, at(friday), at(monday)).digests)


def test_what_was_put_off_and_answered_stays_away() -> None:
    store = keep(a_store(TITLES), put_off(midnight(date(2024, 2, 26))), titled(STAFF, Answer.DECLINED))
    assert told(store, STAFF, Owed.TITLE) == []


def test_what_was_escalated_can_be_put_off_too() -> None:
    snooze = Snooze(OFFICER.id, "thu-2024", "ke_hoach", Owed.ESCALATED, midnight(date(2024, 3, 7)), unit=OFFICE.id)
    store = keep(a_store(LEAP), snooze)
    assert told(store, OFFICER, Owed.ESCALATED, end=date(2024, 3, 12)) == [
        ("07/03", "s2024-03-07T00:00"),
        ("11/03", "w2024-03-11"),
    ]


# ---------------------------------------------------------------- whatever is stored


def test_what_is_due_does_not_depend_on_how_records_are_stored() -> None:
    one = a_store(TITLES, a_task(), people=PEOPLE, units=UNITS)
    other = a_store(a_task(), TITLES, people=PEOPLE[::-1], units=UNITS[::-1])
    for day in (date(2024, 2, 27), date(2024, 6, 19), date(2024, 9, 2)):
        first, second = (due(store, at(date(2024, 1, 5)), at(day, 10)) for store in (one, other))
        assert first.messages == second.messages


def test_whom_somebody_stands_in_for_in_two_units_does_not_depend_on_the_order_of_the_units() -> None:
    both = replace(LEAP, lead=tuple(Body(unit.name, unit.id) for unit in (INDUSTRY, OFFICE)))
    heads = (OFFICE_HEAD, HEAD)
    leaves = [
        ReminderSettings(head.id, away_from=date(2024, 2, 1), away_until=date(2024, 3, 31), stand_in=STAFF.id)
        for head in heads
    ]
    day = date(2024, 2, 28)
    for units in (UNITS, UNITS[::-1]):
        [message] = due(keep(a_store(both, units=units), *leaves), at(day - DAY), at(day)).digests
        assert [(item.task, item.of) for item in message.items] == [(LEAP.id, HEAD.id)]


def test_a_department_of_nobody_is_told_nothing() -> None:
    assert said(a_store(TITLES, people=(), units=())) == []
    alone = a_person("mot", unit="khong_co", roles={Role.STAFF})
    assert {each.person for each in said(a_store(TITLES, people=(alone,), units=()))} == {alone}


def test_whoever_has_left_is_told_nothing_from_that_day_on() -> None:
    people = [replace(person, left=date(2024, 2, 27)) if person == STAFF else person for person in PEOPLE]
    assert told(a_store(TITLES, people=people), people[-1], Owed.TITLE)[-1] == ("23/02", "3")


def test_a_reminder_has_an_id_for_ever_and_no_other_has_the_same() -> None:
    store = a_store(TITLES, led_by(INDUSTRY, LEAP, id="b", cooperating=(Body("vp", OFFICE.id),)))
    keep(store, InternalDate("thu-2024", "b", date(2024, 2, 20), OFFICER.id, ADOPTED))

    def ids() -> list[str]:
        return [item.reminder(each.person.id) for each in said(store) for item in each.items]

    assert ids() == ids()
    assert len(set(ids())) == len(ids())
    item = DigestItem("p", "t", Owed.PART, date(2024, 2, 28), 3, rung="3", unit="u")
    assert item.reminder("lan") == "lan/p/t/part@u/2024-02-28/3"


def test_a_message_has_the_day_and_hour_of_hanoi() -> None:
    [message] = [each for each in said(a_store(LEAP), date(2024, 2, 28), date(2024, 2, 28)) if each.kind is DIGEST]
    assert (message.day, message.at.astimezone(HANOI).time()) == (date(2024, 2, 28), time(7, 45))
