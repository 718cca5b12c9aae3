"""Kills hit the real process; the next one finishes what was begun, and another process reads what it wrote."""

import os
import random
import re
import socket
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.workspace import KINDS
from plans.model.answers import Registration
from plans.model.history import AuditEntry
from plans.model.people import Department
from plans.model.plan import Deadline, DeadlineKind, Opens, TaskKind
from plans.model.reaching import Contact
from plans.store.tinydb_store import TinyStore
from tests.bot_api_server import TOKEN, BotApiServer
from tests.builders import STAFF, a_department, a_plan, a_task
from tests.service_process import PATIENCE, ServiceProcess
from tests.telegram_updates import pressed, written

LAN = 31
SOAK = bool(os.environ.get("DONDOC_SOAK"))
SEED = 20240221


def open_store(folder: Path) -> TinyStore:
    return TinyStore.open(folder, kinds=KINDS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A department whose plan opens a registration that has not closed on the machine's own clock."""
    today = datetime.now(UTC).date()
    later = today + timedelta(days=60)
    opening = a_task(
        "dang_ky",
        title="Đăng ký danh hiệu thi đua",
        deadline=Deadline(DeadlineKind.BY, later, later, f"trước {later:%d/%m/%Y}"),
        kind=TaskKind.REGISTRATION,
        opens=Opens.TITLE,
    )
    data = tmp_path / "data"
    with closing(open_store(data)) as store:
        a_department(store, plan=a_plan(tasks=(opening,), year=today.year))
        with store.transaction() as tx:
            tx.put(Department("Sở Thử nghiệm"))
            tx.put(Contact("telegram", str(LAN), STAFF.id, datetime.now(UTC)))
    return data


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(params=["polling", "webhook"])
def settings(request: pytest.FixtureRequest) -> dict[str, str]:
    if request.param == "polling":
        return {}
    port = str(free_port())
    return {
        "DONDOC_TELEGRAM_MODE": "webhook",
        "DONDOC_TELEGRAM_WEBHOOK_SECRET": "a-secret",
        "DONDOC_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DONDOC_PORT": port,
    }


def offered(server: BotApiServer, part: str) -> tuple[int, str]:
    """The newest message that offers an action with that part in it, and the action."""
    end = time.monotonic() + PATIENCE
    while True:
        for message in reversed(server.shown(LAN)):
            for action in message["actions"]:
                if part in action:
                    return message["message"], action
        assert time.monotonic() < end, server.shown(LAN)
        time.sleep(0.02)


def test_a_dialogue_killed_in_its_middle_is_finished(
    server: BotApiServer, folder: Path, settings: dict[str, str]
) -> None:
    chance = random.Random(SEED)  # noqa: S311 - moments of a test
    steps = [":pick:ldtt", ":no_commendation", ":skip", ":record"]
    fatal = steps if SOAK else steps[-1:]
    with ServiceProcess(folder, server, settings=settings) as service:
        service.wait_until_started()
        server.push(written(LAN, "đăng ký danh hiệu"))
        for step in steps[: -len(fatal)]:
            message, action = offered(server, step)
            server.push(pressed(LAN, message, action))
        offered(server, fatal[0])
    for step in fatal:
        message, action = offered(server, step)
        # This life ends with the press under way, at a moment that may be anywhere in it …
        with ServiceProcess(folder, server, settings=settings) as service:
            service.wait_until_started()
            server.push_soon(pressed(LAN, message, action))
            time.sleep(chance.uniform(0, 0.06))
        # … and this one has to make up for it.
        with ServiceProcess(folder, server, settings=settings) as service:
            service.wait_until_started()
            if step != steps[-1]:
                offered(server, steps[steps.index(step) + 1])
            else:
                wait_for_receipt(server)
                service.terminate()
    with closing(open_store(folder)) as store:
        (registration,) = store.all(Registration)
        assert (registration.subject, registration.title, registration.history) == ("lan", "ldtt", ())
        audited = [entry.subject for _, entry in store.entries("audit", AuditEntry) if entry.who == "lan"]
        assert len(audited) == 1


def wait_for_receipt(server: BotApiServer) -> None:
    end = time.monotonic() + PATIENCE
    while not any("Đã ghi đăng ký số" in message["text"] for message in server.shown(LAN)):
        assert time.monotonic() < end, server.shown(LAN)
        time.sleep(0.02)


def test_it_ends_within_seconds_when_asked_to(server: BotApiServer, folder: Path) -> None:
    with ServiceProcess(folder, server) as service:
        service.wait_until_started()
        time.sleep(0.3)  # in the middle of a long poll
        service.terminate()


def test_its_log_says_when_something_went_wrong_and_never_the_token(server: BotApiServer, folder: Path) -> None:
    server.inject("getMe", status=502, description="Bad Gateway")
    with ServiceProcess(folder, server) as service:
        service.wait_until_started()
        log = service.log()
    assert re.search(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ WARNING bot\S+: Telegram is out of reach", log, re.MULTILINE)
    assert TOKEN not in log
