"""The office adds a task to a plan in force, or sets a task's day, by hand; those concerned are left word."""

from datetime import date

import pytest

from calendar_sync.stamps import stamp_events, stamps_of
from plans.documents.plan_reading import MAX_ENTRIES
from plans.model.plan import ChangeKind, DeadlineKind, Plan, Source, Task, TaskKind
from plans.model.reminding import Announcement
from plans.planning.amending import add_task, set_deadline
from plans.planning.draft import DraftDeadline
from plans.store.memory import MemoryStore
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, a_department, a_plan, a_task, audit, do, refused
from tests.plans.reviews import UNSET, read_deadline

JULY = DraftDeadline(DeadlineKind.ON, "2024-07-18", "18/7/2024")
PLAN = "thu-2024"


@pytest.fixture
def store() -> MemoryStore:
    """The small department with its plan of 2024 in force."""
    made = MemoryStore()
    a_department(made)
    return made


def of(store: MemoryStore, id: str) -> Task:
    """A task of the plan in force."""
    plan = store.get(Plan, PLAN)
    assert plan is not None
    found = plan.task(id)
    assert found is not None
    return found


def test_a_task_that_had_no_day_gets_one_and_keeps_its_source_and_event(store: MemoryStore) -> None:
    before = of(store, "huong_ung")
    with store.transaction() as tx:
        stamp_events(tx, NOW)
    uids = set(stamps_of(store))
    made = do(store, set_deadline, OFFICER, PLAN, "huong_ung", JULY)
    assert made == of(store, "huong_ung")
    assert (made.deadline.kind, made.deadline.end, made.deadline.wording) == (
        DeadlineKind.ON,
        date(2024, 7, 18),
        "18/7/2024",
    )
    assert made.source == before.source
    with store.transaction() as tx:
        stamp_events(tx, NOW)
    assert set(stamps_of(store)) == uids
    assert (audit(store)[-1].verb, audit(store)[-1].subject) == ("set_deadline", "thu-2024/huong_ung")


def test_those_concerned_are_left_word_but_not_whoever_did_it(store: MemoryStore) -> None:
    do(store, set_deadline, OFFICER, PLAN, "huong_ung", JULY)
    told = {each.person: each.changes for each in store.all(Announcement)}
    assert set(told) == {"hoa", "minh"}
    (change,) = told["minh"]
    assert (change.kind, change.was, change.now) == (ChangeKind.MOVED, "Theo kế hoạch của Cụm, Khối", "18/7/2024")


def test_the_same_day_again_is_no_change(store: MemoryStore) -> None:
    do(store, set_deadline, OFFICER, PLAN, "huong_ung", JULY)
    do(store, set_deadline, OFFICER, PLAN, "huong_ung", JULY)
    assert len(audit(store)) == 1


def test_a_day_may_be_taken_back(store: MemoryStore) -> None:
    made = do(store, set_deadline, OFFICER, PLAN, "bc_so_ket", UNSET)
    assert made.deadline.kind is DeadlineKind.UNSET


def test_a_task_is_added_with_an_id_of_its_own_and_no_paper(store: MemoryStore) -> None:
    made = do(store, add_task, OFFICER, PLAN, "Tập huấn nghiệp vụ", JULY, ("QLCN", "Sở Nội vụ"), (), TaskKind.OTHER)
    assert made == of(store, "tap_huan_nghiep_vu")
    assert made.source == Source("", 0, "Tập huấn nghiệp vụ")
    assert [body.unit for body in made.lead] == ["ql_cong_nghiep", None]
    again = do(store, add_task, OFFICER, PLAN, "Tập huấn nghiệp vụ", JULY)
    assert again.id == "tap_huan_nghiep_vu_2"
    assert {"lan", "hung"} <= {each.person for each in store.all(Announcement)}
    assert audit(store)[-1].verb == "add_task"


def test_a_short_name_of_another_task_is_not_given_again() -> None:
    store = MemoryStore()
    a_department(store, plan=a_plan(tasks=(a_task(aliases=("báo cáo quý I",)),)))
    assert do(store, add_task, None, PLAN, "Nộp báo cáo quý I về Sở", JULY).aliases == ()
    assert do(store, add_task, None, PLAN, "Nộp báo cáo quý III về Sở", JULY).aliases == ("báo cáo quý III",)


def test_a_plan_that_fills_its_file_takes_no_more_tasks(store: MemoryStore) -> None:
    full = a_plan(tasks=tuple(a_task(f"viec_{number}") for number in range(MAX_ENTRIES - 1)))
    with store.transaction() as tx:
        tx.put(full)
    assert refused(do(store, add_task, OFFICER, PLAN, "Nộp sổ tay", JULY)) == "review.too_many_tasks"
    assert store.get(Plan, PLAN) == full


def test_what_cannot_be_is_refused_and_changes_nothing(store: MemoryStore) -> None:
    before = store.get(Plan, PLAN)
    for person in (LEADER, HEAD, STAFF):
        assert refused(do(store, set_deadline, person, PLAN, "huong_ung", JULY)) == "right.change_plan"
        assert refused(do(store, add_task, person, PLAN, "Tập huấn", JULY)) == "right.change_plan"
    assert refused(do(store, set_deadline, OFFICER, "khac", "huong_ung", JULY)) == "review.plan_gone"
    assert refused(do(store, set_deadline, OFFICER, PLAN, "khac", JULY)) == "action.task_withdrawn"
    monthly = read_deadline("---20")
    assert refused(do(store, set_deadline, OFFICER, PLAN, "huong_ung", monthly)) == "review.one_day"
    assert refused(do(store, add_task, OFFICER, PLAN, "Tập huấn", monthly)) == "review.one_day"
    assert refused(do(store, add_task, OFFICER, PLAN, " ", JULY)) == "review.title_empty"
    assert store.get(Plan, PLAN) == before
    assert audit(store) == []
