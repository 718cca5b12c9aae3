"""Bytes ready to be sent: in each coding under a strong ETag of its own, with all headers made."""

import gzip
import re
from datetime import datetime
from email.utils import formatdate, parsedate_to_datetime
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from weakref import WeakValueDictionary

import brotli

Headers = list[tuple[bytes, bytes]]

#: Seconds a client may keep a calendar unasked: a change made in the chat should show on the next look.
MAX_AGE = 60
#: 1 ms for 80 KB, a quarter less than gzip; the highest takes forty times as long and saves another tenth.
BROTLI_QUALITY = 5
TAG = re.compile(rb'"[^"]*"')


class Coding(StrEnum):
    """How a body is packed, by the name HTTP has for it; the best first."""

    BROTLI = "br"
    GZIP = "gzip"
    IDENTITY = "identity"


#: What tells an ETag of one coding from that of another at sight.
SUFFIX = {Coding.BROTLI: "-br", Coding.GZIP: "-gz", Coding.IDENTITY: ""}


class Coded:
    """A body in one coding: its strong ETag, and the headers of an answer with it and of one without."""

    __slots__ = ("body", "headers", "tag", "unchanged")

    def __init__(self, plain: bytes, coding: Coding, stamp: bytes, common: Headers) -> None:
        self.body = _packed(plain, coding)
        self.tag = f'"{sha256(self.body).hexdigest()[:32]}{SUFFIX[coding]}"'.encode()
        self.unchanged: Headers = [
            (b"etag", self.tag),
            (b"last-modified", stamp),
            (b"vary", b"Accept-Encoding"),
            *common,
        ]
        named = [] if coding is Coding.IDENTITY else [(b"content-encoding", coding.encode())]
        self.headers: Headers = [
            (b"content-type", b"text/calendar; charset=utf-8"),
            (b"content-length", str(len(self.body)).encode()),
            (b"content-disposition", b'inline; filename="don-doc.ics"'),
            (b"x-content-type-options", b"nosniff"),
            *named,
            *self.unchanged,
        ]


class Rendition:
    """A calendar as it is now, packed when somebody first asks for it so. `modified` is in seconds since 1970."""

    __slots__ = ("__weakref__", "_coded", "body", "common", "modified", "stamp")

    def __init__(self, body: bytes, modified: int, *, public: bool) -> None:
        self.body = body
        self.modified = modified
        self.stamp = formatdate(modified, usegmt=True).encode()
        kept = f"{'public' if public else 'private'}, max-age={MAX_AGE}".encode()
        self.common: Headers = [(b"cache-control", kept)]
        if not public:  # robots.txt lets calendar programs come; nobody is to find the address by searching
            self.common.append((b"x-robots-tag", b"noindex"))
        self._coded: dict[Coding, Coded] = {}

    def coded(self, coding: Coding) -> Coded:
        """The body so packed."""
        if coding not in self._coded:
            self._coded[coding] = Coded(self.body, coding, self.stamp, self.common)
        return self._coded[coding]

    def is_known(self, coded: Coded, condition: bytes, since: bytes) -> bool:
        """Whether the client has these bytes (RFC 9110 13.2.2: If-None-Match decides alone where it is given)."""
        if condition:
            return condition == coded.tag or condition.strip() == b"*" or coded.tag in TAG.findall(condition)
        if since:
            return since == self.stamp or _has_passed(self.modified, since)
        return False


class Shelf:
    """Equal bytes of different calendars, kept and packed once, as long as anybody's calendar consists of them."""

    def __init__(self) -> None:
        self._renditions: WeakValueDictionary[tuple[bytes, bool], Rendition] = WeakValueDictionary()

    def rendition(self, body: bytes, second: int, before: Rendition | None, *, public: bool = False) -> Rendition:
        """What to send from now on where `before` was sent until now.

        Last-Modified is when these bytes were first rendered, but always later than what the reader had before, even
        within one second: If-Modified-Since must not hide a change.
        """
        if before is not None and before.body == body:
            return before
        name = sha256(body).digest(), public
        found = self._renditions.get(name)
        if found is None or (before is not None and found.modified <= before.modified):
            modified = second if before is None else max(second, before.modified + 1)
            found = self._renditions[name] = Rendition(body, modified, public=public)
        return found


@lru_cache(maxsize=256)
def coding_for(accepted: bytes) -> Coding:
    """The coding that is wanted most (RFC 9110 12.5.3), the smallest of several; plain where nothing else will do."""
    weights: dict[str, float] = {}
    for part in accepted.decode("latin-1").lower().split(","):
        coding, _, parameter = part.partition(";")
        name, _, value = parameter.partition("=")
        weights[coding.strip()] = _weight(value) if name.strip() == "q" else 1.0
    wanted = {
        Coding.BROTLI: weights.get("br", 0.0),  # whoever takes anything at all may be too old to know it
        Coding.GZIP: weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))),
        Coding.IDENTITY: weights.get("identity", 0.0),
    }
    best = max(wanted.values())
    return next(coding for coding in Coding if wanted[coding] == best) if best > 0 else Coding.IDENTITY


def _weight(value: str) -> float:
    """A q value; what cannot be read as one is not wanted."""
    try:
        found = float(value)
    except ValueError:
        return 0.0
    return found if 0 <= found <= 1 else 0.0


def _packed(plain: bytes, coding: Coding) -> bytes:
    match coding:
        case Coding.BROTLI:
            packed: bytes = brotli.compress(plain, quality=BROTLI_QUALITY)
            return packed
        case Coding.GZIP:
            return gzip.compress(plain, mtime=0)
        case Coding.IDENTITY:
            return plain


def _has_passed(modified: int, since: bytes) -> bool:
    try:
        instant: datetime = parsedate_to_datetime(since.decode("ascii"))
        return modified <= instant.timestamp()
    except (ValueError, OverflowError):
        return False
