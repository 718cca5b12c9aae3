"""When a round of publishing is due. Seconds here only tick on: the demo's clock may jump, and so may a machine's."""

from dataclasses import dataclass

#: Seconds after the last change of facts before they are published, for one change often follows another; and how
#: long at most a round waits for that.
SETTLED, LONGEST = 1.0, 5.0
#: Seconds until the next try after the first, the second … failure in a row; the last goes on.
PAUSES = (60.0, 120.0, 300.0, 900.0)


@dataclass(frozen=True, slots=True)
class Due:
    """A round to begin now: of everything, or of the collections that somebody wrote to."""

    only: frozenset[str] | None = None


EVERYTHING = Due()


class Schedule:
    """Rounds after changes, when asked for, when somebody has written to a collection, and `every` so many seconds."""

    def __init__(self, every: float) -> None:
        self._every = every
        self._next = 0.0
        self._changes: list[float] = []
        self._written: set[str] = set()
        self._asked = False
        self._failures = 0
        self._pause_ends = 0.0
        self._barred_until = 0.0

    def changed(self, at: float) -> None:
        """Facts that calendars tell have changed."""
        self._changes = [*self._changes[:1], at]

    def written(self, path: str) -> None:
        """Somebody has written to that collection."""
        self._written.add(path)

    def ask(self) -> None:
        """Somebody waits for a round: only the server itself can make them wait."""
        self._asked = True

    def due(self, at: float) -> Due | None:
        """What is to be done now."""
        if at < self._barred_until or (at < self._pause_ends and not self._asked):
            return None
        if self._asked or at >= self._next or self._settled(at):
            return EVERYTHING
        return Due(frozenset(self._written)) if self._written else None

    def begin(self, due: Due, at: float) -> None:
        """A round begins; what happens from now on belongs to the next one."""
        self._written -= due.only if due.only is not None else self._written
        if due.only is None:
            self._asked = False
            self._changes = []
            self._next = at + self._every

    def succeeded(self) -> None:
        """The round went through."""
        self._failures = 0
        self._pause_ends = self._barred_until = 0.0

    def failed(self, at: float, retry_after: float = 0.0) -> None:
        """The round came to nothing: everything is tried again after a pause, not before the server wants to hear."""
        self._barred_until = at + min(retry_after, self._every * 12)
        self._pause_ends = self._next = max(at + self._pause(), self._barred_until)

    def unfinished(self, at: float) -> None:
        """Single things were left undone: everything is looked at again after a pause that holds nothing else up."""
        self._next = at + self._pause()
        self._pause_ends = self._barred_until = 0.0

    def _pause(self) -> float:
        """The next pause: each is longer than the last."""
        pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
        self._failures += 1
        return pause

    def _settled(self, at: float) -> bool:
        if not self._changes:
            return False
        return at - self._changes[-1] >= SETTLED or at - self._changes[0] >= LONGEST
