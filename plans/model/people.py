"""The department: its units and people."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnitKind(StrEnum):
    """`EVERY` stands for all departments at once ("các phòng, đơn vị thuộc Sở") and has no members of its own."""

    DEPARTMENT = "department"
    LEADERSHIP = "leadership"
    COUNCIL = "council"
    ORGANISATION = "organisation"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Unit:
    """Phòng, đơn vị; also councils and organisations, whose members come from the others."""

    id: str
    name: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    head: str | None = None
    leader_in_charge: str | None = None


class Role(StrEnum):
    """What a person may do; a person may have several."""

    OFFICE = "office"
    LEADER = "leader"
    HEAD = "head"
    STAFF = "staff"


class Employment(StrEnum):
    """Công chức, viên chức, hợp đồng."""

    CIVIL_SERVANT = "civil_servant"
    PUBLIC_EMPLOYEE = "public_employee"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Person:
    """Cán bộ. `unit` is the home unit, `further_units` councils, organisations and other units.

    `address` is how to speak to them: "anh", "chị", "đồng chí" or "" ("anh/chị"). From the day `left` on, a person
    has no access; their history stays.
    """

    id: str
    name: str
    unit: str
    employment: Employment
    roles: frozenset[Role] = frozenset({Role.STAFF})
    position: str = ""
    further_units: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    address: str = ""
    language: str = "vi"
    started: date | None = None
    left: date | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """Home unit first, then the further ones."""
        return (self.unit, *self.further_units)

    def is_here(self, today: date) -> bool:
        """Whether the person belongs to the department on that day."""
        return self.left is None or today < self.left


@dataclass(frozen=True, slots=True)
class Department:
    """The office this installation serves (one record). `demo` marks invented data everywhere it is shown."""

    name: str
    demo: bool = False
    id: str = "department"


@dataclass(frozen=True, slots=True)
class Preference:
    """What a person chose for themselves, apart from the roster; a new roster does not overwrite it."""

    person: str
    language: str

    @property
    def id(self) -> str:
        """The person."""
        return self.person
