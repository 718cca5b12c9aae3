"""What others wait for their answers while one person sends 10,000 questions in a minute, beside a quiet service.

``python -m tests.benchmarks.bench_flood [SECONDS]``: the whole service as a process of its own, over a Bot API server
and over the web chat. The flood comes from another process, evenly; forty-nine others (on the web ten) ask in turns
meanwhile. A part of the minute floods as fast: 167 questions a second.
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import httpx

from plans.documents.library import demo_department
from tests.benchmarks.bench_chat import CHATS, NOW, QUESTION, department, percentile
from tests.bot_api_server import BotApiServer
from tests.end_to_end.processes import Life, Page
from tests.service_process import ServiceProcess
from tests.telegram_updates import written

FLOOD = 10_000 / 60
FLOODER = "hung.dq"
#: Seconds between two questions of the others: so seldom that nobody of them is a flood.
BETWEEN = 0.1
WEB_BETWEEN = 0.25


def telegram_flood(url: str, seconds: float) -> None:
    """Chat 1 writes."""
    server = BotApiServer.__new__(BotApiServer)
    server.url = url
    paced(seconds, lambda number: server.push(*(written(1, f"{QUESTION} {number}-{n}") for n in range(10))), 10)


def web_flood(url: str, seconds: float) -> None:
    """One page posts; how often it was answered in which way."""
    statuses = Counter[int]()
    with Page(url) as page:
        page.sit_down(FLOODER)
        with httpx.Client(base_url=url, cookies=page.client.cookies, timeout=20) as kept:
            page.client = kept

            def post(_number: int) -> None:
                statuses[page.send("/chat/messages", {"key": uuid4().hex, "text": QUESTION}).status_code] += 1

            paced(seconds, post, 1)
    print(f"  the flood's posts by status: {dict(statuses)}")


def paced(seconds: float, send: Callable[[int], object], each: int) -> None:
    """Send evenly, `each` at a time."""
    start = time.monotonic()
    for number in range(int(seconds * FLOOD / each)):
        send(number)
        time.sleep(max(0.0, start + (number + 1) * each / FLOOD - time.monotonic()))


def flooded(kind: str, url: str, seconds: float, others: Callable[[float], list[float]]) -> tuple[list[float], ...]:
    """What others wait in a quiet time, and during the flood; each as long as the flood."""
    quiet = others(seconds / 2)
    program = [sys.executable, "-m", "tests.benchmarks.bench_flood", kind, url, str(seconds)]
    with subprocess.Popen(program) as flood:
        time.sleep(1.5)  # it imports what it needs
        found = others(seconds - 1.5)
        assert flood.wait() == 0
    return quiet, found


def over_telegram(folder: Path, seconds: float) -> None:
    """Round trips of forty-nine chats."""
    with BotApiServer() as server, ServiceProcess(department(folder), server, at=NOW) as service:
        service.wait_until_started()

        def others(lasting: float) -> list[float]:
            found, end, number = [], time.monotonic() + lasting, 0
            while time.monotonic() < end:
                chat = number % (CHATS - 1) + 2
                found.append(server.ask("round_trip", update=written(chat, QUESTION), chat=chat) * 1000)
                number += 1
                time.sleep(BETWEEN)
            return found

        others(CHATS * BETWEEN)
        say("Telegram", *flooded("telegram", server.url, seconds, others))
        time.sleep(1)
        print(f"  the flood got {len(server.shown(1))} messages; unconfirmed updates: {server.ask('pending')}")


def over_the_web(folder: Path, seconds: float) -> None:
    """Posts of ten pages, each durable and pushed when it is answered."""
    people = [person.id for person in demo_department()[2] if person.id != FLOODER and person.left is None][:10]
    with Life("demo", folder, "--port", "0") as life:
        pages = [Page(life.url).sit_down(person) for person in people]
        clients = [httpx.Client(base_url=life.url, cookies=page.client.cookies, timeout=20) for page in pages]
        for page, kept in zip(pages, clients, strict=True):
            page.client = kept

        def others(lasting: float) -> list[float]:
            found, end, number = [], time.monotonic() + lasting, 0
            while time.monotonic() < end:
                started = time.perf_counter()
                pages[number % len(pages)].post(uuid4().hex, text=QUESTION)
                found.append((time.perf_counter() - started) * 1000)
                number += 1
                time.sleep(WEB_BETWEEN)
            return found

        others(len(pages) * WEB_BETWEEN)
        say("web", *flooded("web", life.url, seconds, others))
        for kept in clients:
            kept.close()


def say(name: str, quiet: list[float], found: list[float]) -> None:
    """One channel's figures."""
    for when, values in (("quiet", quiet), ("flood", found)):
        print(f"{name:9} {when} p50 {percentile(values, 0.5):6.1f} ms   p99 {percentile(values, 0.99):6.1f} ms", end="")
        print(f"   most {max(values):6.1f} ms   of {len(values)}")
    ratio = percentile(found, 0.99) / percentile(quiet, 0.99)
    print(f"{name:9} p99 in the flood {ratio:.2f}× of the quiet one")


def main(seconds: float) -> None:
    """Both channels."""
    with tempfile.TemporaryDirectory() as temporary:
        over_telegram(Path(temporary) / "data", seconds)
        over_the_web(Path(temporary) / "demo", seconds)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        {"telegram": telegram_flood, "web": web_flood}[sys.argv[1]](sys.argv[2], float(sys.argv[3]))
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0)
