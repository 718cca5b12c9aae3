"""Settings, data, disk, clock, people and servers."""

import asyncio
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from bot.channels.channel import DeliveryError
from bot.channels.telegram.connection import Connection
from bot.channels.telegram.service import introduce
from bot.commands.doctor.calendars import calendars
from bot.commands.doctor.findings import Finding, Severity
from bot.commands.doctor.mail import addresses, mail
from bot.commands.doctor.reach import reach
from bot.commands.workspace import KINDS
from bot.config.loading import load_settings
from bot.config.settings import Settings, base_url
from locales.catalogue import HANOI
from plans.model.answers import Innovation
from plans.model.people import Person, Role
from plans.model.plan import Plan
from plans.office.days import year_wanted
from plans.problems import StoreDamaged, UserError
from plans.store.durable_file import Contents
from plans.store.files import FILES, stored_in
from plans.store.port import Facts
from plans.store.recovery import check_history, load
from plans.store.tinydb_store import read_snapshot
from plans.working_days import day_in_hanoi

#: Less free disk than this is too little to go on writing for long.
LEAST_DISK = 200 * 1024 * 1024
#: A clock further off than this sends reminders at the wrong minute.
LARGEST_DRIFT = 90  # seconds
PATIENCE = 5.0  # seconds


def examine(folder: Path, environment: Mapping[str, str], now: datetime) -> list[Finding]:
    """Look at everything; nothing is changed and nothing is stored."""
    found = [*_python(), *_data(folder, now)]
    try:
        settings = load_settings(folder, environment)
    except UserError as error:
        return [*found, *(Finding(Severity.BROKEN, problem.code, problem.values) for problem in error.problems)]
    found.append(Finding(Severity.WELL, "doctor.settings"))
    found += reach(folder, settings, now)
    return [*found, *_public(settings, now), *_telegram(settings), *mail(settings), *calendars(folder, settings, now)]


def _python() -> Iterator[Finding]:
    yield Finding(Severity.WELL, "doctor.python", {"version": sys.version.split()[0], "platform": sys.platform})


def _data(folder: Path, now: datetime) -> Iterator[Finding]:
    if not folder.exists():
        yield Finding(Severity.NOTE, "doctor.no_folder", {"path": folder})
        return
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Finding(Severity.BROKEN, "doctor.folder_closed", {"path": folder})
        return
    yield Finding(Severity.WELL, "doctor.folder", {"path": folder})
    if os.name == "posix":
        yield from _permissions(folder)
    free = shutil.disk_usage(folder).free
    severity, code = (Severity.WELL, "doctor.disk") if free >= LEAST_DISK else (Severity.BROKEN, "doctor.disk_full")
    yield Finding(severity, code, {"free": free // 2**20, "least": LEAST_DISK // 2**20})
    try:
        facts = read_snapshot(folder, KINDS)
        check_history(folder, load(folder) or Contents(0, {}))
    except StoreDamaged as error:
        yield Finding(Severity.BROKEN, "doctor.damaged", {"path": error.path})
        return
    yield from _attached(folder / FILES, facts)
    yield from _department(facts)
    year = year_wanted(facts, day_in_hanoi(now))
    if year is not None:
        yield Finding(Severity.NOTE, "doctor.swaps_unknown", {"year": year})
    yield from addresses(facts)


def _attached(folder: Path, facts: Facts) -> Iterator[Finding]:
    """How much people attached, and whether all that is named is there."""
    sizes = {path.name: path.stat().st_size for path in stored_in(folder)}
    named = {file.digest: file.size for idea in facts.all(Innovation) for file in idea.files}
    if sizes or named:
        yield Finding(Severity.WELL, "doctor.files", {"n": len(sizes), "megabytes": -(-sum(sizes.values()) // 2**20)})
    gone = sum(1 for digest, size in named.items() if sizes.get(digest) != size)
    if gone:
        yield Finding(Severity.BROKEN, "doctor.files_gone", {"n": gone, "path": folder})


def _permissions(folder: Path) -> Iterator[Finding]:
    for path in (folder, *sorted(folder.glob("*"))):
        if path.stat().st_mode & 0o077 and (path == folder or path.suffix in {".json", ".key", ".toml", ".token"}):
            yield Finding(Severity.NOTE, "doctor.readable_by_others", {"path": path})


def _department(facts: Facts) -> Iterator[Finding]:
    people = [person for person in facts.all(Person) if person.left is None]
    plans = [plan for plan in facts.all(Plan) if plan.adopted_at is not None]
    if not people:
        yield Finding(Severity.NOTE, "doctor.no_roster")
        return
    yield Finding(Severity.WELL, "doctor.roster", {"n": len(people)})
    if not any(Role.OFFICE in person.roles for person in people):
        yield Finding(Severity.BROKEN, "doctor.no_office")
    if not plans:
        yield Finding(Severity.NOTE, "doctor.no_plan")
    for plan in plans:
        yield Finding(Severity.WELL, "doctor.plan", {"title": plan.title, "n": len(plan.tasks)})


def _public(settings: Settings, now: datetime) -> Iterator[Finding]:
    address = base_url(settings)
    answer = _reached(f"{address}/healthz")
    if answer is None:
        yield Finding(Severity.NOTE, "doctor.page_unreached", {"url": address})
    else:
        yield Finding(Severity.WELL, "doctor.page", {"url": address})
    if settings.public_url.startswith("http://"):
        yield Finding(Severity.NOTE, "doctor.no_tls", {"url": settings.public_url})
    telegram = Connection(settings.telegram.token, settings.telegram.api_url, settings.telegram.proxy)
    server = _reached(telegram.root, settings.telegram.proxy) if settings.telegram.token else None
    yield _clock(server, now)


def _reached(url: str, proxy: str = "") -> httpx.Response | None:
    try:
        with httpx.Client(proxy=proxy or None, timeout=PATIENCE) as client:
            return client.get(url)
    except (httpx.HTTPError, ValueError):
        return None


def _clock(server: httpx.Response | None, now: datetime) -> Finding:
    """Compare with the Bot API server's clock where there is one to ask."""
    said = server.headers.get("date") if server is not None else None
    shown = {"now": f"{now.astimezone(HANOI):%H:%M:%S %d/%m/%Y %z}"}
    if said is None:
        return Finding(Severity.NOTE, "doctor.clock_unchecked", shown)
    drift = abs((parsedate_to_datetime(said) - now).total_seconds())
    if drift > LARGEST_DRIFT:
        return Finding(Severity.BROKEN, "doctor.clock_off", {**shown, "seconds": round(drift)})
    return Finding(Severity.WELL, "doctor.clock", shown)


def _telegram(settings: Settings) -> Iterator[Finding]:
    telegram = settings.telegram
    if not telegram.token:
        yield Finding(Severity.NOTE, "doctor.telegram_off")
        return
    connection = Connection(telegram.token, telegram.api_url, telegram.proxy)
    try:
        name = asyncio.run(introduce(connection))
    except DeliveryError as error:
        yield Finding(Severity.BROKEN, "doctor.telegram_refused", {"server": connection.root, "reason": error})
    else:
        yield Finding(Severity.WELL, "doctor.telegram", {"name": name, "server": connection.root})
