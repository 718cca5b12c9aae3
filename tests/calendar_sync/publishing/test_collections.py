"""Who has which collection, and what lies in it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendar_sync.ics import read_items
from calendar_sync.publishing.collections import (
    WATCHED,
    Collection,
    Item,
    Wanted,
    collections_for,
    has_owner,
    open_to,
    possible_paths,
)
from calendar_sync.stamps import stamp_events
from calendar_sync.uids import is_part
from calendar_sync.watched import Watched
from plans.actions import mark_done
from plans.duties.collecting import close_part
from plans.duties.giving import assign, take_back
from plans.model.people import Person, Preference, Role
from plans.model.plan import DeadlineKind, Plan, TaskKind
from plans.model.publishing import CalendarAccount
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    STAFF,
    TODAY,
    a_deadline,
    a_department,
    a_plan,
    a_task,
    do,
    entry_of,
    the_tasks,
)
from tests.calendar_sync.publishing.office import CHAT
from tests.plans.duties.sharing import TRADE, TRADE_HEAD, a_sharing_store, report


@pytest.fixture
def store() -> MemoryStore:
    """The department, in which everybody has an account and wants the tasks."""
    made = MemoryStore()
    own = a_task("cua_phong", title="Việc của phòng", lead=("ql_cong_nghiep",))
    a_department(made, plan=a_plan(tasks=(*the_tasks(), own)))
    with made.transaction() as tx:
        for person in (OFFICER, OFFICE_HEAD, LEADER, HEAD, STAFF):
            tx.put(CalendarAccount(person.id, "hash", NOW, tasks=True))
        stamp_events(tx, NOW)
    return made


def paths(store: MemoryStore, today: date = TODAY) -> dict[str, Collection]:
    return {each.path: each for each in collections_for(store, today, embedded=True)}


def items(store: MemoryStore, path: str, today: date = TODAY) -> dict[str, Item]:
    wanted = Wanted(store, today, CHAT, embedded=True)
    (found,) = (each for each in wanted.collections if each.path == path)
    return {item.title: item for item in wanted.items(found).values()}


@pytest.mark.parametrize(
    ("person", "wants", "found"),
    [
        (STAFF, False, {"lich": False}),
        (STAFF, True, {"lich": False}),
        (HEAD, False, {"lich": False}),
        (HEAD, True, {"lich": False, "viec": True}),
        (LEADER, False, {"dieu-hanh": True}),
        (OFFICER, True, {"dieu-hanh": True, "viec": True}),
        (replace(OFFICER, roles=frozenset({Role.STAFF})), True, {"lich": False}),
    ],
)
def test_collections_follow_roles(store: MemoryStore, person: Person, wants: bool, found: dict[str, bool]) -> None:
    assert open_to(store, person, CalendarAccount(person.id, "", NOW, wants), TODAY, assigned=False) == found


def test_office_and_leaders_have_everything_and_may_move_it_the_others_have_their_own(store: MemoryStore) -> None:
    found = paths(store)
    assert {path: each.moves for path, each in found.items()} == {
        "van/dieu-hanh": True,
        "van/viec": False,
        "hoa/dieu-hanh": True,
        "hoa/viec": False,
        "minh/dieu-hanh": True,
        "minh/viec": False,
        "hung/lich": False,
        "hung/viec": False,
        "lan/lich": False,
    }
    assert {each.person for each in found.values()} == {"van", "hoa", "minh", "hung", "lan"}


def test_whoever_has_left_or_has_no_account_has_none(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(replace(LEADER, left=TODAY))
        tx.delete(CalendarAccount, STAFF.id)
    assert not {"minh/dieu-hanh", "lan/lich"} & paths(store).keys()
    assert "minh/dieu-hanh" in paths(store, TODAY - timedelta(days=1))


def test_names_are_in_the_language_of_whoever_reads_them(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(Preference(HEAD.id, "en"))
    found = paths(store)
    assert found["hung/lich"].name != found["lan/lich"].name
    assert found["hung/viec"].name != found["van/viec"].name
    assert "Sở Thử nghiệm" in found["hung/viec"].name


def test_elsewhere_there_is_one_for_all_and_one_for_each_department(store: MemoryStore) -> None:
    found = collections_for(store, TODAY, embedded=False)
    assert [(each.path, each.moves, each.person) for each in found] == [
        ("dondoc-tat-ca", True, ""),
        ("dondoc-van_phong", False, ""),
        ("dondoc-ql_cong_nghiep", False, ""),
    ]
    assert {each.path for each in found} <= possible_paths(store, embedded=False)
    assert set(paths(store)) <= possible_paths(store, embedded=True)


def test_an_owner_is_whom_the_roster_knows_here_or_not(store: MemoryStore) -> None:
    assert has_owner(store, "lan/dieu-hanh", embedded=True)
    assert not has_owner(store, "ai/lich", embedded=True)
    assert has_owner(store, "dondoc-tat-ca", embedded=False)
    assert has_owner(store, "dondoc-hoi_dong_tdkt", embedded=False)
    assert not has_owner(store, "dondoc-khac", embedded=False)


def test_whoever_a_task_was_given_to_has_a_list_of_tasks_with_it(store: MemoryStore) -> None:
    assert "lan/viec" not in paths(store)
    do(store, assign, HEAD, entry_of(store, "cua_phong"), INDUSTRY, STAFF)
    assert "lan/viec" in paths(store)
    assert set(items(store, "lan/viec")) == {"Việc của phòng"}
    assert "Việc của phòng" in items(store, "hung/viec")
    do(store, take_back, HEAD, entry_of(store, "cua_phong"), INDUSTRY)
    assert "lan/viec" not in paths(store)


def test_a_list_of_tasks_holds_what_its_owner_may_mark_done(store: MemoryStore) -> None:
    assert set(items(store, "hung/viec")) == {"Việc của phòng"}
    assert len(items(store, "van/viec")) == 6
    (item,) = items(store, "hung/viec").values()
    assert (item.done, item.position) == (False, "")
    do(store, mark_done, HEAD, entry_of(store, "cua_phong"))
    (item,) = items(store, "hung/viec").values()
    assert item.done
    assert items(store, "hung/viec", TODAY + timedelta(days=61)) == {}


def test_a_list_of_tasks_holds_nothing_of_plans_that_are_over_or_withdrawn(store: MemoryStore) -> None:
    plan = a_plan("moi", year=2025, tasks=(a_task("viec_moi", title="Việc mới", lead=("ql_cong_nghiep",)),))
    with store.transaction() as tx:
        tx.put(plan)
        stamp_events(tx, NOW)
    assert set(items(store, "hung/viec")) == {"Việc của phòng", "Việc mới"}
    assert set(items(store, "hung/viec", date(2025, 1, 2))) == {"Việc mới"}
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=tuple(replace(task, withdrawn=True) for task in plan.tasks)))
    assert items(store, "hung/viec", date(2025, 1, 2)) == {}


def test_what_an_item_means_is_what_is_read_from_its_bytes(store: MemoryStore) -> None:
    plan = store.get(Plan, "thu-2024")
    assert plan is not None
    timed = replace(a_deadline(date(2024, 5, 6), kind=DeadlineKind.ON), hour=NOW.time())
    more = (
        a_task("hop", title="Họp; bàn,\nvà  nghị\\n", deadline=timed, kind=TaskKind.MEETING),
        a_task("bo", title="Thôi", withdrawn=True),
    )
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=(*plan.tasks, *more)))
        stamp_events(tx, NOW)
    do(store, mark_done, HEAD, entry_of(store, "cua_phong"))
    with store.transaction() as tx:
        stamp_events(tx, NOW)
    wanted = Wanted(store, TODAY, CHAT, embedded=True)
    for collection in wanted.collections:
        for uid, item in wanted.items(collection).items():
            (seen,) = read_items(item.body)
            assert seen.uid == uid
            assert seen.same_as(item.meant)
            assert (seen.sequence, seen.last_modified) == (item.meant.sequence, item.meant.last_modified)


def test_a_units_part_lies_in_its_peoples_calendars_with_alarms_until_it_is_handed_in() -> None:
    store = a_sharing_store()
    with store.transaction() as tx:
        for person in (TRADE_HEAD, OFFICER):
            tx.put(CalendarAccount(person.id, "hash", NOW, tasks=True))
        stamp_events(tx, NOW)
    named = f"Phần của Phòng Quản lý thương mại: {report(store).task.title}"
    part = items(store, "mai/lich")[named]
    assert b"TRIGGER:-P2DT16H" in part.body
    assert read_items(part.body) == (part.meant,)
    assert not [item for item in items(store, "van/viec").values() if is_part(item.uid)], "it is no task of the lead's"
    assert [item.title[:3] for item in items(store, "van/dieu-hanh").values() if is_part(item.uid)] == ["Các"]
    do(store, close_part, TRADE_HEAD, report(store), TRADE)
    do(store, lambda tx, now: stamp_events(tx, now))
    after = items(store, "mai/lich")[named.replace("Phần", "Đã gửi phần")]
    assert (after.uid, after.stamp.sequence) == (part.uid, 1)
    assert b"VALARM" not in after.body


def test_equal_items_have_equal_fingerprints_and_a_stamp_alone_makes_no_other(store: MemoryStore) -> None:
    (first,) = items(store, "hung/viec").values()
    assert replace(first, stamp=replace(first.stamp, sequence=9)).fingerprint == first.fingerprint
    do(store, mark_done, HEAD, entry_of(store, "cua_phong"))
    (second,) = items(store, "hung/viec").values()
    assert second.fingerprint != first.fingerprint


def test_whoever_heads_no_unit_has_no_list_whatever_their_role(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(replace(STAFF, roles=frozenset({Role.HEAD})))
    assert "lan/viec" not in paths(store)


@pytest.mark.parametrize("embedded", [True, False])
def test_whatever_decides_what_lies_where_is_watched(store: MemoryStore, embedded: bool) -> None:
    facts = Watched(store)
    wanted = Wanted(facts, TODAY, CHAT, embedded=embedded)
    for collection in wanted.collections:
        wanted.items(collection)
    assert facts.kinds <= set(WATCHED), "a change of these would be published only by the next regular round"
