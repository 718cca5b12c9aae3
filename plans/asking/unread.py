"""Sentences that nobody could answer, sent to the office by a tap: without their author, for thirty days.

Nothing here takes a person for an author, an hour or a place: neither the record nor the journal can tell who asked.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from plans.audit import audit
from plans.model.asking import Unread
from plans.model.people import Person
from plans.plain_text import printable
from plans.problems import Problem
from plans.rights import Action, office_refusal
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: So long after it was last sent, a sentence goes.
KEPT = timedelta(days=30)
#: So much of a sentence is kept, and so many sentences.
LONGEST, MOST = 200, 300
#: What the journal files changes of the list under: never the sentence itself, which is to go after thirty days.
SENTENCES = "unread"


def hand_in(tx: Transaction, now: datetime, text: str) -> Unread:
    """Keep a sentence for the office; one that is there already counts once more."""
    sweep_unread(tx, now)
    today = day_in_hanoi(now)
    fresh = Unread(printable(text)[:LONGEST], today, today)
    known = tx.get(Unread, fresh.id)
    if known is None and len(tx.all(Unread)) >= MOST:
        tx.delete(Unread, min(tx.all(Unread), key=lambda each: (each.day, each.times, each.id)).id)
    record = replace(known, day=today, times=known.times + 1) if known is not None else fresh
    tx.put(record)
    return record


def unread(facts: Facts, today: date) -> tuple[Unread, ...]:
    """What waits for the office: the most frequent first, otherwise by the alphabet, which tells nothing of when."""
    kept = (each for each in facts.all(Unread) if not _is_over(each, today))
    return tuple(sorted(kept, key=lambda each: (-each.times, each.id)))


def take_off(tx: Transaction, now: datetime, by: Person | None, sentence: Unread) -> Unread | Problem:
    """Take a sentence off the list: it has been dealt with, or is to be left."""
    refused = office_refusal(Action.MANAGE_NAMES, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    if tx.get(Unread, sentence.id) is None:
        return Problem("asking.sentence_gone")
    tx.delete(Unread, sentence.id)
    audit(tx, now, by, "take_off_unread", SENTENCES)
    return sentence


def over(facts: Facts, now: datetime) -> tuple[Unread, ...]:
    """The sentences that have been kept long enough."""
    return tuple(each for each in facts.all(Unread) if _is_over(each, day_in_hanoi(now)))


def sweep_unread(tx: Transaction, now: datetime) -> None:
    """Forget them."""
    for each in over(tx, now):
        tx.delete(Unread, each.id)


def _is_over(sentence: Unread, today: date) -> bool:
    return today - sentence.day >= KEPT
