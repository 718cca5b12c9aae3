"""Bulk messages keep Telegram's limits."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.channel import NotSent
from bot.channels.telegram.pace import BETWEEN, OVERALL, Pace, UnhurriedTelegram
from bot.messages import Reply
from tests.fakes import FakeChannel


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.floats(0, 0.3)), max_size=120))
def test_no_second_holds_too_many_messages_and_no_chat_two(asked: list[tuple[str, float]]) -> None:
    clock = Seconds()
    pace = Pace(clock)
    sent: list[tuple[float, str]] = []
    for chat, pause in asked:
        clock.now += pause
        sent.append((clock.now + pace.reserve(chat), chat))
    times = sorted(at for at, _ in sent)
    assert all(later - earlier >= 1 - 1e-6 for earlier, later in zip(times, times[OVERALL:], strict=False))
    for chat in "abcdefgh":
        own = [at for at, other in sent if other == chat]
        assert all(later - earlier >= BETWEEN - 1e-6 for earlier, later in pairwise(own))


def test_a_request_for_silence_is_obeyed() -> None:
    clock = Seconds()
    pace = Pace(clock)
    pace.pause(30)
    with pytest.raises(NotSent) as refused:
        pace.reserve("a")
    assert refused.value.retry_after == 30
    clock.now += 30
    assert pace.reserve("a") == 0


async def test_after_a_429_the_others_are_not_even_tried() -> None:
    clock = Seconds()
    channel = FakeChannel(outcomes=[NotSent("too many requests", retry_after=30)])
    unhurried = UnhurriedTelegram(channel, Pace(clock))
    for chat in ("a", "b"):
        with pytest.raises(NotSent) as refused:
            await unhurried.send(chat, Reply("x"))
        assert refused.value.retry_after == 30
    assert channel.attempts == 1
    clock.now += 30
    assert await unhurried.send("b", Reply("x"))
