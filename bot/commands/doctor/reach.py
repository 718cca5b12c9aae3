"""Whom reminders reach: nobody while a clock that ran ahead keeps them silent, and not who has no channel."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.commands.doctor.findings import Finding, Severity
from bot.commands.workspace import KINDS
from bot.config.settings import Settings
from bot.talk import one_line
from plans.model.people import Person
from plans.problems import StoreDamaged
from plans.reminding.resuming import planned_ahead
from plans.reminding.ways import EMAIL, WEB, without_way
from plans.staff.arrivals import TELEGRAM
from plans.store.tinydb_store import read_snapshot
from plans.working_days import day_in_hanoi

#: So many people are named.
NAMED = 10


def reach(folder: Path, settings: Settings, now: datetime) -> Iterator[Finding]:
    """Who can be reminded nowhere; what else is wrong with the data is said elsewhere."""
    if not folder.exists():
        return
    try:
        facts = read_snapshot(folder, KINDS)
    except StoreDamaged:
        return
    here = [person for person in facts.all(Person) if person.is_here(day_in_hanoi(now))]
    served = {WEB, *([TELEGRAM] if settings.telegram.token else ()), *([EMAIL] if settings.mail.host else ())}
    lacking = without_way(facts, served, now)
    if not here:
        return
    ahead = planned_ahead(facts, now)
    if ahead is not None:
        yield Finding(Severity.BROKEN, "doctor.planned_ahead", {"day": f"{day_in_hanoi(ahead):%d/%m/%Y}"})
    if not lacking:
        yield Finding(Severity.WELL, "doctor.all_reached", {"total": len(here)})
        return
    names = ", ".join(one_line(person.name) for person in lacking[:NAMED])
    shown = {"n": len(lacking), "total": len(here), "names": names if len(lacking) <= NAMED else f"{names}, …"}
    yield Finding(Severity.NOTE, "doctor.without_channel", shown)
