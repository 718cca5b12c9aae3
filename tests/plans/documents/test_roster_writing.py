"""What is written is read back unchanged, and no cell of it is a formula."""

import csv
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from plans.documents.library import demo_department
from plans.documents.roster_file import read_roster
from plans.documents.roster_writing import (
    ABOUT_SHEET,
    PEOPLE_SHEET,
    UNITS_SHEET,
    roster_csv,
    roster_template,
    roster_template_workbook,
    roster_workbook,
)
from plans.staff.vietnamese_order import name_key

WRITERS = [roster_csv, roster_workbook]


@pytest.mark.parametrize("write", WRITERS)
def test_a_roster_comes_back_as_it_was(write: Callable[..., bytes]) -> None:
    department, units, people = demo_department()
    found = read_roster(write(department, units, people))
    assert not found.problems
    assert found.department == replace(department, demo=False)
    assert found.units == units
    assert {person.id: person for person in found.people} == {person.id: person for person in people}
    assert not found.unread


@pytest.mark.parametrize("write", WRITERS)
def test_people_stand_in_the_order_of_vietnamese_names(write: Callable[..., bytes]) -> None:
    department, units, people = demo_department()
    names = [person.name for person in read_roster(write(department, units, people)).people]
    assert names == sorted(names, key=name_key)


@pytest.mark.parametrize("write", WRITERS)
def test_what_looks_like_a_formula_is_written_as_text_and_comes_back(write: Callable[..., bytes]) -> None:
    department, units, people = demo_department()
    wicked = replace(people[0], position='=HYPERLINK("http://x","y")', phone="+84 900 000 001")
    data = write(department, units, (wicked, *people[1:]))
    found = read_roster(data)
    assert not found.problems
    assert next(person for person in found.people if person.id == wicked.id) == wicked
    assert not list(formulas(data))


def formulas(data: bytes) -> list[str]:
    """Cells that a spreadsheet would compute."""
    if not data.startswith(b"PK"):
        rows = csv.reader(StringIO(data.decode("utf-8-sig")))
        return [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    book = load_workbook(BytesIO(data))
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("template", [roster_template, roster_template_workbook])
def test_a_template_is_a_roster(template: Callable[[], bytes]) -> None:
    found = read_roster(template())
    assert not found.problems
    assert sorted(person.id for person in found.people) == ["an", "binh", "chi"]
    assert {unit.id: unit.head for unit in found.units}["van_phong"] == "binh"


def test_the_workbook_offers_lists_explains_itself_and_prints_on_a4() -> None:
    book = load_workbook(BytesIO(roster_template_workbook()))
    assert book.sheetnames == [PEOPLE_SHEET, UNITS_SHEET, ABOUT_SHEET]
    sheet: Any = book[PEOPLE_SHEET]
    lists = {choice.formula1 for choice in sheet.data_validations.dataValidation}
    assert '"công chức,viên chức,hợp đồng"' in lists
    assert any("Trưởng đơn vị" in choice for choice in lists)
    assert (sheet.freeze_panes, sheet.page_setup.orientation, sheet.print_title_rows) == ("C3", "landscape", "$2:$2")
    assert "Bắt buộc" in "".join(str(row[0].value) for row in book[ABOUT_SHEET].iter_rows())


def test_cells_share_named_styles_so_that_many_people_are_written_fast() -> None:
    sheet = load_workbook(BytesIO(roster_workbook(*demo_department())))[PEOPLE_SHEET]
    styles = [{cell.style for cell in row} for row in sheet.iter_rows()]
    assert styles[0] >= {"Dòng trên bảng"}
    assert styles[1] == {"Tên cột"}
    assert all(found == {"Ô"} for found in styles[2:])
    assert all(cell.number_format == "@" for cell in sheet[3])
