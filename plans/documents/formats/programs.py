"""Programs of others that read what no library of ours does: each call has its time and takes its children along."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: What a program may need of the surroundings; secrets of the service are not among it.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")


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


def run(command: Sequence[str], data: bytes = b"", *, seconds: float, settings: Mapping[str, str] | None = None) -> Finished:
    """Run a program on its standard input; whatever it started ends with it."""
    surroundings = {name: os.environ[name] for name in _KEPT if name in os.environ}
    process = subprocess.Popen(  # noqa: S603  # fixed commands; the document only comes as data
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**surroundings, **(settings or {})},
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        return Finished(None, b"")
    finally:
        _end(process)
    return Finished(process.returncode, output)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program and what it started (soffice is a script that starts another)."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
    elif process.poll() is None:
        process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()
