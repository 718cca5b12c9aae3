"""Real calendar servers as processes on free loopback ports: Radicale and Xandikos, each with its data in a folder."""

import base64
import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from calendar_sync.caldav.server import Account

#: Seconds that a start may take on a machine that does ten other things.
PATIENCE = 60.0
USER, PASSWORD = "_dondoc", "Mật khẩu: ă&<%"
SETTINGS = """\
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/htpasswd
htpasswd_encryption = plain
delay = 0
[rights]
type = from_file
file = {folder}/rights
[storage]
filesystem_folder = {folder}/collections
[web]
type = none
[logging]
level = error
"""
#: The publisher does everything; each other account of a test reads and writes what is below its own name.
RIGHTS = """\
[publisher]
user: {user}
collection: .*
permissions: RrWwO
[principal]
user: .+
collection: {{user}}
permissions: R
[own]
user: .+
collection: {{user}}/[^/]+
permissions: rw
"""


@contextlib.contextmanager
def radicale(folder: Path, accounts: dict[str, str] | None = None) -> Iterator[Account]:
    """Radicale with the publisher's account, and others by name and password."""
    port = _free_port()
    passwords = {USER: PASSWORD, **(accounts or {})}
    (folder / "config").write_text(SETTINGS.format(port=port, folder=folder), encoding="utf-8")
    (folder / "rights").write_text(RIGHTS.format(user=USER), encoding="utf-8")
    (folder / "htpasswd").write_text("".join(f"{u}:{p}\n" for u, p in passwords.items()), encoding="utf-8")
    with _running(["-m", "radicale", "--config", str(folder / "config")], port, folder):
        yield Account(f"http://127.0.0.1:{port}/", USER, PASSWORD, discover=False)


@contextlib.contextmanager
def xandikos(folder: Path) -> Iterator[Account]:
    """Xandikos, which asks for no password, with the publisher's principal; its home is to be found."""
    port = _free_port()
    place = ["--directory", str(folder / "data"), "--listen-address", "127.0.0.1", "--port", str(port)]
    owner = ["--current-user-principal", "/dondoc/", "--autocreate", "--no-detect-systemd"]
    with _running(["-m", "xandikos", "serve", *place, *owner], port, folder):
        yield Account(f"http://127.0.0.1:{port}/", USER, PASSWORD)


@contextlib.contextmanager
def _running(arguments: list[str], port: int, folder: Path) -> Iterator[None]:
    """A process until the block ends, from when it answers."""
    log = folder / "log"
    with log.open("wb") as written:
        process = subprocess.Popen([sys.executable, *arguments], stdout=written, stderr=written, env=_environment())
    try:
        end = time.monotonic() + PATIENCE
        while not _answers(port):
            assert process.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < end, log.read_text(errors="replace")
            time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    signed = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(line), contextlib.suppress(OSError, http.client.HTTPException):
        line.request("OPTIONS", "/", headers={"Authorization": f"Basic {signed}"})
        return line.getresponse().status < 500
    return False


def _environment() -> dict[str, str]:
    """Ours, without what a proxy or a test run would change."""
    return {name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")}


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
