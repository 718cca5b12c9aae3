"""Whatever system call fails, a change is whole or it never was."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.problems import StoreUnwritable
from plans.store.disk import Disk
from plans.store.tinydb_store import MOST_ENTRIES, TinyStore, read_snapshot
from tests.contracts.store_contract import LAN, MINH, audit


class FailingDisk(Disk):
    """Fails at call number `at` (1-based) and, if `lasting`, at every one after it; a failing write writes half."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.at = 0
        self.lasting = False
        self.error = errno.EIO

    def arm(self, at: int, error: int, *, lasting: bool = False) -> None:
        self.calls, self.at, self.error, self.lasting = [], at, error, lasting

    def _step(self, name: str) -> None:
        self.calls.append(name)
        if self.at and (len(self.calls) == self.at or (self.lasting and len(self.calls) > self.at)):
            raise OSError(self.error, os.strerror(self.error))

    def open(self, path: Path, *, fresh: bool) -> int:
        self._step("open")
        return super().open(path, fresh=fresh)

    def cut(self, descriptor: int, length: int) -> None:
        self._step("cut")
        super().cut(descriptor, length)

    def write(self, descriptor: int, content: bytes) -> None:
        try:
            self._step("write")
        except OSError:
            super().write(descriptor, content[: len(content) // 2])
            raise
        super().write(descriptor, content)

    def flush(self, descriptor: int) -> None:
        self._step("flush")
        super().flush(descriptor)

    def link(self, source: Path, target: Path) -> None:
        self._step("link")
        super().link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        self._step("replace")
        super().replace(source, target)

    def flush_folder(self, folder: Path) -> None:
        self._step("flush_folder")
        super().flush_folder(folder)


#: The calls of a change that also moves a first batch of history to its file.
STEPS = [
    *("flush_folder", "open", "cut", "write", "flush", "flush_folder"),
    *("open", "write", "flush", "link", "replace", "replace", "flush_folder"),
]


@pytest.fixture
def disk() -> FailingDisk:
    return FailingDisk()


@pytest.fixture
def store(tmp_path: Path, disk: FailingDisk) -> Iterator[TinyStore]:
    """One entry short of moving a batch to its file."""
    store = TinyStore.open(tmp_path / "data", disk=disk)
    with store.transaction() as tx:
        tx.put(LAN)
        for number in range(1, MOST_ENTRIES + 1):
            tx.append("audit", audit(number))
    yield store
    store.close()


def change(store: TinyStore) -> None:
    with store.transaction() as tx:
        tx.put(replace(LAN, name="Lan"))
        tx.put(MINH)
        tx.append("audit", audit(MOST_ENTRIES + 1))


def numbers(entries: list[tuple[int, AuditEntry]]) -> list[int]:
    assert all(entry == audit(number) for number, entry in entries)
    return [number for number, _ in entries]


def test_a_change_makes_these_calls_in_this_order(store: TinyStore, disk: FailingDisk) -> None:
    disk.arm(0, 0)
    change(store)
    assert disk.calls == STEPS


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("at", range(1, len(STEPS) + 1))
def test_a_change_that_fails_at_any_call_never_was(store: TinyStore, disk: FailingDisk, at: int, error: int) -> None:
    disk.arm(at, error)
    with pytest.raises(StoreUnwritable) as refusal:
        change(store)
    assert isinstance(refusal.value.__cause__, OSError)
    assert refusal.value.__cause__.errno == error
    disk.arm(0, 0)
    for facts in (store, read_snapshot(store.folder)):
        assert facts.all(Person) == (LAN,)
        assert numbers(facts.entries("audit", AuditEntry)) == list(range(1, MOST_ENTRIES + 1))
    change(store)
    with store.transaction() as tx:
        tx.delete(Person, "minh")
    store.close()
    with closing(TinyStore.open(store.folder)) as again:
        assert [person.name for person in again.all(Person)] == ["Lan"]
        assert numbers(again.entries("audit", AuditEntry)) == list(range(1, MOST_ENTRIES + 2))
    assert not list(store.folder.rglob("*.draft"))


@pytest.mark.parametrize("at", range(1, len(STEPS) + 1))
def test_a_disk_that_fails_for_good_leaves_a_readable_store(store: TinyStore, disk: FailingDisk, at: int) -> None:
    disk.arm(at, errno.EIO, lasting=True)
    for _ in range(3):
        with pytest.raises(StoreUnwritable):
            change(store)
    assert store.all(Person) == (LAN,)
    store.close()
    with closing(TinyStore.open(store.folder)) as again:
        # Once the new file is in place and neither it nor the old one can be made lasting, either may be found.
        assert again.all(Person)[0] in (LAN, replace(LAN, name="Lan"))
        assert numbers(again.entries("audit", AuditEntry))[:MOST_ENTRIES] == list(range(1, MOST_ENTRIES + 1))


def test_a_new_store_on_a_full_disk_is_refused_and_lets_go_of_the_lock(tmp_path: Path, disk: FailingDisk) -> None:
    disk.arm(1, errno.ENOSPC)
    with pytest.raises(StoreUnwritable, match="space"):
        TinyStore.open(tmp_path, disk=disk)
    TinyStore.open(tmp_path).close()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_disk_that_is_really_full_loses_nothing(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "small", tmp_path], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        with closing(TinyStore.open(tmp_path / "data")) as store:
            kept = 0
            with suppress(StoreUnwritable):
                while kept < 5000:
                    with store.transaction() as tx:
                        tx.put(replace(LAN, id=str(kept)))
                        tx.append("audit", audit(kept + 1))
                    kept += 1
            assert 0 < kept < 5000
            assert len(store.all(Person)) == kept
        with closing(TinyStore.open(tmp_path / "data")) as again:
            assert len(again.all(Person)) == kept
            assert numbers(again.entries("audit", AuditEntry)) == list(range(1, kept + 1))
    finally:
        subprocess.run(["umount", tmp_path], check=True)
