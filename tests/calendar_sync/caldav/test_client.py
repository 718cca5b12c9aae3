"""CaldavServer on real servers of two families, and the server in memory, all by one contract."""

from collections.abc import AsyncIterator

import pytest

from calendar_sync.caldav.client import CaldavServer
from calendar_sync.caldav.server import Account, CalendarServer
from tests.calendar_sync.caldav.memory_server import MemoryServer
from tests.contracts.calendar_server_contract import CalendarServerContract


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


class TestXandikos(CalendarServerContract):
    @pytest.fixture
    async def server(self, xandikos_account: Account) -> AsyncIterator[CalendarServer]:
        connected = await CaldavServer.connect(xandikos_account)
        yield connected
        await connected.close()
