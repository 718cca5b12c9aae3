"""How deadlines and periods are said."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.deadlines import aim_words, deadline_words, left_words, neighbours, period_words, short
from locales.catalogue import Texts
from plans.agenda import Entry
from plans.deadlines import last_of_month
from plans.model.plan import Deadline, DeadlineKind, TaskKind, TaskProgress
from tests.builders import NOW, TODAY, a_deadline, a_plan, a_task

VI, EN = Texts("vi"), Texts("en")
LEAP_DAY = date(2024, 2, 29)


def an_entry(deadline: Deadline, *, done: bool = False) -> Entry:
    task = a_task(deadline=deadline)
    return Entry(a_plan(tasks=(task,)), task, TaskProgress("thu-2024", task.id, NOW, "lan") if done else None)


@pytest.mark.parametrize(
    ("deadline", "vietnamese", "english"),
    [
        (a_deadline(LEAP_DAY, before=True), "trước 29/02/2024 (thứ Năm)", "before 29/02/2024 (Thursday)"),
        (
            a_deadline(date(2024, 11, 15), wording="Chậm nhất ngày 15/11/2024."),
            "chậm nhất ngày 15/11/2024 (thứ Sáu)",
            "by 15/11/2024 (Friday)",
        ),
        (a_deadline(date(2024, 11, 15)), "chậm nhất 15/11/2024 (thứ Sáu)", "by 15/11/2024 (Friday)"),
        (
            a_deadline(date(2024, 10, 30), kind=DeadlineKind.ON),
            "ngày 30/10/2024 (thứ Tư)",
            "on 30/10/2024 (Wednesday)",
        ),
        (
            a_deadline(date(2024, 12, 31), start=date(2024, 12, 1), kind=DeadlineKind.MONTH),
            "trong tháng 12/2024",
            "within December 2024",
        ),
        (
            a_deadline(date(2025, 12, 31), start=date(2024, 1, 1), kind=DeadlineKind.RANGE),
            "trong năm 2024-2025",
            "within 2024-2025",
        ),
        (
            Deadline(DeadlineKind.UNSET, date(2024, 4, 1), date(2024, 6, 30), "Theo kế hoạch của Cụm, Khối."),
            "chưa ấn định ngày (theo kế hoạch của Cụm, Khối)",
            "no date set yet (the plan says: “theo kế hoạch của Cụm, Khối”)",
        ),
    ],
)  # fmt: skip
def test_a_deadline_is_said_with_the_plans_own_word(deadline: Deadline, vietnamese: str, english: str) -> None:
    assert deadline_words(VI, deadline) == vietnamese
    assert deadline_words(EN, deadline) == english


def test_a_deadline_with_an_hour_is_said_with_it() -> None:
    meeting = replace(a_deadline(date(2024, 7, 18), kind=DeadlineKind.ON), hour=time(14))
    assert deadline_words(VI, meeting) == "ngày 18/07/2024 (thứ Năm), 14:00"
    papers = replace(a_deadline(date(2024, 10, 30), wording="Trước 16h00 ngày 30/10/2024"), hour=time(16))
    assert deadline_words(EN, papers) == "by 30/10/2024 (Wednesday), 16:00"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (TODAY, "còn 9 ngày"),
        (LEAP_DAY, "hệ thống nhận đến hết hôm nay"),
        (date(2024, 3, 2), "đã qua hạn 2 ngày"),
    ],
)
def test_the_days_left_are_counted_to_the_named_day(today: date, words: str) -> None:
    assert left_words(VI, an_entry(a_deadline(LEAP_DAY, before=True)), today) == words


def test_a_meeting_is_today_and_has_no_last_day() -> None:
    meeting = a_deadline(date(2024, 10, 30), kind=DeadlineKind.ON)
    assert left_words(VI, an_entry(meeting), meeting.end) == "hôm nay"


def test_a_past_meeting_is_asked_about_and_not_called_overdue() -> None:
    meeting = a_deadline(date(2024, 10, 30), kind=DeadlineKind.ON)
    entry = an_entry(meeting)
    entry = replace(entry, task=replace(entry.task, kind=TaskKind.MEETING))
    assert left_words(VI, entry, date(2024, 11, 2)) == "đã qua, chờ xác nhận đã họp"
    assert left_words(EN, entry, date(2024, 11, 2)) == "past, to be confirmed as held"


def test_what_is_done_has_no_days_left() -> None:
    assert left_words(VI, an_entry(a_deadline(LEAP_DAY), done=True), date(2025, 1, 1)) == "đã hoàn thành"


def test_two_years_are_not_counted_down() -> None:
    span = a_deadline(date(2025, 12, 31), start=date(2024, 1, 1), kind=DeadlineKind.RANGE)
    assert left_words(VI, an_entry(span), TODAY) == ""


def test_the_day_to_aim_at_is_explained() -> None:
    before = aim_words(VI, a_deadline(LEAP_DAY, before=True), TODAY)
    assert "nên xong trong ngày 28/02/2024 (thứ Tư)" in before
    assert "nhận đến hết 29/02/2024" in before
    assert "là ngày nghỉ" in aim_words(VI, a_deadline(date(2024, 6, 15), before=True), TODAY)
    assert "hôm nay" in aim_words(VI, a_deadline(LEAP_DAY, before=True), date(2024, 2, 28))
    assert aim_words(VI, a_deadline(date(2024, 10, 30), kind=DeadlineKind.ON), TODAY) == ""


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2024, 2, 1), LEAP_DAY, "tháng 2/2024"),
        (date(2024, 6, 1), date(2024, 6, 30), "tháng 6/2024"),
        (date(2024, 4, 1), date(2024, 6, 30), "quý II/2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "năm 2024"),
        (date(2024, 2, 26), date(2024, 3, 3), "tuần từ 26/02/2024 đến 03/03/2024"),
        (date(2024, 2, 27), date(2024, 3, 4), "từ 27/02/2024 đến 04/03/2024"),
        (date(2024, 1, 1), date(2024, 6, 30), "6 tháng đầu năm 2024"),
        (date(2024, 7, 1), date(2024, 12, 31), "6 tháng cuối năm 2024"),
        (date(2024, 3, 1), date(2024, 8, 31), "từ 01/03/2024 đến 31/08/2024"),
        (LEAP_DAY, LEAP_DAY, "ngày 29/02/2024 (thứ Năm)"),
    ],
)
def test_a_period_is_named_as_people_name_it(start: date, end: date, words: str) -> None:
    assert period_words(VI, start, end) == words


def test_a_day_without_its_year_has_a_zero_only_where_officials_write_one() -> None:
    assert [short(day) for day in (LEAP_DAY, date(2024, 6, 5))] == ["29/02", "05/6"]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_the_neighbours_of_a_period_touch_it_and_lead_back(start: date, days: int) -> None:
    end = date.fromordinal(start.toordinal() + days)
    earlier, later = neighbours(start, end)
    assert earlier[1].toordinal() + 1 == start.toordinal()
    assert end.toordinal() + 1 == later[0].toordinal()
    if not (start.day == 1 and end == last_of_month(end)) and not (
        earlier[0].day == 1 and earlier[1] == last_of_month(earlier[1])
    ):
        assert neighbours(*earlier)[1] == (start, end)
