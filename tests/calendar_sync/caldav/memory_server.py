"""A calendar server in memory, and everything a real one may do wrong, by script.

A test gives it to the publisher, acts as other people on it (`write`, `erase`), lets a mishap happen (`empty`,
`restore`, `renew_etags`, `forget_states`) and says which request fails how (`fail`). `requests` is what it was asked.
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from calendar_sync.caldav.server import CalendarServerError, Conflict, Listing, Missing, Rejected, Resource

ITEM = re.compile(rb"BEGIN:(VEVENT|VTODO)\r?\n.*?END:\1\r?\n", re.DOTALL)
ZONE = re.compile(rb"BEGIN:VTIMEZONE\r?\n.*?END:VTIMEZONE\r?\n", re.DOTALL)
UID = re.compile(rb"^UID:(.*?)\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """One request: the deed by its name in `CalendarServer`, where, and which items."""

    deed: str
    path: str
    hrefs: tuple[str, ...] = ()


@dataclass
class Fault:
    """What one request meets: an error, before its effect or after it, and an event it waits for first."""

    deed: str
    path: str | None
    error: CalendarServerError | None
    skip: int
    times: int
    after: bool
    until: asyncio.Event | None

    def meets(self, asked: Asked) -> bool:
        """Whether it strikes now; each matching request is counted."""
        if self.deed not in ("", asked.deed) or self.path not in (None, asked.path) or not self.times:
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True


@dataclass
class Kept:
    """A collection as the server keeps it; `states` is what it held in each state that it still knows."""

    name: str
    color: str
    component: str
    items: dict[str, Resource] = field(default_factory=dict)
    states: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def etags(self) -> dict[str, str]:
        """Of all items, by href."""
        return {href: item.etag for href, item in self.items.items()}

    @property
    def state(self) -> str:
        """Equal for equal items with equal etags, as with Radicale; known from now on."""
        named = "state-" + sha256(repr(sorted(self.etags.items())).encode()).hexdigest()[:16]
        self.states[named] = self.etags
        return named


class MemoryServer:
    """A `CalendarServer` in memory.

    `can_fill`: it takes whole collections. `says_etags`: it answers a PUT with the new etag. `rewrite` changes what is
    put, as servers do. `knows_states`: it has sync tokens or the like; without, `state` is "" and a listing is whole.
    """

    def __init__(
        self,
        *,
        can_fill: bool = True,
        says_etags: bool = True,
        knows_states: bool = True,
        rewrite: Callable[[bytes], bytes] = bytes,
    ) -> None:
        self.collections: dict[str, Kept] = {}
        self.requests: list[Asked] = []
        self.can_fill = can_fill
        self.says_etags = says_etags
        self.knows_states = knows_states
        self.rewrite = rewrite
        self.closed = False
        self._faults: list[Fault] = []
        self._writes = 0

    # What it does wrong.

    def fail(
        self,
        deed: str,
        error: CalendarServerError | None,
        *,
        path: str | None = None,
        nth: int = 1,
        times: int = 1,
        after: bool = False,
        until: asyncio.Event | None = None,
    ) -> None:
        """Let the nth request from now for this deed ("" is any), and the next ones up to `times`, fail with `error`.

        `after`: the change is made and only the answer is lost. `until`: the request hangs first (`error` may be None).
        """
        self._faults.append(Fault(deed, path, error, nth - 1, times, after, until))

    def heal(self) -> None:
        """No fault that is still scripted happens."""
        self._faults.clear()

    def empty(self, path: str) -> None:
        """All items are lost; the collection stays."""
        self.collections[path].items.clear()

    def copy(self, path: str) -> Mapping[str, Resource]:
        """A backup of the items, for `restore`."""
        return dict(self.collections[path].items)

    def restore(self, path: str, backup: Mapping[str, Resource]) -> None:
        """Play a backup in: what came later is gone, and so are the states that the server knew."""
        self.collections[path].items = dict(backup)
        self.collections[path].states.clear()

    def renew_etags(self, path: str) -> None:
        """Give equal content new etags, as a move to another disk does."""
        kept = self.collections[path]
        kept.items = {href: self._resource(item.body) for href, item in kept.items.items()}

    def forget_states(self, path: str) -> None:
        """No state handed out before is known any more."""
        self.collections[path].states.clear()

    # Other people's hands.

    def write(self, path: str, href: str, body: bytes) -> str:
        """Somebody puts an item, whatever is there; the new etag."""
        item = self._resource(body)
        self.collections[path].items[href] = item
        return item.etag

    def erase(self, path: str, href: str) -> None:
        """Somebody removes an item."""
        del self.collections[path].items[href]

    def read(self, path: str) -> dict[str, bytes]:
        """What somebody sees in the collection, by href."""
        return {href: item.body for href, item in self.collections[path].items.items()}

    def count(self, deed: str = "") -> int:
        """How many requests there were for this deed, or at all."""
        return sum(deed in ("", asked.deed) for asked in self.requests)

    # `CalendarServer`.

    async def state(self, path: str) -> str | None:
        """As the port says."""
        fault = await self._asked(Asked("state", path))
        kept = self.collections.get(path)
        self._answered(fault)
        if kept is None:
            return None
        return kept.state if self.knows_states else ""

    async def create(self, path: str, name: str, color: str, component: str) -> None:
        """As the port says."""
        fault = await self._asked(Asked("create", path))
        self.collections.setdefault(path, Kept(name, color, component))
        self._answered(fault)

    async def changes(self, path: str, since: str) -> Listing:
        """As the port says."""
        fault = await self._asked(Asked("changes", path))
        kept, etags = self._kept(path), self._kept(path).etags
        before = kept.states.get(since) if self.knows_states else None
        self._answered(fault)
        if before is None:
            return Listing(kept.state if self.knows_states else "", etags)
        changed = {href: etag for href, etag in etags.items() if before.get(href) != etag}
        return Listing(kept.state, changed, frozenset(before.keys() - etags.keys()), whole=False)

    async def fetch(self, path: str, hrefs: Sequence[str]) -> Mapping[str, Resource]:
        """As the port says."""
        fault = await self._asked(Asked("fetch", path, tuple(hrefs)))
        items = self._kept(path).items
        found = {href: items[href] for href in hrefs if href in items}
        self._answered(fault)
        return found

    async def put(self, path: str, href: str, body: bytes, etag: str | None) -> str:
        """As the port says."""
        fault = await self._asked(Asked("put", path, (href,)))
        there = self._kept(path).items.get(href)
        if (there.etag if there else None) != etag:
            raise Conflict(href=href)
        if not body.startswith(b"BEGIN:VCALENDAR"):
            raise Rejected(400, href=href)
        new = self.write(path, href, self.rewrite(body))
        self._answered(fault)
        return new if self.says_etags else ""

    async def delete(self, path: str, href: str, etag: str) -> None:
        """As the port says."""
        fault = await self._asked(Asked("delete", path, (href,)))
        there = self._kept(path).items.get(href)
        if there is None:
            raise Missing(href=href)
        if there.etag != etag:
            raise Conflict(href=href)
        self.erase(path, href)
        self._answered(fault)

    async def fill(self, path: str, body: bytes) -> bool:
        """As the port says."""
        fault = await self._asked(Asked("fill", path))
        kept = self._kept(path)
        if not self.can_fill or kept.items:
            self._answered(fault)
            return False
        for href, item in _split(body).items():
            self.write(path, href, self.rewrite(item))
        kept.states.clear()
        self._answered(fault)
        return True

    async def remove(self, path: str) -> None:
        """As the port says."""
        fault = await self._asked(Asked("remove", path))
        self.collections.pop(path, None)
        self._answered(fault)

    async def close(self) -> None:
        """As the port says."""
        self.closed = True

    def _kept(self, path: str) -> Kept:
        if path not in self.collections:
            raise Missing(path=path)
        return self.collections[path]

    def _resource(self, body: bytes) -> Resource:
        self._writes += 1
        return Resource(f'"{self._writes}-{sha256(body).hexdigest()[:12]}"', body)

    async def _asked(self, asked: Asked) -> Fault | None:
        """Count the request, and let the fault that it meets happen; one that strikes after the effect is returned."""
        self.requests.append(asked)
        fault = next((fault for fault in self._faults if fault.meets(asked)), None)
        await (fault.until.wait() if fault and fault.until else asyncio.sleep(0))
        if fault and fault.error and not fault.after:
            raise fault.error
        return fault

    @staticmethod
    def _answered(fault: Fault | None) -> None:
        if fault and fault.error:
            raise fault.error


def _split(body: bytes) -> dict[str, bytes]:
    """The items of a calendar, each a calendar of its own, by the href that they get."""
    unfolded = re.sub(rb"\r?\n[ \t]", b"", body)
    zone = b"".join(match.group(0) for match in ZONE.finditer(unfolded))
    found = {}
    for match in ITEM.finditer(unfolded):
        uid = UID.search(match.group(0))
        assert uid is not None
        item = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n" + zone + match.group(0) + b"END:VCALENDAR\r\n"
        found[f"{uid.group(1).decode()}.ics"] = item
    return found
