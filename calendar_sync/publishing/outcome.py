"""What a round of publishing has come to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from calendar_sync.caldav.server import CalendarServerError, Failed
from calendar_sync.publishing.difference import Question

#: Failures of the server in a row after which a round gives up.
PATIENCE = 3
#: Told while a collection is written: how many of how many items, and which collection.
Progress = Callable[[int, int, str], None]


class What(StrEnum):
    """What was done, or would be: to an item, to a whole collection, or by somebody in a calendar."""

    CREATE = "create"
    REPLACE = "replace"
    REMOVE = "remove"
    MOVED = "moved"
    COMPLETED = "completed"
    REOPENED = "reopened"
    NEW_COLLECTION = "new_collection"
    END_COLLECTION = "end_collection"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was done, or would be; `title` is what a person knows it by, `uid` "" for a whole collection."""

    collection: str
    uid: str
    title: str
    what: What


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round did (or would do), what waits for the office's answer, and why it stopped or left something undone.

    With `agreed`, everything that was looked at says what it should, but for what the office is asked about.
    """

    rows: tuple[Row, ...] = ()
    questions: tuple[Question, ...] = ()
    problem: CalendarServerError | None = None
    agreed: bool = True

    def count(self, what: What) -> int:
        """How often that was done."""
        return sum(row.what is what for row in self.rows)


class GivenUp(Exception):
    """The server has failed too often in a row; the reason is the tally's problem."""


@dataclass(slots=True)
class Tally:
    """A round as it goes."""

    rows: list[Row] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    problem: CalendarServerError | None = None
    agreed: bool = True
    _in_a_row: int = 0

    def went_well(self) -> None:
        """The server did what it was asked."""
        self._in_a_row = 0

    def left_undone(self, error: CalendarServerError) -> None:
        """Something could not be done; the next round tries again. Raises GivenUp after too many in a row."""
        self.agreed = False
        self.problem = self.problem or error
        if type(error) is not Failed:
            return
        self._in_a_row += 1
        if self._in_a_row >= PATIENCE:
            raise GivenUp

    def outcome(self) -> Outcome:
        """What it has come to."""
        return Outcome(tuple(self.rows), tuple(self.questions), self.problem, self.agreed)
