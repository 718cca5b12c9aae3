"""Who acts: the bodies that running text names beside what is to be done."""

import re

from plans.documents.extraction.actors import actors
from plans.documents.extraction.body_words import body_words
from plans.documents.extraction.context import NO_UNITS, Units
from plans.documents.extraction.deeds import first_deed
from plans.documents.extraction.responsible import read_responsible

_LEADS = re.compile(r"(?:chủ trì|phụ trách|chịu trách nhiệm)\W*$|(?:chủ trì|phụ trách), phối hợp")
_WITH = re.compile(r"(?i:(?:chủ trì|đầu mối|chủ động)?(?:,| và)? ?phối hợp(?: chặt chẽ)? (?:với|cùng) )")
_CHARGED = re.compile(
    r"\([^()]*?\bdo (?P<name>[^(),;]{3,90}?) (?:chủ trì|thực hiện|phụ trách|đảm nhiệm|chịu trách nhiệm)\W*$"
)
_BODY_BEHIND = re.compile(r"\((?P<name>[^()]{3,120})\)\W*$")


#: What takes place, or is handed in by whoever has it: the body of an earlier sentence need not be the one who acts.
_IMPERSONAL = re.compile(
    r"\W*(?:\d{1,2}[.)]\s)?(?i:dự kiến|lễ|mọi (?:thông tin|ý kiến|thắc mắc|chi tiết)|thời gian|thời hạn|"
    r"hạn (?:nộp|cuối|chót)|"
    r"ý kiến|hồ sơ|bài dự thi|hội nghị|đại hội|hội thi|cuộc thi)(?!\w)"
)
#: An authority says what is to be done; others do it.
_ANNOUNCES = re.compile(
    r"(?i:nhận được|vừa (?:có|ban hành)|đã (?:có|ban hành|ký|quyết định)|ra thông báo|có (?:công văn|văn bản|"
    r"thông báo)|thông báo"
    r" (?:về việc|kế hoạch|như sau|cụ thể|gia hạn|kéo dài)|hướng dẫn (?:như sau|các|một số)|nhấn mạnh|cho biết|"
    r"trân trọng|"
    r"xin giới thiệu|đăng tải|lấy ý kiến)"
)


def who_acts(text: str, sentence: int, clause_start: int = 0) -> Units:
    """Who is told to act in the clause that begins there, else in its sentence, else in those before, nearest first."""
    start = max(sentence, clause_start)
    found = actors(text[start:])
    if _IMPERSONAL.match(text, sentence):
        return found
    while found == NO_UNITS and start > 0:
        head = text[:start].rstrip()
        if start > sentence:
            start = sentence
            found = actors(text[start:])
            continue
        earlier = head.rfind(". ", 0, max(len(head) - 1, 0))
        start = earlier + 2 if earlier >= 0 else 0
        found = NO_UNITS if _ANNOUNCES.search(head, start) else actors(head[start:])
    return found


def acting_first(text: str) -> Units:
    """Who acts where a line begins with it; a body in its midst may be whom it is done for."""
    return actors(text) if names_first(text, 0) else NO_UNITS


def named_behind(rest: str) -> Units:
    """The body that stands behind the deadline as its leader ("…; Văn phòng chủ trì")."""
    part = next((part for part in re.split(r"[;.]\s", rest) if _LEADS.search(part)), "")
    return read_responsible(part.strip(" ;.,()")) if part else NO_UNITS


def names_first(text: str, at: int) -> bool:
    """Whether a body stands there, behind at most a word that joins."""
    for word in ("riêng ", "và ", "đồng thời ", "đề nghị ", "yêu cầu ", "giao "):
        at += len(word) if text[at : at + len(word)].lower() == word else 0
    return body_words(text).begins(text, at)


def beside(text: str, units: Units) -> Units:
    """The body above that leads, with those that its task names ("Chủ trì, phối hợp với Văn phòng … trình …")."""
    match = _WITH.match(text)
    if not match or not units[0] or units[1] or not body_words(text).begins(text, match.end()):
        return NO_UNITS
    others = read_responsible(text[match.end() : first_deed(text, match.end())].strip(" ,;.:"))
    return units[0], tuple(body for body in (*others[0], *others[1]) if body not in units[0])


def in_brackets(title: str) -> tuple[str, Units]:
    """A title without the body that stands in brackets at its end, and that body ("Đón tiếp đại biểu (Văn phòng)")."""
    charged = _CHARGED.search(title)
    if charged and is_body(charged["name"]):
        return title, read_responsible(charged["name"])
    match = _BODY_BEHIND.search(title)
    if not match or not is_body(match["name"]):
        return title, NO_UNITS
    return title[: match.start()].rstrip(), read_responsible(match["name"])


def is_body(text: str) -> bool:
    """Whether a text is the name of a body and nothing more."""
    name = text.capitalize() if text.isupper() else text
    return body_words(name).begins(name, 0) and first_deed(name) >= len(name.rstrip(" :."))
