"""What the office is told of people whom reminders do not reach: once a day after the fact, once a week before it.

A reminder that reached its person nowhere, or perhaps not, is `Undelivered` until a message to the office names it:
one message a day, with all there is to tell by then. On the first working day of a week the office learns who has no
channel at all, so that it knows before a deadline and not after; and once more what waits for its confirmation.
"""

from collections.abc import Container
from dataclasses import replace
from datetime import date, datetime, timedelta

from plans.agenda import plan_in_force
from plans.duties.confirming import ask_again
from plans.hours import goes_out
from plans.model.reminding import OfficeTold, Undelivered
from plans.noticing import notify
from plans.reminding.ways import without_way
from plans.staff.people import officers
from plans.store.port import Facts, Transaction
from plans.weeks import monday_of, next_monday
from plans.working_days import HANOI, day_in_hanoi, on_or_after

#: The kinds of notice: whom no reminder reached, about the day; who has no channel, about the Monday.
UNDELIVERED, WITHOUT_CHANNEL = "undelivered", "without_channel"
#: How long what comes to nothing is gathered: a morning's digests end within minutes.
GATHERED = timedelta(minutes=15)
#: So many people without a channel are named.
NAMED = 40
#: How long the office can look back at what it was told.
KEPT = timedelta(days=30)


def reported_on(facts: Facts, day: date) -> tuple[Undelivered, ...]:
    """The reminders that the message of a day tells of."""
    return tuple(each for each in facts.all(Undelivered) if each.reported == day)


def next_report(facts: Facts, now: datetime) -> datetime | None:
    """When the office is next to be told something, strictly after `now`; None while there is nobody to tell."""
    if not officers(facts, day_in_hanoi(now)):
        return None
    soon = now + timedelta(seconds=1)
    told = _told(facts)
    moments = [_weekly(facts, told, now)]
    waiting = [each.at + GATHERED for each in facts.all(Undelivered) if each.reported is None]
    if waiting:
        earliest = now if told.undelivered is None else _midnight_after(told.undelivered, now)
        moments.append(max(earliest, min(waiting)))
    return min((goes_out(max(soon, moment)) for moment in moments if moment is not None), default=None)


def is_time(facts: Facts, now: datetime) -> bool:
    """Whether there is something to tell the office now, and somebody to tell it to."""
    is_anything = bool(_gathered(facts, now)) or _is_week_to_tell(facts, now)
    return is_anything and bool(officers(facts, day_in_hanoi(now)))


def tell_office(tx: Transaction, served: Container[str], now: datetime) -> None:
    """Leave the office what it is to be told now, and note that it was."""
    today, told = day_in_hanoi(now), _told(tx)
    office = officers(tx, today)
    for each in tx.all(Undelivered):
        if each.reported is not None and each.reported + KEPT < today:
            tx.delete(Undelivered, each.id)
    if office and (waiting := _gathered(tx, now)):
        for each in waiting:
            tx.put(replace(each, reported=today))
        for person in office:
            notify(tx, now, person.id, UNDELIVERED, today.isoformat())
        told = replace(told, undelivered=today)
    if office and _is_week_to_tell(tx, now):
        lacking = sorted(without_way(tx, served, now), key=lambda person: (person.unit, person.name))
        if lacking:
            named = {"count": str(len(lacking)), "people": " ".join(person.id for person in lacking[:NAMED])}
            for person in office:
                notify(tx, now, person.id, WITHOUT_CHANNEL, today.isoformat(), named)
        ask_again(tx, now)
        told = replace(told, without_channel=today)
    if told != _told(tx):
        tx.put(told)


def _told(facts: Facts) -> OfficeTold:
    return facts.get(OfficeTold, OfficeTold().id) or OfficeTold()


def _gathered(facts: Facts, now: datetime) -> tuple[Undelivered, ...]:
    """What has come to nothing and waits to be told, once it is time to."""
    waiting = tuple(each for each in facts.all(Undelivered) if each.reported is None)
    if not waiting or _told(facts).undelivered == day_in_hanoi(now):
        return ()
    return waiting if min(each.at for each in waiting) + GATHERED <= now else ()


def _is_week_to_tell(facts: Facts, now: datetime) -> bool:
    moment = _weekly(facts, _told(facts), now)
    return moment is not None and moment <= now


def _weekly(facts: Facts, told: OfficeTold, now: datetime) -> datetime | None:
    """When the week begins of which the office has not been told yet; None while no plan is in force."""
    today = day_in_hanoi(now)
    if plan_in_force(facts, today) is None:
        return None
    monday = monday_of(today)
    if told.without_channel is not None and told.without_channel >= monday:
        monday = next_monday(today)
    return goes_out(_midnight_after(on_or_after(monday) - timedelta(days=1), now))


def _midnight_after(day: date, now: datetime) -> datetime:
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), HANOI).astimezone(now.tzinfo)
