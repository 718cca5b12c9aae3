"""What must change on a server so that it says what it should, and when somebody is asked before. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from calendar_sync.publishing.collections import Item
from calendar_sync.publishing.ledger import PublishedItem
from calendar_sync.uids import key_of

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

    def without(self, uids: Collection[str]) -> "Changes":
        """The same but for these items."""
        return Changes(
            tuple(item for item in self.create if item.uid not in uids),
            tuple(pair for pair in self.replace if pair[0].uid not in uids),
            tuple(item for item in self.remove if item.uid not in uids),
        )


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


@dataclass(frozen=True, slots=True)
class Question:
    """Where publishing waits for the office: `removed` and `lost` of `of` items would be removed and put back."""

    collection: str
    removed: int
    lost: int
    of: int


def question(
    collection: str, changes: Changes, lost: Collection[str], published: int, known: Collection[str]
) -> Question | None:
    """Whether somebody is asked before these changes; of the `published` items the server has `lost` some.

    What merely does not concern a person any more goes unasked: only what no plan knows (its key not in `known`) and
    what must be put back count.
    """
    removed = sum(key_of(item.uid) not in known for item in changes.remove)
    back = sum(item.uid in lost for item in changes.create)
    if too_much(removed, published) or too_much(back, published):
        return Question(collection, removed, back, published)
    return None
