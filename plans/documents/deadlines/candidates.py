"""Times with what stands beside them: joined to ranges, the word before each, the old one of two that a paper moves."""

import re
from dataclasses import dataclass, replace

from plans.documents.deadlines.cues import Cue, Role, cue_before, cycle_before, until_by_what_follows
from plans.documents.deadlines.exclusions import is_cited
from plans.documents.deadlines.moves import is_old, is_range_of_a_move, moved_between
from plans.documents.deadlines.spans import Cycle, Grain, Point, Span, find_spans
from plans.planning.draft import DraftDeadline


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span with the words before it; `old` marks a time that another takes the place of, `moved` that other."""

    span: Span
    cue: Cue
    old: bool = False
    moved: bool = False

    @property
    def role(self) -> Role:
        return self.cue.role


_RANGE = re.compile(r"\)?,? ?(?:-|(?:cho )?(?:den|toi)(?: het| cuoi| khoang)?)(?: ngay)? ?")
#: "bắt đầu từ ngày A, kết thúc ngày B".
_BEGINNING = re.compile(r"\b(?:bat dau|khai mac|khoi dong|mo|tu)(?: (?:tu|vao|luc|ngay|binh chon|cong))*:? ?$")
_ENDING = re.compile(
    r"[,;]? (?:va )?(?:du kien )?(?:ket thuc|be mac|dong)(?: (?:vao|luc|ngay|cuoi|het|cong|binh chon))*:? ?"
)
_LIST = re.compile(
    r"(?: ?\([^()]{0,80}\))?(?: (?:[dD]oi voi|cho|voi) (?:\d{1,2} thang|[^.;()\d]){0,60})?"
    r" ?,? ?(?:(?:va|hoac|&|;)(?: [^.;:()]{0,50}?)?|,)"
    r"(?: (?:vao|truoc|den|cham nhat|ngay|la|bao cao nam|bao cao|ca nam))*:? ?"
)
#: The same with nothing of its own said of the second.
_BARE_LIST = re.compile(r"(?: ?\([^()]{0,80}\))? ?(?:,|;|va|hoac|&) (?:truoc |den |cham nhat )?(?:ngay )?")
#: Between two times of one list: nothing that ends a sentence.
_SIBLINGS = re.compile(r"(?: ?\([^()]{0,80}\))?[,;]?[^.;\d]{0,70}$")
_HEADING_DATE = re.compile(r"(\d{4})-(\d\d)(?!\d)|--(\d\d)$|(\d{4})-Q(\d)$")


def find_candidates(folded: str, default: DraftDeadline | None, *, bare: bool) -> list[Candidate]:
    """Every time of a folded text with its role. `bare` keeps figures that no word calls a time ("15/6")."""
    heading = _heading_point(default)
    spans = joined_spans([_placed(span, heading, folded) for span in find_spans(folded)], folded)
    return _with_moves(_with_cues(spans, folded, bare), folded)


# ------------------------------------------------------------ spans side by side


def _heading_point(default: DraftDeadline | None) -> Point | None:
    """The month or quarter of a heading, for the times under it that name none."""
    found = _HEADING_DATE.match(default.date or "") if default else None
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
        if cycle == Cycle.YEARLY and point.ordinal is not None and span.last is None:
            return replace(span, cycle=Cycle.YEARLY)
        if cycle == Cycle.MONTHLY and point.ordinal is None and point.day:
            return replace(span, cycle=Cycle.MONTHLY)
    if heading is None or span.cycle is not None or point.ordinal is not None or point.grain is Grain.YEAR:
        return span
    in_month = heading.grain is Grain.MONTH and point.grain in {Grain.DAY, Grain.MONTH}
    if not in_month and heading.grain is not point.grain:
        return span
    last = span.last and replace(span.last, ordinal=heading.ordinal, year=heading.year)
    return replace(span, first=replace(point, ordinal=heading.ordinal, year=heading.year), last=last)


def joined_spans(spans: list[Span], folded: str) -> list[Span]:
    """The spans, two that a dash or "đến" joins as one range."""
    joined: list[Span] = []
    for span in spans:
        whole = _range(joined[-1], span, folded) if joined else None
        if whole is None:
            joined.append(span)
        else:
            joined[-1] = whole
    return joined


def _range(first: Span, second: Span, folded: str) -> Span | None:
    if first.last is not None or second.last is not None or first.end > second.start or first.cycle:
        return None
    if second.cycle not in {None, Cycle.YEARLY}:
        return None
    if not _makes_range(first, second, folded):
        return None
    turn = (first.part, second.part) == ("cuoi", "dau") and first.first.grain is second.first.grain
    start, end = (first.first, second.first) if turn else (_first_of(first), _last_of(second))
    if start.year is not None and end.year is None:
        end = replace(end, year=start.year + ((end.ordinal or 12) < (start.ordinal or 1)))
    if start.grain is Grain.DAY and start.ordinal is None:
        start = replace(start, ordinal=end.ordinal)
    named = first.named or second.named
    return replace(
        second, start=first.start, first=start, last=end, part="", hour=None, weekday=first.weekday, named=named
    )


def _makes_range(first: Span, second: Span, folded: str) -> bool:
    """Whether the words between two times make them one: "đến", a dash, "và" between days that follow each other."""
    between = folded[first.end : second.start]
    if between in {", ", " va ", " hoac "} and (first.part, second.part) == ("cuoi", "dau"):
        return True
    if _ENDING.fullmatch(between) and _BEGINNING.search(folded[max(0, first.start - 40) : first.start]):
        return True
    if between == " va " and first.first.grain is second.first.grain is Grain.DAY:
        return _follows(first.first, second.first)
    if not _RANGE.fullmatch(between) or _runs_back(first.first, second.first):
        return False
    return not is_range_of_a_move(folded, first.start, between)


def _runs_back(first: Point, second: Point) -> bool:
    """Whether the second day is a little earlier in the year ("20/11 - ngày 18/11/2025"), so that both stand alone."""
    if first.grain is not Grain.DAY or second.grain is not Grain.DAY or first.year is not None:
        return False
    months = (first.ordinal or second.ordinal or 0) - (second.ordinal or 0)
    return 0 < months < _HALF_A_YEAR or (months == 0 and (first.day or 0) > (second.day or 0))


def _follows(first: Point, second: Point) -> bool:
    same_year = first.year is None or first.year == second.year
    return same_year and first.ordinal == second.ordinal and (second.day or 0) - (first.day or 0) == 1


_HALF_A_YEAR = 6
_FIRST_DAYS = {"giua": 11, "trung tuan": 11, "cuoi": 21, "ha tuan": 21, "nua cuoi": 16}
_LAST_DAYS = {"dau": 10, "thuong tuan": 10, "giua": 20, "trung tuan": 20, "nua dau": 15}


def _first_of(span: Span) -> Point:
    """Where a range begins that begins with this span."""
    day = _FIRST_DAYS.get(span.part) if span.first.grain is Grain.MONTH else None
    return span.first if day is None else replace(span.first, grain=Grain.DAY, day=day)


def _last_of(span: Span) -> Point:
    """Where a range ends that ends with this span."""
    day = _LAST_DAYS.get(span.part) if span.first.grain is Grain.MONTH else None
    return span.first if day is None else replace(span.first, grain=Grain.DAY, day=day)


# ------------------------------------------------------------ the words before


def _with_cues(spans: list[Span], folded: str, bare: bool) -> list[Candidate]:
    """Every span with its role; one that a list joins to the one before inherits that one's role and year."""
    candidates: list[Candidate] = []
    for span in spans:
        before = candidates[-1] if candidates else None
        candidate = Candidate(span, _cue(span, folded, before))
        if before is not None and _says_day_of(before, candidate, folded):
            candidate = replace(candidate, cue=before.cue)
            candidates.pop()
        elif before is not None:
            candidate = _in_period_of(candidates, candidate, folded)
            candidates[-1], candidate = _as_siblings(before, candidate, folded)
        if bare or span.named or candidate.role is not Role.NONE or span.first.year or span.last:
            candidates.append(candidate)
    return candidates


def _cue(span: Span, folded: str, before: Candidate | None) -> Cue:
    earliest = before.span.end if before and before.span.end <= span.start else 0
    cue = cue_before(folded, earliest, span.start)
    if cue.role is Role.NONE and span.first.grain is not Grain.YEAR:
        start = until_by_what_follows(folded, earliest, span.start, span.end)
        return cue if start is None else Cue(Role.UNTIL, start)
    if cue.role is Role.FROM and span.last is not None:
        return Cue(Role.WITHIN, cue.start)
    if cue.role is Role.FROM and span.hour is not None and not folded.startswith("sau", cue.start):
        return Cue(Role.AT, cue.start)
    return cue


_OPENS_BRACKET = re.compile(r" ?\((?:tuc )?(?:la )?(?:ngay )?")


_SENTENCE = re.compile(r"[.;]\s")
_NEIGHBOURS = 4


def _says_day_of(before: Candidate, candidate: Candidate, folded: str) -> bool:
    """Whether a day in brackets says when the period before it ends: "trước khi kết thúc học kỳ I (15/01/2025)"."""
    until = before.role in {Role.BEFORE, Role.UNTIL} and candidate.role is Role.NONE
    days = before.span.first.grain is not Grain.DAY and candidate.span.first.grain is Grain.DAY
    closed = folded[candidate.span.end : candidate.span.end + 1] == ")" and candidate.span.last is None
    return until and days and closed and bool(_OPENS_BRACKET.fullmatch(folded[before.span.end : candidate.span.start]))


def _in_period_of(earlier: list[Candidate], candidate: Candidate, folded: str) -> Candidate:
    """The candidate with the year of the month before it that it lies in: "Tháng 6/2020, … hoàn thành trước 30/6"."""
    point = candidate.span.first
    if point.grain is not Grain.DAY or point.year is not None:
        return candidate
    for before in earlier[-_NEIGHBOURS:]:
        period = before.span.first
        if period.grain is not Grain.MONTH or period.year is None or before.span.last:
            continue
        if point.ordinal == period.ordinal and not _SENTENCE.search(folded, before.span.end, candidate.cue.start):
            return replace(candidate, span=replace(candidate.span, first=replace(point, year=period.year)))
    return candidate


def _as_siblings(before: Candidate, candidate: Candidate, folded: str) -> tuple[Candidate, Candidate]:
    """Two times of one list: the second with the first one's role, either with the other's year."""
    span, cue = candidate.span, candidate.cue
    same_place = before.span.start == span.start
    listed = same_place or _LIST.fullmatch(folded[before.span.end : span.start])
    if listed and is_cited(folded, cue.start, cue.role):
        return before, candidate
    if listed and cue.role is Role.NONE and before.span.first.grain is span.first.grain:
        candidate = replace(candidate, cue=Cue(before.role, span.start))
    if same_place or not (listed or _SIBLINGS.match(folded[before.span.end : cue.start])):
        return before, candidate
    beside = bool(_BARE_LIST.fullmatch(folded[before.span.end : span.start]))
    earlier = replace(before, span=_like_sibling(before.span, span, -1, beside=beside))
    return earlier, replace(candidate, span=_like_sibling(span, before.span, 1, beside=beside))


def _like_sibling(span: Span, sibling: Span, direction: int, *, beside: bool) -> Span:
    """The span with the yearly return of another of its clause, which it stands before (-1) or after (1).

    Right `beside` each other in one list, also with its year.
    """
    point, other = span.first, sibling.last or sibling.first
    if point.grain is not other.grain or point.year is not None or span.cycle is not None:
        return span
    if sibling.cycle is Cycle.YEARLY:
        return replace(span, cycle=Cycle.YEARLY)
    if (
        point.later
        or not beside
        or other.year is None
        or sibling.first.later
        or point.ordinal is None
        or other.ordinal is None
    ):
        return span
    runs_over = ((point.ordinal, point.day or 0) < (other.ordinal, other.day or 0)) == (direction > 0)
    year = other.year + direction * runs_over
    last = span.last and replace(span.last, year=year)
    return replace(span, first=replace(point, year=year), last=last)


def _with_moves(candidates: list[Candidate], folded: str) -> list[Candidate]:
    """The candidates, those marked that another takes the place of; the new one has at least the old one's role."""
    marked = list(candidates)
    for index, candidate in enumerate(marked):
        earlier = marked[index - 1] if index else None
        earliest = earlier.span.end if earlier else 0
        if is_old(folded, earliest, candidate.cue.start) or is_old(folded, earliest, candidate.span.start):
            marked[index] = replace(candidate, old=True)
        elif earlier and (role := _moved(earlier, candidate, folded)):
            marked[index - 1] = replace(earlier, old=True)
            start = candidate.span.start if candidate.role is Role.NONE else candidate.cue.start
            keep = candidate.role in {Role.BEFORE, Role.UNTIL}
            marked[index] = replace(candidate, cue=candidate.cue if keep else Cue(role, start), moved=True)
    return marked


def _moved(earlier: Candidate, candidate: Candidate, folded: str) -> Role | None:
    if earlier.span.first.grain is Grain.YEAR:
        return None
    return moved_between(folded, earlier.cue.start, earlier.span.end, candidate.span.start, earlier.role)
