"""Our calendar server as a process: it starts, is let alone by nobody, comes back, and ends with us."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from calendar_sync.caldav.server import Account
from calendar_sync.radicale import embedded
from calendar_sync.radicale.embedded import Embedded
from calendar_sync.radicale.files import running_service
from calendar_sync.radicale.passwords import hash_of

PATIENCE = 60.0
PEOPLE = {"lan": "right", "nam.ph": "also right"}
EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@x\r\nDTSTAMP:20240101T000000Z\r\n"
    "DTSTART;VALUE=DATE:20240301\r\nSUMMARY:Họp\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
ENDS_AT_ONCE = (sys.executable, "-c", "import sys; sys.exit(7)")
on_linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")


class Accounts:
    """Who may log in, and how often anything was said to have changed."""

    def __init__(self) -> None:
        self.pairs = [(user, hash_of(password)) for user, password in PEOPLE.items()]
        self.changes = 0

    def __call__(self) -> list[tuple[str, str]]:
        return self.pairs

    def changed(self) -> None:
        self.changes += 1


@asynccontextmanager
async def running(folder: Path, accounts: Callable[[], list[tuple[str, str]]]) -> AsyncIterator[Embedded]:
    """One that is ready, until the block ends."""
    server, stop = Embedded(folder, accounts, pauses=(0.05,)), asyncio.Event()
    task = asyncio.create_task(server.run(stop))
    try:
        await asyncio.wait_for(server.wait_ready(), PATIENCE)
        yield server
    finally:
        stop.set()
        await asyncio.wait_for(task, PATIENCE)


def client(account: Account | None, user: str = "", password: str = "") -> httpx.AsyncClient:
    """A line to it: our own account's, or a person's."""
    assert account is not None
    return httpx.AsyncClient(base_url=account.url, auth=(user or account.user, password or account.password))


def processes(group: int) -> list[int]:
    """The watcher and the watched, as long as they live."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = stat.read_text().rpartition(") ")
        except OSError:
            continue
        state, _, pgrp = rest.split()[:3]
        if int(pgrp) == group and state != "Z":
            found.append(int(stat.parent.name))
    return found


async def until(condition: Callable[[], object]) -> None:
    """Wait for something that happens in other processes."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


async def test_it_keeps_to_itself_and_ends_when_told(tmp_path: Path) -> None:
    folder = tmp_path / "caldav"
    left = folder / "radicale" / "collections" / "collection-root" / "lan" / ".Radicale.tmp-x" / "half"
    left.mkdir(parents=True)
    folder.chmod(0o700)
    (folder / "radicale").chmod(0o700)
    accounts = Accounts()
    async with running(folder, accounts) as server:
        assert server.account
        assert server.account.url.startswith("http://127.0.0.1:")
        assert server.account.password not in repr(server.account)
        assert running_service(folder) == server.account
        assert not left.parent.exists()
        for path in (
            folder / "service.json",
            *(folder / "radicale" / name for name in ("config", "rights", "htpasswd")),
        ):
            assert path.stat().st_mode & 0o77 == 0, path
        async with client(server.account) as own:
            assert (await own.request("MKCALENDAR", "/lan/lich/")).status_code == 201
        began = time.monotonic()
    assert time.monotonic() - began < 10
    assert server.account is None
    assert running_service(folder) is None
    assert server.trouble is None
    assert (folder / "radicale" / "collections" / "collection-root" / "lan" / "lich").is_dir()


async def test_people_read_their_own_and_write_where_they_may_and_nothing_else(tmp_path: Path) -> None:
    async with running(tmp_path, Accounts()) as server, client(server.account) as own:
        for user in PEOPLE:
            for name in ("lich", "dieu-hanh", "viec"):
                assert (await own.request("MKCALENDAR", f"/{user}/{name}/")).status_code == 201
                assert (await own.put(f"/{user}/{name}/a.ics", content=EVENT)).status_code == 201
        async with client(server.account, "nam.ph", PEOPLE["nam.ph"]) as person:

            async def asked(method: str, path: str, **headers: str) -> int:
                content = EVENT.replace("a@x", "b@x") if method == "PUT" else None
                return (await person.request(method, path, content=content, headers=headers)).status_code

            assert await asked("GET", "/nam.ph/lich/a.ics") == 200
            assert await asked("PUT", "/nam.ph/lich/b.ics") == await asked("DELETE", "/nam.ph/lich/a.ics") == 403
            assert await asked("PUT", "/nam.ph/dieu-hanh/b.ics") == await asked("PUT", "/nam.ph/viec/b.ics") == 201
            assert await asked("DELETE", "/nam.ph/viec/b.ics") in (200, 204)
            for method in ("MKCALENDAR", "MKCOL"):
                assert await asked(method, "/nam.ph/neu/") == 403
            for name in ("lich", "dieu-hanh", "viec"):
                for method in ("DELETE", "PROPPATCH", "PUT"):
                    assert await asked(method, f"/nam.ph/{name}/") == 403, (method, name)
                for method in ("GET", "PROPFIND", "PUT", "DELETE"):
                    assert await asked(method, f"/lan/{name}/a.ics") == 403, (method, name)
            there = f"{server.account.url}nam.ph/viec/c.ics" if server.account else ""
            assert await asked("MOVE", "/nam.ph/lich/a.ics", destination=there) == 403
            assert await asked("PROPFIND", "/_dondoc/") == 403


async def test_new_passwords_work_and_old_ones_end_as_soon_as_it_is_told(tmp_path: Path) -> None:
    accounts = Accounts()
    async with running(tmp_path, accounts) as server:

        async def status(user: str, password: str) -> int:
            async with client(server.account, user, password) as person:
                return (await person.request("PROPFIND", f"/{user}/")).status_code

        assert await status("lan", "right") == 207
        accounts.pairs = [("moi", hash_of("new"))]
        before = (tmp_path / "radicale" / "htpasswd").stat().st_mtime_ns
        server.refresh()
        assert await status("moi", "new") == 207
        assert await status("nam.ph", PEOPLE["nam.ph"]) == 401
        after = (tmp_path / "radicale" / "htpasswd").stat().st_mtime_ns
        assert after > before
        server.refresh()
        assert (tmp_path / "radicale" / "htpasswd").stat().st_mtime_ns == after, "nothing changed"


@on_linux
@pytest.mark.parametrize("whom", ["watched", "watcher", "both"])
async def test_after_a_crash_it_comes_back_and_leaves_nobody_behind(tmp_path: Path, whom: str) -> None:
    accounts = Accounts()
    async with running(tmp_path, accounts) as server:
        first, group = server.account, server.process
        watcher, *watched = sorted(processes(group))
        for process in {"watched": watched, "watcher": [watcher], "both": [watcher, *watched]}[whom]:
            os.kill(process, signal.SIGKILL)
        await until(lambda: server.account not in (None, first))
        assert server.account
        assert first
        assert server.account.password != first.password
        assert processes(group) == []
        async with client(server.account, "lan", PEOPLE["lan"]) as person:
            assert (await person.request("PROPFIND", "/lan/")).status_code == 207
        last = server.process
    assert processes(last) == []


async def test_it_starts_in_whatever_folder_and_from_wherever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("Dữ liệu 100% #1; [a]/caldav")
    async with running(folder, Accounts()) as server, client(server.account, "lan", PEOPLE["lan"]) as person:
        assert (await person.request("PROPFIND", "/lan/")).status_code == 207


@on_linux
async def test_one_that_no_longer_answers_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "ASKED_EVERY", 0.05)
    monkeypatch.setattr(embedded, "ANSWER", 0.3)
    async with running(tmp_path, Accounts()) as server:
        first, group = server.account, server.process
        os.kill(max(processes(group)), signal.SIGSTOP)
        await until(lambda: server.account not in (None, first))
        assert processes(group) == []


@on_linux
def test_it_does_not_outlive_us_however_we_end(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys, pathlib\n"
        "from calendar_sync.radicale.embedded import Embedded\n"
        "async def main():\n"
        "    server = Embedded(pathlib.Path(sys.argv[1]), list)\n"
        "    task = asyncio.create_task(server.run(asyncio.Event()))\n"
        "    await server.wait_ready()\n"
        "    print(server.process, flush=True)\n"
        "    await task\n"
        "asyncio.run(main())\n"
    )
    ours = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    with ours:
        assert ours.stdout
        group = int(ours.stdout.readline())
        assert len(processes(group)) == 2
        ours.kill()
    end = time.monotonic() + PATIENCE
    while processes(group):
        assert time.monotonic() < end
        time.sleep(0.02)


async def test_two_services_do_not_meet(tmp_path: Path) -> None:
    async with running(tmp_path / "one", Accounts()) as one, running(tmp_path / "two", Accounts()) as two:
        assert one.account
        assert two.account
        assert one.account.url != two.account.url
        async with client(two.account, one.account.user, one.account.password) as wrong:
            assert (await wrong.request("PROPFIND", "/")).status_code == 401


async def ended(server: Embedded) -> None:
    """Run one that cannot live until it says so."""
    stop = asyncio.Event()
    task = asyncio.create_task(server.run(stop))
    await asyncio.wait_for(server.wait_ready(), PATIENCE)
    assert server.trouble
    stop.set()
    await asyncio.wait_for(task, PATIENCE)
    assert server.account is None


async def test_one_that_keeps_ending_is_told_and_tried_again(tmp_path: Path) -> None:
    accounts = Accounts()
    server = Embedded(tmp_path, accounts, changed=accounts.changed, program=ENDS_AT_ONCE, pauses=(0.01,))
    await ended(server)
    assert server.trouble
    assert (server.trouble.code, server.trouble.values) == ("sync.own_ends", {"reason": "code 7"})
    assert accounts.changes >= 1


async def test_a_bug_of_whoever_hears_of_it_is_logged_and_it_is_started_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def changed() -> None:
        if server.account is not None and "ZeroDivisionError" not in caplog.text:
            raise ZeroDivisionError

    server, stop = Embedded(tmp_path, list, changed=changed, pauses=(0.01,)), asyncio.Event()
    task = asyncio.create_task(server.run(stop))
    await until(lambda: "ZeroDivisionError" in caplog.text)
    await until(lambda: server.account)
    stop.set()
    await asyncio.wait_for(task, PATIENCE)
    assert caplog.text.count("Traceback") == 1


async def test_without_radicale_that_is_said_and_nothing_else_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "find_spec", lambda _name: None)
    server = Embedded(tmp_path / "caldav", list)
    await asyncio.wait_for(server.run(asyncio.Event()), 5)
    assert server.trouble
    assert server.trouble.code == "sync.own_missing"
    assert not (tmp_path / "caldav").exists()


async def test_a_disk_that_takes_nothing_is_trouble_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "caldav").write_text("a file where the folder should be", encoding="utf-8")
    server = Embedded(tmp_path / "caldav", list, pauses=(0.01,))
    await ended(server)
    assert server.trouble
    assert server.trouble.code == "sync.own_ends"


async def test_another_program_on_the_port_is_not_taken_for_ours() -> None:
    asked = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.0 200 OK\r\nDAV: 1, calendar-access\r\n\r\n")
        writer.close()

    other = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with other:
        port = other.sockets[0].getsockname()[1]
        assert not await embedded._answers(port, "token")
    assert b"uthorization" not in asked[0]
    assert not await embedded._answers(port, "token")


async def test_what_it_complains_of_is_logged_in_measure(caplog: pytest.LogCaptureFixture) -> None:
    stream = asyncio.StreamReader()
    stream.feed_data(b"[x] [INFO] hello\n" + b"a" * 3000 + b"\n" + b"[x] [ERROR] again\n" * 100)
    stream.feed_eof()
    await embedded._hear(stream)
    assert len(caplog.messages) == embedded.LINES
    assert max(map(len, caplog.messages)) < embedded.LETTERS + 20
