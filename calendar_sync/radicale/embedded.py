"""Our own calendar server: Radicale as a supervised process, on this machine only, with its data in the data folder.

It starts in the background, is started again with growing pauses when it ends, and is killed when it no longer answers.
Nothing here is needed for the rest of the service: where Radicale is missing or can't start, that is said and kept in
`trouble`.
"""

import asyncio
import logging
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import calendar_sync
from calendar_sync.caldav.server import Account
from calendar_sync.radicale.files import SERVICE_USER, SIGN, RadicaleFiles
from calendar_sync.radicale.passwords import hash_of
from plans.problems import Problem, StoreUnwritable

LOG = logging.getLogger(__name__)
PROGRAM = (sys.executable, "-P", "-m", "calendar_sync.radicale.process")
#: Seconds: how long a start may take, how often the server is asked whether it still answers, how long that may take.
START, ASKED_EVERY, ANSWER = 60.0, 20.0, 10.0
#: Seconds before the next start, by how often in a row it ended soon; and what "soon" is.
PAUSES, STEADY = (0.1, 1.0, 3.0, 10.0, 60.0), 120.0
#: Windows: a process group of its own, which Ctrl-C does not reach.
APART = 0x200
#: Ends in a row after which somebody should know.
OFTEN = 3
#: Seconds that its end may take before it is killed.
FAREWELL = 3.0
#: What it says in a minute that is worth a line in our log, and how long a line is.
LINES, LETTERS = 20, 500
#: What it says at every start, before it has read how little it is to say.
ROUTINE = (b"[INFO]", b"Logging level set to")


class Embedded:
    """The server and who may log in there: `accounts` gives (user, hash) of everybody, `folder` is all its own.

    `account` is ours, once it is ready; `trouble` says why there is none, once that lasts. `changed` is called when
    either of them changes.
    """

    def __init__(
        self,
        folder: Path,
        accounts: Callable[[], Iterable[tuple[str, str]]],
        *,
        changed: Callable[[], None] = lambda: None,
        program: tuple[str, ...] = PROGRAM,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        self.account: Account | None = None
        self.trouble: Problem | None = None
        self.process = 0
        self._files = RadicaleFiles(folder)
        self._accounts = accounts
        self._changed = changed
        self._program = program
        self._pauses = pauses
        self._ready = asyncio.Event()
        self._password = self._hash = ""

    async def wait_ready(self) -> None:
        """Until it answers, or it is known why it doesn't."""
        await self._ready.wait()

    def refresh(self) -> None:
        """Let in who has an account now, from the next request on; `StoreUnwritable` when the disk refuses."""
        if self._hash:
            try:
                self._files.keep_accounts(((SERVICE_USER, self._hash), *self._accounts()))
            except OSError as error:
                raise StoreUnwritable(f"{self._files.folder}: {error.strerror or error}") from error

    async def run(self, stop: asyncio.Event) -> None:
        """Keep it running until told to stop; then it is gone within seconds."""
        if not is_installed():
            LOG.warning("Radicale is not installed: no calendar programs can log in here")
            self._say(Problem("sync.own_missing"))
            return
        ends = 0
        while not stop.is_set():
            began = time.monotonic()
            reason = await self._live(stop)
            if stop.is_set():
                return
            ends = 1 if time.monotonic() - began >= STEADY else ends + 1
            pause = self._pauses[min(ends, len(self._pauses)) - 1]
            LOG.warning("the calendar server ended (%s); it starts again in %g s", reason, pause)
            if ends >= OFTEN:
                self._say(Problem("sync.own_ends", {"reason": reason}))
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    async def _live(self, stop: asyncio.Event) -> str:
        """One life of it; why it ended."""
        port, token = _free_port(), secrets.token_hex(16)
        self._password = secrets.token_urlsafe(32)
        try:
            await asyncio.to_thread(self._files.prepare, port, token)
            self._hash = hash_of(self._password)
            self.refresh()
            process = await self._started()
        except (OSError, StoreUnwritable) as error:
            return str(error)
        self.process = process.pid
        watch = asyncio.create_task(self._watch(port, token))
        ends = asyncio.create_task(_read(process.stdout))
        others = [asyncio.create_task(stop.wait()), asyncio.create_task(_hear(process.stderr))]
        try:
            await asyncio.wait((watch, ends, others[0]), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._down()
            await _end(process, ends)
            watch.cancel()
            for part in others:
                part.cancel()
            said = await asyncio.gather(watch, *others, return_exceptions=True)
            for bug in said:
                if isinstance(bug, Exception):
                    LOG.error("the calendar server is started again after a bug", exc_info=bug)
        return said[0] if isinstance(said[0], str) else f"code {process.returncode}"

    async def _started(self) -> asyncio.subprocess.Process:
        root = str(Path(calendar_sync.__file__).parents[1])
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DONDOC_", "RADICALE_"))}
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        return await asyncio.create_subprocess_exec(
            *self._program,
            str(self._files.settings),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=self._files.folder,
            env={**kept, "PYTHONPATH": path, "PYTHONUTF8": "1"},
            start_new_session=True,  # Ctrl-C is for us; and both processes can be killed as one group
            creationflags=APART if sys.platform == "win32" else 0,
        )

    async def _watch(self, port: int, token: str) -> str:
        """Ask it again and again whether it still answers; returns what is wrong once it doesn't."""
        end = time.monotonic() + START
        while not await _answers(port, token):
            if time.monotonic() > end:
                return "no answer"
            await asyncio.sleep(0.05)
        account = Account(f"http://127.0.0.1:{port}/", SERVICE_USER, self._password, discover=False)
        try:
            self._files.tell_service(account)
        except OSError as error:  # only commands beside the service miss it
            LOG.warning("%s", error)
        self.account, self.trouble = account, None
        self._ready.set()
        self._changed()
        missed = 0
        while missed < OFTEN:
            await asyncio.sleep(ASKED_EVERY)
            missed = 0 if await _answers(port, token) else missed + 1
        return "no answer"

    def _down(self) -> None:
        self._hash, self.process = "", 0
        if self.trouble is None:
            self._ready.clear()
        if self.account is not None:
            self.account = None
            self._changed()
        with suppress(OSError):
            self._files.forget_service()

    def _say(self, trouble: Problem) -> None:
        self.trouble = trouble
        self._ready.set()
        self._changed()


def is_installed() -> bool:
    """Whether Radicale can be started here."""
    return bool(sys.executable) and find_spec("radicale") is not None


def _free_port() -> int:
    """A port that is free now. Should another program take it first, ours ends at once and gets the next one."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def _answers(port: int, token: str) -> bool:
    """Whether it is our server that answers there: it alone knows the token. No password goes out before that."""
    try:
        async with asyncio.timeout(ANSWER):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(b"OPTIONS / HTTP/1.0\r\n\r\n")
                found = await reader.read()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return False
    return f"\r\n{SIGN}: {token}\r\n".encode() in found


async def _read(stream: asyncio.StreamReader | None) -> None:
    """Until the watcher is gone: it alone holds this line, and nothing comes by it."""
    while stream is not None and await stream.read(4096):
        pass


async def _end(process: asyncio.subprocess.Process, ends: "asyncio.Task[None]") -> None:
    """Close the line to it and wait; what is still there after a while is killed, the watcher and the watched."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(FAREWELL):
            await ends
    except TimeoutError:
        LOG.warning("the calendar server does not end by itself")
    finally:
        # also after its own end: a watcher that was killed leaves its Radicale behind
        with suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


async def _hear(stream: asyncio.StreamReader | None) -> None:
    """Put what it complains of into our log, as much as somebody would read."""
    minute, said = 0.0, 0
    while stream is not None:
        try:
            line = await stream.readline()
        except ValueError:  # one of more than 64 KB
            continue
        if not line:
            return
        if any(word in line for word in ROUTINE):
            continue
        if time.monotonic() >= minute + 60:
            minute, said = time.monotonic(), 0
        said += 1
        if said <= LINES:
            LOG.warning("Radicale: %s", line.decode(errors="replace").strip()[:LETTERS])
