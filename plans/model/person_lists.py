"""Lists of persons as files hold them, before anybody has confirmed what they say: rosters, registrations, results.

`plans.documents.grids` reads them, `plans.documents.tables` finds the columns in them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row that says something: its 1-based number in the sheet (or line of the file), and its texts by column."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of a workbook, or a .csv file (`sheet` ""). `hidden` counts the hidden rows, which are left out."""

    sheet: str
    rows: tuple[GridRow, ...]
    hidden: int = 0


class ListKind(StrEnum):
    """What a file of persons is: who works here, who registers for what, or what came of earlier years."""

    ROSTER = "roster"
    REGISTRATIONS = "registrations"
    RESULTS = "results"


@dataclass(frozen=True, slots=True)
class PersonList:
    """A file of persons as it was read: what it is, and its rows."""

    kind: ListKind
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class PendingList:
    """A file of persons that `person` has sent and has neither confirmed nor dropped; one a person, for a day.

    `digest` is the file's SHA-256, so that a button of an earlier file cannot confirm a later one; `answers` are what
    the sender has said of it so far, by question.
    """

    person: str
    kind: ListKind
    name: str
    grids: tuple[Grid, ...]
    digest: str
    at: datetime
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The person."""
        return self.person
