"""The `Files` port: contents of files that people attached, each kept under its SHA-256.

A content is durable when `put` returns; the record that names it is written afterwards, so that a crash leaves at most
a content that nobody names, which `sweep` removes. Allowed errors: `StoreUnwritable` from `put`.
"""

from collections.abc import Set
from hashlib import sha256
from typing import Protocol


class Files(Protocol):
    """Where attached files are kept."""

    def put(self, content: bytes) -> str:
        """Keep a content; its SHA-256 in hexadecimal."""

    def get(self, digest: str) -> bytes | None:
        """The content; None when there is none, or when it is no longer what it was."""

    def sweep(self, kept: Set[str]) -> int:
        """Remove every content but these; how many went."""


class MemoryFiles:
    """Files of the demo on the command line, and of tests."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        digest = sha256(content).hexdigest()
        self._contents[digest] = content
        return digest

    def get(self, digest: str) -> bytes | None:
        return self._contents.get(digest)

    def sweep(self, kept: Set[str]) -> int:
        gone = self._contents.keys() - kept
        for digest in gone:
            del self._contents[digest]
        return len(gone)
