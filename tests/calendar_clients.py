"""Calendar programs as people use them: vdirsyncer, which keeps a folder and a server in step, and khal to read it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

#: Seconds that a client may take.
PATIENCE = 60.0
#: A calendar password as the chat shows it.
PASSWORD = re.compile(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}")
BIN = Path(sys.executable).parent
CALDAV = """\
[general]
status_path = "{folder}/status"
[pair pair]
a = "here"
b = "there"
collections = {collections}
conflict_resolution = "b wins"
{pair}
[storage here]
type = "filesystem"
path = "{folder}/items"
fileext = ".ics"
[storage there]
type = "caldav"
url = "{url}"
username = "{user}"
password = "{password}"
{storage}
"""
SUBSCRIBED = """\
[general]
status_path = "{folder}/status"
[pair pair]
a = "here"
b = "there"
collections = null
[storage here]
type = "filesystem"
path = "{folder}/items"
fileext = ".ics"
[storage there]
type = "http"
url = "{url}"
"""
KHAL = """\
[calendars]
[[lich]]
path = {items}
readonly = True
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = Asia/Ho_Chi_Minh
local_timezone = Asia/Ho_Chi_Minh
"""


class Vdirsyncer:
    """One person's vdirsyncer with a folder of its own."""

    def __init__(self, folder: Path, config: str) -> None:
        folder.mkdir(parents=True)
        self.items = folder / "items"
        self.items.mkdir()
        self._config = folder / "config"
        self._config.write_text(config, encoding="utf-8")

    @classmethod
    def with_account(
        cls, folder: Path, url: str, user: str, password: str, *collections: str, reverting: bool = False
    ) -> "Vdirsyncer":
        """Both ways; `reverting`, what is changed here is undone, as a client does that knows it may only read."""
        named = "[" + ", ".join(f'"{name}"' for name in collections) + "]"
        values = {"folder": folder, "url": url, "user": user, "password": password, "collections": named}
        values["pair"] = 'partial_sync = "revert"' if reverting else ""
        values["storage"] = "read_only = true" if reverting else ""
        return cls(folder, CALDAV.format(**values))

    @classmethod
    def subscribed(cls, folder: Path, url: str) -> "Vdirsyncer":
        """To the address of a feed."""
        return cls(folder, SUBSCRIBED.format(folder=folder, url=url))

    def discover(self) -> "subprocess.CompletedProcess[str]":
        """Find the collections; missing ones are made on whichever side."""
        return self._run("discover", "--no-list")

    def sync(self) -> "subprocess.CompletedProcess[str]":
        """Make both sides equal."""
        return self._run("sync")

    def texts(self, collection: str = "") -> Mapping[str, str]:
        """What is in the folder: the text of each file, unfolded, by its name."""
        found = (self.items / collection).glob("*.ics")
        return {path.name: path.read_bytes().decode().replace("\r\n ", "").replace("\n ", "") for path in found}

    def _run(self, command: str, *options: str) -> "subprocess.CompletedProcess[str]":
        arguments = [str(BIN / "vdirsyncer"), "-c", str(self._config), command, *options]
        return subprocess.run(arguments, input="y\n" * 9, capture_output=True, text=True, timeout=PATIENCE, check=False)


def khal_list(items: Path, folder: Path, start: str, days: int) -> str:
    """What khal shows of a folder of events from that day (2024-02-20) on."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    config = folder / "config"
    config.write_text(KHAL.format(items=items), encoding="utf-8")
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder), "LC_ALL": "C.UTF-8"}
    arguments = [str(BIN / "khal"), "-c", str(config), "list", start, f"{days}d"]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=PATIENCE, check=False, env=home)
    assert done.returncode == 0, done.stderr
    return done.stdout


def lines(text: str, name: str) -> list[str]:
    """The values of a property in unfolded iCalendar text."""
    return [line.partition(":")[2].strip() for line in text.splitlines() if re.match(rf"{name}[;:]", line)]


def item_in(client: Any, collection: str, title: str) -> Any:
    """An item of a person's collection by its title, as the library has it; None while it isn't there."""
    for calendar in client.principal().calendars():
        if str(calendar.url).rstrip("/").endswith(f"/{collection}"):
            for item in (*calendar.events(), *calendar.todos(include_completed=True)):
                if title in str(item.icalendar_component["summary"]):
                    return item
    return None


def day_of(item: Any) -> date:
    """The day an event stands on."""
    found: date = item.icalendar_component["dtstart"].dt
    return found
