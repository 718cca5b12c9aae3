"""When what is owed is spoken of: the days of a ladder, one digest a person a day.

A rung on a day off is spoken of on the working day before (an overdue one never before the thing is overdue). A title
or innovation not answered in time is mentioned once more on the first overdue rung and then no more: the register is
closed, so nothing the person does could end the reminders.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plans.deadlines import overdue_from
from plans.hours import WORK_BEGINS, may_write
from plans.model.people import Person
from plans.model.plan import TaskKind
from plans.model.reminding import DigestItem, Owed, PlannedThrough, Snooze
from plans.reminding.ladders import LADDER, OVERDUE, WEEK
from plans.reminding.owing import Ledger, Thing, snooze_id, things
from plans.store.port import Facts
from plans.working_days import HANOI, day_in_hanoi, on_or_after, on_or_before


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told on one day, by the day to aim at."""

    day: date
    person: Person
    items: tuple[DigestItem, ...]


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day's digests; keeping `PlannedThrough(day)` with them makes sure that they are never planned again."""

    day: date
    digests: tuple[Digest, ...]


def _is_rung(thing: Thing, day: date) -> bool:
    """Whether the day is one on which the thing is spoken of: always a working day."""
    if day <= thing.end:
        return any(on_or_before(thing.aim - timedelta(days=days)) == day for days in LADDER)
    first = overdue_from(thing.entry.task.deadline, thing.entry.task.kind)
    if first is None:
        return False
    if thing.owed is not Owed.TASK or thing.entry.task.kind is TaskKind.MEETING:
        return day == on_or_after(first)
    return _is_weekly(thing, day) or any(_spoken_overdue(first, late) == day for late in OVERDUE)


def _is_weekly(thing: Thing, day: date) -> bool:
    """Whether it is the first working day of a week for what has long been overdue: all of it on one day."""
    monday = day - timedelta(days=day.weekday())
    return (monday - thing.end).days >= 2 * WEEK and on_or_after(monday) == day


def _spoken_overdue(first: date, late: int) -> date:
    """The working day of an overdue rung: the one before a day off, unless the thing isn't overdue there yet."""
    rung = first + timedelta(days=late - 1)
    earlier = on_or_before(rung)
    return earlier if earlier >= first else on_or_after(first)


def _spoken(thing: Thing, after: date, today: date) -> bool:
    """Whether any day after `after`, through today, is one on which the thing is spoken of."""
    days = (today - timedelta(days=back) for back in range((today - after).days))
    return any(_is_rung(thing, day) for day in days)


def next_digest(after: datetime) -> datetime:
    """The next instant at which digests are planned, strictly after the given one: 07:45 of a working day in Hanoi."""
    local = after.astimezone(HANOI)
    day = on_or_after(local.date())
    if day == local.date() and local.time() >= WORK_BEGINS:
        day = on_or_after(day + timedelta(days=1))
    return datetime.combine(day, WORK_BEGINS, HANOI).astimezone(after.tzinfo)


def plan_digests(facts: Facts, now: datetime) -> PlannedDay | None:
    """Today's digests, or None: no working day, not between 07:45 and 18:00, or planned already.

    After downtime the rungs missed since the last planned day count as today's, each thing once with its true days.
    """
    local = now.astimezone(HANOI)
    today = local.date()
    if not may_write(now):
        return None
    planned = facts.get(PlannedThrough, "reminders")
    if planned is not None and today <= day_in_hanoi(planned.at):
        return None
    after = today - timedelta(days=1) if planned is None else day_in_hanoi(planned.at)
    return PlannedDay(today, digests_after(facts, after, today))


def digests_after(facts: Facts, after: date, today: date) -> tuple[Digest, ...]:
    snoozes = {snooze.id: day_in_hanoi(snooze.until) for snooze in facts.all(Snooze)}
    ledger = Ledger(facts, today)
    told: dict[str, list[DigestItem]] = {}
    for thing in things(facts, today):
        spoken = _spoken(thing, after, today)
        if not spoken and not snoozes:
            continue
        for person in ledger.owing(thing):
            item = _item_for(thing, person, spoken, snoozes, after, today)
            if item is not None:
                told.setdefault(person.id, []).append(item)
    return tuple(Digest(today, person, tuple(told[person.id])) for person in ledger.people if person.id in told)


def _item_for(
    thing: Thing, person: Person, spoken: bool, snoozes: Mapping[str, date], after: date, today: date
) -> DigestItem | None:
    """A person's item for a thing: not while it is snoozed, on the day it was snoozed to in any case."""
    until = snoozes.get(snooze_id(person, thing.item(today)))
    if until is not None and today < until:
        return None
    back = until is not None and after < until
    if not spoken and not back:
        return None
    return thing.item(today, snoozed=back and not spoken)
