"""The lasting store: facts in one TinyDB file that is whole at every instant, history in append-only files beside it.

A data folder holds ``dondoc.json`` (the facts), ``dondoc.json.1`` (as they were one change ago), ``history/`` (one file
a stream), ``backups/`` (a copy of the facts a day) and ``.lock``. Records are kept typed in memory, so reading is a
dictionary lookup; a change is on the disk before its transaction ends.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

import msgspec

from plans.problems import StoreDamaged, StoreUnwritable
from plans.store.codec import by_name, decode_tables, to_plain
from plans.store.disk import Disk
from plans.store.durable_file import (
    DRAFT,
    FILE_NAME,
    Contents,
    Database,
    Document,
    sweep_drafts,
)
from plans.store.history import FOLDER_NAME, LOST, Extent, History
from plans.store.lock import FolderLock
from plans.store.memory import Changes
from plans.store.port import E, R, Record
from plans.store.recovery import BACKUPS, EXTENTS, check_history, extents_of, load, recover_folder

#: The table of the newest history entries, those not yet in their streams' files.
TAIL = "history_tail"
#: A stream's entries move to its file once so many wait, or so many bytes of them (pictures in a talk are large).
MOST_ENTRIES = 64
MOST_BYTES = 32_768
#: The longest stream's move once all streams' together are so many.
MOST_OF_ALL = 256
DAILY_COPIES = 7
_NOTHING = Contents(0, {})


class Snapshot:
    """Facts and history as they are in a data folder at one instant, to read."""

    def __init__(self, folder: Path, contents: Contents, names: Mapping[str, type[Record]], disk: Disk) -> None:
        self.folder = folder
        self._tables = decode_tables(folder / FILE_NAME, contents.tables, names)
        self._history = History(folder / FOLDER_NAME, disk)
        self._extents = extents_of(contents)
        self._tail: dict[str, list[bytes]] = {}
        for waiting in contents.tables.get(TAIL, {}).values():
            self._tail.setdefault(waiting["stream"], []).append(msgspec.json.encode(waiting["entry"]))

    def get(self, kind: type[R], id: str) -> R | None:
        return self._table(kind).get(id)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        return tuple(self._table(kind).values())

    def entries(self, stream: str, kind: type[E], *, after: int = 0, last: int | None = None) -> list[tuple[int, E]]:
        extent, tail = self._extents.get(stream, Extent()), self._tail.get(stream, [])
        total = extent.entries + len(tail)
        wanted = max(total - after, 0)
        if last is not None:
            wanted = min(wanted, last)
        waiting = tail[-wanted:] if wanted else []
        try:
            lines = self._history.read(stream, extent, wanted - len(waiting)) + waiting
            numbered = enumerate(lines, start=total - len(lines) + 1)
            return [(number, msgspec.json.decode(line, type=kind)) for number, line in numbered if line != LOST]
        except (OSError, msgspec.DecodeError) as error:
            raise StoreDamaged(self._history.path(stream), "store.reason_history", self.folder / FILE_NAME) from error

    def _table(self, kind: type[R]) -> dict[str, R]:
        if kind not in self._tables:
            raise TypeError(f"{kind.__name__} is not stored here: name it in kinds when opening")
        return self._tables[kind]  # type: ignore[return-value]  # tables are keyed by type


def read_snapshot(folder: Path, kinds: Iterable[type[Record]] = ()) -> Snapshot:
    """What is stored now, also while another process is changing it; empty where nothing was ever stored."""
    return Snapshot(folder, load(folder) or _NOTHING, by_name(kinds), Disk())


class TinyStore(Snapshot):
    """Implements `plans.store.port.Store`."""

    def __init__(
        self, folder: Path, contents: Contents, names: Mapping[str, type[Record]], disk: Disk, lock: FolderLock
    ) -> None:
        super().__init__(folder, contents, names, disk)
        self._database = Database(folder / FILE_NAME, disk, contents)
        self._disk = disk
        self._lock = lock
        self._versions: dict[type[Record], int] = {}
        self._busy = False
        self._closed = False

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        kinds: Iterable[type[Record]] = (),
        recover: bool = False,
        now: datetime | None = None,
        disk: Disk | None = None,
    ) -> "TinyStore":
        """Take the folder's store, a new one where there is none; see the port for the errors.

        `kinds` are the record types beyond those of `plans.model`. With `recover`, what is damaged is put aside and the
        newest intact copy is gone on from. `now` is told to a second process that asks who has the store.
        """
        disk = disk or Disk()
        names = by_name(kinds)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(folder, error) from error
        lock = FolderLock(folder, now)
        try:
            sweep_drafts(folder)
            if recover:
                recover_folder(folder, disk)
            contents = load(folder)
            check_history(folder, contents or _NOTHING)
            store = cls(folder, contents or _NOTHING, names, disk, lock)
            if contents is None:
                store._database.change({})
            store._history.sweep(store._extents)
        except OSError as error:
            lock.release()
            raise _unwritable(folder, error) from error
        except BaseException:
            lock.release()
            raise
        return store

    @contextmanager
    def transaction(self) -> Iterator[Changes]:
        if self._busy or self._closed:
            raise RuntimeError("transactions do not nest" if self._busy else "the store is closed")
        self._busy = True
        try:
            changes = Changes(self)
            yield changes
            self._keep(changes)
        finally:
            self._busy = False

    def version(self, *kinds: type[Record]) -> int:
        return sum(self._versions.get(kind, 0) for kind in kinds)

    def keep_daily_copy(self, today: date) -> None:
        """Keep a copy of the facts as they are, once a day, the newest seven; a bad edit can be undone from it."""
        folder = self.folder / BACKUPS
        copy = folder / f"dondoc-{today:%Y-%m-%d}.json"
        if copy.exists():
            return
        draft = copy.with_name(copy.name + DRAFT)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            self._disk.save(draft, (self.folder / FILE_NAME).read_bytes())
            self._disk.replace(draft, copy)
            self._disk.flush_folder(folder)
            for old in sorted(folder.glob("dondoc-*.json"))[:-DAILY_COPIES]:
                old.unlink()
        except OSError as error:
            raise _unwritable(folder, error) from error

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._lock.release()

    def _keep(self, changes: Changes) -> None:
        """Make the changes lasting, then visible. Nothing is touched before everything could be written as JSON."""
        records = changes.made()
        if not records and not changes.appended and not changes.dropped:
            return
        documents: dict[str, dict[str, Document | None]] = {}
        for (kind, id), record in records.items():
            self._table(kind)
            documents.setdefault(kind.__name__, {})[id] = None if record is None else to_plain(record)
        tail = {stream: list(waiting) for stream, waiting in self._tail.items()}
        extents = dict(self._extents)
        written: dict[str, Document | None] = {}
        ended: dict[str, Document | None] = {}
        for stream in changes.dropped:
            counted = extents.pop(stream, Extent()).entries
            for number in range(counted + 1, counted + len(tail.pop(stream, [])) + 1):
                written[f"{stream}/{number}"] = None
            ended[stream] = None
        try:
            moved = self._move_a_batch(tail, extents, written)
            for stream, entry in changes.appended:
                waiting = tail.setdefault(stream, [])
                waiting.append(msgspec.json.encode(entry))
                number = extents.get(stream, Extent()).entries + len(waiting)
                written[f"{stream}/{number}"] = {"stream": stream, "entry": msgspec.Raw(waiting[-1])}
            if written:
                documents[TAIL] = written
            if moved or ended:
                documents[EXTENTS] = ended | ({moved: to_plain(extents[moved])} if moved else {})
            self._database.change(documents)
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        self._tail, self._extents = tail, extents
        for stream in changes.dropped:
            with suppress(OSError):  # it does not count any more; the next start sweeps it
                self._history.remove(stream)
        for (kind, id), record in records.items():
            if record is None:
                self._tables[kind].pop(id, None)
            else:
                self._tables[kind][id] = record
            self._versions[kind] = self._versions.get(kind, 0) + 1

    def _move_a_batch(
        self, tail: dict[str, list[bytes]], extents: dict[str, Extent], written: dict[str, Document | None]
    ) -> str | None:
        """Move one stream's waiting entries to its file when it is time to; the stream, if one moved."""
        longest = max(tail, key=lambda stream: len(tail[stream]), default=None)
        largest = max(tail, key=lambda stream: sum(map(len, tail[stream])), default=None)
        if longest is None or largest is None:
            return None
        if sum(map(len, tail[largest])) >= MOST_BYTES:
            moving = largest
        elif len(tail[longest]) >= MOST_ENTRIES or sum(map(len, tail.values())) >= MOST_OF_ALL:
            moving = longest
        else:
            return None
        before = extents.get(moving, Extent())
        extents[moving] = self._history.append(moving, before, tail.pop(moving))
        for number in range(before.entries + 1, extents[moving].entries + 1):
            written[f"{moving}/{number}"] = None
        return moving


def _unwritable(path: Path, error: OSError) -> StoreUnwritable:
    return StoreUnwritable(f"{path}: {error.strerror or error}")
