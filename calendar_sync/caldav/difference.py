"""What must change on a server so that it says what it should: the least set of changes, and when to ask first. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from calendar_sync.caldav.collections import Item
from calendar_sync.caldav.ledger import PublishedItem

#: Fewer than so many changes are anybody's daily work; more than one in so many of a collection are not.
FEW, SHARE = 3, 5


@dataclass(frozen=True, slots=True)
class Changes:
    """What to write where nothing of ours is, what to write over what is there, and what to remove."""

    create: tuple[Item, ...] = ()
    replace: tuple[tuple[Item, PublishedItem], ...] = ()
    remove: tuple[PublishedItem, ...] = ()

    def __len__(self) -> int:
        return len(self.create) + len(self.replace) + len(self.remove)


def difference(
    wanted: Mapping[str, Item], published: Mapping[str, PublishedItem], held: Collection[str] = ()
) -> Changes:
    """From what is published to what is wanted, both by UID; what is `held` is left as it lies."""
    return Changes(
        create=tuple(item for uid, item in wanted.items() if uid not in published),
        replace=tuple(
            (item, published[uid])
            for uid, item in wanted.items()
            if uid in published and published[uid].fingerprint != item.fingerprint and uid not in held
        ),
        remove=tuple(item for uid, item in published.items() if uid not in wanted),
    )


def too_much(count: int, of: int) -> bool:
    """Whether so many of so many items at once look like a loss rather than like work: then somebody is asked."""
    return count >= FEW and count * SHARE > of
