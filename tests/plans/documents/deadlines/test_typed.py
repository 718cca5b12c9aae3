"""What a person types in the review is a deadline, or a sentence that says how to type it."""

import subprocess
import sys
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.deadlines.typed import typed_deadline
from plans.model.plan import DeadlineKind
from plans.planning.draft import DraftDeadline
from plans.problems import Problem

WEDNESDAY = date(2024, 5, 15)
BY, ON, MONTH, QUARTER = DeadlineKind.BY, DeadlineKind.ON, DeadlineKind.MONTH, DeadlineKind.QUARTER


def typed(text: str) -> DraftDeadline | Problem:
    """Typed on a Wednesday, for the plan of that year."""
    return typed_deadline(text, WEDNESDAY, 2024)


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("15 tháng 7", ON, "2024-07-15"),
        ("30/10", ON, "2024-10-30"),
        ("30.10", ON, "2024-10-30"),
        ("15/7/24", ON, "2024-07-15"),
        ("đổi sang 18/7", ON, "2024-07-18"),
        ("cuối tháng 9", MONTH, "2024-09"),
        ("quý 3", QUARTER, "2024-Q3"),
        ("trong tháng 12", MONTH, "2024-12"),
        ("ngày 20 hằng tháng", ON, "---20"),
        ("tháng sau", MONTH, "2024-06"),
        ("quý này", QUARTER, "2024-Q2"),
        ("quý sau", QUARTER, "2024-Q3"),
        ("hôm nay", ON, "2024-05-15"),
        ("mai", ON, "2024-05-16"),
        ("ngày kia", ON, "2024-05-17"),
        ("thứ 6", ON, "2024-05-17"),
        ("thứ Tư", ON, "2024-05-15"),
        ("chủ nhật", ON, "2024-05-19"),
        ("thứ Sáu tuần sau", ON, "2024-05-24"),
        ("thu sau tuan sau", ON, "2024-05-24"),
        ("thứ Hai tuần này", ON, "2024-05-13"),
        ("10 ngày nữa", ON, "2024-05-25"),
        ("sau 3 ngày", ON, "2024-05-18"),
        ("hai tuần nữa", ON, "2024-05-29"),
        ("3 tháng nữa", ON, "2024-08-15"),
        ("cuối tuần", BY, "2024-05-17"),
        ("cuối tháng", BY, "2024-05-31"),
        ("hết tháng sau", BY, "2024-06-30"),
        ("chậm nhất mai", BY, "2024-05-16"),
        ("15 Jul 2024", ON, "2024-07-15"),
        ("July 15", ON, "2024-07-15"),
        ("2024-07-15", ON, "2024-07-15"),
        ("in 3 weeks", ON, "2024-06-05"),
        ("hết năm", BY, "2024-12-31"),
        ("end of September", MONTH, "2024-09"),
        ("no later than 15 July 2025", BY, "2025-07-15"),
        ("by the end of next month", BY, "2024-06-30"),
        ("quarter III", QUARTER, "2024-Q3"),
        ("first quarter of 2025", QUARTER, "2025-Q1"),
        ("next Friday", ON, "2024-05-24"),
        ("on 3rd March", ON, "2024-03-03"),
        ("in May", MONTH, "2024-05"),
    ],
)
def test_a_day_may_be_typed_freely(text: str, kind: DeadlineKind, day: str) -> None:
    found = typed(text)
    assert isinstance(found, DraftDeadline)
    assert (found.kind, found.date, found.before, found.hour) == (kind, day, False, None)


@pytest.mark.parametrize(
    ("text", "day", "before", "hour"),
    [
        ("trước 15/7", "2024-07-15", True, None),
        ("trước thứ Sáu", "2024-05-17", True, None),
        ("trước 16h ngày mai", "2024-05-16", False, time(16)),
        ("trước 16h30 ngày 15/7", "2024-07-15", False, time(16, 30)),
    ],
)
def test_before_and_the_hour_are_kept(text: str, day: str, before: bool, hour: time | None) -> None:
    assert typed(text) == DraftDeadline(BY, day, text, before, hour)


@pytest.mark.parametrize(
    "text", ["chưa ấn định", "Chưa xác định", "theo kế hoạch của Cụm", "khi có hướng dẫn", "không hạn"]
)
def test_a_deadline_may_stay_unset(text: str) -> None:
    assert typed(text) == DraftDeadline(DeadlineKind.UNSET, None, text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/4", "no_such_day"),
        ("Thứ Tư, 18/7", "weekday_differs"),
        ("trước tháng 10", "before_period"),
        ("từ tháng 11", "open_end"),
        ("abc", "not_understood"),
        ("5", "not_understood"),
        ("ngày 15", "not_understood"),
        ("1.5 ngày", "not_understood"),
        ("15/7 hoặc 16/7", "not_understood"),
        ("hôm qua", "not_understood"),
        ("lần sau", "not_understood"),
        ("", "not_understood"),
        ("9" * 500, "not_understood"),
    ],
)
def test_what_is_not_one_day_is_asked_again(text: str, code: str) -> None:
    found = typed(text)
    assert isinstance(found, Problem)
    assert found.code == f"deadline.{code}"


@given(st.text("0123456789/.- thángqúyiItrướcmaisau", max_size=30))
def test_anything_typed_gives_a_deadline_or_a_problem(text: str) -> None:
    assert isinstance(typed(text), DraftDeadline | Problem)


def test_dateparser_is_loaded_only_for_what_the_grammar_does_not_read() -> None:
    code = (
        "import sys; from datetime import date; from plans.documents.deadlines.typed import typed_deadline;"
        "typed_deadline('15 tháng 7', date(2024, 5, 15), 2024); assert 'dateparser' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_before_a_day_in_english_does_not_include_it() -> None:
    found = typed("before 30 October")
    assert isinstance(found, DraftDeadline)
    assert (found.kind, found.date, found.before, found.wording) == (BY, "2024-10-30", True, "trước 30/10")


def test_an_impossible_day_in_english_is_said_to_be_one() -> None:
    found = typed("31 April")
    assert isinstance(found, Problem)
    assert found.code == "deadline.no_such_day"
