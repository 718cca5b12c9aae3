"""The addresses of calendars: renewed, ended with what gave a right to them, with alarms, and the one for everybody.

The manner of `plans.actions`. An address follows from person, calendar and generation, so every calendar that a person
could have had an address of is ended by raising its generation, whether or not the address was ever shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time

from plans.audit import audit, known_as
from plans.calendars.feed_ids import feed_ids, with_calendar
from plans.model.people import Person, Unit
from plans.model.publishing import CalendarLink, PublicCalendar
from plans.problems import Problem
from plans.rights import Action, office_refusal, refusal
from plans.store.port import Facts, Transaction
from plans.working_days import HANOI, day_in_hanoi

#: Nobody needs more new addresses of one calendar in a day; each of them is kept for whoever still asks for it.
RENEWALS_A_DAY = 10
#: Earlier addresses that are still told apart from those that never were.
EARLIER_KEPT = 50


def link_of(facts: Facts, person: str, feed: str) -> CalendarLink:
    """Which address of a calendar (by its id) is a person's valid one; generation 0 until they first renew it."""
    return facts.get(CalendarLink, f"{person}/{feed}") or CalendarLink(person, feed)


def renew_calendar(tx: Transaction, now: datetime, person: Person, feed: str) -> CalendarLink | Problem:
    """Give a person a new address of a calendar (by its id); the old one ends."""
    refused = _refusal(tx, now, person, feed)
    if refused is not None:
        return refused
    link, today = link_of(tx, person.id, feed), day_in_hanoi(now)
    if sum(day_in_hanoi(ended) == today for ended in link.revoked) >= RENEWALS_A_DAY:
        return Problem("calendar.renewed_often", {"n": str(RENEWALS_A_DAY)})
    renewed = _ended(link, now)
    tx.put(renewed)
    audit(tx, now, person, "renew_calendar", person.id, feed)
    return renewed


def ask_alarms(tx: Transaction, now: datetime, person: Person, feed: str, on: bool) -> CalendarLink | Problem:
    """Let a person's calendar sound alarms by itself, or no longer."""
    refused = _refusal(tx, now, person, feed)
    if refused is not None:
        return refused
    link = link_of(tx, person.id, feed)
    if link.alarms != on:
        link = replace(link, alarms=on)
        tx.put(link)
        audit(tx, now, person, "ask_alarms" if on else "drop_alarms", person.id, feed)
    return link


def show_publicly(tx: Transaction, now: datetime, by: Person | None, on: bool) -> PublicCalendar | Problem | None:
    """Show the department's calendar to everybody, or no longer (None then)."""
    refused = office_refusal(Action.MANAGE_CALENDAR, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    shown = tx.get(PublicCalendar, "public")
    if on and shown is None:
        shown = PublicCalendar(known_as(by), now)
        tx.put(shown)
        audit(tx, now, by, "show_calendar", shown.id)
    elif not on and shown is not None:
        tx.delete(PublicCalendar, shown.id)
        audit(tx, now, by, "hide_calendar", shown.id)
        shown = None
    return shown


def close_addresses(
    tx: Transaction, now: datetime, by: Person | None, before: Mapping[str, Person], units: Iterable[Unit]
) -> None:
    """End the addresses of whoever has left or lost a unit or a role with a new roster.

    To be called once the roster is in place; `before` and `units` are who and what there was. Addresses of somebody who
    had left on a listed day ended with that day; that is made lasting when they come back.
    """
    today, had_calendar, has_calendar = day_in_hanoi(now), with_calendar(units), with_calendar(tx.all(Unit))
    for was in before.values():
        person = tx.get(Person, was.id) or was
        if person == was and had_calendar == has_calendar:
            continue
        was_here, is_here = was.is_here(today), person.is_here(today)
        kept = set(feed_ids(person, has_calendar)) if was_here == is_here else set()
        lost = [link_of(tx, was.id, feed) for feed in feed_ids(was, had_calendar) if feed not in kept]
        ended = now if was_here else beginning_of(was.left or today)
        closed = [link for link in lost if was_here or not (link.revoked and link.revoked[-1] >= ended)]
        for link in closed:
            tx.put(_ended(link, ended))
        if closed and was_here and is_here:  # whoever leaves is told of by the roster's own entry
            audit(tx, now, by, "close_calendar", was.id, " ".join(link.feed for link in closed))


def beginning_of(day: date) -> datetime:
    """The first instant of a day in Viet Nam."""
    return datetime.combine(day, time(), HANOI).astimezone(UTC)


def _ended(link: CalendarLink, now: datetime) -> CalendarLink:
    return replace(link, generation=link.generation + 1, revoked=(*link.revoked, now)[-EARLIER_KEPT:])


def _refusal(facts: Facts, now: datetime, person: Person, feed: str) -> Problem | None:
    refused = refusal(Action.SUBSCRIBE_CALENDAR, person, day_in_hanoi(now))
    if refused is None and feed not in feed_ids(person, with_calendar(facts.all(Unit))):
        return Problem("calendar.not_yours")
    return refused
