"""What the calendars were told: addresses, accounts, lasting stamps of events, and what people moved in a calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """A person's address of one feed (by its id, see `calendar_sync.feeds`); raising `generation` revokes the old one.

    `revoked` holds when each earlier generation ended, oldest first, so that whoever still asks for it can be told.
    `alarms` says that the person asked for alarms in this feed.
    """

    person: str
    feed: str
    generation: int = 0
    revoked: tuple[datetime, ...] = ()
    alarms: bool = False

    @property
    def id(self) -> str:
        """Person and feed."""
        return f"{self.person}/{self.feed}"


@dataclass(frozen=True, slots=True)
class PublicCalendar:
    """That the office shows the department's calendar to everybody (one record)."""

    by: str
    since: datetime
    id: str = "public"


@dataclass(frozen=True, slots=True)
class CalendarAccount:
    """Mật khẩu lịch: a person's account on the calendar server; its user name is the person's id.

    `hash` is the password in the form of htpasswd (SHA-512 crypt); the password itself is shown once and kept nowhere.
    `tasks` says that the person also wants the tasks they may mark done, as a list of tasks (VTODO).
    """

    person: str
    hash: str
    made: datetime
    tasks: bool = False

    @property
    def id(self) -> str:
        """The person."""
        return self.person


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """What the calendars were last told of one event: lasting `id` (UID), and stamps that move only with content."""

    id: str
    fingerprint: str
    sequence: int
    created: datetime
    last_modified: datetime


@dataclass(frozen=True, slots=True)
class CalendarMove:
    """An event that somebody dragged to another day in a calendar where that asks the office, until it is answered.

    `collection` is where (its path); `person` whose that collection is, "" where several people share it. `was` is the
    day the event stood on, `day` and `hour` (local) are where it lies now; `wording` the deadline's words when asked:
    a plan that says something else meanwhile has answered already.
    """

    collection: str
    uid: str
    plan: str
    task: str
    person: str
    was: date
    day: date
    hour: time | None
    wording: str
    at: datetime

    @property
    def id(self) -> str:
        """Where and which."""
        return f"{self.collection}/{self.uid}"


class ServerState(StrEnum):
    """How it stands with the calendar server."""

    WELL = "well"
    UNREACHED = "unreached"
    REFUSED = "refused"
    ASKING = "asking"


@dataclass(frozen=True, slots=True)
class CalendarServerState:
    """How it stands with the calendar server since when (one record); the office is told of a change, once.

    `reason` and `values` say what is wrong, as a `Problem` does. `ASKING`: publishing has stopped at `collections`
    (paths), because too much would be removed or put back at once; the office says to go on. It has said so for those
    that are `allowed`, until a round has carried it out.
    """

    state: ServerState
    since: datetime
    told: bool = False
    reason: str = ""
    values: dict[str, str] | None = None
    collections: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    id: str = "caldav"
