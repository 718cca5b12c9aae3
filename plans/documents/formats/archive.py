"""A zip archive that is not trusted: the size of every part is known before anything is unpacked."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from plans.problems import Problem

MAX_PARTS = 5_000
#: Pictures unpack to much and are never unpacked here; what is read is text.
MAX_UNPACKED = 300 * 1024 * 1024
MAX_TEXT_PART = 48 * 1024 * 1024
#: Office programs reach 1:60 on the most repetitive tables.
MAX_RATIO, SMALL = 250, 16 * 1024 * 1024

#: What zipfile raises for a part that is damaged, encrypted or packed in a way that it doesn't know.
DAMAGED = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, LookupError)


class Archive:
    """The parts of an archive that has been found fit to be opened."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file
        self.names = frozenset(file.namelist())

    def part(self, name: str) -> bytes | None:
        """A part's content, or None when there is none; one of `DAMAGED` when it cannot be had."""
        if name not in self.names:
            return None
        with self._file.open(name) as part:
            data = part.read(MAX_TEXT_PART + 1)
        if len(data) > MAX_TEXT_PART:
            raise BadZipFile("the part is too long")
        return data


def open_archive(data: bytes) -> Archive | Problem:
    """The archive, or why nothing in it should be unpacked."""
    try:
        file = ZipFile(BytesIO(data))
        parts = file.infolist()
    except DAMAGED:
        return Problem("document.corrupt")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or unpacked > max(SMALL, MAX_RATIO * len(data)):
        return Problem("document.zip_bomb")
    if any(part.flag_bits & 1 for part in parts):
        return Problem("document.encrypted")
    return Archive(file)
