"""Running text: every deadline of a sentence is a task of its own, with its own part of the sentence as title."""

import re
from collections.abc import Iterator

from plans.documents.extraction.context import NO_UNITS, Context, Scope, Units, made
from plans.documents.extraction.passages import Passage
from plans.documents.extraction.actors import actors
from plans.documents.extraction.titles import clause, is_empty, tidied
from plans.documents.extraction.wording import plain
from plans.draft import DraftTask

_BEHIND = re.compile(r"\s*\((?:(?:áp dụng |nếu là )?(?:đối với|cho|với) )?(?P<name>[^()\d][^()]{3,80})\)")
#: "… không đăng ký thì cuối năm không xét" is a rule, no task.
_RULE = re.compile(r"\bkhong (?:duoc )?(?:dang ky|tham gia|gui|nop|co)\b.*\bkhong (?:duoc )?(?:xet|xem xet|binh xet|cong nhan|khen)")


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
    base, last = "", 0
    for index, one in enumerate(found):
        first, stop = _sentence(passage, start, text, one.start)
        if _RULE.search(plain(text[first:stop])):
            continue
        follows = last > first
        before = text[max(first, last) : one.start]
        following = found[index + 1].start if index + 1 < len(found) else len(text)
        after = text[one.end : min(stop, following)]
        behind = _BEHIND.match(after)
        title = clause(before, after[behind.end() :] if behind else after, follows)
        if follows and is_empty(before) and base:
            title = base
        base = title if not follows or not is_empty(before) else base
        if is_empty(title):
            title = scope.title or tidied(text) or title
        if behind:
            title = tidied(f"{behind['name']}: {title[:1].lower()}{title[1:]}")
        last = one.end + (behind.end() if behind else 0)
        who = units if units != NO_UNITS else who_acts(text[:stop], first)
        place = start + one.start, start + one.end
        yield made(scope, passage, place, title, one.deadline, who, number, one.problems, one.replaces)


def _sentence(passage: Passage, start: int, text: str, at: int) -> tuple[int, int]:
    """The sentence around a place of `text`, which begins at `start` of the passage."""
    first, stop = passage.sentence(start + at)
    return max(first - start, 0), min(stop - start, len(text))


def who_acts(text: str, sentence: int) -> Units:
    """Who is told to act in the sentence that begins there, else in the sentences before it, nearest first."""
    found = actors(text[sentence:])
    while found == NO_UNITS and sentence > 0:
        head = text[:sentence].rstrip()
        earlier = max(head.rfind(". ", 0, len(head) - 1), head.rfind("; ", 0, len(head) - 1))
        sentence = earlier + 2 if earlier >= 0 else 0
        found = actors(head[sentence:])
    return found
