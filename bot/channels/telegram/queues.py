"""Updates of one chat strictly in order, different chats side by side.

An update waits until the one before it is answered. Only when that takes long, because Telegram lets the chat's answers
wait, those behind it are carried out meanwhile, and answered in their order: facts become durable, and the chat holds
back nobody else's confirmation. A crash in that time can cost answers (only the last one is given again), never facts.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.channels.telegram.updates import Act, Update
from bot.pacing import MESSAGE, PRESS, Leave, Pacing

#: How many finished updates are remembered, so that one delivered again is not carried out again.
REMEMBERED = 1000
#: Updates of one chat that may be under way. Nobody's fingers fill that, and a polled batch of 100 has room for others.
MOST_WAITING = 20
#: Seconds that an answer may take before the updates behind it are carried out without waiting for it.
AHEAD_AFTER = 2.0
#: What each act takes from the measure of whoever does it. What becomes of chats and groups must be known: it is free.
COSTS: Mapping[Act, float] = {
    Act.WROTE: MESSAGE,
    Act.SENT_DOCUMENT: MESSAGE,
    Act.SENT_SOMETHING: MESSAGE,
    Act.SHARED_PHONE: MESSAGE,
    Act.PRESSED: PRESS,
}
#: Of these what is too much is left without a word: the next letter asks anew, and nobody is there who could be told.
UNEXCUSED = frozenset({Act.ASKED_INLINE, Act.NAMELESS})


@dataclass(eq=False, slots=True)
class Job:
    """An update on its way. `kept` is true once its effects are durable, `done` is set once it is also answered.

    It is `overtaken` when another one waits behind it.
    """

    update: Update
    kept: bool = False
    done: asyncio.Event = field(default_factory=asyncio.Event)
    #: Set when the next update of the chat may be carried out; and whoever answers the one before this.
    carried_out: asyncio.Event = field(default_factory=asyncio.Event)
    before: "asyncio.Task[None] | None" = None
    hurried: bool = False
    overtaken: bool = False

    def keep(self) -> None:
        """Its effects are durable now: the next update may be carried out soon, or at once if others wait already."""
        self.kept = True
        patience = AHEAD_AFTER if not self.hurried and (self.before is None or self.before.done()) else 0.0
        asyncio.get_running_loop().call_later(patience, self.carried_out.set)

    def hurry(self) -> None:
        """Too many wait behind it: they are carried out now, so that their confirmation holds back nobody else's."""
        self.hurried = True
        if self.kept:
            self.carried_out.set()

    async def turn(self) -> None:
        """Until the update before it is answered."""
        if self.before is not None:
            await asyncio.wait({self.before})
            self.before = None


@dataclass(eq=False, slots=True)
class Chat:
    """What is under way for one chat: the last job and its task, how many there are, the excuse yet to be made."""

    last: Job | None = None
    tail: asyncio.Task[None] | None = None
    jobs: int = 0
    excuse: Job | None = None


class ChatQueues:
    """Runs `handle` for every update; it must not raise. The same update given twice is one job.

    `handle` says `job.keep()` once the update is carried out, and answers after `job.turn()`.

    A chat that writes faster than it can be answered (Telegram may have us wait minutes before we write to it again)
    gets `MOST_WAITING` places. What comes while they are taken is not carried out: its sender is told so in one
    sentence (`Act.TOO_MANY`), behind the answers that they wait for, and Telegram need not bring it again. Nothing
    that was carried out is ever dropped.

    Who sends more than their measure (`Pacing`) holds is asked once to wait, in the same manner; what they send until
    then gets no answer at all.
    """

    def __init__(
        self,
        handle: Callable[[Job], Awaitable[None]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._handle = handle
        self._pacing = Pacing()
        self._monotonic = monotonic
        self._jobs: dict[int, Job] = {}
        self._finished: deque[int] = deque(maxlen=REMEMBERED)
        self._dropped: deque[int] = deque(maxlen=REMEMBERED)
        self._chats: dict[str, Chat] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """How many updates are under way."""
        return len(self._jobs)

    def put(self, update: Update) -> Job:
        """Queue an update behind those of its chat."""
        if (job := self._jobs.get(update.number)) is not None:
            return job
        if update.number in self._finished or update.number in self._dropped:
            return _over(update)
        cost = COSTS.get(update.act, 0.0)
        leave = self._pacing.leave(update.address, self._monotonic(), cost) if cost else Leave()
        if leave.told:
            self._dropped.append(update.number)
            return _over(update)
        chat = self._chats.setdefault(update.lane, Chat())
        if chat.jobs < MOST_WAITING and not leave.wait:
            return self._queued(chat, Job(update))
        self._dropped.append(update.number)
        if update.act in UNEXCUSED:
            return _over(update)
        if chat.excuse is None:
            for before in self._jobs.values():
                if before.update.lane == update.lane:
                    before.hurry()
            excused = replace(update, act=Act.TOO_MANY, wait=leave.wait)
            chat.excuse = self._queued(chat, Job(excused, kept=True))
        return chat.excuse

    async def drain(self, patience: float) -> None:
        """Wait for what is under way, at most `patience` seconds; then let go of the rest."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=patience)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _queued(self, chat: Chat, job: Job) -> Job:
        self._jobs[job.update.number] = job
        chat.jobs += 1
        if chat.last is not None:
            chat.last.overtaken = True
        job.before = chat.tail
        chat.tail = asyncio.create_task(self._carry_out(chat, job, chat.last))
        chat.last = job
        self._tasks.add(chat.tail)
        chat.tail.add_done_callback(self._tasks.discard)
        return job

    async def _carry_out(self, chat: Chat, job: Job, before: Job | None) -> None:
        try:
            if before is not None:
                await before.carried_out.wait()
            await self._handle(job)
            self._finished.append(job.update.number)
            job.done.set()
        finally:
            job.carried_out.set()
            del self._jobs[job.update.number]
            chat.jobs -= 1
            if chat.excuse is job:
                chat.excuse = None
            if not chat.jobs:
                del self._chats[job.update.lane]


def _over(update: Update) -> Job:
    """A job of which nothing is left to do: its update can be confirmed."""
    job = Job(update, kept=True)
    job.done.set()
    return job


async def wait_for(jobs: Iterable[Job], patience: float) -> None:
    """Until all of these are done, or `patience` seconds have passed."""
    waiting = {asyncio.ensure_future(job.done.wait()) for job in jobs if not job.done.is_set()}
    if not waiting:
        return
    _, late = await asyncio.wait(waiting, timeout=patience)
    for task in late:
        task.cancel()
