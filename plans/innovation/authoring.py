"""Who the authors of an innovation are, with which shares, and what the co-authors say to it.

The manner of `plans.actions`. Whoever is changed in any way is asked again: a share that was confirmed is confirmed
beside the others' shares only.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from plans.innovation.describing import changeable, changed
from plans.innovation.rules import AUTHORSHIP, NEWS, home_of, limits
from plans.innovation.shares import fingerprint, shares_refusal
from plans.model.answers import Answer, Author, Innovation, InnovationState
from plans.model.people import Person
from plans.noticing import notify, recall
from plans.plain_text import folded, printable
from plans.problems import Problem
from plans.rights import Action, refusal
from plans.staff.people import person_here
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi


@dataclass(frozen=True, slots=True)
class Share:
    """One author as somebody named them: `person` is an id of the roster, "" for somebody outside."""

    name: str
    percent: int
    person: str = ""


def name_authors(
    tx: Transaction, now: datetime, by: Person, innovation_id: str, shares: tuple[Share, ...]
) -> Innovation | Problem:
    """Say who the authors are, in order, with shares that make a hundred; the others among them are asked at once."""
    record = changeable(tx, now, by, innovation_id)
    if isinstance(record, Problem):
        return record
    named = _named(tx, now, record, shares)
    if isinstance(named, Problem):
        return named
    if fingerprint(named) == fingerprint(record.authors):
        return record
    for author in record.authors:
        recall(tx, author.person, AUTHORSHIP, record.id)
    after = changed(tx, now, by, record, replace(record, authors=named), "innovation_authors", fingerprint(named))
    ask_authors(tx, now, after)
    return after


def _named(
    tx: Transaction, now: datetime, record: Innovation, shares: tuple[Share, ...]
) -> tuple[Author, ...] | Problem:
    if record.person not in {share.person for share in shares}:
        return Problem("innovation.registrant_missing")
    if len(shares) > limits().authors_at_most:
        return Problem("innovation.too_many_authors", {"limit": str(limits().authors_at_most)})
    refused = shares_refusal([share.percent for share in shares])
    if refused is not None:
        return refused
    found: list[Author] = []
    for share in shares:
        person = person_here(tx, share.person, day_in_hanoi(now)) if share.person else None
        if share.person and person is None:
            return Problem("innovation.author_left", {"name": share.name})
        name = printable(share.name) if person is None else person.name
        if not any(sign.isalpha() for sign in name) or len(name) > 100:
            return Problem("innovation.author_name")
        twice = any(
            other.person == share.person if share.person else not other.person and folded(other.name) == folded(name)
            for other in found
        )
        if twice:
            return Problem("innovation.author_twice", {"name": name})
        confirmed = True if share.person in ("", record.person) else None
        found.append(Author(name, share.percent, share.person, confirmed))
    return tuple(found)


def ask_authors(tx: Transaction, now: datetime, innovation: Innovation) -> int:
    """Ask every co-author who has not answered to confirm; how many they are."""
    asked = [author for author in innovation.authors if author.person and author.confirmed is None]
    for author in asked:
        notify(tx, now, author.person, AUTHORSHIP, innovation.id, {}, at_once=True)
    return len(asked)


def answer_authorship(
    tx: Transaction, now: datetime, by: Person, innovation_id: str, *, confirmed: bool, shares: str
) -> Innovation | Problem:
    """A co-author's word on the authors' shares as they were shown (`shares`: their fingerprint)."""
    refused = refusal(Action.REGISTER_OWN, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    record = tx.get(Innovation, innovation_id)
    own = next((author for author in record.authors if author.person == by.id), None) if record else None
    if record is None or own is None or by.id == record.person or record.answer is not Answer.REGISTERED:
        return Problem("innovation.not_an_author")
    if record.state is not InnovationState.REGISTERED:
        return Problem("innovation.handed_in")
    if shares != fingerprint(record.authors):
        return Problem("innovation.shares_changed")
    recall(tx, by.id, AUTHORSHIP, record.id)
    authors = tuple(replace(author, confirmed=confirmed) if author is own else author for author in record.authors)
    verb = "authorship_confirmed" if confirmed else "authorship_rejected"
    after = changed(tx, now, by, record, replace(record, authors=authors), verb, str(own.percent))
    if after != record:
        values = {"innovation": record.id, "event": "confirmed" if confirmed else "rejected", "who": by.id}
        notify(tx, now, record.person, NEWS, f"{record.id}/{by.id}", values, at_once=not confirmed)
    return after


def vouch_refusal(tx: Facts, now: datetime, by: Person, author: Author) -> Problem | None:
    """Why this person may not say yes for a co-author who has no phone; who answers for them may, nobody else."""
    if author.person == by.id or author.confirmed is not None:
        return Problem("innovation.not_an_author")
    return refusal(Action.REGISTER_FOR, by, day_in_hanoi(now), home_of(tx, author.person))


def vouch(tx: Transaction, now: datetime, by: Person, innovation_id: str, person: str) -> Innovation | Problem:
    """Record a co-author's yes on their behalf."""
    record = changeable(tx, now, by, innovation_id)
    if isinstance(record, Problem):
        return record
    own = next((author for author in record.authors if author.person and author.person == person), None)
    refused = vouch_refusal(tx, now, by, own) if own is not None else Problem("innovation.not_an_author")
    if refused is not None or own is None:
        return refused or Problem("innovation.not_an_author")
    recall(tx, person, AUTHORSHIP, record.id)
    authors = tuple(replace(author, confirmed=True) if author is own else author for author in record.authors)
    detail = f"{own.percent} ({own.name})"
    return changed(tx, now, by, record, replace(record, authors=authors), "authorship_confirmed", detail)


def keep_as_outsider(
    tx: Transaction, now: datetime, by: Person, innovation_id: str, person: str
) -> Innovation | Problem:
    """An author who has left the department stays one, as somebody outside."""
    record = changeable(tx, now, by, innovation_id)
    if isinstance(record, Problem):
        return record
    if person == record.person or person_here(tx, person, day_in_hanoi(now)) is not None:
        return Problem("innovation.author_here")
    authors = tuple(
        replace(author, person="", confirmed=True) if author.person == person else author for author in record.authors
    )
    return changed(tx, now, by, record, replace(record, authors=authors), "innovation_author_outside", person)
