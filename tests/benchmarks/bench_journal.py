"""How fast the journal of changes is read with 100,000 entries on disk, beside reading all of it.

``python -m tests.benchmarks.bench_journal`` prints the medians and what part of the baseline each takes.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from plans.audit import STREAM
from plans.journal import Sphere, Wanted, page
from plans.model.history import AuditEntry
from plans.store.tinydb_store import TinyStore
from tests.builders import NOW, PEOPLE, a_department

ENTRIES = 100_000
ROUNDS = 7


def filled(folder: Path) -> TinyStore:
    """A store with that many entries: every fiftieth a registration, the others tasks."""
    store = TinyStore.open(folder)
    a_department(store)
    people = [person.id for person in PEOPLE]
    with store.transaction() as tx:
        for number in range(ENTRIES):
            verb = "mark_done" if number % 50 else "title_registered"
            subject = f"thu-2024/{people[number % len(people)]}"
            tx.append(STREAM, AuditEntry(NOW + timedelta(seconds=number), "van", verb, subject, "ĐK-2024-001 ldtt"))
    with store.transaction() as tx:
        tx.append("other", AuditEntry(NOW, "van", "x", "x"))  # the batch moves to its file with the next change
    return store


def median(deed: Callable[[], object]) -> float:
    """Milliseconds."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        deed()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, closing(filled(Path(folder))) as store:
        whole = median(lambda: store.entries(STREAM, AuditEntry))
        print(f"{ENTRIES} entries; reading all of them (baseline): {whole:.1f} ms")
        for name, wanted, number in (
            ("the latest page", Wanted(), 0),
            ("page 100", Wanted(), 99),
            ("the latest of one person", Wanted("lan"), 0),
            ("the latest registrations", Wanted(sphere=Sphere.REGISTRATIONS), 0),
            ("somebody of whom there is nothing", Wanted("nobody"), 0),
        ):
            took = median(lambda wanted=wanted, number=number: page(store, wanted, number, 10))  # type: ignore[misc]  # loop
            print(f"{name}: {took:.2f} ms, {took / whole:.4f} of the baseline")


if __name__ == "__main__":
    main()
