"""Lives of a group's message that end at random: it is never lost, and doubled only with its mark.

Lost means neither delivered nor, with the link, reported. A crash is an exception that nothing in the outbox catches;
the next life begins with what the store has.
"""

import os
import random
from datetime import datetime, timedelta

import pytest

from bot.channels.channel import Moved, NotSent, Uncertain
from bot.messages import Reply
from bot.unasked.group_outbox import STREAM, GroupOutbox
from plans.groups.linking import GROUP_GONE, GROUP_UNSURE, link_group
from plans.model.groups import GroupDelivery, GroupLink
from plans.model.reminding import DeliveryState, Notice
from plans.store.memory import MemoryStore
from tests.bot.unasked.test_group_outbox import REPORT, WEDNESDAY, an_item
from tests.builders import NOW, OFFICE, OFFICE_HEAD, a_department, a_plan, do
from tests.fakes import FakeChannel

RUNS = 20_000 if os.environ.get("DONDOC_SOAK") else 300
SEED = 6
GREATEST = 40


class Crash(BaseException):
    """The machine stops."""


class Wild(FakeChannel):
    """A channel that does anything at all, by a die."""

    def __init__(self, die: random.Random) -> None:
        super().__init__()
        self.die = die
        self.arrived: list[str] = []
        self.doubts = 0

    async def send(self, address: str, reply: Reply) -> str:
        """One attempt; what it was and what became of it."""
        match self.die.choice(
            ("arrives", "refused", "wait", "lost", "lost after", "moved", "crash", "crash after", "dead")
        ):
            case "refused":
                raise NotSent("bad gateway")
            case "wait":
                raise NotSent("too many requests", retry_after=self.die.randint(1, 90))
            case "moved":
                raise Moved(f"-{self.die.randint(1000, 1005)}")
            case "dead" if self.die.random() < 0.2:
                raise NotSent("Forbidden: bot was kicked from the group chat", permanent=True)
            case "lost":
                self.doubts += 1
                raise Uncertain("ReadTimeout")
            case "crash":
                self.doubts += 1
                raise Crash
            case "lost after":
                self.arrived.append(reply.heading)
                self.doubts += 1
                raise Uncertain("ReadTimeout")
            case "crash after":
                self.arrived.append(reply.heading)
                self.doubts += 1
                raise Crash
        self.arrived.append(reply.heading)
        return str(len(self.arrived))


async def lived(seed: int) -> tuple[MemoryStore, Wild]:
    """One message through as many lives as it takes."""
    store = MemoryStore()
    a_department(store, plan=a_plan(tasks=(REPORT,)))
    link = do(store, link_group, OFFICE_HEAD, OFFICE, "-1001", "", "Nhóm", now=NOW)
    with store.transaction() as tx:
        tx.delete(GroupDelivery, link.id)
        GroupOutbox(store, {}).place(tx, link, [an_item()], WEDNESDAY)
    channel, now = Wild(random.Random(seed)), WEDNESDAY  # noqa: S311 - a die for tests
    for _ in range(GREATEST):
        if not store.all(GroupDelivery):
            break
        await a_life(store, channel, now)
        now = min(now + timedelta(minutes=10), WEDNESDAY + timedelta(hours=9))
    return store, channel


async def a_life(store: MemoryStore, channel: Wild, now: datetime) -> None:
    try:
        await GroupOutbox(store, {"telegram": channel}).deliver(now)
    except Crash:
        return


@pytest.mark.soak
async def test_nothing_is_lost_and_what_is_doubled_says_so() -> None:
    counted = {"sent": 0, "reported": 0, "uncertain": 0, "doubled": 0}
    for run in range(RUNS):
        store, channel = await lived(SEED * 1_000_000 + run)
        ends = [end.state for _, end in store.entries(STREAM, GroupDelivery)]
        reported = any(each.kind == GROUP_GONE for each in store.all(Notice))
        assert len(ends) == 1, f"run {run}: {ends}"
        (end,) = ends
        assert end in (DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.UNDELIVERED)
        unsure = any(each.kind == GROUP_UNSURE for each in store.all(Notice))
        assert channel.arrived or reported or unsure, f"run {run} was lost"
        assert unsure is (end is DeliveryState.UNCERTAIN)
        assert reported is (end is DeliveryState.UNDELIVERED)
        assert bool(store.all(GroupLink)) is not reported
        assert len(channel.arrived) <= 1 + min(1, channel.doubts), f"run {run}: {channel.arrived}"
        assert all("(gửi lại)" in heading for heading in channel.arrived[1:])
        assert channel.doubts or not any("(gửi lại)" in heading for heading in channel.arrived)
        counted["sent" if end is DeliveryState.SENT else "reported" if reported else "uncertain"] += 1
        counted["doubled"] += len(channel.arrived) > 1
    print(counted)
    assert min(counted.values()) > 0, "every end was seen"
