"""What one acknowledged change costs, beside stock TinyDB on the same disk, in turns within one run.

A change is what a click makes: one fact and one audit entry, on the disk before it is acknowledged. Stock TinyDB
(`JSONStorage`, which flushes every write) needs two inserts for it, its history being a table beside the facts; half of
its figure is one insert. ``python -m tests.benchmarks.bench_store``
"""

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median

from tinydb import TinyDB, where

from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.store.codec import to_plain
from plans.store.tinydb_store import TinyStore
from tests.contracts.store_contract import LAN, audit

SIZES = (100, 1_000, 10_000)
FEW = 100
CHANGES = 130  # two batches of history move to their file among them
STOCK_EVERY = 5


def milliseconds(deed: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    deed()
    return (time.perf_counter() - start) * 1000


def person(number: int) -> Person:
    """Somebody new."""
    return replace(LAN, id=f"p{number}")


def filled(folder: Path, facts: int, history: int) -> TinyStore:
    """A store with so many facts and entries, the latter in their file."""
    store = TinyStore.open(folder)
    with store.transaction() as tx:
        for number in range(facts):
            tx.put(person(number))
        for number in range(history):
            tx.append("audit", audit(number))
    with store.transaction() as tx:
        tx.append("audit", audit(history))
    return store


def filled_stock(folder: Path, facts: int, history: int) -> TinyDB:
    """The same in stock TinyDB."""
    database = TinyDB(folder / "stock.json")
    database.table("Person").insert_multiple(to_plain(person(number)) for number in range(facts))
    database.table("audit").insert_multiple(to_plain(audit(number)) for number in range(history + 1))
    return database


def measure(folder: Path, facts: int, history: int) -> dict[str, list[float]]:
    """Every deed's times, sorted."""
    with closing(filled(folder / "ours", facts, history)) as store, filled_stock(folder, facts, history) as stock:
        people, entries = stock.table("Person"), stock.table("audit")

        def change(number: int) -> None:
            with store.transaction() as tx:
                tx.put(person(facts + number))
                tx.append("audit", audit(number))

        def change_stock(number: int) -> None:
            people.insert(to_plain(person(facts + number)))
            entries.insert(to_plain(audit(number)))

        taken: dict[str, list[float]] = {name: [] for name in ("change", "stock", "get", "stock get", "recent")}
        for number in range(CHANGES):
            taken["change"].append(milliseconds(lambda number=number: change(number)))  # type: ignore[misc]  # bound now
            taken["get"].append(milliseconds(lambda: store.get(Person, "p7")))
            taken["recent"].append(milliseconds(lambda: store.entries("audit", AuditEntry, last=200)))
            if number % STOCK_EVERY == 0:
                taken["stock"].append(milliseconds(lambda number=number: change_stock(number)))  # type: ignore[misc]  # bound now
                taken["stock get"].append(milliseconds(lambda: people.get(where("id") == "p7")))
    return {name: sorted(times) for name, times in taken.items()}


def main() -> None:
    """Print growing history, then growing facts."""
    cases = [(FEW, size) for size in SIZES] + [(size, FEW) for size in SIZES]
    print(f"{'':34}one change, ms: ours          stock        stock /  last 200 ms     one get, ms")
    print(f"{'':34}median      p99   median      p99     ours   of audit     ours     stock")
    for facts, history in cases:
        with tempfile.TemporaryDirectory() as folder:
            taken = measure(Path(folder), facts, history)
        ours, stock = taken["change"], taken["stock"]
        print(
            f"{facts:6} facts, {history:6} history     "
            f"{median(ours):9.2f}{ours[int(len(ours) * 0.99)]:9.2f}{median(stock):9.2f}{stock[-1]:9.2f}"
            f"{median(stock) / median(ours):8.1f}x{median(taken['recent']):10.2f}"
            f"{median(taken['get']):10.4f}{median(taken['stock get']):9.2f}"
        )


if __name__ == "__main__":
    main()
