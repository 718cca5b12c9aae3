"""``dondoc doctor``, ``backup`` and ``restore``."""

import os
from pathlib import Path

import pytest

from plans.documents.library import LIBRARY
from plans.model.people import Person
from plans.problems import UserError
from plans.store.tinydb_store import read_snapshot
from tests.bot.commands.conftest import Command

ROSTER = str(LIBRARY / "demo-department.csv")


def test_the_doctor_of_an_empty_machine_says_what_comes_first(dondoc: Command, tmp_path: Path) -> None:
    result = dondoc("doctor")
    assert result.exit_code == 0
    assert "[lưu ý]" in result.output
    assert "[cần sửa]" not in result.output
    assert not (tmp_path / "data").exists()


def test_the_doctor_finds_wrong_settings_and_damaged_data_and_ends_with_one(dondoc: Command, tmp_path: Path) -> None:
    dondoc("roster", "load", ROSTER)
    (tmp_path / "data" / "dondoc.toml").write_text('port = "x"', encoding="utf-8")
    (tmp_path / "data" / "dondoc.json").write_bytes(b"{")
    result = dondoc("doctor")
    assert result.exit_code == 1
    assert result.output.count("[cần sửa]") == 2
    assert "dondoc run --recover" in result.output


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_doctor_notices_what_others_can_read(dondoc: Command, tmp_path: Path) -> None:
    dondoc("roster", "load", ROSTER)
    (tmp_path / "data" / "dondoc.json").chmod(0o644)
    assert "chmod go-rwx" in dondoc("doctor").output


def test_a_backup_brings_everything_back(dondoc: Command, tmp_path: Path) -> None:
    dondoc("roster", "load", ROSTER)
    assert dondoc("backup", "sao-luu.zip").exit_code == 0
    assert dondoc("restore", "sao-luu.zip", "--data", "khac").exit_code == 0
    assert read_snapshot(tmp_path / "khac").all(Person) == read_snapshot(tmp_path / "data").all(Person)


def test_a_restore_does_not_cover_existing_data_unless_forced(dondoc: Command) -> None:
    dondoc("roster", "load", ROSTER)
    dondoc("backup", "sao-luu.zip")
    assert isinstance(dondoc("restore", "sao-luu.zip").exception, UserError)
    forced = dondoc("restore", "sao-luu.zip", "--force")
    assert forced.exit_code == 0
    assert "Dữ liệu cũ được giữ ở" in forced.output


def test_backup_and_restore_refuse_the_demo_and_touch_no_real_data(dondoc: Command, tmp_path: Path) -> None:
    dondoc("roster", "load", ROSTER)
    dondoc("backup", "good.zip")
    before = (tmp_path / "data" / "dondoc.json").read_bytes()
    for arguments in (("restore", "--demo", "--force", "good.zip"), ("backup", "--demo", "demo.zip")):
        error = dondoc(*arguments).exception
        assert isinstance(error, UserError)
        assert error.problems[0].code == "cli.not_for_demo"
    assert (tmp_path / "data" / "dondoc.json").read_bytes() == before
    assert not (tmp_path / "demo.zip").exists()
