"""Errands: what a command has the running service do, since only one process may write to a store.

The command leaves a file in ``errands/`` of the data folder and waits for the answer beside it. The folder is its
owner's alone: whoever can leave an errand there could as well write the facts themselves. Where no service runs, the
command carries the errand out itself.
"""

import secrets
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import TypeAlias, TypeVar

import msgspec

from calendar_sync.stamps import stamp_events
from plans.access import invite
from plans.adoption import RosterChange, adopt_plan, load_roster
from plans.draft import Review
from plans.model.people import Department, Person, Unit
from plans.model.plan import Plan
from plans.model.reaching import Invitation
from plans.problems import Problem, StoreUnwritable
from plans.reviewing import Adopted, adopt_review, drop_review, keep_review
from plans.store.disk import Disk
from plans.store.port import Store, Transaction

FOLDER = "errands"
#: Seconds a command waits for its answer, and between two looks.
PATIENCE, GLANCE = 10.0, 0.05


class Invite(msgspec.Struct, frozen=True, tag=True):
    """Let this person in once with this code."""

    person: str
    code: str

    def __repr__(self) -> str:
        return f"Invite({self.person!r})"  # the code opens a door: it belongs in no log


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


Errand: TypeAlias = Invite | AdoptPlan | LoadRoster | KeepReview | DropReview | AdoptReview
#: What comes of them, or why nothing came of it.
Outcome: TypeAlias = Invitation | Plan | RosterChange | Review | tuple[Problem, ...]
T = TypeVar("T", Invitation, Plan, RosterChange, Review)


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


def carry_out_errands(folder: Path, store: Store, now: datetime) -> None:
    """Carry out what has been left since the last look."""
    for left in sorted((folder / FOLDER).glob("*.errand")):
        try:
            errand = msgspec.json.decode(left.read_bytes(), type=Errand)
            left.unlink()
        except (OSError, msgspec.DecodeError):  # taken back, or no errand of ours
            left.unlink(missing_ok=True)
            continue
        try:
            outcome = carry_out(errand, store, now)
        except StoreUnwritable as error:
            outcome = (Problem("store.unwritable", {"reason": str(error)}),)
        problems = outcome if isinstance(outcome, tuple) else ()
        answer = Answer(problems, msgspec.Raw(msgspec.json.encode(outcome)))
        _put(left.with_suffix(".answer"), msgspec.json.encode(answer))


def carry_out(errand: Errand, store: Store, now: datetime) -> Outcome:
    """What the command asks for, in one transaction."""
    with store.transaction() as tx:
        outcome = _carried_out(errand, tx, now)
        stamp_events(tx, now)
        return (outcome,) if isinstance(outcome, Problem) else outcome


def _carried_out(errand: Errand, tx: Transaction, now: datetime) -> Outcome | Problem:
    match errand:
        case Invite():
            person = tx.get(Person, errand.person)
            return invite(tx, now, person, errand.code) if person else _unknown(errand.person)
        case AdoptPlan():
            return adopt_plan(tx, now, None, errand.plan, force=errand.force)
        case LoadRoster():
            listed = (errand.department, errand.units, errand.people)
            return load_roster(tx, now, None, *listed, force=errand.force)
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


def _unknown(person: str) -> Problem:
    return Problem("action.not_in_roster", {"person": person})


def _put(path: Path, content: bytes) -> None:
    """A whole file or none."""
    draft = path.with_suffix(".draft")
    Disk().save(draft, content)
    draft.replace(path)
