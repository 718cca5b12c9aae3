"""What the publisher asks of a calendar server, and what may come back instead of an answer.

The errors::

    CalendarServerError      the server, or the way there; `problem` says what to do next
    ├── Unreachable          no answer at all: retry later
    ├── Refused              the account may not: 401, 403; retrying alone does not help
    ├── Busy                 429, 503, 423: retry after `retry_after` seconds
    ├── Conflict             412: somebody else was faster; look again before writing
    ├── Missing              404, 410: no such collection or item
    └── Failed               5xx, or an answer that makes no sense: `status` (0: nonsense)
        └── Rejected         this one item is not taken; others may pass

Every deed may raise the first, the second, the third and the last but one. After an error a change may have been made
or not: whoever goes on looks again (`changes`) before writing. All of it is for one event loop.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from plans.problems import DondocError, Problem


class CalendarServerError(DondocError):
    """The calendar server could not do what was asked; `problem` is a sentence of the domain `caldav`."""

    usual = "caldav.failed"

    def __init__(self, code: str = "", **values: str) -> None:
        self.problem = Problem(code or self.usual, values)
        shown = ", ".join(f"{name}: {value}" for name, value in values.items())
        super().__init__(f"{self.problem.code} ({shown})" if shown else self.problem.code)


class Unreachable(CalendarServerError):
    """No answer: name, line, encryption or patience."""

    usual = "caldav.unreachable"


class Refused(CalendarServerError):
    """The account may not do this, or is not known (401 or 403 in `status`)."""

    def __init__(self, status: int = 403, code: str = "", **values: str) -> None:
        super().__init__(code or ("caldav.unauthorised" if status == 401 else "caldav.forbidden"), **values)
        self.status = status


class Busy(CalendarServerError):
    """Later: not before `retry_after` seconds, where the server says so (0: it does not)."""

    usual = "caldav.busy"

    def __init__(self, retry_after: float = 0.0, code: str = "", **values: str) -> None:
        super().__init__(code, **values)
        self.retry_after = retry_after


class Conflict(CalendarServerError):
    """What was to be changed is no longer what it was."""

    usual = "caldav.conflict"


class Missing(CalendarServerError):
    """It is not there."""

    usual = "caldav.missing"


class Failed(CalendarServerError):
    """The server fails with `status`, or says something that cannot be understood (0)."""

    def __init__(self, status: int = 500, code: str = "", **values: str) -> None:
        super().__init__(code, **{"status": str(status)} | values)
        self.status = status


class Rejected(Failed):
    """The server takes other items, but not this one: too large, not valid in its eyes, of a kind it does not hold."""

    usual = "caldav.item_rejected"


@dataclass(frozen=True, slots=True)
class Account:
    """Where a calendar server is, and who we are there.

    `ca` is the path of a file with the certificate authority to trust ("" for the usual ones), `proxy` an address.
    With `discover` the collections lie in the calendar home that the server names; without, at `url` itself.
    """

    url: str
    user: str
    password: str = field(repr=False)
    ca: str = ""
    proxy: str = field(default="", repr=False)
    discover: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """What is in a collection: etags by href (the last segment, unquoted), as of `state`.

    With `whole`, it is everything there is; otherwise what was added or changed since, and what was `removed`.
    """

    state: str
    etags: Mapping[str, str]
    removed: frozenset[str] = frozenset()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Resource:
    """One item as the server keeps it; its bytes need not be those that were put."""

    etag: str
    body: bytes


class CalendarServer(Protocol):
    """A calendar server; `path` is a collection relative to the account's home, `href` an item's name in it."""

    async def state(self, path: str) -> str | None:
        """What stands for the collection's content: equal as long as nothing changes ("": the server has none).

        One request whatever the size. None: there is no such collection.
        """

    async def create(self, path: str, name: str, color: str, component: str) -> None:
        """Make a collection for `component` (VEVENT, VTODO), and the folders above; one that is there is left as it is.

        `color` is #RRGGBB.
        """

    async def changes(self, path: str, since: str) -> Listing:
        """What changed since that state; everything for "", and for a state that the server no longer knows.

        Missing: there is no such collection.
        """

    async def fetch(self, path: str, hrefs: Sequence[str]) -> Mapping[str, Resource]:
        """Read these items in one request; those that are not there are absent."""

    async def put(self, path: str, href: str, body: bytes, etag: str | None) -> str:
        """Write an item: over the version `etag`, or anew for None; answer its new etag ("": the server doesn't say).

        Conflict: it is another version, it is gone, or it is there already. Missing: the collection is not there.
        Rejected: the server does not take this item.
        """

    async def delete(self, path: str, href: str, etag: str) -> None:
        """Remove the version `etag` of an item. Conflict: it is another version. Missing: it is gone already."""

    async def fill(self, path: str, body: bytes) -> bool:
        """Write a collection that is still empty at once: `body` is a calendar, each item is named by its UID.

        False, and nothing is changed, where the server cannot, or where the collection is not empty.
        """

    async def remove(self, path: str) -> None:
        """Remove the collection with all that is in it; one that is not there is fine."""

    async def close(self) -> None:
        """Let go of the line to the server."""
