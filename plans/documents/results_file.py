"""Results of earlier years as offices keep them: who got which title, commendation and rating for which year.

::

    Năm | Họ và tên, tập thể | Đơn vị | Danh hiệu | Hình thức khen thưởng | Số quyết định | Xếp loại | Sáng kiến …

Columns may stand in any order, two may be one ("Danh hiệu, hình thức khen"), the year may stand in the title instead;
there may also be a column a year ("2022", "2023") with what was got for it, or a column an award that is ticked.
Names are matched to the roster: several who answer to a name are asked about, nobody is a problem with its row.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from plans.catalogue.targets import award_named
from plans.catalogue.titles import Subject, award, awards, names_of
from plans.documents.results_columns import (
    FIRST_YEAR,
    RATED,
    TICKED,
    Column,
    Key,
    columns_until,
    rating_named,
    year_of,
)
from plans.documents.tables import TableRow, find_table
from plans.documents.text_file import MAX_PROBLEMS, shortened, tidy, words
from plans.model.entered import EarlierInnovation, Honour, Results, YearRating
from plans.model.people import Person, Unit
from plans.model.person_lists import Grid
from plans.problems import Problem

#: The longest name of an innovation, number of a decision and scope.
MAX_TEXT = 300


#: Said where there is nothing.
_NOTHING = frozenset({"", "khong", "khong co", "khong dat", "khong xep loai", "0", "none", "no", "chua", "chua dat"})
_YES = frozenset({"x", "co", "yes", "1", "v"})
_ADDRESS = re.compile(r"^(?:ông|bà|anh|chị|đồng chí|đ/c|đc)\b[.:]?\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"[;+\n]| và ", re.IGNORECASE)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that several people answer to; `question` is what the answer (an id, or "" for none) is kept under."""

    question: str
    name: str
    people: tuple[str, ...]
    line: int
    sheet: str


@dataclass(frozen=True, slots=True)
class ReadResults:
    """What was read: the results that are certain, what must be asked, and what is wrong (row by row)."""

    results: Results
    doubts: tuple[Doubt, ...]
    problems: tuple[Problem, ...]
    rows: int


@dataclass
class _Reading:
    """What has been found so far."""

    names: "_Names"
    answers: Mapping[str, str]
    latest: int
    honours: dict[str, Honour] = field(default_factory=dict)
    ratings: dict[str, YearRating] = field(default_factory=dict)
    innovations: dict[str, EarlierInnovation] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def rate(self, rating: YearRating) -> None:
        """Keep how somebody was rated."""
        self.ratings[rating.id] = rating

    def wrong(self, row: TableRow[Key], code: str, **values: str) -> None:
        """Note what is wrong with a row."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(code, values, row.line, shortened(row.quote), row.sheet))


def read_results(
    grids: tuple[Grid, ...],
    people: Iterable[Person],
    units: Iterable[Unit],
    latest: int,
    answers: Mapping[str, str] | None = None,
) -> ReadResults | Problem:
    """The results in a file, of no year after `latest`; or why there is no table of results in it."""
    table = find_table(grids, columns_until(latest), {Column.WHO})
    silent = {Column.YEAR, Column.WHO, Column.UNIT, Column.DECISION, Column.SCOPE}
    if table is None or not table.columns - silent:
        return Problem("results.no_table")
    years = {found for title in (*table.titles, *(grid.sheet for grid in grids)) for found in _YEAR.findall(title)}
    usual = years.pop() if len(years) == 1 else ""
    reading = _Reading(_Names(people, tuple(units)), answers or {}, latest)
    for row in table.rows:
        _read_row(reading, row, usual)
    results = Results(
        tuple(reading.honours.values()), tuple(reading.ratings.values()), tuple(reading.innovations.values())
    )
    return ReadResults(results, tuple(reading.doubts.values()), tuple(reading.problems), len(table.rows))


def _read_row(reading: _Reading, row: TableRow[Key], usual: str) -> None:
    yearly = [year for key, cell in row.cells.items() if cell and (year := year_of(key)) is not None]
    year = _year(row.cell(Column.YEAR) or usual or "".join(_YEAR.findall(row.sheet)[:1]))
    if year is None and yearly and not row.cell(Column.YEAR):
        year = max(yearly)
    if year is None or not FIRST_YEAR <= year <= reading.latest:
        reading.wrong(row, "results.year", said=shortened(row.cell(Column.YEAR), 40), latest=str(reading.latest))
        return
    subject = _subject(reading, row)
    if subject is not None:
        _honours(reading, row, subject, year)
        _rating(reading, row, subject, year)
    if isinstance(subject, Person):
        _innovation(reading, row, subject.id, year)
    elif subject is None and not reading.names.people(_name(row)):
        _innovation(reading, row, "", year)  # of somebody who left before there was a roster


def _year(said: str) -> int | None:
    found = _YEAR.findall(said)
    return int(found[0]) if len(found) == 1 else None


# ---------------------------------------------------------------- who


def _subject(reading: _Reading, row: TableRow[Key]) -> Person | Unit | None:
    name = _name(row)
    people = reading.names.people(name)
    unit = reading.names.unit(tidy(row.cell(Column.WHO)))
    if not people:
        if unit is None:
            reading.wrong(row, "results.unknown_name", name=shortened(name, 80))
        return unit
    if len(people) > 1:
        home = reading.names.unit(row.cell(Column.UNIT)) or reading.names.unit(row.section)
        people = [person for person in people if home is not None and home.id in person.units] or people
    if len(people) == 1:
        return people[0]
    question = words(f"{name} {row.cell(Column.UNIT)}")
    answer = reading.answers.get(question)
    if answer is None:
        ids = tuple(person.id for person in people)
        reading.doubts.setdefault(question, Doubt(question, shortened(name, 80), ids, row.line, row.sheet))
    return next((person for person in people if person.id == answer), None)


def _name(row: TableRow[Key]) -> str:
    """The name alone: without a form of address before it, and a position behind it."""
    name = _ADDRESS.sub("", tidy(row.cell(Column.WHO).replace("\n", " ")), count=1)
    return re.split(r",| - |\(", name)[0].strip()


class _Names:
    """Whom a name means: a file has thousands of rows, and the roster as many names."""

    def __init__(self, people: Iterable[Person], units: Iterable[Unit]) -> None:
        self._exact: dict[str, list[Person]] = defaultdict(list)
        self._loose: dict[str, list[Person]] = defaultdict(list)
        self._units: dict[str, list[Unit]] = defaultdict(list)
        self._whole = [(f" {words(unit.name)} ", unit) for unit in units]
        for person in people:
            self._exact[tidy(person.name)].append(person)
            self._loose[words(person.name)].append(person)
        for _, unit in self._whole:
            for said in {words(each) for each in (unit.name, *unit.aliases)}:
                self._units[said].append(unit)

    def people(self, name: str) -> list[Person]:
        """Whoever is written so; where nobody is, whoever is written so without diacritics."""
        loose = words(name)
        return (self._exact.get(tidy(name)) or self._loose.get(loose, [])) if loose else []

    def unit(self, name: str) -> Unit | None:
        """The unit of that name, or the one whose name stands in it: "Chuyên viên, Phòng Quản lý năng lượng"."""
        said = words(name)
        if not said:
            return None
        found = self._units.get(said) or [unit for whole, unit in self._whole if whole in f" {said} "]
        return found[0] if len(found) == 1 else None


# ---------------------------------------------------------------- what


def _honours(reading: _Reading, row: TableRow[Key], subject: Person | Unit, year: int) -> None:
    kind = Subject.COLLECTIVE if isinstance(subject, Unit) else Subject.INDIVIDUAL
    decision = shortened(tidy(row.cell(Column.DECISION)), MAX_TEXT)
    for of, said in _said_of(row, year):
        found = award(_exactly(said)) or award_named(said)
        rated = rating_named(said)
        if found is None and rated is not None:
            reading.rate(YearRating(subject.id, of, rated))
        elif found is None:
            reading.wrong(row, "results.unknown_award", said=shortened(said, 80))
        elif kind not in found.subjects:
            reading.wrong(row, f"results.not_for_{kind}", said=shortened(said, 80))
        else:
            record = Honour(subject.id, of, found.id, decision if of == year else "")
            before = reading.honours.get(record.id)
            if before is None or record.decision:
                reading.honours[record.id] = record


def _said_of(row: TableRow[Key], year: int) -> Iterator[tuple[int, str]]:
    """What a row says was got, each with its year: in words, in a column a year, ticked in a column an award."""
    for column in (Column.TITLE, Column.COMMENDATION):
        yield from ((year, said) for said in _several(row.cell(column)))
    for key, cell in row.cells.items():
        of = year_of(key)
        if of is not None and not str(key).startswith(RATED):
            yield from ((of, said) for said in _several(cell))
        elif str(key).startswith(TICKED) and words(cell) not in _NOTHING:
            known = award(str(key).removeprefix(TICKED))
            yield from ((year, names_of(each, ("vi",))[0]) for each in (known,) if each is not None)


def _several(cell: str) -> list[str]:
    """The awards of one cell: on lines, between semicolons or commas; a name that holds a comma stays whole."""
    parts = [tidy(part) for part in _BETWEEN.split(cell)]
    split = [
        each for part in parts for each in ([part] if _exactly(part) or "," not in part else map(tidy, part.split(",")))
    ]
    return [part for part in split if words(part) not in _NOTHING]


def _exactly(said: str) -> str:
    """The id of the award of just that name, "" when there is none."""
    return _named().get(words(said).removeprefix("danh hieu "), "")


@cache
def _named() -> Mapping[str, str]:
    """Every name of an award, as it is compared, with its id."""
    return {words(name): each.id for each in reversed(awards()) for name in names_of(each, ("vi", "en"))}


def _rating(reading: _Reading, row: TableRow[Key], subject: Person | Unit, year: int) -> None:
    for key, cell in row.cells.items():
        rated = year_of(key) if isinstance(key, str) and key.startswith(RATED) else None
        if (key != Column.RATING and rated is None) or words(cell) in _NOTHING - {"khong"}:
            continue
        found = rating_named(cell)
        if found is None:
            reading.wrong(row, "results.unknown_rating", said=shortened(cell, 80))
            continue
        reading.rate(YearRating(subject.id, rated or year, found))


def _innovation(reading: _Reading, row: TableRow[Key], person: str, year: int) -> None:
    name = shortened(tidy(row.cell(Column.INNOVATION).replace("\n", " ")), MAX_TEXT)
    if words(name) in _NOTHING:
        return
    if words(name) in _YES:
        reading.wrong(row, "results.innovation_name")
        return
    record = EarlierInnovation(year, person, name, scope=shortened(tidy(row.cell(Column.SCOPE)), MAX_TEXT))
    reading.innovations[record.id] = record
