"""The calendar server beside the real program: it comes with it, stays behind its front, and goes with it."""

import json
import signal
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from bot.commands.workspace import KINDS
from bot.demo import fill_demo
from plans.store.tinydb_store import TinyStore
from tests.end_to_end.processes import WITH_CALENDAR_SERVER, Life, wait_until

on_linux = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks at processes as Linux shows them")


def processes(folder: Path) -> list[str]:
    """The command lines of calendar servers that work on this data folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(folder / "caldav") in line:
            found.append(line)
    return found


def wait_for_server(life: Life, folder: Path) -> str:
    """The address behind the front, once it is ready."""
    note = folder / "caldav" / "service.json"
    wait_until(note.exists, lambda: life.said)
    return str(json.loads(note.read_text(encoding="utf-8"))["url"])


@on_linux
def test_it_starts_with_the_demo_and_ends_with_it_however_that_ends(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    with (
        Life("demo", one, "--port", "0", **WITH_CALENDAR_SERVER) as killed,
        Life("demo", two, "--port", "0", **WITH_CALENDAR_SERVER) as stopped,
    ):
        behind = wait_for_server(killed, one), wait_for_server(stopped, two)
        assert behind[0] != behind[1]
        assert [len(processes(folder)) for folder in (one, two)] == [2, 2]
        way = httpx.request("PROPFIND", f"{killed.url}/.well-known/caldav")
        assert (way.status_code, way.headers["location"]) == (301, "/caldav/")
        assert httpx.request("PROPFIND", f"{killed.url}/caldav/").status_code == 401
        assert httpx.request("PROPFIND", f"{killed.url}/").status_code == 301
        killed.kill()
        wait_until(lambda: not processes(one), lambda: "\n".join(processes(one)))
        assert len(processes(two)) == 2
        stopped.interrupt(signal.SIGTERM)
        assert not processes(two)
        assert not (two / "caldav" / "service.json").exists()


def test_what_was_published_is_forgotten_with_a_demo_that_is_begun_anew(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    with closing(TinyStore.open(folder, kinds=KINDS)) as store:
        fill_demo(store)
    old = folder / "caldav" / "radicale" / "collections" / "collection-root" / "someone"
    old.mkdir(parents=True)
    with Life("demo", folder, "--port", "0", "--fresh", **WITH_CALENDAR_SERVER) as life:
        assert life.url
        assert not old.exists()


def test_the_demo_starts_none_where_that_is_switched_off(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    with Life("demo", folder, "--port", "0", DONDOC_CALDAV_EMBEDDED="off") as life:
        assert httpx.get(f"{life.url}/caldav/").status_code == 404
    assert not (folder / "caldav" / "radicale").exists()
