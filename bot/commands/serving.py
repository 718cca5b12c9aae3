"""``dondoc demo`` and ``dondoc run``: one process, one address."""

import asyncio
import errno
import logging
import os
import shutil
import socket
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import click

from bot.app import Chore, Service, compose, listen, serve
from bot.calendars.joining import CALENDARS, open_ledger
from bot.clock import Clock, system_clock
from bot.commands.sentences import problem_sentence
from bot.commands.workspace import KINDS, Day, default_folder, moment
from bot.config.loading import load_settings, variable
from bot.config.settings import Caldav, Settings, base_url
from bot.demo import demo_clock, fill_demo
from bot.dialogues.document import lying, sweep
from bot.errands.exchange import carry_out_errands, take_errands
from bot.personal_data.leaving import forget_by_rule
from bot.push.vapid import Vapid, contact_of, load_push_key
from calendar_sync.stamps import stamp_events
from calendar_sync.subscribing.links import load_key
from locales.catalogue import HANOI, Texts
from plans.asking.unread import over, sweep_unread
from plans.attached import named_files
from plans.model.people import Department, Person
from plans.model.reaching import Contact, WebSession
from plans.office.days import follow
from plans.problems import Problem, StoreDamaged, StoreUnwritable, UserError
from plans.store.backups import start_over
from plans.store.files import FILES, Files, FolderFiles
from plans.store.port import Store
from plans.store.tinydb_store import TinyStore, read_snapshot
from plans.working_days import day_in_hanoi

DEMO_FOLDER = "demo"
#: Seconds between two sweeps of attached files.
SWEPT_EVERY = 24 * 3600.0
#: What goes wrong is written to standard error; whoever wants it in a file redirects it there.
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def hanoi_now() -> datetime:
    """The present as people here read it: for the note that a second process is shown."""
    return system_clock().astimezone(HANOI)


def _folder_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="cli.option_data")(command)


@click.command("demo", help="cli.demo")
@_folder_option
@click.option("--fresh", is_flag=True, help="cli.option_fresh")
@click.option("--today", type=Day(), help="cli.option_today")
@click.option("--port", type=click.IntRange(0, 65535), help="cli.option_port")
@click.pass_obj
def demo(texts: Texts, data: Path | None, fresh: bool, today: date | None, port: int | None) -> None:
    """The invented department, with a clock that can be moved."""
    folder = data or default_folder() / DEMO_FOLDER
    # Of what is set for the real department, the demo takes nothing but leave to start no calendar server.
    allowed = {name: value for name, value in os.environ.items() if name == variable("caldav.embedded")}
    caldav = load_settings(folder, allowed).caldav
    settings = Settings(port=Settings().port if port is None else port, caldav=Caldav(embedded=caldav.embedded))
    if fresh:
        _start_over(folder)
    with closing(TinyStore.open(folder, kinds=KINDS, now=hanoi_now())) as store:
        department = store.get(Department, "department")
        if department is not None and not department.demo:
            raise UserError(Problem("cli.not_demo_folder", {"path": str(folder)}))
        fill_demo(store)
        clock = demo_clock(store)
        if today is not None:
            clock.set(moment(today))
        with _listening(settings, texts, strict=port is not None) as listening:
            url = _url(settings, listening)
            click.echo(texts("cli.demo_ready", url=url))
            _run(store, settings, folder, url, clock, listening, texts)


def _start_over(folder: Path) -> None:
    """Forget a demo; refuses to touch a real department's data, and puts aside what cannot be read."""
    if not folder.exists():
        return
    try:
        department = read_snapshot(folder, KINDS).get(Department, "department")
    except StoreDamaged:
        start_over(folder, keep=True)
        return
    if department is not None and not department.demo:
        raise UserError(Problem("cli.not_demo_folder", {"path": str(folder)}))
    start_over(folder, keep=False)
    shutil.rmtree(folder / CALENDARS, ignore_errors=True)  # what was published belongs to the demo that is gone


@click.command("run", help="cli.run")
@_folder_option
@click.option("--port", type=click.IntRange(0, 65535), help="cli.option_port")
@click.option("--recover", is_flag=True, help="cli.option_recover")
@click.pass_obj
def run(texts: Texts, data: Path | None, port: int | None, recover: bool) -> None:
    """The real department."""
    folder = data or default_folder()
    environment = dict(os.environ) if port is None else {**os.environ, "DONDOC_PORT": str(port)}
    settings = load_settings(folder, environment)
    with closing(TinyStore.open(folder, kinds=KINDS, recover=recover, now=hanoi_now())) as store:
        department = store.get(Department, "department")
        if department is not None and department.demo:
            raise UserError(Problem("cli.not_real_folder", {"path": str(folder)}))
        with _listening(settings, texts, strict=True) as listening:
            url = _url(settings, listening)
            click.echo(texts("cli.run_ready", url=url))
            _say_what_is_missing(store, settings, texts)
            chores: tuple[Chore, ...] = (
                (partial(_keep_daily_copy, store), 60.0),
                (partial(_forget_by_rule, store, timedelta(days=settings.keep_after_leaving)), 3600.0),
            )
            _run(store, settings, folder, url, system_clock, listening, texts, chores)


def _keep_daily_copy(store: TinyStore) -> None:
    with suppress(StoreUnwritable):  # the next change will say so
        sweep_left_lying(store, system_clock())
        store.keep_daily_copy(day_in_hanoi(system_clock()))


def sweep_left_lying(store: Store, now: datetime) -> None:
    """Forget lists that nobody confirmed, and sentences that were kept for the office long enough."""
    if lying(store, now) or over(store, now):
        with store.transaction() as tx:
            sweep(tx, now)
            sweep_unread(tx, now)


def _forget_by_rule(store: Store, keep: timedelta) -> None:
    with suppress(StoreUnwritable):  # the next look, an hour later, finds them again
        forget_by_rule(store, system_clock(), keep)


def _carry_out_errands(store: Store, service: Service, folder: Path, clock: Clock) -> None:
    sync = service.calendars.ask if service.calendars else None
    with suppress(OSError):  # the command that waits says that nobody answered
        carry_out_errands(folder, store, clock(), service.doors(), sync)


def _sweep_files(store: Store, files: Files) -> None:
    """Remove the attached files that nothing names any more: taken off again, or left by a crash."""
    files.sweep(named_files(store))


def _say_what_is_missing(store: Store, settings: Settings, texts: Texts) -> None:
    mode = settings.telegram.mode
    click.echo(texts("cli.telegram_on", mode=mode) if settings.telegram.token else texts("cli.telegram_off"))
    if not store.all(Person):
        click.echo(texts("cli.no_roster"))
    elif not store.all(Contact) and not store.all(WebSession):
        click.echo(texts("cli.nobody_in"))


def _listening(settings: Settings, texts: Texts, *, strict: bool) -> socket.socket:
    """The socket to serve on; unless `strict`, a busy port gives way to any free one."""
    try:
        return listen(settings.host, settings.port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            values = {"host": settings.host, "port": str(settings.port), "reason": error.strerror or ""}
            raise UserError(Problem("cli.host_refused", values)) from error
        if strict:
            raise UserError(Problem("cli.port_taken", {"port": str(settings.port)})) from error
    listening = listen(settings.host, 0)
    click.echo(texts("cli.port_moved", port=settings.port, other=listening.getsockname()[1]))
    return listening


def _url(settings: Settings, listening: socket.socket) -> str:
    """The address that links begin with, whatever port was found free."""
    return base_url(replace(settings, port=listening.getsockname()[1]))


def _run(
    store: Store,
    settings: Settings,
    folder: Path,
    url: str,
    clock: Clock,
    listening: socket.socket,
    texts: Texts,
    chores: Sequence[Chore] = (),
) -> None:
    logging.basicConfig(format=LOG_FORMAT)
    logging.getLogger("bot").setLevel(logging.INFO)

    def refused(error: UserError) -> None:
        for problem in error.problems:
            click.echo(problem_sentence(problem, texts), err=True)

    follow(store)
    with store.transaction() as tx:
        stamp_events(tx, clock())  # after an upgrade a holiday may have moved a day
    files = FolderFiles(folder / FILES)
    with closing(open_ledger(folder)) as ledger:
        vapid = Vapid(load_push_key(folder), contact_of(settings.public_url, settings.mail.sender))
        service = compose(store, settings, load_key(folder), url, clock, files, folder, ledger, vapid)
        own_chores: tuple[Chore, ...] = (
            (partial(_carry_out_errands, store, service, folder, clock), 1.0),
            (partial(_sweep_files, store, files), SWEPT_EVERY),
        )
        take_errands(folder)
        asyncio.run(serve(service, listening, clock, refused, (*chores, *own_chores)))
    click.echo(texts("cli.stopped"))
