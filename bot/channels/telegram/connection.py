"""How the Bot API is reached: its address, a proxy, connections that stay open, patience."""

import logging
import os
from dataclasses import dataclass, field
from functools import cache
from ssl import SSLContext

import httpx
from telegram import Bot
from telegram.request import HTTPXRequest

#: Chats answered at the same time, and as many connections kept open: with 50 ms to an answer about 500 a second.
WORKERS = 32
TELEGRAM = "https://api.telegram.org"


@dataclass(frozen=True, slots=True)
class Connection:
    """Where the Bot API is and who we are there.

    `api_url` is the server's root (a local Bot API server, a mirror); `proxy` an http, socks5 or socks5h address.
    """

    token: str = field(repr=False)
    api_url: str = ""
    proxy: str = field(default="", repr=False)

    @property
    def root(self) -> str:
        """The server's root without its trailing "/bot", which some documents include."""
        return (self.api_url or TELEGRAM).rstrip("/").removesuffix("/bot")


class Client:
    """The Bot API as we use it: `bot` to act, `polling` to wait for news on a connection of its own."""

    def __init__(self, connection: Connection, *, read_timeout: float = 15.0) -> None:
        # httpx logs every address at INFO, and the library at DEBUG: both contain the token.
        for name in ("httpx", "httpcore", "telegram"):
            logging.getLogger(name).setLevel(logging.WARNING)
        # Without it the library warns at every 429 that retry_after will be a timedelta some day.
        os.environ.setdefault("PTB_TIMEDELTA", "1")
        self.base_url = f"{connection.root}/bot{connection.token}"
        self.polling = _request(connection, 1, read_timeout)
        self._acting = _request(connection, WORKERS + 16, read_timeout)
        self.bot = Bot(
            connection.token,
            base_url=f"{connection.root}/bot",
            base_file_url=f"{connection.root}/file/bot",
            request=self._acting,
            get_updates_request=self.polling,
        )

    async def close(self) -> None:
        """Let go of all connections."""
        await self._acting.shutdown()
        await self.polling.shutdown()


def _request(connection: Connection, connections: int, read_timeout: float) -> HTTPXRequest:
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=30.0)
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=10.0,
        read_timeout=read_timeout,
        write_timeout=15.0,
        media_write_timeout=60.0,
        pool_timeout=10.0,
        proxy=connection.proxy or None,
        httpx_kwargs={"limits": limits, "verify": _trust()},
    )


@cache
def _trust() -> SSLContext:
    """Whose certificates count, as httpx has it; reading them all takes longer than anything else here."""
    return httpx.create_ssl_context()
