"""What people ask in their own words: names the office adds, sentences nobody understood, and the last answer."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from plans.plain_text import bare


class Called(StrEnum):
    """What another name can be given to."""

    TASK = "task"
    UNIT = "unit"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Alias:
    """Tên gọi khác: what people of this office call a task (or a known topic), a unit or a title of the catalogue.

    `target` is the id it has in the vocabulary, lasting from one year's plan to the next; `by` added it.
    """

    kind: Called
    target: str
    text: str
    by: str
    at: datetime

    @property
    def id(self) -> str:
        """Kind, target and the name without accents and signs."""
        return f"{self.kind}:{self.target}:{bare(self.text)}"


@dataclass(frozen=True, slots=True)
class Unread:
    """Câu chưa hiểu: a sentence that nobody could answer, sent to the office by a tap; whose it was is kept nowhere.

    `since` is the day it was first sent, `day` when last (no hour, which could tell by whom), `times` how often. It
    goes 30 days after.
    """

    text: str
    since: date
    day: date
    times: int = 1

    @property
    def id(self) -> str:
        """The sentence without accents and signs."""
        return bare(self.text)


@dataclass(frozen=True, slots=True)
class LastAsked:
    """What a person asked last and was shown, so that "còn tháng sau?" and "việc đầu tiên" can follow on from it.

    `tasks` are the keys (`task_key`) in the order in which they were shown.
    """

    person: str
    intent: str
    at: datetime
    slots: dict[str, str] = field(default_factory=dict)
    tasks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The person."""
        return self.person
