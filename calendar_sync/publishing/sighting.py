"""What a look at a collection has shown: what of ours lies there, what is lost, what somebody did. Pure."""

import re
from collections.abc import Collection as Group
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from calendar_sync.caldav.server import Listing
from calendar_sync.ics import Seen
from calendar_sync.publishing.collections import Item
from calendar_sync.publishing.edits import Deed, Edit, edit_of
from calendar_sync.publishing.ledger import PublishedItem, position_of
from calendar_sync.uids import key_of

_OURS = re.compile(r"(?:dondoc-)?(?P<uid>.+)\.ics")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a sighting needs to know beside the server: whose moves are questions, and which of them are still open."""

    collection: str
    moves: bool
    waiting: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sight:
    """`there` is what of ours lies in the collection, by UID; `lost` what lay there and is gone.

    `edits` are of what was read anew. `taken` are names of ours under which something foreign lies. `vacant`: there is
    nothing at all. What was `vanishing` while we looked may lie under another name by now.
    """

    there: Mapping[str, PublishedItem]
    lost: frozenset[str] = frozenset()
    edits: tuple[Edit, ...] = ()
    taken: frozenset[str] = frozenset()
    vacant: bool = False
    vanishing: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """An item that was read: its version, and what it says (nothing where that makes no sense)."""

    etag: str
    items: tuple[Seen, ...]


@dataclass(slots=True)
class _Finding:
    """A sighting under way; `named` is what we know by its name on the server."""

    named: Mapping[str, PublishedItem]
    there: dict[str, PublishedItem]
    edits: list[Edit] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)


def uid_in(href: str) -> str | None:
    """The UID of ours that an item's name tells; None for a foreign name."""
    found = _OURS.fullmatch(href)
    return found["uid"] if found and key_of(found["uid"]) else None


def other_name(uid: str) -> str:
    """A second name for an item of ours, where something foreign has taken the first."""
    return f"dondoc-{uid}.ics"


def gone(known: Mapping[str, PublishedItem], listing: Listing) -> frozenset[str]:
    """The UIDs of what we published and the server no longer has under its name."""
    return frozenset(
        item.uid
        for item in known.values()
        if item.href in listing.removed or (listing.whole and item.href not in listing.etags)
    )


def to_read(
    known: Mapping[str, PublishedItem], listing: Listing, doubted: Group[str] = (), *, thorough: bool = False
) -> tuple[str, ...]:
    """The items that must be read: of ours, or named like ours, in a version that we don't know; and what is doubted.

    Where something of ours is gone, where we know nothing yet, and to be `thorough`, all that is new is read: a client
    may have given an item of ours another name.
    """
    etags = {item.href: item.etag for item in known.values()}
    moved_away = bool(gone(known, listing)) or (listing.whole and not known) or thorough
    found = [
        href
        for href, etag in listing.etags.items()
        if etags.get(href) != etag and (href in etags or moved_away or uid_in(href) is not None)
    ]
    return tuple(dict.fromkeys([*found, *doubted]))


def sighted(
    known: Mapping[str, PublishedItem],
    listing: Listing,
    read: Mapping[str, Read],
    asked: Group[str],
    wanted: Mapping[str, Item],
    rules: Rules,
) -> Sight:
    """What a listing shows, and what was `read` of all that was `asked` for.

    What reading did not find is gone; what should not be there at all is only taken down.
    """
    unfound = frozenset(asked) - read.keys()
    missing = gone(known, listing) | {item.uid for item in known.values() if item.href in unfound}
    finding = _Finding(
        named={item.href: item for item in known.values()},
        there={uid: item for uid, item in known.items() if uid not in missing},
    )
    for href, found in read.items():
        _take_in(finding, known, href, found, wanted, rules)
    return Sight(
        finding.there,
        lost=frozenset(known.keys() - finding.there.keys()),
        edits=tuple(finding.edits),
        taken=frozenset(finding.taken),
        vacant=listing.whole and not listing.etags,
        vanishing=bool(unfound),
    )


def _take_in(
    finding: _Finding,
    known: Mapping[str, PublishedItem],
    href: str,
    found: Read,
    wanted: Mapping[str, Item],
    rules: Rules,
) -> None:
    """Take one item down that was read."""
    items = found.items
    ours = next((seen for seen in items if key_of(seen.uid)), None)
    before = finding.named.get(href)
    if ours is None and items:
        if before is not None:
            finding.there.pop(before.uid, None)
        finding.taken.add(href)
        return
    uid = ours.uid if ours is not None else before.uid if before is not None else uid_in(href)
    if uid is None or (uid in finding.there and finding.there[uid].href != href):
        return
    published = known.get(uid)
    item = wanted.get(uid)
    edit = Edit(uid, Deed.CHANGED)
    if item is not None and ours is not None:
        edit = edit_of(item, ours, published, moves=rules.moves, waiting=uid in rules.waiting)
    if len(items) > 1:
        # One instance of a series lies beside it: whatever else was done, ours is put again.
        edit = Edit(uid, Deed.CHANGED)
    if item is not None:
        finding.edits.append(edit)
    finding.there[uid] = _as_it_lies(rules.collection, uid, href, found.etag, edit, ours, published, item)


def _as_it_lies(
    collection: str,
    uid: str,
    href: str,
    etag: str,
    edit: Edit,
    seen: Seen | None,
    published: PublishedItem | None,
    item: Item | None,
) -> PublishedItem:
    base = published or PublishedItem(collection, uid, href, sequence=item.stamp.sequence if item else 0)
    base = replace(base, href=href, etag=etag)
    if published is None and item is not None:
        base = replace(base, position=item.position, done=item.done)
    if edit.deed is Deed.SAME and item is not None and seen is not None:
        if seen.sequence >= item.stamp.sequence:
            return as_published(base, item)
        return base
    asked = position_of(seen.start) if edit.deed is Deed.MOVED and seen is not None else base.asked
    return replace(base, fingerprint="", asked=asked)


def as_published(lying: PublishedItem, item: Item) -> PublishedItem:
    """What is known of an item that says what it should."""
    return replace(
        lying,
        fingerprint=item.fingerprint,
        sequence=item.stamp.sequence,
        position=item.position,
        done=item.done,
        asked="",
    )
