"""The way to the calendar server."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.calendars.reach import Reach, own, standing
from calendar_sync.caldav.server import Account, CalendarServer, Unreachable
from calendar_sync.radicale.embedded import Embedded
from plans.problems import Problem
from tests.calendar_sync.caldav.memory_server import MemoryServer

ACCOUNT = Account("http://127.0.0.1:5232/", "_dondoc", "mot", discover=False)


class Calls:
    """Connects to servers in memory."""

    def __init__(self) -> None:
        self.made: list[MemoryServer] = []

    async def connect(self, account: Account) -> CalendarServer:
        assert account.url
        self.made.append(MemoryServer())
        return self.made[-1]


async def test_the_line_stays_open_until_the_account_is_another_or_somebody_hangs_up(tmp_path: Path) -> None:
    embedded, calls = Embedded(tmp_path, tuple), Calls()
    reach = Reach(own(embedded), calls.connect)
    embedded.account = ACCOUNT
    first = await reach.server()
    assert await reach.server() is first
    embedded.account = replace(ACCOUNT, password="hai")
    second = await reach.server()
    assert (second is first, calls.made[0].closed, calls.made[1].closed) == (False, True, False)
    await reach.let_go()
    await reach.let_go()
    assert calls.made[1].closed
    assert await reach.server() is calls.made[2]


async def test_a_server_of_our_own_that_cannot_start_says_why(tmp_path: Path) -> None:
    embedded = Embedded(tmp_path, tuple)
    with pytest.raises(Unreachable) as raised:
        await own(embedded, patience=0.0)()
    assert raised.value.problem == Problem("sync.own_slow")
    embedded.trouble = Problem("caldav.own_ends", {"reason": "code 1"})
    with pytest.raises(Unreachable) as raised:
        await own(embedded)()
    assert raised.value.problem == embedded.trouble


async def test_a_server_of_others_is_always_there() -> None:
    assert await standing(ACCOUNT)() == ACCOUNT
