"""What a message shows once: held in memory for the person's open pages, and never in the stored talk."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.messages import Reply

#: After so long a page that is opened again does not show it any more.
LASTS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the line of that number shows in a message, and since when."""

    number: int
    message: int
    once: str
    since: datetime


class ShownOnce:
    """By person. A message that is edited shows it no more; nothing outlives the process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: dict[str, tuple[_Held, ...]] = {}

    def told(self, person: str, number: int, message: int, reply: Reply) -> None:
        """A reply became the line of that number, which is or edits the message."""
        now = self._clock()
        held = [each for each in self._held.get(person, ()) if each.message != message and now - each.since < LASTS]
        if reply.once:
            held.append(_Held(number, message, reply.once, now))
        self._held[person] = tuple(held)

    def filled(self, person: str, number: int, reply: Reply) -> Reply:
        """The stored reply of a line as the person's page shows it now."""
        now = self._clock()
        for held in self._held.get(person, ()):
            if held.number == number and now - held.since < LASTS:
                return replace(reply, once=held.once).shown
        return reply
