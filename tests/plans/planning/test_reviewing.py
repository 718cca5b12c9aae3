"""A review is kept, changed and adopted by the office alone; nothing of it is public before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_sync.stamps import stamp_events, stamps_of
from plans.agenda import entries
from plans.documents.library import demo_department, demo_plan
from plans.documents.plan_file import read_plan, write_plan
from plans.documents.plan_sheet import read_sheet, write_sheet
from plans.model.answers import Answer, Registration
from plans.model.people import Person
from plans.model.plan import ChangeKind, DeadlineKind, Plan, TaskProgress
from plans.model.reminding import Announcement
from plans.planning.amending import add_task
from plans.planning.draft import Draft, DraftTask, Review, ReviewState
from plans.planning.review import begin, confirm, redate, retitle, set_units, skip, take_back
from plans.planning.reviewing import (
    LEFT_LYING,
    Adopted,
    Preview,
    adopt_review,
    begin_review,
    begin_roll,
    change_review,
    drop_review,
    keep_review,
    preview,
)
from plans.planning.rolling import roll
from plans.store.memory import MemoryStore
from plans.store.tinydb_store import TinyStore
from tests.builders import (
    HEAD,
    LEADER,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    STAFF,
    a_department,
    a_plan,
    audit,
    do,
    refused,
)
from tests.plans.reviews import DIGEST, UNSET, a_draft, a_letter, read_deadline, read_task, taken

MOVING = read_task("Nộp báo cáo sơ kết", read_deadline("2024-06-20"), replaces=read_deadline("2024-06-15"))


@pytest.fixture
def store() -> MemoryStore:
    """The small department with its plan of 2024 in force."""
    made = MemoryStore()
    a_department(made)
    return made


def begun(store: MemoryStore, draft: Draft | None = None, by: Person | None = OFFICE_HEAD) -> Review:
    """A review that has begun."""
    return taken(do(store, begin_review, by, draft or a_draft(), DIGEST))


def adopted(store: MemoryStore, review: Review, by: Person | None = OFFICE_HEAD) -> Adopted:
    """What adoption did."""
    made = do(store, adopt_review, by, review.id)
    assert isinstance(made, Adopted), made
    return made


def news(store: MemoryStore) -> dict[str, list[tuple[ChangeKind, str]]]:
    """What each person is still to be told."""
    return {each.person: [(change.kind, change.task) for change in each.changes] for each in store.all(Announcement)}


# ---------------------------------------------------------------- keeping


def test_a_review_is_kept_from_its_beginning_and_the_same_file_goes_on_with_it(store: MemoryStore) -> None:
    review = begun(store)
    assert review.begun_by == OFFICE_HEAD.id
    skipped = do(store, change_review, OFFICER, review.id, lambda found: skip(found, "1"))
    assert begun(store) == skipped
    assert [entry.verb for entry in audit(store)] == ["begin_review", "change_review"]
    assert audit(store)[1].detail == "tasks 1"


def test_only_the_office_and_the_command_line_review(store: MemoryStore) -> None:
    review = begun(store, by=None)
    for person in (LEADER, HEAD, STAFF):
        assert refused(do(store, begin_review, person, a_draft(), "b" * 64)) == "right.review_plan"
        assert refused(do(store, begin_roll, person, a_plan(), 2025)) == "right.review_plan"
        assert (
            refused(do(store, change_review, person, review.id, lambda found: skip(found, "1"))) == "right.review_plan"
        )
        assert refused(do(store, drop_review, person, review.id)) == "right.review_plan"
        assert refused(do(store, keep_review, person, review, review)) == "right.review_plan"
        (problem,) = do(store, adopt_review, person, review.id)
        assert problem.code == "right.review_plan"
    assert store.all(Review) == (review,)


def test_somebody_who_has_left_the_office_reviews_nothing(store: MemoryStore) -> None:
    gone = replace(OFFICE_HEAD, left=date(2024, 1, 1))
    assert refused(do(store, begin_review, gone, a_draft(), DIGEST)) == "right.not_here"


def test_what_a_person_gave_is_confirmed_by_it_unless_something_stays_doubtful(store: MemoryStore) -> None:
    outside = read_task("Họp tổng kết", lead=("Văn phòng UBND tỉnh",))
    review = begun(store, a_draft(read_task(deadline=read_deadline(None)), outside))
    days = [lambda found, key=key: redate(found, key, read_deadline("2024-06-30")) for key in ("1", "2")]
    for step in days:
        review = do(store, change_review, None, review.id, step)
    assert [task.state for task in review.tasks] == [ReviewState.CONFIRMED, ReviewState.OPEN]
    review = do(store, change_review, None, review.id, lambda found: set_units(found, "2", ("Văn phòng",)))
    assert review.tasks[1].state is ReviewState.CONFIRMED
    review = do(store, change_review, None, review.id, lambda found: take_back(found, "2"))
    assert review.tasks[1].state is ReviewState.OPEN, "what was only taken back is looked at again"


def test_a_step_that_is_refused_or_changes_nothing_is_not_written(store: MemoryStore) -> None:
    review = begun(store)
    assert (
        refused(do(store, change_review, None, review.id, lambda found: retitle(found, "1", "")))
        == "review.title_empty"
    )
    do(store, change_review, None, review.id, lambda found: found)
    assert store.all(Review) == (review,)
    assert len(audit(store)) == 1


def test_a_review_that_is_gone_is_said_to_be_gone(store: MemoryStore) -> None:
    review = begun(store)
    assert do(store, drop_review, OFFICER, review.id) == review
    assert refused(do(store, drop_review, OFFICER, review.id)) == "review.gone"
    assert refused(do(store, change_review, OFFICER, review.id, lambda found: found)) == "review.gone"
    (problem,) = do(store, adopt_review, OFFICER, review.id)
    assert problem.code == "review.gone"


def test_reviews_left_lying_for_thirty_days_are_swept_when_another_begins(store: MemoryStore) -> None:
    old = begun(store)
    later = NOW + LEFT_LYING
    do(store, begin_review, None, a_draft(), "b" * 64, now=later)
    assert len(store.all(Review)) == 2
    do(store, begin_review, OFFICER, a_draft(), "c" * 64, now=later + timedelta(seconds=1))
    assert old.id not in {review.id for review in store.all(Review)}
    assert (OFFICER.id, "sweep_review") in [(entry.who, entry.verb) for entry in audit(store)]


def test_the_command_line_has_one_name_in_every_record(store: MemoryStore) -> None:
    assert {begun(store, by=None).begun_by, *(entry.who for entry in audit(store))} == {"console"}


def test_the_review_that_is_gone_on_with_is_never_swept(store: MemoryStore) -> None:
    old = begun(store)
    assert do(store, begin_review, None, a_draft(), DIGEST, now=NOW + 2 * LEFT_LYING) == old


def test_a_paper_with_too_many_tasks_is_refused(store: MemoryStore) -> None:
    many = a_draft(*(read_task(f"Việc {number}") for number in range(451)))
    assert refused(do(store, begin_review, None, many, DIGEST)) == "review.too_many_tasks"
    assert store.all(Review) == ()
    long = replace(taken(begin(many, DIGEST, "", NOW, ())), changed_at=NOW)
    assert refused(do(store, keep_review, None, long, None)) == "review.too_many_tasks"
    short = begun(store)
    assert refused(do(store, keep_review, None, replace(short, tasks=long.tasks), short)) == "review.too_many_tasks"
    assert store.all(Review) == (short,)


def test_a_review_worked_on_elsewhere_is_kept_unless_somebody_changed_it_meanwhile(store: MemoryStore) -> None:
    review = begun(store)
    worked = taken(confirm(review, "1"))
    assert do(store, keep_review, None, worked, review).tasks == worked.tasks
    assert refused(do(store, keep_review, None, worked, review)) == "review.changed_meanwhile"
    do(store, drop_review, None, review.id)
    assert refused(do(store, keep_review, None, worked, worked)) == "review.changed_meanwhile"
    assert do(store, keep_review, None, worked, None).id == review.id


# ---------------------------------------------------------------- adopting


def test_nothing_is_public_before_adoption_and_everything_after_it(store: MemoryStore) -> None:
    before = entries(store)
    review = begun(store)
    seen = preview(store, review)
    assert isinstance(seen, Preview)
    assert (seen.before, seen.revision) == (None, None)
    assert entries(store) == before
    made = adopted(store, review)
    assert made.plan.adopted_at == NOW
    assert len(entries(store)) == len(before) + 1
    assert store.all(Review) == ()
    assert (made.told, store.all(Announcement)) == ((), ()), "a new plan is found in calendars and digests"
    assert [entry.verb for entry in audit(store)][-2:] == ["adopt_plan", "adopt_review"]


def test_what_is_in_the_way_is_said_and_the_review_stays(store: MemoryStore) -> None:
    review = begun(store, a_draft(read_task(deadline=read_deadline(None))))
    (problem,) = do(store, adopt_review, None, review.id)
    assert problem.code == "review.no_day"
    assert store.all(Review) == (review,)
    do(store, change_review, None, review.id, lambda found: redate(found, "1", read_deadline("2024-06-30")))
    adopted(store, review)


def test_an_amendment_moves_adds_and_withdraws_at_once_and_leaves_each_person_their_news(store: MemoryStore) -> None:
    with store.transaction() as tx:
        stamp_events(tx, NOW)
        tx.put(TaskProgress("thu-2024", "dk_sang_kien", NOW, "hoa"))
        tx.put(Registration("thu-2024", "lan", False, "ĐK-2024-001", Answer.REGISTERED, "ldtt", (), NOW, "lan"))
    uids = set(stamps_of(store))
    tasks = [
        read_task(task.title, read_deadline(str(task.deadline.end)), lead=("Văn phòng",))
        for task in a_plan().tasks
        if task.deadline.kind is not DeadlineKind.UNSET and task.id != "hop_hd_thi_dua"
    ]
    tasks[1] = replace(tasks[1], deadline=read_deadline("2024-06-20"))
    later = a_draft(*tasks, read_task("Tập huấn", lead=("Phòng Quản lý công nghiệp",)), agency="Sở Thử nghiệm")
    made = adopted(store, begun(store, later))
    assert made.revision is not None
    assert [task.id for task in made.revision.added] == ["tap_huan"]
    assert [now.id for _, now in made.revision.moved] == ["bc_so_ket", "hop_hd_sang_kien"]
    assert {task.id for task in made.revision.withdrawn} == {"huong_ung", "hop_hd_thi_dua"}
    assert set(made.told) == set(news(store)) == {"van", "minh", "hung", "lan"}, "whoever did it knows"
    assert (ChangeKind.ADDED, "tap_huan") in news(store)["lan"]
    assert (ChangeKind.MOVED, "bc_so_ket") not in news(store)["lan"]
    assert (ChangeKind.MOVED, "bc_so_ket") in news(store)["van"]
    with store.transaction() as tx:
        stamp_events(tx, NOW + timedelta(minutes=1))
    assert uids < set(stamps_of(store)), "every event lives on, the withdrawn ones to be cancelled"
    assert store.get(TaskProgress, "thu-2024/dk_sang_kien") is not None
    assert store.get(Registration, "thu-2024/lan") is not None


def test_a_letter_moves_one_task_and_touches_nothing_else(store: MemoryStore) -> None:
    made = adopted(store, begun(store, a_letter(MOVING)))
    assert made.revision is not None
    assert [now.id for _, now in made.revision.moved] == ["bc_so_ket"]
    assert len(made.revision.same) == len(a_plan().tasks) - 1
    assert news(store) == {"van": [(ChangeKind.MOVED, "bc_so_ket")], "minh": [(ChangeKind.MOVED, "bc_so_ket")]}


def test_two_letters_before_anybody_was_told_are_one_piece_of_news(store: MemoryStore) -> None:
    adopted(store, begun(store, a_letter(MOVING)))
    second = replace(MOVING, deadline=read_deadline("2024-06-25"), replaces=read_deadline("2024-06-20"))
    adopted(store, begun(store, a_letter(second)))
    told = store.get(Announcement, "van")
    assert told is not None
    (change,) = told.changes
    assert (change.was, change.now) == ("Trước 15/06/2024", "trước ngày 25/06/2024")
    back = replace(
        MOVING, deadline=read_deadline("2024-06-15", wording="Trước 15/06/2024"), replaces=read_deadline("2024-06-25")
    )
    adopted(store, begun(store, a_letter(back)))
    assert news(store) == {}, "what is as it was is no news"


def test_the_same_paper_again_changes_nothing(store: MemoryStore) -> None:
    first = adopted(store, begun(store)).plan
    again = adopted(store, begun(store))
    assert again.revision is not None
    assert again.revision.nothing
    assert again.plan == first
    assert news(store) == {}


def test_a_second_plan_of_the_same_agency_and_year_is_refused_unless_forced(store: MemoryStore) -> None:
    review = begun(store, a_draft(agency="Sở Thử nghiệm"))
    with store.transaction() as tx:
        alone = replace(review, plan="")
        tx.put(alone)
    (problem,) = do(store, adopt_review, None, review.id)
    assert problem.code == "action.plan_same_year"
    assert isinstance(do(store, lambda *args: adopt_review(*args, force=True), None, review.id), Adopted)


def test_a_plan_is_rolled_reviewed_and_adopted_beside_the_old_one(store: MemoryStore) -> None:
    plan = store.all(Plan)[0]
    review = taken(do(store, begin_roll, OFFICER, plan, 2025))
    assert do(store, begin_roll, OFFICER, plan, 2025) == review
    made = adopted(store, review)
    assert (made.plan.id, made.plan.year, made.revision) == ("thu-2025", 2025, None)
    assert len(store.all(Plan)) == 2
    assert refused(do(store, begin_roll, OFFICER, plan, 2024)) == "revision.same_year"


# ---------------------------------------------------------------- restarts


@contextmanager
def opened(folder: Path) -> Iterator[TinyStore]:
    """The store on disk, as after a restart."""
    store = TinyStore.open(folder)
    try:
        yield store
    finally:
        store.close()


def in_store(folder: Path, verb: Any, *arguments: Any) -> Any:
    """One verb in a store that was opened for it alone."""
    with opened(folder) as store, store.transaction() as tx:
        return verb(tx, NOW, None, *arguments)


STEPS = st.lists(
    st.sampled_from(
        [
            lambda review: skip(review, "1"),
            lambda review: confirm(review, "2"),
            lambda review: redate(review, "2", read_deadline("2024-07-15")),
            lambda review: retitle(review, "1", "Tập huấn nghiệp vụ"),
        ]
    ),
    max_size=4,
)


@settings(max_examples=10, deadline=None)
@given(steps=STEPS)
def test_a_review_half_done_survives_a_restart_after_every_step(
    tmp_path_factory: pytest.TempPathFactory, steps: Any
) -> None:
    folder = tmp_path_factory.mktemp("store")
    two: tuple[DraftTask, ...] = (read_task(), read_task("Họp tổng kết", UNSET))
    kept = in_store(folder, begin_review, a_draft(*two), DIGEST)
    for step in steps:
        wanted = step(kept)
        kept = in_store(folder, change_review, kept.id, step)
        assert [task.task for task in kept.tasks] == [task.task for task in wanted.tasks]
    with opened(folder) as store:
        assert store.all(Review) == (kept,)
    made = in_store(folder, adopt_review, kept.id)
    with opened(folder) as store:
        assert store.all(Plan) == (made.plan,)
        assert store.all(Review) == ()


def test_a_plan_that_was_rolled_and_amended_can_be_written_down_and_read_again() -> None:
    """The demo takes its plan over to 2025; then a shorter issue comes, a letter, and a task by hand."""
    store = MemoryStore()
    _, units, people = demo_department()
    with store.transaction() as tx:
        for unit in units:
            tx.put(unit)
        for person in people:
            tx.put(person)
        tx.put(replace(demo_plan(), adopted_at=NOW))
    first = adopted(store, taken(do(store, begin_roll, None, demo_plan(), 2025)), by=None).plan
    rolled = taken(roll(demo_plan(), 2025, "", NOW)).draft
    shorter = replace(rolled, document="ke-hoach-sua.docx", tasks=(*rolled.tasks[:9], read_task("Tập huấn", UNSET)))
    second = adopted(store, begun(store, shorter, by=None), by=None)
    assert second.revision is not None
    assert len(second.revision.withdrawn) == 4
    moving = read_task(
        "Nộp báo cáo sơ kết", read_deadline("2025-06-20"), replaces=read_deadline("2025-06-15"), section=""
    )
    letter = replace(a_letter(moving, agency=first.agency), year=2025, issued="2025-05-05")
    third = adopted(store, begun(store, letter, by=None), by=None)
    assert third.revision is not None
    assert [now.id for _, now in third.revision.moved] == ["bc_so_ket"]
    do(store, add_task, None, first.id, "Gặp mặt đầu xuân", UNSET)
    plan = store.get(Plan, first.id)
    assert plan is not None
    for read in (read_plan(write_plan(plan).encode(), "", units), read_sheet(write_sheet(plan), "", units)):
        assert read.plan == replace(plan, adopted_at=None), read.problems
    assert [task.id for task in plan.tasks if task.withdrawn] == [
        "hop_hd_thi_dua",
        "bc_tong_ket",
        "hn_tong_ket",
        "ho_so_khen_thuong",
    ]
