"""What it costs to keep reminders that are out up to date: a look while nothing changes, one answer, one task of all.

``python -m tests.benchmarks.bench_amending``. 5,000 people have a digest of three items each; the baseline is to count
their items.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from time import perf_counter

from bot.unasked.amending import Amending
from bot.unasked.digest import digest_reply
from plans.model.answers import Answer, Registration
from plans.model.plan import TaskProgress
from plans.model.reminding import Delivery, Owed
from plans.store.memory import MemoryStore
from tests.builders import NOW, a_person
from tests.fakes import FakeChannel
from tests.reminded import PLAN, a_busy_store, a_delivery, an_item, at

DAY = date(2024, 6, 13)
PEOPLE = 5000
ITEMS = (("dk_sang_kien", Owed.INNOVATION), ("ke_hoach", Owed.TITLE), ("so_lieu", Owed.ESCALATED))


def told() -> MemoryStore:
    """Everybody has got a digest."""
    store = a_busy_store()
    items = tuple(an_item(store, task, owed, DAY) for task, owed in ITEMS)
    with store.transaction() as tx:
        for number in range(PEOPLE):
            tx.put(a_person(f"p{number}"))
            tx.put(a_delivery(f"p{number}", DAY, *items))
    return store


async def timed(name: str, work: Callable[[], Awaitable[int]]) -> None:
    started = perf_counter()
    edited = await work()
    print(f"{name:<44} {1000 * (perf_counter() - started):9.2f} ms, {edited} edited")


async def main() -> None:
    store = told()
    amending = Amending(store, {"web": FakeChannel("web")})

    async def look() -> int:
        return await amending.look(at(DAY))

    started = perf_counter()
    items = sum(len(delivery.items) for delivery in store.all(Delivery))
    print(f"{'baseline: counting the items':<44} {1000 * (perf_counter() - started):9.2f} ms, {items} items")
    await timed("first look after a start", look)
    await timed("look while nothing has changed", look)
    with store.transaction() as tx:
        tx.put(Registration(PLAN, "p7", False, "1", Answer.DECLINED, None, (), NOW, "p7"))
    await timed("look after one answer", look)
    with store.transaction() as tx:
        tx.put(TaskProgress(PLAN, "so_lieu", NOW, "p7"))
    await timed("look after a task of everybody was done", look)
    started = perf_counter()
    for delivery in store.all(Delivery)[:200]:
        digest_reply(store, delivery, at(DAY))
    print(f"{'one message in words, with its buttons':<44} {1000 * (perf_counter() - started) / 200:9.2f} ms")


if __name__ == "__main__":
    asyncio.run(main())
