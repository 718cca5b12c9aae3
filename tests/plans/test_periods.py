"""The week, month, quarter and year of a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plans.periods import Grain, whole


def test_each_is_a_closed_interval() -> None:
    day = date(2024, 2, 29)
    assert [whole(grain, day) for grain in Grain] == [
        (date(2024, 2, 26), date(2024, 3, 3)),
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2024, 1, 1), date(2024, 3, 31)),
        (date(2024, 1, 1), date(2024, 12, 31)),
    ]


@given(st.sampled_from(Grain), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_day_lies_in_its_own_and_the_next_begins_the_day_after(grain: Grain, day: date) -> None:
    start, end = whole(grain, day)
    assert start <= day <= end
    assert whole(grain, start) == whole(grain, end) == (start, end)
    assert whole(grain, end + timedelta(days=1))[0] == end + timedelta(days=1)
