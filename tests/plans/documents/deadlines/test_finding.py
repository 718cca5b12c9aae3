"""Where deadlines stand in a text, under which heading, and how long it takes to find them in any text."""

import os
import time
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.documents.deadlines.finding import find_deadlines, heading_period
from plans.documents.deadlines.years import PlanYears
from plans.model.plan import DeadlineKind
from plans.planning.draft import DraftDeadline
from plans.problems import Problem

YEARS = PlanYears(2024)
MONTH, QUARTER, RANGE = DeadlineKind.MONTH, DeadlineKind.QUARTER, DeadlineKind.RANGE
SEPTEMBER = DraftDeadline(MONTH, "2024-09", "Tháng 9")
#: Pieces that deadlines are made of, to build texts that nearly are.
PIECES = (
    *(
        "trước ",
        "ngày ",
        "tháng ",
        "quý ",
        "năm ",
        "15",
        "/",
        "6",
        "2024",
        " đến ",
        " và ",
        ", ",
        ".",
        "-",
        "từ ",
        "hết ",
    ),
    *("cuối ", "thay cho ", "gia hạn ", "(", ")", ":", "16h00 ", "thứ Sáu", " hằng năm", "II", "số 5/KH ", "kỷ niệm "),
    *("đã ", "\n", "\t", "l5", "**", "Tru\u031bo\u031b\u0301c ", "báo cáo ", "tổ chức ", "nộp ", "%", "quy\u0301 "),
    *("\u200b", "đầu ", "tuần ", " hằng tháng", "tháng cuối quý"),
)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gửi về Sở trước ngày 15/6/2024 để tổng hợp", "trước ngày 15/6/2024"),
        ("Gửi **trước  ngày\n15/6/2024** (nếu có)", "trước  ngày\n15/6/2024"),
        ("nộp chậm nhất là ngày 15 tháng 6 năm 2024.", "chậm nhất là ngày 15 tháng 6 năm 2024"),
        ("báo cáo Sở trước 16h00 ngày 15/6/2024 (thứ Bảy).", "trước 16h00 ngày 15/6/2024 (thứ Bảy)"),
        ("báo cáo trước ngày 15/12 hằng năm, gửi Sở", "trước ngày 15/12 hằng năm"),
    ],
)
def test_a_deadline_stands_where_its_words_stand(text: str, words: str, form: Literal["NFC", "NFD"]) -> None:
    written = normalize(form, text)
    (found,) = find_deadlines(written, YEARS)
    assert written[found.start : found.end] == normalize(form, words)
    assert found.deadline.wording == " ".join(words.split())


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.booleans())
def test_any_text_is_read_without_harm(text: str, slot: bool) -> None:
    found = find_deadlines(text, YEARS, slot=slot)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.deadline.date or one.problems or one.deadline.kind is DeadlineKind.UNSET for one in found)
    heading_period(text, None)


#: A page of a paper has three thousand letters; with DONDOC_SOAK thirty times as much.
LONG = 100_000 if os.environ.get("DONDOC_SOAK") else 10_000


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1/",
            "1-",
            "1, ",
            "1 ",
            "tháng 9, ",
            "quý I, ",
            "ngày 1, 2, ",
            "từ 1/1 đến ",
            "1/1/2024 - ",
            "15 - 16 - ",
            "8h00 - ",
        ),
        *(
            "số 5" + "-a" * 40 + " ",
            "thay hạn nộp ",
            "trước vào lúc ",
            "luật a, ",
            "thời hạn ",
            "cuối tháng ",
            "a\u0301",
            "l/",
        ),
        *(
            "trước ",
            "đầu quý ",
            "(",
            "*",
            " ",
            "ngày l",
            "năm 2024-",
            "chậm nhất là ",
            "gia hạn từ ngày ",
            "1" * 50,
            "\n",
        ),
    ],
)
@pytest.mark.parametrize("slot", [True, False])
def test_long_texts_that_nearly_name_deadlines_are_read_in_time(piece: str, slot: bool) -> None:
    text = (piece * (LONG // len(piece)) + "x ngày 15/6/2024")[-LONG:]
    begun = time.process_time()
    find_deadlines(text, YEARS, slot=slot)
    assert time.process_time() - begun < LONG / 10_000


def test_a_paragraph_without_a_time_costs_next_to_nothing() -> None:
    paragraph = "Tiếp tục tuyên truyền đường lối, chủ trương của Đảng về thi đua yêu nước. " * 5
    begun = time.process_time()
    for _ in range(1000):
        find_deadlines(paragraph, YEARS)
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("QUÝ I", QUARTER, "2024-Q1"),
        ("2. Nhiệm vụ quý II", QUARTER, "2024-Q2"),
        ("#### **1. Nhiệm vụ quý I**", QUARTER, "2024-Q1"),
        ("III. NHIỆM VỤ TRỌNG TÂM QUÝ IV NĂM 2024", QUARTER, "2024-Q4"),
        ("Quý III/2024:", QUARTER, "2024-Q3"),
        ("Tháng 3/2024", MONTH, "2024-03"),
        ("Tháng 9", MONTH, "2024-09"),
        ("THÁNG 9 NĂM 2024", MONTH, "2024-09"),
        ("a) Trong tháng 9", MONTH, "2024-09"),
        ("* Tháng 10 + 11", RANGE, "2024-10/2024-11"),
        ("Tuần 2 (từ 8/9 đến 12/9)", RANGE, "2024-09-08/2024-09-12"),
        ("Tuần 1: 02/9 - 06/9/2024", RANGE, "2024-09-02/2024-09-06"),
        ("Ngày 24, 25/4/2024", RANGE, "2024-04-24/2024-04-25"),
        ("Đợt 1 (từ 01/01 đến 30/6/2024)", RANGE, "2024-01-01/2024-06-30"),
        ("6 tháng đầu năm 2024", RANGE, "2024-01/2024-06"),
        ("Tháng 9/2024 (Chủ điểm: Truyền thống nhà trường)", MONTH, "2024-09"),
    ],
)
def test_a_heading_gives_its_period(text: str, kind: DeadlineKind, date: str) -> None:
    found = heading_period(text, YEARS)
    assert found is not None
    assert (found.kind, found.date) == (kind, date)


@pytest.mark.parametrize(
    "text",
    [
        "Công tác thi đua, khen thưởng năm 2024",
        "Phát động phong trào thi đua quý II",
        "1. Xây dựng kế hoạch năm 2024",
        "Báo cáo sơ kết quý I năm 2024",
        "Kỷ niệm 70 năm (07/5/1954 - 07/5/2024)",
        "Thực hiện Kế hoạch số 33/KH-UBND ngày 08/01/2024",
        "Trước 15/6/2024",
        "",
        "Tháng " + "9, " * 100,
    ],
)
def test_what_is_no_heading_of_a_period_gives_none(text: str) -> None:
    assert heading_period(text, YEARS) is None


def test_a_school_heading_is_in_its_calendar_year() -> None:
    school = PlanYears(2024, school=True)
    assert [getattr(heading_period(text, school), "date", None) for text in ("Tháng 9", "Tháng 5", "Học kỳ I")] == [
        "2024-09",
        "2025-05",
        "2024-09/2025-01",
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("trước ngày 15", "2024-09-15"),
        ("Ngày 15", "2024-09-15"),
        ("Từ ngày 10 đến ngày 15", "2024-09-10/2024-09-15"),
        ("cuối tháng", "2024-09"),
        ("15/10", "2024-10-15"),
    ],
)
def test_the_heading_gives_a_day_its_month(text: str, date: str) -> None:
    (found,) = find_deadlines(text, YEARS, slot=True, default=SEPTEMBER)
    assert found.deadline.date == date


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31/4/2024", Problem("deadline.no_such_day", {"day": "31/4/2024"})),
        ("Thứ Hai, ngày 15/6/2024", Problem("deadline.weekday_differs", {"written": "thứ Hai", "real": "thứ Bảy"})),
        ("trước tháng 10", Problem("deadline.before_period")),
        ("từ tháng 11/2024", Problem("deadline.open_end")),
        ("ngày 15", Problem("deadline.no_month")),
        ("15/6/24", Problem("deadline.short_year", {"year": "2024"})),
        ("ngày l5/6/2O24", Problem("deadline.noise", {"written": "ngày l5/6/2O24", "read": "ngay 15/6/2024"})),
    ],
)
def test_doubt_is_said(text: str, problem: Problem) -> None:
    (found,) = find_deadlines(text, YEARS, slot=True)
    assert found.problems == (problem,)
    assert not found.sure


def test_without_years_a_day_keeps_no_year_and_says_so() -> None:
    (found,) = find_deadlines("trước ngày 15/6", None, slot=True)
    assert (found.deadline.date, found.problems) == ("--06-15", (Problem("deadline.no_year"),))
