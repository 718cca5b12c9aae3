"""Telegram's flood limits, kept by those who can wait: reminders. Answers to a person are never held back."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from bot.channels.channel import Channel, NotSent
from bot.messages import Reply

#: Messages a second overall, answers included: Telegram allows about 30.
OVERALL = 29
#: Seconds between two bulk messages to one chat.
BETWEEN = 1.0
#: Seconds between two looks whether a pause that Telegram has asked for is over.
GLANCE = 1.0


class Pace:
    """When the next bulk message may go: evenly, in a sliding second overall, and a second for each chat.

    Answers go at once and are only counted, so that bulk messages make room for them.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._recent: deque[float] = deque()
        self._chats: dict[str, float] = {}
        self._free_at = 0.0
        self._paused_until = 0.0

    def reserve(self, chat: str) -> float:
        """Take the next free place for a message to that chat; answers how many seconds from now it is."""
        now = self._monotonic()
        self._chats = {chat: at for chat, at in self._chats.items() if at > now - BETWEEN}
        free, self._free_at = max(now, self._free_at), max(now, self._free_at) + 1 / OVERALL
        at = max(free, self._chats.get(chat, now - BETWEEN) + BETWEEN)
        while len(self._recent) >= OVERALL:
            at = max(at, self._recent.popleft() + 1.0)
        self._recent.append(at)
        self._chats[chat] = at
        return at - now

    def count(self) -> None:
        """An answer goes out now."""
        self._recent.append(self._monotonic())

    def pause(self, seconds: float) -> None:
        """Telegram asked for silence."""
        self._paused_until = max(self._paused_until, self._monotonic() + seconds)

    @property
    def silence(self) -> float:
        """How many more seconds Telegram wants to be left alone."""
        return max(0.0, self._paused_until - self._monotonic())


class UnhurriedTelegram:
    """The Telegram channel for messages that nobody is waiting for: every one keeps the pace.

    Whoever must put down that a message is about to go waits for its `turn` before; then it goes at once.
    """

    def __init__(self, channel: Channel, pace: Pace, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.name = channel.name
        self._channel = channel
        self._pace = pace
        self._sleep = sleep
        self._granted: Counter[str] = Counter()

    async def turn(self, address: str) -> None:
        """Return when the limits allow a message to that chat, which is then to be sent."""
        await self._wait(address)
        self._granted[address] += 1

    async def send(self, address: str, reply: Reply) -> str:
        """Deliver when the limits allow."""
        if self._granted[address] > 0:
            self._granted[address] -= 1
        else:
            await self._wait(address)
        self._granted += Counter()  # forgets those that have none left
        with self._heeded():
            return await self._channel.send(address, reply)

    async def edit(self, address: str, message: str, reply: Reply) -> str:
        """Replace when the limits allow."""
        await self._wait(address)
        with self._heeded():
            return await self._channel.edit(address, message, reply)

    async def amend(self, address: str, message: str, reply: Reply) -> None:
        """Replace when the limits allow, where that is still possible."""
        await self._wait(address)
        with self._heeded():
            await self._channel.amend(address, message, reply)

    async def typing(self, address: str) -> None:
        """Nobody is waiting."""

    @contextmanager
    def _heeded(self) -> Iterator[None]:
        """Be silent for as long as Telegram asks, whatever it was asked about."""
        try:
            yield
        except NotSent as refused:
            self._pace.pause(refused.retry_after)
            raise

    async def _wait(self, address: str) -> None:
        await self._sleep(self._pace.reserve(address))
        while silence := self._pace.silence:
            await self._sleep(min(GLANCE, silence))
