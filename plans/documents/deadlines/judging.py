"""Whether a time that a text names is a deadline, or only spoken of."""

import re

from plans.documents.deadlines.candidates import Candidate
from plans.documents.deadlines.cues import Role
from plans.documents.deadlines.exclusions import (
    is_anniversary,
    is_cited,
    is_condition,
    is_example,
    is_goal,
    is_mentioned,
    is_numbered,
    is_short,
)
from plans.documents.deadlines.spans import Grain, Span
from plans.documents.deadlines.years import PlanYears

_TO_BE_DONE = re.compile(
    r"\b(?:thuc hien|trien khai|bat dau|to chuc|duy tri|tien hanh|thoi gian|van hanh|hoat dong)"
    r"(?: [^\W\d]+){0,3} (?:ke )?tu(?: ngay)? ?$"
)
_DONE_WITHIN = re.compile(
    r"\b(?:(?:xong|hoan thanh|hoan tat)(?: (?:trong|vao))?|du kien|thoi gian(?: [^:]{0,40})?:)(?: (?:trong|vao))? $"
)
_EVENT = re.compile(
    r"\b(?:to chuc|hop|du kien|dien ra|khai mac|be mac|bat dau|phat dong|hoi nghi|hoi thi|hoi thao|hoi dien|cuoc hop|"
    r"kiem tra|cham|thi|tham dinh|cong bo|trao|sinh hoat|toa dam|ra quan|khai giang|tong ket|[sS]o ket|thoi gian|"
    r"gap [mM]at|tong duyet|bo phieu|binh bau|hien mau|tham hoi|giao luu|trien lam|trung bay|lay (?:phieu|"
    r"y kien)|nghiem thu|"
    r"khoi cong|khanh thanh|bao cong|dai hoi|le|gui|nop|trinh|hoan thanh|xong|binh xet|xet|tap huan|ngay hoi|"
    r"chung ket|vong)\b[^.;]{0,60}$"
)
_LABEL = re.compile(r"[^\W\d](?: \d)?: ?$")
_CLAUSE_BEGINS = re.compile(r"(?:^|[;:,.+-] ?)$")
_TO_DO = re.compile(
    r" (?:se )?(?:to chuc|[sS]o ket|tong ket|hop|dang ky|phat dong|gui|nop|binh xet|tien hanh|trien khai|cham diem|"
    r"ra soat|kiem tra|xay dung|ban hanh)\b"
)
#: "hội thi (ngày 08/3) vào 10 giờ ngày 04/3": what stands in brackets is another's day.
_ANOTHER_DAY = re.compile(r"\) (?:vao|luc)(?: (?:luc|hoi|ngay))? \d")
#: "thời hạn gửi báo cáo sơ kết 6 tháng đầu năm": the half year is what is reported.
_REPORTED = re.compile(r"\b(?:bao cao|[sS]o ket|tong ket|ket qua|danh gia)\b")
_STEP = re.compile(r"\b(?:buoc|dot|tuan|giai doan|vong|lan) (?:thu )?\w+[^.;]{0,40}$")
_COUNTED_FROM = re.compile(r"\b\d+ ngay(?: lam viec)? $")
_LETTER = re.compile(r"\w")
_WINDOW = 90


def is_deadline(candidate: Candidate, folded: str, years: PlanYears | None, *, slot: bool) -> bool:
    """Whether a time is a deadline; in a `slot` (a time column) everything is that nothing speaks against."""
    span, role, start = candidate.span, candidate.role, candidate.cue.start
    if role is Role.NONE and is_anniversary(span):
        return False
    if is_example(folded, start):
        return False
    if slot:
        return _stands_in_slot(candidate, folded)
    if candidate.moved:
        return True
    if role in {Role.BEFORE, Role.UNTIL}:
        reported = span.wide and _REPORTED.search(folded[start : span.start]) is not None
        return not (reported or is_condition(folded, start) or _names_no_month(span) or is_goal(folded, span, years))
    if _begins_clause(span, role, folded):
        return not _is_past(span, years)
    if (
        is_mentioned(folded, start, span, role)
        or (role is Role.NONE and is_numbered(folded, start))
        or _is_past(span, years)
    ):
        return False
    return _something_happens_then(span, role, start, folded)


def _stands_in_slot(candidate: Candidate, folded: str) -> bool:
    span, role, start = candidate.span, candidate.role, candidate.cue.start
    if role is Role.FROM and _COUNTED_FROM.search(folded[max(0, start - 30) : start]):
        return False
    if role in {Role.BEFORE, Role.UNTIL, Role.FROM}:
        return True
    numbered = role is Role.NONE and is_numbered(folded, start)
    return not (numbered or is_cited(folded, start, role) or _ends_a_term(span, folded, start))


def _ends_a_term(span: Span, folded: str, start: int) -> bool:
    """Whether it says "kết thúc học kỳ I": no paper says which day that is."""
    return span.wide and folded[max(0, start - 12) : span.start].rstrip().endswith(("ket thuc", "cuoi", "het"))


def _begins_clause(span: Span, role: Role, folded: str) -> bool:
    """Whether a clause begins with the time and says what is done then: "tháng 6 sơ kết, tháng 12 tổng kết"."""
    if role is not Role.NONE or span.wide or span.first.ordinal is None:
        return False
    before = folded[max(0, span.start - 2) : span.start]
    return bool(_CLAUSE_BEGINS.search(before) and _TO_DO.match(folded[span.end : span.end + 30]))


def _names_no_month(span: Span) -> bool:
    return span.first.grain is Grain.DAY and span.first.ordinal is None and span.cycle is None


def _is_past(span: Span, years: PlanYears | None) -> bool:
    year = (span.last or span.first).year
    return years is not None and year is not None and year < years.first


def _something_happens_then(span: Span, role: Role, start: int, folded: str) -> bool:
    """Whether running words without a deadline word say that something is to happen at that time."""
    left = folded[max(0, start - _WINDOW) : start]
    if role is Role.FROM:
        return bool(_TO_BE_DONE.search(folded[max(0, start - _WINDOW) : span.start]))
    whole_year = span.first.grain is Grain.YEAR and not span.part and not (span.last and span.last.grain is Grain.DAY)
    if span.wide or whole_year:
        return bool(_DONE_WITHIN.search(folded[max(0, start - _WINDOW) : span.start]))
    if role is not Role.NONE:
        return not _names_no_month(span) or span.cycle is not None
    if _names_no_month(span):
        return False
    return _is_named_alone(span, left, folded)


def _is_named_alone(span: Span, left: str, folded: str) -> bool:
    """The same for a time that no word of its own introduces."""
    if _opens_line(left, folded, span):
        return True
    if span.part and span.first.ordinal is None:
        return False
    in_brackets = left.endswith("(") and folded[span.end : span.end + 1] == ")"
    if in_brackets and span.cycle is not None:
        return True
    if in_brackets and _ANOTHER_DAY.match(folded, span.end):
        return False
    if in_brackets and span.last is not None and span.first.grain is Grain.DAY:
        return _STEP.search(left) is not None or (is_short(span) and _EVENT.search(left) is not None)
    labelled = bool(_LABEL.search(left)) and (span.last or span.first).year is not None
    if labelled or not span.named:
        return labelled
    if span.first.grain is Grain.DAY or span.last is not None:
        return span.hour is not None or bool(_EVENT.search(left))
    return (bool(span.part) or in_brackets) and bool(_EVENT.search(left))


def _opens_line(left: str, folded: str, span: Span) -> bool:
    """Whether the time opens the line of a schedule: "Tháng 9: …", "- Ngày 15/6/2024: …"."""
    after = (":", "-") if span.first.grain is Grain.DAY else (":", "-", ",")
    return not _LETTER.search(left) and folded[span.end : span.end + 3].lstrip(" )").startswith(after)
