"""Labels: the words before a colon that say what follows ("Thời gian hoàn thành:", "Đơn vị chủ trì:", "Phối hợp:")."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from plans.documents.extraction.wording import plain


class Role(StrEnum):
    """What the words after a label are."""

    TIME = "time"
    LEAD = "lead"
    COOPERATE = "cooperate"
    TITLE = "title"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Label:
    """A label at `start`; what it says stands from `content` to `end`."""

    role: Role
    name: str
    start: int
    content: int
    end: int


_TIME = (
    r"(?:(?:ve |du kien )?(?:thoi (?:gian|han|diem)|moc thoi gian|lich|tien do|lo trinh|ky han"
    r"|thgian)(?: (?:du kien|cu the))?"
    r"(?:,? (?:va )?(?:hoan thanh|ket thuc|thuc hien|trien khai|to chuc|tien hanh|bat dau|bao cao"
    r"|gui(?: bao cao| ho so)?|nop(?: bao cao| ho so| bai| san pham)?"
    r"|nhan(?: ho so| bai)?|dang ky|trinh|xet(?: duyet)?|du kien|ban hanh|cong bo|kiem tra|tong ket|so ket"
    r"|hop|to chuc thuc hien|thi|xay dung|giai quyet|xong))*"
    r"(?: ?[,;/-]? ?(?:va )?dia diem(?: to chuc| thuc hien)?)?"
    r"|han (?:chot|cuoi(?: cung)?|nop(?: ho so| bao cao| bai)?|hoan thanh|gui|bao cao|dang ky|xong)|han|deadline"
    r"|hoan thanh(?: truoc| trong| xong)?|xong(?: truoc)?|ngay (?:hoan thanh|thuc hien|to chuc|hop|bao cao)|du kien)"
)
_LEAD = (
    r"(?:trach nhiem(?: (?:thuc hien|chu tri|chinh|to chuc(?: thuc hien)?))?"
    r"|(?:don vi|co quan|bo phan|phong|ban|to|khoa|ca nhan|nguoi|can bo|cong chuc|to chuc|lanh dao|dong chi|chu the)"
    r"(?:,? (?:don vi|co quan|bo phan|ca nhan|nguoi|to chuc|cong chuc))*"
    r" (?:thuc hien(?: (?:chinh|va phoi hop))?|chu tri(?: (?:thuc hien|tham muu))?|phu trach(?: chinh"
    r"| thuc hien)?|chiu trach nhiem(?: chinh)?|tham muu|dau moi|dam nhiem|duoc giao|duoc phan cong"
    r"|trien khai|to chuc(?: thuc hien)?|theo doi)"
    r"|chu tri(?: (?:thuc hien|tham muu))?|phu trach(?: (?:chinh|thuc hien))?|phan cong(?: (?:thuc hien"
    r"|phu trach|nhiem vu))?|giao(?: cho)?"
    r"|dau moi(?: (?:thuc hien|tham muu))?|tham muu|(?:to chuc )?thuc hien|thuc hien chinh|don vi|nguoi lam|pic)"
    r"(?:(?: va|,| ?[-/])? ?(?:(?:don vi|co quan) )?phoi hop(?: (?:thuc hien|chinh))?)?"
)
_COOPERATE = (
    r"(?:(?:(?:don vi|co quan|bo phan|ca nhan|phong|thanh phan|to chuc)(?:, (?:don vi|co quan|ca nhan))* )?"
    r"(?:cung )?(?:phoi hop|tham gia phoi hop|phoi hop thuc hien|cung thuc hien|ho tro)(?: (?:thuc hien"
    r"|cung|tham gia))?)"
)
_TITLE = (
    r"(?:(?:ten )?(?:noi dung|cong viec|nhiem vu|hoat dong|nhiem vu cu the|dau viec|viec)(?: (?:cong viec"
    r"|thuc hien|hoat dong|nhiem vu|chinh|cong tac))?)"
)
_OTHER = (
    r"(?:(?:dia diem|thanh phan|doi tuong|kinh phi|san pham|muc dich|yeu cau|ket qua|ghi chu|hinh thuc"
    r"|so luong|chu de|quy mo|muc tieu|chi tieu"
    r"|phuong thuc|phuong phap|cach thuc|nguon(?: kinh phi)?|co cau|tai lieu|luu y|giai thuong|the le"
    r"|trang phuc|chu toa|thu ky|tieu chi|tieu chuan|bien phap|giai phap|dau ra|san pham dau ra)"
    r"(?: [a-z]{1,8}){0,5})"
)
_ROLES = (
    (Role.COOPERATE, _COOPERATE),
    (Role.TIME, _TIME),
    (Role.LEAD, _LEAD),
    (Role.TITLE, _TITLE),
    (Role.OTHER, _OTHER),
)
_LABEL = re.compile(
    r"(?:^|(?<=[;.,(+*/|])|(?<=[-•])|(?<=^- ))\s*(?:[-+•*] ?)?(?:"
    + "|".join(rf"(?P<{role}>{words})" for role, words in _ROLES)
    + r")(?: ?\([^():]{0,60}\))? ?[:：]"
)
_BARE = re.compile(rf"(?:{_TIME})(?:[.:]|$)")
_BARE_TIME = re.compile(rf"{_TIME}\s*(?:la |vao |:)?\s*(?=\S)")
_LONGEST_NAME = 90
#: After a comma these are words of the sentence ("Đề nghị các phòng, đơn vị:").
_WORDS = frozenset(
    {"don vi", "thuc hien", "giao", "han", "ban", "viec", "nhiem vu", "hoat dong", "cong viec", "noi dung"}
)


@lru_cache(maxsize=512)  # asked of the same paragraph several times in a row
def labels_of(text: str) -> tuple[Label, ...]:
    """The labels in a paragraph, in order; what each says ends where the next begins."""
    said = plain(text)
    found = [match for match in _LABEL.finditer(said) if not _in_sentence(said, match)]
    stops = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    return tuple(
        Label(
            Role(match.lastgroup or ""),
            text[match.start() : match.end()].strip(" :;.,(-+•*"),
            match.start(),
            match.end(),
            stop,
        )
        for match, stop in zip(found, stops, strict=True)
    )


def _in_sentence(said: str, match: re.Match[str]) -> bool:
    before = said[: match.start()].rstrip()
    return before.endswith(",") and match[0].strip(" :") in _WORDS


def begins_with_label(text: str) -> bool:
    """Whether a paragraph begins with a label."""
    labels = labels_of(text[:_LONGEST_NAME])
    return bool(labels) and labels[0].start == 0


def is_bare_time(text: str) -> bool:
    """Whether a heading only says that times follow ("2. Thời gian, địa điểm")."""
    return _BARE.fullmatch(plain(text).strip()) is not None


def said_of(text: str, label: Label) -> str:
    """What a label says, without the signs between it and the next."""
    return text[label.content : label.end].strip(" \t;,-–(")
