"""Over which of a person's ways a message goes next, or why over none. Pure."""

from collections.abc import Collection, Container
from dataclasses import dataclass
from datetime import datetime

from bot.unasked.outgoing import Outgoing, kind_of
from plans.model.people import Person
from plans.model.reminding import Delivery, DeliveryKind
from plans.reminding.muting import is_muted
from plans.reminding.ways import EMAIL, WEB, AddressBook, Way, ways
from plans.staff.access import UNREACHABLE
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

#: After so many tries on a channel that can't be reached it is the next one's turn, and after the last the first's.
TRIES = 8
#: Why a message goes nowhere: there never was a channel; its reader wants no letters of that kind; all have been used.
NO_CHANNEL, MUTED, USED_UP = "no channel", "muted", "used up"


@dataclass(frozen=True, slots=True)
class Route:
    """Where to send. With a `lack` the message is only left on the web, for when its person comes in some day."""

    way: Way
    lack: str = ""


def route(
    facts: Facts,
    book: AddressBook,
    outgoing: Outgoing,
    person: Person,
    served: Container[str],
    tried: Collection[Way],
    now: datetime,
) -> Route | str:
    """The next way of a message that was `tried` in vain there just now, or why there is none."""
    went = outgoing.went if isinstance(outgoing, Delivery) else ()
    known = [way for way in ways(facts, book, person, served, now) if way not in tried and way.channel not in went]
    left = [way for way in known if way.channel != EMAIL or not _is_muted(facts, outgoing, now)]
    if left:
        return Route(left[outgoing.attempts // TRIES % len(left)])
    if known:
        return MUTED
    if isinstance(outgoing, Delivery) and outgoing.kind is DeliveryKind.FOLLOW:
        return USED_UP
    lack = UNREACHABLE if book.has_resting(person.id) or tried else NO_CHANNEL
    last_resort = Way(WEB, person.id)
    return lack if WEB not in served or last_resort in tried else Route(last_resort, lack)


def _is_muted(facts: Facts, outgoing: Outgoing, now: datetime) -> bool:
    items = outgoing.items if isinstance(outgoing, Delivery) else ()
    return is_muted(facts, outgoing.person, kind_of(outgoing), items, day_in_hanoi(now))
