"""Stamps move with what an event says, and with nothing else."""

import os
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calendar_sync.events import event_of
from calendar_sync.stamps import fingerprint, stamp_events, stamps_of
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.documents.bodies import matched
from plans.documents.library import demo_department, demo_plan
from plans.model.plan import (
    Body,
    Deadline,
    DeadlineKind,
    Opens,
    Plan,
    Rule,
    Source,
    Task,
    TaskKind,
    TaskProgress,
    task_key,
)
from plans.model.publishing import PublishedEvent
from plans.planning.adopting import adopt_plan
from plans.store.memory import MemoryStore
from plans.store.tinydb_store import TinyStore
from plans.working_days import use
from tests.builders import NOW, a_deadline, a_plan, a_task

#: Many more in a soak run.
EXAMPLES = 20_000 if os.environ.get("DONDOC_SOAK") else 150
LATER = NOW + timedelta(days=3, microseconds=17)
UID = f"{task_key('thu-2024', 'bc_so_ket')}@dondoc"


def stamp(store: MemoryStore, now: datetime) -> PublishedEvent:
    """Stamp everything, and answer the half-year report's stamp."""
    with store.transaction() as tx:
        stamp_events(tx, now)
    return stamps_of(store)[UID]


def mark_done(store: MemoryStore) -> None:
    """The half-year report is done."""
    with store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, "van"))


def test_a_new_event_starts_at_sequence_nought(store: MemoryStore) -> None:
    found = stamps_of(store)[UID]
    assert (found.sequence, found.created, found.last_modified) == (0, NOW, NOW)
    assert len(stamps_of(store)) == 6


def test_nothing_changed_writes_nothing(store: MemoryStore) -> None:
    version = store.version(PublishedEvent)
    stamp(store, LATER)
    assert store.version(PublishedEvent) == version


def test_a_change_moves_that_event_alone(store: MemoryStore) -> None:
    before = dict(stamps_of(store))
    mark_done(store)
    after = stamp(store, LATER)
    assert (after.sequence, after.created, after.last_modified) == (1, NOW, LATER.replace(microsecond=0))
    assert {uid for uid, known in stamps_of(store).items() if known != before[uid]} == {UID}


def test_undoing_a_change_is_another_change(store: MemoryStore) -> None:
    original = stamps_of(store)[UID]
    mark_done(store)
    stamp(store, LATER)
    with store.transaction() as tx:
        tx.delete(TaskProgress, "thu-2024/bc_so_ket")
    again = stamp(store, LATER + timedelta(hours=1))
    assert (again.sequence, again.fingerprint) == (2, original.fingerprint)


def test_stamps_never_go_back_with_the_clock(store: MemoryStore) -> None:
    mark_done(store)
    changed = stamp(store, NOW - timedelta(days=30))
    assert (changed.sequence, changed.last_modified) == (1, NOW + timedelta(seconds=1))


def test_stamps_are_whole_seconds(store: MemoryStore) -> None:
    mark_done(store)
    assert stamp(store, LATER).last_modified.microsecond == 0


def test_a_withdrawn_task_keeps_its_stamp_and_moves_it(store: MemoryStore) -> None:
    plan = store.get(Plan, "thu-2024")
    assert plan is not None
    tasks = tuple(replace(task, withdrawn=task.id == "bc_so_ket") for task in plan.tasks)
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=tasks))
    assert stamp(store, LATER).sequence == 1


def test_later_issues_and_restarts_keep_the_name_and_count_on(tmp_path: Path) -> None:
    task, other = a_task(), a_task("khac", number="9")
    moved = replace(task, deadline=a_deadline(date(2024, 7, 1)))
    sequences = []
    for tasks in ((task, other), (task, other), (moved, other), (other,), (other,), (task, other)):
        store = TinyStore.open(tmp_path)
        with store.transaction() as tx:
            adopt_plan(tx, LATER, None, a_plan(tasks=tasks, adopted_at=None))
            stamp_events(tx, LATER)
        sequences.append(stamps_of(store)[UID].sequence)
        assert len(stamps_of(store)) == 2
        store.close()
    assert sequences == [0, 0, 1, 2, 2, 3]


def test_a_roster_that_gives_the_units_other_ids_moves_nothing() -> None:
    plan = demo_plan()
    renamed = matched(plan, [replace(unit, id=f"{unit.id}_2") for unit in demo_department()[1]])
    assert renamed.tasks[0].units != plan.tasks[0].units
    for task, other in zip(plan.tasks, renamed.tasks, strict=True):
        assert fingerprint(Entry(renamed, other, None)) == fingerprint(Entry(plan, task, None))


CHANGES: dict[str, Callable[[Task], Task]] = {
    "title": lambda task: replace(task, title="Khác"),
    "number": lambda task: replace(task, number="9"),
    "day": lambda task: replace(task, deadline=a_deadline(date(2024, 6, 16), wording=task.deadline.wording)),
    "before": lambda task: replace(task, deadline=replace(task.deadline, before=False)),
    "wording": lambda task: replace(task, deadline=replace(task.deadline, wording="Chậm nhất 15/6/2024")),
    "hour": lambda task: replace(task, deadline=replace(task.deadline, hour=time(16))),
    "lead": lambda task: replace(task, lead=()),
    "cooperating": lambda task: replace(task, cooperating=task.lead),
    "opens": lambda task: replace(task, opens=Opens.TITLE),
    "source": lambda task: replace(task, source=Source("ke-hoach.txt", 2, "khác")),
    "withdrawn": lambda task: replace(task, withdrawn=True),
}


@pytest.mark.parametrize("changed", CHANGES)
def test_every_fact_that_an_event_shows_moves_it(changed: str) -> None:
    task = a_task()
    plan = a_plan(tasks=(task,))
    assert fingerprint(Entry(plan, CHANGES[changed](task), None)) != fingerprint(Entry(plan, task, None))


DAYS = st.sampled_from([date(2024, 2, 29), date(2024, 6, 15), date(2024, 12, 31)])
WORDS = st.sampled_from(["Báo cáo", "Họp\r\nHội đồng", "a\u202eb", ""])
BODIES = st.lists(st.builds(Body, WORDS, st.sampled_from(["van_phong", None])), max_size=2).map(tuple)
HOURS = st.sampled_from([None, time(8), time(16, 30)])
DEADLINES = st.builds(
    Deadline, st.sampled_from(DeadlineKind), DAYS, DAYS, WORDS, st.booleans(), st.just(""), HOURS
).filter(lambda deadline: deadline.start <= deadline.end)
TASKS = st.builds(
    Task,
    id=st.just("viec"),
    number=st.sampled_from(["1.1", ""]),
    section=WORDS,
    title=WORDS,
    deadline=DEADLINES,
    kind=st.sampled_from(TaskKind),
    lead=BODIES,
    cooperating=BODIES,
    source=st.builds(Source, WORDS, st.integers(1, 2), WORDS),
    opens=st.sampled_from([None, *Opens]),
    withdrawn=st.booleans(),
)
RULES = st.lists(
    st.builds(Rule, st.sampled_from(["register", "unregistered"]), st.builds(Source, WORDS, st.integers(1, 2), WORDS)),
    max_size=2,
).map(tuple)


FIELDS = tuple(field.name for field in fields(Task) if field.name not in {"id", "aliases", "section"})


def standing(task: Task, rules: tuple[Rule, ...], done: bool) -> Entry:
    """A task as it stands in its plan."""
    plan = a_plan(tasks=(task,), rules=rules)
    return Entry(plan, task, TaskProgress(plan.id, task.id, NOW, "van") if done else None)


@st.composite
def changed_entries(draw: st.DrawFn) -> tuple[Entry, Entry]:
    """A task before and after one or two facts of it have changed."""
    task, other = draw(TASKS), draw(TASKS)
    taken = draw(st.sets(st.sampled_from([*FIELDS, "rules", "done"]), min_size=1, max_size=2))
    rules, done = draw(RULES), draw(st.booleans())
    after = standing(
        replace(task, **{name: getattr(other, name) for name in taken.intersection(FIELDS)}),
        draw(RULES) if "rules" in taken else rules,
        not done if "done" in taken else done,
    )
    return standing(task, rules, done), after


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(entries=changed_entries(), language=st.sampled_from(["vi", "en"]))
def test_no_event_changes_in_any_language_without_moving_its_stamp(entries: tuple[Entry, Entry], language: str) -> None:
    before, after = (event_of(entry, Texts(language), "https://dondoc.example/") for entry in entries)
    if before != after:
        assert fingerprint(entries[0]) != fingerprint(entries[1])


def test_a_corrected_holiday_moves_the_events_that_name_another_day_to_finish_on() -> None:
    entry = Entry(a_plan(), a_task(deadline=a_deadline(date(2024, 2, 29), before=True)), None)
    before, event = fingerprint(entry), event_of(entry, Texts("vi"), "https://so.example/")
    use({date(2024, 2, 28): False})
    assert event_of(entry, Texts("vi"), "https://so.example/") != event
    assert fingerprint(entry) != before


def test_a_meeting_moves_when_another_deadline_prepares_it_and_not_when_that_one_is_done() -> None:
    registration = a_task("dk", title="Đăng ký sáng kiến", deadline=a_deadline(date(2024, 10, 10)))
    on = a_deadline(date(2024, 10, 30), kind=DeadlineKind.ON)
    meeting = a_task("hop", title="Họp Hội đồng sáng kiến Sở", kind=TaskKind.MEETING, deadline=on)
    alone, prepared = a_plan(tasks=(meeting,)), a_plan(tasks=(registration, meeting))
    assert fingerprint(Entry(alone, meeting, None)) != fingerprint(Entry(prepared, meeting, None))
    reworded = a_plan(tasks=(replace(registration, title="Tổng hợp đăng ký sáng kiến"), meeting))
    assert fingerprint(Entry(reworded, meeting, None)) == fingerprint(Entry(prepared, meeting, None))


def test_the_events_of_earlier_versions_keep_their_stamps() -> None:
    """Without what they did not know (an hour, what prepares a meeting), the fingerprint is what it was."""
    assert fingerprint(Entry(a_plan(), a_task(), None)) == "755b71d39d188a4d2527aebda22038fc"


def test_a_cancelled_event_does_not_move_when_its_work_is_marked_done() -> None:
    task = a_task(withdrawn=True)
    plan = a_plan(tasks=(task,))
    done = TaskProgress(plan.id, task.id, NOW, "van")
    assert fingerprint(Entry(plan, task, done)) == fingerprint(Entry(plan, task, None))


def test_what_no_event_shows_moves_nothing() -> None:
    task = a_task()
    plan = a_plan(tasks=(task,))
    other = replace(plan, adopted_at=datetime(2025, 1, 1, tzinfo=UTC), topics=(), issued=None)
    renamed = replace(task, aliases=("so ket",))
    done = Entry(plan, task, TaskProgress(plan.id, task.id, NOW, "van"))
    done_by_another = Entry(plan, task, TaskProgress(plan.id, task.id, LATER, "hoa"))
    assert fingerprint(Entry(other, renamed, None)) == fingerprint(Entry(plan, task, None))
    assert fingerprint(done) == fingerprint(done_by_another) != fingerprint(Entry(plan, task, None))
