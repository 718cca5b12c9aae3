"""Where `now` comes from: the only place that reads the machine's clock."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

#: Answers the present instant, aware and in UTC.
Clock: TypeAlias = Callable[[], datetime]


def system_clock() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


class MovableClock:
    """A clock that ticks with the machine but can be set: the demo's. `monotonic` answers seconds."""

    def __init__(self, instant: datetime, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self.set(instant)

    def __call__(self) -> datetime:
        return self._instant + timedelta(seconds=self._monotonic() - self._at)

    def set(self, instant: datetime) -> None:
        """Show `instant` from now on."""
        self._instant = instant.astimezone(UTC)
        self._at = self._monotonic()
