"""What was published where: per item, noted after each success; a store of its own, so that the facts do not grow.

Losing it is harmless: what of ours is found on a server is taken on by its UID and compared by what it says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from plans.store.port import Record, Store


@dataclass(frozen=True, slots=True)
class PublishedCollection:
    """A collection of ours at a `place` (a server), and its `state` when it last agreed ("": not known to agree)."""

    place: str
    path: str
    state: str = ""

    @property
    def id(self) -> str:
        """Place and path; neither has a space."""
        return f"{self.place} {self.path}"


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """An item of ours as it lies on the server.

    `fingerprint` is that of what it says ("" while it says something else), `sequence`, `position` and `done` are
    those we last wrote, or found to be the same. `asked` is the position about which somebody was asked since.
    """

    collection: str
    uid: str
    href: str
    etag: str = ""
    fingerprint: str = ""
    sequence: int = 0
    position: str = ""
    done: bool = False
    asked: str = ""

    @property
    def id(self) -> str:
        """Collection and UID."""
        return f"{self.collection} {self.uid}"


@dataclass(frozen=True, slots=True)
class SearchedPlace:
    """A place where everything was looked for that may be ours and stands in no ledger."""

    id: str


#: What the ledger's store is opened with.
LEDGER_KINDS: tuple[type[Record], ...] = (PublishedCollection, PublishedItem, SearchedPlace)


def position_of(start: date | None) -> str:
    """Where an event stands: the day, or the local minute of one that has an hour; "" for none."""
    if isinstance(start, datetime):
        return start.isoformat(timespec="minutes")[:16]
    return start.isoformat() if start else ""


class Ledger:
    """The records of one place; the only one that writes to its store."""

    def __init__(self, store: Store, place: str) -> None:
        self._store = store
        self._place = place
        self._items: dict[str, dict[str, PublishedItem]] = {}
        for item in store.all(PublishedItem):
            self._items.setdefault(item.collection, {})[item.uid] = item

    def paths(self) -> tuple[str, ...]:
        """The collections that we have made or found to be ours."""
        return tuple(each.path for each in self._store.all(PublishedCollection) if each.place == self._place)

    def is_searched(self) -> bool:
        """Whether what is ours at the place is known: not for a new ledger, which may follow a lost one."""
        return self._store.get(SearchedPlace, self._place) is not None

    def note_search(self) -> None:
        """Everything that may be ours has been looked for."""
        with self._store.transaction() as tx:
            tx.put(SearchedPlace(self._place))

    def state(self, path: str) -> str:
        """The state in which a collection last agreed with what was wanted; "" when that is not known."""
        found = self._store.get(PublishedCollection, self.key(path))
        return found.state if found else ""

    def items(self, path: str) -> Mapping[str, PublishedItem]:
        """What of ours lies in a collection, by UID."""
        return self._items.get(self.key(path), {})

    def key(self, path: str) -> str:
        """What items name their collection by."""
        return PublishedCollection(self._place, path).id

    def claim(self, path: str) -> None:
        """A collection is ours, whatever may be in it."""
        if self._store.get(PublishedCollection, self.key(path)) is None:
            self.settle(path, "")

    def settle(self, path: str, state: str) -> None:
        """A collection is ours, and agrees in this state."""
        with self._store.transaction() as tx:
            tx.put(PublishedCollection(self._place, path, state))

    def note(self, path: str, found: Iterable[PublishedItem] = (), gone: Iterable[str] = ()) -> None:
        """These items lie there now, those of these UIDs no longer do. That it agrees is not known until it is settled.

        A state from before must not count again, should a backup bring it back.
        """
        key = self.key(path)
        kept = self._items.setdefault(key, {})
        changed = [item for item in found if kept.get(item.uid) != item]
        lost = [uid for uid in gone if uid in kept]
        if not changed and not lost:
            return
        with self._store.transaction() as tx:
            tx.put(PublishedCollection(self._place, path))
            for uid in lost:
                tx.delete(PublishedItem, kept[uid].id)
            for item in changed:
                tx.put(item)
        for uid in lost:
            del kept[uid]
        kept.update({item.uid: item for item in changed})

    def drop(self, path: str) -> None:
        """A collection is gone, or no longer ours, with all that we had in it."""
        self.note(path, gone=tuple(self.items(path)))
        with self._store.transaction() as tx:
            tx.delete(PublishedCollection, self.key(path))
