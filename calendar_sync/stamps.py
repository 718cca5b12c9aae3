"""The lasting stamps of published events: they move with an event's content, and with nothing else."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import groupby

from calendar_sync.events import related_to
from calendar_sync.feeds import is_public
from calendar_sync.parts import Part, parts_ever
from calendar_sync.uids import uid_of
from plans.agenda import Entry, entries_ever
from plans.deadlines import aim, calendar_day
from plans.model.plan import Source
from plans.model.publishing import PublishedEvent
from plans.registrations.rules import rules_for
from plans.store.port import Facts, Transaction

#: What the id of a stamp of the public calendar ends in.
IN_PUBLIC = "/public"


def stamp_events(tx: Transaction, now: datetime) -> None:
    """Bring the stamps up to date; to be called in the transaction that changed a plan or its progress.

    A changed event gets the next SEQUENCE and a later last_modified, even when the clock has been set back. While the
    department's calendar is public, its events have stamps of their own, which what becomes of a task doesn't move.
    """
    now = now.replace(microsecond=0)
    public, entries = is_public(tx), entries_ever(tx)
    for _, parts in groupby(tuple(parts_ever(tx, entries)), key=lambda part: part.internal):
        shared = ""
        for part in parts:
            shared = shared or _shared(part)
            _stamped(tx, now, PublishedEvent(part.uid, part_fingerprint(part, shared), 0, now, now))
    for entry in entries:
        uid = uid_of(entry)
        stamp = _stamped(tx, now, PublishedEvent(uid, fingerprint(entry), 0, now, now))
        if public:
            content = fingerprint(replace(entry, progress=None))
            # Begun anew: the staff's number and day of change would tell that something has become of the task.
            _stamped(tx, now, PublishedEvent(f"{uid}{IN_PUBLIC}", content, 0, stamp.created, now))


def _stamped(tx: Transaction, now: datetime, stamp: PublishedEvent) -> PublishedEvent:
    """An event's stamp with that fingerprint: as given for a new event, the known one while nothing has changed."""
    known = tx.get(PublishedEvent, stamp.id)
    if known is not None and known.fingerprint == stamp.fingerprint:
        return known
    if known is not None:
        moved = max(now, known.last_modified + timedelta(seconds=1))
        stamp = replace(known, fingerprint=stamp.fingerprint, sequence=known.sequence + 1, last_modified=moved)
    tx.put(stamp)
    return stamp


def stamps_of(facts: Facts, *, public: bool = False) -> Mapping[str, PublishedEvent]:
    """Every stamp by the event's UID; those of the public calendar where it has its own."""
    found = {stamp.id: stamp for stamp in facts.all(PublishedEvent)}
    own = {id.removesuffix(IN_PUBLIC): found.pop(id) for id in tuple(found) if id.endswith(IN_PUBLIC)}
    return found | own if public else found


def fingerprint(entry: Entry) -> str:
    """What an event tells, the same in every language.

    The facts are named one by one, so that a new field of the model does not move every event of every office.
    """
    task, deadline = entry.task, entry.task.deadline
    aimed = aim(deadline)
    content: dict[str, object] = {
        "plan": entry.plan.title,
        "number": task.number,
        "title": task.title,
        "kind": task.kind,
        "day": calendar_day(deadline).isoformat(),
        "aim": aimed and aimed.isoformat(),  # moves without the deadline when a holiday is corrected
        "deadline": [deadline.kind, deadline.start.isoformat(), deadline.end.isoformat(), deadline.before],
        "wording": deadline.wording,
        "lead": [body.wording for body in task.lead],
        "cooperating": [body.wording for body in task.cooperating],
        "opens": task.opens,
        "rules": [_source(rule.source) for rule in rules_for(entry.plan, task.opens)] if task.opens else [],
        "source": _source(task.source),
        "withdrawn": task.withdrawn,
        "done": entry.done and not task.withdrawn,
    }
    # Left out where there is none, so that the events of earlier versions keep their stamps.
    if deadline.hour is not None:
        content["hour"] = deadline.hour.isoformat()
    if related := related_to(entry):
        content["related"] = related
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


def part_fingerprint(part: Part, shared: str) -> str:
    """What the event of a unit's part tells, the same in every language; `shared` is what all of its task tell."""
    unit = part.unit.name if part.unit is not None else ""
    state = "cancelled" if not part.stands else "sent" if part.sent else "done" if part.entry.done else "open"
    return sha256("\n".join((shared, unit, state)).encode(errors="surrogatepass")).hexdigest()[:32]


def _shared(part: Part) -> str:
    """What the events of all parts of a task tell."""
    task, internal = part.entry.task, part.internal
    content = {
        "plan": part.entry.plan.title,
        "title": task.title,
        "kind": task.kind,
        "day": [part.day.isoformat(), internal.before, part.aim.isoformat()],
        "wording": task.deadline.wording,
        "lead": [body.wording for body in task.lead],
    }
    return json.dumps(content, sort_keys=True)


def _source(source: Source) -> list[str | int]:
    return [source.document, source.line, source.quote]
