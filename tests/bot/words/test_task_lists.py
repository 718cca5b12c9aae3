"""Lists of tasks in words: pages, weeks, titles."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import length
from bot.words.task_lists import (
    Line,
    days_words,
    group_words,
    page_text,
    pages_of,
    short_period_words,
    task_words,
)
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.model.plan import DeadlineKind, TaskKind
from plans.schedule import Group
from tests.builders import TODAY, a_deadline, a_plan, a_task

ENTRY = Entry(a_plan(), a_task(), None)
VI, EN = Texts("vi"), Texts("en")
LINES = st.lists(
    st.builds(
        Line, st.text("ab", max_size=30), st.sampled_from(["", "Tuần 1", "Tuần 2"]), st.sampled_from([None, ENTRY])
    ),
    max_size=40,
)


@given(LINES, st.integers(1, 9))
def test_every_line_stands_on_one_page_and_no_page_is_too_full(lines: list[Line], tasks: int) -> None:
    pages = pages_of(lines, 120, tasks)
    assert [line for page in pages for line in page] == lines
    for at, page in enumerate(pages):
        assert sum(line.entry is not None for line in page) <= tasks
        assert len(page) <= 1 or length(page_text(VI, pages, at)) <= 120
        assert page or len(pages) == 1


def test_tasks_are_shared_evenly_between_pages() -> None:
    pages = pages_of([Line(str(number), "", ENTRY) for number in range(17)], 9000, 16)
    assert [len(page) for page in pages] == [9, 8]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2024, 2, 19), date(2024, 2, 25), "19–25/02"),
        (date(2024, 2, 26), date(2024, 3, 3), "26/02–03/03"),
        (date(2024, 12, 30), date(2025, 1, 5), "30/12/2024–05/01/2025"),
    ],
)
def test_a_week_is_said_by_its_days(start: date, end: date, said: str) -> None:
    assert days_words(start, end) == said
    assert group_words(VI, Group((ENTRY,), start, end), TODAY).endswith(
        said if start != date(2024, 2, 19) else f"({said})"
    )


def test_groups_are_named_in_both_languages() -> None:
    week = Group((ENTRY,), date(2024, 2, 19), date(2024, 2, 25))
    month = Group((ENTRY,), date(2024, 6, 1), date(2024, 6, 30))
    quarter = Group((ENTRY,), date(2024, 4, 1), date(2024, 6, 30), whole=True)
    assert [group_words(VI, group, TODAY) for group in (week, month, quarter)] == [
        "Tuần này (19–25/02)",
        "Tháng 6/2024",
        "Trong quý II/2024",
    ]
    assert group_words(EN, week, TODAY) == "This week (19–25/02)"
    assert group_words(EN, Group((ENTRY,)), TODAY) == ""


def test_what_is_never_counted_in_days_is_said_not_to_be_done() -> None:
    task = a_task(deadline=a_deadline(date(2024, 1, 5)), kind=TaskKind.MOVEMENT)
    assert "Chậm nhất 05/01/2024 (thứ Sáu), chưa hoàn thành." in task_words(VI, Entry(a_plan(), task, None), TODAY)


def test_a_task_without_a_day_says_what_the_plan_says() -> None:
    unset = a_deadline(date(2024, 6, 30), start=date(2024, 4, 1), kind=DeadlineKind.UNSET, wording="Theo kế hoạch Khối")
    said = task_words(VI, Entry(a_plan(), a_task(deadline=unset), None), TODAY)
    assert "  Chưa ấn định ngày (theo kế hoạch Khối). Chủ trì:" in said


def test_on_a_button_a_period_is_as_short_as_can_be() -> None:
    spans = [("06-13", "06-13"), ("06-10", "06-16"), ("05-14", "06-13"), ("06-01", "06-30"), ("04-01", "06-30")]
    said = [
        short_period_words(VI, *(date.fromisoformat(f"2024-{day}") for day in (start, end))) for start, end in spans
    ]
    assert said == ["Thứ Năm 13/06", "Tuần 10–16/06", "14/05–13/06", "Tháng 6/2024", "Quý II/2024"]
