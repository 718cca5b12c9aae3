"""What goes out unasked: reminders, news of changed plans, and notices; how each is said and how it ends."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeAlias, TypeVar

from bot.channels.channel import DeliveryError, NotSent, Uncertain
from bot.messages import Reply
from bot.unasked.bulletin import bulletin_reply
from bot.unasked.digest import digest_reply
from bot.unasked.following import ended, has_reacted
from bot.unasked.notices.kinds import notice_reply, still_stands
from plans.hours import goes_out, reminds_at
from plans.model.groups import GroupDelivery
from plans.model.history import ReminderEntry
from plans.model.people import Person
from plans.model.reminding import Bulletin, Delivery, DeliveryKind, DeliveryState, Notice, Undelivered
from plans.reminding.muting import NEWS
from plans.reminding.owing import standing
from plans.reminding.settings import settings_of
from plans.store.port import Facts, Transaction
from plans.working_days import HANOI, day_in_hanoi

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
#: How long after a lost answer the message is sent again.
DOUBT = timedelta(minutes=1)
#: A morning's messages go out within so long: the next morning's come before those have been tried for a whole day.
NEARLY = timedelta(hours=1)
#: Why a message never went out: nothing was left to say, its person has left, a later one took its place, or every
#: channel stayed out of reach for a whole working day.
NOTHING_OWED, LEFT, SUPERSEDED, OUT_OF_REACH = "nothing owed", "left", "superseded", "out of reach"

Outgoing: TypeAlias = Delivery | Bulletin | Notice
#: Which one: its type and id.
Key: TypeAlias = tuple[type[Delivery] | type[Bulletin] | type[Notice], str]
#: What has the states of a message on its way.
Stated: TypeAlias = Outgoing | GroupDelivery
AnyStated = TypeVar("AnyStated", bound=Stated)


def all_outgoing(facts: Facts) -> tuple[Outgoing, ...]:
    """Everything in the outbox."""
    return (*facts.all(Delivery), *facts.all(Bulletin), *facts.all(Notice))


def key_of(outgoing: Outgoing) -> Key:
    """What names a message in the outbox."""
    return type(outgoing), outgoing.id


def is_open(outgoing: Stated) -> bool:
    """Whether a message still has to go out."""
    if outgoing.state is DeliveryState.UNCERTAIN:
        return outgoing.retry_at is not None
    return outgoing.state in (DeliveryState.DUE, DeliveryState.CLAIMED, DeliveryState.FAILED)


def is_doubtful(outgoing: Stated) -> bool:
    """Whether it may have arrived although nobody knows."""
    return outgoing.state in (DeliveryState.CLAIMED, DeliveryState.UNCERTAIN)


def is_urgent(outgoing: Outgoing) -> bool:
    """Whether it cannot wait for the next working morning."""
    return isinstance(outgoing, Notice) and outgoing.at_once


def kind_of(outgoing: Outgoing) -> str:
    """What sort of message it is, as people tell them apart: a `DeliveryKind`, news, or the kind of a notice."""
    match outgoing:
        case Delivery():
            return outgoing.begun
        case Bulletin():
            return NEWS
        case Notice():
            return outgoing.kind


def after_pause(outgoing: Stated, now: datetime) -> datetime:
    """When a message has rested enough after a failure; what failed in the future met a clock that was ahead."""
    has_failed = outgoing.state in (DeliveryState.FAILED, DeliveryState.UNCERTAIN)
    if outgoing.retry_at is None or (has_failed and outgoing.at > now):
        return now
    return max(now, outgoing.retry_at)


def next_try(facts: Facts, outgoing: Outgoing, now: datetime) -> datetime:
    """The first instant from `now` on at which an open message may be tried: in humane hours, after its pause.

    A reminder of today may go out at its person's hour, which may lie before the usual one; what is left of an earlier
    day waits for it.
    """
    moment = after_pause(outgoing, now)
    if not isinstance(outgoing, Delivery):
        return goes_out(moment, at_once=is_urgent(outgoing))
    if outgoing.day == day_in_hanoi(moment):
        return reminds_at(moment)
    day = day_in_hanoi(moment := goes_out(moment))
    hour = datetime.combine(day, settings_of(facts, outgoing.person).hour_on(day), HANOI)
    return max(moment, hour.astimezone(moment.tzinfo))


def is_due(facts: Facts, outgoing: Outgoing, now: datetime) -> bool:
    """Whether a message is to be tried now."""
    return is_open(outgoing) and next_try(facts, outgoing, now) <= now


def as_of(facts: Facts, outgoing: Outgoing, person: Person, today: date) -> Outgoing | None:
    """The message as it is to be said today; None when nothing is left to say."""
    match outgoing:
        case Delivery():
            items = standing(facts, outgoing.items, person, today)
            is_report = outgoing.begun is DeliveryKind.BRIEFING  # it says more than what is its reader's own
            return replace(outgoing, day=today, items=items) if items or is_report else None
        case Bulletin():
            return outgoing
        case Notice():
            return outgoing if still_stands(facts, outgoing, today) else None


def has_become_idle(facts: Facts, outgoing: Outgoing) -> bool:
    """Whether it only goes out if its reader has not reacted to what it follows, and they have."""
    waits = isinstance(outgoing, Delivery) and outgoing.kind is DeliveryKind.FOLLOW and not is_doubtful(outgoing)
    return waits and has_reacted(facts, outgoing.person, outgoing.at)


def reply_of(facts: Facts, outgoing: Outgoing, now: datetime) -> Reply:
    """What it says."""
    match outgoing:
        case Delivery():
            return digest_reply(facts, outgoing, now)
        case Bulletin():
            return bulletin_reply(facts, outgoing)
        case Notice():
            return notice_reply(facts, outgoing)


def after_attempt(claimed: AnyStated, outcome: str | DeliveryError, now: datetime) -> AnyStated:
    """What has become of a claimed message: `outcome` is the message's reference, or why there is none."""
    settled = replace(claimed, at=now, retry_at=None)
    if isinstance(outcome, str):
        return replace(settled, state=DeliveryState.SENT, message=outcome)
    if isinstance(outcome, Uncertain):
        retry_at = None if claimed.again else now + DOUBT
        return replace(settled, state=DeliveryState.UNCERTAIN, retry_at=retry_at, reason=str(outcome))
    if isinstance(outcome, NotSent) and outcome.retry_after:
        # Being asked to wait is no failure of the address.
        retry_at = now + timedelta(seconds=outcome.retry_after)
        attempts = claimed.attempts - 1
        return replace(settled, state=DeliveryState.FAILED, retry_at=retry_at, attempts=attempts, reason=outcome.reason)
    if isinstance(outcome, NotSent) and not outcome.permanent:
        retry_at = now + min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(claimed.attempts - 1, 10))
        return replace(settled, state=DeliveryState.FAILED, retry_at=retry_at, reason=outcome.reason)
    # The address is dead or has moved: the next one is tried at once.
    return replace(settled, state=DeliveryState.DUE, reason=str(outcome))


def keep(tx: Transaction, before: Outgoing, after: Outgoing, now: datetime) -> None:
    """Write down what has become of a message, unless another has taken its place meanwhile; its end in any case."""
    is_there = tx.get(*key_of(before)) == before
    if is_ended(after):
        remember(tx, after, now)
    if is_there and (not is_ended(after) or _can_change(after)):
        tx.put(after)
    elif is_there:  # what is told is nobody's any more
        tx.delete(*key_of(before))


def _can_change(outgoing: Outgoing) -> bool:
    """Whether a message that has come to its end is edited when something of it is done."""
    return isinstance(outgoing, Delivery) and outgoing.kind is not DeliveryKind.FOLLOW


def is_ended(outgoing: Outgoing) -> bool:
    """Whether its fate is known: it neither has to go out nor to be seen."""
    return not is_open(outgoing) and outgoing.state is not DeliveryState.PLACED


def remember(tx: Transaction, end: Outgoing, now: datetime) -> None:
    """Keep a message's end in its history; a reminder that may not have arrived is left for the office's report."""
    match end:
        case Delivery():
            tx.append("reminders", _entry(end, now))
            is_lost = end.state in (DeliveryState.UNDELIVERED, DeliveryState.UNCERTAIN) and end.reason != SUPERSEDED
            if is_lost and not end.told:  # what has arrived before and was only to be said once more is known
                tx.put(_undelivered(end, now))
        case Bulletin():
            tx.append("announcements", end)
        case Notice():
            tx.append("notices", end)


def give_way(tx: Transaction, before: Delivery, now: datetime) -> None:
    """End a message whose place a new one is about to take: what has not gone out has joined that one.

    One that has been tried for a working day is reported all the same, or a new one every day would hide for ever that
    nothing gets through.
    """
    if before.state is DeliveryState.PLACED:
        end = ended(tx, before, now, superseded=True)
    elif has_run_out(before, now):
        end = given_up(replace(before, at=now))
    elif is_open(before):
        state = DeliveryState.UNCERTAIN if is_doubtful(before) else DeliveryState.SKIPPED
        end = replace(before, state=state, at=now, retry_at=None, reason=SUPERSEDED)
    else:
        end = None
    if end is not None:
        remember(tx, end, now)


def has_run_out(failed: Delivery, now: datetime) -> bool:
    """Whether a message has been tried in vain since the same time of the working day before, or nearly so."""
    return failed.state is DeliveryState.FAILED and failed.follow is not None and now >= failed.follow - NEARLY


def given_up(failed: Delivery) -> Delivery:
    """A message that did not get through, at its end; what its reader knows already is not reported."""
    state = DeliveryState.SKIPPED if failed.told else DeliveryState.UNDELIVERED
    return replace(failed, state=state, retry_at=None, reason=OUT_OF_REACH)


def _entry(end: Delivery, now: datetime) -> ReminderEntry:
    return ReminderEntry(now, end.person, end.day, end.state, end.channel, end.items, end.again, end.reason, end.kind)


def _undelivered(end: Delivery, now: datetime) -> Undelivered:
    reason = DeliveryState.UNCERTAIN if end.state is DeliveryState.UNCERTAIN else end.reason
    return Undelivered(end.id, end.person, end.day, end.items, end.channel, reason, now)
