"""``dondoc data`` and ``dondoc audit``."""

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from plans.audit import audit
from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.problems import UserError
from plans.store.tinydb_store import TinyStore, read_snapshot
from tests.bot.commands.conftest import Command
from tests.builders import NOW, OFFICER, STAFF, a_department


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with the small department, where Lan has left."""
    store = TinyStore.open(tmp_path / "data")
    a_department(store)
    with store.transaction() as tx:
        tx.put(replace(STAFF, left=date(2024, 3, 1), phone="0905123456"))
        audit(tx, NOW, OFFICER, "mark_done", "thu-2024/bc_so_ket", "=HYPERLINK(1)")
        audit(tx, NOW, None, "invite", STAFF.id)
        audit(tx, NOW, OFFICER, "drop_review", "x", "=1+1")
    store.close()
    return tmp_path


def entries(folder: Path) -> list[str]:
    """What was audited."""
    return [entry.verb for _, entry in read_snapshot(folder / "data").entries("audit", AuditEntry)]


def test_the_data_of_a_person_is_written_to_a_file(dondoc: Command, folder: Path) -> None:
    assert dondoc("data", "Phạm Thị Lan", "-o", "lan.json").exit_code == 0
    found = json.loads((folder / "lan.json").read_text(encoding="utf-8"))
    assert found["Danh sách cán bộ"][0]["Điện thoại"] == "0905123456"
    assert dondoc("data", "--demo", "lan").exit_code == 0
    assert (folder / "du-lieu-ca-nhan-lan-20240220.json").exists()


def test_forgetting_asks_first(dondoc: Command, folder: Path) -> None:
    before = entries(folder)
    result = dondoc("data", "forget", "lan", text="n\n")
    assert "Chưa xóa gì" in result.output
    assert entries(folder) == before
    result = dondoc("data", "forget", "lan", text="y\n")
    assert "Đã xóa 1 mục" in result.output
    assert "sao lưu" in result.output
    gone = read_snapshot(folder / "data").get(Person, "lan")
    assert gone is not None
    assert gone.phone == ""
    assert entries(folder) == [*before, "forget"]
    assert "Đã xóa 0 mục" in dondoc("data", "forget", "lan", "--yes").output


def test_somebody_still_here_is_not_forgotten(dondoc: Command, folder: Path) -> None:
    before = entries(folder)
    error = dondoc("data", "forget", "hung", "--yes").exception
    assert isinstance(error, UserError)
    assert error.problems[0].code == "data.still_here"
    assert entries(folder) == before


def test_a_name_that_nobody_has_is_told(dondoc: Command, folder: Path) -> None:
    assert folder
    for arguments in (("data", "ai đó"), ("data", "forget", "ai đó"), ("audit", "--person", "ai đó")):
        error = dondoc(*arguments).exception
        assert isinstance(error, UserError)
        assert error.problems[0].code == "cli.nobody"


def rows(text: str) -> list[list[str]]:
    """A table as a spreadsheet reads it."""
    return list(csv.reader(StringIO(text)))


def test_the_journal_is_a_table_in_the_order_of_time(dondoc: Command, folder: Path) -> None:
    head, *table = rows(dondoc("audit").output)
    assert head == ["Thời gian", "Người thực hiện", "Nội dung", "Đối tượng", "Mã việc"]
    assert [row[4] for row in table] == entries(folder)
    assert table[1][:3] == ["2024-02-20 08:00:00", "Người vận hành (dòng lệnh)", "cấp mã mời cho Phạm Thị Lan"]


def test_the_table_can_be_of_one_person_since_a_day_and_in_a_file(dondoc: Command, folder: Path) -> None:
    assert len(rows(dondoc("audit", "--person", "lan").output)) == 2
    assert len(rows(dondoc("audit", "--since", "21/02/2024").output)) == 1
    assert dondoc("audit", "-o", "nhat-ky.csv").exit_code == 0
    assert (folder / "nhat-ky.csv").read_bytes().startswith("\ufeff".encode())


def test_no_cell_of_the_table_is_a_formula(dondoc: Command, folder: Path) -> None:
    assert folder
    for row in rows(dondoc("audit").output):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
