"""What a paper refers to and does not hold, and deadlines that were over before it was signed."""

import re
from collections.abc import Iterable

from plans.documents.deadlines.intervals import interval
from plans.documents.extraction.head import Head
from plans.documents.extraction.passages import Passage
from plans.planning.draft import DraftTask
from plans.problems import Problem

_ORDINAL = r"(?:\s{0,2}(?:số\s{0,2})?(?P<ordinal>\d{1,2}(?:[a-zđ]|\.\d)?|[IVX]{1,5}|[A-ZĐ])(?![\w/%]))?"
_NAMED = re.compile(
    rf"(?<!\w)(?P<what>(?i:phụ lục|biểu mẫu|biểu tổng hợp|biểu|mẫu biểu|mẫu|danh sách|bảng|đề cương|lịch))(?! chốt|"
    rf" chí){_ORDINAL}"
)
_ATTACHED = re.compile(r"(?i:kèm theo|đính kèm|gửi kèm|kèm(?! cặp)|dưới đây|chi tiết tại phụ lục)")
#: An annex of another paper is not ours to hold.
_OF_ANOTHER = re.compile(
    r"(?i:nghị định|thông tư|luật|nghị quyết|(?:quyết định|công văn|hướng dẫn|kế hoạch|quy chế|văn bản|chỉ thị|"
    r"thông báo)\s(?:liên tịch\s)?số|điều lệ)"
)
_OURS = re.compile(r"(?i:kế hoạch này|công văn này|văn bản này|hướng dẫn này|quyết định này|thông báo này|quy chế này)")
_THERE = re.compile(rf"^\W{{0,6}}(?P<what>(?i:phụ lục|biểu mẫu|biểu|mẫu|danh sách|bảng|đề cương|lịch)){_ORDINAL}")
#: "Phụ lục I, II và III".
_MORE = re.compile(r"(?:(?:,|\svà|\s?-)\s?(?:\d{1,2}|[IVX]{1,5})(?!\w)){1,9}")
_REACH = 110


def missing_parts(passages: Iterable[Passage]) -> tuple[Problem, ...]:
    """The annexes and forms that are named as attached and are not in the paper, each once."""
    read = tuple(passages)
    there = [found for passage in read if (found := _heading(passage)) is not None]
    problems: dict[str, Problem] = {}
    for passage in read:
        for named in _NAMED.finditer(passage.text):
            what = _referred(passage.text, named)
            if what is None or _held(named, there, passage):
                continue
            source = passage.source_at(named.start(), named.end())
            problems.setdefault(
                what.lower(), Problem("reading.appendix_missing", {"what": what}, source.line, source.quote)
            )
    return tuple(problems.values())


def _heading(passage: Passage) -> tuple[str, str, Passage] | None:
    """What annex begins there: "PHỤ LỤC I" as a heading, not as the beginning of a sentence."""
    found = _THERE.match(passage.text)
    if found is None or (_ATTACHED.search(passage.text[: found.end() + 40]) and not passage.text[:8].isupper()):
        return None
    if not (passage.text[found.start("what") : found.end("what")].isupper() or len(passage.text) < 160):
        return None
    return found["what"].lower(), (found["ordinal"] or "").upper(), passage


def _referred(text: str, named: re.Match[str]) -> str | None:
    """The annex as it is called, when the sentence says that it is attached."""
    before, behind = text[max(named.start() - 60, 0) : named.start()], text[named.end() : named.end() + _REACH]
    behind = re.split(r"[.;]\s|\)", behind)[0]
    annex = named["what"].lower() == "phụ lục"
    attached = _ATTACHED.search(behind) or (_ATTACHED.search(before[-25:]) is not None)
    pointed = (
        annex and re.search(r"(?i:theo|tại|ở|xem|có|kèm|nêu trong|trong)\s(?:các\s|những\s)?$", before) is not None
    )
    if not (attached or pointed):
        return None
    other = _OF_ANOTHER.search(behind)
    if other and not _OURS.search(behind) and not _ATTACHED.search(behind, other.end()):
        return None
    if not annex and re.search(r"(?i:phụ lục)", behind):
        return None
    more = _MORE.match(text, named.end()) if named["ordinal"] else None
    return " ".join(text[named.start() : more.end() if more else named.end()].split())


def _held(named: re.Match[str], there: list[tuple[str, str, Passage]], passage: Passage) -> bool:
    ordinal = (named["ordinal"] or "").upper()
    kind = named["what"].lower()
    return any(
        other is not passage and kind.split()[0] in what and (not ordinal or not number or ordinal == number)
        for what, number, other in there
    )


def earlier_than_plan(tasks: Iterable[DraftTask], head: Head) -> tuple[Problem, ...]:
    """The deadlines that were over on the day (or in the month) in which the paper was issued, or before its year."""
    if head.issued is not None:
        first = head.issued
    elif head.years is not None:
        first = f"{head.years.first}-01-01"
    else:
        return ()
    return tuple(
        Problem("reading.before_plan", {"day": task.deadline.wording or last}, task.source.line, task.source.quote)
        for task in tasks
        if (last := last_day(task.deadline.date)) is not None and last < first
    )


def last_day(written: str | None) -> str | None:
    """The last day of a draft's date in ISO form; None where it has no year or no end."""
    end = (written or "").rpartition("/")[2]
    if not end or end == ".." or end.startswith("-"):
        return None
    try:
        return interval(end, 0)[1].isoformat()
    except ValueError:  # no such day
        return None
