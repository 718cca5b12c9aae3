"""Long polling: an update is confirmed only once it is carried out and answered, so that a crash loses nothing.

The updates are read as raw JSON: `Bot.get_updates` would lose a whole batch to one it can't parse.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import Any

from telegram.error import Conflict, RetryAfter, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter  # RequestData takes nothing else, and is final

from bot.channels.telegram.connection import Client
from bot.channels.telegram.failures import delivery_error
from bot.channels.telegram.queues import ChatQueues, Job, wait_for
from bot.channels.telegram.updates import ALLOWED_UPDATES, Me, read_update, update_number

LOG = logging.getLogger(__name__)
BATCH = 100
#: Seconds Telegram holds an empty `getUpdates` open.
POLL_SECONDS = 25
#: Seconds between looks for other chats' news while one chat's answer is waiting (a long 429).
GLANCE = 0.25
#: An answer that waits longer than this no longer holds back the confirmation; its effects are durable by then.
PATIENCE = 30.0
LONGEST_PAUSE = 30.0


class Polling:
    """Asks for updates and hands them to the queues, until cancelled."""

    def __init__(self, client: Client, queues: ChatQueues, me: Me) -> None:
        self._request = client.polling
        self._url = f"{client.base_url}/getUpdates"
        self._queues = queues
        self._me = me
        self._pending: dict[int, tuple[Job, float]] = {}
        self._highest = -1
        self._confirmed: int | None = None
        self._pause = 0.0

    async def run(self) -> None:
        """Poll for ever; trouble only makes it slower."""
        while True:
            try:
                batch = await self._fetch(0 if self._pending else POLL_SECONDS)
            except TelegramError as error:
                await self._after_trouble(error)
                continue
            self._pause = 0.0
            fresh = self._take(batch)
            await wait_for((job for job, _ in self._pending.values()), GLANCE)
            self._settle(crowded=len(batch) >= BATCH and not fresh)
            if batch and self._highest < 0:
                await asyncio.sleep(1.0)  # nothing in it had a number: not Telegram at the other end

    async def confirm(self) -> None:
        """Tell Telegram once more what is done, so that the next start gets no update twice."""
        self._settle(crowded=False)
        if self._next() == self._confirmed:
            return
        for _ in range(3):
            try:
                await asyncio.wait_for(self._fetch(0, limit=1), 1.0)
            except Conflict:
                await asyncio.sleep(0.2)  # the server has not noticed yet that our long poll is over
            except (TelegramError, TimeoutError):
                break
            else:
                return
        LOG.info("the last updates were not confirmed; they will be recognised when they come again")

    def _next(self) -> int | None:
        """The first update that is not done: asking from there confirms those before it."""
        return min(self._pending, default=self._highest + 1) if self._highest >= 0 else None

    async def _fetch(self, seconds: int, limit: int = BATCH) -> Sequence[Any]:
        fields: dict[str, object] = {"limit": limit, "timeout": seconds, "allowed_updates": list(ALLOWED_UPDATES)}
        offset = self._next()
        if offset is not None:
            fields["offset"] = offset
        question = RequestData([RequestParameter.from_input(name, value) for name, value in fields.items()])
        self._confirmed = offset
        answer: Any = await self._request.post(self._url, question, read_timeout=seconds + 10.0)
        return answer if isinstance(answer, list) else ()

    def _take(self, batch: Sequence[Any]) -> bool:
        """Hand over what is new in the batch; answers whether anything was.

        After a week without any, Telegram numbers updates anew: then they may be lower than those we asked for.
        """
        fresh, asked_from = False, self._confirmed
        for raw in batch:
            number = update_number(raw)
            if number is None or number in self._pending:
                continue
            if asked_from is not None and number < asked_from:
                self._highest = -1
            fresh = fresh or number > self._highest
            self._highest = max(self._highest, number)
            update = read_update(raw, self._me)
            if update is not None:
                self._pending[number] = (self._queues.put(update), time.monotonic())
        return fresh

    def _settle(self, *, crowded: bool) -> None:
        """Forget what is done, and what has waited too long for its answer or stands in the way of others."""
        now = time.monotonic()
        self._pending = {
            number: (job, since)
            for number, (job, since) in self._pending.items()
            if not job.done.is_set() and not (job.kept and (crowded or now - since > PATIENCE))
        }

    async def _after_trouble(self, error: TelegramError) -> None:
        self._pause = min(LONGEST_PAUSE, max(1.0, self._pause * 2))
        if isinstance(error, Conflict):
            LOG.warning("another process asks Telegram for this bot's updates; trying again in %.0f s", self._pause)
        else:
            LOG.warning("Telegram gave no updates (%s); trying again in %.0f s", delivery_error(error), self._pause)
        if isinstance(error, RetryAfter):
            self._pause = max(self._pause, getattr(delivery_error(error), "retry_after", 0.0))
        await asyncio.sleep(self._pause)
