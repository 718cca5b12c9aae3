"""Telegram's flood limits, kept by those who can wait: reminders. Answers to a person are never held back."""

import asyncio
import time
from collections import deque
from collections.abc import Callable

from bot.channels.channel import Channel, NotSent
from bot.messages import Reply

#: Messages a second overall: Telegram allows about 30; the rest is left to answers.
OVERALL = 25
#: Seconds between two bulk messages to one chat.
BETWEEN = 1.0


class Pace:
    """When the next bulk message may go: a sliding second overall, and a second for each chat."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._recent: deque[float] = deque()
        self._chats: dict[str, float] = {}
        self._paused_until = 0.0

    def reserve(self, chat: str) -> float:
        """Take the next free place for a message to that chat; answers how many seconds from now it is.

        `NotSent` while Telegram has asked for silence: a message should not wait long once it is claimed.
        """
        now = self._monotonic()
        if now < self._paused_until:
            raise NotSent("Telegram asked for a pause", retry_after=self._paused_until - now)
        self._chats = {chat: at for chat, at in self._chats.items() if at > now - BETWEEN}
        at = max(now, self._chats.get(chat, now - BETWEEN) + BETWEEN)
        if len(self._recent) == OVERALL:
            at = max(at, self._recent.popleft() + 1.0)
        self._recent.append(at)
        self._chats[chat] = at
        return at - now

    def pause(self, seconds: float) -> None:
        """Telegram asked for silence."""
        self._paused_until = max(self._paused_until, self._monotonic() + seconds)


class UnhurriedTelegram:
    """The Telegram channel for messages that nobody is waiting for: every one keeps the pace."""

    def __init__(self, channel: Channel, pace: Pace) -> None:
        self.name = channel.name
        self._channel = channel
        self._pace = pace

    async def send(self, address: str, reply: Reply) -> str:
        """Deliver when the limits allow."""
        await asyncio.sleep(self._pace.reserve(address))
        try:
            return await self._channel.send(address, reply)
        except NotSent as refused:
            self._pace.pause(refused.retry_after)
            raise

    async def edit(self, address: str, message: str, reply: Reply) -> str:
        """Replace when the limits allow."""
        await asyncio.sleep(self._pace.reserve(address))
        return await self._channel.edit(address, message, reply)

    async def typing(self, address: str) -> None:
        """Nobody is waiting."""
