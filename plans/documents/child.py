"""Reading a document in a process of its own: ``python -m plans.documents.child``, started by `bot.documents.reading`.

Standard input is one line of JSON (`Order`) and the document; it stays open, and its end means that whoever asked is
gone. Standard output is lines of JSON (`Said`), the last of which has the outcome. The process belongs to a session of
its own, so that the programs it starts end with it.
"""

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TypeAlias

import msgspec

from plans.documents.extraction.secrecy import is_secret
from plans.documents.formats.registry import read_outline
from plans.documents.grids import is_table_file, read_grids
from plans.documents.list_kinds import list_kind
from plans.documents.office_file import ENDING, OfficeFile, read_office_file
from plans.documents.outline import Outline
from plans.model.person_lists import PersonList
from plans.planning.draft import Draft
from plans.problems import Problem

#: Texts that are tables only by chance.
_PROSE = frozenset({".txt", ".md"})
#: What is wrong with a table whatever it is about.
_FINAL = frozenset({"file.too_many_rows", "file.too_much_in_table", "reading.secret"})
Extract: TypeAlias = Callable[[Outline], Draft | Problem]


class Order(msgspec.Struct, frozen=True):
    """What to read: the document's name, its length in bytes, the folder for temporary files, and what may be used.

    `memory` is in bytes of address space, `seconds` of processor time; both hold for every program that is started.
    """

    name: str
    size: int
    folder: str
    memory: int
    seconds: int


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line: how many of how many pages are read, or the outcome, or where the reading broke off."""

    page: int = 0
    pages: int = 0
    draft: Draft | None = None
    listed: PersonList | None = None
    office: OfficeFile | None = None
    problem: Problem | None = None
    crash: str = ""


def main(extract: Extract | None = None) -> None:
    """Read what standard input holds, say what it says, and end with everything that was started."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    order = msgspec.json.decode(source.readline(), type=Order)
    _limit(order)
    data = source.read(order.size)
    if len(data) == order.size:
        threading.Thread(target=_end_when_alone, args=(order.folder,), daemon=True).start()

        def say(said: Said) -> None:
            sink.write(msgspec.json.encode(said) + b"\n")
            sink.flush()

        say(outcome(data, order.name, lambda page, pages: say(Said(page, pages)), extract))
    os._exit(0)  # at once: a thread still waits for standard input, and temporary files are the parent's


def outcome(data: bytes, name: str, on_page: Callable[[int, int], None], extract: Extract | None = None) -> Said:
    """The draft of a document, the list of persons or the office's file that it is, or why there is none.

    `extract` makes the draft of the outline (None: the real one).
    """
    try:
        if PurePath(name).suffix.lower() == ENDING:
            return Said(office=read_office_file(data))
        listed = _listed(data, name)
        if isinstance(listed, PersonList):
            return Said(listed=listed)
        if listed is not None and listed.code in _FINAL:
            return Said(problem=listed)
        outline = read_outline(data, name, on_page)
        if isinstance(outline, Problem):
            return Said(problem=outline)
        read = (extract or _extraction())(outline)
    except MemoryError:
        return Said(problem=Problem("document.took_too_long"))
    except Exception as error:  # whatever a document brings about, the answer is a sentence; the place is for the log
        return Said(problem=Problem("document.corrupt"), crash=_place(error))
    no_plan = read.code != "reading.secret" if isinstance(read, Problem) else not read.tasks
    if no_plan and listed is not None:
        return Said(problem=listed)
    return Said(problem=read) if isinstance(read, Problem) else Said(draft=read)


def _listed(data: bytes, name: str) -> PersonList | Problem | None:
    """The list of persons that a file is; what keeps a table from being read as one; None for everything else."""
    if not is_table_file(data, name):
        return None
    grids = read_grids(data, name)
    if isinstance(grids, Problem):
        return None if PurePath(name).suffix.lower() in _PROSE else grids
    kind = list_kind(grids)
    if kind is None:
        return None
    outline = read_outline(data, name)
    secret = isinstance(outline, Outline) and is_secret(outline.blocks)
    return Problem("reading.secret") if secret else PersonList(kind, grids)


def _extraction() -> Extract:
    from plans.documents.extraction.draft import extract

    return extract


def _place(error: BaseException) -> str:
    """What sort of error it was and where, with nothing of the document."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {where}"


def _limit(order: Order) -> None:
    """Take no more than the order allows and let everything else go first, where the system can hold that."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, order.memory),
        (resource.RLIMIT_CPU, order.seconds),
        (resource.RLIMIT_FSIZE, order.memory),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # macOS has a limit of memory that it doesn't let anybody set
            resource.setrlimit(kind, (allowed, hard))
    os.nice(10)


def _end_when_alone(folder: str) -> None:
    """Wait for the end of standard input, which nobody writes to any more: the parent is gone."""
    while os.read(0, 1):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main()
