"""Lists as a workbook: what a clerk expects of it, and that no text of people does anything in it."""

from html import unescape
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot.papers.list_paper import list_paper
from bot.papers.workbook import CELL_LIMIT, workbook_of
from plans.model.people import Unit
from plans.registrations.answer_lists import Listed, list_of
from tests.builders import NOW, TODAY, a_person
from tests.papers_department import NASTY, a_registered_department, people_with
from tests.plans.documents.formats.printed import OFFICE, converted, needs


def book_of(*names: str, unit: str = "") -> openpyxl.Workbook:
    """The workbook of the department with further people of these names."""
    return openpyxl.load_workbook(BytesIO(content_of(*names, unit=unit)))


def content_of(*names: str, unit: str = "") -> bytes:
    """Its bytes."""
    store, plan = a_registered_department(*people_with(names))
    whose = store.get(Unit, unit) if unit else None
    return workbook_of([list_paper(store, list_of(store, plan, kind, TODAY, whose)) for kind in Listed], NOW)


def texts(sheet: Worksheet) -> list[str]:
    """Everything that stands in it."""
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def heading_row(sheet: Worksheet) -> int:
    """The row of the heading."""
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")


def test_there_is_a_sheet_for_each_list_and_one_for_those_in_none() -> None:
    assert book_of().sheetnames == ["Cá nhân", "Tập thể", "Sáng kiến", "Chưa, không đăng ký"]


def test_a_row_says_who_what_and_who_registered_for_them() -> None:
    sheet = book_of()["Cá nhân"]
    first = heading_row(sheet) + 1
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(first, first + 2, values_only=True)]
    assert rows[0][:5] == [
        1,
        "Lê Quốc Hùng",
        "Phòng Quản lý công nghiệp",
        "Chiến sĩ thi đua cơ sở",
        "Giấy khen của Giám đốc Sở;\nBằng khen của Chủ tịch UBND tỉnh",
    ]
    assert "Thay mặt: do Đỗ Thị Vân đăng ký" in rows[0]
    assert rows[1][1:3] == ["Phạm Thị Lan", "Chuyên viên, Phòng Quản lý công nghiệp"]
    assert rows[2][1] == "Tổng cộng: 2 cá nhân"
    assert "Chiến sĩ thi đua cơ sở: 1" in str(rows[2][3])


def test_it_is_ready_to_print() -> None:
    sheet = book_of()["Cá nhân"]
    heading = heading_row(sheet)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert sheet.freeze_panes == f"A{heading + 1}"
    assert sheet.print_area
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    footer = sheet.oddFooter
    assert footer is not None
    assert "&P/&N" in str(footer.center.text)
    cell = sheet.cell(heading + 1, 2)
    assert (cell.font.name, cell.alignment.wrap_text, cell.border.left.style) == ("Times New Roman", True, "thin")
    assert all(sheet.column_dimensions[letter].width > 4 for letter in "ABCDEFGH")


def test_the_heads_name_agency_council_and_nation_and_leave_open_what_nobody_knows() -> None:
    said = texts(book_of()["Cá nhân"])
    for line in (
        "SỞ THỬ NGHIỆM",
        "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG SỞ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: ……/……",
        "TM. HỘI ĐỒNG",
        "GIÁM ĐỐC",
        "Nguyễn Văn Minh",
    ):
        assert line in said, line


def test_a_units_own_list_is_signed_by_its_head() -> None:
    said = texts(book_of(unit="ql_cong_nghiep")["Cá nhân"])
    assert "PHÒNG QUẢN LÝ CÔNG NGHIỆP" in said
    assert said[-1] == "Lê Quốc Hùng"
    assert "Trần Thị Hoa" not in " ".join(said)


def test_nothing_that_people_wrote_is_a_formula() -> None:
    book = book_of(*NASTY)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    risky = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "\t"))]
    assert {cell.value for cell in risky} >= {'=HYPERLINK("http://vi.du","bấm")', "+1+1", "-2+3", "@SUM(A1)"}
    assert all(cell.quotePrefix or str(cell.value).startswith("- ") for cell in risky)
    assert all(cell.quotePrefix for cell in risky)


def test_no_formula_stands_anywhere_in_the_file() -> None:
    with ZipFile(BytesIO(content_of(*NASTY))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(mark in sheet for sheet in sheets for mark in (b"<f>", b"<f ", b"<hyperlink"))


def test_libreoffice_opens_it_and_computes_nothing() -> None:
    needs(*OFFICE)
    said = unescape(converted(content_of(*NASTY), ".xlsx", "fods").decode())
    assert all(f">{name}<" in said for name in NASTY[:4])
    assert "table:formula" not in said
    assert "office:document" in said


def test_names_without_their_control_characters_stand_as_written() -> None:
    said = texts(book_of(*NASTY)["Cá nhân"])
    assert "<b>Lý & Thị</b> Hồng" in said
    assert "Nguyễn Văn A" in said
    assert NASTY[-1] in said


def test_a_cell_never_holds_more_than_a_cell_can() -> None:
    sheet = book_of("A" * (CELL_LIMIT + 5))["Cá nhân"]
    longest = max(texts(sheet), key=len)
    assert len(longest) == CELL_LIMIT
    assert longest.endswith("…")


def test_equal_facts_give_equal_bytes() -> None:
    assert content_of("Bùi An") == content_of("Bùi An")


@pytest.mark.parametrize("unit", ["", "van_phong"])
def test_an_empty_list_is_a_whole_sheet_all_the_same(unit: str) -> None:
    store, plan = a_registered_department(a_person("x", "Bùi An"))
    whose = store.get(Unit, unit) if unit else None
    found = list_of(store, plan, Listed.INNOVATIONS, TODAY, whose)
    empty = type(found)(found.plan, found.kind, found.unit, ())
    sheet = openpyxl.load_workbook(BytesIO(workbook_of([list_paper(store, empty)], NOW))).worksheets[0]
    assert "Danh sách có 0 sáng kiến./." in texts(sheet)


@pytest.mark.parametrize("people", range(1, 17, 3))
def test_whoever_signs_signs_on_one_page_and_below_a_row_of_the_list(people: int) -> None:
    sheet = book_of(*(f"Nguyễn Văn {number}" for number in range(people)))["Cá nhân"]
    pages = pages_of(sheet)
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    total = next(at for at, row in rows if str(row[1]).startswith("Tổng cộng"))
    below = {pages[at] for at in range(total - 1, sheet.max_row + 1)}
    assert len(below) == 1, "the last of them, the sum, those who get it and who signs"


def pages_of(sheet: Worksheet) -> dict[int, int]:
    """Row → its page, as a spreadsheet turns them: 170 mm of an A4 page across are for rows."""
    turned = {each.id + 1 for each in sheet.row_breaks.brk}
    heights = {at: sheet.row_dimensions[at].height or 0.0 for at in range(1, sheet.max_row + 1)}
    pages: dict[int, int] = {}
    page, left = 1, 170 / 25.4 * 72
    for at, height in heights.items():
        if at in turned or height > left:
            page, left = page + 1, 170 / 25.4 * 72 - heights[heading_row(sheet)]
        left -= height
        pages[at] = page
    return pages
