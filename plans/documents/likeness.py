"""How alike two titles are, whatever years, numbers and turns of phrase stand around what is to be done.

Words that nearly every task of such a plan has weigh little. Titles that name opposite things (sơ kết and tổng kết,
quý I and quý II, a plan and a report) are not alike, however many words they share.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from plans.documents.text_file import words

#: Below this two titles are two tasks; the pairs of the tests show where it lies.
ALIKE = 60.0
#: What one title must not say when the other says the other thing; forms of one meaning are joined by "|".
_OPPOSITES: tuple[tuple[str, ...], ...] = (
    ("so ket", "tong ket", "phat dong"),
    (
        "bao cao",
        "hoi nghi|hop|du hop",
        "ho so|to trinh",
        "dang ky",
        "tap huan|boi duong",
        "kiem tra",
        "hoi thi|cuoc thi",
    ),
    ("xay dung ke hoach|ban hanh ke hoach|lap ke hoach", "bao cao"),
    ("6 thang", "9 thang", "quy", "hang thang"),
    ("quy i", "quy ii", "quy iii", "quy iv"),
    ("hoi dong sang kien", "hoi dong thi dua", "hoi dong khoa hoc"),
    ("bang khen", "giay khen", "chien si thi dua", "huan chuong", "co thi dua", "ky niem chuong"),
    ("cap co so", "cap tinh|cap thanh pho", "cap bo", "toan quoc"),
)
_CONTRAST = 45.0
_SAME_WORDS = (
    ("tdkt", "thi dua khen thuong"),
    ("sk", "sang kien"),
    ("bc", "bao cao"),
    ("hn", "hoi nghi"),
    ("hd", "hoi dong"),
    ("kh", "ke hoach"),
    ("skkn", "sang kien kinh nghiem"),
    ("cstd", "chien si thi dua"),
    ("cstdcs", "chien si thi dua co so"),
    ("sau thang", "6 thang"),
    ("06 thang", "6 thang"),
    ("chin thang", "9 thang"),
    ("09 thang", "9 thang"),
    ("nua dau nam", "6 thang dau nam"),
    *((f"quy {figure}", f"quy {roman}") for figure, roman in zip("1234", ("i", "ii", "iii", "iv"), strict=True)),
)
_YEAR = re.compile(r"\b(?:nam hoc )?(?:nam )?(?:19|20)\d\d(?: (?:19|20)\d\d)?\b")
_ROUND = re.compile(r"\b(?:dot|lan|vong|ky)(?: (?!\d|i)[^\W\d]+){0,3}? (?:thu )?(\d+|i{1,3}|iv|v|nhat|hai|ba|tu)\b")
_ORDINALS = {"i": "1", "nhat": "1", "ii": "2", "hai": "2", "iii": "3", "ba": "3", "iv": "4", "tu": "4", "v": "5"}
_USUAL = frozenset(
    words(
        "công tác, thi đua, khen thưởng, tổ chức, triển khai, thực hiện, xây dựng, tham gia, dự, gửi, nộp, kết quả, "
        "nhiệm vụ, phòng, đơn vị, cơ quan, sở, cá nhân, tập thể, thời hạn, trước, năm, đầu, cuối, của, về, và, các, "
        "cho, thuộc, theo, với, tại, trong, đến"
    ).split()
)
_WEIGHT_OF_USUAL = 0.25
#: The share of the shorter title's words counts more than that of the longer one's: letters name tasks briefly.
_OF_SHORTER = 0.65


@dataclass(frozen=True, slots=True)
class _Features:
    """What is looked at of a title: measured once, because every task of one paper meets every one of the other."""

    plain: str
    words: frozenset[str]
    weight: float
    said: tuple[frozenset[str], ...]


def telling(title: str) -> str:
    """What of a title tells it from others: no case, accents, signs or years, and abbreviations written out."""
    plain = f" {words(title)} "
    for short, long in _SAME_WORDS:
        plain = plain.replace(f" {short} ", f" {long} ")
    return " ".join(_YEAR.sub(" ", plain).split())


def likeness(one: str, other: str) -> float:
    """From 0 to 100; `ALIKE` and more may be the same task."""
    left, right = _features(one), _features(other)
    if not left.plain or not right.plain:
        return 0.0
    alike = max(_shared(left, right), fuzz.ratio(left.plain, right.plain, score_cutoff=90.0))
    return max(0.0, alike - _CONTRAST * sum(map(_contrast, left.said, right.said)))


@lru_cache(maxsize=4096)
def _features(title: str) -> _Features:
    plain = telling(title)
    named = frozenset(plain.split())
    said = (*(_said(plain, names) for names in _OPPOSITES), _rounds(plain))
    return _Features(plain, named, _weight(named), said)


def _shared(one: _Features, other: _Features) -> float:
    both, least, most = _weight(one.words & other.words), *sorted((one.weight, other.weight))
    return 100.0 * both * (_OF_SHORTER / least + (1 - _OF_SHORTER) / most)


def _weight(named: frozenset[str]) -> float:
    return len(named) - (1.0 - _WEIGHT_OF_USUAL) * len(named & _USUAL)


def _said(plain: str, names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if any(f" {form} " in f" {plain} " for form in name.split("|")))


def _rounds(plain: str) -> frozenset[str]:
    return frozenset(_ORDINALS.get(found, found) for found in _ROUND.findall(plain))


def _contrast(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other
