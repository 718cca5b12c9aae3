"""Whole calendars as iCalendar bytes: a person's, everything for a file, and a single task. Pure."""

from datetime import date

from calendar_sync.events import Events, event_of, part_event_of
from calendar_sync.feeds import ALL, OWN, PUBLIC, Feed
from calendar_sync.ics import render, render_item
from calendar_sync.parts import parts_ever
from calendar_sync.stamps import stamps_of
from locales.catalogue import DEFAULT_LANGUAGE, Texts
from plans.agenda import Entry
from plans.model.people import Department, Person, Unit
from plans.store.port import Facts


def calendar_of(
    facts: Facts,
    feed: Feed,
    person: Person | None,
    texts: Texts,
    chat_url: str,
    today: date,
    *,
    alarms: bool = False,
) -> bytes:
    """One calendar as a person reads it; see `Calendars`."""
    return Calendars(facts, chat_url, today).body(feed, person, texts, alarms=alarms)


class Calendars:
    """All calendars of one day: what they have in common is read and worded once for any number of them."""

    def __init__(self, facts: Facts, chat_url: str, today: date) -> None:
        self._facts = facts
        self._events = Events(facts, chat_url, today)
        self._stamps, self._public_stamps = stamps_of(facts), stamps_of(facts, public=True)

    def body(self, feed: Feed, person: Person | None, texts: Texts, *, alarms: bool = False, source: str = "") -> bytes:
        """A calendar's bytes. The public one is in Vietnamese, the same for everybody; only it may say its `source`."""
        read_in = Texts(DEFAULT_LANGUAGE) if feed == PUBLIC else texts
        return render(
            self._events.of(feed, person, read_in),
            self._public_stamps if feed == PUBLIC else self._stamps,
            calendar_name(self._facts, read_in, feed),
            read_in("calendar.about_public" if feed == PUBLIC else "calendar.about"),
            source=source if feed == PUBLIC else "",
            alarms=alarms and feed != PUBLIC,
        )


def task_file(facts: Facts, entry: Entry, texts: Texts, chat_url: str) -> bytes:
    """One task, to be added to a calendar by hand. Its UID is the feed's, so a calendar that has both keeps one.

    It names no calendar: Outlook would make a new one of that name instead of adding the event (MS-OXCICAL,
    X-WR-CALNAME).
    """
    event = event_of(entry, texts, chat_url)
    return render_item(event, stamps_of(facts)[event.uid], alarms=False)


def part_file(facts: Facts, entry: Entry, unit: str, texts: Texts, chat_url: str) -> bytes | None:
    """A unit's part of a task in the same way; None where there is none to hand in by a day of its own."""
    found = (part for part in parts_ever(facts, (entry,)) if part.stands and part.unit and part.unit.id == unit)
    part = next(found, None)
    if part is None:
        return None
    event = part_event_of(part, texts, chat_url)
    return render_item(event, stamps_of(facts)[event.uid], alarms=False)


def calendar_name(facts: Facts, texts: Texts, feed: Feed) -> str:
    """What a calendar is called in a list of many: which one it is, whose office; invented data says so."""
    return _of_department(facts, texts, texts("calendar.name_feed", feed=feed_name(facts, feed, texts)))


def tasks_name(facts: Facts, texts: Texts) -> str:
    """What a person's list of tasks is called."""
    return _of_department(facts, texts, texts("calendar.name_feed", feed=texts("calendar.feed_tasks")))


def _of_department(facts: Facts, texts: Texts, telling: str) -> str:
    department = facts.get(Department, "department")
    if department is None:
        return telling
    mark = texts("calendar.demo_mark")
    if department.demo and mark not in department.name:
        return texts("calendar.name_demo", name=telling, mark=mark, department=department.name)
    return texts("calendar.name_of", name=telling, department=department.name)


def feed_name(facts: Facts, feed: Feed, texts: Texts) -> str:
    """What to call a calendar among those of one office."""
    unit = facts.get(Unit, feed.unit) if feed.unit else None
    if unit is not None:
        return unit.name
    return texts(f"calendar.feed_{feed.id if feed in (OWN, ALL, PUBLIC) else 'unit'}")
