"""The line to a calendar server: one request, and its answer or the error it comes to. Only here is `caldav` used.

The library builds requests, signs them and parses XML. Its session is replaced by ours, which judges every answer
before the library sees it: the library would follow redirects with changed methods, throw away the body of a 403
(which says whether only a sync token is old), and take answers of any size.
"""

import logging
import re
import ssl
import time
from asyncio import timeout
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus, client
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import niquests
from caldav.aio import AsyncDAVClient
from niquests.structures import CaseInsensitiveDict

from calendar_sync.caldav.server import (
    Account,
    Busy,
    CalendarServerError,
    Conflict,
    Failed,
    Missing,
    Refused,
    Rejected,
    Unreachable,
)

#: Seconds to connect, and to wait for the next bytes of an answer; a whole answer may take some times as long.
CONNECT, READ, TIMES = 10.0, 60.0, 5
#: Bytes a second that the slowest server takes in: it answers a large body only when it has stored it.
SLOWEST = 10_000
#: No answer is larger: a listing or a multiget of thousands of items stays far below.
LARGEST = 64 * 1024 * 1024
LONGEST_CHAIN = 5
#: Headers of our own, since the library hands on nothing else: where the answer came from, the certificate's last day.
ADDRESS, VALID_UNTIL = "x-dondoc-address", "x-dondoc-valid-until"
#: What changes nothing and may be asked twice.
QUESTIONS = {"OPTIONS", "PROPFIND", "REPORT"}
LASTING = (niquests.exceptions.Timeout, niquests.exceptions.SSLError, niquests.exceptions.ProxyError)
ELSEWHERE = {301, 302, 307, 308}
#: The first condition that an error's body names (RFC 4918, 16).
CONDITION = re.compile(rb"<(?:[\w-]+:)?error\b[^>]*>\s*<(?:[\w-]+:)?([\w-]+)")
QUOTA = {"quota-not-exceeded", "sufficient-disk-space"}
#: Conditions and statuses of a PUT that are about this item alone.
OF_ITEM = {
    *("valid-calendar-data", "valid-calendar-object-resource", "supported-calendar-data", "no-uid-conflict"),
    *("supported-calendar-component", "max-resource-size", "min-date-time", "max-date-time", "max-instances"),
    *("max-attendees-per-instance", "supported-calendar-data-type"),
}
OF_ITEM_STATUS = {400, 411, 413, 414, 415, 422, 431}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `condition` is what an error's body names, `tree` the parsed XML, if any."""

    status: int
    url: str
    headers: Mapping[str, str]
    content: bytes = b""
    condition: str = ""
    tree: Any = None

    @property
    def status_code(self) -> int:
        """The status, by the name that the library asks for."""
        return self.status

    @property
    def reason(self) -> str:
        """The status in words."""
        return client.responses.get(self.status, "")

    @property
    def text(self) -> str:
        """The body in words."""
        return self.content.decode("utf-8", "replace")


class _Judged(Exception):
    """No error, but an answer on its way past the library."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class _Session(niquests.AsyncSession):
    """Sends one request, follows redirects that are harmless, and lets only good answers through to the library."""

    def __init__(self, patience: float) -> None:
        # HTTP/2 and 3 gain nothing for one request after another; revocation would be asked for at other hosts.
        super().__init__(disable_http2=True, disable_http3=True, revocation_configuration=None)
        self.trust_env = False
        self._patience = patience

    async def request(self, method: str, url: str, **options: Any) -> Any:  # type: ignore[override] # the library's own
        """Send; `_Judged` carries any answer that is not a success."""
        patience = self._patience + len(options["data"] or b"") / SLOWEST
        options |= {"timeout": (CONNECT, patience), "allow_redirects": False, "stream": True}
        if proxy := next(iter((options["proxies"] or {}).values()), None):  # the library names it for one scheme only
            options["proxies"] = {"http": proxy, "https": proxy}
        for _ in range(LONGEST_CHAIN + 1):
            async with timeout(patience * TIMES):
                answer = await self._answered(method, url, options)
            if answer.status not in ELSEWHERE:
                break
            url = _next(url, answer.headers.get("location", ""))
        else:
            raise Failed(answer.status, "caldav.redirects", url=_shown(url))
        if answer.status // 100 != 2:
            raise _Judged(answer)
        return answer

    async def _answered(self, method: str, url: str, options: dict[str, Any]) -> Answer:
        """One answer; a question is asked once more, for a kept connection may end just when it is used again."""
        try:
            return await self._once(method, url, options)
        except niquests.exceptions.ConnectionError as error:
            if method not in QUESTIONS or isinstance(error, LASTING):
                raise
        return await self._once(method, url, options)

    async def _once(self, method: str, url: str, options: dict[str, Any]) -> Answer:
        response = await super().request(method, url, **options)
        content = bytearray()
        try:
            async for chunk in await response.iter_content(1 << 16):
                content += chunk
                if len(content) > LARGEST:
                    raise Failed(0, "caldav.too_large", url=_shown(url))
        finally:
            await response.close()
        status = response.status_code
        headers = CaseInsensitiveDict(response.headers)
        headers["Content-Type"] = "text/plain"  # the library parses it all the same; of others it complains loudly
        condition = CONDITION.search(bytes(content[: 1 << 16])) if status >= 400 else None
        certificate = getattr(response.conn_info, "certificate_dict", None) or {}
        headers[ADDRESS], headers[VALID_UNTIL] = url, str(certificate.get("notAfter", ""))
        return Answer(
            status,
            url,
            headers,
            bytes(content) if status == HTTPStatus.MULTI_STATUS else b"",
            condition.group(1).decode() if condition else "",
        )


class Line:
    """The line to one account's server, for one event loop; `patience` is how many seconds it may be silent."""

    def __init__(self, account: Account, patience: float = READ) -> None:
        if account.ca and not Path(account.ca).is_file():
            raise Unreachable("caldav.ca_missing", path=account.ca)
        if account.ca and not _has_certificates(account.ca):
            raise Unreachable("caldav.ca_unreadable", path=account.ca)
        self.root = _without_user(account.url)
        self._client = AsyncDAVClient(
            url=self.root,
            username=account.user,
            password=account.password,
            auth_type="basic",
            proxy=account.proxy or None,
            ssl_verify_cert=account.ca or True,
            headers={"User-Agent": "dondoc"},
            enable_rfc6764=False,
            rate_limit_handle=False,
        )
        # Below this level the library writes out every answer anew, and sets up logging for the whole program.
        logging.getLogger("caldav.response").setLevel(logging.WARNING)
        self._client.session = _Session(patience)

    def __repr__(self) -> str:
        return f"Line({_shown(self.root)})"

    async def ask(
        self,
        method: str,
        url: str,
        body: str | bytes = b"",
        headers: Mapping[str, str] | None = None,
        *,
        but: Container[int] = (),
    ) -> Answer:
        """Send one request; an answer with one of the statuses in `but` is returned, any other failure raised."""
        try:
            answer = await self._ask(method, url, body, headers or {})
        except _Judged as judged:
            answer = judged.answer
            if answer.status == HTTPStatus.UNAUTHORIZED and self._wants_digest(answer):
                return await self.ask(method, url, body, headers, but=but)
        if answer.status // 100 != 2 and answer.status not in but:
            raise _error(method, answer)
        return answer

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _ask(self, method: str, url: str, body: str | bytes, headers: Mapping[str, str]) -> Answer:
        if body and "Content-Type" not in headers:
            headers = {**headers, "Content-Type": 'application/xml; charset="utf-8"'}
        try:
            response = await self._client.request(url, method, body, headers)  # type: ignore[arg-type] # bytes too
        except (_Judged, CalendarServerError):
            raise
        except TimeoutError:
            raise Unreachable("caldav.timeout", url=_shown(url)) from None
        except OSError as error:  # niquests' own errors are such, too; their words may name a proxy's password
            raise Unreachable(_why_not(error), url=_shown(url)) from None
        except ValueError:  # an address in the answer that is none
            raise Failed(0, "caldav.nonsense", url=_shown(url)) from None
        tree: Any = response.tree
        if response.status == HTTPStatus.MULTI_STATUS and (tree is None or tree.getroottree().docinfo.doctype):
            raise Failed(0, "caldav.nonsense", url=_shown(url))
        return Answer(response.status, response.headers[ADDRESS], response.headers, tree=tree)

    def _wants_digest(self, answer: Answer) -> bool:
        """Whether the server takes only Digest; from now on that is what it gets."""
        offered = self._client.extract_auth_types(answer.headers.get("www-authenticate", ""))
        if self._client.auth_type != "basic" or "digest" not in offered or "basic" in offered:
            return False
        self._client.auth_type = "digest"
        self._client.build_auth_object(["digest"])
        return True


def _has_certificates(path: str) -> bool:
    try:
        ssl.create_default_context(cafile=path)
    except OSError:  # among them what OpenSSL says of a file that is none
        return False
    return True


def _next(url: str, location: str) -> str:
    """Where a redirect leads; only the same host hears the password again, and never over a line less safe."""
    there = urljoin(url, location)
    now, then = urlsplit(url), urlsplit(there)
    same = (now.scheme, now.netloc) == (then.scheme, then.netloc)
    safer = (now.scheme, then.scheme) == ("http", "https") and now.hostname == then.hostname
    if not location or not (same or safer):
        raise Failed(301, "caldav.redirected", url=_shown(url), target=_shown(there))
    return there


def _why_not(error: OSError) -> str:
    """The key of the sentence for a failed connection."""
    if isinstance(error, niquests.exceptions.SSLError):
        return "caldav.tls"
    if isinstance(error, niquests.exceptions.ProxyError | niquests.exceptions.InvalidProxyURL):
        return "caldav.proxy_fails"
    if isinstance(error, niquests.exceptions.ReadTimeout):
        return "caldav.timeout"
    if "SOCKS" in str(error):  # the library says in words only which of the two was not there
        return "caldav.proxy_socks"
    return "caldav.unreachable"


def _error(method: str, answer: Answer) -> CalendarServerError:
    """What an answer that is no success means."""
    status, url = answer.status, _shown(answer.url)
    if status in (423, 429, 503):
        return Busy(_seconds(answer.headers), url=url)
    if status == 507 or answer.condition in QUOTA:
        return Failed(status, "caldav.quota", url=url)
    if method == "PUT" and (answer.condition in OF_ITEM or status in OF_ITEM_STATUS):
        return Rejected(status, url=url, condition=answer.condition or "-")
    match status:
        case 401 | 403:
            return Refused(status, url=url)
        case 404 | 409 | 410:  # 409: the folder above is missing
            return Missing(url=url)
        case 412:
            return Conflict(url=url)
        case 407:
            return Unreachable("caldav.proxy_fails", url=url)
        case 408:
            return Unreachable("caldav.timeout", url=url)
        case 405 | 501:
            return Failed(status, "caldav.not_caldav", url=url)
    return Failed(status, url=url)


def _seconds(headers: Mapping[str, str]) -> float:
    """How long a server wants to be left alone; a date counts from the server's own clock."""
    said = headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said)
    until, now = http_date(said), http_date(headers.get("date", ""))
    if until is None:
        return 0.0
    return max(0.0, until.timestamp() - (now.timestamp() if now is not None else time.time()))


def http_date(said: str) -> datetime | None:
    """A date as headers say it; None for what is none, or lies outside of all calendars."""
    try:
        return parsedate_to_datetime(said).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _without_user(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment=""))


def _shown(url: str) -> str:
    """An address as it may be read by anybody."""
    parts = urlsplit(_without_user(url))
    return urlunsplit(parts)
