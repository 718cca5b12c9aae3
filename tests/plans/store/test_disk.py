"""The lasting writes themselves."""

import errno
import os
from pathlib import Path

import pytest

from plans.store.disk import Disk


def test_a_saved_file_has_what_was_given_and_nothing_older(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"something longer")
    Disk().save(path, b"short")
    assert path.read_bytes() == b"short"


def test_extending_begins_after_what_counts(tmp_path: Path) -> None:
    path = tmp_path / "file"
    disk = Disk()
    disk.extend(path, 0, b"one\n")
    disk.extend(path, 4, b"a torn li")
    disk.extend(path, 4, b"two\n")
    assert path.read_bytes() == b"one\ntwo\n"


def test_a_linked_file_is_one_file_of_two_names(tmp_path: Path) -> None:
    Disk().save(tmp_path / "one", b"1")
    Disk().link(tmp_path / "one", tmp_path / "two")
    assert (tmp_path / "one").samefile(tmp_path / "two")
    with pytest.raises(FileExistsError):
        Disk().link(tmp_path / "one", tmp_path / "two")


def test_a_file_system_without_links_gets_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no links on this file system (FAT)")

    monkeypatch.setattr(os, "link", refused)
    Disk().save(tmp_path / "one", b"1")
    Disk().link(tmp_path / "one", tmp_path / "two")
    assert (tmp_path / "two").read_bytes() == b"1"
