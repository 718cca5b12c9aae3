"""What people are told unasked: digests, news of the plan, and what they put off."""

from dataclasses import dataclass
from datetime import date, datetime
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
    """What an item of a digest asks for: the task itself, or the person's own answer that the task opens."""

    TASK = "task"
    TITLE = "title"
    INNOVATION = "innovation"


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One line of a digest. `days` counts from the digest's day to the aimed day (negative: overdue since `end`)."""

    plan: str
    task: str
    owed: Owed
    aim: date
    days: int
    snoozed: bool = False

    @property
    def thing(self) -> tuple[str, str, Owed]:
        """What is owed, whatever the day: plan, task and kind."""
        return self.plan, self.task, self.owed


class DeliveryState(StrEnum):
    """due → claimed → sent | failed (retry at) | uncertain | skipped."""

    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A person's current digest on its way out, one live record a person; final states go to the `reminders` history.

    `channel`, `contact` and `message` name where it was sent, so that it can be edited later. `again` is true once an
    uncertain one has been sent a second time (it is then marked and never sent a third).
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

    @property
    def id(self) -> str:
        """The person."""
        return self.person


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
    """Nhắc lại: the item comes back in the digest of `until`."""

    person: str
    plan: str
    task: str
    owed: Owed
    until: date

    @property
    def id(self) -> str:
        """Person, task and what is owed."""
        return f"{self.person}/{self.plan}/{self.task}/{self.owed}"


@dataclass(frozen=True, slots=True)
class PlannedThrough:
    """The last day whose digests were planned (one record): days up to it are never planned again."""

    day: date
    id: str = "digests"


@dataclass(frozen=True, slots=True)
class DemoClock:
    """What the demo's clock showed when it was last set or kept (one record)."""

    instant: datetime
    id: str = "clock"
