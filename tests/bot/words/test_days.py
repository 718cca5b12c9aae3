"""Days as people type them, and a year's days in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.days import LONGEST_STRETCH, MOST_TYPED, day_words, doubts_about, typed_days, year_lines
from locales.catalogue import Texts
from plans.office.days import OfficeDay
from plans.store.memory import MemoryStore

JANUARY = date(2027, 1, 8)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("8/1", [(1, 8)]),
        ("08/01/2027", [(1, 8)]),
        ("8.1.2027", [(1, 8)]),
        ("2027-01-08", [(1, 8)]),
        ("ngày 8/1 và 16/1", [(1, 8), (1, 16)]),
        ("8/1, 16/1; 17/1", [(1, 8), (1, 16), (1, 17)]),
        ("8/1 and 16/1", [(1, 8), (1, 16)]),
        ("4/2 - 6/2", [(2, 4), (2, 5), (2, 6)]),
        ("4/2-6/2/2027", [(2, 4), (2, 5), (2, 6)]),
        ("4/2 đến hết 5/2", [(2, 4), (2, 5)]),
        ("from 4/2", []),
        ("4/2 to 5/2", [(2, 4), (2, 5)]),
    ],
)
def test_days_are_typed_as_people_write_them(text: str, days: list[tuple[int, int]]) -> None:
    read = typed_days(text, False, 2027)
    if days:
        assert not read.problems
        assert [each.day for each in read.days] == [date(2027, *each) for each in days]
    else:
        assert [problem.code for problem in read.problems] == ["days.not_understood"]


def test_what_stands_behind_a_colon_is_why() -> None:
    read = typed_days("8/1; 16/1: hoán đổi theo thông báo", True, 2027)
    assert read.days == tuple(OfficeDay(date(2027, 1, day), True, "hoán đổi theo thông báo") for day in (8, 16))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["days.nothing_typed"]),
        (": lý do", ["days.nothing_typed"]),
        ("30/2, 5/6, mai", ["days.not_there", "days.not_understood"]),
        ("3/3 - 1/3", ["days.strange_stretch"]),
        ("1/1 - 3/3", ["days.strange_stretch"]),
        ("1/1/1999", ["days.far"]),
        ("8/1, 8/1", ["days.typed_twice"]),
        ("1/1 - 31/1, 1/3 - 31/3", ["days.too_many_typed"]),
        ("8/1: " + "x" * 201, ["days.long_note"]),
        ("0/0, 99/99/9999", ["days.not_there", "days.not_there"]),
    ],
)
def test_everything_wrong_is_found_at_once(text: str, codes: list[str]) -> None:
    assert [problem.code for problem in typed_days(text, False, 2027).problems] == codes


@given(st.text(alphabet="0123456789/-. ,;:đếnto", max_size=40))
def test_whatever_is_typed_gives_days_or_problems_and_never_too_many(text: str) -> None:
    read = typed_days(text, False, 2027)
    assert read.days or read.problems
    assert read.problems or len(read.days) <= MOST_TYPED
    assert LONGEST_STRETCH < MOST_TYPED


def test_days_that_are_so_anyway_or_past_are_pointed_out() -> None:
    days = [OfficeDay(date(2027, 1, 9), False), OfficeDay(date(2027, 1, 11), True), OfficeDay(date(2026, 1, 5), False)]
    assert doubts_about(Texts("vi"), days, JANUARY) == [
        "Vốn đã là ngày nghỉ: 09/01/2027.",
        "Vốn đã là ngày làm việc: 11/01/2027.",
        "Đã qua: 05/01/2026.",
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_year_has_its_lines_in_both_languages(language: str) -> None:
    for year in (2000, 2024, 2026, 2027, 2100):
        lines = year_lines(MemoryStore(), Texts(language), year)
        assert sum(line.startswith("– ") for line in lines) >= 9
    assert day_words(Texts("en"), OfficeDay(JANUARY, False, "x")) == "off on Friday 08/01/2027 – x"


def test_the_library_s_own_days_are_written_as_all_others_are() -> None:
    assert any("substituted from 22/08/2026" in line for line in year_lines(MemoryStore(), Texts("en"), 2026))
