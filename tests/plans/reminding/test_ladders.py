"""The days of ladders: what the office sets, periods, what is overdue, quarters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.deadlines import aim
from plans.model.office_settings import LadderSetting
from plans.model.plan import Deadline, DeadlineKind, TaskKind
from plans.model.reminding import DigestItem, Owed
from plans.reminding.ladders import (
    OF_MEETINGS,
    OF_PARTS,
    USUAL,
    Ladder,
    Rung,
    Shift,
    Weekly,
    a_month_before,
    counted_back,
    course,
    days_after,
    ladder_of,
    quarters,
    rungs_before,
    sent_early,
    shift,
    usual,
)
from plans.store.memory import MemoryStore
from plans.working_days import is_working_day
from tests.builders import a_deadline
from tests.plans.reminding.scenes import keep

DAY = timedelta(days=1)
FAR = date(2023, 1, 1)


def days_of(deadline: Deadline, kind: TaskKind = TaskKind.REPORT, ladder: Ladder = USUAL) -> list[tuple[str, str]]:
    return [(f"{rung.day:%d/%m}", rung.name) for rung in course(deadline, kind, ladder).rungs]


def a_period(start: date, end: date, kind: DeadlineKind = DeadlineKind.RANGE) -> Deadline:
    return a_deadline(end, start=start, kind=kind)


# ---------------------------------------------------------------- up to the day


def test_the_usual_ladder_counts_working_days_back_from_the_last_one_before_the_day() -> None:
    assert days_of(a_deadline(date(2024, 3, 28), before=True)) == [
        ("27/02", "1m"),
        ("07/03", "14"),
        ("18/03", "7"),
        ("22/03", "3"),
        ("26/03", "1"),
        ("27/03", "0"),
        ("29/03", "+1"),
        ("02/04", "+3"),
    ]


def test_a_deadline_to_the_end_of_a_day_aims_at_that_day() -> None:
    assert ("28/03", "0") in days_of(a_deadline(date(2024, 3, 28)))


def test_tet_lies_between_the_rungs_and_not_on_them() -> None:
    assert days_of(a_deadline(date(2024, 2, 29), before=True))[:3] == [("26/01", "1m"), ("01/02", "14"), ("19/02", "7")]


def test_a_saturday_deadline_is_asked_for_on_the_friday_and_overdue_on_the_monday() -> None:
    assert days_of(a_deadline(date(2024, 6, 15)))[-3:] == [("14/06", "0"), ("17/06", "+1"), ("19/06", "+3")]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 3, 31), date(2024, 2, 29)),
        (date(2023, 3, 30), date(2023, 2, 28)),
        (date(2024, 1, 15), date(2023, 12, 15)),
    ],
)
def test_a_month_before_the_end_of_a_month_is_the_end_of_that_one(day: date, expected: date) -> None:
    assert a_month_before(day) == expected


def test_a_meeting_is_said_a_week_and_a_day_before_and_in_the_morning_and_asked_about_once() -> None:
    meeting = a_deadline(date(2024, 10, 30), kind=DeadlineKind.ON)
    assert days_of(meeting, TaskKind.MEETING, OF_MEETINGS) == [
        ("23/10", "7d"),
        ("29/10", "1"),
        ("30/10", "0"),
        ("31/10", "+1"),
    ]
    assert course(meeting, TaskKind.MEETING, OF_MEETINGS).weekly is None


def test_a_meeting_in_a_month_has_the_ladder_of_meetings() -> None:
    december = a_period(date(2024, 12, 1), date(2024, 12, 31), DeadlineKind.MONTH)
    assert days_of(december, TaskKind.MEETING, OF_MEETINGS)[0] == ("24/12", "7d")


def test_of_two_rungs_on_one_day_the_nearer_one_names_it() -> None:
    # Tết lies before 15/02: seven days ahead is in it, one working day ahead is the day before it.
    assert counted_back(date(2024, 2, 15), ("7d", "1", "0")) == (
        Rung(date(2024, 2, 7), "1"),
        Rung(date(2024, 2, 15), "0"),
    )
    assert counted_back(date(2024, 3, 27), ("1", "1d")) == (Rung(date(2024, 3, 26), "1d"),)


def test_a_month_is_spoken_of_at_its_start_in_the_middle_and_on_its_last_five_working_days() -> None:
    june = a_period(date(2024, 6, 1), date(2024, 6, 30), DeadlineKind.MONTH)
    assert days_of(june) == [
        ("03/06", "start"),
        ("14/06", "middle"),
        ("24/06", "4"),
        ("25/06", "3"),
        ("26/06", "2"),
        ("27/06", "1"),
        ("28/06", "0"),
        ("01/07", "+1"),
        ("03/07", "+3"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2024, 6, 10), date(2024, 6, 12), ["10/06", "11/06", "12/06"]),
        (date(2024, 6, 15), date(2024, 6, 16), ["14/06"]),  # a weekend: the Friday before
        (date(2024, 2, 8), date(2024, 2, 14), ["07/02"]),  # Tết
        (date(2024, 6, 12), date(2024, 6, 12), ["12/06"]),
    ],
)
def test_a_short_period_has_only_the_days_it_has(start: date, end: date, expected: list[str]) -> None:
    rungs = rungs_before(a_period(start, end), TaskKind.REPORT, USUAL)
    assert [f"{rung.day:%d/%m}" for rung in rungs] == expected
    assert rungs[-1].name == "0"


@given(st.dates(date(2024, 1, 1), date(2025, 12, 31)), st.booleans(), st.sampled_from([USUAL, OF_MEETINGS, OF_PARTS]))
def test_every_ladder_ends_on_the_day_to_aim_at_and_has_each_working_day_once(
    end: date, before: bool, ladder: Ladder
) -> None:
    aimed = aim(a_deadline(end, before=before))
    assert aimed is not None
    rungs = counted_back(aimed, ladder.before)
    assert rungs[-1] == Rung(aimed, "0")
    assert len({rung.day for rung in rungs}) == len(rungs)
    assert list(rungs) == sorted(rungs)
    assert all(is_working_day(rung.day) for rung in rungs)


@given(st.dates(date(2024, 1, 1), date(2025, 12, 31)), st.integers(0, 200))
def test_a_period_is_spoken_of_within_it_on_at_most_seven_days(start: date, length: int) -> None:
    end = start + length * DAY
    rungs = rungs_before(a_period(start, end), TaskKind.REPORT, USUAL)
    assert rungs[-1] == Rung(aim(a_period(start, end)) or end, "0")
    assert all(start <= rung.day <= end for rung in rungs[:-1])
    assert len(rungs) <= 7


# ---------------------------------------------------------------- overdue


def test_what_is_overdue_comes_again_every_week_that_begins_after_the_third_working_day() -> None:
    found = course(a_deadline(date(2024, 9, 9)), TaskKind.REPORT, USUAL)
    assert found.latest(date(2024, 9, 12), date(2024, 9, 15)) is None
    assert found.latest(date(2024, 9, 12), date(2024, 9, 16)) == Rung(date(2024, 9, 16), "w2024-09-16")
    assert found.latest(date(2024, 9, 16), date(2024, 9, 20)) is None
    assert found.latest(FAR, date(2025, 6, 4)) == Rung(date(2025, 6, 2), "w2025-06-02")


def test_a_weekly_rung_is_the_weeks_first_working_day_and_a_week_off_has_none() -> None:
    weekly = Weekly("w", date(2024, 1, 29))
    assert weekly.latest(date(2024, 8, 31), date(2024, 9, 8)) == Rung(date(2024, 9, 4), "w2024-09-02")
    assert weekly.latest(date(2025, 1, 20), date(2025, 2, 2)) is None  # Tết 2025


@given(st.dates(date(2024, 1, 1), date(2025, 12, 31)), st.integers(1, 4))
def test_the_nth_working_day_overdue_has_n_minus_one_between_it_and_the_end(end: date, number: int) -> None:
    day = days_after(end, number)
    between = [end + back * DAY for back in range(1, (day - end).days)]
    assert is_working_day(day)
    assert sum(is_working_day(each) for each in between) == number - 1


@given(st.dates(date(2024, 1, 1), date(2025, 6, 1)), st.integers(0, 120), st.integers(0, 120))
def test_an_interval_and_its_halves_reach_the_same_latest_rung(end: date, first: int, second: int) -> None:
    found = course(a_deadline(end), TaskKind.REPORT, USUAL)
    low = end - 40 * DAY
    middle, high = low + first * DAY, low + (first + second) * DAY
    assert found.latest(low, high) == (found.latest(middle, high) or found.latest(low, middle))


# ---------------------------------------------------------------- what the office sets


def test_the_office_can_set_the_ladder_of_a_kind() -> None:
    store = keep(MemoryStore(), LadderSetting(TaskKind.DOSSIER, ("10d", "2", "0"), (2,), weekly=False))
    ladder = ladder_of(store, TaskKind.DOSSIER)
    assert days_of(a_deadline(date(2024, 6, 19)), TaskKind.DOSSIER, ladder) == [
        ("07/06", "10d"),
        ("17/06", "2"),
        ("19/06", "0"),
        ("21/06", "+2"),
    ]
    assert course(a_deadline(date(2024, 6, 19)), TaskKind.DOSSIER, ladder).weekly is None
    assert ladder_of(store, TaskKind.REPORT) == USUAL


@pytest.mark.parametrize("kind", [TaskKind.MEETING, TaskKind.MOVEMENT])
def test_whatever_is_set_a_meeting_is_not_chased_and_a_movement_never_overdue(kind: TaskKind) -> None:
    store = keep(MemoryStore(), LadderSetting(kind, ("2", "0"), (1, 3), weekly=True))
    assert ladder_of(store, kind) == Ladder(("2", "0"), usual(kind).overdue)


def test_a_ladder_edited_by_hand_harms_nobody() -> None:
    strange = ("", "x", "-1", "99999999999", "261", "1w", "m", "²", "0")
    assert counted_back(date(2024, 6, 19), strange) == (Rung(date(2024, 6, 19), "0"),)
    endless = Ladder((), tuple(range(-5, 5000)), weekly=True)
    found = course(a_deadline(date(2024, 6, 19)), TaskKind.REPORT, endless)
    assert len(found.rungs) == 260
    silent = course(a_deadline(date(2024, 6, 19)), TaskKind.REPORT, Ladder(()))
    assert silent.latest(FAR, date(2026, 1, 1)) is None


# ---------------------------------------------------------------- without a day


def test_a_day_not_set_is_asked_for_on_each_quarters_first_working_day_up_to_its_own() -> None:
    found = quarters(2024, date(2024, 9, 30))
    assert [(f"{rung.day:%d/%m}", rung.name) for rung in found.rungs] == [
        ("02/01", "q2024-01-01"),
        ("01/04", "q2024-04-01"),
        ("01/07", "q2024-07-01"),
    ]


def test_a_deadline_without_a_day_has_no_ladder() -> None:
    unset = a_deadline(date(2024, 6, 30), start=date(2024, 4, 1), kind=DeadlineKind.UNSET)
    assert course(unset, TaskKind.REPORT, USUAL).latest(FAR, date(2026, 1, 1)) is None
    assert rungs_before(unset, TaskKind.REPORT, USUAL) == ()


# ---------------------------------------------------------------- what a text should explain


@pytest.mark.parametrize(
    ("end", "before", "expected"),
    [
        (date(2024, 2, 29), True, Shift.BEFORE),  # a Thursday
        (date(2024, 6, 15), True, Shift.DAY_OFF),  # a Saturday
        (date(2024, 6, 15), False, Shift.DAY_OFF),
        (date(2024, 10, 30), False, Shift.NONE),
    ],
)
def test_a_text_can_say_why_the_day_to_aim_at_is_another(end: date, before: bool, expected: Shift) -> None:
    assert shift(a_deadline(end, before=before)) is expected


def test_an_unset_deadline_is_not_shifted() -> None:
    assert shift(a_deadline(kind=DeadlineKind.UNSET)) is Shift.NONE


@pytest.mark.parametrize(
    ("aimed", "days", "rung", "early"),
    [
        (date(2024, 7, 15), 31, "1m", True),  # 15/6 was a Saturday: told on the Friday
        (date(2024, 7, 16), 29, "1m", False),  # 16/6 was a Sunday, but it is told later, after downtime
        (date(2024, 7, 17), 30, "1m", False),
        (date(2024, 9, 9), 10, "7d", True),  # 2/9 is the National Day, 30/8 the last working day before it
        (date(2024, 10, 30), 7, "7d", False),
        (date(2024, 10, 30), 1, "1", False),
        (date(2024, 10, 30), -1, "+1", False),
        (date(2024, 10, 30), 3, "s2024-10-27T00:00", False),
        (date(2024, 10, 30), 30, "", False),
    ],
)
def test_an_item_knows_that_its_rung_fell_on_a_day_off(aimed: date, days: int, rung: str, early: bool) -> None:
    assert sent_early(DigestItem("p", "t", Owed.TASK, aimed, days, rung=rung)) is early
