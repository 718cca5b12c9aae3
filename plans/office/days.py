"""The days off and working days that the office sets itself, above those that are known anyway.

They count in the whole process: `follow` is called wherever facts are begun to be worked with, and by the verbs here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from plans.audit import audit
from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR
from plans.model.office_settings import DaysOverlay
from plans.model.people import Person
from plans.noticing import notify
from plans.plain_text import printable
from plans.problems import Problem
from plans.rights import Action, office_refusal
from plans.staff.people import officers
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi, has_swaps, use

#: The one record's id, and what its changes are filed under.
DAYS = "days"
#: So many days of its own an office never has; the longest note about one.
MOST, LONGEST_NOTE = 1000, 200
#: Months of the last quarter, in which the office is asked for the next year's swaps.
LAST_QUARTER = 10
#: The kind of notice that asks for them.
SWAPS = "days_swaps"
#: Days named in an entry of the journal.
NAMED = 5


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """A day that the office has set: is it worked, and why."""

    day: date
    work: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class DaysChange:
    """What became of the days that were to be set or taken back."""

    set: tuple[OfficeDay, ...] = ()
    removed: tuple[OfficeDay, ...] = ()


def overlay(facts: Facts) -> DaysOverlay:
    """The record, empty where the office has set nothing."""
    return facts.get(DaysOverlay, DAYS) or DaysOverlay({})


def office_days(facts: Facts) -> tuple[OfficeDay, ...]:
    """The days that the office has set, the earliest first."""
    stored = overlay(facts)
    return tuple(
        OfficeDay(date.fromisoformat(day), work, stored.notes.get(day, "")) for day, work in sorted(stored.days.items())
    )


def follow(facts: Facts) -> None:
    """Let the days that the office has set in these facts count from now on."""
    use({each.day: each.work for each in office_days(facts)})


def new_days(facts: Facts, days: Iterable[OfficeDay]) -> tuple[OfficeDay, ...]:
    """Those of the days that are not set just so already."""
    known = frozenset(office_days(facts))
    return tuple(each for each in days if each not in known)


def set_days(tx: Transaction, now: datetime, by: Person | None, days: Iterable[OfficeDay]) -> DaysChange | Problem:
    """Set these days, whatever they were before; the others stay. The caller stamps the calendar's events."""
    refused = office_refusal(Action.MANAGE_REMINDERS, by, day_in_hanoi(now)) or _wrong(days := tuple(days))
    if refused is not None:
        return refused
    stored, fresh = overlay(tx), new_days(tx, days)
    if not fresh:
        return Problem("days.nothing_new")
    kept = stored.days | {each.day.isoformat(): each.work for each in fresh}
    if len(kept) > MOST:
        return Problem("days.too_many", {"n": str(len(kept)), "limit": str(MOST)})
    notes = {day: note for day, note in stored.notes.items() if day in stored.days}
    notes |= {each.day.isoformat(): each.note for each in fresh}
    tx.put(replace(stored, days=kept, notes={day: note for day, note in notes.items() if note}))
    follow(tx)
    audit(tx, now, by, "set_days", DAYS, _named(fresh))
    return DaysChange(set=fresh)


def remove_days(tx: Transaction, now: datetime, by: Person | None, days: Iterable[date]) -> DaysChange | Problem:
    """Take back what the office has set for these days: they are again what they are for everybody."""
    refused = office_refusal(Action.MANAGE_REMINDERS, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    known, wanted = office_days(tx), frozenset(days)
    strange = sorted(wanted - {each.day for each in known})
    if strange:
        return Problem("days.not_set", {"days": ", ".join(f"{day:%d/%m/%Y}" for day in strange[:NAMED])})
    gone = tuple(each for each in known if each.day in wanted)
    if not gone:
        return Problem("days.nothing_new")
    stored, names = overlay(tx), {day.isoformat() for day in wanted}
    left = {day: work for day, work in stored.days.items() if day not in names}
    notes = {day: note for day, note in stored.notes.items() if day not in names}
    tx.put(replace(stored, days=left, notes=notes))
    follow(tx)
    audit(tx, now, by, "remove_days", DAYS, _named(gone))
    return DaysChange(removed=gone)


def swaps_known(facts: Facts, year: int) -> bool:
    """Whether anybody has said which days of a year are off or worked in place of others."""
    return has_swaps(year) or any(each.day.year == year for each in office_days(facts))


def year_wanted(facts: Facts, today: date) -> int | None:
    """In the last quarter, the next year if its swaps are not known yet."""
    year = today.year + 1
    return year if today.month >= LAST_QUARTER and not swaps_known(facts, year) else None


def ask_for_swaps(tx: Transaction, now: datetime) -> bool:
    """In the last quarter, ask every officer once for the next year's swaps, unless they are known; says if it did."""
    today = day_in_hanoi(now)
    year = year_wanted(tx, today)
    if year is None or overlay(tx).asked >= year:
        return False
    asked = officers(tx, today)
    if not asked:
        return False
    for person in asked:
        notify(tx, now, person.id, SWAPS, str(year))
    tx.put(replace(overlay(tx), asked=year))
    return True


def _wrong(days: tuple[OfficeDay, ...]) -> Problem | None:
    """Why days cannot be set, whoever sends them."""
    strange = next((each.day for each in days if not EARLIEST_YEAR <= each.day.year <= LATEST_YEAR), None)
    if strange is not None:
        return Problem("days.far", {"day": f"{strange:%d/%m/%Y}"})
    if any(len(each.note) > LONGEST_NOTE or each.note != printable(each.note) for each in days):
        return Problem("days.long_note", {"limit": str(LONGEST_NOTE)})
    if len({each.day for each in days}) < len(days):
        return Problem("days.twice")
    return None


def _named(days: tuple[OfficeDay, ...]) -> str:
    """The days for the journal: ISO days with "dayoff" or "dayworked" behind each."""
    words = [f"{each.day} {'dayworked' if each.work else 'dayoff'}" for each in days[:NAMED]]
    return ", ".join(words) + (f" +{len(days) - NAMED}" if len(days) > NAMED else "")
