"""What the calendars were told: the generation of each address, and the lasting stamps of each event."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """The generation of a person's calendar address; raising it revokes the old address."""

    person: str
    generation: int

    @property
    def id(self) -> str:
        """The person."""
        return self.person


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """What the calendars were last told of one event: lasting `id` (UID), and stamps that move only with content."""

    id: str
    fingerprint: str
    sequence: int
    created: datetime
    last_modified: datetime
