"""The workbook of the whole department also counts, by unit and by award; a unit's own does not."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot.papers.list_files import file_of
from plans.model.people import Unit
from plans.registrations.answer_lists import Listed, list_of
from tests.builders import NOW, TODAY, a_person
from tests.papers_department import a_registered_department


def sheet_of_counts(unit: str = "", title: str = "Tổng hợp theo đơn vị") -> Worksheet | None:
    """A sheet of counts, if the file has it."""
    store, plan = a_registered_department(a_person("an", "=1+1"))
    whose = store.get(Unit, unit) if unit else None
    content = file_of("xlsx", store, [list_of(store, plan, kind, TODAY, whose) for kind in Listed], NOW)
    return next((sheet for sheet in openpyxl.load_workbook(BytesIO(content)).worksheets if sheet.title == title), None)


def test_every_unit_is_counted_and_all_of_them_together() -> None:
    sheet = sheet_of_counts()
    assert sheet is not None
    rows = [row[:5] for row in sheet.iter_rows(2, 5, values_only=True)]
    assert rows == [
        ("Văn phòng", 2, 0, 1, 1),
        ("Phòng Quản lý công nghiệp", 3, 3, 0, 0),
        ("Lãnh đạo Sở", 1, 0, 0, 1),
        ("Tổng cộng", 6, 3, 1, 2),
    ]


def test_every_award_is_counted_with_what_presupposes_it() -> None:
    sheet = sheet_of_counts(title="Tổng hợp theo danh hiệu")
    assert sheet is not None
    rows = {str(row[0]): row[1:4] for row in sheet.iter_rows(2, values_only=True)}
    assert rows["Lao động tiên tiến"] == ("Cá nhân", 2, 3)
    assert rows["Chiến sĩ thi đua cơ sở"] == ("Cá nhân", 1, 1)
    assert rows["Tập thể Lao động xuất sắc"] == ("Tập thể", 1, 1)


def test_each_table_of_counts_repeats_its_own_heading() -> None:
    for title, heading in (("Tổng hợp theo đơn vị", "Phòng, đơn vị"), ("Tổng hợp theo danh hiệu", "Đối tượng")):
        sheet = sheet_of_counts(title=title)
        assert sheet is not None
        assert heading in {cell.value for cell in sheet[1]}
        assert sheet.print_title_rows == "$1:$1"


def test_a_units_own_file_does_not_count_the_others() -> None:
    assert sheet_of_counts("ql_cong_nghiep") is None


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_file_is_an_archive_of_its_form(form: str) -> None:
    store, plan = a_registered_department()
    assert file_of(form, store, [list_of(store, plan, Listed.COLLECTIVES, TODAY)], NOW).startswith(b"PK")
