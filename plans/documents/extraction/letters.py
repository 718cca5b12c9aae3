"""Later papers that move a deadline: only what is moved is a task, under the name of the work and not of the moving."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from plans.documents.extraction.actors import actors
from plans.documents.extraction.passages import Passage
from plans.documents.extraction.task_kinds import task_kind
from plans.documents.extraction.titles import is_empty, tidied, without_actor
from plans.planning.draft import DraftTask

#: With their marks: without them "hoãn" is "hoàn", "đổi" is "đội".
_MOVING = re.compile(
    r"(?i)\b(?:điều chỉnh|gia hạn|lùi|dời|hoãn|thay đổi|kéo dài|rút ngắn|chuyển|thay thế|sửa đổi"
    r"|thời (?:hạn|gian) mới|đổi (?:lịch|ngày|thời))\b"
)
_TOLD_BEFORE = re.compile(
    r"(?i)\b(?:tại|theo|đã ban hành|căn cứ|thực hiện) (?:kế hoạch|công văn|thông báo|văn bản|quyết định|hướng dẫn)\b"
    r"|\b(?:trước đây|đã yêu cầu|đã đề nghị|quy định cũ)\b|^(?:theo đó,|trong đó,?) thời (?:gian|hạn)\b"
)
_UNCHANGED = re.compile(r"(?i)\b(?:giữ nguyên|không thay đổi|các nội dung khác|vẫn thực hiện)\b")
_OF_MOVING = re.compile(
    r"(?i)(?:.*?\b)?(?:điều chỉnh|gia hạn|lùi|dời|hoãn|thay đổi|kéo dài|rút ngắn|chuyển|sửa đổi|thay thế|đổi)"
    r"(?: (?:thêm|lại|về|việc|mốc|các|một số))*(?: (?:thời gian|thời hạn|thời điểm|hạn|lịch|ngày|tiến độ))*"
    r"(?: (?:hoàn thành việc|hoàn thành|thực hiện việc|thực hiện|của việc|của|đối với việc|đối với|cho việc|để|cho))? "
)
#: "… điều chỉnh từ tháng 11/2026 thành", "… (thay cho ngày 08/10/2026 nêu tại …)" behind the work.
_MOVED_BEHIND = re.compile(
    r"(?i)[\s,;:(]*(?:được )?(?:(?:điều chỉnh|lùi|dời|chuyển|đổi|gia hạn|kéo dài|thay đổi) )?(?:từ|thay cho"
    r"|thay vì)\b[^;]*\d[^;]*$"
)
_ANNOUNCES_MOVE = re.compile(
    r"(?i)^.{0,60}\b(?:gia hạn|lùi|điều chỉnh|kéo dài|thay đổi|dời|hoãn)\b.{0,40}"
    r"\b(?:thời gian|thời hạn|hạn|lịch|ngày|cuộc thi)\b"
)
_OPENING = 4
_TIME_OF = re.compile(r"(?i)^(?:thời gian|thời hạn|thời điểm|hạn|lịch|ngày)\s+")


def announces_moves(passages: Iterable[Passage]) -> bool:
    """Whether the first lines of a paper say that it moves deadlines ("Gia hạn cuộc thi …")."""
    first = [passage.text for passage in islice(passages, _OPENING)]
    return any(_ANNOUNCES_MOVE.search(text) for text in first)


def settled_moves(tasks: Iterable[DraftTask]) -> tuple[DraftTask, ...]:
    """The tasks of a paper that moves deadlines, without the deadlines that no longer hold; of others all of them.

    An old deadline told in one sentence is replaced by the new one told in the next.
    """
    kept: list[DraftTask] = []
    old: DraftTask | None = None
    moves = False
    for task in tasks:
        said = task.source.quote
        moving = _MOVING.search(said) is not None
        if task.replaces is None and old is not None and moving:
            task = replace(task, replaces=old.deadline, lead=task.lead or old.lead)
            task = replace(task, title=old.title if is_empty(_work(task.title)) else task.title)
            old = None
        if task.replaces is not None:
            moves = True
            kept.append(_named_by_work(task))
        elif not moving and _TOLD_BEFORE.search(said):
            old = task
            kept.append(task)
        elif not _UNCHANGED.search(said):
            kept.append(task)
    if not moves:
        return tuple(kept)
    gone = {(task.replaces.kind, task.replaces.date) for task in kept if task.replaces}
    return tuple(
        task
        for task in kept
        if task.replaces
        or not (_TOLD_BEFORE.search(task.source.quote) or (task.deadline.kind, task.deadline.date) in gone)
    )


def _named_by_work(task: DraftTask) -> DraftTask:
    """A moved task under the name of its work, with whom the work names."""
    work = _work(task.title)
    lead, cooperating = (task.lead, task.cooperating) if task.lead else actors(work)
    title = without_actor(work, lead)
    kind, opens = task_kind(title)
    return replace(task, title=title, lead=lead, cooperating=cooperating, kind=kind, opens=opens)


def _work(title: str) -> str:
    """What is to be done, without "điều chỉnh thời hạn …"."""
    rest = _MOVED_BEHIND.sub("", title)
    match = _OF_MOVING.match(rest)
    rest = tidied(rest[match.end() :] if match else _TIME_OF.sub("", rest))
    return title if is_empty(rest) else rest
