"""Every row of the guidelines' table of time, made up in both languages and reckoned here by other means."""

import os
import unicodedata
from calendar import monthcalendar, monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.understanding.understand import understand
from tests.bot.understanding.vocabulary import dev_vocabulary

Row = tuple[str, date, date]

VI_MONTHS = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"]
EN_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
EN_MONTHS += ["November", "December"]
VI_DAYS = ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"]
EN_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ROMAN = ["I", "II", "III", "IV"]
NUMBERS = {2: "hai", 3: "ba", 5: "năm", 7: "bảy", 10: "mười", 15: "mười lăm", 20: "hai mươi", 30: "ba mươi"}
TODAYS = [date(2024, 2, 20), date(2024, 6, 10), date(2024, 10, 5), date(2024, 12, 2), date(2025, 2, 20)]
TODAYS += [date(2024, 2, 29), date(2024, 12, 31), date(2026, 1, 1)]
SOAK = os.environ.get("DONDOC_SOAK") == "1"
if SOAK:
    TODAYS += [date(2024, 1, 1) + timedelta(days=each) for each in range(3, 1500, 17)]


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def _last(year: int, month: int) -> date:
    return date(year, month, max(monthcalendar(year, month)[-1]))


def _month(year: int, month: int) -> tuple[date, date]:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), _last(year, month)


def _quarter(year: int, number: int) -> tuple[date, date]:
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return date(year, 3 * number - 2, 1), _last(year, 3 * number)


def _monday(today: date, weeks: int) -> date:
    year, week, _ = today.isocalendar()
    return date.fromisocalendar(year, week, 1) + timedelta(weeks=weeks)


def _rolled(today: date, month: int) -> int:
    return today.year + (today.month > 9 and month < 4)


def _days_and_weeks(today: date) -> Iterator[Row]:
    for words, days in [
        ("hôm nay", 0),
        ("ngày mai", 1),
        ("ngày kia", 2),
        ("ngày mốt", 2),
        ("hôm qua", -1),
        ("today", 0),
        ("tomorrow", 1),
        ("the day after tomorrow", 2),
        ("yesterday", -1),
    ]:
        day = today + timedelta(days=days)
        yield words, day, day
    for words, weeks in [
        ("tuần này", 0),
        ("tuần sau", 1),
        ("tuần tới", 1),
        ("tuần sau nữa", 2),
        ("tuần trước", -1),
        ("this week", 0),
        ("next week", 1),
        ("the week after next", 2),
        ("last week", -1),
    ]:
        yield words, _monday(today, weeks), _monday(today, weeks) + timedelta(days=6)
    this = _monday(today, 0)
    for words, first, last in [("đầu tuần", 0, 1), ("cuối tuần", 5, 6), ("this weekend", 5, 6)]:
        yield words, this + timedelta(days=first), this + timedelta(days=last)
    for number, (vi, en) in enumerate(zip(VI_DAYS, EN_DAYS, strict=True)):
        day = today
        while day.weekday() != number:
            day += timedelta(days=1)
        yield vi, day, day
        yield f"on {en}", day, day
        for words, weeks in [(f"{vi} tuần này", 0), (f"{vi} tuần sau", 1), (f"{en} next week", 1)]:
            there = _monday(today, weeks) + timedelta(days=number)
            yield words, there, there
    for number, word in NUMBERS.items():
        for words in (f"{number} ngày tới", f"{word} ngày tới", f"trong {number} ngày nữa", f"trong {word} ngày"):
            yield words, today, today + timedelta(days=number)
        yield f"in the next {number} days", today, today + timedelta(days=number)
        yield f"within {number} days", today, today + timedelta(days=number)


def _months(today: date) -> Iterator[Row]:
    shifts = [("tháng này", 0), ("tháng sau", 1), ("tháng tới", 1), ("tháng trước", -1), ("sang tháng", 1)]
    for words, shift in [*shifts, ("this month", 0), ("next month", 1), ("last month", -1)]:
        yield words, *_month(today.year, today.month + shift)
    for number, (vi, en) in enumerate(zip(VI_MONTHS, EN_MONTHS, strict=True), 1):
        year = _rolled(today, number)
        for words in (f"tháng {number}", f"tháng {vi}", f"in {en}"):
            yield words, *_month(year, number)
        for words in (f"tháng {number}/2026", f"tháng {number} năm 2026", f"{en} 2026", f"tháng {number} năm {2026}"):
            yield words, *_month(2026, number)
        thirds = [("đầu tháng", 1, 10), ("giữa tháng", 11, 20), ("cuối tháng", 21, 31)]
        thirds += [("thượng tuần tháng", 1, 10), ("trung tuần tháng", 11, 20), ("hạ tuần tháng", 21, 31)]
        thirds += [("early", 1, 10), ("mid", 11, 20), ("late", 21, 31)]
        for words, first, last in thirds:
            named = en if words.isascii() else number
            end = min(last, monthrange(year, number)[1])
            yield f"{words} {named}", date(year, number, first), date(year, number, end)
        end_of_it = _month(year, number)[1]
        if today <= end_of_it:
            for words in (
                f"từ giờ đến tháng {number}",
                f"từ nay đến hết tháng {number}",
                f"từ nay đến cuối tháng {number}",
            ):
                yield words, today, end_of_it
            yield f"from now until the end of {en}", today, end_of_it


def _quarters_and_years(today: date) -> Iterator[Row]:
    year, current = today.year, (today.month + 2) // 3
    shifts = [("quý này", 0), ("quý sau", 1), ("quý tới", 1), ("quý trước", -1)]
    for words, shift in [*shifts, ("this quarter", 0), ("next quarter", 1), ("last quarter", -1)]:
        yield words, *_quarter(year, current + shift)
    for number in range(1, 5):
        meant = _rolled(today, 3 * number)
        for words in (f"quý {ROMAN[number - 1]}", f"quý {number}", f"q{number}", f"quí {number}", f"Q{number}"):
            yield words, *_quarter(meant, number)
        yield f"quý {['một', 'hai', 'ba', 'tư'][number - 1]}", *_quarter(meant, number)
        yield f"the {['first', 'second', 'third', 'fourth'][number - 1]} quarter", *_quarter(meant, number)
        for words in (
            f"quý {number}/2026",
            f"quý {ROMAN[number - 1]}/2026",
            f"quý {number} năm 2026",
            f"Q{number} 2026",
        ):
            yield words, *_quarter(2026, number)
        yield f"đầu quý {number}", *_month(meant, 3 * number - 2)
        yield f"cuối quý {number}", *_month(meant, 3 * number)
    for words, first, last in [
        ("6 tháng đầu năm", 1, 6),
        ("sáu tháng đầu năm", 1, 6),
        ("6 tháng cuối năm", 7, 12),
        ("9 tháng đầu năm", 1, 9),
        ("chín tháng đầu năm", 1, 9),
        ("3 tháng cuối năm", 10, 12),
        ("hai tháng cuối năm", 11, 12),
        ("nửa đầu năm", 1, 6),
        ("nửa cuối năm", 7, 12),
        ("đầu năm", 1, 3),
        ("cuối năm", 10, 12),
        ("cả năm", 1, 12),
        ("năm nay", 1, 12),
        ("this year", 1, 12),
        ("the first half of the year", 1, 6),
        ("the second half of the year", 7, 12),
        ("the first 9 months of the year", 1, 9),
        ("the last 3 months of the year", 10, 12),
    ]:
        yield words, date(year, first, 1), _last(year, last)
    for words, there in [("năm sau", 1), ("sang năm", 1), ("năm tới", 1), ("năm ngoái", -1), ("next year", 1)]:
        yield words, date(year + there, 1, 1), date(year + there, 12, 31)
    for words in ("từ nay đến cuối năm", "từ giờ đến hết năm", "from now until the end of the year"):
        yield words, today, date(year, 12, 31)


def _dates(today: date) -> Iterator[Row]:
    for day in (date(today.year, 1, 1) + timedelta(days=each) for each in range(today.day % 7, 365, 23)):
        number, month, year, en = day.day, day.month, day.year, EN_MONTHS[day.month - 1]
        for words in (
            f"{number}/{month}",
            f"ngày {number}/{month}",
            f"{number:02}/{month:02}/{year}",
            f"{number}-{month}-{year}",
            f"{number}.{month}.{year}",
            f"ngày {number} tháng {month}",
            f"{number} tháng {month} năm {year}",
            f"ngày {number} tháng {VI_MONTHS[month - 1]}",
            f"on {en} {number}",
            f"on {number} {en} {year}",
        ):
            yield words, day, day
        if day >= today:
            for words in (f"trước {number}/{month}", f"trước ngày {number} tháng {month}", f"before {en} {number}"):
                yield words, today, day
            for words in (f"từ nay đến {number}/{month}", f"đến ngày {number}/{month}", f"by {number} {en}"):
                yield words, today, day
        if (month, number) != (12, 31):
            for words in (f"sau ngày {number}/{month}", f"sau {number}/{month}", f"after {en} {number}"):
                yield words, day + timedelta(days=1), date(year, 12, 31)
        later = day + timedelta(days=3 * month)
        if later.year == year:
            for words in ("từ {} đến {}", "từ ngày {} đến ngày {}", "from {} to {}"):
                yield words.format(f"{number}/{month}", f"{later.day}/{later.month}"), day, later


FRAMES = {True: "{} có việc gì", False: "what is due {}"}


@pytest.mark.parametrize("today", TODAYS, ids=str)
@pytest.mark.parametrize(
    "rows", [_days_and_weeks, _months, _quarters_and_years, _dates], ids=lambda rows: rows.__name__
)
def test_every_way_to_name_a_period_means_what_the_guidelines_say(rows: object, today: date) -> None:
    assert callable(rows)
    wrong = []
    for number, (words, start, end) in enumerate(rows(today)):
        english = words.isascii() and any(each in words.lower().split() for each in ENGLISH)
        framed = FRAMES[not english].format(words)
        bare = framed if words.endswith("tháng sáu") else _folded(framed)  # bare "thang sau" is next month
        forms = [framed, bare, framed.upper()]
        # Every way to write a date comes hundreds of times: there the forms take turns, but for a soak.
        turn = number // 7 % 3 if rows is _dates and not SOAK else None
        for text in forms if turn is None else forms[turn : turn + 1]:
            reading = understand(text, today, dev_vocabulary())
            if reading.slots != {"start": start.isoformat(), "end": end.isoformat()}:
                wrong.append(f"{text}: {start}–{end} read as {reading.intent} {reading.slots}")
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong[:60])


ENGLISH = {"today", "tomorrow", "yesterday", "this", "next", "last", "the", "on", "in", "within", "from", "before"}
ENGLISH |= {"by", "after", "early", "mid", "late", "2026", *(month.lower() for month in EN_MONTHS)}


@pytest.mark.parametrize("year", [2024, 2025, 2096])
def test_every_day_that_no_calendar_has_is_said_to_be_none(year: int) -> None:
    wrong = []
    for month in range(1, 13):
        for day in range(monthrange(year, month)[1] + 1, 32):
            for words in (f"{day}/{month}/{year}", f"ngày {day} tháng {month} năm {year}", f"đến {day}/{month}"):
                reading = understand(f"{words} có gì", date(year, 6, 10), dev_vocabulary())
                if "invalid_date" not in reading.slots or "start" in reading.slots:
                    wrong.append(f"{words}: {reading}")
    assert not wrong, "\n".join(wrong[:40])
