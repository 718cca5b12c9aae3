"""Running text: every deadline of a sentence is a task of its own, with its own part of the sentence as title."""

import re
from collections.abc import Iterator

from plans.documents.extraction.acting import acting_first, beside, is_body, named_behind, names_first, who_acts
from plans.documents.extraction.context import NO_UNITS, Context, Scope, Units, made
from plans.documents.extraction.passages import Passage
from plans.documents.extraction.titles import clause, clauses, is_empty, tidied, without_actor
from plans.documents.extraction.wording import plain
from plans.planning.draft import DraftTask

_BEHIND = re.compile(
    r"\s*\((?:(?:áp dụng |nếu là )?(?:đối với|cho|với) )?(?P<name>(?!thay|nêu|theo|tại|qua|nếu|mẫu|để|kèm"
    r"|thứ|tức|cả|gồm)[^()\d][^()]{3,80})\)"
)
#: "… không đăng ký thì cuối năm không xét" is a rule, no task.
_RULE = re.compile(
    r"\bkhong (?:duoc )?(?:dang ky|tham gia|gui|nop|co)\b.*\bkhong (?:duoc )?(?:xet|xem xet|binh xet|cong nhan|khen)"
)
_FEW = 3
_LONGEST_NAME = 90
_DIGITS = re.compile(r"\d{1,2}[/.]\d|\d{4}")
#: Words before a colon that ask somebody or only announce: no name of the work.
_ASKS = re.compile(
    r"\b(?:de nghi|yeu cau|giao|sau|cu the|luu y|ghi chu|thoi gian|thoi han|noi dung|han|tien do|can cu)\b"
)
_WHOM = re.compile(r"^[\s\-–+•]*(?i:đối với|đề nghị|yêu cầu|giao|riêng)\s+")


def prose_tasks(
    context: Context,
    scope: Scope,
    passage: Passage,
    span: tuple[int, int],
    units: Units = NO_UNITS,
    number: str = "",
) -> Iterator[DraftTask]:
    """The tasks of the running text at `span` of the passage; `units` are known to be meant, else the text says who."""
    start, end = span
    text = passage.text[start:end]
    found = context.prose(text, scope.period)
    name = _name(text)
    base, last = "", 0
    for index, one in enumerate(found):
        first, stop = _sentence(passage, start, text, one.start)
        if _RULE.search(plain(text[first:stop])):
            continue
        follows = last > first
        before = text[max(first, last) : one.start]
        following = found[index + 1].start if index + 1 < len(found) else len(text)
        after = text[one.end : min(stop, following)]
        behind = _named(_BEHIND.match(after))
        title = clause(before, after[behind.end() :] if behind else after, follows)
        if follows and is_empty(before) and base:
            title = base
        base = title if not follows or not is_empty(before) else base
        title = _with_lead_in(text[first : one.start], title)
        above = is_empty(title) and bool(scope.title)
        if is_empty(title):
            title = scope.title or tidied(text) or title
        if behind:
            title = tidied(f"{behind['name']}: {title[:1].lower()}{title[1:]}")
        last = one.end + (behind.end() if behind else 0)
        clause_from, clause_to = _clause(text, first, min(stop, following), one.start, one.end)
        who = units
        if who == NO_UNITS and (scope.units == NO_UNITS or names_first(text, clause_from)):
            who = who_acts(text[:clause_to], first, clause_from)
        if who == NO_UNITS:
            who = named_behind(text[one.end : stop])
        if who == NO_UNITS and above:
            who = acting_first(title)
        if who == NO_UNITS:
            who = beside(title, scope.units)
        title = _with_name(name, without_actor(title, who[0]) if not behind else title)
        place = start + one.start, start + one.end
        yield made(scope, passage, place, title, one.deadline, who, number, one.problems, one.replaces)


def _named(behind: re.Match[str] | None) -> re.Match[str] | None:
    """What brackets behind a day say it is for; another day in them is no name."""
    return None if behind is None or _DIGITS.search(behind["name"]) else behind


def _name(text: str) -> str:
    """What a paragraph puts before a colon as the name of the work ("a) Đăng ký tên sáng kiến: các khoa gửi …")."""
    before, colon, _ = text[: _LONGEST_NAME + 1].partition(":")
    name = tidied(before)
    if not colon or is_empty(name) or "." in name or _DIGITS.search(name) or is_body(name) or _ASKS.search(plain(name)):
        return ""
    return name


def _with_name(name: str, title: str) -> str:
    """The title behind the name of the work, unless it says as much itself."""
    said = set(plain(title).split())
    if not name or title.startswith(name) or sum(word in said for word in plain(name).split()) * 2 > len(name.split()):
        return title
    return tidied(f"{name}: {title[:1].lower()}{title[1:]}" if not is_empty(title) else name)


def _with_lead_in(before: str, title: str) -> str:
    """A title of few words with what stands before the colon: "Gửi báo cáo: sơ kết trước 15/6; tổng kết trước …"."""
    parts = clauses(before)
    lead_in = parts[0] if len(parts) > 1 and before[len(parts[0]) :].startswith(":") else ""
    if len(title.split()) > _FEW or is_empty(lead_in) or is_body(lead_in) or title in lead_in:
        return title
    return tidied(f"{lead_in}: {title[:1].lower()}{title[1:]}")


def _clause(text: str, first: int, stop: int, start: int, end: int) -> tuple[int, int]:
    """Where the clause of a deadline begins and ends: between semicolons, or behind a colon."""
    before = max(text.rfind("; ", first, start), text.rfind(": ", first, start))
    after = text.find(";", end, stop)
    begin = before + 2 if before >= 0 else first
    if not names_first(text, begin) or (text[begin - 2] == ";" and _only_bodies(text[first:begin])):
        begin = first
    return begin, after if after >= 0 else stop


def _only_bodies(text: str) -> bool:
    """Whether a stretch only begins a list of bodies ("Đối với Thanh tra bộ; Thanh tra tỉnh;")."""
    parts = [part for part in re.split(r"[;:]", _WHOM.sub("", text)) if part.strip(" -")]
    return bool(parts) and all(is_body(part.strip(" -")) for part in parts)


def _sentence(passage: Passage, start: int, text: str, at: int) -> tuple[int, int]:
    """The sentence around a place of `text`, which begins at `start` of the passage."""
    first, stop = passage.sentence(start + at)
    return max(first - start, 0), min(stop - start, len(text))
