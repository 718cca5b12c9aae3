"""What somebody did to an item of ours on a calendar server. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from calendar_sync.ics import TODO, Seen
from calendar_sync.publishing.collections import Item
from calendar_sync.publishing.ledger import PublishedItem, position_of
from calendar_sync.uids import is_part


class Deed(StrEnum):
    """What was done to an item: the first needs nothing, the next three are for the plan, the others are undone."""

    SAME = "same"
    MOVED = "moved"
    COMPLETED = "completed"
    REOPENED = "reopened"
    CHANGED = "changed"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to an item of ours; one that was moved now lies on `day`, from `hour` unless it lasts all day."""

    uid: str
    deed: Deed
    day: date | None = None
    hour: time | None = None


def edit_of(item: Item, seen: Seen, published: PublishedItem | None, *, moves: bool, waiting: bool) -> Edit:
    """What was done to an item that should be `item` and is `seen`.

    `published` is what we know of it, `moves` says whether dragging it is a question in this collection, `waiting`
    that the office has not answered that question yet.
    """
    meant = item.meant
    if seen.same_as(meant):
        return Edit(item.uid, Deed.SAME)
    if seen.sequence < (published.sequence if published else meant.sequence):
        # An old copy that a backup brought back.
        return Edit(item.uid, Deed.STALE)
    if published is None and _is_older(seen, meant):
        return Edit(item.uid, Deed.STALE)
    if seen.component != meant.component or seen.recurring:
        return Edit(item.uid, Deed.CHANGED)
    if seen.component == TODO:
        return Edit(item.uid, _ticked(item, seen, meant, published))
    # A unit's part stands on the office's own day, which is set in the chat: dragging it asks nobody anything.
    if moves and not is_part(item.uid) and _is_moved(item, seen, published, waiting):
        return _moved(item.uid, seen)
    return Edit(item.uid, Deed.CHANGED)


def _is_moved(item: Item, seen: Seen, published: PublishedItem | None, waiting: bool) -> bool:
    """Whether it was dragged away from where the plan has it, and nobody has answered that yet."""
    position = position_of(seen.start)
    stood = published.position if published else item.position
    answered = published is not None and published.asked == position and not waiting
    overtaken = stood != item.position
    return position not in ("", item.position) and not answered and not overtaken


def _moved(uid: str, seen: Seen) -> Edit:
    if isinstance(seen.start, datetime):
        return Edit(uid, Deed.MOVED, seen.start.date(), seen.start.time().replace(second=0, microsecond=0))
    return Edit(uid, Deed.MOVED, seen.start)


def _ticked(item: Item, seen: Seen, meant: Seen, published: PublishedItem | None) -> Deed:
    """Whether a task was ticked off, or the tick taken back.

    A tick that is older than what the plan has said since counts no more: it may have been taken in already. To call a
    task off is neither.
    """
    if seen.status == "CANCELLED":
        return Deed.CHANGED
    was = published.done if published else item.done
    overtaken = published is not None and item.stamp.sequence > published.sequence and _is_older(seen, meant)
    if seen.completed == was or seen.completed == item.done or overtaken:
        return Deed.CHANGED
    return Deed.COMPLETED if seen.completed else Deed.REOPENED


def _is_older(seen: Seen, meant: Seen) -> bool:
    """Whether it was last touched before the plan last changed what it says."""
    return seen.last_modified is None or meant.last_modified is None or seen.last_modified < meant.last_modified
