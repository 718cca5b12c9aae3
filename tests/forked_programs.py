"""The real program as a process of its own that begins at once.

A process that has the whole program imported forks for each: importing takes longer than most of what is
tried, and is tried where the installed program itself is started (`StartedLife`, `tests.bot.test_cli`, `test_wheel`).
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import TimeoutExpired

from bot.cli import COMMANDS, main

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(sorted({place.partition(":")[0] for place in COMMANDS.values()}))


class ForkedProgram:
    """One process; asked as `subprocess.Popen` is."""

    def __init__(
        self,
        run: Callable[..., None],
        arguments: tuple[object, ...],
        environment: Mapping[str, str],
        *,
        said: Path,
        complained: Path | None = None,
        heard: Path | None = None,
    ) -> None:
        files = (heard or Path(os.devnull), said, complained or said)
        self._process = _FORKS.Process(target=_begin, args=(run, arguments, dict(environment), files), daemon=True)
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """How it ended, if it has."""
        return self._process.exitcode

    def wait(self, seconds: float | None = None) -> int:
        """How it ended; waits for that."""
        self._process.join(seconds)
        if self._process.exitcode is None:
            raise TimeoutExpired(["dondoc"], seconds or 0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.send_signal(signal.SIGKILL)


def program(*arguments: str) -> None:
    """``dondoc`` with these arguments."""
    sys.argv = ["dondoc", *arguments]
    main()


def _begin(
    run: Callable[..., None],
    arguments: tuple[object, ...],
    environment: dict[str, str],
    files: tuple[Path, Path, Path],
) -> None:
    """In the new process: the surroundings of a program that was started, and then the program."""
    os.environ.clear()
    os.environ.update(environment)
    for number, (path, how) in enumerate(zip(files, ("r", "a", "a"), strict=True)):
        with path.open(how) as file:
            os.dup2(file.fileno(), number)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, how, closefd=False) for number, how in enumerate("rww"))
    run(*arguments)
