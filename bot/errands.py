"""Errands: what a command has the running service do, since only one process may write to a store.

The command leaves a file in ``errands/`` of the data folder and waits for the answer beside it. The folder is its
owner's alone: whoever can leave an errand there could as well write the facts themselves. Where no service runs, the
command carries the errand out itself.
"""

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import TypeAlias, TypeVar

import msgspec

from bot.inviting.codes import Doors
from bot.office_errands import OfficeErrand, OfficeResult, carried_out_for_office
from bot.personal_data.leaving import forget_person
from bot.standing_errands import (
    Cite,
    EnterHold,
    EnterResults,
    LiftHold,
    StandingErrand,
    StandingResult,
    carried_out,
)
from calendar_sync.stamps import stamp_events
from plans.calendars.server_state import go_on
from plans.model.people import Department, Person, Unit
from plans.model.person_lists import Grid
from plans.model.plan import Plan
from plans.model.reaching import InvitationLetter
from plans.planning.adopting import adopt_plan
from plans.planning.draft import Review
from plans.planning.reviewing import Adopted, adopt_review, drop_review, keep_review
from plans.problems import Problem, StoreUnwritable
from plans.registrations.importing import Imported, import_registrations
from plans.staff.access import invite, revoke_invitations
from plans.staff.invitation_letters import request_letter
from plans.staff.roster_loading import RosterChange, load_roster
from plans.store.disk import Disk
from plans.store.port import Store, Transaction

FOLDER = "errands"
#: Seconds a command waits for its answer, and between two looks.
PATIENCE, GLANCE = 10.0, 0.05
#: Where a service is reached that doesn't run.
NOWHERE = Doors("")


class Invite(msgspec.Struct, frozen=True, tag=True):
    """Let each of these people (by id) in once with each of their codes; `how` they are handed over."""

    codes: dict[str, tuple[str, ...]]
    how: str = "link"

    def __repr__(self) -> str:
        return f"Invite({sorted(self.codes)})"  # the codes open doors: they belong in no log


class SendLetters(msgspec.Struct, frozen=True, tag=True):
    """Put an invitation by e-mail into the outbox for each of these people."""

    people: tuple[str, ...]


class RevokeInvitations(msgspec.Struct, frozen=True, tag=True):
    """Take back the unused invitations of these people."""

    people: tuple[str, ...]


class Where(msgspec.Struct, frozen=True, tag=True):
    """Where the running service is reached."""


class SyncCalendar(msgspec.Struct, frozen=True, tag=True):
    """Bring the calendar server up to date now; the report of the round bears this ticket.

    With `go_on`, what the office was asked about is done, too.
    """

    ticket: str
    go_on: bool = False


class AdoptPlan(msgspec.Struct, frozen=True, tag=True):
    """Put this plan in force."""

    plan: Plan
    force: bool = False


class LoadRoster(msgspec.Struct, frozen=True, tag=True):
    """Replace units and people."""

    department: Department
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    force: bool = False


class KeepReview(msgspec.Struct, frozen=True, tag=True):
    """Put this review away as it is now; `before` is what the store had when the work on it began."""

    review: Review
    before: Review | None


class DropReview(msgspec.Struct, frozen=True, tag=True):
    """Drop the review of that id."""

    id: str


class AdoptReview(msgspec.Struct, frozen=True, tag=True):
    """Put the plan of this review in force; `before` as for `KeepReview`."""

    review: Review
    before: Review | None
    force: bool = False


class ImportRegistrations(msgspec.Struct, frozen=True, tag=True):
    """Take this list over on behalf, in the name of `by`; `overwrite` has whose own answers give way."""

    plan: str
    by: str
    grids: tuple[Grid, ...]
    reason: str = ""
    overwrite: tuple[str, ...] = ()


class ForgetPerson(msgspec.Struct, frozen=True, tag=True):
    """Remove what need not be kept of this person, who has left."""

    person: str


class Invited(msgspec.Struct, frozen=True):
    """The codes let people in until then."""

    expires: datetime


class Counted(msgspec.Struct, frozen=True):
    """To how many it was done, and why not to the others."""

    n: int
    problems: tuple[Problem, ...] = ()


_Usual: TypeAlias = (
    SendLetters
    | RevokeInvitations
    | Where
    | SyncCalendar
    | ImportRegistrations
    | ForgetPerson
    | Invite
    | AdoptPlan
    | LoadRoster
    | KeepReview
    | DropReview
    | AdoptReview
    | StandingErrand
)
Errand: TypeAlias = _Usual | OfficeErrand
#: What comes of them, or why nothing came of it.
Result: TypeAlias = Counted | Doors | Imported | Invited | Plan | RosterChange | Review | StandingResult | OfficeResult
Outcome: TypeAlias = Result | tuple[Problem, ...]
T = TypeVar("T", bound=Result)


class Answer(msgspec.Struct, frozen=True):
    """What came of an errand, on its way back."""

    problems: tuple[Problem, ...]
    outcome: msgspec.Raw


def have_done(
    folder: Path, errand: Errand, kind: type[T], patience: float = PATIENCE
) -> T | tuple[Problem, ...] | None:
    """Leave an errand and wait for what came of it, of that `kind`; None when nobody takes errands here."""
    place = folder / FOLDER
    if not place.is_dir():
        return None
    left = place / f"{secrets.token_hex(8)}.errand"
    answered = left.with_suffix(".answer")
    _put(left, msgspec.json.encode(errand))
    end = time.monotonic() + patience
    while not answered.exists() and time.monotonic() < end:
        time.sleep(GLANCE)
    try:
        answer = msgspec.json.decode(answered.read_bytes(), type=Answer)
        return answer.problems or msgspec.json.decode(answer.outcome, type=kind)
    except FileNotFoundError:
        return None
    finally:
        left.unlink(missing_ok=True)
        answered.unlink(missing_ok=True)


def take_errands(folder: Path) -> None:
    """Begin to take errands; what an earlier life left behind is swept away."""
    place = folder / FOLDER
    with suppress(FileNotFoundError):
        rmtree(place)
    place.mkdir(mode=0o700)


def carry_out_errands(
    folder: Path, store: Store, now: datetime, doors: Doors = NOWHERE, sync: Callable[[str], None] | None = None
) -> None:
    """Carry out what has been left since the last look.

    `doors` is where this service is reached; `sync` begins a round of publishing, where the service does any.
    """
    for left in sorted((folder / FOLDER).glob("*.errand")):
        try:
            errand = msgspec.json.decode(left.read_bytes(), type=Errand)
            left.unlink()
        except (OSError, msgspec.DecodeError):  # taken back, or no errand of ours
            left.unlink(missing_ok=True)
            continue
        try:
            outcome = _asked_of_service(errand, store, now, doors, sync) or carry_out(errand, store, now)
        except StoreUnwritable as error:
            outcome = (Problem("store.unwritable", {"reason": str(error)}),)
        problems = outcome if isinstance(outcome, tuple) else ()
        answer = Answer(problems, msgspec.Raw(msgspec.json.encode(outcome)))
        _put(left.with_suffix(".answer"), msgspec.json.encode(answer))


def _asked_of_service(
    errand: Errand, store: Store, now: datetime, doors: Doors, sync: Callable[[str], None] | None
) -> Outcome | None:
    """What only the service itself can do or say; None for what is done in the store."""
    match errand:
        case Where():
            return doors
        case SyncCalendar(ticket, allowing):
            if sync is None:
                return (Problem("sync.no_server"),)
            if allowing:
                with store.transaction() as tx:
                    allowed = go_on(tx, now, None)
                if isinstance(allowed, Problem):
                    return (allowed,)
            sync(ticket)
            return Counted(1)
        case _:
            return None


def carry_out(errand: Errand, store: Store, now: datetime) -> Outcome:
    """What the command asks for, in one transaction."""
    with store.transaction() as tx:
        if isinstance(errand, OfficeErrand):
            outcome: Outcome | Problem = carried_out_for_office(errand, tx, now)
        else:
            outcome = _carried_out(errand, tx, now)
        stamp_events(tx, now)
        return (outcome,) if isinstance(outcome, Problem) else outcome


def _carried_out(errand: _Usual, tx: Transaction, now: datetime) -> Outcome | Problem:
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


def _put(path: Path, content: bytes) -> None:
    """A whole file or none."""
    draft = path.with_suffix(".draft")
    Disk().save(draft, content)
    draft.replace(path)
