"""The demo's clock ticks with the machine and can be set."""

from datetime import UTC, datetime, timedelta

from bot.clock import MovableClock, system_clock

START = datetime(2024, 2, 20, 1, 0, tzinfo=UTC)


def test_a_movable_clock_ticks_from_where_it_was_set() -> None:
    seconds = [100.0]
    clock = MovableClock(START, lambda: seconds[0])
    seconds[0] += 90
    assert clock() == START + timedelta(seconds=90)
    clock.set(START - timedelta(days=1))
    seconds[0] += 1
    assert clock() == START - timedelta(days=1) + timedelta(seconds=1)


def test_instants_are_aware_and_in_utc() -> None:
    assert system_clock().utcoffset() == timedelta(0)
    assert MovableClock(START.astimezone(), lambda: 0.0)().tzinfo is UTC
