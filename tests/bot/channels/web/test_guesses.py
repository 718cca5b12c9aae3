"""Misses are counted per client and of all together; whoever has none is never kept waiting."""

import pytest
from starlette.requests import Request

from bot.channels.web.guesses import MISSES_EACH, MISSES_OVERALL, MISSES_SECONDS, Guesses


class Counted:
    """Guesses of clients by name, at a time that can be moved."""

    def __init__(self) -> None:
        self.now = 0.0
        self.guesses = Guesses(lambda: self.now, lambda request: str(request.scope["client"][0]))

    def missed(self, client: str) -> float:
        """One more miss."""
        return self.guesses.missed(Request({"type": "http", "client": (client, 1), "headers": []}))


@pytest.fixture
def counted() -> Counted:
    return Counted()


def test_a_client_is_told_to_wait_after_so_many_misses_and_others_are_not(counted: Counted) -> None:
    assert [counted.missed("a") for _ in range(MISSES_EACH)] == [0.0] * MISSES_EACH
    assert counted.missed("a") == MISSES_SECONDS
    assert counted.missed("b") == 0.0


def test_all_clients_together_have_a_limit(counted: Counted) -> None:
    waits = [counted.missed(f"client {n}") for n in range(MISSES_OVERALL + 1)]
    assert waits == [*[0.0] * MISSES_OVERALL, MISSES_SECONDS]


def test_misses_are_forgotten_after_a_while_even_if_tried_meanwhile(counted: Counted) -> None:
    for _ in range(MISSES_EACH + 5):
        counted.missed("a")
    counted.now = MISSES_SECONDS - 1
    assert counted.missed("a") == MISSES_SECONDS
    counted.now = MISSES_SECONDS
    assert counted.missed("a") == 0.0
