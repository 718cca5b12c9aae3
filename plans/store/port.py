"""The `Store` port: typed records that change together, and append-only history streams.

Records are the frozen dataclasses of `plans.model`; each has an `id` that is unique within its type. All methods are
synchronous and are called from one thread (the event loop's); readers get immutable values, so nothing needs copying.
Instants are aware UTC. One process at a time may hold a store.

Allowed errors: `StoreLocked`, `StoreDamaged` and `StoreUnwritable` when opening, `StoreUnwritable` when a transaction
ends, `StoreDamaged` when a history file has gone bad under an open store; nothing else.
"""

from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar


class Record(Protocol):
    """A stored fact: a frozen dataclass of `plans.model`."""

    @property
    def id(self) -> str:
        """Unique within the record's type."""


R = TypeVar("R", bound=Record)
E = TypeVar("E")


class Facts(Protocol):
    """The reading half, all that a decision needs."""

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that type and id."""

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of that type, in the order they were first put (a deleted one begins anew in a later change)."""

    def entries(self, stream: str, kind: type[E], *, after: int = 0, last: int | None = None) -> list[tuple[int, E]]:
        """A stream's entries with their numbers (1, 2, 3 …), those numbered above `after`, at most the `last` ones."""


class Transaction(Facts, Protocol):
    """Reads see the transaction's own writes; nothing outside sees them before they are durable."""

    def put(self, record: Record) -> None:
        """Add the record, or replace the one with its type and id."""

    def delete(self, kind: type[Record], id: str) -> None:
        """Remove the record; nothing happens when there is none."""

    def append(self, stream: str, entry: Any) -> None:
        """Add an entry (a frozen dataclass) to a history stream: ``audit``, ``reminders``, ``chat/<person>``."""

    def drop(self, stream: str) -> None:
        """Remove a history stream with all its entries; what is appended to it later is numbered from 1 again."""


class Store(Facts, Protocol):
    """Where facts are kept."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """All of the block's changes become durable when it ends, or none (exception, power cut).

        Transactions do not nest. A block that changed nothing writes nothing.
        """

    def version(self, *kinds: type[Record]) -> int:
        """A number that grows whenever a record of one of these types changes: cheap to ask, for caches."""

    def close(self) -> None:
        """Let go of the file and its lock."""
