"""Times that are no deadlines: citations, anniversaries, periods, what has happened, conditions."""

import re

from plans.documents.extraction.deadline_words import Role
from plans.documents.extraction.spans import Grain, Span

_PAPER = (
    r"(?:bo luat|luat|phap lenh|nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu(?: lien tich)?|cong van|ke hoach|huong dan|thong bao|"
    r"ket luan|to trinh|bao cao|van ban|cong dien|quy che|quy dinh|de an|giay moi|bien ban|hop dong|phuong an|hien phap|thong tri|"
    r"dieu le|van ban hop nhat|Thu|sac lenh)"
)
#: A number, or "ngày" after a paper's name: "Chỉ thị số 34-CT/TW ngày", "Luật Thi đua, khen thưởng ngày".
_CITED = re.compile(
    r"(?:\bso:? ?[^\s,]*\d[^\s,]*(?: ?[/-] ?[\w-]+)*|\b\d+ ?[/-](?:\d{4}[/-])?[a-z][\w-]*(?:[/-][\w-]+)*)[,)(\s]*"
    r"(?:(?:duoc |da )?(?:ban hanh|ky|ra|de))?[, ]*$"
)
#: The same for a paper without a number, only right before a bare day.
_NAMED_PAPER = re.compile(rf"\b{_PAPER}\b(?: (?!to chuc|trien khai|hop|gui|nop|trinh)[^\W\d.;:]+,?){{0,14}}[ (,]*$")
_DATED = re.compile(
    r"\b(?:co )?hieu luc(?: thi hanh)?(?: ke)?(?: tu)?(?: ngay)?[: ]*$|\b(?:ban hanh|ky|cap|sinh|mat|thanh lap|phe duyet|thong qua|cong bo|sua doi|bo sung|tuyen dung|"
    r"bo nhiem|vao dang|nhap ngu|ra doi|gia nhap|nghi huu|tai lap|giai phong|thay the|ap dung)(?: ke)?(?: tu)?(?: ngay)? ?$"
)
_FEAST = re.compile(
    r"\b(?:ky niem|chao mung|nhan dip|nhan ngay|dip|huong (?:toi|den|ung ngay)|truyen thong|lap thanh tich|ngay (?:thanh lap|sinh|mat|hoi|quoc te|giai phong|le)|le|"
    r"nam ngay|mung|tet|gio to|tri an|ton vinh|cac ngay|meeting|mit tinh)\b[^.;:]{0,70}$"
)
_PERIOD = re.compile(
    r"\b(?:giai doan|nhiem ky|khoa|cung ky|so voi|ke hoach \d+ nam|tam nhin|dinh huong den|khoang thoi gian|nien do|nien khoa|nien hoc)\b[^.;:]{0,30}$"
)
_FIGURES = re.compile(
    r"\b(?:so lieu|tinh tu|thong ke|ket qua|thanh tich|bao cao|tong ket|so ket|lay so lieu|ky bao cao|thoi diem tinh|moc|cong tac|nhiem vu|phuong huong|"
    r"chi tieu|du toan|danh gia|xep loai|chuong trinh cong tac|ke hoach)\b[^.;:]{0,60}$"
)
_COUNTED_FIGURES = re.compile(
    r"\b(?:so lieu|tinh tu|thong ke|ket qua|thanh tich|thoi diem tinh|chi tieu|du toan)\b[^.;:]{0,40}$"
)
_HAS_HAPPENED = re.compile(r"[,)]? ?[^.;:]{0,40}\bda\b")
_PAST = re.compile(r"\b(?:da|vua|truoc day|nguyen la)\b[^.;:]{0,60}$")
_CONDITION = re.compile(
    r"\b(?:sinh|(?:duoc|da) (?:tuyen dung|cap|ban hanh|ky|giao|bo nhiem)|nghi huu|vao lam|vao nganh|cong tac|phat sinh|hoan thanh truoc day|giai phong|lap|co hieu luc|ton tai|hy sinh|tu)(?: tu)?[ ,]*$"
)
_COUNTED = re.compile(r"\b(?:lien tuc|lien tiep|kinh nghiem|so|dieu|khoan|muc|phu luc|bieu|mau)(?: so)? ?$")
#: Days that everybody knows by their figures, as (day, month).
_FEASTS = frozenset(
    {
        (1, 1),
        (3, 2),
        (27, 2),
        (8, 3),
        (26, 3),
        (30, 4),
        (1, 5),
        (7, 5),
        (19, 5),
        (1, 6),
        (5, 6),
        (28, 6),
        (27, 7),
        (19, 8),
        (2, 9),
        (10, 10),
        (13, 10),
        (20, 10),
        (9, 11),
        (18, 11),
        (20, 11),
        (22, 12),
    }
)
WINDOW = 150


def is_cited(folded: str, start: int, role: Role) -> bool:
    """Whether the time is the date of a paper that the words before it name."""
    left = folded[max(0, start - WINDOW) : start]
    return bool(_CITED.search(left) or role is Role.NONE and _NAMED_PAPER.search(left))


def is_anniversary(span: Span) -> bool:
    """Whether it is a pair like "(11/6/1948 - 11/6/2018)"."""
    first, last = span.first, span.last
    return (
        last is not None
        and first.grain is Grain.DAY
        and (first.day, first.ordinal) == (last.day, last.ordinal)
        and None not in (first.year, last.year)
        and first.year != last.year
    )


def is_condition(folded: str, start: int) -> bool:
    """Whether "trước ngày D" says what was so before D, not what is to be done."""
    return bool(_CONDITION.search(folded[max(0, start - 40) : start]))


def is_mentioned(folded: str, start: int, span: Span, role: Role) -> bool:
    """Whether a time without a deadline word is only spoken of: a citation, a feast, a period, what has happened."""
    left = folded[max(0, start - WINDOW) : start]
    if (
        is_cited(folded, start, role)
        or _DATED.search(left)
        or _FEAST.search(left)
        or _PERIOD.search(left)
        or _PAST.search(left)
    ):
        return True
    if span.first.grain is not Grain.DAY or span.last is not None:
        single = span.last is None and span.first.grain in {Grain.MONTH, Grain.QUARTER} and role is not Role.NONE
        if (_COUNTED_FIGURES if single else _FIGURES).search(left) or _HAS_HAPPENED.match(
            folded[span.end : span.end + 60]
        ):
            return True
    return (
        role is Role.NONE
        and span.last is None
        and span.first.grain is Grain.DAY
        and span.first.year is None
        and (span.first.day, span.first.ordinal) in _FEASTS
    )


def is_counted(folded: str, start: int) -> bool:
    """Whether the figures are a number of something: "mẫu 9/2024", "điều 5/6"."""
    return bool(_COUNTED.search(folded[max(0, start - 30) : start]))


def has_happened(folded: str, start: int) -> bool:
    """Whether the clause before the time tells what has been done."""
    return bool(_PAST.search(folded[max(0, start - WINDOW) : start]))
