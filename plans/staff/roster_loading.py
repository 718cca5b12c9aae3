"""Taking a new roster over: who comes and changes, and what ends for whoever goes. The manner of `plans.actions`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from plans.audit import audit
from plans.calendars.addresses import close_addresses
from plans.documents.bodies import matched
from plans.duties.renaming import carry_over
from plans.model.people import Department, Person, Unit
from plans.model.person_lists import PendingList
from plans.model.plan import Plan
from plans.model.publishing import CalendarAccount
from plans.model.reaching import Contact, Dialogue, Invitation, InvitationLetter, WebSession
from plans.model.reminding import DeliveryState
from plans.problems import Problem
from plans.rights import Action, office_refusal
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi

#: A list without so many people, and more than half of those here, is rather the wrong one: their chats would close.
MANY = 5


@dataclass(frozen=True, slots=True)
class RosterChange:
    """Who came (anew or again), whose entry changed and who left with a new roster (ids, in its order)."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    left: tuple[str, ...]


def load_roster(
    tx: Transaction,
    now: datetime,
    by: Person | None,
    department: Department,
    units: Iterable[Unit],
    people: Iterable[Person],
    *,
    force: bool = False,
) -> RosterChange | Problem:
    """Replace units and people by a new list. Whoever is missing from it has left today; their history stays.

    A list that would let most people go is rather the wrong file, and is refused unless `force`. The bodies of the
    plans in force are matched to the new units, and what a renamed unit has done stays its own.
    """
    refused = office_refusal(Action.LOAD_ROSTER, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    today = day_in_hanoi(now)
    listed = {person.id: person for person in people}
    if not listed:
        return Problem("action.roster_empty")
    known = {person.id: person for person in tx.all(Person)}
    roster, change = _merged(known, listed, today)
    here = sum(person.is_here(today) for person in known.values())
    if not force and len(change.left) >= MANY and 2 * len(change.left) > here:
        return Problem("action.many_leave", {"n": str(len(change.left)), "here": str(here)})
    wanted, had = tuple(units), tx.all(Unit)
    same_units = _replace_units(tx, wanted)
    carry_over(tx, had, wanted)
    for plan in tx.all(Plan):
        tx.put(matched(plan, wanted))
    if change == RosterChange((), (), ()) and same_units and tx.get(Department, department.id) == department:
        return change
    tx.put(department)
    for person in roster.values():
        tx.put(person)
    # Whoever comes back after a listed day of leaving comes in by a new invitation, as anybody else who returns.
    gone = {id for people in (known, roster) for id, person in people.items() if not person.is_here(today)}
    _close_doors(tx, now, gone)
    close_addresses(tx, now, by, known, had)
    counts = f"+{len(change.added)} ~{len(change.changed)} -{len(change.left)}"
    audit(tx, now, by, "load_roster", department.name, counts)
    return change


def _merged(
    known: Mapping[str, Person], listed: Mapping[str, Person], today: date
) -> tuple[Mapping[str, Person], RosterChange]:
    """Everybody listed, and whoever was here and is not listed, as having left today; and what that changes."""
    missing = [person for person in known.values() if person.id not in listed and person.is_here(today)]
    roster = {**listed, **{person.id: replace(person, left=today) for person in missing}}
    back = {id for id in listed.keys() & known.keys() if listed[id].is_here(today) and not known[id].is_here(today)}
    change = RosterChange(
        added=tuple(id for id in listed if id not in known or id in back),
        changed=tuple(id for id, was in listed.items() if id in known.keys() - back and known[id] != was),
        left=tuple(id for id, was in known.items() if was.is_here(today) and not roster[id].is_here(today)),
    )
    return roster, change


def _replace_units(tx: Transaction, units: tuple[Unit, ...]) -> bool:
    """Keep exactly these units; returns whether they were the same before."""
    before = {unit.id: unit for unit in tx.all(Unit)}
    wanted = {unit.id: unit for unit in units}
    for id in before.keys() - wanted.keys():
        tx.delete(Unit, id)
    for unit in units:
        tx.put(unit)
    return before == wanted


def _close_doors(tx: Transaction, now: datetime, gone: set[str]) -> None:
    """End every way in of people who have left: sessions, addresses, unused invitations, calendar accounts.

    What they had begun (a dialogue, a list that waits to be confirmed) goes too.
    """
    for invitation in tx.all(Invitation):
        if invitation.person in gone and invitation.is_open(now):
            tx.put(replace(invitation, expires=now))
    for letter in tx.all(InvitationLetter):
        if letter.person in gone and letter.state in (DeliveryState.DUE, DeliveryState.FAILED):
            tx.delete(InvitationLetter, letter.id)
    for id in gone:
        tx.delete(Dialogue, id)
        tx.delete(PendingList, id)
    for account in tx.all(CalendarAccount):
        if account.person in gone:
            tx.delete(CalendarAccount, account.id)
    for session in tx.all(WebSession):
        if session.person in gone:
            tx.delete(WebSession, session.id)
    for contact in tx.all(Contact):
        if contact.person in gone and contact.active:
            tx.put(replace(contact, active=False, reason="left"))
