"""A bar for each collection while it is written, on standard error: standard output is for what came of it."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType

import click

from bot.calendars.report import Report


class Bars:
    """Shows how far a round is; the last bar ends with the block."""

    def __init__(self) -> None:
        self._advance: Callable[[int], None] | None = None
        self._of = ("", 0)
        self._done = 0
        self._shown = ExitStack()

    def __enter__(self) -> "Bars":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shown.close()

    def tell(self, report: Report) -> None:
        """Show it; what has ended shows itself."""
        if report.ended or not report.total:
            return
        of = report.collection, report.total
        if self._advance is None or self._of != of or report.done < self._done:
            self._shown.close()
            shown = click.progressbar(length=report.total, label=report.collection, file=sys.stderr)
            self._advance = self._shown.enter_context(shown).update
            self._of, self._done = of, 0
        self._advance(report.done - self._done)
        self._done = report.done
