"""What somebody owes today, whether or not it is spoken of, and what of an earlier message still stands."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from plans.model.people import Person
from plans.model.reminding import DigestItem, Snooze
from plans.reminding.receiving import Receivers, told_when_absent
from plans.reminding.things import TOLD, Agenda
from plans.store.port import Facts
from plans.working_days import day_in_hanoi


def owed(facts: Facts, person: Person, today: date) -> tuple[DigestItem, ...]:
    """Everything a person still owes, by the day to aim at, whether or not it is spoken of today."""
    receivers = Receivers(facts, today)
    found = ((thing, receivers.share(thing, person)) for thing in Agenda(facts, today).things(leaving_out=TOLD))
    return tuple(thing.item(today, of=share.of) for thing, share in found if share is not None)


def still_owed(facts: Facts, item: DigestItem, person: Person, today: date) -> bool:
    """Whether an item of an earlier message still stands: not done, answered or withdrawn, its day not moved."""
    thing = Agenda(facts, today).thing(item)
    return thing is not None and Receivers(facts, today).share(thing, person) is not None


def standing(facts: Facts, items: Iterable[DigestItem], person: Person, today: date) -> tuple[DigestItem, ...]:
    """Those of a message's items that the person still is to be told and has not put off, with the days of today."""
    agenda, receivers = Agenda(facts, today), Receivers(facts, today)
    found = []
    for item in items:
        thing = agenda.thing(item)
        share = receivers.share(thing, person) if thing is not None else None
        if thing is None or share is None or snoozed_until(facts, item, person, today) is not None:
            continue
        if not share.is_absent or told_when_absent(item.rung):
            found.append(replace(item, days=thing.days(today), of=share.of))
    return tuple(sorted(found, key=lambda item: (item.aim, item.thing)))


def joined(items: Iterable[DigestItem], earlier: Iterable[DigestItem]) -> tuple[DigestItem, ...]:
    """The items of a digest and those of one that never went out, each thing once, by the day to aim at."""
    told = tuple(items)
    things = {item.thing for item in told}
    return tuple(sorted((*told, *(item for item in earlier if item.thing not in things)), key=lambda item: item.aim))


def snooze_id(person: Person, item: DigestItem) -> str:
    """What a person's putting off of an item is stored under."""
    return Snooze(person.id, item.plan, item.task, item.owed, datetime.min.replace(tzinfo=UTC), item.unit).id


def snoozed_until(facts: Facts, item: DigestItem, person: Person, today: date) -> date | None:
    """The day on which an item that a person has put off comes back; None when it isn't put off (any more)."""
    snooze = facts.get(Snooze, snooze_id(person, item))
    back = None if snooze is None else day_in_hanoi(snooze.until)
    return back if back is not None and back > today else None
