"""A month of a calendar, laid out in weeks: the same events as in the feed."""

from calendar import MONDAY, Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from calendar_sync.events import Event, Status, events_in, uid_of
from calendar_sync.feeds import Feed
from locales.catalogue import Texts
from plans.agenda import entries
from plans.deadlines import last_of_month
from plans.model.people import Person
from plans.store.port import Facts
from plans.working_days import is_working_day

#: The years that can be leafed to; a plan belongs to one of them.
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Item:
    """An event with how it stands: done, overdue, cancelled, unset, or open.

    `brief` is for a square of the month, where "In December: " would leave no room for what it is about.
    """

    key: str
    event: Event
    state: str
    brief: str


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
    """What the page shows. `previous` and `following` are "2024-01", "" at the ends of time."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    items: tuple[Item, ...]
    previous: str
    following: str


def month_of(
    facts: Facts, feed: Feed, person: Person | None, texts: Texts, chat_url: str, first: date, today: date
) -> Month:
    """The month that begins on `first`."""
    items = _items(facts, events_in(facts, feed, person, texts, chat_url), today)
    by_day: dict[date, list[Item]] = {}
    for item in items:
        by_day.setdefault(item.event.start, []).append(item)

    def square(day: date) -> Day:
        outside = day.month != first.month
        held = () if outside else tuple(by_day.get(day, ()))
        return Day(day, held, outside, day == today, not is_working_day(day))

    weeks = tuple(tuple(map(square, week)) for week in Calendar(MONDAY).monthdatescalendar(first.year, first.month))
    last = last_of_month(first)
    return Month(
        first,
        weeks,
        tuple(item for item in items if first <= item.event.start <= last),
        previous=_named(first - timedelta(days=1)),
        following=_named(last + timedelta(days=1)),
    )


def month_named(text: str) -> date | None:
    """The first day of the month written "2024-02"; None for anything else."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if len(text) == len("2024-02") and _named(first) else None


def _named(day: date) -> str:
    return f"{day:%Y-%m}" if FIRST_YEAR <= day.year <= LAST_YEAR else ""


def _items(facts: Facts, events: Iterable[Event], today: date) -> list[Item]:
    standing = {uid_of(entry): entry for entry in entries(facts)}
    found = []
    for event in events:
        entry = standing.get(event.uid)
        if event.status is Status.CANCELLED or entry is None:
            state = "cancelled"
        elif entry.done:
            state = "done"
        elif entry.is_overdue(today):
            state = "overdue"
        else:
            state = "unset" if event.status is Status.TENTATIVE else "open"
        brief = entry.task.title if entry is not None and state in ("open", "overdue") else event.summary
        found.append(Item(event.uid.partition("@")[0], event, state, brief))
    return found
