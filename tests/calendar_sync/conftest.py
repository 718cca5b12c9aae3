"""A stamped department, and ical.js as the reader that is neither ours nor icalendar's."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from calendar_sync.stamps import stamp_events
from plans.store.memory import MemoryStore
from tests.builders import NOW, a_department
from tests.prerequisites import IN_CI

ICAL_JS = "ical.js@2.2.1"
READER = """
const ICAL = require(process.argv[1] + "/node_modules/ical.js").default;
const calendar = new ICAL.Component(ICAL.parse(require("fs").readFileSync(0, "utf8")));
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const text = (name) => String(component.getFirstPropertyValue(name));
  return {
    uid: event.uid, summary: event.summary, description: event.description, sequence: event.sequence,
    start: event.startDate.toString(), end: event.endDate.toString(), allDay: event.startDate.isDate,
    days: event.duration.toSeconds() / 86400, status: text("status"), transp: text("transp"),
    categories: component.getFirstProperty("categories").getValues(),
    stamp: text("dtstamp"), created: text("created"), modified: text("last-modified"), url: text("url"),
  };
});
const value = (name) => String(calendar.getFirstPropertyValue(name));
process.stdout.write(JSON.stringify({
  name: value("name"), shown: value("x-wr-calname"), refresh: value("refresh-interval"),
  refreshType: calendar.getFirstProperty("refresh-interval").type, ttl: value("x-published-ttl"),
  version: value("version"), events,
}));
"""


@pytest.fixture
def store() -> MemoryStore:
    """The small department with its adopted plan, stamped at its adoption."""
    made = MemoryStore()
    a_department(made)
    with made.transaction() as tx:
        stamp_events(tx, NOW)
    return made


@pytest.fixture(scope="session")
def read_with_ical_js(request: pytest.FixtureRequest) -> Callable[[bytes], dict[str, Any]]:
    """Reads a calendar with ical.js under Node, installed once into pytest's cache."""
    cache = request.config.cache
    assert cache is not None
    folder = cache.mkdir("ical-js")
    reason = _install(folder)
    if reason and IN_CI:
        pytest.fail(reason)
    if reason:
        print(reason)
        pytest.skip(reason)

    def read(body: bytes) -> dict[str, Any]:
        command = ["node", "-e", READER, str(folder)]
        answer = subprocess.run(command, input=body, capture_output=True, check=True, timeout=30)
        found: dict[str, Any] = json.loads(answer.stdout)
        return found

    return read


def _install(folder: Path) -> str:
    """Why ical.js cannot be used, or nothing."""
    if (folder / "node_modules" / "ical.js" / "package.json").exists():
        return ""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "calendars are not read with ical.js: node and npm are not installed"
    command = ["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefix", str(folder)]
    answer = subprocess.run([*command, ICAL_JS], capture_output=True, text=True, check=False, timeout=100)
    return "" if answer.returncode == 0 else f"calendars are not read with ical.js: {answer.stderr[-200:].strip()}"
