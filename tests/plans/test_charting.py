"""What pictures show: how each task stands, where a month's tasks lie, which tasks a year has."""

from datetime import date

import pytest

from plans.agenda import Entry
from plans.charting import State, counted, month_tasks, state_of, year_tasks
from plans.model.duties import DoneReport
from plans.model.plan import DeadlineKind, Task, TaskKind, TaskProgress
from plans.progress import figures
from tests.builders import NOW, OFFICER, TODAY, a_deadline, a_plan, a_task

FEBRUARY = date(2024, 2, 1)


def an_entry(task: Task, *, done: bool = False, said: bool = False) -> Entry:
    progress = TaskProgress("thu-2024", task.id, NOW, OFFICER.id) if done else None
    report = DoneReport("thu-2024", task.id, NOW, OFFICER.id) if said else None
    return Entry(a_plan(tasks=(task,)), task, progress, report)


def a_period(start: date, end: date, kind: DeadlineKind = DeadlineKind.RANGE, id: str = "dot") -> Task:
    return a_task(id, deadline=a_deadline(end, start=start, kind=kind))


PAST, COMING = a_deadline(date(2024, 2, 10)), a_deadline(date(2024, 2, 29))


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (an_entry(a_task(deadline=PAST)), State.LATE),
        (an_entry(a_task(deadline=COMING)), State.OPEN),
        (an_entry(a_task(deadline=PAST), done=True), State.DONE),
        (an_entry(a_task(deadline=PAST), said=True), State.WAITS),
        (an_entry(a_task(deadline=PAST, kind=TaskKind.MEETING)), State.MEETING),
        (an_entry(a_task(deadline=PAST, kind=TaskKind.MEETING), done=True), State.DONE),
        (an_entry(a_period(FEBRUARY, date(2024, 3, 31), DeadlineKind.UNSET)), State.UNSET),
    ],
)
def test_a_task_stands_in_one_of_six_ways_and_no_meeting_is_late(entry: Entry, state: State) -> None:
    assert state_of(entry, TODAY) is state


def test_a_meeting_that_nobody_has_said_to_be_over_is_counted_as_open() -> None:
    found = [an_entry(a_task(deadline=PAST, kind=TaskKind.MEETING)), an_entry(a_task(deadline=PAST))]
    counts = counted(figures(found, TODAY))
    assert (counts[State.OPEN], counts[State.LATE], sum(counts.values())) == (1, 1, 2)


def test_a_months_tasks_lie_on_their_day_across_days_beside_the_days_or_have_none() -> None:
    on_a_day = an_entry(a_task("ngay", deadline=COMING))
    across = an_entry(a_period(date(2024, 1, 29), date(2024, 2, 2)))
    month = an_entry(a_period(FEBRUARY, date(2024, 2, 29), DeadlineKind.MONTH, "thang"))
    quarter = an_entry(a_period(date(2024, 1, 1), date(2024, 3, 31), DeadlineKind.QUARTER, "quy"))
    unset = an_entry(a_period(date(2024, 1, 1), date(2024, 3, 31), DeadlineKind.UNSET, "chua"))
    tasks = month_tasks((on_a_day, across, month, quarter, unset), FEBRUARY)
    assert tasks.days == {date(2024, 2, 29): (on_a_day,)}
    assert (tasks.across, tasks.beside, tasks.unset) == ((across,), (month, quarter), (unset,))
    assert tasks.every == (across, month, on_a_day, quarter, unset)


@pytest.mark.parametrize(
    "entry",
    [
        an_entry(a_task(deadline=a_deadline(date(2024, 3, 1)))),
        an_entry(a_period(date(2024, 1, 1), date(2024, 12, 31), DeadlineKind.YEAR)),
        an_entry(a_period(date(2024, 1, 1), date(2024, 5, 31))),
        an_entry(a_period(date(2024, 1, 1), date(2024, 3, 31), DeadlineKind.QUARTER), done=True),
        an_entry(a_period(date(2024, 1, 1), date(2024, 3, 31), DeadlineKind.UNSET), done=True),
        an_entry(a_period(date(2024, 1, 2), date(2024, 1, 31))),
    ],
)
def test_what_ends_later_and_presses_nobody_now_is_not_in_the_month(entry: Entry) -> None:
    assert month_tasks((entry,), FEBRUARY).every == ()


def test_a_period_of_several_years_is_in_each_of_them() -> None:
    entry = an_entry(a_period(date(2023, 7, 1), date(2025, 6, 30)))
    assert [year for year in range(2022, 2027) if year_tasks((entry,), year)] == [2023, 2024, 2025]
