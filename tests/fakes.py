"""Stand-ins that tests script: a channel that says what became of each message."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.channels.channel import DeliveryError
from bot.messages import Reply

#: What a scripted attempt does: None delivers, an error is raised (after delivering, if it is one of `arrived`).
Outcome = DeliveryError | None


@dataclass(frozen=True)
class Sent:
    """A message that arrived."""

    address: str
    reply: Reply
    reference: str
    edits: str = ""


@dataclass
class FakeChannel:
    """Delivers into `sent`, unless the next entry of `outcomes` says otherwise.

    An error for which `arrives` holds is raised although the message arrived: a lost answer. `before` is called at
    every attempt, so that a test can look at the store, or crash, at that moment.
    """

    name: str = "telegram"
    outcomes: list[Outcome] = field(default_factory=list)
    arrives: Callable[[DeliveryError], bool] = lambda error: False
    before: Callable[[str], None] = lambda address: None
    sent: list[Sent] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    attempts: int = 0

    def script(self, outcomes: Iterable[Outcome]) -> None:
        """What the next attempts do."""
        self.outcomes.extend(outcomes)

    async def send(self, address: str, reply: Reply) -> str:
        """One attempt to deliver a message."""
        return self._attempt(address, reply, "")

    async def edit(self, address: str, message: str, reply: Reply) -> str:
        """One attempt to replace a message."""
        return self._attempt(address, reply, message)

    async def amend(self, address: str, message: str, reply: Reply) -> None:
        """One attempt to replace a message where that is possible."""
        self._attempt(address, reply, message)

    async def typing(self, address: str) -> None:
        """Noted, nothing else."""
        self.typed.append(address)

    def _attempt(self, address: str, reply: Reply, edits: str) -> str:
        self.attempts += 1
        self.before(address)
        outcome = self.outcomes.pop(0) if self.outcomes else None
        reference = edits or str(len(self.sent) + 1)
        if outcome is None or self.arrives(outcome):
            self.sent.append(Sent(address, reply, reference, edits))
        if outcome is not None:
            raise outcome
        return reference
