"""Splitting a list of bodies: at a comma or "và" between two bodies, never inside the name of one."""

import re
from collections.abc import Iterator

from plans.documents.extraction.body_words import CAPITAL, BodyWords, body_words, spelt

_SEPARATOR = spelt(
    r"\s*(?P<semicolon>;|\n)\s*|\s*(?P<comma>,)\s*(?P<then>(?:và|cùng)\s)?|\s+(?P<and>và|cùng với|cùng|&|\+)\s+|"
    r"\s(?P<dash>[-–])\s|\s?(?P<slash>/)\s?"
)
_BRACKETS = re.compile(r"\([^()\n]{0,300}\)|[“\"][^”\"\n]{0,300}[”\"]")
#: What stands in brackets and names nobody.
_ASIDE = spelt(
    rf"\s*\((?:(?!{CAPITAL}|đ/c)[^()]{{0,300}}|[^()]{{0,40}}(?i:chủ trì|phối hợp|thực hiện|nếu có|qua|tham mưu|"
    rf"gọi tắt|đầu mối)[^()]{{0,200}})\)"
)
_LEAD_IN = spelt(
    r"^(?:\s*[-–—+*•.]|\s*\(?(?:\d{1,2}|[a-zđ])[.)]\s(?!\s*[A-ZĐ]\.)|\s*(?i:và|do|giao cho|giao|gồm có|gồm|bao gồm|"
    r"là|với|cùng|đối với|trách nhiệm của)\s|"
    r"\s*(?i:các )?(?i:đồng chí|đ/c|ông,? bà|ông \(bà\)|ông/bà|phòng, đơn vị|phòng|đơn vị|cơ quan|sở|ban|tổ chức|"
    r"bộ phận|tập thể|cá nhân|thành phần)"
    r"(?i: liên quan| sau| chuyên môn| gồm| phối hợp){0,2}\s?:(?=\s*\S)|\s*:)+\s*"
)
_LEAD_OUT = spelt(r"(?:[\s,;]+(?i:và|cùng|đồng thời|thì|mà|nhất là|trong đó))+$")
_NOBODY = spelt(
    r"(?i:(?:nt|như trên|như mục trên|không|nếu có|v\.?v|vv|khác|liên quan|có liên quan|các bộ phận khác|\W)*)"
)
_WINDOW = 80


def bodies(text: str) -> tuple[str, ...]:
    """The bodies that a list names, as written, in order, each once; the text holds nothing else."""
    words = body_words(text)
    flat = text.isascii()
    found = (_trimmed(part, flat) for part in _parts(without_asides(text), words, flat))
    named = (part for part in found if any(map(str.isalnum, part)))
    return tuple(dict.fromkeys(part for part in named if not _NOBODY[flat].fullmatch(part)))


def without_asides(text: str) -> str:
    """The text without the brackets that name nobody."""
    return _ASIDE[text.isascii()].sub(" ", text)


def _trimmed(part: str, flat: bool) -> str:
    text = _LEAD_IN[flat].sub("", part)
    text = " ".join(text.split()).strip(" ,.;:-–—+*•/…_")
    text = _LEAD_OUT[flat].sub("", text)
    while text.count(")") > text.count("(") and text.endswith(")"):
        text = text[:-1].rstrip()
    return text


def _parts(text: str, words: BodyWords, flat: bool) -> Iterator[str]:
    brackets = [match.span() for match in _BRACKETS.finditer(text)]
    at_bracket = 0
    start = fragment = 0
    bulleted = bool(re.match(r"\s*(?:[-–+•]\s|\d{1,2}[.)]\s)", text))
    semicolons = ";" in text
    for separator in _SEPARATOR[flat].finditer(text):
        while at_bracket < len(brackets) and brackets[at_bracket][1] <= separator.start():
            at_bracket += 1
        if at_bracket < len(brackets) and brackets[at_bracket][0] < separator.start():
            continue
        left = text[fragment : separator.start()]
        if len(left) > _WINDOW:
            left = "… " + left[-_WINDOW:]
        fragment = separator.end()
        if _parted(text, start, left, separator, words, bulleted=bulleted, semicolons=semicolons):
            yield text[start : separator.start()]
            start = separator.end()
    yield text[start:]


_HALVES = spelt(r"(?:HĐND|Đoàn ĐBQH|Văn phòng Đảng [uủ][ỷy])$")
_BARE_TITLE = spelt(r"^\s*(?i:trưởng|phó|chánh|tổ trưởng|nhóm trưởng|cụm trưởng|khối trưởng)$")
_DEPUTY = spelt(r"(?i:phó|tổ phó|nhóm phó|cụm phó|khối phó)(?!\w)")
_MASS = spelt(
    r"(?i:công đoàn|chi đoàn|đoàn thanh niên|đoàn tn|ban nữ công|nữ công|hội phụ nữ|hội cựu chiến binh|hội)(?!\w)"
)
_LEADERS = spelt(r"^\s*(?i:lãnh đạo)$")
_SECTORS = spelt(r"\s*(?i:các )?(?i:sở|phòng|ban|vụ)(?!\w)|\s*(?i:nội vụ|tài chính|tư pháp|y tế)")
_CLUSTER = spelt(r"(?<!\w)[Cc]ụm$")
_BLOC = spelt(r"[Kk]hối(?!\w)")
_ALWAYS_APART = spelt(r"(?:Công đoàn|Nhà trường)(?!\w)")
_OWNER = spelt(r"(?:thanh tra|pháp chế)(?: (?:sở|bộ|tỉnh|huyện|thành phố|nhân dân|viên))")
_SHARED = spelt(r"(?<!\w)(?:thuộc|trực thuộc|của|trong|trên|tại)(?!\w)")


def _parted(
    text: str, start: int, left: str, separator: re.Match[str], words: BodyWords, *, bulleted: bool, semicolons: bool
) -> bool:
    """Whether the separator stands between two bodies."""
    flat = text.isascii()
    right = separator.end()
    if separator["semicolon"]:
        return ";" in separator[0] or _line_begins(text, separator, words, bulleted=bulleted)
    if separator["dash"]:
        return bulleted and bool(words.named.match(text, right) or words.determined.match(text, right))
    if separator["slash"]:
        return bool(words.named.match(text, right)) and " " in separator[0]
    if _one_body(left, text, right, words, flat):
        return False
    joined = bool(separator["and"])
    if words.determined.match(text, right):
        return not (joined and words.ends_bare.search(left) and _shares(text, right, flat))
    if words.officer.match(text, right) or words.person.match(text, right):
        return True
    open_ = words.ends_modified.search(left) is not None and not words.ends_owned.search(left)
    named = words.named.match(text, right)
    if named and not (open_ and words.unnamed.match(text, right) and not _ALWAYS_APART[flat].match(text, right)):
        return _names_apart(text, start, left, separator, flat, semicolons=semicolons)
    if words.bare.match(text, right):
        return _nouns_apart(left, words) if joined else not open_
    if words.field.match(text, right) and words.ends_field.search(left):
        return _heads_fields(text[start : start + _WINDOW], flat)
    return words.people.match(text, right) is not None and not open_ and not joined


def _one_body(left: str, text: str, right: int, words: BodyWords, flat: bool) -> bool:
    """Whether the two sides belong to one body for sure: people, a chief with deputies, Cụm and Khối, places."""
    return bool(
        (words.people.match(text, right) and (words.ends_people.search(left) or _LEADERS[flat].search(left)))
        or (_BARE_TITLE[flat].search(left) and _DEPUTY[flat].match(text, right))
        or (_CLUSTER[flat].search(left) and _BLOC[flat].match(text, right))
        or (words.place.match(text, right) and words.ends_place.search(left))
    )


def _nouns_apart(left: str, words: BodyWords) -> bool:
    """Whether "và" parts two nouns, because what is left of it is a whole name already."""
    return not words.ends_bare.search(left) or words.ends_owned.search(left) is not None


def _names_apart(text: str, start: int, left: str, separator: re.Match[str], flat: bool, *, semicolons: bool) -> bool:
    """Whether a name behind the separator is another body, not the second half of one."""
    right = separator.end()
    if separator["and"] and _HALVES[flat].search(left):
        return False
    if separator["and"] and semicolons and _MASS[flat].match(text, right):
        return not _MASS[flat].match(text[start : start + _WINDOW].lstrip(" -+"))
    if separator["and"] and re.match(r"(?i:thanh tra|công an)(?!\w)", text[right : right + 20]):
        return bool(_OWNER[flat].match(text[right : right + 30].lower())) or "phòng" not in left.lower()
    return True


def _heads_fields(item: str, flat: bool) -> bool:
    """Whether the list began with "Sở", "Các phòng:" and goes on with the names of sectors alone."""
    return _SECTORS[flat].match(item) is not None or body_words(item).field.match(item) is not None


def _shares(text: str, right: int, flat: bool) -> bool:
    """Whether both halves belong to the same ("các phòng và các đoàn thể thuộc Sở")."""
    stop = re.compile(r"[,;\n]").search(text, right)
    return _SHARED[flat].search(text, right, stop.start() if stop else len(text)) is not None


_ITEM = re.compile(r"[-–+•]\s?|\d{1,2}[.)]\s")


def _line_begins(text: str, separator: re.Match[str], words: BodyWords, *, bulleted: bool) -> bool:
    """Whether a new line is a new body and not the rest of the one before."""
    before, right = text[max(separator.start() - 20, 0) : separator.start()].rstrip(), separator.end()
    mark = _ITEM.match(text, right)
    if mark:
        return bulleted or before.endswith((".", ",", ":")) or words.begins(text, mark.end())
    if before.endswith((",", "và", "-", "phối hợp", "với", "các")):
        return before.endswith(",") and words.begins(text, right)
    return not text[right : right + 1].islower() and words.begins(text, right)
