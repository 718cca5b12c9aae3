"""Groups on Telegram that get a unit's digest, and such a digest on its way there."""

from dataclasses import dataclass
from datetime import date, datetime

from plans.model.reminding import DeliveryState, DigestItem


@dataclass(frozen=True, slots=True)
class GroupLink:
    """A group on Telegram, or one topic of it ("" for none), that gets a unit's digest."""

    address: str
    topic: str
    unit: str
    name: str
    by: str
    at: datetime

    @property
    def id(self) -> str:
        """Group and topic."""
        return f"{self.address}/{self.topic}"


@dataclass(frozen=True, slots=True)
class GroupDelivery:
    """A unit's digest on its way to a linked group, with the states of a `Delivery`; one live record a group and topic.

    `group` is the id of the `GroupLink`. Without `items` it is the greeting of a group that has just been linked. Its
    end goes to the stream ``groups``.
    """

    group: str
    unit: str
    day: date
    items: tuple[DigestItem, ...]
    state: DeliveryState
    at: datetime
    attempts: int = 0
    retry_at: datetime | None = None
    again: bool = False
    message: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        """The group and topic."""
        return self.group
