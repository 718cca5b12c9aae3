"""Links in letters: which have been used, and who came in by one.

What a link may do stands in the link itself, signed; here is only what must be remembered of it.
"""

from datetime import datetime

from plans.audit import audit
from plans.model.people import Person
from plans.model.reaching import Contact, LinksEnded, UsedLink
from plans.problems import Problem
from plans.rights import Action, refusal
from plans.staff.arrivals import WEB
from plans.staff.people import digest_of
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi


def have_ended(facts: Facts, person: str, issued: datetime) -> bool:
    """Whether links to a person (by id) that were made at that moment have been ended."""
    ended = facts.get(LinksEnded, person)
    return ended is not None and issued <= ended.at


def used(facts: Facts, link: str) -> UsedLink | None:
    """What is remembered of a link."""
    return facts.get(UsedLink, digest_of(link))


def come_in(
    tx: Transaction, now: datetime, person: Person, link: str, expires: datetime, *, spent: bool, closed: bool
) -> Problem | None:
    """Note that a person came in by a link that would end at `expires`.

    `spent`: what it does is not done again; `closed`: it opens nothing any more. Links that have ended by themselves
    are forgotten on the way.
    """
    refused = refusal(Action.ASK, person, day_in_hanoi(now))
    if refused is not None:
        return refused
    for each in tx.all(UsedLink):
        if now >= each.expires:
            tx.delete(UsedLink, each.id)
    before = used(tx, link)
    if spent or closed or before is not None:
        tx.put(UsedLink(digest_of(link), person.id, expires, closed or (before is not None and before.closed)))
    if tx.get(Contact, f"{WEB}:{person.id}") is None:
        tx.put(Contact(WEB, person.id, person.id, now))
    audit(tx, now, person, "use_letter_link", person.id, "shared" if closed else "")
    return None
