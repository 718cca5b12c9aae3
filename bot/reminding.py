"""The outbox of reminders: one digest a person a day, kept until it is sent, never sent twice without saying so.

``due → claimed → sent | failed (retry at) | uncertain | skipped``, each step durable before the next. A message is
claimed before it is sent, so a crash with it under way leaves a claim behind: nobody knows whether it arrived, and it
is sent once more, marked, as after a lost answer. Nothing is sent outside a working day's hours.
"""

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.channels.channel import Channel, DeliveryError, Moved, NotSent, Uncertain
from bot.clock import Clock
from bot.digest import digest_reply
from plans.access import UNREACHABLE, move_contact, rest_contact
from plans.model import Delivery, DeliveryState, Person, PlannedThrough, ReminderEntry
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
#: After so many tries on a channel that can't be reached the message goes to the one that everybody has.
TRIES = 8
#: Seconds between two looks at the clock, which may have been set; and what sends under way get when we must end.
GLANCE = 15.0
FAREWELL = 3.0

Address = tuple[str, str]


def is_open(delivery: Delivery) -> bool:
    """Whether a delivery still has to go out."""
    if delivery.state is DeliveryState.UNCERTAIN:
        return delivery.retry_at is not None
    return delivery.state not in (DeliveryState.SENT, DeliveryState.SKIPPED)


def in_hours(now: datetime) -> bool:
    """Whether people may be written to: from 07:45 to 18:00 of a working day."""
    local = now.astimezone(HANOI)
    return is_working_day(local.date()) and DIGEST_TIME <= local.time() <= LATEST


def after_attempt(claimed: Delivery, outcome: str | DeliveryError, now: datetime) -> Delivery:
    """What has become of a claimed delivery: `outcome` is the message's reference, or why there is none."""
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
        self._under_way: set[str] = set()
        self._unwritten: dict[str, tuple[Delivery, str | DeliveryError]] = {}
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
        if before.person in self._under_way:
            return  # its own end will be written down
        doubtful = before.state in (DeliveryState.CLAIMED, DeliveryState.UNCERTAIN)
        state = DeliveryState.UNCERTAIN if doubtful else DeliveryState.SKIPPED
        _remember(tx, replace(before, state=state, reason="superseded"), now)

    def next_moment(self, now: datetime) -> datetime:
        """When there is next something to do, strictly after `now`: the next digest or a message to be tried again."""
        moments = [next_digest(now)]
        for delivery in self._store.all(Delivery):
            if is_open(delivery):
                moment = max(delivery.retry_at or now, now + timedelta(seconds=1))
                moments.append(moment if in_hours(moment) else next_digest(moment))
        return min(moments)

    # ------------------------------------------------------------------ delivering

    async def deliver(self, now: datetime) -> None:
        """Send everything that is due, some messages side by side; returns when each has had its try."""
        for person in tuple(self._unwritten):
            self._write(person, now)
            if person not in self._unwritten:
                self._under_way.discard(person)
        if not in_hours(now):
            return
        due = [
            delivery.person
            for delivery in self._store.all(Delivery)
            if is_open(delivery)
            and (delivery.retry_at is None or delivery.retry_at <= now)
            and delivery.person not in self._under_way
        ]
        self._under_way.update(due)
        await asyncio.gather(*(self._carry_out(person, now) for person in due))

    async def _carry_out(self, person: str, now: datetime) -> None:
        """One person's digest: channel after channel until it is sent or must wait."""
        tried: set[Address] = set()
        try:
            async with self._slots:
                while not self._ending and (claimed := self._claimed(person, now, tried)) is not None:
                    tried.add((claimed.channel, claimed.contact))
                    self._unwritten[person] = claimed, await self._sent(claimed, now)
                    if not self._write(person, now):
                        return
        except StoreUnwritable:
            LOG.exception("the reminder to %s could not be claimed; it stays due", person)
        finally:
            if person not in self._unwritten:
                self._under_way.discard(person)

    def _claimed(self, id: str, now: datetime, tried: Collection[Address]) -> Delivery | None:
        """Make it durable that this message is about to be sent; None when there is nothing to send."""
        with self._store.transaction() as tx:
            delivery = tx.get(Delivery, id)
            if delivery is None or not is_open(delivery):
                return None
            doubtful = delivery.state in (DeliveryState.CLAIMED, DeliveryState.UNCERTAIN)
            if doubtful and delivery.again:
                _end(tx, replace(delivery, state=DeliveryState.UNCERTAIN, retry_at=None), "crash", now)
                return None
            person = person_here(tx, id, day_in_hanoi(now))
            items = standing(tx, delivery.items, person, day_in_hanoi(now)) if person else ()
            if person is None or not items:
                _end(tx, replace(delivery, state=DeliveryState.SKIPPED), "nothing owed" if person else "left", now)
                return None
            to = self._address(tx, person, delivery.attempts, tried)
            if to is None:
                _end(tx, replace(delivery, state=DeliveryState.SKIPPED), UNREACHABLE, now)
                return None
            claimed = replace(
                delivery,
                day=day_in_hanoi(now),
                items=items,
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

    async def _sent(self, claimed: Delivery, now: datetime) -> str | DeliveryError:
        """Send one claimed message; its reference, or why there is none."""
        try:
            reply = digest_reply(self._store, claimed, now)
        except Exception as error:
            # A bug in one person's text must not silence everybody else's.
            LOG.exception("the reminder to %s could not be written", claimed.person)
            return NotSent(type(error).__name__)
        try:
            return await self._channels[claimed.channel].send(claimed.contact, reply)
        except DeliveryError as error:
            return error
        except Exception as error:
            LOG.exception("the reminder to %s met a bug in channel %s", claimed.person, claimed.channel)
            return Uncertain(type(error).__name__)

    def _write(self, person: str, now: datetime) -> bool:
        """Make an attempt's outcome durable; answers whether the next address is to be tried at once.

        What can't be written now is kept in mind: a message that was sent must not pass for one under way.
        """
        claimed, outcome = self._unwritten[person]
        settled = after_attempt(claimed, outcome, now)
        try:
            with self._store.transaction() as tx:
                _follow(tx, claimed, outcome, now)
                if tx.get(Delivery, person) == claimed:
                    tx.put(settled)
                if not is_open(settled):
                    _remember(tx, settled, now)
        except StoreUnwritable:
            LOG.exception("what became of the reminder to %s could not be written yet", person)
            return False
        del self._unwritten[person]
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


def _follow(tx: Transaction, claimed: Delivery, outcome: str | DeliveryError, now: datetime) -> None:
    """Let an address rest that is dead, follow one that has moved."""
    if isinstance(outcome, NotSent) and outcome.permanent:
        rest_contact(tx, now, claimed.channel, claimed.contact, UNREACHABLE)
    elif isinstance(outcome, Moved):
        move_contact(tx, now, claimed.channel, claimed.contact, outcome.address)


def _end(tx: Transaction, delivery: Delivery, reason: str, now: datetime) -> None:
    ended = replace(delivery, at=now, retry_at=None, reason=reason)
    tx.put(ended)
    _remember(tx, ended, now)


def _remember(tx: Transaction, delivery: Delivery, now: datetime) -> None:
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
