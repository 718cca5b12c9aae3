"""Every calendar of every bundled plan, read by ical.js and by libical: what we mean is what they understand."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

import pytest

from calendar_sync.calendars import Calendars, task_file
from calendar_sync.events import Events, Todo, todo_of
from calendar_sync.feeds import ALL, OWN, PUBLIC, Feed, unit_feed
from calendar_sync.ics import join_items, read_items, render_item, render_todo
from calendar_sync.stamps import stamp_events, stamps_of
from calendar_sync.uids import uid_of
from locales.catalogue import Texts, languages
from plans.agenda import entries
from plans.documents.library import bundled_plan, bundled_plans, demo_department
from plans.documents.plan_file import read_plan
from plans.model.people import Person
from plans.model.plan import DeadlineKind, Task, TaskKind, TaskProgress
from plans.store.memory import MemoryStore
from tests.builders import NOW, TODAY, a_deadline, a_task
from tests.calendar_sync.conftest import ReadAll
from tests.calendar_sync.libical import Part

CHAT = "https://dondoc.example/"
SOURCE = f"{CHAT}calendar/public.ics"
PLANS = bundled_plans()
#: Somebody of a department, a leader, the office, a member of both councils.
READERS = ("nam.ph", "hung.dq", "lan", "minh.tq")
MEETING = a_task(
    "hop_luc_8_gio",
    number="",
    title="Họp Hội đồng sáng kiến Sở; nội dung: A, B",
    kind=TaskKind.MEETING,
    deadline=replace(a_deadline(date(2024, 11, 5), kind=DeadlineKind.ON, wording="08h30 ngày 05/11"), hour=time(8, 30)),
)


@cache
def a_store(name: str) -> MemoryStore:
    """A bundled plan in force in the demo department, with a timed meeting, one task done and one withdrawn."""
    department, units, people = demo_department()
    plan = read_plan(bundled_plan(name), f"{name}.txt", units).plan
    assert plan is not None
    first, second, *others = plan.tasks
    tasks: tuple[Task, ...] = (first, replace(second, withdrawn=True), *others, MEETING)
    store = MemoryStore()
    with store.transaction() as tx:
        tx.put(department)
        tx.put(replace(plan, tasks=tasks, adopted_at=NOW))
        for unit in units:
            tx.put(unit)
        for person in people:
            tx.put(person)
        tx.put(TaskProgress(plan.id, first.id, NOW, "lan"))
        stamp_events(tx, NOW)
    return store


def feeds(store: MemoryStore) -> Iterator[tuple[Feed, Person | None]]:
    """Every calendar there is; own ones of some people."""
    yield from ((ALL, None), (PUBLIC, None))
    yield from ((unit_feed(unit.id), None) for unit in demo_department()[1])
    yield from ((OWN, store.get(Person, id)) for id in READERS)


def calendars(name: str) -> list[bytes]:
    """All of them in both languages, with and without alarms."""
    store = a_store(name)
    made = Calendars(store, CHAT, TODAY)
    return [
        made.body(feed, person, Texts(language), alarms=alarms, source=SOURCE)
        for feed, person in feeds(store)
        for language in languages()
        for alarms in (False, True)
    ]


def items(name: str) -> list[bytes]:
    """Everything as items of a server, one by one and joined, and a task as a file."""
    store, texts = a_store(name), Texts("vi")
    stamps = stamps_of(store)
    shown = Events(store, CHAT, TODAY).of(ALL, None, texts)
    made = [render_item(event, stamps[event.uid], alarms=True) for event in shown]
    todos = [render_todo(todo_of(entry, texts, CHAT), stamps[uid_of(entry)]) for entry in entries(store)]
    files = [task_file(store, entry, texts, CHAT) for entry in entries(store)]
    return [*made, *todos, *files, join_items(made, "Đôn Đốc", "#c00000"), join_items(todos, "Việc", "#c00000")]


@pytest.mark.parametrize("name", PLANS)
def test_libical_finds_nothing_to_complain_of(name: str, read_with_libical: Callable[[bytes], Part]) -> None:
    for body in (*calendars(name), *items(name)):
        found = read_with_libical(body)
        seen = read_items(body)
        parts = [*found.of("VEVENT"), *found.of("VTODO")]
        assert [part.values["UID"] for part in parts] == [each.uid for each in seen]
        assert [(part.values["SUMMARY"], part.values["DESCRIPTION"]) for part in parts] == [
            (each.summary, each.description) for each in seen
        ]
        assert len(found.of("VTIMEZONE")) == any(isinstance(each.start, datetime) for each in seen)


@pytest.mark.parametrize("name", PLANS)
def test_ical_js_understands_what_we_mean(name: str, read_all_with_ical_js: ReadAll) -> None:
    bodies = [*calendars(name), *items(name)]
    for body, found in zip(bodies, read_all_with_ical_js(bodies), strict=True):
        ours = {each.uid: each for each in read_items(body)}
        assert [each["uid"] for each in (*found["events"], *found["todos"])] == list(ours)
        for event in found["events"]:
            seen = ours[event["uid"]]
            assert (event["summary"], event["description"]) == (seen.summary, seen.description)
            assert (event["sequence"], event["status"]) == (seen.sequence, seen.status)
            assert_same_time(event, seen.start, seen.end)
        for todo in found["todos"]:
            seen = ours[todo["uid"]]
            assert (todo["summary"], todo["due"], todo["status"]) == (seen.summary, str(seen.end), seen.status)


def assert_same_time(event: dict[str, Any], start: date | None, end: date | None) -> None:
    """Both readers have it at the same time: whole days, or the same instant on the clocks of Viet Nam."""
    assert start is not None
    assert end is not None
    if not isinstance(start, datetime):
        assert (event["start"], event["end"], event["allDay"]) == (str(start), str(end), True)
        return
    assert (event["zone"], event["allDay"]) == ("Asia/Ho_Chi_Minh", False)
    assert (event["start"], event["end"]) == (f"{start:%Y-%m-%dT%H:%M:%S}", f"{end:%Y-%m-%dT%H:%M:%S}")
    assert event["days"] == timedelta(hours=2) / timedelta(days=1)
    assert datetime.fromisoformat(event["instant"]) == start.astimezone(UTC)


def test_the_readers_agree_on_the_meeting_and_what_prepares_it(read_all_with_ical_js: ReadAll) -> None:
    store = a_store("gia-lai-cong-thuong-2024")
    made = Calendars(store, CHAT, TODAY)
    body = made.body(ALL, None, Texts("vi"), alarms=True)
    (found,) = read_all_with_ical_js([body])
    (meeting,) = (event for event in found["events"] if event["summary"] == MEETING.title)
    (registration,) = (event for event in found["events"] if "đăng ký sáng kiến" in event["summary"])
    assert meeting["related"] == ["DEPENDS-ON", registration["uid"]]
    assert meeting["alarms"] == ["-P1D", "-PT1H"]
    assert registration["alarms"] == ["-P2DT16H", "-PT16H"]
    assert meeting["instant"] == "2024-11-05T01:30:00.000Z"
    states = {event["status"]: event["alarms"] for event in found["events"] if event["status"] != "CONFIRMED"}
    assert states == {"TENTATIVE": [], "CANCELLED": []}
    (register,) = (event["alarms"] for event in found["events"] if event["summary"].startswith("Đã xong phần"))
    assert register == registration["alarms"], "it is still open for those who have not answered"
    assert not any(event["alarms"] for event in read_all_with_ical_js([made.body(ALL, None, Texts("vi"))])[0]["events"])


def test_a_to_do_that_is_done_is_ticked(read_all_with_ical_js: ReadAll) -> None:
    store = a_store("gia-lai-cong-thuong-2024")
    done, *_ = (todo_of(entry, Texts("vi"), CHAT) for entry in entries(store) if entry.done)
    assert isinstance(done, Todo)
    stamp = next(iter(stamps_of(store).values()))
    (found,) = read_all_with_ical_js([render_todo(done, stamp)])
    (todo,) = found["todos"]
    assert (todo["status"], todo["completed"], todo["due"]) == ("COMPLETED", "2024-02-20T01:00:00Z", "2024-02-29")
    assert not todo["summary"].startswith("Đã xong")
