"""What the headings of a paper say: of what they are, which period and body they name for what stands beneath."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.documents.extraction.acting import is_body, names_first
from plans.documents.extraction.actors import actors
from plans.documents.extraction.context import NO_UNITS, Context, Scope, Units
from plans.documents.extraction.deeds import first_deed
from plans.documents.extraction.items import Item
from plans.documents.extraction.labelled import without_labels
from plans.documents.extraction.labels import is_bare_time
from plans.documents.extraction.marks import Rank
from plans.documents.extraction.responsible import read_responsible
from plans.documents.extraction.titles import is_empty, shortened, tidied, without
from plans.documents.extraction.wording import plain
from plans.planning.draft import DraftDeadline

_LONGEST_SECTION = 150
#: A paragraph without a number that is longer names nothing: it tells.
_LONGEST_NAME = 400
_LONGEST_BODY = 140
#: Sections that set aims and ask for manners; their dates are no deadlines.
_AIM = (
    r"(?:muc dich|muc tieu|yeu cau|quan diem|can cu|co so phap ly|chi tieu|nguyen tac|pham vi|giai thich tu ngu|chu de"
    r"|khau hieu|su can thiet|y nghia)"
)
_AIMS = re.compile(
    rf"(?:cac )?{_AIM}(?:[\s,;/-]+(?:va|{_AIM}|cu the|chung|thi dua|chu yeu|phan dau|doi tuong|phap ly"
    rf"|xay dung ke hoach"
    r"|cua ke hoach|nam \d{4}))*\s*(?:[:.]|$)"
)
_PAST = re.compile(r"(?:danh gia|ket qua|dac diem|tinh hinh|thuan loi|kho khan|uu diem|ton tai|han che|khai quat)\b")
#: How papers end: what stands so under the last month is no task of it.
_CLOSING = re.compile(
    r"(?:tren day la|trong qua trinh|qua trinh (?:thuc hien|trien khai)|moi (?:chi tiet|vuong mac|thac mac)"
    r"|neu co (?:kho khan|vuong mac)|can cu (?:vao )?ke hoach nay|yeu cau cac|de nghi cac|ke hoach nay|nhan duoc"
    r"|luu y|ghi chu)\b"
)
_PART_OF_DAY = re.compile(r"(?:buoi )?(?:sang|chieu|toi|trua)\W*$")
#: Headings that say nothing of what is to be done.
_GENERIC = re.compile(
    r"(?:to chuc thuc hien|noi dung(?: (?:thuc hien|cong viec|cu the|trien khai|ke hoach|va .*))?"
    r"|ke hoach (?:thuc hien|cu the|chi tiet)|(?:cac )?noi dung.*|(?:cac )?nhiem vu(?: (?:trong tam|cu the"
    r"|chung|chu yeu"
    r"|va giai phap|giai phap|.*giai phap.*))?|(?:tien do|lo trinh|thoi gian|dia diem|phan cong|cach thuc"
    r"|lich|doi tuong"
    r"|hinh thuc|thanh phan|phu luc|quy trinh).*|cong tac to chuc|to chuc|thuc hien|trien khai thuc hien|chuong trinh)$"
)
_ASKS = re.compile(r".*(?P<asks>(?i:đề nghị|yêu cầu|giao) )")
_TELLS = re.compile(
    r"\b(?:thong bao|huong dan|ban hanh|xay dung|bao cao|trien khai|de ra|phat dong|lap ke hoach|xin)\b"
    r".*(?:nhu sau|sau|cu the)\W*$"
)
_ASKS_SOMEBODY = re.compile(r"\b(?:de nghi|yeu cau|giao|phan cong|chi dao)\b")
_TO_A_BODY = re.compile(r"(?i)^(?:trách nhiệm của|giao(?: cho| nhiệm vụ cho)?|đề nghị|yêu cầu|đối với|nhiệm vụ của)\s+")


def is_apart(item: Item) -> bool:
    """Whether a section only sets aims or tells what has been."""
    said = plain(item.text)
    if item.rank <= Rank.NUMBER2 and _AIMS.match(said):
        return True
    return item.rank.is_heading and item.rank is not Rank.ARTICLE and _PAST.match(said) is not None


def is_closing(title: str) -> bool:
    """Whether a paragraph only closes the paper."""
    return _CLOSING.match(plain(title)) is not None


def is_group(item: Item, rest: Sequence[Item]) -> bool:
    """Whether a paragraph only gathers those beneath it."""
    if item.rank.is_heading:
        return True
    if all(child.is_label for child in rest):
        return False
    return item.passage.text.endswith(":") or body_of_heading(item.text) != NO_UNITS or first_deed(item.text) > 0


def heading_scope(context: Context, scope: Scope, item: Item, units: Units) -> Scope:
    """What a paragraph gives to those beneath it: its name as section, its period, the body that it names."""
    heads = item.rank.is_heading or (
        bool(item.children) and len(item.text) <= _LONGEST_SECTION and not item.text.endswith((".", ";"))
    )
    section = section_of(item) if heads and not _PART_OF_DAY.match(plain(item.text)) else ""
    period = context.period(item.passage.text) if heads else None
    who = units if units != NO_UNITS or item.rank is Rank.HEADING else body_of_heading(item.text)
    if who == NO_UNITS and item.passage.text.endswith(":") and not item.rank.is_heading and not _announces(item.text):
        who = actors(item.text)
    name = tidied(item.text)
    title = "" if item.rank.is_heading or _GENERIC.match(plain(name)) or who != NO_UNITS else name
    return replace(scope.within(section, period, who, title), fills=scope.fills or period is not None)


def _announces(text: str) -> bool:
    """Whether a body only tells what follows ("Phòng … thông báo kế hoạch như sau:") and asks nobody."""
    said = plain(_last_sentence(text))
    return _TELLS.search(said) is not None and not _ASKS_SOMEBODY.search(said)


def _last_sentence(text: str) -> str:
    return text[text.rfind(". ", 0, -2) + 1 :]


def dated_scope(scope: Scope, item: Item, deadline: DraftDeadline) -> Scope:
    """What a line with nothing but a day gives to those beneath it."""
    return replace(scope.within(section_of(item), deadline), fills=True)


def section_of(item: Item) -> str:
    """A heading as the section of what stands beneath it."""
    return shortened(item.passage.text.rstrip(" :"), _LONGEST_SECTION)


def body_of_heading(text: str) -> Units:
    """The body that a heading names ("2. Các phòng, đơn vị thuộc Sở:"), with nothing said of what it does."""
    if len(text) > _LONGEST_BODY:
        return NO_UNITS
    name = _TO_A_BODY.sub("", text.strip(" :.-"))
    return read_responsible(name) if is_body(name) else NO_UNITS


def asked_of(item: Item) -> Units:
    """Whom a paragraph asks to do what follows it ("UBND xã đề nghị các cơ quan, đơn vị:")."""
    text = _last_sentence(item.text)
    asks = _ASKS.match(text) if item.rank is Rank.TEXT and text.endswith(":") and not item.rows else None
    return actors(text[asks.start("asks") :]) if asks and names_first(text, asks.end()) else NO_UNITS


def title_of(context: Context, item: Item, scope: Scope) -> str:
    """The name of a task: its own words, else those of the nearest heading that says something, else the paper's."""
    own = without_labels(item)
    title = tidied(without(own, [(one.start, one.end) for one in context.prose(own, scope.period)]))
    story = item.rank is Rank.TEXT and len(own) > _LONGEST_NAME and bool(context.title)
    if not item.is_label and not story and _says_something(own, title):
        return title
    for above in item.ancestors():
        name = tidied(above.text)
        if not above.is_label and _says_something(above.text, name) and not context.period(above.text):
            return name
    return context.title or title


def _says_something(text: str, title: str) -> bool:
    return not is_empty(title) and not _GENERIC.match(plain(title)) and not is_bare_time(text)
