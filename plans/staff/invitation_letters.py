"""The outbox of invitations by e-mail: who is to get one, and what has become of an attempt.

A letter asked for is a record without a code; whoever sends it makes the code then, stores its hash, and only then
talks to the mail server.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from plans.audit import audit, known_as
from plans.model.people import Person
from plans.model.reaching import InvitationLetter
from plans.model.reminding import DeliveryState
from plans.problems import Problem
from plans.rights import Action, office_refusal
from plans.staff.access import invite
from plans.staff.people import person_here
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=2)
#: How long after a lost answer a letter is sent once more: its new code replaces the one that may have arrived.
DOUBT = timedelta(minutes=5)
#: After so many attempts (more than half a day) a letter is given up; the office sees it and can ask again.
MOST_ATTEMPTS = 10
#: What an address must look like (RFC 5322's dot-atom, and no encoded word); whether it exists only its server knows.
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
ADDRESS = re.compile(rf"(?=.{{1,64}}@)(?!.*=\?){_WORD}(\.{_WORD})*@(?=.{{1,255}}$)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

_WAITING = (DeliveryState.DUE, DeliveryState.CLAIMED, DeliveryState.FAILED)


class Outcome(StrEnum):
    """What a mail server did with a letter."""

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    UNCERTAIN = "uncertain"


def is_address(text: str) -> bool:
    """Whether a letter can be addressed to this."""
    return ADDRESS.fullmatch(text) is not None


def is_waiting(letter: InvitationLetter) -> bool:
    """Whether it is still to go out."""
    return letter.state in _WAITING or (letter.state is DeliveryState.UNCERTAIN and letter.retry_at is not None)


def request_letter(
    tx: Transaction, now: datetime, person: Person, by: Person | None = None
) -> InvitationLetter | Problem:
    """Put an invitation by e-mail into the outbox: at most one a day for each person."""
    today = day_in_hanoi(now)
    if refused := office_refusal(Action.INVITE, by, today):
        return refused
    if person_here(tx, person.id, today) is None:
        return Problem("action.not_in_roster", {"person": person.name})
    if not person.email:
        return Problem("invite.no_email", {"person": person.name})
    if not is_address(person.email):
        return Problem("invite.bad_email", {"person": person.name, "email": person.email})
    before = tx.get(InvitationLetter, person.id)
    if before is not None and is_waiting(before):
        return Problem("invite.letter_waits", {"person": person.name})
    gone_out = (DeliveryState.SENT, DeliveryState.UNCERTAIN)
    if before is not None and before.state in gone_out and day_in_hanoi(before.at) == today:
        return Problem("invite.letter_today", {"person": person.name})
    letter = InvitationLetter(person.id, DeliveryState.DUE, now, by=known_as(by))
    tx.put(letter)
    audit(tx, now, by, "request_letter", person.id)
    return letter


def due_letters(facts: Facts, now: datetime) -> tuple[InvitationLetter, ...]:
    """Which letters are to be tried now, the longest waiting first."""
    due = [each for each in facts.all(InvitationLetter) if is_waiting(each) and (each.retry_at or each.at) <= now]
    return tuple(sorted(due, key=lambda letter: letter.at))


def claim_letter(
    tx: Transaction, now: datetime, id: str, codes: Collection[str]
) -> tuple[InvitationLetter, Person] | None:
    """Make it durable that this letter is about to be sent with these codes; None when it isn't to be sent any more."""
    letter = tx.get(InvitationLetter, id)
    if letter is None or not is_waiting(letter):
        return None
    person = person_here(tx, id, day_in_hanoi(now))
    if person is None or not is_address(person.email):
        tx.put(replace(letter, state=DeliveryState.SKIPPED, at=now, retry_at=None, reason="invite.letter_stopped"))
        return None
    doubtful = letter.state in (DeliveryState.CLAIMED, DeliveryState.UNCERTAIN)
    if doubtful and letter.again:
        tx.put(replace(letter, state=DeliveryState.UNCERTAIN, at=now, retry_at=None))
        return None
    invitation = invite(tx, now, person, *codes, detail="email")
    if isinstance(invitation, Problem):
        return None
    claimed = replace(
        letter,
        state=DeliveryState.CLAIMED,
        at=now,
        attempts=letter.attempts + 1,
        retry_at=None,
        again=letter.again or doubtful,
    )
    tx.put(claimed)
    return claimed, person


def settle_letter(
    tx: Transaction, now: datetime, claimed: InvitationLetter, outcome: Outcome, problem: Problem | None = None
) -> InvitationLetter | None:
    """Write down what has become of an attempt; None when the letter was taken back or asked for anew meanwhile."""
    if tx.get(InvitationLetter, claimed.person) != claimed:
        return None
    values = dict(problem.values) if problem else {}
    settled = replace(claimed, at=now, reason=problem.code if problem else "", values=values)
    match outcome:
        case Outcome.SENT:
            settled = replace(settled, state=DeliveryState.SENT)
        case Outcome.REFUSED:
            settled = replace(settled, state=DeliveryState.SKIPPED)
        case Outcome.UNCERTAIN:
            retry_at = None if claimed.again else now + DOUBT
            settled = replace(settled, state=DeliveryState.UNCERTAIN, retry_at=retry_at)
        case Outcome.LATER if claimed.attempts >= MOST_ATTEMPTS:
            settled = replace(settled, state=DeliveryState.SKIPPED)
        case Outcome.LATER:
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (claimed.attempts - 1))
            settled = replace(settled, state=DeliveryState.FAILED, retry_at=now + pause)
    tx.put(settled)
    audit(tx, now, None, "send_letter", claimed.person, settled.state)
    return settled
