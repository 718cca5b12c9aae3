"""``dondoc names``: other names from the command line."""

from pathlib import Path

import pytest

from bot.commands.workspace import KINDS
from plans.audit import STREAM
from plans.model.history import AuditEntry
from plans.problems import Problem, UserError
from plans.store.tinydb_store import TinyStore, read_snapshot
from tests.bot.commands.conftest import Command
from tests.builders import a_department


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    store = TinyStore.open(folder, kinds=KINDS)
    a_department(store)
    store.close()
    return folder


def problems(result: object) -> tuple[Problem, ...]:
    """What a command refused."""
    assert isinstance(result, UserError)
    return result.problems


def test_names_are_added_listed_and_taken_back(dondoc: Command, data: Path) -> None:
    assert "chưa bổ sung tên gọi nào" in dondoc("names", "list").output
    assert "“sổ vàng” cũng là tên gọi" in dondoc("names", "add", "sổ vàng", "--task", "2.1").output
    assert "also" not in dondoc("names", "add", "nhà máy", "--unit", "quản lý công nghiệp").output
    assert "now means" in dondoc("names", "add", "sao vàng", "--title", "ldtt", language="en").output
    listed = dondoc("names", "list").output
    assert "– “sổ vàng”: nhiệm vụ Báo cáo sơ kết" in listed
    assert "– “nhà máy”: đơn vị Phòng Quản lý công nghiệp" in listed
    assert "– “sao vàng”: danh hiệu Lao động tiên tiến" in listed
    assert "Đã gỡ" in dondoc("names", "remove", "SO VANG").output
    assert "sổ vàng" not in dondoc("names", "list").output
    entries = [entry for _, entry in read_snapshot(data, KINDS).entries(STREAM, AuditEntry)]
    assert [(entry.who, entry.verb) for entry in entries] == [("console", "add_name")] * 3 + [
        ("console", "remove_name")
    ]


@pytest.mark.usefixtures("data")
def test_what_is_wrong_is_said(dondoc: Command) -> None:
    for arguments, code in (
        (("add", "mốc vàng"), "asking.names_of_one"),
        (("add", "mốc vàng", "--task", "2.1", "--title", "ldtt"), "asking.names_of_one"),
        (("add", "mốc vàng", "--task", "xyzzy"), "asking.nothing_called"),
        (("add", "mốc vàng", "--task", "họp hội đồng"), "asking.several_called"),
        (("add", "VP", "--task", "2.1"), "asking.name_clashes"),
        (("remove", "không có"), "asking.name_gone"),
    ):
        assert problems(dondoc("names", *arguments).exception)[0].code == code
