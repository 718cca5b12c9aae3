"""For how long something can be put off, and when it comes back."""

from datetime import datetime

import pytest

from plans.reminding.snoozing import Until, choices, comes_back
from plans.working_days import HANOI


def in_hanoi(text: str) -> datetime:
    """An instant by the clock in Viet Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def offered(now: str) -> dict[str, str]:
    """What can be chosen then, and when it comes back."""
    found = choices(in_hanoi(now)).items()
    return {until: f"{at.astimezone(HANOI):%Y-%m-%d %H:%M}" for until, at in found}


def test_on_a_morning_in_midweek_all_four_are_offered_the_nearest_first() -> None:
    assert offered("2024-02-21T08:00") == {
        Until.TWO_HOURS: "2024-02-21 10:00",
        Until.AFTERNOON: "2024-02-21 14:00",
        Until.TOMORROW: "2024-02-22 00:00",
        Until.NEXT_WEEK: "2024-02-26 00:00",
    }
    assert list(offered("2024-02-21T12:30"))[:2] == [Until.AFTERNOON, Until.TWO_HOURS]


@pytest.mark.parametrize(
    ("now", "choices"),
    [
        ("2024-02-21T13:59", [Until.AFTERNOON, Until.TWO_HOURS, Until.TOMORROW, Until.NEXT_WEEK]),
        ("2024-02-21T14:00", [Until.TWO_HOURS, Until.TOMORROW, Until.NEXT_WEEK]),
        ("2024-02-21T16:00", [Until.TWO_HOURS, Until.TOMORROW, Until.NEXT_WEEK]),
        ("2024-02-21T16:01", [Until.TOMORROW, Until.NEXT_WEEK]),
        ("2024-02-21T23:30", [Until.TOMORROW, Until.NEXT_WEEK]),
        ("2024-02-21T04:30", [Until.AFTERNOON, Until.TOMORROW, Until.NEXT_WEEK]),
        ("2024-02-21T05:00", [Until.TWO_HOURS, Until.AFTERNOON, Until.TOMORROW, Until.NEXT_WEEK]),
    ],
)
def test_an_hour_that_is_over_or_quiet_is_not_offered(now: str, choices: list[Until]) -> None:
    assert list(offered(now)) == choices


def test_on_a_friday_nothing_is_called_tomorrow() -> None:
    assert offered("2024-02-23T17:00") == {Until.NEXT_WEEK: "2024-02-26 00:00"}


def test_on_a_day_off_no_hour_of_it_is_offered_and_monday_is_tomorrow_on_sundays_only() -> None:
    assert offered("2024-02-24T09:00") == {Until.NEXT_WEEK: "2024-02-26 00:00"}
    assert offered("2024-02-25T09:00") == {Until.TOMORROW: "2024-02-26 00:00"}


def test_a_holiday_in_between_moves_what_comes_back_to_the_next_working_day() -> None:
    before_hung_kings = "2024-04-17T15:30"
    assert offered(before_hung_kings)[Until.TOMORROW] == "2024-04-19 00:00"
    before_tet = "2024-02-05T09:00"
    assert offered(before_tet)[Until.NEXT_WEEK] == "2024-02-15 00:00", "the week of Tết begins on Thursday"


def test_what_cannot_be_any_more_comes_back_in_the_next_working_days_digest() -> None:
    for until in (Until.TWO_HOURS, Until.AFTERNOON, Until.TOMORROW):
        assert comes_back(in_hanoi("2024-02-22T17:30"), until) == in_hanoi("2024-02-23T00:00")
    assert comes_back(in_hanoi("2024-02-23T17:30"), Until.TOMORROW) == in_hanoi("2024-02-26T00:00")


def test_what_is_offered_is_what_happens() -> None:
    for now in ("2024-02-21T08:00", "2024-02-23T15:00", "2024-02-25T03:00"):
        assert all(comes_back(in_hanoi(now), until) == at for until, at in choices(in_hanoi(now)).items())
