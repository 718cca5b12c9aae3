"""What a reviewed plan's own words say about a deadline: "trước 29/02/2024", "trong quý II/2024", "theo kế hoạch Khối".

The same grammar reads papers (`deadlines.finding`); here the words must be a deadline from the first to the last, and
name their year, because nothing else in the file says what they mean.
"""

import re
from calendar import monthrange
from datetime import date
from unicodedata import normalize

from plans.documents.deadlines.intervals import interval
from plans.model.plan import Deadline, DeadlineKind
from plans.plain_text import folded
from plans.planning.draft import DraftDeadline
from plans.problems import Problem

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER_OF_SECTION = re.compile(r"\bqu[yi] (iii|ii|iv|i|[1-4])\b")
_NOT_SET = re.compile(r"(?:theo|chua|khi co) \S.*")
_NOTE = re.compile(r"\s*\([^()]*\)$")
_LEAD = re.compile(r"(?:(?:hoan thanh|xong|hoan tat|trong|vao)\b ?)*")
_IMPOSSIBLE = "deadline.no_such_day"


def period_of_section(section: str, year: int) -> tuple[date, date]:
    """The quarter that a section's heading names ("2. Nhiệm vụ quý II"), else the whole year."""
    found = _QUARTER_OF_SECTION.search(folded(section))
    if found is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = _QUARTERS[found[1]] * 3
    return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])


def read_deadline(wording: str, section: str, year: int) -> Deadline | Problem:
    """A deadline from the plan's words; a day not yet set gets the period of its section in the plan's `year`."""
    # Imported here: its patterns take a tenth of a second, which every start of the program would pay for.
    from plans.documents.deadlines.finding import find_deadlines

    bare = _without_notes(wording)
    found = find_deadlines(bare, None, slot=True)
    one = found[0] if len(found) == 1 and _is_all(bare, found[0].start, found[0].end) else None
    problems = one.problems if one else ()
    without_year = Problem("file.deadline_without_year", {"wording": wording, "year": str(year)})
    unreadable = Problem("file.deadline_unreadable", {"wording": wording})
    impossible = next((problem.values["day"] for problem in problems if problem.code == _IMPOSSIBLE), "")
    if impossible:
        return Problem("file.deadline_impossible", {"day": impossible})
    if one is None or one.deadline.kind is DeadlineKind.UNSET or one.deadline.date is None:
        unset = one is not None and one.deadline.kind is DeadlineKind.UNSET and not problems
        if unset or _NOT_SET.fullmatch(folded(bare)):
            return Deadline(DeadlineKind.UNSET, *period_of_section(section, year), wording)
        return without_year if problems else unreadable
    if one.deadline.date.startswith("-"):
        return without_year
    if one.replaces or problems:
        return unreadable
    return of_days(one.deadline, interval(one.deadline.date, year), wording)


def of_days(deadline: DraftDeadline, days: tuple[date, date], wording: str) -> Deadline:
    """The model's deadline for a draft's, on these days."""
    return Deadline(deadline.kind, *days, wording, deadline.before, "", deadline.hour)


def _without_notes(wording: str) -> str:
    """The words without what is in brackets at the end, unless nothing else is there."""
    bare = normalize("NFC", wording).strip().rstrip(" .;,")
    while (shorter := _NOTE.sub("", bare).rstrip(" .;,")) != bare and shorter:
        bare = shorter
    return bare


def _is_all(bare: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` are all that is said."""
    return bool(_LEAD.fullmatch(folded(bare[:start]))) and not bare[end:].strip(" .;,:")
