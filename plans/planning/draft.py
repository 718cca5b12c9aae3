"""What a document was read to say, before anybody has confirmed it, and how far its review has come.

Nothing here is a fact yet: deadlines stay as the paper words them, units stay words. `plans.planning.review` turns a
draft into a `Plan` step by step.
"""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from plans.model.plan import DeadlineKind, Opens, Rule, Source, Target, TaskKind, Topic
from plans.problems import Problem


class DocumentForm(StrEnum):
    """What sort of paper it is; a letter may move deadlines of a plan, a report has none."""

    PLAN = "plan"
    LETTER = "letter"
    REPORT = "report"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DraftDeadline:
    """A deadline as read.

    `date` is an ISO day; a month ``2024-12``; a quarter ``2024-Q3``; a year ``2024``; a range ``start/end`` of any
    grain, open ends as ``..`` (``2024-01-01/2025-12-31``, ``2026-06/2026-07``, ``2021-11/..``); yearly, or of a year
    that the paper does not say, ``--12-15``, ``--06``, ``--Q4``; every month on a day ``---20``, in every quarter's
    third month ``--Q3-25``. None: not set, or no such day (then the task carries a problem). `before` is true for
    "trước D".
    """

    kind: DeadlineKind
    date: str | None
    wording: str
    before: bool = False
    hour: time | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class DraftTask:
    """A task as read; `lead` and `cooperating` are the bodies as written, split.

    `quote` in `source` is the sentence, row or lines it was read from. `replaces` is the deadline that a letter moves.
    """

    title: str
    deadline: DraftDeadline
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    section: str
    source: Source
    number: str = ""
    kind: TaskKind = TaskKind.OTHER
    opens: Opens | None = None
    replaces: DraftDeadline | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything read from one document. `issued` is an ISO day or, with a blank day, a month ``2024-01``.

    A rule about anything but registering has `about` "".
    """

    document: str
    form: DocumentForm
    title: str | None
    agency: str | None
    number: str | None
    issued: str | None
    year: int | None
    tasks: tuple[DraftTask, ...]
    targets: tuple[Target, ...] = ()
    rules: tuple[Rule, ...] = ()
    problems: tuple[Problem, ...] = ()


class ReviewState(StrEnum):
    """What the office has decided of one task of a draft."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class ReviewTask:
    """A task under review. `key` is lasting within the review; `added` marks one that a person typed.

    `continues` is the id of the task of an adopted plan that it is, where that is known (a plan rolled to another year,
    or a person said so); `aliases` are the names people ask by, where a plan already has them.
    """

    key: str
    task: DraftTask
    state: ReviewState = ReviewState.OPEN
    added: bool = False
    continues: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Rà soát: a draft on its way to a plan; `id` is twelve hex digits of the document's SHA-256.

    Kept in the store until it is adopted or dropped, whoever of the office goes on with it, on whatever channel.
    `plan` is the id of the adopted plan that it amends ("" for a new one), `becomes` the id that a new one will have
    ("" while that follows from agency and year). `seen` says that a person has looked at the problems of the whole.
    """

    id: str
    draft: Draft
    tasks: tuple[ReviewTask, ...]
    begun_by: str
    begun_at: datetime
    plan: str = ""
    becomes: str = ""
    seen: bool = False
    topics: tuple[Topic, ...] = ()
    changed_at: datetime | None = None
