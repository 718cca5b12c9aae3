"""Both places for attached files keep the contract; the folder also survives crashes and full disks."""

import errno
import stat
from pathlib import Path

import pytest

from plans.problems import StoreUnwritable
from plans.store.disk import Disk
from plans.store.files import FolderFiles, MemoryFiles
from tests.contracts.files_contract import PAPER, PICTURE, FilesContract


class TestMemoryFiles(FilesContract):
    """The contract, in memory."""

    @pytest.fixture
    def files(self) -> MemoryFiles:
        return MemoryFiles()


class TestFolderFiles(FilesContract):
    """The contract, in a folder."""

    @pytest.fixture
    def files(self, tmp_path: Path) -> FolderFiles:
        return FolderFiles(tmp_path / "files")


class FailingDisk(Disk):
    """Refuses one of its calls."""

    def __init__(self, call: str) -> None:
        self.call = call

    def write(self, descriptor: int, content: bytes) -> None:
        self._refuse("write")
        super().write(descriptor, content)

    def flush(self, descriptor: int) -> None:
        self._refuse("flush")
        super().flush(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        self._refuse("replace")
        super().replace(source, target)

    def _refuse(self, call: str) -> None:
        if call == self.call:
            raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("call", ["write", "flush", "replace"])
def test_a_full_disk_keeps_nothing_and_leaves_nothing(tmp_path: Path, call: str) -> None:
    files = FolderFiles(tmp_path / "files", FailingDisk(call))
    with pytest.raises(StoreUnwritable):
        files.put(PAPER)
    assert list((tmp_path / "files").iterdir()) == []


def test_a_content_that_is_no_longer_what_it_was_is_none_until_it_is_put_again(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    digest = files.put(PAPER)
    (tmp_path / digest).write_bytes(PAPER[:-1])
    assert files.get(digest) is None
    files.put(PAPER)
    assert files.get(digest) == PAPER


def test_contents_outlive_the_process_and_are_their_owners_alone(tmp_path: Path) -> None:
    digest = FolderFiles(tmp_path / "files").put(PICTURE)
    assert FolderFiles(tmp_path / "files").get(digest) == PICTURE
    assert stat.S_IMODE((tmp_path / "files" / digest).stat().st_mode) == 0o600


def test_a_draft_that_a_crash_left_is_swept_and_strange_files_are_left_alone(tmp_path: Path) -> None:
    draft, strange = tmp_path / f"{'a' * 64}.1.draft", tmp_path / "notes.txt"
    draft.write_bytes(b"half")
    strange.write_bytes(b"mine")
    assert FolderFiles(tmp_path).sweep(set()) == 1
    assert not draft.exists()
    assert strange.exists()
