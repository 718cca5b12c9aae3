"""How Telegram is reached: other servers, proxies, and a token that stays secret."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram.connection import TELEGRAM, Connection
from bot.channels.telegram.service import introduce
from tests.bot_api_server import ME, TOKEN, USERNAME, BotApiServer

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(talk: Talk) -> AsyncIterator[int]:
    """A server on a free port that talks like that to whoever calls."""
    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def answer_get_me(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str:
    """Take one HTTP request and answer it as `getMe`; its first line."""
    head = await reader.readuntil(b"\r\n\r\n")
    body = json.dumps({"ok": True, "result": ME}).encode()
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body)
    await writer.drain()
    writer.close()
    return head.decode().partition("\r\n")[0]


async def test_an_http_proxy_is_asked_for_the_real_address() -> None:
    asked: list[str] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await answer_get_me(reader, writer))

    async with listening(proxy) as port:
        connection = Connection(TOKEN, "http://botapi.example.vn", f"http://127.0.0.1:{port}")
        assert await introduce(connection) == USERNAME
    assert asked == [f"POST http://botapi.example.vn/bot{TOKEN}/getMe HTTP/1.1"]


async def test_a_socks5h_proxy_is_left_to_look_the_name_up() -> None:
    wanted: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")  # no password
        _, _, _, kind = await reader.readexactly(4)
        assert kind == 3  # a name, not a number
        (length,) = await reader.readexactly(1)
        wanted.append(await reader.readexactly(length))
        await reader.readexactly(2)
        writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
        await answer_get_me(reader, writer)

    async with listening(proxy) as port:
        connection = Connection(TOKEN, "http://botapi.example.vn", f"socks5h://127.0.0.1:{port}")
        assert await introduce(connection) == USERNAME
    assert wanted == [b"botapi.example.vn"]


@pytest.mark.parametrize("ending", ["", "/", "/bot", "/bot/"])
async def test_the_servers_address_may_be_written_in_several_ways(server: BotApiServer, ending: str) -> None:
    assert await introduce(Connection(TOKEN, server.url + ending)) == USERNAME


def test_without_an_address_it_is_telegrams_own() -> None:
    assert Connection(TOKEN).root == TELEGRAM


async def test_neither_log_nor_representation_tells_the_token(
    server: BotApiServer, caplog: pytest.LogCaptureFixture
) -> None:
    connection = Connection(TOKEN, server.url, "http://user:secret@proxy.example.vn")
    assert TOKEN not in repr(connection)
    assert "secret" not in repr(connection)
    with caplog.at_level(logging.DEBUG):
        await introduce(Connection(TOKEN, server.url))
    assert TOKEN not in caplog.text
