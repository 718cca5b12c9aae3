"""A raw HTTP server on loopback that answers as it is told: what real servers and fronts do wrong."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

MULTISTATUS = (
    '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{}</d:multistatus>'
)


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    connection: int


@dataclass(frozen=True)
class Says:
    """One answer; `raw` is sent as it stands instead, and None ends the connection without a word.

    `closes`: the connection ends after the answer, which does not say so. `drips`: bytes come for ever, but slowly.
    """

    status: int = 207
    body: bytes | str = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = b""
    hang: bool = False
    closes: bool = False
    drips: bool = False


@dataclass
class ScriptedServer:
    """Answers by `answer`; `asked` is what came."""

    url: str
    answer: Callable[[Asked], Says]
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0

    def script(self, *answers: Says) -> None:
        """Give these answers in turn; the last one for ever."""
        left = list(answers)
        self.answer = lambda _: left.pop(0) if len(left) > 1 else left[0]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection until it ends."""
        self.connections += 1
        number = self.connections
        try:
            while line := await reader.readline():
                if not line.endswith(b" HTTP/1.1\r\n"):  # no HTTP, but the beginning of TLS
                    return
                method, path, _ = line.decode("latin-1").split(" ", 2)
                headers = {}
                while (line := await reader.readline()).strip():
                    name, _, value = line.decode("latin-1").partition(":")
                    headers[name.lower()] = value.strip()
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                self.asked.append(Asked(method, path, headers, body, number))
                if not await self._say(self.answer(self.asked[-1]), writer):
                    return
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    @staticmethod
    async def _say(says: Says, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection goes on."""
        if says.hang:
            await asyncio.Event().wait()
        if says.drips:
            writer.write(b"HTTP/1.1 207 X\r\nContent-Length: 1000000\r\n\r\n")
            while True:
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.05)
        if says.raw is None:
            return False
        body = says.body.encode() if isinstance(says.body, str) else says.body
        headers = {"Content-Type": "application/xml; charset=utf-8", "Content-Length": str(len(body)), **says.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(says.raw or f"HTTP/1.1 {says.status} X\r\n{head}\r\n".encode("latin-1") + body)
        await writer.drain()
        return headers.get("Connection") != "close" and not says.closes


@asynccontextmanager
async def scripted(context: ssl.SSLContext | None = None) -> AsyncIterator[ScriptedServer]:
    """A server for as long as the block."""
    made = ScriptedServer("", lambda _: Says(500))
    tasks = set[asyncio.Task[None]]()

    def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.ensure_future(made.serve(reader, writer)))

    server = await asyncio.start_server(accepted, "127.0.0.1", 0, ssl=context)
    made.url = f"http{'s' if context else ''}://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    try:
        yield made
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def multistatus(*responses: str) -> str:
    """A 207's body."""
    return MULTISTATUS.format("".join(responses))


def response(href: str, properties: str, status: str = "200 OK") -> str:
    """One response with properties."""
    return (
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{properties}</d:prop>"
        f"<d:status>HTTP/1.1 {status}</d:status></d:propstat></d:response>"
    )
