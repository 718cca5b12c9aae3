"""What a command works on: the data folder's store, or (``--demo``) the demo department in memory."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import update_wrapper
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, TypeVar

import click
from platformdirs import user_data_path

from bot.clock import system_clock
from bot.demo import START, fill_demo
from bot.errands.carrying_out import carry_out
from bot.errands.exchange import have_done
from bot.errands.kinds import Errand, Outcome, Result
from bot.messages import Answered, ReadMark, Upload
from locales.catalogue import HANOI, Texts
from plans.model.people import Person
from plans.office.days import follow
from plans.problems import Problem, StoreLocked, UserError
from plans.staff.people import find_people
from plans.store.memory import MemoryStore
from plans.store.port import Facts, Record, Store
from plans.store.tinydb_store import TinyStore, read_snapshot

#: Record types of the outer layers that the store keeps beside those of `plans.model`.
KINDS: tuple[type[Record], ...] = (Answered, ReadMark, Upload)


def default_folder() -> Path:
    """Where the facts are kept when ``--data`` is left out: ``DONDOC_DATA``, else a per-user folder."""
    return Path(os.environ.get("DONDOC_DATA") or user_data_path("dondoc", appauthor=False))


def moment(day: date) -> datetime:
    """08:00 of a day in Viet Nam, when an office opens."""
    return datetime.combine(day, time(8), HANOI).astimezone(UTC)


Done = TypeVar("Done", bound=Result)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a command reads and writes. With `demo`, everything happens in memory and is gone afterwards."""

    folder: Path
    demo: bool
    texts: Texts

    def facts(self) -> Facts:
        """The facts as they are now, to read only; a running server is not disturbed."""
        facts: Facts = self._demo_store() if self.demo else read_snapshot(self.folder, kinds=KINDS)
        follow(facts)
        return facts

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, to write to; refused while another process has it."""
        store = self._demo_store() if self.demo else TinyStore.open(self.folder, kinds=KINDS)
        try:
            follow(store)
            yield store
        finally:
            store.close()

    def carry_out(self, errand: Errand, kind: type[Done]) -> Done:
        """Do it in the store, or have the running service do it; what comes of it, or `UserError` with the problems."""
        outcome: Outcome | None
        try:
            with self.store() as store:
                outcome = carry_out(errand, store, self.now())
        except StoreLocked:
            outcome = have_done(self.folder, errand, kind)
            if outcome is None:
                raise
        if isinstance(outcome, tuple):
            raise UserError(*outcome)
        if not isinstance(outcome, kind):
            raise TypeError(f"{errand} ends in {kind}")
        return outcome

    def now(self, today: date | None = None) -> datetime:
        """The instant to answer for: the morning of the day asked for, else the demo's start, else the present."""
        if today is not None:
            return moment(today)
        return START if self.demo else system_clock()

    @staticmethod
    def _demo_store() -> MemoryStore:
        store = MemoryStore()
        fill_demo(store)
        return store


def person_named(facts: Facts, text: str) -> Person:
    """The one person meant by an id or (part of) a name; `UserError` lists the candidates when it is not just one."""
    found = find_people(facts, text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UserError(Problem("cli.nobody", {"text": text}))
    names = "; ".join(f"{person.name} ({person.id})" for person in found)
    raise UserError(Problem("cli.several", {"text": text, "names": names}))


def read_file(path: Path, most: int) -> bytes:
    """What a file holds; of one longer than `most` bytes no more than shows that it is. Raises `OSError`.

    Folders are refused, and so are pipes and devices, of which nobody knows when they end.
    """
    mode = path.stat().st_mode
    if not S_ISREG(mode):
        code = errno.EISDIR if S_ISDIR(mode) else errno.EINVAL
        raise OSError(code, os.strerror(code))
    with path.open("rb") as file:
        return file.read(most + 1)


def write_file(path: Path, content: bytes) -> None:
    """Write a file that a command was asked for; `UserError` says why it cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UserError(Problem("cli.unwritable", {"path": str(path), "reason": error.strerror or ""})) from error


F = TypeVar("F", bound=Callable[..., Any])


def works_on(command: F) -> F:
    """Give a command ``--data`` and ``--demo`` and hand it the `Workspace` they name."""

    @click.pass_obj
    def working(texts: Texts, /, *, data: Path | None, demo: bool, **arguments: Any) -> Any:
        return command(Workspace(data or default_folder(), demo, texts), **arguments)

    options = (
        click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="cli.option_data"),
        click.option("--demo", is_flag=True, help="cli.option_demo"),
    )
    update_wrapper(working, command)
    for option in options:
        working = option(working)
    return working  # type: ignore[return-value]  # the same command with two more options


class Day(click.ParamType[date]):
    """A day on the command line: 2024-02-20 or 20/02/2024."""

    name = "date"
    #: Another year is a slip, and one at the end of the calendar has no next month.
    years = range(1990, 2200)

    @classmethod
    def read(cls, text: str) -> date | None:
        """The day that is written there; None if there is no such day, or its year is out of the question."""
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                day = datetime.strptime(text, form).replace(tzinfo=HANOI).date()
            except ValueError:
                continue
            if day.year in cls.years:
                return day
        return None

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if (day := self.read(value)) is not None:
            return day
        texts: Texts = ctx.obj if ctx else Texts()
        raise click.BadParameter(texts("cli.no_such_day", value=value), ctx, param)
