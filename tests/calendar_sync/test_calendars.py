"""Whole calendars: a person's, everything, and one task for a file."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from calendar_sync.calendars import calendar_name, calendar_of, feed_name, task_file
from calendar_sync.feeds import ALL, OWN, Feed, unit_feed
from calendar_sync.stamps import stamp_events
from locales.catalogue import Texts
from plans.agenda import entries
from plans.documents.library import demo_department, demo_plan
from plans.model.people import Department
from plans.model.plan import TaskProgress
from plans.store.memory import MemoryStore
from tests.builders import LEADER, NOW, STAFF, TODAY, a_department

CHAT = "https://dondoc.example/"
VI, EN = Texts("vi"), Texts("en")


def blocks(body: bytes) -> dict[bytes, bytes]:
    """Every event's lines by its UID."""
    found = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", body, re.DOTALL)
    return {re.search(rb"\r\nUID:(.*?)\r\n", block)[1]: block for block in found}  # type: ignore[index]  # all have one


def test_the_export_is_the_leaders_calendar(store: MemoryStore) -> None:
    assert calendar_of(store, ALL, None, VI, CHAT, TODAY) == calendar_of(store, ALL, LEADER, VI, CHAT, TODAY)
    assert len(Calendar.from_ical(calendar_of(store, ALL, None, VI, CHAT, TODAY)).events) == 6
    assert len(Calendar.from_ical(calendar_of(store, OWN, STAFF, VI, CHAT, TODAY)).events) == 2


def test_two_departments_made_alike_give_the_same_bytes(store: MemoryStore) -> None:
    other = MemoryStore()
    a_department(other)
    with other.transaction() as tx:
        stamp_events(tx, NOW)
    assert calendar_of(other, ALL, None, VI, CHAT, TODAY) == calendar_of(store, ALL, None, VI, CHAT, TODAY)


def test_only_the_changed_event_moves(store: MemoryStore) -> None:
    before = blocks(calendar_of(store, ALL, None, VI, CHAT, TODAY))
    with store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, "van"))
        stamp_events(tx, NOW + timedelta(days=1))
    after = blocks(calendar_of(store, ALL, None, VI, CHAT, TODAY))
    assert before.keys() == after.keys()
    (changed,) = [uid for uid in before if before[uid] != after[uid]]
    assert b"SEQUENCE:1\r\n" in after[changed]
    assert b"LAST-MODIFIED:20240221T010000Z\r\n" in after[changed]
    assert b"CREATED:20240220T010000Z\r\n" in after[changed]


def test_both_languages_tell_the_same_events_under_the_same_stamps(store: MemoryStore) -> None:
    vi, en = (Calendar.from_ical(calendar_of(store, ALL, None, texts, CHAT, TODAY)).events for texts in (VI, EN))
    stamps = [[(event["uid"], event["sequence"], event.DTSTAMP, event.start) for event in found] for found in (vi, en)]
    assert stamps[0] == stamps[1]
    assert any(str(event["summary"]).startswith("Trong tháng 12: ") for event in vi)
    assert any(str(event["summary"]).startswith("In December: ") for event in en)


def test_one_task_in_a_file_is_the_feeds_own_event(store: MemoryStore) -> None:
    entry = next(entry for entry in entries(store) if entry.task.id == "bc_so_ket")
    (single,) = blocks(task_file(store, entry, VI, CHAT)).values()
    assert single in blocks(calendar_of(store, ALL, None, VI, CHAT, TODAY)).values()


def test_one_task_in_a_file_names_no_calendar_of_its_own(store: MemoryStore) -> None:
    for entry in entries(store):
        found = Calendar.from_ical(task_file(store, entry, VI, CHAT))
        assert sorted(found) == ["CALSCALE", "PRODID", "VERSION"]


def test_invented_data_says_so_in_the_calendars_name(store: MemoryStore) -> None:
    assert calendar_name(store, VI, ALL) == "Đôn Đốc – Toàn cơ quan (dữ liệu minh họa) – Sở Thử nghiệm"
    with store.transaction() as tx:
        tx.put(replace(Department("Sở A"), demo=False))
    assert calendar_name(store, VI, ALL) == "Đôn Đốc – Toàn cơ quan – Sở A"
    assert calendar_name(MemoryStore(), EN, ALL) == f"Đôn Đốc – {EN('calendar.feed_all')}"


def test_invented_data_says_so_once() -> None:
    assert calendar_name(the_demo(), VI, OWN) == "Đôn Đốc – Việc của tôi – Sở mẫu (dữ liệu minh họa)"


@pytest.mark.parametrize(
    ("feed", "vi", "en"),
    [
        (OWN, "Việc của tôi", "My tasks"),
        (ALL, "Toàn cơ quan", "The whole department"),
        (unit_feed("van_phong"), "Văn phòng", "Văn phòng"),
        (unit_feed("da_giai_the"), "Đơn vị", "Unit"),
    ],
)
def test_a_calendar_says_which_one_it_is(store: MemoryStore, feed: Feed, vi: str, en: str) -> None:
    with store.transaction() as tx:
        tx.put(Department("Sở A"))
    assert (feed_name(store, feed, VI), feed_name(store, feed, EN)) == (vi, en)
    shown = Calendar.from_ical(calendar_of(store, feed, STAFF, VI, CHAT, TODAY))
    assert str(shown["x-wr-calname"]) == str(shown["name"]) == f"Đôn Đốc – {vi} – Sở A"


def test_ical_js_reads_a_whole_department(
    store: MemoryStore, read_with_ical_js: Callable[[bytes], dict[str, Any]]
) -> None:
    ours = Calendar.from_ical(calendar_of(store, ALL, None, VI, CHAT, TODAY)).events
    theirs = read_with_ical_js(calendar_of(store, ALL, None, VI, CHAT, TODAY))["events"]
    assert [(str(event["uid"]), str(event["summary"]), str(event["description"])) for event in ours] == [
        (event["uid"], event["summary"], event["description"]) for event in theirs
    ]
    assert [event.start.isoformat() for event in ours] == [event["start"] for event in theirs]
    assert all(event["allDay"] and event["days"] == 1 for event in theirs)


def the_demo() -> MemoryStore:
    """The demo department, its plan adopted and stamped at one instant."""
    store = MemoryStore()
    department, units, people = demo_department()
    with store.transaction() as tx:
        tx.put(department)
        tx.put(replace(demo_plan(), adopted_at=NOW))
        for unit in units:
            tx.put(unit)
        for person in people:
            tx.put(person)
        stamp_events(tx, NOW)
    return store


def test_two_exports_of_the_demo_are_the_same_bytes() -> None:
    assert calendar_of(the_demo(), ALL, None, VI, CHAT, TODAY) == calendar_of(the_demo(), ALL, None, VI, CHAT, TODAY)


def test_the_gia_lai_plan_stands_in_the_calendar_as_its_readers_would_want(
    read_with_ical_js: Callable[[bytes], dict[str, Any]],
) -> None:
    events = read_with_ical_js(calendar_of(the_demo(), ALL, None, VI, CHAT, TODAY))["events"]
    assert [(event["start"], event["status"], event["summary"][:32]) for event in events] == [
        ("2024-02-29", "CONFIRMED", "Xây dựng, ban hành kế hoạch công"),
        ("2024-02-29", "CONFIRMED", "Phát động phong trào thi đua, đă"),
        ("2024-04-01", "TENTATIVE", "Chưa ấn định ngày: Hưởng ứng, th"),
        ("2024-04-01", "TENTATIVE", "Chưa ấn định ngày: Tham gia Hội "),
        ("2024-06-15", "CONFIRMED", "Báo cáo sơ kết công tác thi đua,"),
        ("2024-07-01", "TENTATIVE", "Chưa ấn định ngày: Tham mưu tổ c"),
        ("2024-10-01", "TENTATIVE", "Chưa ấn định ngày: Tham dự Hội n"),
        ("2024-10-10", "CONFIRMED", "Triển khai và tổng hợp đăng ký s"),
        ("2024-10-30", "CONFIRMED", "Họp Hội đồng sáng kiến Sở"),
        ("2024-12-31", "CONFIRMED", "Trong tháng 12: Các phòng, đơn v"),
        ("2024-12-31", "CONFIRMED", "Trong tháng 12: Tổ chức tổng kết"),
        ("2024-12-31", "CONFIRMED", "Trong tháng 12: Báo cáo tổng kết"),
        ("2025-12-31", "CONFIRMED", "Trong năm 2024–2025: Tổng hợp, t"),
    ]
    assert "Thời hạn theo kế hoạch: Trước 29/02/2024\n" in events[0]["description"]
    assert "không xem xét khen thưởng cuối năm" in events[0]["description"]
