"""The calendars over HTTP: ``GET /calendar/<secret>.ics``, ready-made bytes behind strong ETags. Nothing is changed.

A wrong, an old and a malformed secret all meet the application's answer to any unknown path.
"""

import gzip
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from calendar_sync.calendars import calendar_of
from calendar_sync.feeds import Feed, feeds_of
from calendar_sync.links import Links, link_of
from locales.catalogue import Texts
from plans.model.people import Department, Person, Preference, Unit
from plans.model.plan import Plan, TaskProgress
from plans.model.publishing import CalendarLink, PublishedEvent
from plans.rights import Action, may
from plans.staff.people import language_of
from plans.store.port import Store

Headers = list[tuple[bytes, bytes]]

#: What decides who has which address, and what decides what a calendar says.
ADDRESSED = (Person, CalendarLink)
TOLD = (Plan, TaskProgress, Unit, Person, PublishedEvent, Department, Preference)
#: A real secret has 43 characters; what is longer is not worth hashing.
LONGEST_SECRET = 128
#: No honest client sends a longer condition or list of codings.
LONGEST_HEADER = 8192
#: Seconds a client may keep a calendar unasked: a change made in the chat should show on the next look.
MAX_AGE = 60
TAG = re.compile(rb'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Coded:
    """A body in one coding, with its own strong ETag and all headers ready."""

    body: bytes
    tag: bytes
    headers: Headers
    unchanged: Headers


@dataclass(frozen=True, slots=True)
class Rendition:
    """A calendar as it is now: plain and packed. `modified` is in whole seconds since 1970."""

    plain: Coded
    packed: Coded
    modified: int
    stamp: bytes


class FeedEndpoint:
    """The ASGI endpoint. `today` is the department's day, `wall` the machine's time in seconds (for Last-Modified)."""

    def __init__(self, store: Store, links: Links, today: Callable[[], date], wall: Callable[[], float]) -> None:
        self._store = store
        self._links = links
        self._today = today
        self._wall = wall
        self._people: dict[bytes, tuple[Person, Feed]] = {}
        self._people_version = -1
        self._renditions: dict[tuple[str, Feed], tuple[int, Rendition]] = {}

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        accepted, condition, since = _asked(scope["headers"])
        rendition = self._rendition(*self._person(scope["path_params"]["secret"]))
        coded = rendition.packed if _takes_gzip(accepted) else rendition.plain
        if _is_known(coded, rendition, condition, since):
            status, headers, body = 304, coded.unchanged, b""
        else:
            status, headers, body = 200, coded.headers, coded.body
        # A new list each time: middleware may add to it.
        await send({"type": "http.response.start", "status": status, "headers": [*headers]})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _person(self, secret: str) -> tuple[Person, Feed]:
        """Whose address it is. Looked up by hash: how long that takes tells nothing about any real secret."""
        version = self._store.version(*ADDRESSED)
        if version != self._people_version:
            self._people = {
                self._hash(person, feed): (person, feed)
                for person in self._store.all(Person)
                for feed in feeds_of(self._store, person, self._today())
            }
            self._people_version = version
        found = self._people.get(sha256(secret[:LONGEST_SECRET].encode(errors="replace")).digest())
        if found is None or not may(Action.SUBSCRIBE_CALENDAR, found[0], self._today()):
            raise HTTPException(404)
        return found

    def _hash(self, person: Person, feed: Feed) -> bytes:
        secret = self._links.calendar_secret(person.id, feed, link_of(self._store, person.id, feed).generation)
        return sha256(secret.encode()).digest()

    def _second(self) -> int:
        """The last whole second that is over: Last-Modified must not be later than the Date the server writes."""
        return int(self._wall()) - 1

    def _rendition(self, person: Person, feed: Feed) -> Rendition:
        """The kept bytes, made anew when the facts have moved, and replaced only when the bytes differ."""
        version = self._store.version(*TOLD)
        known = self._renditions.get((person.id, feed))
        if known is not None and known[0] == version:
            return known[1]
        texts = Texts(language_of(self._store, person))
        body = calendar_of(self._store, feed, person, texts, self._links.chat_url(), self._today())
        if known is None:
            rendition = _rendered(body, self._second())
        elif known[1].plain.body != body:
            # Later than the last, even within one second: If-Modified-Since must not hide a change.
            rendition = _rendered(body, max(self._second(), known[1].modified + 1))
        else:
            rendition = known[1]
        self._renditions[person.id, feed] = version, rendition
        return rendition


def calendar_routes(
    store: Store, links: Links, today: Callable[[], date], wall: Callable[[], float] = time.time
) -> list[Route]:
    """The feed's only route, for the application."""
    return [
        Route(
            "/calendar/{secret}.ics", FeedEndpoint(store, links, today, wall), methods=["GET", "HEAD"], name="calendar"
        )
    ]


def _rendered(body: bytes, modified: int) -> Rendition:
    stamp = formatdate(modified, usegmt=True).encode()
    packed = gzip.compress(body, mtime=0)
    return Rendition(
        plain=_coded(body, _tag(body, ""), stamp, []),
        packed=_coded(packed, _tag(packed, "-gz"), stamp, [(b"content-encoding", b"gzip")]),
        modified=modified,
        stamp=stamp,
    )


def _tag(body: bytes, coding: str) -> bytes:
    return f'"{sha256(body).hexdigest()[:32]}{coding}"'.encode()


def _coded(body: bytes, tag: bytes, stamp: bytes, coding: Headers) -> Coded:
    unchanged = [
        (b"etag", tag),
        (b"last-modified", stamp),
        (b"vary", b"Accept-Encoding"),
        (b"cache-control", f"private, max-age={MAX_AGE}".encode()),
    ]
    headers = [
        (b"content-type", b"text/calendar; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"content-disposition", b'inline; filename="don-doc.ics"'),
        (b"x-content-type-options", b"nosniff"),
        *coding,
        *unchanged,
    ]
    return Coded(body, tag, headers, unchanged)


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


def _is_known(coded: Coded, rendition: Rendition, condition: bytes, since: bytes) -> bool:
    """Whether the client has these bytes already (RFC 9110 13.2.2: If-None-Match decides alone where it is given)."""
    if condition:
        return condition == coded.tag or condition.strip() == b"*" or coded.tag in TAG.findall(condition)
    if since:
        return since == rendition.stamp or _has_passed(rendition.modified, since)
    return False


def _has_passed(modified: int, since: bytes) -> bool:
    try:
        instant: datetime = parsedate_to_datetime(since.decode("ascii"))
        return modified <= instant.timestamp()
    except (ValueError, OverflowError):
        return False


@lru_cache(maxsize=256)
def _takes_gzip(accepted: bytes) -> bool:
    """Whether gzip is wanted at least as much as plain bytes (RFC 9110 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accepted.decode("latin-1").lower().split(","):
        coding, _, parameter = part.partition(";")
        name, _, value = parameter.partition("=")
        weights[coding.strip()] = _weight(value) if name.strip() == "q" else 1.0
    gzip_weight = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return gzip_weight > 0 and gzip_weight >= weights.get("identity", 0.0)


def _weight(value: str) -> float:
    """A q value; what cannot be read as one is not wanted."""
    try:
        return float(value)
    except ValueError:
        return 0.0
