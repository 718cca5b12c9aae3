"""``dondoc calendar sync``: the calendar server brought up to date, or what that would change.

Beside a running service, that one does the round and this command watches; a rehearsal reads what is stored, and the
server itself. Where no service runs, the command does it, with the server of our own started for the time being.
"""

import asyncio
import os
import secrets
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime

import click

from bot.calendars.joining import (
    CALENDARS,
    LEDGER,
    account_at,
    calendar_service,
    in_memory,
    open_ledger,
    own_server,
    publisher_for,
    reach_of,
)
from bot.calendars.reach import Reach, connect_own, standing
from bot.calendars.report import Report, read_report
from bot.calendars.schedule import EVERYTHING
from bot.calendars.service import reported
from bot.clock import system_clock
from bot.commands.progress_bar import Bars
from bot.commands.sentences import problem_sentence
from bot.commands.workspace import KINDS, Workspace, works_on
from bot.config.loading import load_settings
from bot.config.settings import Settings, base_url
from bot.demo import demo_clock
from bot.errands.exchange import have_done
from bot.errands.kinds import Counted, SyncCalendar, Where
from bot.inviting.codes import Doors
from bot.talk import one_line
from calendar_sync.caldav.server import CalendarServerError
from calendar_sync.publishing.ledger import LEDGER_KINDS
from calendar_sync.publishing.publisher import Publisher
from calendar_sync.radicale.files import running_service
from calendar_sync.subscribing.links import Links
from locales.catalogue import Texts
from plans.calendars.server_state import go_on
from plans.model.people import Department
from plans.problems import Problem, StoreLocked, UserError
from plans.store.codec import KINDS as RECORDS
from plans.store.memory import MemoryStore
from plans.store.port import Facts, Store
from plans.store.tinydb_store import read_snapshot

#: Seconds without any news of the round after which nobody is taken to work on it, and between two looks.
PATIENCE, GLANCE = 180.0, 0.05
#: Characters of a title that are shown.
TITLE = 90


@click.command("sync", help="cli.calendar_sync")
@click.option("--dry-run", is_flag=True, help="cli.option_sync_dry_run")
@click.option("--go-on", "going_on", is_flag=True, help="cli.option_sync_go_on")
@works_on
def sync_calendar(workspace: Workspace, dry_run: bool, going_on: bool) -> None:
    """Bring the calendar server up to date; exit code 1 when something is left to do there."""
    _refuse_nothing(workspace)
    try:
        with workspace.store() as store:
            report = _alone(workspace, store, dry_run=dry_run, going_on=going_on)
    except StoreLocked:
        found = _rehearsed_beside(workspace) if dry_run else _by_service(workspace, going_on=going_on)
        if found is None:
            raise
        report = found
    _show(workspace.texts, report, dry_run=dry_run)


def _refuse_nothing(workspace: Workspace) -> None:
    if workspace.demo:
        raise UserError(Problem("cli.not_for_demo"))
    if workspace.facts().get(Department, "department") is None:
        raise UserError(Problem("sync.nobody_yet", {"path": str(workspace.folder)}))


def service_settings(workspace: Workspace, facts: Facts) -> Settings:
    """As the service reads them: a demo knows none."""
    return Settings() if _is_demo(facts) else load_settings(workspace.folder, os.environ)


def _is_demo(facts: Facts) -> bool:
    department = facts.get(Department, "department")
    return department is not None and department.demo


def _now(facts: Facts) -> datetime:
    return demo_clock(facts)() if _is_demo(facts) else system_clock()


def _chat_url(site: str) -> str:
    return Links(site, b"").chat_url()


def _alone(workspace: Workspace, store: Store, *, dry_run: bool, going_on: bool) -> Report:
    """Do it here: no service runs."""
    settings, now = service_settings(workspace, store), _now(store)
    chat_url = _chat_url(base_url(settings))
    embedded = own_server(store, lambda: now, workspace.folder) if settings.caldav.own_server else None
    reach = reach_of(settings.caldav, embedded)
    if reach is None:
        raise UserError(Problem("sync.no_server"))
    if going_on and not dry_run:
        _let_go_on(store, now)

    async def done(ledger: Store, bars: Bars) -> Report:
        if dry_run:
            return await _rehearsed(publisher_for(store, ledger, settings.caldav, chat_url), reach, now)
        service = calendar_service(store, ledger, settings.caldav, chat_url, reach, bars.tell)
        service.ask("here")
        return await service.round(EVERYTHING, now)

    async def beside_the_server(ledger: Store, bars: Bars) -> Report:
        stop = asyncio.Event()
        running = asyncio.create_task(embedded.run(stop)) if embedded else None
        try:
            return await done(ledger, bars)
        finally:
            await reach.let_go()
            stop.set()
            if running is not None:
                await running

    with closing(open_ledger(workspace.folder)) as ledger, Bars() as bars:
        return asyncio.run(beside_the_server(ledger, bars))


def _let_go_on(store: Store, now: datetime) -> None:
    with store.transaction() as tx:
        allowed = go_on(tx, now, None)
    if isinstance(allowed, Problem):
        raise UserError(allowed)


async def _rehearsed(publisher: Publisher, reach: Reach, now: datetime) -> Report:
    try:
        return reported(await publisher.plan_round(await reach.server(), now))
    except CalendarServerError as error:
        return Report(ended=True, problem=error.problem)


def _rehearsed_beside(workspace: Workspace) -> Report:
    """See what the running service would do now: from what is stored, and from the server."""
    facts = in_memory(workspace.facts(), (*RECORDS, *KINDS))
    settings = service_settings(workspace, facts)
    folder = workspace.folder / CALENDARS
    own = running_service(folder) if not settings.caldav.url else None
    account = own or account_at(settings.caldav)
    if not account.url:
        raise UserError(Problem("sync.own_not_there" if settings.caldav.own_server else "sync.no_server"))
    doors = have_done(workspace.folder, Where(), Doors)
    site = doors.base_url if isinstance(doors, Doors) else base_url(settings)
    publisher = publisher_for(facts, _read_ledger(workspace), settings.caldav, _chat_url(site))

    async def rehearsed() -> Report:
        reach = Reach(standing(account), connect_own) if own else Reach(standing(account))
        try:
            return await _rehearsed(publisher, reach, _now(facts))
        finally:
            await reach.let_go()

    return asyncio.run(rehearsed())


def _read_ledger(workspace: Workspace) -> MemoryStore:
    return in_memory(read_snapshot(workspace.folder / CALENDARS / LEDGER, LEDGER_KINDS), LEDGER_KINDS)


def _by_service(workspace: Workspace, *, going_on: bool) -> Report | None:
    """Have the running service do a round at once, and watch it; None when nobody takes errands."""
    ticket = secrets.token_hex(8)
    answer = have_done(workspace.folder, SyncCalendar(ticket, going_on), Counted)
    if answer is None:
        return None
    if isinstance(answer, tuple):
        raise UserError(*answer)
    with Bars() as bars:
        return _watched(lambda: read_report(workspace.folder / CALENDARS, ticket), bars.tell)


def _watched(look: Callable[[], Report | None], tell: Callable[[Report], None]) -> Report:
    """The report of a round's end; `tell` hears of the way there."""
    last, end = None, time.monotonic() + PATIENCE
    while time.monotonic() < end:
        report = look()
        if report is not None and report.ended:
            return report
        if report is not None and report != last:
            tell(report)
            last, end = report, time.monotonic() + PATIENCE
        time.sleep(GLANCE)
    raise UserError(Problem("sync.no_news"))


def _show(texts: Texts, report: Report, *, dry_run: bool) -> None:
    """A line for each thing, then what to say of them all."""
    rows = [(line.collection, texts(f"sync.what_{line.what}"), one_line(line.title, TITLE)) for line in report.lines]
    if rows:
        head = (texts("sync.calendar"), texts("sync.what"), texts("sync.task"))
        widths = [max(len(row[n]) for row in (head, *rows)) for n in (0, 1)]
        for row in (head, *rows):
            click.echo(f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}".rstrip())
        click.echo(texts.count("sync.would" if dry_run else "sync.done", len(rows)))
    elif report.problem is None and not report.asked:
        click.echo(texts("sync.nothing"))
    if report.asked:
        click.echo(texts("sync.asked", collections=texts.joined(report.asked)), err=True)
    if report.problem is not None:
        click.echo(problem_sentence(report.problem, texts), err=True)
    if report.asked or report.problem is not None:
        raise SystemExit(1)
