"""One process at a time."""

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plans.problems import StoreLocked, StoreUnwritable
from plans.store.lock import FolderLock
from plans.store.tinydb_store import TinyStore, read_snapshot
from tests.contracts.store_contract import LAN

HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from plans.store.tinydb_store import TinyStore
store = TinyStore.open(Path(sys.argv[1]), now=datetime(2024, 2, 20, 1, 5, tzinfo=UTC))
print("open", flush=True)
sys.stdin.read()
"""


def holding(folder: Path) -> "subprocess.Popen[str]":
    """Another process that has the store open until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_second_process_is_refused_and_told_who_has_the_store(tmp_path: Path) -> None:
    with holding(tmp_path) as process:
        try:
            with pytest.raises(StoreLocked) as refusal:
                TinyStore.open(tmp_path)
            assert refusal.value.holder == f"PID {process.pid}, 01:05 20/02/2024 UTC"
            assert refusal.value.path == tmp_path
            assert read_snapshot(tmp_path).all(type(LAN)) == ()
        finally:
            process.kill()


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    with holding(tmp_path) as process:
        process.kill()
        process.wait()
    with closing(TinyStore.open(tmp_path)) as store, store.transaction() as tx:
        tx.put(LAN)


def test_a_second_store_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    with closing(TinyStore.open(tmp_path)), pytest.raises(StoreLocked):
        TinyStore.open(tmp_path)
    TinyStore.open(tmp_path).close()


def test_a_holder_who_left_no_note_is_named_by_a_question_mark(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path, datetime(2024, 2, 20, tzinfo=UTC))
    (tmp_path / ".lock.holder").unlink()
    with pytest.raises(StoreLocked, match=r"PID \?"):
        FolderLock(tmp_path)
    lock.release()


def test_a_lock_that_cannot_be_made_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / ".lock").mkdir()
    with pytest.raises(StoreUnwritable):
        FolderLock(tmp_path)
