"""The `Files` port: contents of files that people attached, each kept under its SHA-256.

A content is durable when `put` returns; the record that names it is written afterwards, so that a crash leaves at most
a content that nobody names. `sweep` removes such contents, but none that was put since the last sweep: its record may
still be on the way. Allowed errors: `StoreUnwritable` from `put`.
"""

import re
from collections.abc import Iterator, Set
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Protocol

from plans.problems import StoreUnwritable
from plans.store.disk import Disk

#: The folder of attached files inside the data folder.
FILES = "files"
DIGEST = re.compile(r"[0-9a-f]{64}")


class Files(Protocol):
    """Where attached files are kept."""

    def put(self, content: bytes) -> str:
        """Keep a content; its SHA-256 in hexadecimal."""

    def get(self, digest: str) -> bytes | None:
        """The content; None when there is none, or when it is no longer what it was."""

    def sweep(self, kept: Set[str]) -> int:
        """Remove every content but these and those put since the last sweep; how many went."""


class MemoryFiles:
    """Files of the demo on the command line, and of tests."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}
        self._fresh: set[str] = set()

    def put(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        self._contents[digest] = content
        self._fresh.add(digest)
        return digest

    def get(self, digest: str) -> bytes | None:
        return self._contents.get(digest)

    def sweep(self, kept: Set[str]) -> int:
        gone = self._contents.keys() - kept - self._fresh
        for digest in gone:
            del self._contents[digest]
        self._fresh.clear()
        return len(gone)


class FolderFiles:
    """Files in a folder of their own, named by their digests and by nothing that a person wrote.

    `put` may be called from any thread, the other methods from the event loop's.
    """

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self._folder = folder
        self._disk = disk or Disk()
        self._fresh: set[str] = set()
        self._drafts = count(1)
        self._lock = Lock()

    def put(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        with self._lock:
            self._fresh.add(digest)
            if self.get(digest) is None:
                self._keep(digest, content)
        return digest

    def _keep(self, digest: str, content: bytes) -> None:
        path = self._folder / digest
        draft = self._folder / f"{digest}.{next(self._drafts)}.draft"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._disk.save(draft, content)
            self._disk.replace(draft, path)
            self._disk.flush_folder(self._folder)
        except OSError as error:
            with suppress(OSError):
                draft.unlink()
            raise StoreUnwritable(f"{path}: {error.strerror or error}") from error

    def get(self, digest: str) -> bytes | None:
        if not DIGEST.fullmatch(digest):
            return None
        try:
            content = (self._folder / digest).read_bytes()
        except OSError:
            return None
        return content if sha256(content).hexdigest() == digest else None

    def sweep(self, kept: Set[str]) -> int:
        gone = 0
        with self._lock:
            spared = kept | self._fresh
            self._fresh.clear()
            for path in stored_in(self._folder):
                if path.name.partition(".")[0] not in spared:
                    with suppress(OSError):  # the next sweep tries again
                        path.unlink()
                        gone += 1
        return gone


def stored_in(folder: Path) -> Iterator[Path]:
    """What a folder of files holds: contents, and drafts that a crash left."""
    with suppress(FileNotFoundError):
        yield from (path for path in sorted(folder.iterdir()) if DIGEST.fullmatch(path.name.partition(".")[0]))
