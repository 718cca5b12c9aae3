"""What stands in front of every page: size limits, where a post comes from, and the headers of every answer.

A post is taken only as JSON, with a header that no form of another site can set, from a page of this site. Together
with the cookie's SameSite that leaves nothing for a forged request to ride on.
"""

import asyncio
import json
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.networks import LOOPBACK, Networks

BODY_LIMIT = 64 * 1024
HEADER_LIMIT = 16 * 1024
#: Seconds that the body of a post may take: a page sends it at once, and nobody may keep connections open with less.
BODY_SECONDS = 10.0
#: Every post names the session its page was made for (or "-" for nobody's).
TOKEN_HEADER = "x-dondoc-token"  # noqa: S105 - a header's name
SECURITY_HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
    "cache-control": "no-store",
}


class Guard:
    """Middleware: refuses oversized headers, and adds the security headers to what has none of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if scope["path"].startswith("/static/"):
                    headers.setdefault("cache-control", "no-cache")
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADER_LIMIT:
            await send_guarded({"type": "http.response.start", "status": 431, "headers": []})
            await send_guarded({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, send_guarded)


def came_from_here(headers: Headers, public_url: str) -> bool:
    """Whether a browser says that a post comes from a page of ours; a client that says nothing is no browser."""
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    ours = {headers.get("host", ""), urlsplit(public_url).netloc} - {""}
    return origin.partition("://")[2] in ours


def refuse_foreign(request: Request, public_url: str, media_type: str) -> None:
    """Turn away a post that no page of ours made, or that is not of the type a form can't send."""
    headers = request.headers
    if not came_from_here(headers, public_url) or TOKEN_HEADER not in headers:
        raise HTTPException(403, "web.error_foreign")
    if headers.get("content-type", "").partition(";")[0].strip().lower() != media_type:
        raise HTTPException(415, "web.error_malformed")


async def posted(request: Request, public_url: str) -> dict[str, Any]:
    """The JSON object of a post; every refusal is an `HTTPException` whose detail is a catalogue key."""
    refuse_foreign(request, public_url, "application/json")
    try:
        found = json.loads(await body_of(request, BODY_LIMIT, BODY_SECONDS))
    except (ValueError, RecursionError):
        raise HTTPException(400, "web.error_malformed") from None
    if not isinstance(found, dict):
        raise HTTPException(400, "web.error_malformed")
    return found


async def body_of(request: Request, limit: int, seconds: float, too_large: str = "web.error_too_large") -> bytes:
    """The body of a post: at most `limit` bytes within `seconds`; what is announced as larger isn't read at all."""
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and (len(announced) > 15 or int(announced) > limit):
        raise HTTPException(413, too_large, headers={"connection": "close"})
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    raise HTTPException(413, too_large, headers={"connection": "close"})
    except ClientDisconnect:
        raise HTTPException(400, "web.error_malformed") from None
    except TimeoutError:
        raise HTTPException(408, "web.error_too_slow", headers={"connection": "close"}) from None
    return bytes(body)


def text_of(values: Mapping[str, Any], name: str, limit: int, too_long: str = "web.error_malformed") -> str:
    """A text of a post, "" when it is missing; without surrogates, direction marks and controls (but line ends).

    `too_long` is what to say when it exceeds the limit: only what people write themselves can do so honestly.
    """
    found = values.get(name, "")
    if not isinstance(found, str):
        raise HTTPException(400, "web.error_malformed")
    spaced = "".join(" " if letter.isspace() and letter != "\n" else letter for letter in found)
    clean = "".join(letter for letter in spaced if letter.isprintable() or letter in "\n\u200c\u200d")
    if len(clean) > limit:
        raise HTTPException(400, too_long)
    return clean.strip()


def number_of(values: Mapping[str, Any], name: str) -> int:
    """A non-negative number of a post, 0 when it is missing."""
    found = values.get(name, 0)
    if type(found) is not int or not 0 <= found < 2**53:
        raise HTTPException(400, "web.error_malformed")
    return found


def client_of(request: Request, trusted: Networks = LOOPBACK) -> str:
    """Who sends a request, for counting: an IPv4 address, or the /64 network that one household has in IPv6.

    Behind trusted proxies it is whom the outermost of them names; what somebody wrote in front of that proves nothing.
    """
    peer = _address(request.client.host if request.client else "")
    named = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    while named and peer is not None and any(peer in network for network in trusted):
        before = _address(named.pop().strip())
        if before is None:
            break
        peer = before
    if isinstance(peer, IPv6Address):
        return str(IPv6Network((peer, 64), strict=False))
    return str(peer or "")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found
