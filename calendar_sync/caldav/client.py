"""CaldavServer: any calendar server that speaks CalDAV, in as few requests as the protocol allows."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from calendar_sync.caldav import xml
from calendar_sync.caldav.line import READ, Answer, Line
from calendar_sync.caldav.server import (
    Account,
    Conflict,
    Failed,
    Listing,
    Missing,
    Refused,
    Resource,
)

CALENDAR = {"Content-Type": "text/calendar; charset=utf-8"}
#: A token that is no longer valid (RFC 6578, 3.2), or a server that knows no tokens at all.
NO_TOKEN = {400, 403, 405, 409, 410, 412, 415, 422, 501, 507}
#: How many parts of one truncated listing are asked for.
LONGEST_LISTING = 1000


class CaldavServer:
    """A `CalendarServer` by CalDAV (RFC 4791); see the port for what each deed does."""

    def __init__(self, line: Line, home: str, *, tags: bool = False) -> None:
        self.home = home if home.endswith("/") else f"{home}/"
        self._line = line
        #: Whether this server names its versions with weak etags also in its listings, and so wants them back weak.
        self._weak = False
        #: Whether it is asked for the tags of collections, since it knows no tokens.
        self._tags = tags

    @classmethod
    async def connect(cls, account: Account, patience: float = READ, *, tags: bool = False) -> "CaldavServer":
        """Find the calendar home of the account, where it is to be found; raises as the deeds do.

        With `tags` the server is asked for the tags of collections only, though it may know tokens, too.
        """
        line = Line(account, patience)
        try:
            home = await find_home(line) if account.discover else line.root
            return cls(line, home, tags=tags)
        except BaseException:
            await line.close()
            raise

    async def state(self, path: str) -> str | None:
        """As the port says."""
        body = xml.state(tags=self._tags)
        answer = await self._line.ask("PROPFIND", self._url(path), body, {"Depth": "0"}, but={404, 410})
        if answer.status in (404, 410):
            return None
        own = self._own(answer, path)
        if own.status in (404, 410):
            return None
        return await self.state(path) if self._turns_to_tags(own) else xml.state_of(own)

    async def create(self, path: str, name: str, color: str, component: str) -> None:
        """As the port says."""
        tries = [(color, False), ("", False), (color, True), ("", True)]
        for shade, extended in tries:
            body = xml.make_calendar(name, shade, component, extended=extended)
            answer = await self._make("MKCOL" if extended else "MKCALENDAR", path, body)
            if answer.status == 201 or (answer.status // 100 == 2 and answer.status != 207):
                return
            if await self.state(path) is not None:
                return
        raise Refused(403) if answer.status == 403 else Failed(answer.status, "caldav.no_mkcalendar")

    async def _make(self, verb: str, path: str, body: str) -> Answer:
        """Make one collection; where the folder above is missing (409), that one first."""
        may_fail = {400, 403, 405, 409, 415, 422, 424, 501}
        answer = await self._line.ask(verb, self._url(path), body, but=may_fail)
        above = path.rpartition("/")[0]
        if answer.status != 409 or not above or await self.state(path) is not None:
            return answer
        await self._line.ask("MKCOL", self._url(above), but=may_fail)
        return await self._line.ask(verb, self._url(path), body, but=may_fail)

    async def changes(self, path: str, since: str) -> Listing:
        """As the port says."""
        if self._tags or not since.startswith(xml.TOKEN):
            return await self._everything(path)
        token, etags, removed = since.removeprefix(xml.TOKEN), dict[str, str](), set[str]()
        for _ in range(LONGEST_LISTING):
            answer = await self._line.ask("REPORT", self._url(path), xml.sync(token), {"Depth": "0"}, but=NO_TOKEN)
            if answer.tree is None:
                return await self._everything(path)
            truncated = False
            for each in xml.responses(answer.tree):
                if self._is_own(each, path):
                    truncated = truncated or each.status == 507
                    continue
                name = xml.name_of(each.href)
                if name and each.status in (404, 410):
                    removed.add(name)
                    etags.pop(name, None)
                elif name and not each.is_collection and (etag := self._etag(each)):
                    etags[name] = etag
                    removed.discard(name)
            before, token = token, xml.token_of(answer.tree)
            if not token or (truncated and token == before):
                return await self._everything(path)
            if not truncated:
                return Listing(f"{xml.TOKEN}{token}", etags, frozenset(removed), whole=False)
        raise Failed(0, "caldav.nonsense")

    async def _everything(self, path: str) -> Listing:
        """All items by a PROPFIND, with the state that they were in."""
        answer = await self._line.ask("PROPFIND", self._url(path), xml.listing(tags=self._tags), {"Depth": "1"})
        own = self._own(answer, path)
        if own.status in (404, 410):
            raise Missing(path=path)
        if self._turns_to_tags(own):
            return await self._everything(path)
        etags = {}
        for each in xml.responses(answer.tree):
            name = xml.name_of(each.href)
            if name and not each.is_collection and not self._is_own(each, path) and (etag := self._etag(each)):
                etags[name] = etag
        return Listing(xml.state_of(own), etags)

    async def fetch(self, path: str, hrefs: Sequence[str]) -> Mapping[str, Resource]:
        """As the port says."""
        if not hrefs:
            return {}
        folder = urlsplit(self._url(path)).path
        body = xml.multiget(f"{folder}{xml.quoted(href)}" for href in hrefs)
        answer = await self._line.ask("REPORT", self._url(path), body, {"Depth": "1"})
        found = {}
        for each in xml.responses(_tree(answer)):
            etag, text = self._etag(each), each.raw(f"{xml.CALDAV}calendar-data")
            if etag and text and each.status == 200:
                found[xml.name_of(each.href)] = Resource(etag, text.encode())
        return {href: found[href] for href in hrefs if href in found}

    async def put(self, path: str, href: str, body: bytes, etag: str | None) -> str:
        """As the port says."""
        condition = {"If-None-Match": "*"} if etag is None else {"If-Match": self._sent(etag)}
        answer = await self._line.ask("PUT", self._url(path, href), body, {**CALENDAR, **condition})
        return answer.headers.get("etag", "").removeprefix("W/")

    async def delete(self, path: str, href: str, etag: str) -> None:
        """As the port says."""
        answer = await self._line.ask(
            "DELETE", self._url(path, href), headers={"If-Match": self._sent(etag)}, but={412}
        )
        if answer.status == 412:  # also the answer of servers where it is gone already
            raise Conflict(href=href) if await self.fetch(path, [href]) else Missing(href=href)

    async def fill(self, path: str, body: bytes) -> bool:
        """As the port says; the collection's etag guards what somebody else may put there at the same moment."""
        before = await self._line.ask("PROPFIND", self._url(path), xml.looks(), {"Depth": "1"})
        own = self._own(before, path)
        etag = own.text(f"{xml.DAV}getetag")
        if not etag or any(not self._is_own(each, path) for each in xml.responses(before.tree)):
            return False
        cannot = {400, 403, 404, 405, 409, 411, 412, 413, 415, 422, 501}
        answer = await self._line.ask("PUT", self._url(path), body, {**CALENDAR, "If-Match": etag}, but=cannot)
        if answer.status // 100 != 2:
            return False
        # Radicale makes the collection anew, with its name alone.
        await self._line.ask("PROPPATCH", self._url(path), xml.shown_as(own), but=range(400, 600))
        return True

    async def remove(self, path: str) -> None:
        """As the port says."""
        await self._line.ask("DELETE", self._url(path), but={404, 410})

    async def close(self) -> None:
        """As the port says."""
        await self._line.close()

    async def said(self, method: str, body: str = "", headers: Mapping[str, str] | None = None) -> Answer:
        """What the server says of the home itself, for whoever examines it."""
        return await self._line.ask(method, self.home, body, headers)

    def _url(self, path: str, href: str = "") -> str:
        folder = "".join(f"{xml.quoted(part)}/" for part in path.split("/") if part)
        return f"{self.home}{folder}{xml.quoted(href)}"

    def _is_own(self, answer: xml.Answered, path: str) -> bool:
        """Whether a response is about the collection itself."""
        return xml.path_of(answer.href) == xml.path_of(self._url(path))

    def _own(self, answer: Answer, path: str) -> xml.Answered:
        """What is said about the collection itself; behind some fronts under another address, but then first."""
        said = list(xml.responses(_tree(answer)))
        own = next((each for each in said if self._is_own(each, path)), next(iter(said), None))
        if own is None:
            raise Failed(0, "caldav.nonsense")
        return own

    def _turns_to_tags(self, own: xml.Answered) -> bool:
        """Whether this is the first sign that the server knows no tokens: it is asked for tags from now on."""
        first = not self._tags and not xml.state_of(own)
        self._tags = self._tags or first
        return first

    def _etag(self, answer: xml.Answered) -> str:
        etag = answer.text(f"{xml.DAV}getetag")
        self._weak = self._weak or etag.startswith("W/")
        return etag.removeprefix("W/")

    def _sent(self, etag: str) -> str:
        """An etag as this server wants it back; fronts that compress make strong ones weak in headers alone."""
        return f"W/{etag}" if self._weak else etag


async def find_home(line: Line) -> str:
    """The calendar home of the account: from the address itself, else by the well-known one (RFC 6764, 5)."""
    speaks = False
    for start in (line.root, urljoin(line.root, "/.well-known/caldav")):
        answer = await line.ask("PROPFIND", start, xml.HOME, {"Depth": "0"}, but={400, 403, 404, 405, 410, 501})
        if answer.tree is None:
            continue
        speaks = True
        home, principal = _home_in(answer)
        if not home and principal:
            home, _ = _home_in(await line.ask("PROPFIND", principal, xml.HOME, {"Depth": "0"}))
        if home:
            return home
    raise Failed(0, "caldav.no_home" if speaks else "caldav.not_caldav", url=line.root)


def _home_in(answer: Answer) -> tuple[str, str]:
    """The addresses of home and principal that an answer names, "" for what it does not."""
    said = next(xml.responses(_tree(answer)), None)
    if said is None:
        return "", ""
    home, principal = said.address(f"{xml.CALDAV}calendar-home-set"), said.address(f"{xml.DAV}current-user-principal")
    return _there(answer.url, home), _there(answer.url, principal)


def _there(start: str, href: str) -> str:
    """An address that the server names, "" for none; another host is not told the password."""
    if not href:
        return ""
    try:
        there = urlsplit(urljoin(start, href))
    except ValueError:
        raise Failed(0, "caldav.nonsense", url=start) from None
    if there.netloc != urlsplit(start).netloc:
        raise Failed(0, "caldav.other_host", url=start, target=there.geturl())
    return urlsplit(start)._replace(path=there.path).geturl()


def _tree(answer: Answer) -> Any:
    if answer.tree is None or answer.tree.tag != f"{xml.DAV}multistatus":
        raise Failed(0, "caldav.not_caldav", url=answer.url)
    return answer.tree
