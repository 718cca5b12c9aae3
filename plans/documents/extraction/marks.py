"""How a paragraph is numbered or bulleted, and with that how deep it stands."""

import re
from dataclasses import dataclass
from enum import IntEnum

from plans.documents.extraction.wording import plain


class Rank(IntEnum):
    """How deep a paragraph usually stands; the order in which the levels of these papers lie in one another."""

    ROOT = 0
    PART = 1
    LETTER = 2
    ROMAN = 3
    ARTICLE = 4
    HEADING = 5
    PERIOD = 6
    NUMBER = 7
    NUMBER2 = 8
    NUMBER3 = 9
    NUMBER4 = 10
    ROUND = 11
    ALPHA = 12
    TEXT = 13
    DASH = 14
    PLUS = 15
    DOT = 16

    @property
    def is_heading(self) -> bool:
        """Whether such a paragraph names a section."""
        return self <= Rank.PERIOD

    @property
    def is_bullet(self) -> bool:
        """Whether it is a bullet."""
        return self >= Rank.DASH


@dataclass(frozen=True, slots=True)
class Mark:
    """The number or bullet of a paragraph; its own words begin at `start`."""

    rank: Rank
    number: str = ""
    start: int = 0


_NUMBERS = {1: Rank.NUMBER, 2: Rank.NUMBER2, 3: Rank.NUMBER3}
_PART = re.compile(
    r"(?:PHẦN|Phần|CHƯƠNG|Chương|PHỤ LỤC|Phụ lục|BIỂU|Biểu)(?:\s+(?:số\s+|SỐ\s+)?(?:thứ\s+\w+|THỨ\s+\w+"
    r"|[IVXivx]+|\d+|[A-Z])\b)?"
    r"(?:[.:]\s*|\s*$|\s*(?=\())"
)
_ARTICLE = re.compile(r"(Điều \d{1,3})[.:]?\s+")
_ROMAN = re.compile(r"([IVX]{1,5})\s?(?:[.)/:]|-)\s*(?=[^\W\d_]|[\"“])")
#: "II NỘI DUNG": a scan has lost the stop.
_ROMAN_ALONE = re.compile(r"([IVX]{1,5})\s+(?=\w{2})")
_LETTER = re.compile(r"([A-ZĐ])\s?[.)/]\s+(?=\S)")
_DECIMAL = re.compile(
    r"(\d{1,3}(?:\.\d{1,2}){0,4})\s?(?:[.)/]\s*(?=[^\W\d_]|[\"“(<])|[.)/]\s+(?=\S)"
    r"|-\s+(?=[^\W\d_])|(?<=\.\d)\s+(?=[^\W\d_])|(?<=\.\d\d)\s+(?=[^\W\d_]))"
)
_ROUND = re.compile(r"\((\d{1,2}|[ivx]{1,4})\)\s*(?=\S)")
_ALPHA = re.compile(r"\(?([a-zđ])\d?\s?(?:[).]\s*|,\s+)(?=\S)")
_BULLETS = (
    (Rank.DASH, re.compile(r"[-–—−]\s*(?=\S)")),
    (Rank.PLUS, re.compile(r"\+\s*(?=\S)")),
    (Rank.DOT, re.compile(r"[•●▪○◦✓✔*·‣➢➤►■□◆❖→¬Ø]\s*(?=\S)")),
)
#: Longer lines in capitals are shouted sentences, not headings.
_LONGEST_HEADING = 250


def mark_of(text: str, heading: bool = False) -> Mark:
    """The mark of a paragraph; `heading` says that the paper itself shows it as one."""
    if match := _PART.match(text):
        return Mark(Rank.PART, match[0].strip(" .:"), match.end())
    if match := _ROMAN.match(text) or _LETTER.match(text) or (_ROMAN_ALONE.match(text) if text.isupper() else None):
        return Mark(Rank.ROMAN if set(match[1]) <= set("IVX") else Rank.LETTER, match[1], match.end())
    if match := _ARTICLE.match(text):
        return Mark(Rank.ARTICLE, match[1], match.end())
    if match := _DECIMAL.match(text):
        return Mark(_NUMBERS.get(match[1].count(".") + 1, Rank.NUMBER4), match[1], match.end())
    for rank, pattern in ((Rank.ROUND, _ROUND), (Rank.ALPHA, _ALPHA)):
        if match := pattern.match(text):
            return Mark(rank, match[1], match.end())
    for rank, pattern in _BULLETS:
        if match := pattern.match(text):
            return Mark(rank, "", match.end())
    capitals = text.isupper() and 3 < len(text) <= _LONGEST_HEADING  # more than an abbreviation
    return Mark(Rank.HEADING if heading or capitals else Rank.TEXT)


def is_appendix(text: str) -> bool:
    """Whether an appendix begins here."""
    said = plain(text)
    return said.startswith("phu luc") or "kem theo ke hoach" in said or "ban hanh kem theo" in said
