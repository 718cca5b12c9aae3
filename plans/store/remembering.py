"""A transaction for a verb that is done thousands of times in one: it asks for each type's records once.

Every `all` of a transaction puts the records and its own changes together anew; here that is done again only after a
change of that type.
"""

from typing import Any, cast

from plans.store.port import E, R, Record, Transaction


class Remembering:
    """The same transaction; what is written through it is seen at once, as by every other reader of it."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._known: dict[type[Record], tuple[Record, ...]] = {}

    def get(self, kind: type[R], id: str) -> R | None:
        return self._tx.get(kind, id)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        if kind not in self._known:
            self._known[kind] = self._tx.all(kind)
        return cast("tuple[R, ...]", self._known[kind])

    def entries(self, stream: str, kind: type[E], *, after: int = 0, last: int | None = None) -> list[tuple[int, E]]:
        return self._tx.entries(stream, kind, after=after, last=last)

    def put(self, record: Record) -> None:
        self._known.pop(type(record), None)
        self._tx.put(record)

    def delete(self, kind: type[Record], id: str) -> None:
        self._known.pop(kind, None)
        self._tx.delete(kind, id)

    def append(self, stream: str, entry: Any) -> None:
        self._tx.append(stream, entry)

    def drop(self, stream: str) -> None:
        self._tx.drop(stream)
