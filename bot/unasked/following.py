"""What becomes of a reminder once it is out: whether its reader has seen it, and where it goes on if not.

A reminder on the web is placed until a page of its person has shown it. What stands on one of the last two rungs, is
overdue or came as a single ping goes on to the next channel when its reader has neither pressed nor written nor looked
at a page for 24 working hours; what lies on the web unseen goes on in any case. The successor waits in the outbox from
the first day, so that no crash can lose it.
"""

from collections.abc import Container
from dataclasses import replace
from datetime import date, datetime

from bot.messages import Answered, ReadMark
from plans.hours import a_working_day_later
from plans.model.people import Person
from plans.model.reaching import Contact
from plans.model.reminding import Delivery, DeliveryKind, DeliveryState, DigestItem
from plans.reminding.ways import WEB, AddressBook, ways
from plans.store.port import Facts, Transaction
from plans.working_days import before

#: Why a message that is out came to its end: it was seen nowhere, it has gone on, or its reader has reacted.
NOT_DISPLAYED, WENT_ON, REACTED = "not displayed", "went on", "reaction"


def goes_on(item: DigestItem, day: date) -> bool:
    """Whether an item goes on to the next channel: on the last two working days up to its aim, and from then on."""
    return day >= before(item.aim)


def placed(book: AddressBook, sent: Delivery) -> Delivery:
    """A message that a channel has just taken; on the web it has not arrived before a page has shown it."""
    if sent.channel != WEB or book.is_demo:
        return sent
    return replace(sent, state=DeliveryState.PLACED)


def leave_successor(
    tx: Transaction, book: AddressBook, out: Delivery, person: Person, served: Container[str], now: datetime
) -> Delivery:
    """Have what is out go on to the next channel unless somebody reacts; how the message itself stands now.

    One that is placed and has no channel left is given up after as long, unless it can wait for the next digest.
    """
    is_placed = out.state is DeliveryState.PLACED
    items = out.items if is_placed else _urgent(out)
    went = (*out.went, out.channel)
    later = a_working_day_later(now)
    is_report = is_placed and out.begun is DeliveryKind.BRIEFING  # it says something without items, too
    if (items or is_report) and any(way.channel not in went for way in ways(tx, book, person, served, now)):
        origin = out.origin or f"{out.kind}-{now:%Y-%m-%dT%H%M%S}"
        follower = Delivery(
            out.person,
            out.day,
            items,
            DeliveryState.DUE,
            now,
            retry_at=later,
            kind=DeliveryKind.FOLLOW,
            went=went,
            origin=f"{origin}-{out.channel}",
            told=out.told or not is_placed,
        )
        tx.put(follower)
        return replace(out, went=went, follow=later) if is_placed else out
    waits = out.kind is DeliveryKind.DIGEST and not any(goes_on(item, out.day) for item in out.items)
    return replace(out, follow=None if waits else later) if is_placed else out


def _urgent(out: Delivery) -> tuple[DigestItem, ...]:
    if out.kind is DeliveryKind.BRIEFING:
        return ()
    if out.kind is DeliveryKind.PING:
        return out.items
    return tuple(item for item in out.items if goes_on(item, out.day))


def is_displayed(facts: Facts, out: Delivery) -> bool:
    """Whether a page has shown a message on the web."""
    mark = facts.get(ReadMark, out.person)
    return mark is not None and out.message.isdigit() and mark.number >= int(out.message)


def has_reacted(facts: Facts, person: str, since: datetime) -> bool:
    """Whether a person (by id) has pressed, written or looked at a page of theirs since then."""
    addresses = [contact.id for contact in facts.all(Contact) if contact.person == person]
    answered = (facts.get(Answered, address) for address in dict.fromkeys((f"{WEB}:{person}", *addresses)))
    mark = facts.get(ReadMark, person)
    moments = [found.at for found in (*answered, mark) if found is not None]
    return any(moment is not None and moment > since for moment in moments)


def ended(facts: Facts, out: Delivery, now: datetime, *, superseded: bool = False) -> Delivery | None:
    """How a placed message ends, if it does now: shown, gone on, or never seen by its reader."""
    if is_displayed(facts, out):
        return replace(out, state=DeliveryState.SENT)  # it came when it came, whenever it was looked at
    if not superseded and (out.follow is None or now < out.follow):
        return None
    if out.channel in out.went:
        return replace(out, state=DeliveryState.SKIPPED, at=now, reason=WENT_ON)
    state = DeliveryState.SKIPPED if out.told else DeliveryState.UNDELIVERED
    return replace(out, state=state, at=now, reason=NOT_DISPLAYED)
