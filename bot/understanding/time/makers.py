"""What a row of time words makes, by the name that ``rules.toml`` gives it: dates, months, quarters and years.

A maker is given the words that were found, by kind and in order, and today; it answers with a period, or with None when
the words mean no period after all. A day that no calendar has raises `NoSuchDate`. More makers: weeks.py, parts.py
and ranges.py.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.understanding.time import spans
from bot.understanding.time.spans import Span

Found = Mapping[str, list[Any]]
Make = Callable[[Found, date], Span | None]

#: From this month on, the first three months named without a year are those of the next year.
ROLLING_FROM = 10
ROLLED = 3
#: Ordinals up to this one mostly count other things than days.
ORDINARY = 10


def year_of(found: Found, today: date, *, month: int = 0) -> tuple[int, str]:
    """The year that is meant and what it lacks; `month` rolls January to March asked late in the year."""
    if "yearnum" in found:
        return int(found["yearnum"][0]), ""
    if "year" in found.get("unit", ()):
        shifts = found.get("shift_after") or found.get("shift_before") or ["0"]
        return today.year + int(shifts[-1]), ""
    return today.year + (today.month >= ROLLING_FROM and 0 < month <= ROLLED), "year"


def number_of(found: Found, *kinds: str) -> int:
    """The first number of the first of these kinds that was found."""
    return next(int(found[kind][0]) for kind in kinds if kind in found)


def numbers_of(found: Found, *kinds: str) -> list[int]:
    """Every number of these kinds, those of one kind after those of another."""
    return [int(number) for kind in kinds for number in found.get(kind, ())]


def month_named(found: Found, today: date) -> Span:
    number = number_of(found, "month", "tnum", "number")
    year, lacks = year_of(found, today, month=number)
    return spans.month(year, number, lacks=lacks)


def month_shifted(found: Found, today: date) -> Span:
    """Tháng 3 tới, last December: the next such month, the last one, or this year's."""
    number = number_of(found, "month", "tnum", "number")
    shift = number_of(found, "shift_after", "shift_before")
    years = {0: 0, -1: -(number >= today.month)}.get(shift, number <= today.month)
    return spans.month(today.year + years, number)


def months_named(found: Found, today: date) -> Span | None:
    """Tháng 9 và 10, tháng 11 đến tháng 2, March to June: from the first of them to the last."""
    if "dashed" in found:
        numbers = [int(number) for number in found["dashed"][0].split("-")]
    else:
        numbers = numbers_of(found, "month") or numbers_of(found, "tnum", "figure", "number")
    first, last = numbers[0], numbers[-1]
    year, lacks = year_of(found, today, month=last)
    if first <= last:
        return spans.months(year, first, last, "range", lacks=lacks)
    if lacks and today.month > last:
        year = today.year + 1
    return spans.joined(spans.month(year - 1, first), spans.month(year, last))


def _months_counted(found: Found, today: date) -> Span | None:
    """Hai tháng 9 và 10: how many there are stands before them."""
    count, *numbers = found["number"]
    return months_named({**found, "number": numbers}, today) if int(count) == len(numbers) else None


def _month_year(found: Found, _today: date) -> Span | None:
    number, year = (int(number) for number in (found.get("monthyear") or found["monthshort"])[0].split("/"))
    if number not in range(1, 13) and "unit" not in found:
        return None
    return spans.month(year, number)


def _quarter(found: Found, today: date) -> Span:
    number = (
        int(found["weekday"][0]) + 1 if "weekday" in found else number_of(found, "qnum", "roman", "ordinal", "number")
    )
    year, lacks = year_of(found, today, month=3 * number)
    return spans.quarter(year, number, lacks=lacks)


def _quarters(found: Found, today: date) -> Span | None:
    """Quý III và IV, Q1-Q2."""
    if "dashed" in found:
        numbers = [int(number) for number in found["dashed"][0].split("-")]
    else:
        numbers = numbers_of(found, "qnum", "roman", "ordinal", "figure", "number")
    first, last = numbers[0], numbers[-1]
    year, lacks = year_of(found, today, month=3 * last)
    return spans.joined(spans.quarter(year, first, lacks=lacks), spans.quarter(year, last))


def _quarters_year(found: Found, _today: date) -> Span | None:
    """Quý 1-2/2025: the year stands behind the second."""
    last, year = (int(number) for number in found["monthyear"][0].split("/"))
    return spans.joined(spans.quarter(year, int(found["number"][0])), spans.quarter(year, last))


def _quarter_year(found: Found, _today: date) -> Span:
    named = next(found[kind] for kind in ("quarteryear", "monthyear", "monthshort") if kind in found)
    number, year = (int(number) for number in named[0].split("/"))
    return spans.quarter(year, number)


def _day(found: Found, today: date) -> Span | None:
    """A day and a month, in figures or words."""
    if "date" in found:
        number, month = (int(number) for number in found["date"][0].split("/"))
    else:
        named = numbers_of(found, "ordinal", "number", "month", "tnum")
        number, month = named[0], named[-1]
    year, lacks = year_of(found, today)
    return spans.day(year, month, number, lacks=lacks)


def _days(found: Found, today: date) -> Span | None:
    """1-15 tháng 3, ngày 15, 16 và 17 tháng sau, March 1 to 15: from the first of these days to the last."""
    dashed = [int(number) for pair in found.get("dashed", ()) for number in pair.split("-")]
    numbers = [*dashed, *numbers_of(found, "figure", "ordinal", "number")]
    if "shift_after" in found and "year" not in found["unit"]:
        whole = spans.shifted(today, "month", int(found["shift_after"][0])).start
        year, month, lacks = whole.year, whole.month, ""
    else:
        month = int(found["month"][0]) if "month" in found else numbers.pop()
        year, lacks = year_of(found, today)
    days = [spans.day(year, month, number, lacks=lacks) for number in numbers]
    return spans.joined(days[0], days[-1])


def _whole_date(found: Found, _today: date) -> Span:
    number, month, year = (int(number) for number in found["wholedate"][0].split("/"))
    return spans.day(year, month, number)


def _day_month_year(found: Found, _today: date) -> Span:
    month, year = (int(number) for number in found["monthyear"][0].split("/"))
    return spans.day(year, month, int(found["number"][0]))


def _day_shifted(found: Found, today: date) -> Span:
    """15/6 này, 15/6 tới: this year's, the next or the last such day."""
    number, month = (int(number) for number in found["date"][0].split("/"))
    shift = int(found["shift_after"][0])
    there = spans.day(today.year, month, number)
    years = {0: 0, -1: -(there.start >= today)}.get(shift, there.start < today)
    return spans.day(today.year + years, month, number)


def _day_of_this_month(found: Found, today: date) -> Span | None:
    """Ngày 15, the 15th; a day that stands alone in words ("the first") is none."""
    number = number_of(found, "number", "dayth", "ordinal")
    return spans.day(today.year, today.month, number, lacks="month") if number > 0 else None


def _day_of_this_month_in_words(found: Found, today: date) -> Span | None:
    """On the fifteenth; "on first", "in second" are no days."""
    return _day_of_this_month(found, today) if int(found["ordinal"][0]) > ORDINARY else None


def _day_of_month_shifted(found: Found, today: date) -> Span | None:
    """Ngày 15 tháng sau, 15 tháng này; "3 tháng sau" are three months."""
    shift = int((found.get("shift_after") or found["shift_before"])[0])
    number = number_of(found, "number", "dayth")
    if "number" in found and "day" not in found["unit"] and shift != 0 and number <= 12:
        return None
    whole = spans.shifted(today, "month", shift)
    return spans.day(whole.start.year, whole.start.month, number)


def _year(found: Found, _today: date) -> Span:
    return spans.months(int(found["yearnum"][0]), 1, 12, "year")


def _whole_year(_found: Found, today: date) -> Span:
    """Cả năm có gì, toàn bộ kế hoạch: all of this year."""
    return spans.shifted(today, "year", 0)


PERIOD_MAKERS: Mapping[str, Make] = {
    "month": month_named,
    "month_shifted": month_shifted,
    "months": months_named,
    "months_counted": _months_counted,
    "month_year": _month_year,
    "quarter": _quarter,
    "quarters": _quarters,
    "quarters_year": _quarters_year,
    "quarter_year": _quarter_year,
    "day": _day,
    "days": _days,
    "whole_date": _whole_date,
    "day_month_year": _day_month_year,
    "day_shifted": _day_shifted,
    "day_of_this_month": _day_of_this_month,
    "day_of_this_month_in_words": _day_of_this_month_in_words,
    "day_of_month_shifted": _day_of_month_shifted,
    "year": _year,
    "whole_year": _whole_year,
}
