"""One collection on its way into agreement: what is there, what people did to it, what is written."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from calendar_sync.caldav.server import CalendarServer, Conflict, Failed, Listing, Missing, Rejected
from calendar_sync.ics import join_items, read_items
from calendar_sync.publishing.collections import Collection, Item, Wanted
from calendar_sync.publishing.difference import Changes, difference, question
from calendar_sync.publishing.ledger import Ledger, PublishedItem
from calendar_sync.publishing.outcome import Progress, Row, Tally, What
from calendar_sync.publishing.sighting import Read, Rules, Sight, as_published, gone, other_name, sighted, to_read
from calendar_sync.publishing.taking_in import take_in, told, waiting_in
from plans.store.port import Store

#: How often a collection is looked at again when others write to it at the same time.
LOOKS = 4
#: Bytes of an item beyond which it is understood beside everything else.
LARGE = 16 * 1024


class Agreeing:
    """Carries one collection through a round. `wanted` reads the facts as they are when it is called."""

    def __init__(
        self,
        facts: Store,
        ledger: Ledger,
        server: CalendarServer,
        wanted: Callable[[], Wanted],
        now: datetime,
        tally: Tally,
        progress: Progress,
    ) -> None:
        self._facts = facts
        self._ledger = ledger
        self._server = server
        self._wanted = wanted
        self._now = now
        self._tally = tally
        self._progress = progress

    async def look(self, collection: Collection, state: str | None) -> Listing:
        """What changed since the collection last agreed; all of it where that is not known. None: it is not there."""
        known = self._ledger.state(collection.path)
        if state is None:
            return Listing("", {})
        if state and state == known:
            return Listing(state, {}, whole=False)
        return await self._server.changes(collection.path, known)

    async def see(
        self,
        collection: Collection,
        listing: Listing,
        doubted: frozenset[str] = frozenset(),
        *,
        thorough: bool = False,
    ) -> Sight:
        """What lies there, read where that is needed, judged by the facts as they are when it has been read."""
        known = self._ledger.items(collection.path)
        asked = to_read(known, listing, doubted, thorough=thorough)
        if asked or gone(known, listing) or listing.whole:
            read = await self._read(collection.path, asked) if asked else {}
            rules = Rules(
                self._ledger.key(collection.path), collection.moves, frozenset(waiting_in(self._facts, collection.path))
            )
            return sighted(known, listing, read, asked, self._wanted().items(collection), rules)
        return Sight(known)

    async def _read(self, path: str, asked: tuple[str, ...]) -> dict[str, Read]:
        """Read these items. Understanding one takes a millisecond: others get their turn in between.

        One of a megabyte, which is none of ours as we wrote it, may take seconds: others get theirs meanwhile.
        """
        found = {}
        for href, resource in (await self._server.fetch(path, asked)).items():
            if len(resource.body) > LARGE:
                items = await asyncio.to_thread(read_items, resource.body)
            else:
                items = read_items(resource.body)
                await asyncio.sleep(0)
            found[href] = Read(resource.etag, items)
        return found

    def decide(self, collection: Collection, sight: Sight, wanted: Wanted, *, allowed: bool) -> Changes | None:
        """What is to be written; None when somebody is asked first."""
        path = collection.path
        changes = difference(wanted.items(collection), sight.there, waiting_in(self._facts, path))
        known = self._ledger.items(path)
        asked = None if allowed else question(path, changes, sight.lost, len(known.keys() | sight.there), wanted.keys)
        if asked is None:
            return changes
        self._tally.questions.append(asked)
        return None

    async def agree(self, collection: Collection, state: str | None, *, allowed: bool) -> bool:
        """Write what must be written, and look again until nothing is left to do; whether it came to that.

        Raises what the server raises, but for what concerns one item only.
        """
        path = collection.path
        failed: set[str] = set()
        if state is None:
            await self._create(collection)
        self._ledger.claim(path)
        listing = await self.look(collection, state)
        doubted: frozenset[str] = frozenset()
        for _ in range(LOOKS):
            sight = await self.see(collection, listing, doubted)
            if sight.vanishing:
                listing = await self._server.changes(path, "")
                sight = await self.see(collection, listing, thorough=True)
            # Until something is written, nothing is waited for: what was seen and what is wanted belong together.
            wanted = self._wanted()
            if self.decide(collection, sight, wanted, allowed=allowed) is None:
                return False
            self._take_in(collection, sight, wanted)
            # That may have changed the facts.
            changes = self._still_to_do(collection, sight, failed)
            if not changes:
                break
            filled = await self._fill(collection, changes) if sight.vacant else None
            doubted = frozenset()
            if filled is None:
                doubted = await self._write(collection, changes, sight, failed)
                filled = await self._server.changes(path, listing.state)
            listing = filled
        else:
            # Somebody else writes there as fast as we do.
            self._tally.left_undone(Conflict(path=path))
            return False
        if failed:
            return False
        self._ledger.settle(path, listing.state)
        return True

    async def rehearse(self, collection: Collection, state: str | None, *, allowed: bool) -> None:
        """Tell what `agree` would do, and write nothing."""
        path = collection.path
        if state is None:
            self._tally.rows.append(Row(path, "", collection.name, What.NEW_COLLECTION))
        listing = await self.look(collection, state)
        sight = await self.see(collection, listing) if state is not None else Sight({})
        wanted = self._wanted()
        changes = self.decide(collection, sight, wanted, allowed=allowed)
        if changes is None:
            return
        done = tuple(told(collection, sight.edits, wanted.items(collection)))
        taken = {row.uid for row in done}
        steps = _steps(path, changes, sight)
        self._tally.rows += done
        self._tally.rows += [
            Row(path, step.lying.uid, step.title, step.what) for step in steps if step.lying.uid not in taken
        ]

    def _still_to_do(self, collection: Collection, sight: Sight, failed: set[str]) -> Changes:
        items = self._wanted().items(collection)
        changes = difference(items, sight.there, waiting_in(self._facts, collection.path))
        return changes.without(failed)

    async def _create(self, collection: Collection) -> None:
        path = collection.path
        await self._server.create(path, collection.name, collection.color, collection.component)
        self._ledger.note(path, gone=tuple(self._ledger.items(path)))
        self._ledger.settle(path, "")
        self._tally.rows.append(Row(path, "", collection.name, What.NEW_COLLECTION))

    def _take_in(self, collection: Collection, sight: Sight, wanted: Wanted) -> None:
        """Carry what people did over to the facts, and only then note that it was seen."""
        items = wanted.items(collection)
        self._tally.rows += take_in(self._facts, self._now, collection, sight, items)
        self._ledger.note(collection.path, sight.there.values(), sight.lost)

    async def _fill(self, collection: Collection, changes: Changes) -> Listing | None:
        """Write an empty collection at once, and list it; None where the server cannot.

        Which version of each item is ours nobody says, and somebody may have touched one already: none is known yet,
        so that all are read.
        """
        path, items = collection.path, changes.create
        bodies = []
        for item in items:
            bodies.append(item.body)
            await asyncio.sleep(0)  # of a thousand items that takes a while
        body = join_items(bodies, collection.name, collection.color)
        try:
            if not await self._server.fill(path, body):
                return None
        except Rejected:
            return None
        listing = await self._server.changes(path, "")
        key, names = self._ledger.key(path), {item.uid: f"{item.uid}.ics" for item in items}
        self._ledger.note(
            path,
            [
                as_published(PublishedItem(key, item.uid, names[item.uid]), item)
                for item in items
                if names[item.uid] in listing.etags
            ],
        )
        self._tally.went_well()
        self._tally.rows += [Row(path, item.uid, item.title, What.CREATE) for item in items]
        self._progress(len(items), len(items), path)
        return listing

    async def _write(self, collection: Collection, changes: Changes, sight: Sight, failed: set[str]) -> frozenset[str]:
        """Write item by item; the names of those that are not what we thought. What the server refuses has `failed`."""
        path, doubted = collection.path, set[str]()
        steps = _steps(self._ledger.key(path), changes, sight)
        for number, step in enumerate(steps, start=1):
            try:
                await self._take_step(path, step)
            except Conflict:
                doubted.add(step.lying.href)
            except Failed as error:
                failed.add(step.lying.uid)
                self._tally.left_undone(error)
            else:
                self._tally.went_well()
                self._tally.rows.append(Row(path, step.lying.uid, step.title, step.what))
            self._progress(number, len(steps), path)
        return frozenset(doubted)

    async def _take_step(self, path: str, step: "_Step") -> None:
        lying, item = step.lying, step.item
        if item is not None:
            etag = await self._server.put(path, lying.href, item.body, lying.etag or None)
            self._ledger.note(path, [as_published(replace(lying, etag=etag), item)])
            return
        with suppress(Missing):
            await self._server.delete(path, lying.href, lying.etag)
        self._ledger.note(path, gone=[lying.uid])


@dataclass(frozen=True, slots=True)
class _Step:
    """One item to write (None: to remove) over what is `lying` there, if anything is (its etag is "" otherwise)."""

    what: What
    title: str
    lying: PublishedItem
    item: Item | None = None


def _steps(key: str, changes: Changes, sight: Sight) -> list[_Step]:
    made = []
    for item in changes.create:
        name = f"{item.uid}.ics"
        href = other_name(item.uid) if name in sight.taken else name
        made.append(_Step(What.CREATE, item.title, PublishedItem(key, item.uid, href), item))
    made += [_Step(What.REPLACE, item.title, lying, item) for item, lying in changes.replace]
    # What nobody wants any more has no title either.
    made += [_Step(What.REMOVE, "", lying) for lying in changes.remove]
    return made
