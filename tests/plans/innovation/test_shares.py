"""Shares of authors as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.innovation.shares import even_shares, shares_refusal, typed_shares
from plans.problems import Problem
from tests.builders import a_plan, refused

PLAN = a_plan()
NAMES = ("Phạm Thị Lan", "Lê Quốc Hùng")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("60 40", (60, 40)),
        ("60,40", (60, 40)),
        ("60%, 40%", (60, 40)),
        ("60 và 40", (60, 40)),
        ("60 phần trăm, 40 phần trăm", (60, 40)),
        ("Hùng 40, Lan 60", (60, 40)),
        ("lan: 60%; hung: 40%", (60, 40)),
    ],
)
def test_shares_are_read_as_people_type_them(text: str, found: tuple[int, ...]) -> None:
    assert typed_shares(text, NAMES) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("60 39", "innovation.shares_too_few"),
        ("60 41", "innovation.shares_too_many"),
        ("100 0", "innovation.share_of_nothing"),
        ("999999 1", "innovation.share_of_nothing"),
        ("60", "innovation.shares_not_understood"),
        ("60 30 10", "innovation.shares_not_understood"),
        ("50,5 49,5", "innovation.shares_not_understood"),
        ("50.5 49.5", "innovation.shares_not_understood"),
        ("-60 160", "innovation.shares_not_understood"),
        ("60/40", "innovation.shares_not_understood"),
        ("Minh 60, Lan 40", "innovation.shares_not_understood"),
        ("Lan 60, Lan 40", "innovation.shares_not_understood"),
        ("chia đôi", "innovation.shares_not_understood"),
        ("", "innovation.shares_not_understood"),
    ],
)
def test_shares_that_are_none_are_refused(text: str, code: str) -> None:
    assert refused(typed_shares(text, NAMES)) == code


@given(st.integers(1, 100))
def test_even_shares_make_a_hundred_and_differ_by_one_at_most(n: int) -> None:
    shares = even_shares(n)
    assert len(shares) == n
    assert shares_refusal(shares) is None
    assert max(shares) - min(shares) <= 1


@given(st.text(max_size=40))
def test_no_text_makes_shares_that_are_not_a_hundred(text: str) -> None:
    read = typed_shares(text, NAMES)
    assert isinstance(read, Problem) or (len(read) == 2 and sum(read) == 100 and min(read) > 0)
