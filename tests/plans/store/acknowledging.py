"""A process that changes a store and says each number aloud once its change is acknowledged, until it is killed.

``python -m tests.plans.store.acknowledging FOLDER``
"""

import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from plans.model.people import Person
from plans.model.publishing import CalendarLink
from plans.model.reminding import PlannedThrough
from plans.store.tinydb_store import TinyStore
from tests.contracts.store_contract import LAN, audit

START = datetime(2024, 1, 1, tzinfo=UTC)
#: People change places, so that the file grows and shrinks.
PEOPLE = 40


def main(folder: Path) -> None:
    """Go on from where the killed one before left off."""
    with closing(TinyStore.open(folder)) as store:
        number = len(store.entries("audit", type(audit(0))))
        print("open", flush=True)
        while True:
            number += 1
            with store.transaction() as tx:
                tx.put(PlannedThrough(START + timedelta(days=number)))
                tx.put(CalendarLink("lan", "own", number))
                tx.put(replace(LAN, id=str(number % PEOPLE), name="Lan " * (number % 50)))
                tx.delete(Person, str((number * 7) % PEOPLE))
                tx.append("audit", audit(number))
                tx.append(f"chat/{number % 3}", audit(number))
            print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
