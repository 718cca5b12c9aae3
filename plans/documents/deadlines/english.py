"""A deadline typed in English, put into the Vietnamese words that the grammar of deadlines knows: "before 30 October".

Only whole expressions of a few kinds are put; everything else stays as it is.
"""

import re

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:,? (?P<year>\d{4}))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAYS = {
    "monday": "thứ Hai",
    "tuesday": "thứ Ba",
    "wednesday": "thứ Tư",
    "thursday": "thứ Năm",
    "friday": "thứ Sáu",
    "saturday": "thứ Bảy",
    "sunday": "Chủ nhật",
}
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_QUARTERS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "i": "1", "ii": "2", "iii": "3", "iv": "4"}
_LEAD = re.compile(
    r"(?:(?P<before>before)|(?P<by>by|until|no later than|not later than)|on|in|during)? ?(?:the )?", re.IGNORECASE
)
_PARTS = {"beginning": "đầu", "start": "đầu", "middle": "giữa", "end": "cuối"}
_FIXED = {
    "end of month": "cuối tháng",
    "end of the month": "cuối tháng",
    "end of week": "cuối tuần",
    "end of the week": "cuối tuần",
    "end of next month": "cuối tháng sau",
    "end of year": "cuối năm",
    "end of the year": "cuối năm",
    "this month": "tháng này",
    "next month": "tháng sau",
    "this quarter": "quý này",
    "next quarter": "quý sau",
    "today": "hôm nay",
    "tomorrow": "mai",
}
_UNSET = re.compile(r"not set(?: yet)?|no (?:day|date|deadline)(?: set| yet)?|unset|not fixed(?: yet)?", re.IGNORECASE)
_CORES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<part>beginning|start|middle|end) of {_MONTH}{_YEAR}",
        rf"{_DAY} {_MONTH}{_YEAR}",
        rf"{_MONTH} {_DAY}{_YEAR}",
        rf"{_MONTH}{_YEAR}",
        r"(?:quarter |q)(?P<quarter>[1-4]|i{1,3}|iv)(?:,?(?: of)? (?P<year>\d{4}))?",
        r"(?P<quarter>first|second|third|fourth) quarter(?:,?(?: of)? (?P<year>\d{4}))?",
        rf"(?:(?P<week>this|next) )?{_WEEKDAY}",
        rf"{_WEEKDAY},? (?P<week>this|next) week",
        r"(?P<plain>\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)",
    )
]


def in_vietnamese(words: str) -> str:
    """The same deadline in Vietnamese; what is no English deadline is given back."""
    if _UNSET.fullmatch(words):
        return "chưa ấn định"
    lead = _LEAD.match(words)
    core = words[lead.end() :] if lead else words
    said = _FIXED.get(core.lower()) or next((_said(found) for each in _CORES if (found := each.fullmatch(core))), "")
    if not said or not lead:
        return words
    return f"trước {said}" if lead["before"] else f"chậm nhất {said}" if lead["by"] else said


def _said(found: re.Match[str]) -> str:
    parts = found.groupdict()
    year = f"/{parts['year']}" if parts.get("year") else ""
    if parts.get("month"):
        month = f"{_MONTHS.index(parts['month'][:3].lower()) + 1}{year}"
        if parts.get("day"):
            return f"{parts['day']}/{month}"
        return f"{_PARTS[parts['part'].lower()]} tháng {month}" if parts.get("part") else f"tháng {month}"
    if parts.get("quarter"):
        quarter = parts["quarter"].lower()
        return f"quý {_QUARTERS.get(quarter, quarter)}{year}"
    if parts.get("weekday"):
        week = {"this": " tuần này", "next": " tuần sau"}.get((parts["week"] or "").lower(), "")
        return _WEEKDAYS[parts["weekday"].lower()] + week
    return parts["plain"] or ""
