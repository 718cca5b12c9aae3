"""``dondoc init``: by options, and by a person at a terminal."""

import os
import pty
import select
import signal
import sys
import time
import tomllib
from pathlib import Path

import pytest

from bot.config.loading import load_settings
from plans.model.people import Department, Person, Role
from plans.model.reaching import Invitation
from plans.problems import UserError
from plans.staff.people import digest_of
from plans.store.tinydb_store import read_snapshot
from tests.bot.commands.conftest import Command

ROOT = Path(__file__).parents[3]
ROSTER = str(ROOT / "plans" / "library" / "demo-department.csv")
GIVEN = ("--name", "Sở Công Thương", "--person", "Nguyễn Thị Lan")
PATIENCE = 60.0
INTERRUPT = b"\x03"


def test_options_alone_set_up_a_department_and_print_a_link_that_opens(dondoc: Command, tmp_path: Path) -> None:
    output = dondoc("init", *GIVEN, "--unit", "Văn phòng Sở", "--public-url", "https://dd.example.vn").output
    facts = read_snapshot(tmp_path / "data")
    (person,) = facts.all(Person)
    department = facts.get(Department, "department")
    assert department is not None
    assert (department.name, person.name) == ("Sở Công Thương", "Nguyễn Thị Lan")
    assert Role.OFFICE in person.roles
    code = output.partition("https://dd.example.vn/vao/")[2].split()[0]
    assert [each.id for each in facts.all(Invitation)] == [digest_of(code)]
    assert load_settings(tmp_path / "data", {}).public_url == "https://dd.example.vn"
    assert "dondoc run" in output
    assert "Lỗi" not in output


def test_a_roster_is_loaded_and_its_officer_begins(dondoc: Command, tmp_path: Path) -> None:
    output = dondoc("init", "--name", "Sở", "--roster", ROSTER, "--person", "Hồ Quỳnh Nga").output
    people = {person.name: person for person in read_snapshot(tmp_path / "data").all(Person)}
    assert len(people) >= 50
    assert Role.OFFICE in people["Hồ Quỳnh Nga"].roles
    assert "Hồ Quỳnh Nga" in output


def test_the_token_lies_in_a_file_of_its_owner_and_is_found_from_anywhere(
    dondoc: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "given").write_text("123:secret\n", encoding="utf-8")
    output = dondoc("init", *GIVEN, "--token-file", str(tmp_path / "given"), "--no-check").output
    data = tmp_path / "data"
    monkeypatch.chdir("/")
    assert load_settings(data, {}).telegram.token == "123:secret"
    assert tomllib.loads((data / "dondoc.toml").read_text(encoding="utf-8"))["telegram"] == {
        "token_file": "telegram.token"
    }
    assert all(path.stat().st_mode & 0o077 == 0 for path in (data, data / "telegram.token", data / "dondoc.toml"))
    assert "123:secret" not in output


@pytest.mark.parametrize("name", ["dondoc.toml", "dondoc.json", "telegram.token"])
def test_nothing_is_overwritten(dondoc: Command, tmp_path: Path, name: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / name).write_text("mine", encoding="utf-8")
    error = dondoc("init", *GIVEN).exception
    assert isinstance(error, UserError)
    assert error.problems[0].code == "cli.init_exists"
    assert [path.name for path in data.iterdir()] == [name]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "cli.init_no_terminal"),
        (("--name", "Sở"), "cli.init_no_terminal"),
        (("--name", "Sở", "--person", "<b>Lan</b>"), "file.no_name"),
        ((*GIVEN, "--port", "99999"), "config.expected_port"),
        ((*GIVEN, "--public-url", "dondoc.vn/a"), "config.expected_site"),
        ((*GIVEN, "--roster", "nowhere.csv"), "cli.unreadable"),
        ((*GIVEN, "--token-file", "nowhere"), "config.secret_unreadable"),
        (("--name", "Sở", "--roster", ROSTER, "--person", "Không Có Ai"), "cli.nobody"),
    ],
)
def test_a_wrong_option_says_what_to_give_and_leaves_nothing(
    dondoc: Command, tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    error = dondoc("init", *arguments).exception
    assert isinstance(error, UserError)
    if code != "file.no_name":  # the roster's own words for a name
        assert error.problems[0].code == code
    assert not (tmp_path / "data").exists()


def at_a_terminal(data: Path, answers: list[bytes]) -> tuple[str, int]:
    """Answer each question as a person does, once it has been asked; the screen and the exit code.

    A Ctrl-C just before the terminal is listened to is lost on it: whoever sees nothing happen presses it again.
    """
    child, screen = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        program = "from bot.cli import main; main()"
        command = [sys.executable, "-c", program, "init", "--data", str(data)]
        os.execv(sys.executable, command)  # noqa: S606 - our own program, at the terminal that was made for it
    seen, asked, answer, since = b"", 0, b"", time.monotonic()
    end = since + PATIENCE
    while time.monotonic() < end:
        if select.select([screen], [], [], 0.05)[0]:
            try:
                seen += os.read(screen, 4096)
            except OSError:  # the other end is closed
                break
        elif answers and seen[asked:].rstrip(b" ").endswith(b":"):
            asked, answer, since = len(seen), answers.pop(0), time.monotonic()
            os.write(screen, answer)
        elif answer == INTERRUPT and seen[asked:] in (b"", b"^C") and time.monotonic() > since + 5:
            asked, since = len(seen), time.monotonic()
            os.write(screen, answer)
    else:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(screen)
    return seen.decode(errors="replace"), os.waitstatus_to_exitcode(status)


def test_a_person_is_asked_again_after_a_wrong_answer_and_enter_takes_what_is_offered(tmp_path: Path) -> None:
    answers = ["Sở Công Thương", "khong-co.csv", "", "<b>", "Lê Thị Mai", "", "", "ftp://x", "", "8800", ""]
    screen, code = at_a_terminal(tmp_path / "data", [f"{answer}\n".encode() for answer in answers])
    assert code == 0, screen
    (person,) = read_snapshot(tmp_path / "data").all(Person)
    assert (person.name, person.position) == ("Lê Thị Mai", "Chuyên viên")
    assert "http://127.0.0.1:8800/vao/" in screen
    assert "khong-co.csv" in screen


def test_a_file_without_roles_asks_who_is_the_office_and_is_not_asked_for_again(tmp_path: Path) -> None:
    file = tmp_path / "canbo.csv"
    file.write_text("Họ và tên,Đơn vị,Diện\nLê Văn An,Ban Giám đốc,CC\nTrần Thị Bình,Văn phòng,CC\n", encoding="utf-8")
    answers = ["Sở", str(file), "", "Trần Thị Bình", "", "", ""]
    screen, code = at_a_terminal(tmp_path / "data", [f"{answer}\n".encode() for answer in answers])
    assert code == 0, screen
    office = [person.name for person in read_snapshot(tmp_path / "data").all(Person) if Role.OFFICE in person.roles]
    assert office == ["Trần Thị Bình"]
    assert "dondoc roster load" not in screen
    assert "invite --missing --sheet" in screen


def test_without_a_terminal_nobody_becomes_the_office_unasked(dondoc: Command, tmp_path: Path) -> None:
    file = tmp_path / "canbo.csv"
    file.write_text("Họ và tên,Đơn vị,Diện\nLê Văn An,Ban Giám đốc,CC\n", encoding="utf-8")
    error = dondoc("init", "--name", "Sở", "--roster", str(file)).exception
    assert isinstance(error, UserError)
    assert [problem.code for problem in error.problems] == ["file.no_office"]
    assert not (tmp_path / "data").exists()


def test_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    screen, code = at_a_terminal(tmp_path / "data", ["Sở\n".encode(), b"\n", INTERRUPT])
    assert code == 1, screen
    assert not (tmp_path / "data").exists()
