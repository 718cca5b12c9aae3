"""What goes out unasked: digests, news of changed plans, and notices; how each is said and how it ends."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeAlias, TypeVar

from bot.channels.channel import DeliveryError, NotSent, Uncertain
from bot.messages import Reply
from bot.unasked.bulletin import bulletin_reply
from bot.unasked.digest import digest_reply
from bot.unasked.notices import notice_reply, still_stands
from plans.hours import may_write
from plans.model.history import ReminderEntry
from plans.model.people import Person
from plans.model.reminding import Bulletin, Delivery, DeliveryState, Notice
from plans.reminding.owing import standing
from plans.store.port import Facts, Transaction

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
#: How long after a lost answer the message is sent again.
DOUBT = timedelta(minutes=1)

Outgoing: TypeAlias = Delivery | Bulletin | Notice
#: Which one: its type and id.
Key: TypeAlias = tuple[type[Delivery] | type[Bulletin] | type[Notice], str]
AnyOutgoing = TypeVar("AnyOutgoing", bound=Outgoing)


def all_outgoing(facts: Facts) -> tuple[Outgoing, ...]:
    """Everything in the outbox."""
    return (*facts.all(Delivery), *facts.all(Bulletin), *facts.all(Notice))


def key_of(outgoing: Outgoing) -> Key:
    """What names a message in the outbox."""
    return type(outgoing), outgoing.id


def is_open(outgoing: Outgoing) -> bool:
    """Whether a message still has to go out."""
    if outgoing.state is DeliveryState.UNCERTAIN:
        return outgoing.retry_at is not None
    return outgoing.state not in (DeliveryState.SENT, DeliveryState.SKIPPED)


def is_doubtful(outgoing: Outgoing) -> bool:
    """Whether it may have arrived although nobody knows."""
    return outgoing.state in (DeliveryState.CLAIMED, DeliveryState.UNCERTAIN)


def is_urgent(outgoing: Outgoing) -> bool:
    """Whether it cannot wait for the next working morning."""
    return isinstance(outgoing, Notice) and outgoing.at_once


def is_due(outgoing: Outgoing, now: datetime) -> bool:
    """Whether a message is to be tried now."""
    in_time = outgoing.retry_at is None or outgoing.retry_at <= now
    return is_open(outgoing) and in_time and may_write(now, at_once=is_urgent(outgoing))


def as_of(facts: Facts, outgoing: Outgoing, person: Person, today: date) -> Outgoing | None:
    """The message as it is to be said today; None when nothing is left to say."""
    match outgoing:
        case Delivery():
            items = standing(facts, outgoing.items, person, today)
            return replace(outgoing, day=today, items=items) if items else None
        case Bulletin():
            return outgoing
        case Notice():
            return outgoing if still_stands(facts, outgoing, today) else None


def reply_of(facts: Facts, outgoing: Outgoing, now: datetime) -> Reply:
    """What it says."""
    match outgoing:
        case Delivery():
            return digest_reply(facts, outgoing, now)
        case Bulletin():
            return bulletin_reply(facts, outgoing)
        case Notice():
            return notice_reply(facts, outgoing)


def after_attempt(claimed: AnyOutgoing, outcome: str | DeliveryError, now: datetime) -> AnyOutgoing:
    """What has become of a claimed message: `outcome` is the message's reference, or why there is none."""
    settled = replace(claimed, at=now, retry_at=None)
    if isinstance(outcome, str):
        return replace(settled, state=DeliveryState.SENT, message=outcome)
    if isinstance(outcome, Uncertain):
        retry_at = None if claimed.again else now + DOUBT
        return replace(settled, state=DeliveryState.UNCERTAIN, retry_at=retry_at, reason=str(outcome))
    if isinstance(outcome, NotSent) and not outcome.permanent:
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(claimed.attempts - 1, 10))
        retry_at = now + max(pause, timedelta(seconds=outcome.retry_after))
        return replace(settled, state=DeliveryState.FAILED, retry_at=retry_at, reason=outcome.reason)
    # The address is dead or has moved: the next one is tried at once.
    return replace(settled, state=DeliveryState.DUE, reason=str(outcome))


def keep(tx: Transaction, before: Outgoing, after: Outgoing, now: datetime) -> None:
    """Write down what has become of a message, unless another has taken its place meanwhile; its end in any case."""
    is_there = tx.get(*key_of(before)) == before
    if not is_open(after):
        remember(tx, after, now)
    if is_there and (is_open(after) or isinstance(after, Delivery)):
        tx.put(after)
    elif is_there:  # what is told is nobody's any more
        tx.delete(*key_of(before))


def remember(tx: Transaction, ended: Outgoing, now: datetime) -> None:
    """Keep a message's end in its history."""
    match ended:
        case Delivery():
            tx.append("reminders", _entry(ended, now))
        case Bulletin():
            tx.append("announcements", ended)
        case Notice():
            tx.append("notices", ended)


def _entry(ended: Delivery, now: datetime) -> ReminderEntry:
    return ReminderEntry(
        now, ended.person, ended.day, ended.state, ended.channel, ended.items, ended.again, ended.reason
    )
