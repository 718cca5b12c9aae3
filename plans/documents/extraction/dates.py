"""The deadlines that a Vietnamese office paper names, each with its place in the text.

First everything that names a time is spanned (`spans`), then the words around each decide whether it is a deadline, of
which kind, and whether it takes another's place. Nothing here is guessed silently: doubt is a `Problem`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from plans.documents.extraction.dating import Dated, dated, weekday_problem, with_year
from plans.documents.extraction.deadline_words import (
    ALL_YEAR,
    NOT_SET,
    Cue,
    Role,
    cue_before,
    cycle_before,
    until_by_what_follows,
)
from plans.documents.extraction.exclusions import (
    has_happened,
    is_anniversary,
    is_cited,
    is_condition,
    is_counted,
    is_mentioned,
)
from plans.documents.extraction.folding import Folded, fold
from plans.documents.extraction.moves import is_old, is_range_of_a_move, moved_between
from plans.documents.extraction.spans import Cycle, Grain, Point, Span, find_spans
from plans.documents.extraction.years import PlanYears
from plans.draft import DraftDeadline
from plans.model import DeadlineKind
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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A span with the words before it; `old` marks a time that another takes the place of."""

    span: Span
    cue: Cue
    old: bool = False
    move: bool = False

    @property
    def role(self) -> Role:
        return self.cue.role


#: Only a text with one of these can name a deadline: spares everything else the folding.
_MAYBE = re.compile(
    r"\d|[qQ][uU][yýíiYÝÍI]\W{1,3}[ivlIVL]|(?:[cC][uU][oô]|[hH][eêếEÊẾ])\S{0,4}\s(?:[tT][hH]|[nN][ăaĂA]|[qQ])"
)
_LETTER = re.compile(r"\w")
_WITHIN_CLAUSE = re.compile(r"^[^.;:\d]{0,24}$")
_RANGE = re.compile(r" ?(?:-|(?:cho )?den(?: het| cuoi| khoang)?|toi(?: het)?)(?: ngay)? ?")
_LIST = re.compile(
    r"(?: ?\([^()]{0,80}\))?(?: (?:doi voi|cho|voi) [^.;()\d]{0,60})? ?,? ?(?:(?:va|hoac|;)(?: [^.;:()]{0,50}?)?|,)(?: (?:vao|truoc|den|cham nhat|ngay|la|bao cao nam|bao cao|ca nam))*:? ?"
)
#: Between two times of one list: nothing that ends a sentence.
_SIBLINGS = re.compile(r"(?: ?\([^()]{0,80}\))?[,;]?[^.;\d]{0,70}$")
_TO_BE_DONE = re.compile(
    r"\b(?:thuc hien|trien khai|bat dau|ap dung|to chuc|duy tri|tien hanh|thoi gian|van hanh|hoat dong)(?: [^\W\d]+){0,3} (?:ke )?tu(?: ngay)? ?$"
)
_EVENT = re.compile(
    r"\b(?:to chuc|hop|du kien|dien ra|khai mac|be mac|bat dau|phat dong|hoi nghi|hoi thi|hoi thao|hoi dien|cuoc hop|kiem tra|cham|thi|tham dinh|"
    r"cong bo|trao|sinh hoat|toa dam|ra quan|khai giang|tong ket|so ket|thoi gian|dai hoi|le|gui|nop|trinh|hoan thanh|xong|binh xet|xet|tap huan|ngay hoi|chung ket|vong)\b"
    r"[^.;]{0,60}$"
)


def find_deadlines(
    text: str, years: PlanYears | None, *, slot: bool = False, default: DraftDeadline | None = None
) -> tuple[Found, ...]:
    """Every deadline in a text, in its order.

    `slot` says that the text is a time column or what stands after "Thời gian hoàn thành:": there bare days, months
    and quarters count, and "theo kế hoạch của Cụm" is a deadline not yet set. `default` is the heading's period
    ("Tháng 9"): it gives "trước ngày 15" its month. Without `years` a day without a year stays ``--06-15``.
    """
    if not slot and not _MAYBE.search(text):
        return ()
    folded = fold(text)
    heading = _heading_point(default)
    spans = _joined([_placed(span, heading, folded.text) for span in find_spans(folded.text)], folded.text)
    candidates = _with_moves(_with_cues(spans, folded.text, slot), folded.text)
    found = list(_found(candidates, folded, years, slot))
    if slot and not found:
        return _not_dated(folded, years)
    return tuple(_most_precise(found, text, slot))


def heading_period(text: str, years: PlanYears | None) -> DraftDeadline | None:
    """The period that a heading names ("QUÝ I", "2. Nhiệm vụ quý II", "Tuần 2 (từ 8/9 đến 12/9)"), else None."""
    if len(text) > 160:
        return None
    folded = fold(text)
    spans = _joined(find_spans(folded.text), folded.text)
    chosen = [span for span in spans if _heads(span, folded.text)]
    if not chosen:
        return None
    ranges = [span for span in chosen if span.last is not None and span.first.grain is Grain.DAY]
    span = ranges[0] if ranges else chosen[0]
    read = dated(with_year(span, years), Role.WITHIN)
    if read.date is None:
        return None
    return DraftDeadline(read.kind, read.date, folded.wording(span.start, span.end))


_HEADING_BEFORE = re.compile(
    r"^[\W\d_]*(?:(?:[ivx]{1,5}|[a-z])[.)/: -]+)?(?:(?:cac )?(?:nhiem vu|cong viec|cong tac|noi dung|hoat dong|trong tam|chuong trinh|ke hoach|trong|thoi gian|lich|giai doan|dot|"
    r"thuc hien|trien khai|thang|va|cua|chu yeu|thi dua|khen thuong|cu the|tuan(?: le)?(?: thu)?|thu|phan|cho|tu|ngay|hoc ky|i{1,3}|iv|mot|nhat|hai|ba|bon|\d{1,2})\b[\W\d_]*)*$"
)


def _heads(span: Span, folded: str) -> bool:
    """Whether nothing but words of headings stands before the period."""
    if span.first.grain is Grain.YEAR and not span.part:
        return False
    if span.first.grain is Grain.DAY and (span.last is None or is_anniversary(span)):
        return False
    return bool(_HEADING_BEFORE.match(folded[: span.start]))


# ------------------------------------------------------------ spans side by side


def _heading_point(default: DraftDeadline | None) -> Point | None:
    """The month and year of a heading, for the days under it that name none."""
    found = re.match(r"(\d{4})-(\d\d)(?!\d)|--(\d\d)$|(\d{4})-Q(\d)", default.date or "") if default else None
    if found is None:
        return None
    if found[4]:
        return Point(Grain.QUARTER, int(found[4]), int(found[5]))
    return Point(Grain.MONTH, int(found[1]) if found[1] else None, int(found[2] or found[3]))


def _placed(span: Span, heading: Point | None, folded: str) -> Span:
    """The span with the month or quarter of its heading, or the cycle of its clause, where it names none."""
    point = span.first
    if span.cycle is None and point.year is None and point.grain in {Grain.DAY, Grain.MONTH}:
        cycle = cycle_before(folded, span.start)
        if cycle == "yearly" and point.ordinal is not None and span.last is None:
            return replace(span, cycle=Cycle.YEARLY)
        if cycle == "monthly" and point.ordinal is None and point.day:
            return replace(span, cycle=Cycle.MONTHLY)
    if heading is None or span.cycle is not None or point.ordinal is not None or point.grain is Grain.YEAR:
        return span
    if heading.grain is Grain.MONTH and point.grain in {Grain.DAY, Grain.MONTH} or heading.grain is point.grain:
        last = span.last and replace(span.last, ordinal=heading.ordinal, year=heading.year)
        return replace(span, first=replace(point, ordinal=heading.ordinal, year=heading.year), last=last)
    return span


def _joined(spans: list[Span], folded: str) -> list[Span]:
    """The spans, two that a dash or "đến" joins as one range."""
    joined: list[Span] = []
    for span in spans:
        if joined and (range_ := _range(joined[-1], span, folded)):
            joined[-1] = range_
        else:
            joined.append(span)
    return joined


def _range(first: Span, second: Span, folded: str) -> Span | None:
    if first.last is not None or second.last is not None or first.end > second.start or first.cycle or second.cycle:
        return None
    between = folded[first.end : second.start]
    days = first.first.grain is second.first.grain is Grain.DAY
    if days and between == " va " and _follows(first.first, second.first):
        pass
    elif between in {", ", " va "} and first.part == "cuoi" and second.part == "dau":
        pass
    elif not _RANGE.fullmatch(between) or is_range_of_a_move(folded, first.start, between):
        return None
    first_point, last_point = _first_of(first), _last_of(second)
    if first_point.year is not None and last_point.year is None:
        later = (last_point.ordinal or 12) < (first_point.ordinal or 1)
        last_point = replace(last_point, year=first_point.year + later)
    if first_point.grain is Grain.DAY and first_point.ordinal is None:
        first_point = replace(first_point, ordinal=last_point.ordinal)
    return replace(
        second,
        start=first.start,
        first=first_point,
        last=last_point,
        part="",
        hour=first.hour,
        weekday=first.weekday,
        named=first.named or second.named,
    )


def _follows(first: Point, second: Point) -> bool:
    same_year = first.year is None or first.year == second.year
    return same_year and first.ordinal == second.ordinal and (second.day or 0) - (first.day or 0) == 1


def _first_of(span: Span) -> Point:
    """Where a range begins that begins with this span."""
    if span.first.grain is Grain.MONTH and span.part:
        day = {"giua": 11, "trung tuan": 11, "cuoi": 21, "ha tuan": 21, "nua cuoi": 16}.get(span.part)
        return span.first if day is None else replace(span.first, grain=Grain.DAY, day=day)
    return span.first


def _last_of(span: Span) -> Point:
    """Where a range ends that ends with this span."""
    if span.first.grain is Grain.MONTH and span.part:
        day = {"giua": 20, "trung tuan": 20, "dau": 10, "thuong tuan": 10, "nua dau": 15}.get(span.part)
        return span.first if day is None else replace(span.first, grain=Grain.DAY, day=day)
    return span.first


# ------------------------------------------------------------ what the words around say


def _with_cues(spans: list[Span], folded: str, slot: bool) -> list[_Candidate]:
    """Every span with its role; one that a list joins to the one before inherits that one's role and year."""
    candidates: list[_Candidate] = []
    for span in spans:
        earliest = candidates[-1].span.end if candidates and candidates[-1].span.end <= span.start else 0
        cue = cue_before(folded, earliest, span.start)
        if (
            cue.role is Role.NONE
            and (start := until_by_what_follows(folded, earliest, span.start, span.end)) is not None
        ):
            cue = Cue(Role.UNTIL, start)
        if cue.role is Role.FROM and (span.hour is not None or span.last is not None):
            cue = Cue(Role.AT if span.last is None else Role.WITHIN, cue.start)
        if candidates:
            before = candidates[-1]
            if before.span.start == span.start or _LIST.fullmatch(folded[before.span.end : span.start]):
                if cue.role is Role.NONE and before.span.first.grain is span.first.grain:
                    cue = Cue(before.role, span.start)
            if before.span.start != span.start and _SIBLINGS.match(folded[before.span.end : cue.start]):
                candidates[-1] = replace(before, span=_like_sibling(before.span, span, -1))
                span = _like_sibling(span, before.span, 1)
        if slot or span.named or cue.role is not Role.NONE:
            candidates.append(_Candidate(span, cue))
    return candidates


def _like_sibling(span: Span, sibling: Span, direction: int) -> Span:
    """The span with the year, or the yearly return, of another of the same list, which it stands before (-1) or after."""
    point, other = span.first, sibling.last or sibling.first
    if point.grain is not other.grain or point.year is not None or span.cycle is not None or point.later:
        return span
    if sibling.cycle is Cycle.YEARLY:
        return replace(span, cycle=Cycle.YEARLY)
    if other.year is None or sibling.first.later or point.ordinal is None or other.ordinal is None:
        return span
    runs_over = ((point.ordinal, point.day or 0) < (other.ordinal, other.day or 0)) == (direction > 0)
    year = other.year + direction * runs_over
    last = span.last and replace(span.last, year=year)
    return replace(span, first=replace(point, year=year), last=last)


def _with_moves(candidates: list[_Candidate], folded: str) -> list[_Candidate]:
    """The candidates, those marked that another takes the place of; the new one has at least the old one's role."""
    marked = list(candidates)
    for index, candidate in enumerate(marked):
        earlier = marked[index - 1] if index else None
        earliest = earlier.span.end if earlier else 0
        if is_old(folded, earliest, candidate.cue.start) or is_old(folded, earliest, candidate.span.start):
            marked[index] = replace(candidate, old=True)
        elif earlier and (
            role := moved_between(folded, earlier.cue.start, earlier.span.end, candidate.span.start, earlier.role)
        ):
            marked[index - 1] = replace(earlier, old=True)
            keep = candidate.role in {Role.BEFORE, Role.UNTIL}
            cue = (
                candidate.cue
                if keep
                else Cue(role, candidate.cue.start if candidate.role is not Role.NONE else candidate.span.start)
            )
            marked[index] = replace(candidate, cue=cue, move=True)
    return marked


def _found(candidates: list[_Candidate], folded: Folded, years: PlanYears | None, slot: bool) -> Iterable[Found]:
    """The candidates that are deadlines; an old one goes to the new one nearest to it."""
    kept = [candidate for candidate in candidates if candidate.old or _is_deadline(candidate, folded.text, slot, years)]
    for index, candidate in enumerate(kept):
        if candidate.old:
            continue
        old = next((kept[at] for at in (index + 1, index - 1) if 0 <= at < len(kept) and kept[at].old), None)
        if old is not None and abs(old.span.start - candidate.span.start) > 240:
            old = None
        new = _deadline(candidate, folded, years)
        if old is not None and old.role not in {Role.BEFORE, Role.UNTIL}:
            same = Role.UNTIL if new.deadline.kind is DeadlineKind.BY else Role.AT
            old = replace(old, cue=Cue(same, old.cue.start))
        replaced = None if old is None else _deadline(old, folded, years)
        if replaced and new.deadline.kind is DeadlineKind.ON and replaced.deadline.kind is DeadlineKind.BY:
            new = replace(new, deadline=replace(new.deadline, kind=DeadlineKind.BY))
        yield replace(new, replaces=replaced.deadline if replaced else None)


def _is_deadline(candidate: _Candidate, folded: str, slot: bool, years: PlanYears | None) -> bool:
    """Whether a time is a deadline and not only spoken of."""
    span, role, start = candidate.span, candidate.role, candidate.cue.start
    if role is Role.NONE and is_anniversary(span):
        return False
    if slot:
        return not (role in {Role.NONE, Role.AT, Role.WITHIN} and is_cited(folded, start, role))
    if candidate.move:
        return True
    if role in {Role.BEFORE, Role.UNTIL}:
        return not is_condition(folded, start) and not _is_bare_duration(span)
    if is_mentioned(folded, start, span, role) or is_counted(folded, start) or _is_past(span, years):
        return False
    return _is_named_in_prose(candidate, folded)


def _is_bare_duration(span: Span) -> bool:
    return span.first.grain is Grain.DAY and span.first.ordinal is None and span.cycle is None


def _is_past(span: Span, years: PlanYears | None) -> bool:
    year = (span.last or span.first).year
    return years is not None and year is not None and year < years.first


def _is_named_in_prose(candidate: _Candidate, folded: str) -> bool:
    """A time in running words without a deadline word: only where something is said to happen then."""
    span, role, start = candidate.span, candidate.role, candidate.cue.start
    left = folded[max(0, start - 90) : start]
    if role is Role.FROM:
        return bool(_TO_BE_DONE.search(folded[max(0, start - 90) : span.start]))
    if span.first.grain is Grain.YEAR and not span.part and not (span.last and span.last.grain is Grain.DAY):
        return bool(re.search(r"\b(?:xong|hoan thanh|hoan tat) (?:trong|vao)", folded[start : span.start]))
    if span.last is not None and role is Role.NONE:
        return bool(_EVENT.search(left)) or _opens(left, folded, span)
    if span.first.grain is Grain.DAY:
        if _is_bare_duration(span):
            return role in {Role.WITHIN, Role.AT} and span.cycle is not None
        return role is not Role.NONE or span.hour is not None or bool(_EVENT.search(left)) or _opens(left, folded, span)
    return role in {Role.WITHIN, Role.AT} or _opens(left, folded, span) or bool(span.part and _EVENT.search(left))


def _opens(left: str, folded: str, span: Span) -> bool:
    """Whether the time opens the line of a schedule: "Tháng 9: …", "- Ngày 15/6/2024: …"."""
    return not _LETTER.search(left.rpartition("\n")[2]) and folded[span.end : span.end + 2].lstrip(" )").startswith(
        (":", "-")
    )


def _deadline(candidate: _Candidate, folded: Folded, years: PlanYears | None) -> Found:
    """The deadline a candidate comes to, with all that is doubtful in it."""
    span = with_year(candidate.span, years)
    read: Dated = dated(span, candidate.role)
    start = min(candidate.cue.start, span.start)
    first, last = folded.origins(start, span.end)
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
    before = read.before and span.hour is None
    deadline = DraftDeadline(read.kind, read.date, folded.wording(start, span.end), before, span.hour)
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
        frames = any(
            one.deadline.date
            and other.deadline.date
            and other.deadline.date.startswith(one.deadline.date + "-")
            and (slot or _WITHIN_CLAUSE.match(text[min(one.end, other.end) : max(one.start, other.start)]))
            for at, other in enumerate(found)
            if abs(at - index) == 1
        )
        if not (frames and one.deadline.kind in {DeadlineKind.MONTH, DeadlineKind.YEAR}):
            yield one
