"""The server in memory does wrong just as it is told."""

import asyncio

import pytest

from calendar_sync.caldav.server import Busy, Conflict, Unreachable
from tests.calendar_sync.caldav.memory_server import MemoryServer
from tests.contracts.calendar_server_contract import FIRST, SECOND, an_item, many_items

PATH = "nam.ph/lich"


@pytest.fixture
async def server() -> MemoryServer:
    made = MemoryServer()
    await made.create(PATH, "Lịch", "#112233", "VEVENT")
    return made


async def test_the_nth_request_fails_before_its_effect(server: MemoryServer) -> None:
    server.fail("put", Busy(5), nth=2)
    await server.put(PATH, FIRST, an_item(FIRST), None)
    with pytest.raises(Busy):
        await server.put(PATH, SECOND, an_item(SECOND), None)
    await server.put(PATH, SECOND, an_item(SECOND), None)
    assert server.count("put") == 3


async def test_or_after_its_effect_so_that_only_the_answer_is_lost(server: MemoryServer) -> None:
    server.fail("put", Unreachable(), after=True)
    with pytest.raises(Unreachable):
        await server.put(PATH, FIRST, an_item(FIRST), None)
    assert server.read(PATH).keys() == {FIRST}
    with pytest.raises(Conflict):
        await server.put(PATH, FIRST, an_item(FIRST), None)


async def test_a_fault_lasts_until_it_is_healed_and_may_be_of_one_collection(server: MemoryServer) -> None:
    server.fail("", Unreachable(), path=PATH, times=99)
    assert await server.state("khac") is None
    for _ in range(3):
        with pytest.raises(Unreachable):
            await server.state(PATH)
    server.heal()
    assert await server.state(PATH)


async def test_a_request_may_hang(server: MemoryServer) -> None:
    goes_on = asyncio.Event()
    server.fail("state", None, until=goes_on)
    asking = asyncio.ensure_future(server.state(PATH))
    await asyncio.sleep(0)
    assert not asking.done()
    goes_on.set()
    assert await asking


async def test_etags_may_change_for_equal_content(server: MemoryServer) -> None:
    etag = await server.put(PATH, FIRST, an_item(FIRST), None)
    since = (await server.changes(PATH, "")).state
    server.renew_etags(PATH)
    seen = await server.changes(PATH, since)
    assert (seen.whole, set(seen.etags)) == (False, {FIRST})
    assert seen.etags[FIRST] != etag


async def test_a_backup_brings_old_items_back_and_forgets_the_states(server: MemoryServer) -> None:
    await server.put(PATH, FIRST, an_item(FIRST), None)
    backup = server.copy(PATH)
    await server.put(PATH, SECOND, an_item(SECOND), None)
    since = (await server.changes(PATH, "")).state
    server.restore(PATH, backup)
    seen = await server.changes(PATH, since)
    assert (seen.whole, set(seen.etags)) == (True, {FIRST})
    server.empty(PATH)
    assert (await server.changes(PATH, seen.state)).removed == {FIRST}


async def test_filling_forgets_the_states_as_radicale_does(server: MemoryServer) -> None:
    since = (await server.changes(PATH, "")).state
    assert await server.fill(PATH, many_items(2))
    assert (await server.changes(PATH, since)).whole


async def test_bytes_may_be_rewritten_and_etags_kept_back() -> None:
    server = MemoryServer(rewrite=lambda body: body.replace(b"\r\n", b"\n"), says_etags=False, knows_states=False)
    await server.create(PATH, "Lịch", "#112233", "VEVENT")
    assert await server.put(PATH, FIRST, an_item(FIRST), None) == ""
    assert server.read(PATH)[FIRST] == an_item(FIRST).replace(b"\r\n", b"\n")
    assert await server.state(PATH) == ""
    assert (await server.changes(PATH, "")).whole
