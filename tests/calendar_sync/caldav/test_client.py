"""CaldavServer on real servers of two families, and the server in memory, all by one contract."""

from collections.abc import AsyncIterator

import pytest

from calendar_sync.caldav import xml
from calendar_sync.caldav.client import CaldavServer
from calendar_sync.caldav.line import Line
from calendar_sync.caldav.server import Account, CalendarServer
from tests.calendar_sync.caldav.memory_server import MemoryServer
from tests.contracts.calendar_server_contract import CalendarServerContract, many_items


async def looks(account: Account, path: str) -> tuple[str, str, set[str]]:
    """How other programs see a collection: its name, its colour, what it holds."""
    line = Line(account)
    answer = await line.ask("PROPFIND", f"{account.url}{path}/", xml.looks(), {"Depth": "0"})
    await line.close()
    (own,) = xml.responses(answer.tree)
    held = own.within(f"{xml.CALDAV}supported-calendar-component-set")
    name, color = own.text(f"{xml.DAV}displayname"), own.text(f"{xml.APPLE}calendar-color")
    return name, color, {tag for tag in held if tag.startswith(xml.COMPONENT)}


class TestMemoryServer(CalendarServerContract):
    fills = True

    @pytest.fixture
    def server(self) -> CalendarServer:
        return MemoryServer()


class TestRadicale(CalendarServerContract):
    folder = "nam.ph/"
    fills = True

    @pytest.fixture
    async def server(self, radicale_account: Account) -> AsyncIterator[CalendarServer]:
        connected = await CaldavServer.connect(radicale_account)
        yield connected
        await connected.close()

    async def test_a_filled_collection_looks_as_it_was_made(
        self, server: CalendarServer, path: str, radicale_account: Account
    ) -> None:
        before = await looks(radicale_account, path)
        assert before == ("Lịch công tác", "#1c6f5d", {"comp:VEVENT"})
        assert await server.fill(path, many_items(3))
        assert await looks(radicale_account, path) == before


class TestRadicaleByTags(TestRadicale):
    """As our own server is asked."""

    tells_changes = False

    @pytest.fixture
    async def server(self, radicale_account: Account) -> AsyncIterator[CalendarServer]:
        connected = await CaldavServer.connect(radicale_account, tags=True)
        yield connected
        await connected.close()


class TestXandikos(CalendarServerContract):
    @pytest.fixture
    async def server(self, xandikos_account: Account) -> AsyncIterator[CalendarServer]:
        connected = await CaldavServer.connect(xandikos_account)
        yield connected
        await connected.close()
