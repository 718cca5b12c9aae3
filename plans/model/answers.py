"""What people answer to the plan: registrations of titles and commendations, and innovations."""

from dataclasses import dataclass
from datetime import datetime
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
