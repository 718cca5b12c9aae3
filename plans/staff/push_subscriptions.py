"""Which browsers are told of news while no page of their person is open, and when that ends.

A subscription lasts as long as the session of its browser: whoever signs out, ends a device or leaves is told no more.
On a computer marked as shared there is none.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from plans.audit import audit
from plans.model.people import Person
from plans.model.reaching import PushSubscription, WebSession
from plans.problems import Problem
from plans.rights import Action, refusal
from plans.staff.people import digest_of, person_here
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: More browsers than anybody has; a further one takes the place of the oldest.
MOST = 10


def subscribe_browser(
    tx: Transaction, now: datetime, by: Person, session: WebSession, endpoint: str, key: str, secret: str
) -> PushSubscription | Problem:
    """Let this browser be told of what comes for whoever sits at it; it had asked them."""
    refused = refusal(Action.ASK, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    if session.shared or session.person != by.id or now >= session.expires:
        return Problem("push.shared")
    record = PushSubscription(digest_of(endpoint), by.id, session.id, endpoint, key, secret, now)
    before = tx.get(PushSubscription, record.id)
    if before is None or (before.person, before.session, before.key) != (record.person, record.session, record.key):
        tx.put(record)
        audit(tx, now, by, "subscribe_browser", by.id)
        own = sorted((each for each in tx.all(PushSubscription) if each.person == by.id), key=lambda each: each.at)
        for oldest in own[: max(0, len(own) - MOST)]:
            tx.delete(PushSubscription, oldest.id)
    return record


def unsubscribe_browser(tx: Transaction, now: datetime, by: Person, session: str) -> int:
    """Tell the browser of that session no more; how many subscriptions there were."""
    ended = [each.id for each in tx.all(PushSubscription) if (each.person, each.session) == (by.id, session)]
    for id in ended:
        tx.delete(PushSubscription, id)
        audit(tx, now, by, "unsubscribe_browser", by.id)
    return len(ended)


def browsers_of(facts: Facts, people: Collection[str], now: datetime) -> tuple[PushSubscription, ...]:
    """The browsers in which these people are still let in and want to be told."""
    today = day_in_hanoi(now)
    here = {id for id in people if person_here(facts, id, today) is not None}
    return tuple(each for each in facts.all(PushSubscription) if each.person in here and _is_in(facts, each, now))


def drop_subscriptions(tx: Transaction, ended: Iterable[str]) -> None:
    """Forget those by these ids: the push service knows them no more."""
    for id in tuple(ended):
        tx.delete(PushSubscription, id)


def sweep_subscriptions(tx: Transaction, now: datetime) -> None:
    """Forget those whose session is over."""
    drop_subscriptions(tx, [each.id for each in tx.all(PushSubscription) if not _is_in(tx, each, now)])


def _is_in(facts: Facts, subscription: PushSubscription, now: datetime) -> bool:
    session = facts.get(WebSession, subscription.session)
    return session is not None and session.person == subscription.person and now < session.expires
