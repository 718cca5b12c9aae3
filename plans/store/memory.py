"""A store in memory: for `--demo` commands, and the reference the TinyDB store is held against."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from plans.store.port import E, Facts, R, Record

Table = dict[str, Record]


def _bounded(numbered: list[tuple[int, E]], after: int, last: int | None) -> list[tuple[int, E]]:
    """Those numbered above `after`, at most the `last` ones."""
    found = [(number, entry) for number, entry in numbered if number > after]
    return found if last is None else found[-last:] if last else []


class Changes:
    """A transaction's own writes laid over the facts below; `None` marks a deletion.

    Left uncommitted it is a trial: what the conversation would answer, without anything being written down.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.records: dict[tuple[type[Record], str], Record | None] = {}
        self.appended: list[tuple[str, Any]] = []
        self.dropped: set[str] = set()

    def get(self, kind: type[R], id: str) -> R | None:
        if (kind, id) in self.records:
            return self.records[kind, id]  # type: ignore[return-value]  # keyed by its own type
        return self._facts.get(kind, id)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        changed = {id: record for (changed, id), record in self.records.items() if changed is kind}
        if not changed:
            return self._facts.all(kind)
        merged: dict[str, Any] = {record.id: record for record in self._facts.all(kind)}
        for id, record in changed.items():
            if record is None:
                merged.pop(id, None)
            else:
                merged[id] = record
        return tuple(merged.values())

    def put(self, record: Record) -> None:
        if self.get(type(record), record.id) != record:
            self.records[type(record), record.id] = record

    def delete(self, kind: type[Record], id: str) -> None:
        if self._facts.get(kind, id) is not None:
            self.records[kind, id] = None
        else:
            self.records.pop((kind, id), None)

    def append(self, stream: str, entry: Any) -> None:
        if not stream:
            raise ValueError("a stream needs a name")
        self.appended.append((stream, entry))

    def drop(self, stream: str) -> None:
        self.dropped.add(stream)
        self.appended = [(other, entry) for other, entry in self.appended if other != stream]

    def entries(self, stream: str, kind: type[E], *, after: int = 0, last: int | None = None) -> list[tuple[int, E]]:
        own: list[E] = [entry for other, entry in self.appended if other == stream]
        if stream in self.dropped:
            return _bounded(list(enumerate(own, start=1)), after, last)
        if not own:
            return self._facts.entries(stream, kind, after=after, last=last)
        newest = self._facts.entries(stream, kind, last=1)
        number = newest[-1][0] if newest else 0
        below = self._facts.entries(stream, kind, after=after, last=last)
        return _bounded([*below, *enumerate(own, start=number + 1)], after, last)

    def made(self) -> dict[tuple[type[Record], str], Record | None]:
        """What differs from the facts below; something put and taken back again is no change."""
        return {
            (kind, id): record for (kind, id), record in self.records.items() if self._facts.get(kind, id) != record
        }


class MemoryStore:
    """Keeps everything in dictionaries; nothing survives the process."""

    def __init__(self) -> None:
        self._tables: dict[type[Record], Table] = {}
        self._streams: dict[str, list[Any]] = {}
        self._versions: dict[type[Record], int] = {}
        self._busy = False

    def get(self, kind: type[R], id: str) -> R | None:
        return self._tables.get(kind, {}).get(id)  # type: ignore[return-value]  # tables are keyed by type

    def all(self, kind: type[R]) -> tuple[R, ...]:
        return tuple(self._tables.get(kind, {}).values())  # type: ignore[arg-type]  # tables are keyed by type

    @contextmanager
    def transaction(self) -> Iterator[Changes]:
        if self._busy:
            raise RuntimeError("transactions do not nest")
        self._busy = True
        try:
            changes = Changes(self)
            yield changes
            self._keep(changes)
        finally:
            self._busy = False

    def _keep(self, changes: Changes) -> None:
        for (kind, id), record in changes.made().items():
            table = self._tables.setdefault(kind, {})
            if record is None:
                table.pop(id, None)
            else:
                table[id] = record
            self._versions[kind] = self._versions.get(kind, 0) + 1
        for stream in changes.dropped:
            self._streams.pop(stream, None)
        for stream, entry in changes.appended:
            self._streams.setdefault(stream, []).append(entry)

    def entries(
        self,
        stream: str,
        kind: type[E],  # noqa: ARG002 - the port's signature
        *,
        after: int = 0,
        last: int | None = None,
    ) -> list[tuple[int, E]]:
        return _bounded(list(enumerate(self._streams.get(stream, []), start=1)), after, last)

    def version(self, *kinds: type[Record]) -> int:
        return sum(self._versions.get(kind, 0) for kind in kinds)

    def close(self) -> None:
        pass
