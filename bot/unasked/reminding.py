"""Reminding: one digest a person a day and news of changed plans go into the outbox, and the outbox goes out."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.channels.channel import Channel
from bot.clock import Clock
from bot.unasked.group_outbox import GroupOutbox
from bot.unasked.outbox import Outbox, Turn
from bot.unasked.outgoing import give_way, is_open
from plans.duties.giving import drop_lapsed
from plans.hours import goes_out, may_write, reminds_at
from plans.model.reminding import Announcement, Bulletin, Delivery, DeliveryState, PlannedThrough
from plans.office.days import ask_for_swaps, follow
from plans.problems import StoreUnwritable
from plans.reminding.calling import PLANNED, next_instant
from plans.reminding.due import Due, Message, due
from plans.reminding.owing import joined, standing
from plans.reminding.pinging import pinged
from plans.reminding.resuming import planned_ahead, tell_of_clock
from plans.reminding.unreached import is_time, next_report, tell_office
from plans.store.port import Facts, Store, Transaction
from plans.working_days import HANOI, day_in_hanoi

LOG = logging.getLogger(__name__)
#: How long after the last change people are told: whoever changes one task often changes the next.
SETTLED = timedelta(minutes=2)
#: Seconds between two looks at the clock, which may have been set, and at what people have left for each other;
#: and what sends under way get when we must end.
GLANCE = 1.0
FAREWELL = 3.0


def planned_through(facts: Facts, now: datetime) -> datetime:
    """Up to which instant everything has been planned; the day's beginning where nothing ever was."""
    planned = facts.get(PlannedThrough, PLANNED)
    return planned.at if planned is not None else datetime.combine(day_in_hanoi(now), time.min, HANOI)


class Reminding:
    """Plans the day's digests and carries everything out over `channels` (by the name contacts carry).

    `username` is the bot's on Telegram, which groups are shown the way by.
    """

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        turns: Mapping[str, Turn] | None = None,
        username: Callable[[], str] = str,
    ) -> None:
        self._store = store
        self._channels = channels
        self._outbox = Outbox(store, channels, turns)
        self._groups = GroupOutbox(store, channels, turns, username)
        self._ahead: datetime | None = None

    def plan(self, now: datetime) -> Due | None:
        """Put what has fallen due into the outbox; None when nothing has, or nobody may be reminded now."""
        follow(self._store)
        self._look_ahead(now)
        after = planned_through(self._store, now)
        if next_instant(self._store, after) > now:
            return None
        with self._store.transaction() as tx:
            found = due(tx, after, now)
            if found.through == after:
                return None
            drop_lapsed(tx, now)
            ask_for_swaps(tx, now)
            for message in found.messages:
                self._put(tx, message, now)
            for ping in found.pings:
                tx.put(pinged(tx, ping.person, ping.day))
            for group in found.groups:
                self._groups.place(tx, group.group, group.items, now)
            tx.put(PlannedThrough(found.through, found.behind))
        return found

    def _look_ahead(self, now: datetime) -> None:
        """Say it once in the log and to the office when a clock that ran ahead has left nothing to plan for long."""
        ahead = planned_ahead(self._store, now)
        if ahead is None or ahead == self._ahead:
            return
        self._ahead = ahead
        LOG.warning("reminders are planned up to %s, ahead of the clock (%s): none are made until then", ahead, now)
        with self._store.transaction() as tx:
            tell_of_clock(tx, now, ahead)

    def _put(self, tx: Transaction, message: Message, now: datetime) -> None:
        """A message takes the place of the last one of its kind; what that one never said stands in it, too."""
        fresh = Delivery(message.person.id, message.day, message.items, DeliveryState.DUE, now, kind=message.kind)
        before = tx.get(Delivery, fresh.id)
        if before is not None and is_open(before):
            fresh = replace(fresh, items=joined(message.items, standing(tx, before.items, message.person, message.day)))
        if before is not None and not self._outbox.is_under_way(before):
            give_way(tx, before, now)
        tx.put(fresh)

    def next_moment(self, now: datetime) -> datetime:
        """When there is next something to do, strictly after `now`: the next digest or a message to be tried again."""
        soon = now + timedelta(seconds=1)
        moments = [
            reminds_at(max(soon, next_instant(self._store, planned_through(self._store, now)))),
            *(goes_out(max(soon, news.at + SETTLED)) for news in self._store.all(Announcement)),
        ]
        waiting = (self._outbox.next_moment(now), self._groups.next_moment(now), next_report(self._store, now))
        return min([*moments, *(moment for moment in waiting if moment is not None)])

    async def deliver(self, now: datetime) -> None:
        """Send everything that is due, some messages side by side; returns when each has had its try."""
        self._outbox.catch_up(now)
        if may_write(now):
            self._take_announcements(now)
            self._tell_office(now)
        await asyncio.gather(self._outbox.deliver(now), self._groups.deliver(now))

    async def come_to_rest(self) -> None:
        """Returns when nobody is being sent anything any more, whichever round began it."""
        await self._outbox.come_to_rest()

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

    def _tell_office(self, now: datetime) -> None:
        """Leave the office word of people whom reminders do not reach."""
        if not is_time(self._store, now):
            return
        try:
            with self._store.transaction() as tx:
                tell_office(tx, self._channels, now)
        except StoreUnwritable:
            LOG.exception("the office could not be left word of whom reminders do not reach yet")

    async def run(self, stop: asyncio.Event, clock: Clock) -> None:
        """Plan and deliver whenever something falls due by `clock`, until `stop`; then end within seconds.

        A round that is still under way (a digest to thousands takes minutes) holds back nothing that comes after it.
        """
        stopping = asyncio.create_task(stop.wait())
        rounds: set[asyncio.Task[None]] = set()
        try:
            while not stop.is_set():
                now = clock()
                self._plan(now)
                rounds.add(begun := asyncio.create_task(self._round(now)))
                begun.add_done_callback(rounds.discard)
                wait = (self.next_moment(now) - clock()).total_seconds()
                await asyncio.wait({stopping}, timeout=min(GLANCE, max(0.1, wait)))
        finally:
            stopping.cancel()
            self._outbox.end()
            self._groups.end()
            if rounds:
                _, late = await asyncio.wait(rounds, timeout=FAREWELL)
                for task in late:
                    task.cancel()
                await asyncio.gather(*late, return_exceptions=True)

    def _plan(self, now: datetime) -> None:
        try:
            self.plan(now)
        except StoreUnwritable:
            LOG.exception("the day's reminders could not be planned yet")

    async def _round(self, now: datetime) -> None:
        try:
            await self.deliver(now)
        except Exception:
            LOG.exception("a round of reminders met a bug; the others go on")
