"""What can be asked of the service, and what comes of it: an errand of another kind is a class here, or in its room."""

from datetime import datetime
from typing import TypeAlias

import msgspec

from bot.errands.office import OfficeErrand, OfficeResult
from bot.errands.standing import StandingErrand, StandingResult
from bot.inviting.codes import Doors
from plans.model.people import Department, Person, Unit
from plans.model.person_lists import Grid
from plans.model.plan import Plan
from plans.planning.draft import Review
from plans.problems import Problem
from plans.registrations.importing import Imported
from plans.staff.roster_loading import RosterChange


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


UsualErrand: TypeAlias = (
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
Errand: TypeAlias = UsualErrand | OfficeErrand
#: What comes of them, or why nothing came of it.
Result: TypeAlias = Counted | Doors | Imported | Invited | Plan | RosterChange | Review | StandingResult | OfficeResult
Outcome: TypeAlias = Result | tuple[Problem, ...]
