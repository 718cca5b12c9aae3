"""Updates of one chat strictly in order, different chats side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from bot.channels.telegram.updates import Update

#: How many finished updates are remembered, so that one delivered again is not carried out again.
REMEMBERED = 1000


@dataclass(eq=False, slots=True)
class Job:
    """An update on its way. `kept` is true once its effects are durable, `done` is set once it is also answered."""

    update: Update
    kept: bool = False
    done: asyncio.Event = field(default_factory=asyncio.Event)


class ChatQueues:
    """Runs `handle` for every update; it must not raise. The same update given twice is one job."""

    def __init__(self, handle: Callable[[Job], Awaitable[None]]) -> None:
        self._handle = handle
        self._jobs: dict[int, Job] = {}
        self._finished: deque[int] = deque(maxlen=REMEMBERED)
        self._tails: dict[str, asyncio.Task[None]] = {}

    def put(self, update: Update) -> Job:
        """Queue an update behind those of its chat."""
        if (job := self._jobs.get(update.number)) is not None:
            return job
        job = Job(update)
        if update.number in self._finished:
            job.kept = True
            job.done.set()
            return job
        self._jobs[update.number] = job
        before = self._tails.get(update.address)
        self._tails[update.address] = asyncio.create_task(self._carry_out(job, before))
        return job

    async def drain(self, patience: float) -> None:
        """Wait for what is under way, at most `patience` seconds; then let go of the rest."""
        running = set(self._tails.values())
        if not running:
            return
        _, late = await asyncio.wait(running, timeout=patience)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _carry_out(self, job: Job, before: asyncio.Task[None] | None) -> None:
        try:
            if before is not None:
                await asyncio.wait({before})
            await self._handle(job)
            self._finished.append(job.update.number)
            job.done.set()
        finally:
            del self._jobs[job.update.number]
            if self._tails.get(job.update.address) is asyncio.current_task():
                del self._tails[job.update.address]


async def wait_for(jobs: Iterable[Job], patience: float) -> None:
    """Until all of these are done, or `patience` seconds have passed."""
    waiting = {asyncio.ensure_future(job.done.wait()) for job in jobs if not job.done.is_set()}
    if not waiting:
        return
    _, late = await asyncio.wait(waiting, timeout=patience)
    for task in late:
        task.cancel()
