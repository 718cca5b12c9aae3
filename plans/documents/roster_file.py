"""The roster file: one CSV with the agency's name, its units (optional) and its people.

::

    Cơ quan,Sở mẫu
    Mã,Tên đơn vị,Loại,Tên gọi khác,Trưởng đơn vị,Lãnh đạo phụ trách
    van_phong,Văn phòng,"phòng, đơn vị",VP; Văn phòng Sở,oanh,hung
    Mã,Họ và tên,Đơn vị,Kiêm nhiệm,Chức vụ,Diện,Vai trò,…
    oanh,Võ Thị Kim Oanh,Văn phòng,Công đoàn,Chánh Văn phòng,công chức,Trưởng đơn vị,…

Columns may stand in any order. Where no units are listed, they are inferred from the people's rows.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from typing import TypeVar

from plans.documents.bodies import UnitNames
from plans.documents.plan_reading import read_day
from plans.documents.roster_table import PEOPLE_COLUMNS, UNIT_COLUMNS, Column, RosterTable, Row, read_table
from plans.documents.roster_units import (
    MAX_UNIT_ID,
    MAX_UNITS,
    UNIT_KIND_WORDS,
    inferred_units,
    kind_by_name,
    with_everybody,
)
from plans.documents.text_file import ENOUGH_PROBLEMS, limited, listed, shortened, slug, words
from plans.model.people import Department, Employment, Person, Role, Unit, UnitKind
from plans.people import folded
from plans.problems import Problem

T = TypeVar("T")

MAX_PERSON_ID = 32
EMPLOYMENT_WORDS: Mapping[Employment, tuple[str, ...]] = {
    Employment.CIVIL_SERVANT: ("công chức",),
    Employment.PUBLIC_EMPLOYEE: ("viên chức",),
    Employment.CONTRACT: ("hợp đồng", "hợp đồng lao động", "người lao động"),
}
ROLE_WORDS: Mapping[Role, tuple[str, ...]] = {
    Role.OFFICE: ("Văn phòng",),
    Role.LEADER: ("Lãnh đạo",),
    Role.HEAD: ("Trưởng đơn vị",),
    Role.STAFF: ("Cán bộ",),
}
ADDRESS_WORDS: Mapping[str, tuple[str, ...]] = {"anh": ("anh",), "chị": ("chị",), "đồng chí": ("đồng chí", "đ/c")}
LANGUAGE_WORDS: Mapping[str, tuple[str, ...]] = {"vi": ("vi", "tiếng Việt"), "en": ("en", "tiếng Anh", "English")}
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")
#: What programs write in place of letters that an old code page lacks.
_LOST = re.compile("[?\ufffd]")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_PHONE = re.compile(r"[+0-9][0-9 ().-]{4,24}")


@dataclass(frozen=True, slots=True)
class ReadRoster:
    """What reading gave; without people, `problems` must be mended first. No `department`: the file names none."""

    department: Department | None
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    problems: tuple[Problem, ...]


def read_roster(data: bytes) -> ReadRoster:
    """The agency, units and people of a roster file, or everything that must be mended first."""
    table = read_table(data)
    reader = _Reader(table)
    units, people = reader.read() if table.people else ((), ())
    if reader.faults:
        return ReadRoster(None, (), (), limited(reader.faults))
    department = Department(table.agency) if table.agency else None
    return ReadRoster(department, units, people, ())


def roster_template() -> bytes:
    """A file to fill in, which Excel opens: two invented units, three invented people."""
    out = StringIO(newline="")
    table = csv.writer(out)
    example = [""] * len(PEOPLE_COLUMNS)
    table.writerow(
        ["# Mẫu danh sách cán bộ: thay các dòng ví dụ bằng người của cơ quan; dòng bắt đầu bằng # được bỏ qua."]
    )
    table.writerow(
        ["# Phần đơn vị có thể bỏ: khi đó đơn vị lấy theo cột “Đơn vị”. Nhiều mục trong một ô cách nhau bằng dấu ;"]
    )
    table.writerow(["Cơ quan", "Sở ví dụ"])
    table.writerow(UNIT_COLUMNS)
    table.writerow(["lanh_dao", "Lãnh đạo Sở", "lãnh đạo", "Ban Giám đốc", "an", ""])
    table.writerow(["van_phong", "Văn phòng", "phòng, đơn vị", "VP; Văn phòng Sở", "binh", "an"])
    table.writerow(PEOPLE_COLUMNS)
    rows = [
        ["an", "Nguyễn Thị An", "Lãnh đạo Sở", "", "Giám đốc", "công chức", "Lãnh đạo", "chị", "an@coquan.example"],
        ["binh", "Trần Văn Bình", "Văn phòng", "", "Chánh Văn phòng", "công chức", "Trưởng đơn vị", "anh"],
        ["chi", "Lê Thị Chi", "Văn phòng", "", "Chuyên viên", "viên chức", "Văn phòng; Cán bộ", "chị"],
    ]
    table.writerows([*row, *example[len(row) :]] for row in rows)
    return out.getvalue().encode("utf-8-sig")


class _Reader:
    """Collects what is wrong while it reads; nothing it gives counts once there is a fault."""

    def __init__(self, table: RosterTable) -> None:
        self.table = table
        self.faults = list(table.problems)

    def fault(self, code: str, row: Row, **values: str) -> None:
        shown = {name: shortened(text) for name, text in values.items()}
        self.faults.append(Problem(code, shown, row.line, row.quote))

    def read(self) -> tuple[tuple[Unit, ...], tuple[Person, ...]]:
        units = self.units()
        if len(units) > MAX_UNITS:
            self.faults.append(Problem("file.too_many_units", {"limit": str(MAX_UNITS)}))
            return (), ()
        names = UnitNames(units)
        drafts = []
        for row in self.table.people:
            drafts.append(self.person(row, names))
            if len(self.faults) > ENOUGH_PROBLEMS:
                return (), ()
        people = tuple(drafts)
        self.check_people(people, {unit.id for unit in units})
        units = self.with_heads(units, people)
        self.check_heads(units, people)
        return units, people

    # ------------------------------------------------------------ units

    def units(self) -> tuple[Unit, ...]:
        found = tuple(self.unit(row) for row in self.table.units[: MAX_UNITS + 1])
        self.check_units(found)
        if not found:
            mentioned = [row.cell(Column.UNIT) for row in self.table.people]
            further = [name for row in self.table.people for name in listed(row.cell(Column.FURTHER_UNITS))]
            found = inferred_units([*mentioned, *further])
        return with_everybody(found)

    def unit(self, row: Row) -> Unit:
        name = self.required(row, Column.UNIT_NAME)
        kind = self.choice(row, Column.KIND, UNIT_KIND_WORDS, kind_by_name(name))
        id = row.cell(Column.ID) or slug(name, MAX_UNIT_ID)
        self.check_id(row, id, MAX_UNIT_ID)
        return Unit(id, name, kind, listed(row.cell(Column.ALIASES)))

    def check_units(self, units: Iterable[Unit]) -> None:
        ids: set[str] = set()
        names: dict[str, str] = {}
        for row, unit in zip(self.table.units, units, strict=False):
            if unit.id in ids:
                self.fault("file.twice_in_roster", row, value=unit.id)
            ids.add(unit.id)
            for name in dict.fromkeys(map(words, (unit.name, *unit.aliases))):
                if names.setdefault(name, unit.id) != unit.id:
                    self.fault("file.unit_name_twice", row, name=name)

    def with_heads(self, units: tuple[Unit, ...], people: tuple[Person, ...]) -> tuple[Unit, ...]:
        """The listed heads and leaders in charge; where none is listed, the one who is called head of that unit."""
        by_id = {person.id: person for person in people}
        rows = {unit.id: row for unit, row in zip(units, self.table.units, strict=False)}
        found = []
        for unit in units:
            row = rows.get(unit.id)
            head = self.someone(row, Column.HEAD, by_id) if row else None
            leader = self.someone(row, Column.LEADER_IN_CHARGE, by_id) if row else None
            found.append(replace(unit, head=head or self.called_head(unit, people), leader_in_charge=leader))
        return tuple(found)

    def someone(self, row: Row, column: Column, people: Mapping[str, Person]) -> str | None:
        text = row.cell(column)
        if not text or text in people:
            return text or None
        named = [person.id for person in people.values() if folded(person.name) == folded(text)]
        if len(named) == 1:
            return named[0]
        self.fault("file.unknown_person", row, column=column, value=text)
        return None

    def called_head(self, unit: Unit, people: Iterable[Person]) -> str | None:
        """Whoever leaves on a listed day is the head until then; who has left already may do nothing anyway."""
        leads = unit.kind is UnitKind.LEADERSHIP
        called = [p for p in people if p.unit == unit.id and (leads or Role.HEAD in p.roles)]
        called = [p for p in called if not (leads and words(p.position).startswith("pho "))]
        staying = [p for p in called if p.left is None]
        if len(staying) > 1 and leads:
            return None
        if len(staying) > 1:
            row = next(row for row in self.table.people if row.cell(Column.NAME) == staying[1].name)
            self.fault("file.two_heads", row, unit=unit.name, other=staying[0].name)
        head = max(called, key=lambda p: p.left or date.max, default=None)
        return head.id if head else None

    def check_heads(self, units: Iterable[Unit], people: Iterable[Person]) -> None:
        heads = {unit.head for unit in units}
        for row, person in zip(self.table.people, people, strict=True):
            if Role.HEAD in person.roles and person.left is None and person.id not in heads:
                self.fault("file.head_of_nothing", row, name=person.name)

    # ------------------------------------------------------------ people

    def person(self, row: Row, names: UnitNames) -> Person:
        name = self.required(row, Column.NAME)
        if _LOST.search(name):
            self.fault("file.lost_letters", row, name=name)
        home = self.unit_id(row, self.required(row, Column.UNIT), names)
        further = [self.unit_id(row, unit, names) for unit in listed(row.cell(Column.FURTHER_UNITS))]
        if not row.cell(Column.EMPLOYMENT):
            self.fault("file.missing_cell", row, column=Column.EMPLOYMENT)
        started, left = self.day(row, Column.STARTED), self.day(row, Column.LEFT)
        if started and left and left < started:
            self.fault("file.left_before_started", row)
        return Person(
            id=row.cell(Column.ID) or _made_id(name),
            name=name,
            unit=home,
            employment=self.choice(row, Column.EMPLOYMENT, EMPLOYMENT_WORDS, Employment.CIVIL_SERVANT),
            roles=self.roles(row),
            position=row.cell(Column.POSITION),
            further_units=tuple(unit for unit in dict.fromkeys(further) if unit and unit != home),
            email=self.formed(row, Column.EMAIL, _EMAIL, "file.bad_email"),
            phone=self.formed(row, Column.PHONE, _PHONE, "file.bad_phone"),
            address=self.choice(row, Column.ADDRESS, ADDRESS_WORDS, ""),
            language=self.choice(row, Column.LANGUAGE, LANGUAGE_WORDS, "vi"),
            started=started,
            left=left,
        )

    def unit_id(self, row: Row, name: str, names: UnitNames) -> str:
        unit = names.find(name)
        if name and (unit is None or unit.kind is UnitKind.EVERY):
            self.fault("file.unknown_unit", row, unit=name)
        return unit.id if unit else ""

    def roles(self, row: Row) -> frozenset[Role]:
        said = listed(row.cell(Column.ROLES))
        return frozenset(self.chosen(row, Column.ROLES, one, ROLE_WORDS, Role.STAFF) for one in said) or frozenset(
            {Role.STAFF}
        )

    def check_people(self, people: tuple[Person, ...], units: Set[str]) -> None:
        ids = Counter(person.id for person in people)
        emails = Counter(person.email.casefold() for person in people if person.email)
        for row, person in zip(self.table.people, people, strict=True):
            self.check_id(row, person.id, MAX_PERSON_ID)
            if person.name and ids[person.id] > 1:
                code = "file.twice_in_roster" if row.cell(Column.ID) else "file.same_name"
                self.fault(code, row, value=row.cell(Column.ID) or person.name)
            if person.id in units:  # a registration is kept under its subject's id, whoever that is
                self.fault("file.person_as_unit", row, value=person.id)
            if emails[person.email.casefold()] > 1:
                self.fault("file.twice_in_roster", row, value=person.email)
        if not any(Role.OFFICE in person.roles and person.left is None for person in people):
            self.faults.append(Problem("file.no_office", {"role": ROLE_WORDS[Role.OFFICE][0], "column": Column.ROLES}))

    # ------------------------------------------------------------ one cell

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
        for value, forms in choices.items():
            if words(text) in {words(form) for form in forms}:
                return value
        known = "; ".join(forms[0] for forms in choices.values())
        self.fault("file.unknown_choice", row, field=column, value=text, choices=known)
        return otherwise

    def formed(self, row: Row, column: Column, form: re.Pattern[str], code: str) -> str:
        text = row.cell(column)
        if text and not form.fullmatch(text):
            self.fault(code, row, value=text)
        return text

    def day(self, row: Row, column: Column) -> date | None:
        text = row.cell(column)
        day = read_day(text)
        if text and day is None:
            self.fault("file.bad_day", row, value=text)
        return day


def _made_id(name: str) -> str:
    """Given name and the rest: Nguyễn Thị Lan → lan.nguyen_thi. It hangs on nobody else, so it never changes hands."""
    *rest, given = words(name).encode("ascii", "ignore").decode().split() or ["ai"]
    return ".".join(part for part in (given, "_".join(rest)) if part)[:MAX_PERSON_ID].rstrip("._")
