"""What a later paper changes, who is to know of it, and how two pieces of news become one."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.model.people import Person
from plans.model.plan import ChangeKind, Opens, Plan, PlanChange, Task
from plans.model.reminding import Announcement
from plans.planning.revisions import Revision, changes, compare, concerned, joined, pairs
from tests.builders import (
    EVERY,
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE_HEAD,
    PEOPLE,
    STAFF,
    TODAY,
    UNITS,
    a_deadline,
    a_person,
    a_plan,
    a_task,
)
from tests.plans.documents.drafts import plans
from tests.plans.reviews import read_deadline, read_task

PLAN = a_plan()
REPORT = a_task()


def with_task(task: Task) -> Plan:
    """The plan with that task in the place of the one of its id."""
    return replace(PLAN, tasks=tuple(task if other.id == task.id else other for other in PLAN.tasks))


# ---------------------------------------------------------------- compare


@settings(max_examples=50, deadline=None)
@given(plans())
def test_a_plan_beside_itself_is_all_the_same(plan: Plan) -> None:
    revision = compare(plan, plan)
    assert revision.nothing
    assert revision.same == tuple(task for task in plan.tasks if not task.withdrawn)


@settings(max_examples=30, deadline=None)
@given(plans(), plans())
def test_every_task_has_one_fate_and_the_way_back_is_the_mirror(one: Plan, other: Plan) -> None:
    there, back = compare(one, other), compare(other, one)
    ids = [task.id for task in (*there.added, *there.withdrawn, *there.same)]
    ids += [task.id for _, task in (*there.moved, *there.reworded)]
    standing = {task.id for plan in (one, other) for task in plan.tasks if not task.withdrawn}
    assert sorted(ids) == sorted(standing)
    assert {task.id for task in there.added} == {task.id for task in back.withdrawn}
    assert {(was.id, now.id) for was, now in there.moved} == {(now.id, was.id) for was, now in back.moved}


def test_a_later_day_is_moved_even_when_the_title_changes_too() -> None:
    later = replace(REPORT, title="Báo cáo sơ kết", deadline=a_deadline(date(2024, 6, 20)))
    assert compare(PLAN, with_task(later)).moved == ((REPORT, later),)


@pytest.mark.parametrize(
    "change", [{"title": "Báo cáo sơ kết"}, {"lead": ()}, {"kind": "other"}, {"opens": Opens.TITLE}]
)
def test_other_words_or_bodies_are_reworded(change: dict[str, object]) -> None:
    made = replace(REPORT, **change)  # type: ignore[arg-type]  # each value has its field's type
    assert compare(PLAN, with_task(made)).reworded == ((REPORT, made),)


def test_numbers_headings_and_sources_may_shift_unnoticed() -> None:
    made = replace(REPORT, number="3.1", section="Phần III", source=replace(REPORT.source, line=99))
    assert compare(PLAN, with_task(made)).nothing


def test_a_task_that_is_gone_is_withdrawn_and_one_that_comes_back_is_added() -> None:
    without = replace(PLAN, tasks=PLAN.tasks[1:])
    assert compare(PLAN, without).withdrawn == PLAN.tasks[:1]
    withdrawn = with_task(replace(REPORT, withdrawn=True))
    assert compare(PLAN, withdrawn).withdrawn == (REPORT,)
    assert compare(withdrawn, PLAN).added == (REPORT,)


# ---------------------------------------------------------------- pairs


def test_tasks_find_their_own_in_spite_of_other_words_whatever_the_order() -> None:
    read = {
        "1": read_task("Họp HĐ sáng kiến"),
        "2": read_task("Ban hành Kế hoạch thi đua và đăng ký thi đua"),
        "3": read_task("Nộp báo cáo sơ kết 6 tháng"),
        "4": read_task("Phát hành bản tin nội bộ"),
    }
    wanted = {"1": "hop_hd_sang_kien", "2": "ke_hoach", "3": "bc_so_ket"}
    assert pairs(PLAN.tasks, read) == wanted
    assert pairs(PLAN.tasks[::-1], dict(reversed(read.items()))) == wanted


def test_no_task_is_taken_twice_and_the_better_one_gets_it() -> None:
    read = {"1": read_task("Báo cáo sơ kết chuyên đề"), "2": read_task(REPORT.title)}
    assert pairs([REPORT], read) == {"2": "bc_so_ket"}


def test_the_old_day_that_a_letter_names_decides_between_two() -> None:
    first = a_task("bc_1", title="Báo cáo kết quả", deadline=a_deadline(date(2024, 5, 5)))
    second = a_task("bc_2", title="Báo cáo kết quả", deadline=a_deadline(date(2024, 9, 9)))
    moving = read_task("Gửi báo cáo", read_deadline("2024-09-15"), replaces=read_deadline("2024-09-09"))
    assert pairs([first, second], {"1": moving}) == {"1": "bc_2"}


def test_a_letter_may_name_the_task_in_its_sentence_only() -> None:
    sentence = "Hội đồng sáng kiến Sở họp, chấm điểm vào ngày 05/11/2024 (thay cho ngày 30/10/2024)"
    read = read_task("Tổ chức họp, chấm điểm", read_deadline("2024-11-05"), replaces=read_deadline("2024-10-30"))
    told = replace(read, source=replace(read.source, quote=sentence))
    assert pairs(PLAN.tasks, {"1": told}) == {"1": "hop_hd_sang_kien"}


def test_the_only_task_of_the_old_day_is_meant_whatever_it_is_called() -> None:
    read = read_task("Gửi phiếu", read_deadline("2024-11-05"), replaces=read_deadline("2024-10-10"))
    assert pairs(PLAN.tasks, {"1": read}) == {"1": "dk_sang_kien"}


def test_a_withdrawn_task_is_taken_only_when_no_other_is_meant() -> None:
    withdrawn = replace(REPORT, id="cu", withdrawn=True)
    assert pairs([withdrawn, REPORT], {"1": read_task(REPORT.title)}) == {"1": "bc_so_ket"}
    assert pairs([withdrawn], {"1": read_task(REPORT.title)}) == {"1": "cu"}


# ---------------------------------------------------------------- who is told


def told(task: Task, *people: Person) -> set[str]:
    """Who is concerned by a task."""
    return {person.id for person in concerned([task], [*PEOPLE, *people], UNITS, TODAY)}


def test_those_of_the_units_the_leader_in_charge_and_the_office_are_concerned() -> None:
    assert told(a_task(lead=("ql_cong_nghiep",))) == {"hung", "lan", "van", "hoa"}
    assert told(a_task(lead=("van_phong",))) == {"van", "hoa", "minh"}


def test_all_departments_are_every_department() -> None:
    assert told(a_task(lead=(EVERY.id,))) == {"van", "hoa", "minh", "hung", "lan"}


def test_what_opens_an_answer_concerns_everybody_who_is_here() -> None:
    gone = a_person("xuan", left=TODAY)
    assert told(a_task(lead=(), opens=Opens.TITLE), gone) == {person.id for person in PEOPLE}
    assert {HEAD.id, STAFF.id, LEADER.id, OFFICE_HEAD.id} <= told(a_task(opens=Opens.INNOVATION))


def test_whoever_loses_a_task_is_told_as_well_as_whoever_gets_it() -> None:
    was, now = a_task(lead=("ql_cong_nghiep",)), a_task(lead=("van_phong",))
    people = {person.id for person in concerned([was, now], PEOPLE, UNITS, TODAY)}
    assert {"lan", "hoa"} <= people
    assert INDUSTRY.id != "van_phong"


def test_people_hear_of_what_is_added_moved_and_withdrawn_but_not_of_new_words() -> None:
    later = replace(REPORT, deadline=a_deadline(date(2024, 6, 20), wording="trước 20/6/2024"))
    revision = Revision(
        added=(PLAN.tasks[0],), moved=((REPORT, later),), reworded=((REPORT, later),), withdrawn=(PLAN.tasks[2],)
    )
    assert [(change.kind, change.task, change.was, change.now) for change, _ in changes(PLAN, revision)] == [
        (ChangeKind.ADDED, "ke_hoach", "", "Trước 29/02/2024"),
        (ChangeKind.MOVED, "bc_so_ket", "Trước 15/06/2024", "trước 20/6/2024"),
        (ChangeKind.WITHDRAWN, "huong_ung", "Theo kế hoạch của Cụm, Khối", ""),
    ]


# ---------------------------------------------------------------- one piece of news of two


def news(*steps: str) -> Announcement | None:
    """What is told of a task that had these deadlines one after the other ("": it was not there)."""
    made: Announcement | None = None
    for was, now in pairwise(steps):
        kind = ChangeKind.MOVED if was and now else ChangeKind.ADDED if now else ChangeKind.WITHDRAWN
        later = Announcement("lan", (PlanChange("p", "t", kind, "Báo cáo", was, now),), NOW)
        made = later if made is None else joined(made, later)
    return made


@given(
    st.lists(st.sampled_from(["", "A", "B", "C"]), min_size=2, max_size=6).filter(
        lambda all_: all(a != b for a, b in pairwise(all_))
    )
)
def test_of_many_changes_only_the_first_and_the_last_state_are_told(steps: list[str]) -> None:
    made = news(*steps)
    assert made is not None
    first, last = steps[0], steps[-1]
    if first == last:
        assert made.changes == ()
        return
    (change,) = made.changes
    assert (change.was, change.now) == (first, last)
    assert change.kind is (ChangeKind.MOVED if first and last else ChangeKind.ADDED if last else ChangeKind.WITHDRAWN)


def test_back_to_the_same_day_in_other_words_is_no_news() -> None:
    made = news("Trước 05/06/2024", "ngày 20/6/2024", "trước ngày 5/6/2024")
    assert made is not None
    assert made.changes == ()


def test_news_of_other_tasks_stays() -> None:
    one = Announcement("lan", (PlanChange("p", "a", ChangeKind.ADDED, "A", "", "1"),), NOW)
    two = Announcement("lan", (PlanChange("p", "b", ChangeKind.ADDED, "B", "", "2"),), NOW)
    assert [change.task for change in joined(one, two).changes] == ["a", "b"]
