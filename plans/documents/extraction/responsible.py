"""Who answers for a task: the bodies that a column "Đơn vị thực hiện" or a line "Trách nhiệm" names."""

import re

from plans.documents.extraction.body_lists import bodies, without_asides
from plans.documents.extraction.body_words import body_words, spelt
from plans.documents.extraction.deeds import begins_with_deed, first_deed
from plans.documents.extraction.noise import cleaned

#: A cell is never longer; what is longer is no list of bodies.
LONGEST = 4000

_COOPERATING = (
    r"(?:với )?(?:(?<!nhân )(?<!Nhân )sự )?phối(?: kết)? hợp(?: chặt chẽ| đồng bộ| thực hiện(?= với| cùng))?"
    r"(?: cùng)?(?: với| của)?"
)
_LEADING = r"(?:là )?(?:(?:cơ quan|đơn vị|bộ phận) (?=chủ trì|đầu mối))?(?:chủ trì|(?:làm |là )?đầu mối)"
_ROLE_NOUN = (
    r"(?:(?:các )?(?:phòng, |tập thể, )?(?:đơn vị|cơ quan|bộ phận|cá nhân|người|lãnh đạo)"
    r"(?: ?[/,] ?(?:đơn vị|cá nhân|bộ phận))? )"
)
_MARKER = spelt(
    rf"(?<!\w)(?i:"
    rf"(?P<both>\(?chủ trì(?: tham mưu| thực hiện| triển khai| xây dựng| tổ chức)?\s?(?:[,\-–;/]|"
    rf"\s)\s?(?:và\s)?{_COOPERATING}(?!\w)\s?[:)]?)"
    rf"|(?P<mark>\(\s?(?:là )?{_ROLE_NOUN}?(?:(?P<coop_mark>phối hợp)|chủ trì|đầu mối|chính)(?: thực hiện)?\s?\))"
    rf"|(?P<label>(?:{_ROLE_NOUN}?(?:cùng )?(?P<coop_label>phối hợp|tham gia)(?: thực hiện)?"
    rf"|{_ROLE_NOUN}?(?:chịu )?(?:trách nhiệm )?(?:chủ trì|thực hiện|chịu trách nhiệm|phụ trách|chỉ đạo|"
    rf"đầu mối)(?: thực hiện| chính| chỉ đạo)?"
    rf"|trách nhiệm|phân công)\s?:)"
    rf"|(?P<coop>{_COOPERATING})(?!\w)"
    rf"|(?P<lead>{_LEADING})(?!\w))"
)
#: "phối hợp (với)" wherever it stands.
COOPERATION = spelt(rf"(?<!\w)(?i:(?:có trách nhiệm )?(?:chủ trì\s?(?:,|và|-)?\s?)?{_COOPERATING})(?!\w)")
_PART = re.compile(
    r"(?<=[\w)]{2})(?<!\bMs)(?<!\bMr)(?<!\bCN)(?<!\bKS)(?<!\bBS)(?<!\bTS)(?<!\bThS)(?<!\bGS)\.(?:/\.)?\s+(?=[^\W\d_a-zà-ỹ])|;"
)
_BULLET = spelt(r"[\s\-–+•*]*(?:\d{1,2}[.)]|[a-zđ][.)])?\s*(?:(?:Giao|giao)(?: cho)?\s)?")
_LINE = re.compile(r"([;\n])")
_LEADS_ON = spelt(r"(?i:[\s:,]*(?:với |cùng )?(?:(?:các|đồng chí|đ/c|ông|bà)\s?:?\s?)?)")


def read_responsible(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The leading and the cooperating bodies of a cell or line, as written.

    Recipients and what the bodies do are left out. Without a word on roles all of them lead.
    """
    return roles(cleaned(text[:LONGEST]))


def roles(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same of a text that is clean already."""
    lead: list[str] = []
    cooperating: list[str] = []
    now = lead
    for part in _parts(text):
        now = _read_part(part, now, lead, cooperating)
    leading = tuple(dict.fromkeys(lead))
    return leading, tuple(body for body in dict.fromkeys(cooperating) if body not in leading)


def _parts(text: str) -> list[str]:
    """Between semicolons and full stops; a semicolon stays with its list so that the list is split as one."""
    marked = _MARKER[text.isascii()].search(text) is not None
    parts, start = [], 0
    for stop in _PART.finditer(text):
        if marked or stop[0] != ";":
            parts.append(text[start : stop.end()])
            start = stop.end()
    return [*parts, text[start:]]


def _read_part(part: str, now: list[str], lead: list[str], cooperating: list[str]) -> list[str]:
    """Sort the bodies of one part; the answer is where those of the next belong."""
    at = 0
    for marker in _MARKER[part.isascii()].finditer(part):
        if marker.start() < at:
            continue
        before = _named(part[at : marker.start()])
        at = marker.end()
        if marker["label"]:
            now.extend(before)
            now = cooperating if marker["coop_label"] else lead
        elif marker["both"] or marker["lead"]:
            lead.extend(before)
            now = cooperating if marker["both"] or before or lead else lead
        elif marker["mark"]:
            (cooperating if marker["coop_mark"] else lead).extend(before)
            now = now if marker["coop_mark"] else cooperating
        elif _goes_on(part, at):
            now.extend(before)
            now = cooperating
        else:
            (cooperating if lead else lead).extend(before)
    now.extend(_named(part[at:]))
    return now


def _goes_on(part: str, at: int) -> bool:
    """Whether a body stands behind "phối hợp"."""
    lead_in = _LEADS_ON[part.isascii()].match(part, at)
    start = lead_in.end() if lead_in else at
    if body_words(part).begins(part, start):
        return not begins_with_deed(part, start) or body_words(part).officer.match(part, start) is not None
    with_whom = part[:at].rstrip().lower().endswith(("với", "cùng", "của", "voi", "cung"))
    return with_whom and part[start : start + 1].isalpha() and not begins_with_deed(part, start)


def _named(text: str) -> tuple[str, ...]:
    """The bodies before the first verb of each line."""
    if not text.strip(" \n,.;:-+"):
        return ()
    kept: list[str] = []
    ended = False
    for part in _LINE.split(without_asides(text)):
        kept.append(part if part in {";", "\n"} else _before_deed(part, ended=ended))
        ended = (ended and not part.strip()) or part.rstrip().endswith((":", ";", "."))
    return bodies("".join(kept))


def _before_deed(line: str, *, ended: bool) -> str:
    """A line up to its verb; one that begins with a verb behind a full stop or colon names nobody."""
    mark = _BULLET[line.isascii()].match(line)
    start = mark.end() if mark else 0
    if ended and begins_with_deed(line, start) and not body_words(line).begins(line, start):
        return ""
    stop = first_deed(line, start)
    colon = line.find(":", start, stop)
    if colon > 0 and begins_with_deed(line, colon + 1 + (line[colon + 1 : colon + 2] == " ")):
        stop = colon
    quoted = line.rfind("“", 0, stop)
    return line[:quoted] if line.rfind("”", 0, stop) < quoted and stop < len(line) else line[:stop]
