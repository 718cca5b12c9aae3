"""What a person types for a deadline while reviewing: "15 tháng 7", "cuối tháng 9", "mai", "thứ Sáu tuần sau"."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR, last_of_month
from plans.documents.deadlines.years import PlanYears
from plans.model.plan import DeadlineKind
from plans.plain_text import folded
from plans.planning.draft import DraftDeadline
from plans.problems import Problem
from plans.weeks import monday_of

LONGEST = 120
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
_WEEKDAY = r"(?:thu (?P<weekday>hai|ba|tu|nam|sau|bay|[2-7])|(?P<sunday>chu nhat|cn))"
_NUMBER = r"(?P<number>\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_UNSET = re.compile(
    r"(?:chua (?:an dinh|xac dinh|dat|co|ro|chot|biet|hen).*|"
    r"khong (?:co )?(?:thoi )?han|khong an dinh|bo (?:ngay|han|thoi han)|khi co .+|theo .+)"
)
#: Two dates, a decimal or a bare number: dateparser would choose something.
_NOT_FOR_DATEPARSER = re.compile(
    r"^\d+$|\d[.,]\d+ |\bhoặc\b|\bhay\b|\bor\b|\bđến\b|\btrước\b|\bquý\b|\btuần\b", re.IGNORECASE
)


def typed_deadline(text: str, today: date, year: int) -> DraftDeadline | Problem:
    """The deadline a person means; a day without a year is in the plan's `year`, "mai" counts from `today`.

    Not understood, not existing or doubtful words are a `Problem` that says what to type.
    """
    # Imported here: its patterns take a tenth of a second, which every start of the program would pay for.
    from plans.documents.deadlines.english import in_vietnamese
    from plans.documents.deadlines.finding import find_deadlines

    words = " ".join(text.split()).strip(" .;,")
    if not words or len(words) > LONGEST:
        return Problem("deadline.not_understood", {"text": words[:LONGEST]})
    typed, words = words, in_vietnamese(words)
    words = "cuối năm" if folded(words) in {"het nam", "het nam nay"} else words
    found = find_deadlines(words, PlanYears(year), slot=True)
    whole = found[0] if len(found) == 1 and _is_whole(words, found[0].start, found[0].end) else None
    if whole is not None and whole.deadline.kind is not DeadlineKind.UNSET:
        doubts = [problem for problem in whole.problems if problem.code != "deadline.short_year"]
        return doubts[0] if doubts else whole.deadline
    plain = folded(words)
    if _UNSET.fullmatch(plain):
        return DraftDeadline(DeadlineKind.UNSET, None, words)
    if (relative := _relative(plain, today)) is not None:
        return _worded(relative, words, plain)
    return _by_dateparser(typed, today, year)


def _is_whole(words: str, start: int, end: int) -> bool:
    left, right = folded(words[:start]), words[end:]
    return bool(
        re.fullmatch(r"(?:(?:hoan thanh|xong|han|doi (?:sang|thanh)|la|vao|lui den|den) ?)*", left)
    ) and not right.strip(" .;,!")


# ------------------------------------------------------------ counted from today


def _weekday(match: re.Match[str]) -> int:
    return 6 if match["sunday"] else _WEEKDAYS[match["weekday"]]


def _next_weekday(match: re.Match[str], today: date) -> date:
    """The coming one; today counts."""
    return today + timedelta(days=(_weekday(match) - today.weekday()) % 7)


def _weekday_of_week(match: re.Match[str], today: date) -> date:
    weeks = 0 if match["week"] == "nay" else 1
    return monday_of(today) + timedelta(days=_weekday(match), weeks=weeks)


def _months_later(today: date, months: int) -> date:
    at = today.month - 1 + months
    return date(today.year + at // 12, at % 12 + 1, 1)


def _number(match: re.Match[str]) -> int:
    return _NUMBERS.get(match["number"]) or int(match["number"])


def _in_months(match: re.Match[str], today: date) -> date:
    first = _months_later(today, _number(match))
    return first.replace(day=min(today.day, last_of_month(first).day))


_FROM_TODAY = (
    (re.compile(r"(?:ngay )?hom nay|trong ngay|today"), 0),
    (re.compile(r"(?:ngay |sang |chieu )?mai|ngay hom sau|tomorrow"), 1),
    (re.compile(r"(?:ngay )?(?:kia|mot)"), 2),
)
_FROM_MONDAY = ((re.compile(r"cuoi tuan(?: nay)?"), 4), (re.compile(r"cuoi tuan (?:sau|toi)"), 11))
_END_OF_MONTH = ((re.compile(r"(?:cuoi|het) thang(?: nay)?"), 0), (re.compile(r"(?:cuoi|het) thang (?:sau|toi)"), 1))
_COUNTED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = (
    (re.compile(rf"(?:sau )?{_NUMBER} ngay (?:nua|toi|sau)"), lambda found, today: today + timedelta(_number(found))),
    (re.compile(rf"sau {_NUMBER} ngay"), lambda found, today: today + timedelta(_number(found))),
    (
        re.compile(rf"(?:sau )?{_NUMBER} tuan (?:nua|toi|sau)"),
        lambda found, today: today + timedelta(7 * _number(found)),
    ),
    (re.compile(rf"(?:sau )?{_NUMBER} thang (?:nua|toi|sau)"), _in_months),
    (re.compile(_WEEKDAY), _next_weekday),
    (re.compile(rf"{_WEEKDAY},? (?:tuan )?(?P<week>nay|sau|toi)"), _weekday_of_week),
)
_MONTHS = re.compile(r"(?:trong )?thang (?P<which>nay|sau|toi)")
_QUARTERS = re.compile(r"(?:trong )?quy (?P<which>nay|sau|toi)")
_LEAD = re.compile(r"(?P<before>truoc)|(?:cham nhat|muon nhat|den het|han cuoi|han)(?: la| vao| ngay)*|vao|luc")
_HOUR = re.compile(r"(?P<hour>[01]?\d|2[0-3]) ?(?:h|g|gio|:) ?(?P<minute>[0-5]\d)?(?: phut)?,? ")


def _day(core: str, today: date) -> date | None:
    """The one day that words counted from today name."""
    for pattern, days in _FROM_TODAY:
        if pattern.fullmatch(core):
            return today + timedelta(days)
    for pattern, days in _FROM_MONDAY:
        if pattern.fullmatch(core):
            return monday_of(today) + timedelta(days)
    for pattern, months in _END_OF_MONTH:
        if pattern.fullmatch(core):
            return last_of_month(_months_later(today, months))
    for pattern, count in _COUNTED:
        if found := pattern.fullmatch(core):
            return count(found, today)
    return None


def _relative(plain: str, today: date) -> tuple[DeadlineKind, str] | None:
    """Kind and date of words that count from today, without what leads them in."""
    core = _core(plain)
    if (day := _day(core, today)) is not None:
        ends = core.startswith(("cuoi", "het"))
        return DeadlineKind.BY if ends else DeadlineKind.ON, day.isoformat()
    if match := _MONTHS.fullmatch(core):
        first = _months_later(today, int(match["which"] != "nay"))
        return DeadlineKind.MONTH, f"{first:%Y-%m}"
    if match := _QUARTERS.fullmatch(core):
        first = _months_later(today, 0 if match["which"] == "nay" else 3)
        return DeadlineKind.QUARTER, f"{first.year}-Q{(first.month + 2) // 3}"
    return None


def _core(plain: str) -> str:
    """The words without "trước", "chậm nhất" and an hour."""
    lead = _LEAD.match(plain + " ")
    core = plain[lead.end() :].strip() if lead and plain[lead.end() : lead.end() + 1] in {" ", ""} else plain
    hour = _HOUR.match(core)
    return core[hour.end() :].removeprefix("ngay ") if hour else core


def _worded(found: tuple[DeadlineKind, str], words: str, plain: str) -> DraftDeadline:
    """The deadline with the word that leads it in, and its hour."""
    kind, written = found
    lead = _LEAD.match(plain + " ") if _core(plain) != plain else None
    if lead and kind is DeadlineKind.ON and not lead[0].startswith(("vao", "luc")):
        kind = DeadlineKind.BY
        before = bool(lead["before"])
    else:
        before = False
    hour = _HOUR.search(plain)
    at = time(int(hour["hour"]), int(hour["minute"] or 0)) if hour else None
    return DraftDeadline(kind, written, words, before and at is None, at)


# ------------------------------------------------------------ the rest


def _by_dateparser(words: str, today: date, year: int) -> DraftDeadline | Problem:
    """What only dateparser understands: "15 Jul 2024", "in 3 weeks"; it must give a day and a month."""
    refused = Problem("deadline.not_understood", {"text": words})
    if _NOT_FOR_DATEPARSER.search(words):
        return refused
    found = _parsed(words, "absolute-time", date(year, 1, 1))
    if found is None:
        found = _parsed(words, "relative-time", today)
        if found is not None and found < today:
            return refused
    if found is None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        return refused
    return DraftDeadline(DeadlineKind.ON, found.isoformat(), words)


def _parsed(words: str, parser: str, base: date) -> date | None:
    import dateparser  # 0.15 s and 8 MB with its first parse, needed only by what the grammar does not read

    found = dateparser.parse(
        words,
        languages=["vi", "en"],
        settings={
            "PARSERS": [parser],
            "REQUIRE_PARTS": ["day", "month"],
            "PREFER_DATES_FROM": "current_period",
            "DATE_ORDER": "DMY",
            "RELATIVE_BASE": datetime.combine(base, time()),
        },
    )
    return None if found is None else found.date()
