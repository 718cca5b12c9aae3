"""Removal of personal data once somebody has left: what is not needed for the record of emulation goes.

Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15, in force from 01/01/2026: what an employer keeps of its people is removed
when they leave, unless another law has it kept. Name, unit, position and days of service, registrations, innovations,
results and the journal are the record of emulation and stay; what served to reach a person and to talk with them goes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from plans.audit import audit
from plans.model.answers import Answer, Innovation
from plans.model.asking import LastAsked
from plans.model.duties import Assignment
from plans.model.entered import Hold
from plans.model.people import Person, Preference
from plans.model.person_lists import PendingList
from plans.model.publishing import CalendarAccount, CalendarMove
from plans.model.reaching import (
    Contact,
    Dialogue,
    Invitation,
    InvitationLetter,
    LinksEnded,
    PushSubscription,
    UsedLink,
    WebSession,
)
from plans.model.reminding import (
    Announcement,
    Bulletin,
    Delivery,
    Notice,
    Pinged,
    ReminderSettings,
    Snooze,
    Undelivered,
)
from plans.problems import Problem
from plans.store.port import Facts, Record, Transaction
from plans.working_days import day_in_hanoi

#: In whose name the journal has it when nobody asked for it.
RULE = "rule"
#: What goes, each with a field `person`. Every other type of record stays.
FORGOTTEN: tuple[type[Record], ...] = (
    Announcement,
    Assignment,
    Bulletin,
    CalendarAccount,
    CalendarMove,
    Contact,
    Delivery,
    Dialogue,
    Hold,
    Invitation,
    InvitationLetter,
    LastAsked,
    LinksEnded,
    Notice,
    PendingList,
    Pinged,
    Preference,
    PushSubscription,
    ReminderSettings,
    Snooze,
    Undelivered,
    UsedLink,
    WebSession,
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What came of it: how many records of a person went."""

    person: str
    records: int


def chat_stream(person: str) -> str:
    """The history stream that holds a person's talk."""
    return f"chat/{person}"


def due(facts: Facts, today: date, keep: timedelta) -> tuple[Person, ...]:
    """Whose data is to go today: they left so long ago, and something of theirs is still kept."""
    gone = (person for person in facts.all(Person) if person.left is not None and person.left + keep <= today)
    return tuple(person for person in gone if _anything(facts, person))


def forget(
    tx: Transaction, now: datetime, person: Person, *, more: Iterable[type[Record]] = (), by_rule: bool = False
) -> Forgotten | Problem:
    """Remove what need not be kept of a person who has left.

    `more` are types of the outer layers that go, too: those with their `person`, and those kept under one of their
    addresses. The operator asks for it, unless it happens by rule.
    """
    if person.is_here(day_in_hanoi(now)):
        return Problem("data.still_here", {"name": person.name})
    count = 0
    for kind, id in tuple(_records(tx, person, (*FORGOTTEN, *more))):
        tx.delete(kind, id)
        count += 1
    for idea in _unregistered(tx, person):
        tx.put(replace(idea, files=()))
        count += 1
    if _emptied(person) != person:
        tx.put(_emptied(person))
        count += 1
    if _talked(tx, person):
        tx.drop(chat_stream(person.id))
        count += 1
    if count:
        audit(tx, now, RULE if by_rule else None, "forget", person.id, str(count))
    return Forgotten(person.id, count)


def _records(facts: Facts, person: Person, kinds: Iterable[type[Record]]) -> Iterator[tuple[type[Record], str]]:
    # On the web a person's own id is their address, and nobody is told so by a contact.
    addresses = {f"web:{person.id}", *(contact.id for contact in facts.all(Contact) if contact.person == person.id)}
    for kind in kinds:
        for record in facts.all(kind):
            if getattr(record, "person", "") == person.id or record.id in addresses:
                yield kind, record.id


def _unregistered(facts: Facts, person: Person) -> list[Innovation]:
    """Innovations that are not registered (any more) and still have files."""
    own = (idea for idea in facts.all(Innovation) if idea.person == person.id)
    return [idea for idea in own if idea.files and idea.answer is not Answer.REGISTERED]


def _emptied(person: Person) -> Person:
    return replace(person, email="", phone="", address="")


def _talked(facts: Facts, person: Person) -> bool:
    return bool(facts.entries(chat_stream(person.id), dict, last=1))


def _anything(facts: Facts, person: Person) -> bool:
    if next(_records(facts, person, FORGOTTEN), None) is not None or _emptied(person) != person:
        return True
    return bool(_unregistered(facts, person)) or _talked(facts, person)
