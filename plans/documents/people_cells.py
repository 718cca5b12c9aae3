"""Whom a row of a list means: by name as people write it, and where several have it, by position and unit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from rapidfuzz import fuzz

from plans.documents.bodies import UnitNames
from plans.documents.text_file import words
from plans.model.people import Person, Unit
from plans.plain_text import folded, printable

#: What stands before a name.
_BEFORE = re.compile(
    r"^(?:(?:ông|bà|anh|chị|đồng chí|đ/c|đc|ths|th\.s|thạc sĩ|ts|tiến sĩ|ks|kỹ sư|cn|bs|bác sĩ|gs|pgs)[.:\s]+)+",
    re.IGNORECASE,
)
#: A position or remark that stands with the name in one cell.
_AFTER = re.compile(r"\s*(?:[,;(\[\n–]|\s-\s).*$", re.DOTALL)
_SIMILAR = 90.0
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who bears the name exactly (`sure`), who nearly (`near`), and the name of somebody who has `left`."""

    sure: tuple[Person, ...] = ()
    near: tuple[Person, ...] = ()
    left: str = ""


class PeopleNames:
    """The people of a roster, as names in lists are looked up in them."""

    def __init__(self, people: Iterable[Person], units: Iterable[Unit], today: date) -> None:
        self._units = {unit.id: unit for unit in units}
        self._names = UnitNames(self._units.values())
        self._people = tuple(people)
        self._today = today
        self._by_id = {person.id: person for person in self._people}
        self._spelled: dict[str, list[Person]] = {}
        self._plain: dict[str, list[Person]] = {}
        for person in self._people:
            self._spelled.setdefault(_spelled(person.name), []).append(person)
            self._plain.setdefault(folded(person.name), []).append(person)

    def find(self, cell: str, where: tuple[str, str, str], code: str = "") -> Candidates:
        """Who is meant by the text of a cell; `where` has the unit's, the position's and the common cell beside it."""
        if code and code.strip() in self._by_id:
            return self._here([self._by_id[code.strip()]])
        whole = printable(cell)
        name = _AFTER.sub("", _BEFORE.sub("", whole))
        rest = whole[len(name) :] if name != whole else ""
        for said in (whole, name):
            if same := self._spelled.get(_spelled(said)):
                return self._told_apart(same, where, rest)
        plain = folded(name)
        same = self._plain.get(plain, [])
        if same and plain == " ".join(name.casefold().split()):  # typed without any diacritics
            return self._told_apart(same, where, rest)
        here = [person for person in self._people if person.is_here(self._today)]
        near = same or [person for person in here if plain and fuzz.ratio(plain, folded(person.name)) >= _SIMILAR]
        return Candidates(near=tuple(person for person in near if person.is_here(self._today))[:6])

    def _here(self, found: list[Person]) -> Candidates:
        here = tuple(person for person in found if person.is_here(self._today))
        return Candidates(sure=here) if here else Candidates(left=found[0].name)

    def _told_apart(self, found: list[Person], where: tuple[str, str, str], rest: str) -> Candidates:
        """Of several people of one name those who fit what stands beside it."""
        here = [person for person in found if person.is_here(self._today)]
        if len(here) < 2:
            return self._here(found)
        fits = {person.id: self._fit(person, where, rest) for person in here}
        best = max(fits.values())
        return Candidates(sure=tuple(person for person in here if best > 0 and fits[person.id] == best) or tuple(here))

    def _fit(self, person: Person, where: tuple[str, str, str], rest: str) -> int:
        """How well what stands beside the name fits a person: the unit counts for more than the position."""
        unit, position, post = where
        home = self._units.get(person.unit)
        named = self._names.find(unit) if unit else None
        if named is not None and (home is None or named.id != home.id):
            return -1
        beside = f" {words(f'{unit} {position} {post} {rest}')} "
        names = [words(name) for name in (home.name, *home.aliases)] if home else []
        in_unit = named is not None or any(name and f" {name} " in beside for name in names)
        in_position = bool(words(person.position)) and f" {words(person.position)} " in beside
        return 2 * in_unit + in_position


def _spelled(name: str) -> str:
    """A name however its tones are set: Hoà and Hòa are the same."""
    return " ".join(map(_toneless_first, printable(name).casefold().split()))


def _toneless_first(word: str) -> str:
    apart = normalize("NFD", word)
    tones = "".join(mark for mark in apart if mark in _TONES)
    return normalize("NFC", "".join(mark for mark in apart if mark not in _TONES)) + tones
