"""Radicale as a process of its own that never outlives ours: ``python -m calendar_sync.radicale.process SETTINGS``.

Standard input is a line to whoever started this. Once it is closed, because they close it or because they are gone in
whatever way, Radicale is ended. It is a program under another licence (GPL): it is run here, never imported.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from threading import Thread

#: Seconds that requests under way get.
GRACE = 1.5


def main(arguments: Sequence[str] = tuple(sys.argv[1:])) -> int:
    """Run Radicale with these settings until it ends or nobody is left who wants it."""
    program = [sys.executable, "-P", "-m", "radicale", "--config", *arguments]
    # Standard output stays this process's alone: who started it sees by its end that this process is gone.
    nothing = subprocess.DEVNULL
    with subprocess.Popen(program, stdin=nothing, stdout=nothing) as process:  # noqa: S603  # our own settings
        Thread(target=_end_with_the_line, args=(process,), daemon=True).start()
        return process.wait()


def _end_with_the_line(process: "subprocess.Popen[bytes]") -> None:
    while os.read(0, 64):  # not through sys.stdin, which could not be closed while a thread waits in it
        pass
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()


if __name__ == "__main__":
    sys.exit(main())
