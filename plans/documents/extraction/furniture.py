"""What a web page puts around a paper: the day it was published, counters, links to other pages."""

import re
from collections.abc import Sequence

from plans.documents.extraction.passages import Passage
from plans.documents.extraction.wording import plain

_DAY = r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}"
_CLOCK = r"\d{1,2}[:hg]\d\d(?::\d\d)?(?: ?[ap]m)?"
_WEEKDAY = r"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn)"
_COUNTERS = r"(?:[\s|,()\[\]+:–-]|\d{1,6}|[ap]m\b|gmt|luot xem|luot doc|views?)*"
_PUBLISHED = re.compile(
    rf"\W*(?:(?:ngay )?(?:cap nhat|dang|xuat ban|dang tin|dang bai|gui bai)(?: (?:ngay|luc|vao|boi))*|ngay)\s*:?\s*"
    rf"(?:{_WEEKDAY}[\s,-]*)?(?:{_CLOCK}[\s,|–-]*)?(?:ngay )?{_DAY}{_COUNTERS}$"
)
_STAMP = re.compile(
    rf"(?:\W*{_WEEKDAY}[\s,-]+)?(?:ngay )?\W*{_DAY}[\s,|–-]+{_CLOCK}{_COUNTERS}$"
    rf"|\W*{_CLOCK}[\s,|–-]+(?:{_WEEKDAY}[\s,-]+)?(?:ngay )?{_DAY}{_COUNTERS}$"
    rf"|(?:\W*{_WEEKDAY}[\s,-]+)?{_DAY}{_COUNTERS}$"
    rf"|.{{20,}}\({_CLOCK}[\s,|–-]+{_DAY}\)$"
)
_BARE_DAY = re.compile(rf"\W*(?:{_WEEKDAY}[\s,-]+)?(?:ngay )?{_DAY}\W*$")
#: A clock, a bullet or a label right below a day: that day heads a schedule.
_ON_THAT_DAY = re.compile(
    rf"\W*(?:(?:tu|luc|vao)\W{{0,3}})?(?:{_CLOCK}|\d{{1,2}} ?(?:gio|h|g)\b)"
    r"|[-+•]|noi dung|(?:buoi )?(?:sang|chieu|toi|trua)\b"
)
_OTHER_PAGES = re.compile(
    r"\W*(?:(?:cac |nhung )?(?:tin|bai)(?: (?:viet|tin))? (?:lien quan|khac|moi hon|cu hon|doc nhieu|cung chuyen muc)"
    r"|bai viet (?:moi|cung chuyen muc)|y kien (?:cua )?ban(?: doc)?|(?:gui )?binh luan(?: cua ban)?|lien ket web\w*"
    r"|thong ke truy cap|hinh anh (?:&|va) video|chia se|ban in|tro ve|ve dau trang)\W*$"
)
#: A paper's own words begin long before.
_ZONE = 15
_LONG = 150


def leads_elsewhere(passage: Passage) -> bool:
    """Whether the page goes on with something else ("Các tin khác", "Chia sẻ")."""
    return not passage.is_row and _OTHER_PAGES.match(plain(passage.text)) is not None


def stamps(passages: Sequence[Passage]) -> frozenset[int]:
    """The places of the lines that only say when the page was published."""
    days = sum(_BARE_DAY.match(plain(passage.text)) is not None for passage in passages if len(passage.text) < _LONG)
    found = set()
    for at, passage in enumerate(passages[:_ZONE]):
        said = plain(passage.text)
        if passage.is_row or "nhu sau" in said or (len(said) > _LONG and at > 0 and not _STAMP.match(said)):
            break
        following = plain(passages[at + 1].text) if at + 1 < len(passages) else ""
        if _ON_THAT_DAY.match(following):
            continue
        if _PUBLISHED.match(said) or (_STAMP.match(said) and (days < 2 or not _BARE_DAY.match(said))):
            found.add(at)
    return frozenset(found)
