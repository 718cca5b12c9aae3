"""What the office sets for everybody: ladders, its own days off and working days, what it confirms itself."""

from dataclasses import dataclass, field

from plans.model.plan import TaskKind


@dataclass(frozen=True, slots=True)
class LadderSetting:
    """The ladder that the office has set for a kind of task.

    `before`: "1m" for a month ahead, "7d" for calendar days, a number for working days before the day to aim at ("0"
    is that day). `overdue`: working days overdue, then `weekly` or no more.
    """

    kind: TaskKind
    before: tuple[str, ...]
    overdue: tuple[int, ...]
    weekly: bool

    @property
    def id(self) -> str:
        """The kind."""
        return self.kind


@dataclass(frozen=True, slots=True)
class DaysOverlay:
    """Days whose work the office knows better than the calendar of public holidays (one record); True: it is worked.

    `notes` says of a day why, in the office's words; `asked` is the latest year whose swaps of working days the office
    was asked for.
    """

    days: dict[str, bool]
    notes: dict[str, str] = field(default_factory=dict)
    asked: int = 0
    id: str = "days"


@dataclass(frozen=True, slots=True)
class Confirming:
    """Of which kinds of task "Xong" waits until the office has confirmed it (one record)."""

    kinds: tuple[TaskKind, ...]
    id: str = "confirming"
