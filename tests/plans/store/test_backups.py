"""Backups taken from a running store, and put back."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.problems import StoreDamaged, StoreLocked, StoreUnwritable, UserError
from plans.store.backups import backup, restore, start_over
from plans.store.durable_file import FILE_NAME
from plans.store.files import FILES, FolderFiles
from plans.store.tinydb_store import TinyStore, read_snapshot
from tests.contracts.store_contract import LAN, MINH, audit

NOW = datetime(2024, 2, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TinyStore]:
    store = TinyStore.open(tmp_path / "data")
    (store.folder / "secret.key").write_bytes(b"key")
    (store.folder / "vapid.key").write_bytes(b"other key")
    (store.folder / "dondoc.toml").write_text("port = 1\n")
    (store.folder / "telegram.token").write_text("1:a\n")
    for number in range(1, 101):
        with store.transaction() as tx:
            tx.put(LAN)
            tx.append("audit", audit(number))
            tx.append("chat/Lan", audit(number))
    yield store
    store.close()


@pytest.fixture
def archive(store: TinyStore, tmp_path: Path) -> Path:
    target = tmp_path / "backup.zip"
    backup(store.folder, target, NOW)
    return target


def problem(refusal: pytest.ExceptionInfo[UserError]) -> str:
    (found,) = refusal.value.problems
    return found.code


def repacked(archive: Path, *, without: str = "", strange: str = "") -> Path:
    """The archive with an entry left out, or with one of a strange name."""
    with zipfile.ZipFile(archive) as old:
        files = {name: old.read(name) for name in old.namelist() if name != without}
    target = archive.with_name("repacked.zip")
    with zipfile.ZipFile(target, "w") as new:
        for name, content in files.items():
            new.writestr(name, content)
        if strange:
            new.writestr(strange, b"evil")
    return target


def test_a_running_store_is_backed_up_and_restored_elsewhere(store: TinyStore, archive: Path, tmp_path: Path) -> None:
    with store.transaction() as tx:
        tx.put(MINH)
    assert restore(archive, tmp_path / "new") is None
    with closing(TinyStore.open(tmp_path / "new")) as again:
        assert again.all(Person) == (LAN,)
        for stream in ("audit", "chat/Lan"):
            assert again.entries(stream, AuditEntry) == [(number, audit(number)) for number in range(1, 101)]
    assert (tmp_path / "new" / "secret.key").read_bytes() == b"key"
    assert (tmp_path / "new" / "dondoc.toml").read_text() == "port = 1\n"
    left = {path.name for path in (tmp_path / "new").iterdir()} - {".lock", ".lock.holder"}
    assert left == {FILE_NAME, "history", "secret.key", "vapid.key", "dondoc.toml", "telegram.token"}


def test_a_backup_holds_secrets_so_only_its_owner_may_read_it(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_a_backup_never_covers_another_file(store: TinyStore, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(UserError) as refusal:
        backup(store.folder, archive, NOW)
    assert problem(refusal) == "store.backup_exists"
    assert archive.read_bytes() == before


def test_there_must_be_something_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refusal:
        backup(tmp_path / "nowhere", tmp_path / "b.zip", NOW)
    assert problem(refusal) == "store.nothing_stored"
    assert not (tmp_path / "b.zip").exists()


def test_damaged_history_is_not_backed_up_as_if_it_were_whole(store: TinyStore, tmp_path: Path) -> None:
    (store.folder / "history" / "audit.jsonl").write_bytes(b"")
    with pytest.raises(StoreDamaged):
        backup(store.folder, tmp_path / "b.zip", NOW)


def test_a_backup_that_cannot_be_written_is_told_as_such(store: TinyStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnwritable):
        backup(store.folder, tmp_path / "file" / "b.zip", NOW)


def test_a_folder_with_a_store_is_kept_unless_forced(store: TinyStore, archive: Path) -> None:
    with store.transaction() as tx:
        tx.put(MINH)
    store.close()
    with pytest.raises(UserError) as refusal:
        restore(archive, store.folder)
    assert problem(refusal) == "store.restore_not_empty"
    assert read_snapshot(store.folder).all(Person) == (LAN, MINH)
    aside = restore(archive, store.folder, force=True)
    assert aside == store.folder / "replaced-1"
    assert read_snapshot(aside).all(Person) == (LAN, MINH)
    with closing(TinyStore.open(store.folder)) as again:
        assert again.all(Person) == (LAN,)
        with again.transaction() as tx:
            tx.put(MINH)
    assert restore(archive, store.folder, force=True) == store.folder / "replaced-2"


def test_the_calendar_server_beside_a_store_stays_out_of_its_backup(store: TinyStore, tmp_path: Path) -> None:
    beside = store.folder / "caldav" / "radicale" / "htpasswd"
    beside.parent.mkdir(parents=True)
    beside.write_text("lan:$6$x")
    archive = tmp_path / "b.zip"
    backup(store.folder, archive, NOW)
    with zipfile.ZipFile(archive) as packed:
        assert not [name for name in packed.namelist() if "caldav" in name]
    store.close()
    restore(archive, store.folder, force=True)
    assert beside.read_text() == "lan:$6$x"  # publishing brings it into step with what was restored


def test_a_damaged_store_can_be_replaced_by_a_backup(store: TinyStore, archive: Path) -> None:
    store.close()
    (store.folder / FILE_NAME).write_bytes(b"")
    restore(archive, store.folder, force=True)
    assert read_snapshot(store.folder).all(Person) == (LAN,)


def test_a_store_in_use_is_not_replaced(store: TinyStore, archive: Path) -> None:
    with pytest.raises(StoreLocked):
        restore(archive, store.folder, force=True)


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/evil", "history/../evil.jsonl", "history/x/y.jsonl", "C:\\evil", "history\\a.jsonl", "other"],
)
def test_an_archive_with_strange_names_is_refused(archive: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as refusal:
        restore(repacked(archive, strange=name), tmp_path / "new")
    assert problem(refusal) == "store.not_a_backup"
    assert not (tmp_path / "new").exists()


def test_an_archive_that_would_fill_the_disk_is_refused(archive: Path, tmp_path: Path) -> None:
    content = archive.read_bytes()
    place = content.index(b"PK\x01\x02") + 24  # the uncompressed size in the central directory (APPNOTE 4.3.12)
    archive.write_bytes(content[:place] + (0x7FFFFFFF).to_bytes(4, "little") + content[place + 4 :])
    with pytest.raises(UserError) as refusal:
        restore(archive, tmp_path / "new")
    assert problem(refusal) == "store.not_a_backup"


def test_what_is_no_archive_is_refused(store: TinyStore, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("xin chào")
    without = repacked(archive, without=FILE_NAME)
    half = tmp_path / "half.zip"
    half.write_bytes(archive.read_bytes()[:-100])
    for path in (tmp_path / "text.zip", without, half):
        with pytest.raises(UserError) as refusal:
            restore(path, tmp_path / "new")
        assert problem(refusal) == "store.not_a_backup"
    with pytest.raises(UserError) as refusal:
        restore(tmp_path / "none.zip", tmp_path / "new")
    assert problem(refusal) == "store.no_such_backup"


def test_an_archive_damaged_anywhere_leaves_the_folder_as_it_was(archive: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    good = archive.read_bytes()
    for place in range(0, len(good), 211):
        archive.write_bytes(good[:place] + bytes([good[place] ^ 255]) + good[place + 1 :])
        try:
            restore(archive, new, force=True)
        except (UserError, StoreDamaged):
            assert not (new / FILE_NAME).exists() or read_snapshot(new).all(Person) == (LAN,)
        else:
            assert read_snapshot(new).all(Person) == (LAN,)


def test_an_archive_whose_parts_do_not_fit_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged) as found:
        restore(repacked(archive, without="history/audit.jsonl"), tmp_path / "new")
    assert found.value.reason == "store.reason_history"
    assert {path.name for path in (tmp_path / "new").iterdir()} <= {".lock", ".lock.holder"}
    TinyStore.open(tmp_path / "new").close()


def test_starting_over_removes_the_store_and_nothing_else(store: TinyStore) -> None:
    (store.folder / "anh.jpg").write_bytes(b"picture")
    store.close()
    start_over(store.folder, keep=False)
    left = {path.name for path in store.folder.iterdir()} - {".lock", ".lock.holder"}
    assert left == {"anh.jpg", "dondoc.toml", "telegram.token"}
    with closing(TinyStore.open(store.folder)) as fresh:
        assert fresh.all(Person) == ()


def test_starting_over_keeps_what_cannot_be_read(store: TinyStore) -> None:
    store.close()
    (store.folder / FILE_NAME).write_bytes(b"broken")
    start_over(store.folder, keep=True)
    assert (store.folder / "replaced-1" / FILE_NAME).read_bytes() == b"broken"
    assert read_snapshot(store.folder).all(Person) == ()


def test_a_running_store_is_not_started_over(store: TinyStore) -> None:
    with pytest.raises(StoreLocked):
        start_over(store.folder, keep=False)
    assert read_snapshot(store.folder).all(Person)


def test_attached_files_go_into_the_backup_and_come_back(store: TinyStore, tmp_path: Path) -> None:
    digest = FolderFiles(store.folder / FILES).put(b"report")
    (store.folder / FILES / ("b" * 64)).write_bytes(b"no longer what it was")
    backup(store.folder, tmp_path / "backup.zip", NOW)
    restore(tmp_path / "backup.zip", tmp_path / "new")
    assert [path.name for path in (tmp_path / "new" / FILES).iterdir()] == [digest]
    assert FolderFiles(tmp_path / "new" / FILES).get(digest) == b"report"


def test_a_backup_whose_attached_file_is_another_is_not_restored(store: TinyStore, tmp_path: Path) -> None:
    backup(store.folder, tmp_path / "backup.zip", NOW)
    with zipfile.ZipFile(tmp_path / "backup.zip", "a") as archive:
        archive.writestr(f"{FILES}/{'c' * 64}", b"another")
    with pytest.raises(StoreDamaged):
        restore(tmp_path / "backup.zip", tmp_path / "new")
    assert not (tmp_path / "new" / FILE_NAME).exists()


def test_starting_over_removes_attached_files(store: TinyStore) -> None:
    FolderFiles(store.folder / FILES).put(b"report")
    store.close()
    start_over(store.folder, keep=False)
    assert not (store.folder / FILES).exists()
