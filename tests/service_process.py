"""The real service as a process that tests start, kill and start again.

``dondoc run`` as it is; or, for reminders, which know only the clock, the same composition with a clock that starts at
a given instant (also as ``python -m tests.service_process FOLDER 2024-02-21T07:44:58+07:00``).
"""

import asyncio
import os
import signal
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from bot.app import compose, listen, serve
from bot.commands.workspace import KINDS
from bot.config.loading import load_settings
from calendar_sync.subscribing.links import load_key
from plans.problems import UserError
from plans.store.tinydb_store import TinyStore
from tests.bot_api_server import TOKEN, BotApiServer
from tests.forked_programs import ForkedProgram, program

#: Seconds that anything may take on a machine that does ten other things.
PATIENCE = 60.0


class ServiceProcess:
    """One life of the service; leaving the block kills it. `started` once it has introduced itself to Telegram."""

    def __init__(
        self, folder: Path, server: BotApiServer, *, at: datetime | None = None, settings: dict[str, str] | None = None
    ) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
        environment = {
            **kept,
            "DONDOC_PORT": "0",
            "DONDOC_CALDAV_EMBEDDED": "off",
            "DONDOC_TELEGRAM_TOKEN": TOKEN,
            "DONDOC_TELEGRAM_API_URL": server.url,
            **(settings or {}),
        }
        self._server = server
        self._menus = len(server.calls("setMyCommands"))
        self._log = folder.with_name("service.log")
        if at is None:
            self._process = ForkedProgram(program, ("run", "--data", str(folder)), environment, said=self._log)
        else:
            self._process = ForkedProgram(serve_from, (folder, at), environment, said=self._log)

    def __enter__(self) -> "ServiceProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def wait_until_started(self) -> None:
        """Until Telegram knows how to reach it (the last things it says there are the menus, one a language)."""
        end = time.monotonic() + PATIENCE
        while len(self._server.calls("setMyCommands")) < self._menus + 2:
            assert self._process.poll() is None, self._log.read_text()
            assert time.monotonic() < end
            time.sleep(0.02)

    def log(self) -> str:
        """What it has written so far."""
        return self._log.read_text(encoding="utf-8")

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait()

    def terminate(self) -> None:
        """Ask it to end, which it has to do before a long poll would by itself (after 25 seconds)."""
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(20) == 0, self._log.read_text()


def serve_from(folder: Path, start: datetime) -> None:
    """Serve what a folder holds by a clock that shows `start` now."""
    began = time.monotonic()

    def clock() -> datetime:
        return start.astimezone(UTC) + timedelta(seconds=time.monotonic() - began)

    def refused(error: UserError) -> None:
        raise error

    settings = load_settings(folder, os.environ)
    with closing(TinyStore.open(folder, kinds=KINDS)) as store, listen(settings.host, settings.port) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        service = compose(store, settings, load_key(folder), url, clock)
        asyncio.run(serve(service, listening, clock, refused))


if __name__ == "__main__":
    serve_from(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
