"""One chat in order, many chats at once, an update never twice."""

import asyncio

import pytest

from bot.channels.telegram.queues import MOST_WAITING, ChatQueues, Job, wait_for
from bot.channels.telegram.updates import Act, Update


def wrote(number: int, chat: str) -> Update:
    return Update(number, Act.WROTE, chat, text=str(number))


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


async def test_a_flooding_chat_keeps_a_few_places_and_is_told_once_what_was_not_read() -> None:
    served: list[tuple[int, Act]] = []
    gate = asyncio.Event()

    async def handle(job: Job) -> None:
        if job.update.address == "flood":
            await gate.wait()
        served.append((job.update.number, job.update.act))

    queues = ChatQueues(handle)
    jobs = [queues.put(wrote(number, "flood")) for number in range(1000)]
    excuse = jobs[MOST_WAITING]
    assert set(jobs[MOST_WAITING:]) == {excuse}
    # Telegram may forget what is never carried out; what waits for its turn it must not forget yet.
    assert (excuse.kept, excuse.done.is_set(), jobs[0].kept) == (True, False, False)
    assert queues.put(wrote(999, "flood")).done.is_set()
    await wait_for([queues.put(wrote(2000, "other"))], 5)
    assert served == [(2000, Act.WROTE)]
    gate.set()
    await wait_for(jobs, 30)
    read = [(number, Act.WROTE) for number in range(MOST_WAITING)]
    assert served[1:] == [*read, (MOST_WAITING, Act.TOO_MANY)]
    late = queues.put(wrote(3000, "flood"))
    await wait_for([late], 5)
    assert served[-1] == (3000, Act.WROTE)


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
