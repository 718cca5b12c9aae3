"""Words with which a later paper moves a deadline: which of two times is the old one."""

import re

from plans.documents.deadlines.cues import Role

_OF_WHAT = (
    r"(?: (?:cho|thoi han|thoi gian|thoi diem|moc|han|lich|ngay|cu|la|nop|truoc day|noi dung|cum tu|"
    r"quy dinh|da|thong bao|nhu|"
    r"tai|trong))*"
)
_OLD = re.compile(
    rf"\b(?:(?<![sS]o )(?<!ban )(?<!nguoi )(?<!can bo )(?<!phuong an )(?:thay(?: the)?(?: cho| vi)?|"
    rf"thay doi){_OF_WHAT}"
    r"|(?:truoc day|thoi han cu|han cu|ke hoach cu|lich cu|ban dau)(?: (?:la|quy dinh|thoi han|ngay))*"
    r"|khong phai(?: la)?)[ :(\"]*$"
)
#: "(Kế hoạch số 05 quy định trước ngày 10/6)" behind the day that holds now.
_LAID_DOWN_BEFORE = re.compile(
    r"\((?:theo |tai )?(?:ke hoach|cong van|thong bao|van ban|huong dan)\b[^.;()]{0,60} "
    r"(?:quy dinh|an dinh|neu|ghi|yeu cau)(?: (?:la|thoi han|thoi gian|truoc|ngay))*[ :]*$"
)
_MOVE = (
    r"(?:gia han|lui|(?<!sua )doi(?! voi)|chuyen|hoan(?! (?:thanh|thien|tat))|dieu chinh|thay doi|keo dai|"
    r"sua doi(?! (?:quy|bo|noi|tieu|bang))|sua(?! doi)|rut ngan|"
    r"thay(?: the)?(?! vi))"
)
_MOVING = re.compile(rf"\b{_MOVE}\b[^.;]{{0,110}}$")
_MOVED_FROM = re.compile(rf"\b{_MOVE}\b[^.;]{{0,110}}\b(?:tu|ngay)[ (\"]*(?:ngay )?$")
_LED_IN = r"(?:la|thoi han|thoi gian|han|ngay|het|cum tu|moi|truoc|cham nhat|vao|luc|trong|cuoi)"
_TO = re.compile(rf"\b(?:sang|(?<!hoan )thanh|bang|den|toi|qua|nay la|lai)(?:[ (\"]+{_LED_IN})*[ :(\"]*$")
_A_DEADLINE = re.compile(
    r"\b(?:gia han|thoi han|han (?:nop|gui|cuoi|chot)|nop|gui|bao cao|dang ky|hoan thanh|ho so"
    r"|nhan (?:bai|tac pham|san pham))\b"
)
_MOVE_BETWEEN = re.compile(rf"\b{_MOVE}\b")
_SENTENCE_ENDS = re.compile(r"[.;] ")
_LONGEST_GAP = 130


def is_old(folded: str, earliest: int, place: int) -> bool:
    """Whether the words before say that the time after them no longer holds ("thay cho …", "thay vì …")."""
    before = folded[max(earliest, place - 80) : place]
    return bool(_OLD.search(before) or _LAID_DOWN_BEFORE.search(before))


def is_range_of_a_move(folded: str, start: int, between: str) -> bool:
    """Whether "từ A đến B" is no range but a move: "gia hạn từ ngày A đến ngày B"."""
    return "-" not in between and bool(_MOVED_FROM.search(folded[max(0, start - 140) : start]))


def moved_between(folded: str, start: int, end: int, next_start: int, role: Role) -> Role | None:
    """The role of a time that takes the place of the one at `start` to `end`; None when nothing is moved."""
    between = folded[end:next_start]
    if len(between) > _LONGEST_GAP or _SENTENCE_ENDS.search(between) or not _TO.search(between):
        return None
    before = folded[max(0, start - 140) : start]
    if not (_MOVING.search(before) or _MOVE_BETWEEN.search(between)):
        return None
    if role in {Role.BEFORE, Role.UNTIL}:
        return Role.UNTIL
    return Role.UNTIL if _A_DEADLINE.search(before + between) else Role.AT
