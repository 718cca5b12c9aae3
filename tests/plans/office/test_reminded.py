"""Reading back who was told what: all streams together, latest first, by person, task and day, page by page."""

from datetime import date, datetime, timedelta

from plans.model.groups import GroupDelivery
from plans.model.history import ReminderEntry
from plans.model.plan import ChangeKind, PlanChange
from plans.model.reminding import Bulletin, DeliveryKind, DeliveryState, DigestItem, Notice, Owed
from plans.office import reminded
from plans.office.reminded import Asked, Told, everything, page
from plans.store.memory import MemoryStore
from tests.builders import NOW, TODAY

ITEM = DigestItem("kh", "bc", Owed.TASK, date(2024, 6, 14), 3, rung="3")
CHANGE = PlanChange("kh", "hop", ChangeKind.MOVED, "Họp")


def at(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


def a_history(digests: int = 1) -> MemoryStore:
    store = MemoryStore()
    with store.transaction() as tx:
        for number in range(digests):
            entry = ReminderEntry(at(number), "lan", TODAY, DeliveryState.SENT, "telegram", (ITEM,))
            tx.append("reminders", entry)
        tx.append("announcements", Bulletin("hung", (CHANGE,), DeliveryState.SENT, at(1), channel="web"))
        notice = Notice("lan", "list_decided", "kh/x", {}, DeliveryState.SKIPPED, at(2), reason="left")
        tx.append("notices", notice)
        group = GroupDelivery("telegram:-5/", "ql", TODAY, (ITEM,), DeliveryState.SENT, at(3))
        tx.append("groups", group)
    return store


def kinds(told: tuple[Told, ...] | list[Told]) -> list[str]:
    return [each.kind for each in told]


def test_all_streams_are_read_together_the_latest_first() -> None:
    found = page(a_history(), Asked(), 0, 10)
    assert kinds(found.entries) == ["group", "list_decided", "news", "digest"]
    assert not found.more
    assert [each.person for each in found.entries] == ["", "lan", "hung", "lan"]
    assert kinds(everything(a_history())) == ["digest", "news", "list_decided", "group"]


def test_they_are_asked_for_by_person_by_task_and_by_day() -> None:
    store = a_history()
    assert kinds(page(store, Asked("lan"), 0, 10).entries) == ["list_decided", "digest"]
    assert kinds(page(store, Asked(task=("kh", "bc")), 0, 10).entries) == ["group", "digest"]
    assert kinds(page(store, Asked(task=("kh", "hop")), 0, 10).entries) == ["news"]
    assert kinds(everything(store, Asked(since=TODAY + timedelta(days=1)))) == []
    assert len(everything(store, Asked("lan", since=TODAY))) == 2


def test_pages_follow_each_other_without_a_gap_or_a_repetition() -> None:
    store = a_history(40)
    pages = [page(store, Asked(), number, 10) for number in range(6)]
    told = [each for one in pages for each in one.entries]
    assert [one.more for one in pages] == [True, True, True, True, False, False]
    assert told == sorted(everything(store), key=lambda each: each.at, reverse=True)


def test_a_notice_about_a_units_part_of_a_task_is_about_the_task() -> None:
    store = a_history()
    with store.transaction() as tx:
        for kind, about in (("part_dated", "kh/bc/ql"), ("not_met", "kh/bc"), ("part_asked", "kh/bc_khac/ql")):
            tx.append("notices", Notice("lan", kind, about, {}, DeliveryState.SENT, at(2)))
    found = everything(store, Asked(task=("kh", "bc")))
    assert [each.kind for each in found if each.is_notice] == ["part_dated", "not_met"]


def test_no_stream_hides_what_is_older_in_another() -> None:
    store = MemoryStore()
    with store.transaction() as tx:
        for number in range(100):
            tx.append("notices", Notice("lan", "k", str(number), {}, DeliveryState.SENT, at(1000 + number)))
        entry = ReminderEntry(at(0), "lan", TODAY, DeliveryState.SENT, "web", (), kind=DeliveryKind.PING)
        tx.append("reminders", entry)
    assert kinds(page(store, Asked(), 10, 10).entries) == ["ping"]


def test_a_chat_looks_back_only_so_far_and_says_how_far() -> None:
    store = a_history(reminded.LOOK_BACK + 10)
    found = page(store, Asked("nobody"), 0, 10)
    assert found.entries == ()
    assert found.until == date(2024, 2, 20)
