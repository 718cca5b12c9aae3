"""What the columns of a table hold, from the words of its head or, without one, from what stands in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from plans.documents.extraction.acting import is_body
from plans.documents.extraction.context import Context
from plans.documents.extraction.dated import covers
from plans.documents.extraction.wording import plain
from plans.planning.draft import DraftDeadline


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    TITLE = "title"
    LEAD = "lead"
    COOPERATE = "cooperate"
    TIME = "time"
    OLD_TIME = "old time"
    FROM = "from"
    TO = "to"
    DAY = "day"
    HOUR = "hour"
    PERIOD = "period"
    PART_OF_DAY = "part of day"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Head:
    """A column with the words of its head; `period` is what a column of its own stands for ("Tháng 3")."""

    column: Column
    words: str = ""
    period: DraftDeadline | None = None


_TIMES = r"(?:thoi (?:gian|han)|tien do|han|ngay)"
_WORDS = (
    (Column.NUMBER, r"(?:s?tt|so (?:tt|thu tu)|thu tu|no|#|so|muc)\.?$"),
    (
        Column.OTHER,
        r"don vi tinh|dvt\b|.*kinh phi|du toan|ghi chu|so (?:luong|tien|bai|van ban)|dia diem(?!.*thoi gian)"
        r"|noi (?:to chuc|hop|nhan|nop|gui)"
        r"|ngay (?:giao|nhan viec|ban hanh|ky|trinh|cap nhat)|thanh phan|diem(?: so)?$|can cu|nguon|ty le"
        r"|(?:nguoi|don vi|can bo|bo phan) (?:theo doi|kiem tra|giam sat|duyet|lap)\b",
    ),
    (
        Column.OLD_TIME,
        rf".*{_TIMES}.*\b(?:cu|ban dau|truoc day|da giao|da ban hanh|hien tai|(?:theo|tai) (?:ke hoach|cong van"
        r"|quyet dinh)|truoc (?:khi )?dieu chinh|quy dinh tai)\b",
    ),
    (Column.FROM, r"(?:thoi gian |ngay )?(?:tu(?: ngay| thang)?|bat dau)$"),
    (Column.TO, r"(?:thoi gian |ngay )?(?:den(?: ngay| thang| het)?|ket thuc)$"),
    (
        Column.DAY,
        r"(?:thu|ngay|ngay[ ,/-]*thang(?:[ ,/-]*nam)?|thu[ ,/-]*(?:va )?ngay(?:[ ,/-]*thang)?|ngay[ ,/-]*thu)$",
    ),
    (Column.HOUR, r"(?:gio|gio giac|thoi diem|gio bat dau)$"),
    (Column.PART_OF_DAY, r"(?:buoi )?(?:sang|chieu|toi)(?: \(.*\))?$"),
    (
        Column.TITLE,
        r"(?:cac )?(?:noi dung|cong viec|nhiem vu|hoat dong|ten |dau viec|viec |su kien|phong trao|chuyen de"
        r"|san pham, cong viec|cong tac)|ten$|viec$",
    ),
    (
        Column.TIME,
        r".*(?:thoi gian|thoi han|tien do|\bhan\b|hoan thanh|lo trinh|deadline|thoi diem|ky han|lich |ngay (?:thuc hien"
        r"|hop|to chuc|nop|gui|bao cao))|thang(?:[ ,/]*nam)?$|tuan$|quy$|ngay",
    ),
    (
        Column.OTHER,
        r"san pham|ket qua|muc tieu|chi tieu|doi tuong|yeu cau|hinh thuc|tai lieu|lanh dao (?:chi dao"
        r"|phu trach|phe duyet"
        r"|theo doi)|cap (?:trinh|phe duyet|ban hanh)|co quan (?:trinh|ban hanh)|nguoi (?:ky|duyet)|noi nhan|phe duyet",
    ),
    (Column.COOPERATE, r"(?!.*(?:chu tri|thuc hien (?:va|,|/)|phu trach)).*phoi hop|(?:ho tro|tham gia)$"),
    (
        Column.LEAD,
        r".*(?:don vi|chu tri|thuc hien|phu trach|trach nhiem|co quan|nguoi|bo phan|phan cong|dau moi|tham muu|ca nhan"
        r"|luc luong)|chinh$"
        r"|phong|khoa|to$|ban$",
    ),
    (Column.PERIOD, r"(?:thang|quy|tuan|t|q|hoc ky) ?(?:\d{1,2}|[ivx]{1,4})\b"),
)
#: Heads of lists of people, which are no tables of tasks whatever dates stand in them.
_OF_PEOPLE = re.compile(
    r"\W*(?:ho (?:va|,)? ?ten|ho ten|chuc vu|chuc danh|ngay,? ?(?:thang,? ?)?(?:nam )?sinh|nam sinh"
    r"|gioi tinh|nam/nu|so dien thoai"
    r"|dien thoai|email|don vi cong tac|noi cong tac|ky (?:ten|nhan)|trinh do|que quan"
    r"|danh hieu (?:dang ky|de nghi|thi dua))"
)
_ROLES = tuple((column, re.compile(words)) for column, words in _WORDS)
#: What a head never has: days, and bodies side by side.
_FIGURES = re.compile(r"\d ?[/.] ?\d|\d{4}[^\d]+\d{4}|;|phoi hop voi|chu tri, phoi hop .")
_FRAME = re.compile(r"(?:thang|quy)(?:[ ,/]*nam)?$")
_INDEX = re.compile(r"\(?(?:\d{1,2}|[a-e])\)?$")
_LONGEST_HEAD = 80
#: The same where only its time is understood, and what is done or the numbers.
_LONGEST_WORDS = 40
_LOOKED_AT = 40
_MOSTLY = 0.6


def column_of(words: str) -> Column | None:
    """What a column with that head holds; None when the words are no head."""
    said = " ".join(re.sub(r"[*:.]+$", "", plain(words)).split()).strip(" .:")
    if not said or len(said) > _LONGEST_HEAD or _FIGURES.search(said):
        return None
    said = re.sub(r"\s*\((?!.*phoi hop).*\)$", "", said) or said
    return next((column for column, pattern in _ROLES if pattern.match(said)), None)


def heads_of(context: Context, rows: Sequence[Sequence[str]]) -> tuple[tuple[Head, ...], int]:
    """The columns by the head that the table begins with, and of how many rows it is made; no columns without one."""
    first = rows[0]
    if sum(_OF_PEOPLE.match(plain(text)) is not None for text in first) > 1:
        return tuple(Head(Column.OTHER, text) for text in first), 1
    columns = [column_of(text) for text in first]
    if not _is_head(first, columns):
        return (), 0
    words, used = list(first), 1
    if len(rows) > 1 and _goes_below(first, rows[1], columns):
        words, used = _two_rows(first, rows[1]), 2
    while (
        used < len(rows)
        and all(_INDEX.match(plain(text).strip()) or not text for text in rows[used])
        and any(rows[used])
    ):
        if len([text for text in rows[used] if text]) < len(first) - 1:
            break
        used += 1
    return _settled(tuple(_head(context, text) for text in words)), used


def _is_head(texts: Sequence[str], columns: Sequence[Column | None]) -> bool:
    known = {column for column in columns if column}
    filled = [text for text in texts if text]
    if any(text.strip().isdigit() or _ends_sentence(text) for text in filled):
        return False
    telling = known & {Column.TITLE, Column.TIME, Column.DAY, Column.PART_OF_DAY, Column.OLD_TIME}
    recognised = sum(column is not None for column in columns)
    if Column.TIME in known and known & {Column.TITLE, Column.NUMBER} and all(map(_is_words_of_a_head, filled)):
        return True
    return bool(telling) and recognised > 1 and recognised >= len(filled) * _MOSTLY


def _is_words_of_a_head(text: str) -> bool:
    return len(text) <= _LONGEST_WORDS and not _FIGURES.search(plain(text))


def _ends_sentence(text: str) -> bool:
    return text.endswith((".", ";")) and len(text) > 6  # "TT.", "Stt."


def _goes_below(first: Sequence[str], second: Sequence[str], columns: Sequence[Column | None]) -> bool:
    """Whether the second row of a head goes on with the first: only words of a head, under or beside its own."""
    fresh = [text for text, above in zip(second, first, strict=False) if text and text != above]
    beneath = [above for text, above in zip(second, first, strict=False) if text and text != above]
    number = next((at for at, column in enumerate(columns) if column is Column.NUMBER), None)
    if not fresh or (number is not None and number < len(second) and second[number] not in {"", first[number]}):
        return False
    known = [text for text in fresh if column_of(text) or re.fullmatch(r"\d{1,2}|[IVX]{1,4}", text)]
    return (len(known) == len(fresh) and len(fresh) > 1) or (len(known) == len(fresh) == 1 and not beneath[0])


def _two_rows(first: Sequence[str], second: Sequence[str]) -> list[str]:
    words, above = [], ""
    for at in range(max(len(first), len(second))):
        upper = first[at] if at < len(first) else ""
        lower = second[at] if at < len(second) else ""
        above = upper or (above if lower else "")
        words.append(_joined(above, lower) if lower and lower != above else above)
    return words


def _joined(above: str, below: str) -> str:
    """The words of a column under a shared head: its own, unless they say nothing alone ("3" under "Tháng")."""
    said = plain(above)
    if re.fullmatch(r"\d{1,2}|[IVX]{1,4}", below):
        unit = next((name for name in ("tháng", "quý", "tuần") if plain(name) in said), "tháng")
        return f"{unit} {below}"
    return below if column_of(below) else f"{above} {below}"


def _head(context: Context, words: str) -> Head:
    column = column_of(words) or Column.OTHER
    if column is Column.PERIOD:
        spelt = re.sub(r"(?i)^t ?(?=\d)", "Tháng ", re.sub(r"(?i)^q ?(?=[\divx])", "Quý ", words))
        period = context.period(spelt)
        return Head(column if period else Column.OTHER, words, period)
    return Head(column, words)


def _settled(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    """The columns beside one another: with a column of days, "Thời gian" is the hour, and "Tháng" the days' month."""
    heads = _with_ends(_with_title(heads))
    present = {head.column for head in heads}
    changes: dict[Column, Column] = {}
    times = [plain(head.words) for head in heads if head.column is Column.TIME]
    if Column.DAY in present and times and all(map(_FRAME.match, times)):
        pass
    elif Column.DAY in present:
        changes = {Column.TIME: Column.HOUR} if present & {Column.TITLE} else {}
    elif Column.HOUR in present and Column.TIME not in present:
        changes = {Column.HOUR: Column.TIME}
    if changes and times and not any("gian" in words or "gio" in words for words in times):
        changes = {Column.DAY: Column.OTHER}
    if Column.LEAD not in present:
        heads = tuple(
            Head(Column.LEAD, head.words)
            if head.column is Column.OTHER and plain(head.words).startswith("lanh dao")
            else head
            for head in heads
        )
    return tuple(Head(changes.get(head.column, head.column), head.words, head.period) for head in heads)


def _with_title(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    """Where no head says what is to be done, the first that isn't understood does ("Hồ sơ", "Sản phẩm nộp")."""
    unknown = [at for at, head in enumerate(heads) if head.words and column_of(head.words) is None]
    if not unknown or any(head.column in {Column.TITLE, Column.PERIOD, Column.PART_OF_DAY} for head in heads):
        return heads
    return tuple(replace(head, column=Column.TITLE) if at == unknown[0] else head for at, head in enumerate(heads))


def _with_ends(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    """Beside a column for the beginning, the only one for a time ("Hoàn thành") is for the end."""
    columns = [head.column for head in heads]
    if Column.FROM not in columns or Column.TO in columns or columns.count(Column.TIME) != 1:
        return heads
    return tuple(replace(head, column=Column.TO) if head.column is Column.TIME else head for head in heads)


def guessed(context: Context, rows: Sequence[Sequence[str]]) -> tuple[Head, ...]:
    """The columns of a table without a head, by what stands in them; none when it does not look like tasks."""
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2:  # one column or row is no table of tasks
        return ()
    looked = rows[:_LOOKED_AT]
    kinds = [_guess(context, [row[at] for row in looked if at < len(row) and row[at]]) for at in range(width)]
    lengths = [sum(len(row[at]) for row in looked if at < len(row)) for at in range(width)]
    free = [at for at, kind in enumerate(kinds) if kind is Column.OTHER]
    if not free:
        free = [at for at, kind in enumerate(kinds) if kind is Column.LEAD]
    if not free or not {Column.TIME, Column.LEAD} & set(kinds):
        return ()
    kinds[max(free, key=lambda at: lengths[at])] = Column.TITLE
    seen_lead = False
    for at, kind in enumerate(kinds):
        if kind is Column.LEAD:
            kinds[at] = Column.COOPERATE if seen_lead else kind
            seen_lead = True
    return tuple(Head(kind) for kind in kinds)


def _guess(context: Context, texts: Sequence[str]) -> Column:
    def share(known: Sequence[bool]) -> float:
        return sum(known) / len(known) if known else 0.0

    if (
        share([bool(re.fullmatch(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Ea-e])[.)]?", text)) for text in texts])
        > _MOSTLY
    ):
        return Column.NUMBER
    if share([len(text) < _LONGEST_HEAD * 2 and covers(text, context.slot(text)) for text in texts]) > _MOSTLY:
        return Column.TIME
    if (
        share([len(text) < _LONGEST_HEAD * 3 and is_body(re.split(r"[\n;,]", text.strip("-+ "))[0]) for text in texts])
        > _MOSTLY
    ):
        return Column.LEAD
    return Column.OTHER
