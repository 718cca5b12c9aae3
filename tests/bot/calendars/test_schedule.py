"""When a round of publishing is due."""

from bot.calendars.schedule import EVERYTHING, LONGEST, PAUSES, SETTLED, Due, Schedule

EVERY = 900.0


def started() -> Schedule:
    """A schedule whose first round went through at 0."""
    schedule = Schedule(EVERY)
    assert schedule.due(0.0) == EVERYTHING
    schedule.begin(EVERYTHING, 0.0)
    schedule.succeeded()
    return schedule


def fails(schedule: Schedule, at: float, retry_after: float = 0.0) -> None:
    due = schedule.due(at)
    assert due is not None
    schedule.begin(due, at)
    schedule.failed(at, retry_after)


def test_a_round_comes_at_the_start_and_again_and_again() -> None:
    schedule = started()
    assert schedule.due(EVERY - 0.1) is None
    assert schedule.due(EVERY) == EVERYTHING


def test_changes_are_published_once_they_have_settled_but_not_put_off_for_ever() -> None:
    schedule = started()
    for tenth in range(60):
        at = 10 + tenth / 10
        schedule.changed(at)
        assert (schedule.due(at) == EVERYTHING) is (at - 10 >= LONGEST)
    schedule.begin(EVERYTHING, 16.0)
    assert schedule.due(17.0) is None
    schedule.changed(20.0)
    assert schedule.due(20.0 + SETTLED) == EVERYTHING


def test_only_what_somebody_wrote_to_is_looked_at() -> None:
    schedule = started()
    schedule.written("lan/lich")
    schedule.written("lan/viec")
    due = schedule.due(1.0)
    assert due == Due(frozenset({"lan/lich", "lan/viec"}))
    schedule.begin(due, 1.0)
    assert schedule.due(1.0) is None


def test_what_is_written_during_a_round_belongs_to_the_next() -> None:
    schedule = started()
    schedule.ask()
    schedule.begin(EVERYTHING, 1.0)
    schedule.written("lan/lich")
    schedule.ask()
    schedule.succeeded()
    assert schedule.due(2.0) == EVERYTHING


def test_pauses_grow_while_it_fails_and_end_with_the_first_success() -> None:
    schedule = started()
    at = EVERY
    for pause in (*PAUSES, PAUSES[-1]):
        fails(schedule, at)
        schedule.changed(at)
        schedule.written("lan/lich")
        assert schedule.due(at + pause - 0.1) is None
        at += pause
        assert schedule.due(at) == EVERYTHING
    schedule.begin(EVERYTHING, at)
    schedule.succeeded()
    schedule.written("lan/lich")
    assert schedule.due(at) is not None


def test_somebody_who_waits_is_not_kept_by_a_pause_but_by_the_server() -> None:
    schedule = started()
    fails(schedule, EVERY)
    schedule.ask()
    assert schedule.due(EVERY + 1) == EVERYTHING
    fails(schedule, EVERY + 1, retry_after=200.0)
    schedule.ask()
    assert schedule.due(EVERY + 200) is None
    assert schedule.due(EVERY + 201) == EVERYTHING
