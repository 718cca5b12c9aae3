"""Which titles and commendations a cell of a list names: "LĐTT, CSTĐCS", "GK của GĐ; Bằng khen UBND tỉnh".

The catalogue's names and aliases are looked for word by word, the longest first, with the usual short forms written
out. Words that say nothing of their own are passed over; anything else that is left makes the cell doubtful.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from plans.catalogue.titles import Award, Subject, awards, names_of
from plans.documents.text_file import words

#: Short forms → what they stand for, without diacritics.
_SHORT: Mapping[str, str] = {
    "ldtt": "lao dong tien tien",
    "ldxs": "lao dong xuat sac",
    "ttldtt": "tap the lao dong tien tien",
    "ttldxs": "tap the lao dong xuat sac",
    "tt": "tap the",
    "cstd": "chien si thi dua",
    "tdcs": "thi dua co so",
    "ld": "lao dong",
    "cstdcs": "chien si thi dua co so",
    "sy": "si",
    "cs": "co so",
    "tq": "toan quoc",
    "gk": "giay khen",
    "bk": "bang khen",
    "gd": "giam doc",
    "ct": "chu tich",
    "td": "thi dua",
    "ttg": "thu tuong",
    "cp": "chinh phu",
    "ttcp": "thu tuong chinh phu",
    "hcld": "huan chuong lao dong",
    "knc": "ky niem chuong",
    "uy ban nhan dan": "ubnd",
    "hang 1": "hang nhat",
    "hang 2": "hang nhi",
    "hang 3": "hang ba",
    "thanh pho": "tp",
}
#: Words that stand beside the name of an award and change nothing.
_FILLERS = frozenset(
    (
        *("danh", "hieu", "thi", "dua", "hinh", "thuc", "khen", "thuong", "dang", "ky", "de", "nghi", "tang", "xet"),
        *("cua", "cap", "va", "dat", "nam", "cong", "nhan", "giay", "tang"),
    )
)
_JOINING = frozenset({"cua", "cap"})
#: What says that somebody registers for nothing, and that a cell is empty.
NOTHING = frozenset({"", "x", "0", "k", "ko", "chua", "chua dang ky", "chua dk"})
DECLINED = frozenset(
    {"khong", "khong dang ky", "khong dk", "ko dk", "ko dang ky", "nam nay khong dang ky", "k dang ky"}
)
#: What marks a column that is itself an award.
MARKS = frozenset({"x", "v", "1", "co", "dang ky", "dk", "yes", "true", "dat"})
#: What says in such a column that it is not meant.
REFUSED = DECLINED | {"no", "false", "sai"}
#: Signs that people set instead of an x.
_TICKS = frozenset("✓✔√☑☒✗✘+●•*")


def declines(cell: str) -> bool:
    """Whether a cell says that somebody registers for nothing, with or without a reason behind it."""
    said = spoken(cell)
    return said in DECLINED or any(said.startswith(f"{way} ") for way in DECLINED if " " in way)


def is_silent(cell: str) -> bool:
    """Whether a cell names no award: it is empty, says that there is nothing, or declines."""
    return spoken(cell) in NOTHING or declines(cell)


def spoken(cell: str) -> str:
    """A cell as it is compared; a tick is an x."""
    said = words(cell)
    return "x" if not said and set(cell.split()) & _TICKS else said


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell names: `found` in its order, and the words that mean none of them."""

    found: tuple[Award, ...]
    left: str


class AwardNames:
    """The awards that a kind of subject may register for under the law of a day, by everything they are called."""

    def __init__(self, subject: Subject, day: date, agency: str = "") -> None:
        self._known: dict[tuple[str, ...], Award] = {}
        for award in awards():
            if subject not in award.subjects or not award.is_in_force(day):
                continue
            for name in names_of(award, ("vi", "en")):
                for form in _forms(name, subject):
                    self._known.setdefault(form, award)
        self._longest = max(map(len, self._known), default=0)
        self._own = frozenset(words(agency).split())

    def read(self, cell: str) -> Named:
        """The awards that a cell names."""
        said = _spelled(cell)
        found: list[Award] = []
        left: list[str] = []
        place = 0
        while place < len(said):
            length = next((n for n in range(self._longest, 0, -1) if said[place : place + n] in self._known), 0)
            if length:
                award = self._known[said[place : place + length]]
                found += [award] if award not in found else []
                place += length
                continue
            if said[place] not in (self._own if found else ()):
                left.append(said[place])
            place += 1
        telling = not found or set(left) - _FILLERS
        return Named(tuple(found), " ".join(left) if telling else "")

    def like(self, left: str) -> tuple[Award, ...]:
        """The usual awards whose names have these words, for who typed too little."""
        asked = set(left.split()) - _JOINING
        near = {award.id: award for form, award in self._known.items() if asked and asked <= set(form) and award.usual}
        return tuple(near.values())


def award_columns(subjects: Iterable[Subject], day: date) -> Mapping[str, tuple[str, ...]]:
    """Award → its names, for tables that have a column for each."""
    wanted = frozenset(subjects)
    return {
        award.id: names_of(award, ("vi", "en"))
        for award in awards()
        if award.subjects & wanted and award.usual and award.is_in_force(day)
    }


def _spelled(text: str) -> tuple[str, ...]:
    """The words of a cell, short forms written out, without joining words."""
    plain = f" {words(normalize('NFC', text))} "
    for short, long in _SHORT.items():
        plain = plain.replace(f" {short} ", f" {long} ")
    return tuple(word for word in plain.split() if word not in _JOINING)


def _forms(name: str, subject: Subject) -> tuple[tuple[str, ...], ...]:
    """A name as it is looked for; in a list of collectives "lao động xuất sắc" is that of a collective."""
    said = _spelled(name)
    if subject is Subject.COLLECTIVE and said[:2] == ("tap", "the") and len(said) > 2:
        return said, said[2:]
    return (said,)
