"""The entries of the append-only streams."""

from dataclasses import dataclass
from datetime import date, datetime

from plans.model.reminding import DeliveryState, DigestItem


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who changed what, when. Stream ``audit``."""

    at: datetime
    who: str
    verb: str
    subject: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReminderEntry:
    """A digest's final fate. Stream ``reminders``."""

    at: datetime
    person: str
    day: date
    state: DeliveryState
    channel: str
    items: tuple[DigestItem, ...]
    again: bool = False
    reason: str = ""
