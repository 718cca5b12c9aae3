"""The web application: every route of the house in one place, behind one guard."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ExceptionHandler

from bot.channels.web.arrivals import ArrivalPages
from bot.channels.web.calendar_pages import CalendarPages
from bot.channels.web.chat import Respond, WebChat
from bot.channels.web.chat_routes import ChatRoutes
from bot.channels.web.demo import Demo, DemoPages
from bot.channels.web.entry import Entry
from bot.channels.web.guard import SECURITY_HEADERS, Guard, client_of
from bot.channels.web.letter_pages import LetterPages
from bot.channels.web.pages import Pages
from bot.channels.web.push_pages import PushPages
from bot.channels.web.sessions import Sessions
from bot.channels.web.site import STATIC, Site, templates
from bot.channels.web.streams import Streams
from bot.clock import Clock
from bot.documents.uploads import Fetch, Sent
from bot.push.pushing import Pushing
from bot.talk import Installation
from calendar_sync.subscribing.links import Links
from plans.problems import StoreUnwritable
from plans.store.port import Store


@dataclass(frozen=True, slots=True)
class Web:
    """The web channel at work: its ASGI application, the channel that carries digests, and the open pages.

    Call `streams.close()` when the server is told to stop: open pages would otherwise keep it waiting.
    """

    app: Starlette
    chat: WebChat
    streams: Streams


def web_app(
    store: Store,
    respond: Respond,
    clock: Clock,
    links: Links,
    begin: Callable[[Sent, Fetch], None],
    *,
    feed: Sequence[BaseRoute] = (),
    demo: Demo | None = None,
    installation: Installation | None = None,
    client: Callable[[Request], str] = client_of,
    push: Pushing | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> Web:
    """Everything that is served over HTTP.

    `links.base_url` is the public address; `begin` is given the documents that people send; `demo` adds the demo's
    pages; `installation` says what there is beside the links, `client` who sends a request, for counting wrong tries.
    With `push`, browsers can ask to be told of news while no page is open. `monotonic` counts the seconds between what
    one person sends, which a demo's clock doesn't.
    """
    streams = Streams()
    chat = WebChat(store, respond, clock, streams, *([push.tell] if push else []))
    sessions = Sessions(store, clock, links.base_url)
    site = Site(
        store,
        clock,
        chat,
        streams,
        sessions,
        links,
        templates(),
        public_url=links.base_url,
        demo=demo is not None,
        begin=begin,
        installation=installation or Installation(links),
        client=client,
        push=push,
    )
    demo_pages = DemoPages(site, demo) if demo is not None else None
    calendar_pages = CalendarPages(site)
    handlers = _handlers(site)
    pages = Starlette(
        routes=[
            *Pages(site, calendar_pages.beside_chat, demo_pages.values if demo_pages else None).routes(),
            *calendar_pages.routes(),
            *ChatRoutes(site, monotonic).routes(),
            *Entry(site).routes(),
            *LetterPages(site).routes(),
            *PushPages(site).routes(),
            *ArrivalPages(site).routes(),
            *(demo_pages.routes() if demo_pages else ()),
            Route("/healthz", healthy, methods=["GET"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers=handlers,
    )
    # The feed's bytes and headers are ready-made; only its refusals look like everybody's.
    app = Starlette(routes=[*feed, Mount("/", app=pages)], exception_handlers=handlers)
    return Web(app, chat, streams)


async def healthy(_request: Request) -> Response:
    """For whoever watches over the process."""
    return PlainTextResponse("ok\n")


def _handlers(site: Site) -> Mapping[Any, ExceptionHandler]:
    def answer(request: Request, status: int, key: str, headers: Mapping[str, str] | None = None) -> Response:
        person = site.sessions.person(request)
        sentence = site.texts(request, person)(key)
        response: Response
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            response = site.page(request, "trouble.html", status=status, person=person, sentence=sentence)
        else:
            response = JSONResponse({"error": sentence}, status)
        response.headers.update({**SECURITY_HEADERS, **(headers or {})})
        return response

    async def refused(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            return await broken(request, error)
        status, detail, headers = error.status_code, error.detail, dict(error.headers or {})
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["allow"] = ", ".join(sorted(_methods(request)))
        default = "web.error_unknown_page" if status == HTTPStatus.NOT_FOUND else "web.error_any"
        return answer(request, status, detail if detail.startswith(("web.", "right.", "push.")) else default, headers)

    async def unwritable(request: Request, _error: Exception) -> Response:
        return answer(request, HTTPStatus.SERVICE_UNAVAILABLE, "web.error_unwritable")

    async def broken(request: Request, _error: Exception) -> Response:
        # Starlette raises the bug again after this answer, so that the log has it whole.
        return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "web.error_any")

    return {HTTPException: refused, StoreUnwritable: unwritable, Exception: broken}


def _methods(request: Request) -> set[str]:
    """What may be done at a path: several routes can share it, and the one that refused knows only its own."""
    routes = [route for route in request.app.routes if isinstance(route, Route)]
    matching = [route for route in routes if route.matches(request.scope)[0] is not Match.NONE]
    return {method for route in matching for method in route.methods or ()}
