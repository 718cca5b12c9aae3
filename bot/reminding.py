"""The outbox: one digest a person a day and news of changed plans, kept until sent, never twice without saying so.

``due → claimed → sent | failed (retry at) | uncertain | skipped``, each step durable before the next. A message is
claimed before it is sent, so a crash with it under way leaves a claim behind: nobody knows whether it arrived, and it
is sent once more, marked, as after a lost answer. Nothing is sent outside a working day's hours.
"""

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeAlias, TypeVar

from bot.bulletin import bulletin_reply
from bot.channels.channel import Channel, DeliveryError, Moved, NotSent, Uncertain
from bot.clock import Clock
from bot.digest import digest_reply
from plans.access import UNREACHABLE, move_contact, rest_contact
from plans.model.history import ReminderEntry
from plans.model.people import Person
from plans.model.reminding import Announcement, Bulletin, Delivery, DeliveryState, PlannedThrough
from plans.people import contacts_of, person_here
from plans.problems import StoreUnwritable
from plans.reminders import DIGEST_TIME, LATEST, PlannedDay, joined, next_digest, plan_digests, standing
from plans.store.port import Facts, Store, Transaction
from plans.working_days import HANOI, day_in_hanoi, is_working_day

LOG = logging.getLogger(__name__)
#: The channel that everybody has, whatever else they have linked; its address is the person's id.
ALWAYS = "web"
AT_ONCE = 8
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
#: How long after a lost answer the message is sent again.
DOUBT = timedelta(minutes=1)
#: How long after the last change people are told: whoever changes one task often changes the next.
SETTLED = timedelta(minutes=2)
#: After so many tries on a channel that can't be reached the message goes to the one that everybody has.
TRIES = 8
#: Seconds between two looks at the clock, which may have been set; and what sends under way get when we must end.
GLANCE = 15.0
FAREWELL = 3.0

Address = tuple[str, str]
#: What goes out: a digest, or news of changed plans; and which one of whom.
Outgoing: TypeAlias = Delivery | Bulletin
Key: TypeAlias = tuple[type[Delivery] | type[Bulletin], str]
AnyOutgoing = TypeVar("AnyOutgoing", bound=Delivery | Bulletin)


def is_open(delivery: Outgoing) -> bool:
    """Whether a message still has to go out."""
    if delivery.state is DeliveryState.UNCERTAIN:
        return delivery.retry_at is not None
    return delivery.state not in (DeliveryState.SENT, DeliveryState.SKIPPED)


def in_hours(now: datetime) -> bool:
    """Whether people may be written to: from 07:45 to 18:00 of a working day."""
    local = now.astimezone(HANOI)
    return is_working_day(local.date()) and DIGEST_TIME <= local.time() <= LATEST


def after_attempt(claimed: AnyOutgoing, outcome: str | DeliveryError, now: datetime) -> AnyOutgoing:
    """What has become of a claimed message: `outcome` is the message's reference, or why there is none."""
    settled = replace(claimed, at=now, retry_at=None)
    if isinstance(outcome, str):
        return replace(settled, state=DeliveryState.SENT, message=outcome)
    if isinstance(outcome, Uncertain):
        retry_at = None if claimed.again else now + DOUBT
        return replace(settled, state=DeliveryState.UNCERTAIN, retry_at=retry_at, reason=str(outcome))
    if isinstance(outcome, NotSent) and not outcome.permanent:
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(claimed.attempts - 1, 10))
        retry_at = now + max(pause, timedelta(seconds=outcome.retry_after))
        return replace(settled, state=DeliveryState.FAILED, retry_at=retry_at, reason=outcome.reason)
    # The address is dead or has moved: the next one is tried at once.
    return replace(settled, state=DeliveryState.DUE, reason=str(outcome))


class Reminding:
    """Plans the day's digests and carries them out over `channels` (by the name contacts carry)."""

    def __init__(self, store: Store, channels: Mapping[str, Channel]) -> None:
        self._store = store
        self._channels = channels
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[Key] = set()
        self._unwritten: dict[Key, tuple[Outgoing, str | DeliveryError]] = {}
        self._ending = False

    # ------------------------------------------------------------------ planning

    def plan(self, now: datetime) -> PlannedDay | None:
        """Put the day's digests into the outbox if their time has come; a digest not yet sent joins the new one."""
        with self._store.transaction() as tx:
            planned = plan_digests(tx, now)
            if planned is None:
                return None
            for digest in planned.digests:
                items = digest.items
                before = tx.get(Delivery, digest.person.id)
                if before is not None and is_open(before):
                    items = joined(items, standing(tx, before.items, digest.person, planned.day))
                    self._superseded(tx, before, now)
                tx.put(Delivery(digest.person.id, planned.day, items, DeliveryState.DUE, now))
            tx.put(PlannedThrough(planned.day))
        return planned

    def _superseded(self, tx: Transaction, before: Delivery, now: datetime) -> None:
        if (Delivery, before.person) in self._under_way:
            return  # its own end will be written down
        doubtful = before.state in (DeliveryState.CLAIMED, DeliveryState.UNCERTAIN)
        state = DeliveryState.UNCERTAIN if doubtful else DeliveryState.SKIPPED
        _remember(tx, replace(before, state=state, reason="superseded"), now)

    def next_moment(self, now: datetime) -> datetime:
        """When there is next something to do, strictly after `now`: the next digest or a message to be tried again."""
        waiting = [outgoing.retry_at or now for outgoing in self._outgoing() if is_open(outgoing)]
        waiting += [news.at + SETTLED for news in self._store.all(Announcement)]
        soon = [max(moment, now + timedelta(seconds=1)) for moment in waiting]
        moments = (moment if in_hours(moment) else next_digest(moment) for moment in soon)
        return min((next_digest(now), *moments))

    # ------------------------------------------------------------------ delivering

    async def deliver(self, now: datetime) -> None:
        """Send everything that is due, some messages side by side; returns when each has had its try."""
        for key in tuple(self._unwritten):
            self._write(key, now)
            if key not in self._unwritten:
                self._under_way.discard(key)
        if not in_hours(now):
            return
        self._take_announcements(now)
        due = [
            key
            for outgoing in self._outgoing()
            if (key := (type(outgoing), outgoing.person)) not in self._under_way
            and is_open(outgoing)
            and (outgoing.retry_at is None or outgoing.retry_at <= now)
        ]
        self._under_way.update(due)
        await asyncio.gather(*(self._carry_out(key, now) for key in due))

    def _outgoing(self) -> tuple[Outgoing, ...]:
        return (*self._store.all(Delivery), *self._store.all(Bulletin))

    def _take_announcements(self, now: datetime) -> None:
        """Put news into the outbox for everybody who has none under way: several changes in a row are one message."""
        if not any(news.at + SETTLED <= now for news in self._store.all(Announcement)):
            return
        try:
            with self._store.transaction() as tx:
                for news in tx.all(Announcement):
                    if news.at + SETTLED <= now and tx.get(Bulletin, news.person) is None:
                        tx.put(Bulletin(news.person, news.changes, DeliveryState.DUE, now))
                        tx.delete(Announcement, news.person)
        except StoreUnwritable:
            LOG.exception("news of changed plans could not be put into the outbox yet")

    async def _carry_out(self, key: Key, now: datetime) -> None:
        """One message to one person: channel after channel until it is sent or must wait."""
        tried: set[Address] = set()
        try:
            async with self._slots:
                while not self._ending and (claimed := self._claimed(key, now, tried)) is not None:
                    tried.add((claimed.channel, claimed.contact))
                    self._unwritten[key] = claimed, await self._sent(claimed, now)
                    if not self._write(key, now):
                        return
        except StoreUnwritable:
            LOG.exception("the message to %s could not be claimed; it stays due", key[1])
        finally:
            if key not in self._unwritten:
                self._under_way.discard(key)

    def _claimed(self, key: Key, now: datetime, tried: Collection[Address]) -> Outgoing | None:
        """Make it durable that this message is about to be sent; None when there is nothing to send."""
        kind, id = key
        with self._store.transaction() as tx:
            delivery: Outgoing | None = tx.get(kind, id)
            if delivery is None or not is_open(delivery):
                return None
            doubtful = delivery.state in (DeliveryState.CLAIMED, DeliveryState.UNCERTAIN)
            if doubtful and delivery.again:
                _end(tx, replace(delivery, state=DeliveryState.UNCERTAIN, retry_at=None), "crash", now)
                return None
            person = person_here(tx, id, day_in_hanoi(now))
            still = _still(tx, delivery, person, day_in_hanoi(now)) if person else None
            if person is None or still is None:
                _end(tx, replace(delivery, state=DeliveryState.SKIPPED), "nothing owed" if person else "left", now)
                return None
            to = self._address(tx, person, delivery.attempts, tried)
            if to is None:
                _end(tx, replace(delivery, state=DeliveryState.SKIPPED), UNREACHABLE, now)
                return None
            claimed = replace(
                still,
                state=DeliveryState.CLAIMED,
                at=now,
                attempts=delivery.attempts + 1,
                retry_at=None,
                again=delivery.again or doubtful,
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

    async def _sent(self, claimed: Outgoing, now: datetime) -> str | DeliveryError:
        """Send one claimed message; its reference, or why there is none."""
        try:
            if isinstance(claimed, Delivery):
                reply = digest_reply(self._store, claimed, now)
            else:
                reply = bulletin_reply(self._store, claimed)
        except Exception as error:
            # A bug in one person's text must not silence everybody else's.
            LOG.exception("the message to %s could not be written", claimed.person)
            return NotSent(type(error).__name__)
        try:
            return await self._channels[claimed.channel].send(claimed.contact, reply)
        except DeliveryError as error:
            return error
        except Exception as error:
            LOG.exception("the message to %s met a bug in channel %s", claimed.person, claimed.channel)
            return Uncertain(type(error).__name__)

    def _write(self, key: Key, now: datetime) -> bool:
        """Make an attempt's outcome durable; answers whether the next address is to be tried at once.

        What can't be written now is kept in mind: a message that was sent must not pass for one under way.
        """
        claimed, outcome = self._unwritten[key]
        settled = after_attempt(claimed, outcome, now)
        try:
            with self._store.transaction() as tx:
                _follow(tx, claimed, outcome, now)
                if tx.get(*key) == claimed:
                    tx.put(settled)
                if not is_open(settled):
                    _remember(tx, settled, now)
        except StoreUnwritable:
            LOG.exception("what became of the message to %s could not be written yet", key[1])
            return False
        del self._unwritten[key]
        return settled.state is DeliveryState.DUE

    # ------------------------------------------------------------------ the loop

    async def run(self, stop: asyncio.Event, clock: Clock) -> None:
        """Plan and deliver whenever something falls due by `clock`, until `stop`; then end within seconds."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                now = clock()
                await self._turn(stopping, now)
                wait = (self.next_moment(now) - clock()).total_seconds()
                await asyncio.wait({stopping}, timeout=min(GLANCE, max(0.1, wait)))
        finally:
            stopping.cancel()

    async def _turn(self, stopping: asyncio.Task[bool], now: datetime) -> None:
        try:
            self.plan(now)
        except StoreUnwritable:
            LOG.exception("the day's reminders could not be planned yet")
        delivering = asyncio.create_task(self.deliver(now))
        await asyncio.wait({delivering, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not delivering.done():
            self._ending = True
            await asyncio.wait({delivering}, timeout=FAREWELL)
            delivering.cancel()
        (failure,) = await asyncio.gather(delivering, return_exceptions=True)
        if isinstance(failure, Exception):
            LOG.error("a round of reminders met a bug; the others go on", exc_info=failure)


def _still(facts: Facts, outgoing: Outgoing, person: Person, today: date) -> Outgoing | None:
    """The message as it is to be said today; None when nothing is left to say."""
    if isinstance(outgoing, Bulletin):
        return outgoing
    items = standing(facts, outgoing.items, person, today)
    return replace(outgoing, day=today, items=items) if items else None


def _follow(tx: Transaction, claimed: Outgoing, outcome: str | DeliveryError, now: datetime) -> None:
    """Let an address rest that is dead, follow one that has moved."""
    if isinstance(outcome, NotSent) and outcome.permanent:
        rest_contact(tx, now, claimed.channel, claimed.contact, UNREACHABLE)
    elif isinstance(outcome, Moved):
        move_contact(tx, now, claimed.channel, claimed.contact, outcome.address)


def _end(tx: Transaction, delivery: Outgoing, reason: str, now: datetime) -> None:
    ended = replace(delivery, at=now, retry_at=None, reason=reason)
    tx.put(ended)
    _remember(tx, ended, now)


def _remember(tx: Transaction, delivery: Outgoing, now: datetime) -> None:
    """Keep a message's end in the history; news that is told is nobody's any more."""
    if isinstance(delivery, Bulletin):
        tx.append("announcements", delivery)
        tx.delete(Bulletin, delivery.person)
        return
    tx.append(
        "reminders",
        ReminderEntry(
            now,
            delivery.person,
            delivery.day,
            delivery.state,
            delivery.channel,
            delivery.items,
            delivery.again,
            delivery.reason,
        ),
    )
