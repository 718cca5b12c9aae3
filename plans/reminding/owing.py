"""Who owes what.

A thing somebody owes is the office's part of a task, or their own answer that a task opens (title, innovation).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from plans.agenda import Entry, entries, responsible
from plans.answers import answers_by_person, came_in_time
from plans.deadlines import aim
from plans.model.answers import Answer
from plans.model.people import Person, Unit
from plans.model.plan import Opens, TaskKind
from plans.model.reminding import DigestItem, Owed, Snooze
from plans.store.port import Facts
from plans.working_days import day_in_hanoi


@dataclass(frozen=True, slots=True)
class Thing:
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


def things(facts: Facts, today: date) -> list[Thing]:
    """Everything that anybody may owe, by the day to aim at.

    A deadline without a day asks nothing of anybody, and neither does a movement that is over.
    """
    found = []
    for entry in entries(facts):
        aimed = aim(entry.task.deadline)
        if aimed is None or (entry.task.kind is TaskKind.MOVEMENT and today > entry.task.deadline.end):
            continue
        if not entry.done:
            found.append(Thing(entry, Owed.TASK, aimed))
        if entry.task.opens is not None:
            found.append(Thing(entry, Owed(entry.task.opens), aimed))
    return sorted(found, key=lambda thing: thing.aim)


class Ledger:
    """Who owes what, read once from the facts for many questions about one day."""

    def __init__(self, facts: Facts, today: date) -> None:
        self.today = today
        self.people = tuple(person for person in facts.all(Person) if person.is_here(today))
        self._facts = facts
        self._units = facts.all(Unit)
        self._answers: dict[tuple[str, Opens], Mapping[str, Answer]] = {}

    def owing(self, thing: Thing) -> tuple[Person, ...]:
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
    ledger = Ledger(facts, today)
    return tuple(
        thing.item(today)
        for thing in things(facts, today)
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
