"""The outbox: what goes out is kept until sent, never twice without saying so.

``due → claimed → sent | placed | failed (retry at) | uncertain | skipped | undelivered``, each step durable before the
next. A message is claimed before it is sent, so a crash with it under way leaves a claim behind: nobody knows whether
it arrived, and it is sent once more, marked, as after a lost answer. Nothing is sent outside humane hours, retries
included.

A message goes to the first of its person's ways; to the next at once when an address is dead, later when a channel
stays out of reach. A reminder that comes to the end of all ways is left for the office's report
(`plans.reminding.unreached`).
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.channels.channel import Channel, DeliveryError, NotSent, Uncertain
from bot.unasked.commits import Commits
from bot.unasked.following import ended
from bot.unasked.occasions import occasion_of
from bot.unasked.outgoing import (
    Key,
    Outgoing,
    all_outgoing,
    is_due,
    is_open,
    keep,
    key_of,
    next_try,
    reply_of,
)
from bot.unasked.routing import Route, route
from bot.unasked.settling import Attempt, claim, settle
from plans.model.people import Department
from plans.model.reaching import Contact, WebSession
from plans.model.reminding import Delivery, DeliveryKind, DeliveryState
from plans.problems import StoreUnwritable
from plans.reminding.ways import EMAIL, AddressBook, Way
from plans.staff.people import person_here
from plans.store.port import Store
from plans.working_days import day_in_hanoi

LOG = logging.getLogger(__name__)
#: Messages side by side on one channel: of the day's digests, and as many of others, which need not wait behind them.
AT_ONCE = 48
#: Fewer by e-mail, which has four lines (as many more are being written down meanwhile): what has been claimed and only
#: waits for a line would count as under way in a crash.
AT_ONCE_BY: Mapping[str, int] = {EMAIL: 8}
#: So many messages begin to wait before others have a turn.
A_WHILE = 10

#: Returns when a message that nobody waits for may be sent to an address.
Turn: TypeAlias = Callable[[str], Awaitable[None]]


class Outbox:
    """Carries out what is due over `channels` (by the name contacts carry), each in its `turns` where it has any."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        turns: Mapping[str, Turn] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._channels = channels
        self._turns = turns if turns is not None else {}
        self._monotonic = monotonic
        self._commits = Commits(store, monotonic)
        self._slots: dict[tuple[str, bool], asyncio.Semaphore] = {}
        self._addresses: tuple[int, AddressBook] | None = None
        self._under_way: set[Key] = set()
        self._unwritten: dict[Key, Attempt] = {}
        self._sends: set[asyncio.Task[None]] = set()
        self._ending = False

    def end(self) -> None:
        """Begin no more sends, and write down at once what has become of those under way."""
        self._ending = True
        self._commits.hurry()

    def is_under_way(self, outgoing: Outgoing) -> bool:
        """Whether a message is being sent: its own end will be written down."""
        return key_of(outgoing) in self._under_way

    def next_moment(self, now: datetime) -> datetime | None:
        """When there is next something to send or to give up, strictly after `now`."""
        soon = now + timedelta(seconds=1)
        waiting = (each for each in all_outgoing(self._store) if is_open(each))
        moments = [next_try(self._store, each, soon) for each in waiting if key_of(each) not in self._under_way]
        moments += [max(soon, each.follow) for each in self._placed() if each.follow is not None]
        return min(moments, default=None)

    async def deliver(self, now: datetime) -> None:
        """Send everything that is due, some messages side by side; returns when each has had its try."""
        self._look_after_placed(now)
        due = [
            key
            for outgoing in all_outgoing(self._store)
            if (key := key_of(outgoing)) not in self._under_way and is_due(self._store, outgoing, now)
        ]
        self._under_way.update(due)
        begun = []
        for key in due:
            begun.append(send := asyncio.create_task(self._carry_out(key, now)))
            self._sends.add(send)
            send.add_done_callback(self._sends.discard)
            if len(begun) % A_WHILE == 0:
                await asyncio.sleep(0)  # thousands begin to wait at the same time: answers come between them
        await asyncio.gather(*begun)

    async def come_to_rest(self) -> None:
        """Returns when nothing is being sent any more, whichever round began it."""
        while self._sends:
            await asyncio.wait(self._sends)

    def catch_up(self, now: datetime) -> None:
        """Write down what became of messages whose end could not be written."""
        for key, attempt in tuple(self._unwritten.items()):
            try:
                with self._store.transaction() as tx:
                    settle(tx, self._book(), attempt, self._channels, now)
            except StoreUnwritable:
                LOG.exception("what became of the message to %s could not be written yet", key[1])
                return
            del self._unwritten[key]
            self._under_way.discard(key)

    def _book(self) -> AddressBook:
        """Who has which addresses; read anew when something about that has changed."""
        version = self._store.version(Contact, WebSession, Department)
        if self._addresses is None or self._addresses[0] != version:
            self._addresses = version, AddressBook(self._store)
        return self._addresses[1]

    def _placed(self) -> list[Delivery]:
        return [each for each in self._store.all(Delivery) if each.state is DeliveryState.PLACED]

    def _look_after_placed(self, now: datetime) -> None:
        """Write down which messages on the web have been seen, and which have waited long enough."""
        ends = [(each, end) for each in self._placed() if (end := ended(self._store, each, now)) is not None]
        if not ends:
            return
        try:
            with self._store.transaction() as tx:
                for each, end in ends:
                    keep(tx, each, end, now)
        except StoreUnwritable:
            LOG.exception("what was seen on the web could not be written down yet")

    async def _carry_out(self, key: Key, began: datetime) -> None:
        """One message to one person: channel after channel until it is sent or must wait."""
        started = self._monotonic()
        tried: set[Way] = set()

        def now() -> datetime:
            # A round of thousands lasts minutes.
            return began + timedelta(seconds=int(self._monotonic() - started))

        try:
            while not self._ending:
                channel, address = self._likely(key, now(), tried)
                async with self._slot(channel, _is_digest(key, self._store)):
                    if address and channel in self._turns:
                        await self._turns[channel](address)
                    if self._ending or not await self._tried(key, now, tried):
                        return
        except StoreUnwritable:
            LOG.exception("the message to %s could not be claimed; it stays due", key[1])
        finally:
            if key not in self._unwritten:
                self._under_way.discard(key)

    def _slot(self, channel: str, digests: bool) -> asyncio.Semaphore:
        """The places of one channel, for the day's digests or for all others."""
        return self._slots.setdefault((channel, digests), asyncio.Semaphore(AT_ONCE_BY.get(channel, AT_ONCE)))

    def _likely(self, key: Key, now: datetime, tried: Collection[Way]) -> tuple[str, str]:
        """Over which channel a message goes if nothing changes, and to which address: whose turn to wait for."""
        outgoing: Outgoing | None = self._store.get(*key)
        person = person_here(self._store, outgoing.person, day_in_hanoi(now)) if outgoing else None
        if outgoing is None or person is None:
            return "", ""
        found = route(self._store, self._book(), outgoing, person, self._channels, tried, now)
        return (found.way.channel, found.way.address) if isinstance(found, Route) else ("", "")

    async def _tried(self, key: Key, now: Callable[[], datetime], tried: set[Way]) -> bool:
        """Claim a message, send it and write down what became of it; whether the next way is to be tried at once."""
        found = await self._commits.make(lambda tx: claim(tx, self._book(), key, self._channels, tried, now()))
        if found is None:
            return False
        claimed, lack = found
        tried.add(Way(claimed.channel, claimed.contact))
        attempt = await self._sent(claimed, lack, now())
        try:
            settled = await self._commits.make(lambda tx: settle(tx, self._book(), attempt, self._channels, now()))
        except StoreUnwritable:
            # A message that was sent must not pass for one under way.
            LOG.exception("what became of the message to %s could not be written yet", key[1])
            self._unwritten[key] = attempt
            return False
        return settled.state is DeliveryState.DUE

    async def _sent(self, claimed: Outgoing, lack: str, now: datetime) -> Attempt:
        try:
            reply = replace(reply_of(self._store, claimed, now), occasion=occasion_of(claimed))
        except Exception as error:
            # A bug in one person's text must not silence everybody else's.
            LOG.exception("the message to %s could not be written", claimed.person)
            return Attempt(claimed, NotSent(type(error).__name__))
        try:
            reference = await self._channels[claimed.channel].send(claimed.contact, reply)
        except DeliveryError as error:
            return Attempt(claimed, error, lack)
        except Exception as error:
            LOG.exception("the message to %s met a bug in channel %s", claimed.person, claimed.channel)
            return Attempt(claimed, Uncertain(type(error).__name__), lack)
        return Attempt(claimed, reference, lack, tuple(choice.action for row in reply.choices for choice in row))


def _is_digest(key: Key, store: Store) -> bool:
    """Whether it is one of the many that go out together."""
    outgoing = store.get(*key)
    return isinstance(outgoing, Delivery) and outgoing.kind is DeliveryKind.DIGEST
