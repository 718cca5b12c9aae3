"""Wrong codes are counted: whoever guesses has to wait."""

from collections import deque
from collections.abc import Callable


class Limiter:
    """At most `each` tries per client and `overall` tries of all together within `seconds`; kept in memory."""

    def __init__(self, clock: Callable[[], float], each: int, overall: int, seconds: float) -> None:
        self._clock = clock
        self._each = each
        self._overall = overall
        self._seconds = seconds
        self._tries: deque[tuple[float, str]] = deque()

    def is_full(self, client: str) -> bool:
        """Whether that client has to wait."""
        return self.tries(client) >= self._each or len(self._tries) >= self._overall

    def tries(self, client: str) -> int:
        """How often that client has tried of late."""
        while self._tries and self._tries[0][0] <= self._clock() - self._seconds:
            self._tries.popleft()
        return sum(1 for _, other in self._tries if other == client)

    def count(self, client: str) -> None:
        """One more try; none is kept beyond the overall limit."""
        if len(self._tries) < self._overall:
            self._tries.append((self._clock(), client))
