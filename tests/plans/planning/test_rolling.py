"""A plan goes over to another year by rule; what a person should look at is pointed out, nothing is moved silently."""

import os
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.deadlines import LAST_OF_MONTH, notation
from plans.documents.library import bundled_plan, bundled_plans, demo_plan
from plans.documents.plan_file import read_plan
from plans.model.plan import Deadline, DeadlineKind, Plan, Task, Topic
from plans.planning.doubts import doubts, head_doubts, ordered, summary
from plans.planning.draft import Review, ReviewState
from plans.planning.finishing import finished
from plans.planning.review import amend, confirm, redate
from plans.planning.rolling import roll
from tests.builders import NOW, UNITS, a_deadline, a_plan, a_task, refused, said
from tests.plans.reviews import read_deadline, taken

GIA_LAI = demo_plan()


def rolled(plan: Plan, year: int) -> Review:
    """The review of a plan for another year."""
    return taken(roll(plan, year, "hoa", NOW))


def through(plan: Plan, *years: int) -> Plan:
    """The plan after it went through these years, taken as they come."""
    for year in years:
        made = finished(rolled(plan, year), UNITS, [plan])
        assert isinstance(made, Plan), made
        plan = made
    return plan


def of(plan: Plan, id: str) -> Task:
    """A task that is there."""
    found = plan.task(id)
    assert found is not None
    return found


def codes(review: Review, id: str) -> list[str]:
    """What is pointed out of the task that continues that one."""
    task = next(task for task in review.tasks if task.continues == id)
    found = doubts(review, UNITS).get(task.key, ())
    for problem in (*found, *head_doubts(review)):
        assert said(problem) != said(problem, "en")
    return [problem.code for problem in found]


def test_every_task_waits_to_be_confirmed_under_the_new_plans_id_with_its_own() -> None:
    review = rolled(GIA_LAI, 2027)
    assert {task.state for task in review.tasks} == {ReviewState.OPEN}
    assert (review.plan, review.becomes) == ("", "gia-lai-cong-thuong-2027")
    assert [problem.code for problem in head_doubts(review)] == ["revision.rolled"]
    plan = through(GIA_LAI, 2027)
    assert (plan.id, plan.year, plan.issued, plan.number) == ("gia-lai-cong-thuong-2027", 2027, None, None)
    assert [task.id for task in plan.tasks] == [task.id for task in GIA_LAI.tasks]
    assert [task.aliases for task in plan.tasks] == [task.aliases for task in GIA_LAI.tasks]
    assert [topic.tasks for topic in plan.topics] == [topic.tasks for topic in GIA_LAI.topics]
    assert plan.rules == GIA_LAI.rules


def test_the_29th_of_february_is_the_last_day_of_the_month_and_comes_back() -> None:
    in_2027 = of(through(GIA_LAI, 2027), "ke_hoach").deadline
    assert (in_2027.end, in_2027.rule, in_2027.before) == (date(2027, 2, 28), LAST_OF_MONTH, True)
    assert in_2027.wording == "trước ngày 28/02/2027"
    again = of(through(GIA_LAI, 2027, 2028), "ke_hoach").deadline
    assert (again.end, again.wording) == (date(2028, 2, 29), "trước ngày 29/02/2028")
    assert codes(rolled(GIA_LAI, 2027), "ke_hoach") == ["revision.month_end", "revision.sunday"]


def test_a_range_whose_last_day_becomes_another_says_so() -> None:
    february = Deadline(
        DeadlineKind.RANGE, date(2023, 2, 20), date(2023, 2, 28), "từ ngày 20/02/2023 đến ngày 28/02/2023"
    )
    june = replace(february, start=date(2023, 6, 1), end=date(2023, 6, 30), wording="từ 01/6/2023 đến 30/6/2023")
    plan = a_plan(year=2023, tasks=(a_task("thang_2", deadline=february), a_task("thang_6", deadline=june)))
    review = rolled(plan, 2024)
    assert review.tasks[0].task.deadline.date == "2024-02-20/2024-02-29"
    assert codes(review, "thang_2") == ["revision.month_end"]
    assert codes(review, "thang_6") == []


def test_what_was_pointed_out_and_the_ids_stay_when_the_office_says_what_it_amends() -> None:
    review = rolled(GIA_LAI, 2027)
    alone = amend(review, None)
    assert alone == review
    there = amend(review, GIA_LAI)
    key = next(task.key for task in review.tasks if task.continues == "ke_hoach")
    assert {task.key: task.task.problems for task in there.tasks}[key] == review.tasks[int(key) - 1].task.problems


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2024, 10, 30), "revision.saturday"),
        (date(2024, 10, 10), "revision.sunday"),
        (date(2024, 4, 30), "revision.holiday"),
        (date(2024, 6, 15), None),
    ],
)
def test_days_off_are_pointed_out_and_left_where_they_are(day: date, code: str | None) -> None:
    plan = a_plan(tasks=(a_task(deadline=a_deadline(day)),))
    review = rolled(plan, 2027)
    assert codes(review, "bc_so_ket") == ([code] if code else [])
    assert review.tasks[0].task.deadline.date == day.replace(year=2027).isoformat()


def test_what_is_not_done_every_year_is_pointed_out() -> None:
    plan = a_plan(tasks=(a_task(title="Báo cáo tổng kết 10 năm thực hiện Chỉ thị 30-CT/TU"),))
    review = rolled(plan, 2025)
    assert codes(review, "bc_so_ket") == ["revision.once", "revision.sunday"]
    assert codes(taken(redate(review, "1", read_deadline("2025-06-12"))), "bc_so_ket") == ["revision.once"]


def test_a_person_settles_what_was_pointed_out() -> None:
    review = rolled(GIA_LAI, 2027)
    key = next(task.key for task in review.tasks if task.continues == "ke_hoach")
    moved = taken(redate(review, key, read_deadline("2027-02-26")))
    assert codes(moved, "ke_hoach") == []
    assert codes(taken(confirm(review, key)), "ke_hoach") == []
    made = finished(moved, UNITS, ())
    assert isinstance(made, Plan)
    assert of(made, "ke_hoach").deadline.rule == "", "a day that a person gave follows its own date"


def test_years_in_titles_wordings_and_names_move() -> None:
    plan = through(GIA_LAI, 2027)
    assert "năm 2027" in plan.title
    assert of(plan, "bc_tong_ket").title.endswith("năm 2027, Phương hướng nhiệm vụ, kế hoạch năm 2028")
    assert of(plan, "bc_tong_ket").deadline.wording == "trong tháng 12/2027"
    assert "Cụm thi đua số VIII" in of(plan, "phat_dong").title
    dossiers = of(plan, "ho_so_khen_thuong").deadline
    assert (dossiers.start, dossiers.end) == (date(2027, 1, 1), date(2028, 12, 31))
    assert dossiers.wording.startswith("trong năm 2027-2028 (")


def test_what_has_no_day_keeps_its_quarter() -> None:
    review = rolled(GIA_LAI, 2027)
    unset = of(through(GIA_LAI, 2027), "hoat_dong_khoi").deadline
    assert (unset.kind, unset.start, unset.end) == (DeadlineKind.UNSET, date(2027, 7, 1), date(2027, 9, 30))
    doubtful = doubts(review, UNITS)
    assert summary(review, doubtful).unset == 4
    assert [task.continues for task in ordered(review, doubtful)][:2] == ["ke_hoach", "phat_dong"]


def test_days_that_the_heading_does_not_give_are_brought_along() -> None:
    may = Deadline(DeadlineKind.UNSET, date(2024, 5, 1), date(2024, 5, 31), "theo kế hoạch của Cụm")
    plan = a_plan(tasks=(a_task(deadline=may),))
    assert through(plan, 2025).tasks[0].deadline == replace(may, start=date(2025, 5, 1), end=date(2025, 5, 31))


def test_an_hour_goes_along_and_so_does_the_source() -> None:
    at = Deadline(
        DeadlineKind.BY, date(2024, 6, 14), date(2024, 6, 14), "trước 16h00 ngày 14/6/2024", True, "", time(16)
    )
    made = through(a_plan(tasks=(a_task(deadline=at),)), 2025).tasks[0]
    assert (made.deadline.hour, made.deadline.before) == (time(16), True)
    assert "2025" in made.deadline.wording
    assert made.source == a_task().source


def test_what_was_withdrawn_stays_behind() -> None:
    plan = a_plan(tasks=(a_task(), a_task("cu", withdrawn=True)))
    assert [task.id for task in through(plan, 2025).tasks] == ["bc_so_ket"]


def test_a_plan_without_its_year_in_the_id_gets_it_behind() -> None:
    assert through(replace(a_plan(), id="ke-hoach"), 2025).id == "ke-hoach-2025"


def test_a_topic_loses_what_is_skipped() -> None:
    plan = replace(a_plan(tasks=(a_task("a", title="Họp"),)), topics=(Topic("t", ("họp hành",), ("a", "b")),))
    assert through(plan, 2025).topics == (Topic("t", ("họp hành",), ("a",)),)


@pytest.mark.parametrize(("year", "code"), [(2024, "revision.same_year"), (1999, "review.year_impossible")])
def test_some_years_cannot_be_rolled_to(year: int, code: str) -> None:
    assert refused(roll(GIA_LAI, year, "hoa", NOW)) == code


@pytest.mark.parametrize("name", bundled_plans())
def test_every_bundled_plan_goes_over_and_back(name: str) -> None:
    plan = read_plan(bundled_plan(name), name, UNITS).plan
    assert plan is not None
    there = through(plan, plan.year + 3)
    back = through(there, plan.year)
    assert back.title == plan.title
    assert [task.title for task in back.tasks] == [task.title for task in plan.tasks]
    assert [notation(task.deadline) for task in back.tasks] == [notation(task.deadline) for task in plan.tasks]
    assert [target.subject for target in there.targets] == [target.subject for target in plan.targets]


DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))


@settings(max_examples=1000 if os.environ.get("DONDOC_SOAK") else 60, deadline=None)
@given(DAYS, st.booleans(), st.integers(1, 12))
def test_a_day_goes_there_and_back_whatever_years_lie_between(day: date, before: bool, years: int) -> None:
    plan = a_plan(tasks=(a_task(deadline=a_deadline(day, before=before)),))
    deadline = through(plan, 2024 + years, 2024).tasks[0].deadline
    assert (deadline.kind, deadline.end, deadline.before) == (DeadlineKind.BY, day, before)
    assert deadline.rule == (LAST_OF_MONTH if (day.month, day.day) == (2, 29) else "")
