"""The real program as tests start it, stop it and kill it, and a page of its web chat without a browser."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any
from uuid import uuid4

import httpx

from tests.forked_programs import ForkedProgram, program

#: A process as `Life` has one.
Process = ForkedProgram | subprocess.Popen[bytes]
#: Seconds that anything may take on a machine that does ten other things, and those in which a program has to end:
#: it gives what is under way three seconds at most, and without an end of its own it would run for ever.
PATIENCE = 60.0
PROMPT = 20.0
NO_CALENDAR_SERVER = "DONDOC_CALDAV_EMBEDDED"
#: For `Life` and `dondoc`, where calendar programs are at work.
WITH_CALENDAR_SERVER = {NO_CALENDAR_SERVER: "on"}
PROGRAM = str(Path(sys.executable).with_name("dondoc"))
#: How the first line of a reminder ends that may be a repeated one.
SENT_AGAIN = ("(gửi lại)", "(sent again)")
LINK = re.compile(r"http://127\.0\.0\.1:\d+")


def environment(**settings: str) -> dict[str, str]:
    """The environment without any setting of ours, and these on top; the calendar server starts where it is wanted.

    Its start takes as long as ours, and most of what is tried with whole processes has nothing to do with it.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
    return {**kept, NO_CALENDAR_SERVER: "off", **settings}


def dondoc(*arguments: str | Path, said: str = "", **settings: str) -> "subprocess.CompletedProcess[str]":
    """One command, run to its end; `said` is its standard input."""
    with TemporaryDirectory() as folder:
        heard, out, complained = (Path(folder, name) for name in ("in", "out", "err"))
        heard.write_text(said, encoding="utf-8")
        given = tuple(map(str, arguments))
        forked = ForkedProgram(program, given, environment(**settings), said=out, complained=complained, heard=heard)
        try:
            code = forked.wait(PATIENCE)
        finally:
            forked.kill()
        printed = (path.read_text(encoding="utf-8") for path in (out, complained))
        return subprocess.CompletedProcess(["dondoc", *given], code, *printed)


def contents(folder: Path) -> dict[Path, bytes]:
    """What a data folder holds, but for the lock."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".lock" not in path.name}


class Life:
    """One life of ``dondoc demo`` or ``dondoc run``, in a process of its own; leaving the block kills it."""

    def __init__(self, command: str, folder: Path, *options: str, **settings: str) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._log = folder.with_name(f"{folder.name}-{uuid4().hex[:8]}.log")
        self._log.touch()
        self.process = self._begin((command, "--data", str(folder), *options), environment(**settings))

    def _begin(self, arguments: tuple[str, ...], surroundings: dict[str, str]) -> Process:
        return ForkedProgram(program, arguments, surroundings, said=self._log)

    def __enter__(self) -> "Life":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        ended = self.process.poll()
        self.kill()
        if error is not None:
            error.add_note(
                f"dondoc {'was still running' if ended is None else f'had ended with {ended}'}:\n{self.said}"
            )

    @property
    def said(self) -> str:
        """What it has printed so far."""
        return self._log.read_text(encoding="utf-8")

    @property
    def url(self) -> str:
        """The link it prints; waits until that answers."""
        wait_until(lambda: LINK.search(self.said) is not None, self._state)
        url = LINK.findall(self.said)[0]
        wait_until(lambda: is_healthy(url), self._state)
        return str(url)

    def interrupt(self, number: int = signal.SIGINT) -> None:
        """Ask it to end, as Ctrl-C or (SIGTERM) the system does: within `PROMPT`, with exit code 0."""
        self.process.send_signal(number)
        assert self.process.wait(PROMPT) == 0, self.said

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def _state(self) -> str:
        assert self.process.poll() is None, self.said
        return self.said


class StartedLife(Life):
    """A life that begins as people begin one: the installed program is started, and imports what it needs."""

    def _begin(self, arguments: tuple[str, ...], surroundings: dict[str, str]) -> Process:
        with self._log.open("w") as log:
            return subprocess.Popen([PROGRAM, *arguments], stdout=log, stderr=subprocess.STDOUT, env=surroundings)


def wait_until(done: Callable[[], bool], state: Callable[[], str], seconds: float = PATIENCE) -> None:
    """Look again and again; `state` is asked each time, may fail earlier, and explains a wait in vain."""
    end = time.monotonic() + seconds
    while not done():
        said = state()
        assert time.monotonic() < end, said
        time.sleep(0.02)


def is_healthy(url: str) -> bool:
    """Whether a server answers there."""
    try:
        return httpx.get(f"{url}/healthz", timeout=PATIENCE).text == "ok\n"
    except httpx.TransportError:
        return False


class Page:
    """One person's open page: their cookie, the page's token, and posts as its script sends them."""

    def __init__(self, url: str) -> None:
        # No connection is kept: the server may let go of an idle one at the very moment it is used again.
        self.client = httpx.Client(base_url=url, timeout=PATIENCE, limits=httpx.Limits(max_keepalive_connections=0))
        self.token = "-"

    def __enter__(self) -> "Page":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def move(self, url: str) -> None:
        """The server is elsewhere now; the cookie goes along."""
        self.client.base_url = httpx.URL(url)

    def open(self, path: str = "/") -> httpx.Response:
        """Load a page and keep its token."""
        page = self.client.get(path, headers={"accept": "text/html"})
        if 'data-token="' in page.text:
            self.token = page.text.partition('data-token="')[2].partition('"')[0]
        return page

    def send(self, path: str, values: object) -> httpx.Response:
        """A post of the page's script."""
        origin = str(self.client.base_url).rstrip("/")
        headers = {"x-dondoc-token": self.token, "origin": origin, "sec-fetch-site": "same-origin"}
        return self.client.post(path, json=values, headers=headers)

    def sit_down(self, person: str) -> "Page":
        """Be somebody of the demo."""
        self.open()
        answer = self.send("/demo/as", {"person": person})
        assert answer.status_code == 200, answer.text
        self.open()
        return self

    def enter(self, path: str) -> "Page":
        """Come in by a personal link."""
        self.open(path)
        answer = self.send(path, {})
        assert answer.status_code == 200, answer.text
        self.open()
        return self

    def post(self, key: str, **values: object) -> int:
        """A line of the chat, carried out once whatever happens; its number once it is durable."""
        answer = self.send("/chat/messages", {"key": key, **values})
        assert answer.status_code == 200, answer.text
        number: int = answer.json()["number"]
        return number

    def upload(self, name: str, content: bytes) -> httpx.Response:
        """Send a document as the page's script does."""
        origin = str(self.client.base_url).rstrip("/")
        headers = {"x-dondoc-token": self.token, "origin": origin, "sec-fetch-site": "same-origin"}
        headers |= {"content-type": "application/octet-stream", "x-dondoc-key": uuid4().hex, "x-dondoc-name": name}
        return self.client.post("/chat/upload", content=content, headers=headers)

    def say(self, text: str) -> str:
        """Write; the words of the answer."""
        return self.answers(self.post(uuid4().hex, text=text))

    def press(self, label: str) -> str:
        """Press the newest button whose label begins so; the words of the answer."""
        message, action = self.button(label)
        return self.answers(self.post(uuid4().hex, action=action, message=message), message)

    def button(self, label: str) -> tuple[int, str]:
        """The message and the action of the newest button whose label begins so."""
        shown = self.talk()
        for message in reversed(shown):
            for row in message.get("choices", ()):
                for choice in row:
                    if choice["label"].startswith(label) and "action" in choice:
                        return message["number"], choice["action"]
        raise AssertionError(f"no button {label!r} in {shown[-2:]}")

    def talk(self) -> list[dict[str, Any]]:
        """The messages as they stand."""
        answer = self.client.get("/chat/messages")
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["messages"]
        return found

    def told(self) -> list[str]:
        """Everything the person was told, heading and text, oldest first."""
        return [words_of(message) for message in self.talk() if not message["mine"]]

    def calendar_path(self) -> str:
        """The secret address of the person's calendar, as their page shows it."""
        found = re.search(r'id="calendar-url"[^>]*value="https?://[^/]+(/[^"]+)"', self.open().text)
        assert found is not None
        return found[1]

    @contextmanager
    def listening(self, path: str = "/chat/events?after=0") -> Iterator[Iterator[tuple[str, str]]]:
        """The event stream: names and data, as they come."""
        with self.client.stream("GET", path) as answer:
            assert answer.status_code == 200
            yield _events(answer.iter_lines())

    def answers(self, number: int, pressed: int = 0) -> str:
        """The words that followed a line of the person's own, or took the place of the message they pressed."""
        shown = [message for message in self.talk() if not message["mine"]]
        told = [message for message in shown if message["number"] > number or message["number"] == pressed]
        return "\n".join(map(words_of, told))


def words_of(message: dict[str, Any]) -> str:
    """Heading and text of a message."""
    return "\n".join(part for part in (message.get("heading", ""), message["text"]) if part)


def _events(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, line.removeprefix("data: ")
