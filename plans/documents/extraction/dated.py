"""Paragraphs under a day, and names with a date: schedules, phases, "Tổng kết: tháng 12", "Họp (ngày 30/10)"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from plans.documents.deadlines.finding import Found
from plans.documents.extraction.acting import is_body
from plans.documents.extraction.context import NO_UNITS, Context, Scope, Units, until
from plans.documents.extraction.responsible import read_responsible
from plans.documents.extraction.titles import is_empty, tidied, without
from plans.documents.extraction.wording import plain
from plans.model.plan import DeadlineKind
from plans.planning.draft import DraftDeadline

#: Longer beginnings are sentences, not names of days.
_HEAD = 90
_DELIMITER = re.compile(r":(?!\d)|\s[-–—]\s(?!(?:ngày )?\d{1,2}\s?[/.-]\s?\d)|\.\s|\t|$")
_MAYBE_DATE = re.compile(
    r"(?:ngay|hom nay|thu|chu nhat|sang|chieu|toi|trua|tu|tuan|thang|quy|truoc|den|cham nhat|trong|vao|buoi|cuoi|dau"
    r"|giua|het|hoc ky|\d)"
)
_TIME_WORDS = frozenset(
    re.findall(
        r"\S+",
        "sang chieu toi trua buoi ca thu hai ba tu nam sau bay chu nhat cn ngay du kien vao luc trong khoang cac tuan"
        " hom nay den het lich cong tac thang quy truoc dip hang hoan thanh xong cham han cuoi dau giua",
    )
)
_HOUR = re.compile(
    r"(?:(?:sang|chieu|toi|trua|buoi sang|buoi chieu|luc|tu|dung|vao luc|khoang|bat dau)[\s:,]*)*"
    r"(?P<hour>[01]?\d|2[0-3])\s?(?:gio|h|g|:(?=\d\d))\s?(?P<minute>[0-5]\d)?(?:'| ?phut| ?p\b)?"
    r"(?:\s?(?:-|den)\s?(?:[01]?\d|2[0-3])\s?(?:gio|h|g|:(?=\d\d))\s?(?:[0-5]\d)?(?:'| ?phut| ?p\b)?)?\s*[:,.;)-]*\s*"
)
_NAME = re.compile(r"(?P<name>[^:]{2,160}?)\s*:\s+(?=\S)")
_PHASE = re.compile(
    r"(?:dot|giai doan|buoc|vong|ky|lan|chang|dot thi dua|khoa|ca|hoc ky|hoi|phien)\s+(?:thu\s+)?(?:\d+"
    r"|[ivx]+|nhat|hai|ba|tu|mot|bon|nam)\b"
)
_NOT_A_NAME = re.compile(
    r"(?:so|dien thoai|dt|fax|tel|kinh gui|noi nhan|luu|website|email|dia chi|can cu|ngay sinh|hom thu"
    r"|ma so|sinh ngay|ghi chu|vi du|luu y)\b"
    r"|.*\b(?:ky niem|chao mung|ngay le|ngay sinh|so lieu|trong do|giai doan \d{4}"
    r"|(?:chi thi|nghi quyet|quyet dinh|cong van|thong tu|ke hoach|nghi dinh|luat) (?:so\b|\d))"
)
#: What is held on a day of its own, whatever is celebrated.
_SO_FAR = re.compile(r"\b(?:den|hien|cho den) nay\W*$")
_EVENT = re.compile(
    r"(?:so ket|tong ket|mit tinh|to chuc|hop|hoi nghi|hoi thi|hoi thao|le (?!lon)|phat dong|gap mat|trao)\b"
)
#: Behind the name of an anniversary only this is a day of the plan, not the anniversary's.
_SURELY_DAY = re.compile(r"(?:du kien |vao )?(?:(?:tu |truoc )?ngay|tu|trong thang|thang|hoan thanh|xong)\b.*\d{4}")
_DASH_BEFORE_DAY = re.compile(r"\s[-–—]\s(?=(?:trước |vào )?(?:ngày )?\d{1,2}[/.])")
_OPEN = re.compile(r"(?:thuc hien )?theo (?:ke hoach|lich|thong bao|huong dan|chi dao|su chi dao|quy dinh|yeu cau)\b")
_BRACKETS = re.compile(r"\(([^()]{3,80})\)")
_LONGEST_NAMED = 260
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Dated:
    """A deadline found by its place in a paragraph, what it is the deadline of, and where the paragraph goes on."""

    found: Found
    start: int
    name: str
    rest: int
    units: Units = NO_UNITS

    @property
    def end(self) -> int:
        """Where the expression ends in the paragraph."""
        return self.start + self.found.end - self.found.start


def covers(text: str, found: Sequence[Found]) -> bool:
    """Whether a text says little but these dates."""
    left = plain(without(text, [(one.start, one.end) for one in found]))
    return bool(found) and set(re.findall(r"[a-z]+|\d{3,}", left)) <= _TIME_WORDS


def day_head(context: Context, scope: Scope, text: str) -> Dated | None:
    """The date that a paragraph begins with: "Ngày 12/3: …", "Sáng thứ Hai, 15/4", "Tháng 3 - …"."""
    said = plain(text[:_HEAD])
    if not _MAYBE_DATE.match(said):
        return None
    for delimiter in _DELIMITER.finditer(text[:_HEAD]):
        head = text[: delimiter.start()]
        found = context.slot(head, scope.period)
        if len(found) == 1 and found[0].deadline.date and covers(head, found):
            return Dated(found[0], found[0].start, "", delimiter.end())
        if delimiter[0] == "" or len(head) > _HEAD - 2:
            break
    return None


def is_day_line(context: Context, text: str) -> bool:
    """Whether a line begins with a day or a period of its own ("Thứ Hai, 18/3", "Ngày 20/3: Hội thi")."""
    return day_head(context, Scope(), text) is not None


def with_hour(scope: Scope, text: str) -> tuple[DraftDeadline, int] | None:
    """Under a day's heading: the day with the hour that a paragraph begins with, and where its own words begin."""
    match = _HOUR.match(plain(text[:_HEAD]))
    if not match or not scope.period or scope.period.kind is not DeadlineKind.ON:
        return None
    hour = time(int(match["hour"]), int(match["minute"] or 0))
    return replace(
        scope.period, hour=hour, wording=f"{text[: match.end()].strip(' :,-–')} {scope.period.wording}"
    ), match.end()


def named_date(context: Context, scope: Scope, text: str) -> Dated | None:
    """A name and its date: "Đợt thứ nhất: từ đầu năm đến 30/6 …", "Giai đoạn 1 (tháng 1-3): …", "Tổng kết: 15/12"."""
    return _after_colon(context, scope, text) or _in_brackets(context, scope, text)


def named_dates(context: Context, scope: Scope, text: str) -> tuple[Dated, ...]:
    """Several names with their dates in one line, maybe behind the name of the whole.

    "Báo cáo học kỳ I: 10/01/2025; báo cáo năm học: 25/5/2025", "Kiểm tra: lần 1 - ngày 10/4; lần 2 - ngày 05/5/2026".
    """
    if found := _each_named(context, scope, text):
        return found
    whole = _NAME.match(text)
    if whole is None or is_body(whole["name"]):
        return ()
    inner = _each_named(context, scope, text[whole.end() :])
    return tuple(
        replace(one, start=whole.end() + one.start, name=tidied(f"{whole['name']}: {one.name}"), rest=len(text))
        for one in inner
    )


def _each_named(context: Context, scope: Scope, text: str) -> tuple[Dated, ...]:
    text = _DASH_BEFORE_DAY.sub(" : ", text)
    parts = [(part.start(), part[0].rstrip()) for part in re.finditer(r"[^;\s][^;]*", text)]
    if not 1 < len(parts) <= _MOST_NAMED:
        return ()
    found = [(start, _after_colon(context, scope, part)) for start, part in parts]
    return (
        tuple(replace(dated, start=start + dated.start, rest=len(text)) for start, dated in found if dated is not None)
        if all(dated for _, dated in found)
        else ()
    )


def _after_colon(context: Context, scope: Scope, text: str) -> Dated | None:
    match = _NAME.match(text)
    if not match or (_NOT_A_NAME.match(plain(match["name"])) and not _EVENT.match(plain(match["name"]))):
        return None
    if match["name"].count("(") > match["name"].count(")"):
        return None
    phase = _PHASE.match(plain(match["name"]))
    content = text[match.end() :]
    stop = len(content) if len(content) < _LONGEST_NAMED else content.rfind(" ", 0, _LONGEST_NAMED)
    said = plain(content[:40])
    if not phase and (len(text) > _LONGEST_NAMED or not (_MAYBE_DATE.match(said) or _OPEN.match(said))):
        return None
    found = context.slot(content[:stop], scope.period)
    if not found or plain(content[: found[0].start]).strip(" (-") not in {"", "tu nay", "ke tu nay", "tu dau nam"}:
        return None
    if (
        not found[0].deadline.date
        and not found[0].problems
        and not (len(text) < _LONGEST_NAMED and _OPEN.match(plain(content)))
    ):
        return None
    name = match["name"].strip()
    behind = re.sub(r"^với (?:tinh thần )?", "", content[found[0].end :].strip(" .;,:)"))
    if not phase and not covers(content, found) and len(found) > 1:
        return None
    title = tidied(f"{name}: {behind}") if (phase and not is_empty(behind)) else tidied(name)
    first = replace(found[0], deadline=until(name, found[0].deadline))
    return Dated(first, match.end() + first.start, title, len(text))


def _as_led_in(
    context: Context, scope: Scope, text: str, brackets: re.Match[str], deadline: DraftDeadline
) -> DraftDeadline:
    """A deadline in brackets as the words before them make it ("trước khi kết thúc năm học (31/5)")."""
    for one in context.prose(text, scope.period):
        if one.start < brackets.end() and one.end > brackets.start():
            return one.deadline
    return deadline


def _in_brackets(context: Context, scope: Scope, text: str) -> Dated | None:
    if len(text) > _LONGEST_NAMED and not _PHASE.match(plain(text)):
        return None
    for brackets in _BRACKETS.finditer(text[:_LONGEST_NAMED]):
        before = text[: brackets.start()]
        found = context.slot(brackets[1], scope.period)
        if len(found) != 1 or not found[0].sure or _SO_FAR.search(plain(before)):
            continue
        if any(one.end <= brackets.start() for one in context.prose(text, scope.period)):
            return None
        if _NOT_A_NAME.match(plain(before)) and not _SURELY_DAY.match(plain(brackets[1])):
            continue
        left = without(brackets[1], [(found[0].start, found[0].end)]).strip(" ,;:-–")
        beside = covers(brackets[1], found)
        if not beside and not is_body(left):
            continue
        if "-" not in (found[0].deadline.date or "") or re.search(r"số \d+\s?(?:/|$)", before):
            continue
        title = tidied(without(text, [brackets.span()]))
        units = NO_UNITS if beside else read_responsible(left)
        first = replace(found[0], deadline=_as_led_in(context, scope, text, brackets, found[0].deadline))
        return Dated(first, brackets.start(1) + first.start, title, len(text), units)
    return None
