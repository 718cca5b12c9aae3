"""Facts whose readers can be told when anything has changed that they were told."""

from plans.store.port import E, R, Record, Store


class Watched:
    """A store's facts, and the types of those that were asked for: what is made of them is as old as they are."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.kinds = set[type[Record]]()

    def get(self, kind: type[R], id: str) -> R | None:
        self.kinds.add(kind)
        return self._store.get(kind, id)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        self.kinds.add(kind)
        return self._store.all(kind)

    def entries(self, stream: str, kind: type[E], *, after: int = 0, last: int | None = None) -> list[tuple[int, E]]:
        """Never: streams have no version, so what is made of them would be kept for ever."""
        raise NotImplementedError(f"{stream} ({kind.__name__}, {after=}, {last=}) has no version")

    def version(self) -> int:
        """Grows when anything changes that was ever asked for."""
        return self._store.version(*self.kinds)
