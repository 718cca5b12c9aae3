"""Tasks with label lines: "Thời gian hoàn thành: …", "Trách nhiệm thực hiện: …", beneath the task or in its line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plans.documents.deadlines.finding import Found
from plans.documents.extraction.acting import is_body, named_behind, names_first
from plans.documents.extraction.context import NO_UNITS, Context, Scope, Units, made, unset, until
from plans.documents.extraction.items import Item
from plans.documents.extraction.labels import Label, Role, labels_of
from plans.documents.extraction.passages import Passage
from plans.documents.extraction.prose import prose_tasks
from plans.documents.extraction.responsible import read_responsible
from plans.documents.extraction.titles import is_empty, tidied
from plans.documents.extraction.wording import plain
from plans.planning.draft import DraftTask

_DURATION = re.compile(
    r"[\s.]*(?:khoang |toi da )?\d+(?:[,.]\d+)? ?(?:phut|tiet|buoi|gio|ngay(?: lam viec)?|tuan|thang)\b(?:/\w+)?[\s.]*$"
)
_QUALIFIER = re.compile(r"(?:^|[;.,\n+*•-]|\bva )\s*(?P<name>[^;.\n:]{2,80}?)\s*[:(-]?\s*$")
_BEHIND = re.compile(r"\s*\((?:(?:áp dụng )?(?:đối với|cho|với) )?(?P<name>[^()\d][^()]{2,80})\)")
_DUE = re.compile(
    r"(?:thoi gian|thoi han|han|thoi diem|han cuoi|han chot|ngay)(?: du kien)? (?P<what>(?:gui|nop|bao cao|dang ky|nhan"
    r"|trinh|xet|cong bo|kiem tra|so ket|tong ket|hop|ban hanh|giai quyet|cham|thi|trao|tiep nhan|phat dong|nghiem thu"
    r"|niem yet|binh chon|lay y kien|boc tham|to chuc \w+)\b.*)"
)
_NO_NAME = re.compile(
    r"(?:tu|dip|nhan dip|truoc|vao|trong|den|va|cham nhat|thoi gian|ngay|du kien|hoan thanh|xong|sang|chieu)\b[\s:]*$"
    r"|^(?:thang|quy) (?:\d{1,2}|[ivx]{1,3})(?:/\d{4})?$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a label says, and where; `name` is the label itself."""

    role: Role
    passage: Passage
    start: int
    end: int
    name: str = ""

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.passage.text[self.start : self.end]


def said_by(item: Item, given: Sequence[Item]) -> tuple[Said, ...]:
    """What the labels on a paragraph's own line and the label lines `given` with it say.

    A label with nothing behind it is answered by what stands beneath it or comes next.
    """
    said = [one for one in ([] if item.is_label else _within(item)) if one.text.strip(" .;:")]
    for number, line in enumerate(given):
        if not line.is_label:
            continue
        answers = [below for below in line.children or given[number + 1 : number + 2] if not below.is_label]
        for one in _within(line):
            if one.text.strip(" .;:"):
                said.append(one)
            else:
                said += [Said(one.role, below.passage, below.mark.start, len(below.passage.text)) for below in answers]
        said += said_by(line, [child for child in line.children if child.is_label])
    return tuple(said)


def _within(item: Item) -> Iterator[Said]:
    start = item.mark.start
    for label in labels_of(item.text):
        yield Said(label.role, item.passage, start + label.content, start + _content_end(item.text, label), label.name)


def _content_end(text: str, label: Label) -> int:
    return label.content + len(text[label.content : label.end].rstrip(" \t;,-–+*•("))


def units_said(said: Sequence[Said]) -> Units:
    """Who leads and who cooperates, as the labels say."""
    lead: list[str] = []
    cooperating: list[str] = []
    for one in said:
        if one.role is Role.LEAD:
            first, second = read_responsible(one.text.strip())
            lead += first
            cooperating += second
        elif one.role is Role.COOPERATE:
            first, second = read_responsible(one.text.strip())
            cooperating += (*first, *second)
    return tuple(dict.fromkeys(lead)), tuple(body for body in dict.fromkeys(cooperating) if body not in lead)


def labelled_tasks(
    context: Context, scope: Scope, item: Item, title: str, said: Sequence[Said], units: Units
) -> Iterator[DraftTask]:
    """The tasks whose times the labels say."""
    for time in (one for one in said if one.role is Role.TIME and one.text.strip(" .;:")):
        named_by_label = what_is_due(time.name)
        full = f"{title}: {named_by_label}" if named_by_label and named_by_label not in title.lower() else title
        yield from times_of(context, scope, time, full, units, item.mark.number)


def what_is_due(label: str) -> str:
    """What a label of time names beside the time ("Thời hạn nộp hồ sơ" → "nộp hồ sơ")."""
    match = _DUE.match(plain(label))
    return label[match.start("what") :].lower() if match else ""


def times_of(
    context: Context, scope: Scope, time: Said, title: str, units: Units, number: str = ""
) -> Iterator[DraftTask]:
    """A task for every deadline in the words of a label of time; open ones are tasks too, durations aren't."""
    stop = _first_sentence(time)
    text = time.passage.text[time.start : stop]
    found = context.slot(text, scope.period)
    if units == NO_UNITS and found and names_first(text.lstrip(), 0) and not is_body(text[: found[0].start].strip()):
        told = list(
            prose_tasks(context, replace(scope, fills=False), time.passage, (time.start, time.end), units, number)
        )
        if told:
            yield from told
            return
    units = units if units != NO_UNITS or not found else named_behind(text[found[-1].end :])
    if not found and not _DURATION.match(plain(text)) and not is_empty(text):
        yield made(scope, time.passage, (time.start, stop), title, unset(text.strip(" .;")), units, number)
    for one, name in named(text, found):
        span = time.start + one.start, time.start + one.end
        full = f"{title}: {name}" if name else title
        deadline = until(time.name, one.deadline)
        yield made(scope, time.passage, span, full, deadline, units, number, one.problems, one.replaces)
    if stop < time.end:
        rest = Said(time.role, time.passage, stop, time.end)
        yield from prose_tasks(context, replace(scope, fills=False), rest.passage, (rest.start, rest.end), units)


def _first_sentence(time: Said) -> int:
    """Where the first sentence of a label's words ends; what follows is running text."""
    _, stop = time.passage.sentence(time.start, time.start)
    return min(max(stop, time.start), time.end)


def named(text: str, found: Sequence[Found]) -> Iterator[tuple[Found, str]]:
    """Each deadline with the name that stands before or behind it ("Đợt 1: trước 15/6", "15/6 (báo cáo 6 tháng)")."""
    at = 0
    for one in found:
        before = text[at : one.start]
        name = ""
        if behind := _BEHIND.match(text, one.end):
            name = tidied(behind["name"]) if len(found) > 1 else ""
        elif match := _QUALIFIER.search(before):
            name = "" if _NO_NAME.search(plain(match["name"])) else tidied(match["name"])
        at = one.end
        yield one, name if len(name) > 1 else ""


def without_labels(item: Item) -> str:
    """A paragraph's own words before its first label."""
    labels = labels_of(item.text)
    if not labels:
        return item.text
    if labels[0].role is Role.TITLE and labels[0].start == 0:
        return item.text[labels[0].content : labels[0].end]
    return item.text[: labels[0].start]
