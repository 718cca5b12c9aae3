"""How far a plan is, in figures."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.agenda import Entry
from plans.model.duties import DoneReport
from plans.model.plan import DeadlineKind, TaskKind, TaskProgress
from plans.progress import (
    Stage,
    busiest,
    busiest_first,
    by_lead,
    by_stage,
    days_late,
    figures,
    leads,
    led_by,
    stage_of,
)
from tests.builders import EVERY, INDUSTRY, OFFICE, UNITS, a_deadline, a_plan, a_task

LAST = date(2024, 6, 15)
PLAN = a_plan(tasks=())


def an_entry(
    *,
    done: datetime | None = None,
    waits: bool = False,
    kind: TaskKind = TaskKind.REPORT,
    deadline: DeadlineKind = DeadlineKind.BY,
    lead: tuple[str, ...] = (OFFICE.id,),
    last: date = LAST,
) -> Entry:
    task = a_task(kind=kind, deadline=a_deadline(last, kind=deadline), lead=lead)
    progress = TaskProgress(PLAN.id, task.id, done, "van") if done else None
    report = DoneReport(PLAN.id, task.id, datetime(2024, 6, 1, tzinfo=UTC), "lan") if waits else None
    return Entry(PLAN, task, progress, report)


def evening(day: date) -> datetime:
    """The last minute of a day in Viet Nam."""
    return datetime(day.year, day.month, day.day, 16, 59, tzinfo=UTC)


def test_done_through_the_end_of_the_last_day_is_in_time_and_a_minute_later_is_not() -> None:
    on_time, belated = (
        an_entry(done=evening(LAST)),
        an_entry(done=evening(LAST) + timedelta(minutes=1)),
    )
    assert stage_of(on_time, LAST) is Stage.ON_TIME
    assert stage_of(belated, LAST) is Stage.BELATED
    assert (days_late(on_time, LAST), days_late(belated, date(2024, 12, 1))) == (0, 1)


def test_open_tasks_are_past_due_from_the_day_after() -> None:
    assert stage_of(an_entry(), LAST) is Stage.OPEN
    assert stage_of(an_entry(), LAST + timedelta(days=1)) is Stage.LATE
    assert days_late(an_entry(), LAST + timedelta(days=3)) == 3


def test_what_waits_for_the_office_is_neither_done_nor_late() -> None:
    waiting = an_entry(waits=True)
    assert stage_of(waiting, date(2024, 12, 1)) is Stage.WAITS
    assert days_late(waiting, date(2024, 12, 1)) == 0


def test_movements_meetings_and_what_has_no_date_are_never_late() -> None:
    movement, meeting, unset = (
        {"kind": TaskKind.MOVEMENT},
        {"kind": TaskKind.MEETING},
        {"deadline": DeadlineKind.UNSET},
    )
    after = date(2024, 12, 1)
    assert [stage_of(an_entry(**each), after) for each in (movement, meeting, unset)] == [
        Stage.OPEN,
        Stage.HELD,
        Stage.UNSET,
    ]
    for each in (movement, meeting, unset):
        done = an_entry(done=evening(after), **each)
        assert stage_of(done, after) is Stage.UNMEASURED
        assert days_late(done, after) == 0


def test_a_task_of_all_departments_counts_for_each_of_them_and_one_of_outsiders_for_none() -> None:
    found = (an_entry(lead=(EVERY.id,)), an_entry(lead=("cum",)))
    led = by_lead(found, UNITS, LAST)
    assert [(each.unit, each.tasks.left) for each in led] == [(OFFICE, 1), (INDUSTRY, 1), (None, 1)]
    assert led_by(found, INDUSTRY, UNITS) == found[:1]


def test_who_has_the_most_left_comes_first_and_of_equals_who_has_more_past_due() -> None:
    early = date(2024, 1, 5)
    found = (
        an_entry(),
        an_entry(),
        an_entry(lead=(INDUSTRY.id,)),
        an_entry(lead=(INDUSTRY.id,), last=early),
        an_entry(lead=("cum",)),
        an_entry(lead=("cum",)),
        an_entry(lead=("cum",)),
    )
    led = by_lead(found, UNITS, date(2024, 2, 1))
    assert [each.unit for each in busiest_first(led)] == [None, INDUSTRY, OFFICE]
    assert [each.unit for each in busiest(led)] == [OFFICE, INDUSTRY]
    assert busiest(by_lead((an_entry(done=evening(LAST)),), UNITS, LAST)) == ()


ENTRIES = st.lists(
    st.builds(
        an_entry,
        done=st.none() | st.dates(date(2024, 1, 1), date(2025, 1, 1)).map(evening),
        waits=st.booleans(),
        kind=st.sampled_from(TaskKind),
        deadline=st.sampled_from(DeadlineKind),
        lead=st.lists(st.sampled_from([OFFICE.id, INDUSTRY.id, EVERY.id, "cum"]), max_size=3, unique=True).map(tuple),
        last=st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(st.data(), ENTRIES, st.dates(date(2024, 1, 1), date(2025, 1, 1)))
def test_sums_agree_whatever_the_order(data: st.DataObject, found: list[Entry], today: date) -> None:
    whole, led = figures(found, today), by_lead(found, UNITS, today)
    assert whole.total == len(found) == whole.done + whole.waits + whole.left
    assert all(whole.count(stage) == len(by_stage(found, (stage,), today)) for stage in Stage)
    for stage in Stage:
        times = sum(max(1, len(leads(each.task, UNITS))) for each in by_stage(found, (stage,), today))
        assert sum(each.tasks.count(stage) for each in led) == times
    shuffled = data.draw(st.permutations(found))
    assert figures(shuffled, today) == whole
    assert by_lead(shuffled, UNITS, today) == led
    assert set(busiest(led)) <= set(busiest_first(led))
