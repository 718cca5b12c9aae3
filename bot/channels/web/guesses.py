"""Whoever asks for calendars that never were: after many of them the answer says to wait.

Only misses are counted, and an address that is valid is answered however many there were before: secrets are too long
to be guessed, and an office behind one address is one client, whom a stranger's tries must not keep from its calendars.
"""

from collections.abc import Callable

from starlette.requests import Request

from bot.inviting.limiter import Limiter

#: So many per client, and of all together, within ten minutes: a phone with a few forgotten calendars asks less often.
MISSES_EACH, MISSES_OVERALL, MISSES_SECONDS = 40, 1000, 600.0


class Guesses:
    """Counts misses; `clock` is in seconds."""

    def __init__(self, clock: Callable[[], float], client_of: Callable[[Request], str]) -> None:
        self._limiter = Limiter(clock, MISSES_EACH, MISSES_OVERALL, MISSES_SECONDS)
        self._client_of = client_of

    def missed(self, request: Request) -> float:
        """One more miss; how many seconds the client is to wait."""
        client = self._client_of(request)
        if self._limiter.is_full(client):
            return MISSES_SECONDS
        self._limiter.count(client)
        return 0.0
