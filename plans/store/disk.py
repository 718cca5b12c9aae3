"""The system calls that make a change lasting, kept together so that a test's disk can fail at any one of them."""

import os
from pathlib import Path

#: On POSIX a rename is lasting once its folder is flushed; Windows flushes no folders.
FLUSHES_FOLDERS = os.name == "posix"
_BINARY = getattr(os, "O_BINARY", 0)


class Disk:
    """Files that only their owner may read (0600), written so that they outlive a power cut."""

    def open(self, path: Path, *, fresh: bool) -> int:
        """A descriptor to write to; `fresh` empties the file."""
        flags = os.O_RDWR | os.O_CREAT | _BINARY | (os.O_TRUNC if fresh else 0)
        return os.open(path, flags, 0o600)

    def cut(self, descriptor: int, length: int) -> None:
        """Drop everything after `length` bytes and go there."""
        os.ftruncate(descriptor, length)
        os.lseek(descriptor, length, os.SEEK_SET)

    def write(self, descriptor: int, content: bytes) -> None:
        """All of `content`, however many calls it takes."""
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]

    def flush(self, descriptor: int) -> None:
        """Wait until the disk has it."""
        os.fsync(descriptor)

    def link(self, source: Path, target: Path) -> None:
        """A second name for the same file; a copy where the file system knows no links."""
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError:
            self.save(target, source.read_bytes())

    def replace(self, source: Path, target: Path) -> None:
        """Rename in one step; `target` is at no instant absent."""
        source.replace(target)

    def flush_folder(self, folder: Path) -> None:
        """Make the names in the folder lasting."""
        if not FLUSHES_FOLDERS:
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def save(self, path: Path, content: bytes) -> None:
        """Write a whole file and wait until the disk has it (its name not yet)."""
        self.extend(path, None, content)

    def extend(self, path: Path, length: int | None, content: bytes) -> None:
        """Write `content` after the first `length` bytes (None: into a fresh file) and wait until the disk has it."""
        descriptor = self.open(path, fresh=length is None)
        try:
            if length is not None:
                self.cut(descriptor, length)
            self.write(descriptor, content)
            self.flush(descriptor)
        finally:
            os.close(descriptor)
