"""The way to the calendar server: a line kept open between rounds, laid anew after trouble or for another account."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeAlias

from calendar_sync.caldav.client import CaldavServer
from calendar_sync.caldav.server import Account, CalendarServer, Unreachable
from calendar_sync.radicale.embedded import Embedded
from plans.problems import Problem

#: Seconds that our own server gets to be there: it may just be starting.
PATIENCE = 60.0
#: Where the server is and who we are there; may wait, raises `CalendarServerError`.
Whereabouts: TypeAlias = Callable[[], Awaitable[Account]]


async def connect_own(account: Account) -> CalendarServer:
    """A line to our own server: Radicale's first token of a collection waits twice for the disk for each item.

    That is nearly half of a first publication; a tag tells as well that nothing has changed.
    """
    return await CaldavServer.connect(account, tags=True)


class Reach:
    """Answers the server of an account, connected."""

    def __init__(
        self,
        whereabouts: Whereabouts,
        connect: Callable[[Account], Awaitable[CalendarServer]] = CaldavServer.connect,
    ) -> None:
        self._whereabouts = whereabouts
        self._connect = connect
        self._known: tuple[Account, CalendarServer] | None = None

    async def server(self) -> CalendarServer:
        """The server; `CalendarServerError` when it cannot be reached."""
        account = await self._whereabouts()
        if self._known is not None and self._known[0] == account:
            return self._known[1]
        await self.let_go()
        server = await self._connect(account)
        self._known = account, server
        return server

    async def let_go(self) -> None:
        """Hang up; the next round calls again."""
        known, self._known = self._known, None
        if known is not None:
            await known[1].close()


def standing(account: Account) -> Whereabouts:
    """A server of others: always there, as far as we know."""

    async def there() -> Account:
        return account

    return there


def own(embedded: Embedded, patience: float = PATIENCE) -> Whereabouts:
    """Our own server, once it is ready, with the accounts of now; `Unreachable` with what is wrong with it."""

    async def there() -> Account:
        if embedded.account is None and embedded.trouble is None:
            with suppress(TimeoutError):
                await asyncio.wait_for(embedded.wait_ready(), patience)
        if embedded.account is not None:
            embedded.refresh()  # whoever has an account now finds their folder
            return embedded.account
        trouble = embedded.trouble or Problem("sync.own_slow")
        raise Unreachable(trouble.code, **trouble.values)

    return there
