"""A TinyDB storage whose file is whole at every instant.

The file is one JSON object, ``{"schema":1,"generation":12,"checksum":"…","tables":{…}}``; the checksum covers
everything else. A change is written to a draft beside it and flushed; the last good file gets the further name ``.1``;
then the draft takes the file's place. Only after that does the state in memory change.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from plans.problems import StoreDamaged
from plans.store.disk import Disk

#: The layout of the file. Raise it when an older release could no longer read what this one writes.
SCHEMA = 1
FILE_NAME = "dondoc.json"
DRAFT = ".draft"

Document: TypeAlias = dict[str, Any]
Tables: TypeAlias = Mapping[str, Mapping[str, Document]]

_SCHEMA = re.compile(rb'\{"schema":(\d{1,9}),')
_HEAD = re.compile(rb'\{"schema":(\d{1,9}),"generation":(\d{1,18}),"checksum":"([0-9a-f]{64})","tables":')


@dataclass(frozen=True, slots=True)
class Contents:
    """What an intact file holds; `generation` counts its writes."""

    generation: int
    tables: Tables


def _checksum(generation: int, body: bytes) -> bytes:
    checksum = sha256(b"%d/%d/" % (SCHEMA, generation))
    checksum.update(body)
    return checksum.hexdigest().encode()


def sealed(generation: int, body: bytes) -> bytes:
    """The file's bytes around its tables, which come as JSON."""
    head = b'{"schema":%d,"generation":%d,"checksum":"%s","tables":' % (
        SCHEMA,
        generation,
        _checksum(generation, body),
    )
    return head + body + b"}\n"


def opened(path: Path, content: bytes) -> Contents:
    """What the bytes hold; `StoreDamaged` (with a catalogue key as its reason) unless every one of them is intact."""
    head = _HEAD.match(content)
    schema = _SCHEMA.match(content)
    if schema and int(schema[1]) > SCHEMA:
        raise StoreDamaged(path, "store.reason_newer", None)
    if not content:
        raise StoreDamaged(path, "store.reason_empty", None)
    if head is None or int(head[1]) != SCHEMA:
        raise StoreDamaged(path, "store.reason_foreign", None)
    body = content[head.end() : -2]
    if content[-2:] != b"}\n" or _checksum(int(head[2]), body) != head[3]:
        raise StoreDamaged(path, "store.reason_checksum", None)
    return Contents(int(head[2]), msgspec.json.decode(body))


class Records(Table):
    """A TinyDB table whose document ids are our record ids, in the order they were first put."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's own way to choose another type of id

    def change(self, documents: Mapping[str, Document | None]) -> None:
        """Put these documents, each whole, and remove those given as None."""

        def apply(table: dict[Any, Any]) -> None:
            for id, document in documents.items():
                if document is None:
                    table.pop(id, None)
                else:
                    table[id] = document

        self._update_table(apply)


class DurableStorage(Storage):
    """Keeps the state in memory and writes all changes of one block together."""

    def __init__(self, path: Path, disk: Disk, contents: Contents) -> None:
        self._path = path
        self._generation = contents.generation
        self._disk = disk
        self._tables: Tables = contents.tables
        self._draft: Tables | None = None
        self._encoded: dict[str, tuple[object, bytes]] = {}

    def read(self) -> dict[str, dict[str, Any]]:
        """A copy one level deep: TinyDB puts a new table in and leaves the old one alone."""
        return dict(self._tables if self._draft is None else self._draft)  # type: ignore[arg-type]  # read by TinyDB only

    def write(self, data: Any) -> None:
        """Part of the change that `one_write` makes lasting."""
        if self._draft is None:
            raise RuntimeError("tables change only inside one_write()")
        self._draft = data

    @contextmanager
    def one_write(self) -> Iterator[None]:
        """Everything the block changes becomes lasting together when it ends, or nothing of it (`OSError`)."""
        self._draft = self._tables
        try:
            yield
            content = sealed(self._generation + 1, self._body(self._draft))
            replace_file(self._disk, self._path, content)
            self._tables = self._draft
            self._generation += 1
        finally:
            self._draft = None

    def _body(self, tables: Tables) -> bytes:
        """The tables as JSON; a table that is the same object as before is not written out again."""
        encoded = {}
        for name, table in tables.items():
            known = self._encoded.get(name)
            encoded[name] = known if known and known[0] is table else (table, msgspec.json.encode(table))
        self._encoded = encoded
        return b"{" + b",\n".join(msgspec.json.encode(name) + b":" + text for name, (_, text) in encoded.items()) + b"}"


class Database(TinyDB):
    """TinyDB over a durable file."""

    def __init__(self, path: Path, disk: Disk, contents: Contents) -> None:
        self._durable = DurableStorage(path, disk, contents)
        super().__init__(storage=lambda: self._durable)

    def change(self, documents: Mapping[str, Mapping[str, Document | None]]) -> None:
        """Table name → document id → the whole document, or None to remove it; all lasting together (`OSError`)."""
        with self._durable.one_write():
            for name, changed in documents.items():
                Records(self._durable, name, cache_size=0).change(changed)


def previous(path: Path) -> Path:
    """Where the last good file before the present one is kept."""
    return path.with_name(path.name + ".1")


def replace_file(disk: Disk, path: Path, content: bytes) -> None:
    """Give the file new bytes in one step and keep the old ones as ``.1``; `OSError` leaves the old ones in place."""
    draft = path.with_name(path.name + DRAFT)
    older_draft = path.with_name(path.name + ".1" + DRAFT)
    replaced = False
    try:
        disk.save(draft, content)
        # After a put-back both are one file already, and renaming a file to another name of itself does nothing.
        if path.exists() and not (previous(path).exists() and path.samefile(previous(path))):
            disk.link(path, older_draft)
            disk.replace(older_draft, previous(path))
        disk.replace(draft, path)
        replaced = True
        disk.flush_folder(path.parent)
    except OSError:
        sweep_drafts(path.parent)
        if replaced:
            _put_back(disk, path)
        raise


def _put_back(disk: Disk, path: Path) -> None:
    """Undo a replacement that could not be made lasting, so that disk and memory agree."""
    older_draft = path.with_name(path.name + ".1" + DRAFT)
    if previous(path).exists():
        disk.link(previous(path), older_draft)
        disk.replace(older_draft, path)
    else:
        path.unlink()


def sweep_drafts(folder: Path) -> None:
    """Remove what an interrupted write left behind."""
    with suppress(OSError):
        for draft in folder.glob("*" + DRAFT):
            draft.unlink(missing_ok=True)
