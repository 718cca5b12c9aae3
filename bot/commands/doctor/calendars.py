"""The calendars: the server they are published to, and the calendar programs that can work at our address."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from bot.calendars.joining import CALENDARS, account_at
from bot.commands.doctor.findings import Finding, Severity
from bot.config.settings import Settings, base_url
from calendar_sync.caldav.examining import Abilities, examine
from calendar_sync.caldav.server import Account
from calendar_sync.radicale.files import running_service
from calendar_sync.subscribing.programs import Place, Way, able, hindered, site_of
from locales.catalogue import HANOI

#: A server that takes longer for a small request makes every round of publishing long.
SLOW = 2.0  # seconds
#: A clock further off than this is worth knowing: people compare what both sides wrote down.
LARGEST_DRIFT = 90  # seconds
#: Long enough to have a certificate renewed.
SOON = timedelta(days=21)
#: What a server may lack → what that means; without reading many at once we cannot publish there.
LACKS = (
    ("stamps", Severity.NOTE, "doctor.caldav_no_stamps"),
    ("changes", Severity.NOTE, "doctor.caldav_no_changes"),
    ("reads_many", Severity.BROKEN, "doctor.caldav_no_multiget"),
    ("tasks", Severity.NOTE, "doctor.caldav_no_tasks"),
)


def calendars(folder: Path, settings: Settings, now: datetime) -> Iterator[Finding]:
    """The server that is set, or ours when the service runs; and who can use calendars from here."""
    account = _account(folder, settings)
    if account is not None:
        yield from described(account, asyncio.run(examine(account)), now)
    elif settings.caldav.own_server:
        yield Finding(Severity.NOTE, "doctor.caldav_resting")
    else:
        yield Finding(Severity.NOTE, "doctor.caldav_off")
    yield from _programs(settings)


def _account(folder: Path, settings: Settings) -> Account | None:
    caldav = settings.caldav
    if caldav.url:
        return account_at(caldav)
    return running_service(folder / CALENDARS) if caldav.own_server else None


def described(account: Account, found: Abilities, now: datetime) -> Iterator[Finding]:
    """What was found out about one calendar server."""
    if found.seconds:
        shown = {"url": found.home, "milliseconds": round(found.seconds * 1000)}
        yield Finding(Severity.WELL, "doctor.caldav", shown)
        yield from _line(account, found, now)
    if found.problem is not None:
        yield Finding(Severity.BROKEN, found.problem.code, found.problem.values)
    else:
        yield Finding(Severity.WELL, "doctor.caldav_writes")
        for name, severity, code in LACKS:
            if not getattr(found, name):
                yield Finding(severity, code)
    if found.left:
        yield Finding(Severity.NOTE, "doctor.caldav_left", {"name": found.left})


def _line(account: Account, found: Abilities, now: datetime) -> Iterator[Finding]:
    """Encryption, clock and speed."""
    if found.certificate_until is not None:
        soon = found.certificate_until - now < SOON
        shown = {"until": f"{found.certificate_until.astimezone(HANOI):%d/%m/%Y}"}
        code = "doctor.caldav_certificate_ends" if soon else "doctor.caldav_certificate"
        yield Finding(Severity.NOTE if soon else Severity.WELL, code, shown)
    elif urlsplit(account.url).scheme == "http" and site_of(account.url).place is not Place.MACHINE:
        yield Finding(Severity.NOTE, "doctor.caldav_open")
    if not found.says_caldav:
        yield Finding(Severity.NOTE, "doctor.caldav_not_said")
    drift = abs((found.clock - now).total_seconds()) if found.clock is not None else 0
    if drift > LARGEST_DRIFT:
        yield Finding(Severity.NOTE, "doctor.caldav_clock_off", {"seconds": round(drift)})
    if found.seconds > SLOW:
        yield Finding(Severity.NOTE, "doctor.caldav_slow", {"seconds": f"{found.seconds:.1f}"})


def _programs(settings: Settings) -> Iterator[Finding]:
    """Which calendar programs can work at our address, and what stops the others."""
    address = base_url(settings)
    site = site_of(address)
    for way in Way:
        if way is Way.ACCOUNT and not settings.caldav.own_server:
            continue
        if programs := able(way, site):
            yield Finding(Severity.WELL, f"doctor.programs_{way}", {"url": address}, programs)
        for why, programs in hindered(way, site).items():
            yield Finding(Severity.NOTE, f"doctor.no_programs_{way}_{why}", {}, programs)
