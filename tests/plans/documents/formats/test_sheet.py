from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from plans.documents.formats.sheet import read
from plans.documents.outline import Cell, Outline
from plans.documents.plan_sheet import write_sheet
from plans.problems import Problem
from tests.builders import a_plan


def outline(book: Workbook) -> Outline:
    """A workbook as it is read."""
    found = read(saved(book), "kh.xlsx")
    assert isinstance(found, Outline), found
    return found


def saved(book: Workbook) -> bytes:
    """Its file."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(*rows: list[Any], title: str = "") -> tuple[Workbook, Any]:
    """A workbook with these rows, and its sheet."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title or sheet.title
    for row in rows:
        sheet.append(row)
    return book, sheet


def lines(book: Workbook) -> list[str]:
    """The blocks' texts."""
    return [block.text for block in outline(book).blocks]


TABLE: tuple[list[Any], ...] = ["TT", "Nội dung", "Thời gian"], [1, "Báo cáo", "trước 15/6"], [2, "Đăng ký", "quý I"]


def test_what_stands_around_the_table_is_paragraphs() -> None:
    book, sheet = sheet_of(["KẾ HOẠCH"], ["năm 2024"], *TABLE, ["Nơi nhận: các phòng"])
    sheet.merge_cells("A1:C1")
    found = outline(book).blocks
    assert [(block.text, block.table, block.row) for block in found] == [
        ("KẾ HOẠCH", 0, 0),
        ("năm 2024", 0, 0),
        ("TT\tNội dung\tThời gian", 1, 1),
        ("1\tBáo cáo\ttrước 15/6", 1, 2),
        ("2\tĐăng ký\tquý I", 1, 3),
        ("Nơi nhận: các phòng", 0, 0),
    ]


def test_a_heading_inside_the_table_is_a_row() -> None:
    book, sheet = sheet_of(TABLE[0], ["QUÝ I"], *TABLE[1:])
    sheet.merge_cells("A2:C2")
    assert outline(book).blocks[1].cells == (Cell("QUÝ I"), Cell(""), Cell(""))


def test_rows_merged_downwards_repeat_as_continued() -> None:
    book, sheet = sheet_of(TABLE[0], [1, "Báo cáo", "quý I"], [2, "Đăng ký"], [3, "Họp", "quý II"])
    sheet.merge_cells("C2:C3")
    assert outline(book).blocks[2].cells == (Cell("2"), Cell("Đăng ký"), Cell("quý I", continued=True))


def test_days_months_hours_and_numbers_are_as_people_write_them() -> None:
    written = [
        (date(2024, 6, 15), "dd/mm/yyyy", "15/06/2024"),
        (date(2024, 6, 15), "mm-dd-yy", "15/06/2024"),
        (date(2024, 6, 1), "mmm-yy", "06/2024"),
        (date(2024, 6, 1), 'mm"/"yyyy', "06/2024"),
        (date(2024, 6, 15), "dd/mm", "15/06"),
        (datetime.combine(date(2024, 6, 15), time(16)), "dd/mm/yyyy h:mm", "16h00 ngày 15/06/2024"),
        (time(7, 30), "h:mm", "07h30"),
        (0.9, "0%", "90%"),
        (0.125, "0.0%", "12.5%"),
        (5.0, "General", "5"),
        (2.5, "0.00", "2.5"),
        (45458, "#,##0", "45458"),
        (45458, '"ngày" 0', "45458"),
        ("1.1", "@", "1.1"),
        (True, "General", ""),
    ]
    book, sheet = sheet_of(*([name, value, "x"] for name, (value, _, _) in enumerate(written)))
    for number, (_, form, _) in enumerate(written, start=1):
        sheet.cell(number, 2).number_format = form
    assert [block.cells[1].text for block in outline(book).blocks] == [text for _, _, text in written]


def test_days_counted_from_1904_are_the_same_days() -> None:
    book, _ = sheet_of(["Báo cáo", date(2024, 6, 15), "x"])
    book.epoch = datetime.combine(date(1904, 1, 1), time())
    assert lines(book) == ["Báo cáo\t15/06/2024\tx"]


def test_what_is_hidden_is_left_out() -> None:
    book, sheet = sheet_of(*[["1", "Báo cáo", "ghi chú"], ["2", "ẩn", ""], ["3", "Họp", ""]])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Nháp").append(["nháp", "nháp"])
    book["Nháp"].sheet_state = "hidden"
    assert lines(book) == ["1\tBáo cáo", "3\tHọp"]


def test_a_formula_is_its_last_value_and_an_error_nothing() -> None:
    book, sheet = sheet_of(["TT", "x"], ["=1+1", "Báo cáo"])
    sheet["A3"], sheet["B3"] = ArrayFormula("A3", "=1"), "Họp"
    data = saved(book)
    found = read(data, "kh.xlsx")
    assert isinstance(found, Outline)
    assert [block.text for block in found.blocks] == ["TT\tx", "\tBáo cáo", "\tHọp"]


def test_several_sheets_are_parted_by_their_names() -> None:
    book, _ = sheet_of(["Báo cáo", "15/6"], title="Quý I")
    book.create_sheet("Quý II").append(["Họp", "20/6"])
    book.create_sheet("Trang 3").append(["Đăng ký", "20/7"])
    book.create_sheet("Trống")
    assert lines(book) == ["Quý I", "Báo cáo\t15/6", "Quý II", "Họp\t20/6", "Đăng ký\t20/7"]


def test_columns_that_nobody_uses_are_no_columns() -> None:
    book, sheet = sheet_of()
    for row, values in enumerate(TABLE, start=3):
        for column, value in enumerate(values):
            sheet.cell(row, 2 + 2 * column, value)
    assert lines(book)[1] == "1\tBáo cáo\ttrước 15/6"


def test_a_cell_at_the_end_of_the_world_costs_nothing() -> None:
    book, sheet = sheet_of(*TABLE)
    sheet["XFD1048576"] = "xa"
    assert len(lines(book)) == 3


def test_an_empty_workbook_says_nothing() -> None:
    assert read(saved(Workbook()), "kh.xlsx") == Problem("document.no_text")


def test_our_own_workbook_needs_no_reading() -> None:
    assert read(write_sheet(a_plan()), "kh.xlsx") == Problem("document.reviewed_file", {"file": "kh.xlsx"})


def test_texts_that_excel_keeps_apart_are_found_by_their_place() -> None:
    """As Excel writes them: runs of several fonts, and how to pronounce them, which nobody sees."""
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    shared = (
        f'<sst {names}><si><t>Báo cáo</t></si><si><r><t xml:space="preserve">trước </t></r><r><t>15/6</t></r>'
        "<rPh><t>x</t></rPh></si></sst>"
    )
    cells = "".join(f'<c r="{column}1" t="s"><v>{number}</v></c>' for number, column in enumerate("ABC"))
    cells += '<c r="D1" t="str"><f>x</f><v>Họp</v></c>'
    rows = f'<worksheet {names}><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    with ZipFile(BytesIO(saved(sheet_of(["x"])[0]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, part in {
            **parts,
            "xl/sharedStrings.xml": shared.encode(),
            "xl/worksheets/sheet1.xml": rows.encode(),
        }.items():
            archive.writestr(name, part)
    found = read(out.getvalue(), "kh.xlsx")
    assert isinstance(found, Outline)
    assert [block.text for block in found.blocks] == ["Báo cáo\ttrước 15/6\tHọp"]


def test_a_head_of_two_rows_whose_second_has_most_of_the_columns_is_one_table() -> None:
    book, sheet = sheet_of(
        ["TT", "Việc", "Tháng"], [None, None, *range(1, 13)], [1, "Đăng ký", "x"], [2, "Họp", None, "x"]
    )
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:B2")
    sheet.merge_cells("C1:N1")
    assert [(block.table, block.row) for block in outline(book).blocks] == [(1, 1), (1, 2), (1, 3), (1, 4)]


def test_a_stamp_in_a_header_or_the_title_of_a_sheet_stands_at_the_head() -> None:
    book, sheet = sheet_of(*TABLE)
    sheet.oddHeader.center.text = "TỐI MẬT"
    sheet.oddHeader.center.size = 14
    sheet.firstFooter.right.text = "Độ mật: Mật"
    sheet.evenFooter.left.text = "Trang &[Page]"
    assert lines(book)[:3] == ["TỐI MẬT", "Độ mật: Mật", "TT\tNội dung\tThời gian"]
    assert lines(sheet_of(*TABLE, title="TUYỆT MẬT")[0])[0] == "TUYỆT MẬT"
    assert lines(sheet_of(*TABLE, title="Bảo mật")[0])[0] == "TT\tNội dung\tThời gian"
