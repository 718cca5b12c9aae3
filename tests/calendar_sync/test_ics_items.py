"""Items of a calendar server: what we put there comes back with the same meaning, whoever has rewritten it."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import radicale.item
import vobject  # type: ignore[import-untyped]  # it has none; Radicale brings it
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendar_sync.events import Event, Status, Todo
from calendar_sync.ics import TIMEZONE, clean, join_items, read_items, render_item, render_todo
from plans.model.publishing import PublishedEvent
from plans.working_days import HANOI
from tests.calendar_sync.test_ics import HOSTILE, unfolded

#: Many more in a soak run.
EXAMPLES = 2_000 if os.environ.get("DONDOC_SOAK") else 100
CREATED = datetime(2024, 2, 1, 1, 2, 3, tzinfo=UTC)
STAMP = PublishedEvent("0123456789@dondoc", "f", 3, CREATED, CREATED + timedelta(days=1))
DAY, HOUR = date(2024, 10, 30), datetime(2024, 10, 30, 8, 30, tzinfo=HANOI)
EVENT = Event(
    uid="0123456789@dondoc",
    summary="Họp Hội đồng sáng kiến Sở",
    description="Thời hạn: 30/10/2024; Chủ trì: Văn phòng, phòng khác\n\nHỏi Đôn Đốc tại: https://dondoc.example/",
    start=DAY,
    end=DAY + timedelta(days=1),
    categories=("Thi đua, khen thưởng", "Hội nghị"),
    status=Status.CONFIRMED,
    url="https://dondoc.example/",
    color="blue",
    related=("abcdefabcd@dondoc",),
)
MEETING = replace(EVENT, start=HOUR, end=HOUR + timedelta(hours=2))
TODO = Todo(
    uid="0123456789-viec@dondoc",
    summary="Báo cáo sơ kết",
    description="Thời hạn: 15/6/2024",
    due=date(2024, 6, 15),
    done=False,
    done_at=None,
    url="https://dondoc.example/",
    categories=("Thi đua, khen thưởng", "Báo cáo"),
)
DONE = replace(TODO, done=True, done_at=CREATED)
BODIES = {
    "day": render_item(EVENT, STAMP, alarms=True),
    "meeting": render_item(MEETING, STAMP, alarms=True),
    "to-do": render_todo(TODO, STAMP),
    "done": render_todo(DONE, STAMP),
}


def by_icalendar(body: bytes) -> bytes:
    """As a server that uses icalendar (Xandikos) writes it anew."""
    written: bytes = Calendar.from_ical(body).to_ical()
    return written


def by_vobject(body: bytes) -> bytes:
    """As Radicale, which keeps items through vobject, writes it anew."""
    written: str = vobject.readOne(body.decode()).serialize()
    return written.encode()


def folded_elsewhere(body: bytes) -> bytes:
    """The same lines, folded after twenty letters, with bare line feeds and tabs."""
    lines = unfolded(body)
    return "\n".join("\n\t".join(re.findall(".{1,20}", line)) for line in lines).encode() + b"\n"


def with_theirs(body: bytes) -> bytes:
    """What clients add for themselves: an alarm, its state, who is invited, when they last wrote."""
    theirs = (
        b"X-MOZ-LASTACK:20240301T000000Z\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:lan@example.com\r\n"
        b"BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n"
    )
    body = body.replace(b"SEQUENCE:3", b"SEQUENCE:5").replace(b"LAST-MODIFIED:2024", b"LAST-MODIFIED:2025")
    return re.sub(rb"END:(VEVENT|VTODO)", theirs + rb"END:\1", body)


def with_loose_spaces(body: bytes) -> bytes:
    """Texts with more white space, and taken apart into letter and mark."""
    loose = body.replace(b"\r\n ", b"").replace(b"\\n", b"\\n \\n").replace(b"DESCRIPTION:", b"DESCRIPTION:  ")
    return normalize("NFD", loose.decode()).encode()


REWRITERS = (by_icalendar, by_vobject, folded_elsewhere, with_theirs, with_loose_spaces)


@pytest.mark.parametrize("rewritten", REWRITERS)
@pytest.mark.parametrize("kind", BODIES)
def test_what_others_rewrite_says_the_same(kind: str, rewritten: Callable[[bytes], bytes]) -> None:
    (ours,), (theirs,) = read_items(BODIES[kind]), read_items(rewritten(BODIES[kind]))
    assert ours.same_as(theirs)
    assert theirs.same_as(ours)


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(summary=HOSTILE, description=HOSTILE, timed=st.booleans(), rewritten=st.sampled_from(REWRITERS[:3]))
def test_any_text_says_the_same_after_every_journey(
    summary: str, description: str, timed: bool, rewritten: Callable[[bytes], bytes]
) -> None:
    event = replace(MEETING if timed else EVENT, summary=summary, description=description)
    (ours,) = read_items(render_item(event, STAMP, alarms=False))
    assert (ours.summary, ours.description) == (clean(summary), clean(description))
    assert (ours.uid, ours.sequence, ours.start, ours.end, ours.status) == (
        event.uid,
        STAMP.sequence,
        event.start,
        event.end,
        "CONFIRMED",
    )
    (theirs,) = read_items(rewritten(render_item(event, STAMP, alarms=True)))
    assert ours.same_as(theirs)


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(summary=HOSTILE, description=HOSTILE, done=st.booleans(), rewritten=st.sampled_from(REWRITERS[:3]))
def test_any_to_do_says_the_same_after_every_journey(
    summary: str, description: str, done: bool, rewritten: Callable[[bytes], bytes]
) -> None:
    todo = replace(DONE if done else TODO, summary=summary, description=description)
    (ours,) = read_items(render_todo(todo, STAMP))
    assert (ours.component, ours.summary, ours.end, ours.completed) == ("VTODO", clean(summary), todo.due, done)
    (theirs,) = read_items(rewritten(render_todo(todo, STAMP)))
    assert ours.same_as(theirs)


CHANGES = {
    "another day": (b"20241030", b"20241031"),
    "longer": (b"DTEND;VALUE=DATE:20241031", b"DTEND;VALUE=DATE:20241102"),
    "at an hour": (b"DTSTART;VALUE=DATE:20241030", b"DTSTART:20241030T010000Z"),
    "another title": (b"SUMMARY:H", b"SUMMARY:K"),
    "another text": ("Chủ trì".encode(), "Chủ toạ".encode()),
    "cancelled": (b"STATUS:CONFIRMED", b"STATUS:CANCELLED"),
    "every week": (b"SEQUENCE:3", b"SEQUENCE:3\r\nRRULE:FREQ=WEEKLY"),
    "another name": (b"UID:0", b"UID:1"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_somebody_changed_says_something_else(change: str) -> None:
    was, now = CHANGES[change]
    body = BODIES["day"].replace(b"\r\n ", b"")
    assert was in body
    (ours,), (theirs,) = read_items(body), read_items(body.replace(was, now))
    assert not ours.same_as(theirs)


def test_a_meeting_moved_by_an_hour_says_something_else_and_one_in_another_zone_the_same() -> None:
    body = BODIES["meeting"]
    (ours,) = read_items(body)
    moved = body.replace(b"T083000", b"T093000").replace(b"T103000", b"T113000")
    assert not ours.same_as(read_items(moved)[0])
    in_utc = body.replace(b";TZID=Asia/Ho_Chi_Minh:20241030T083000", b":20241030T013000Z")
    in_japan = in_utc.replace(b";TZID=Asia/Ho_Chi_Minh:20241030T103000", b";TZID=Asia/Tokyo:20241030T123000")
    assert ours.same_as(read_items(in_japan)[0])
    by_duration = body.replace(b"DTEND;TZID=Asia/Ho_Chi_Minh:20241030T103000", b"DURATION:PT2H")
    assert ours.same_as(read_items(by_duration)[0])
    no_zone = body.replace(b";TZID=Asia/Ho_Chi_Minh", b"").replace(TIMEZONE, b"")
    assert ours.same_as(read_items(no_zone)[0])


def test_a_zone_under_the_name_that_outlook_gives_it_is_understood() -> None:
    body = BODIES["meeting"].replace(TIMEZONE, b"").replace(b"Asia/Ho_Chi_Minh", b"SE Asia Standard Time")
    assert read_items(body)[0].start == HOUR


def test_a_to_do_ticked_off_in_a_client_is_completed() -> None:
    body = BODIES["to-do"]
    (ours,) = read_items(body)
    ticked = body.replace(b"STATUS:NEEDS-ACTION", b"STATUS:COMPLETED\r\nCOMPLETED:20240301T010000Z")
    assert read_items(ticked)[0].completed
    assert not ours.same_as(read_items(ticked)[0])
    without_status = body.replace(b"STATUS:NEEDS-ACTION\r\n", b"PERCENT-COMPLETE:100\r\n")
    assert read_items(without_status)[0].completed
    begun = body.replace(b"STATUS:NEEDS-ACTION", b"STATUS:IN-PROCESS\r\nPERCENT-COMPLETE:50")
    assert ours.same_as(read_items(begun)[0])
    again = BODIES["done"].replace(b"STATUS:COMPLETED", b"STATUS:NEEDS-ACTION")
    assert not read_items(again)[0].completed


def test_a_to_do_called_off_in_a_client_says_something_else_and_is_not_completed() -> None:
    for body in (BODIES["to-do"], BODIES["done"]):
        (off,) = read_items(re.sub(rb"STATUS:[A-Z-]+", b"STATUS:CANCELLED", body))
        assert not off.completed
        assert not off.same_as(read_items(body)[0])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\x00",
        b"<html><body>Login</body></html>",
        b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n",
        b"END:VEVENT\r\n",
    ],
)
def test_what_is_no_calendar_holds_nothing(body: bytes) -> None:
    assert read_items(body) == ()


def test_impossible_values_are_passed_over() -> None:
    body = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nUID:b\r\nSEQUENCE:x\r\nDTSTART;VALUE=DATE:20270229\r\n"
        b"DTEND;TZID=Nowhere/At/All:20240101T000000\r\nSTATUS:confirmed\r\nLAST-MODIFIED:never\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )
    (seen,) = read_items(body)
    assert (seen.uid, seen.sequence, seen.start, seen.status, seen.last_modified) == ("a", 0, None, "CONFIRMED", None)


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(BODIES)), st.data())
def test_nothing_that_a_server_sends_is_a_bug_of_ours(kind: str, data: st.DataObject) -> None:
    body = BODIES[kind]
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 40)))
    junk = data.draw(st.one_of(st.binary(max_size=20), st.sampled_from([b"\r\n", b";", b":", b"BEGIN:", b"T", b"99"])))
    for seen in read_items(body[:start] + junk + body[end:]):
        assert seen.same_as(seen)


def test_an_item_names_its_zone_only_where_it_needs_one_and_by_the_hour_it_has() -> None:
    assert BODIES["day"].count(TIMEZONE) == 0
    assert BODIES["meeting"].count(TIMEZONE) == 1
    lines = unfolded(BODIES["meeting"])
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20241030T083000" in lines
    assert "DTEND;TZID=Asia/Ho_Chi_Minh:20241030T103000" in lines
    zone = HANOI.utcoffset(datetime(2000, 1, 1)), HANOI.utcoffset(datetime(2100, 1, 1))  # noqa: DTZ001 - local
    assert zone == (timedelta(hours=7), timedelta(hours=7))


def test_an_item_says_nothing_of_a_feed() -> None:
    for body in BODIES.values():
        for name in (b"X-WR-CALNAME", b"REFRESH-INTERVAL", b"METHOD", b"X-PUBLISHED-TTL"):
            assert name not in body


@pytest.mark.parametrize(
    ("event", "triggers"),
    [
        (EVENT, ["TRIGGER:-P2DT16H", "TRIGGER:-PT16H"]),
        (MEETING, ["TRIGGER:-P1D", "TRIGGER:-PT1H"]),
        (replace(EVENT, done=True), []),
        (replace(EVENT, status=Status.CANCELLED), []),
        (replace(EVENT, status=Status.TENTATIVE), []),
    ],
)
def test_alarms_go_off_at_a_humane_hour_and_only_for_what_is_still_to_do(event: Event, triggers: list[str]) -> None:
    lines = unfolded(render_item(event, STAMP, alarms=True))
    assert [line for line in lines if line.startswith("TRIGGER")] == triggers
    assert not any("VALARM" in line for line in unfolded(render_item(event, STAMP, alarms=False)))


def test_the_alarms_of_a_day_ring_at_eight() -> None:
    """Triggers count from the day's local midnight."""
    midnight = datetime(2024, 10, 30, tzinfo=HANOI)
    alarms: list[Any] = Calendar.from_ical(BODIES["day"]).walk("VALARM")
    rings = sorted(midnight + alarm["trigger"].dt for alarm in alarms)
    assert [ring.strftime("%d/%m %H:%M") for ring in rings] == ["27/10 08:00", "29/10 08:00"]


def test_a_whole_collection_is_its_items_under_one_name_with_one_zone() -> None:
    others = [replace(EVENT, uid=f"{n:010x}@dondoc", related=()) for n in range(5)]
    bodies = [render_item(event, STAMP, alarms=True) for event in (*others, MEETING, replace(MEETING, uid="a@b"))]
    joined = join_items(bodies, "Đôn Đốc – Toàn bộ", "#c00000")
    assert joined.count(TIMEZONE) == joined.count(b"BEGIN:VCALENDAR") == 1
    lines = unfolded(joined)
    assert "X-WR-CALNAME:Đôn Đốc – Toàn bộ" in lines
    assert "X-APPLE-CALENDAR-COLOR:#c00000" in lines
    assert read_items(joined) == tuple(seen for body in bodies for seen in read_items(body))
    assert join_items(bodies, "Đôn Đốc – Toàn bộ", "#c00000") == joined
    empty = join_items([], "Trống", "#c00000")
    assert read_items(empty) == ()
    assert b"X-WR-CALNAME" in empty


@pytest.mark.parametrize("kind", BODIES)
def test_radicale_takes_every_item_as_it_is(kind: str, tmp_path: Path) -> None:
    """What `radicale --verify-item` does."""
    file = tmp_path / "item.ics"
    file.write_bytes(BODIES[kind])
    assert radicale.item.verify(str(file), "utf-8", 10_000)
