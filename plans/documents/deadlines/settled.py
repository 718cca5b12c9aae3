"""From the deadline as read to the deadline as adopted, in words that the reviewed file reads back."""

import re
from dataclasses import replace
from datetime import date

from plans.deadlines import LAST_OF_MONTH, last_of_month
from plans.documents.deadlines.intervals import interval, recurring_days
from plans.documents.deadlines.wording import of_days, period_of_section, read_deadline
from plans.model.plan import Deadline, DeadlineKind
from plans.plain_text import folded
from plans.planning.draft import DraftDeadline
from plans.problems import Problem

LONGEST_WORDING = 200
_TOKENS = re.compile(r"[^\W\d]+|\d+")
#: What says nothing about a time beside its figures and "trước", "chậm nhất".
_NO_SENSE = frozenset(["ngay", "thang", "nam", "trong", "vao", "tu", "den", "toi", "het", "la", "cho", "luc"])
_ROMAN = ("I", "II", "III", "IV")
_EVERY_MONTH_HAS = 28


def settled(deadline: DraftDeadline, year: int, section: str) -> tuple[Deadline, ...] | Problem:
    """The model's deadline in the plan's `year`; one for each day of "ngày 20 hằng tháng" or "tháng cuối quý".

    What names no year is in `year`, an open end is the year's end. A deadline whose day is not known, or does not
    exist, is a `Problem`. The wording is the paper's own wherever `read_deadline` understands it; else it says the
    days in full, and the paper's words follow in brackets.
    """
    if deadline.kind is DeadlineKind.UNSET:
        return (_unset(deadline, year, section),)
    if deadline.date is None:
        return Problem("deadline.not_known", {"wording": deadline.wording})
    days = recurring_days(deadline.date, year)
    if days:
        late = int(deadline.date[-2:]) > _EVERY_MONTH_HAS
        return tuple(
            replace(
                _worded(deadline, (day, day), section, year),
                rule=LAST_OF_MONTH if late and day == last_of_month(day) else "",
            )
            for day in days
        )
    try:
        found = interval(deadline.date, year)
    except ValueError:
        return Problem("deadline.not_known", {"wording": deadline.wording})
    rule = LAST_OF_MONTH if deadline.date == "--02-29" else ""
    return (replace(_worded(deadline, found, section, year), rule=rule),)


def _worded(deadline: DraftDeadline, days: tuple[date, date], section: str, year: int) -> Deadline:
    """The deadline on these days, with words that are read back as exactly that."""
    words = _one_line(deadline.wording)
    wanted = of_days(deadline, days, words)
    if words and read_deadline(words, section, year) == wanted:
        return wanted
    plain = in_full(wanted)
    more = _says_more(words, plain) or (deadline.date or "").endswith("..")
    return replace(wanted, wording=f"{plain} ({_without_brackets(words)})" if more else plain)


def _says_more(words: str, plain: str) -> bool:
    """Whether the paper's words say what the full ones do not ("hằng tháng"); "QUÝ I" beside "quý I/2024" does not."""
    return not _tokens(words) <= _tokens(plain)


def _tokens(words: str) -> frozenset[str]:
    return frozenset(word.lstrip("0") for word in _TOKENS.findall(folded(words))) - _NO_SENSE


def _unset(deadline: DraftDeadline, year: int, section: str) -> Deadline:
    words = _one_line(deadline.wording)
    wanted = Deadline(DeadlineKind.UNSET, *period_of_section(section, year), words)
    if words and read_deadline(words, section, year) == wanted:
        return wanted
    noted = _without_brackets(words)
    return replace(wanted, wording=f"chưa ấn định ngày ({noted})" if noted else "chưa ấn định ngày")


def in_full(deadline: Deadline) -> str:
    """A deadline's day or period with its year, in words that `read_deadline` reads back as the same deadline."""
    start, end = deadline.start, deadline.end
    hour = f"{deadline.hour:%H}h{deadline.hour:%M} ngày " if deadline.hour else ""
    if deadline.kind is DeadlineKind.BY:
        word = "trước" if deadline.before or deadline.hour else "chậm nhất"
        return f"{word} {hour or 'ngày '}{end:%d/%m/%Y}"
    if deadline.kind is DeadlineKind.ON:
        return f"{hour or 'ngày '}{end:%d/%m/%Y}"
    if deadline.kind is DeadlineKind.MONTH:
        return f"trong tháng {start:%m/%Y}"
    if deadline.kind is DeadlineKind.QUARTER:
        return f"trong quý {_ROMAN[(start.month - 1) // 3]}/{start.year}"
    if deadline.kind is DeadlineKind.YEAR:
        return f"trong năm {start.year}"
    if deadline.kind is DeadlineKind.RANGE:
        return f"từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}"
    return "chưa ấn định ngày"


def _one_line(words: str) -> str:
    return " ".join(words.split()).strip(" .;,")[:LONGEST_WORDING].strip()


def _without_brackets(words: str) -> str:
    return re.sub(r"\s*,[\s,]*", ", ", " ".join(re.sub(r"[()]", ", ", words).split())).strip(" .;,")
