"""What people are told unasked: reminders, news of the plan, notices; how each wants it, and what they put off."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from plans.model.plan import Opens, PlanChange


@dataclass(frozen=True, slots=True)
class Announcement:
    """What one person is still to be told of changes to plans, each told once; deleted when it has been told."""

    person: str
    changes: tuple[PlanChange, ...]
    at: datetime

    @property
    def id(self) -> str:
        """The person."""
        return self.person


class Owed(StrEnum):
    """What an item of a digest asks for, or tells.

    The task itself, a person's own answer that the task opens, the answer of a unit that its head gives, a cooperating
    unit's part by its internal date, to be at a council's meeting, to set a day that is not set yet. The last two ask
    nothing of their reader: a task of others that has been escalated, and who of a unit has not answered yet.
    """

    TASK = "task"
    TITLE = "title"
    INNOVATION = "innovation"
    UNIT_TITLE = "unit_title"
    PART = "part"
    ATTEND = "attend"
    SET_DAY = "set_day"
    ESCALATED = "escalated"
    UNANSWERED = "unanswered"


class Warns(StrEnum):
    """Who is told on the next working day unless it is done: "Ngày mai sẽ báo …"."""

    NOBODY = ""
    HEAD = "head"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One line of a digest. `days` counts from the digest's day to the aimed day (negative: overdue since `end`).

    `rung` names the rung of the ladder it stands on ("1m", "14", "0", "+1", "w2024-03-11"; "" for one asked for),
    `unit` whose part, answer or task it is where that is no person's, `of` the absent person for whom its reader
    stands in.
    """

    plan: str
    task: str
    owed: Owed
    aim: date
    days: int
    snoozed: bool = False
    rung: str = ""
    unit: str = ""
    of: str = ""
    warns: Warns = Warns.NOBODY

    @property
    def thing(self) -> tuple[str, str, Owed, str]:
        """What is owed, whatever the day: plan, task, kind, and whose where it is a unit's."""
        return self.plan, self.task, self.owed, self.unit

    def reminder(self, person: str) -> str:
        """The lasting id of this reminder to a person: the same thing, aim and rung have the same for ever."""
        whose = f"@{self.unit}" if self.unit else ""
        return f"{person}/{self.plan}/{self.task}/{self.owed}{whose}/{self.aim}/{self.rung}"


class DeliveryState(StrEnum):
    """due → claimed → sent | placed | failed (retry at) | uncertain | skipped | undelivered.

    A reminder on the web is placed until a page of its person has shown it; then it counts as sent. Undelivered ones
    have met the end of every way to their person, and the office is told.
    """

    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    PLACED = "placed"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    SKIPPED = "skipped"
    UNDELIVERED = "undelivered"


class DeliveryKind(StrEnum):
    """What a reminding message is: the day's digest, a single ping, what was put off for hours, a week's report.

    FOLLOW is what goes on to the next channel when nobody reacts to one of these.
    """

    DIGEST = "digest"
    PING = "ping"
    RETURN = "return"
    BRIEFING = "briefing"
    FOLLOW = "follow"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A person's current digest (or ping, …) on its way out, one live record a person and kind.

    Final states go to the `reminders` history. `channel`, `contact` and `message` name where it was sent, so that it
    can be edited later. `again` is true once an uncertain one has been sent a second time (it is then marked and never
    sent a third). `went` are the channels that it needs to try no more, `follow` is the instant from which it is given
    up where no way is left. One that FOLLOWs another has that one's `origin`, and is `told` when that one has arrived.
    `ended` is what the message, edited since, already says of its items ("2:done").
    """

    person: str
    day: date
    items: tuple[DigestItem, ...]
    state: DeliveryState
    at: datetime
    attempts: int = 0
    retry_at: datetime | None = None
    again: bool = False
    channel: str = ""
    contact: str = ""
    message: str = ""
    reason: str = ""
    kind: DeliveryKind = DeliveryKind.DIGEST
    follow: datetime | None = None
    went: tuple[str, ...] = ()
    origin: str = ""
    told: bool = False
    ended: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The person, the kind unless it is the digest, and what it follows."""
        if self.kind is DeliveryKind.DIGEST:
            return self.person
        return f"{self.person}/{self.kind}/{self.origin}" if self.origin else f"{self.person}/{self.kind}"

    @property
    def begun(self) -> DeliveryKind:
        """What kind of message it is at heart: one that follows another is that one once more."""
        kind = self.origin.partition("-")[0] if self.kind is DeliveryKind.FOLLOW else self.kind
        return DeliveryKind(kind) if kind else DeliveryKind.DIGEST


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A reminder that reached its person nowhere: kept until the office has been told why, and for some days after.

    `reported` is the day of the message to the office that names it.
    """

    delivery: str
    person: str
    day: date
    items: tuple[DigestItem, ...]
    channel: str
    reason: str
    at: datetime
    reported: date | None = None

    @property
    def id(self) -> str:
        """Which message, and when it came to nothing: there can be several of a kind in a day."""
        return f"{self.delivery}@{self.at.isoformat()}"


@dataclass(frozen=True, slots=True)
class OfficeTold:
    """The days on which the office was last told whom no reminder reached, and who has no channel (one record)."""

    undelivered: date | None = None
    without_channel: date | None = None
    id: str = "office"


@dataclass(frozen=True, slots=True)
class Bulletin:
    """An `Announcement` on its way out, with the states of a `Delivery`; gone when it has been told.

    Its end goes to the stream ``announcements``. What changes meanwhile waits in a new announcement.
    """

    person: str
    changes: tuple[PlanChange, ...]
    state: DeliveryState
    at: datetime
    attempts: int = 0
    retry_at: datetime | None = None
    again: bool = False
    channel: str = ""
    contact: str = ""
    message: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        """The person."""
        return self.person


@dataclass(frozen=True, slots=True)
class Notice:
    """One matter that a person is told of, with the states of a `Delivery`; gone when it has been told.

    What it says is plain data, so that its text is made when it is sent, in the person's language: the `kind` of
    notice, what it is `about` and further `values`. Only the latest of a kind about a thing is told. `at_once` says
    that it cannot wait for the next working morning. Its end goes to the stream ``notices``.
    """

    person: str
    kind: str
    about: str
    values: dict[str, str]
    state: DeliveryState
    at: datetime
    at_once: bool = False
    attempts: int = 0
    retry_at: datetime | None = None
    again: bool = False
    channel: str = ""
    contact: str = ""
    message: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        """Person, kind and what it is about."""
        return f"{self.person}/{self.kind}/{self.about}"


@dataclass(frozen=True, slots=True)
class Urging:
    """When people were last urged by hand to give an answer: those of one `unit`, or ("") everybody who owed it.

    `told` are the people who were left a notice; it goes out at `goes`.
    """

    plan: str
    opens: Opens
    unit: str
    at: datetime
    by: str
    goes: datetime
    told: tuple[str, ...]

    @property
    def id(self) -> str:
        """Plan, kind of answer and whose."""
        return f"{self.plan}/{self.opens}/{self.unit}"


@dataclass(frozen=True, slots=True)
class Snooze:
    """Nhắc lại: the item comes back at `until`: in that morning's digest, or by itself in the course of a day."""

    person: str
    plan: str
    task: str
    owed: Owed
    until: datetime
    unit: str = ""

    @property
    def id(self) -> str:
        """Person, task, what is owed, and whose where it is a unit's."""
        whose = f"@{self.unit}" if self.unit else ""
        return f"{self.person}/{self.plan}/{self.task}/{self.owed}{whose}"


@dataclass(frozen=True, slots=True)
class PlannedThrough:
    """The instant up to which everything has been planned (one record): nothing before it is planned again.

    `behind` are the hours ("17:00") that had not come on the day planned last, after a day that was missed: for those
    people everything since that instant is still to be planned.
    """

    at: datetime
    behind: dict[str, datetime] = field(default_factory=dict)
    id: str = "reminders"


@dataclass(frozen=True, slots=True)
class Pinged:
    """How many single pings a person has had in the week that begins on `monday`, the last of them on `day`."""

    person: str
    monday: date
    count: int
    day: date | None = None

    @property
    def id(self) -> str:
        """The person."""
        return self.person


#: The hour of the day's digest for whoever has chosen none.
DIGEST_HOUR = time(7, 45)


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """How a person wants to be reminded (`/nhac`).

    `channels` in the order they are tried, () for the usual one. From `away_from` to `away_until`, both included,
    nothing comes, and `stand_in` (a person's id, "" for nobody) is reminded of the person's tasks. `muted` are kinds of
    letters that the person does not want by e-mail. A new `hour` counts from the day `hour_from` on, `hour_was` until
    then, so that no day has two digests or none.
    """

    person: str
    hour: time = DIGEST_HOUR
    channels: tuple[str, ...] = ()
    digest_only: bool = False
    away_from: date | None = None
    away_until: date | None = None
    stand_in: str = ""
    muted: tuple[str, ...] = ()
    hour_was: time = DIGEST_HOUR
    hour_from: date | None = None

    @property
    def id(self) -> str:
        """The person."""
        return self.person

    def hour_on(self, day: date) -> time:
        """The hour of that day's digest."""
        return self.hour if self.hour_from is None or self.hour_from <= day else self.hour_was

    def is_away(self, day: date) -> bool:
        """Whether the person is on leave that day."""
        return self.away_from is not None and self.away_until is not None and self.away_from <= day <= self.away_until


@dataclass(frozen=True, slots=True)
class DemoClock:
    """What the demo's clock showed when it was last set or kept (one record)."""

    instant: datetime
    id: str = "clock"
