"""The files that our calendar server, Radicale, lives by: settings, rights, accounts and where its calendars lie.

Everything is in one folder that only its owner may enter. Radicale reads the rights once, at its start, so they name no
people: `{user}` stands for whoever asks. The accounts it reads anew whenever somebody logs in.
"""

import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from calendar_sync.caldav.server import Account
from calendar_sync.publishing.collections import ALL_EVENTS, OWN_EVENTS, TASKS
from plans.store.disk import Disk

#: Our own account there. No person's id begins so, and Radicale takes none that begins with "@".
SERVICE_USER = "_dondoc"
#: In every answer, so that whoever starts the server knows it again before any password goes out.
SIGN = "x-dondoc-server"
#: Connections at once: those of the front and of the publisher. Others wait.
CONNECTIONS = 20
_SETTINGS = """\
[server]
hosts = 127.0.0.1:{port}
max_connections = {connections}
max_content_length = 50000000
max_vevent_rrule_occurrence = 1000
delay_on_error = 0
timeout = 20
[auth]
type = htpasswd
htpasswd_filename = {folder}/htpasswd
htpasswd_encryption = sha512
delay = 0
cache_logins = true
cache_failed_logins_expiry = 1
[rights]
type = from_file
file = {folder}/rights
permit_delete_collection = false
permit_overwrite_collection = false
[storage]
filesystem_folder = {folder}/collections
[web]
type = none
[logging]
level = warning
[headers]
{sign} = {token}
"""
#: R and r read, W and w write (folders, calendars); D deletes and O overwrites calendars; l leaves their names alone.
_RIGHTS = f"""\
[service]
user: {SERVICE_USER}
collection: .*
permissions: RrWwDO
[root]
user: .+
collection:
permissions: R
[home]
user: .+
collection: {{user}}
permissions: R
[read]
user: .+
collection: {{user}}/{OWN_EVENTS}
permissions: r
[write]
user: .+
collection: {{user}}/({ALL_EVENTS}|{TASKS})
permissions: rwl
"""


class RadicaleFiles:
    """The folder of one Radicale. Every method may raise `OSError`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()  # Radicale works in it, and reads names as they look from there
        self.settings = self.folder / "radicale" / "config"
        self._service = self.folder / "service.json"
        self._homes = self.folder / "radicale" / "collections" / "collection-root"
        self._disk = Disk()
        self._accounts = ""

    def prepare(self, port: int, token: str) -> None:
        """Everything but the accounts, for a start on this port; what a killed server left half done is removed."""
        own = self.settings.parent
        for folder in (self.folder, own, self._homes.parent, self._homes):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.forget_service()
        for left in self._homes.rglob(".Radicale.tmp-*"):
            shutil.rmtree(left, ignore_errors=True)
        values = {"port": port, "connections": CONNECTIONS, "sign": SIGN, "token": token, "folder": own.as_posix()}
        self._write(self.settings, _SETTINGS.format_map(values))
        self._write(own / "rights", _RIGHTS)
        self._accounts = ""

    def keep_accounts(self, accounts: Iterable[tuple[str, str]]) -> None:
        """Let these in, (user, hash) each, and nobody else; nothing is written when they are the same as before."""
        pairs = sorted(accounts)
        text = "".join(f"{user}:{hash}\n" for user, hash in pairs)
        if text == self._accounts:
            return
        for user, _ in pairs:  # a calendar program that comes before the first publication finds an empty home
            (self._homes / user).mkdir(mode=0o700, exist_ok=True)
        self._write(self.settings.with_name("htpasswd"), text)
        self._accounts = text

    def tell_service(self, account: Account) -> None:
        """Leave word for commands where the server is and how to log in, while it runs."""
        values = {"url": account.url, "user": account.user, "password": account.password}
        self._write(self._service, json.dumps(values))

    def forget_service(self) -> None:
        """The server has ended."""
        self._service.unlink(missing_ok=True)

    def _write(self, path: Path, text: str) -> None:
        draft = path.with_name(f"{path.name}.new")
        try:
            self._disk.save(draft, text.encode())
            self._disk.replace(draft, path)
        except OSError:
            with suppress(OSError):
                draft.unlink()
            raise


def running_service(folder: Path) -> Account | None:
    """How a command reaches the server of a service that runs, `folder` being its folder; None when none does."""
    try:
        values = json.loads((folder / "service.json").read_text(encoding="utf-8"))
        return Account(values["url"], values["user"], values["password"], discover=False)
    except (OSError, ValueError, KeyError, TypeError):
        return None
