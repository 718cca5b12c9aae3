"""Publishing, joined from its parts: for the running service, and for a command where no service runs."""

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from bot.calendars.reach import Reach, connect_own, own, standing
from bot.calendars.report import Report, Reporter
from bot.calendars.service import EVERY_OTHER, EVERY_OWN, CalendarService
from bot.clock import Clock
from bot.config.settings import Caldav
from calendar_sync.caldav.server import Account
from calendar_sync.publishing.ledger import LEDGER_KINDS
from calendar_sync.publishing.publisher import Publisher
from calendar_sync.radicale.embedded import Embedded
from plans.calendars.accounts import account_of
from plans.model.publishing import CalendarAccount
from plans.problems import StoreDamaged
from plans.store.disk import Disk
from plans.store.memory import MemoryStore
from plans.store.port import Facts, Record, Store
from plans.store.tinydb_store import TinyStore

LOG = logging.getLogger(__name__)
#: Inside the data folder: everything about calendar servers; and in it, what was published where. Neither needs a
#: backup: the plan says what there is to be, and what of ours lies on a server is found there again.
CALENDARS, LEDGER = "caldav", "ledger"
#: What our own server is called in the ledger.
OWN_PLACE = "own"


class Hurried(Disk):
    """Waits for no disk, so that a round keeps the chat from nothing.

    A power cut may take the last half minute of what is written so, which does no harm here:
    what lies on the server then is found in another version than we know, read, and found to be ours.
    """

    def flush(self, descriptor: int) -> None:
        """The system writes it in its own time."""

    def flush_folder(self, folder: Path) -> None:
        """The system writes it in its own time."""


def open_ledger(folder: Path) -> TinyStore:
    """What was published where, from the data folder; one that cannot be read is begun anew."""
    place = folder / CALENDARS / LEDGER
    with suppress(OSError):  # opening the store says what is wrong
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return TinyStore.open(place, kinds=LEDGER_KINDS, disk=Hurried())
    except StoreDamaged as error:
        LOG.warning("%s; the calendar server is looked at anew", error)
        shutil.rmtree(place)
        return TinyStore.open(place, kinds=LEDGER_KINDS, disk=Hurried())


def own_server(store: Store, clock: Clock, folder: Path, changed: Callable[[], None] = lambda: None) -> Embedded:
    """Our own calendar server, for everybody who is here and has an account; `changed` as `Embedded` has it."""

    def accounts() -> Iterator[tuple[str, str]]:
        for account in store.all(CalendarAccount):
            if account_of(store, account.person, clock()) is not None:
                yield account.person, account.hash

    return Embedded(folder / CALENDARS, accounts, changed=changed)


def place_of(caldav: Caldav) -> str:
    """What the server is called in the ledger: another account is another home."""
    return f"{quote(caldav.user, safe='@')}@{quote(caldav.url, safe=':/')}" if caldav.url else OWN_PLACE


def account_at(caldav: Caldav) -> Account:
    """Who we are at a server of others."""
    return Account(caldav.url, caldav.user, caldav.password, caldav.ca, caldav.proxy)


def in_memory(facts: Facts, kinds: Iterable[type[Record]]) -> MemoryStore:
    """Facts of a snapshot as a store: to see what would be published, and to write nothing."""
    store = MemoryStore()
    with store.transaction() as tx:
        for kind in kinds:
            for record in facts.all(kind):
                tx.put(record)
    return store


def publisher_for(store: Store, ledger: Store, caldav: Caldav, chat_url: str) -> Publisher:
    """The publisher to the server that the settings name, or to our own."""
    return Publisher(store, ledger, chat_url, place_of(caldav), embedded=not caldav.url)


def reach_of(caldav: Caldav, embedded: Embedded | None) -> Reach | None:
    """The way to the calendar server; None where there is none."""
    if caldav.url:
        return Reach(standing(account_at(caldav)))
    return Reach(own(embedded), connect_own) if embedded is not None else None


def calendar_service(
    store: Store,
    ledger: Store,
    caldav: Caldav,
    chat_url: str,
    reach: Reach,
    tell: Callable[[Report], None],
) -> CalendarService:
    """Publishing to the calendar server that is reached so."""
    every = EVERY_OTHER if caldav.url else EVERY_OWN
    return CalendarService(store, publisher_for(store, ledger, caldav, chat_url), reach, every, tell)


def calendar_parts(
    store: Store, ledger: Store | None, caldav: Caldav, chat_url: str, clock: Clock, folder: Path | None
) -> tuple[Embedded | None, CalendarService | None]:
    """Our own server, where there is one, and publishing to it or to another; both live in the data `folder`."""

    def server_changed() -> None:
        if service is not None and embedded is not None and embedded.account is not None:
            service.ask()

    if folder is None:
        return None, None
    embedded = own_server(store, clock, folder, server_changed) if caldav.own_server else None
    reach, service = reach_of(caldav, embedded), None
    if ledger is not None and reach is not None:
        service = calendar_service(store, ledger, caldav, chat_url, reach, Reporter(folder / CALENDARS).tell)
    return embedded, service
