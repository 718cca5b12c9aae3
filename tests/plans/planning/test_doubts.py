"""What is doubtful is shown first, once, and until somebody has looked at it."""

from dataclasses import replace

import pytest

from plans.model.plan import DeadlineKind, TaskKind
from plans.planning.doubts import blocking, doubts, head_doubts, is_unset, ordered, summary
from plans.planning.draft import DocumentForm, Draft, DraftTask, Review
from plans.planning.review import acknowledge, add, confirm, redate, set_head, skip
from plans.problems import Problem
from tests.builders import UNITS, said
from tests.plans.reviews import UNSET, a_draft, a_letter, a_review, read_deadline, read_task, taken

IMPOSSIBLE = Problem("deadline.no_such_day", {"day": "31/6/2024"}, 12)
APPENDIX = Problem("reading.appendix_missing", {"what": "Phụ lục 1"}, 30)


def codes(review: Review, key: str = "1") -> list[str]:
    """The codes of what is doubtful of a task; each of ours can be said in both languages."""
    found = doubts(review, UNITS).get(key, ())
    for problem in (*found, *head_doubts(review)):
        if problem.code.startswith("review."):
            assert said(problem) != said(problem, "en")
    return [problem.code for problem in found]


def test_a_clear_task_has_no_doubt() -> None:
    review = a_review()
    assert codes(review) == []
    assert summary(review, doubts(review, UNITS)).doubts == 0


@pytest.mark.parametrize(
    ("task", "code"),
    [
        (read_task(problems=(IMPOSSIBLE,)), "deadline.no_such_day"),
        (read_task(lead=("Văn phòng UBND tỉnh",)), "review.body_like_unit"),
        (read_task(lead=()), "review.nobody_named"),
        (read_task(deadline=read_deadline("2024-01-15")), "review.before_plan"),
        (read_task(deadline=read_deadline("2027-01-15")), "review.far_year"),
        (read_task(deadline=read_deadline(None)), "review.no_day"),
        (read_task(deadline=read_deadline("2025-02-29")), "deadline.not_known"),
        (read_task(title=" "), "review.title_empty"),
    ],
)
def test_each_doubt_is_found(task: DraftTask, code: str) -> None:
    assert codes(a_review(task)) == [code]


def test_two_of_our_own_units_in_one_breath_are_no_doubt() -> None:
    assert codes(a_review(read_task(lead=("Văn phòng và Phòng Quản lý công nghiệp",)))) == []


def test_one_impossible_day_is_one_doubt() -> None:
    assert codes(a_review(read_task(deadline=read_deadline(None), problems=(IMPOSSIBLE,)))) == ["deadline.no_such_day"]


def test_confirming_settles_a_doubt_but_not_what_no_plan_can_have() -> None:
    doubtful = a_review(read_task(lead=("Văn phòng UBND tỉnh",)))
    assert codes(taken(confirm(doubtful, "1"))) == []
    impossible = taken(confirm(a_review(read_task(deadline=read_deadline(None), problems=(IMPOSSIBLE,))), "1"))
    assert codes(impossible) == ["review.no_day"]
    assert codes(taken(redate(impossible, "1", read_deadline("2024-06-30")))) == []


def test_a_movement_needs_nobody_and_an_unset_day_is_no_doubt() -> None:
    assert codes(a_review(read_task(lead=(), kind=TaskKind.MOVEMENT))) == []
    unset = a_review(read_task(deadline=UNSET))
    assert codes(unset) == []
    assert is_unset(unset.tasks[0])


def test_a_meeting_and_an_event_on_a_day_name_nobody_without_a_doubt() -> None:
    assert codes(a_review(read_task("Khai mạc", lead=(), kind=TaskKind.MEETING))) == []
    assert codes(a_review(read_task("Dâng hương", read_deadline(kind=DeadlineKind.ON), lead=()))) == []


def test_a_new_day_is_looked_at_like_the_old_one() -> None:
    moved = taken(redate(taken(confirm(a_review(), "1")), "1", read_deadline("2024-01-05")))
    assert codes(moved) == ["review.before_plan"]
    open_end = Problem("deadline.open_end", {"day": "31/12/2024"}, 12)
    assert codes(taken(redate(a_review(read_task(problems=(open_end,))), "1", read_deadline()))) == []


def test_a_skipped_task_is_in_nobodys_way() -> None:
    review = a_review(read_task(deadline=read_deadline(None)), read_task("Họp tổng kết"))
    skipped = taken(skip(review, "1"))
    assert doubts(skipped, UNITS) == {}
    assert blocking(skipped, skipped.tasks[0]) is None


def test_doubtful_tasks_come_first_then_those_without_a_day_and_skipped_ones_last() -> None:
    review = a_review(
        read_task("Việc rõ"),
        read_task("Việc bỏ"),
        read_task("Việc chưa ấn định ngày", UNSET),
        read_task("Việc đáng ngờ", problems=(IMPOSSIBLE,)),
        read_task("Việc rõ nữa"),
    )
    skipped = taken(skip(review, "2"))
    found = ordered(skipped, doubts(skipped, UNITS))
    assert [task.key for task in found] == ["4", "3", "1", "5", "2"]


def test_the_summary_counts_tasks_days_not_set_and_things_to_look_at() -> None:
    draft = a_draft(
        read_task(problems=(IMPOSSIBLE,)), read_task("Họp", UNSET), read_task("Tập huấn", lead=()), problems=(APPENDIX,)
    )
    review = a_review(draft=draft)
    found = summary(review, doubts(review, UNITS))
    assert (found.tasks, found.unset, found.doubts, found.skipped) == (3, 1, 3, 0)
    skipped = taken(skip(acknowledge(review), "1"))
    assert summary(skipped, doubts(skipped, UNITS)).doubts == 1


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (a_draft(year=None), "review.no_year"),
        (a_draft(agency=" "), "review.no_agency"),
        (a_draft(title=None), "review.no_title"),
    ],
)
def test_what_the_head_lacks_stays_until_it_is_said(draft: Draft, code: str) -> None:
    review = acknowledge(a_review(draft=draft))
    assert [problem.code for problem in head_doubts(review)] == [code]
    full = taken(set_head(review, title="Kế hoạch", agency="Trường A", year=2024))
    assert head_doubts(full) == ()


def test_a_letter_without_its_plan_and_a_report_cannot_be_adopted() -> None:
    letter = a_letter(read_task(replaces=read_deadline("2024-05-05")), agency="Ban khác")
    assert [problem.code for problem in head_doubts(a_review(draft=letter))] == ["review.letter_of_no_plan"]
    report = a_review(draft=replace(a_draft(form=DocumentForm.REPORT), tasks=()))
    assert [problem.code for problem in head_doubts(report)] == ["review.no_tasks"]
    assert head_doubts(taken(add(report, "Họp", UNSET, ("Văn phòng",)))) == ()


def test_a_range_is_measured_by_its_last_day() -> None:
    years = read_task(deadline=read_deadline("2024-01-01/2025-12-31", DeadlineKind.RANGE))
    assert codes(a_review(years)) == []
