"""What a round that a command asked for has come to, as a small file that the command reads while the service works."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from plans.problems import Problem

#: Beside what the calendar server keeps.
FILE_NAME = "round.json"
#: Seconds between two writings: whoever watches needs no more.
GLANCE = 0.1


class Line(msgspec.Struct, frozen=True):
    """One thing that was done, or would be: to which task's event, in which calendar; `what` as the ledger calls it."""

    collection: str
    title: str
    what: str


class Report(msgspec.Struct, frozen=True):
    """How far the round of that ticket is: `done` of `total` items of one collection.

    `problem` is why it came to nothing, `asked` names the collections where it waits for the office's answer.
    """

    ticket: str = ""
    collection: str = ""
    done: int = 0
    total: int = 0
    ended: bool = False
    lines: tuple[Line, ...] = ()
    problem: Problem | None = None
    asked: tuple[str, ...] = ()


class Reporter:
    """Writes the reports of one service."""

    def __init__(self, folder: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._path = folder / FILE_NAME
        self._monotonic = monotonic
        self._written = float("-inf")

    def tell(self, report: Report) -> None:
        """Let the command see it; an end always, the way there now and then. A full disk only leaves it untold."""
        at = self._monotonic()
        if not report.ended and at - self._written < GLANCE:
            return
        self._written = at
        draft = self._path.with_suffix(".draft")
        try:
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            draft.write_bytes(msgspec.json.encode(report))
            draft.replace(self._path)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def read_report(folder: Path, ticket: str) -> Report | None:
    """The report of that ticket, if there is one."""
    try:
        report = msgspec.json.decode((folder / FILE_NAME).read_bytes(), type=Report)
    except (OSError, msgspec.DecodeError):
        return None
    return report if report.ticket == ticket else None
