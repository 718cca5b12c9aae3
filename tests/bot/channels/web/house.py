"""A whole web channel in memory: a small department, a scripted conversation, a browser, an event reader."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, MutableMapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import httpx

from bot.channels.web.app import Web, web_app
from bot.channels.web.demo import Demo
from bot.documents.uploads import Fetch, Sent
from bot.messages import Attachment, Choice, Incoming, Reply
from bot.push.pushing import Pushing
from bot.talk import Installation
from calendar_sync.stamps import stamp_events
from calendar_sync.subscribing.endpoint import calendar_routes
from calendar_sync.subscribing.links import Links
from plans.model.people import Department, Person
from plans.model.reaching import Dialogue
from plans.problems import StoreUnwritable
from plans.staff.access import invite
from plans.store.memory import Changes, MemoryStore
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi
from tests.builders import NOW, a_department
from tests.contracts.channel_contract import PIXEL

BASE = "http://dondoc.test"


class FullDisk(MemoryStore):
    """A store whose disk can be full."""

    full = False

    @contextmanager
    def transaction(self) -> Iterator[Changes]:
        with super().transaction() as changes:
            yield changes
            if self.full and (changes.records or changes.appended):
                raise StoreUnwritable("no space left")


class ScriptedConversation:
    """Answers a few known words, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Incoming] = []

    def respond(self, tx: Transaction, incoming: Incoming, now: datetime) -> tuple[Reply, ...]:
        """One answer a word; every answer leaves a fact behind."""
        self.asked.append(incoming)
        tx.put(Dialogue(incoming.person, f"step-{incoming.number}", at=now))
        match incoming.action or incoming.text:
            case "nút":
                return (Reply("Chọn đi", "Việc", ((Choice("Xong", "done"), Choice("Mở", url="https://vi.example/")),)),)
            case "done":
                return (Reply("Đã xong", replaces=True), Reply("Còn một việc nữa"))
            case "tệp":
                return (Reply("Tệp đây", attachment=Attachment("lịch <tháng>.ics", "text/calendar", b"BEGIN")),)
            case "ảnh":
                return (Reply("Ảnh đây", attachment=Attachment("qr.png", "image/png", PIXEL)),)
            case "hỏng":
                raise RuntimeError("a bug")
            case "im":
                return ()
            case other:
                return (Reply(f"Nghe: {other}"),)


class Browser(httpx.AsyncClient):
    """Posts as the pages do: JSON, with the token of the page it last opened."""

    token = "-"

    async def open(self, path: str = "/") -> httpx.Response:
        """Open a page and keep its token."""
        page = await self.get(path, headers={"accept": "text/html"})
        if 'data-token="' in page.text:
            self.token = page.text.partition('data-token="')[2].partition('"')[0]
        return page

    async def send_json(self, path: str, values: object, **headers: str) -> httpx.Response:
        """A post of the page's script."""
        said = {"x-dondoc-token": self.token, "origin": BASE, "sec-fetch-site": "same-origin"}
        return await self.post(path, json=values, headers=said | headers)

    async def say(self, text: str, key: str = "") -> httpx.Response:
        """Write a message."""
        return await self.send_json("/chat/messages", {"key": key or f"key-{text.encode().hex()[:50]}", "text": text})

    async def upload(
        self, content: bytes, name: str = "kế hoạch.docx", key: str = "key-of-a-document", **headers: str
    ) -> httpx.Response:
        """Send a document."""
        said = {
            "x-dondoc-token": self.token,
            "origin": BASE,
            "sec-fetch-site": "same-origin",
            "content-type": "application/octet-stream",
            "x-dondoc-key": key,
            "x-dondoc-name": quote(name),
        }
        return await self.post("/chat/upload", content=content, headers=said | headers)

    async def press(self, action: str, message: int, key: str) -> httpx.Response:
        """Press a button."""
        return await self.send_json("/chat/messages", {"key": key, "action": action, "message": message})

    async def talk(self) -> list[dict[str, Any]]:
        """The messages as they stand."""
        found: list[dict[str, Any]] = (await self.get("/chat/messages")).json()["messages"]
        return found


@dataclass
class House:
    """Everything a test may want to look at."""

    store: FullDisk = field(default_factory=FullDisk)
    conversation: ScriptedConversation = field(default_factory=ScriptedConversation)
    now: datetime = NOW
    demo: bool = False
    base_url: str = BASE
    mails: bool = False
    bot: str = ""
    moves: list[tuple[str, datetime]] = field(default_factory=list)
    documents: list[tuple[Sent, Fetch]] = field(default_factory=list)
    push: Pushing | None = None
    #: Of the clock that goes forward by itself, but not here.
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if not self.store.all(Department):
            a_department(self.store)
            with self.store.transaction() as tx:
                stamp_events(tx, self.now)
        self.web = self.start()

    def start(self) -> Web:
        """A server over the same store, as after a restart."""
        links = Links(self.base_url, b"k" * 32)
        demo = Demo(lambda: self.now, self._play_to, self._skip_to) if self.demo else None
        feed = calendar_routes(self.store, links, lambda: day_in_hanoi(self.now), lambda: 0.0)
        installation = Installation(links, mails=self.mails, telegram=lambda: self.bot)
        self.web = web_app(
            self.store,
            self.conversation.respond,
            lambda: self.now,
            links,
            self._begin,
            feed=feed,
            demo=demo,
            installation=installation,
            push=self.push,
            monotonic=lambda: self.seconds,
        )
        return self.web

    def _begin(self, sent: Sent, fetch: Fetch) -> None:
        self.documents.append((sent, fetch))

    async def _play_to(self, instant: datetime) -> None:
        self.moves.append(("play", instant))
        while self.now + timedelta(days=1) <= instant:
            self.now += timedelta(days=1)
            await self.web.chat.send("lan", Reply(f"Nhắc việc {self.now:%d/%m}"))
            await asyncio.sleep(0)
        self.now = instant

    async def _skip_to(self, instant: datetime) -> None:
        self.moves.append(("skip", instant))
        self.now = instant

    def browser(self, **options: Any) -> Browser:
        """A browser without any cookie; bugs are answered as they would be on the wire."""
        transport = httpx.ASGITransport(self.web.app, raise_app_exceptions=False)
        return Browser(transport=transport, base_url=self.base_url, **options)

    def invitation(self, person: str, code: str = "ma-moi-cua-lan") -> str:
        """A personal link's path."""
        with self.store.transaction() as tx:
            found = tx.get(Person, person)
            assert found is not None
            invite(tx, self.now, found, code)
        return f"/vao/{code}"

    @asynccontextmanager
    async def signed_in(self, person: str = "lan", *, shared: bool = False) -> AsyncIterator[Browser]:
        """A browser in which that person has come in by link, with the page open."""
        path = self.invitation(person, f"ma-moi-{person}-{len(self.store.entries('audit', object))}")
        async with self.browser() as browser:
            await browser.open(path)
            entered = await browser.send_json(path, {"shared": shared})
            assert entered.status_code == 200, entered.text
            await browser.open()
            yield browser

    @asynccontextmanager
    async def listening(
        self, browser: Browser, path: str = "/chat/events?after=0", **headers: str
    ) -> AsyncIterator["Ear"]:
        """The event stream as a page hears it."""
        ear = Ear(self.web, path, {"cookie": "; ".join(f"{k}={v}" for k, v in browser.cookies.items()), **headers})
        try:
            yield ear
        finally:
            await ear.leave()


@dataclass(frozen=True)
class Heard:
    """One server-sent event."""

    name: str
    data: Any
    number: int | None


class Ear:
    """Speaks ASGI by itself, because httpx gives back streams only when they have ended."""

    def __init__(self, web: Web, path: str, headers: dict[str, str]) -> None:
        self.status = 0
        self._gone = asyncio.Event()
        self._heard: asyncio.Queue[Heard | None] = asyncio.Queue()
        location, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": "GET",
            "path": location,
            "query_string": query.encode(),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("dondoc.test", 80),
            "scheme": "http",
            "http_version": "1.1",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "root_path": "",
        }
        self._task = asyncio.ensure_future(web.app(scope, self._receive, self._send))

    async def next(self, *names: str) -> Heard | None:
        """The next event of one of these names (of any name without); None when the server ended the stream."""
        while True:
            heard = await asyncio.wait_for(self._heard.get(), 15)
            if heard is None or not names or heard.name in names:
                return heard

    async def leave(self) -> None:
        """Close the page."""
        self._gone.set()
        # What could not be told to the closed page is nobody's trouble.
        await asyncio.wait_for(asyncio.gather(self._task, return_exceptions=True), 5)

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        if self._gone.is_set():
            raise OSError("the page is closed")
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        for block in message.get("body", b"").decode().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
            if "event" in fields:
                number = int(fields["id"]) if "id" in fields else None
                self._heard.put_nowait(Heard(fields["event"], json.loads(fields["data"]), number))
        if not message.get("more_body"):
            self._heard.put_nowait(None)
