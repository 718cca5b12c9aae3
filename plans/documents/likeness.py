"""How alike two titles are, whatever years, numbers and turns of phrase stand around what is to be done.

Titles that name opposite things (sơ kết and tổng kết, quý I and quý II) are not alike, however many words they share.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from plans.documents.text_file import words

#: Below this two titles are two tasks; measured on the pairs of the tests.
ALIKE = 62.0
#: What one title must not say when the other says the other thing.
_OPPOSITES: tuple[tuple[str, ...], ...] = (
    ("so ket", "tong ket"),
    ("bao cao", "hoi nghi", "hop", "ho so", "dang ky"),
    ("6 thang", "9 thang", "quy", "thang"),
    ("quy i", "quy ii", "quy iii", "quy iv"),
    ("dot 1", "dot 2", "dot 3"),
    ("ca nhan", "tap the"),
)
_CONTRAST = 35.0
_YEAR = re.compile(r"\b(?:nam hoc )?(?:nam )?(?:19|20)\d\d(?: (?:19|20)\d\d)?\b")
_ORDINALS = (("thu nhat", "1"), ("thu hai", "2"), ("thu ba", "3"), ("dot i", "dot 1"), ("dot ii", "dot 2"))
_SAME_WORDS = (
    ("tdkt", "thi dua khen thuong"),
    ("sk", "sang kien"),
    ("bc", "bao cao"),
    ("hn", "hoi nghi"),
    ("hd", "hoi dong"),
    ("kh", "ke hoach"),
    ("sau thang", "6 thang"),
    ("06 thang", "6 thang"),
    ("chin thang", "9 thang"),
    ("quy 1", "quy i"),
    ("quy 2", "quy ii"),
    ("quy 3", "quy iii"),
    ("quy 4", "quy iv"),
)


@lru_cache(maxsize=4096)
def telling(title: str) -> str:
    """What of a title tells it from others: no case, accents, signs or years, and abbreviations written out."""
    plain = f" {words(title)} "
    for short, long in (*_SAME_WORDS, *_ORDINALS):
        plain = plain.replace(f" {short} ", f" {long} ")
    return " ".join(_YEAR.sub(" ", plain).split())


def likeness(one: str, other: str) -> float:
    """From 0 to 100; `ALIKE` and more may be the same task."""
    left, right = telling(one), telling(other)
    if not left or not right:
        return 0.0
    alike = 0.5 * fuzz.token_set_ratio(left, right) + 0.5 * fuzz.token_sort_ratio(left, right)
    return max(0.0, alike - _CONTRAST * _contrasts(left, right))


def _contrasts(left: str, right: str) -> int:
    return sum(_contrast(_said(left, names), _said(right, names)) for names in _OPPOSITES)


def _said(plain: str, names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if f" {name} " in f" {plain} ")


def _contrast(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other
