"""A finished review is a plan that the reviewed file can hold, with lasting ids and names to ask by."""

import os
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.documents.plan_file import read_plan, write_plan
from plans.documents.plan_reading import MAX_ENTRIES
from plans.model.plan import Body, DeadlineKind, Opens, Plan, Rule, Source, Target, TaskKind
from plans.planning.draft import DocumentForm, Draft, DraftDeadline, DraftTask, Review
from plans.planning.finishing import QUOTE_LONGEST, finished
from plans.planning.review import add, amend, begin, confirm, say_continues, skip
from plans.planning.revisions import compare
from plans.problems import Problem
from tests.builders import NOW, UNITS, a_plan, a_task
from tests.plans.reviews import DIGEST, UNSET, a_draft, a_letter, a_review, read_deadline, read_task, taken

PLAN = a_plan()
MONTHLY = read_deadline("---20", wording="trước ngày 20 hằng tháng")


def plan_of(review: Review, *plans: Plan) -> Plan:
    """The finished plan; a new one is given back by its file as it is."""
    made = finished(review, UNITS, plans)
    assert isinstance(made, Plan), made
    if plans:
        return made
    read = read_plan(write_plan(made).encode(), "", UNITS)
    assert read.plan == replace(made, adopted_at=None), read.problems
    return made


def codes(review: Review, *plans: Plan) -> list[str]:
    """What is in the way of a plan."""
    made = finished(review, UNITS, plans)
    assert isinstance(made, tuple)
    return [problem.code for problem in made]


# ---------------------------------------------------------------- a new plan


def test_a_plan_never_has_more_entries_than_its_file() -> None:
    monthly = [read_task(f"Báo cáo chuyên đề số {number}", MONTHLY) for number in range(50)]
    assert codes(a_review(*monthly)) == ["review.too_many_tasks"]
    full = a_plan(tasks=tuple(a_task(f"viec_{number}", title=f"Việc {number}") for number in range(MAX_ENTRIES - 1)))
    letter = a_letter(read_task("Nộp sổ tay thi đua"))
    assert codes(amend(a_review(draft=letter), full), full) == ["review.too_many_tasks"]
    another = amend(a_review(draft=a_draft(read_task("Nộp sổ tay thi đua"))), full)
    assert codes(another, full) == ["review.too_many_tasks"], "what is withdrawn stays in the file"


def test_a_plan_has_what_was_read() -> None:
    quote = Source("ke-hoach.docx", 40, "90% viên chức đạt\nLao động tiên tiến", page=2)
    draft = a_draft(
        read_task(cooperating=("các phòng, đơn vị thuộc Sở", "Sở Nội vụ"), number="1.1"),
        targets=(Target("Lao động tiên tiến", 90, None, "viên chức", quote),),
        rules=(Rule("register", quote),),
    )
    plan = plan_of(a_review(draft=draft))
    assert (plan.id, plan.year, plan.issued, plan.number) == (
        "benh-vien-thu-nghiem-2024",
        2024,
        date(2024, 2, 1),
        "12/KH-BV",
    )
    task = plan.tasks[0]
    assert (task.id, task.number, task.aliases) == ("bao_cao_so_ket_cong_tac_thi_dua", "1.1", ("báo cáo sơ kết",))
    assert task.deadline.end == date(2024, 6, 15)
    assert [body.unit for body in (*task.lead, *task.cooperating)] == ["van_phong", "cac_phong_don_vi", None]
    line = replace(quote, quote="90% viên chức đạt Lao động tiên tiến")
    assert plan.targets == (Target("Lao động tiên tiến", 90, None, "viên chức", line),)
    assert plan.rules[0].about == "register"
    assert plan.adopted_at is None


def test_skipped_tasks_are_left_out_and_added_ones_have_no_paper() -> None:
    review = taken(add(taken(skip(a_review(read_task(), read_task("Họp tổng kết")), "1")), "Tập huấn", UNSET))
    plan = plan_of(review)
    assert [task.id for task in plan.tasks] == ["hop_tong_ket", "tap_huan"]
    assert plan.tasks[1].source == Source("", 0, "Tập huấn")


def test_two_tasks_of_one_title_have_two_ids_and_a_number_names_one_of_a_section() -> None:
    plan = plan_of(a_review(*(read_task(number="1", section=section) for section in ("Quý I", "Quý I", "Quý II"))))
    ids = [task.id for task in plan.tasks]
    assert len(set(ids)) == 3
    assert all(len(id) <= 32 for id in ids)
    assert [task.number for task in plan.tasks] == ["1", "", "1"]
    assert all(task.aliases == () for task in plan.tasks), "a name that three tasks would answer to is none"


def test_a_monthly_deadline_becomes_twelve_tasks_named_for_their_months() -> None:
    plan = plan_of(a_review(read_task("Báo cáo công tác thi đua hằng tháng gửi phòng", MONTHLY)))
    assert [task.id[-3:] for task in plan.tasks] == [f"_{month:02d}" for month in range(2, 13)], "issued in February"
    assert plan.tasks[0].title.endswith("(tháng 2)")
    assert plan.tasks[0].deadline.end == date(2024, 2, 20)
    without = plan_of(a_review(draft=a_draft(read_task("Báo cáo hằng tháng", MONTHLY), issued=None)))
    assert len(without.tasks) == 12


def test_hours_and_places_are_kept() -> None:
    at = DraftDeadline(DeadlineKind.BY, "2024-06-15", "trước 16h00 ngày 15/6/2024", before=True, hour=time(16))
    task = plan_of(a_review(read_task(deadline=at))).tasks[0]
    assert (task.deadline.hour, task.source.page) == (time(16), 1)


def test_an_endless_quote_and_a_month_of_issue_are_cut_to_what_is_known() -> None:
    source = Source("a.pdf", 1, "x" * 9000)
    plan = plan_of(a_review(draft=a_draft(replace(read_task(), source=source), issued="2024-02")))
    assert len(plan.tasks[0].source.quote) == QUOTE_LONGEST
    assert plan.issued is None


def test_a_second_plan_of_the_same_name_gets_an_id_of_its_own() -> None:
    standing = replace(a_plan("benh-vien-thu-nghiem-2024"), agency="khác")
    assert plan_of(a_review(), standing).id == "benh-vien-thu-nghiem-2024-2"


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        (a_draft(read_task(deadline=read_deadline(None)), year=2024), ["review.no_day"]),
        (a_draft(year=None, agency=None, title=None), ["review.no_year", "review.no_agency", "review.no_title"]),
        (a_draft(read_task(deadline=read_deadline("2024-02-30"))), ["deadline.not_known"]),
    ],
)
def test_everything_in_the_way_is_said_at_once(draft: Draft, wanted: list[str]) -> None:
    assert codes(a_review(draft=draft)) == wanted


def test_confirming_does_not_make_an_impossible_day_possible() -> None:
    review = taken(confirm(a_review(read_task(deadline=read_deadline(None))), "1"))
    assert codes(review) == ["review.no_day"]
    assert codes(taken(skip(review, "1"))) == ["review.no_tasks"]


# ---------------------------------------------------------------- an amendment


def amendment(*tasks: DraftTask) -> Review:
    """A full later paper of the agency of `PLAN`."""
    return a_review(draft=a_draft(*tasks, agency="Sở Thử nghiệm"), plans=[PLAN])


def letter(*tasks: DraftTask) -> Review:
    """A letter to `PLAN`."""
    return a_review(draft=a_letter(*tasks), plans=[PLAN])


def test_a_later_paper_keeps_ids_kinds_and_names_of_what_it_still_has() -> None:
    named = replace(PLAN, tasks=tuple(replace(task, aliases=(f"tên {task.id}",)) for task in PLAN.tasks))
    read = read_task(
        "Ban hành kế hoạch thi đua và đăng ký thi đua năm 2024", read_deadline("2024-03-10"), kind=TaskKind.OTHER
    )
    review = begin(a_draft(read, read_task("Tập huấn"), agency="Sở Thử nghiệm"), DIGEST, "hoa", NOW, [named])
    plan = plan_of(review, named)
    assert plan.id == PLAN.id
    assert [task.id for task in plan.tasks] == ["ke_hoach", "tap_huan"]
    assert (plan.tasks[0].kind, plan.tasks[0].opens) == (TaskKind.REGISTRATION, Opens.TITLE)
    assert plan.tasks[0].aliases == ("tên ke_hoach",)
    revision = compare(named, plan)
    assert len(revision.withdrawn) == len(PLAN.tasks) - 1
    assert [now.deadline.end for _, now in revision.moved] == [date(2024, 3, 10)]


def test_a_letter_moves_what_it_names_and_leaves_the_rest() -> None:
    moving = read_task("Nộp báo cáo sơ kết", read_deadline("2024-06-20"), replaces=read_deadline("2024-06-15"))
    plan = plan_of(letter(moving), PLAN)
    revision = compare(PLAN, plan)
    assert [(was.id, now.deadline.end) for was, now in revision.moved] == [("bc_so_ket", date(2024, 6, 20))]
    assert (revision.added, revision.reworded, revision.withdrawn) == ((), (), ())
    moved = plan.task("bc_so_ket")
    assert moved is not None
    assert moved.title == PLAN.tasks[1].title
    assert moved.source.document == "ke-hoach.docx", "the letter is the source of the new day"
    assert (plan.title, plan.number) == (PLAN.title, PLAN.number)


def test_a_letter_adds_what_the_plan_does_not_have_and_moves_nothing_to_no_day() -> None:
    plan = plan_of(letter(read_task("Nộp sổ vàng truyền thống"), read_task("Họp Hội đồng sáng kiến", UNSET)), PLAN)
    revision = compare(PLAN, plan)
    assert [task.id for task in revision.added] == ["nop_so_vang_truyen_thong"]
    assert (revision.moved, revision.reworded, revision.withdrawn) == ((), (), ())


def test_a_letter_may_bring_a_withdrawn_task_back() -> None:
    gone = replace(PLAN, tasks=tuple(replace(task, withdrawn=task.id == "bc_so_ket") for task in PLAN.tasks))
    review = a_review(draft=a_letter(read_task("Nộp báo cáo sơ kết 6 tháng")), plans=[gone])
    assert [task.id for task in compare(gone, plan_of(review, gone)).added] == ["bc_so_ket"]


def test_a_plan_that_says_only_what_it_changes_leaves_the_rest() -> None:
    title = "Kế hoạch điều chỉnh, bổ sung Kế hoạch thi đua, khen thưởng năm 2024"
    draft = a_draft(read_task(deadline=read_deadline("2024-06-20")), agency="Sở Thử nghiệm", title=title)
    revision = compare(PLAN, plan_of(a_review(draft=draft, plans=[PLAN]), PLAN))
    assert ([now.id for _, now in revision.moved], revision.withdrawn) == (["bc_so_ket"], ())


def test_what_the_officer_says_of_a_match_holds() -> None:
    review = taken(say_continues(amendment(read_task("Gặp mặt đầu xuân")), "1", PLAN.task("hop_hd_thi_dua")))
    assert [task.id for task in plan_of(review, PLAN).tasks] == ["hop_hd_thi_dua"]


def test_monthly_tasks_are_found_again_in_the_next_issue() -> None:
    read = read_task("Báo cáo công tác thi đua hằng tháng gửi phòng", MONTHLY)
    first = replace(plan_of(a_review(draft=a_draft(read))), adopted_at=NOW)
    again = begin(a_draft(read, issued="2024-07-01"), DIGEST, "hoa", NOW, [first])
    assert compare(first, plan_of(again, first)).nothing


def test_the_plan_that_was_to_be_amended_may_be_gone() -> None:
    assert codes(amendment(read_task())) == ["review.plan_gone"]


# ---------------------------------------------------------------- anything at all

texts = st.text('aăđệ ;:[]"“\n\t\u200b\u202e1/.,-#', max_size=40)
dated = st.sampled_from(
    [
        (DeadlineKind.BY, "2024-06-15"),
        (DeadlineKind.ON, "--12-15"),
        (DeadlineKind.BY, "---31"),
        (DeadlineKind.MONTH, "2024-12"),
        (DeadlineKind.QUARTER, "2024-Q3"),
        (DeadlineKind.YEAR, "2024"),
        (DeadlineKind.RANGE, "2021-11/.."),
        (DeadlineKind.RANGE, "2024-06/2024-07"),
        (DeadlineKind.UNSET, None),
        (DeadlineKind.BY, None),
    ]
)
read_deadlines = st.builds(
    lambda at, words, before, hour: DraftDeadline(at[0], at[1], words, before and at[0] is DeadlineKind.BY, hour),
    dated,
    texts,
    st.booleans(),
    st.none() | st.just(time(16, 30)),
)
any_sources = st.builds(
    Source, st.just("kế hoạch.docx"), st.integers(1, 99), texts, st.integers(0, 3), st.integers(0, 3)
)
any_tasks = st.builds(
    DraftTask,
    texts,
    read_deadlines,
    st.lists(texts, max_size=3).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
    texts,
    any_sources,
    texts,
    st.sampled_from(TaskKind),
    st.none() | st.sampled_from(Opens),
)
any_targets = st.builds(
    lambda text, percent, source: Target(text, percent, None, text, source), texts, st.floats(0, 999), any_sources
)


@settings(max_examples=1000 if os.environ.get("DONDOC_SOAK") else 60, deadline=None)
@given(st.lists(any_tasks, max_size=4), st.lists(any_targets, max_size=1), texts)
def test_whatever_was_read_gives_a_plan_that_its_file_gives_back_or_problems(
    tasks: list[DraftTask], targets: list[Target], agency: str
) -> None:
    draft = replace(a_draft(agency=agency, targets=tuple(targets)), tasks=tuple(tasks))
    made = finished(a_review(draft=draft), UNITS, ())
    if isinstance(made, tuple):
        assert made
        assert all(isinstance(problem, Problem) for problem in made)
    else:
        assert read_plan(write_plan(made).encode(), "", UNITS).plan == made
        assert all(isinstance(body, Body) for task in made.tasks for body in task.lead)


def test_a_report_has_no_tasks_and_makes_no_plan() -> None:
    draft = replace(a_draft(form=DocumentForm.REPORT), tasks=())
    assert codes(a_review(draft=draft)) == ["review.no_tasks"]
