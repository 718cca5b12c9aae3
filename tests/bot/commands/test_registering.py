"""``dondoc registrations``: a workbook to fill in, and a filled one taken over."""

from pathlib import Path

import openpyxl
import pytest

from bot.errands.carrying_out import carry_out as carry_out_errand
from bot.errands.kinds import ImportRegistrations
from plans.documents.grids import read_grids
from plans.model.answers import Registration
from plans.problems import Problem, UserError
from plans.registrations.importing import Imported
from plans.store.memory import MemoryStore
from tests.bot.commands.conftest import Command
from tests.builders import NOW, OFFICER, a_department


@pytest.fixture
def filled(dondoc: Command, tmp_path: Path) -> Path:
    """The template with two people and a department filled in."""
    assert dondoc("registrations", "template", "--demo", "-o", "mau.xlsx").exit_code == 0
    path = tmp_path / "mau.xlsx"
    book = openpyxl.load_workbook(path)
    people = book["Cá nhân"]
    assert [cell.value for cell in people[1]][:6] == [
        "STT",
        "Mã",
        "Họ và tên",
        "Chức vụ",
        "Đơn vị",
        "Danh hiệu thi đua",
    ]
    people["F2"], people["G2"], people["F3"] = "CSTĐCS", "GK của GĐ", "Lao động tiên tiến"
    book["Tập thể"]["F2"] = "TTLĐXS"
    book.save(path)
    return path


def test_a_filled_template_is_taken_over(dondoc: Command, filled: Path) -> None:
    result = dondoc("registrations", "import", "--demo", str(filled), "--yes")
    assert result.exit_code == 0, result.output
    assert "3 đăng ký mới" in result.stdout
    assert "Chiến sĩ thi đua cơ sở" in result.stderr
    assert "để trống" in result.stderr


def test_nothing_is_taken_over_without_a_yes(dondoc: Command, filled: Path) -> None:
    result = dondoc("registrations", "import", "--demo", str(filled), text="n\n")
    assert result.exit_code == 1
    assert "đăng ký mới" not in result.stdout


def test_an_empty_template_says_that_nobody_registers(dondoc: Command, filled: Path) -> None:
    assert dondoc("registrations", "template", "--demo", "-o", str(filled)).exit_code == 0
    result = dondoc("registrations", "import", "--demo", str(filled), "--yes")
    assert isinstance(result.exception, UserError)
    assert [problem.code for problem in result.exception.problems] == ["listimport.nobody_registers"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document.empty"),
        (b"Ghi ch\xc3\xba: kh\xc3\xb4ng c\xc3\xb3 b\xe1\xba\xa3ng\n", "listimport.no_table"),
        (b"PK\x03\x04 broken", "document.corrupt"),
    ],
)
def test_a_file_that_is_no_list_is_said_to_be_none(dondoc: Command, tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    result = dondoc("registrations", "import", "--demo", "a.csv", "--yes")
    assert isinstance(result.exception, UserError)
    assert [problem.code for problem in result.exception.problems] == [code]


def test_a_file_that_is_not_there_and_a_person_nobody_knows_are_said(dondoc: Command, filled: Path) -> None:
    for arguments in (("khong-co.xlsx",), (str(filled), "--by", "Không Có Ai")):
        result = dondoc("registrations", "import", "--demo", "--yes", *arguments)
        assert isinstance(result.exception, UserError)


def test_a_running_service_takes_the_list_over() -> None:
    store = MemoryStore()
    a_department(store)
    grids = read_grids("Họ và tên,Danh hiệu\nPhạm Thị Lan,LĐTT\n".encode(), "a.csv")
    assert not isinstance(grids, Problem)
    done = carry_out_errand(ImportRegistrations("thu-2024", OFFICER.id, grids), store, NOW)
    assert done == Imported(1, 0, 0, 0)
    assert store.get(Registration, "thu-2024/lan") is not None
    again = carry_out_errand(ImportRegistrations("thu-2024", "nobody", grids), store, NOW)
    assert isinstance(again, tuple)
    assert [problem.code for problem in again] == ["action.not_in_roster"]
