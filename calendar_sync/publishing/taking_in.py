"""Carrying over to the facts what people did in a calendar."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from calendar_sync.events import Event
from calendar_sync.publishing.collections import Collection, Item
from calendar_sync.publishing.edits import Deed, Edit
from calendar_sync.publishing.outcome import Row, What
from calendar_sync.publishing.sighting import Sight
from calendar_sync.stamps import stamp_events
from calendar_sync.uids import key_of
from plans.actions import mark_done, reopen
from plans.agenda import Entry, entry_by_key
from plans.calendars.moving import propose_move, standing, withdraw_move
from plans.duties.confirming import WAITS
from plans.model.duties import DoneReport
from plans.model.people import Person
from plans.model.publishing import CalendarMove
from plans.noticing import notify
from plans.problems import Problem
from plans.store.port import Facts, Store, Transaction

_WHAT = {Deed.MOVED: What.MOVED, Deed.COMPLETED: What.COMPLETED, Deed.REOPENED: What.REOPENED}


def waiting_in(facts: Facts, path: str) -> tuple[str, ...]:
    """The UIDs of what was moved in a collection and waits for the office's answer."""
    return tuple(move.uid for move in standing(facts) if move.collection == path)


def told(collection: Collection, edits: tuple[Edit, ...], items: Mapping[str, Item]) -> Iterator[Row]:
    """What people did that is for the plan."""
    for edit in edits:
        if edit.deed in _WHAT:
            yield Row(collection.path, edit.uid, items[edit.uid].title, _WHAT[edit.deed])


def take_in(
    facts: Store, now: datetime, collection: Collection, sight: Sight, items: Mapping[str, Item]
) -> tuple[Row, ...]:
    """All of it in one transaction, stamps included; what was taken in. What the plan refuses is undone by its item."""
    waiting = waiting_in(facts, collection.path)
    plain = [edit.uid for edit in sight.edits if edit.deed is not Deed.MOVED]
    ended = [uid for uid in waiting if uid in plain or uid not in sight.there]
    deeds = [edit for edit in sight.edits if edit.deed in _WHAT]
    if not deeds and not ended:
        return ()
    done = []
    with facts.transaction() as tx:
        for uid in ended:
            withdraw_move(tx, now, f"{collection.path}/{uid}")
        done = [edit for edit in deeds if _take(tx, now, collection, edit, items[edit.uid])]
        stamp_events(tx, now)
    return tuple(told(collection, tuple(done), items))


def _take(tx: Transaction, now: datetime, collection: Collection, edit: Edit, item: Item) -> bool:
    """Take one deed in; whether that changed anything."""
    entry = entry_by_key(tx, key_of(edit.uid) or "")
    person = tx.get(Person, collection.person)
    if entry is None:
        return False
    if edit.deed is Deed.MOVED:
        return _propose(tx, now, collection, edit, item, entry)
    if person is None:
        return False
    if edit.deed is Deed.REOPENED:
        return not isinstance(reopen(tx, now, person, entry), Problem)
    done = mark_done(tx, now, person, entry)
    if isinstance(done, DoneReport):
        # The tick goes from the list again until the office has confirmed: whoever made it should know why.
        notify(tx, now, person.id, WAITS, done.id, {"plan": done.plan, "task": done.task})
    return not isinstance(done, Problem)


def _propose(tx: Transaction, now: datetime, collection: Collection, edit: Edit, item: Item, entry: Entry) -> bool:
    if edit.day is None or not isinstance(item.content, Event):
        return False
    move = CalendarMove(
        collection=collection.path,
        uid=edit.uid,
        plan=entry.plan.id,
        task=entry.task.id,
        person=collection.person,
        was=item.content.day,
        day=edit.day,
        hour=edit.hour,
        wording=entry.task.deadline.wording,
        at=now,
    )
    before = tx.get(CalendarMove, move.id)
    made = propose_move(tx, now, move)
    return made is not None and made != before
