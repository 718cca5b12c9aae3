"""Bulk messages keep Telegram's limits."""

from collections.abc import Awaitable, Callable
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


class Sleeps:
    """Sleeping lets that much time pass."""

    def __init__(self, clock: Seconds) -> None:
        self.clock = clock

    async def __call__(self, seconds: float) -> None:
        self.clock.now += seconds


async def test_after_a_429_nothing_goes_before_telegram_has_had_its_silence() -> None:
    clock = Seconds()
    channel = FakeChannel(outcomes=[NotSent("too many requests", retry_after=30)])
    unhurried = UnhurriedTelegram(channel, Pace(clock), Sleeps(clock))
    with pytest.raises(NotSent) as refused:
        await unhurried.send("a", Reply("x"))
    assert refused.value.retry_after == 30
    assert channel.attempts == 1
    assert await unhurried.send("b", Reply("x"))
    assert clock.now >= 1030


@pytest.mark.parametrize("edit", [UnhurriedTelegram.amend, UnhurriedTelegram.edit])
async def test_edits_keep_the_pace_and_the_silence_too(edit: Callable[..., Awaitable[object]]) -> None:
    clock = Seconds()
    unhurried = UnhurriedTelegram(FakeChannel(outcomes=[None]), Pace(clock), Sleeps(clock))
    await edit(unhurried, "a", "7", Reply("x"))
    await edit(unhurried, "a", "7", Reply("y"))
    assert clock.now == 1000 + BETWEEN
    flooded = UnhurriedTelegram(FakeChannel(outcomes=[NotSent("too many", retry_after=30)]), Pace(clock), Sleeps(clock))
    with pytest.raises(NotSent):
        await edit(flooded, "a", "7", Reply("x"))
    await flooded.send("b", Reply("x"))
    assert clock.now >= 1031


async def test_whoever_has_waited_for_its_turn_sends_at_once() -> None:
    clock = Seconds()
    unhurried = UnhurriedTelegram(FakeChannel(), Pace(clock), Sleeps(clock))
    await unhurried.turn("a")
    await unhurried.send("a", Reply("x"))
    assert clock.now == 1000
    await unhurried.send("a", Reply("x"))
    assert clock.now == 1000 + BETWEEN


def test_bulk_messages_make_room_for_answers() -> None:
    clock = Seconds()
    pace = Pace(clock)
    for _ in range(OVERALL):
        pace.count()
    assert pace.reserve("a") == 1.0
