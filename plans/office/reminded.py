"""Who has been told what, when and over which channel, read back from the histories: the latest first.

Reminders (digests, pings, …), news of plans, notices and what went to groups stand in a stream each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from plans.leafing import Leaves, Page
from plans.model.groups import GroupDelivery
from plans.model.history import ReminderEntry
from plans.model.plan import PlanChange
from plans.model.reminding import Bulletin, DeliveryState, DigestItem, Notice
from plans.store.port import Facts
from plans.working_days import day_in_hanoi

_Entry = ReminderEntry | Bulletin | Notice | GroupDelivery
#: Where what went out stands, and what its entries are.
STREAMS: Mapping[str, type[_Entry]] = {
    "reminders": ReminderEntry,
    "announcements": Bulletin,
    "notices": Notice,
    "groups": GroupDelivery,
}
#: Entries of a stream that a chat looks through, which waits for it: some 100 ms. `everything` looks through all.
LOOK_BACK = 4_000
#: What news of plans are called among the kinds of message, and what goes to groups.
NEWS_KIND, GROUP_KIND = "news", "group"


@dataclass(frozen=True, slots=True)
class Told:
    """One message and its end. `kind`: of a reminder ("digest", "ping", …), "news", "group", or the kind of notice.

    For a group there is no `person` but its `unit`.
    """

    at: datetime
    person: str
    kind: str
    state: DeliveryState
    channel: str
    again: bool
    reason: str
    items: tuple[DigestItem, ...] = ()
    changes: tuple[PlanChange, ...] = ()
    about: str = ""
    is_notice: bool = False
    unit: str = ""

    def is_about(self, plan: str, task: str) -> bool:
        """Whether it speaks of a task."""
        if any(item.task == task and item.plan == plan for item in self.items):
            return True
        changed = any(each.task == task and each.plan == plan for each in self.changes)
        return changed or f"{self.about}/".startswith(f"{plan}/{task}/")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which messages: those to a person, about a task (plan and id), since a day, up to one; all unless said."""

    person: str = ""
    task: tuple[str, str] | None = None
    since: date | None = None
    until: date | None = None

    def takes(self, told: Told) -> bool:
        """Whether this is one of them."""
        if self.person and told.person != self.person:
            return False
        if self.since is not None and day_in_hanoi(told.at) < self.since:
            return False
        if self.until is not None and day_in_hanoi(told.at) > self.until:
            return False
        return self.task is None or told.is_about(*self.task)


ALL = Asked()


def page(facts: Facts, asked: Asked, number: int, size: int) -> Page[Told]:
    """The page of that number (0: the latest)."""
    takes = None if asked == ALL else asked.takes
    return Leaves(partial(_latest, facts), LOOK_BACK, takes, asked.since).page(number, size)


def everything(facts: Facts, asked: Asked = ALL) -> list[Told]:
    """All of them, the earliest first."""
    read = [told for stream in STREAMS for _, told in _entries(facts, stream, None)]
    return sorted((told for told in read if asked.takes(told)), key=lambda told: told.at)


def _latest(facts: Facts, look: int) -> tuple[list[Told], datetime | None]:
    """The newest entries of all streams, latest first, and the instant from which on none is missing (None: ever)."""
    found: list[Told] = []
    known_from: datetime | None = None
    for stream in STREAMS:
        read = _entries(facts, stream, look)
        found += [told for _, told in read]
        if read and read[0][0] > 1:
            oldest = read[0][1].at
            known_from = oldest if known_from is None else max(known_from, oldest)
    whole = [told for told in found if known_from is None or told.at >= known_from]
    return sorted(whole, key=lambda told: told.at, reverse=True), known_from


def _entries(facts: Facts, stream: str, last: int | None) -> list[tuple[int, Told]]:
    return [(at, _told(each)) for at, each in facts.entries(stream, STREAMS[stream], last=last)]


def _told(each: _Entry) -> Told:
    end = (each.again, each.reason)
    match each:
        case ReminderEntry():
            return Told(each.at, each.person, each.kind, each.state, each.channel, *end, items=each.items)
        case Bulletin():
            return Told(each.at, each.person, NEWS_KIND, each.state, each.channel, *end, changes=each.changes)
        case Notice():
            return Told(
                each.at, each.person, each.kind, each.state, each.channel, *end, about=each.about, is_notice=True
            )
        case GroupDelivery():
            return Told(each.at, "", GROUP_KIND, each.state, "telegram", *end, items=each.items, unit=each.unit)
