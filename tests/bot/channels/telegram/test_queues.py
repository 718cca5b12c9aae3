"""One chat in order, many chats at once, an update never twice."""

import asyncio

from bot.channels.telegram.queues import ChatQueues, Job, wait_for
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
