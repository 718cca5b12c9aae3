"""The title of a task: what is to be done, short and by itself, without number, label and deadline."""

import re
from collections.abc import Iterable

from plans.documents.extraction.body_words import body_words
from plans.documents.extraction.deeds import deeds
from plans.documents.extraction.marks import Rank, mark_of
from plans.documents.extraction.wording import plain
from plans.plain_text import capitalized

LONGEST = 300
_EDGES = " \t\n.,;:-–—+*/|…"
_EMPTY = re.compile(r"\(\s*[,;.:-]*\s*\)|\[\s*\]")
_GAPS = re.compile(r"\s+([,;.:)])|([,;:])(?:\s*[,;:.])+")
_IN_BRACKETS = re.compile(r"\([^()]{0,300}\)?")
_CLAUSE_END = re.compile(r";|\.\s|:\s")
_SPACES = re.compile(r"\s+")
_BULLET = re.compile(r"(?:^|\n|(?<=[.;,:]))\s*[-–+•*]\s+")
#: Words that are left at an edge when the deadline between them and the task is taken out.
_LEFT_BEHIND = re.compile(
    r"(?:(?:^|(?<=[\s,;(]))(?:(?:va )?(?:thoi gian|thoi han|han|tien do)(?: (?:hoan thanh|thuc hien|gui"
    r"|nop|bao cao))?|thoi diem|vao|truoc|trong|luc|tu|den|cham nhat|hoan thanh|xong|la|va"
    r"|thuc hien))[\s,;.:(]*$"
)
_CONNECTIVE = re.compile(
    r"(?:va|dong thoi|ngoai ra|sau do|rieng|trong do|cu the|bao gom|gom|theo do|vi vay|do do|hoac|con|la"
    r"|xong|,|;|:|\.|-|\)|/)[\s,:;.]+"
)
_VERB_LAST = re.compile(r"(?P<what>.+?),?\s+(?P<verb>gửi|nộp)(?: về| lên| lại)?")
_PURPOSE = re.compile(r"(?:de|nham|lam co so|lam can cu|phuc vu|de kip)\b")
_ASKING = re.compile(
    r"(?:kinh |tran trong )?(?:de nghi|yeu cau|giao(?: cho)?|phan cong|chi dao|huong dan|don doc"
    r"|thong bao(?: den)?|uy quyen)(?: cho)? "
)
#: Verbs that say how and with whom, not what.
_MANNER = re.compile(
    r"(?i)(?:chủ động|phối hợp|căn cứ|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|tích cực"
    r"|kịp thời|cần|phải|sẽ|tiếp tục|khẩn trương"
    r"|nghiêm túc|tập trung|dựa|trên cơ sở|theo|được|không|cùng|tăng cường|đẩy mạnh|định kỳ|hàng|hằng"
    r"|thường xuyên|sau ngày|kể từ|từ ngày)\b"
)
_MEETS = re.compile(r"hop\b")
_SHORTEST = 3
_DEED = re.compile(
    r"\b(?:xay dung|to chuc|bao cao|gui|nop|dang ky|lap|hoan thanh|hoan thien|trien khai|ra soat|tong hop"
    r"|tham muu|ban hanh|chuan bi"
    r"|thuc hien|danh gia|binh xet|thong ke|kiem tra|cap nhat|phoi hop|chu dong|phat dong|gioi thieu"
    r"|lua chon|cu |trinh|hop |so ket|tong ket|cong bo|cung cap|de xuat|tham gia|phe duyet|tham dinh"
    r"|thong bao|quan triet|pho bien|khao sat|tuyen truyen|mua sam|bo tri|phan bo|nhap|ky |bo sung"
    r"|khac phuc|to chuc|khai mac|be mac|nghiem thu|quyet toan|thanh toan|kien toan|thanh lap|viet |xet "
    r"|chi dao|cai cach|nghien cuu)"
)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without those stretches and without the signs that stood around them."""
    parts, at = [], 0
    for start, end in sorted(spans):
        before = text[at:start]
        left = _LEFT_BEHIND.search(plain(before))
        parts.append(before[: left.start()] if left and start > at else before)
        at = max(at, end)
    parts.append(text[at:])
    return _GAPS.sub(r"\1\2", _EMPTY.sub("", " ".join(parts)))


def tidied(text: str) -> str:
    """A title from what the paper says: bullets joined, no mark before it, no sign at its ends, not too long."""
    text = _BULLET.sub(lambda match: "" if not match.start() else "; ", text.strip())
    mark = mark_of(text)
    if mark.rank not in {Rank.PART, Rank.ARTICLE}:
        text = text[mark.start :]
    text = _GAPS.sub(r"\1\2", _EMPTY.sub("", _SPACES.sub(" ", text))).strip(_EDGES)
    if text.count("(") < text.count(")"):
        text = text.rstrip(")")
    elif text.count("(") > text.count(")"):
        text = text.rstrip(" (") + (")" if "(" in text.rstrip(" (") else "")
    return shortened(capitalized(text))


def shortened(text: str, limit: int = LONGEST) -> str:
    """At most so many characters, cut between words."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(_EDGES) + "…"


def is_empty(text: str) -> bool:
    """Whether hardly a word is left."""
    return len(re.findall(r"[^\W\d_]+", text)) < 2  # one word says nothing of what is to be done


def clause(before: str, after: str, follows: bool) -> str:
    """The title of a task in running prose, from what its sentence says `before` and `after` the deadline.

    `follows` says that `before` follows another deadline of the same sentence.
    """
    said = _last_clause(before, follows)
    rest = re.split(r";|\.\s", after, maxsplit=1)[0]
    if is_empty(said):
        said = f"{said} {_without_connective(rest)}"
    return tidied(_verb_first(_deed(said)))


def _verb_first(said: str) -> str:
    """A clause whose verb comes last, turned round: "Hồ sơ khen thưởng gửi về" → "gửi hồ sơ khen thưởng"."""
    match = _VERB_LAST.fullmatch(said.strip())
    if not match or is_empty(match["what"]) or body_words(match["what"]).begins(match["what"], 0):
        return said
    return f"{match['verb']} {match['what'][:1].lower()}{match['what'][1:]}"


def _last_clause(before: str, follows: bool) -> str:
    pieces = [piece for piece in clauses(before) if not is_empty(_without_rest(piece))]
    said = _without_connective(pieces[-1] if pieces else before)
    if follows and _PURPOSE.match(plain(said)):
        head, _, tail = said.rpartition(" và ")
        said = tail if head else said.rpartition(", ")[2]
    return _fitting(_without_rest(said))


def clauses(text: str) -> list[str]:
    """The parts of a sentence between semicolons, colons and full stops; what stands in brackets is not parted."""
    parts, start = [], 0
    masked = _IN_BRACKETS.sub(lambda match: "_" * len(match[0]), text)
    for stop in _CLAUSE_END.finditer(masked):
        parts.append(text[start : stop.start()])
        start = stop.end()
    return [*parts, text[start:]]


def _without_rest(said: str) -> str:
    """A clause without the words of time that are left at its end."""
    left = _LEFT_BEHIND.search(plain(said))
    return said[: left.start()] if left else said


def _without_connective(text: str) -> str:
    text = text.strip()
    while match := _CONNECTIVE.match(plain(text)):
        text = text[match.end() :]
    return text.strip()


def _fitting(said: str) -> str:
    """A clause that is too long without its beginning, cut at a comma."""
    while len(said) > LONGEST and ", " in said:
        cut = said.index(", ") + 2
        if len(said) - cut < LONGEST // 4:
            break
        said = said[cut:]
    return said


def without_actor(title: str, lead: Iterable[str]) -> str:
    """A title without the bodies that act, which stand beside it, unless too little is left or it is a meeting."""
    said = plain(title)
    at = 0
    for body in lead:
        name = plain(body)
        begin = next(
            (at + len(joint) for joint in ("", ", ", " va ", "; ") if said.startswith(name, at + len(joint))), -1
        )
        if begin < 0:
            break
        at = begin + len(name)
    if not at:
        return title
    at = len(said) - len(said[at:].lstrip(" ,:"))
    if manner := _MANNER.match(title, at):
        ours = _DEED.search(said, manner.end())
        theirs = next((place for place in deeds(title, at) if not _MANNER.match(title, place)), len(title))
        at = min(theirs, ours.start() if ours and not _MANNER.match(title, ours.start()) else theirs)
    rest = title[at:]
    return title if len(rest.split()) < _SHORTEST or _MEETS.match(said, at) else capitalized(rest)


def _deed(said: str) -> str:
    """What is asked for, without who is asked ("Đề nghị các đơn vị gửi …" → "gửi …")."""
    low = plain(said).strip()
    asking = _ASKING.match(low)
    if not asking:
        return said
    deed = _DEED.search(low, asking.end())
    stripped = said.strip()
    return stripped[deed.start() :] if deed and not is_empty(stripped[deed.start() :]) else said
