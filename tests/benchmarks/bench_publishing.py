"""Publishing beside vdirsyncer and beside bare requests, on a Radicale process of its own on loopback.

``python -m tests.benchmarks.bench_publishing [--short]``: each first publication is a fresh process on both sides and
goes into an empty collection; the start of either program is measured, too, and taken off for the second ratio. The
third one is of CPU time, the program's and Radicale's together: it stays true on a busy machine. Then what a round
costs that finds nothing changed, or one of all events; and what a full round of fifty people's calendars does to
whoever uses the chat meanwhile. ``--short`` leaves out the thousand, which take vdirsyncer a minute.
"""

import asyncio
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx

from bot.calendars.joining import open_ledger
from bot.demo import START, fill_demo
from calendar_sync.caldav import xml
from calendar_sync.caldav.client import CaldavServer
from calendar_sync.caldav.line import Answer, Line
from calendar_sync.caldav.server import Account
from calendar_sync.publishing.collections import SHARED, Wanted
from calendar_sync.publishing.outcome import Outcome
from calendar_sync.publishing.publisher import Publisher
from calendar_sync.stamps import stamp_events
from plans.model.people import Person
from plans.model.plan import Plan
from plans.model.publishing import CalendarAccount
from plans.store.memory import MemoryStore
from plans.working_days import day_in_hanoi
from tests.benchmarks.publishing_once import CHAT, PASSWORD, USER, a_store
from tests.builders import NOW, TODAY
from tests.calendar_clients import BIN, Vdirsyncer
from tests.calendar_sync.server_processes import SETTINGS

RIGHTS = """\
[all]
user: .+
collection: .*
permissions: RrWwO
"""
SIZES = (10, 100, 1000)
AIMS = {100: 5.0, 1000: 15.0}
#: First publications a size: the large ones take vdirsyncer long.
ROUNDS = {10: 5, 100: 3, 1000: 1}
UNCHANGED, PEOPLE = 60, 50


@dataclass(frozen=True)
class Server:
    """A Radicale as a process, with the folder that its calendars lie in."""

    folder: Path
    url: str
    process: int

    def home(self, name: str) -> str:
        """A new account's empty home."""
        (self.folder / "collections" / "collection-root" / name).mkdir(parents=True)
        return f"{self.url}{name}/"

    def cpu(self) -> float:
        """Seconds of CPU time that it has used (Linux)."""
        fields = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def a_radicale() -> Iterator[Server]:
    """An empty one."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        (folder / "config").write_text(SETTINGS.format(port=port, folder=folder), encoding="utf-8")
        (folder / "rights").write_text(RIGHTS, encoding="utf-8")
        (folder / "htpasswd").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
        command = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        server = Server(folder, f"http://127.0.0.1:{port}/", process.pid)
        try:
            while not is_answered(server.url):
                time.sleep(0.05)
            yield server
        finally:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def is_answered(url: str) -> bool:
    try:
        return httpx.options(url).status_code > 0
    except httpx.TransportError:
        return False


@dataclass(frozen=True)
class Cost:
    """Seconds from start to end, and of CPU time, the program's and the server's."""

    wall: float
    cpu: float


def cost(server: Server, *command: str) -> Cost:
    """What a process costs that does something at the server."""
    before, started = server.cpu() + children(), time.perf_counter()
    done = subprocess.run(command, input="y\n" * 9, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Cost(time.perf_counter() - started, server.cpu() + children() - before)


def children() -> float:
    """Seconds of CPU time of all processes that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ours(server: Server, home: str, size: int, mode: str) -> Cost:
    """A fresh process of ours: a first publication, or only the start."""
    return cost(server, sys.executable, "-m", "tests.benchmarks.publishing_once", mode, home, str(size))


def theirs(server: Server, place: Path, size: int) -> Cost:
    """`vdirsyncer sync` for the same events into an empty collection."""
    wanted = Wanted(a_store(size), TODAY, CHAT, embedded=False)
    client = Vdirsyncer.with_account(place, f"{server.url}{USER}/", USER, PASSWORD, place.name)
    config = ("-c", str(place / "config"))
    cost(server, str(BIN / "vdirsyncer"), *config, "discover", "--no-list")
    shared = next(each for each in wanted.collections if each.path == SHARED)
    for item in wanted.items(shared).values():
        (client.items / place.name / f"{item.uid}.ics").write_bytes(item.body)
    found = cost(server, str(BIN / "vdirsyncer"), *config, "sync")
    assert len(client.texts(place.name)) == size
    return found


def first_publications(server: Server, sizes: tuple[int, ...]) -> None:
    """Whole processes side by side, with and without their starts."""
    for size in sizes:
        found: dict[str, list[Cost]] = {"start": [], "publish": [], "their start": [], "theirs": []}
        for turn in range(ROUNDS[size]):
            home, name = server.home(f"bench-{size}-{turn}"), f"c{size}-{turn}"
            for mode in ("start", "publish"):
                found[mode].append(ours(server, home, size, mode))
            found["their start"].append(cost(server, str(BIN / "vdirsyncer"), "--version"))
            found["theirs"].append(theirs(server, server.folder / name, size))
        wall = {name: statistics.median(each.wall for each in costs) for name, costs in found.items()}
        cpu = {name: statistics.median(each.cpu for each in costs) for name, costs in found.items()}
        whole = wall["theirs"] / wall["publish"]
        work = (wall["theirs"] - wall["their start"]) / max(wall["publish"] - wall["start"], 1e-3)
        aim = f"  aim ≥ {AIMS[size]:g}: {verdict(work >= AIMS[size])}" if size in AIMS else ""
        print(
            f"first publication of {size:5} events: ours {wall['publish']:6.2f} s (its start {wall['start']:.2f}),"
            f" vdirsyncer {wall['theirs']:6.2f} s (its start {wall['their start']:.2f}): {whole:.1f}x faster,"
            f" {work:.1f}x without the starts{aim}; in CPU time {cpu['theirs'] / cpu['publish']:.1f}x"
        )


def verdict(met: bool) -> str:
    return "met" if met else "MISSED"


class Counted:
    """Counts the requests of one line to a server, by asking method."""

    def __init__(self, server: CaldavServer) -> None:
        self.methods: list[str] = []
        line: Line = server._line
        ask = line.ask

        async def counting(method: str, *arguments: object, **options: object) -> Answer:
            self.methods.append(method)
            return await ask(method, *arguments, **options)  # type: ignore[arg-type]  # handed on as they are

        line.ask = counting  # type: ignore[method-assign]  # what it is for


async def rounds(home: str, size: int) -> None:
    """One process that goes on: nothing changed, then one event of all."""
    store = a_store(size)
    publisher = Publisher(store, MemoryStore(), CHAT, "bench", embedded=False)
    server = await CaldavServer.connect(Account(home, USER, PASSWORD, discover=False), tags=True)
    counted = Counted(server)
    only = [SHARED]
    await publisher.round(server, NOW, only=only)
    counted.methods.clear()
    await publisher.round(server, NOW, only=only)
    nothing = list(counted.methods)
    async with httpx.AsyncClient(auth=(USER, PASSWORD)) as client:

        async def bare() -> None:
            body, headers = xml.state(tags=True), {"Depth": "0", "Content-Type": "application/xml"}
            answer = await client.request("PROPFIND", f"{home}{SHARED}/", content=body, headers=headers)
            assert answer.status_code == httpx.codes.MULTI_STATUS

        async def round_again() -> None:
            assert not (await publisher.round(server, NOW, only=only)).rows

        async def line_alone() -> None:
            assert await server.state(SHARED)

        took = await in_turns(bare, round_again, line_alone)
    ratio = took[1] / took[0]
    print(
        f"nothing changed in {size:5} events: {len(nothing)} request {nothing}, {ratio:.2f}x a bare request"
        f" ({took[2] / took[0]:.2f}x of it our line)  aim ≤ 1.5: {verdict(ratio <= 1.5)}"
    )
    plan = store.all(Plan)[0]
    with store.transaction() as tx:
        changed = replace(plan.tasks[0], title="Việc đã đổi tên")
        tx.put(replace(plan, tasks=(changed, *plan.tasks[1:])))
        stamp_events(tx, NOW + timedelta(minutes=1))
    counted.methods.clear()
    outcome = await publisher.round(server, NOW + timedelta(minutes=1), only=only)
    assert len(outcome.rows) == 1
    asked = len(counted.methods)
    print(f"one changed of {size:5} events: {asked} requests {counted.methods}  aim ≤ 3: {verdict(asked <= 3)}")
    await server.close()


async def in_turns(*deeds: Callable[[], Awaitable[None]]) -> list[float]:
    """Medians of the deeds, done in turns so that a busy machine is busy for all of them."""
    took: list[list[float]] = [[] for _ in deeds]
    for turn in range(UNCHANGED):
        for found, deed in zip(took, deeds, strict=True):
            started = time.perf_counter()
            await deed()
            if turn:  # the first one lays the line
                found.append(time.perf_counter() - started)
    return [statistics.median(found) for found in took]


async def everybody(radicale: Server) -> None:
    """Fifty people's calendars: full rounds, and how long the loop that also serves the chat is kept from others."""
    store = MemoryStore()
    fill_demo(store)
    with store.transaction() as tx:
        for person in [each for each in store.all(Person) if each.is_here(day_in_hanoi(START))][:PEOPLE]:
            tx.put(CalendarAccount(person.id, "x", START))
    ledger = open_ledger(radicale.folder)  # on the disk, as in the service
    publisher = Publisher(store, ledger, CHAT, "own", embedded=True)
    server = await CaldavServer.connect(Account(radicale.url, USER, PASSWORD, discover=False), tags=True)
    counted = Counted(server)
    idle = await lag_during(asyncio.sleep(2.0))

    async def told(name: str, change: Callable[[], None] = lambda: None) -> None:
        change()
        counted.methods.clear()
        done: list[Outcome] = []

        async def once() -> None:
            done.append(await publisher.round(server, START))

        started = time.perf_counter()
        lag = await lag_during(once())
        took = time.perf_counter() - started
        assert done[0].agreed
        print(
            f"{PEOPLE} people, {name}: {took:6.2f} s, {len(counted.methods)} requests, {len(done[0].rows)} changes;"
            f" others wait {lag[0] * 1000:5.1f} ms at the 95th percentile, {lag[1] * 1000:5.1f} ms at most"
            f" (idle {idle[0] * 1000:.1f} and {idle[1] * 1000:.1f})"
        )

    def rename() -> None:
        plan = store.all(Plan)[0]
        with store.transaction() as tx:
            tx.put(replace(plan, tasks=(replace(plan.tasks[0], title="Việc đã đổi tên"), *plan.tasks[1:])))
            stamp_events(tx, START + timedelta(minutes=1))

    for account in store.all(CalendarAccount):  # as the service does
        radicale.home(account.id)
    await told("first publication")
    await told("nothing changed  ")
    await told("one task renamed ", rename)
    await server.close()
    ledger.close()


async def lag_during(work: Awaitable[None]) -> tuple[float, float]:
    """How late a timer of a millisecond fires meanwhile: the 95th percentile and the worst."""
    late: list[float] = []
    ended = asyncio.Event()

    async def tick() -> None:
        while not ended.is_set():
            started = time.perf_counter()
            await asyncio.sleep(0.001)
            late.append(time.perf_counter() - started - 0.001)

    ticking = asyncio.create_task(tick())
    await work
    ended.set()
    await ticking
    late.sort()
    return late[int(len(late) * 0.95)], late[-1]


def main(sizes: tuple[int, ...]) -> None:
    """Print all of it."""
    with a_radicale() as server:
        server.home(USER)
        first_publications(server, sizes)
    with a_radicale() as server:
        for size in sizes:
            asyncio.run(rounds(server.home(f"rounds-{size}"), size))
    with a_radicale() as server:
        asyncio.run(everybody(server))


if __name__ == "__main__":
    main(SIZES[:2] if "--short" in sys.argv else SIZES)
