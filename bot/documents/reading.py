"""Reading documents apart from the chat, which goes on answering: a process for each, with limits, two at a time.

Whatever becomes of it, the process is ended together with every program that it started, and its folder of temporary
files is removed. Nothing of a document is logged.
"""

import asyncio
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Event, Lock, Thread

import msgspec

import plans
from bot.messages import Progress
from plans.documents.child import Order, Said
from plans.documents.read_document import ReadDocument
from plans.planning.draft import Draft
from plans.problems import Problem

LOG = logging.getLogger(__name__)
LOG.addHandler(logging.NullHandler())  # the command line has no log: its screen gets the one sentence only
#: Documents read at the same time; more wait for their turn.
AT_ONCE = 2
_CHILD = "plans.documents.child"
#: On Windows: a group of its own, below normal priority.
_APART = 0x00000200 | 0x00004000
#: Seconds that a process may take to end after its last line.
_LAST_BREATH = 5.0
_LONGEST_LINE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may take: bytes of memory, seconds of processor time, seconds altogether.

    Every page told gives it at least `page` seconds more, up to `most`: recognising a scan is slow and goes on.
    """

    memory: int = 1536 * 1024 * 1024
    processor: int = 120
    whole: float = 180
    page: float = 60
    most: float = 900


async def read_apart(data: bytes, name: str, on_progress: Callable[[Progress], None] | None = None) -> ReadDocument:
    """The draft of a document, or why there is none. Cancelling ends it; `on_progress` is called in the loop."""
    loop = asyncio.get_running_loop()

    def tell(progress: Progress) -> None:
        if on_progress is not None:
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(on_progress, progress)

    reading = Reading(data, name, tell)
    work = _slots().submit(reading.run)
    try:
        return await asyncio.wrap_future(work)
    except asyncio.CancelledError:
        if not work.cancel():
            reading.stop()
            await asyncio.to_thread(reading.over.wait)
        raise


def read_waiting(data: bytes, name: str, on_progress: Callable[[Progress], None] | None = None) -> Draft | Problem:
    """The draft for whoever has nothing else to do meanwhile; a list of persons or an office's file is none."""
    found = Reading(data, name, on_progress or (lambda _: None)).run()
    return found if isinstance(found, Draft | Problem) else Problem("roster.no_plan")


@cache
def _slots() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="reading")


class Reading:
    """One document on its way through a process of its own; `over` is set when nothing is left of it."""

    def __init__(
        self,
        data: bytes,
        name: str,
        tell: Callable[[Progress], None],
        limits: Limits = Limits(),
        child: str = "",
    ) -> None:
        self._data = data
        self._name = name.encode("utf-8", "replace").decode()  # a file's name may hold bytes that are no letters
        self._tell = tell
        self._limits = limits
        self._child = child or _CHILD
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = self._late = False
        self._began = time.monotonic()
        self._end = 0.0
        self.over = Event()

    def run(self) -> ReadDocument:
        """Read it; returns when the process is gone."""
        if self._stopped:
            self.over.set()
            return Problem("document.took_too_long")
        folder = None
        try:
            folder = Path(tempfile.mkdtemp(prefix="dondoc-reading-"))
            with self._started(folder) as process:
                try:
                    return self._watched(process, str(folder))
                finally:
                    _kill(process)
        except OSError as error:
            LOG.warning("no process could be started to read a document: %s", error.strerror)
            return Problem("document.no_room")
        finally:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
            self.over.set()

    def stop(self) -> None:
        """End it; `run` then returns soon."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                _kill(self._process)

    def _started(self, folder: Path) -> "subprocess.Popen[bytes]":
        root = str(Path(plans.__file__).parents[1])
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
        process = subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, "-P", "-m", self._child],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**kept, **temporary, "PYTHONPATH": path, "OMP_THREAD_LIMIT": "1"},
            start_new_session=True,
            creationflags=_APART if sys.platform == "win32" else 0,
        )
        with self._lock:
            self._process = process
            if self._stopped:
                _kill(process)
        return process

    def _watched(self, process: "subprocess.Popen[bytes]", folder: str) -> ReadDocument:
        self._began = time.monotonic()
        self._end = self._began + self._limits.whole
        done = Event()
        watcher = Thread(target=self._kill_when_late, args=(process, done), daemon=True)
        watcher.start()
        try:
            self._order(process, folder)
            while process.stdout and (line := process.stdout.readline(_LONGEST_LINE)):
                outcome = self._heard(line)
                if outcome is not None:
                    return outcome
        finally:
            done.set()
            watcher.join()
        return self._broken_off(process)

    def _order(self, process: "subprocess.Popen[bytes]", folder: str) -> None:
        """Hand over the document; standard input stays open as long as somebody waits."""
        order = Order(self._name, len(self._data), folder, self._limits.memory, self._limits.processor)
        if process.stdin is None:
            return
        try:
            process.stdin.write(msgspec.json.encode(order) + b"\n")
            process.stdin.write(self._data)
            process.stdin.flush()
        except OSError:  # it is gone already: what it left is read next
            with suppress(OSError):
                process.stdin.close()

    def _heard(self, line: bytes) -> ReadDocument | None:
        try:
            said = msgspec.json.decode(line, type=Said)
        except msgspec.MsgspecError:  # cut off in the middle
            return None
        if said.crash:
            LOG.error("reading a document broke off: %s", said.crash)
        outcome = said.draft or said.listed or said.office or said.problem
        if outcome is None:
            now = time.monotonic()
            self._end = max(self._end, min(now + self._limits.page, self._began + self._limits.most))
            self._tell(Progress(said.page, said.pages))
        return outcome

    def _kill_when_late(self, process: "subprocess.Popen[bytes]", done: Event) -> None:
        while not done.wait(max(0.01, self._end - time.monotonic())):
            if time.monotonic() >= self._end:
                self._late = True
                _kill(process)
                return

    def _broken_off(self, process: "subprocess.Popen[bytes]") -> Problem:
        """Why it said nothing: it took too much, or the document broke a library."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LAST_BREATH)
        _kill(process)
        code = process.wait()
        if not self._stopped:
            LOG.warning("reading a document ended with %s", "lateness" if self._late else code)
        took_too_much = {-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGXFSZ", "SIGKILL")} - {0}
        return Problem("document.took_too_long" if self._late or code in took_too_much else "document.corrupt")


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process and everything that it started."""
    if sys.platform == "win32":
        killing = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(killing, capture_output=True, check=False)  # noqa: S603  # a number
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
