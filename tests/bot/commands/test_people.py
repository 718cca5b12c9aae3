"""``dondoc roster`` and ``dondoc invite``."""

from pathlib import Path

from plans.documents.library import LIBRARY
from plans.model.people import Department, Person
from plans.model.plan import Plan
from plans.model.reaching import Invitation
from plans.problems import UserError
from plans.store.tinydb_store import read_snapshot
from tests.bot.commands.conftest import Command

ROSTER = str(LIBRARY / "demo-department.csv")


def test_the_template_can_be_loaded_as_it_is_printed(dondoc: Command, tmp_path: Path) -> None:
    printed = dondoc("roster", "template").stdout_bytes
    assert printed.startswith("\ufeff".encode())
    (tmp_path / "canbo.csv").write_bytes(printed)
    assert dondoc("roster", "load", "canbo.csv").exit_code == 0
    assert dondoc("roster", "template", "-o", "mau.csv").exit_code == 0
    assert (tmp_path / "mau.csv").read_bytes() == printed


def test_a_roster_is_loaded_and_a_shorter_one_lets_people_leave(dondoc: Command, tmp_path: Path) -> None:
    assert "thêm 51" in dondoc("roster", "load", ROSTER, "--name", "Sở Thử").output
    facts = read_snapshot(tmp_path / "data")
    assert facts.all(Department)[0].name == "Sở Thử"
    lines = Path(ROSTER).read_text(encoding="utf-8").splitlines()
    (tmp_path / "ngan.csv").write_text("\n".join(line for line in lines if not line.startswith("hai.lm")), "utf-8")
    assert "nghỉ 1" in dondoc("roster", "load", "--yes", "ngan.csv").output
    gone = read_snapshot(tmp_path / "data").get(Person, "hai.lm")
    assert gone is not None
    assert gone.left is not None


def test_a_file_that_would_let_most_people_go_is_refused_unless_forced(dondoc: Command, tmp_path: Path) -> None:
    dondoc("roster", "load", ROSTER)
    (tmp_path / "mau.csv").write_bytes(dondoc("roster", "template").stdout_bytes)
    error = dondoc("roster", "load", "--yes", "mau.csv").exception
    assert isinstance(error, UserError)
    assert (error.problems[0].code, error.problems[0].values) == ("action.many_leave", {"n": "50", "here": "50"})
    lan = read_snapshot(tmp_path / "data").get(Person, "lan")
    assert lan is not None
    assert lan.left is None
    assert "nghỉ 50" in dondoc("roster", "load", "--yes", "--force", "mau.csv").output


def test_units_that_arrive_later_are_matched_to_the_plan(dondoc: Command, tmp_path: Path) -> None:
    dondoc("plan", "adopt", "gia-lai-cong-thuong-2024")
    before = read_snapshot(tmp_path / "data").all(Plan)[0].tasks[0].units
    dondoc("roster", "load", ROSTER)
    after = read_snapshot(tmp_path / "data").all(Plan)[0].tasks[0].units
    assert (before, after) == ((), ("van_phong", "cac_phong_don_vi"))


def test_a_wrong_roster_names_every_problem_and_changes_nothing(dondoc: Command, tmp_path: Path) -> None:
    (tmp_path / "sai.csv").write_text("Họ và tên,Đơn vị,Vai trò\n,Văn phòng,Vua\nLê A,,Cán bộ\n", "utf-8")
    error = dondoc("roster", "load", "sai.csv").exception
    assert isinstance(error, UserError)
    assert len(error.problems) >= 3
    assert not read_snapshot(tmp_path / "data").all(Person)


def test_an_invitation_is_printed_once_and_kept_only_as_its_hash(dondoc: Command, tmp_path: Path) -> None:
    dondoc("roster", "load", ROSTER)
    output = dondoc("invite", "Nguyễn Thị Lan").output
    code = output.split("/vao/")[1].split()[0]
    (made,) = read_snapshot(tmp_path / "data").all(Invitation)
    assert made.person == "lan"
    assert code not in (tmp_path / "data" / "dondoc.json").read_text(encoding="utf-8")


def test_inviting_somebody_unknown_says_so(dondoc: Command) -> None:
    dondoc("roster", "load", ROSTER)
    error = dondoc("invite", "Không Có Ai").exception
    assert isinstance(error, UserError)
    assert error.problems[0].code == "cli.nobody"
