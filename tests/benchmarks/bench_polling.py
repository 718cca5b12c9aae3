"""Calendars asked for by 50 and by 5,000 people at once, and one calendar beside Radicale's own GET of the same events.

``python -m tests.benchmarks.bench_polling``: our server and Radicale are processes of their own on loopback. A crowd
connects all at once, each with an address of its own, and asks three times: for a calendar that was never made, for one
that has not changed, and after a task of one unit has. Radicale closes each connection after its answer, so ours is
asked over a new connection each time, too, and beside it over kept ones, as a front keeps them; all take gzip, as
calendar programs do. What an answer costs the server in CPU time stays true on a busy machine; rates do not.
"""

import asyncio
import contextlib
import gzip
import http.client
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from calendar_sync.calendars import calendar_of
from calendar_sync.feeds import ALL, OWN
from calendar_sync.stamps import stamp_events
from calendar_sync.subscribing.address_book import AddressBook
from calendar_sync.subscribing.endpoint import Feeds, calendar_routes
from calendar_sync.subscribing.links import Links
from locales.build_hook import compile_catalogues
from locales.catalogue import Texts
from plans.actions import mark_done
from plans.calendars.addresses import renew_calendar
from plans.store.memory import MemoryStore
from tests.benchmarks.bench_feed import Asking, answer
from tests.builders import (
    LEADER,
    NOW,
    OFFICER,
    STAFF,
    TODAY,
    a_deadline,
    a_department,
    a_person,
    a_plan,
    a_task,
    a_unit,
    do,
    entry_of,
    the_tasks,
)
from tests.calendar_sync.server_processes import PASSWORD, USER, radicale

LINKS = Links("http://127.0.0.1", b"k" * 32)
UNITS, TASKS, MOST = 60, 100, 5_000
LEADERS_PATH = LINKS.calendar_url(LEADER.id, ALL, 0).removeprefix(LINKS.base_url)
GZIP = "Accept-Encoding: gzip\r\n"
CONNECTIONS, ROUNDS, SECONDS = 8, 5, 1.0


def a_crowd(people: int) -> MemoryStore:
    """A department of so many people in sixty units, each of which has tasks of its own in a plan of a hundred."""
    store = MemoryStore()
    made = [
        a_task(
            f"viec_{n}",
            number=str(n),
            title=f"Báo cáo chuyên đề thi đua số {n} của đơn vị",
            lead=(f"phong_{n % UNITS}",),
            deadline=a_deadline(date(2024, 3, 1) + timedelta(days=3 * n)),
        )
        for n in range(TASKS - len(the_tasks()))
    ]
    a_department(store, plan=a_plan(tasks=(*the_tasks(), *made)))
    with store.transaction() as tx:
        for n in range(UNITS):
            tx.put(a_unit(f"phong_{n}", f"Phòng số {n}"))
        for n in range(people):
            councils = ("hoi_dong_tdkt",) if n % 40 == 0 else ()
            language = "en" if n % 50 == 0 else "vi"
            tx.put(a_person(f"p{n}", unit=f"phong_{n % UNITS}", further_units=councils, language=language))
        stamp_events(tx, NOW)
    return store


def path_of(number: int) -> str:
    """Where one of the crowd finds their own calendar."""
    return LINKS.calendar_url(f"p{number}", OWN, 0).removeprefix(LINKS.base_url)


def serve() -> None:
    """The server process: prints its port and serves until it is ended."""
    raise_limit()
    store = a_crowd(MOST)

    async def change(_request: Request) -> Response:
        with store.transaction() as tx:
            mark_done(tx, NOW, OFFICER, entry_of(store, "viec_7"))
            stamp_events(tx, NOW + timedelta(hours=1))
        return Response("ok")

    routes = [*calendar_routes(store, LINKS, lambda: TODAY), Route("/change", change)]
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(Starlette(routes=routes), http="h11", access_log=False, log_level="warning")
    uvicorn.Server(config).run(sockets=[listening])


def raise_limit() -> None:
    """As many open connections as the machine allows one process."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class Polling(asyncio.Protocol):
    """One question over a connection of its own; `done` has the head of the answer."""

    def __init__(self, request: bytes) -> None:
        self.done: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._request = request
        self._answer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._answer += data

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(bytes(self._answer))


async def poll(port: int, paths: Sequence[str], tags: dict[str, str]) -> tuple[float, list[float], dict[int, int]]:
    """Everybody connects and asks at once: seconds until the last has an answer, each one's wait, answers by status."""
    waits: list[float] = []
    statuses: dict[int, int] = {}
    loop = asyncio.get_running_loop()

    async def one(path: str) -> None:
        condition = f"If-None-Match: {tags[path]}\r\n" if path in tags else ""
        request = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: br\r\n{condition}\r\n"
        start = time.perf_counter()
        _, polling = await loop.create_connection(lambda: Polling(request.encode()), "127.0.0.1", port)
        head = (await polling.done).partition(b"\r\n\r\n")[0].decode()
        waits.append(time.perf_counter() - start)
        status = int(head.split(" ", 2)[1])
        statuses[status] = statuses.get(status, 0) + 1
        tags[path] = next(line[6:] for line in head.split("\r\n") if line.startswith("etag: "))

    start = time.perf_counter()
    await asyncio.gather(*(one(path) for path in paths))
    return time.perf_counter() - start, waits, statuses


def memory_of(process: int) -> float:
    """Megabytes that a process has in memory."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def cpu_of(process: int) -> float:
    """Seconds of CPU time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def newest_child() -> int:
    """The process started last."""
    return max(int(child) for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def measure_crowd(people: int) -> None:
    """So many people at once, against a server that has been asked nothing yet."""
    with ours() as (process, port):
        paths, tags = [path_of(n) for n in range(people)], dict[str, str]()
        before = memory_of(process)
        print(f"{people:,} people at once, server at {before:.0f} MB")
        for what in ("first time", "unchanged", "one task changed"):
            if what == "one task changed":
                asyncio.run(answer(port, b"GET /change HTTP/1.1\r\nHost: x\r\n\r\n"))
            cpu = cpu_of(process)
            seconds, waits, statuses = asyncio.run(poll(port, paths, tags))
            cpu = (cpu_of(process) - cpu) / people
            waits.sort()
            told = ", ".join(f"{count:,} x {status}" for status, count in sorted(statuses.items()))
            print(
                f"  {what:17} {people / seconds:7,.0f} answers/s in {seconds:5.2f} s ({told}),"
                f" half wait {waits[len(waits) // 2]:.2f} s, {cpu * 1e6:,.0f} us CPU each, {memory_of(process):.0f} MB"
            )


@contextlib.contextmanager
def ours() -> Iterator[tuple[int, int]]:
    """Our server: its process and its port."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_polling", "serve"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        port = int(server.stdout.readline())
        asyncio.run(answer(port, b"GET /nobody HTTP/1.1\r\nHost: x\r\n\r\n"))
        yield server.pid, port
    finally:
        server.terminate()
        server.wait(10)


def measure_in_process() -> None:
    """What the first look of all costs without HTTP, and what one change costs."""
    store = a_crowd(MOST)
    secrets = [LINKS.calendar_secret(f"p{n}", OWN, 0) for n in range(MOST)]
    book = AddressBook(store, LINKS)
    first = seconds_of(lambda: book.find(""))
    do(store, renew_calendar, STAFF, "own")
    renewed = seconds_of(lambda: book.find(""))
    found = seconds_of(lambda: [book.find(secret) for secret in secrets]) / MOST
    print(f"{len(book):,} addresses: looked up first {first * 1e3:.0f} ms, after a renewal {renewed * 1e3:.1f} ms,")
    print(f"  then each {found * 1e6:.1f} us")
    feeds = Feeds(store, LINKS, lambda: TODAY, time.time)

    def everybody() -> None:
        for secret in secrets:
            address = feeds.address(secret)
            assert address is not None
            assert feeds.at(address) is not None

    told = seconds_of(everybody)
    again = seconds_of(everybody)
    with store.transaction() as tx:
        mark_done(tx, NOW, OFFICER, entry_of(store, "viec_7"))
        stamp_events(tx, NOW + timedelta(hours=1))
    changed = seconds_of(everybody)
    print(f"{MOST:,} calendars of {TASKS} tasks: {told:.2f} s the first time, {again * 1e3:.0f} ms unchanged,")
    print(f"  {changed:.2f} s after a change")


def seconds_of(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def asked_anew(port: int, request: bytes) -> float:
    """Answers per second, each over a connection of its own."""
    closing = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")

    def ask(end: float) -> int:
        answers = 0
        while time.perf_counter() < end:
            with socket.create_connection(("127.0.0.1", port)) as line:
                line.sendall(closing)
                whole = line.recv(65536)
                assert b" 200 " in whole[:20], whole[:200]
                while line.recv(65536):
                    pass
            answers += 1
        return answers

    start = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        answers = sum(pool.map(ask, [start + SECONDS] * CONNECTIONS))
    return answers / (time.perf_counter() - start)


def measure_beside_radicale() -> None:
    """The leaders' calendar of a hundred tasks, from us and from Radicale."""
    body = calendar_of(a_crowd(0), ALL, LEADER, Texts("vi"), LINKS.chat_url(), TODAY)
    with tempfile.TemporaryDirectory() as folder, radicale(Path(folder)) as account:
        radicales, login = newest_child(), b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        other = int(account.url.rstrip("/").rpartition(":")[2])
        for path, sent in (("/lan/", b""), ("/lan/lich/", body)):
            line = http.client.HTTPConnection("127.0.0.1", other)
            method = "PUT" if sent else "MKCOL"
            line.request(method, path, sent, {"Authorization": f"Basic {login}", "Content-Type": "text/calendar"})
            made = line.getresponse()
            assert made.status in (201, 204), (method, made.status, made.read())
            line.close()
        theirs = f"GET /lan/lich/ HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {login}\r\n{GZIP}\r\n".encode()
        mine = f"GET {LEADERS_PATH} HTTP/1.1\r\nHost: x\r\n{GZIP}\r\n".encode()
        packed = asyncio.run(answer(other, theirs)).partition(b"\r\n\r\n")[2]
        assert gzip.decompress(packed).count(b"BEGIN:VEVENT") == body.count(b"BEGIN:VEVENT") == TASKS
        with ours() as (process, port):
            asked: dict[str, tuple[int, Callable[[], float]]] = {
                "Radicale": (radicales, lambda: asked_anew(other, theirs)),
                "ours": (process, lambda: asked_anew(port, mine)),
                "ours, kept": (process, lambda: asyncio.run(asked_kept(port, mine))),
            }
            print(f"GET of {TASKS} events, {len(body):,} bytes, median of {ROUNDS} rounds; x Radicale")
            compare(asked)


def compare(asked: Mapping[str, tuple[int, Callable[[], float]]]) -> None:
    """Ask in turns; print rates and what an answer costs the server, beside the first."""
    rates: dict[str, list[float]] = {name: [] for name in asked}
    costs: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, (process, ask) in asked.items():
            cpu, start = cpu_of(process), time.perf_counter()
            rate = ask()
            rates[name].append(rate)
            costs[name].append((cpu_of(process) - cpu) / (rate * (time.perf_counter() - start)))
    first = next(iter(asked))
    for name in asked:
        faster = statistics.median(our / their for our, their in zip(rates[name], rates[first], strict=True))
        cheaper = statistics.median(their / our for our, their in zip(costs[name], costs[first], strict=True))
        rate, cost = statistics.median(rates[name]), statistics.median(costs[name])
        print(f"  {name:12} {rate:8,.0f}/s {faster:6.1f} x   {cost * 1e6:8,.0f} us CPU {cheaper:6.1f} x")


async def asked_kept(port: int, request: bytes) -> float:
    """Answers per second over connections that are kept."""
    loop = asyncio.get_running_loop()
    start = time.perf_counter()
    made = [await loop.create_connection(lambda: Asking(request), "127.0.0.1", port) for _ in range(CONNECTIONS)]
    await asyncio.sleep(SECONDS)
    answers, elapsed = sum(asking.answers for _, asking in made), time.perf_counter() - start
    for transport, _ in made:
        transport.close()
    return answers / elapsed


def main() -> None:
    """Measure everything and print it."""
    compile_catalogues()
    raise_limit()
    measure_in_process()
    measure_beside_radicale()
    for people in (50, MOST):
        measure_crowd(people)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve()
    else:
        main()
