"""Programs of others that read what no library of ours does: each call has its time and takes its children along.

They stay in our process group: whoever ends a reading that takes too long ends them with it.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: What a program may need of the surroundings; secrets of the service are not among it.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
_PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended; `status` is None when its time was up."""

    status: int | None
    output: bytes


def found(names: Sequence[str], places: Sequence[str] = ()) -> str | None:
    """Where a program is installed: on the search path or in one of its usual places."""
    on_path = (shutil.which(name) for name in names)
    usual = (place for place in places if Path(place).is_file())
    return next((path for path in (*on_path, *usual) if path), None)


def run(
    command: Sequence[str], data: bytes = b"", *, seconds: float, settings: Mapping[str, str] | None = None
) -> Finished:
    """Run a program on its standard input; whatever it started ends with it."""
    surroundings = {name: os.environ[name] for name in _KEPT if name in os.environ}
    with subprocess.Popen(  # noqa: S603  # fixed commands; the document only comes as data
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**surroundings, **(settings or {})},
    ) as process:
        try:
            output, _ = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            return Finished(None, b"")
        except BaseException:
            _end(process)
            raise
    return Finished(process.returncode, output)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program and what it started: soffice is a script that starts the real one."""
    family = _descendants(process.pid)
    process.kill()
    for child in family:
        with suppress(OSError):
            os.kill(child, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


def _descendants(ancestor: int) -> list[int]:
    """The processes that a process started, theirs included; where the system tells them (Linux)."""
    parents: dict[int, int] = {}
    for status in _PROCESSES.glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            # The name in brackets may hold anything, so count from its end.
            parents[int(status.parent.name)] = int(status.read_text(errors="replace").rpartition(")")[2].split()[1])
    family, fresh = [], [ancestor]
    while fresh:
        fresh = [child for child, parent in parents.items() if parent in fresh]
        family += fresh
    return family
