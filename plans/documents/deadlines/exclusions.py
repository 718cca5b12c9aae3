"""Times that are no deadlines: citations, anniversaries, periods, what has happened, conditions, goals."""

import re

from plans.documents.deadlines.cues import Role
from plans.documents.deadlines.spans import Grain, Span
from plans.documents.deadlines.years import PlanYears

_PAPER = (
    r"(?:bo luat|luat|phap lenh|nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu(?: lien tich)?|cong van|ke hoach|"
    r"huong dan|thong bao|ket luan|to trinh|bao cao|van ban|cong dien|quy che|quy dinh|de an|giay moi|"
    r"bien ban|hop dong|"
    r"phuong an|hien phap|thong tri|dieu le|Thu|sac lenh)"
)
#: A paper's number: "Chỉ thị số 34-CT/TW ngày", "Công văn 161/UBND-KTTH ngày".
_CITED = re.compile(
    r"(?:\bso:? ?[^\s,]*\d[^\s,]*(?: ?[/-] ?[\w/-]+)?|\b\d+ ?[/-](?:\d{4}[/-])?[a-z][\w/-]*)[,)(\s]*"
    r"(?:(?:duoc |da )?(?:ban hanh|ky|ra|de))?[, ]*$"
)
#: The same for a paper without a number, only right before a bare day: "Luật Thi đua, khen thưởng ngày".
_NAMED_PAPER = re.compile(rf"\b{_PAPER}\b(?: (?!to chuc|trien khai|hop|gui|nop|trinh)[^\W\d.;:]+,?){{0,14}}[ (,]*$")
_BORN = r"(?<!hoc )(?<!thi )(?<!ve )(?<!tuyen )(?<!phat )(?<!hy )sinh"
_DATED = (
    r"nay \((?:ngay )?$",
    r"(?:co )?hieu [lL]uc(?: thi hanh)?(?: ke)?(?: tu)?(?: ngay)?[: ]*$",
    rf"(?:ban hanh|(?<!dinh )(?<!hoc )(?<!thuong )(?<!cuoi )(?<!giua )(?<!nhiem )ky|(?<!cac )(?<!hai )cap|"
    rf"{_BORN}|mat|thanh lap|phe duyet|thong qua|"
    rf"cong bo|sua doi|bo sung|tuyen dung|bo nhiem|"
    r"vao dang|nhap ngu|ra doi|gia nhap|nghi huu|tai lap|giai phong|thay the|ap dung)(?: ke)?(?: tu)?(?: ngay)? ?$",
)
_FEAST = (
    r"(?:ky niem|chao mung|nhan dip|nhan ngay|dip|huong (?:toi|den|ung ngay)|truyen thong|lap thanh tich|"
    r"le(?! (?:trao|phat dong|tuyen duong|ky ket|ky giao|cong bo|ra|khai|be|tong ket|don|vinh danh|bao|khoi|"
    r"khanh|tiep))|nam ngay|"
    r"mung|tet|ngay (?:thanh lap|sinh|mat|quoc te|giai phong|le)|gio to|tri an|ton vinh|cac ngay|"
    r"meeting|mit tinh)\b"
    r"(?:(?!\d/\d|\d\d/\d)[^.;:]){0,70}$"
)
_HEARD = (
    r"(?:tai (?:cuoc hop|hoi nghi|buoi|phien hop|ky hop|phien)|bien ban|ket qua (?:cuoc )?hop|so lieu|y kien)\b"
    r"[^.;:]{0,60}$"
)
_PERIOD = (
    r"(?:giai doan(?! (?:[ivx]+|thu|mot|hai|ba|dau|cuoi|nuoc rut|chuan bi|thuc hien)\b)|nhiem ky|khoa(?= ?$|"
    r" [ivx]+\b)|cung ky|"
    r"so voi|ke hoach \d+ nam|tam nhin|dinh huong den|khoang thoi gian|nien do|"
    r"nien khoa|nien hoc)\b[^.;:,\d]{0,30}$"
)
#: What says of a time without a deadline word that it is only spoken of.
_MENTIONED = re.compile(rf"\b(?:{_PERIOD})")
_PAST = re.compile(r"\b(?:da|vua|truoc day|nguyen la)\b[^.;:]{0,60}$")
#: "vừa phát động đợt thi đua từ … đến …": the announcement is past, what it announces is not.
_ANNOUNCED = re.compile(
    r"\b(?:da|vua)(?: co)? (?:phat dong|thong bao|ban hanh (?:ke hoach|thong bao)|keu goi)\b[^.;:]*$"
)
_FEASTS_OF_A_MONTH = re.compile(r"\b(?:ngay le(?: lon)?|su kien|ngay ky niem)(?: [^\W\d]+){0,4} ?$")
_HAPPENED_ON = re.compile(rf"\b(?:{'|'.join((_FEAST, _HEARD, *_DATED))})")
_FIGURES = re.compile(
    r"\b(?:so lieu|tinh tu|thong ke|ket qua|thanh tich|bao cao|tong ket|[sS]o ket|ky bao cao|thoi diem tinh|moc|"
    r"cong tac|nhiem vu|phuong huong|chi tieu|du toan|danh gia|xep loai|chuong trinh cong tac|ke hoach)\b[^.;]{0,60}$"
)
#: The same before one month or quarter with "trong" or "vào": "tổng kết vào tháng 12" is a task, figures are not.
_COUNTED_FIGURES = re.compile(
    r"\b(?:so lieu|tinh tu|thong ke|"
    r"(?<!bao cao )(?<!cong bo )(?<!thong bao )(?<!cong khai )(?<!tong hop )ket qua|thanh tich|"
    r"phat sinh)(?: [^\W\d]+){0,3}[ :]*$"
)
_HAS_HAPPENED = re.compile(
    r"[,)]? ?[^.;:]{0,90}\b(?:(?<!don vi )(?<!ca nhan )(?<!tap the )(?<!nguoi )(?<!ho so )da\b|tiep nhan \d|"
    r"thuc hien duoc|dat \d)"
)
#: "lập thành tích chào mừng Đại hội, từ ngày … đến ngày …": a movement, no period that figures cover.
_MOVEMENT = re.compile(r"\b(?:lap thanh tich|phat dong|dot thi dua|phong trao thi dua|cao diem)\b[^.;]*$")
#: What alone a few weeks or months can be the period of.
_RESULTS = re.compile(
    r"\b(?:so lieu|tinh tu|thong ke|(?<!cong bo )(?<!cong khai )(?<!tong hop )(?<!thong bao )ket qua|thanh tich|"
    r"ky bao cao|moc)\b[^.;]{0,60}$"
)
_COUNTED_ON = re.compile(r"\b(?:chot so lieu|thoi diem chot|so lieu tinh|luy ke)\b[^.;]{0,30}$")
_HAS_HAPPENED_THEN = re.compile(
    r",? (?:(?!(?:de|cac|nhung|voi|ve|tai|cho) )[^\W\d]+ ){1,7}(?:da|vua) (?!dang ky|duoc|co)"
    r"| sang (?:thoi diem|thoi gian|ngay|tuan|thang|dip) (?:khac|sau)\b"
)
_CONDITION = re.compile(
    rf"\b(?:{_BORN}|(?:duoc|da) (?:tuyen dung|cap|ban hanh|giao|bo nhiem)|nghi huu|vao lam|vao nganh|"
    r"hoan thanh truoc day|giai phong|co hieu [lL]uc|ton tai|hy sinh|tu)(?: tu)?[ ,]*$"
    r"|\bda (?:[^\W\d]+ ){0,2}(?:to chuc|gui|nop) ?$"
)
#: The same, but for what is to be handed in: "gửi báo cáo công tác trước ngày", "nộp bản đã ký trước ngày".
_STATE = re.compile(
    r"\b(?:cong tac|hop dong(?: [^\W\d]+){0,3} ky|phat sinh|duoc ky)(?: tu)?[ ,]*$|\bda (?:[^\W\d]+ ){0,2}$"
)
_HANDED_IN = re.compile(
    r"\b(?:gui|nop|(?<!chuong )(?<!qua )(?<!cong )(?<!quy )(?<!giao )(?<!lo )trinh|hoan thanh|hoan thien|chuyen|"
    r"xong)\b"
)
_HELD = re.compile(r"\b(?:to chuc|hoi nghi|tap huan|hop|cong bo|thoi gian)\b[^.;(]*$")
_ALREADY = re.compile(r"\b(?:da|vua|duoc|chua)\b")
_CLAUSE = re.compile(r"[^.;:(]*$")
_COUNTED_UNTIL = re.compile(r"\b(?:tinh|so lieu|ket qua|luy ke|cong don|thoi diem|chot)(?: chot| tinh| thuc hien)? ?$")
_SHARE = re.compile(r"\d ?%")
_EXAMPLE = re.compile(r"\b(?:vi du|vd|chang han)\b[^.;\d]{0,20}$")
_NUMBERED = re.compile(
    r"\b(?:lien tuc|lien tiep|kinh nghiem|so|dieu|khoan|muc|phu [lL]uc|bieu|mau|qd|tt|nd|nq|ct|kh|hd|cv|tb|bc|"
    r"tcvn)\.?"
    r"(?: so)?:? ?$"
)
#: Days that everybody knows by their figures, as (day, month).
_FEASTS = frozenset(
    [
        *((1, 1), (3, 2), (27, 2), (8, 3), (26, 3), (30, 4), (1, 5), (7, 5), (19, 5), (1, 6), (5, 6), (28, 6), (27, 7)),
        *((19, 8), (2, 9), (10, 10), (13, 10), (20, 10), (9, 11), (18, 11), (20, 11), (22, 12)),
    ]
)
WINDOW = 150
_FEW = 2


def is_example(folded: str, start: int) -> bool:
    """Whether the time only shows how something is written ("ví dụ: trước ngày 15/8/2025")."""
    return _EXAMPLE.search(folded[max(0, start - 30) : start]) is not None


def is_cited(folded: str, start: int, role: Role) -> bool:
    """Whether the time is the date of a paper that the words before it name."""
    left = folded[max(0, start - WINDOW) : start]
    return bool(_CITED.search(left) or (role is Role.NONE and _NAMED_PAPER.search(left)))


def is_short(span: Span) -> bool:
    """Whether it is a range of a few weeks: no period that a report covers."""
    first, last = span.first, span.last
    if last is None or first.grain is not Grain.DAY or last.grain is not Grain.DAY:
        return False
    months = (last.ordinal or 0) - (first.ordinal or 0)
    if first.year is None or last.year is None:
        return months % 12 in {0, 1}
    return (last.year - first.year) * 12 + months in {0, 1}


def is_brief(span: Span) -> bool:
    """Whether it is a range of a few weeks, or of two or three months or quarters one after the other."""
    first, last = span.first, span.last
    if is_short(span):
        return True
    if span.wide or last is None or first.grain is not last.grain or first.grain not in {Grain.MONTH, Grain.QUARTER}:
        return False
    cycle = 12 if first.grain is Grain.MONTH else 4
    return ((last.ordinal or 0) - (first.ordinal or 0)) % cycle <= _FEW and first.year in {last.year, None}


def is_anniversary(span: Span) -> bool:
    """Whether it is a pair like "(11/6/1948 - 11/6/2018)"."""
    first, last = span.first, span.last
    if last is None or first.grain is not Grain.DAY or first.year is None or last.year is None:
        return False
    return (first.day, first.ordinal) == (last.day, last.ordinal) and first.year != last.year


def is_condition(folded: str, start: int) -> bool:
    """Whether "trước ngày D" says what was so before D, or "tính đến hết ngày D" how far figures go: nothing to do."""
    left = folded[max(0, start - 60) : start]
    until = folded.startswith(("den", "het"), start) and _COUNTED_UNTIL.search(left)
    return bool(until or _CONDITION.search(left) or (_STATE.search(left) and not is_handed_in(folded, start)))


def is_handed_in(folded: str, start: int) -> bool:
    """Whether the clause before a time says that something is to be handed in or finished."""
    clause = _CLAUSE.search(folded[max(0, start - WINDOW) : start])
    words = clause[0] if clause else ""
    deed = _HANDED_IN.search(words)
    return deed is not None and not _ALREADY.search(words, 0, deed.start())


def is_goal(folded: str, span: Span, years: PlanYears | None) -> bool:
    """Whether "đến hết năm 2025" goes with a share to be reached, or lies beyond the plan: a target, no deadline."""
    if span.first.grain is not Grain.YEAR or span.part:
        return False
    far = years is not None and span.first.year is not None and span.first.year > years.last
    return far or bool(_SHARE.search(folded[span.end : span.end + 110].partition(".")[0]))


def is_mentioned(folded: str, start: int, span: Span, role: Role) -> bool:
    """Whether a time without a deadline word is only spoken of: a citation, a feast, a period, what has happened."""
    left = folded[max(0, start - WINDOW) : start]
    if is_cited(folded, start, role) or _MENTIONED.search(left):
        return True
    handed = role is not Role.NONE and is_handed_in(folded, start)
    if _PAST.search(left) and not handed and not (span.last is not None and _ANNOUNCED.search(left)):
        return True
    if (_HAPPENED_ON if role in {Role.NONE, Role.FROM} else _FEASTS_OF_A_MONTH).search(left):
        return True
    if span.first.grain is Grain.DAY and span.last is None:
        if _COUNTED_ON.search(folded, max(0, start - WINDOW), span.start):
            return True
        if role is Role.NONE and _HAS_HAPPENED_THEN.match(folded, span.end):
            return True
        known = (span.first.day, span.first.ordinal) in _FEASTS
        return known and role is Role.NONE and span.first.year is None
    single = (
        span.last is None
        and span.first.grain in {Grain.MONTH, Grain.QUARTER}
        and (role is not Role.NONE or left.endswith(": "))
    )
    short = is_short(span) and (handed or left.endswith("(") or _HELD.search(left) is not None)
    figures = _COUNTED_FIGURES if single or short else _RESULTS if is_brief(span) else _FIGURES
    announced = span.last is not None and _MOVEMENT.search(left)
    counted = figures.search(left) and not (announced or short or (handed and single))
    return bool(counted or _HAS_HAPPENED.match(folded[span.end : span.end + 120]))


def is_numbered(folded: str, start: int) -> bool:
    """Whether the figures are the number of something: "mẫu số 9/2024", "QĐ 10/2024"."""
    return bool(_NUMBERED.search(folded[max(0, start - 30) : start]))
