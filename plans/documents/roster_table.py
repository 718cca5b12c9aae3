"""The roster's tables: people, and (optional) units, wherever they stand in the sheets of a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from plans.documents.roster_habits import with_dittos, with_marked_employment
from plans.documents.tables import Table, TableRow, find_table, heading_words
from plans.documents.text_file import hides, shortened, words
from plans.model.person_lists import Grid, GridRow
from plans.problems import Problem

MAX_ROWS = 2000
MAX_CELL = 500
_AGENCY = frozenset({"co quan", "ten co quan", "agency"})


class Column(StrEnum):
    """The columns, as we head them."""

    ID = "Mã"
    UNIT_NAME = "Tên đơn vị"
    KIND = "Loại"
    ALIASES = "Tên gọi khác"
    HEAD = "Trưởng đơn vị"
    LEADER_IN_CHARGE = "Lãnh đạo phụ trách"
    NAME = "Họ và tên"
    UNIT = "Đơn vị"
    FURTHER_UNITS = "Kiêm nhiệm"
    POSITION = "Chức vụ"
    EMPLOYMENT = "Diện"
    ROLES = "Vai trò"
    ADDRESS = "Xưng hô"
    EMAIL = "Thư điện tử"
    PHONE = "Điện thoại"
    STARTED = "Ngày vào"
    LEFT = "Ngày nghỉ"
    LANGUAGE = "Ngôn ngữ"


UNIT_COLUMNS = (
    Column.ID,
    Column.UNIT_NAME,
    Column.KIND,
    Column.ALIASES,
    Column.HEAD,
    Column.LEADER_IN_CHARGE,
)
PEOPLE_COLUMNS = (
    Column.ID,
    Column.NAME,
    Column.UNIT,
    Column.FURTHER_UNITS,
    Column.POSITION,
    Column.EMPLOYMENT,
    Column.ROLES,
    Column.ADDRESS,
    Column.EMAIL,
    Column.PHONE,
    Column.STARTED,
    Column.LEFT,
    Column.LANGUAGE,
)
#: Other headings that people use for the same column.
_PEOPLE: Mapping[Column, tuple[str, ...]] = {
    Column.ID: ("Mã số", "Mã cán bộ", "Mã nhân viên", "Mã CBCC", "ID", "Code"),
    Column.NAME: (
        *("Họ tên", "Họ, tên", "Họ và tên cán bộ", "Họ và tên CBCCVC", "Họ và tên khai sinh", "Tên cán bộ"),
        *(
            "Họ và tên CB, GV, NV",
            "Họ và tên CBGVNV",
            "Họ và tên CBVC",
            "Họ tên cán bộ, giáo viên",
            "Họ và tên giáo viên",
        ),
        *("Full name", "Name"),
    ),
    Column.UNIT: (
        *("Phòng, đơn vị", "Phòng/Đơn vị", "Phòng ban", "Phòng", "Phòng, ban", "Tên đơn vị", "Đơn vị công tác"),
        *("Phòng/ban/đơn vị", "Bộ phận", "Nơi công tác", "Phòng chuyên môn", "Unit", "Department", "Division"),
        *("Khoa", "Khoa, phòng", "Khoa phòng", "Phòng, khoa", "Khoa, phòng, trung tâm", "Khoa, phòng, đơn vị"),
        *("Tổ chuyên môn", "Tổ, bộ phận", "Đơn vị/Phòng"),
    ),
    Column.FURTHER_UNITS: ("Tổ chức kiêm nhiệm", "Hội đồng, đoàn thể", "Further units", "Other units"),
    Column.POSITION: ("Chức danh", "Chức vụ, chức danh", "Chức vụ/chức danh", "Chức vụ hiện tại", "Position"),
    Column.EMPLOYMENT: (
        *(
            "Loại",
            "Loại CBCC",
            "Loại cán bộ",
            "Đối tượng",
            "Công chức/viên chức/hợp đồng",
            "CC/VC/HĐ",
            "Công chức, viên chức",
        ),
        *(
            "Công chức, viên chức, hợp đồng",
            "Loại hình",
            "Biên chế",
            "Loại hợp đồng",
            "Loại HĐ",
            "Cán bộ/Công chức",
            "Cán bộ/Công chức/NHĐKCT",
            "Biên chế/HĐ",
            "Biên chế/Hợp đồng",
            "Employment",
            "Type",
        ),
    ),
    Column.ROLES: ("Vai trò trong hệ thống", "Quyền", "Role", "Roles"),
    Column.ADDRESS: ("Cách xưng hô", "Form of address"),
    Column.EMAIL: ("Email", "E-mail", "Thư", "Địa chỉ email", "Hộp thư", "Thư công vụ", "Email công vụ"),
    Column.PHONE: (
        *("Số điện thoại", "SĐT", "ĐT", "Điện thoại di động", "Di động", "Số ĐT", "ĐTDĐ", "Điện thoại liên hệ"),
        *("Phone", "Phone number", "Mobile", "Telephone"),
    ),
    Column.STARTED: (
        *("Ngày vào cơ quan", "Ngày bắt đầu", "Ngày tuyển dụng", "Ngày vào làm", "Ngày bắt đầu công tác"),
        *("Ngày nhận công tác", "Ngày về cơ quan", "Start date", "Started", "Since"),
    ),
    Column.LEFT: ("Ngày thôi việc", "Ngày nghỉ việc", "Ngày nghỉ hưu", "Ngày chuyển đi", "End date", "Left"),
    Column.LANGUAGE: ("Language",),
}
#: Columns in which people write "nt" where the same stands as above.
_REPEATED = frozenset({Column.UNIT, Column.POSITION, Column.EMPLOYMENT, Column.ROLES, Column.STARTED})
#: Headings of a name that is written in two columns.
_FAMILY = frozenset(
    map(words, ("Họ và tên đệm", "Họ đệm", "Họ và đệm", "Họ và chữ đệm", "Họ, chữ đệm", "Họ lót", "Họ"))
)
_GIVEN = frozenset(map(words, ("Tên", "Given name", "First name")))
_UNITS: Mapping[Column, tuple[str, ...]] = {
    Column.ID: ("Mã số", "Mã đơn vị", "ID", "Code"),
    Column.UNIT_NAME: ("Tên phòng, đơn vị", "Unit name"),
    Column.KIND: ("Loại đơn vị", "Kind"),
    Column.ALIASES: ("Tên khác", "Tên viết tắt", "Other names", "Aliases"),
    Column.HEAD: ("Người đứng đầu", "Head"),
    Column.LEADER_IN_CHARGE: ("Lãnh đạo Sở phụ trách", "Leader in charge"),
}
PEOPLE_NAMES = {column: (column.value, *_PEOPLE.get(column, ())) for column in PEOPLE_COLUMNS}
UNIT_NAMES = {column: (column.value, *_UNITS.get(column, ())) for column in UNIT_COLUMNS}

Row: TypeAlias = TableRow[Column]


@dataclass(slots=True)
class RosterTable:
    """What the file holds, not yet judged.

    `columns` are the people's, `unread` the headings that mean none, `hidden` how many hidden rows are not read;
    `several` says that it has more than one sheet.
    """

    agency: str = ""
    units: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)
    columns: frozenset[Column] = frozenset()
    unread: tuple[str, ...] = ()
    hidden: int = 0
    several: bool = False
    problems: list[Problem] = field(default_factory=list)

    def sheet(self, title: str) -> str:
        """A sheet's title where it matters."""
        return title if self.several else ""

    def fault(self, code: str, row: Row, **values: str) -> None:
        """Something to be mended in a row."""
        shown = {name: shortened(text) for name, text in values.items()}
        self.problems.append(Problem(code, shown, row.line, row.quote, self.sheet(row.sheet)))


def read_table(grids: tuple[Grid, ...]) -> RosterTable:
    """The rows of a roster with what is wrong about their form."""
    table = RosterTable(several=len(grids) > 1)
    parts = list(_parts(grids, table))
    people = find_table(tuple(part for part, of_units in parts if not of_units), PEOPLE_NAMES, {Column.NAME})
    units = find_table(tuple(part for part, of_units in parts if of_units), UNIT_NAMES, {Column.UNIT_NAME})
    if people is None or not people.rows:
        table.problems.append(Problem("file.no_people", {"columns": ", ".join(PEOPLE_COLUMNS[1:6])}))
        return table
    if len(people.rows) + (len(units.rows) if units else 0) > MAX_ROWS:
        place = people.rows[-1]
        table.problems.append(
            Problem("file.too_many_rows", {"limit": str(MAX_ROWS)}, place.line, "", table.sheet(place.sheet))
        )
        return table
    table.columns, table.hidden = people.columns, sum(grid.hidden for grid in grids)
    table.unread = tuple(map(shortened, people.strange))
    table.people = _checked(people, table)
    table.units = _checked(units, table) if units else []
    return table


def _parts(grids: tuple[Grid, ...], table: RosterTable) -> Iterator[tuple[Grid, bool]]:
    """The sheets, cut where a heading begins; with each part, whether it is about units. Keeps the agency's name."""
    people = {words(name) for names in PEOPLE_NAMES.values() for name in names}
    names = {words(name) for name in PEOPLE_NAMES[Column.NAME]}
    units = {words(name) for name in UNIT_NAMES[Column.UNIT_NAME]}
    about_units = {words(name) for found in UNIT_NAMES.values() for name in found}
    for grid in (with_marked_employment(one, names) for one in grids):
        rows: list[GridRow] = []
        of_units: bool | None = None
        for row in grid.rows:
            row = _with_whole_name(row)
            said = heading_words(row)
            heads_people = bool(said & names) and len(said & people) > 1
            heads_units = not heads_people and bool(said & units) and len(said & about_units) > 1
            if heads_people or heads_units:
                if of_units is not None:
                    yield Grid(grid.sheet, tuple(rows)), of_units
                rows, of_units = [], heads_units
            if of_units is None and words(row.cells[0]) in _AGENCY:
                table.agency = next((cell for cell in row.cells[1:] if cell), table.agency)
            rows.append(row)
        if of_units is not None:
            yield Grid(grid.sheet, tuple(rows)), of_units


def _with_whole_name(row: GridRow) -> GridRow:
    """A heading that has "Họ và tên đệm" and "Tên" beside each other heads the whole name with both."""
    forms = [words(cell) for cell in row.cells]
    for at, (one, other) in enumerate(pairwise(forms)):
        if one in _FAMILY and other in _GIVEN:
            cells = (*row.cells[:at], Column.NAME.value, Column.NAME.value, *row.cells[at + 2 :])
            return replace(row, cells=cells)
    return row


def _checked(found: Table[Column], table: RosterTable) -> list[Row]:
    """The rows of a table; what is wrong with the form of its cells is a problem."""
    for column, (sheet, line) in found.twice.items():
        table.problems.append(Problem("file.column_twice", {"column": column}, line, "", table.sheet(sheet)))
    rows = with_dittos(found.rows, _REPEATED)
    for row in rows:
        if row.beyond and not row.sheet:  # in a .csv file a comma has moved the cells; in a sheet it is a remark
            table.fault("file.too_many_cells", row)
        for column, cell in row.cells.items():
            if hides(cell):
                table.fault("file.hidden_character", row, field=column)
            elif len(cell) > MAX_CELL:
                table.fault("file.too_long", row, field=column, limit=str(MAX_CELL))
    return rows
