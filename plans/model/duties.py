"""Who does what in a task, and how far it is: assignments, what cooperating units owe, what waits for confirmation."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a task is done: a note, a link, a file by its SHA-256 with the name it was sent under."""

    note: str = ""
    link: str = ""
    file: str = ""
    file_name: str = ""


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True)
class Assignment:
    """Giao việc: the one person who sees to a lead unit's (or, by their internal date, a cooperating unit's) task."""

    plan: str
    task: str
    unit: str
    person: str
    by: str
    at: datetime

    @property
    def id(self) -> str:
        """Plan, task and unit."""
        return f"{self.plan}/{self.task}/{self.unit}"


@dataclass(frozen=True, slots=True)
class InternalDate:
    """The day by which cooperating units hand their part in ("các phòng gửi trước 10/6"); the plan's date stays.

    `before` says that the day was given as "trước D": it aims at the working day before. One that is `withdrawn` asks
    nothing of anybody, and stays for calendars to cancel.
    """

    plan: str
    task: str
    day: date
    by: str
    at: datetime
    before: bool = False
    withdrawn: bool = False

    @property
    def id(self) -> str:
        """Plan and task."""
        return f"{self.plan}/{self.task}"


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A cooperating unit's part of a task, handed in."""

    plan: str
    task: str
    unit: str
    done_at: datetime
    done_by: str
    evidence: Evidence = NO_EVIDENCE

    @property
    def id(self) -> str:
        """Plan, task and unit."""
        return f"{self.plan}/{self.task}/{self.unit}"


@dataclass(frozen=True, slots=True)
class DoneReport:
    """A task said to be done that waits for the office's confirmation: nothing is chased or escalated meanwhile."""

    plan: str
    task: str
    at: datetime
    by: str
    evidence: Evidence = NO_EVIDENCE

    @property
    def id(self) -> str:
        """Plan and task."""
        return f"{self.plan}/{self.task}"


@dataclass(frozen=True, slots=True)
class PartsUrging:
    """When the units whose part of a task was missing were last asked for it by hand.

    `units` are those asked, `told` the people who were left a notice; it goes out at `goes`.
    """

    plan: str
    task: str
    at: datetime
    by: str
    goes: datetime
    units: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def id(self) -> str:
        """Plan and task."""
        return f"{self.plan}/{self.task}"


@dataclass(frozen=True, slots=True)
class TaskUrging:
    """When the units that lead a task were last reminded of it by hand; `told` were left a notice, sent at `goes`."""

    plan: str
    task: str
    at: datetime
    by: str
    goes: datetime
    told: tuple[str, ...]

    @property
    def id(self) -> str:
        """Plan and task."""
        return f"{self.plan}/{self.task}"
