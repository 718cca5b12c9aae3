"""The files of our calendar server."""

from pathlib import Path

import pytest

from calendar_sync.caldav.server import Account
from calendar_sync.radicale.files import RadicaleFiles, running_service


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"url": "x"}', "\xff"])
def test_a_note_that_cannot_be_read_is_none(tmp_path: Path, said: str) -> None:
    (tmp_path / "service.json").write_text(said, encoding="latin-1")
    assert running_service(tmp_path) is None


def test_a_failed_write_leaves_no_draft(tmp_path: Path) -> None:
    files = RadicaleFiles(tmp_path)
    files.prepare(1, "t")
    (tmp_path / "radicale" / "htpasswd").mkdir()
    with pytest.raises(OSError, match="htpasswd"):
        files.keep_accounts([("lan", "x")])
    assert not list((tmp_path / "radicale").glob("*.new"))


def test_accounts_are_written_only_when_they_are_others(tmp_path: Path) -> None:
    files, written = RadicaleFiles(tmp_path), tmp_path / "radicale" / "htpasswd"
    files.prepare(1, "t")
    files.keep_accounts([("lan", "x"), ("hung", "y")])
    assert written.read_text(encoding="ascii") == "hung:y\nlan:x\n"
    written.unlink()
    files.keep_accounts([("hung", "y"), ("lan", "x")])
    assert not written.exists()
    files.prepare(1, "t")
    files.keep_accounts([("lan", "x")])
    assert written.read_text(encoding="ascii") == "lan:x\n"


def test_what_a_killed_server_left_half_done_is_removed_at_the_next_start(tmp_path: Path) -> None:
    files, home = RadicaleFiles(tmp_path), tmp_path / "radicale" / "collections" / "collection-root" / "lan"
    (home / ".Radicale.tmp-1").mkdir(parents=True)
    (home / "lich").mkdir()
    files.tell_service(Account("http://127.0.0.1:1/", "_dondoc", "x"))
    files.prepare(1, "t")
    assert [path.name for path in home.iterdir()] == ["lich"]
    assert running_service(tmp_path) is None
