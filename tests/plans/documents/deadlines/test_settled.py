"""Whatever a deadline is worded like, adopted it is read back from the reviewed file as the same deadline."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.deadlines import LAST_OF_MONTH, rolled
from plans.documents.deadlines.finding import find_deadlines
from plans.documents.deadlines.settled import in_full, settled
from plans.documents.deadlines.wording import read_deadline
from plans.documents.deadlines.years import PlanYears
from plans.model.plan import Deadline, DeadlineKind
from plans.planning.draft import DraftDeadline
from plans.problems import Problem

BY, ON, RANGE, UNSET = DeadlineKind.BY, DeadlineKind.ON, DeadlineKind.RANGE, DeadlineKind.UNSET
YEAR = 2024
SECTION = "2. Nhiệm vụ quý II"

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
months = st.integers(1, 12)
quarters = st.sampled_from(["I", "II", "III", "IV", "1", "2", "3", "4"])
SEPARATORS = st.sampled_from(["/", "-", "."])
WORDS = st.sampled_from(
    [
        *("", "ngày ", "Trước ", "trước ngày ", "chậm nhất ngày ", "Muộn nhất là ", "đến hết ngày ", "hạn cuối: "),
        *(
            "trước 16h00 ngày ",
            "Trước 17 giờ 30 phút, ngày ",
            "08h00, ngày ",
            "Hạn nộp: ",
            "Không quá ngày ",
            "dự kiến ",
        ),
        "vào ngày ",
    ]
)
NOTES = st.sampled_from(["", ".", " (đối với báo cáo năm)", " hằng năm", ";", " (nếu có)."])


@st.composite
def worded_days(draw: st.DrawFn) -> str:
    """A day with what may stand around it."""
    day, between = draw(days), draw(SEPARATORS)
    forms = [
        f"{day.day}{between}{day.month}{between}{day.year}",
        f"{day:%d}{between}{day:%m}{between}{day.year}",
        f"{day.day} tháng {day.month} năm {day.year}",
        f"{day.day}/{day.month}",
        f"{day.day:02d} tháng {day.month:02d}",
    ]
    return draw(WORDS) + draw(st.sampled_from(forms)) + draw(NOTES)


@st.composite
def worded_periods(draw: st.DrawFn) -> str:
    """A month, quarter, year or range."""
    year = draw(st.sampled_from(["", "/2024", " năm 2025", " năm sau", "/2023"]))
    lead = draw(st.sampled_from(["", "trong ", "Đến hết ", "Trước ", "cuối ", "Đầu ", "chậm nhất ", "từ ", "tuần 2 "]))
    first, second = sorted([draw(days), draw(days)])
    forms = [
        f"{lead}tháng {draw(months)}{year}",
        f"{lead}quý {draw(quarters)}{year}",
        f"{lead}năm {draw(st.integers(2020, 2030))}",
        f"từ ngày {first:%d/%m/%Y} đến ngày {second:%d/%m/%Y}",
        f"{first:%d/%m} - {second:%d/%m/%Y}",
        f"{first.day:02d}-28/{first.month}/{first.year}",
        f"tháng {draw(months)}, {draw(months)}{year}",
        f"từ tháng {draw(months)} đến tháng {draw(months)}{year}",
        f"6 tháng đầu năm{year.replace('/', ' ')}",
        f"ngày {draw(st.integers(1, 31))} hằng tháng",
        f"trước ngày {draw(st.integers(1, 31))} tháng cuối quý",
        draw(
            st.sampled_from(
                ["theo kế hoạch của Cụm", "Khi có hướng dẫn", "Thường xuyên", "cả năm", "năm học 2024-2025"]
            )
        ),
    ]
    return draw(st.sampled_from(forms))


@given(worded_days() | worded_periods(), st.sampled_from([SECTION, "", "III. Tổ chức thực hiện"]))
def test_what_is_settled_is_read_back_the_same(wording: str, section: str) -> None:
    found = find_deadlines(wording, PlanYears(YEAR), slot=True)
    assert found, wording
    for one in found:
        result = settled(one.deadline, YEAR, section)
        for deadline in result if isinstance(result, tuple) else (result,):
            if isinstance(deadline, Deadline):
                assert read_deadline(deadline.wording, section, YEAR) == replace(deadline, rule="")
                assert deadline.kind is one.deadline.kind
            else:
                assert one.deadline.date is None or "29" in one.deadline.date


@given(
    st.sampled_from(DeadlineKind),
    st.text(max_size=30),
    st.sampled_from(["2024-06-15", "--06-15", "2024-06", "--06", "2024-Q2", "--Q3", "2024", "2024-06-01/2024-06-15"])
    | st.sampled_from(["2024-06/2024-07", "2021-11/..", "--11/--02", "---31", "--Q3-25", "--02-29", "2024/2025"]),
    st.booleans(),
    st.none() | st.times().map(lambda hour: hour.replace(second=0, microsecond=0)),
)
def test_any_draft_is_settled_in_words_that_are_read_back(
    kind: DeadlineKind, wording: str, day: str, before: bool, hour: time | None
) -> None:
    draft = DraftDeadline(
        kind, day, wording, before and kind is BY and hour is None, hour if kind in {BY, ON} else None
    )
    result = settled(draft, YEAR, SECTION)
    for deadline in result if isinstance(result, tuple) else (result,):
        if isinstance(deadline, Deadline) and _says_so(deadline):
            assert read_deadline(deadline.wording, SECTION, YEAR) == replace(deadline, rule="")


def _says_so(deadline: Deadline) -> bool:
    """Whether the days are such as that kind has; a review may join others, and the file then says them exactly."""
    return read_deadline(in_full(deadline), SECTION, YEAR) == replace(deadline, rule="", wording=in_full(deadline))


def test_a_deadline_of_every_month_is_twelve_tasks() -> None:
    result = settled(DraftDeadline(BY, "---31", "trước ngày 31 hằng tháng", before=True), YEAR, SECTION)
    assert isinstance(result, tuple)
    assert [deadline.end for deadline in result[:3]] == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]
    assert len(result) == 12
    assert result[1].wording == "trước ngày 29/02/2024 (trước ngày 31 hằng tháng)"
    assert {deadline.rule for deadline in result} == {LAST_OF_MONTH}


def test_a_day_that_only_february_lacks_is_the_last_one_there_alone() -> None:
    result = settled(DraftDeadline(BY, "---30", "trước ngày 30 hằng tháng", before=True), 2026, SECTION)
    assert isinstance(result, tuple)
    assert [rolled(deadline, 1).end for deadline in result[:3]] == [
        date(2027, 1, 30),
        date(2027, 2, 28),
        date(2027, 3, 30),
    ]


def test_a_deadline_of_every_quarter_is_four_tasks() -> None:
    result = settled(DraftDeadline(BY, "--Q3-25", "trước ngày 25 tháng cuối quý", before=True), YEAR, SECTION)
    assert isinstance(result, tuple)
    assert [deadline.end.month for deadline in result] == [3, 6, 9, 12]


@pytest.mark.parametrize(
    ("draft", "start", "end", "wording"),
    [
        (
            DraftDeadline(BY, "--06-15", "trước 15/6 hằng năm", True),
            615,
            615,
            "trước ngày 15/06/2024 (trước 15/6 hằng năm)",
        ),
        (DraftDeadline(RANGE, "2021-11/..", "từ tháng 11/2021"), None, 1231, None),
        (DraftDeadline(UNSET, None, "theo kế hoạch của Cụm"), 401, 630, "theo kế hoạch của Cụm"),
        (DraftDeadline(UNSET, None, "Thường xuyên"), 401, 630, None),
        (DraftDeadline(DeadlineKind.QUARTER, "2024-Q2", ""), 401, 630, "trong quý II/2024"),
        (DraftDeadline(DeadlineKind.QUARTER, "2024-Q2", "QUÝ II"), 401, 630, "trong quý II/2024"),
        (DraftDeadline(BY, "2024-11-01", "01/11/2024", True), 1101, 1101, "trước ngày 01/11/2024"),
        (DraftDeadline(BY, "2024-06-05", "Trước 5/6", True), 605, 605, "trước ngày 05/06/2024"),
        (DraftDeadline(BY, "2024-06-30", "đến hết quý II"), 630, 630, "chậm nhất ngày 30/06/2024 (đến hết quý II)"),
        (DraftDeadline(ON, "--02-29", "29/02 hằng năm"), 229, 229, None),
    ],
)
def test_what_names_no_year_is_in_the_plans_year(
    draft: DraftDeadline, start: int | None, end: int, wording: str | None
) -> None:
    found = settled(draft, YEAR, SECTION)
    assert isinstance(found, tuple)
    (result,) = found
    assert start is None or (result.start.month * 100 + result.start.day) == start
    assert (result.end.year, result.end.month * 100 + result.end.day) == (YEAR, end)
    assert wording is None or result.wording == wording


def test_the_last_day_of_february_is_kept_by_its_rule() -> None:
    found = settled(DraftDeadline(ON, "--02-29", "29/02 hằng năm"), 2027, "")
    assert isinstance(found, tuple)
    (result,) = found
    assert (result.end, result.rule) == (date(2027, 2, 28), LAST_OF_MONTH)


@pytest.mark.parametrize("day", [None, "2025-02-29", "--04-31", "2024-13"])
def test_a_day_that_is_none_is_not_settled(day: str | None) -> None:
    assert settled(DraftDeadline(ON, day, "31/4"), YEAR, "") == Problem("deadline.not_known", {"wording": "31/4"})


@pytest.mark.parametrize(
    ("words", "wording"),
    [
        ("QUÝ I", "trong quý I/2024"),
        ("Trước ngày 01/11", "trước ngày 01/11/2024"),
        ("05/5 → 25/5", "từ ngày 05/05/2024 đến ngày 25/05/2024"),
        ("chậm nhất là ngày 15/6", "chậm nhất ngày 15/06/2024"),
        ("thứ Tư (24/6)", "ngày 24/06/2024 (thứ Tư, 24/6)"),
        ("Cuối tháng 9", "trong tháng 09/2024 (Cuối tháng 9)"),
        ("Từ tháng 11/2024", "từ ngày 01/11/2024 đến ngày 31/12/2024 (Từ tháng 11/2024)"),
    ],
)
def test_the_papers_words_follow_only_where_they_say_more(words: str, wording: str) -> None:
    (found,) = find_deadlines(words, PlanYears(2024), slot=True)
    made = settled(found.deadline, 2024, "")
    assert isinstance(made, tuple)
    assert [deadline.wording for deadline in made] == [wording]
