"""The roster file: one table of people (.xlsx, .xls, .ods, .csv), and, where it is wanted, one of units.

::

    Cơ quan,Sở mẫu
    Mã,Tên đơn vị,Loại,Tên gọi khác,Trưởng đơn vị,Lãnh đạo phụ trách
    van_phong,Văn phòng,"phòng, đơn vị",VP; Văn phòng Sở,oanh,hung
    Mã,Họ và tên,Đơn vị,Kiêm nhiệm,Chức vụ,Diện,Vai trò,…
    oanh,Võ Thị Kim Oanh,Văn phòng,Công đoàn,Chánh Văn phòng,công chức,Trưởng đơn vị,…

Columns may stand in any order, in Vietnamese or English. Where no units are listed, those known stay and others are
inferred from the people's rows. What a column would say that the file does not have, stays as it is known.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from plans.documents.bodies import UnitNames
from plans.documents.roster_cells import EMAIL, LOST, MAX_PERSON_ID, NO_NAME, made_id, written
from plans.documents.roster_homes import Homes
from plans.documents.roster_table import Column, RosterTable, Row, read_table
from plans.documents.roster_units import (
    MAX_UNITS,
)
from plans.documents.roster_words import (
    ADDRESS_WORDS,
    EMPLOYMENT_WORDS,
    LANGUAGE_WORDS,
    ROLE_WORDS,
    employment_said,
    roles_by_position,
)
from plans.documents.text_file import ENOUGH_PROBLEMS, limited, listed, words
from plans.model.people import Department, Employment, Person, Role, Unit, UnitKind
from plans.model.person_lists import Grid
from plans.plain_text import folded
from plans.problems import Problem
from plans.staff.identity import Doubt, Entry, Identified, Known, identified

T = TypeVar("T")

#: The longest name of a person; the longest in any roll has some forty letters.
MAX_NAME = 80
_BETWEEN_ROLES = re.compile(r"[,/+]")


@dataclass(frozen=True, slots=True)
class ReadRoster:
    """What reading gave; without people, `problems` must be mended first. No `department`: the file names none.

    `doubts` are questions whether two entries are one person; `unread` are headings that mean no column, `hidden` how
    many hidden rows were not read; `inferred` says that roles were inferred from positions.
    """

    department: Department | None
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...] = ()
    unread: tuple[str, ...] = ()
    hidden: int = 0
    inferred: bool = False


def read_roster(
    data: bytes,
    name: str = "",
    known: Known = Known(),  # noqa: B008  # frozen
    *,
    office_follows: bool = False,
) -> ReadRoster:
    """The agency, units and people of a roster file, or everything that must be mended first.

    `office_follows`: who of them is the office is said afterwards, so the file need not say it.
    """
    # Imported here: the readers of office files take a while to load, and the demo's own roster is no such file.
    from plans.documents.grids import read_grids

    grids = read_grids(data, name)
    if isinstance(grids, Problem):
        return ReadRoster(None, (), (), (grids,))
    return roster_of(grids, known, office_follows=office_follows)


def roster_of(grids: tuple[Grid, ...], known: Known, *, office_follows: bool = False) -> ReadRoster:
    """The same of a file that has been read into its sheets."""
    table = read_table(grids)
    reader = _Reader(table, known, office_follows=office_follows)
    units, people = reader.read() if table.people else ((), ())
    if table.problems:
        return ReadRoster(None, (), (), limited(table.problems))
    department = Department(table.agency) if table.agency else None
    doubts = reader.who.doubts
    return ReadRoster(department, units, people, (), doubts, table.unread, table.hidden, reader.inferred)


class _Reader(Homes):
    """Collects what is wrong while it reads; nothing it gives counts once there is a fault."""

    def __init__(self, table: RosterTable, known: Known, *, office_follows: bool) -> None:
        super().__init__(table, known)
        self.office_follows = office_follows
        self.before = {person.id: person for person in known.people}
        self.named: dict[str, list[Person]] = {}
        for person in known.people:
            self.named.setdefault(folded(person.name), []).append(person)
        self.who = Identified((), ())
        self.rows: list[Row] = []
        self.called: dict[str, str] = {}  # ids of the file → those that people keep
        self.inferred = False

    def read(self) -> tuple[tuple[Unit, ...], tuple[Person, ...]]:
        """Units first: people are looked up in them."""
        units = self.units()
        if len(units) > MAX_UNITS:
            self.table.problems.append(Problem("file.too_many_units", {"limit": str(MAX_UNITS)}))
            return (), ()
        self.check_columns()
        names = UnitNames(units)
        by_id = {unit.id: unit for unit in units}
        homes = [self.home(row, names) for row in self.table.people]
        self.who = identified(
            [self.entry(row, home) for row, home in zip(self.table.people, homes, strict=True)], self.known
        )
        given = (row.cell(Column.ID) for row in self.table.people)
        self.called = {said: id for said, id in zip(given, self.who.ids, strict=True) if said and id}
        people = []
        for row, home, id in zip(self.table.people, homes, self.who.ids, strict=True):
            if id:
                self.rows.append(row)
                people.append(self.person(row, id, by_id.get(home), names))
            if len(self.table.problems) > ENOUGH_PROBLEMS:
                return (), ()
        self.check_people(people, set(by_id))
        found = self.with_heads(units, people)
        self.check_heads(found, people)
        return found, tuple(people)

    def check_columns(self) -> None:
        """What nobody knows of people must be a column."""
        sections = any(row.section for row in self.table.people)
        if not self.has(Column.UNIT) and not sections and not self.unit_sheets() and not self.known.people:
            self.table.problems.append(Problem("file.missing_column", {"column": Column.UNIT}))
        said = any(employment_said(row.section) for row in self.table.people)
        if not self.has(Column.EMPLOYMENT) and not said and not self.known.people:
            self.table.problems.append(Problem("file.missing_column", {"column": Column.EMPLOYMENT}))

    # ------------------------------------------------------------ units

    def with_heads(self, units: tuple[Unit, ...], people: Sequence[Person]) -> tuple[Unit, ...]:
        """The listed heads and leaders in charge; where none is listed, the one who is called head of that unit."""
        by_id = {person.id: person for person in people}
        rows = {unit.id: row for unit, row in zip(units, self.table.units, strict=False)}
        found = []
        for unit in units:
            row = rows.get(unit.id)
            head = self.someone(row, Column.HEAD, by_id) if row else None
            leader = self.someone(row, Column.LEADER_IN_CHARGE, by_id) if row else None
            if row is None:  # of units that the file does not list, what is known stays
                leader = unit.leader_in_charge if unit.leader_in_charge in by_id else None
                head = self.known_head(unit, by_id)
            head = head or self.called_head(unit, people)
            found.append(replace(unit, head=head, leader_in_charge=leader))
        return tuple(found)

    def known_head(self, unit: Unit, people: Mapping[str, Person]) -> str | None:
        """Who stands at the head of a unit as far as is known, unless the file says otherwise or they have moved."""
        head = people.get(unit.head or "")
        if head is None or head.left is not None:
            return None
        if unit.kind in (UnitKind.DEPARTMENT, UnitKind.LEADERSHIP) and head.unit != unit.id:
            return None
        return None if unit.kind is UnitKind.DEPARTMENT and self.has(Column.ROLES) else head.id

    def someone(self, row: Row, column: Column, people: Mapping[str, Person]) -> str | None:
        text = self.called.get(row.cell(column), row.cell(column))
        if not text or text in people:
            return text or None
        named = [person.id for person in people.values() if folded(person.name) == folded(text)]
        if len(named) == 1:
            return named[0]
        self.fault("file.unknown_person", row, column=column, value=text)
        return None

    def called_head(self, unit: Unit, people: Sequence[Person]) -> str | None:
        """Whoever leaves on a listed day is the head until then; who has left already may do nothing anyway."""
        leads = unit.kind is UnitKind.LEADERSHIP
        called = [p for p in people if p.unit == unit.id and (leads or Role.HEAD in p.roles)]
        called = [p for p in called if not (leads and words(p.position).startswith("pho "))]
        staying = [p for p in called if p.left is None]
        if len(staying) > 1 and leads:
            return None
        if len(staying) > 1:
            row = next(row for row, one in zip(self.rows, people, strict=False) if one == staying[1])
            self.fault("file.two_heads", row, unit=unit.name, other=staying[0].name)
        head = max(called, key=lambda p: p.left or date.max, default=None)
        return head.id if head else None

    def check_heads(self, units: Iterable[Unit], people: Sequence[Person]) -> None:
        heads = {unit.head for unit in units}
        for row, person in zip(self.rows, people, strict=True):
            if Role.HEAD in person.roles and person.left is None and person.id not in heads:
                self.fault("file.head_of_nothing", row, name=person.name)

    # ------------------------------------------------------------ people

    def home(self, row: Row, names: UnitNames) -> str:
        """The id of the home unit."""
        said = self.unit_said(row)
        if not said and (before := self.someone_known(row)):
            return before.unit
        if not said:
            self.fault("file.missing_cell", row, column=Column.UNIT)
        return self.unit_id(row, said, names)

    def someone_known(self, row: Row) -> Person | None:
        """The one who is known under the row's id or name, where the file has no column of units."""
        if self.has(Column.UNIT):
            return None
        if row.cell(Column.ID):
            return self.before.get(row.cell(Column.ID))
        found = self.named.get(folded(row.cell(Column.NAME)), ())
        return found[0] if len(found) == 1 else None

    def entry(self, row: Row, home: str) -> Entry:
        """Who a row is about."""
        name = written(self.required(row, Column.NAME))
        if LOST.search(name):
            self.fault("file.lost_letters", row, name=name)
        elif NO_NAME.search(name):
            self.fault("file.bad_name", row, name=name)
        elif len(name) > MAX_NAME:
            self.fault("file.too_long", row, field=Column.NAME, limit=str(MAX_NAME))
        id = row.cell(Column.ID)
        phone, email = row.cell(Column.PHONE), row.cell(Column.EMAIL)
        return Entry(id or made_id(name), not id, name, home, row.line, phone, email)

    def person(self, row: Row, id: str, home: Unit | None, names: UnitNames) -> Person:
        """Everything a row says, and what is known of the person in columns that the file does not have."""
        before = self.before.get(id)
        further = [self.unit_id(row, unit, names) for unit in listed(row.cell(Column.FURTHER_UNITS))]
        started, left = self.day(row, Column.STARTED), self.day(row, Column.LEFT)
        if started and left and left < started:
            self.fault("file.left_before_started", row)
        said = Person(
            id=id,
            name=written(row.cell(Column.NAME)),
            unit=home.id if home else "",
            employment=self.employment(row, before),
            roles=self.roles(row, before, home),
            position=row.cell(Column.POSITION),
            further_units=tuple(unit for unit in dict.fromkeys(further) if unit and (not home or unit != home.id)),
            email=self.formed(row, Column.EMAIL, EMAIL, "file.bad_email"),
            phone=self.phone(row),
            address=self.choice(row, Column.ADDRESS, ADDRESS_WORDS, ""),
            language=self.choice(row, Column.LANGUAGE, LANGUAGE_WORDS, "vi"),
            started=started,
            left=left,
        )
        return self.with_known(said, before, names)

    def with_known(self, said: Person, before: Person | None, names: UnitNames) -> Person:
        """What no column says, stays as it is known."""
        if before is None:
            return said
        units = before.further_units if not self.has(Column.FURTHER_UNITS) else said.further_units
        return replace(
            said,
            position=said.position if self.has(Column.POSITION) else before.position,
            further_units=tuple(unit for unit in units if unit != said.unit and names.has(unit)),
            email=said.email if self.has(Column.EMAIL) else before.email,
            phone=said.phone if self.has(Column.PHONE) else before.phone,
            address=said.address if self.has(Column.ADDRESS) else before.address,
            language=said.language if self.has(Column.LANGUAGE) else before.language,
            started=said.started if self.has(Column.STARTED) else before.started,
        )

    def employment(self, row: Row, before: Person | None) -> Employment:
        """By its cell, by the line across the table, or as it is known."""
        by_section = employment_said(row.section) if row.section else None
        if not row.cell(Column.EMPLOYMENT) and by_section is not None:
            return by_section
        if not self.has(Column.EMPLOYMENT) and before is not None:
            return before.employment
        if not row.cell(Column.EMPLOYMENT) and (self.has(Column.EMPLOYMENT) or self.known.people):
            self.fault("file.missing_cell", row, column=Column.EMPLOYMENT)
        said = employment_said(row.cell(Column.EMPLOYMENT))
        return said or self.choice(row, Column.EMPLOYMENT, EMPLOYMENT_WORDS, Employment.CIVIL_SERVANT)

    def unit_id(self, row: Row, name: str, names: UnitNames) -> str:
        unit = names.find(name)
        if name and (unit is None or unit.kind is UnitKind.EVERY):
            self.fault("file.unknown_unit", row, unit=name)
        return unit.id if unit else ""

    def roles(self, row: Row, before: Person | None, home: Unit | None) -> frozenset[Role]:
        """As the column says; without one, as known; of newcomers, by their position."""
        if not self.has(Column.ROLES):
            if before is not None:
                return before.roles
            self.inferred = True
            return roles_by_position(row.cell(Column.POSITION), home)
        said = listed(_BETWEEN_ROLES.sub(";", row.cell(Column.ROLES)))
        found = frozenset(self.chosen(row, Column.ROLES, one, ROLE_WORDS, Role.STAFF) for one in said)
        return found or frozenset({Role.STAFF})

    def check_people(self, people: Sequence[Person], units: Set[str]) -> None:
        ids = Counter(person.id for person in people)
        emails = Counter(person.email.casefold() for person in people if person.email)
        for row, person in zip(self.rows, people, strict=True):
            self.check_id(row, person.id, MAX_PERSON_ID)
            if person.name and ids[person.id] > 1:
                code = "file.twice_in_roster" if row.cell(Column.ID) else "file.same_name"
                self.fault(code, row, value=row.cell(Column.ID) or person.name)
            if person.id in units:  # a registration is kept under its subject's id, whoever that is
                self.fault("file.person_as_unit", row, value=person.id)
            if emails[person.email.casefold()] > 1:
                self.fault("file.twice_in_roster", row, value=person.email)
        office = any(Role.OFFICE in person.roles and person.left is None for person in people)
        if not office and not self.office_follows:
            values = {"role": ROLE_WORDS[Role.OFFICE][0], "column": Column.ROLES}
            self.table.problems.append(Problem("file.no_office", values))
