"""Who changed what, when: one entry in the ``audit`` stream for every change."""

from datetime import datetime

from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.store.port import Transaction

#: Who works on the command line, in records.
CONSOLE = "console"


def known_as(by: Person | None) -> str:
    """The name of a person in records; None is the command line."""
    return CONSOLE if by is None else by.id


def audit(tx: Transaction, now: datetime, by: Person | None, verb: str, subject: str, detail: str = "") -> None:
    """Leave an entry; `by` is None for the command line."""
    tx.append("audit", AuditEntry(now, known_as(by), verb, subject, detail))
