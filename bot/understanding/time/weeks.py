"""Days, weeks and other units that are named from today: "mai", "thứ sáu tuần sau", "tháng này", "trước tết"."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.understanding.time import spans
from bot.understanding.time.makers import (
    Found,
    Make,
    month_named,
    month_shifted,
    months_named,
    number_of,
    numbers_of,
    year_of,
)
from bot.understanding.time.spans import Span
from plans.working_days import holiday_names

#: "t2" to "t7" are weekdays, from "t8" on only months; weeks from this number on are those of the year.
LAST_WEEKDAY = 7
WEEK_OF_YEAR = 6
#: The feast that the lunar calendar moves, in ``times.toml`` and by its first day's name in the library of holidays.
TET = "tet"
TET_NAME = "Tết Nguyên Đán"


def _offset(found: Found, today: date) -> Span:
    return spans.away(today, int(found["offset"][0]))


def _today(_found: Found, today: date) -> Span:
    return spans.away(today, 0)


def _weekday(found: Found, today: date) -> Span:
    """The next such day, today included."""
    ahead = (_weekday_number(found) - today.isoweekday()) % 7
    return spans.away(today, ahead)


def _weekday_number(found: Found, at: int = 0) -> int:
    return int(found["weekday"][at]) if "weekday" in found else int(found["tnum"][at]) - 1


def _weekday_named_t(found: Found, today: date) -> Span | None:
    """What t6 alone means: Friday, or the month of that number where there is no such weekday."""
    return _weekday(found, today) if 2 <= int(found["tnum"][0]) <= LAST_WEEKDAY else month_named(found, today)


def _t_shifted(found: Found, today: date) -> Span | None:
    """T6 này is a Friday, t8 này a month."""
    weekday = 2 <= int(found["tnum"][0]) <= LAST_WEEKDAY
    return _weekday_shifted(found, today) if weekday else month_shifted(found, today)


def _weekday_shifted(found: Found, today: date) -> Span:
    """The next such day, but not today."""
    ahead = _weekday(found, today)
    shift = number_of(found, "shift_after", "shift_before")
    if shift > 0 and ahead.start == today:
        return spans.away(today, 7)
    return spans.away(ahead.start, -7) if shift < 0 else ahead


def _weekdays(found: Found, today: date) -> Span | None:
    """Thứ hai đến thứ sáu, t7 và cn: the next such days, from the first on; "t9-t11" are months."""
    if "tnum" in found and any(int(number) > LAST_WEEKDAY for number in found["tnum"]):
        return months_named(found, today)
    numbers = numbers_of(found, "weekday") or [number - 1 for number in numbers_of(found, "tnum")]
    if len(numbers) != 2 or numbers[0] >= numbers[1]:
        return None
    this = spans.week(today, 0).start
    weeks = 7 if spans.away(this, numbers[1] - 1).start < today else 0
    first, last = (spans.away(this, number - 1 + weeks) for number in numbers)
    return Span(first.start, last.end, "weekdays")


def _shifted(found: Found, today: date) -> Span:
    shift = number_of(found, "shift_around", "shift_after", "shift_before")
    return spans.shifted(today, found["unit"][0], shift)


def _next(found: Found, today: date) -> Span:
    """The week ahead."""
    return spans.shifted(today, found["unit"][0], 1)


def _shifted_both(found: Found, today: date) -> Span | None:
    """Tháng này và sau, this week and next."""
    shifts = numbers_of(found, "shift_before", "shift_after")
    return spans.joined(*(spans.shifted(today, found["unit"][0], shift) for shift in shifts[:2]))


def _weekend(found: Found, today: date) -> Span:
    return spans.part(spans.shifted(today, "week", int(found.get("shift_before", found["weekend"])[0])), "end")


def _middle_of_week(_found: Found, today: date) -> Span:
    return spans.part(spans.week(today, 0), "middle")


def _middle_of_year(_found: Found, today: date) -> Span:
    return spans.part(spans.shifted(today, "year", 0), "middle")


def _numbered_week(found: Found, today: date) -> Span | None:
    """Tuần 25: the weeks of a year by number; the first few are rather those of a month."""
    number = int(found["number"][0])
    return spans.numbered_week(year_of(found, today)[0], number) if number >= WEEK_OF_YEAR else None


def _week_of_day(found: Found, _today: date) -> Span:
    """Tuần có ngày 17/6, the week of 17 June."""
    return spans.week(found["span"][-1].start, 0)


def _week_of_named_month(found: Found, today: date) -> Span | None:
    """Tuần 2 tháng 6, week 2 of June."""
    if "shift_after" in found and "year" not in found["unit"]:
        whole = spans.shifted(today, "month", int(found["shift_after"][0]))
    else:
        number = int((found.get("month") or found["number"])[-1])
        year, lacks = year_of(found, today, month=number)
        whole = spans.month(year, number, lacks=lacks)
    return week_of_month(whole.start, whole.end, int(found["number"][0]))


def _unit_alone(found: Found, today: date) -> Span:
    whole = spans.shifted(today, found["unit"][0], 0)
    return Span(whole.start, whole.end, whole.grain, weak=True)


def _holiday(found: Found, today: date) -> Span | None:
    """The next such feast; it means a period only beside another word: "trước tết", "sau lễ 2/9"."""
    for year in (today.year, today.year + 1):
        there = _feast(found["holiday"][0], year)
        if there is not None and there >= today:
            return Span(there, there, "day", weak=True)
    return None


def _feast(name: str, year: int) -> date | None:
    if name != TET:
        return date.fromisoformat(f"{year}-{name}")
    named = holiday_names(year, "vi")
    first = [day for day, called in named.items() if called == TET_NAME]
    return min(first, default=None)


def within_week(found: Found, monday: date) -> Span:
    """A weekday of the week that begins then."""
    return spans.away(monday, _weekday_number(found) - 1)


def week_of_month(start: date, end: date, number: int) -> Span | None:
    """The days 1–7, 8–14 … of a month: its first, second … week."""
    first = start + timedelta(days=7 * number - 7)
    if not 1 <= number <= 5 or first > end:
        return None
    return Span(first, min(first + timedelta(days=6), end), "part")


WEEK_MAKERS: Mapping[str, Make] = {
    "offset": _offset,
    "today": _today,
    "weekday": _weekday,
    "weekday_or_month": _weekday_named_t,
    "weekday_or_month_shifted": _t_shifted,
    "weekday_shifted": _weekday_shifted,
    "weekdays": _weekdays,
    "shifted": _shifted,
    "next": _next,
    "shifted_both": _shifted_both,
    "weekend": _weekend,
    "middle_of_week": _middle_of_week,
    "middle_of_year": _middle_of_year,
    "numbered_week": _numbered_week,
    "week_of_day": _week_of_day,
    "week_of_named_month": _week_of_named_month,
    "unit_alone": _unit_alone,
    "holiday": _holiday,
}
