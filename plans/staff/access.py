"""The ways in and out: invitations, sessions, addresses on channels, languages.

The same manner as `plans.actions`: refusals are `Problem`s and write nothing, every change leaves an audit entry.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from plans.audit import audit, known_as
from plans.model.people import Person, Preference
from plans.model.publishing import CalendarAccount
from plans.model.reaching import Contact, Invitation, InvitationLetter, LinksEnded, WebSession
from plans.model.reminding import DeliveryState
from plans.problems import Problem
from plans.rights import Action, office_refusal, refusal
from plans.staff.people import digest_of, person_here, phone_number
from plans.staff.push_subscriptions import sweep_subscriptions
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi

INVITATION_LASTS = timedelta(days=7)
SESSION_LASTS = timedelta(days=30)
SHARED_SESSION_LASTS = timedelta(minutes=15)
#: Why a channel lets an address rest. One that rests for another reason (its owner has left) does not wake by itself.
BLOCKED = "blocked"
UNREACHABLE = "unreachable"


def choose_language(tx: Transaction, now: datetime, by: Person, language: str) -> Preference | Problem:
    """Speak this language to the person from now on, whatever the roster says."""
    refused = refusal(Action.CHOOSE_LANGUAGE, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    record = Preference(by.id, language)
    if tx.get(Preference, record.id) != record:
        tx.put(record)
        audit(tx, now, by, "choose_language", by.id, language)
    return record


def invite(
    tx: Transaction, now: datetime, person: Person, *codes: str, by: Person | None = None, detail: str = ""
) -> Invitation | Problem:
    """Let a person in once with each of these codes, for a week; earlier ones no longer let them in.

    The codes themselves are never stored. `detail` says for the record how they are handed over.
    """
    today = day_in_hanoi(now)
    if refused := office_refusal(Action.INVITE, by, today):
        return refused
    if person_here(tx, person.id, today) is None:
        return Problem("action.not_in_roster", {"person": person.name})
    for earlier in tx.all(Invitation):
        if earlier.person == person.id:
            tx.delete(Invitation, earlier.id)
    made = [Invitation(digest_of(code), person.id, now, now + INVITATION_LASTS, by=known_as(by)) for code in codes]
    for record in made:
        tx.put(record)
    audit(tx, now, by, "invite", person.id, detail)
    return made[0]


def revoke_invitations(
    tx: Transaction, now: datetime, people: Collection[str], by: Person | None = None
) -> tuple[Invitation, ...] | Problem:
    """Take back every unused invitation of these people; which ones. Letters not yet sent don't go out either."""
    if refused := office_refusal(Action.INVITE, by, day_in_hanoi(now)):
        return refused
    taken_back = []
    for invitation in tx.all(Invitation):
        if invitation.person in people and invitation.is_open(now):
            taken_back.append(replace(invitation, expires=now))
            tx.put(taken_back[-1])
    for letter in tx.all(InvitationLetter):
        if letter.person in people and letter.state in (DeliveryState.DUE, DeliveryState.FAILED):
            tx.delete(InvitationLetter, letter.id)
            audit(tx, now, by, "revoke_letter", letter.person)
    for person in sorted({invitation.person for invitation in taken_back}):
        audit(tx, now, by, "revoke_invitations", person)
    return tuple(taken_back)


def accept_invitation(tx: Transaction, now: datetime, code: str, channel: str, address: str) -> Person | Problem:
    """Link an address to the invited person; an unknown, used or expired code all get the same answer.

    An address that was somebody else's becomes this person's alone.
    """
    invitation = tx.get(Invitation, digest_of(code.strip()))
    if invitation is None or not invitation.is_open(now):
        return Problem("action.invitation_invalid")
    person = person_here(tx, invitation.person, day_in_hanoi(now))
    if person is None:
        return Problem("action.invitation_invalid")
    tx.put(replace(invitation, used_at=now))
    _link(tx, now, person, channel, address)
    audit(tx, now, person, "accept_invitation", person.id, channel)
    return person


def accept_phone(tx: Transaction, now: datetime, phone: str, channel: str, address: str) -> Person | Problem:
    """Link the address of somebody whose number the channel vouches for: the one person here who has that number.

    A number of nobody, of several people or of somebody who has left gets the answer of a wrong code.
    """
    number, today = phone_number(phone), day_in_hanoi(now)
    found = [
        person for person in tx.all(Person) if person.is_here(today) and number and phone_number(person.phone) == number
    ]
    if len(found) != 1:
        return Problem("action.invitation_invalid")
    (person,) = found
    _link(tx, now, person, channel, address)
    audit(tx, now, person, "accept_phone", person.id, channel)
    return person


def _link(tx: Transaction, now: datetime, person: Person, channel: str, address: str) -> None:
    tx.put(Contact(channel, address, person.id, now))


def open_web_session(
    tx: Transaction, now: datetime, person: Person, cookie: str, shared: bool, by_letter: bool = False
) -> WebSession | Problem:
    """Let a browser in; on a shared computer only for a quarter of an hour. Expired sessions are swept on the way."""
    refused = refusal(Action.ASK, person, day_in_hanoi(now))
    if refused is not None:
        return refused
    for session in tx.all(WebSession):
        if now >= session.expires:
            tx.delete(WebSession, session.id)
    sweep_subscriptions(tx, now)
    lasts = SHARED_SESSION_LASTS if shared else SESSION_LASTS
    record = WebSession(digest_of(cookie), person.id, now, now + lasts, shared, by_letter)
    tx.put(record)
    audit(tx, now, person, "open_web_session", person.id, "shared" if shared else "")
    return record


def close_web_session(tx: Transaction, now: datetime, cookie: str) -> WebSession | None:
    """End a browser's session; returns what was ended."""
    session = tx.get(WebSession, digest_of(cookie))
    if session is not None:
        tx.delete(WebSession, session.id)
        sweep_subscriptions(tx, now)
        audit(tx, now, tx.get(Person, session.person), "close_web_session", session.person)
    return session


def end_web_session(tx: Transaction, now: datetime, by: Person | None, session: str) -> WebSession | Problem:
    """End the session of that id: one's own, or as the office anybody's."""
    found = tx.get(WebSession, session)
    if refused := _not_theirs(by, found.person if found else "", now):
        return refused
    if found is None:
        return Problem("invite.device_gone")
    tx.delete(WebSession, session)
    sweep_subscriptions(tx, now)
    audit(tx, now, by, "end_web_session", found.person)
    return found


def unlink_contact(tx: Transaction, now: datetime, by: Person | None, contact: str) -> Contact | Problem:
    """Let go of the address of that id: one's own, or as the office anybody's. Only an invitation links it again."""
    found = tx.get(Contact, contact)
    if refused := _not_theirs(by, found.person if found else "", now):
        return refused
    if found is None:
        return Problem("invite.device_gone")
    tx.delete(Contact, contact)
    audit(tx, now, by, "unlink_contact", found.person, found.channel)
    return found


def end_all_devices(tx: Transaction, now: datetime, by: Person | None, person: Person) -> int | Problem:
    """End every session, the calendar account and the links in letters of a person, and let go of all their addresses.

    That is for a phone that is lost. How many sessions and addresses there were.
    """
    if refused := _not_theirs(by, person.id, now):
        return refused
    sessions = [each.id for each in tx.all(WebSession) if each.person == person.id]
    contacts = [each.id for each in tx.all(Contact) if each.person == person.id]
    for id in sessions:
        tx.delete(WebSession, id)
    sweep_subscriptions(tx, now)
    for id in contacts:
        tx.delete(Contact, id)
    account = tx.get(CalendarAccount, person.id)
    if account is not None:
        tx.delete(CalendarAccount, account.id)
    if person.email:
        tx.put(LinksEnded(person.id, now))
    if sessions or contacts or account or person.email:
        audit(tx, now, by, "end_all_devices", person.id)
    return len(sessions) + sum(1 for id in contacts if not id.startswith("web:"))


def end_letter_links(tx: Transaction, now: datetime, by: Person | None, person: Person) -> LinksEnded | Problem:
    """End the links in all letters to a person so far: one's own, or as the office anybody's."""
    if refused := _not_theirs(by, person.id, now):
        return refused
    record = LinksEnded(person.id, now)
    tx.put(record)
    audit(tx, now, by, "end_letter_links", person.id)
    return record


def _not_theirs(by: Person | None, owner: str, now: datetime) -> Problem | None:
    """Why somebody may not end what belongs to that person."""
    own = by is not None and by.id == owner
    return office_refusal(Action.ASK if own else Action.INVITE, by, day_in_hanoi(now))


def rest_contact(tx: Transaction, now: datetime, channel: str, address: str, reason: str) -> Contact | None:
    """Stop using an address that the channel says is dead; it comes back by a new invitation, or `wake_contact`."""
    contact = tx.get(Contact, f"{channel}:{address}")
    if contact is None or not contact.active:
        return contact
    rested = replace(contact, active=False, reason=reason)
    tx.put(rested)
    audit(tx, now, channel, "rest_contact", contact.person, reason)
    return rested


def wake_contact(tx: Transaction, now: datetime, channel: str, address: str) -> Contact | None:
    """Use an address again that was blocked or unreachable: its owner is writing from it."""
    contact = tx.get(Contact, f"{channel}:{address}")
    if contact is None or contact.active or contact.reason not in (BLOCKED, UNREACHABLE):
        return contact
    woken = replace(contact, active=True, reason="")
    tx.put(woken)
    audit(tx, now, channel, "wake_contact", contact.person)
    return woken


def move_contact(tx: Transaction, now: datetime, channel: str, old: str, new: str) -> Contact | None:
    """Follow an address that the channel has changed."""
    contact = tx.get(Contact, f"{channel}:{old}")
    if contact is None or old == new:
        return contact
    moved = replace(contact, address=new)
    tx.delete(Contact, contact.id)
    tx.put(moved)
    audit(tx, now, channel, "move_contact", contact.person)
    return moved
