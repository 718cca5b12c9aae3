"""What a calendar server can do for us, tried out: with a collection that is made for it and removed again."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from ssl import cert_time_to_seconds

from calendar_sync.caldav import xml
from calendar_sync.caldav.client import CaldavServer
from calendar_sync.caldav.line import VALID_UNTIL, Answer, http_date
from calendar_sync.caldav.server import Account, CalendarServerError
from plans.problems import Problem

#: Seconds; somebody sits and waits for the answer.
PATIENCE = 15.0
EVENT = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//dondoc//doctor//VI\r
BEGIN:VEVENT\r
UID:%(uid)s\r
DTSTAMP:20240101T000000Z\r
DTSTART;VALUE=DATE:20240101\r
DTEND;VALUE=DATE:20240102\r
SUMMARY:%(uid)s\r
END:VEVENT\r
END:VCALENDAR\r
"""
TASK = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//dondoc//doctor//VI\r
BEGIN:VTODO\r
UID:%(uid)s\r
DTSTAMP:20240101T000000Z\r
DUE;VALUE=DATE:20240101\r
SUMMARY:%(uid)s\r
STATUS:NEEDS-ACTION\r
END:VTODO\r
END:VCALENDAR\r
"""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What was found; `problem` is what keeps us from publishing there, if anything does.

    `home` is where collections lie, `says_caldav` whether the server calls itself a CalDAV server. `stamps` is how it
    tells that nothing changed: by token, by tag, or not at all (""). `reads_many`: multiget. `tasks`: VTODO.
    `seconds` is what one small request took; `clock` the server's, `certificate_until` the last day of its TLS
    certificate, both None where it does not say. `left` names a collection of the trial that could not be removed.
    """

    home: str = ""
    says_caldav: bool = False
    stamps: str = ""
    changes: bool = False
    reads_many: bool = False
    tasks: bool = False
    writes: bool = False
    seconds: float = 0.0
    clock: datetime | None = None
    certificate_until: datetime | None = None
    left: str = ""
    problem: Problem | None = None


async def examine(account: Account) -> Abilities:
    """Try everything out, in some ten requests; what goes wrong is in the answer, nothing is raised for it."""
    try:
        server = await CaldavServer.connect(account, PATIENCE)
    except CalendarServerError as error:
        return Abilities(problem=error.problem)
    try:
        return await _Trial(server).carried_out()
    finally:
        await server.close()


class _Trial:
    """One examination; what is found so far is kept, whatever comes after."""

    def __init__(self, server: CaldavServer) -> None:
        self._server = server
        self._found: dict[str, object] = {"home": server.home}

    async def carried_out(self) -> Abilities:
        """All of it, up to the first thing that keeps us from publishing."""
        try:
            await self._look()
            async with self._collection("VEVENT") as path:
                await self._write(path)
            with suppress(CalendarServerError):  # a list of tasks is optional
                async with self._collection("VTODO") as path:
                    await self._server.put(path, "thu.ics", TASK % {b"uid": b"thu@dondoc"}, None)
                    self._found["tasks"] = True
        except CalendarServerError as error:
            self._found["problem"] = error.problem
        return Abilities(**self._found)  # type: ignore[arg-type] # each is put in under its name, by this class alone

    async def _look(self) -> None:
        """What it says of itself, how fast, and what its clock and its certificate say."""
        options = await self._server.said("OPTIONS")
        self._found["says_caldav"] = "calendar-access" in options.headers.get("dav", "").lower()
        began = time.monotonic()
        said = await self._server.said("PROPFIND", xml.state(tags=False), {"Depth": "0"})
        self._found["seconds"] = time.monotonic() - began
        self._found["clock"] = http_date(said.headers.get("date", ""))
        self._found["certificate_until"] = _last_day(said)

    async def _write(self, path: str) -> None:
        """Put, find, read and remove one item."""
        server, href = self._server, "thu@dondoc.ics"
        before = await server.state(path) or ""
        self._found["stamps"] = before.partition(":")[0]
        etag = await server.put(path, href, EVENT % {b"uid": b"thu@dondoc"}, None)
        seen = await server.changes(path, before)
        self._found["changes"] = not seen.whole
        etag = etag or seen.etags.get(href, "")
        with suppress(CalendarServerError):
            self._found["reads_many"] = bool(await server.fetch(path, [href]))
        await server.delete(path, href, etag)
        self._found["writes"] = True

    @asynccontextmanager
    async def _collection(self, component: str) -> AsyncIterator[str]:
        path = f"dondoc-thu-{token_hex(4)}"
        await self._server.create(path, "Đôn Đốc: thử", "#1c6f5d", component)
        try:
            yield path
        finally:
            try:
                await self._server.remove(path)
            except CalendarServerError:
                self._found["left"] = path


def _last_day(answer: Answer) -> datetime | None:
    said = answer.headers.get(VALID_UNTIL, "")
    try:
        return datetime.fromtimestamp(cert_time_to_seconds(said), UTC) if said else None
    except ValueError:
        return None
