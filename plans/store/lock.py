"""One process at a time: a lock that the operating system takes back after a crash, and who holds it."""

from contextlib import suppress
from datetime import datetime
from os import getpid
from pathlib import Path

from filelock import FileLock, Timeout

from plans.problems import StoreLocked, StoreUnwritable
from plans.store.disk import Disk

LOCK_NAME = ".lock"
#: Beside the lock, because Windows lets nobody read a locked file.
HOLDER_NAME = ".lock.holder"


class FolderLock:
    """The exclusive right to change what is in a folder; `StoreLocked` names who has it."""

    def __init__(self, folder: Path, now: datetime | None = None) -> None:
        self._lock = FileLock(folder / LOCK_NAME, timeout=0, mode=0o600, thread_local=False)
        self._holder = folder / HOLDER_NAME
        try:
            self._lock.acquire()
        except Timeout:
            raise StoreLocked(folder, self._named()) from None
        except OSError as error:
            raise StoreUnwritable(f"{folder}: {error.strerror or error}") from error
        with suppress(OSError):  # a full disk must not keep the store from being read
            said = f"PID {getpid()}" + (f", {now:%H:%M %d/%m/%Y %Z}" if now else "")
            Disk().save(self._holder, said.encode())

    def _named(self) -> str:
        try:
            return self._holder.read_text(encoding="utf-8").strip() or "PID ?"
        except OSError:
            return "PID ?"

    def release(self) -> None:
        """Let others in."""
        with suppress(OSError):
            self._holder.unlink(missing_ok=True)
        self._lock.release()
