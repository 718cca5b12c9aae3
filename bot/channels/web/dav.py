"""The front of our calendar server: under /caldav/ of our address, calendar programs reach Radicale.

Radicale listens on this machine only. Here is decided who logs in, what they may ask for, and how large and how slow it
may be; what is left goes on to it, and its answer comes back as it is.
"""

import contextlib
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType

import httpx
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send

from bot.channels.web.dav_logins import SECONDS, Login, Logins
from bot.channels.web.dav_rules import (
    READING,
    WITH_BODY,
    WITH_XML,
    WRITING,
    Place,
    is_harmless_xml,
    place_of,
    refusal,
)
from bot.channels.web.guard import HEADER_LIMIT, SECURITY_HEADERS, body_of, client_of
from bot.clock import Clock
from calendar_sync.caldav.server import Account
from calendar_sync.publishing.collections import open_to
from calendar_sync.radicale.embedded import Embedded
from calendar_sync.radicale.files import SIGN
from calendar_sync.subscribing.links import SERVER_PATH
from locales.catalogue import Texts
from plans.duties.seeing_to import sees_to_any
from plans.staff.people import language_of
from plans.store.port import Store
from plans.working_days import day_in_hanoi

BODY_LIMIT = 1024 * 1024
#: Seconds that a body may take, that Radicale may take to answer, and after which to ask again.
BODY_SECONDS, ANSWER_SECONDS, AGAIN = 20.0, 60.0, 5
#: How many requests at once go on to Radicale, which takes 20; the others wait here.
AT_ONCE = 12
#: What of a request and of an answer goes on.
ASKED = frozenset({"accept", "accept-encoding", "content-type", "depth", "if-match", "if-none-match", "user-agent"})
ASKED_OF_READING = frozenset({"brief", "prefer", "if-modified-since"})
DROPPED = frozenset({"connection", "date", "keep-alive", "server", "transfer-encoding", "www-authenticate", SIGN})
#: RFC 4918: classes 1 and 3 (no locks); RFC 4791.
ABILITIES: Mapping[str, str] = MappingProxyType(
    {"dav": "1, 3, calendar-access", "allow": ", ".join(sorted({"OPTIONS", *READING, *WRITING}))}
)
REALM = 'Basic realm="Don Doc", charset="UTF-8"'


class DavFront:
    """An ASGI application over a running (or not yet running) calendar server.

    `written` is told the path of a collection, relative to the server's root, in which a person has just written;
    `client` says who sends a request.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        server: Embedded,
        *,
        written: Callable[[str], None] = lambda _path: None,
        client: Callable[[Request], str] = client_of,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._clock = clock
        self._server = server
        self._written = written
        self._client_of = client
        self._logins = Logins(store, clock, monotonic)
        self._client: httpx.AsyncClient | None = None

    def ways_in(self) -> list[BaseRoute]:
        """Where calendar programs find it; of an address without a path they ask for the way."""
        return [
            Route("/", to_the_front, methods=["PROPFIND"]),
            Route("/.well-known/caldav", to_the_front, methods=["GET", "PROPFIND"]),
            Route(SERVER_PATH, to_the_front, methods=["GET", "PROPFIND"]),
            Mount(SERVER_PATH, app=self),
        ]

    async def close(self) -> None:
        """Let go of the line to Radicale."""
        if self._client is not None:
            await self._client.aclose()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            answer = await self._answer(Request(scope, receive))
        except HTTPException as error:
            answer = _refused(error.status_code, dict(error.headers or {}))
        for name, value in SECURITY_HEADERS.items():
            answer.headers.setdefault(name, value)
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if sum(len(name) + len(value) for name, value in request.headers.raw) > HEADER_LIMIT:
            return _refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        place = place_of(request.scope["raw_path"].removeprefix(SERVER_PATH.encode()))
        if place is None:
            return _refused(HTTPStatus.BAD_REQUEST)
        if request.method == "OPTIONS":  # asked before logging in, and without secrets
            return Response(status_code=HTTPStatus.OK, headers=dict(ABILITIES))
        login = self._logins.check(request.headers.get("authorization", ""), self._client_of(request))
        if isinstance(login, int):
            wait = {"retry-after": str(SECONDS)} if login == HTTPStatus.TOO_MANY_REQUESTS else {}
            return _refused(login, {"www-authenticate": REALM, **wait})
        today = day_in_hanoi(self._clock())
        assigned = login.account.tasks and sees_to_any(self._store, login.person, today)
        collections = open_to(self._store, login.person, login.account, today, assigned=assigned)
        refused = refusal(request.method, place, login.person, collections)
        if refused is not None:
            return _refused(refused)
        if request.method in ("GET", "HEAD") and not place.collection:  # a browser, by hand
            texts = Texts(language_of(self._store, login.person))
            return PlainTextResponse(texts("web.dav_only") + "\n")
        if request.headers.get("depth", "0").strip() not in ("0", "1"):
            return _too_deep()
        body = await body_of(request, BODY_LIMIT, BODY_SECONDS) if request.method in WITH_BODY else b""
        if "content-encoding" in request.headers or _charset(request) not in ("", "utf-8", "us-ascii"):
            return _refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        if request.method in WITH_XML and not is_harmless_xml(body):
            return _refused(HTTPStatus.BAD_REQUEST)
        return await self._pass_on(request, login, place, body)

    async def _pass_on(self, request: Request, login: Login, place: Place, body: bytes) -> Response:
        account = self._server.account
        if account is None:
            return _later()
        self._server.refresh()
        try:
            # Read to its end at once: a slow reader is to hold a line to us, not one of the few to Radicale.
            asked = self._asked(account, request, login, place, body)
            async with contextlib.aclosing(await self._line().send(asked, stream=True)) as answer:
                content = b"".join([chunk async for chunk in answer.aiter_raw()])
        except httpx.HTTPError:
            return _later()
        if answer.status_code == HTTPStatus.UNAUTHORIZED:  # it knows the account a moment later than we do
            return _later()
        if request.method in WRITING and answer.is_success:
            self._written(f"{place.user}/{place.collection}")
        headers = {name: value for name, value in answer.headers.items() if name not in DROPPED}
        return Response(content, answer.status_code, headers)

    def _asked(self, account: Account, request: Request, login: Login, place: Place, body: bytes) -> httpx.Request:
        known = ASKED if request.method in WRITING else ASKED | ASKED_OF_READING
        headers = {b"authorization": login.header.encode(), b"x-script-name": SERVER_PATH.encode()}
        for name, value in request.headers.raw:  # of two with one name the first, which is the one that was looked at
            if name.decode("latin-1") in known:
                headers.setdefault(name, value)
        if request.method == "PROPFIND":
            headers.setdefault(b"depth", b"0")
        url = httpx.URL(account.url).copy_with(raw_path=place.path.encode())
        content = body if request.method in WITH_BODY else None
        return self._line().build_request(request.method, url, headers=headers, content=content)

    def _line(self) -> httpx.AsyncClient:
        if self._client is None:
            limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=0)
            timeout = httpx.Timeout(ANSWER_SECONDS, connect=ANSWER_SECONDS)
            # No proxy, and no certificates: it is on this machine.
            self._client = httpx.AsyncClient(timeout=timeout, limits=limits, trust_env=False, verify=False)  # noqa: S501
            self._client.headers.clear()
        return self._client


async def to_the_front(_request: Request) -> Response:
    """Where the calendars are (RFC 6764)."""
    return RedirectResponse(f"{SERVER_PATH}/", HTTPStatus.MOVED_PERMANENTLY, headers=dict(ABILITIES))


def _charset(request: Request) -> str:
    _, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    named = [part.partition("=")[2].strip(' "') for part in parameters.split(";") if "charset" in part]
    return named[0] if named else ""


def _refused(status: int, headers: Mapping[str, str] = MappingProxyType({})) -> Response:
    return PlainTextResponse(f"{HTTPStatus(status).phrase}\n", status, headers=dict(headers))


def _later() -> Response:
    return _refused(HTTPStatus.SERVICE_UNAVAILABLE, {"retry-after": str(AGAIN)})


def _too_deep() -> Response:
    """RFC 4918, 9.1: a server may refuse to list everything below."""
    said = '<?xml version="1.0" encoding="utf-8"?>\n<error xmlns="DAV:"><propfind-finite-depth/></error>\n'
    return Response(said, HTTPStatus.FORBIDDEN, media_type="application/xml")
