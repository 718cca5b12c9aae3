"""What somebody did to an item of ours, from what it should say, what it says and what we know of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from calendar_sync.events import Event, Status, Todo
from calendar_sync.ics import Seen
from calendar_sync.publishing.collections import Item
from calendar_sync.publishing.edits import Deed, Edit, edit_of
from calendar_sync.publishing.ledger import PublishedItem
from plans.model.publishing import PublishedEvent
from plans.working_days import HANOI

AT = datetime(2024, 2, 20, tzinfo=UTC)
UID = "0123456789@dondoc"
DAY = date(2024, 10, 30)
EVENT = Event(UID, "Họp", "Căn cứ", DAY, DAY + timedelta(days=1), (), Status.CONFIRMED, "")
MEETING = Item(UID, EVENT, PublishedEvent(UID, "", 2, AT, AT))
OPEN = Todo(UID, "Nộp", "", DAY, False, None, "", ())
TASK = Item(UID, OPEN, MEETING.stamp)
LATER = AT + timedelta(minutes=1)


def known(item: Item = MEETING, sequence: int = 2) -> PublishedItem:
    return PublishedItem("c", UID, "x.ics", "e", item.fingerprint, sequence, item.position, item.done)


def made_of(
    seen: Seen, published: PublishedItem | None, item: Item = MEETING, *, moves: bool = True, waiting: bool = False
) -> Deed:
    return edit_of(item, seen, published, moves=moves, waiting=waiting).deed


def dragged(day: date = DAY + timedelta(days=1)) -> Seen:
    return replace(MEETING.meant, start=day, end=day + timedelta(days=1), last_modified=LATER)


def test_a_units_part_that_is_dragged_is_put_back_without_a_question() -> None:
    uid = "0123456789-phan-0a1b2c3d@dondoc"
    part = replace(MEETING, uid=uid, content=replace(EVENT, uid=uid))
    seen = replace(part.meant, start=DAY + timedelta(days=1), end=DAY + timedelta(days=2), last_modified=LATER)
    assert made_of(seen, replace(known(part), uid=uid), part) is Deed.CHANGED
    assert made_of(replace(seen, uid=UID), known()) is Deed.MOVED


def test_where_it_was_dragged_to_is_a_day_or_a_local_minute() -> None:
    assert edit_of(MEETING, dragged(), known(), moves=True, waiting=False) == Edit(UID, Deed.MOVED, date(2024, 10, 31))
    hour = datetime(2024, 10, 30, 8, 30, 15, tzinfo=HANOI)
    edit = edit_of(MEETING, replace(dragged(), start=hour), known(), moves=True, waiting=False)
    assert edit == Edit(UID, Deed.MOVED, DAY, time(8, 30))


@pytest.mark.parametrize("published", [known(), None])
def test_the_same_is_the_same_whatever_its_number(published: PublishedItem | None) -> None:
    for sequence in (0, 2, 7):
        seen = replace(MEETING.meant, sequence=sequence, summary=" Họp ")
        assert made_of(seen, published) is Deed.SAME


@pytest.mark.parametrize("published", [known(), None])
def test_a_lower_number_is_an_old_copy(published: PublishedItem | None) -> None:
    assert made_of(replace(dragged(), sequence=1), published) is Deed.STALE
    assert made_of(replace(dragged(), sequence=3), published) is Deed.MOVED


def test_what_we_know_nothing_of_counts_only_where_it_is_newer_than_the_plan() -> None:
    assert made_of(replace(dragged(), last_modified=AT - timedelta(days=1)), None) is Deed.STALE
    assert made_of(replace(dragged(), last_modified=None), None) is Deed.STALE


def test_a_drag_asks_only_where_it_may_once_and_not_when_the_plan_has_moved_on() -> None:
    assert made_of(dragged(), known(), moves=False) is Deed.CHANGED
    asked = replace(known(), asked="2024-10-31")
    assert made_of(dragged(), asked) is Deed.CHANGED
    assert made_of(dragged(), asked, waiting=True) is Deed.MOVED
    assert made_of(dragged(date(2024, 11, 1)), asked) is Deed.MOVED
    assert made_of(dragged(), replace(known(), position="2024-10-01")) is Deed.CHANGED


@pytest.mark.parametrize(
    "seen",
    [
        replace(MEETING.meant, summary="x"),
        replace(MEETING.meant, status="CANCELLED"),
        replace(MEETING.meant, end=DAY + timedelta(days=3)),
        replace(dragged(), recurring=True),
        replace(dragged(), component="VTODO"),
        replace(dragged(), start=None),
    ],
)
def test_everything_else_is_undone(seen: Seen) -> None:
    assert made_of(seen, known()) is Deed.CHANGED


def test_a_tick_and_its_taking_back() -> None:
    done = Item(UID, replace(OPEN, done=True, done_at=AT), TASK.stamp)
    on, off = replace(done.meant, last_modified=LATER), replace(TASK.meant, last_modified=LATER)
    for published in (known(TASK), None):
        assert made_of(on, published, TASK) is Deed.COMPLETED
        assert made_of(replace(off, summary="x"), published, TASK) is Deed.CHANGED
    for published in (known(done), None):
        assert made_of(off, published, done) is Deed.REOPENED
    # The plan says the same by now, or has said the opposite since.
    assert made_of(replace(on, summary="x"), known(TASK), done) is Deed.CHANGED
    since = Item(UID, OPEN, replace(TASK.stamp, sequence=4, last_modified=LATER + timedelta(minutes=1)))
    assert made_of(on, known(TASK), since) is Deed.CHANGED
    assert made_of(replace(on, last_modified=LATER + timedelta(hours=1)), known(TASK), since) is Deed.COMPLETED


def test_a_task_called_off_in_a_client_is_put_right_and_no_done_one_reopened() -> None:
    done = Item(UID, replace(OPEN, done=True, done_at=AT), MEETING.stamp)
    for item in (TASK, done):
        off = replace(item.meant, status="CANCELLED", completed=False, last_modified=LATER)
        assert made_of(off, known(item), item) is Deed.CHANGED
