"""``dondoc roster``: what would change is shown first; doubts are asked where somebody can answer."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plans.documents.library import LIBRARY
from plans.model.people import Person
from plans.problems import UserError
from plans.store.tinydb_store import read_snapshot
from tests.bot.commands.conftest import Command

ROSTER = LIBRARY / "demo-department.csv"


@pytest.fixture
def loaded(dondoc: Command, tmp_path: Path) -> Path:
    """The data folder with the demo's people in it."""
    assert dondoc("roster", "load", str(ROSTER)).exit_code == 0
    return tmp_path / "data"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal (click's runner has one that is none)."""
    monkeypatch.setattr("bot.commands.roster.at_terminal", lambda: True)


def changed(tmp_path: Path, *changes: tuple[str, str]) -> str:
    """The demo's roster with changes, as a file's name."""
    text = ROSTER.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "moi.csv").write_text(text, "utf-8")
    return "moi.csv"


def codes(error: BaseException | None) -> list[str]:
    """What a command ended with."""
    assert isinstance(error, UserError), error
    return [problem.code for problem in error.problems]


def test_a_preview_says_who_comes_changes_and_leaves_and_stores_nothing(
    dondoc: Command, loaded: Path, tmp_path: Path
) -> None:
    file = changed(
        tmp_path, ("Văn thư,công chức", "Chuyên viên,công chức"), ("hai.lm,Lâm Minh Hải", "hai.x,Lý Vô Song")
    )
    said = dondoc("roster", "preview", file).output
    assert "Thêm 1, thay đổi 1, nghỉ 1, giữ nguyên 48." in said
    assert "+ Lý Vô Song" in said
    assert "- Lâm Minh Hải" in said
    assert "chức vụ: Văn thư → Chuyên viên" in said
    assert read_snapshot(loaded).get(Person, "hai.x") is None


def test_without_a_terminal_changes_want_a_yes(dondoc: Command, loaded: Path, tmp_path: Path) -> None:
    file = changed(tmp_path, ("Văn thư,công chức", "Chuyên viên,công chức"))
    assert codes(dondoc("roster", "load", file).exception) == ["roster.wants_yes"]
    assert dondoc("roster", "load", "--yes", file).exit_code == 0
    assert read_snapshot(loaded).get(Person, "hlinh").position == "Chuyên viên"  # type: ignore[union-attr]  # is there


def test_doubts_are_not_answered_by_yes(dondoc: Command, loaded: Path, tmp_path: Path) -> None:
    file = changed(tmp_path, ("hai.lm,Lâm Minh Hải", "hai.x,Lâm Minh Hai"))
    assert codes(dondoc("roster", "load", "--yes", file).exception) == ["roster.doubtful"]
    assert read_snapshot(loaded).get(Person, "hai.x") is None


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("typed", "name"), [("y\ny\n", "Lâm Minh Hai"), ("n\ny\n", "Lâm Minh Hải")])
def test_on_a_terminal_doubts_are_asked(dondoc: Command, loaded: Path, tmp_path: Path, typed: str, name: str) -> None:
    file = changed(tmp_path, ("hai.lm,Lâm Minh Hải", "hai.x,Lâm Minh Hai"))
    assert dondoc("roster", "load", file, text=typed).exit_code == 0
    person = read_snapshot(loaded).get(Person, "hai.lm")
    assert person is not None
    assert person.name == name


@pytest.mark.usefixtures("terminal")
def test_whoever_says_no_has_nothing_stored(dondoc: Command, loaded: Path, tmp_path: Path) -> None:
    file = changed(tmp_path, ("Văn thư,công chức", "Chuyên viên,công chức"))
    assert dondoc("roster", "load", file, text="n\n").exit_code == 0
    assert read_snapshot(loaded).get(Person, "hlinh").position == "Văn thư"  # type: ignore[union-attr]  # is there


@pytest.mark.parametrize("name", ["ds.xlsx", "ds.csv"])
def test_what_is_exported_loads_back_without_a_change(dondoc: Command, loaded: Path, tmp_path: Path, name: str) -> None:
    assert loaded.is_dir()
    assert dondoc("roster", "export", "-o", name).exit_code == 0
    assert "Thêm 0, thay đổi 0, nghỉ 0, giữ nguyên 50." in dondoc("roster", "load", name).output
    assert (tmp_path / name).stat().st_size > 3000


def test_a_roster_is_no_plan(dondoc: Command) -> None:
    assert codes(dondoc("plan", "read", str(ROSTER)).exception) == ["roster.no_plan"]


def test_there_is_nothing_to_export_before_a_roster(dondoc: Command) -> None:
    assert codes(dondoc("roster", "export").exception) == ["cli.no_roster"]


def test_the_template_is_a_workbook_where_it_is_called_one(dondoc: Command, tmp_path: Path) -> None:
    dondoc("roster", "template", "-o", "mau.xlsx")
    assert load_workbook(BytesIO((tmp_path / "mau.xlsx").read_bytes())).sheetnames[0] == "Cán bộ"
    assert "thêm 3" in dondoc("roster", "load", "mau.xlsx").output
