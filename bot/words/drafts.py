"""How what was read from a paper is said: where it stands, of what kind, and a deadline that nobody has confirmed."""

import re
from collections.abc import Iterator
from datetime import date

from bot.talk import one_line
from bot.words.deadlines import dated, deadline_words, says_only_unset
from locales.catalogue import Texts
from plans.model.plan import DeadlineKind, Opens, Source, Task, TaskKind
from plans.planning.draft import DraftDeadline
from plans.planning.revisions import Revision

#: The longest title of a task in a list of changes.
TITLE_LIMIT = 200
#: Files whose lines a person can count; in all others a place is a page, a table or a paragraph.
_OF_LINES = (".txt", ".md")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_QUARTERLY = re.compile(r"--Q([1-3])-(\d{2})")
_YEARLY = re.compile(r"--(\d{2})-(\d{2})")
_MONTHLY = re.compile(r"---(\d{2})")
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}

#: The kinds that a person chooses from, by the names that buttons and texts have for them.
KINDS: dict[str, tuple[TaskKind, Opens | None]] = {
    "registration": (TaskKind.REGISTRATION, Opens.TITLE),
    "registering": (TaskKind.REGISTRATION, None),
    "innovation": (TaskKind.INNOVATION, Opens.INNOVATION),
    "innovating": (TaskKind.INNOVATION, None),
    "report": (TaskKind.REPORT, None),
    "meeting": (TaskKind.MEETING, None),
    "review": (TaskKind.REVIEW, None),
    "dossier": (TaskKind.DOSSIER, None),
    "movement": (TaskKind.MOVEMENT, None),
    "other": (TaskKind.OTHER, None),
}


def kind_words(texts: Texts, kind: TaskKind, opens: Opens | None) -> str:
    """The kind of a task, and whether it opens a personal answer: "Đăng ký danh hiệu"."""
    known = (word for word, meant in KINDS.items() if meant == (kind, opens))
    return texts(f"planreview.kind_{next(known, kind.value)}")


def place_words(texts: Texts, source: Source) -> str:
    """Where a fact stands, in words: "trang 2, bảng 1, hàng 4"; "dòng 43" of a text file."""
    parts = [texts("draft.page", n=source.page)] if source.page else []
    if source.table:
        parts += [texts("draft.table", n=source.table), texts("draft.row", n=source.row)]
    elif source.document.lower().endswith(_OF_LINES):
        parts.append(texts("draft.line", n=source.line))
    else:
        parts.append(texts("draft.block", n=source.line))
    return ", ".join(parts)


def counted_words(texts: Texts, tasks: int, unset: int, doubts: int) -> str:
    """13 nhiệm vụ, 4 chưa ấn định ngày, 2 điều cần xem lại."""
    counts = (
        texts.count("draft.tasks", tasks),
        texts.count("draft.unset", unset),
        texts.count("draft.doubts", doubts),
    )
    return ", ".join(counts)


def read_deadline_words(texts: Texts, deadline: DraftDeadline) -> str:
    """A deadline as read, in words that show what was understood: "trước 15/6/2024 (thứ Bảy), 16:00"."""
    if deadline.date is None or deadline.kind is DeadlineKind.UNSET:
        known = says_only_unset(deadline.wording)
        return texts("draft.nothing_set") if known else texts("draft.not_set", wording=deadline.wording)
    said = _range(texts, deadline.date) if "/" in deadline.date else _point(texts, deadline.date)
    if deadline.kind is DeadlineKind.BY:
        said = texts("draft.before" if deadline.before else "draft.by", day=said)
    if deadline.hour is not None:
        said = texts("draft.with_hour", said=said, hour=f"{deadline.hour:%H:%M}")
    return said


def _range(texts: Texts, points: str) -> str:
    start, _, end = points.partition("/")
    if end == "..":
        return texts("draft.from", start=_point(texts, start))
    if start == "..":
        return texts("draft.until", end=_point(texts, end))
    return texts("draft.range", start=_point(texts, start), end=_point(texts, end))


def _point(texts: Texts, point: str) -> str:
    """One end of a deadline, of whatever grain."""
    if point.startswith("-"):
        return _without_year(texts, point)
    if found := _QUARTER.fullmatch(point):
        return texts("draft.quarter", quarter=_ROMAN[found[2]], year=found[1])
    if found := _MONTH.fullmatch(point):
        return texts("draft.month", month=found[2], year=found[1])
    if len(point) == len("2024"):
        return texts("draft.year", year=point)
    return dated(texts, date.fromisoformat(point))


def _without_year(texts: Texts, point: str) -> str:
    """The same of every year, or of one that the paper does not say."""
    if found := _YEARLY.fullmatch(point):
        return texts("draft.yearly", day=f"{found[2]}/{found[1]}")
    if found := _MONTHLY.fullmatch(point):
        return texts("draft.monthly", day=str(int(found[1])))
    if found := _QUARTERLY.fullmatch(point):
        return texts("draft.quarterly", month=found[1], day=str(int(found[2])))
    if "Q" in point:
        return texts("draft.any_quarter", quarter=_ROMAN[point[-1]])
    return texts("draft.any_month", month=point[-2:])


def revision_words(texts: Texts, revision: Revision) -> Iterator[str]:
    """What a later paper adds, moves, words anew and withdraws, a line each, with the days."""

    def when(task: Task) -> str:
        return deadline_words(texts, task.deadline)

    if revision.nothing:
        yield texts("planreview.change_nothing")
    for task in revision.added:
        yield texts("planreview.change_added", title=_title(task), deadline=when(task))
    for was, now in revision.moved:
        yield texts("planreview.change_moved", title=_title(now), was=when(was), now=when(now))
    for was, now in revision.reworded:
        key = "change_reworded" if _title(was) != _title(now) else "change_bodies"
        yield texts(f"planreview.{key}", was=_title(was), now=_title(now))
    for task in revision.withdrawn:
        yield texts("planreview.change_withdrawn", title=_title(task), deadline=when(task))
    if revision.same:
        yield texts.count("planreview.change_same", len(revision.same))


def _title(task: Task) -> str:
    return one_line(task.title, TITLE_LIMIT)
