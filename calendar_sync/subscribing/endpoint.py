"""The calendars over HTTP: ``GET /calendar/<secret>.ics``, ready-made bytes behind strong ETags. Nothing is changed.

A wrong and a malformed secret meet the application's answer to any unknown path. One that was valid says for 30 days
that it has ended, in one event and with no other fact, and is gone after that. ``/calendar/public.ics`` is everybody's
while the office shows it.
"""

import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from calendar_sync.calendars import Calendars
from calendar_sync.feeds import PUBLIC, is_public
from calendar_sync.subscribing.address_book import Address, AddressBook
from calendar_sync.subscribing.ended import ended_calendar
from calendar_sync.subscribing.links import PUBLIC_PATH, Links
from calendar_sync.subscribing.renditions import Rendition, Shelf, coding_for
from calendar_sync.watched import Watched
from locales.catalogue import DEFAULT_LANGUAGE, Texts
from plans.calendars.addresses import link_of
from plans.model.people import Person
from plans.staff.people import language_of
from plans.store.port import Store

#: No honest client sends a longer condition or list of codings.
LONGEST_HEADER = 8192
#: Google's calendar program reads this before it fetches a calendar. Nothing else is for programs to look at.
ROBOTS = "User-agent: *\nAllow: /calendar/\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is sent at an address, and all that it was made of."""

    state: Hashable
    rendition: Rendition


class Feeds:
    """What is to be sent at each address. `today` is the department's day, `wall` the machine's time in seconds."""

    def __init__(self, store: Store, links: Links, today: Callable[[], date], wall: Callable[[], float]) -> None:
        self._store = store
        self._links = links
        self._today = today
        self._wall = wall
        self._book = AddressBook(store, links)
        self._shelf = Shelf()
        self._watched = Watched(store)
        self._calendars: Calendars | None = None
        self._read: tuple[int, date] | None = None
        self._kept: dict[bytes, _Kept] = {}

    def address(self, secret: str) -> Address | None:
        """The address with that secret, if there is or was one."""
        return self._book.find(secret)

    def at(self, address: Address) -> Rendition | None:
        """What is sent there: the calendar, that the address has ended, or None once that was said long enough."""
        today, person = self._today(), self._store.get(Person, address.person)
        if person is None or (not address.shows(today) and address.is_forgotten(today)):
            return None
        language = language_of(self._store, person)
        if not address.shows(today):
            return self._rendition(
                address.digest,
                (address.ended, language),
                lambda: ended_calendar(address, Texts(language), self._links.chat_url()),
            )
        alarms = link_of(self._store, person.id, address.feed.id).alarms
        calendars = self._calendars_of(today)
        return self._rendition(
            address.digest,
            (self._read, person, language, alarms),
            lambda: calendars.body(address.feed, person, Texts(language), alarms=alarms),
        )

    def public(self) -> Rendition | None:
        """The department's calendar, while everybody may see it."""
        if not is_public(self._store):
            return None
        calendars, texts = self._calendars_of(self._today()), Texts(DEFAULT_LANGUAGE)
        source = self._links.public_url()
        return self._rendition(b"", self._read, lambda: calendars.body(PUBLIC, None, texts, source=source), public=True)

    def _calendars_of(self, today: date) -> Calendars:
        """What all calendars have in common, read anew when anything has changed that they were made of."""
        read = self._watched.version(), today
        if self._calendars is None or read != self._read:
            self._calendars = Calendars(self._watched, self._links.chat_url(), today)
            self._read = self._watched.version(), today
        return self._calendars

    def _rendition(self, name: bytes, state: Hashable, body: Callable[[], bytes], *, public: bool = False) -> Rendition:
        """The kept bytes, made anew when their facts have moved, and replaced only when they differ."""
        kept = self._kept.get(name)
        if kept is not None and kept.state == state:
            return kept.rendition
        # The last whole second that is over: Last-Modified must not be later than the Date the server writes.
        second, before = int(self._wall()) - 1, kept.rendition if kept else None
        rendition = self._shelf.rendition(body(), second, before, public=public)
        self._kept[name] = _Kept(state, rendition)
        if len(self._kept) > len(self._book) + 1:  # whoever was removed wholly
            self._kept = {name: kept for name, kept in self._kept.items() if not name or name in self._book}
        return rendition


class FeedEndpoint:
    """The ASGI endpoint of all calendars: with a secret in its path somebody's, without one the public one."""

    def __init__(self, feeds: Feeds, missed: Callable[[Request], float]) -> None:
        self._feeds = feeds
        self._missed = missed

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        accepted, condition, since = _asked(scope["headers"])
        rendition = self._found(scope)
        coded = rendition.coded(coding_for(accepted))
        if rendition.is_known(coded, condition, since):
            status, headers, body = 304, coded.unchanged, b""
        else:
            status, headers, body = 200, coded.headers, coded.body
        # A new list each time: middleware may add to it.
        await send({"type": "http.response.start", "status": status, "headers": [*headers]})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _found(self, scope: Scope) -> Rendition:
        secret = scope["path_params"].get("secret")
        if secret is None:
            rendition = self._feeds.public()
            if rendition is None:
                raise HTTPException(404)
            return rendition
        address = self._feeds.address(secret)
        if address is None:
            wait = self._missed(Request(scope))
            if wait > 0:
                raise HTTPException(429, "web.error_too_many", {"retry-after": str(ceil(wait))})
            raise HTTPException(404)
        rendition = self._feeds.at(address)
        if rendition is None:
            raise HTTPException(410, "web.error_calendar_gone")
        return rendition


def calendar_routes(
    store: Store,
    links: Links,
    today: Callable[[], date],
    wall: Callable[[], float] = time.time,
    missed: Callable[[Request], float] = lambda _: 0.0,
) -> list[Route]:
    """The feeds' routes, for the application.

    `missed` is told of every request for an address that never was, and says how many seconds the client has to wait.
    """
    endpoint = FeedEndpoint(Feeds(store, links, today, wall), missed)
    return [
        Route(PUBLIC_PATH, endpoint, methods=["GET", "HEAD"]),
        Route("/calendar/{secret}.ics", endpoint, methods=["GET", "HEAD"], name="calendar"),
        Route("/robots.txt", robots, methods=["GET"]),
    ]


async def robots(_request: Request) -> Response:
    """What programs may look at."""
    return PlainTextResponse(ROBOTS, headers={"cache-control": "public, max-age=86400"})


def _asked(headers: Iterable[tuple[bytes, bytes]]) -> tuple[bytes, bytes, bytes]:
    """The request's Accept-Encoding, If-None-Match and If-Modified-Since; b"" for what it doesn't say."""
    accepted = condition = since = b""
    for name, value in headers:
        if name == b"accept-encoding":
            accepted = accepted + b"," + value if accepted else value
        elif name == b"if-none-match":
            condition = condition + b"," + value if condition else value
        elif name == b"if-modified-since":
            since = value
    if len(accepted) > LONGEST_HEADER or len(condition) > LONGEST_HEADER:
        raise HTTPException(431)
    return accepted, condition, since
