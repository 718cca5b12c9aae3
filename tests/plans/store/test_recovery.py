"""A damaged folder is never overwritten, never taken for an empty one, and can be gone on from."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeAlias

import pytest

from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.problems import StoreDamaged
from plans.store.backups import backup
from plans.store.durable_file import FILE_NAME
from plans.store.tinydb_store import TinyStore, read_snapshot
from tests.contracts.store_contract import LAN, MINH, audit

Damage: TypeAlias = Callable[[Path], None]
NOW = datetime(2024, 2, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lan, then Minh in the last change; 70 entries of history, most of them in their file."""
    folder = tmp_path / "data"
    with closing(TinyStore.open(folder)) as store:
        for number in range(1, 71):
            with store.transaction() as tx:
                tx.put(LAN)
                tx.append("audit", audit(number))
        with store.transaction() as tx:
            tx.put(MINH)
    return folder


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def fill_with_something_else(path: Path) -> None:
    path.write_bytes(b'{"_default": {}}')


def forge_the_count(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"generation":7', b'"generation":8'))


DAMAGES = [
    (truncate, "store.reason_checksum"),
    (flip, "store.reason_checksum"),
    (forge_the_count, "store.reason_checksum"),
    (empty, "store.reason_empty"),
    (fill_with_something_else, "store.reason_foreign"),
]


@pytest.mark.parametrize(("damage", "reason"), DAMAGES)
def test_a_damaged_file_is_refused_left_alone_and_its_backup_named(folder: Path, damage: Damage, reason: str) -> None:
    path = folder / FILE_NAME
    damage(path)
    before = path.read_bytes()
    for attempt in (TinyStore.open, read_snapshot):
        with pytest.raises(StoreDamaged) as found:
            attempt(folder)
        assert found.value.reason == reason
        assert found.value.path == path
        assert found.value.backup == folder / f"{FILE_NAME}.1"
        assert path.read_bytes() == before


@pytest.mark.parametrize(("damage", "reason"), DAMAGES)
def test_recovery_puts_the_damaged_file_aside_and_goes_on(folder: Path, damage: Damage, reason: str) -> None:
    damage(folder / FILE_NAME)
    before = (folder / FILE_NAME).read_bytes()
    with closing(TinyStore.open(folder, recover=True)) as store:
        assert store.all(Person) == (LAN,)
        assert len(store.entries("audit", AuditEntry)) == 70
        with store.transaction() as tx:
            tx.put(MINH)
            tx.append("audit", audit(71))
    assert (folder / f"{FILE_NAME}.damaged-1").read_bytes() == before
    with closing(TinyStore.open(folder)) as again:
        assert again.all(Person) == (LAN, MINH)
        assert again.entries("audit", AuditEntry) == [(number, audit(number)) for number in range(1, 72)]


def test_every_flipped_bit_is_noticed(folder: Path) -> None:
    path = folder / FILE_NAME
    good = path.read_bytes()
    for place in [*range(120), *range(120, len(good), 97), len(good) - 2, len(good) - 1]:
        for bit in (1, 128):
            bad = bytearray(good)
            bad[place] ^= bit
            path.write_bytes(bad)
            with pytest.raises(StoreDamaged):
                read_snapshot(folder)


def test_a_missing_file_is_damage_when_there_was_a_store(folder: Path) -> None:
    (folder / FILE_NAME).unlink()
    with pytest.raises(StoreDamaged) as found:
        TinyStore.open(folder)
    assert found.value.reason == "store.reason_missing"
    assert found.value.backup == folder / f"{FILE_NAME}.1"
    (folder / f"{FILE_NAME}.1").unlink()
    with pytest.raises(StoreDamaged) as found:
        TinyStore.open(folder)
    assert found.value.backup is None
    with pytest.raises(StoreDamaged):
        TinyStore.open(folder, recover=True)
    assert not (folder / FILE_NAME).exists()


def test_settings_alone_are_no_sign_of_a_lost_store(tmp_path: Path) -> None:
    (tmp_path / "dondoc.toml").write_text("")
    (tmp_path / "secret.key").write_text("")
    TinyStore.open(tmp_path).close()
    assert (tmp_path / FILE_NAME).exists()


def test_a_file_of_a_newer_release_is_refused_even_for_recovery(folder: Path) -> None:
    path = folder / FILE_NAME
    path.write_bytes(path.read_bytes().replace(b'"schema":1', b'"schema":2'))
    for recover in (False, True):
        with pytest.raises(StoreDamaged) as found:
            TinyStore.open(folder, recover=recover)
        assert found.value.reason == "store.reason_newer"
        assert found.value.backup is None


def test_a_record_that_does_not_fit_its_type_is_refused(tmp_path: Path) -> None:
    # An id that is no text: what an older release with another model could have written.
    with closing(TinyStore.open(tmp_path)) as store, store.transaction() as tx:
        tx.put(replace(LAN, address=5))  # type: ignore[arg-type]  # the point of the test
    with pytest.raises(StoreDamaged) as found:
        TinyStore.open(tmp_path)
    assert found.value.reason == "store.reason_record"


def test_the_copy_with_the_most_changes_is_offered(folder: Path) -> None:
    with closing(TinyStore.open(folder)) as store:
        store.keep_daily_copy(date(2024, 2, 20))
    empty(folder / FILE_NAME)
    with pytest.raises(StoreDamaged) as found:
        read_snapshot(folder)
    assert found.value.backup == folder / "backups" / "dondoc-2024-02-20.json"
    empty(folder / "backups" / "dondoc-2024-02-20.json")
    with pytest.raises(StoreDamaged) as found:
        read_snapshot(folder)
    assert found.value.backup == folder / f"{FILE_NAME}.1"


def test_a_zip_among_the_backups_can_be_gone_on_from(folder: Path) -> None:
    backup(folder, folder / "backups" / "whole.zip", NOW)
    empty(folder / FILE_NAME)
    empty(folder / f"{FILE_NAME}.1")
    (folder / "backups" / "broken.zip").write_bytes(b"PK")
    with closing(TinyStore.open(folder, recover=True)) as store:
        assert store.all(Person) == (LAN, MINH)


def test_entries_newer_than_the_copy_are_put_aside(folder: Path) -> None:
    with closing(TinyStore.open(folder)) as store:
        store.keep_daily_copy(date(2024, 2, 20))
        for number in range(71, 201):
            with store.transaction() as tx:
                tx.append("audit", audit(number))
    history = (folder / "history" / "audit.jsonl").read_bytes()
    empty(folder / FILE_NAME)
    empty(folder / f"{FILE_NAME}.1")
    with closing(TinyStore.open(folder, recover=True)) as store:
        for number in range(71, 301):
            with store.transaction() as tx:
                tx.append("audit", audit(number))
        assert store.entries("audit", AuditEntry) == [(number, audit(number)) for number in range(1, 301)]
    assert (folder / "history.damaged-1" / "audit.jsonl").read_bytes() == history


@pytest.mark.parametrize("damage", [truncate, flip, empty, Path.unlink])
def test_damaged_history_is_refused_and_mended_with_its_numbers_kept(folder: Path, damage: Damage) -> None:
    path = folder / "history" / "audit.jsonl"
    damage(path)
    with pytest.raises(StoreDamaged) as found:
        TinyStore.open(folder)
    assert found.value.reason == "store.reason_history"
    assert found.value.path == path
    with closing(TinyStore.open(folder, recover=True)) as store:
        assert store.all(Person) == (LAN, MINH)
        entries = store.entries("audit", AuditEntry)
        assert dict(entries).items() >= {number: audit(number) for number in range(65, 71)}.items()
        assert [number for number, _ in entries] == sorted({number for number, _ in entries})
        with store.transaction() as tx:
            tx.append("audit", audit(71))
        assert store.entries("audit", AuditEntry, last=1) == [(71, audit(71))]
    TinyStore.open(folder).close()
    if damage is truncate:
        assert len(entries) == 69


def test_recovery_of_an_intact_store_changes_nothing(folder: Path) -> None:
    before = (folder / FILE_NAME).read_bytes()
    TinyStore.open(folder, recover=True).close()
    assert (folder / FILE_NAME).read_bytes() == before


def test_recovery_of_nothing_makes_a_new_store(tmp_path: Path) -> None:
    TinyStore.open(tmp_path / "data", recover=True).close()
    assert read_snapshot(tmp_path / "data").all(Person) == ()


def test_drafts_of_an_interrupted_write_are_swept(folder: Path) -> None:
    (folder / f"{FILE_NAME}.draft").write_bytes(b"half")
    (folder / f"{FILE_NAME}.1.draft").write_bytes(b"half")
    with closing(TinyStore.open(folder)) as store, store.transaction() as tx:
        tx.delete(Person, "lan")
    assert not list(folder.glob("*.draft"))
