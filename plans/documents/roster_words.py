"""How people write what the columns of a roster may hold: employment, roles, forms of address, languages."""

import re
from collections.abc import Mapping
from typing import TypeVar

from plans.documents.text_file import words
from plans.model.people import Employment, Role, Unit, UnitKind

T = TypeVar("T")

#: The first form of each is the one shown and written.
EMPLOYMENT_WORDS: Mapping[Employment, tuple[str, ...]] = {
    Employment.CIVIL_SERVANT: ("công chức", "CC", "cán bộ, công chức", "civil servant"),
    Employment.PUBLIC_EMPLOYEE: ("viên chức", "VC", "public employee"),
    Employment.CONTRACT: ("hợp đồng", "HĐ", "HĐLĐ", "người lao động", "nhân viên hợp đồng", "lao động", "contract"),
}
#: "hợp đồng 68", "HĐ 111", "HĐ68", "hợp đồng lao động theo Nghị định 111".
_CONTRACTS = re.compile(r"(?:hop dong|hd|hdld|ldhd|lao dong hop dong)(?:\d+| .*)?")
#: "công chức cấp xã", "Công chức loại A1", "viên chức quản lý"; but not "công chức, viên chức".
_SORTS = (
    (
        re.compile(r"(?:cong chuc|cc) (?!vien chuc|vc\b|nguoi lao).+|can bo(?: xa| cap xa| chuyen trach.*)?|c c"),
        Employment.CIVIL_SERVANT,
    ),
    (re.compile(r"(?:vien chuc|vc) (?!cong chuc|cc\b|nguoi lao).+|v c"), Employment.PUBLIC_EMPLOYEE),
    (_CONTRACTS, Employment.CONTRACT),
)
ROLE_WORDS: Mapping[Role, tuple[str, ...]] = {
    Role.OFFICE: ("Văn phòng", "office"),
    Role.LEADER: ("Lãnh đạo", "Lãnh đạo Sở", "Lãnh đạo cơ quan", "leader"),
    Role.HEAD: ("Trưởng đơn vị", "Trưởng phòng", "head"),
    Role.STAFF: ("Cán bộ", "Nhân viên", "Chuyên viên", "staff"),
}
ADDRESS_WORDS: Mapping[str, tuple[str, ...]] = {
    "anh": ("anh",),
    "chị": ("chị",),
    "đồng chí": ("đồng chí", "đ/c", "đc"),
}
LANGUAGE_WORDS: Mapping[str, tuple[str, ...]] = {"vi": ("vi", "tiếng Việt"), "en": ("en", "tiếng Anh", "English")}
#: Positions of those who stand at the head of a unit.
_HEADS = re.compile(
    r"(?:truong (?:phong|ban|khoa|don vi|tram|bo phan|to)|chanh (?:van phong|thanh tra)|chi cuc truong"
    r"|giam doc (?:trung tam|chi nhanh|ban|van phong)|vien truong|cuc truong|vu truong|doi truong)\b"
)


def chosen(text: str, choices: Mapping[T, tuple[str, ...]]) -> T | None:
    """Which of the choices is meant."""
    plain = words(text)
    return next((value for value, forms in choices.items() if plain in map(words, forms)), None)


def employment_said(text: str) -> Employment | None:
    """The employment that a text names."""
    plain = words(text)
    found = next((value for value, forms in EMPLOYMENT_WORDS.items() if plain in map(words, forms)), None)
    return found or next((value for form, value in _SORTS if form.fullmatch(plain)), None)


def roles_by_position(position: str, unit: Unit | None) -> frozenset[Role]:
    """What a newcomer is where nobody says: leaders sit in the leadership, heads are called so."""
    if unit is not None and unit.kind is UnitKind.LEADERSHIP:
        return frozenset({Role.LEADER})
    return frozenset({Role.HEAD if _HEADS.match(words(position)) else Role.STAFF})
