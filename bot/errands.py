"""Errands: what a command has the running service do, since only one process may write to a store.

The command leaves a file in ``errands/`` of the data folder and waits for the answer beside it. The folder is its
owner's alone: whoever can leave an errand there could as well write the facts themselves.
"""

import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from shutil import rmtree

import msgspec

from plans.access import invite
from plans.model import Invitation, Person
from plans.problems import Problem, StoreUnwritable
from plans.store.disk import Disk
from plans.store.port import Store

FOLDER = "errands"
#: Seconds a command waits for its answer, and between two looks.
PATIENCE, GLANCE = 5.0, 0.05


@dataclass(frozen=True, slots=True)
class Errand:
    """Let this person in once with this code."""

    person: str
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """Until when the invitation holds, or the problem's code and values."""

    expires: datetime | None = None
    problem: str = ""
    values: dict[str, str] = field(default_factory=dict)


def have_done(folder: Path, errand: Errand, patience: float = PATIENCE) -> datetime | Problem | None:
    """Leave an errand and wait: until when the invitation holds, or why not; None when nobody takes errands here."""
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
    except FileNotFoundError:
        return None
    finally:
        left.unlink(missing_ok=True)
        answered.unlink(missing_ok=True)
    return answer.expires or Problem(answer.problem, answer.values)


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
        _put(left.with_suffix(".answer"), msgspec.json.encode(_carried_out(errand, store, now)))


def _carried_out(errand: Errand, store: Store, now: datetime) -> Answer:
    person = store.get(Person, errand.person)
    if person is None:
        return Answer(problem="action.not_in_roster", values={"person": errand.person})
    try:
        with store.transaction() as tx:
            outcome = invite(tx, now, person, errand.code)
    except StoreUnwritable as error:
        return Answer(problem="store.unwritable", values={"reason": str(error)})
    if isinstance(outcome, Invitation):
        return Answer(outcome.expires)
    return Answer(problem=outcome.code, values=dict(outcome.values))


def _put(path: Path, content: bytes) -> None:
    """A whole file or none."""
    draft = path.with_suffix(".draft")
    Disk().save(draft, content)
    draft.replace(path)
