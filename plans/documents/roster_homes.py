"""The units of a roster file: those it lists, or those that its people's rows name."""

import re
from collections.abc import Iterable

from plans.documents.bodies import UnitNames
from plans.documents.roster_cells import Cells
from plans.documents.roster_table import Column, RosterTable, Row
from plans.documents.roster_units import (
    MAX_UNIT_ID,
    MAX_UNITS,
    UNIT_KIND_WORDS,
    inferred_units,
    kind_by_name,
    with_everybody,
)
from plans.documents.roster_words import employment_said
from plans.documents.text_file import listed, slug, words
from plans.model.people import Unit, UnitKind
from plans.staff.identity import Known

#: The longest name of a unit; the longest in any roll has some hundred letters.
MAX_UNIT_NAME = 150
#: A word without a vowel: PHÒNG QLNL stays "Phòng QLNL".
_INITIALS = re.compile("[BCDĐFGHJKLMNPQRSTVWXZ&-]{2,}")
_SHEET = re.compile(r"(?:sheet|trang|trang tinh|danh sach|can bo|roster)(?: ?\d+)?")


class Homes(Cells):
    """Reads which units there are, and which one a row belongs to."""

    def __init__(self, table: RosterTable, known: Known) -> None:
        super().__init__(table)
        self.known = known

    def units(self) -> tuple[Unit, ...]:
        """Those listed; else those known that somebody still belongs to, and those that the rows name besides."""
        found = tuple(self.unit(row) for row in self.table.units[: MAX_UNITS + 1])
        self.check_units(found)
        if found:
            return with_everybody(found)
        before = UnitNames(self.known.units)
        mentioned = [self.unit_said(row) for row in self.table.people]
        further = [name for row in self.table.people for name in listed(row.cell(Column.FURTHER_UNITS))]
        inferred = inferred_units([name for name in (*mentioned, *further) if before.find(name) is None])
        if not self.has(Column.UNIT) and not any(mentioned):
            return with_everybody((*self.known.units, *inferred))
        still = {unit.id for name in (*mentioned, *further) if (unit := before.find(name))}
        kept = (one for one in self.known.units if one.id in still or one.kind is not UnitKind.DEPARTMENT)
        return with_everybody((*kept, *(one for one in inferred if one.id not in still)))

    def unit_said(self, row: Row) -> str:
        """The unit of a row: its cell, the line across the table above it, or its sheet's title."""
        section = "" if employment_said(row.section) else row.section
        said = row.cell(Column.UNIT) or section or (row.sheet if self.unit_sheets() else "")
        if not said.isupper() or " " not in said:
            return said
        small = said.capitalize().replace(" sở", " Sở").split(" ")
        return " ".join(
            big if _INITIALS.fullmatch(big) else word for big, word in zip(said.split(" "), small, strict=True)
        )

    def unit(self, row: Row) -> Unit:
        name = self.required(row, Column.UNIT_NAME)
        if len(name) > MAX_UNIT_NAME:
            self.fault("file.too_long", row, field=Column.UNIT_NAME, limit=str(MAX_UNIT_NAME))
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

    def unit_sheets(self) -> bool:
        """Whether every unit has its own sheet, by whose title it goes."""
        titles = {row.sheet for row in self.table.people}
        return len(titles) > 1 and not any(_SHEET.fullmatch(words(title)) for title in titles)
