"""How a command and the running service hand each other errands and answers.

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
from typing import TypeVar

import msgspec

from bot.errands.carrying_out import NOWHERE, carry_out
from bot.errands.kinds import Counted, Errand, Outcome, Result, SyncCalendar, Where
from bot.inviting.codes import Doors
from plans.calendars.server_state import go_on
from plans.problems import Problem, StoreUnwritable
from plans.store.disk import Disk
from plans.store.port import Store

FOLDER = "errands"
#: Seconds a command waits for its answer, and between two looks.
PATIENCE, GLANCE = 10.0, 0.05

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


def _put(path: Path, content: bytes) -> None:
    """A whole file or none."""
    draft = path.with_suffix(".draft")
    Disk().save(draft, content)
    draft.replace(path)
