"""The days of a leave as people type them, on Thursday 30/5/2024."""

from datetime import date

import pytest

from bot.dialogues.typed_leave import read_leave
from plans.problems import Problem

TODAY = date(2024, 5, 30)
START, END = date(2024, 6, 3), date(2024, 6, 14)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("từ 3/6 đến 14/6", START, END),
        ("3/6 - 14/6", START, END),
        ("3/6-14/6", START, END),
        ("3-14/6", START, END),
        ("nghỉ từ 3/6 đến hết 14/6/2024", START, END),
        ("tu 3/6 den 14/6", START, END),
        ("from 3 June to 14 June", START, END),
        ("from 3/6 until 14/6", START, END),
        ("từ mai đến 14/6", date(2024, 5, 31), END),
        ("tomorrow to 14/6", date(2024, 5, 31), END),
        ("tuần sau", START, date(2024, 6, 7)),
        ("next week", START, date(2024, 6, 7)),
        ("tuần này", TODAY, date(2024, 5, 31)),
        ("mai", date(2024, 5, 31), date(2024, 5, 31)),
        ("14/6", END, END),
        ("đến hết 14/6", TODAY, END),
        ("trước 14/6", TODAY, date(2024, 6, 13)),
        ("tháng 6", date(2024, 6, 1), date(2024, 6, 30)),
        ("25/12 đến 5/1", date(2024, 12, 25), date(2025, 1, 5)),
        ("3/1 - 5/1", date(2025, 1, 3), date(2025, 1, 5)),
        ("3/1/2024 - 5/1/2024", date(2024, 1, 3), date(2024, 1, 5)),
        ("14/6 - 3/6", END, START),
    ],
)
def test_days_are_read_however_they_are_typed(text: str, start: date, end: date) -> None:
    assert read_leave(text, TODAY) == (start, end)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "nhac.leave_not_understood"),
        ("khi nào khỏe", "nhac.leave_not_understood"),
        ("3/6 - bao giờ khỏe", "nhac.leave_not_understood"),
        ("x" * 500, "nhac.leave_not_understood"),
        ("31/6", "nhac.leave_no_such_day"),
        ("3/6 - 31/6", "nhac.leave_no_such_day"),
    ],
)
def test_other_words_are_no_days(text: str, code: str) -> None:
    read = read_leave(text, TODAY)
    assert isinstance(read, Problem)
    assert read.code == code
