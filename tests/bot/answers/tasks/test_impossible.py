"""Dates that do not exist are said not to, and the nearest are offered."""

from datetime import date

import pytest

from bot.answers.tasks.impossible import nearest
from tests.bot.chatting import Chat, a_store
from tests.builders import STAFF, TODAY


@pytest.mark.parametrize(
    ("written", "before", "after"),
    [
        ("30/2", date(2024, 2, 29), date(2024, 3, 1)),
        ("ngày 29/02/2025", date(2025, 2, 28), date(2025, 3, 1)),
        ("31-4", date(2024, 4, 30), date(2024, 5, 1)),
        ("31 tháng 4 năm 2025", date(2025, 4, 30), date(2025, 5, 1)),
        ("30 tháng hai", date(2024, 2, 29), date(2024, 3, 1)),
        ("2025-02-30", date(2025, 2, 28), date(2025, 3, 1)),
        ("31 April", date(2024, 4, 30), date(2024, 5, 1)),
        ("february 30", date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_the_last_day_of_the_month_and_the_next_are_nearest(written: str, before: date, after: date) -> None:
    assert nearest(written, TODAY) == ((before, before), (after, after))


def test_of_a_year_they_are_its_last_quarter_or_month_and_the_next() -> None:
    assert nearest("quý 5", TODAY) == (
        (date(2024, 10, 1), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 3, 31)),
    )
    assert nearest("tháng 13/2025", TODAY) == (
        (date(2025, 12, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 31)),
    )


@pytest.mark.parametrize("written", ["", "0/0", "40/40", "99", "²/³", "1/2/3/4/5"])
def test_where_it_is_unclear_none_is_nearest(written: str) -> None:
    assert nearest(written, TODAY) == ()


def test_it_is_never_shifted_and_the_nearest_are_buttons() -> None:
    chat = Chat(a_store(), STAFF.id)
    said = chat.say("30/2 có gì không")
    assert said.strip().startswith("“30/2” không có trong lịch.")
    assert chat.labels == ["29/02/2024 (thứ Năm)", "01/03/2024 (thứ Sáu)"]
    assert "Mục 1.1" in chat.press("29/02/2024")


def test_a_quarter_that_does_not_exist_is_not_called_a_day() -> None:
    chat = Chat(a_store(), STAFF.id)
    assert chat.say("quý 5 có gì").strip().startswith("“quý 5” không có trong lịch.")
    assert chat.labels == ["Quý IV/2024", "Quý I/2025"]
