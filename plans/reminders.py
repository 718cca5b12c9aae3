"""Which reminders are due: pure decisions over the facts and an instant.

A thing somebody owes is the office's part of a task, or their own answer that a task opens (title, innovation). Each
has the days on which it is spoken of: a ladder down to the working day to aim at, then the overdue rungs. A rung on a
day off is spoken of on the working day before (an overdue one never before the thing is overdue).

A title or innovation not answered in time is mentioned once more on the first overdue rung and then no more: the
register is closed, so nothing the person does could end the reminders.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from plans.agenda import Entry, entries, responsible
from plans.answers import answers_by_person, came_in_time
from plans.deadlines import aim, overdue_from
from plans.hours import WORK_BEGINS, may_write
from plans.model.answers import Answer
from plans.model.people import Person, Unit
from plans.model.plan import Deadline, Opens, TaskKind
from plans.model.reminding import DigestItem, Owed, PlannedThrough, Snooze
from plans.store.port import Facts
from plans.working_days import HANOI, day_in_hanoi, is_working_day, on_or_after, on_or_before

#: Calendar days before the day to aim at.
LADDER = (14, 7, 3, 1, 0)
#: Days overdue; from the second week on, the first working day of every week.
OVERDUE = (1, 3, 7)
WEEK = 7


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


class Shift(StrEnum):
    """Why the day to aim at is not the day the plan names: "trước D" read strictly, or D being a day off."""

    NONE = "none"
    BEFORE = "before"
    DAY_OFF = "day_off"


@dataclass(frozen=True, slots=True)
class _Thing:
    """One thing owed, whoever owes it, with the day to aim at."""

    entry: Entry
    owed: Owed
    aim: date

    @property
    def end(self) -> date:
        return self.entry.task.deadline.end

    def days(self, today: date) -> int:
        """Days left to the aim (0 also on the last days after it), or minus the days since the end."""
        return -(today - self.end).days if today > self.end else max(0, (self.aim - today).days)

    def item(self, today: date, snoozed: bool = False) -> DigestItem:
        task = self.entry.task
        return DigestItem(self.entry.plan.id, task.id, self.owed, self.aim, self.days(today), snoozed)


# ---------------------------------------------------------------- what is owed, by whom


def _things(facts: Facts, today: date) -> list[_Thing]:
    """Everything that anybody may owe, by the day to aim at.

    A deadline without a day asks nothing of anybody, and neither does a movement that is over.
    """
    found = []
    for entry in entries(facts):
        aimed = aim(entry.task.deadline)
        if aimed is None or (entry.task.kind is TaskKind.MOVEMENT and today > entry.task.deadline.end):
            continue
        if not entry.done:
            found.append(_Thing(entry, Owed.TASK, aimed))
        if entry.task.opens is not None:
            found.append(_Thing(entry, Owed(entry.task.opens), aimed))
    return sorted(found, key=lambda thing: thing.aim)


class _Ledger:
    """Who owes what, read once from the facts for many questions about one day."""

    def __init__(self, facts: Facts, today: date) -> None:
        self.today = today
        self.people = tuple(person for person in facts.all(Person) if person.is_here(today))
        self._facts = facts
        self._units = facts.all(Unit)
        self._answers: dict[tuple[str, Opens], Mapping[str, Answer]] = {}

    def owing(self, thing: _Thing) -> tuple[Person, ...]:
        """Who owes it: those responsible for the office's part, or whoever could have answered and has not."""
        if thing.owed is Owed.TASK:
            return responsible(thing.entry.task, self.people, self._units, self.today)
        opens = Opens(thing.owed)
        key = (thing.entry.plan.id, opens)
        if key not in self._answers:
            self._answers[key] = answers_by_person(self._facts, thing.entry.plan, opens)
        answered = self._answers[key]
        return tuple(person for person in self.people if person.id not in answered and came_in_time(person, thing.end))


def owed(facts: Facts, person: Person, today: date) -> tuple[DigestItem, ...]:
    """Everything a person still owes, by the day to aim at, whether or not it is spoken of today."""
    ledger = _Ledger(facts, today)
    return tuple(
        thing.item(today)
        for thing in _things(facts, today)
        if any(other.id == person.id for other in ledger.owing(thing))
    )


def still_owed(facts: Facts, item: DigestItem, person: Person, today: date) -> bool:
    """Whether an item of an earlier digest still stands: neither done nor answered nor withdrawn, its day not moved."""
    return any(
        (other.plan, other.task, other.owed, other.aim) == (item.plan, item.task, item.owed, item.aim)
        for other in owed(facts, person, today)
    )


def snooze_id(person: Person, item: DigestItem) -> str:
    """What a person's putting off of an item is stored under."""
    return Snooze(person.id, item.plan, item.task, item.owed, datetime.min.replace(tzinfo=UTC), item.unit).id


def snoozed_until(facts: Facts, item: DigestItem, person: Person, today: date) -> date | None:
    """The day on which an item that a person has put off comes back; None when it isn't put off (any more)."""
    snooze = facts.get(Snooze, snooze_id(person, item))
    back = None if snooze is None else day_in_hanoi(snooze.until)
    return back if back is not None and back > today else None


def standing(facts: Facts, items: Iterable[DigestItem], person: Person, today: date) -> tuple[DigestItem, ...]:
    """Those of a digest's items that the person still owes and has not put off, with the days of today."""
    told = {(item.thing, item.aim): item for item in items}
    return tuple(
        replace(item, snoozed=told[item.thing, item.aim].snoozed)
        for item in owed(facts, person, today)
        if (item.thing, item.aim) in told and snoozed_until(facts, item, person, today) is None
    )


def joined(items: Iterable[DigestItem], earlier: Iterable[DigestItem]) -> tuple[DigestItem, ...]:
    """The items of a digest and those of one that never went out, each thing once, by the day to aim at."""
    told = tuple(items)
    things = {item.thing for item in told}
    return tuple(sorted((*told, *(item for item in earlier if item.thing not in things)), key=lambda item: item.aim))


# ---------------------------------------------------------------- when it is spoken of


def _is_rung(thing: _Thing, day: date) -> bool:
    """Whether the day is one on which the thing is spoken of: always a working day."""
    if day <= thing.end:
        return any(on_or_before(thing.aim - timedelta(days=days)) == day for days in LADDER)
    first = overdue_from(thing.entry.task.deadline, thing.entry.task.kind)
    if first is None:
        return False
    if thing.owed is not Owed.TASK or thing.entry.task.kind is TaskKind.MEETING:
        return day == on_or_after(first)
    return _is_weekly(thing, day) or any(_spoken_overdue(first, late) == day for late in OVERDUE)


def _is_weekly(thing: _Thing, day: date) -> bool:
    """Whether it is the first working day of a week for what has long been overdue: all of it on one day."""
    monday = day - timedelta(days=day.weekday())
    return (monday - thing.end).days >= 2 * WEEK and on_or_after(monday) == day


def _spoken_overdue(first: date, late: int) -> date:
    """The working day of an overdue rung: the one before a day off, unless the thing isn't overdue there yet."""
    rung = first + timedelta(days=late - 1)
    earlier = on_or_before(rung)
    return earlier if earlier >= first else on_or_after(first)


def _spoken(thing: _Thing, after: date, today: date) -> bool:
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
    return PlannedDay(today, _digests(facts, after, today))


def simulate(facts: Facts, start: date, end: date) -> tuple[Digest, ...]:
    """Who would be told what on each day of the closed interval if nobody did or answered anything."""
    days = (start + timedelta(days=ahead) for ahead in range((end - start).days + 1))
    return tuple(
        digest for day in days if is_working_day(day) for digest in _digests(facts, day - timedelta(days=1), day)
    )


def _digests(facts: Facts, after: date, today: date) -> tuple[Digest, ...]:
    snoozes = {snooze.id: day_in_hanoi(snooze.until) for snooze in facts.all(Snooze)}
    ledger = _Ledger(facts, today)
    told: dict[str, list[DigestItem]] = {}
    for thing in _things(facts, today):
        spoken = _spoken(thing, after, today)
        if not spoken and not snoozes:
            continue
        for person in ledger.owing(thing):
            item = _item_for(thing, person, spoken, snoozes, after, today)
            if item is not None:
                told.setdefault(person.id, []).append(item)
    return tuple(Digest(today, person, tuple(told[person.id])) for person in ledger.people if person.id in told)


def _item_for(
    thing: _Thing, person: Person, spoken: bool, snoozes: Mapping[str, date], after: date, today: date
) -> DigestItem | None:
    """A person's item for a thing: not while it is snoozed, on the day it was snoozed to in any case."""
    until = snoozes.get(snooze_id(person, thing.item(today)))
    if until is not None and today < until:
        return None
    back = until is not None and after < until
    if not spoken and not back:
        return None
    return thing.item(today, snoozed=back and not spoken)


# ---------------------------------------------------------------- what an item should explain


def shift(deadline: Deadline) -> Shift:
    """Why reminders aim at another day than the plan names, so that a text can say so."""
    if aim(deadline) in (None, deadline.end):
        return Shift.NONE
    return Shift.BEFORE if is_working_day(deadline.end) else Shift.DAY_OFF


def sent_early(item: DigestItem) -> bool:
    """Whether an item is spoken of today only because its rung falls on a day off."""
    if item.days in LADDER or item.days < 0 or item.snoozed:
        return False
    today = item.aim - timedelta(days=item.days)
    return any(on_or_before(item.aim - timedelta(days=days)) == today for days in LADDER)
