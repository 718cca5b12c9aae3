"""``dondoc days`` and ``dondoc ladders``: what the office sets for everybody, from the command line."""

from pathlib import Path

import pytest

from bot.commands.workspace import KINDS
from plans.model.history import AuditEntry
from plans.problems import Problem, UserError
from plans.store.tinydb_store import TinyStore, read_snapshot
from plans.working_days import use
from tests.bot.commands.conftest import Command
from tests.builders import a_department

DAYS = '[[day]]\ndate = 2027-01-08\nwork = false\nreason = "Hoán đổi"\n[[day]]\ndate = 2027-01-16\nwork = true\n'
WRONG = "[[day]]\ndate = 2027-02-30\nwork = false\n[[day]]\ndate = 2027-01-16\nwork = 1\n"


def problems(result: object) -> tuple[Problem, ...]:
    """What a command refused."""
    assert isinstance(result, UserError)
    return result.problems


def test_days_are_set_listed_and_taken_back(dondoc: Command) -> None:
    assert (
        "nghỉ thứ Sáu 08/01/2027 – Hoán đổi"
        in dondoc("days", "set", "08/01/2027", "--off", "--note", "Hoán đổi").output
    )
    dondoc("days", "set", "2027-01-16", "--work")
    listed = dondoc("days", "list", "--year", "2027").output
    assert "– thứ Sáu 08/01/2027: Hoán đổi (cơ quan ghi)" in listed
    assert "– thứ Bảy 16/01/2027: cơ quan ghi" in listed
    assert "Đã bỏ 1 ngày" in dondoc("days", "remove", "2027-01-08").output
    assert "08/01/2027" not in dondoc("days", "list", "--year", "2027").output


def test_what_is_set_counts_in_every_command_from_then_on(dondoc: Command, tmp_path: Path) -> None:
    store = TinyStore.open(tmp_path / "data", kinds=KINDS)
    a_department(store)
    store.close()
    wanted = ("remind", "--dry-run", "--from", "2024-02-28", "--to", "2024-02-28")
    assert "28/02/2024" in dondoc(*wanted).output
    dondoc("days", "set", "2024-02-28", "--off")
    use({})  # another process
    assert dondoc(*wanted).output == "0 lượt nhắc.\n"


def test_off_or_worked_has_to_be_said_and_odd_days_are_pointed_out(dondoc: Command) -> None:
    assert problems(dondoc("days", "set", "2027-01-08").exception) == (Problem("days.off_or_work"),)
    assert "Vốn đã là ngày nghỉ: 09/01/2027" in dondoc("days", "set", "2027-01-09", "--off").stderr


def test_a_file_is_shown_first_and_set_when_that_is_agreed_to(dondoc: Command, tmp_path: Path) -> None:
    Path("ngay.toml").write_text(DAYS, encoding="utf-8-sig")
    refused = dondoc("days", "load", "ngay.toml")
    assert problems(refused.exception) == (Problem("days.wants_yes"),)
    assert "– nghỉ thứ Sáu 08/01/2027 – Hoán đổi" in refused.output
    assert "Đã ghi 2 ngày" in dondoc("days", "load", "ngay.toml", "--yes").output
    assert "Không có gì thay đổi" in dondoc("days", "load", "ngay.toml", "--yes").output
    entries = [entry for _, entry in read_snapshot(tmp_path / "data").entries("audit", AuditEntry)]
    assert [(entry.who, entry.verb) for entry in entries] == [("console", "set_days")]
    dondoc("days", "template", "-o", "lai.toml")
    assert "Không có gì thay đổi" in dondoc("days", "load", "lai.toml").output


def test_everything_wrong_in_a_file_is_said_at_once(dondoc: Command) -> None:
    Path("ngay.toml").write_text(WRONG, encoding="utf-8")
    found = problems(dondoc("days", "load", "ngay.toml", "--yes").exception)
    assert [(problem.code, problem.line) for problem in found] == [("days.no_such_day", 2), ("days.no_work", 6)]
    (missing,) = problems(dondoc("days", "load", "khong-co.toml").exception)
    assert missing.code == "cli.unreadable"
    assert problems(dondoc("ladders", "load", "ngay.toml").exception) == found


def test_a_file_of_the_other_kind_is_refused(dondoc: Command) -> None:
    Path("ngay.toml").write_text(DAYS, encoding="utf-8")
    assert problems(dondoc("ladders", "load", "ngay.toml").exception) == (Problem("ladder.none_in_file"),)
    Path("bac.toml").write_text('confirm = ["report"]\n', encoding="utf-8")
    assert problems(dondoc("days", "load", "bac.toml").exception) == (Problem("days.none_in_file"),)


def test_ladders_are_written_edited_loaded_and_reset(dondoc: Command) -> None:
    dondoc("ladders", "template", "-o", "bac.toml")
    assert problems(dondoc("ladders", "load", "bac.toml", "--yes").exception) == (Problem("ladder.nothing_new"),)
    text = Path("bac.toml").read_text(encoding="utf-8")
    edited = text.replace('before = ["1m", 14, 7, 3, 1, 0]', "before = [5, 0]", 1).replace(
        "confirm = []", 'confirm = ["report"]'
    )
    Path("bac.toml").write_text(edited, encoding="utf-8")
    assert (
        "registration (Đăng ký): trước hạn: 5 ngày làm việc; đúng ngày"
        in dondoc("ladders", "load", "bac.toml", "--yes").output
    )
    shown = dondoc("ladders", "show").output
    assert shown.count("(cơ quan đặt)") == 1
    assert shown.endswith("Cần Văn phòng xác nhận “Xong”: Báo cáo.\n")
    assert "registration" in dondoc("ladders", "reset", "registration").output
    assert problems(dondoc("ladders", "reset").exception) == (Problem("ladder.nothing_new"),)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", ["days", "ladders", "remind"])
def test_every_command_explains_itself(dondoc: Command, command: str, language: str) -> None:
    result = dondoc(command, "--help", language=language)
    assert result.exit_code == 0
    assert "cli." not in result.output
