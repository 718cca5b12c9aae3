"""Lives of the real service that begin at once: a process that has everything imported forks for each.

A life is ``dondoc run`` with a clock that starts at a given instant; it can be killed as by a power cut. The program
reads lines "FOLDER INSTANT" and answers with the life's process id, and with another line once that life has ended.
"""

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType

from tests.bot_api_server import TOKEN, BotApiServer
from tests.service_process import serve_from


class Lives:
    """Begins lives of a service whose Telegram is `server`, one after the other."""

    def __init__(self, server: BotApiServer, log: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
        settings = {
            "DONDOC_PORT": "0",
            "DONDOC_CALDAV_EMBEDDED": "off",
            "DONDOC_TELEGRAM_TOKEN": TOKEN,
            "DONDOC_TELEGRAM_API_URL": server.url,
        }
        with log.open("a") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.forked_lives"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                env={**kept, **settings},
            )

    def __enter__(self) -> "Lives":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait(10)

    def begin(self, folder: Path, at: datetime) -> int:
        """A new life on that folder; its process id. It has to be ended before the next."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{folder} {at.isoformat()}\n")
        self._process.stdin.flush()
        return int(self._heard())

    def end(self, life: int, number: int = signal.SIGKILL) -> None:
        """Kill it, or ask it to end, and wait until it is gone."""
        os.kill(life, number)
        assert self._heard() == "ended"

    def _heard(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def _main() -> None:
    for line in sys.stdin:
        folder, _, instant = line.strip().rpartition(" ")
        life = os.fork()
        if life == 0:
            os.dup2(2, 1)
            serve_from(Path(folder), datetime.fromisoformat(instant))
            os._exit(0)
        print(life, flush=True)
        os.waitpid(life, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    _main()
