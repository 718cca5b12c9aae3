"""The plan: its tasks, their deadlines and what has become of them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import blake2s

from plans.model.duties import NO_EVIDENCE, Evidence


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


#: What the plan's own rules are about: who registers what and where, and that who did not is not considered.
REGISTER = "register"
UNREGISTERED = "unregistered"


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
class TaskProgress:
    """A task (the office's part of it) marked done; `confirmed_by` the office, where that was waited for ("": not)."""

    plan: str
    task: str
    done_at: datetime
    done_by: str
    evidence: Evidence = NO_EVIDENCE
    confirmed_by: str = ""

    @property
    def id(self) -> str:
        """Plan and task."""
        return f"{self.plan}/{self.task}"
