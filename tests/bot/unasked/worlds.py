"""A department whose outbox tests look at, on three scripted channels; and stores and channels that crash."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.channels.channel import Uncertain
from bot.messages import ReadMark
from bot.unasked.outbox import Outbox
from bot.unasked.reminding import Reminding
from plans.model.history import ReminderEntry
from plans.model.people import Department, Person
from plans.model.reaching import Contact, WebSession
from plans.model.reminding import Delivery, DeliveryKind, DeliveryState
from plans.problems import StoreUnwritable
from plans.reminding.owing import owed
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import STAFF, a_department
from tests.fakes import FakeChannel

#: Six working days before the day to aim at for "trước 29/02/2024", and the last working day before that day.
DAY, LATE = date(2024, 2, 20), date(2024, 2, 27)
CHANNELS = ("telegram", "web", "email")


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI).astimezone(UTC)


class World:
    """A real department of five, in which Lan may have Telegram, a page and e-mail."""

    def __init__(self, *ways: str, store: MemoryStore | None = None) -> None:
        self.store = store or MemoryStore()
        a_department(self.store)
        with self.store.transaction() as tx:
            tx.put(Department("Sở Thử nghiệm"))
            if "telegram" in ways:
                tx.put(Contact("telegram", "tg-lan", STAFF.id, at(7)))
            if "web" in ways:
                tx.put(WebSession("browser", STAFF.id, at(7), at(7) + timedelta(days=30)))
            if "email" in ways:
                tx.put(replace(STAFF, email="lan@example.vn"))
        self.channels = {
            name: FakeChannel(name, arrives=lambda error: isinstance(error, Uncertain)) for name in CHANNELS
        }
        self.outbox = Outbox(self.store, self.channels)

    def plan(self, now: datetime, kind: DeliveryKind = DeliveryKind.DIGEST, person: Person = STAFF) -> Delivery:
        """Put a reminder of all that a person owes into the outbox."""
        today = now.astimezone(HANOI).date()
        items = tuple(replace(item, rung="x") for item in owed(self.store, person, today))
        with self.store.transaction() as tx:
            delivery = Delivery(person.id, today, items, DeliveryState.DUE, now, kind=kind)
            tx.put(delivery)
        return delivery

    def look(self, now: datetime) -> None:
        """Lan opens her page and sees all that there is."""
        with self.store.transaction() as tx:
            tx.put(ReadMark(STAFF.id, len(self.channels["web"].sent), now))

    async def play(self, start: datetime, end: datetime) -> None:
        """Let everything happen that falls due between two instants."""
        now: datetime | None = start
        while now is not None and now <= end:
            await self.outbox.deliver(now)
            now = self.outbox.next_moment(now)

    def arrived(self) -> list[str]:
        """The channels over which something came, once for each message."""
        return [name for name in CHANNELS for _ in self.channels[name].sent]

    def delivery(self, id: str = STAFF.id) -> Delivery:
        found = self.store.get(Delivery, id)
        assert found is not None
        return found

    def followers(self) -> list[Delivery]:
        return [each for each in self.store.all(Delivery) if each.kind is DeliveryKind.FOLLOW]

    def log(self) -> list[tuple[str, str, str, str]]:
        """Kind, channel, fate and reason of every reminder that has met its end."""
        entries = self.store.entries("reminders", ReminderEntry)
        return [(entry.kind, entry.channel, entry.state, entry.reason) for _, entry in entries]


async def life(reminding: Reminding, now: datetime, minutes: int) -> None:
    """A process that looks after its outbox for some minutes."""
    end = now + timedelta(minutes=minutes)
    while now <= end:
        reminding.plan(now)
        await reminding.deliver(now)
        now = reminding.next_moment(now)


class Unwritable(MemoryStore):
    """A store whose transactions fail while `full` is set."""

    full = False

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        with super().transaction() as tx:
            yield tx
            if self.full:
                raise StoreUnwritable("no space left")


class Crash(BaseException):
    """The process ends here, wherever it was."""


class Countdown:
    """Lets the process crash at the n-th step from now."""

    def __init__(self) -> None:
        self.left: int | None = None

    def step(self) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise Crash


class Fragile(MemoryStore):
    """A store whose every transaction is a step before it is durable, and one after."""

    def __init__(self, countdown: Countdown) -> None:
        super().__init__()
        self._countdown = countdown

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        with super().transaction() as tx:
            yield tx
            self._countdown.step()
        self._countdown.step()


class FragileChannel(FakeChannel):
    """A channel whose every message is a step before it arrives, and one after."""

    countdown = Countdown()

    async def send(self, address: str, reply: Any) -> str:
        self.countdown.step()
        await asyncio.sleep(0)
        reference = await super().send(address, reply)
        self.countdown.step()
        return reference


async def settled() -> None:
    """Let everything that was under way meet the crash, too: the countdown is over for all."""
    for _ in range(50):
        await asyncio.sleep(0)
