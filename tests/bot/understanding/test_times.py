"""The table of time conventions, row by row, on five reference days."""

from datetime import date

import pytest

from bot.understanding.languages import understood_languages
from bot.understanding.lexicon import lexicon
from bot.understanding.times import period
from bot.understanding.words import split

FEBRUARY, JUNE, OCTOBER, DECEMBER, NEXT_FEBRUARY = (
    date(2024, 2, 20),
    date(2024, 6, 10),
    date(2024, 10, 5),
    date(2024, 12, 2),
    date(2025, 2, 20),
)

ROWS = [
    # a day
    (FEBRUARY, "hôm nay", "2024-02-20", "2024-02-20"),
    (JUNE, "mai", "2024-06-11", "2024-06-11"),
    (OCTOBER, "ngày kia", "2024-10-07", "2024-10-07"),
    (DECEMBER, "ngày mốt", "2024-12-04", "2024-12-04"),
    (NEXT_FEBRUARY, "hôm qua", "2025-02-19", "2025-02-19"),
    (FEBRUARY, "bữa nay", "2024-02-20", "2024-02-20"),
    (JUNE, "hom nay", "2024-06-10", "2024-06-10"),
    (JUNE, "sáng mai", "2024-06-11", "2024-06-11"),
    # weeks
    (FEBRUARY, "tuần này", "2024-02-19", "2024-02-25"),
    (OCTOBER, "tuần sau", "2024-10-07", "2024-10-13"),
    (OCTOBER, "tuần tới", "2024-10-07", "2024-10-13"),
    (JUNE, "tuần sau nữa", "2024-06-24", "2024-06-30"),
    (DECEMBER, "tuần trước", "2024-11-25", "2024-12-01"),
    (DECEMBER, "tuan truoc", "2024-11-25", "2024-12-01"),
    # months
    (FEBRUARY, "tháng này", "2024-02-01", "2024-02-29"),
    (NEXT_FEBRUARY, "tháng này", "2025-02-01", "2025-02-28"),
    (DECEMBER, "tháng sau", "2025-01-01", "2025-01-31"),
    (DECEMBER, "tháng tới", "2025-01-01", "2025-01-31"),
    (DECEMBER, "sang tháng", "2025-01-01", "2025-01-31"),
    (JUNE, "tháng trước", "2024-05-01", "2024-05-31"),
    (FEBRUARY, "tháng sáu", "2024-06-01", "2024-06-30"),
    (FEBRUARY, "tháng sau", "2024-03-01", "2024-03-31"),
    (FEBRUARY, "thang sau", "2024-03-01", "2024-03-31"),
    (FEBRUARY, "thang tu", "2024-04-01", "2024-04-30"),
    (FEBRUARY, "tháng mười một", "2024-11-01", "2024-11-30"),
    (OCTOBER, "tháng 1", "2025-01-01", "2025-01-31"),
    (DECEMBER, "tháng 3", "2025-03-01", "2025-03-31"),
    (DECEMBER, "tháng 4", "2024-04-01", "2024-04-30"),
    (JUNE, "tháng 1", "2024-01-01", "2024-01-31"),
    (JUNE, "tháng 3/2025", "2025-03-01", "2025-03-31"),
    (JUNE, "tháng 3 năm sau", "2025-03-01", "2025-03-31"),
    (DECEMBER, "tháng 2 năm nay", "2024-02-01", "2024-02-29"),
    (FEBRUARY, "t12", "2024-12-01", "2024-12-31"),
    (FEBRUARY, "t8/2024", "2024-08-01", "2024-08-31"),
    # quarters
    (FEBRUARY, "quý I", "2024-01-01", "2024-03-31"),
    (FEBRUARY, "quý IV", "2024-10-01", "2024-12-31"),
    (FEBRUARY, "quy 2", "2024-04-01", "2024-06-30"),
    (FEBRUARY, "q2", "2024-04-01", "2024-06-30"),
    (FEBRUARY, "quí 3", "2024-07-01", "2024-09-30"),
    (FEBRUARY, "quý tư", "2024-10-01", "2024-12-31"),
    (FEBRUARY, "quý 3/2024", "2024-07-01", "2024-09-30"),
    (FEBRUARY, "quý III/2025", "2025-07-01", "2025-09-30"),
    (JUNE, "quý này", "2024-04-01", "2024-06-30"),
    (DECEMBER, "quý sau", "2025-01-01", "2025-03-31"),
    (FEBRUARY, "quý trước", "2023-10-01", "2023-12-31"),
    # parts of a year
    (FEBRUARY, "6 tháng đầu năm", "2024-01-01", "2024-06-30"),
    (FEBRUARY, "sáu tháng cuối năm", "2024-07-01", "2024-12-31"),
    (FEBRUARY, "9 tháng đầu năm", "2024-01-01", "2024-09-30"),
    (FEBRUARY, "3 tháng cuối năm", "2024-10-01", "2024-12-31"),
    (FEBRUARY, "6 tháng đầu năm 2025", "2025-01-01", "2025-06-30"),
    (FEBRUARY, "nửa cuối năm", "2024-07-01", "2024-12-31"),
    (FEBRUARY, "nửa năm đầu", "2024-01-01", "2024-06-30"),
    (JUNE, "đầu năm", "2024-01-01", "2024-03-31"),
    (JUNE, "cuối năm", "2024-10-01", "2024-12-31"),
    (DECEMBER, "đầu năm sau", "2025-01-01", "2025-03-31"),
    (JUNE, "đầu quý", "2024-04-01", "2024-04-30"),
    (JUNE, "cuối quý", "2024-06-01", "2024-06-30"),
    (FEBRUARY, "cuối quý III", "2024-09-01", "2024-09-30"),
    (JUNE, "năm 2025", "2025-01-01", "2025-12-31"),
    (JUNE, "năm nay", "2024-01-01", "2024-12-31"),
    # parts of a month or week
    (JUNE, "đầu tháng", "2024-06-01", "2024-06-10"),
    (JUNE, "thượng tuần tháng 7", "2024-07-01", "2024-07-10"),
    (JUNE, "giữa tháng 6", "2024-06-11", "2024-06-20"),
    (JUNE, "trung tuần tháng này", "2024-06-11", "2024-06-20"),
    (FEBRUARY, "cuối tháng", "2024-02-21", "2024-02-29"),
    (FEBRUARY, "hạ tuần tháng 2", "2024-02-21", "2024-02-29"),
    (OCTOBER, "cuối tháng sau", "2024-11-21", "2024-11-30"),
    (OCTOBER, "cuoi thang 12", "2024-12-21", "2024-12-31"),
    (JUNE, "đầu tuần sau", "2024-06-17", "2024-06-18"),
    (JUNE, "cuối tuần", "2024-06-15", "2024-06-16"),
    (JUNE, "cuối tuần này", "2024-06-15", "2024-06-16"),
    # so many days, until, before, after
    (FEBRUARY, "10 ngày tới", "2024-02-20", "2024-03-01"),
    (FEBRUARY, "mười ngày tới", "2024-02-20", "2024-03-01"),
    (JUNE, "trong 7 ngày", "2024-06-10", "2024-06-17"),
    (JUNE, "trong vòng 30 ngày nữa", "2024-06-10", "2024-07-10"),
    (JUNE, "2 tuần nữa", "2024-06-10", "2024-06-24"),
    (JUNE, "từ giờ đến cuối tháng", "2024-06-10", "2024-06-30"),
    (OCTOBER, "từ nay đến hết năm", "2024-10-05", "2024-12-31"),
    (OCTOBER, "tu nay den 31/12", "2024-10-05", "2024-12-31"),
    (OCTOBER, "từ nay tới cuối tháng 11", "2024-10-05", "2024-11-30"),
    (FEBRUARY, "đến hết quý I", "2024-02-20", "2024-03-31"),
    (FEBRUARY, "trước 29/2", "2024-02-20", "2024-02-29"),
    (FEBRUARY, "trước ngày 15/6", "2024-02-20", "2024-06-15"),
    (FEBRUARY, "trước tháng 6", "2024-02-20", "2024-05-31"),
    (OCTOBER, "sau ngày 30/10", "2024-10-31", "2024-12-31"),
    (JUNE, "sau 15/6", "2024-06-16", "2024-12-31"),
    (JUNE, "từ 15/6 đến 20/6", "2024-06-15", "2024-06-20"),
    (JUNE, "từ ngày 15 đến ngày 20/6", "2024-06-15", "2024-06-20"),
    (JUNE, "15-20/6", "2024-06-15", "2024-06-20"),
    (FEBRUARY, "từ tháng 3 đến tháng 6", "2024-03-01", "2024-06-30"),
    (FEBRUARY, "tháng 3 và tháng 4", "2024-03-01", "2024-04-30"),
    (FEBRUARY, "tháng 10-12", "2024-10-01", "2024-12-31"),
    (FEBRUARY, "từ 1/3 trở đi", "2024-03-01", "2024-12-31"),
    # weekdays
    (JUNE, "thứ hai", "2024-06-10", "2024-06-10"),
    (JUNE, "thứ 6", "2024-06-14", "2024-06-14"),
    (OCTOBER, "thứ tư", "2024-10-09", "2024-10-09"),
    (OCTOBER, "chủ nhật", "2024-10-06", "2024-10-06"),
    (JUNE, "t6 này", "2024-06-14", "2024-06-14"),
    (JUNE, "thứ sáu tuần sau", "2024-06-21", "2024-06-21"),
    (JUNE, "thu 5 tuan nay", "2024-06-13", "2024-06-13"),
    (JUNE, "thứ hai tới", "2024-06-17", "2024-06-17"),
    # dates
    (DECEMBER, "15/6", "2024-06-15", "2024-06-15"),
    (DECEMBER, "15/1", "2024-01-15", "2024-01-15"),
    (FEBRUARY, "ngày 29/02/2024", "2024-02-29", "2024-02-29"),
    (NEXT_FEBRUARY, "mùng 3 tháng 3", "2025-03-03", "2025-03-03"),
    (FEBRUARY, "ngày 30 tháng 10 năm 2024", "2024-10-30", "2024-10-30"),
    (JUNE, "16h ngày 15/6", "2024-06-15", "2024-06-15"),
    (JUNE, "15 tháng 6", "2024-06-15", "2024-06-15"),
    (JUNE, "2024-06-15", "2024-06-15", "2024-06-15"),
    (JUNE, "15.6.2024", "2024-06-15", "2024-06-15"),
    (JUNE, "ngày 15 tháng sau", "2024-07-15", "2024-07-15"),
    (NEXT_FEBRUARY, "ngày 29 tháng 2 năm 2028", "2028-02-29", "2028-02-29"),
    # English
    (FEBRUARY, "today", "2024-02-20", "2024-02-20"),
    (FEBRUARY, "the day after tomorrow", "2024-02-22", "2024-02-22"),
    (OCTOBER, "next week", "2024-10-07", "2024-10-13"),
    (JUNE, "the week after next", "2024-06-24", "2024-06-30"),
    (DECEMBER, "next month", "2025-01-01", "2025-01-31"),
    (DECEMBER, "in January", "2025-01-01", "2025-01-31"),
    (JUNE, "in January 2025", "2025-01-01", "2025-01-31"),
    (JUNE, "this quarter", "2024-04-01", "2024-06-30"),
    (JUNE, "Q4", "2024-10-01", "2024-12-31"),
    (JUNE, "third quarter", "2024-07-01", "2024-09-30"),
    (JUNE, "first half of the year", "2024-01-01", "2024-06-30"),
    (JUNE, "the last six months of the year", "2024-07-01", "2024-12-31"),
    (JUNE, "end of June", "2024-06-21", "2024-06-30"),
    (JUNE, "by the end of the month", "2024-06-10", "2024-06-30"),
    (JUNE, "by June 15", "2024-06-10", "2024-06-15"),
    (JUNE, "before 15 June", "2024-06-10", "2024-06-15"),
    (JUNE, "after June 15, 2024", "2024-06-16", "2024-12-31"),
    (JUNE, "in the next 10 days", "2024-06-10", "2024-06-20"),
    (JUNE, "within two weeks", "2024-06-10", "2024-06-24"),
    (JUNE, "from now until the end of June", "2024-06-10", "2024-06-30"),
    (JUNE, "between March and June", "2024-03-01", "2024-06-30"),
    (JUNE, "this Friday", "2024-06-14", "2024-06-14"),
    (JUNE, "friday next week", "2024-06-21", "2024-06-21"),
    (JUNE, "the 15th of June", "2024-06-15", "2024-06-15"),
    (JUNE, "next year", "2025-01-01", "2025-12-31"),
    (JUNE, "last month", "2024-05-01", "2024-05-31"),
    (JUNE, "early July", "2024-07-01", "2024-07-10"),
    (JUNE, "mid-July", "2024-07-11", "2024-07-20"),
]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("từ 15/12 đến 15/1", "2024-12-15", "2025-01-15"),
        ("từ tháng 11 đến tháng 2", "2024-11-01", "2025-02-28"),
        ("1000 ngày tới", "2024-06-10", "2025-07-15"),
        ("99999999999999999999 ngày tới", "2024-06-10", "2025-07-15"),
    ],
)
def test_a_range_over_the_turn_of_the_year_and_a_huge_number_are_not_cut_to_a_part(
    text: str, start: str, end: str
) -> None:
    found = period(split(text), lexicon(understood_languages()), date(2024, 6, 10))
    assert found is not None
    assert found.span is not None
    assert (found.span.start.isoformat(), found.span.end.isoformat()) == (start, end)


@pytest.mark.parametrize(("today", "text", "start", "end"), ROWS)
def test_a_period_is_read_as_the_guidelines_say(today: date, text: str, start: str, end: str) -> None:
    found = period(split(text), lexicon(understood_languages()), today)
    assert found is not None
    assert found.span is not None
    assert (found.span.start.isoformat(), found.span.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (NEXT_FEBRUARY, "29/02/2025"),
        (NEXT_FEBRUARY, "29/2"),
        (JUNE, "31/4"),
        (JUNE, "30/2"),
        (JUNE, "ngày 31 tháng 4"),
        (JUNE, "ngày 29 tháng 2 năm 2025"),
        (JUNE, "trước 31/6"),
        (JUNE, "tháng 13"),
        (JUNE, "quý 5"),
        (JUNE, "February 30"),
        (JUNE, "32/1/2024"),
    ],
)
def test_a_day_that_no_calendar_has_is_said_and_never_shifted(today: date, text: str) -> None:
    found = period(split(text), lexicon(understood_languages()), today)
    assert found is not None
    assert found.span is None


@pytest.mark.parametrize("text", ["", "báo cáo", "tháng", "còn mấy ngày", "năm người", "4 phòng", "today's"[:0]])
def test_words_that_name_no_period_give_none(text: str) -> None:
    assert period(split(text), lexicon(understood_languages()), JUNE) is None
