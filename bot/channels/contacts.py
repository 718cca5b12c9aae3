"""Addresses that rest because a channel could not reach them, and wake at their owner's next word."""

from dataclasses import replace
from datetime import datetime

from plans.model import AuditEntry, Contact
from plans.store.port import Transaction

#: Why a channel lets an address rest. One that rests for another reason (its owner has left) does not wake by itself.
BLOCKED = "blocked"
UNREACHABLE = "unreachable"


def wake_contact(tx: Transaction, now: datetime, channel: str, address: str) -> None:
    """Use an address again that was blocked or unreachable: its owner is writing from it."""
    contact = tx.get(Contact, f"{channel}:{address}")
    if contact is not None and not contact.active and contact.reason in (BLOCKED, UNREACHABLE):
        tx.put(replace(contact, active=True, reason=""))
        tx.append("audit", AuditEntry(now, channel, "wake_contact", contact.person))
