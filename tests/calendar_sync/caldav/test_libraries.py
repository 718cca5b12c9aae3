"""What the CalDAV library brings along: `urllib3-future`, which puts itself in the place of `urllib3` for everybody.

So nothing else that the service runs may use `urllib3`. Of what it needs, only `requests` asks for it, which Radicale
needs for one way of logging in that we do not use; Radicale as we start it imports neither.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires

import pytest

#: A requirement that holds only under a condition which our installation does not meet.
EXTRA = re.compile(r";.*\bextra\b")
OF_CALDAV, OF_RADICALE = {"caldav", "niquests"}, {"radicale", "requests"}


def needed(name: str) -> Iterator[str]:
    """What a package needs at run time, by its normalised names."""
    try:
        wanted = requires(name) or []
    except PackageNotFoundError:  # for another platform or Python
        return
    for each in wanted:
        if not EXTRA.search(each):
            yield re.split(r"[^A-Za-z0-9._-]", each, maxsplit=1)[0].lower().replace("_", "-")


def everything_needed(name: str) -> dict[str, set[str]]:
    """All that is installed for a package, each with those that ask for it."""
    found: dict[str, set[str]] = {}
    waiting = [name]
    while waiting:
        asker = waiting.pop()
        for each in needed(asker):
            if each not in found:
                waiting.append(each)
            found.setdefault(each, set()).add(asker)
    return found


def test_only_the_calendar_libraries_ask_for_urllib3() -> None:
    found = everything_needed("dondoc")
    assert found["urllib3-future"] <= OF_CALDAV
    assert found.get("urllib3", set()) <= OF_RADICALE
    assert found.get("requests", set()) <= OF_RADICALE
    assert found["niquests"] <= {"caldav", "dondoc"}  # we name it for its SOCKS extra


@pytest.mark.parametrize(
    "module", ["bot.cli", "calendar_sync.caldav.client", "radicale.__main__", "radicale.auth.htpasswd", "requests"]
)
def test_what_we_run_is_imported_without_a_warning(module: str) -> None:
    command = [sys.executable, "-W", "error", "-c", f"import {module}"]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""


def test_our_calendar_server_is_started_without_urllib3() -> None:
    parts = "radicale.__main__, radicale.auth.htpasswd, radicale.rights.from_file, radicale.storage.multifilesystem"
    code = f"import sys, {parts}; sys.exit('urllib3' in sys.modules or 'requests' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
