"""``dondoc export``: the lists as files by their names, of one unit or kind, and sentences for what is not there."""

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from plans.problems import UserError
from tests.bot.commands.conftest import Command


def refused(result: object) -> str:
    """The code of the problem that a command ended with."""
    exception = getattr(result, "exception", None)
    assert isinstance(exception, UserError), exception
    return exception.problems[0].code


def test_the_lists_are_written_as_a_workbook(dondoc: Command, tmp_path: Path) -> None:
    result = dondoc("export", "lists", "--demo", "-o", "ds.xlsx")
    assert result.exit_code == 0, result.output
    book = openpyxl.load_workbook(tmp_path / "ds.xlsx")
    assert book.sheetnames[:3] == ["Cá nhân", "Tập thể", "Sáng kiến"]


def test_one_units_list_of_one_kind_is_written_as_a_paper(dondoc: Command, tmp_path: Path) -> None:
    wanted = ("--unit", "QLCN", "--kind", "individuals", "--plan", "2024")
    result = dondoc("export", "lists", "--demo", "-o", "DS.DOCX", *wanted)
    assert result.exit_code == 0, result.output
    document = docx.Document(BytesIO((tmp_path / "DS.DOCX").read_bytes()))
    said = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "PHÒNG QUẢN LÝ CÔNG NGHIỆP" in said
    assert len(document.sections) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("lists", "-o", "ds.pdf"), "cli.export_format"),
        (("lists", "-o", "ds"), "cli.export_format"),
        (("lists", "-o", "ds.xlsx", "--unit", "Phòng"), "cli.no_such_unit"),
        (("lists", "-o", "ds.xlsx", "--unit", "="), "cli.no_such_unit"),
        (("lists", "-o", "ds.xlsx", "--plan", "1999"), "cli.no_such_plan"),
        (("lists", "-o", "khong/co/ds.xlsx"), "cli.unwritable"),
        (("innovation", "SK-1", "-o", "don.docx"), "cli.no_such_innovation"),
        (("progress", "-o", "tien-do.csv"), "progress.only_xlsx"),
    ],
)
def test_what_cannot_be_written_is_said(dondoc: Command, arguments: tuple[str, ...], code: str) -> None:
    assert refused(dondoc("export", *arguments, "--demo")) == code


def test_the_picture_is_a_png(dondoc: Command, tmp_path: Path) -> None:
    assert dondoc("export", "picture", "--demo", "-o", "tien-do.png").exit_code == 0
    assert (tmp_path / "tien-do.png").read_bytes().startswith(b"\x89PNG")


def test_progress_is_written_as_a_workbook(dondoc: Command, tmp_path: Path) -> None:
    assert dondoc("export", "progress", "--demo", "-o", "tien-do.XLSX").exit_code == 0
    assert len(openpyxl.load_workbook(tmp_path / "tien-do.XLSX").sheetnames) == 4
