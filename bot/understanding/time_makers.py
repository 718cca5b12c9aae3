"""What a row of time words makes: one maker for each name that ``rules.toml`` may give to a pattern.

A maker is given the words that were found, by kind and in order, and today; it answers with a period, or with None when
the words mean no period after all. A day that no calendar has raises `NoSuchDate`.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.understanding import spans
from bot.understanding.spans import Span

Found = Mapping[str, list[Any]]
Make = Callable[[Found, date], Span | None]

#: From this month on, the first three months named without a year are those of the next year.
ROLLING_FROM = 10
ROLLED = 3


def year_of(found: Found, today: date, *, month: int = 0) -> tuple[int, bool]:
    """The year that is meant and whether it was named; `month` rolls January to March asked late in the year."""
    if "yearnum" in found:
        return int(found["yearnum"][0]), True
    if "year" in found.get("unit", ()):
        shifts = found.get("shift_after") or found.get("shift_before") or ["0"]
        return today.year + int(shifts[-1]), True
    return today.year + (today.month >= ROLLING_FROM and 0 < month <= ROLLED), False


def _month(found: Found, today: date) -> Span:
    number = int(next(found[kind][0] for kind in ("month", "number", "tnum") if kind in found))
    year, named = year_of(found, today, month=number)
    return spans.month(year, number, dated=named)


def _months(found: Found, today: date) -> Span | None:
    first, last = (int(number) for number in (found.get("month") or found["number"])[:2])
    year, named = year_of(found, today, month=last)
    return spans.months(year, first, last, "range", dated=named) if first <= last else None


def _months_dashed(found: Found, today: date) -> Span | None:
    first, last = (int(number) for number in found["dashed"][0].split("-"))
    year, named = year_of(found, today, month=last)
    return spans.months(year, first, last, "range", dated=named) if first <= last else None


def _month_year(found: Found, _today: date) -> Span:
    number, year = (int(number) for number in found["monthyear"][0].split("/"))
    return spans.month(year, number, dated=True)


def _quarter(found: Found, today: date) -> Span:
    number = int(next(found[kind][0] for kind in ("qnum", "roman", "ordinal", "number") if kind in found))
    year, named = year_of(found, today, month=3 * number)
    return spans.quarter(year, number, dated=named)


def _quarter_year(found: Found, _today: date) -> Span:
    number, year = (int(number) for number in found["monthyear"][0].split("/"))
    return spans.quarter(year, number, dated=True)


def _day(found: Found, today: date) -> Span | None:
    """A day and a month, in figures or words."""
    if "date" in found:
        number, month = (int(number) for number in found["date"][0].split("/"))
    else:
        numbers = [int(number) for number in (*found.get("number", ()), *found.get("month", ()))]
        number, month = numbers[0], numbers[-1]
    year, named = year_of(found, today)
    return spans.day(year, month, number, dated=named)


def _whole_date(found: Found, _today: date) -> Span:
    number, month, year = (int(number) for number in found["wholedate"][0].split("/"))
    return spans.day(year, month, number, dated=True)


def _day_month_year(found: Found, _today: date) -> Span:
    month, year = (int(number) for number in found["monthyear"][0].split("/"))
    return spans.day(year, month, int(found["number"][0]), dated=True)


def _day_of_this_month(found: Found, today: date) -> Span | None:
    number = int(found["number"][0])
    return spans.day(today.year, today.month, number, dated=True) if number > 0 else None


def _day_of_month_shifted(found: Found, today: date) -> Span:
    """ngày 15 tháng sau."""
    whole = spans.shifted(today, "month", int(found["shift_after"][0]))
    return spans.day(whole.start.year, whole.start.month, int(found["number"][0]), dated=True)


def _offset(found: Found, today: date) -> Span:
    return spans.away(today, int(found["offset"][0]))


def _weekday(found: Found, today: date) -> Span:
    """The next such day, today included."""
    ahead = (int((found.get("weekday") or found["tnum"])[0]) - today.isoweekday()) % 7
    return spans.away(today, ahead)


def _weekday_named_t(found: Found, today: date) -> Span | None:
    """What t6 alone means: Friday, or the month of that number where there is no such weekday."""
    number = int(found["tnum"][0])
    if 2 <= number <= 7:
        return _weekday({"weekday": [str(number - 1)]}, today)
    return _month(found, today)


def _weekday_shifted(found: Found, today: date) -> Span:
    """The next such day, but not today."""
    ahead = _weekday(found, today)
    shift = int((found.get("shift_after") or found["shift_before"])[0])
    if shift == 1 and ahead.start == today:
        return spans.away(today, 7)
    return spans.away(ahead.start, -7) if shift < 0 else ahead


def _shifted(found: Found, today: date) -> Span:
    shift = int(next(found[kind][0] for kind in ("shift_around", "shift_after", "shift_before") if kind in found))
    return spans.shifted(today, found["unit"][0], shift)


def _weekend(found: Found, today: date) -> Span:
    return spans.part(spans.shifted(today, "week", int(found.get("shift_before", ["0"])[0])), "end")


def _amount_ahead(found: Found, today: date) -> Span | None:
    if "shift_before" in found and int(found["shift_before"][0]) < 1:
        return _amount_back(found, today) if int(found["shift_before"][0]) < 0 else None
    return spans.until(today, spans.after(today, found["unit"][0], int(found["number"][0])))


def _amount_back(found: Found, today: date) -> Span:
    return Span(spans.after(today, found["unit"][0], -int(found["number"][0])), today, "range", dated=True)


def _months_of_year(found: Found, today: date) -> Span | None:
    """So many months or quarters at the start or end of a year: "9 tháng đầu năm"."""
    year, _ = year_of(found, today)
    count = int(found["number"][0]) * {"month": 1, "quarter": 3}.get(found["unit"][0], 13)
    if not 1 <= count <= 12:
        return None
    ends = {"start": (1, count), "end": (13 - count, 12)}.get((found.get("part") or found["part_before"])[0])
    return spans.months(year, *ends, "range", dated=True) if ends else None


def _half_of_year(found: Found, today: date) -> Span:
    which = int(found["half"][0]) if "half" in found else {"start": 1}.get(found["part"][0], 2)
    return spans.half(spans.months(year_of(found, today)[0], 1, 12, "year"), which)


def _year(found: Found, _today: date) -> Span:
    return spans.months(int(found["yearnum"][0]), 1, 12, "year", dated=True)


def _whole_year(_found: Found, today: date) -> Span:
    """Cả năm có gì, toàn bộ kế hoạch: all of this year."""
    return spans.shifted(today, "year", 0)


def _unit_alone(found: Found, today: date) -> Span:
    whole = spans.shifted(today, found["unit"][0], 0)
    return Span(whole.start, whole.end, whole.grain, dated=True, weak=True)


def _days_dashed(found: Found, today: date) -> Span | None:
    """15-20/6."""
    first, last, month = (int(number) for number in found["daysdashed"][0].split("/"))
    year, named = year_of(found, today)
    return spans.joined(spans.day(year, month, first, dated=named), spans.day(year, month, last))


def _weekday_of_week(found: Found, _today: date) -> Span:
    number = int((found.get("weekday") or [str(int(found["tnum"][0]) - 1)])[0])
    return spans.away(found["span"][-1].start, number - 1)


def _day_of_month(found: Found, _today: date) -> Span | None:
    whole: Span = found["span"][-1]
    return spans.day(whole.start.year, whole.start.month, int(found["number"][0]), dated=True)


def _part(found: Found, _today: date) -> Span:
    return spans.part(found["span"][0], found["part"][0])


def _part_of_t(found: Found, today: date) -> Span:
    return spans.part(_month(found, today), found["part"][0])


def _half(found: Found, _today: date) -> Span:
    return spans.half(found["span"][0], int(found["half"][0]))


def _week_of_month(found: Found, _today: date) -> Span | None:
    whole: Span = found["span"][-1]
    number = int((found.get("number") or found["ordinal"])[0])
    first = 7 * number - 6
    if not 1 <= number <= 5 or first > (whole.end - whole.start).days + 1:
        return None
    return Span(
        whole.start.replace(day=first),
        whole.start.replace(day=min(first + 6, monthrange(whole.start.year, whole.start.month)[1])),
        "part",
    )


def _until(found: Found, today: date) -> Span:
    return spans.until(today, found["span"][-1].end)


def _before(found: Found, today: date) -> Span | None:
    """Trước 15/6 counts 15/6 itself; before a month or week is before it begins, before its end is until then."""
    limit: Span = found["span"][0]
    if limit.grain in {"day", "part"} or limit.weak:
        return spans.until(today, limit.end)
    return spans.until(today, spans.away(limit.start, -1).start)


def _after(found: Found, _today: date) -> Span:
    limit: Span = found["span"][0]
    return spans.since(spans.away(limit.end, 1).start)


def _onwards(found: Found, today: date) -> Span:
    """From the start of it on; a range has its end already."""
    if found["span"][0].grain == "range":
        return _itself(found, today)
    return spans.since(found["span"][0].start)


def _from_to(found: Found, _today: date) -> Span | None:
    """From one to the other; "từ 15/12 đến 15/1" ends in the next year, as no year says otherwise."""
    first, last = found["span"][0], found["span"][-1]
    return spans.joined(first, last) or (None if last.dated else spans.joined(first, spans.year_on(last)))


def _day_to_date(found: Found, _today: date) -> Span | None:
    """From a day named by its number alone to a date: "từ 15 đến 20/6"."""
    last: Span = found["span"][-1]
    first = spans.day(last.start.year, last.start.month, int(found["number"][0]))
    return spans.joined(first, last)


def _itself(found: Found, _today: date) -> Span:
    whole: Span = found["span"][0]
    return Span(whole.start, whole.end, whole.grain, dated=True)


#: Every maker by the name it has in ``rules.toml``.
MAKERS: Mapping[str, Make] = {
    "month": _month,
    "months": _months,
    "months_dashed": _months_dashed,
    "month_year": _month_year,
    "quarter": _quarter,
    "quarter_year": _quarter_year,
    "day": _day,
    "whole_date": _whole_date,
    "day_month_year": _day_month_year,
    "day_of_this_month": _day_of_this_month,
    "day_of_month_shifted": _day_of_month_shifted,
    "days_dashed": _days_dashed,
    "offset": _offset,
    "weekday": _weekday,
    "weekday_or_month": _weekday_named_t,
    "weekday_shifted": _weekday_shifted,
    "weekday_of_week": _weekday_of_week,
    "shifted": _shifted,
    "weekend": _weekend,
    "amount_ahead": _amount_ahead,
    "amount_back": _amount_back,
    "months_of_year": _months_of_year,
    "half_of_year": _half_of_year,
    "year": _year,
    "whole_year": _whole_year,
    "unit_alone": _unit_alone,
    "day_of_month": _day_of_month,
    "part": _part,
    "part_of_month_t": _part_of_t,
    "half": _half,
    "week_of_month": _week_of_month,
    "until": _until,
    "before": _before,
    "after": _after,
    "onwards": _onwards,
    "from_to": _from_to,
    "day_to_date": _day_to_date,
    "itself": _itself,
}
