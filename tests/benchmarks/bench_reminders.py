"""What a morning's planning costs: 50 people × 13 tasks, nobody has answered anything.

``python -m tests.benchmarks.bench_reminders``. The baseline is the least that any planning must do: read every record
once and make one item for everybody told.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from statistics import median
from time import perf_counter

from plans.model.answers import Registration
from plans.model.people import Person, Unit
from plans.model.plan import Opens, Plan
from plans.model.reminding import DigestItem, Owed, PlannedThrough
from plans.reminding.due import plan_digests
from plans.reminding.owing import owed
from plans.reminding.simulating import simulate
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import UNITS, a_deadline, a_person, a_plan, a_task

DAY = date(2024, 2, 28)
NOW = datetime(2024, 2, 28, 7, 45, tzinfo=HANOI)


def department(people: int = 50, tasks: int = 13) -> MemoryStore:
    """Everybody owes a title on the same day; the other tasks are spread over the year."""
    asked = a_task("t0", deadline=a_deadline(date(2024, 2, 29), before=True), opens=Opens.TITLE)
    others = [a_task(f"t{n}", deadline=a_deadline(DAY + timedelta(days=25 * n))) for n in range(1, tasks)]
    store = MemoryStore()
    with store.transaction() as tx:
        for unit in UNITS:
            tx.put(unit)
        for number in range(people):
            tx.put(a_person(f"p{number}"))
        tx.put(a_plan(tasks=(asked, *others)))
    return store


def baseline(store: MemoryStore) -> int:
    """Read everything once and copy one value for everybody."""
    read = [store.all(kind) for kind in (Plan, Unit, Registration)]
    return len(read) + len([DigestItem("p", "t", Owed.TITLE, DAY, 0) for _ in store.all(Person)])


def milliseconds(work: Callable[[], object], times: int = 200) -> float:
    """The median of many runs."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken) * 1000


def main() -> None:
    store = department()
    found = plan_digests(store, NOW)
    if found is None or len(found.digests) != len(store.all(Person)):
        raise SystemExit("everybody should be told something")
    person = store.all(Person)[0]
    least = milliseconds(lambda: baseline(store))
    rows = {
        "baseline: read once, one item each": least,
        "plan a morning": milliseconds(lambda: plan_digests(store, NOW)),
        "what one person owes": milliseconds(lambda: owed(store, person, DAY)),
        "simulate a year": milliseconds(lambda: simulate(store, date(2024, 1, 2), date(2024, 12, 31)), times=5),
    }
    with store.transaction() as tx:
        tx.put(PlannedThrough(NOW - timedelta(days=365)))
    rows["plan after a year of downtime"] = milliseconds(lambda: plan_digests(store, NOW), times=20)
    for name, taken in rows.items():
        print(f"{name:<38} {taken:8.2f} ms  {taken / least:8.1f}×")


if __name__ == "__main__":
    main()
