"""What holds of all reminders, whatever the plan, the people and what they have chosen."""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.answers import answers_by_person
from plans.deadlines import aim
from plans.hours import may_remind
from plans.model.answers import Answer, Registration
from plans.model.duties import Assignment, DoneReport, InternalDate, UnitPart
from plans.model.people import Person, Role
from plans.model.plan import Body, DeadlineKind, Opens, Plan, Task, TaskKind, TaskProgress
from plans.model.reminding import Owed, PlannedThrough, ReminderSettings
from plans.reminding.due import Message, due
from plans.reminding.ending import Endings
from plans.reminding.owing import owed, standing
from plans.reminding.simulating import simulate
from plans.store.memory import MemoryStore
from plans.store.port import Record
from plans.working_days import HANOI, is_working_day
from tests.builders import PEOPLE, UNITS, a_deadline, a_task
from tests.plans.reminding.scenes import ADOPTED, BRIEFING, DIGEST, PING, a_store, at, keep

SOAK = 20 if os.environ.get("DONDOC_SOAK") else 1
DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 20), date(2024, 6, 30))
KINDS = st.sampled_from([DeadlineKind.BY, DeadlineKind.ON, DeadlineKind.MONTH, DeadlineKind.RANGE, DeadlineKind.UNSET])
HOURS = st.sampled_from([time(7), time(7, 45), time(10), time(14), time(17)])
TITLES_OF_TASKS = ["Báo cáo", "Họp Hội đồng Thi đua - Khen thưởng Sở"]
#: What says nothing any more once its day is over.
PASSING = {Owed.ATTEND, Owed.UNANSWERED}

many = settings(
    max_examples=25 * SOAK, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@st.composite
def some_tasks(draw: st.DrawFn) -> tuple[Task, ...]:
    found = []
    for number in range(draw(st.integers(1, 4))):
        end = draw(DAYS)
        kind = draw(KINDS)
        start = end - draw(st.integers(0, 60)) * DAY if kind not in (DeadlineKind.BY, DeadlineKind.ON) else end
        task = a_task(
            f"t{number}",
            title=draw(st.sampled_from(TITLES_OF_TASKS)),
            deadline=a_deadline(end, start=start, kind=kind, before=draw(st.booleans())),
            kind=draw(st.sampled_from(TaskKind)),
            lead=(),
            cooperating=draw(st.sampled_from([(), ("ql_cong_nghiep",), ("cac_phong_don_vi",)])),
            opens=draw(st.sampled_from([None, Opens.TITLE, Opens.INNOVATION])),
        )
        units = draw(st.lists(st.sampled_from(UNITS), max_size=2, unique=True))
        found.append(replace(task, lead=tuple(Body(unit.name, unit.id) for unit in units)))
    return tuple(found)


@st.composite
def some_choices(draw: st.DrawFn, people: Iterable[Person]) -> list[ReminderSettings]:
    """What people have chosen: an hour, digests only, a leave with or without a stand-in."""
    return [
        ReminderSettings(
            person.id,
            hour=draw(HOURS),
            digest_only=draw(st.booleans()),
            away_from=(away := draw(st.one_of(st.none(), DAYS))),
            away_until=away + draw(st.integers(0, 20)) * DAY if away else None,
            stand_in=draw(st.sampled_from(["", "lan", "hung", "nobody"])),
        )
        for person in draw(st.sets(st.sampled_from(list(people)), max_size=3))
    ]


@st.composite
def some_records(draw: st.DrawFn, leave: bool = True) -> list[Record]:
    """Everything of a department, in no order."""
    leaves = st.one_of(st.none(), DAYS) if leave else st.none()
    people = [
        replace(person, left=draw(leaves), further_units=draw(st.sampled_from([(), ("hoi_dong_tdkt",)])))
        for person in PEOPLE
    ]
    tasks = draw(some_tasks())
    found: list[Record] = [*UNITS, *people, *a_store(*tasks).all(Plan)]
    found += draw(some_choices(people)) if leave else []
    found += [
        Registration("thu-2024", person.id, False, "", draw(st.sampled_from(Answer)), None, (), ADOPTED, person.id)
        for person in draw(st.sets(st.sampled_from(people)))
    ]
    for task in tasks:
        found += draw(st.lists(some_deeds(task), max_size=2, unique_by=type))
    return found


def some_deeds(task: Task) -> st.SearchStrategy[Record]:
    """What may have happened to a task."""
    return st.one_of(
        st.just(TaskProgress("thu-2024", task.id, ADOPTED, "van")),
        st.just(DoneReport("thu-2024", task.id, ADOPTED, "hung")),
        DAYS.map(lambda day: InternalDate("thu-2024", task.id, day, "van", ADOPTED)),
        st.just(Assignment("thu-2024", task.id, "ql_cong_nghiep", "lan", "hung", ADOPTED)),
        st.just(UnitPart("thu-2024", task.id, "van_phong", ADOPTED, "hoa")),
    )


def a_world(records: Iterable[Record]) -> MemoryStore:
    return keep(MemoryStore(), *records)


def all_said(store: MemoryStore, start: date, end: date) -> list[Message]:
    return [message for found in simulate(store, start, end) for message in found.messages]


# ---------------------------------------------------------------- messages


@many
@given(some_records(), DAYS)
def test_messages_keep_the_hours_and_nobody_has_more_than_a_digest_a_day_and_two_pings_a_week(
    records: list[Record], start: date
) -> None:
    store = a_world(records)
    digests: Counter[tuple[str, date]] = Counter()
    pings: Counter[tuple[str, date]] = Counter()
    ids: Counter[str] = Counter()
    for message in all_said(store, start, start + 45 * DAY):
        monday = message.day - message.day.weekday() * DAY
        assert may_remind(message.at)
        assert message.person.is_here(message.day)
        assert message.items or message.kind is BRIEFING
        assert len({item.thing for item in message.items}) == len(message.items)
        if Role.LEADER in message.person.roles:
            assert message.kind is BRIEFING
            digests[message.person.id, monday] += 1
        elif message.kind is DIGEST:
            digests[message.person.id, message.day] += 1
        elif message.kind is PING:
            pings[message.person.id, monday] += 1
            assert message.at.astimezone(HANOI).time() == time(14)
        ids.update(item.reminder(message.person.id) for item in message.items)
    assert set(digests.values()) <= {1}
    assert set(pings.values()) <= {1, 2}
    assert set(ids.values()) <= {1}, "an id is that of one reminder"


@many
@given(some_records(), DAYS)
def test_nobody_is_told_of_what_is_done_or_not_theirs(records: list[Record], start: date) -> None:
    store = a_world(records)
    [plan] = store.all(Plan)
    done = {each.task for each in store.all(TaskProgress)} | {each.task for each in store.all(DoneReport)}
    answered = {opens: answers_by_person(store, plan, opens) for opens in Opens}
    for message in all_said(store, start, start + 30 * DAY):
        assert standing(store, message.items, message.person, message.day) == tuple(
            sorted(message.items, key=lambda item: (item.aim, item.thing))
        )
        for item in message.items:
            if item.owed in (Owed.TITLE, Owed.INNOVATION):
                assert message.person.id not in answered[Opens(item.owed)]
            elif item.owed not in (Owed.UNIT_TITLE, Owed.UNANSWERED):
                assert item.task not in done


@many
@given(some_records(leave=False))
def test_whoever_owes_it_is_told_on_the_day_to_aim_at(records: list[Record]) -> None:
    store = a_world(records)
    for task in store.all(Plan)[0].tasks:
        day = aim(task.deadline)
        if day is None:
            continue
        assert is_working_day(day)
        said = all_said(store, day, day)
        found = {(each.person.id, item.owed) for each in said for item in each.items if item.task == task.id}
        for person in store.all(Person):
            kinds = {item.owed for item in owed(store, person, day) if item.task == task.id and item.aim == day}
            if Role.LEADER not in person.roles:
                assert {kind for kind in kinds if kind is not Owed.SET_DAY} <= {
                    kind for id, kind in found if id == person.id
                }


@many
@given(some_records(), DAYS, st.data())
def test_what_a_message_that_is_out_says_has_ended_is_owed_no_more(
    records: list[Record], start: date, data: st.DataObject
) -> None:
    store = a_world(records)
    out = all_said(store, start, start + 10 * DAY)
    for task in store.all(Plan)[0].tasks:
        keep(store, data.draw(some_deeds(task)))
    for message in out:
        endings = Endings(store, message.day)
        standing_still = standing(store, message.items, message.person, message.day)
        for item in message.items:
            if endings.of(message.person.id, item) is not None:
                assert item.thing not in {each.thing for each in standing_still}


# ---------------------------------------------------------------- order, restarts, downtime


@many
@given(some_records(), DAYS, st.randoms(use_true_random=False), st.integers(0, 40))
def test_the_order_of_records_does_not_matter(records: list[Record], day: date, random: object, length: int) -> None:
    mixed = list(records)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    now = at(day, 17, 30)
    one, other = (due(a_world(each), now - length * DAY, now) for each in (records, mixed))
    assert one == other


INSTANTS = st.tuples(DAYS, st.sampled_from([time(6), time(7, 10), time(7, 45), time(12), time(16), time(17, 30)]))


@many
@given(some_records(), st.lists(INSTANTS, min_size=2, max_size=5, unique=True))
def test_planning_again_finds_nothing(records: list[Record], instants: list[tuple[date, time]]) -> None:
    store = a_world(records)
    ups = sorted(datetime.combine(day, hour, HANOI) for day, hour in instants)
    for after, now in pairwise(ups):
        planned = store.get(PlannedThrough, "reminders")
        found = due(store, planned.at if planned else after, now)
        keep(store, PlannedThrough(found.through, found.behind))
        assert due(store, found.through, now).messages == ()
        assert due(store, found.through, found.through - DAY).messages == ()


@many
@given(some_records(leave=False), st.lists(INSTANTS, min_size=3, max_size=6, unique=True))
def test_an_interval_tells_the_same_latest_rungs_as_its_parts(
    records: list[Record], instants: list[tuple[date, time]]
) -> None:
    whole, parted = a_world(records), a_world(records)
    ups = sorted(datetime.combine(day, hour, HANOI) for day, hour in instants)
    ups[-1] = at(ups[-1].astimezone(HANOI).date() + DAY, 17, 45)
    once = due(whole, ups[0], ups[-1])
    latest: dict[tuple[str, tuple[str, str, Owed, str]], str] = {}
    keep(parted, PlannedThrough(ups[0]))
    for now in ups[1:]:
        planned = parted.get(PlannedThrough, "reminders")
        assert planned is not None
        found = due(parted, planned.at, now)
        keep(parted, PlannedThrough(found.through, found.behind))
        for message in (*found.digests, *found.briefings):
            latest |= {(message.person.id, item.thing): item.rung for item in message.items}
    told = {
        (message.person.id, item.thing): item.rung
        for message in (*once.digests, *once.briefings)
        for item in message.items
    }
    assert told.items() <= latest.items()
    over = {task.id for task in whole.all(Plan)[0].tasks if task.deadline.end < ups[-1].date()}
    for (_, thing), _ in latest.items() - told.items():
        if is_working_day(ups[-1].date()):
            _, task, kind, _ = thing
            assert kind in PASSING or task in over
