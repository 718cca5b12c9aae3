"""The entries of the append-only streams."""

from dataclasses import dataclass
from datetime import date, datetime

from plans.model.reminding import DeliveryKind, DeliveryState, DigestItem


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
    """The fate of a digest (ping, …): who was reminded of what, on which channel, or why not. Stream ``reminders``."""

    at: datetime
    person: str
    day: date
    state: DeliveryState
    channel: str
    items: tuple[DigestItem, ...]
    again: bool = False
    reason: str = ""
    kind: DeliveryKind = DeliveryKind.DIGEST

    @property
    def ids(self) -> tuple[str, ...]:
        """The lasting ids of the reminders that it was about."""
        return tuple(item.reminder(self.person) for item in self.items)
