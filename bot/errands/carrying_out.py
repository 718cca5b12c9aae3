"""What an errand does to the facts, in one transaction; the same with and without a running service."""

from datetime import datetime

from bot.errands.kinds import (
    AdoptPlan,
    AdoptReview,
    Counted,
    DropReview,
    Errand,
    ForgetPerson,
    ImportRegistrations,
    Invite,
    Invited,
    KeepReview,
    LoadRoster,
    Outcome,
    RevokeInvitations,
    SendLetters,
    SyncCalendar,
    UsualErrand,
    Where,
)
from bot.errands.office import OfficeErrand, carried_out_for_office
from bot.errands.standing import Cite, EnterHold, EnterResults, LiftHold, carried_out
from bot.inviting.codes import Doors
from bot.personal_data.leaving import forget_person
from calendar_sync.stamps import stamp_events
from plans.model.people import Person
from plans.model.plan import Plan
from plans.model.reaching import InvitationLetter
from plans.planning.adopting import adopt_plan
from plans.planning.reviewing import Adopted, adopt_review, drop_review, keep_review
from plans.problems import Problem
from plans.registrations.importing import Imported, import_registrations
from plans.staff.access import invite, revoke_invitations
from plans.staff.invitation_letters import request_letter
from plans.staff.roster_loading import load_roster
from plans.store.port import Store, Transaction

#: Where a service is reached that doesn't run.
NOWHERE = Doors("")


def carry_out(errand: Errand, store: Store, now: datetime) -> Outcome:
    """What the command asks for, in one transaction."""
    with store.transaction() as tx:
        if isinstance(errand, OfficeErrand):
            outcome: Outcome | Problem = carried_out_for_office(errand, tx, now)
        else:
            outcome = _carried_out(errand, tx, now)
        stamp_events(tx, now)
        return (outcome,) if isinstance(outcome, Problem) else outcome


def _carried_out(errand: UsualErrand, tx: Transaction, now: datetime) -> Outcome | Problem:
    match errand:
        case Where() | SyncCalendar():  # the service's own
            return NOWHERE
        case Invite() | SendLetters() | RevokeInvitations():
            return _let_in(errand, tx, now)
        case AdoptPlan():
            return adopt_plan(tx, now, None, errand.plan, force=errand.force)
        case LoadRoster():
            listed = (errand.department, errand.units, errand.people)
            return load_roster(tx, now, None, *listed, force=errand.force)
        case ImportRegistrations():
            return _imported(errand, tx, now)
        case EnterResults() | EnterHold() | LiftHold() | Cite():
            return carried_out(errand, tx, now)
        case ForgetPerson():
            return _forgotten(errand, tx, now)
        case DropReview():
            return drop_review(tx, now, None, errand.id)
        case KeepReview():
            return keep_review(tx, now, None, errand.review, errand.before)
        case AdoptReview():
            kept = keep_review(tx, now, None, errand.review, errand.before)
            if isinstance(kept, Problem):
                return kept
            adopted = adopt_review(tx, now, None, kept.id, force=errand.force)
            return adopted.plan if isinstance(adopted, Adopted) else adopted


def _imported(errand: ImportRegistrations, tx: Transaction, now: datetime) -> Imported | tuple[Problem, ...]:
    by, plan = tx.get(Person, errand.by), tx.get(Plan, errand.plan)
    if by is None or plan is None:
        return (_unknown(errand.by) if by is None else Problem("register.no_plan"),)
    overwrite = frozenset(errand.overwrite)
    return import_registrations(tx, now, by, plan, errand.grids, {}, overwrite=overwrite, reason=errand.reason)


def _forgotten(errand: ForgetPerson, tx: Transaction, now: datetime) -> Counted | Problem:
    person = tx.get(Person, errand.person)
    gone = forget_person(tx, now, person) if person else _unknown(errand.person)
    return gone if isinstance(gone, Problem) else Counted(gone.records)


def _let_in(
    errand: Invite | SendLetters | RevokeInvitations, tx: Transaction, now: datetime
) -> Invited | Counted | Problem:
    match errand:
        case Invite():
            return _invited(errand, tx, now)
        case SendLetters():
            asked = [_letter(tx, now, id) for id in errand.people]
            problems = tuple(each for each in asked if isinstance(each, Problem))
            return Counted(len(asked) - len(problems), problems)
        case RevokeInvitations():
            revoked = revoke_invitations(tx, now, errand.people)
            return revoked if isinstance(revoked, Problem) else Counted(len(revoked))


def _invited(errand: Invite, tx: Transaction, now: datetime) -> Invited | Problem:
    expires = now
    for id, codes in errand.codes.items():
        person = tx.get(Person, id)
        made = invite(tx, now, person, *codes, detail=errand.how) if person else _unknown(id)
        if isinstance(made, Problem):
            return made
        expires = made.expires
    return Invited(expires)


def _letter(tx: Transaction, now: datetime, id: str) -> InvitationLetter | Problem:
    person = tx.get(Person, id)
    return request_letter(tx, now, person) if person else _unknown(id)


def _unknown(person: str) -> Problem:
    return Problem("action.not_in_roster", {"person": person})
