"""One chat in order, many chats at once, an update never twice."""

import asyncio

import pytest

from bot.channels.telegram.queues import MOST_WAITING, ChatQueues, Job, wait_for
from bot.channels.telegram.updates import Act, Update


def wrote(number: int, chat: str) -> Update:
    return Update(number, Act.WROTE, chat, text=str(number))


def pressed(number: int, chat: str) -> Update:
    return Update(number, Act.PRESSED, chat, action="done")


async def test_one_chat_is_served_in_order_and_others_do_not_wait() -> None:
    served: list[int] = []
    gate = asyncio.Event()

    async def handle(job: Job) -> None:
        if job.update.number == 1:
            await gate.wait()
        served.append(job.update.number)

    queues = ChatQueues(handle)
    jobs = [queues.put(wrote(number, chat)) for number, chat in [(1, "a"), (2, "a"), (3, "b")]]
    await wait_for(jobs, 0.05)
    assert served == [3]
    gate.set()
    await wait_for(jobs, 5)
    assert served == [3, 1, 2]


async def test_facts_do_not_wait_for_an_answer_that_takes_long_and_answers_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.queues.AHEAD_AFTER", 0.1)
    happened: list[tuple[str, int]] = []
    gate = asyncio.Event()

    async def handle(job: Job) -> None:
        happened.append(("kept", job.update.number))
        job.keep()
        await job.turn()
        if job.update.number == 1:
            await gate.wait()
        happened.append(("answered", job.update.number))

    queues = ChatQueues(handle)
    jobs = [queues.put(wrote(number, "a")) for number in (1, 2, 3)]
    await jobs[0].carried_out.wait()
    assert happened == [("kept", 1)]
    await jobs[2].carried_out.wait()
    assert happened == [("kept", 1), ("kept", 2), ("kept", 3)]
    gate.set()
    await wait_for(jobs, 5)
    assert happened[3:] == [("answered", 1), ("answered", 2), ("answered", 3)]


async def test_the_same_update_twice_is_one_job() -> None:
    served: list[int] = []

    async def handle(job: Job) -> None:
        served.append(job.update.number)

    queues = ChatQueues(handle)
    first = queues.put(wrote(1, "a"))
    assert queues.put(wrote(1, "a")) is first
    await wait_for([first], 5)
    again = queues.put(wrote(1, "a"))
    assert again.done.is_set()
    assert again.kept
    assert served == [1]


class Gate:
    """Serves updates; those of the chat "flood" only once it is open."""

    def __init__(self) -> None:
        self.served: list[tuple[int, Act]] = []
        self.waits: list[int] = []
        self.open = asyncio.Event()

    async def handle(self, job: Job) -> None:
        if job.update.address == "flood":
            await self.open.wait()
        self.served.append((job.update.number, job.update.act))
        self.waits.append(job.update.wait)


async def test_a_chat_that_is_answered_slowly_keeps_a_few_places_and_is_told_once_what_was_not_read() -> None:
    gate = Gate()
    served = gate.served
    queues = ChatQueues(gate.handle, lambda: 0.0)
    jobs = [queues.put(pressed(number, "flood")) for number in range(80)]
    excuse = jobs[MOST_WAITING]
    assert set(jobs[MOST_WAITING:]) == {excuse}
    # Telegram may forget what is never carried out; what waits for its turn it must not forget yet.
    assert (excuse.kept, excuse.done.is_set(), jobs[0].kept) == (True, False, False)
    assert queues.put(pressed(79, "flood")).done.is_set()
    await wait_for([queues.put(wrote(2000, "other"))], 5)
    assert served == [(2000, Act.WROTE)]
    gate.open.set()
    await wait_for(jobs, 30)
    read = [(number, Act.PRESSED) for number in range(MOST_WAITING)]
    assert served[1:] == [*read, (MOST_WAITING, Act.TOO_MANY)]
    assert gate.waits[-1] == 0


async def test_who_writes_faster_than_is_read_is_asked_once_to_wait_and_everything_is_confirmed() -> None:
    gate, now = Gate(), 0.0
    gate.open.set()
    queues = ChatQueues(gate.handle, lambda: now)
    jobs = []
    for number in range(5000):
        jobs.append(queues.put(wrote(number, "flood")))
        if number % 100 == 0:
            await wait_for([queues.put(wrote(10_000 + number, f"other {number}"))], 5)
            assert gate.served[-1] == (10_000 + number, Act.WROTE)
            now += 0.1
    await wait_for(jobs, 5)
    assert all(job.done.is_set() for job in jobs)
    of_the_flood = [act for number, act in gate.served if number < 10_000]
    assert of_the_flood == [Act.WROTE] * 20 + [Act.TOO_MANY]
    assert max(gate.waits) == 10
    assert len(queues) == 0
    now += 10
    await wait_for([queues.put(wrote(4999, "flood")), queues.put(wrote(30_000, "flood"))], 5)
    assert gate.served[-1] == (30_000, Act.WROTE)
    assert (4999, Act.WROTE) not in gate.served


async def test_what_becomes_of_a_chat_is_heard_in_the_middle_of_a_flood() -> None:
    gate = Gate()
    gate.open.set()
    queues = ChatQueues(gate.handle, lambda: 0.0)
    await wait_for([queues.put(wrote(number, "flood")) for number in range(100)], 5)
    await wait_for([queues.put(Update(number, Act.BLOCKED, "flood")) for number in (200, 201)], 5)
    assert gate.served[-2:] == [(200, Act.BLOCKED), (201, Act.BLOCKED)]


async def test_draining_lets_go_of_the_whole_line_of_a_chat() -> None:
    begun: list[int] = []

    async def handle(job: Job) -> None:
        begun.append(job.update.number)
        await asyncio.sleep(60)

    queues = ChatQueues(handle)
    jobs = [queues.put(wrote(number, "slow")) for number in range(3)]
    await queues.drain(0.05)
    await queues.drain(0.05)
    assert begun in ([0], [0, 1, 2])
    assert not any(job.done.is_set() for job in jobs)


async def test_draining_lets_go_of_what_takes_too_long() -> None:
    ended: list[str] = []

    async def handle(job: Job) -> None:
        try:
            await asyncio.sleep(60 if job.update.address == "slow" else 0.01)
            ended.append(job.update.address)
        except asyncio.CancelledError:
            ended.append("let go")
            raise

    queues = ChatQueues(handle)
    slow, quick = queues.put(wrote(1, "slow")), queues.put(wrote(2, "quick"))
    await queues.drain(0.2)
    assert ended == ["quick", "let go"]
    assert quick.done.is_set()
    assert not slow.done.is_set()
