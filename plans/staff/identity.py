"""Who is who in an old and a new list of people.

A person keeps their id (and with it history, chats and reminders) through a typing error, a change of unit or another
position. Where two entries may be one person and nothing proves it, it is a `Doubt`, which somebody answers with yes or
no; until then the two are taken for two.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from unicodedata import normalize

from rapidfuzz import fuzz, process

from plans.model.people import Person, Unit
from plans.plain_text import folded
from plans.problems import Problem

#: How like two names without diacritics must be to be taken for one with a slip in it.
_ALIKE = 88.0
#: And how like those of two newcomers, who may well be two.
_TWINS = 94.0
#: How like two given names, and two whole names, must be to stand beside one id without a question.
_SAME_GIVEN, _SAME_WHOLE = 60.0, 50.0
#: How like a name is to the same one without a middle name.
_SHORTENED = 90.0
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a roster is read: people, units, the day, and what has been said of doubts, by their ids."""

    people: tuple[Person, ...] = ()
    units: tuple[Unit, ...] = ()
    today: date = date.min
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the new list, as far as it tells who it is about. `made`: the list gives no id, this one is made."""

    id: str
    made: bool
    name: str
    unit: str
    line: int
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question whether two entries are one person; `answer` is "" until somebody has said "yes" or "no"."""

    id: str
    question: Problem
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Identified:
    """Who the entries are: the id of each, "" for one that says the same person a second time; and what is doubtful."""

    ids: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def identified(entries: Sequence[Entry], known: Known) -> Identified:
    """The lasting ids of the entries of a new list."""
    return _Matching(entries, known).done()


class _Matching:
    """Entries finding their people, the surest first."""

    def __init__(self, entries: Sequence[Entry], known: Known) -> None:
        self.entries = list(entries)
        self.known = known
        self.ids = [entry.id for entry in entries]
        self.doubts: list[Doubt] = []
        self.people = {person.id: person for person in known.people}
        self.open: dict[str, Person] = {p.id: p for p in known.people if p.is_here(known.today)}

    def done(self) -> Identified:
        """Every step in its order."""
        self.drop_repeated()
        self.ask_whose_ids()
        for position, id in enumerate(self.ids):
            if id and not (self.entries[position].made and self.is_back(position)):
                self.open.pop(id, None)
        self.keep_ids_by_name()
        self.ask_who_is_alike()
        self.ask_near_twins()
        return Identified(tuple(self.ids), tuple(self.doubts))

    def ask(self, id: str, code: str, **values: str) -> bool:
        """Keep a doubt; whether it has been answered with yes."""
        answer = self.known.answers.get(id, "")
        self.doubts.append(Doubt(id, Problem(code, values), answer))
        return answer == YES

    def new(self) -> list[int]:
        """Entries that are nobody known."""
        return [at for at, id in enumerate(self.ids) if id and id not in self.people]

    def drop_repeated(self) -> None:
        """The same name in the same unit twice, without ids: one person, unless somebody says that there are two."""
        first: dict[tuple[str, str, str], int] = {}
        for at, entry in enumerate(self.entries):
            if not entry.made or not entry.name:
                continue
            before = first.setdefault((entry.id, _spelled(entry.name), entry.unit), at)
            if before == at:
                continue
            other = self.entries[before]
            lines = {"line": str(other.line), "other": str(entry.line)}
            self.ask(f"twice:{entry.id}:{entry.line}", "roster.ask_twice", name=entry.name, **lines)
            if self.doubts[-1].answer != NO:
                self.ids[at] = ""

    def ask_whose_ids(self) -> None:
        """An id beside quite another name: a column that was sorted by itself would hand chats to other people."""
        for at, entry in enumerate(self.entries):
            before = self.open.get(entry.id)
            if entry.made or before is None or not entry.name or not _is_another_name(entry, before):
                continue
            values = {"name": entry.name, "other": before.name, "said": entry.id, "line": str(entry.line)}
            self.ask(f"id:{entry.id}:{folded(entry.name)}", "roster.ask_id", **values)
            if self.doubts[-1].answer == NO:  # as if the list gave no id: by name they may be somebody known
                self.entries[at] = replace(entry, id=self.unused(entry.id), made=True)
                self.ids[at] = self.entries[at].id

    def unused(self, id: str) -> str:
        """An id that nobody has, made of one that somebody has."""
        number = 2
        while f"{id}.{number}" in self.people or f"{id}.{number}" in self.ids:
            number += 1
        return f"{id}.{number}"

    def is_back(self, at: int) -> bool:
        """Whether somebody of that name has left before; a newcomer of the same name gets an id of their own."""
        entry = self.entries[at]
        before = self.people.get(entry.id)
        if before is None or before.is_here(self.known.today):
            return False
        day = f"{before.left:%d/%m/%Y}" if before.left else ""
        self.ask(f"back:{entry.id}", "roster.ask_back", name=entry.name, day=day, line=str(entry.line))
        if self.doubts[-1].answer == NO:
            self.ids[at] = self.unused(entry.id)
        return True

    def keep_ids_by_name(self) -> None:
        """Lists without ids: the one person of exactly that name keeps theirs, in the same unit or by phone or mail."""
        by_name: dict[str, list[Person]] = defaultdict(list)
        for person in self.open.values():
            by_name[_spelled(person.name)].append(person)
        listed: dict[str, int] = defaultdict(int)
        for at in self.new():
            listed[_spelled(self.entries[at].name)] += 1
        for at in self.new():
            entry = self.entries[at]
            people = by_name[_spelled(entry.name)]
            if not entry.made or len(people) != 1 or listed[_spelled(entry.name)] != 1:
                continue
            if people[0].unit == entry.unit or _same_address(entry, people[0]):
                self.take(at, people[0])

    def ask_who_is_alike(self) -> None:
        """Somebody who would leave and somebody who would come, and are perhaps one person."""
        places: dict[str, list[Person]] = defaultdict(list)
        homes: dict[str, dict[str, str]] = defaultdict(dict)
        for person in self.open.values():
            plain = _plain(person.name)
            homes[person.unit][person.id] = plain
            for key in _places(person, plain):
                places[key].append(person)
        for at in self.new():
            entry = self.entries[at]
            plain = _plain(entry.name)
            near = {p.id: p for key in _places(entry, plain) for p in places.get(key, ()) if p.id in self.open}
            beside = homes[entry.unit] if entry.unit else {}
            alike = process.extract(plain, beside, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
            near |= {id: self.open[id] for _, _, id in alike if id in self.open}
            likely = [(score, p.id) for p in near.values() if (score := _likeness(entry, p)) >= _ALIKE]
            if not likely:
                continue
            person = near[max(likely)[1]]
            values = {"name": entry.name, "line": str(entry.line), "other": person.name}
            if self.ask(f"same:{entry.id}:{person.id}", "roster.ask_same", **values):
                self.take(at, person)

    def ask_near_twins(self) -> None:
        """Two newcomers of one unit whose names differ by a slip, and nothing else says that they are two."""
        by_unit: dict[str, list[int]] = defaultdict(list)
        for at in self.new():
            by_unit[self.entries[at].unit].append(at)
        for places in by_unit.values():
            names = [_plain(self.entries[at].name) for at in places]
            for number, at in enumerate(places):
                later = names[number + 1 :]  # compared all at once: of a large unit these are millions of pairs
                alike = process.extract(names[number], later, scorer=fuzz.ratio, score_cutoff=_TWINS, limit=None)
                for other in sorted(places[number + 1 + place] for _, _, place in alike):
                    one, two = self.entries[at], self.entries[other]
                    if not self.ids[other] or not _near_twins(one, two):
                        continue
                    values = {"name": one.name, "line": str(one.line), "other": two.name, "other_line": str(two.line)}
                    if self.ask(f"near:{one.id}:{two.id}", "roster.ask_near", **values):
                        self.ids[other] = ""

    def take(self, at: int, person: Person) -> None:
        """Take an entry for that person."""
        self.ids[at] = person.id
        self.open.pop(person.id, None)


#: Every name is compared with many.
_plain = lru_cache(maxsize=16384)(folded)


def _spelled(name: str) -> str:
    return normalize("NFC", " ".join(name.split())).casefold()


def _digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone))[-9:]


def _same_address(entry: Entry, person: Person) -> bool:
    phone = _digits(entry.phone)
    mail = entry.email.casefold()
    return (len(phone) == 9 and phone == _digits(person.phone)) or (bool(mail) and mail == person.email.casefold())


def _likeness(entry: Entry, person: Person) -> float:
    """Of two names, 0 to 100; the same telephone or mail counts for almost everything."""
    one, other = _plain(entry.name), _plain(person.name)
    if one == other:
        return 100.0
    likeness = _SHORTENED if _is_shortened(one.split(), other.split()) else float(fuzz.ratio(one, other))
    return max(likeness, 95.0) if _same_address(entry, person) else likeness


def _places(one: Entry | Person, plain: str) -> set[str]:
    """Where to look for who may be the same: by telephone, mail, name, and in a unit by what a shortened name keeps."""
    words = plain.split()
    ends = f"{one.unit}/{words[0]}/{words[-1]}" if one.unit and words else ""
    return {_digits(one.phone), one.email.casefold(), plain, ends} - {""}


def _is_another_name(entry: Entry, person: Person) -> bool:
    """Whether the given names differ by more than a slip and nothing else says that it is the same person."""
    one, other = folded(entry.name).split(), folded(person.name).split()
    if not one or not other or _same_address(entry, person):
        return False
    return (
        float(fuzz.ratio(one[-1], other[-1])) < _SAME_GIVEN
        or float(fuzz.ratio(" ".join(one), " ".join(other))) < _SAME_WHOLE
    )


def _is_shortened(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one name is the other without a middle name: Trần Thu Hà, Trần Thị Thu Hà."""
    ends = bool(one and other) and (one[0], one[-1]) == (other[0], other[-1])
    return ends and min(len(one), len(other)) > 1 and (set(one) < set(other) or set(other) < set(one))


def _near_twins(one: Entry, two: Entry) -> bool:
    if _plain(one.name) == _plain(two.name) or not (one.made and two.made):
        return False
    if one.phone and two.phone and _digits(one.phone) != _digits(two.phone):
        return False
    if one.email and two.email and one.email.casefold() != two.email.casefold():
        return False
    return len(one.name) > 8 and float(fuzz.ratio(_plain(one.name), _plain(two.name))) >= _TWINS
