"""The words around a time that say what it is: "trước", "chậm nhất", "trong", "hằng năm", "theo kế hoạch của"."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What the words before a time make of it."""

    BEFORE = "before"
    UNTIL = "until"
    WITHIN = "within"
    AT = "at"
    FROM = "from"
    NONE = "none"


_OF = r"(?: (?:la|vao|den|het|trong|ngay|luc|hoi|cuoi)\b)*"
_FORM = r"(?: (?!truoc|tu|ngay|thang|nam)[^\W\d]+,?){0,16}?(?: \([^()\d]{1,40}\))?"

_LAST = r"(?:han (?:cuoi|chot)(?: cung)?|het han|ngay het han|thoi diem ket thuc)"
_OF_WHAT = r"(?:nop|gui|nhan|dang ky|bao cao|hoan thanh|hoan thien|tra loi|gop y|lap)"
_AT_A_TIME = r"(?: (?:moc|thoi diem|thoi han|luc|hoi|vao|cho|gio hanh chinh|gio))*"
_SINCE = r"\btu (?:nay|khi|luc|ngay(?! \d)|thoi diem) [^\d.;]{0,50}"
_LABEL = r"\bthoi (?:gian|diem)(?: (?!tu\b|ngay\b|truoc\b|qua\b)[^\W\d]+){0,8}?(?: \([^()]{0,60}\))?:"

#: The first that ends the words before a time decides; it is only tried where one of its own words stands.
_ROLES: tuple[tuple[Role, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (role, tuple(own.split(",")), re.compile(words + r"[ :(\"]*$"))
    for role, own, words in (
        (Role.UNTIL, "truoc", r"\btruoc (?:khi )?(?:het|cuoi|ket thuc)(?: ngay)?"),
        (
            Role.BEFORE,
            "truoc",
            rf"\b(?:(?:(?:cham|muon) nhat|han cuoi|han chot|thoi han)(?: la)?:? )?truoc{_AT_A_TIME}(?: la)?",
        ),
        (
            Role.UNTIL,
            "(",
            r"\b(?:truoc khi|(?:cho )?(?:den|toi)(?: khi)?(?! nay\b)|het|cham nhat|muon nhat)"
            r"(?: (?!tu\b|cua\b)[^\W\d]+){1,9} \((?:(?:tuc|la|du kien|vao|ngay|truoc) ?){0,3}",
        ),
        (
            Role.BEFORE,
            "(",
            r"\btruoc (?!khi|day|do|tien|mat|het)(?:(?!cua\b)[^\W\d]+ ){1,6}"
            r"\((?:(?:tuc|la|du kien|ngay) ?){0,3}",
        ),
        (Role.UNTIL, "nhat", rf"\b(?:cham|muon|tre) nhat{_OF}"),
        (Role.UNTIL, "het", r"\b(?:keo dai |gia han )?(?:(?:cho )?(?:den|toi) )?het(?: (?:het|ngay|vao|trong))*"),
        (Role.UNTIL, "han,ket thuc", rf"\b{_LAST}{_FORM}:?{_OF}"),
        (Role.UNTIL, "thoi han", rf"\bthoi han (?!tu\b){_FORM}(?::| la| vao| den| trong){_OF}"),
        (Role.UNTIL, "thoi han", rf"\bthoi han{_OF}"),
        (Role.UNTIL, "han", r"(?:^|[\s(-])han(?: la)?:"),
        (Role.UNTIL, "deadline", r"\bdeadline(?: la)?:?"),
        (Role.UNTIL, "han ", rf"\bhan {_OF_WHAT}{_FORM}:?{_OF}"),
        (
            Role.UNTIL,
            "khong",
            r"\bkhong (?:duoc )?(?:de )?(?:qua|muon hon|cham hon|tre hon|sau)(?: (?:ngay|het|la))*",
        ),
        (Role.UNTIL, "tu ", rf"{_SINCE}\b(?:den|toi)(?: het)?(?: ngay)?"),
        (Role.UNTIL, "den,toi", r"\b(?:tu nay|keo dai(?: thoi han)?|gia han) (?:cho )?(?:den|toi)(?: het)?(?: ngay)?"),
        (
            Role.WITHIN,
            "trong,vao",
            r"\b(?:(?:hoan thanh|xong|hoan tat) )?(?:trong|vao)(?: (?:khoang|thoi gian|cac|ky))*",
        ),
        (Role.WITHIN, "hoan t,xong", r"\b(?:hoan thanh|xong|hoan tat)(?: (?:vao|trong|khoang))*"),
        (
            Role.WITHIN,
            "du kien",
            r"\bdu kien(?: (?:to chuc|hoan thanh|thuc hien))?(?: (?:vao|trong|khoang|thoi gian|luc))*",
        ),
        (Role.WITHIN, "thoi ", rf"{_LABEL}(?: (?:vao|luc|trong|tu khoang))*"),
        (
            Role.AT,
            "dien ra,khai mac,be mac,bat dau,ket thuc,to chuc,luc,tien hanh",
            r"\b(?:dien ra|khai mac|be mac|bat dau(?! tu\b)|ket thuc|to chuc|vao luc|luc|tien hanh)(?: (?:vao|"
            r"luc|tu))*",
        ),
        (Role.FROM, "sau", r"\b(?:ke tu |tinh tu )?sau(?: ngay| khi)?"),
        (Role.FROM, "tu", r"\b(?:ke |tinh |bat dau )?tu(?: (?:ngay|khoang))?"),
    )
)
_BY_ALONE = re.compile(r"(?<!\btinh )\b(?:cho )?(?:den|toi)(?: ngay)?[ :]*$")
_OPEN_UNTIL = re.compile(
    r"\b(?:nhan|nop|gui|dang ky|binh chon|thoi (?:han|gian)|keo dai|gia han|dieu chinh|lui|thuc hien|trien khai|"
    r"to chuc|phat dong|mo)\b(?P<gap>[^.;:\d]{0,90})$"
)
_TOLD = re.compile(r"\b(?:da|tu|tinh|so lieu|luy ke|ket qua|cong don|cho den nay|dat)\b")
_DONE = re.compile(r"[^.;:]{0,90}\bda\b")
_ENDS = re.compile(r"[\s.,;)]*(?:\(|$)")
_WILL_BE_DONE = re.compile(
    r"^[,;: )]{0,3}(?:[^\W\d]+ ){0,4}?(?:phai |co ban |se )?(?:hoan thanh|xong|hoan tat|dat|nop|gui)\b"
)
WINDOW = 150


@dataclass(frozen=True, slots=True)
class Cue:
    """A role and where its words begin."""

    role: Role
    start: int


def cue_before(folded: str, earliest: int, place: int) -> Cue:
    """What the words that end at `place` (and begin no earlier than `earliest`) make of the time after them."""
    offset = max(earliest, place - WINDOW)
    left = folded[offset:place]
    for role, own, pattern in _ROLES:
        if any(word in left for word in own) and (found := pattern.search(left)):
            return Cue(role, offset + found.start())
    return Cue(Role.NONE, place)


def until_by_what_follows(folded: str, earliest: int, start: int, end: int) -> int | None:
    """Where "đến ngày D" begins that what follows makes a deadline ("đến ngày 30/6 hoàn thành …"), else None."""
    offset = max(earliest, start - 20)
    found = _BY_ALONE.search(folded[offset:start])
    if found is None:
        return None
    place = offset + found.start()
    if _WILL_BE_DONE.match(folded[end : end + 60]) or (not folded[:place].strip() and _ENDS.match(folded, end)):
        return place
    before = _OPEN_UNTIL.search(folded[max(earliest, place - WINDOW) : place])
    told = before is None or _TOLD.search(folded[max(earliest, place - WINDOW) : place]) or _DONE.match(folded, end)
    return None if told else place


_CYCLE_LEFT = re.compile(r"\b(?:hang|moi) (?:(?P<yearly>nam)|(?P<monthly>thang)|(?P<quarterly>quy))\b[^.;\d]{0,100}$")


def cycle_before(folded: str, place: int) -> str:
    """How often ("yearly", "monthly", "quarterly") the clause before a time says that it comes back; "" for not."""
    found = _CYCLE_LEFT.search(folded[max(0, place - WINDOW) : place])
    return str(found.lastgroup) if found else ""


_BY_WHOM = (
    r"(?:ke hoach|huong dan|thong bao|quy dinh|yeu cau|lich|chi dao|van ban|de nghi|tien do|chuong trinh|"
    r"giay moi|quyet dinh|"
    r"dieu kien|[tT]inh hinh|thuc te|tung)"
)
_AT_FIRST = (
    r"(?:theo|chua|khi|sau khi|ngay sau|ngay khi|tuy theo|tuy|can cu|dot xuat|phat sinh|se|thong bao sau|"
    r"du kien theo|"
    r"thuong xuyen|lien tuc|dinh ky|hang (?:ngay|tuan|thang|quy)|bo sung sau|cho|trong vong|"
    r"trong thoi han|cham nhat|truoc|"
    r"sau|ke tu|co the|dip|nhan|cuoi hoc|cuoi hk\w*|ket thuc|het hoc|thoi diem)"
)
#: A slot that names no day: set by somebody else, or by what happens.
NOT_SET = re.compile(
    rf"^[\W_]*(?:\d+ ngay (?:sau|truoc|ke tu|lam viec)|(?:thuc hien|to chuc|trien khai|hoan thanh|"
    rf"trong)? ?{_AT_FIRST})\b"
    rf"|\b(?:theo {_BY_WHOM}|khi co|chua (?:an dinh|xac dinh|co|ro|chot)|thong bao sau|dot xuat|(?:hang|moi) tuan)\b"
)
ALL_YEAR = re.compile(
    r"^[\W_]*(?:thuc hien )?(?:ca nam|quanh nam|suot nam|trong (?:ca |suot )?nam|hang nam|nam (?:nay|ke hoach)|"
    r"xuyen suot)\b|^[\W_]*thuong xuyen (?:trong|ca|suot) nam\b"
)
