"""A stamped department; ical.js and libical as readers that are neither ours nor icalendar's; real calendar servers."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from calendar_sync.caldav.server import Account
from calendar_sync.stamps import stamp_events
from plans.store.memory import MemoryStore
from tests.builders import NOW, a_department
from tests.calendar_sync import libical
from tests.calendar_sync.libical import Part
from tests.calendar_sync.server_processes import radicale, xandikos
from tests.prerequisites import IN_CI, missing

ICAL_JS = "ical.js@2.2.1"
READER = """
const ICAL = require(process.argv[1] + "/node_modules/ical.js").default;
const read = (body) => {
  const calendar = new ICAL.Component(ICAL.parse(body));
  const text = (component, name) => String(component.getFirstPropertyValue(name));
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const related = component.getFirstProperty("related-to");
    return {
      uid: event.uid, summary: event.summary, description: event.description, sequence: event.sequence,
      start: event.startDate.toString(), end: event.endDate.toString(), allDay: event.startDate.isDate,
      instant: event.startDate.toJSDate().toISOString(), zone: event.startDate.zone.tzid,
      days: event.duration.toSeconds() / 86400, status: text(component, "status"), transp: text(component, "transp"),
      categories: component.getFirstProperty("categories").getValues(), color: text(component, "color"),
      related: related && [related.getParameter("reltype"), related.getFirstValue()],
      alarms: component.getAllSubcomponents("valarm").map((alarm) => text(alarm, "trigger")),
      stamp: text(component, "dtstamp"), created: text(component, "created"),
      modified: text(component, "last-modified"), url: text(component, "url"),
    };
  });
  const todos = calendar.getAllSubcomponents("vtodo").map((component) => ({
    uid: text(component, "uid"), summary: text(component, "summary"), due: text(component, "due"),
    status: text(component, "status"), completed: text(component, "completed"),
  }));
  const value = (name) => text(calendar, name);
  return {
    name: value("name"), shown: value("x-wr-calname"), refresh: value("refresh-interval"),
    refreshType: calendar.getFirstProperty("refresh-interval")?.type, ttl: value("x-published-ttl"),
    version: value("version"), source: value("source"), events, todos,
  };
};
process.stdout.write(JSON.stringify(JSON.parse(require("fs").readFileSync(0, "utf8")).map(read)));
"""
Read = Callable[[bytes], dict[str, Any]]
ReadAll = Callable[[Sequence[bytes]], list[dict[str, Any]]]


@pytest.fixture
def store() -> MemoryStore:
    """The small department with its adopted plan, stamped at its adoption."""
    made = MemoryStore()
    a_department(made)
    with made.transaction() as tx:
        stamp_events(tx, NOW)
    return made


@pytest.fixture(scope="session")
def read_all_with_ical_js(request: pytest.FixtureRequest) -> ReadAll:
    """Reads calendars with ical.js under Node, installed once into pytest's cache."""
    cache = request.config.cache
    assert cache is not None
    folder = cache.mkdir("ical-js")
    _need(_install(folder))

    def read(bodies: Sequence[bytes]) -> list[dict[str, Any]]:
        command = ["node", "-e", READER, str(folder)]
        asked = json.dumps([body.decode() for body in bodies]).encode()
        answer = subprocess.run(command, input=asked, capture_output=True, check=True, timeout=60)
        found: list[dict[str, Any]] = json.loads(answer.stdout)
        return found

    return read


@pytest.fixture(scope="session")
def read_with_ical_js(read_all_with_ical_js: ReadAll) -> Read:
    """Reads one calendar with ical.js."""
    return lambda body: read_all_with_ical_js([body])[0]


@pytest.fixture(scope="session")
def read_with_libical() -> Callable[[bytes], Part]:
    """Reads a calendar with libical, which must find nothing to complain of."""
    wanting = missing("libical3")
    _need(f"calendars are not read with libical: not installed: {wanting[0]}" if wanting else "")

    def strictly(body: bytes) -> Part:
        found, complaints = libical.read(body)
        assert not complaints
        return found

    return strictly


def _need(reason: str) -> None:
    """In CI what is missing fails the tests that need it, elsewhere it skips them and says why."""
    if reason and IN_CI:
        pytest.fail(reason)
    if reason:
        print(reason)
        pytest.skip(reason)


def _install(folder: Path) -> str:
    """Why ical.js cannot be used, or nothing."""
    if (folder / "node_modules" / "ical.js" / "package.json").exists():
        return ""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "calendars are not read with ical.js: node and npm are not installed"
    command = ["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefix", str(folder)]
    answer = subprocess.run([*command, ICAL_JS], capture_output=True, text=True, check=False, timeout=100)
    return "" if answer.returncode == 0 else f"calendars are not read with ical.js: {answer.stderr[-200:].strip()}"


@pytest.fixture(scope="module")
def radicale_account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """The publisher's account on a Radicale of this module's own."""
    with radicale(tmp_path_factory.mktemp("radicale")) as account:
        yield account


@pytest.fixture(scope="module")
def xandikos_account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """The publisher's account on a Xandikos of this module's own."""
    with xandikos(tmp_path_factory.mktemp("xandikos")) as account:
        yield account
