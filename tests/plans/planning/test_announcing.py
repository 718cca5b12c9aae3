"""Everybody concerned is left one record of what they are to be told, whoever did it excepted."""

from dataclasses import replace
from datetime import date

from plans.model.plan import ChangeKind, Plan
from plans.model.reminding import Announcement
from plans.planning.announcing import announce
from plans.planning.revisions import Revision, compare
from plans.store.memory import MemoryStore
from tests.builders import HEAD, NOW, OFFICER, a_deadline, a_department, a_plan, a_task, do

PLAN = a_plan()
MOVED = replace(a_task(), deadline=a_deadline(date(2024, 6, 20)))
ADDED = a_task("tap_huan", title="Tập huấn", lead=("ql_cong_nghiep",))


def changed(*tasks: str) -> Revision:
    """The plan with the report moved or the training added."""
    kept = tuple(MOVED if task.id == "bc_so_ket" and "moved" in tasks else task for task in PLAN.tasks)
    return compare(PLAN, replace(PLAN, tasks=(*kept, ADDED) if "added" in tasks else kept))


def left(store: MemoryStore) -> dict[str, list[ChangeKind]]:
    """Who is to be told of what."""
    return {each.person: [change.kind for change in each.changes] for each in store.all(Announcement)}


def test_each_person_is_left_what_concerns_them_alone() -> None:
    store = MemoryStore()
    a_department(store)
    told = do(store, announce, OFFICER, PLAN, changed("moved", "added"))
    assert left(store) == {
        "hoa": [ChangeKind.ADDED, ChangeKind.MOVED],
        "minh": [ChangeKind.MOVED],
        "hung": [ChangeKind.ADDED],
        "lan": [ChangeKind.ADDED],
    }
    assert set(told) == set(left(store))


def test_nothing_is_left_where_nothing_changed() -> None:
    store = MemoryStore()
    a_department(store)
    assert do(store, announce, None, PLAN, changed()) == ()
    assert left(store) == {}


def test_news_not_yet_told_joins_the_later_ones_and_what_is_undone_goes() -> None:
    store = MemoryStore()
    a_department(store)
    do(store, announce, HEAD, PLAN, changed("moved"))
    do(store, announce, HEAD, PLAN, changed("added"))
    assert left(store)["van"] == [ChangeKind.MOVED, ChangeKind.ADDED]
    after: Plan = replace(PLAN, tasks=(*PLAN.tasks, ADDED))
    do(store, announce, HEAD, PLAN, compare(after, PLAN))
    assert left(store)["van"] == [ChangeKind.MOVED]
    assert "lan" not in left(store)
    assert store.all(Announcement)[0].at == NOW
