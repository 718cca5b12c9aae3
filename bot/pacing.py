"""How much of what one person sends is read: bursts as a quick typist's, then an even pace, and a word when it is more.

Everybody has a measure that fills again by itself. A message takes one from it, the press of a button a quarter: paging
through a list is many presses, each of which only edits a message. Who has emptied it is asked once to wait, and what
comes until then is neither read nor answered; nothing that came before is lost by that.

Twenty at once are more than fingers send, also those of somebody who pastes a list line by line. One in two seconds
after that is half of what Telegram lets a bot send to a chat, so answers never pile up. The wait is ten seconds: who
doesn't heed it gets five answers and one sentence in turns, and not a sentence to every question.
"""

from dataclasses import dataclass
from itertools import islice
from math import ceil

MESSAGE, PRESS = 1.0, 0.25
#: So many of the latest senders are remembered. Who is forgotten has a full measure again.
MOST_SENDERS = 10_000


@dataclass(frozen=True, slots=True)
class Measure:
    """`most` messages at once, one more in `every` seconds, and a wait of `rest` seconds for whoever sends more."""

    most: float = 20.0
    every: float = 2.0
    rest: float = 10.0


@dataclass(frozen=True, slots=True)
class Leave:
    """Whether something is read: it is when `wait` is 0; else one may go on in so many seconds.

    `told` says that the sender was asked to wait before.
    """

    wait: int = 0
    told: bool = False


@dataclass(frozen=True, slots=True)
class _Sender:
    full_at: float
    rests_until: float


class Pacing:
    """The measures of all senders; instants are in seconds, of any clock that only goes forward."""

    def __init__(self, measure: Measure = Measure(), most_senders: int = MOST_SENDERS) -> None:
        self._measure = measure
        self._most_senders = most_senders
        #: Who sent something of late, the latest last.
        self._senders: dict[str, _Sender] = {}

    def __len__(self) -> int:
        return len(self._senders)

    def leave(self, sender: str, now: float, cost: float = MESSAGE) -> Leave:
        """Take `cost` from the sender's measure; whether what they sent is to be read."""
        known = self._senders.pop(sender, _Sender(now, now))
        if now < known.rests_until:
            self._senders[sender] = known
            return Leave(ceil(known.rests_until - now), told=True)
        taken = max(known.full_at, now) + cost * self._measure.every
        over = taken - now - self._measure.most * self._measure.every
        if over <= 0:
            self._keep(sender, _Sender(taken, now), now)
            return Leave()
        wait = max(over, self._measure.rest)
        self._keep(sender, _Sender(known.full_at, now + wait), now)
        return Leave(ceil(wait))

    def _keep(self, sender: str, state: _Sender, now: float) -> None:
        self._senders[sender] = state
        for oldest in tuple(islice(self._senders, 2)):
            found = self._senders[oldest]
            if max(found.full_at, found.rests_until) <= now or len(self._senders) > self._most_senders:
                del self._senders[oldest]
