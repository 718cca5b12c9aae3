from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.time import spans

DAYS = st.dates(date(1995, 1, 1), date(2095, 12, 31))


@given(DAYS, st.sampled_from(["week", "month", "quarter", "year"]), st.integers(-8, 8))
def test_units_follow_each_other_without_gap(today: date, unit: str, shift: int) -> None:
    this, following = spans.shifted(today, unit, shift), spans.shifted(today, unit, shift + 1)
    assert (following.start - this.end).days == 1


@given(DAYS, st.sampled_from(["week", "month", "quarter", "year"]))
def test_today_lies_in_its_own_unit_and_parts_lie_in_the_whole(today: date, unit: str) -> None:
    whole = spans.shifted(today, unit, 0)
    assert whole.start <= today <= whole.end
    for which in ("start", "middle", "end"):
        part = spans.part(whole, which)
        assert whole.start <= part.start <= part.end <= whole.end


@given(DAYS, DAYS)
def test_until_runs_forwards_even_to_a_day_gone_by(today: date, end: date) -> None:
    span = spans.until(today, end)
    assert span.start <= span.end == end


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(spans.NoSuchDate):
        spans.day(2025, 2, 29)
    assert spans.day(2024, 2, 29).start == date(2024, 2, 29)
