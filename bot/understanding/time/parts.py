"""What is made of periods that were found: their parts, so many units of them, so many units from today."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.understanding.time import spans
from bot.understanding.time.makers import Found, Make, year_of
from bot.understanding.time.spans import Span
from bot.understanding.time.weeks import week_of_month, within_week

#: Half a month from today are so many days.
HALF_MONTH = 15


def _which(found: Found) -> str:
    """Which end is meant: "start", "middle" or "end"."""
    named = next(
        found[kind] for kind in ("part", "third", "edge", "part_before", "left_over", "middle_week") if kind in found
    )
    return str(named[-1])


def _part(found: Found, _today: date) -> Span:
    return spans.part(found["span"][0], _which(found))


def _part_of_t(found: Found, today: date) -> Span:
    """Cuối t6: here it is a month."""
    number = int(found["tnum"][0])
    year, lacks = year_of(found, today, month=number)
    whole = spans.month(year, number, lacks=lacks)
    return spans.half(whole, int(found["half"][0])) if "half" in found else spans.part(whole, _which(found))


def _part_of_month(found: Found, today: date) -> Span:
    """Hạ tuần, with no month: of this one."""
    return spans.part(spans.shifted(today, "month", 0), _which(found))


def _part_of_year(found: Found, _today: date) -> Span:
    return spans.part(spans.months(int(found["yearnum"][0]), 1, 12, "year"), _which(found))


def _unit_end(found: Found, today: date) -> Span:
    """Month end, year-end."""
    return spans.part(spans.shifted(today, found["unit"][0], 0), _which(found))


def _half(found: Found, _today: date) -> Span:
    """Nửa đầu tháng 6; "nửa tháng đầu" says the half first and which behind."""
    which = int(found["half"][0]) if "half" in found else {"start": 1}.get(_which(found), 2)
    return spans.half(found["span"][-1], which)


def _half_of_year(found: Found, today: date) -> Span:
    which = int(found["half"][0]) if "half" in found else {"start": 1}.get(_which(found), 2)
    return spans.half(spans.months(year_of(found, today)[0], 1, 12, "year"), which)


def _half_ahead(found: Found, today: date) -> Span | None:
    """Nửa tháng tới, nửa năm nữa."""
    end = {"month": spans.after(today, "day", HALF_MONTH), "year": spans.after(today, "month", 6)}
    unit = found["unit"][0]
    return spans.until(today, end[unit]) if unit in end else None


def _amount_ahead(found: Found, today: date) -> Span | None:
    if any(int(shift) < 0 for shift in found.get("shift_before", ())):
        return _amount_back(found, today)
    amount = int(found["number"][0]) if "number" in found else 1
    return spans.until(today, spans.after(today, found["unit"][0], amount))


def _amount_after(found: Found, _today: date) -> Span:
    """10 ngày kể từ 15/6, 10 days after 15 June."""
    start: date = found["span"][-1].start
    return Span(start, spans.after(start, found["unit"][0], int(found["number"][0])), "range")


def _amount_back(found: Found, today: date) -> Span:
    return Span(spans.after(today, found["unit"][0], -int(found["number"][0])), today, "range")


def _counted(found: Found, _today: date) -> Span | None:
    """10 ngày đầu tháng 6, the last three months of 2024, ngày cuối năm: so many units from one end of a period."""
    whole: Span = found["span"][-1]
    unit = found["unit"][0]
    amount = int(found["number"][0]) if "number" in found else 1
    if whole.grain == "week" and amount == 1:
        return None
    if _which(found) == "middle":
        return None
    days = spans.counted(whole, unit, amount, _which(found))
    return replace(days, grain="day") if days is not None and days.start == days.end else days


def _counted_of_year(found: Found, today: date) -> Span | None:
    """6 tháng đầu, hai quý cuối năm sau, the first nine months: of this year, or of the one that is named."""
    count = int((found.get("number") or found.get("count") or ["1"])[0])
    count, which = count * (3 if "quarter" in found.get("unit", ()) else 1), _which(found)
    if not 1 <= count <= 12 or which == "middle":
        return None
    year, lacks = year_of(found, today)
    first, last = (1, count) if which == "start" else (13 - count, 12)
    return spans.months(year, first, last, "range", lacks=lacks)


def _weekday_of_week(found: Found, _today: date) -> Span:
    return within_week(found, found["span"][-1].start)


def _weekdays_of_week(found: Found, _today: date) -> Span:
    """Thứ hai đến thứ sáu tuần sau: both of that week."""
    days, whole = found["span"][-2:]
    monday = whole.start.toordinal()
    first, last = (date.fromordinal(monday + each.weekday()) for each in (days.start, days.end))
    return Span(first, last, "weekdays")


def _day_of_month(found: Found, _today: date) -> Span | None:
    whole: Span = found["span"][-1]
    number = int((found.get("number") or found["ordinal"])[0])
    return spans.day(whole.start.year, whole.start.month, number, lacks=whole.lacks)


def _week_of_month(found: Found, _today: date) -> Span | None:
    whole: Span = found["span"][-1]
    if "weekday" in found:
        number = int(found["weekday"][0]) + 1
    else:
        number = int((found.get("number") or found.get("ordinal") or ["1"])[0])
    return week_of_month(whole.start, whole.end, number)


def _of_that_year(found: Found, _today: date) -> Span | None:
    """Năm sau tháng 3, next year's first quarter: the year was said first."""
    year: Span
    named: Span
    year, named = found["span"][-2:]
    return named.within(year.start.year) if named.lacks == "year" and not year.weak else None


def _rest(found: Found, today: date) -> Span | None:
    """The rest of the month: from today; of a period that has not begun, all of it."""
    whole: Span = found["span"][-1] if "span" in found else spans.shifted(today, "year", 0)
    if "yearnum" in found:
        whole = spans.months(int(found["yearnum"][0]), 1, 12, "year")
    return Span(max(today, whole.start), whole.end, "range") if today <= whole.end else None


def _between(found: Found, _today: date) -> Span | None:
    """Giữa tháng 9 và tháng 11."""
    first, last = found["span"][-2:]
    return spans.joined(first, last)


PART_MAKERS: Mapping[str, Make] = {
    "part": _part,
    "part_of_month_t": _part_of_t,
    "part_of_month": _part_of_month,
    "part_of_year": _part_of_year,
    "unit_end": _unit_end,
    "half": _half,
    "half_of_year": _half_of_year,
    "half_ahead": _half_ahead,
    "amount_ahead": _amount_ahead,
    "amount_after": _amount_after,
    "amount_back": _amount_back,
    "counted": _counted,
    "counted_of_year": _counted_of_year,
    "weekday_of_week": _weekday_of_week,
    "weekdays_of_week": _weekdays_of_week,
    "day_of_month": _day_of_month,
    "week_of_month": _week_of_month,
    "of_that_year": _of_that_year,
    "rest": _rest,
    "between": _between,
}
