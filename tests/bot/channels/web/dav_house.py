"""The front of the calendar server with a real Radicale behind it, over HTTP on this machine, for calendar programs."""

import asyncio
import threading
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType

import httpx
import uvicorn
from starlette.applications import Starlette

from bot.app import Server, listen
from bot.channels.web.dav import DavFront
from calendar_sync.radicale.embedded import Embedded
from calendar_sync.radicale.passwords import new_password
from plans.calendars.accounts import make_password, want_tasks
from plans.model.people import Person
from plans.model.publishing import CalendarAccount
from plans.store.memory import MemoryStore
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, a_department, do

PATIENCE = 60.0
CALENDAR = "text/calendar; charset=utf-8"
#: The one event of each calendar.
ITEM = "a@dondoc.ics"
#: HTTP without TLS: loading certificates would take longer than most of these tests.
PLAIN = False


def an_event(uid: str = "a@dondoc", day: str = "20240301", more: str = "") -> bytes:
    """One event as a calendar program writes it."""
    lines = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20240101T000000Z\r\nDTSTART;VALUE=DATE:{day}\r\nSUMMARY:Họp\r\n{more}"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    return lines.encode()


@dataclass
class DavHouse:
    """A department in which staff, a head, a leader and the office have accounts, with one event in each calendar."""

    folder: Path
    store: MemoryStore = field(default_factory=MemoryStore)
    now: datetime = NOW
    seconds: float = 0.0
    written: list[str] = field(default_factory=list)
    passwords: dict[str, str] = field(default_factory=dict)
    url: str = ""

    def __enter__(self) -> "DavHouse":
        a_department(self.store)
        for person in (STAFF, HEAD, LEADER, OFFICER):
            self.new_password(person)
        do(self.store, want_tasks, HEAD, True)
        self._up, self._thread = threading.Event(), threading.Thread(target=self._live, daemon=True)
        self._thread.start()
        assert self._up.wait(PATIENCE)
        self._publish()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def new_password(self, person: Person) -> str:
        """A password made in the chat."""
        text, hash = new_password()
        do(self.store, make_password, person, person, hash, now=self.now)
        self.passwords[person.id] = text
        return text

    def program(self, person: Person, password: str = "", **headers: str) -> httpx.Client:
        """A calendar program of a person."""
        return self.client(person.id, password or self.passwords[person.id], **headers)

    def client(self, user: str, password: str, url: str = "", **headers: str) -> httpx.Client:
        """Anything that speaks HTTP and says that it is this user."""
        login = httpx.BasicAuth(user, password)
        return httpx.Client(base_url=url or self.url, auth=login, headers=headers, timeout=PATIENCE, verify=PLAIN)

    def publisher(self) -> httpx.Client:
        """The service's own way to Radicale."""
        assert self.server.account
        account = self.server.account
        return self.client(account.user, account.password, account.url)

    def _publish(self) -> None:
        with self.publisher() as client:
            for path in ("lan/lich", "hung/lich", "hung/viec", "minh/dieu-hanh", "van/dieu-hanh", "minh/lich"):
                assert client.request("MKCALENDAR", f"/{path}/").status_code == 201
                event = client.put(
                    f"/{path}/a@dondoc.ics", content=an_event(), headers={"content-type": "text/calendar"}
                )
                assert event.status_code == 201

    def _accounts(self) -> Iterator[tuple[str, str]]:
        return ((account.person, account.hash) for account in self.store.all(CalendarAccount))

    def _live(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self.server = Embedded(self.folder, self._accounts)
        self.front = DavFront(
            self.store, lambda: self.now, self.server, written=self.written.append, monotonic=lambda: self.seconds
        )
        app = Starlette(routes=self.front.ways_in())
        web = Server(uvicorn.Config(app, http="h11", loop="asyncio", log_config=None, timeout_graceful_shutdown=1))
        with listen("127.0.0.1", 0) as listening:
            self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            running = asyncio.create_task(self.server.run(self._stop))
            serving = asyncio.create_task(web.serve([listening]))
            await asyncio.wait_for(self.server.wait_ready(), PATIENCE)
            self._up.set()
            await self._stop.wait()
            web.should_exit = True
            await asyncio.gather(running, serving)
        await self.front.close()


def ask(
    house: DavHouse, person: Person, method: str, path: str, *, content: bytes = b"", **headers: str
) -> httpx.Response:
    """One request of a person's calendar program, path and all just as they stand here."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with house.program(person) as client:
        url = httpx.URL(house.url).copy_with(raw_path=path.encode())
        return client.request(method, url, content=content, headers=named)


def signed(house: DavHouse, person: Person) -> str:
    """How a person's calendar program logs in."""
    return "Basic " + b64encode(f"{person.id}:{house.passwords[person.id]}".encode()).decode()
