"""A calendar as the pages show it: a month laid out in weeks, or a year month by month. The same events as the feed."""

from calendar import MONDAY, Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from calendar_sync.events import Event, Status, events_in
from calendar_sync.feeds import PUBLIC, Feed
from calendar_sync.uids import is_part, key_of
from locales.catalogue import Texts
from plans.agenda import Entry, entries_ever
from plans.deadlines import last_of_month
from plans.model.people import Person
from plans.model.plan import Plan, TaskKind
from plans.progress import Stage, stage_of
from plans.store.port import Facts
from plans.working_days import is_working_day

#: The years that can be leafed to; a plan belongs to one of them.
FIRST_YEAR, LAST_YEAR = 2000, 2100
#: A calendar program has to say where the chat is; whoever reads a page is there.
NO_WAY_BACK = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An event with how it stands: done, overdue, cancelled, unset, or open.

    `key` is its task's. `hour` is "08:30" for a meeting with an hour, else "". `brief` is for a square of the month,
    where "In December: " would leave no room for what it is about.
    """

    key: str
    event: Event
    hour: str
    kind: TaskKind
    state: str
    brief: str
    lead: tuple[str, ...]
    plan: Plan

    @property
    def anchor(self) -> str:
        """What tells it from everything else on a page."""
        return self.event.uid.partition("@")[0]

    @property
    def is_part(self) -> bool:
        """Whether it is a unit's part of its task."""
        return is_part(self.event.uid)

    @property
    def day(self) -> date:
        """The day it stands on."""
        return self.event.day


@dataclass(frozen=True, slots=True)
class Day:
    """A square of the month; `outside` belongs to the month before or after, `off` is a weekend or holiday."""

    day: date
    items: tuple[Item, ...]
    outside: bool
    today: bool
    off: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks. `previous` and `following` are "2024-01", "" at the ends of time."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    items: tuple[Item, ...]
    previous: str
    following: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year's months that have something, each by its first day. `previous` and `following` as in `Month`."""

    first: date
    months: tuple[tuple[date, tuple[Item, ...]], ...]
    items: tuple[Item, ...]
    previous: str
    following: str


def items_in(facts: Facts, feed: Feed, person: Person | None, texts: Texts, today: date) -> tuple[Item, ...]:
    """Everything a calendar shows, in order. What is public says nothing of how far the work has come."""
    known = {entry.key: entry for entry in entries_ever(facts)}
    found = [
        _item(event, entry, "" if feed == PUBLIC else _progress(event, entry, today))
        for event in events_in(facts, feed, person, texts, NO_WAY_BACK, today)
        if (entry := known.get(key_of(event.uid) or "")) is not None
    ]
    return tuple(sorted(found, key=lambda item: (item.day, item.hour)))


def month_of(items: Iterable[Item], first: date, today: date) -> Month:
    """The month that begins on `first`."""
    last = last_of_month(first)
    held = tuple(item for item in items if first <= item.day <= last)
    by_day = {day: tuple(found) for day, found in groupby(held, key=lambda item: item.day)}

    def square(day: date) -> Day:
        return Day(day, by_day.get(day, ()), day.month != first.month, day == today, not is_working_day(day))

    weeks = tuple(tuple(map(square, week)) for week in Calendar(MONDAY).monthdatescalendar(first.year, first.month))
    before, after = _named(first - timedelta(days=1)), _named(last + timedelta(days=1))
    return Month(first, weeks, held, before, after)


def year_of(items: Iterable[Item], year: int) -> Year:
    """A whole year."""
    held = tuple(item for item in items if item.day.year == year)
    months = tuple((first, tuple(found)) for first, found in groupby(held, key=lambda item: item.day.replace(day=1)))
    return Year(date(year, 1, 1), months, held, _named(date(year - 1, 1, 1)), _named(date(year + 1, 1, 1)))


def month_named(text: str) -> date | None:
    """The first day of the month written "2024-02"; None for anything else."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if len(text) == len("2024-02") and _named(first) else None


def _named(day: date) -> str:
    return f"{day:%Y-%m}" if FIRST_YEAR <= day.year <= LAST_YEAR else ""


def _item(event: Event, entry: Entry, progress: str) -> Item:
    state = _standing(event) or progress or "open"
    return Item(
        key=entry.key,
        event=event,
        hour=f"{event.start:%H:%M}" if event.timed else "",
        kind=entry.task.kind,
        state=state,
        brief=entry.task.title if state in ("open", "overdue") and not is_part(event.uid) else event.summary,
        lead=tuple(body.wording for body in entry.task.lead),
        plan=entry.plan,
    )


def _standing(event: Event) -> str:
    return {Status.CANCELLED: "cancelled", Status.TENTATIVE: "unset", Status.CONFIRMED: ""}[event.status]


def _progress(event: Event, entry: Entry, today: date) -> str:
    if is_part(event.uid):
        return "done" if event.done else "overdue" if event.day < today else ""
    if entry.done:
        return "done"
    return "overdue" if stage_of(entry, today) is Stage.LATE else ""
