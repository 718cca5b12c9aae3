"""Whole calendars as iCalendar bytes: a person's, everything for a file, and a single task. Pure."""

from calendar_sync.events import Event, event_of, events_in
from calendar_sync.feeds import Feed
from calendar_sync.ics import render
from calendar_sync.stamps import stamps_of
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.model.people import Department, Person
from plans.store.port import Facts


def calendar_of(facts: Facts, feed: Feed, person: Person | None, texts: Texts, chat_url: str) -> bytes:
    """A calendar as a person reads it."""
    return _rendered(facts, events_in(facts, feed, person, texts, chat_url), texts)


def task_file(facts: Facts, entry: Entry, texts: Texts, chat_url: str) -> bytes:
    """One task, to be added to a calendar by hand. Its UID is the feed's, so a calendar that has both keeps one."""
    return _rendered(facts, (event_of(entry, texts, chat_url),), texts)


def _rendered(facts: Facts, events: tuple[Event, ...], texts: Texts) -> bytes:
    return render(events, stamps_of(facts), calendar_name(facts, texts), texts("calendar.about"))


def calendar_name(facts: Facts, texts: Texts) -> str:
    """What a calendar is called in a list of many; invented data says so."""
    department = facts.get(Department, "department")
    if department is None:
        return texts("calendar.name")
    return texts("calendar.name_demo" if department.demo else "calendar.name_of", department=department.name)
