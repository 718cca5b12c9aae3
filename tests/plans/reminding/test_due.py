"""Which reminders are due, and when: the days the issue names, and what holds for any plan."""

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.agenda import entries, responsible
from plans.deadlines import aim
from plans.model.answers import LATER, Answer, Innovation, Registration
from plans.model.people import Person, Unit
from plans.model.plan import DeadlineKind, Opens, Plan, Task, TaskKind, TaskProgress
from plans.model.reminding import DigestItem, Owed, PlannedThrough, Snooze
from plans.planning.adopting import adopt_plan
from plans.reminding.due import Digest, next_digest, plan_digests
from plans.reminding.ladders import LADDER, Shift, sent_early, shift
from plans.reminding.owing import joined, owed, snoozed_until, standing, still_owed
from plans.reminding.simulating import simulate
from plans.store.memory import MemoryStore
from plans.working_days import HANOI, is_working_day
from tests.builders import (
    HEAD,
    LEADER,
    NOW,
    OFFICE,
    OFFICER,
    PEOPLE,
    STAFF,
    TODAY,
    UNITS,
    a_deadline,
    a_person,
    a_plan,
    a_task,
)

SOAK = 20 if os.environ.get("DONDOC_SOAK") else 1
DAY = timedelta(days=1)
JANUARY, NEXT_YEAR = date(2024, 1, 2), date(2025, 1, 15)


def at(day: date, hour: int = 7, minute: int = 45) -> datetime:
    return datetime.combine(day, time(hour, minute), HANOI)


def a_store(*tasks: Task, people: Iterable[Person] = PEOPLE) -> MemoryStore:
    store = MemoryStore()
    with store.transaction() as tx:
        for unit in UNITS:
            tx.put(unit)
        for person in people:
            tx.put(person)
        tx.put(a_plan(tasks=tasks))
    return store


def keep(
    store: MemoryStore,
    *records: Registration | Innovation | TaskProgress | Snooze | PlannedThrough | Person | Plan,
) -> MemoryStore:
    with store.transaction() as tx:
        for record in records:
            tx.put(record)
    return store


def days_of(
    store: MemoryStore, person: Person, owing: Owed = Owed.TASK, end: date = NEXT_YEAR
) -> list[tuple[str, int]]:
    """On which days, and with how many days left, a person is told of what they owe."""
    return [
        (f"{digest.day:%d/%m}", item.days)
        for digest in simulate(store, JANUARY, end)
        for item in digest.items
        if digest.person.id == person.id and item.owed is owing
    ]


def told(digests: Iterable[Digest]) -> dict[str, list[DigestItem]]:
    return {digest.person.id: list(digest.items) for digest in digests}


def planned(store: MemoryStore, now: datetime) -> dict[str, list[DigestItem]] | None:
    found = plan_digests(store, now)
    return None if found is None else told(found.digests)


def titled(person: Person, answer: Answer) -> Registration:
    return Registration("thu-2024", person.id, False, "", answer, None, (), NOW, person.id)


def invented(person: Person, answer: Answer, ordinal: int = 1) -> Innovation:
    return Innovation("thu-2024", person.id, ordinal, "", answer, "x", NOW, person.id)


# ---------------------------------------------------------------- the ladder


def test_the_ladder_counts_down_to_the_last_working_day_before_the_day() -> None:
    store = a_store(a_task(deadline=a_deadline(date(2024, 3, 28), before=True)))
    assert days_of(store, OFFICER, end=date(2024, 3, 28)) == [
        ("13/03", 14),
        ("20/03", 7),
        ("22/03", 5),
        ("26/03", 1),
        ("27/03", 0),
    ]


def test_a_deadline_to_the_end_of_a_day_aims_at_that_day() -> None:
    store = a_store(a_task(deadline=a_deadline(date(2024, 3, 28))))
    assert days_of(store, OFFICER, end=date(2024, 3, 28))[-1] == ("28/03", 0)


def test_a_rung_in_tet_is_sent_before_tet(store: MemoryStore) -> None:
    ladder = days_of(store, STAFF, Owed.TITLE)
    assert ladder == [("07/02", 21), ("21/02", 7), ("23/02", 5), ("27/02", 1), ("28/02", 0), ("01/03", -1)]


def test_a_saturday_deadline_is_asked_for_on_the_friday(store: MemoryStore) -> None:
    assert ("14/06", 0) in days_of(store, OFFICER)
    assert not any(day in ("15/06", "16/06") for day, _ in days_of(store, OFFICER))


def test_two_rungs_on_one_day_are_one_item() -> None:
    store = a_store(a_task(deadline=a_deadline(date(2024, 4, 8))))  # a Monday: 3 and 1 days before are Friday, Sunday
    assert days_of(store, OFFICER, end=date(2024, 4, 8)) == [("25/03", 14), ("01/04", 7), ("05/04", 3), ("08/04", 0)]


def test_an_unset_deadline_is_never_spoken_of() -> None:
    unset = a_deadline(date(2024, 6, 30), start=date(2024, 4, 1), kind=DeadlineKind.UNSET)
    assert days_of(a_store(a_task(deadline=unset)), OFFICER) == []
    assert owed(a_store(a_task(deadline=unset)), OFFICER, TODAY) == ()


# ---------------------------------------------------------------- overdue


def test_what_is_overdue_is_spoken_of_after_1_3_7_days_and_every_week() -> None:
    store = a_store(a_task(deadline=a_deadline(date(2024, 9, 9))))
    late = [(day, -days) for day, days in days_of(store, OFFICER, end=date(2024, 10, 15)) if days < 0]
    assert late == [
        ("10/09", 1),
        ("12/09", 3),
        ("16/09", 7),
        ("23/09", 14),
        ("30/09", 21),
        ("07/10", 28),
        ("14/10", 35),
    ]


def test_all_that_has_long_been_overdue_is_spoken_of_on_one_day_a_week() -> None:
    tasks = [a_task(f"t{day}", deadline=a_deadline(date(2024, 9, day))) for day in (3, 4, 5, 6)]
    store = a_store(*tasks)
    days = {day for day, days in days_of(store, OFFICER, end=date(2024, 11, 1)) if days < -20}
    assert days == {"30/09", "07/10", "14/10", "21/10", "28/10"}


def test_an_overdue_rung_on_a_day_off_never_comes_before_the_thing_is_overdue() -> None:
    store = a_store(a_task(deadline=a_deadline(date(2024, 2, 7))))  # the day before Tết: 1, 3 and 7 days late lie in it
    late = [(day, -days) for day, days in days_of(store, OFFICER, end=date(2024, 2, 22)) if days < 0]
    assert late == [("15/02", 8)]


def test_an_overdue_rung_on_a_day_off_is_otherwise_sent_on_the_working_day_before() -> None:
    store = a_store(a_task(deadline=a_deadline(date(2024, 6, 15))))  # a Saturday, and so is a week after it
    late = [(day, -days) for day, days in days_of(store, OFFICER, end=date(2024, 7, 5)) if days < 0]
    assert late == [("17/06", 2), ("18/06", 3), ("21/06", 6), ("01/07", 16)]


def test_the_last_day_that_is_accepted_is_not_overdue(store: MemoryStore) -> None:
    [item] = owed(a_store(a_task(deadline=a_deadline(date(2024, 2, 29), before=True))), OFFICER, date(2024, 2, 29))
    assert (item.aim, item.days) == (date(2024, 2, 28), 0)


def test_a_movement_is_never_overdue() -> None:
    store = a_store(a_task(kind=TaskKind.MOVEMENT))
    assert all(days >= 0 for _, days in days_of(store, OFFICER))
    assert owed(store, OFFICER, date(2024, 7, 1)) == ()
    keep(store, planned_through(date(2024, 6, 13)))
    assert planned(store, at(date(2024, 6, 17))) == {}


def test_a_past_meeting_is_asked_about_once_on_the_next_working_day() -> None:
    store = a_store(a_task(kind=TaskKind.MEETING, deadline=a_deadline(date(2024, 6, 14), kind=DeadlineKind.ON)))
    assert [each for each in days_of(store, OFFICER) if each[1] < 0] == [("17/06", -3)]


def test_a_month_is_overdue_only_after_it() -> None:
    month = a_deadline(date(2024, 6, 30), start=date(2024, 6, 1), kind=DeadlineKind.MONTH)
    days = days_of(a_store(a_task(deadline=month)), OFFICER, end=date(2024, 7, 2))
    assert days[-2:] == [("28/06", 0), ("01/07", -1)]


def test_an_answer_not_given_is_mentioned_once_after_the_register_closed(store: MemoryStore) -> None:
    assert [each for each in days_of(store, STAFF, Owed.TITLE) if each[1] < 0] == [("01/03", -1)]
    assert [each for each in days_of(store, STAFF, Owed.INNOVATION) if each[1] < 0] == [("11/10", -1)]
    assert owed(store, STAFF, date(2024, 5, 6))[0].days == -67


# ---------------------------------------------------------------- who owes what


def test_everybody_owes_an_answer_and_the_responsible_the_task(store: MemoryStore) -> None:
    found = told(simulate(store, date(2024, 2, 21), date(2024, 2, 21)))
    assert {id: [item.owed for item in items] for id, items in found.items()} == {
        "van": [Owed.TASK, Owed.TITLE],
        "hoa": [Owed.TASK, Owed.TITLE],
        "minh": [Owed.TITLE],
        "hung": [Owed.TITLE],
        "lan": [Owed.TITLE],
    }


def test_marking_the_offices_part_done_stops_nobodys_own_reminders(store: MemoryStore) -> None:
    before = {person.id: days_of(store, person, Owed.TITLE) for person in PEOPLE}
    keep(store, TaskProgress("thu-2024", "ke_hoach", NOW, OFFICER.id))
    assert {person.id: days_of(store, person, Owed.TITLE) for person in PEOPLE} == before
    assert not any(item.task == "ke_hoach" for item in owed(store, OFFICER, TODAY) if item.owed is Owed.TASK)


def test_giving_ones_own_answer_does_not_do_the_offices_part(store: MemoryStore) -> None:
    keep(store, titled(OFFICER, Answer.REGISTERED))
    assert [item.owed for item in owed(store, OFFICER, TODAY) if item.task == "ke_hoach"] == [Owed.TASK]


@pytest.mark.parametrize("answer", [Answer.REGISTERED, Answer.DECLINED])
def test_an_answer_ends_the_reminders(store: MemoryStore, answer: Answer) -> None:
    keep(store, titled(STAFF, answer), invented(STAFF, answer))
    assert owed(store, STAFF, TODAY) == ()
    assert "lan" not in {digest.person.id for digest in simulate(store, JANUARY, NEXT_YEAR)}


def test_an_answer_withdrawn_is_owed_again(store: MemoryStore) -> None:
    keep(store, titled(STAFF, Answer.WITHDRAWN), invented(STAFF, Answer.WITHDRAWN))
    assert [item.owed for item in owed(store, STAFF, TODAY)] == [Owed.TITLE, Owed.INNOVATION]


def test_one_of_several_innovations_is_enough(store: MemoryStore) -> None:
    keep(store, invented(STAFF, Answer.WITHDRAWN, 1), invented(STAFF, Answer.REGISTERED, 2))
    assert [item.owed for item in owed(store, STAFF, TODAY)] == [Owed.TITLE]


@pytest.mark.parametrize("promised", [LATER, "thu-2024/lan/2"])
def test_an_innovation_promised_with_a_title_is_asked_for_even_from_who_had_none(
    store: MemoryStore, promised: str
) -> None:
    keep(store, replace(titled(STAFF, Answer.REGISTERED), innovation=promised), invented(STAFF, Answer.DECLINED))
    keep(store, invented(STAFF, Answer.WITHDRAWN, 2))
    assert [item.owed for item in owed(store, STAFF, TODAY)] == [Owed.INNOVATION]
    keep(store, invented(STAFF, Answer.REGISTERED, 3))
    assert owed(store, STAFF, TODAY) == ()


def test_an_answer_to_another_plan_does_not_count(store: MemoryStore) -> None:
    keep(store, replace(titled(STAFF, Answer.REGISTERED), plan="thu-2023"))
    assert Owed.TITLE in [item.owed for item in owed(store, STAFF, TODAY)]


def test_a_units_registration_is_nobodys_own_answer(store: MemoryStore) -> None:
    unit = Registration("thu-2024", "lan", True, "ĐK-2024-001", Answer.REGISTERED, "tt_ldtt", (), NOW, "hung")
    keep(store, unit)
    assert Owed.TITLE in [item.owed for item in owed(store, STAFF, TODAY)]


def test_whoever_has_left_owes_nothing(store: MemoryStore) -> None:
    keep(store, replace(STAFF, left=TODAY))
    assert owed(store, replace(STAFF, left=TODAY), TODAY) == ()
    assert "lan" not in told(simulate(store, TODAY, NEXT_YEAR))


def test_whoever_started_too_late_to_answer_owes_no_answer(store: MemoryStore) -> None:
    late, just = a_person("muon", started=date(2024, 3, 1)), a_person("kip", started=date(2024, 2, 29))
    keep(store, late, just)
    assert [item.owed for item in owed(store, late, date(2024, 3, 1))] == [Owed.INNOVATION]
    assert [item.owed for item in owed(store, just, date(2024, 3, 1))] == [Owed.TITLE, Owed.INNOVATION]


def test_drafts_and_withdrawn_tasks_ask_nothing() -> None:
    assert days_of(a_store(a_task(withdrawn=True)), OFFICER) == []
    draft = a_store()
    keep(draft, a_plan(adopted_at=None))
    assert simulate(draft, JANUARY, NEXT_YEAR) == ()


def test_the_councils_chair_and_the_officers_owe_its_meeting(store: MemoryStore) -> None:
    days = {person.id for person in PEOPLE if ("31/12", 0) in days_of(store, person)}
    assert days == {LEADER.id, "van", "hoa"}


def test_what_is_owed_is_listed_by_the_day_to_aim_at(store: MemoryStore) -> None:
    found = [(item.task, item.owed.value) for item in owed(store, OFFICER, TODAY)]
    assert found == [
        ("ke_hoach", "task"),
        ("ke_hoach", "title"),
        ("bc_so_ket", "task"),
        ("dk_sang_kien", "task"),
        ("dk_sang_kien", "innovation"),
        ("hop_hd_sang_kien", "task"),
        ("hop_hd_thi_dua", "task"),
    ]


def test_an_item_is_still_owed_until_it_is_answered_or_moved(store: MemoryStore) -> None:
    item = owed(store, STAFF, TODAY)[0]
    assert still_owed(store, item, STAFF, TODAY)
    assert not still_owed(store, replace(item, owed=Owed.TASK), STAFF, TODAY)
    moved = a_task("ke_hoach", deadline=a_deadline(date(2024, 3, 29)), opens=Opens.TITLE)
    keep(store, a_plan(tasks=(moved,)))
    assert not still_owed(store, item, STAFF, TODAY)
    assert not still_owed(keep(store, titled(STAFF, Answer.DECLINED)), item, STAFF, TODAY)


def test_a_later_issue_that_moves_the_day_moves_the_ladder_with_it(store: MemoryStore) -> None:
    moved = a_task("ke_hoach", deadline=a_deadline(date(2024, 3, 29), before=True), opens=Opens.TITLE)
    with store.transaction() as tx:
        adopt_plan(tx, NOW, None, a_plan(tasks=(moved,)))
    ladder = days_of(store, STAFF, Owed.TITLE)
    assert ladder == [("14/03", 14), ("21/03", 7), ("25/03", 3), ("27/03", 1), ("28/03", 0), ("01/04", -3)]


# ---------------------------------------------------------------- when digests go out


def test_the_next_digest_is_the_next_working_mornings() -> None:
    friday = date(2024, 2, 23)
    assert next_digest(at(friday, 7, 44)) == at(friday)
    assert next_digest(at(friday)) == at(date(2024, 2, 26))
    assert next_digest(at(date(2024, 2, 24), 12)) == at(date(2024, 2, 26))
    assert next_digest(at(date(2024, 2, 7), 8)) == at(date(2024, 2, 15))  # Tết 2024: 8/2 to 14/2


def test_the_next_digest_is_told_in_the_callers_zone() -> None:
    assert next_digest(datetime(2024, 2, 20, 1, 0, tzinfo=UTC)) == datetime(2024, 2, 21, 0, 45, tzinfo=UTC)
    assert next_digest(datetime(2024, 2, 20, 1, 0, tzinfo=UTC)).tzinfo is UTC


@pytest.mark.parametrize(
    ("now", "goes_out"),
    [
        (at(date(2024, 2, 21), 7, 44), False),
        (at(date(2024, 2, 21), 7, 45), True),
        (at(date(2024, 2, 21), 18, 0), True),
        (at(date(2024, 2, 21), 18, 1), False),
        (at(date(2024, 2, 24), 9), False),  # a Saturday
        (at(date(2024, 2, 12), 9), False),  # Tết
        (at(date(2024, 5, 4), 9), True),  # a Saturday worked for Monday 29/4
        (at(date(2024, 4, 29), 9), False),
    ],
)
def test_digests_go_out_in_the_hours_and_on_the_days_of_work(store: MemoryStore, now: datetime, goes_out: bool) -> None:
    assert (plan_digests(store, now) is not None) is goes_out


def test_a_day_is_planned_once_also_when_nobody_is_told_anything(store: MemoryStore) -> None:
    found = plan_digests(store, at(date(2024, 2, 20)))
    assert found is not None
    assert found.digests == ()
    keep(store, planned_through(found.day))
    assert plan_digests(store, at(date(2024, 2, 20), 12)) is None
    assert plan_digests(store, at(date(2024, 2, 19), 12)) is None, "going back plans nothing"


def test_without_a_planned_day_only_todays_rungs_count(store: MemoryStore) -> None:
    assert planned(store, at(date(2024, 2, 22))) == {}


def test_after_downtime_each_thing_is_told_once_with_its_true_days(store: MemoryStore) -> None:
    keep(store, planned_through(date(2024, 2, 20)))
    found = planned(store, at(date(2024, 2, 26)))
    assert found is not None
    assert [(item.task, item.days) for item in found["lan"]] == [("ke_hoach", 2)]
    later = planned(store, at(date(2024, 3, 5)))
    assert later is not None
    assert [(item.task, item.owed, item.days) for item in later["van"]] == [
        ("ke_hoach", Owed.TASK, -5),
        ("ke_hoach", Owed.TITLE, -5),
    ]


def test_what_was_missed_but_done_meanwhile_is_not_told(store: MemoryStore) -> None:
    keep(store, planned_through(date(2024, 2, 20)), titled(STAFF, Answer.REGISTERED))
    found = planned(store, at(date(2024, 2, 26)))
    assert found is not None
    assert "lan" not in found


def test_a_missed_evening_goes_out_on_the_next_working_day(store: MemoryStore) -> None:
    keep(store, planned_through(date(2024, 2, 22)))
    assert plan_digests(store, at(date(2024, 2, 23), 19)) is None
    found = planned(store, at(date(2024, 2, 26)))
    assert found is not None
    assert [item.days for item in found["lan"]] == [2]


# ---------------------------------------------------------------- snoozing


def planned_through(day: date) -> PlannedThrough:
    """Everything up to that day's evening."""
    return PlannedThrough(datetime.combine(day, time(18, 0), HANOI))


def snoozed(until: date) -> Snooze:
    return Snooze("lan", "thu-2024", "ke_hoach", Owed.TITLE, at(until))


def test_a_snoozed_item_comes_back_on_its_day_without_a_rung(store: MemoryStore) -> None:
    keep(store, snoozed(date(2024, 2, 26)))
    assert days_of(store, STAFF, Owed.TITLE) == [("26/02", 2), ("27/02", 1), ("28/02", 0), ("01/03", -1)]
    assert days_of(store, HEAD, Owed.TITLE)[1] == ("21/02", 7)


def test_only_what_comes_back_without_a_rung_says_so(store: MemoryStore) -> None:
    keep(store, snoozed(date(2024, 2, 26)))
    found = told(simulate(store, date(2024, 2, 26), date(2024, 2, 26)))
    assert [item.snoozed for item in found["lan"]] == [True]
    keep(store, snoozed(date(2024, 2, 27)))
    found = told(simulate(store, date(2024, 2, 27), date(2024, 2, 27)))
    assert [item.snoozed for item in found["lan"]] == [False]


def test_a_snoozed_item_comes_back_after_downtime_too(store: MemoryStore) -> None:
    keep(store, snoozed(date(2024, 2, 22)), planned_through(date(2024, 2, 21)))
    found = planned(store, at(date(2024, 2, 26)))
    assert found is not None
    assert len(found["lan"]) == 1


def test_a_snoozed_item_comes_back_once(store: MemoryStore) -> None:
    keep(store, snoozed(date(2024, 2, 23)), planned_through(date(2024, 2, 23)))
    assert planned(store, at(date(2024, 2, 26))) == {}


def test_a_digest_that_never_went_out_keeps_what_still_stands_and_is_not_put_off(store: MemoryStore) -> None:
    (item,) = [item for item in owed(store, STAFF, TODAY) if item.owed is Owed.TITLE]
    earlier = replace(item, days=item.days + 1, snoozed=True)
    assert standing(store, [earlier], STAFF, TODAY) == (replace(item, snoozed=True),)
    assert standing(store, [replace(earlier, aim=date(2024, 2, 1))], STAFF, TODAY) == ()
    keep(store, snoozed(date(2024, 2, 26)))
    assert snoozed_until(store, item, STAFF, TODAY) == date(2024, 2, 26)
    assert standing(store, [earlier], STAFF, TODAY) == ()
    assert snoozed_until(store, item, STAFF, date(2024, 2, 26)) is None


def test_items_of_two_digests_are_told_once_each_by_their_day() -> None:
    late, soon = (DigestItem("p", task, Owed.TASK, date(2024, 3, day), 1) for task, day in (("a", 9), ("b", 2)))
    assert joined([late], [soon, replace(late, days=5)]) == (soon, late)


def test_a_snoozed_item_that_was_answered_stays_away(store: MemoryStore) -> None:
    keep(store, snoozed(date(2024, 2, 26)), titled(STAFF, Answer.DECLINED))
    assert days_of(store, STAFF, Owed.TITLE) == []


# ---------------------------------------------------------------- what a text should explain


@pytest.mark.parametrize(
    ("end", "before", "expected"),
    [
        (date(2024, 2, 29), True, Shift.BEFORE),  # a Thursday
        (date(2024, 6, 15), True, Shift.DAY_OFF),  # a Saturday
        (date(2024, 6, 15), False, Shift.DAY_OFF),
        (date(2024, 10, 30), False, Shift.NONE),
    ],
)
def test_a_text_can_say_why_the_day_to_aim_at_is_another(end: date, before: bool, expected: Shift) -> None:
    assert shift(a_deadline(end, before=before)) is expected


def test_an_unset_deadline_is_not_shifted() -> None:
    assert shift(a_deadline(kind=DeadlineKind.UNSET)) is Shift.NONE


def test_an_item_knows_that_its_rung_was_sent_early(store: MemoryStore) -> None:
    early = {
        (f"{digest.day:%d/%m}", item.days): sent_early(item)
        for digest in simulate(store, JANUARY, date(2024, 3, 1))
        for item in digest.items
        if digest.person == STAFF
    }
    assert early == {
        ("07/02", 21): True,
        ("21/02", 7): False,
        ("23/02", 5): True,
        ("27/02", 1): False,
        ("28/02", 0): False,
        ("01/03", -1): False,
    }


def test_an_item_that_meets_its_own_rung_was_not_sent_early() -> None:
    # 7 days before 21/02 is the last day of Tết, so that rung joins the one 14 days before.
    assert not sent_early(DigestItem("p", "t", Owed.TASK, date(2024, 2, 21), 14))


def test_an_item_late_from_downtime_was_not_sent_early() -> None:
    assert not sent_early(DigestItem("p", "t", Owed.TASK, date(2024, 2, 28), 2))


# ---------------------------------------------------------------- what holds for any plan

DAYS = st.dates(date(2024, 1, 10), date(2024, 12, 31))
KINDS = st.sampled_from([DeadlineKind.BY, DeadlineKind.ON, DeadlineKind.MONTH, DeadlineKind.UNSET])


@st.composite
def some_tasks(draw: st.DrawFn) -> tuple[Task, ...]:
    return tuple(
        a_task(
            f"t{number}",
            deadline=a_deadline(draw(DAYS), kind=draw(KINDS), before=draw(st.booleans())),
            kind=draw(st.sampled_from(TaskKind)),
            lead=(draw(st.sampled_from(UNITS)).id,),
            opens=draw(st.sampled_from([None, Opens.TITLE, Opens.INNOVATION])),
        )
        for number in range(draw(st.integers(1, 4)))
    )


@st.composite
def some_facts(draw: st.DrawFn, leaving: bool = True) -> MemoryStore:
    leaves = st.one_of(st.none(), DAYS) if leaving else st.none()
    people = [replace(person, left=draw(leaves)) for person in PEOPLE]
    store = a_store(*draw(some_tasks()), people=people)
    answers = st.sampled_from(Answer)
    for person in draw(st.sets(st.sampled_from(people))):
        keep(store, titled(person, draw(answers)), invented(person, draw(answers)))
    for entry in draw(st.lists(st.sampled_from(entries(store)), max_size=2)):
        keep(store, TaskProgress(entry.plan.id, entry.task.id, NOW, OFFICER.id))
    return store


many = settings(
    max_examples=40 * SOAK, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@many
@given(some_facts(), DAYS)
def test_the_same_facts_give_the_same_digests_on_working_days_only(store: MemoryStore, day: date) -> None:
    month = simulate(store, day, day + 31 * DAY)
    assert month == simulate(store, day, day + 31 * DAY)
    assert all(is_working_day(digest.day) and digest.items for digest in month)
    assert len({(digest.day, digest.person.id) for digest in month}) == len(month)


@many
@given(some_facts())
def test_nobody_is_told_of_what_they_do_not_owe(store: MemoryStore) -> None:
    for digest in simulate(store, JANUARY, date(2024, 12, 31)):
        assert digest.person.is_here(digest.day)
        assert len(set(digest.items)) == len(digest.items)
        due = {(item.task, item.owed): item for item in owed(store, digest.person, digest.day)}
        for item in digest.items:
            assert due[item.task, item.owed] == item
            assert (item.days < 0) == (digest.day > store.all(Plan)[0].tasks[int(item.task[1:])].deadline.end)


@many
@given(some_facts())
def test_whoever_has_not_answered_is_told_on_the_day_to_aim_at(store: MemoryStore) -> None:
    answered = {
        Owed.TITLE: {each.subject for each in store.all(Registration) if each.answer is not Answer.WITHDRAWN},
        Owed.INNOVATION: {each.person for each in store.all(Innovation) if each.answer is not Answer.WITHDRAWN},
    }
    for entry in entries(store):
        day = aim(entry.task.deadline)
        if day is None:
            continue
        assert is_working_day(day)
        assert day <= entry.task.deadline.end
        here = [person for person in store.all(Person) if person.is_here(day)]
        expected = set()
        if not entry.done:
            people = responsible(entry.task, here, store.all(Unit), day)
            expected |= {(person.id, Owed.TASK) for person in people}
        if entry.task.opens is not None:
            owing = Owed(entry.task.opens)
            expected |= {(person.id, owing) for person in here if person.id not in answered[owing]}
        found = {
            (digest.person.id, item.owed)
            for digest in simulate(store, day, day)
            for item in digest.items
            if item.task == entry.task.id and item.days == 0
        }
        assert found == expected


def run_through(store: MemoryStore, up: Iterable[date]) -> list[Digest]:
    """Live through days on which the service is up, planning each once and remembering it."""
    found: list[Digest] = []
    for day in up:
        for minute in (45, 46):  # asked twice, as after a restart
            made = plan_digests(store, at(day, 7, minute))
            if made is not None:
                found += made.digests
                keep(store, planned_through(made.day))
    return found


@many
@given(some_facts(), DAYS, st.integers(0, 40))
def test_restarts_neither_lose_nor_repeat_anything(store: MemoryStore, start: date, length: int) -> None:
    days = [start + ahead * DAY for ahead in range(length)]
    straight = simulate(store, start, start + (length - 1) * DAY)
    assert run_through(store, days) == list(straight)


@many
@given(some_facts(leaving=False), DAYS, st.lists(st.booleans(), min_size=10, max_size=60))
def test_downtime_merges_what_was_missed_into_the_next_day_up(store: MemoryStore, start: date, up: list[bool]) -> None:
    keep(store, planned_through(start - DAY))
    days = [start + ahead * DAY for ahead in range(len(up))]
    lived = run_through(store, [day for day, is_up in zip(days, up, strict=True) if is_up])
    straight = simulate(store, start, days[-1])
    planned_days = [day for day, is_up in zip(days, up, strict=True) if is_up and is_working_day(day)]
    told_lived = {(digest.day, digest.person.id, item.task, item.owed) for digest in lived for item in digest.items}
    expected = set()
    for digest in straight:
        back = next((day for day in planned_days if day >= digest.day), None)
        if back is None:
            continue
        due = {(item.task, item.owed) for item in owed(store, digest.person, back)}
        expected |= {
            (back, digest.person.id, item.task, item.owed) for item in digest.items if (item.task, item.owed) in due
        }
    assert len(told_lived) == sum(len(digest.items) for digest in lived), "each thing once a day"
    assert expected == told_lived


@many
@given(DAYS, st.booleans())
def test_every_deadline_has_a_ladder_of_working_days_before_it(end: date, before: bool) -> None:
    store = a_store(a_task(deadline=a_deadline(end, before=before)), people=(OFFICER,))
    aimed = aim(a_deadline(end, before=before))
    assert aimed is not None
    ladder = [digest.day for digest in simulate(store, end - 40 * DAY, end)]
    assert ladder[-1] == aimed
    assert 2 <= len(ladder) <= len(LADDER)
    assert ladder[0] <= aimed - max(LADDER) * DAY


def test_the_head_of_the_office_is_among_those_responsible() -> None:
    assert OFFICE.head in {person.id for person in responsible(a_task(), PEOPLE, UNITS, TODAY)}
