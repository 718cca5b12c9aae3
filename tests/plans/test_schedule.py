"""What a list of tasks holds, and in which groups."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plans.agenda import Entry
from plans.model.duties import DoneReport
from plans.model.people import UnitKind
from plans.model.plan import DeadlineKind, Task, TaskKind, TaskProgress
from plans.schedule import grouped, mentioning, of_all, of_late, of_now, of_period
from tests.builders import COUNCIL, EVERY, NOW, TODAY, a_deadline, a_plan, a_task, a_unit

PLAN = a_plan()


def an_entry(task: Task, *, done: bool = False, waits: bool = False) -> Entry:
    progress = TaskProgress(PLAN.id, task.id, NOW, "van") if done else None
    return Entry(PLAN, task, progress, DoneReport(PLAN.id, task.id, NOW, "van") if waits else None)


def due_on(day: date, *, done: bool = False, number: str = "1") -> Entry:
    return an_entry(a_task(f"viec_{day}_{number}", number=number, deadline=a_deadline(day)), done=done)


def within(start: date, end: date, kind: DeadlineKind) -> Entry:
    return an_entry(a_task(f"ky_{start}_{end}", deadline=a_deadline(end, start=start, kind=kind)))


def test_a_week_stands_in_one_piece() -> None:
    found = [due_on(date(2024, 2, 19)), due_on(date(2024, 2, 25))]
    (group,) = of_period(found, date(2024, 2, 19), date(2024, 2, 25)).groups
    assert (group.start, group.end, group.entries) == (None, None, tuple(found))


def test_a_month_stands_by_week_and_what_takes_all_of_it_at_its_end() -> None:
    december = within(date(2024, 12, 1), date(2024, 12, 31), DeadlineKind.MONTH)
    found = [due_on(date(2024, 12, 2)), due_on(date(2024, 12, 31)), december]
    schedule = of_period(found, date(2024, 12, 1), date(2024, 12, 31))
    assert [(group.start, group.whole) for group in schedule.groups] == [
        (date(2024, 12, 2), False),
        (date(2024, 12, 30), False),
        (date(2024, 12, 1), True),
    ]


def test_a_year_stands_by_month_with_quarters_behind_their_last_month() -> None:
    quarter = within(date(2024, 1, 1), date(2024, 3, 31), DeadlineKind.QUARTER)
    march = within(date(2024, 3, 1), date(2024, 3, 31), DeadlineKind.MONTH)
    schedule = of_period([quarter, march, due_on(date(2024, 6, 3))], date(2024, 1, 1), date(2024, 12, 31))
    assert [(group.start, group.end, group.whole) for group in schedule.groups] == [
        (date(2024, 3, 1), date(2024, 3, 31), False),
        (date(2024, 1, 1), date(2024, 3, 31), True),
        (date(2024, 6, 1), date(2024, 6, 30), False),
    ]


def test_in_each_group_what_is_done_comes_last() -> None:
    found = [due_on(date(2024, 2, 20), done=True), due_on(date(2024, 2, 21)), due_on(date(2024, 2, 22), done=True)]
    (group,) = grouped(found, timedelta(days=29))
    assert group.entries == (found[1], found[0], found[2])


def test_what_runs_on_is_named_apart_and_done_ones_are_not() -> None:
    quarter = within(date(2024, 1, 1), date(2024, 3, 31), DeadlineKind.QUARTER)
    years = within(date(2024, 1, 1), date(2025, 12, 31), DeadlineKind.YEAR)
    month = of_period([quarter, years], date(2024, 2, 1), date(2024, 2, 29))
    assert (month.due, month.running) == ((), (quarter,))
    assert of_period([quarter, years], date(2024, 1, 1), date(2024, 12, 31)).running == (years,)


def test_what_has_no_day_yet_stands_last() -> None:
    unset = within(date(2024, 4, 1), date(2024, 6, 30), DeadlineKind.UNSET)
    schedule = of_period([unset, due_on(date(2024, 5, 2))], date(2024, 5, 1), date(2024, 5, 31))
    assert schedule.unset == (unset,)
    assert schedule.shown[-1] == unset
    assert of_all([unset]).shown == (unset,)
    assert of_all([]).shown == ()


def test_of_what_is_late_past_meetings_stand_apart_and_what_waits_or_moves_along_is_no_part() -> None:
    day = a_deadline(date(2024, 2, 1))
    late, coming = due_on(date(2024, 2, 1)), due_on(date(2024, 3, 1))
    meeting = an_entry(a_task("hop", kind=TaskKind.MEETING, deadline=day))
    others = [
        an_entry(a_task("cho", deadline=day), waits=True),
        an_entry(a_task("phong_trao", kind=TaskKind.MOVEMENT, deadline=day)),
        due_on(date(2024, 1, 2), done=True),
    ]
    found = of_late([meeting, late, coming, *others], TODAY)
    assert (found.due, found.held) == ((late,), (meeting,))
    assert found.shown == (late, meeting)


def test_of_earlier_plans_only_what_is_open_counts_now() -> None:
    newer = a_plan("thu-2025", year=2025)
    unset = within(date(2024, 4, 1), date(2024, 6, 30), DeadlineKind.UNSET)
    opened, done = due_on(date(2024, 2, 1)), due_on(date(2024, 2, 2), done=True)
    assert of_now([opened, done, unset], newer, date(2025, 1, 2)) == (opened,)
    assert of_now([opened, done, unset], PLAN, TODAY) == (opened, done, unset)


def test_a_council_is_found_in_titles_by_its_whole_name() -> None:
    meeting = an_entry(a_task("hop", title="Họp Hội đồng Thi đua - Khen thưởng Sở quý I"))
    other = an_entry(a_task("khac", title="Thi đua, khen thưởng"))
    assert mentioning([meeting, other], COUNCIL) == (meeting,)
    assert mentioning([meeting, other], EVERY) == ()
    named = a_unit("thi_dua", "Thi đua", kind=UnitKind.COUNCIL, aliases=("X",))
    assert mentioning([other], named) == (other,)


@given(
    st.lists(st.integers(0, 800), max_size=20),
    st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    st.integers(0, 400),
)
def test_every_task_of_a_period_stands_in_one_group_in_the_order_of_days(
    days: list[int], start: date, length: int
) -> None:
    found = [due_on(date(2023, 6, 1) + timedelta(days=day), number=str(at)) for at, day in enumerate(sorted(days))]
    schedule = of_period(found, start, start + timedelta(days=length))
    expected = [entry for entry in found if start <= entry.task.deadline.end <= start + timedelta(days=length)]
    assert list(schedule.due) == expected
    for group in schedule.groups:
        inside = [group.start is None or group.start <= e.task.deadline.end <= group.end for e in group.entries]  # type: ignore[operator]  # both or neither
        assert all(inside)
        assert group.start is None or length > 6
