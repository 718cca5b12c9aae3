"""What people answer to the plan: registrations of titles and commendations, and innovations."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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
    commitments: tuple[str, ...] = ()
    innovation: str = ""
    late: str = ""
    despite: str = ""


#: Instead of an innovation's id: "sẽ đăng ký sáng kiến sau".
LATER = "later"


@dataclass(frozen=True, slots=True)
class Registration:
    """Đăng ký: one per plan and subject, amended in place with its history.

    `subject` is a person's id, or a unit's when `collective`. Title (danh hiệu) and commendations (hình thức khen
    thưởng) are different things and different fields. `number` is on the receipt and never changes. `commitments` are
    what the subject undertakes (chỉ tiêu phấn đấu), in words; `innovation` is the id of the innovation it rests on,
    `LATER` or "". `late` is the office's reason for taking it after the last day, "" when it came in time; `despite` is
    its reason for taking what the catalogue forbids, "" when nothing does.
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
    commitments: tuple[str, ...] = ()
    innovation: str = ""
    late: str = ""
    despite: str = ""

    @property
    def id(self) -> str:
        """Plan and subject."""
        return f"{self.plan}/{self.subject}"

    @property
    def on_behalf(self) -> bool:
        """Whether somebody else answered for a person ("thay mặt"); who answers for a unit always does."""
        return not self.collective and self.by != self.subject


@dataclass(frozen=True, slots=True)
class Numbering:
    """The last number given on receipts of one kind and year; `id` is what stands before it ("ĐK-2024-")."""

    id: str
    last: int


class ListState(StrEnum):
    """How far a unit's list has come: its head stands behind it, the office takes it or gives it back."""

    ENDORSED = "endorsed"
    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class UnitList:
    """What was last said of a unit's list of registrations.

    `covers` is the fingerprint of the answers it was said of: where they have changed since, it no longer holds. `note`
    says why a list was returned.
    """

    plan: str
    unit: str
    state: ListState
    covers: str
    at: datetime
    by: str
    note: str = ""

    @property
    def id(self) -> str:
        """Plan and unit."""
        return f"{self.plan}/{self.unit}"


class InnovationKind(StrEnum):
    """Giải pháp kỹ thuật, quản lý, tác nghiệp, ứng dụng tiến bộ kỹ thuật (Nghị định 13/2012/NĐ-CP)."""

    TECHNICAL = "technical"
    MANAGEMENT = "management"
    PROFESSIONAL = "professional"
    TECHNOLOGY = "technology"


class InnovationState(StrEnum):
    """How far an innovation has come: registered, handed in with its report, before the council, decided."""

    REGISTERED = "registered"
    SUBMITTED = "submitted"
    AT_COUNCIL = "at_council"
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not_recognised"


@dataclass(frozen=True, slots=True)
class Author:
    """Tác giả: `percent` of the contribution. `person` is "" for somebody outside the department.

    `confirmed` is what a co-author said of it, None before they answered (the one who registered has confirmed).
    """

    name: str
    percent: int
    person: str = ""
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that somebody attached: its content is kept under its SHA-256 (`digest`); `size` in bytes."""

    digest: str
    name: str
    media_type: str
    size: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Innovation:
    """Sáng kiến: one idea a person registered, or (with `DECLINED`, empty `name`) their answer that there is none.

    Only the name is needed to register; the rest is asked for, may follow later, and must stand when it is submitted.
    `novelty` says what is new, `content` what is done and how, `conditions` what it takes to apply it. Without
    `authors` nobody has said yet who they are. `award` is the title it is to support. `note` is what the office or
    council said last; `late` the office's reason for taking it after the last day, "" when it came in time.
    """

    plan: str
    person: str
    ordinal: int
    number: str
    answer: Answer
    name: str
    at: datetime
    by: str
    field: str = ""
    kind: InnovationKind | None = None
    novelty: str = ""
    effect: str = ""
    first_applied: date | None = None
    authors: tuple[Author, ...] = ()
    files: tuple[StoredFile, ...] = ()
    award: str = ""
    state: InnovationState = InnovationState.REGISTERED
    note: str = ""
    late: str = ""
    content: str = ""
    conditions: str = ""

    @property
    def id(self) -> str:
        """Plan, person and ordinal."""
        return f"{self.plan}/{self.person}/{self.ordinal}"

    @property
    def on_behalf(self) -> bool:
        """Whether somebody else registered it for the person ("thay mặt")."""
        return self.by != self.person

    def is_by(self, person: str) -> bool:
        """Whether that person is, or is asked to be, one of its authors."""
        return person == self.person or any(author.person == person for author in self.authors)
