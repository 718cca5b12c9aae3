"""What is made of periods and the words around them: until, before, after, from one to another, side by side."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.understanding.time import spans
from bot.understanding.time.makers import Found, Make, numbers_of
from bot.understanding.time.spans import Span

#: Two days named side by side are a period where they lie no further apart than this.
SIDE_BY_SIDE = timedelta(days=7)


def _numbers(found: Found) -> list[int]:
    """The days named by their number alone."""
    return numbers_of(found, "number") or numbers_of(found, "ordinal", "figure", "dayth")


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


def _after_next(found: Found, today: date) -> Span:
    """After next week."""
    return spans.since(spans.away(spans.shifted(today, found["unit"][0], 1).end, 1).start)


def _onwards(found: Found, today: date) -> Span:
    """From the start of it on; a range has its end already."""
    if found["span"][0].grain in {"range", "weekdays"}:
        return _itself(found, today)
    return spans.since(found["span"][0].start)


def _from_now_on(_found: Found, today: date) -> Span:
    return spans.since(today)


def _till_now(found: Found, today: date) -> Span:
    """From its start to today: "từ đầu năm đến nay", "since January"; of what is still to come, from then on."""
    start = found["span"][0].start
    return Span(start, today, "range") if start <= today else spans.since(start)


def _from_to(found: Found, _today: date) -> Span | None:
    """From one to the other; "từ 15/12 đến 15/1" ends in the next year, as no year says otherwise."""
    first, last = _completed(found["span"][0], found["span"][-1])
    return spans.joined(first, last) or (spans.joined(first, spans.year_on(last)) if last.lacks else None)


def _completed(first: Span, last: Span) -> tuple[Span, Span]:
    """Both with the month and year that only the other names: "từ ngày 1 đến 15/3", "từ 1/3 đến 15/3/2025"."""
    if first.lacks == "month" and last.grain == "day" and last.lacks != "month":
        there = spans.day(last.start.year, last.start.month, first.start.day)
        return (there if there.start <= last.start else _month_before(there)), last
    if last.lacks == "month" and first.grain == "day" and first.lacks != "month":
        return first, spans.day(first.start.year, first.start.month, last.start.day, lacks=first.lacks)
    if first.lacks == "year" and not last.lacks and first.grain == last.grain:
        there = first.within(last.start.year)
        return (there if there.start <= last.start else first.within(last.start.year - 1)), last
    return first, last


def _month_before(there: Span) -> Span:
    """The day of that number in the month before: "từ 25 đến 5/7"."""
    month_before = there.start.replace(day=1) - timedelta(days=1)
    return spans.day(month_before.year, month_before.month, there.start.day)


def _day_to_date(found: Found, _today: date) -> Span | None:
    """From a day named by its number alone to a date: "từ 15 đến 20/6", "15 và 16/6"."""
    last: Span = found["span"][-1]
    there = spans.day(last.start.year, last.start.month, _numbers(found)[0])
    return spans.joined(there if there.start <= last.start else _month_before(there), last)


def _days_beside(found: Found, today: date) -> Span | None:
    """15, 16/6: days that follow each other; other figures before a day are none."""
    last: Span = found["span"][-1]
    days = _day_to_date(found, today) if last.lacks else None
    return days if days is not None and days.end - days.start <= SIDE_BY_SIDE else None


def _date_to_day(found: Found, _today: date) -> Span | None:
    """From a date to a day named by its number alone: "from March 1 through 15", "từ ngày 15 đến 30"."""
    first: Span = found["span"][0]
    return spans.joined(first, spans.day(first.start.year, first.start.month, _numbers(found)[-1]))


def _day_to_day(found: Found, today: date) -> Span | None:
    """Từ 15 đến 30: days of this month."""
    first, last = _numbers(found)[:2]
    return spans.joined(spans.day(today.year, today.month, first), spans.day(today.year, today.month, last))


def _beside(found: Found, _today: date) -> Span | None:
    """Two periods side by side: "cuối tháng 6 đầu tháng 7", "hôm nay, ngày mai"."""
    first: Span = found["span"][0]
    last: Span = found["span"][-1]
    if first.weak or last.weak or first.grain != last.grain:
        return None
    if first.start == last.start:
        return replace(last, weak=False)
    first, last = _completed(first, last)
    gap = last.start - first.end
    if gap <= timedelta() or (first.grain == "day" and gap > SIDE_BY_SIDE) or (first.grain == "part" and gap.days > 1):
        return None
    return spans.joined(first, last)


def _itself(found: Found, _today: date) -> Span:
    """Trong tháng 6, cuối ngày mai: just that."""
    whole: Span = found["span"][0]
    return replace(whole, weak=False)


RANGE_MAKERS: Mapping[str, Make] = {
    "until": _until,
    "before": _before,
    "after": _after,
    "after_next": _after_next,
    "onwards": _onwards,
    "from_now_on": _from_now_on,
    "till_now": _till_now,
    "from_to": _from_to,
    "day_to_date": _day_to_date,
    "days_beside": _days_beside,
    "date_to_day": _date_to_day,
    "day_to_day": _day_to_day,
    "beside": _beside,
    "itself": _itself,
}
