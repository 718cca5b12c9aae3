"""What planning costs: a morning for 50 and for 5,000 people, the answer to "what do I owe", a year's dry run.

``python -m tests.benchmarks.bench_reminders``. The baseline is the least that any planning of that department must do:
read every record once and make one item for everybody told.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from time import perf_counter

from plans.model.answers import Registration
from plans.model.people import Person, Role, Unit, UnitKind
from plans.model.plan import Body, Opens, Plan
from plans.model.reminding import DigestItem, Owed, ReminderSettings
from plans.reminding.due import due
from plans.reminding.owing import owed, standing
from plans.reminding.simulating import simulate
from plans.store.memory import MemoryStore
from plans.store.port import Record
from plans.working_days import HANOI
from tests.builders import a_deadline, a_person, a_plan, a_task, a_unit

DAY = date(2024, 2, 28)
NOW = datetime.combine(DAY, time(7, 45), HANOI)
ADOPTED = datetime(2023, 12, 1, tzinfo=UTC)
PEOPLE_A_UNIT = 25


def department(people: int, tasks: int, everybody_owes: int = 1) -> MemoryStore:
    """Units of 25, each with a head; so many tasks ask everybody for a title on that day, the others lie in the year.

    Every tenth person has an hour of their own, every fiftieth is on leave.
    """
    units = [a_unit(f"u{n}", head=f"p{n * PEOPLE_A_UNIT}") for n in range(max(1, people // PEOPLE_A_UNIT))]
    every = a_unit("every", kind=UnitKind.EVERY)
    staff = [a_person(f"p{n}", unit=f"u{min(n // PEOPLE_A_UNIT, len(units) - 1)}") for n in range(people)]
    staff[1] = replace(staff[1], roles=frozenset({Role.OFFICE}))
    asked = [
        a_task(f"a{n}", deadline=a_deadline(date(2024, 2, 29), before=True), opens=Opens.TITLE)
        for n in range(everybody_owes)
    ]
    others = [a_task(f"t{n}", deadline=a_deadline(DAY + timedelta(days=6 * n))) for n in range(tasks - len(asked))]
    led = [
        replace(task, lead=(Body("", "every" if n % 10 == 0 else units[n % len(units)].id),))
        for n, task in enumerate((*asked, *others))
    ]
    store = MemoryStore()
    with store.transaction() as tx:
        records: tuple[Record, ...] = (*units, every, *staff, a_plan(tasks=tuple(led), adopted_at=ADOPTED))
        for record in records:
            tx.put(record)
        for person in staff[::10]:
            tx.put(ReminderSettings(person.id, hour=time(7, 30)))
        for person in staff[::50]:
            tx.put(ReminderSettings(person.id, away_from=DAY, away_until=DAY))
    return store


def baseline(store: MemoryStore) -> int:
    """Read everything once and make one item for everybody."""
    read = [store.all(kind) for kind in (Plan, Unit, Registration, ReminderSettings)]
    return len(read) + len([DigestItem("p", "t", Owed.TITLE, DAY, 0) for _ in store.all(Person)])


def milliseconds(work: Callable[[], object], times: int) -> float:
    """The median of several runs."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken) * 1000


def show(title: str, least: float, rows: dict[str, float]) -> None:
    print(f"{title}\n  {'baseline: read once, one item each':<44} {least:9.2f} ms")
    for name, taken in rows.items():
        print(f"  {name:<44} {taken:9.2f} ms  {taken / least:8.1f}×")


def morning(store: MemoryStore) -> Callable[[], object]:
    return lambda: due(store, NOW - timedelta(days=1), NOW)


def main() -> None:
    small = department(50, 13)
    person = small.all(Person)[3]
    if len(due(small, NOW - timedelta(days=1), NOW).digests) < 49:
        raise SystemExit("everybody should be told something")
    rows = {
        "plan a morning": milliseconds(morning(small), 100),
        "plan after a year of downtime": milliseconds(lambda: due(small, NOW - timedelta(days=365), NOW), 50),
        "what one person owes": milliseconds(lambda: owed(small, person, DAY), 100),
        "simulate a year": milliseconds(lambda: simulate(small, date(2024, 1, 2), date(2024, 12, 31)), 3),
    }
    show("50 people, 13 tasks", milliseconds(lambda: baseline(small), 100), rows)
    for people in (1250, 2500, 5000):
        store = department(people, 60)
        rows = {"plan a morning": milliseconds(morning(store), 5)}
        show(f"{people} people, 60 tasks", milliseconds(lambda: baseline(store), 20), rows)  # noqa: B023 - called here
    person = store.all(Person)[3]
    told = next(each for each in due(store, NOW - timedelta(days=1), NOW).digests if each.person == person)
    worst = department(5000, 60, everybody_owes=60)
    rows = {
        "what one person owes": milliseconds(lambda: owed(store, person, DAY), 20),
        "what of one digest still stands": milliseconds(lambda: standing(store, told.items, person, DAY), 50),
        "a morning on which all 60 ask everybody": milliseconds(morning(worst), 3),
    }
    show("5000 people, 60 tasks", milliseconds(lambda: baseline(store), 20), rows)


if __name__ == "__main__":
    main()
