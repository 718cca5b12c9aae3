"""The two durable steps of a message on its way out: that it is about to be sent, and what has become of it."""

from collections.abc import Collection, Container
from dataclasses import dataclass, replace
from datetime import datetime

from bot.channels.channel import DeliveryError, Moved, NotSent
from bot.unasked.following import REACTED, leave_successor, placed
from bot.unasked.outgoing import (
    LEFT,
    NOTHING_OWED,
    Key,
    Outgoing,
    after_attempt,
    as_of,
    given_up,
    has_become_idle,
    is_doubtful,
    is_due,
    keep,
)
from bot.unasked.routing import MUTED, Route, route
from plans.hours import a_working_day_later
from plans.model.reaching import Contact, Dialogue
from plans.model.reminding import Delivery, DeliveryState
from plans.reminding.ways import EMAIL, AddressBook, Way
from plans.staff.access import UNREACHABLE, move_contact, rest_contact
from plans.staff.people import person_here
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi


@dataclass(frozen=True, slots=True)
class Attempt:
    """A claimed message that was sent, or not: `outcome` is its reference, or why there is none.

    With a `lack` it was only left where its person may find it some day; `offers` are the buttons it has.
    """

    claimed: Outgoing
    outcome: str | DeliveryError
    lack: str = ""
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _End:
    """How a message ends unsent."""

    state: DeliveryState
    reason: str


def claim(
    tx: Transaction, book: AddressBook, key: Key, served: Container[str], tried: Collection[Way], now: datetime
) -> tuple[Outgoing, str] | None:
    """Put down that a message is about to be sent, and what it lacks; None when there is nothing to send."""
    outgoing: Outgoing | None = tx.get(*key)
    if outgoing is None or not is_due(tx, outgoing, now):
        return None
    readied = _readied(tx, book, outgoing, served, tried, now)
    if isinstance(readied, _End):
        keep(tx, outgoing, replace(outgoing, state=readied.state, at=now, retry_at=None, reason=readied.reason), now)
        return None
    still, way = readied
    claimed = replace(
        still,
        state=DeliveryState.CLAIMED,
        at=now,
        attempts=outgoing.attempts + 1,
        retry_at=None,
        again=outgoing.again or is_doubtful(outgoing),
        channel=way.way.channel,
        contact=way.way.address,
        message="",
    )
    if isinstance(claimed, Delivery):
        claimed = replace(claimed, follow=claimed.follow or a_working_day_later(now))
    tx.put(claimed)
    return claimed, way.lack


def _readied(
    facts: Facts,
    book: AddressBook,
    outgoing: Outgoing,
    served: Container[str],
    tried: Collection[Way],
    now: datetime,
) -> tuple[Outgoing, Route] | _End:
    """A message as it is to be said now, and where; or why it comes to its end unsent."""
    if is_doubtful(outgoing) and outgoing.again:
        return _End(DeliveryState.UNCERTAIN, "crash")
    today = day_in_hanoi(now)
    person = person_here(facts, outgoing.person, today)
    if person is None:
        return _End(DeliveryState.SKIPPED, LEFT)
    still = as_of(facts, outgoing, person, today)
    if still is None:
        return _End(DeliveryState.SKIPPED, NOTHING_OWED)
    if has_become_idle(facts, outgoing):
        return _End(DeliveryState.SKIPPED, REACTED)
    way = route(facts, book, still, person, served, tried, now)
    if isinstance(way, Route):
        return still, way
    # A reminder without a way is reported, unless its reader wants it so or knows of it already.
    known = not isinstance(outgoing, Delivery) or way == MUTED or outgoing.told
    return _End(DeliveryState.SKIPPED if known else DeliveryState.UNDELIVERED, way)


def settle(tx: Transaction, book: AddressBook, attempt: Attempt, served: Container[str], now: datetime) -> Outgoing:
    """Put down what has become of a claimed message, and what follows from it."""
    claimed, outcome = attempt.claimed, attempt.outcome
    _look_after_address(tx, claimed, outcome, now)
    settled: Outgoing = after_attempt(claimed, outcome, now)
    if isinstance(settled, Delivery):
        settled = _reminder(tx, book, settled, attempt.lack, served, now)
    keep(tx, claimed, settled, now)
    if settled.state is DeliveryState.SENT and not isinstance(settled, Delivery):
        _offer(tx, settled, attempt.offers)
    return settled


def _reminder(
    tx: Transaction, book: AddressBook, settled: Delivery, lack: str, served: Container[str], now: datetime
) -> Delivery:
    """How a reminder stands that was sent, or failed for so long that it is given up."""
    if settled.state is DeliveryState.FAILED and settled.follow is not None and now >= settled.follow:
        return given_up(settled)
    if settled.state is not DeliveryState.SENT:
        return settled
    if lack:
        return replace(settled, state=DeliveryState.UNDELIVERED, reason=lack)
    person = person_here(tx, settled.person, day_in_hanoi(now))
    out = placed(book, replace(settled, follow=None))
    return out if person is None else leave_successor(tx, book, out, person, served, now)


def _look_after_address(tx: Transaction, claimed: Outgoing, outcome: str | DeliveryError, now: datetime) -> None:
    """Let an address rest that is dead, follow one that has moved."""
    if isinstance(outcome, Moved):
        move_contact(tx, now, claimed.channel, claimed.contact, outcome.address)
    elif isinstance(outcome, NotSent) and outcome.permanent:
        rest_contact(tx, now, claimed.channel, claimed.contact, UNREACHABLE)
        if claimed.channel == EMAIL:
            tx.put(Contact(EMAIL, claimed.contact, claimed.person, now, active=False, reason=UNREACHABLE))


def _offer(tx: Transaction, told: Outgoing, offers: tuple[str, ...]) -> None:
    """From now on a number that is typed means a button of this message; in the midst of a dialogue, nothing certain.

    The lines of a digest have numbers of their own.
    """
    talk = tx.get(Dialogue, told.person)
    if talk is not None and talk.step:
        tx.put(replace(talk, offered=()))
    elif offers:
        tx.put(Dialogue(told.person, "", offered=offers, at=told.at, place=f"{told.channel}:{told.contact}"))
