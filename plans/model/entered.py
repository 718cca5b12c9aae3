"""What the office enters of people and units beside their answers: earlier years, disciplines, its own citations."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Honour:
    """Kết quả: a title or commendation (`award`, an id of the catalogue) that a person or unit got for a year."""

    subject: str
    year: int
    award: str
    decision: str = ""

    @property
    def id(self) -> str:
        """Subject, year and award."""
        return f"{self.subject}/{self.year}/{self.award}"


class Rating(StrEnum):
    """Mức độ hoàn thành nhiệm vụ: xuất sắc, tốt, hoàn thành, không hoàn thành."""

    EXCELLENT = "excellent"
    GOOD = "good"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"


@dataclass(frozen=True, slots=True)
class YearRating:
    """How a person or unit was rated for a year."""

    subject: str
    year: int
    rating: Rating

    @property
    def id(self) -> str:
        """Subject and year."""
        return f"{self.subject}/{self.year}"


@dataclass(frozen=True, slots=True)
class EarlierInnovation:
    """An innovation of a year before this installation knew any. `scope` is how far its effect was recognised.

    `person` is "" for an author who is not in the roster any more.
    """

    year: int
    person: str
    name: str
    recognised: bool = True
    scope: str = ""

    @property
    def id(self) -> str:
        """Year, person and name."""
        return f"{self.year}/{self.person}/{self.name}"


Result: TypeAlias = Honour | YearRating | EarlierInnovation


@dataclass(frozen=True, slots=True)
class Results:
    """What a file says of earlier years."""

    honours: tuple[Honour, ...] = ()
    ratings: tuple[YearRating, ...] = ()
    innovations: tuple[EarlierInnovation, ...] = ()

    @property
    def all(self) -> tuple[Result, ...]:
        """Every record."""
        return (*self.honours, *self.ratings, *self.innovations)


@dataclass(frozen=True, slots=True)
class Hold:
    """A discipline (kỷ luật) that the office entered for a person: from `since` until `until` (None: until lifted)."""

    person: str
    since: date
    until: date | None
    reason: str
    at: datetime
    by: str

    @property
    def id(self) -> str:
        """The person."""
        return self.person


@dataclass(frozen=True, slots=True)
class Citation:
    """The office's own words for the legal basis of an award or rule of the catalogue, with the day it was checked."""

    id: str
    text: str
    checked: date
    at: datetime
    by: str
