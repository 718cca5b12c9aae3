"""The facts, as frozen values: plan, people, answers, and what has been told to whom.

Every stored record has an `id`; dates are days in Asia/Ho_Chi_Minh, instants are aware UTC.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import blake2s

# ---------------------------------------------------------------- the plan


@dataclass(frozen=True, slots=True)
class Source:
    """Căn cứ: where a fact stands. `line` is 1-based in `document`; `quote` is the text there, unchanged.

    For a text file `line` is the file's line, elsewhere the ordinal in the `Outline`; there `page`, `table` and `row`
    (1-based, 0: unknown or none) say where a person finds it.
    """

    document: str
    line: int
    quote: str
    page: int = 0
    table: int = 0
    row: int = 0


class DeadlineKind(StrEnum):
    """How the plan words a deadline; the same kinds as the gold readings."""

    BY = "by"
    ON = "on"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
    UNSET = "unset"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Thời hạn: a closed interval of days with the plan's own words.

    For `BY` and `ON`, `start` and `end` are the named day (for "trước D" they are D). For `UNSET` they bound the
    quarter or year of the heading. `before` is true for "trước D", where a strict reader wants D - 1.
    `rule` says how the deadline rolls to another year: "" keeps day and month, "last-of-month" keeps the month's end.
    `hour` is the hour the plan names ("trước 16h00 ngày …"), local.
    """

    kind: DeadlineKind
    start: date
    end: date
    wording: str
    before: bool = False
    rule: str = ""
    hour: time | None = None


class TaskKind(StrEnum):
    """What sort of work a task is; decides its ladder and whether it can be overdue."""

    REGISTRATION = "registration"
    REPORT = "report"
    MEETING = "meeting"
    INNOVATION = "innovation"
    REVIEW = "review"
    DOSSIER = "dossier"
    MOVEMENT = "movement"
    OTHER = "other"


class Opens(StrEnum):
    """Which personal answer a task opens."""

    TITLE = "title"
    INNOVATION = "innovation"


@dataclass(frozen=True, slots=True)
class Body:
    """Who answers for a task, as the plan writes it; `unit` is the matched unit's id, or None for outside bodies."""

    wording: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Nhiệm vụ. `id` is lasting within its plan: ASCII, at most 32 characters; `number` is the plan's own ("1.1")."""

    id: str
    number: str
    section: str
    title: str
    deadline: Deadline
    kind: TaskKind
    lead: tuple[Body, ...]
    cooperating: tuple[Body, ...]
    source: Source
    opens: Opens | None = None
    aliases: tuple[str, ...] = ()
    withdrawn: bool = False

    @property
    def units(self) -> tuple[str, ...]:
        """Ids of the department's own units that lead or cooperate, leads first, each once."""
        return tuple(dict.fromkeys(body.unit for body in (*self.lead, *self.cooperating) if body.unit))


@dataclass(frozen=True, slots=True)
class Topic:
    """A name people ask by that is not one task: it means several `tasks`, or none (not in this plan)."""

    id: str
    names: tuple[str, ...]
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that the plan itself sets, quoted; `about` names what it governs (register, unregistered)."""

    about: str
    source: Source


@dataclass(frozen=True, slots=True)
class Target:
    """Chỉ tiêu: what share or number the plan sets ("90% công chức … lao động tiên tiến").

    `subject` is what is to be reached, `scope` whom it is counted over and who is left out, both as written; exactly
    one of `percent` and `count` is set.
    """

    subject: str
    percent: float | None
    count: int | None
    scope: str
    source: Source


@dataclass(frozen=True, slots=True)
class Plan:
    """Kế hoạch: a signed yearly plan. `issued` may be unknown in the paper; `adopted_at` is None for a draft."""

    id: str
    title: str
    agency: str
    year: int
    tasks: tuple[Task, ...]
    rules: tuple[Rule, ...] = ()
    topics: tuple[Topic, ...] = ()
    number: str | None = None
    issued: date | None = None
    document: str = ""
    adopted_at: datetime | None = None
    targets: tuple[Target, ...] = ()

    def task(self, task_id: str) -> Task | None:
        """The task with that id."""
        return next((task for task in self.tasks if task.id == task_id), None)


def task_key(plan_id: str, task_id: str) -> str:
    """Ten hexadecimal characters that name one task of one plan for ever: in buttons (64 bytes) and calendar UIDs."""
    return blake2s(f"{plan_id}/{task_id}".encode(), digest_size=5).hexdigest()


class ChangeKind(StrEnum):
    """What a later paper, or the office by hand, does to a task of a plan in force."""

    ADDED = "added"
    MOVED = "moved"
    REWORDED = "reworded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One task that changed: `was` and `now` are its deadline's words before and after ("" where it was not there)."""

    plan: str
    task: str
    kind: ChangeKind
    title: str
    was: str = ""
    now: str = ""


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


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """A task (the office's part of it) marked done."""

    plan: str
    task: str
    done_at: datetime
    done_by: str

    @property
    def id(self) -> str:
        """Plan and task."""
        return f"{self.plan}/{self.task}"


# ---------------------------------------------------------------- the people


class UnitKind(StrEnum):
    """`EVERY` stands for all departments at once ("các phòng, đơn vị thuộc Sở") and has no members of its own."""

    DEPARTMENT = "department"
    LEADERSHIP = "leadership"
    COUNCIL = "council"
    ORGANISATION = "organisation"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Unit:
    """Phòng, đơn vị; also councils and organisations, whose members come from the others."""

    id: str
    name: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    head: str | None = None
    leader_in_charge: str | None = None


class Role(StrEnum):
    """What a person may do; a person may have several."""

    OFFICE = "office"
    LEADER = "leader"
    HEAD = "head"
    STAFF = "staff"


class Employment(StrEnum):
    """Công chức, viên chức, hợp đồng."""

    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Person:
    """Cán bộ. `unit` is the home unit, `further_units` councils, organisations and other units.

    `address` is how to speak to them: "anh", "chị", "đồng chí" or "" ("anh/chị"). From the day `left` on, a person
    has no access; their history stays.
    """

    id: str
    name: str
    unit: str
    employment: Employment
    roles: frozenset[Role] = frozenset({Role.STAFF})
    position: str = ""
    further_units: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    address: str = ""
    language: str = "vi"
    started: date | None = None
    left: date | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """Home unit first, then the further ones."""
        return (self.unit, *self.further_units)

    def is_here(self, today: date) -> bool:
        """Whether the person belongs to the department on that day."""
        return self.left is None or today < self.left


@dataclass(frozen=True, slots=True)
class Department:
    """The office this installation serves (one record). `demo` marks invented data everywhere it is shown."""

    name: str
    demo: bool = False
    id: str = "department"


@dataclass(frozen=True, slots=True)
class Preference:
    """What a person chose for themselves, apart from the roster; a new roster does not overwrite it."""

    person: str
    language: str

    @property
    def id(self) -> str:
        """The person."""
        return self.person


# ---------------------------------------------------------------- the answers


class Answer(StrEnum):
    """A person's standing answer; `DECLINED` ("năm nay không đăng ký") is an answer too and ends reminders."""

    REGISTERED = "registered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class RegistrationVersion:
    """One earlier state of a registration."""

    answer: Answer
    title: str | None
    commendations: tuple[str, ...]
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Registration:
    """Đăng ký: one per plan and subject, amended in place with its history.

    `subject` is a person's id, or a unit's when `collective`. Title (danh hiệu) and commendations (hình thức khen
    thưởng) are different things and different fields. `number` is on the receipt and never changes.
    """

    plan: str
    subject: str
    collective: bool
    number: str
    answer: Answer
    title: str | None
    commendations: tuple[str, ...]
    at: datetime
    by: str
    history: tuple[RegistrationVersion, ...] = ()

    @property
    def id(self) -> str:
        """Plan and subject."""
        return f"{self.plan}/{self.subject}"


@dataclass(frozen=True, slots=True)
class Innovation:
    """Sáng kiến: one idea a person registered, or (with `DECLINED`, empty `name`) their answer that there is none."""

    plan: str
    person: str
    ordinal: int
    number: str
    answer: Answer
    name: str
    at: datetime
    by: str

    @property
    def id(self) -> str:
        """Plan, person and ordinal."""
        return f"{self.plan}/{self.person}/{self.ordinal}"


# ---------------------------------------------------------------- reaching people


@dataclass(frozen=True, slots=True)
class Contact:
    """A person's address on a channel. `active` turns false, with a `reason`, when the channel says never again."""

    channel: str
    address: str
    person: str
    linked_at: datetime
    active: bool = True
    reason: str = ""

    @property
    def id(self) -> str:
        """Channel and address."""
        return f"{self.channel}:{self.address}"


@dataclass(frozen=True, slots=True)
class Invitation:
    """Mã mời: `id` is the SHA-256 of the code, so the store holds nothing usable. One use, until `expires`."""

    id: str
    person: str
    created: datetime
    expires: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WebSession:
    """A browser let in: `id` is the SHA-256 of the cookie. `shared` marks "máy dùng chung" (ends after 15 minutes)."""

    id: str
    person: str
    created: datetime
    expires: datetime
    shared: bool = False


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """The generation of a person's calendar address; raising it revokes the old address."""

    person: str
    generation: int

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
class Dialogue:
    """Where a person's conversation stands; survives a restart and a change of channel.

    `offered` are the actions of the last choices, in order, so that "2" means the second on a channel without buttons.
    """

    person: str
    step: str
    values: dict[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    at: datetime | None = None

    @property
    def id(self) -> str:
        """The person."""
        return self.person


# ---------------------------------------------------------------- reminders


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


# ---------------------------------------------------------------- history (append-only streams)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who changed what, when. Stream ``audit``."""

    at: datetime
    who: str
    verb: str
    subject: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReminderEntry:
    """A digest's final fate. Stream ``reminders``."""

    at: datetime
    person: str
    day: date
    state: DeliveryState
    channel: str
    items: tuple[DigestItem, ...]
    again: bool = False
    reason: str = ""
