"""``dondoc remind``: who would be told what and when, and who has been."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.workspace import KINDS
from plans.model.history import ReminderEntry
from plans.model.reminding import DeliveryState, DigestItem, Notice, Owed
from plans.problems import UserError
from plans.store.tinydb_store import TinyStore
from tests.bot.commands.conftest import Command
from tests.builders import NOW, TODAY, a_department, a_plan

DRY = ("remind", "--demo", "--dry-run")


def test_a_dry_run_names_who_is_told_what_and_when(dondoc: Command) -> None:
    output = dondoc(*DRY, "--from", "2024-02-28", "--to", "28/02/2024").output
    lines = [line for line in output.splitlines() if not line.startswith(" ")]
    assert len(lines) == output.count("28/02/2024  ") + 1
    assert all(line.startswith("07:45 28/02/2024  ") for line in lines[:-1])
    assert "Đăng ký thi đua: 1.1" in output
    assert "[nên xong trong ngày 28/02]" in output
    assert lines[-1] == f"{len(lines) - 1} lượt nhắc."


def test_a_dry_run_shows_one_person_s_digests_and_pings_by_instant(dondoc: Command) -> None:
    output = dondoc(*DRY, "--from", "2024-02-28", "--to", "2024-02-29", "--as", "nam.ph").output
    heads = [line for line in output.splitlines() if "nam.ph" in line]
    assert heads[0] == "07:45 28/02/2024  Phùng Hoài Nam (nam.ph): bản nhắc trong ngày"
    assert "14:00 29/02/2024  Phùng Hoài Nam (nam.ph): tin nhắc riêng" in heads


def test_as_json_every_reminder_has_its_lasting_id(dondoc: Command) -> None:
    result = dondoc(*DRY, "--from", "2024-02-28", "--to", "2024-02-28", "--as", "nam.ph", "--json")
    (message,) = json.loads(result.stdout)
    assert (message["at"], message["kind"]) == ("2024-02-28T07:45:00+07:00", "digest")
    (item,) = message["items"]
    assert item["id"] == "nam.ph/gia-lai-cong-thuong-2024/ke_hoach/title/2024-02-28/0"
    assert (item["number"], item["aim"], item["days"]) == ("1.1", "2024-02-28", 0)


def test_nothing_is_said_during_tet(dondoc: Command) -> None:
    output = dondoc(*DRY, "--from", "2024-02-08", "--to", "2024-02-14").output
    assert output == "0 lượt nhắc.\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--from", "2024-02-01", "--to", "2024-02-02"), "cli.remind_which"),
        (("--dry-run", "--log"), "cli.remind_which"),
        (("--dry-run", "--from", "2024-02-02", "--to", "2024-02-01"), "cli.wrong_period"),
        (("--dry-run", "--from", "2024-02-02"), "cli.wrong_period"),
        (("--dry-run", "--from", "2024-02-02", "--to", "2027-01-01"), "cli.wrong_period"),
        (("--log", "--as", "khong.co"), "cli.nobody"),
    ],
)
def test_what_is_missing_or_turned_round_is_said(dondoc: Command, arguments: tuple[str, ...], code: str) -> None:
    error = dondoc("remind", "--demo", *arguments).exception
    assert isinstance(error, UserError)
    assert error.problems[0].code == code


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31/4/2024"])
def test_a_day_at_the_end_of_the_calendar_is_refused_like_one_that_does_not_exist(dondoc: Command, day: str) -> None:
    result = dondoc("remind", "--demo", "--dry-run", "--from", day, "--to", day)
    assert result.exit_code == 2
    assert day in result.output


@pytest.fixture
def history(tmp_path: Path) -> None:
    """A department in which two people have been told something."""
    store = TinyStore.open(tmp_path / "data", kinds=KINDS)
    a_department(store)
    item = DigestItem(a_plan().id, "bc_so_ket", Owed.TASK, TODAY, 3, rung="3")
    with store.transaction() as tx:
        tx.append("reminders", ReminderEntry(NOW, "van", TODAY, DeliveryState.SENT, "telegram", (item,)))
        later = NOW + timedelta(days=1)
        tx.append("notices", Notice("lan", "list_decided", "x", {}, DeliveryState.SENT, later, channel="web"))
    store.close()


@pytest.mark.usefixtures("history")
def test_the_log_says_who_was_told_what_when_and_over_which_channel(dondoc: Command) -> None:
    lines = dondoc("remind", "--log").output.splitlines()
    assert lines[0].startswith("08:00 20/02/2024 – ")
    assert "bản nhắc trong ngày, qua Telegram, đã gửi: 2.1. Báo cáo sơ kết" in lines[0]
    assert lines[1].endswith("Phạm Thị Lan: thông báo, trên trang trò chuyện, đã gửi")
    assert lines[2] == "2 tin đã gửi hoặc đã kết thúc."
    assert "1 message sent" in dondoc("remind", "--log", "--as", "lan", language="en").output
    assert dondoc("remind", "--log", "--since", "2024-02-21").output.count("– ") == 1


@pytest.mark.usefixtures("history")
def test_the_log_as_json_has_everything_that_was_written_down(dondoc: Command) -> None:
    (told,) = json.loads(dondoc("remind", "--log", "--as", "van", "--json").stdout)
    assert (told["person"], told["kind"], told["channel"], told["state"]) == ("van", "digest", "telegram", "sent")
    assert told["items"][0]["id"].startswith("van/")


def test_boards_are_printed_and_nobody_needs_a_slip_who_can_be_reached(dondoc: Command, tmp_path: Path) -> None:
    result = dondoc("remind", "--demo", "--print", "-o", str(tmp_path))
    (board,) = tmp_path.iterdir()
    assert board.name.startswith("bang-tin-")
    assert board.read_bytes().startswith(b"%PDF")
    assert "không cần in phiếu" in result.stderr


def test_one_person_s_slip_is_printed_alone(dondoc: Command, tmp_path: Path) -> None:
    dondoc("remind", "--demo", "--print", "--as", "nam.ph", "-o", str(tmp_path))
    (slip,) = tmp_path.iterdir()
    assert slip.name.startswith("phieu-nhac-viec-")
