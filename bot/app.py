"""The composition: which parts there are and how they are joined. Read from top to bottom, it is the system."""

import asyncio
import contextlib
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeAlias

import uvicorn

from bot.calendars.joining import calendar_parts
from bot.calendars.service import CalendarService
from bot.channels.channel import Channel
from bot.channels.email.channel import EmailChannel
from bot.channels.email.composing import Composer
from bot.channels.telegram.connection import Connection
from bot.channels.telegram.service import TelegramService
from bot.channels.telegram.webhook import Webhook
from bot.channels.web.app import Web, web_app
from bot.channels.web.dav import DavFront
from bot.channels.web.demo import Demo
from bot.channels.web.guard import client_of
from bot.channels.web.guesses import Guesses
from bot.clock import Clock, MovableClock
from bot.config.settings import Settings
from bot.conversation import Conversation
from bot.demo import AHEAD, KEPT_EVERY, TimeMachine
from bot.documents.answering import SentDocuments
from bot.documents.reading import read_apart
from bot.documents.uploads import Uploads
from bot.inviting.codes import Doors
from bot.inviting.letters import Letters
from bot.mail.links import LetterLinks
from bot.mail.server import MailServer
from bot.push.pushing import Pushing
from bot.push.vapid import Vapid
from bot.talk import CalendarHost, Installation
from bot.unasked.amending import Amending
from bot.unasked.outbox import Turn
from bot.unasked.reminding import Reminding
from calendar_sync.radicale.embedded import Embedded, is_installed
from calendar_sync.subscribing.endpoint import calendar_routes
from calendar_sync.subscribing.links import Links
from plans.problems import StoreUnwritable, UserError
from plans.store.files import Files, MemoryFiles
from plans.store.port import Store
from plans.working_days import day_in_hanoi

#: Seconds that requests under way get when the server is told to stop.
FAREWELL = 2
WEBHOOK_PATH = "/telegram"
#: Something done at the start and then again and again, each time after so many seconds.
Chore: TypeAlias = tuple[Callable[[], None], float]


@dataclass(frozen=True, slots=True)
class Service:
    """The running system: what is served over HTTP, reminds, reads documents, sends letters, listens to Telegram.

    With a calendar server of our own there is a `front`, by which calendar programs reach it.
    """

    web: Web
    reminding: Reminding
    amending: Amending
    uploads: Uploads
    letters: Letters | None
    doors: Callable[[], Doors]
    telegram: TelegramService | None
    time_machine: TimeMachine | None
    calendars: CalendarService | None
    calendar_server: Embedded | None
    front: DavFront | None
    pushing: Pushing | None


def compose(
    store: Store,
    settings: Settings,
    key: bytes,
    base_url: str,
    clock: Clock,
    files: Files | None = None,
    folder: Path | None = None,
    ledger: Store | None = None,
    vapid: Vapid | None = None,
) -> Service:
    """Join all parts. A `MovableClock` is the demo's: only then are there a person picker and a time machine.

    Without `files`, what people attach is kept in memory; without a data `folder` there is no calendar server of ours,
    without a `ledger` nothing is published to any, and without `vapid` no browser is told of news.
    """
    files = files or MemoryFiles()
    links = Links(base_url, key)
    client = partial(client_of, trusted=settings.trusted_proxies)
    mail = MailServer(settings.mail) if settings.mail.host else None

    def username() -> str:
        return telegram.username if telegram else ""

    embedded, calendars = calendar_parts(store, ledger, settings.caldav, links.chat_url(), clock, folder)
    front = None
    if embedded is not None:
        written = calendars.poke if calendars is not None else lambda _path: None
        front = DavFront(store, clock, embedded, written=written, client=client)
    pushing = _pushing(store, settings, vapid, clock)
    installation = Installation(
        links,
        files=files,
        mails=mail is not None,
        lists_on_telegram=settings.telegram.lists,
        telegram=username,
        calendar_host=_calendar_host(settings, embedded),
        pushes=pushing is not None,
    )
    conversation = Conversation(installation)
    channels: dict[str, Channel] = {}
    turns: dict[str, Turn] = {}
    uploads = Uploads(store, channels, SentDocuments(installation), read_apart, clock)
    telegram = _telegram(store, settings, conversation, uploads, clock, files)
    reminding = Reminding(store, channels, turns, username)
    time_machine = TimeMachine(clock, store, reminding) if isinstance(clock, MovableClock) else None
    web = web_app(
        store,
        conversation.respond,
        clock,
        links,
        uploads.begin,
        feed=[
            *calendar_routes(
                store, links, lambda: day_in_hanoi(clock()), missed=Guesses(time.monotonic, client).missed
            ),
            *(front.ways_in() if front else ()),
            *(telegram.routes() if telegram else ()),
        ],
        demo=Demo(time_machine.now, time_machine.play_to, time_machine.skip_to) if time_machine else None,
        installation=installation,
        client=client,
        push=pushing,
    )
    channels[web.chat.name] = web.chat
    if telegram is not None:
        channels[telegram.reminders.name] = telegram.reminders
        turns[telegram.reminders.name] = telegram.reminders.turn

    def doors() -> Doors:
        return Doors(links.base_url, username())

    letters = Letters(store, mail.post, doors) if mail else None
    if mail is not None:
        composer = Composer(LetterLinks(base_url, key), settings.mail.sender)
        channels[EmailChannel.name] = EmailChannel(store, composer, mail.post, clock)
    amending = Amending(store, channels)
    return Service(
        web,
        reminding,
        amending,
        uploads,
        letters,
        doors,
        telegram,
        time_machine,
        calendars,
        embedded,
        front,
        pushing,
    )


def _calendar_host(settings: Settings, embedded: Embedded | None) -> CalendarHost:
    if settings.caldav.url:
        return CalendarHost.OTHER
    return CalendarHost.OWN if embedded is not None and is_installed() else CalendarHost.NONE


def _pushing(store: Store, settings: Settings, vapid: Vapid | None, clock: Clock) -> Pushing | None:
    push = settings.push
    if vapid is None or not push.enabled:
        return None
    return Pushing(store, vapid, clock, services=push.services, proxy=push.proxy)


def _telegram(
    store: Store, settings: Settings, conversation: Conversation, uploads: Uploads, clock: Clock, files: Files
) -> TelegramService | None:
    telegram = settings.telegram
    if not telegram.token:
        return None
    webhook = None
    if telegram.mode == "webhook":
        webhook = Webhook(f"{settings.public_url}{WEBHOOK_PATH}", telegram.webhook_secret)
    connection = Connection(telegram.token, telegram.api_url, telegram.proxy)
    return TelegramService(connection, store, conversation.respond, clock, uploads.begin, webhook=webhook, files=files)


class Server(uvicorn.Server):
    """Uvicorn without its own signal handlers: one signal stops all parts, not only this one."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(
    service: Service,
    listening: socket.socket,
    clock: Clock,
    refused: Callable[[UserError], None],
    chores: Sequence[Chore] = (),
) -> None:
    """Run everything until Ctrl-C or SIGTERM. `refused` is told when Telegram doesn't accept us; the rest goes on.

    `chores` are done on the way.
    """
    stop = asyncio.Event()
    config = uvicorn.Config(
        service.web.app,
        http="h11",  # refuses oversized requests by itself; the faster reader takes a header of 5 MB
        loop="asyncio",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=FAREWELL,
    )
    server = Server(config)
    _on_signal(stop.set)
    async with asyncio.TaskGroup() as parts:
        parts.create_task(_until_stopped(stop, service, server))
        serving = parts.create_task(server.serve([listening]))
        serving.add_done_callback(lambda _: stop.set())
        parts.create_task(service.reminding.run(stop, clock))
        parts.create_task(service.amending.run(stop, clock))
        parts.create_task(service.uploads.run(stop))
        if service.letters is not None:
            parts.create_task(service.letters.run(stop, clock))
        if service.calendars is not None:
            parts.create_task(service.calendars.run(stop, clock))
        if service.calendar_server is not None:
            parts.create_task(service.calendar_server.run(stop))
        if service.pushing is not None:
            parts.create_task(service.pushing.run(stop))
        if service.telegram is not None:
            parts.create_task(_listen(service.telegram, stop, refused))
        for chore, seconds in chores:
            parts.create_task(_repeat(chore, seconds, stop))
        if service.time_machine is not None:
            parts.create_task(_keep_time(service.time_machine, stop))
    if service.front is not None:
        await service.front.close()


async def _until_stopped(stop: asyncio.Event, service: Service, server: Server) -> None:
    await stop.wait()
    service.web.streams.close()  # open pages would keep the server waiting
    if service.time_machine is not None:
        service.time_machine.end()
    server.should_exit = True


async def _listen(telegram: TelegramService, stop: asyncio.Event, refused: Callable[[UserError], None]) -> None:
    try:
        await telegram.run(stop)
    except UserError as error:
        refused(error)


async def _repeat(chore: Callable[[], None], seconds: float, stop: asyncio.Event) -> None:
    while not stop.is_set():
        chore()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), seconds)


async def _keep_time(time_machine: TimeMachine, stop: asyncio.Event) -> None:
    """Write the demo's time down again and again and at the end, so that a restart goes on from there."""

    def keep(ahead: timedelta = AHEAD) -> None:
        with contextlib.suppress(StoreUnwritable):  # a full disk stops changes, not the demo
            time_machine.keep(ahead)

    await _repeat(keep, KEPT_EVERY.total_seconds(), stop)
    keep(ahead=timedelta())


def _on_signal(deed: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, deed)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(deed))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; `OSError` when it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named TCP, or asyncio leaves small answers waiting for the acknowledgement of the last (Nagle): 40 ms each.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two programs share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()  # from now on nobody else gets it
    except OSError:
        listening.close()
        raise
    return listening
