"""The table of time conventions: every sample period of every language, on its reference day."""

from datetime import date

import pytest

from bot.understanding.language.languages import understood_languages
from tests.bot.understanding.time.periods import meaning, samples, without_accents

JUNE = date(2024, 6, 10)


@pytest.mark.parametrize("language", understood_languages())
def test_every_sample_period_is_read_as_its_language_says(language: str) -> None:
    wrong, count = [], 0
    for sample in samples(language):
        count += 1
        forms = [sample.text, sample.text.upper()]
        if not sample.other:
            forms.append(without_accents(sample.text))
        for text in forms:
            found = meaning(text, sample.today, language)
            if found != sample.meaning:
                wrong.append(f"{text} on {sample.today}: {sample.meaning}, read as {found}")
    assert count > 1000
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong[:60])


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("từ 15/12 đến 15/1", "2024-12-15", "2025-01-15"),
        ("từ tháng 11 đến tháng 2", "2024-11-01", "2025-02-28"),
        ("từ 25 đến 5/7", "2024-06-25", "2024-07-05"),
        ("1000 ngày tới", "2024-06-10", "2027-03-07"),
    ],
)
def test_a_range_over_the_turn_of_the_year_and_a_huge_number_are_not_cut_to_a_part(
    text: str, start: str, end: str
) -> None:
    assert meaning(text, JUNE, "vi") == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        *("99999999999999999999 ngày tới", "9999 năm tới", "10000 tháng trước", "31/12/9999", "sau ngày 31/12/9999"),
        *("1/1/0001", "0000-00-00", "năm 9999", "quý 4 năm 9999", "tháng 12/9999", "tháng 6 năm 10000", "đầu năm 0000"),
    ],
)
def test_beyond_every_calendar_there_is_no_such_date_and_no_other_year_is_taken_for_it(text: str) -> None:
    assert meaning(text, JUNE, "vi") == ()


@pytest.mark.parametrize("text", ["30/4/1975", "công văn 45/1234", "năm 1954", "số 12/1234"])
def test_figures_of_the_last_century_and_numbers_of_papers_are_no_dates_that_do_not_exist(text: str) -> None:
    assert meaning(text, JUNE, "vi") is None


@pytest.mark.parametrize("today", [date(2024, 1, 5), date(2024, 6, 10), date(2024, 10, 5), date(2024, 12, 31)])
@pytest.mark.parametrize("text", ["15/1", "ngày 15 tháng 1", "15/12", "29/2"])
def test_a_day_without_a_year_is_of_this_year_and_never_rolls(today: date, text: str) -> None:
    found = meaning(text, today, "vi")
    assert found
    assert found[0].startswith("2024-")


@pytest.mark.parametrize("text", ["", "báo cáo", "tháng", "còn mấy ngày", "năm người", "4 phòng", "45/2024", "mục 3"])
def test_words_that_name_no_period_give_none(text: str) -> None:
    assert meaning(text, JUNE, *understood_languages()) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("tháng trước bận quá, tháng này có việc gì", "2024-06-01", "2024-06-30"),
        ("em mới về, tháng này có gì", "2024-06-01", "2024-06-30"),
        ("hôm qua nghỉ ốm, hôm nay có hạn gì", "2024-06-10", "2024-06-10"),
        ("I was away last week, what is due this week", "2024-06-10", "2024-06-16"),
    ],
)
def test_a_comma_ends_what_leads_to_a_period_and_what_has_gone_by_is_left_aside(
    text: str, start: str, end: str
) -> None:
    assert meaning(text, JUNE, *understood_languages()) == (start, end)
