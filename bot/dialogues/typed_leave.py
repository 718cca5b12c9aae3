"""The days of a leave as people type them: "3/6 - 14/6", "đến hết 14/6", "mai", "tuần sau", "from 3/6 to 14/6"."""

import re
from datetime import date, timedelta

from plans.documents.deadlines.typed import typed_deadline
from plans.model.plan import Deadline, DeadlineKind
from plans.plain_text import folded
from plans.planning.settling import deadlines_of
from plans.problems import Problem
from plans.weeks import monday_of

LONGEST = 80
NO_SUCH_DAY = "deadline.no_such_day"
#: The last day of a working week, counted from its Monday.
FRIDAY = 4
_WEEK = re.compile(r"(?:ca |nghi )?(?:tuan (?P<which>nay|sau|toi)|(?P<english>this|next) week)")
_ASKED = re.compile(r"(?:xin )?(?:nghỉ|nghi)(?: phép| phep)? ", re.IGNORECASE)
_FROM_TO = re.compile(
    r"(?:(?:từ|tu|from) )?(?P<start>[^-–—]+?)"
    r"(?:\s*[-–—]\s*| (?:đến hết|den het|đến|den|tới|toi|to|until|through|till) )(?P<end>[^-–—]+)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")


def read_leave(text: str, today: date) -> tuple[date, date] | Problem:
    """The first and the last day that are meant; days without a year are the coming ones."""
    said = " ".join(text.split()).strip(" .,;!")
    if not said or len(said) > LONGEST:
        return Problem("nhac.leave_not_understood", {"text": said[:LONGEST]})
    week = _WEEK.fullmatch(folded(said))
    if week is not None:
        ahead = 0 if "nay" in (week["which"] or "") or week["english"] == "this" else 7
        monday = monday_of(today) + timedelta(days=ahead)
        return max(monday, today), monday + timedelta(days=FRIDAY)
    said = _ASKED.sub("", said, count=1) if _ASKED.match(said) else said
    read = _read(said, today, today.year)
    if isinstance(read, tuple) and read[1] < today and not _YEAR.search(said):
        later = _read(said, today, today.year + 1)
        return later if isinstance(later, tuple) else read
    return read


def _read(said: str, today: date, year: int) -> tuple[date, date] | Problem:
    apart = _FROM_TO.fullmatch(said)
    whole = _deadline(said, today, year)
    if apart is None or (isinstance(whole, Deadline) and whole.kind is DeadlineKind.RANGE):
        return whole if isinstance(whole, Problem) else _days(whole, today)
    ends = [_deadline(apart[name], today, year) for name in ("start", "end")]
    days = [end.end for end in ends if isinstance(end, Deadline) and end.start == end.end]
    wrong = next((end for end in ends if isinstance(end, Problem) and end.code == "nhac.leave_no_such_day"), None)
    if len(days) != len(ends):
        return wrong or Problem("nhac.leave_not_understood", {"text": said})
    return days[0], days[1]


def _deadline(said: str, today: date, year: int) -> Deadline | Problem:
    typed = typed_deadline(said, today, year)
    if isinstance(typed, Problem):
        wrong = "nhac.leave_no_such_day" if typed.code == NO_SUCH_DAY else "nhac.leave_not_understood"
        return Problem(wrong, {"text": said, **typed.values})
    found = deadlines_of(typed, "", year)
    if isinstance(found, Problem) or len(found) != 1 or found[0].kind is DeadlineKind.UNSET:
        return Problem("nhac.leave_not_understood", {"text": said})
    return found[0]


def _days(deadline: Deadline, today: date) -> tuple[date, date]:
    """One day, or a span; "đến hết 14/6" begins today, "trước 14/6" ends the day before."""
    if deadline.kind is not DeadlineKind.BY:
        return deadline.start, deadline.end
    if deadline.before:
        return today, deadline.end - timedelta(days=1)
    word = folded(deadline.wording)
    return (today if word.startswith(("den", "het", "toi", "cham", "until")) else deadline.end), deadline.end
