"""How a person wants to be reminded (`/nhac`): the hour, the channels in order, nothing but digests, leave.

The same manner as `plans.actions`: refusals are `Problem`s and write nothing, every change leaves an audit entry.
Whoever stands in for somebody on leave is told so, and told again when they no longer do.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from plans.audit import audit
from plans.model.people import Person
from plans.model.reminding import Notice, ReminderSettings
from plans.noticing import notify, recall
from plans.problems import Problem
from plans.rights import Action, refusal
from plans.staff.people import person_here
from plans.store.port import Facts, Transaction
from plans.working_days import HANOI, day_in_hanoi

#: The hours at which a digest can come.
EARLIEST, LATEST = time(7, 0), time(17, 0)
#: The channels, in the order in which they are tried unless somebody has said otherwise.
CHANNELS = ("telegram", "web", "email")
#: The longest leave, in days: one that never ended would silence a person for ever.
LONGEST_LEAVE = 366
#: The kinds of notice to whoever stands in, about the person on leave: that they do, and that they no longer do.
STANDS_IN, STANDS_DOWN = "stands_in", "stands_down"


def settings_of(facts: Facts, person: str) -> ReminderSettings:
    """What a person (by id) has chosen, or what holds for whoever has chosen nothing."""
    return facts.get(ReminderSettings, person) or ReminderSettings(person)


def set_hour(tx: Transaction, now: datetime, by: Person, hour: time) -> ReminderSettings | Problem:
    """Have the day's digest come at this hour: from today on where neither the old hour nor the new one is over.

    Otherwise from tomorrow on, so that today has one digest, neither two nor none.
    """
    if not EARLIEST <= hour <= LATEST:
        return Problem("nhac.hour_range", {"first": f"{EARLIEST:%H:%M}", "last": f"{LATEST:%H:%M}"})
    hour = hour.replace(second=0, microsecond=0)
    before, today, local = settings_of(tx, by.id), day_in_hanoi(now), now.astimezone(HANOI).time()
    was = before.hour_on(today)
    if hour == before.hour:
        return before
    counts = today if local < min(was, hour) else today + timedelta(days=1)
    wanted = replace(before, hour=hour, hour_was=was, hour_from=counts)
    return put_settings(tx, now, by, wanted, "set_reminder_hour", f"{hour:%H:%M}")


def set_channels(tx: Transaction, now: datetime, by: Person, channels: Sequence[str]) -> ReminderSettings | Problem:
    """Have the channels tried in this order; () for the usual one."""
    chosen = tuple(dict.fromkeys(channels))
    if not set(chosen) <= set(CHANNELS):
        return Problem("nhac.no_such_channel")
    wanted = replace(settings_of(tx, by.id), channels=chosen)
    return put_settings(tx, now, by, wanted, "set_reminder_channels", " ".join(chosen))


def set_digest_only(tx: Transaction, now: datetime, by: Person, only: bool) -> ReminderSettings | Problem:
    """Get nothing but the digest, or single pings beside it again."""
    said = "on" if only else "off"
    return put_settings(tx, now, by, replace(settings_of(tx, by.id), digest_only=only), "set_digest_only", said)


def set_leave(
    tx: Transaction, now: datetime, by: Person, start: date, end: date, stand_in: Person | None = None
) -> ReminderSettings | Problem:
    """Be left in peace on these days, both included, while `stand_in` is reminded of one's tasks."""
    today = day_in_hanoi(now)
    wrong = _leave_problem(tx, by, start, end, stand_in, today)
    if wrong is not None:
        return wrong
    who = stand_in.id if stand_in is not None else ""
    wanted = replace(settings_of(tx, by.id), away_from=start, away_until=end, stand_in=who)
    return put_settings(tx, now, by, wanted, "set_leave", f"{start} {end} {who}".strip())


def end_leave(tx: Transaction, now: datetime, by: Person) -> ReminderSettings | Problem:
    """Be reminded again at once; nothing happens where no leave is set."""
    wanted = replace(settings_of(tx, by.id), away_from=None, away_until=None, stand_in="")
    return put_settings(tx, now, by, wanted, "end_leave", "")


def leave_ahead(settings: ReminderSettings, today: date) -> bool:
    """Whether a leave is set that isn't over."""
    return settings.away_until is not None and settings.away_until >= today


def stands_in_for(facts: Facts, person: Person, today: date) -> tuple[Person, ...]:
    """The people on leave that day whose tasks this person sees to."""
    away = (each for each in facts.all(ReminderSettings) if each.stand_in == person.id and each.is_away(today))
    return tuple(found for each in away if (found := person_here(facts, each.person, today)) is not None)


def days_problem(start: date, end: date, today: date) -> Problem | None:
    """Why these cannot be the days of a leave, or None when they can."""
    if end < start:
        return Problem("nhac.leave_backwards", {"start": f"{start:%d/%m/%Y}", "end": f"{end:%d/%m/%Y}"})
    if end < today:
        return Problem("nhac.leave_past", {"end": f"{end:%d/%m/%Y}"})
    if (end - start).days >= LONGEST_LEAVE or (start - today).days >= LONGEST_LEAVE:
        return Problem("nhac.leave_too_long")
    return None


def _leave_problem(
    facts: Facts, by: Person, start: date, end: date, stand_in: Person | None, today: date
) -> Problem | None:
    wrong = days_problem(start, end, today)
    if wrong is not None or stand_in is None:
        return wrong
    if stand_in.id == by.id:
        return Problem("nhac.stand_in_self")
    if person_here(facts, stand_in.id, today) is None:
        return Problem("action.not_in_roster", {"person": stand_in.name})
    theirs = settings_of(facts, stand_in.id)
    first, last = theirs.away_from, theirs.away_until
    if first is None or last is None or end < first or last < start:
        return None
    days = {"start": f"{first:%d/%m/%Y}", "end": f"{last:%d/%m/%Y}"}
    return Problem("nhac.stand_in_away", {"person": stand_in.name, **days})


def put_settings(
    tx: Transaction, now: datetime, by: Person, wanted: ReminderSettings, verb: str, detail: str
) -> ReminderSettings | Problem:
    """Keep what a person has chosen, if that is anything new."""
    refused = refusal(Action.SET_REMINDERS, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    before = settings_of(tx, by.id)
    if before == wanted:
        return wanted
    tx.put(wanted)
    audit(tx, now, by, verb, by.id, detail)
    _tell_stand_ins(tx, now, before, wanted)
    return wanted


def _tell_stand_ins(tx: Transaction, now: datetime, before: ReminderSettings, after: ReminderSettings) -> None:
    """Say to whoever stands in now, and to whoever did until now, what has changed; a leave that is over is over."""
    today = day_in_hanoi(now)
    leaves = [(each.stand_in, each.away_from, each.away_until) for each in (before, after)]
    if leaves[0] == leaves[1]:
        return
    if before.stand_in and before.stand_in != after.stand_in and leave_ahead(before, today):
        unsaid = tx.get(Notice, f"{before.stand_in}/{STANDS_IN}/{before.person}")
        if unsaid is None:
            notify(tx, now, before.stand_in, STANDS_DOWN, before.person)
        else:
            recall(tx, before.stand_in, STANDS_IN, before.person)
    if after.stand_in:
        recall(tx, after.stand_in, STANDS_DOWN, after.person)
        notify(tx, now, after.stand_in, STANDS_IN, after.person)
