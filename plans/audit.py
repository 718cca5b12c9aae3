"""Who changed what, when: one entry in the ``audit`` stream for every change."""

from datetime import datetime

from plans.model import AuditEntry, Person
from plans.store.port import Transaction


def audit(tx: Transaction, now: datetime, by: Person | None, verb: str, subject: str, detail: str = "") -> None:
    """Leave an entry; `by` is None for the command line, which is audited as ``console``."""
    tx.append("audit", AuditEntry(now, "console" if by is None else by.id, verb, subject, detail))
