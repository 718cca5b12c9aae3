"""Who changed what, when: one entry in the ``audit`` stream for every change."""

from datetime import datetime

from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.store.port import Transaction

#: Where the entries stand.
STREAM = "audit"
#: Who works on the command line, in records.
CONSOLE = "console"


def known_as(by: Person | str | None) -> str:
    """Who is named in records: a person, what acts by itself (a channel, a rule), or None for the command line."""
    if by is None:
        return CONSOLE
    return by if isinstance(by, str) else by.id


def audit(tx: Transaction, now: datetime, by: Person | str | None, verb: str, subject: str, detail: str = "") -> None:
    """Leave an entry; `by` as `known_as` takes it."""
    tx.append(STREAM, AuditEntry(now, known_as(by), verb, subject, detail))
