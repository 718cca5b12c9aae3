"""A small department whose reminders are planned: a store with the tasks of a test, and what is said in a period."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from plans.model.people import Person, Unit
from plans.model.plan import Task
from plans.model.reminding import DeliveryKind, Owed
from plans.reminding.due import Message
from plans.reminding.simulating import simulate
from plans.store.memory import MemoryStore
from plans.store.port import Facts, Record
from plans.working_days import HANOI
from tests.builders import OFFICER, PEOPLE, UNITS, a_plan

#: The plans of these tests are in force long before anything in them is due.
ADOPTED = datetime(2024, 1, 2, 0, 0, tzinfo=UTC)
JANUARY, NEXT_YEAR = date(2024, 1, 3), date(2025, 1, 31)
DIGEST, PING, BRIEFING, RETURN = (
    DeliveryKind.DIGEST,
    DeliveryKind.PING,
    DeliveryKind.BRIEFING,
    DeliveryKind.RETURN,
)


def at(day: date, hour: int = 7, minute: int = 45) -> datetime:
    """An instant in Hanoi, the digest's unless said otherwise."""
    return datetime.combine(day, time(hour, minute), HANOI)


def a_store(
    *tasks: Task,
    people: Iterable[Person] = PEOPLE,
    units: Iterable[Unit] = UNITS,
    adopted_at: datetime = ADOPTED,
    year: int = 2024,
) -> MemoryStore:
    """The department with a plan of these tasks."""
    store = MemoryStore()
    plan = a_plan(tasks=tasks, adopted_at=adopted_at, year=year)
    return keep(store, *units, *people, plan)


def keep(store: MemoryStore, *records: Record) -> MemoryStore:
    """The store with these records."""
    with store.transaction() as tx:
        for record in records:
            tx.put(record)
    return store


def said(facts: Facts, start: date = JANUARY, end: date = NEXT_YEAR) -> list[Message]:
    """Everything that is said to anybody in a period if nobody does anything."""
    return [message for found in simulate(facts, start, end) for message in found.messages]


def told(
    facts: Facts,
    person: Person = OFFICER,
    owed: Owed = Owed.TASK,
    *,
    kind: DeliveryKind = DIGEST,
    start: date = JANUARY,
    end: date = NEXT_YEAR,
) -> list[tuple[str, str]]:
    """On which days a person is told of what, by the rungs."""
    return [
        (f"{message.day:%d/%m}", item.rung)
        for message in said(facts, start, end)
        for item in message.items
        if message.person.id == person.id and message.kind is kind and item.owed is owed
    ]
