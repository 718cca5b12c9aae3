"""A list of registrations that an office has: whom each row means, and which titles and commendations it names.

A row is matched to a person by name, with position and unit where several have it, or to a department. What is wrong
or doubtful is a `Problem` with the row's number; what a person can decide by pointing is a `Doubt`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from plans.catalogue.eligibility import presupposes
from plans.catalogue.titles import Award, Field, Subject, award, in_force_on
from plans.documents.award_cells import (
    MARKS,
    NOTHING,
    REFUSED,
    AwardNames,
    Named,
    award_columns,
    declines,
    is_silent,
    spoken,
)
from plans.documents.bodies import UnitNames
from plans.documents.people_cells import Candidates, PeopleNames
from plans.documents.registration_columns import (
    AWARDED,
    BOTH,
    CODE,
    COLUMNS,
    COMMENDATION,
    COMMITMENTS,
    DECLINING,
    GIVEN,
    NAME,
    PASSED,
    POSITION,
    POST,
    REASON,
    TITLE,
    UNIT,
    columns_of,
)
from plans.documents.tables import Table, TableRow, find_table
from plans.documents.text_file import limited, shortened, tidy
from plans.model.people import Department, Person, Unit, UnitKind
from plans.model.person_lists import Grid
from plans.model.plan import Plan
from plans.problems import Problem
from plans.staff.vietnamese_order import text_key
from plans.store.port import Facts

#: Answers of the sender to a doubt: nobody of those, leave the row out.
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: whom it means and what it wants. `declines` says that they register for nothing.

    `commendations` and `commitments` are None where the list has no column for them, and `titled` is false where it has
    none for titles: what stands stays then.
    """

    subject: Person | Unit
    sheet: str
    line: int
    title: str | None = None
    commendations: tuple[str, ...] | None = None
    commitments: tuple[str, ...] | None = None
    reason: str = ""
    declines: bool = False
    titled: bool = True


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row whose name means several people, or nearly means one. `key` names the question."""

    key: str
    sheet: str
    line: int
    said: str
    candidates: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ReadRegistrations:
    """What a list says; with `problems` nothing is taken before they are mended.

    `blank` counts rows of people without any award, `strange` has the headings that nothing was read from, `hidden`
    the number of hidden rows.
    """

    entries: tuple[Entry, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    problems: tuple[Problem, ...] = ()
    blank: int = 0
    strange: tuple[str, ...] = ()
    hidden: int = 0


def read_registrations(
    grids: tuple[Grid, ...], facts: Facts, plan: Plan, today: date, answers: Mapping[str, str]
) -> ReadRegistrations:
    """The rows of a list; `answers` settles doubts: the doubt's key → a person's id, or `NOBODY`."""
    known = _Known(tuple(facts.all(Person)), tuple(facts.all(Unit)), facts.get(Department, "department"), plan, today)
    return _read(grids, known, tuple(answers.items()))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the reading of a list rests on."""

    people: tuple[Person, ...]
    units: tuple[Unit, ...]
    department: Department | None
    plan: Plan
    today: date


# Both are remembered: a list is looked at again with every button that is pressed, and 2,000 rows take a second.
@lru_cache(maxsize=1)
def _read(grids: tuple[Grid, ...], known: _Known, answers: tuple[tuple[str, str], ...]) -> ReadRegistrations:
    table = _table(grids, in_force_on(known.plan), known.plan.year)
    if table is None:
        return ReadRegistrations(problems=(Problem("listimport.no_table"),))
    columns = columns_of(known.plan.year)
    twice = [
        Problem("listimport.column_twice", {"column": columns[column][0]}, line, "", sheet)
        for column, (sheet, line) in table.twice.items()
        if column in COLUMNS and column != PASSED
    ]
    return _Reading(known, table, dict(answers)).read(twice)


@lru_cache(maxsize=1)
def _table(grids: tuple[Grid, ...], day: date, year: int) -> Table[str] | None:
    of_awards = award_columns((Subject.INDIVIDUAL, Subject.COLLECTIVE), day)
    columns = {**{_award_key(id): names for id, names in of_awards.items()}, **columns_of(year)}
    asked = [{name, key} for name in (NAME, GIVEN) for key in (*AWARDED, *map(_award_key, of_awards))]
    tried = (find_table(grids, columns, needed) for needed in asked)
    return next((table for table in tried if table is not None), None)


def _award_key(id: str) -> str:
    return f"award:{id}"


class _Reading:
    """The rows on their way to entries."""

    def __init__(self, known: _Known, table: Table[str], answers: Mapping[str, str]) -> None:
        self.plan = plan = known.plan
        self.day = in_force_on(plan)
        self.table = table
        self.answers = answers
        department = known.department
        # The agency's own name and the plan's year may stand behind an award.
        own = f"{plan.agency} {department.name if department else ''} {plan.year}"
        self.awards = {kind: AwardNames(kind, self.day, own) for kind in (Subject.INDIVIDUAL, Subject.COLLECTIVE)}
        self.units = UnitNames(known.units)
        self.people = PeopleNames(known.people, known.units, known.today)
        self.entries: dict[str, Entry] = {}
        self.doubts: list[Doubt] = []
        self.problems: list[Problem] = []
        self.blank = 0

    def read(self, problems: list[Problem]) -> ReadRegistrations:
        """All rows, with everything that is wrong with them."""
        self.problems += problems
        for row in self.table.rows:
            self.take(row)
        if not self.entries and not self.doubts and not self.problems:
            self.problems.append(Problem("listimport.nobody_registers"))
        strange = tuple(sorted(map(shortened, self.table.strange), key=text_key))
        return ReadRegistrations(
            tuple(self.entries.values()),
            tuple(self.doubts),
            limited(self.problems),
            self.blank,
            strange,
            self.table.hidden,
        )

    def take(self, row: TableRow[str]) -> None:
        """One row: whom it means, then what it wants."""
        wants = any(
            spoken(row.cell(column)) not in NOTHING - {"x"} for column in self.table.columns if _telling(column)
        )
        name = " ".join(filter(None, (row.cell(NAME), row.cell(GIVEN))))
        if not name:
            if wants:
                self.complain("listimport.no_name", row)
            return
        if not wants:
            self.blank += 1
            return
        subject = self.subject(row, name)
        if subject is not None:
            self.put(row, subject)

    def complain(self, code: str, row: TableRow[str], **values: str) -> None:
        """What is wrong with a row."""
        self.problems.append(Problem(code, values, row.line, row.quote, row.sheet))

    def subject(self, row: TableRow[str], name: str) -> Person | Unit | None:
        """Whom a row means; None when that must be mended or asked first."""
        unit = self.units.find(name)
        if unit is not None and unit.kind is UnitKind.DEPARTMENT:
            return unit
        where = (row.cell(UNIT) or row.section, row.cell(POSITION), row.cell(POST))
        found = self.people.find(name, where, row.cell(CODE))
        if unit is not None and not found.sure and not found.near:
            self.complain("listimport.not_a_department", row, unit=unit.name)
            return None
        return self.chosen(row, name, found)

    def chosen(self, row: TableRow[str], name: str, found: Candidates) -> Person | None:
        """The one who is surely meant, or whom the sender pointed at."""
        if found.left:
            self.complain("listimport.left", row, name=found.left)
            return None
        if len(found.sure) == 1:
            return found.sure[0]
        candidates = found.sure or found.near
        if not candidates:
            self.complain("listimport.unknown", row, name=shortened(name))
            return None
        doubt = Doubt(f"{row.sheet}/{row.line}/{name}", row.sheet, row.line, shortened(name), candidates)
        answer = self.answers.get(doubt.key)
        if answer is None:
            self.doubts.append(doubt)
        return next((person for person in candidates if person.id == answer), None)

    # ------------------------------------------------------------------ what a row wants

    def put(self, row: TableRow[str], subject: Person | Unit) -> None:
        """Keep what a row wants, together with what another row says of the same subject."""
        entry = self.entry(row, subject)
        if entry is None:
            return
        before = self.entries.get(subject.id)
        both = entry if before is None else _together(before, entry)
        if both is None and before is not None:
            self.complain("listimport.twice", row, name=subject.name, line=str(before.line))
            return
        self.entries[subject.id] = both or entry

    def entry(self, row: TableRow[str], subject: Person | Unit) -> Entry | None:
        """What a row wants; None when a cell must be mended first."""
        said = [row.cell(column) for column in AWARDED if column in self.table.columns]
        if self.declined(row, said):
            return Entry(subject, row.sheet, row.line, reason=tidy(row.cell(REASON)), declines=True)
        names = self.awards[Subject.COLLECTIVE if isinstance(subject, Unit) else Subject.INDIVIDUAL]
        found, sound = self.named(row, said, names)
        titles = [each for each in found if each.field is Field.TITLE]
        title = self.highest(titles)
        if titles and title is None:
            self.complain("listimport.two_titles", row, titles="; ".join(each.aliases["vi"][0] for each in titles))
        if not sound or (titles and title is None):
            return None
        commendations = tuple(each.id for each in found if each.field is Field.COMMENDATION)
        columns = self.table.columns
        alone = not any(column == BOTH or column.startswith("award:") for column in columns)
        return Entry(
            subject,
            row.sheet,
            row.line,
            title,
            None if alone and COMMENDATION not in columns and not commendations else commendations,
            self.commitments(row),
            tidy(row.cell(REASON)),
            titled=not (alone and TITLE not in columns and not title),
        )

    def declined(self, row: TableRow[str], said: list[str]) -> bool:
        """Whether a row says that they register for nothing, and names no award besides."""
        nothing = any(declines(cell) for cell in said) or spoken(row.cell(DECLINING)) in MARKS
        return nothing and all(is_silent(cell) for cell in said) and not self.marked(row)

    def named(self, row: TableRow[str], said: list[str], names: AwardNames) -> tuple[list[Award], bool]:
        """The awards that a row names, in words and by marks, and whether all of it was understood."""
        found: list[Award] = []
        sound = True
        for cell in said:
            named = Named((), "") if is_silent(cell) else names.read(cell)
            found += [each for each in named.found if each not in found]
            if named.left:
                self.doubtful(row, cell, named, names)
                sound = False
        strange = self.strangely_marked(row, names)
        if strange:
            self.complain("listimport.unknown_mark", row, said=shortened(strange))
            sound = False
        return [*found, *(each for each in self.marked(row) if each not in found)], sound

    def doubtful(self, row: TableRow[str], cell: str, named: Named, names: AwardNames) -> None:
        """An award that nobody knows, with those that may be meant."""
        near = "; ".join(each.aliases["vi"][0] for each in names.like(named.left) if each.aliases.get("vi"))
        code = "listimport.unclear_award" if near else "listimport.unknown_award"
        self.complain(code, row, said=shortened(cell), near=near)

    def marked(self, row: TableRow[str]) -> list[Award]:
        """The awards whose own column is marked."""
        found = [
            award(column.removeprefix("award:"))
            for column in self.table.columns
            if column.startswith("award:") and spoken(row.cell(column)) not in NOTHING - {"x"} | REFUSED
        ]
        return sorted((each for each in found if each is not None), key=lambda each: (each.field, each.rank, each.id))

    def strangely_marked(self, row: TableRow[str], names: AwardNames) -> str:
        """What stands in the column of an award and is neither a mark, its name nor a no; "" when there is nothing."""
        for column in filter(lambda column: column.startswith("award:"), self.table.columns):
            said = spoken(row.cell(column))
            if said in MARKS | NOTHING | REFUSED or said.split(" ", 1)[0] in {"x", "v"}:
                continue
            named = names.read(row.cell(column))
            if named.left or [each.id for each in named.found] != [column.removeprefix("award:")]:
                return row.cell(column)
        return ""

    def highest(self, titles: list[Award]) -> str | None:
        """The one title: of several the one that stands on all others; None when there is none such."""
        if not titles:
            return None
        highest = max(titles, key=lambda each: each.rank)
        below = {highest.id}
        while further := {id for each in below for id in presupposes(each, self.day)} - below:
            below |= further
        return highest.id if all(each.id in below for each in titles) else None

    def commitments(self, row: TableRow[str]) -> tuple[str, ...] | None:
        """What a row undertakes; None without such a column."""
        if COMMITMENTS not in self.table.columns:
            return None
        return tuple(filter(None, map(tidy, row.cell(COMMITMENTS).split(";"))))


def _telling(column: str) -> bool:
    return column in AWARDED or column == DECLINING or column.startswith("award:")


def _together(before: Entry, after: Entry) -> Entry | None:
    """Two rows of one subject as one: a list of titles and a list of commendations; None when they contradict."""
    if before.declines or after.declines:
        return before if before.declines and after.declines else None
    if before.title and after.title and before.title != after.title:
        return None
    given = [each for each in (before.commendations, after.commendations) if each is not None]
    return replace(
        before,
        title=before.title or after.title,
        commendations=tuple(dict.fromkeys(id for each in given for id in each)) if given else None,
        commitments=before.commitments or after.commitments,
        reason=before.reason or after.reason,
        titled=before.titled or after.titled,
    )
