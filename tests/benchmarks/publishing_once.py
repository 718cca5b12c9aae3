"""One first publication as a fresh process: ``python -m tests.benchmarks.publishing_once start|publish URL SIZE``."""

import asyncio
import sys
from datetime import date, timedelta

from calendar_sync.caldav.client import CaldavServer
from calendar_sync.caldav.server import Account
from calendar_sync.publishing.collections import SHARED
from calendar_sync.publishing.publisher import Publisher
from calendar_sync.stamps import stamp_events
from plans.store.memory import MemoryStore
from tests.builders import NOW, a_deadline, a_department, a_plan, a_task

CHAT = "http://127.0.0.1/"
USER, PASSWORD = "_dondoc", "bench"


def a_store(tasks: int) -> MemoryStore:
    """The small department with a plan of that many tasks."""
    store = MemoryStore()
    made = (a_task(f"viec_{n}", deadline=a_deadline(date(2024, 3, 1) + timedelta(days=n))) for n in range(tasks))
    a_department(store, plan=a_plan(tasks=tuple(made)))
    with store.transaction() as tx:
        stamp_events(tx, NOW)
    return store


async def once(mode: str, url: str, size: int) -> None:
    """Everything but the round itself, unless that is asked for."""
    publisher = Publisher(a_store(size), MemoryStore(), CHAT, "bench", embedded=False)
    server = await CaldavServer.connect(Account(url, USER, PASSWORD, discover=False), tags=True)
    if mode == "publish":
        assert (await publisher.round(server, NOW, only=[SHARED])).agreed
    await server.close()


if __name__ == "__main__":
    asyncio.run(once(sys.argv[1], sys.argv[2], int(sys.argv[3])))
