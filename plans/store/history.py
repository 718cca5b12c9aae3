"""Append-only history: each stream in a file of its own, one JSON line an entry, so that it never slows a change.

How much of a file counts is part of the store's main file (`Extent`): whatever stands after that is a torn or repeated
line of an interrupted write and gets overwritten by the next. The newest entries wait in the main file until a batch of
them moves here, so an entry is lasting together with the facts it tells of.
"""

import string
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from errno import EIO
from hashlib import blake2s
from pathlib import Path

import msgspec

from plans.store.disk import Disk

FOLDER_NAME = "history"
#: Left as they are in file names. Capitals are not: Windows and macOS would take "Lan" and "lan" for one file.
_PLAIN = frozenset(string.ascii_lowercase + string.digits + "-_")
_LONGEST_NAME = 150
_BLOCK = 1 << 16
#: Stands where an entry was lost and the file was mended.
LOST = b"null"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a stream's file counts: its entries, their bytes, and the CRC-32 of these."""

    entries: int = 0
    bytes: int = 0
    crc: int = 0


def file_name(stream: str) -> str:
    """A name of plain ASCII for any stream: ``chat/lan`` is kept in ``chat.lan.jsonl``."""
    name = "".join(
        character
        if character in _PLAIN
        else "."
        if character == "/"
        else "".join(f"%{byte:02X}" for byte in character.encode())
        for character in stream
    )
    if len(name) > _LONGEST_NAME:
        name = f"{name[:100]}~{blake2s(stream.encode(), digest_size=10).hexdigest()}"
    return f"{name}.jsonl"


class History:
    """The files of all streams under one folder."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self.folder = folder
        self._disk = disk

    def path(self, stream: str) -> Path:
        """Where a stream is kept."""
        return self.folder / file_name(stream)

    def append(self, stream: str, extent: Extent, entries: Sequence[bytes]) -> Extent:
        """Write entries (as JSON) after what counts; they count once the new extent is in the main file."""
        lines = b"".join(entry + b"\n" for entry in entries)
        if not self.folder.exists():
            self.folder.mkdir(mode=0o700)
            self._disk.flush_folder(self.folder.parent)
        path = self.path(stream)
        fresh = not path.exists()
        if (0 if fresh else path.stat().st_size) < extent.bytes:
            raise OSError(EIO, f"{path.name} is shorter than what was written to it")
        self._disk.extend(path, extent.bytes, lines)
        if fresh:
            self._disk.flush_folder(self.folder)
        return Extent(extent.entries + len(entries), extent.bytes + len(lines), zlib.crc32(lines, extent.crc))

    def read(self, stream: str, extent: Extent, wanted: int) -> list[bytes]:
        """The last `wanted` lines; reads no more of the file than it needs."""
        if not wanted or not extent.bytes:
            return []
        with self.path(stream).open("rb") as file:
            start = 0 if wanted >= extent.entries else extent.bytes
            tail = b""
            while start and tail.count(b"\n") <= wanted:
                size = min(max(_BLOCK, len(tail)), start)
                start -= size
                file.seek(start)
                tail = file.read(size) + tail
            if wanted >= extent.entries:
                tail = file.read(extent.bytes)
        return tail.splitlines()[-wanted:]

    def remove(self, stream: str) -> None:
        """Take a stream's file away, once nothing of it counts any more."""
        path = self.path(stream)
        if path.exists():
            path.unlink()
            self._disk.flush_folder(self.folder)

    def sweep(self, streams: Iterable[str]) -> None:
        """Take away the files of all but these streams: what a crash has left of one that was removed."""
        known = {file_name(stream) for stream in streams}
        for path in [path for path in self.folder.glob("*.jsonl") if path.name not in known]:
            path.unlink()

    def counted(self, stream: str, extent: Extent) -> bytes | None:
        """The bytes that count, or None when the file is not what the main file says it is."""
        try:
            with self.path(stream).open("rb") as file:
                content = file.read(extent.bytes)
        except FileNotFoundError:
            content = b""
        return content if len(content) == extent.bytes and zlib.crc32(content) == extent.crc else None

    def mended(self, stream: str, extent: Extent) -> tuple[bytes, Extent]:
        """What can still be read of a damaged file, with ``null`` where an entry is lost, so that numbers last."""
        path = self.path(stream)
        found = path.read_bytes().splitlines()[: extent.entries] if path.exists() else []
        lines = [line if _is_entry(line) else LOST for line in found]
        lines += [LOST] * (extent.entries - len(lines))
        content = b"".join(line + b"\n" for line in lines)
        return content, Extent(extent.entries, len(content), zlib.crc32(content))


def _is_entry(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except msgspec.DecodeError:
        return False
