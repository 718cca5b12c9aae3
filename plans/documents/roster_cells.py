"""What stands in one cell of a roster: names, ids, days, telephone numbers, words to choose from."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from plans.documents.plan_reading import read_day
from plans.documents.roster_table import Column, RosterTable, Row
from plans.documents.roster_words import chosen
from plans.documents.text_file import slug, words

T = TypeVar("T")

MAX_PERSON_ID = 32
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")
#: What programs write in place of letters that an old code page lacks.
LOST = re.compile("[?\ufffd]")
#: What no name has: a formula, a mark-up, an address, a number or a remark has come into the column.
NO_NAME = re.compile(r"[<>=@{}\[\]\\|/#$%^*_~\";,:0-9]|^[+'-]|\s[-–—]|\([^()]{4,}\)")
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_PHONE = re.compile(r"[+0-9(][+0-9 ().-]{4,24}")
#: A number without its 0: what is left of it when a spreadsheet takes it for a number.
_NO_ZERO = re.compile(r"[35789]\d{8}|2\d{9}")
#: A day as spreadsheets count it, from 1927 to 2091.
_SERIAL = re.compile(r"[1-6]\d{4}")
_FIRST_SERIAL = date(1899, 12, 30)
#: What people put where there is nothing.
_NOTHING = frozenset({"", "x", "khong", "khong co", "chua co", "k co", "ko co"})
_DAY_WORDS = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_DAY_SIGNS = re.compile(r"(\d{1,2})[.-](\d{1,2})[.-](\d{4})")
#: The hour that programs write behind a day.
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(?::00(?:\.0+)?)?$")
#: "Bà" is nobody's family name; "Ông" is some people's, and a form of address only before another one.
_DEGREES = re.compile(
    r"^(?:(?:đ/c|đc|đồng chí|gs|pgs|t\.?s|th\.?s|bs|bác sĩ|ds|đd|cnđd|ks|cn|ck|ckii?|ck[12]|bsckii?|bsck[12]|dsckii?"
    r"|cử nhân|thạc sĩ|tiến sĩ|bà|ông\s*[(/]\s*bà\)?|ông(?=\s+(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ"
    r"|hồ|ngô|dương|lý|đinh|trương|cao|đoàn|lương|mai|tô|trịnh|đào|hà)\s))[.:]?(?:\s+|(?<=[.:]))){1,4}(?=\S+\s+\S)",
    re.IGNORECASE,
)
_FIRST_LETTERS = re.compile(r"[^\W\d_]{2,}")


class Cells:
    """Reads cells of a table and collects what is wrong with them."""

    def __init__(self, table: RosterTable) -> None:
        self.table = table
        self.fault = table.fault

    def has(self, column: Column) -> bool:
        """Whether the file has that column at all."""
        return column in self.table.columns

    def required(self, row: Row, column: Column) -> str:
        if not row.cell(column):
            self.fault("file.missing_cell", row, column=column)
        return row.cell(column)

    def check_id(self, row: Row, id: str, limit: int) -> None:
        if id and (len(id) > limit or not _ID.fullmatch(id)):
            self.fault("file.bad_id", row, id=id, limit=str(limit), suggestion=slug(id, limit) or "ma_1")

    def choice(self, row: Row, column: Column, choices: Mapping[T, tuple[str, ...]], otherwise: T) -> T:
        text = row.cell(column)
        return self.chosen(row, column, text, choices, otherwise) if text else otherwise

    def chosen(self, row: Row, column: Column, text: str, choices: Mapping[T, tuple[str, ...]], otherwise: T) -> T:
        value = chosen(text, choices)
        if value is not None:
            return value
        known = "; ".join(forms[0] for forms in choices.values())
        self.fault("file.unknown_choice", row, field=column, value=text, choices=known)
        return otherwise

    def formed(self, row: Row, column: Column, form: re.Pattern[str], code: str) -> str:
        text = row.cell(column).removeprefix("mailto:").removeprefix("'")
        if words(text) in _NOTHING:
            return ""
        if not form.fullmatch(text):
            self.fault(code, row, value=text)
        return text

    def phone(self, row: Row) -> str:
        """A number as it is dialled; the 0 that a spreadsheet has dropped comes back."""
        text = self.formed(row, Column.PHONE, _PHONE, "file.bad_phone")
        return f"0{text}" if _NO_ZERO.fullmatch(text) else text

    def day(self, row: Row, column: Column) -> date | None:
        text = row.cell(column).removeprefix("'")
        if _SERIAL.fullmatch(text):
            return _FIRST_SERIAL + timedelta(days=int(text))
        signs = _DAY_SIGNS.sub(r"\1/\2/\3", _MIDNIGHT.sub("", text))
        day = read_day(_DAY_WORDS.sub(r"\1/\2/\3", signs))
        if text and day is None:
            self.fault("file.bad_day", row, value=text)
        return day


def written(name: str) -> str:
    """A name without degree, in capitals only where they belong: ThS. LÊ THỊ H'LAN → Lê Thị H'Lan."""
    bare = _DEGREES.sub("", name)
    if bare.islower():
        return _FIRST_LETTERS.sub(lambda word: word[0].capitalize(), bare)
    return _FIRST_LETTERS.sub(lambda word: word[0][0] + word[0][1:].lower(), bare) if bare.isupper() else bare


def made_id(name: str) -> str:
    """Given name and the rest: Nguyễn Thị Lan → lan.nguyen_thi. It hangs on nobody else, so it never changes hands."""
    *rest, given = words(name).encode("ascii", "ignore").decode().split() or ["ai"]
    return ".".join(part for part in (given, "_".join(rest)) if part)[:MAX_PERSON_ID].rstrip("._")
