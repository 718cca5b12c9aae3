"""Later papers that move a deadline: only what is moved is a task, under the name of the work and not of the moving."""

import re
from collections.abc import Iterable
from dataclasses import replace

from plans.documents.extraction.titles import is_empty, tidied
from plans.documents.extraction.wording import plain
from plans.draft import DraftTask

_MOVING = re.compile(r"\b(?:dieu chinh|gia han|lui|doi|hoan|thay doi|keo dai|rut ngan|chuyen|thay the|sua doi|thoi (?:han|gian) moi)\b")
_TOLD_BEFORE = re.compile(
    r"\b(?:tai|theo|da ban hanh|can cu|thuc hien) (?:ke hoach|cong van|thong bao|van ban|quyet dinh|huong dan)\b|\b(?:truoc day|da yeu cau|da de nghi|quy dinh cu)\b"
)
_UNCHANGED = re.compile(r"\b(?:giu nguyen|khong thay doi|cac noi dung khac|van thuc hien)\b")
_OF_MOVING = re.compile(
    r"(?:.*?\b)?(?:dieu chinh|gia han|lui|doi lich|doi|hoan|thay doi|keo dai|rut ngan|chuyen|sua doi|thay the|xin lui)"
    r"(?: (?:them|lai|ve|viec|moc|cac|mot so))*(?: (?:thoi gian|thoi han|thoi diem|han|lich|ngay|tien do))*"
    r"(?: (?:hoan thanh viec|hoan thanh|thuc hien viec|thuc hien|cua viec|cua|doi voi viec|doi voi|cho viec))? "
)


def settled_moves(tasks: Iterable[DraftTask]) -> tuple[DraftTask, ...]:
    """The tasks of a paper that moves deadlines, without the deadlines that no longer hold; of others all of them.

    An old deadline told in one sentence is replaced by the new one told in the next.
    """
    kept: list[DraftTask] = []
    old: DraftTask | None = None
    moves = False
    for task in tasks:
        said = plain(task.source.quote)
        moving = _MOVING.search(said) is not None
        if task.replaces is None and old is not None and moving:
            task = replace(task, replaces=old.deadline, lead=task.lead or old.lead)  # noqa: PLW2901 - the same task, completed
            task = replace(task, title=old.title if is_empty(_work(task.title)) else task.title)  # noqa: PLW2901
            old = None
        if task.replaces is not None:
            moves = True
            kept.append(replace(task, title=_work(task.title)))
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
        if task.replaces or not (_TOLD_BEFORE.search(plain(task.source.quote)) or (task.deadline.kind, task.deadline.date) in gone)
    )


def _work(title: str) -> str:
    """What is to be done, without "điều chỉnh thời hạn …"."""
    match = _OF_MOVING.match(plain(title))
    rest = tidied(title[match.end() :]) if match else title
    return title if is_empty(rest) else rest
