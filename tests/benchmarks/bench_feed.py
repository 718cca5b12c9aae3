"""The feed beside a bare Starlette route that returns the same bytes.

``python -m tests.benchmarks.bench_feed``: two uvicorn processes on loopback, asked in turns by one client over eight
kept-alive connections. Ratios are medians over the rounds; those of the servers' CPU time stay true on a busy machine,
those of the rates only on a quiet one. uvicorn reads HTTP with
h11, which comes with it, or with httptools where that is installed: both are measured.
"""

import asyncio
import socket
import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from importlib.util import find_spec
from typing import Literal

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from calendar_sync.calendars import calendar_of
from calendar_sync.feeds import ALL
from calendar_sync.stamps import stamp_events
from calendar_sync.subscribing.endpoint import calendar_routes
from calendar_sync.subscribing.links import Links
from locales.build_hook import compile_catalogues
from locales.catalogue import Texts
from plans.store.memory import MemoryStore
from tests.builders import LEADER, NOW, TODAY, a_deadline, a_department, a_plan, a_task

LINKS = Links("http://127.0.0.1", b"k" * 32)
TEXTS = Texts("vi")
PATH = LINKS.calendar_url(LEADER.id, ALL, 0).removeprefix(LINKS.base_url)
CONNECTIONS = 8
TASKS = 30
ROUNDS = 7
SECONDS = 0.8


def a_store(tasks: int) -> MemoryStore:
    """The small department with a plan of that many tasks."""
    store = MemoryStore()
    made = (a_task(f"viec_{n}", deadline=a_deadline(date(2024, 3, 1) + timedelta(days=n))) for n in range(tasks))
    a_department(store, plan=a_plan(tasks=tuple(made)))
    with store.transaction() as tx:
        stamp_events(tx, NOW)
    return store


def serve(which: str, http: Literal["h11", "httptools"]) -> None:
    """One server process: prints its port and serves until it is ended."""
    store = a_store(TASKS)
    body = calendar_of(store, ALL, LEADER, TEXTS, LINKS.chat_url(), TODAY)

    async def bare(_request: Request) -> Response:
        return Response(body, media_type="text/calendar")

    async def cpu(_request: Request) -> Response:
        return Response(str(time.process_time()))

    routes = calendar_routes(store, LINKS, lambda: TODAY) if which == "feed" else [Route(PATH, bare)]
    routes.append(Route("/cpu", cpu))
    # Named TCP as in the service, or asyncio leaves Nagle on and both sides wait 40 ms for an acknowledgement.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(Starlette(routes=routes), http=http, access_log=False, log_level="warning")
    uvicorn.Server(config).run(sockets=[listening])


class Asking(asyncio.Protocol):
    """One kept-alive connection: asks again as soon as an answer is whole."""

    def __init__(self, request: bytes) -> None:
        self.request = request
        self.answers = 0
        self._missing = 0
        self._head = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        if self._missing:
            self._missing -= len(data)
        else:
            self._head += data
            head, end, body = self._head.partition(b"\r\n\r\n")
            if not end:
                return
            _, named, rest = head.lower().partition(b"content-length:")
            self._missing = (int(rest.split(b"\r\n")[0]) if named else 0) - len(body)
            self._head = b""
        if not self._missing and self._transport is not None:
            self.answers += 1
            self._transport.write(self.request)


async def asked_for(port: int, request: bytes) -> tuple[float, float]:
    """Answers per second of one server, and what each costs it in seconds of CPU time."""
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(lambda: Asking(request), "127.0.0.1", port) for _ in range(CONNECTIONS)]
    await asyncio.sleep(0.2)
    cpu, before, start = await cpu_of(port), sum(asking.answers for _, asking in made), time.perf_counter()
    await asyncio.sleep(SECONDS)
    answers, elapsed = sum(asking.answers for _, asking in made) - before, time.perf_counter() - start
    cpu = await cpu_of(port) - cpu
    for transport, _ in made:
        transport.close()
    return answers / elapsed, cpu / answers


async def cpu_of(port: int) -> float:
    """Seconds of CPU time that a server has used."""
    return float((await answer(port, b"GET /cpu HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")).rpartition(b"\r\n\r\n")[2])


async def answer(port: int, request: bytes) -> bytes:
    """One answer, whole."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    body = await reader.read()
    writer.close()
    return body


async def measure_http(ports: dict[str, int], http: str) -> None:
    """GET, packed GETs and 304 of the feed beside the bare route's GET."""
    get = f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    gzipped, brotli = (
        get.replace(b"\r\n\r\n", b"\r\nAccept-Encoding: " + each + b"\r\n\r\n") for each in (b"gzip", b"gzip, br")
    )
    head, _, body = (await answer(ports["feed"], get)).partition(b"\r\n\r\n")
    assert (await answer(ports["bare"], get)).endswith(body)
    tag = next(line for line in head.split(b"\r\n") if line.startswith(b"etag: ")).removeprefix(b"etag: ")
    conditional = get.replace(b"\r\n\r\n", b"\r\nIf-None-Match: " + tag + b"\r\n\r\n")
    assert b" 304 " in (await answer(ports["feed"], conditional)).split(b"\r\n")[0]
    asked = {
        "bare GET": ("bare", get),
        "feed GET": ("feed", get),
        "feed GET gzip": ("feed", gzipped),
        "feed GET br": ("feed", brotli),
        "feed 304": ("feed", conditional),
    }
    rates: dict[str, list[float]] = {name: [] for name in asked}
    costs: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, (server, request) in asked.items():
            rate, cost = await asked_for(ports[server], request)
            rates[name].append(rate)
            costs[name].append(cost)
    print(f"HTTP by {http}, {len(body)} bytes, {CONNECTIONS} connections, median of {ROUNDS} rounds; x bare GET")
    for name in asked:
        rate, cost = statistics.median(rates[name]), statistics.median(costs[name])
        faster = statistics.median(ours / bare for ours, bare in zip(rates[name], rates["bare GET"], strict=True))
        cheaper = statistics.median(bare / ours for ours, bare in zip(costs[name], costs["bare GET"], strict=True))
        print(f"  {name:14} {rate:8,.0f}/s {faster:5.2f} x    {cost * 1e6:6.0f} us CPU {cheaper:5.2f} x")


def main() -> None:
    """Measure everything and print it."""
    compile_catalogues()
    for http in ("h11", "httptools"):
        if find_spec(http):
            with_servers(http)


def with_servers(http: str) -> None:
    """Start both servers, measure them, end them."""
    servers = {}
    try:
        for which in ("bare", "feed"):
            command = [sys.executable, "-m", "tests.benchmarks.bench_feed", which, http]
            servers[which] = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        ports = {which: int(server.stdout.readline()) for which, server in servers.items() if server.stdout}
        time.sleep(0.5)
        asyncio.run(measure_http(ports, http))
    finally:
        for server in servers.values():
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(sys.argv[1], "httptools" if sys.argv[2] == "httptools" else "h11")
    else:
        main()
