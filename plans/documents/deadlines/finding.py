"""The deadlines that a Vietnamese office paper names, each with its place in the text.

First everything that names a time is spanned (`spans`), then the words around each decide whether it is a deadline, of
which kind, and whether it takes another's place. Nothing here is guessed silently: doubt is a `Problem`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from unicodedata import normalize

from plans.documents.deadlines.candidates import Candidate, find_candidates, joined_spans
from plans.documents.deadlines.cues import ALL_YEAR, NOT_SET, Cue, Role
from plans.documents.deadlines.dating import dated, weekday_problem, with_year
from plans.documents.deadlines.exclusions import is_anniversary
from plans.documents.deadlines.folding import Folded, fold
from plans.documents.deadlines.judging import is_deadline
from plans.documents.deadlines.spans import Grain, Span, find_spans
from plans.documents.deadlines.years import PlanYears
from plans.model.plan import DeadlineKind
from plans.planning.draft import DraftDeadline
from plans.problems import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline at `start` to `end` of the text, its deadline word included.

    `sure` is false where another reading is possible; `problems` (codes ``deadline.…``) say what to look at.
    `replaces` is the deadline that this one takes the place of; the old one is not found by itself.
    """

    start: int
    end: int
    deadline: DraftDeadline
    sure: bool = True
    problems: tuple[Problem, ...] = ()
    replaces: DraftDeadline | None = None


_DIGIT = re.compile("[0-9]")
#: The words that make a deadline without a figure ("trong quý II", "cuối năm"), as they may be typed.
_WORDS = tuple(
    {
        case(normalize(form, word))
        for word in ("quý", "quí", "quy", "cuối", "cuoi", "hết", "het")
        for form in ("NFC", "NFD")
        for case in (str.lower, str.capitalize, str.upper)
    }
)
_LETTER = re.compile(r"\w")
_BESIDE = re.compile(r"[^.;:\d]{0,24}")
_FINISHED = re.compile(r"(?:,? va|,) (?:hoan thanh|ket thuc|xong)[ ,]{0,2}")
_AT_LAST = re.compile(r"[ ,(;-]{0,4}(?:cham nhat|muon nhat|tre nhat|khong qua|khong muon hon)[^.;\d]{0,24}\d")
#: "Tháng 6/2020, các đơn vị tổ chức …, hoàn thành trước 30/6": one task, whose month only frames its day.
_DONE_BY = re.compile(r"[^.;]{0,260}\b(?:hoan thanh|xong|hoan tat)[ ,:]{0,3}")
#: How far from a deadline the one may stand that it takes the place of.
_NEAR = 240


def find_deadlines(
    text: str, years: PlanYears | None, *, slot: bool = False, default: DraftDeadline | None = None
) -> tuple[Found, ...]:
    """Every deadline in a text, in its order.

    `slot` says that the text is a time column or what stands after "Thời gian hoàn thành:": there bare days, months
    and quarters count, and "theo kế hoạch của Cụm" is a deadline not yet set. `default` is the heading's period
    ("Tháng 9"): it gives "trước ngày 15" its month. Without `years` a day without a year stays ``--06-15``, with a
    problem.
    """
    if not slot and not _DIGIT.search(text) and not any(word in text for word in _WORDS):
        return ()
    folded = fold(text)
    candidates = find_candidates(folded.text, default, bare=slot)
    found = list(_found(candidates, folded, years, slot))
    if slot and not found:
        return _not_dated(folded, years)
    return tuple(_most_precise(found, text, slot))


def heading_period(text: str, years: PlanYears | None) -> DraftDeadline | None:
    """The period that a heading names ("QUÝ I", "2. Nhiệm vụ quý II", "Tuần 2 (từ 8/9 đến 12/9)"), else None."""
    if len(text) > _LONGEST_HEADING:
        return None
    folded = fold(text)
    chosen = [span for span in joined_spans(find_spans(folded.text), folded.text) if _heads(span, folded.text)]
    if not chosen:
        return None
    weeks = [span for span in chosen if span.last is not None and span.first.grain is Grain.DAY]
    span = weeks[0] if weeks else chosen[0]
    read = dated(with_year(span, years), Role.WITHIN)
    if read.date is None:
        return None
    return DraftDeadline(read.kind, read.date, folded.wording(span.start, span.end))


_LONGEST_HEADING, _LONGEST_AFTER_PERIOD = 160, 30
_BRACKETS = re.compile(r"\([^()]*\)?")
_WORDS_OF_HEADINGS = (
    r"(?:nhiem vu|cong viec|cong tac|noi dung|hoat dong|[tT]rong tam|chuong trinh|ke hoach|trong|thoi gian|"
    r"lich|giai doan|dot|"
    r"thuc hien|trien khai|thang|va|cua|cac|chu yeu|thi dua|khen thuong|cu the|tuan|le|thu|phan|cho|tu|"
    r"ngay|hoc ky|i{1,3}|iv|"
    r"mot|nhat|hai|ba|bon)"
)
_HEADING_BEFORE = re.compile(rf"^[\W\d_]*(?:(?:[ivx]{{1,5}}|[a-z])[.)/: -]+)?(?:{_WORDS_OF_HEADINGS}\b[\W\d_]*)*$")


def _heads(span: Span, folded: str) -> bool:
    """Whether nothing but words of headings stands before the period, and little after it."""
    if span.first.grain is Grain.YEAR and not span.part:
        return False
    if span.first.grain is Grain.DAY and (span.last is None or is_anniversary(span)):
        return False
    after = _BRACKETS.sub("", folded[span.end :]).strip()
    return len(after) <= _LONGEST_AFTER_PERIOD and bool(_HEADING_BEFORE.match(folded[: span.start]))


# ------------------------------------------------------------ from candidates to deadlines


def _found(candidates: list[Candidate], folded: Folded, years: PlanYears | None, slot: bool) -> Iterable[Found]:
    """The candidates that are deadlines; an old one goes to the new one that it belongs to."""
    kept = [one for one in candidates if one.old or is_deadline(one, folded.text, years, slot=slot)]
    takers = ((old, _taking_over(kept, old, folded.text)) for old in range(len(kept)))
    replaced = {taker: kept[old] for old, taker in takers if taker is not None}
    for index, candidate in enumerate(kept):
        if candidate.old:
            continue
        new = _deadline(candidate, folded, years)
        yield _in_place_of(new, replaced[index], folded, years) if index in replaced else new


def _taking_over(kept: list[Candidate], old: int, folded: str) -> int | None:
    """Which deadline takes the place of an old one: that of the same sentence, else the nearer one."""
    if not kept[old].old:
        return None
    gaps: list[tuple[bool, int, int]] = []
    for at in (old - 1, old + 1):
        if 0 <= at < len(kept) and not kept[at].old:
            first, last = sorted((kept[old].span, kept[at].span), key=lambda span: span.start)
            if last.start - first.start < _NEAR:
                gaps.append((". " in folded[first.end : last.start], last.start - first.end, at))
    return min(gaps)[2] if gaps else None


def _in_place_of(new: Found, old: Candidate, folded: Folded, years: PlanYears | None) -> Found:
    """A deadline with the one that it takes the place of; one of them that is "by" makes the other so."""
    if old.role not in {Role.BEFORE, Role.UNTIL}:
        role = Role.UNTIL if new.deadline.kind is DeadlineKind.BY else Role.AT
        old = replace(old, cue=Cue(role, old.cue.start))
    replaced = _deadline(old, folded, years).deadline
    if new.deadline.kind is DeadlineKind.ON and replaced.kind is DeadlineKind.BY:
        new = replace(new, deadline=replace(new.deadline, kind=DeadlineKind.BY))
    return replace(new, replaces=replaced)


def _deadline(candidate: Candidate, folded: Folded, years: PlanYears | None) -> Found:
    """The deadline a candidate comes to, with all that is doubtful in it."""
    span = with_year(candidate.span, years)
    read = dated(span, candidate.role)
    start = min(candidate.cue.start, span.start)
    opened = folded.text.count("(", start, span.end) > folded.text.count(")", start, span.end)
    end = span.end + (opened and folded.text.startswith(")", span.end))
    first, last = folded.origins(start, end)
    problems = list(read.problems)
    if problem := weekday_problem(span, read.date):
        problems.append(problem)
    if span.short_year:
        problems.append(Problem("deadline.short_year", {"year": str(span.first.year)}))
    if folded.is_noisy(start, span.end):
        problems.append(
            Problem(
                "deadline.noise",
                {"written": folded.wording(start, span.end), "read": folded.text[span.start : span.end]},
            )
        )
    hour = span.hour if read.kind in {DeadlineKind.BY, DeadlineKind.ON} else None
    before = read.before and hour is None
    deadline = DraftDeadline(read.kind, read.date, folded.wording(start, end), before, hour)
    return Found(first, last, deadline, read.sure and not problems, tuple(problems))


# ------------------------------------------------------------ slots


def _not_dated(folded: Folded, years: PlanYears | None) -> tuple[Found, ...]:
    """A slot without a time: all the year, or not set."""
    if not _LETTER.search(folded.text):
        return ()
    start, end = len(folded.original) - len(folded.original.lstrip()), len(folded.original.rstrip())
    wording = folded.wording(0, len(folded.text)).strip()
    if ALL_YEAR.search(folded.text):
        year = None if years is None else years.first
        if years is not None and years.school:
            return (Found(start, end, DraftDeadline(DeadlineKind.RANGE, f"{year}-09/{years.last}-05", wording)),)
        kind = DeadlineKind.UNSET if year is None else DeadlineKind.YEAR
        return (Found(start, end, DraftDeadline(kind, None if year is None else str(year), wording)),)
    if NOT_SET.search(folded.text):
        return (Found(start, end, DraftDeadline(DeadlineKind.UNSET, None, wording)),)
    return ()


def _most_precise(found: list[Found], text: str, slot: bool) -> Iterable[Found]:
    """Without the period that only frames a day beside it: "tháng 12/2024 (trước ngày 20/12/2024)"."""
    for index, one in enumerate(found):
        beside = found[max(0, index - 1) : index] + found[index + 1 : index + 2]
        if not any(_frames(one, other, text, slot) for other in beside):
            yield one


def _frames(period: Found, other: Found, text: str, slot: bool) -> bool:
    """Whether one of two deadlines beside each other is the month, quarter or year of the other's day."""
    if (period.deadline.date or "").endswith("/.."):
        return _is_finished_by(period, other, text)
    if period.deadline.kind not in {DeadlineKind.MONTH, DeadlineKind.QUARTER, DeadlineKind.YEAR}:
        return False
    if _is_outdone(period, other, text):
        return True
    if not _contains(period.deadline.date or "", other.deadline.date or ""):
        return False
    between = text[min(period.end, other.end) : max(period.start, other.start)]
    return slot or bool(
        _BESIDE.fullmatch(between) or (period.start < other.start and _DONE_BY.fullmatch(fold(between).text))
    )


def _is_finished_by(begun: Found, other: Found, text: str) -> bool:
    """Whether a day ends what has no end: "triển khai từ tháng 9/2025 và hoàn thành trước ngày 15/10/2025"."""
    between = fold(text[begun.end : other.start]).text
    return other.deadline.kind is DeadlineKind.BY and begun.end <= other.start and bool(_FINISHED.fullmatch(between))


def _is_outdone(period: Found, other: Found, text: str) -> bool:
    """Whether a later day ends a period at once: "trong tháng 11, chậm nhất ngày 10/12"."""
    if other.deadline.kind is not DeadlineKind.BY or other.start < period.end or other.deadline.date is None:
        return False
    later = other.deadline.date > (period.deadline.date or "") and other.deadline.date[0] != "-"
    return later and bool(_AT_LAST.match(fold(text[period.end : other.end]).text))


def _contains(period: str, day: str) -> bool:
    """Whether a day or several, as the draft writes them, lie in a month, quarter or year."""
    first, _, last = day.partition("/")
    if last:
        return _contains(period, first) and _contains(period, last)
    if len(day) != len("2024-06-15") or not period:
        return False
    year, _, quarter = period.partition("-Q")
    if quarter:
        return day.startswith(f"{year}-") and (int(day[5:7]) + 2) // 3 == int(quarter)
    return day.startswith(f"{period}-")
