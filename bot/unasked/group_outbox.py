"""The outbox of groups: a unit's digest goes to each group that is linked, by the steps of every other message.

``due → claimed → sent | failed (retry at) | uncertain | skipped | undelivered``. A group has no other channel: one that
takes messages no more loses its link, and those who care for it are told, as they are of one that may not have arrived.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.channels.channel import Channel, DeliveryError, Moved, NotSent, Uncertain
from bot.unasked.group_digest import group_reply, still_said
from bot.unasked.outbox import Turn
from bot.unasked.outgoing import NOTHING_OWED, after_attempt, after_pause, is_doubtful, is_open
from plans.groups.linking import TELEGRAM, drop_links, link_id, move_group, report_unsure
from plans.hours import goes_out, reminds_at
from plans.model.groups import GroupDelivery, GroupLink
from plans.model.reminding import DeliveryState, DigestItem
from plans.problems import StoreUnwritable
from plans.store.port import Store, Transaction
from plans.working_days import day_in_hanoi

LOG = logging.getLogger(__name__)
#: The history of what went to groups.
STREAM = "groups"
#: Telegram takes 20 messages a minute for one group; the rest is left to answers there.
A_MINUTE, MINUTE = 15, 60.0
#: A group that moves more often than this at once is left until the next round.
MOVES = 3


class GroupPace:
    """How many messages a group has had in the last minute."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._recent: dict[str, deque[float]] = {}

    def has_room(self, address: str) -> bool:
        """Whether another message may go there now; it counts as sent then."""
        now = self._monotonic()
        recent = self._recent.setdefault(address, deque())
        while recent and recent[0] <= now - MINUTE:
            recent.popleft()
        if len(recent) >= A_MINUTE:
            return False
        recent.append(now)
        return True


class GroupOutbox:
    """Carries out what is due to groups over Telegram, if it is among the `channels`, in its `turns`.

    `username` is the bot's, "" where it is unknown yet.
    """

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        turns: Mapping[str, Turn] | None = None,
        username: Callable[[], str] = str,
        pace: GroupPace | None = None,
    ) -> None:
        self._store = store
        self._channels = channels
        self._turns = turns if turns is not None else {}
        self._username = username
        self._pace = pace or GroupPace()
        self._under_way: set[str] = set()
        self._unwritten: dict[str, tuple[GroupDelivery, str | DeliveryError]] = {}
        self._ending = False

    def end(self) -> None:
        """Begin no more sends."""
        self._ending = True

    def place(self, tx: Transaction, group: GroupLink, items: Iterable[DigestItem], now: datetime) -> None:
        """Put a group's digest into the outbox; one that has not gone out yet joins it."""
        said = tuple(items)
        before = tx.get(GroupDelivery, group.id)
        if before is not None:
            told = {item.thing for item in said}
            said = (*said, *(item for item in before.items if item.thing not in told))
            if before.id not in self._under_way:
                state = DeliveryState.UNCERTAIN if is_doubtful(before) else DeliveryState.SKIPPED
                tx.append(STREAM, replace(before, state=state, at=now, retry_at=None, reason="superseded"))
        tx.put(GroupDelivery(group.id, group.unit, day_in_hanoi(now), said, DeliveryState.DUE, now))

    def next_moment(self, now: datetime) -> datetime | None:
        """When there is next something to send, strictly after `now`."""
        if TELEGRAM not in self._channels:
            return None
        soon = now + timedelta(seconds=1)
        return min((_next_try(each, soon) for each in self._store.all(GroupDelivery) if is_open(each)), default=None)

    async def deliver(self, now: datetime) -> None:
        """Send everything that is due; returns when each has had its try."""
        for id in tuple(self._unwritten):
            if self._write(id, now):
                self._under_way.discard(id)
        if TELEGRAM not in self._channels:
            return
        due = [
            each.id
            for each in self._store.all(GroupDelivery)
            if is_open(each) and each.id not in self._under_way and _next_try(each, now) <= now
        ]
        self._under_way.update(due)
        await asyncio.gather(*(self._carry_out(id, now) for id in due))

    async def _carry_out(self, id: str, now: datetime) -> None:
        """One message to one group, which is followed where it has moved to."""
        here = id
        try:
            for _ in range(MOVES):
                if not self._pace.has_room(here.partition("/")[0]):
                    return
                link = self._store.get(GroupLink, here)
                if link is not None and TELEGRAM in self._turns:
                    await self._turns[TELEGRAM](place_of(link))
                if self._ending:
                    return
                with self._store.transaction() as tx:
                    claimed = _claimed(tx, here, now)
                if claimed is None:
                    return
                outcome = await self._sent(claimed, now)
                self._unwritten[here] = (claimed, outcome)
                if not self._write(here, now) or not isinstance(outcome, Moved):
                    return
                self._under_way.discard(here)
                here = link_id(outcome.address, here.partition("/")[2])
                self._under_way.add(here)
        except StoreUnwritable:
            LOG.exception("a group's message could not be claimed; it stays due")
        finally:
            if here not in self._unwritten:
                self._under_way.discard(here)

    async def _sent(self, claimed: GroupDelivery, now: datetime) -> str | DeliveryError:
        link = self._store.get(GroupLink, claimed.group)
        if link is None:
            return NotSent("unlinked meanwhile")
        try:
            reply = group_reply(self._store, link, claimed, day_in_hanoi(now), self._username())
        except Exception as error:
            LOG.exception("a group's message could not be written")
            return NotSent(type(error).__name__)
        try:
            return await self._channels[TELEGRAM].send(place_of(link), reply)
        except DeliveryError as error:
            return error
        except Exception as error:
            LOG.exception("a group's message met a bug")
            return Uncertain(type(error).__name__)

    def _write(self, id: str, now: datetime) -> bool:
        """Make an attempt's outcome durable; what can't be written now is kept in mind."""
        claimed, outcome = self._unwritten[id]
        try:
            with self._store.transaction() as tx:
                _settle(tx, claimed, outcome, now)
        except StoreUnwritable:
            LOG.exception("what became of a group's message could not be written yet")
            return False
        del self._unwritten[id]
        return True


def place_of(link: GroupLink) -> str:
    """A group's address on the channel, with its topic if the link is one topic's."""
    return link.id if link.topic else link.address


def _next_try(delivery: GroupDelivery, now: datetime) -> datetime:
    """The first instant from `now` on at which a message may be tried: a greeting answers what somebody just did."""
    moment = after_pause(delivery, now)
    return reminds_at(moment) if delivery.items else goes_out(moment, at_once=True)


def _claimed(tx: Transaction, id: str, now: datetime) -> GroupDelivery | None:
    """Put down that a message is about to be sent; None when there is nothing to send."""
    found = tx.get(GroupDelivery, id)
    if found is None or not is_open(found):
        return None
    if tx.get(GroupLink, id) is None:
        tx.delete(GroupDelivery, id)
        return None
    if is_doubtful(found) and found.again:
        _end(tx, found, DeliveryState.UNCERTAIN, "crash", now)
        return None
    items = still_said(tx, found.items, day_in_hanoi(now))
    if found.items and not items:
        _end(tx, found, DeliveryState.SKIPPED, NOTHING_OWED, now)
        return None
    claimed = replace(
        found,
        day=day_in_hanoi(now),
        items=items,
        state=DeliveryState.CLAIMED,
        at=now,
        attempts=found.attempts + 1,
        retry_at=None,
        again=found.again or is_doubtful(found),
    )
    tx.put(claimed)
    return claimed


def _settle(tx: Transaction, claimed: GroupDelivery, outcome: str | DeliveryError, now: datetime) -> None:
    """Put down what has become of a claimed message, and what follows from it for the group."""
    is_there = tx.get(GroupDelivery, claimed.id) == claimed
    settled = after_attempt(claimed, outcome, now)
    if isinstance(outcome, Moved):
        if is_there:
            tx.put(settled)  # goes along to the new address
        move_group(tx, now, claimed.group.partition("/")[0], outcome.address)
        return
    if isinstance(outcome, NotSent) and outcome.permanent:
        tx.append(STREAM, replace(settled, state=DeliveryState.UNDELIVERED))
        link = tx.get(GroupLink, claimed.group)
        drop_links(tx, now, [link] if link is not None else [], reason_of(outcome))
        return
    if not is_open(settled):
        _remember(tx, settled, now)
    if is_there and is_open(settled):
        tx.put(settled)
    elif is_there:
        tx.delete(GroupDelivery, claimed.id)


def reason_of(refused: NotSent) -> str:
    """What Telegram's words mean for a group: its topic is closed or gone, the bot is out, it may not write."""
    said = refused.reason.lower()
    if "topic" in said or "thread" in said:
        return "closed"
    return "refused" if "rights" in said or "write_forbidden" in said else "removed"


def _end(tx: Transaction, delivery: GroupDelivery, state: DeliveryState, reason: str, now: datetime) -> None:
    _remember(tx, replace(delivery, state=state, at=now, retry_at=None, reason=reason), now)
    tx.delete(GroupDelivery, delivery.id)


def _remember(tx: Transaction, end: GroupDelivery, now: datetime) -> None:
    """Keep a message's end in the history; one that may not have arrived is reported."""
    tx.append(STREAM, end)
    link = tx.get(GroupLink, end.group)
    if end.state is DeliveryState.UNCERTAIN and link is not None:
        report_unsure(tx, now, link, end.day)
