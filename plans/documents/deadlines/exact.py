"""A deadline in one fixed form of words that says all of it: for a deadline that the paper's own words do not give.

``trước 28/02/2027`` · ``chậm nhất 16h00 ngày 28/02/2027`` · ``28/02/2027`` · ``trong tháng 12/2027`` ·
``trong quý IV/2027`` · ``trong năm 2027`` · ``từ 01/01/2024 đến 31/12/2025`` · ``chưa ấn định, từ … đến …``; the
hour of a period stands behind it (``…, 17h00``).
"""

import re
from dataclasses import replace
from datetime import date, time

from plans.deadlines import last_of_month
from plans.model.plan import Deadline, DeadlineKind

_QUARTERS = ("I", "II", "III", "IV")
_HOUR = r"(?:(?P<hour>\d{1,2})h(?P<minute>\d{2}) ngày )?"
_DAY = r"(\d{2}/\d{2}/\d{4})"
_ONE_DAY = re.compile(rf"(trước |chậm nhất |){_HOUR}{_DAY}")
_MONTH = re.compile(r"trong tháng (\d{1,2})/(\d{4})")
_QUARTER = re.compile(r"trong quý (IV|I{1,3})/(\d{4})")
_YEAR = re.compile(r"trong năm (\d{4})")
_LATER = re.compile(r"(.*), (\d{1,2})h(\d{2})")
_RANGE = re.compile(rf"(chưa ấn định, |)từ {_DAY} đến {_DAY}")


def worded(deadline: Deadline) -> str:
    """The deadline in these words; its own wording and rule are no part of it."""
    if deadline.kind in (DeadlineKind.BY, DeadlineKind.ON):
        hour = f"{deadline.hour:%Hh%M} ngày " if deadline.hour else ""
        until = "trước " if deadline.before else "chậm nhất " if deadline.kind is DeadlineKind.BY else ""
        return f"{until}{hour}{deadline.end:%d/%m/%Y}"
    return _period(deadline) + (f", {deadline.hour:%Hh%M}" if deadline.hour else "")


def _period(deadline: Deadline) -> str:
    end = f"{deadline.end:%d/%m/%Y}"
    if deadline.kind is DeadlineKind.MONTH:
        return f"trong tháng {deadline.end.month}/{deadline.end.year}"
    if deadline.kind is DeadlineKind.QUARTER:
        return f"trong quý {_QUARTERS[(deadline.end.month - 1) // 3]}/{deadline.end.year}"
    if deadline.kind is DeadlineKind.YEAR:
        return f"trong năm {deadline.end.year}"
    unset = "chưa ấn định, " if deadline.kind is DeadlineKind.UNSET else ""
    return f"{unset}từ {deadline.start:%d/%m/%Y} đến {end}"


def read_exact(text: str, wording: str) -> Deadline | None:
    """The deadline that these words say, with the paper's own `wording`; None for any other words."""
    found = _LATER.fullmatch(text)
    try:
        if found is None or _ONE_DAY.fullmatch(text):
            return _read(text, wording)
        read = _read(found[1], wording)
        return replace(read, hour=time(int(found[2]), int(found[3]))) if read else None
    except ValueError:  # no such day
        return None


def _read(text: str, wording: str) -> Deadline | None:
    if found := _ONE_DAY.fullmatch(text):
        until, day = found[1].strip(), _day(found[4])
        kind = DeadlineKind.BY if until else DeadlineKind.ON
        hour = time(int(found["hour"]), int(found["minute"])) if found["hour"] else None
        return Deadline(kind, day, day, wording, until == "trước", hour=hour)
    if found := _MONTH.fullmatch(text):
        first = date(int(found[2]), int(found[1]), 1)
        return Deadline(DeadlineKind.MONTH, first, last_of_month(first), wording)
    if found := _QUARTER.fullmatch(text):
        last = 3 * (_QUARTERS.index(found[1]) + 1)
        first = date(int(found[2]), last - 2, 1)
        return Deadline(DeadlineKind.QUARTER, first, last_of_month(first.replace(month=last)), wording)
    if found := _YEAR.fullmatch(text):
        year = int(found[1])
        return Deadline(DeadlineKind.YEAR, date(year, 1, 1), date(year, 12, 31), wording)
    if found := _RANGE.fullmatch(text):
        kind = DeadlineKind.UNSET if found[1] else DeadlineKind.RANGE
        start, end = _day(found[2]), _day(found[3])
        return Deadline(kind, start, end, wording) if start <= end else None
    return None


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)
