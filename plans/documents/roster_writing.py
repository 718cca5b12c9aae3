"""The roster as a file: what is known now, and a template to fill in, as .xlsx and as .csv.

Whatever people have typed is written as text: no cell becomes a formula. `plans.documents.roster_file` reads both back
unchanged.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from plans.documents.roster_table import PEOPLE_COLUMNS, UNIT_COLUMNS, Column
from plans.documents.roster_units import UNIT_KIND_WORDS
from plans.documents.roster_words import ADDRESS_WORDS, EMPLOYMENT_WORDS, LANGUAGE_WORDS, ROLE_WORDS
from plans.model.people import Department, Employment, Person, Role, Unit, UnitKind
from plans.staff.vietnamese_order import name_key

#: With these a spreadsheet begins a formula; an apostrophe before them says that it is text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FONT = "Times New Roman"
#: Styles, by the names under which a spreadsheet lists them.
_ABOVE, _HEADING, _ENTRY = "Dòng trên bảng", "Tên cột", "Ô"
_WIDTHS = {
    Column.ID: 16,
    Column.NAME: 28,
    Column.UNIT: 30,
    Column.FURTHER_UNITS: 34,
    Column.POSITION: 26,
    Column.EMPLOYMENT: 13,
    Column.ROLES: 20,
    Column.ADDRESS: 11,
    Column.EMAIL: 28,
    Column.PHONE: 16,
    Column.STARTED: 13,
    Column.LEFT: 13,
    Column.LANGUAGE: 11,
    Column.UNIT_NAME: 40,
    Column.KIND: 20,
    Column.ALIASES: 44,
    Column.HEAD: 18,
    Column.LEADER_IN_CHARGE: 18,
}
#: The sheets of our workbook. What the columns mean is said on the last one.
PEOPLE_SHEET, UNITS_SHEET, ABOUT_SHEET = "Cán bộ", "Đơn vị", "Hướng dẫn"
_ABOUT: Sequence[tuple[str, str]] = (
    ("Cách dùng", "Mỗi người một dòng ở trang “Cán bộ”. Cột có thể đổi chỗ; cột không dùng có thể bỏ."),
    (Column.ID, "Để trống cũng được: hệ thống tự đặt theo họ tên. Đã có thì giữ nguyên về sau."),
    (Column.NAME, "Bắt buộc. Chỉ họ tên, không ghi học hàm, chức vụ."),
    (Column.UNIT, "Bắt buộc. Tên phòng, đơn vị; mỗi người một đơn vị chính."),
    (Column.FURTHER_UNITS, "Hội đồng, đoàn thể, đơn vị kiêm nhiệm; cách nhau bằng dấu chấm phẩy."),
    (Column.POSITION, "Ví dụ: Chánh Văn phòng, Chuyên viên."),
    (Column.EMPLOYMENT, "Bắt buộc. Một trong: công chức; viên chức; hợp đồng."),
    (
        Column.ROLES,
        "Văn phòng (theo dõi thi đua, khen thưởng); Lãnh đạo; Trưởng đơn vị; Cán bộ. Nhiều vai trò cách nhau bằng dấu "
        "chấm phẩy. Cần ít nhất một người vai trò Văn phòng.",
    ),
    (Column.ADDRESS, "anh; chị; đồng chí. Để trống thì hệ thống gọi anh/chị."),
    (Column.EMAIL, "Không bắt buộc. Mỗi người một địa chỉ riêng."),
    (Column.PHONE, "Không bắt buộc. Ghi đủ số 0 ở đầu."),
    (Column.STARTED, "Ngày về cơ quan, ghi ngày/tháng/năm: xét điều kiện đủ 6 tháng công tác."),
    (Column.LEFT, "Ngày thôi làm việc. Ai không còn trong danh sách thì coi như nghỉ từ ngày nạp danh sách."),
    (Column.LANGUAGE, "vi hoặc en; để trống là vi."),
    (
        "Trang “Đơn vị”",
        "Không bắt buộc. Có trang này thì chỉ những đơn vị ở đó được dùng; bỏ đi thì đơn vị lấy theo cột “Đơn vị”.",
    ),
)


def roster_csv(department: Department | None, units: Iterable[Unit], people: Iterable[Person]) -> bytes:
    """The roster as comma-separated values with the mark by which Excel knows their letters."""
    units = tuple(units)
    rows = [["Cơ quan", department.name]] if department is not None else []
    rows += [list(UNIT_COLUMNS), *map(_unit_row, units)] if units else []
    rows += [list(PEOPLE_COLUMNS), *(_person_row(person, units) for person in _sorted(people))]
    return _csv(rows)


def roster_workbook(department: Department | None, units: Iterable[Unit], people: Iterable[Person]) -> bytes:
    """The roster as a workbook: people, units, and what the columns mean."""
    units = tuple(units)
    rows = [_person_row(person, units) for person in _sorted(people)]
    return _workbook(department.name if department else "", rows, [_unit_row(unit) for unit in units])


def roster_template() -> bytes:
    """A .csv file to fill in, which Excel opens: two invented units, three invented people."""
    notes = [
        ["# Mẫu danh sách cán bộ: thay các dòng ví dụ bằng người của cơ quan; dòng bắt đầu bằng # được bỏ qua."],
        ["# Phần đơn vị có thể bỏ: khi đó đơn vị lấy theo cột “Đơn vị”. Nhiều mục trong một ô cách nhau bằng dấu ;"],
    ]
    head: list[Sequence[str]] = [["Cơ quan", _AGENCY], UNIT_COLUMNS, *map(_unit_row, _UNITS), PEOPLE_COLUMNS]
    return _csv([*notes, *head, *(_person_row(person, _UNITS) for person in _PEOPLE)])


def roster_template_workbook() -> bytes:
    """The same as a workbook with lists to choose from."""
    return _workbook(_AGENCY, [_person_row(person, _UNITS) for person in _PEOPLE], [_unit_row(unit) for unit in _UNITS])


_AGENCY = "Sở ví dụ"
_UNITS = (
    Unit("lanh_dao", "Lãnh đạo Sở", UnitKind.LEADERSHIP, ("Ban Giám đốc",), "an"),
    Unit("van_phong", "Văn phòng", UnitKind.DEPARTMENT, ("VP", "Văn phòng Sở"), "binh", "an"),
)
_PEOPLE = (
    Person(
        *("an", "Nguyễn Thị An", "lanh_dao", Employment.CIVIL_SERVANT, frozenset({Role.LEADER}), "Giám đốc"),
        email="an@coquan.example",
        phone="0900 000 000",
        address="chị",
        started=date(2010, 9, 1),
    ),
    Person(
        *("binh", "Trần Văn Bình", "van_phong", Employment.CIVIL_SERVANT, frozenset({Role.HEAD}), "Chánh Văn phòng"),
        address="anh",
        started=date(2015, 3, 15),
    ),
    Person(
        *("chi", "Lê Thị Chi", "van_phong", Employment.PUBLIC_EMPLOYEE, frozenset({Role.OFFICE, Role.STAFF})),
        position="Chuyên viên",
        address="chị",
        started=date(2019, 7, 1),
    ),
)


def _sorted(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: name_key(person.name))


def _person_row(person: Person, units: Sequence[Unit]) -> list[str]:
    names = {unit.id: unit.name for unit in units}
    roles = [forms[0] for role, forms in ROLE_WORDS.items() if role in person.roles]
    return [
        person.id,
        person.name,
        names.get(person.unit, person.unit),
        "; ".join(names.get(unit, unit) for unit in person.further_units),
        person.position,
        EMPLOYMENT_WORDS[person.employment][0],
        "; ".join(roles),
        ADDRESS_WORDS[person.address][0] if person.address in ADDRESS_WORDS else person.address,
        person.email,
        person.phone,
        _day(person.started),
        _day(person.left),
        LANGUAGE_WORDS[person.language][0] if person.language in LANGUAGE_WORDS else person.language,
    ]


def _unit_row(unit: Unit) -> list[str]:
    kind = UNIT_KIND_WORDS[unit.kind][0]
    return [unit.id, unit.name, kind, "; ".join(unit.aliases), unit.head or "", unit.leader_in_charge or ""]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out).writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


# ---------------------------------------------------------------- the workbook


def _workbook(agency: str, people: Sequence[Sequence[str]], units: Sequence[Sequence[str]]) -> bytes:
    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    first = book.active
    if first is not None:
        book.remove(first)
    sheet = book.create_sheet(PEOPLE_SHEET)
    _table(sheet, PEOPLE_COLUMNS, people, [("Cơ quan", agency)] if agency else [])
    _choices(sheet, len(people))
    if units:
        _table(book.create_sheet(UNITS_SHEET), UNIT_COLUMNS, units, [])
    about = book.create_sheet(ABOUT_SHEET)
    for number, (what, said) in enumerate(_ABOUT, 1):
        # One cell a line: a heading is never just one.
        about.cell(number, 1, f"{what}: {said}").alignment = Alignment(wrap_text=True, vertical="top")
        about.cell(number, 1).font = Font(name=_FONT, size=12)
    about.column_dimensions["A"].width = 110
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _styles() -> tuple[NamedStyle, ...]:
    """How cells look. Named once: a style of its own for each cell takes seconds for 2,000 people."""
    line = Side(style="thin", color="999999")
    frame = Border(left=line, right=line, top=line, bottom=line)
    bold, plain = Font(name=_FONT, size=12, bold=True), Font(name=_FONT, size=12)
    middle, top = Alignment(wrap_text=True, vertical="center"), Alignment(wrap_text=True, vertical="top")
    fill = PatternFill("solid", fgColor="DDE8F3")
    return (
        NamedStyle(_ABOVE, font=bold, alignment=top, number_format="@"),
        NamedStyle(_HEADING, font=bold, alignment=middle, border=frame, fill=fill, number_format="@"),
        NamedStyle(_ENTRY, font=plain, alignment=top, border=frame, number_format="@"),
    )


def _table(
    sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Sequence[str]], above: Sequence[Sequence[str]]
) -> None:
    """Lines above, the heading (which stays in sight and is repeated on paper), and the rows."""
    for number, row in enumerate([*above, [*columns], *rows], 1):
        style = _ABOVE if number <= len(above) else _HEADING if number == len(above) + 1 else _ENTRY
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.style = style
            if text:
                cell.value = str(text)
                cell.data_type = "s"  # text, whatever it begins with
                cell.quotePrefix = text.startswith(_FORMULA)
    for place, column_name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[column_name]
    sheet.freeze_panes = f"{'C' if Column.NAME in columns else 'A'}{len(above) + 2}"
    sheet.auto_filter.ref = f"A{len(above) + 1}:{get_column_letter(len(columns))}{len(above) + 1 + len(rows)}"
    sheet.print_title_rows = f"{len(above) + 1}:{len(above) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _choices(sheet: Worksheet, rows: int) -> None:
    """Lists to choose employment and role from; several roles may be typed."""
    last = max(rows + 200, 300)
    for column, forms in ((Column.EMPLOYMENT, EMPLOYMENT_WORDS.values()), (Column.ROLES, ROLE_WORDS.values())):
        letter = get_column_letter(PEOPLE_COLUMNS.index(column) + 1)
        listed = ",".join(form[0] for form in forms)
        strict = column is Column.EMPLOYMENT
        choice = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=strict)
        sheet.add_data_validation(choice)
        choice.add(f"{letter}3:{letter}{last}")
