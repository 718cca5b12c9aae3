"""The `Channel` port: how a reply reaches an address, and what can go wrong on the way.

Errors::

    DeliveryError (a DondocError)
    ├── NotSent       surely not delivered; try again at `retry_after` seconds, or `permanent`: never again
    ├── Uncertain     the answer was lost: it may have been delivered or not
    └── Moved         the address is now `address` (a Telegram group became a supergroup); send again there
"""

from typing import Protocol

from bot.messages import Reply
from plans.problems import DondocError


class DeliveryError(DondocError):
    """A reply did not surely reach its address."""


class NotSent(DeliveryError):
    """Surely not delivered. `retry_after` is in seconds; `permanent` means that the address is dead (blocked, gone)."""

    def __init__(self, reason: str, *, retry_after: float = 0.0, permanent: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.permanent = permanent


class Uncertain(DeliveryError):
    """The connection broke after the request had left: delivered or not, nobody knows."""


class Moved(DeliveryError):
    """The address has changed."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class Channel(Protocol):
    """One way to reach people. `name` is the `Contact.channel` it serves ("web", "telegram")."""

    @property
    def name(self) -> str:
        """Which contacts it serves."""

    async def send(self, address: str, reply: Reply) -> str:
        """Deliver a message and return its reference, for `edit`."""

    async def edit(self, address: str, message: str, reply: Reply) -> str:
        """Replace a delivered message, or send anew where it can't be edited any more; returns the reference."""

    async def amend(self, address: str, message: str, reply: Reply) -> None:
        """Replace a delivered message where that is still possible, without a sound; elsewhere nothing happens.

        Nobody is written to anew for it. `DeliveryError` as for `send`.
        """

    async def typing(self, address: str) -> None:
        """Show that an answer is being prepared; never fails."""
