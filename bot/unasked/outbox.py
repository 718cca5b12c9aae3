"""The outbox: what goes out is kept until sent, never twice without saying so.

``due → claimed → sent | failed (retry at) | uncertain | skipped``, each step durable before the next. A message is
claimed before it is sent, so a crash with it under way leaves a claim behind: nobody knows whether it arrived, and it
is sent once more, marked, as after a lost answer. Nothing is sent outside humane hours.
"""

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from bot.channels.channel import Channel, DeliveryError, Moved, NotSent, Uncertain
from bot.unasked.outgoing import (
    Key,
    Outgoing,
    after_attempt,
    all_outgoing,
    as_of,
    is_doubtful,
    is_due,
    is_open,
    keep,
    key_of,
    reply_of,
)
from plans.model.people import Person
from plans.model.reaching import Dialogue
from plans.model.reminding import Delivery, DeliveryState
from plans.problems import StoreUnwritable
from plans.staff.access import UNREACHABLE, move_contact, rest_contact
from plans.staff.people import contacts_of, person_here
from plans.store.port import Facts, Store, Transaction
from plans.working_days import day_in_hanoi

LOG = logging.getLogger(__name__)
#: The channel that everybody has, whatever else they have linked; its address is the person's id.
ALWAYS = "web"
AT_ONCE = 8
#: After so many tries on a channel that can't be reached the message goes to the one that everybody has.
TRIES = 8

Address: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A claimed message that was sent, or not: `outcome` is its reference, or why there is none."""

    claimed: Outgoing
    outcome: str | DeliveryError
    offers: tuple[str, ...] = ()


class Outbox:
    """Carries out what is due over `channels` (by the name contacts carry)."""

    def __init__(self, store: Store, channels: Mapping[str, Channel]) -> None:
        self._store = store
        self._channels = channels
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[Key] = set()
        self._unwritten: dict[Key, Attempt] = {}
        self._ending = False

    def end(self) -> None:
        """Begin no more sends."""
        self._ending = True

    def is_under_way(self, outgoing: Outgoing) -> bool:
        """Whether a message is being sent: its own end will be written down."""
        return key_of(outgoing) in self._under_way

    async def deliver(self, now: datetime) -> None:
        """Send everything that is due, some messages side by side; returns when each has had its try."""
        due = [
            key
            for outgoing in all_outgoing(self._store)
            if (key := key_of(outgoing)) not in self._under_way and is_due(outgoing, now)
        ]
        self._under_way.update(due)
        await asyncio.gather(*(self._carry_out(key, now) for key in due))

    def catch_up(self, now: datetime) -> None:
        """Write down what became of messages whose end could not be written."""
        for key in tuple(self._unwritten):
            self._write(key, now)
            if key not in self._unwritten:
                self._under_way.discard(key)

    async def _carry_out(self, key: Key, now: datetime) -> None:
        """One message to one person: channel after channel until it is sent or must wait."""
        tried: set[Address] = set()
        try:
            async with self._slots:
                while not self._ending and (claimed := self._claimed(key, now, tried)) is not None:
                    tried.add((claimed.channel, claimed.contact))
                    self._unwritten[key] = await self._tried(claimed, now)
                    if not self._write(key, now):
                        return
        except StoreUnwritable:
            LOG.exception("the message to %s could not be claimed; it stays due", key[1])
        finally:
            if key not in self._unwritten:
                self._under_way.discard(key)

    def _claimed(self, key: Key, now: datetime, tried: Collection[Address]) -> Outgoing | None:
        """Make it durable that this message is about to be sent; None when there is nothing to send."""
        today = day_in_hanoi(now)
        with self._store.transaction() as tx:
            outgoing: Outgoing | None = tx.get(*key)
            if outgoing is None or not is_open(outgoing):
                return None
            if is_doubtful(outgoing) and outgoing.again:
                _end(tx, outgoing, DeliveryState.UNCERTAIN, "crash", now)
                return None
            person = person_here(tx, outgoing.person, today)
            still = as_of(tx, outgoing, person, today) if person else None
            if person is None or still is None:
                _end(tx, outgoing, DeliveryState.SKIPPED, "nothing owed" if person else "left", now)
                return None
            to = self._address(tx, person, outgoing.attempts, tried)
            if to is None:
                _end(tx, outgoing, DeliveryState.SKIPPED, UNREACHABLE, now)
                return None
            claimed = replace(
                still,
                state=DeliveryState.CLAIMED,
                at=now,
                attempts=outgoing.attempts + 1,
                retry_at=None,
                again=outgoing.again or is_doubtful(outgoing),
                channel=to[0],
                contact=to[1],
                message="",
            )
            tx.put(claimed)
        return claimed

    def _address(self, facts: Facts, person: Person, attempts: int, tried: Collection[Address]) -> Address | None:
        """Where to send: the channel the person linked last, else the one that everybody has."""
        linked = [
            (contact.channel, contact.address) for contact in contacts_of(facts, person) if contact.channel != ALWAYS
        ]
        last = (ALWAYS, person.id)
        wanted = [last, *linked] if attempts >= TRIES else [*linked, last]
        return next((to for to in wanted if to[0] in self._channels and to not in tried), None)

    async def _tried(self, claimed: Outgoing, now: datetime) -> Attempt:
        """Send one claimed message."""
        try:
            reply = reply_of(self._store, claimed, now)
        except Exception as error:
            # A bug in one person's text must not silence everybody else's.
            LOG.exception("the message to %s could not be written", claimed.person)
            return Attempt(claimed, NotSent(type(error).__name__))
        try:
            reference = await self._channels[claimed.channel].send(claimed.contact, reply)
        except DeliveryError as error:
            return Attempt(claimed, error)
        except Exception as error:
            LOG.exception("the message to %s met a bug in channel %s", claimed.person, claimed.channel)
            return Attempt(claimed, Uncertain(type(error).__name__))
        return Attempt(claimed, reference, tuple(choice.action for row in reply.choices for choice in row))

    def _write(self, key: Key, now: datetime) -> bool:
        """Make an attempt's outcome durable; answers whether the next address is to be tried at once.

        What can't be written now is kept in mind: a message that was sent must not pass for one under way.
        """
        attempt = self._unwritten[key]
        settled = after_attempt(attempt.claimed, attempt.outcome, now)
        try:
            with self._store.transaction() as tx:
                _follow(tx, attempt.claimed, attempt.outcome, now)
                keep(tx, attempt.claimed, settled, now)
                if settled.state is DeliveryState.SENT:
                    _offer(tx, settled, attempt.offers)
        except StoreUnwritable:
            LOG.exception("what became of the message to %s could not be written yet", key[1])
            return False
        del self._unwritten[key]
        return settled.state is DeliveryState.DUE


def _follow(tx: Transaction, claimed: Outgoing, outcome: str | DeliveryError, now: datetime) -> None:
    """Let an address rest that is dead, follow one that has moved."""
    if isinstance(outcome, NotSent) and outcome.permanent:
        rest_contact(tx, now, claimed.channel, claimed.contact, UNREACHABLE)
    elif isinstance(outcome, Moved):
        move_contact(tx, now, claimed.channel, claimed.contact, outcome.address)


def _offer(tx: Transaction, told: Outgoing, offers: tuple[str, ...]) -> None:
    """From now on a number that is typed means a button of this message; in the midst of a dialogue, nothing certain.

    The lines of a digest have numbers of their own.
    """
    if isinstance(told, Delivery):
        return
    talk = tx.get(Dialogue, told.person)
    if talk is not None and talk.step:
        tx.put(replace(talk, offered=()))
    elif offers:
        tx.put(Dialogue(told.person, "", offered=offers, at=told.at))


def _end(tx: Transaction, outgoing: Outgoing, state: DeliveryState, reason: str, now: datetime) -> None:
    keep(tx, outgoing, replace(outgoing, state=state, at=now, retry_at=None, reason=reason), now)
