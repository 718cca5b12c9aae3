"""A review goes from what was read to a plan by small steps, each of which says what was decided."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.model.plan import DeadlineKind, Opens, TaskKind
from plans.planning.draft import DocumentForm, Review, ReviewState, ReviewTask
from plans.planning.review import (
    BODIES_AT_MOST,
    TASKS_AT_MOST,
    TITLE_LONGEST,
    acknowledge,
    add,
    amend,
    confirm,
    find,
    redate,
    retitle,
    say_continues,
    set_head,
    set_kind,
    set_units,
    skip,
    take_back,
)
from plans.problems import Problem
from plans.store.codec import from_plain, to_plain
from tests.builders import a_plan, refused
from tests.plans.reviews import UNSET, a_draft, a_letter, a_review, read_deadline, read_task, taken

PLAN = a_plan()
IMPOSSIBLE = Problem("deadline.no_such_day", {"day": "31/6/2024"}, 12)
NOISE = Problem("reading.noise", {"read": "Khôi", "written": "Khối"}, 12)


def task(review: Review | Problem, key: str = "1") -> ReviewTask:
    """The task of that key."""
    found = find(taken(review), key)
    assert found is not None
    return found


# ---------------------------------------------------------------- the beginning


def test_a_new_paper_is_a_plan_of_its_own() -> None:
    review = a_review(plans=[PLAN])
    assert review.plan == ""
    assert [each.key for each in review.tasks] == ["1"]
    assert len(review.id) == 12


def test_a_paper_of_the_same_agency_and_year_amends_its_plan_and_its_tasks_continue() -> None:
    review = a_review(
        draft=a_draft(read_task("Báo cáo sơ kết thi đua, khen thưởng 6 tháng đầu năm 2024"), agency="SỞ THỬ NGHIỆM"),
        plans=[PLAN],
    )
    assert (review.plan, review.tasks[0].continues) == ("thu-2024", "bc_so_ket")


def test_a_paper_that_leaves_the_province_out_is_still_the_agencys() -> None:
    plan = a_plan()
    assert a_review(draft=a_draft(agency="Sở Thử nghiệm tỉnh Lai Châu"), plans=[plan]).plan == plan.id
    assert a_review(draft=a_draft(agency="Sở Thử"), plans=[plan]).plan == plan.id
    assert a_review(draft=a_draft(agency="Sở Y tế"), plans=[plan]).plan == ""


def test_a_paper_of_another_year_is_a_plan_of_its_own() -> None:
    assert a_review(draft=a_draft(agency="Sở Thử nghiệm", year=2025), plans=[PLAN]).plan == ""


def test_a_paper_about_something_else_of_the_same_year_does_not_amend_the_plan() -> None:
    other = [
        read_task(title) for title in ("Tổ chức hội thi văn nghệ", "Chấm vòng loại", "Trao giải", "Mua phần thưởng")
    ]
    draft = a_draft(*other, agency="Sở Thử nghiệm")
    assert a_review(draft=draft, plans=[PLAN]).plan == ""
    assert a_review(draft=replace(draft, form=DocumentForm.LETTER), plans=[PLAN]).plan == PLAN.id


def test_a_draft_that_was_never_adopted_is_not_amended() -> None:
    assert a_review(draft=a_draft(agency="Sở Thử nghiệm"), plans=[a_plan(adopted_at=None)]).plan == ""


def test_a_letter_is_tied_to_the_plan_by_the_number_that_it_names() -> None:
    other = replace(a_plan("khac-2024"), agency="UBND tỉnh", number="15/KH-UBND")
    letter = a_letter(read_task(), agency="Ban Thi đua", title="V/v điều chỉnh Kế hoạch số 15/KH-UBND")
    assert a_review(draft=letter, plans=[PLAN, other]).plan == "khac-2024"


def test_a_letter_is_tied_to_the_plan_by_the_deadline_that_it_moves() -> None:
    moving = read_task("Nộp báo cáo sơ kết", read_deadline("2024-06-20"), replaces=read_deadline("2024-06-15"))
    review = a_review(draft=a_letter(moving, agency=None), plans=[PLAN])
    assert (review.plan, review.tasks[0].continues) == ("thu-2024", "bc_so_ket")
    assert review.tasks[0].task.problems == ()


def test_a_letter_that_says_little_more_than_the_old_day_is_doubtful() -> None:
    moving = read_task("Gửi phiếu", read_deadline("2024-10-20"), replaces=read_deadline("2024-10-10"))
    review = a_review(draft=a_letter(moving), plans=[PLAN])
    assert review.tasks[0].continues == "dk_sang_kien"
    assert [problem.code for problem in review.tasks[0].task.problems] == ["revision.perhaps_same"]


def test_a_letter_that_moves_what_the_plan_does_not_have_is_doubtful() -> None:
    moving = read_task("Nộp sổ tay", read_deadline("2024-06-20"), replaces=read_deadline("2024-05-02"))
    review = a_review(draft=a_letter(moving), plans=[PLAN])
    assert [problem.code for problem in review.tasks[0].task.problems] == ["revision.task_not_found"]


def test_a_paper_without_a_year_gets_that_of_the_plan_it_amends() -> None:
    letter = a_letter(read_task())
    assert a_review(draft=replace(letter, year=None), plans=[PLAN]).draft.year == 2024


def test_an_unsure_match_is_a_doubt_until_a_person_says_what_it_is() -> None:
    read = read_task("Báo cáo sơ kết phong trào chuyên đề 6 tháng")
    review = a_review(draft=a_draft(read, agency="Sở Thử nghiệm"), plans=[PLAN])
    assert [problem.code for problem in task(review).task.problems] == ["revision.perhaps_same"]
    assert task(say_continues(review, "1", None)).continues == ""
    tied = say_continues(review, "1", PLAN.task("hop_hd_thi_dua"))
    assert (task(tied).continues, task(tied).task.kind, task(tied).task.problems) == (
        "hop_hd_thi_dua",
        TaskKind.REVIEW,
        (),
    )


def test_a_task_of_the_plan_is_continued_by_one_task_only() -> None:
    review = a_review(draft=a_draft(read_task(), read_task("Họp giao ban"), agency="Sở Thử nghiệm"), plans=[PLAN])
    moved = taken(say_continues(review, "2", PLAN.task("bc_so_ket")))
    assert [each.continues for each in moved.tasks] == ["", "bc_so_ket"]
    assert refused(say_continues(review, "9", None)) == "review.no_such_task"


def test_the_kind_of_the_task_that_is_continued_lives_on() -> None:
    read = read_task("Xây dựng, ban hành kế hoạch công tác thi đua, đăng ký thi đua", kind=TaskKind.OTHER)
    review = a_review(draft=a_draft(read, agency="Sở Thử nghiệm"), plans=[PLAN])
    assert (task(review).task.kind, task(review).task.opens) == (TaskKind.REGISTRATION, Opens.TITLE)


def test_the_officer_may_say_that_it_amends_another_plan_or_none() -> None:
    review = a_review(draft=a_draft(agency="Sở Thử nghiệm"), plans=[PLAN])
    alone = amend(review, None)
    assert (alone.plan, alone.tasks[0].continues) == ("", "")
    assert amend(alone, PLAN) == review


# ---------------------------------------------------------------- the verbs


def test_a_new_deadline_settles_what_was_doubtful_about_the_old_one() -> None:
    review = a_review(read_task(deadline=read_deadline(None, wording="trước ngày 31/6/2024"), problems=(IMPOSSIBLE,)))
    changed = task(redate(review, "1", read_deadline("2024-06-30")))
    assert (changed.task.problems, changed.state) == ((), ReviewState.OPEN)


def test_a_doubt_about_something_else_stays_until_the_task_is_confirmed() -> None:
    review = a_review(read_task(problems=(IMPOSSIBLE, NOISE)))
    changed = redate(review, "1", read_deadline("2024-06-30"))
    assert (task(changed).task.problems, task(changed).state) == ((NOISE,), ReviewState.OPEN)
    assert task(confirm(taken(changed), "1")).state is ReviewState.CONFIRMED


def test_what_is_changed_after_it_was_confirmed_is_looked_at_again() -> None:
    confirmed = taken(confirm(a_review(), "1"))
    assert task(redate(confirmed, "1", read_deadline("2024-01-05"))).state is ReviewState.OPEN
    skipped = taken(skip(confirmed, "1"))
    assert task(retitle(skipped, "1", "Báo cáo")).state is ReviewState.SKIPPED


def test_title_units_and_kind_are_changed_as_they_are_typed() -> None:
    review = a_review()
    assert task(retitle(review, "1", "  Báo cáo\n 6 tháng ")).task.title == "Báo cáo 6 tháng"
    units = task(set_units(review, "1", ("Khoa Nội; Khoa Ngoại", ""), ("Phòng Tổ chức",))).task
    assert (units.lead, units.cooperating) == (("Khoa Nội", "Khoa Ngoại"), ("Phòng Tổ chức",))
    kind = task(set_kind(review, "1", TaskKind.INNOVATION, Opens.INNOVATION)).task
    assert (kind.kind, kind.opens) == (TaskKind.INNOVATION, Opens.INNOVATION)


def test_a_task_is_skipped_and_taken_back() -> None:
    skipped = taken(skip(a_review(), "1"))
    assert task(skipped).state is ReviewState.SKIPPED
    assert task(take_back(skipped, "1")).state is ReviewState.OPEN


def test_a_task_may_be_added_by_hand() -> None:
    added = task(add(a_review(), "Họp giao ban", UNSET, ("Văn phòng",)), "2")
    assert (added.added, added.state, added.task.source.document) == (True, ReviewState.CONFIRMED, "")


def test_keys_are_never_given_twice() -> None:
    review = taken(add(a_review(), "Việc thứ hai", UNSET))
    assert [each.key for each in taken(add(review, "Việc thứ ba", UNSET)).tasks] == ["1", "2", "3"]


def test_what_the_head_lacks_can_be_said() -> None:
    review = a_review(draft=a_draft(title=None, agency=None, year=None, issued="2024-02"))
    said = taken(set_head(review, title="Kế hoạch", agency="Trường A", year=2024, issued=date(2024, 2, 5)))
    assert (said.draft.title, said.draft.agency, said.draft.year, said.draft.issued) == (
        "Kế hoạch",
        "Trường A",
        2024,
        "2024-02-05",
    )
    assert said.draft.number == "12/KH-BV"
    assert acknowledge(review).seen


@pytest.mark.parametrize(
    ("verb", "code"),
    [
        (lambda review: retitle(review, "1", " \n"), "review.title_empty"),
        (lambda review: retitle(review, "1", "a" * (TITLE_LONGEST + 1)), "review.title_too_long"),
        (lambda review: retitle(review, "7", "a"), "review.no_such_task"),
        (lambda review: redate(review, "7", UNSET), "review.no_such_task"),
        (lambda review: skip(review, ""), "review.no_such_task"),
        (lambda review: set_units(review, "1", ("a" * 301,)), "review.bodies_too_long"),
        (
            lambda review: set_units(review, "1", (), tuple(f"Khoa {n}" for n in range(BODIES_AT_MOST + 1))),
            "review.bodies_too_long",
        ),
        (lambda review: add(review, "", UNSET), "review.title_empty"),
        (lambda review: add(review, "a", UNSET, ("a" * 301,)), "review.bodies_too_long"),
        (lambda review: set_head(review, year=24), "review.year_impossible"),
        (lambda review: set_head(review, title="\u202e"), "review.title_empty"),
    ],
)
def test_what_cannot_be_is_refused(verb: Callable[[Review], Review | Problem], code: str) -> None:
    assert refused(verb(a_review())) == code


def test_a_review_has_no_more_tasks_than_its_file_could_hold() -> None:
    full = a_review(*(read_task(f"Việc {number}") for number in range(TASKS_AT_MOST)))
    assert refused(add(full, "Một việc nữa", UNSET)) == "review.too_many_tasks"


KEYS = st.sampled_from(["1", "2", "9"])
DEADLINES = st.sampled_from([read_deadline("2024-06-30"), UNSET, read_deadline("2024-12", DeadlineKind.MONTH)])
VERBS: st.SearchStrategy[Callable[[Review], Review | Problem]] = st.one_of(
    st.builds(lambda key, day: lambda review: redate(review, key, day), KEYS, DEADLINES),
    st.builds(lambda key, title: lambda review: retitle(review, key, title), KEYS, st.text(max_size=8)),
    st.builds(lambda key, lead: lambda review: set_units(review, key, (lead,)), KEYS, st.text(max_size=8)),
    st.builds(lambda key: lambda review: skip(review, key), KEYS),
    st.builds(lambda key: lambda review: take_back(review, key), KEYS),
    st.builds(lambda key: lambda review: confirm(review, key), KEYS),
    st.builds(lambda title, day: lambda review: add(review, title, day), st.text(max_size=8), DEADLINES),
    st.builds(lambda: lambda review: acknowledge(review)),
    st.builds(lambda: lambda review: amend(review, PLAN)),
)


def stored(review: Review) -> Review:
    """The review as it comes back from the store."""
    return from_plain(to_plain(review), Review)


@given(st.lists(VERBS, max_size=6))
def test_every_step_is_the_same_before_and_after_a_restart(steps: list[Callable[[Review], Review | Problem]]) -> None:
    straight = restarted = a_review(read_task(problems=(IMPOSSIBLE, NOISE)), read_task("Họp tổng kết", UNSET))
    for step in steps:
        one, other = step(straight), step(stored(restarted))
        assert one == other
        straight = one if isinstance(one, Review) else straight
        restarted = other if isinstance(other, Review) else restarted
    assert stored(restarted) == straight


def test_a_report_may_be_reviewed_but_has_nothing_to_adopt() -> None:
    draft = replace(a_draft(form=DocumentForm.REPORT), tasks=())
    assert a_review(draft=draft).tasks == ()
