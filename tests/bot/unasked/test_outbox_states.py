"""The outbox as a machine: crashes at every step, every sort of trouble, readers who react or not, in any order.

Whatever happens, every reminder meets exactly one fate. It arrived, or the office is told, or there was a reason not to
send it; it came twice on one channel only after a crash or a lost answer, and then says so.
"""

import asyncio
import os
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bot.channels.channel import Moved, NotSent, Uncertain
from bot.messages import Answered
from bot.unasked.following import WENT_ON
from bot.unasked.outbox import Outbox
from bot.unasked.outgoing import NOTHING_OWED, SUPERSEDED, give_way, is_open
from plans.model.history import ReminderEntry
from plans.model.people import Person
from plans.model.reminding import Delivery, DeliveryKind, DeliveryState, DigestItem, Undelivered
from plans.reminding.owing import joined, owed, standing
from plans.working_days import day_in_hanoi
from tests.bot.unasked.worlds import CHANNELS, Countdown, Crash, Fragile, FragileChannel, World, at, settled
from tests.builders import STAFF
from tests.fakes import Sent

SOAK = bool(os.environ.get("DONDOC_SOAK"))
START = at(8, day=date(2024, 2, 26))
ARRIVED, GONE = "arrived", "gone"
TROUBLE = {
    "fail": NotSent("ConnectError"),
    "wait": NotSent("too many requests", retry_after=90),
    "dead": NotSent("blocked", permanent=True),
    "moved": Moved("tg-new"),
    "lost after": Uncertain(ARRIVED),
    "lost before": Uncertain(GONE),
}
#: Why a reminder need not be sent.
LAWFUL = {SUPERSEDED, NOTHING_OWED}


class Reminders(RuleBasedStateMachine):
    """Lan's reminders over three channels; the process may crash at any step and starts anew."""

    @initialize(ways=st.sets(st.sampled_from(CHANNELS)))
    def begin(self, ways: set[str]) -> None:
        self.countdown = Countdown()
        self.world = World(*ways, store=Fragile(self.countdown))
        self.channels = {
            name: FragileChannel(name, arrives=lambda error: isinstance(error, Uncertain) and str(error) == ARRIVED)
            for name in CHANNELS
        }
        for channel in self.channels.values():
            channel.countdown = self.countdown
        self.now = START
        self.planned: dict[str, DeliveryKind] = {}
        self.days: set[tuple[DeliveryKind, date]] = set()
        self.doubts = 0
        self.loop = asyncio.new_event_loop()
        self.restart()

    def restart(self) -> None:
        # By a clock that stands still no write takes long: however busy the machine is, the steps are the same.
        self.outbox = Outbox(self.world.store, self.channels, monotonic=lambda: 0.0)

    @rule(kind=st.sampled_from([DeliveryKind.DIGEST, DeliveryKind.DIGEST, DeliveryKind.PING, DeliveryKind.RETURN]))
    def plan(self, kind: DeliveryKind) -> None:
        """As the planning does it, once a day: what has not gone out joins the new message."""
        self.now += timedelta(seconds=1)
        today, number = day_in_hanoi(self.now), f"n{len(self.planned)}"
        if (kind, today) in self.days:
            return
        self.days.add((kind, today))
        with self.world.store.transaction() as tx:
            person = tx.get(Person, STAFF.id)
            assert person is not None
            items = tuple(replace(item, rung=number) for item in owed(tx, person, today))
            planned = Delivery(STAFF.id, today, items, DeliveryState.DUE, self.now, kind=kind)
            before = tx.get(Delivery, planned.id)
            if before is not None:
                if is_open(before):
                    planned = replace(planned, items=joined(items, standing(tx, before.items, person, today)))
                give_way(tx, before, self.now)
            tx.put(planned)
        self.planned[number] = kind

    @rule(channel=st.sampled_from(CHANNELS), what=st.lists(st.sampled_from(["", *TROUBLE]), max_size=4))
    def trouble(self, channel: str, what: list[str]) -> None:
        """The next sends over a channel meet this; "" is none."""
        known = [word for word in what if word != "moved" or channel == "telegram"]
        self.channels[channel].script(TROUBLE.get(word) for word in known)
        self.doubts += sum(word.startswith("lost") for word in known)

    @rule(minutes=st.sampled_from([1, 2, 30, 200, 600, 1440, 2880]), crash=st.none() | st.integers(0, 12))
    def live(self, minutes: int, crash: int | None) -> None:
        """Time passes; the process may end at any step of what falls due then, and another one takes over."""
        self.countdown.left = crash
        try:
            self.loop.run_until_complete(self.play(self.now + timedelta(minutes=minutes)))
        except Crash:
            self.loop.run_until_complete(settled())
            under_way = [each for each in self.world.store.all(Delivery) if each.state is DeliveryState.CLAIMED]
            self.doubts += len(under_way)
            self.restart()
        self.countdown.left = None

    @rule(how=st.sampled_from(["look", "press"]))
    def react(self, how: str) -> None:
        self.now += timedelta(seconds=1)
        if how == "look":
            self.world.channels = dict(self.channels)
            self.world.look(self.now)
        else:
            with self.world.store.transaction() as tx:
                tx.put(Answered("web", STAFF.id, 1, (), self.now))

    async def play(self, end: datetime) -> None:
        """Go through every instant at which something falls due."""
        while True:
            await self.outbox.deliver(self.now)
            moment = self.outbox.next_moment(self.now)
            if moment is None or moment > end:
                self.now = max(self.now, end)
                return
            self.now = moment

    def teardown(self) -> None:
        """In the end nothing is in the way any more, and time passes."""
        if not hasattr(self, "loop"):
            return
        self.countdown.left = None
        for channel in self.channels.values():
            channel.outcomes.clear()
        self.loop.run_until_complete(self.play(self.now + timedelta(days=30)))
        with self.world.store.transaction() as tx:
            for each in tx.all(Delivery):
                if each.state is DeliveryState.PLACED:
                    give_way(tx, each, self.now)
        self.loop.close()
        self.check()

    def check(self) -> None:
        """Nothing lost; nothing twice without a mark and a reason."""
        fates: dict[str, list[ReminderEntry]] = {number: [] for number in self.planned}
        followed: set[str] = set()
        for _, entry in self.world.store.entries("reminders", ReminderEntry):
            for number in numbers(entry.items):
                if entry.kind is self.planned[number]:
                    fates[number].append(entry)
                elif entry.kind is DeliveryKind.FOLLOW:
                    followed.add(number)
        reported = {number for each in self.world.store.all(Undelivered) for number in numbers(each.items)}
        for number, entries in fates.items():
            came = [sent for sent in self.sent() if number in numbers(items_of(sent))]
            assert entries, f"{number} has no fate"
            (fate,) = entries
            if fate.state is DeliveryState.SENT:
                assert came
            elif fate.reason == WENT_ON:
                assert came
                assert number in followed
            else:
                assert number in reported or fate.reason in LAWFUL, (number, fate)
        marked = 0
        for (_, _, kind), copies in self.copies().items():
            assert copies[False] <= 1, f"{kind} came {copies[False]} times without a mark"
            assert copies[True] <= 1
            marked += copies[True]
        assert marked <= self.doubts

    def sent(self) -> list[Sent]:
        return [sent for channel in self.channels.values() for sent in channel.sent]

    def copies(self) -> dict[tuple[str, str, str], Counter[bool]]:
        """How often each message came over each channel, with and without the mark of a repeated one."""
        found: dict[tuple[str, str, str], Counter[bool]] = {}
        for name, channel in self.channels.items():
            for sent in channel.sent:
                occasion = sent.reply.occasion
                assert occasion is not None
                assert sent.reply.heading.endswith("(gửi lại)") == occasion.again
                which = ",".join(sorted(numbers(occasion.items)))
                found.setdefault((name, which, occasion.kind), Counter())[occasion.again] += 1
        return found


def items_of(sent: Sent) -> tuple[DigestItem, ...]:
    assert sent.reply.occasion is not None
    return sent.reply.occasion.items


def numbers(items: tuple[DigestItem, ...]) -> set[str]:
    """Of which planned reminders these items are."""
    return {item.rung for item in items}


TestReminders = Reminders.TestCase
TestReminders.settings = settings(
    max_examples=1500 if SOAK else 30, stateful_step_count=40 if SOAK else 25, deadline=None
)
