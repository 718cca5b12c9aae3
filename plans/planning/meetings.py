"""What the calendar adds to a meeting: whose council sits, and which deadlines of the plan prepare it.

Both read the plan's titles and would rather find nothing than something that isn't so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from unicodedata import normalize

from plans.documents.bodies import UnitNames
from plans.documents.text_file import words
from plans.model.people import Unit, UnitKind
from plans.model.plan import DeadlineKind, Opens, Plan, Task, TaskKind

MEETINGS = frozenset({TaskKind.MEETING, TaskKind.REVIEW})
#: What is handed in before a meeting that is about it.
PREPARING = frozenset({TaskKind.REGISTRATION, TaskKind.INNOVATION, TaskKind.REPORT, TaskKind.DOSSIER})
#: A subject that more of a plan's tasks share, or a larger part of them, tells none of them apart.
SHARED_BY, SHARED_BY_ONE_OF = 3, 4
#: With its marks: without them "họp" (meet) is also "hợp" (phối hợp, tổng hợp).
_MEETS = re.compile(
    r"(?:^|[,;:.–-]\s*|\b(?:tổ chức|triệu tập|phiên|cuộc|kỳ|và)\s+)họp\s+"
    r"(?:(?:(?:lần|thứ|định kỳ|thường kỳ|đột xuất)(?: \w+){0,2}\s+)?của\s+)?(?P<rest>hội đồng\b.*|hđ\s*\w.*)"
)
#: Said the other way round; nothing but the council's name may stand before what it does.
_THEY_MEET = re.compile(
    r"(?:^|[;:.–]\s*)(?P<name>(?:hội đồng|hđ)\b[^;:.–]*?)\s+(?:tổ chức\s+|tiến hành\s+)?(?:phiên\s+|cuộc\s+)?họp\b"
)
_LONGEST_NAME = 12
#: What a council's name begins with, as `words` has it.
_COUNCIL = ("hoi", "hd")
#: From here on a title names the offices that compete with ours, at length, in whatever it is about.
_AMONG_WHOM = re.compile(r"\b(?:cụm|khối)\b.*", re.IGNORECASE | re.DOTALL)
#: What follows a council's name when it is somebody else's: the province's, the ministry's, the cluster's.
_ELSEWHERE = re.compile(
    r"(?:khen thuong )?(?:cap (?!co so)|(?:cua |thuoc )?(?:tinh|thanh pho|bo|uy ban|ubnd|trung uong|nha nuoc|cum|khoi|"
    r"nganh|huyen|quan|xa|phuong)\b)"
)
#: Pairs of words that are in every such plan and name no subject of their own.
_USUAL = frozenset(
    (
        *("thi dua", "khen thuong", "hoi dong", "cong tac", "phong trao", "danh hieu", "hinh thuc", "tap the"),
        *("ca nhan", "ke hoach", "to chuc", "don vi", "co quan", "cong chuc", "vien chuc", "thuc hien", "trien khai"),
        *("thanh tich", "xay dung", "bao cao", "de nghi", "ho so", "dang ky", "tong hop", "hoi nghi", "nhiem vu"),
        *("noi dung", "danh gia", "binh xet", "so cong", "cong thuong", "thanh pho", "quyet dinh", "can bo"),
        *("nguoi lao", "lao dong", "kinh te", "cac so", "cac phong", "cac don", "dau nam", "cuoi nam", "trong nam"),
        *("phan loai", "chuyen mon"),
    )
)


class Councils:
    """A department's councils, as their meetings are recognised in a plan whoever is to prepare them."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._councils = {unit.id: unit for unit in units if unit.kind is UnitKind.COUNCIL}
        self._names = UnitNames(self._councils.values())

    def meeting_in(self, task: Task) -> tuple[Unit, ...]:
        """The councils that a task's title says are to meet; none where it is no meeting, or somebody else's."""
        if task.kind not in MEETINGS or not self._councils:
            return ()
        title = " ".join(normalize("NFC", task.title).casefold().split())
        if found := _MEETS.search(title):
            return self._named_in(words(found["rest"]).split())
        named = _THEY_MEET.search(title)
        council = self._names.find(words(named["name"])) if named is not None else None
        return () if council is None else (council,)

    def _named_in(self, said: list[str]) -> tuple[Unit, ...]:
        """The councils at the beginning of these words, one beside the other; none where they are somebody else's."""
        found: list[Unit] = []
        while (first := self._first_in(said)) is not None:
            council, length = first
            found.append(council)
            said = said[length:]
            if _ELSEWHERE.match(" ".join(said)):
                return ()
            said = said[1:] if said[:1] == ["va"] else said
            if not said or not said[0].startswith(_COUNCIL):
                break
        return tuple(found)

    def _first_in(self, said: list[str]) -> tuple[Unit, int] | None:
        """The council that these words begin with by its longest name, and of how many words that is."""
        for length in range(min(len(said), _LONGEST_NAME), 0, -1):
            council = self._names.find(" ".join(said[:length]))
            if council is not None:
                return council, length
        return None


def preparing(plan: Plan, meeting: Task) -> tuple[Task, ...]:
    """The deadlines whose outcome a meeting needs, by their day: what is handed in before it on the same subject.

    A subject is a pair of words of the titles that few tasks of the plan share ("sáng kiến", "sơ kết"). Both days must
    be set, and the deadline over before the meeting's time begins.
    """
    deadline = meeting.deadline
    if meeting.kind not in MEETINGS or meeting.withdrawn or deadline.kind is DeadlineKind.UNSET:
        return ()
    told = _subjects(meeting) - _usual_in(tuple((task.title, task.opens) for task in plan.tasks))
    if not told:
        return ()
    found = [task for task in plan.tasks if _may_prepare(task, deadline.start) and not told.isdisjoint(_subjects(task))]
    return tuple(sorted(found, key=lambda task: task.deadline.end))


def _may_prepare(task: Task, beginning: date) -> bool:
    """Whether something is handed in that is sure to be over before a meeting's time begins."""
    deadline = task.deadline
    is_set = deadline.kind is not DeadlineKind.UNSET and deadline.end < beginning
    return is_set and task.kind in PREPARING and not task.withdrawn


@lru_cache(maxsize=64)
def _usual_in(tasks: tuple[tuple[str, Opens | None], ...]) -> frozenset[str]:
    """The subjects of so many of a plan's tasks that they tell nothing apart."""
    most = max(SHARED_BY, len(tasks) // SHARED_BY_ONE_OF)
    counted = Counter(subject for title, opens in tasks for subject in _about(title, opens))
    return frozenset(subject for subject, times in counted.items() if times > most)


def _subjects(task: Task) -> frozenset[str]:
    return _about(task.title, task.opens)


@lru_cache(maxsize=4096)
def _about(title: str, opens: Opens | None) -> frozenset[str]:
    """What a task is about, as pairs of words; what it opens counts though its title may not say so."""
    parts = re.split(r"[,;:.()\n]", _AMONG_WHOM.sub("", normalize("NFC", title)))
    pairs = frozenset(pair for part in parts for pair in _neighbours(words(part).split()))
    return pairs | {"sang kien"} if opens is Opens.INNOVATION else pairs


def _neighbours(said: list[str]) -> Iterator[str]:
    """Words side by side; the usual pairs stand between what is left, so no pair is made across them."""
    at = 0
    while at < len(said) - 1:
        one, other = said[at : at + 2]
        usual = f"{one} {other}" in _USUAL
        before_usual = " ".join(said[at + 1 : at + 3]) in _USUAL
        if not usual and not before_usual and one.isalpha() and other.isalpha():
            yield f"{one} {other}"
        at += 2 if usual else 1
