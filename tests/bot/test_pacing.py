"""A quick typist is read, a flood is told once to wait, and nobody is remembered for long."""

from hypothesis import given
from hypothesis import strategies as st

from bot.pacing import PRESS, Leave, Measure, Pacing


def read(pacing: Pacing, instants: list[float], sender: str = "lan", cost: float = 1.0) -> list[bool]:
    return [not pacing.leave(sender, at, cost).wait for at in instants]


def test_twenty_at_once_are_read_and_after_them_one_in_two_seconds_for_ever() -> None:
    pacing = Pacing()
    assert all(read(pacing, [0.0] * 20))
    assert all(read(pacing, [2.0 * n for n in range(1, 500)]))


def test_the_twenty_first_is_told_once_how_long_to_wait_and_then_nothing_is_said() -> None:
    pacing = Pacing()
    assert all(read(pacing, [100.0] * 20))
    assert pacing.leave("lan", 100.5) == Leave(wait=10)
    assert pacing.leave("lan", 101.0) == Leave(wait=10, told=True)
    assert pacing.leave("lan", 110.4) == Leave(wait=1, told=True)
    assert read(pacing, [110.5] * 6) == [True] * 5 + [False]


def test_ten_thousand_in_a_minute_get_fifty_answers_and_six_sentences() -> None:
    pacing = Pacing()
    leaves = [pacing.leave("lan", n * 60 / 10_000) for n in range(10_000)]
    assert sum(not leave.wait for leave in leaves) in range(40, 60)
    assert sum(leave.wait > 0 and not leave.told for leave in leaves) <= 6


def test_a_flood_takes_nothing_from_anybody_else() -> None:
    pacing = Pacing()
    for n in range(10_000):
        pacing.leave("flood", n / 167)
        assert n % 500 or not pacing.leave("lan", n / 167).wait


def test_four_presses_count_as_one_message() -> None:
    assert read(Pacing(), [0.0] * 81, cost=PRESS) == [True] * 80 + [False]


def test_who_has_waited_long_enough_has_a_full_measure_again() -> None:
    pacing = Pacing()
    read(pacing, [0.0] * 30)
    assert all(read(pacing, [60.0] * 20))


def test_only_the_latest_senders_are_remembered_and_the_rested_are_forgotten() -> None:
    pacing = Pacing(most_senders=100)
    for n in range(10_000):
        pacing.leave(f"stranger {n}", 0.0)
        assert len(pacing) <= 100
    for n in range(50):
        pacing.leave("lan", 1000.0 + 2 * n)
    assert len(pacing) == 1


@given(
    st.lists(st.tuples(st.floats(0, 30), st.sampled_from([PRESS, 1.0])), max_size=200),
    st.builds(Measure, most=st.integers(1, 30), every=st.floats(0.1, 10), rest=st.floats(0, 30)),
)
def test_never_more_is_read_than_the_measure_and_what_has_come_back_to_it(
    sent: list[tuple[float, float]], measure: Measure
) -> None:
    pacing, now, taken = Pacing(measure), 0.0, 0.0
    for pause, cost in sent:
        now += pause
        leave = pacing.leave("lan", now, cost)
        taken += 0 if leave.wait else cost
        assert taken <= measure.most + now / measure.every + 1e-6
