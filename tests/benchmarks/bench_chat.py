"""What an answer to "tháng này có gì đến hạn" costs over a Bot API server, beside a bare python-telegram-bot echo.

``python -m tests.benchmarks.bench_chat [QUESTIONS]``: the bots are processes of their own and poll one server in turns:
the echo, our channel alone (an echo too, nothing stored), and the whole service. Latency: one question at a time, from
the moment it is queued until the answer is there. Throughput: all questions queued at once, from fifty chats, with an
API that answers at once and with one that takes 50 ms a call. Every answer of the service makes one durable change, so
the price of that on this disk is measured beside it. The web chat answers the same question over its own channel.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.channels.telegram.connection import Connection
from bot.channels.telegram.service import TelegramService
from bot.clock import system_clock
from bot.commands.workspace import KINDS
from bot.demo import fill_demo
from bot.messages import Incoming, Reply
from plans.documents.library import demo_department
from plans.model.people import Department, Person, Preference
from plans.model.reaching import Contact
from plans.store.memory import MemoryStore
from plans.store.port import Store, Transaction
from plans.store.tinydb_store import TinyStore
from tests.bot_api_server import TOKEN, BotApiServer
from tests.end_to_end.processes import Life, Page
from tests.service_process import ServiceProcess
from tests.telegram_updates import written

QUESTION = "tháng này có gì đến hạn"
NOW = datetime(2024, 2, 20, 1, 0, tzinfo=UTC)
TURNS = 3
CHATS = 50
#: Questions that one person may ask at once without being asked to wait, and seconds after which they may again.
AT_ONCE, RESTED = 15, 40.0


def echo(url: str) -> None:
    """The baseline: the library's own way, one handler that says back what it hears."""

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.effective_message and update.effective_message.text:
            await update.effective_message.reply_text(update.effective_message.text)

    application = Application.builder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


def channel(url: str) -> None:
    """Our channel with nothing behind it."""

    def respond(tx: Transaction, incoming: Incoming, now: datetime) -> tuple[Reply, ...]:
        return (Reply(incoming.text),)

    store = MemoryStore()
    populate(store)
    service = TelegramService(Connection(TOKEN, url), store, respond, system_clock, lambda sent, fetch: None)
    asyncio.run(service.run(asyncio.Event()))


class Baseline:
    """One of the two above as a process."""

    def __init__(self, name: str, server: BotApiServer) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.bench_chat", name, server.url], stderr=subprocess.DEVNULL
        )

    def __enter__(self) -> "Baseline":
        time.sleep(2.5)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()


def populate(store: Store) -> None:
    """The demo department as a real one, every chat belonging to somebody: strangers are answered only in a while."""
    fill_demo(store)
    with store.transaction() as tx:
        tx.put(Department("Sở Thử nghiệm"))
        for chat, person in enumerate(store.all(Person), start=1):
            tx.put(Contact("telegram", str(chat), person.id, NOW))


def department(folder: Path) -> Path:
    """The data folder of that department."""
    with closing(TinyStore.open(folder, kinds=KINDS)) as store:
        populate(store)
    return folder


def durable_change(folder: Path, count: int = 100) -> float:
    """Milliseconds (median) of one small change in that folder's store."""
    found = []
    with closing(TinyStore.open(folder, kinds=KINDS)) as store:
        for number in range(count):
            started = time.perf_counter()
            with store.transaction() as tx:
                tx.put(Preference("bench", str(number)))
            found.append((time.perf_counter() - started) * 1000)
    return statistics.median(found)


def latencies(server: BotApiServer, count: int) -> list[float]:
    """Milliseconds from queueing a question to its answer, one at a time."""
    found = []
    for number in range(count):
        chat = number % CHATS + 1
        found.append(server.ask("round_trip", update=written(chat, QUESTION), chat=chat) * 1000)
    return found


def web_latencies(folder: Path, count: int) -> list[float]:
    """The same over the web chat: from a post to its answer, durable and pushed to the open pages."""
    found = []
    people = [person.id for person in demo_department()[2] if person.left is None]
    with Life("demo", folder, "--port", "0") as life, httpx.Client(base_url=life.url, timeout=20) as kept:
        page = Page(life.url)
        page.client.close()
        page.client = kept  # a browser keeps its connection
        for number in range(count + 20):
            if number % AT_ONCE == 0:
                page.sit_down(people[number // AT_ONCE])
            started = time.perf_counter()
            page.post(uuid4().hex, text=QUESTION)
            found.append((time.perf_counter() - started) * 1000)
    return found[20:]


def throughput(server: BotApiServer, count: int, delay: float) -> float:
    """Answers a second when everybody asks at once."""
    server.ask("delay", seconds=delay)
    before = len(server.calls("sendMessage"))
    updates: list[dict[str, Any]] = [written(number % CHATS + 1, QUESTION) for number in range(count)]
    started = time.perf_counter()
    server.push(*updates)
    while server.ask("count", method="sendMessage") < before + count:
        time.sleep(0.01)
    taken = time.perf_counter() - started
    server.ask("delay", seconds=0)
    return count / taken


def measured(server: BotApiServer, count: int) -> tuple[list[float], float, float]:
    """Latencies, and throughput with an API that answers at once and one that takes 50 ms."""
    latencies(server, 20)
    found = latencies(server, count)
    time.sleep(RESTED)
    quick = throughput(server, min(5 * count, AT_ONCE * CHATS), 0.0)
    time.sleep(RESTED)
    return found, quick, throughput(server, min(count, AT_ONCE * CHATS), 0.05)


def percentile(values: list[float], share: float) -> float:
    """The value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def line(name: str, turns: list[tuple[list[float], float, float]]) -> tuple[float, float]:
    """Print one bot's figures; answers its p50 and p99."""
    every = [value for found, _, _ in turns for value in found]
    p50, p99 = percentile(every, 0.5), percentile(every, 0.99)
    quick, slow = statistics.median(turn[1] for turn in turns), statistics.median(turn[2] for turn in turns)
    print(f"{name:10} p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   {quick:6.0f}/s at once   {slow:6.0f}/s at 50 ms a call")
    return p50, p99


def main(count: int) -> None:
    """All bots in turns on one server."""
    turns: dict[str, list[tuple[list[float], float, float]]] = {"bare echo": [], "channel": [], "đôn đốc": []}
    with BotApiServer() as server, tempfile.TemporaryDirectory() as temporary:
        folder = department(Path(temporary) / "data")
        change = durable_change(folder)
        web = []
        for turn in range(TURNS):
            web += web_latencies(Path(temporary) / f"demo-{turn}", count)
            for name, program in (("bare echo", "echo"), ("channel", "channel")):
                with Baseline(program, server):
                    turns[name].append(measured(server, count))
                server.ask("reset")
            with ServiceProcess(folder, server, at=NOW) as service:
                service.wait_until_started()
                turns["đôn đốc"].append(measured(server, count))
            server.ask("reset")
    figures = {name: line(name, found) for name, found in turns.items()}
    echo50, echo99 = figures["bare echo"]
    for name, (p50, p99) in figures.items():
        print(f"{name:10} p50 {p50 / echo50:.2f}×   p99 {p99 / echo99:.2f}× of the echo")
    p50, p99 = percentile(web, 0.5), percentile(web, 0.99)
    ratios = f"{p50 / echo50:.2f}× and {p99 / echo99:.2f}× of the echo"
    print(f"{'web chat':10} p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   {ratios}")
    print(f"{TURNS} turns of {count} questions; one durable change here costs {change:.1f} ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["echo"]:
        asyncio.set_event_loop(asyncio.new_event_loop())
        echo(sys.argv[2])
    elif sys.argv[1:2] == ["channel"]:
        channel(sys.argv[2])
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 200)
