"""Which calendars there are, who may have which, and which tasks each shows. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calendar_sync.parts import Part, parts_ever
from calendar_sync.uids import uid_of
from plans.agenda import Entry, entries_ever
from plans.answers import answers_by_person, came_in_time
from plans.calendars.feed_ids import ALL_ID, OWN_ID, UNIT_PREFIX, feed_ids, with_calendar
from plans.model.people import Person, Role, Unit, UnitKind
from plans.model.plan import DeadlineKind, Opens, Plan
from plans.model.publishing import PublicCalendar, PublishedEvent
from plans.planning.meetings import Councils
from plans.registrations.rules import last_day
from plans.registrations.tallies import silent_units
from plans.rights import Action, lead_units, may
from plans.store.port import Facts
from plans.working_days import day_in_hanoi


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar by its lasting `id`: "own", "all", "public", or "unit:" and the unit's id."""

    id: str

    @property
    def unit(self) -> str:
        """The unit whose calendar it is; "" for the others."""
        return self.id.removeprefix(UNIT_PREFIX) if self.id.startswith(UNIT_PREFIX) else ""


OWN = Feed(OWN_ID)
ALL = Feed(ALL_ID)
PUBLIC = Feed("public")
#: How long a cancelled event is shown as such: every client has come by since, Google's too.
CANCELLED_FOR = timedelta(days=60)


def unit_feed(unit: str) -> Feed:
    """A unit's calendar."""
    return Feed(f"{UNIT_PREFIX}{unit}")


def is_public(facts: Facts) -> bool:
    """Whether the office shows the department's calendar to everybody."""
    return facts.get(PublicCalendar, "public") is not None


def feeds_of(facts: Facts, person: Person, today: date) -> tuple[Feed, ...]:
    """The calendars a person may have, the one they are likeliest to want first; none for who is not here.

    Office and leaders: everything, and each unit's; the others: their own, and those of their units.
    """
    if not may(Action.SUBSCRIBE_CALENDAR, person, today):
        return ()
    return tuple(_feeds(facts, person))


def _feeds(facts: Facts, person: Person) -> Iterator[Feed]:
    for id in feed_ids(person, with_calendar(facts.all(Unit))):
        yield Feed(id)
    if is_public(facts):
        yield PUBLIC


def entries_in(facts: Facts, feed: Feed, person: Person | None, today: date) -> tuple[Entry, ...]:
    """The tasks that one calendar shows on a day; see `Shown`."""
    return Shown(facts, today).entries(feed, person)


class Shown:
    """The tasks that each calendar shows on one day, read once from the facts for any number of calendars.

    Withdrawn tasks are among them for 60 days. A deadline that is not set is for those who can set it: it stands in
    "all", and in the own calendar of the office. Only "own" depends on the person.
    """

    def __init__(self, facts: Facts, today: date) -> None:
        self._facts = facts
        self._today = today
        every = entries_ever(facts)
        self._entries = tuple(
            entry for entry in every if not (entry.task.withdrawn and self._is_long_gone(uid_of(entry)))
        )
        self._parts = tuple(
            part for part in parts_ever(facts, every) if part.stands or not self._is_long_gone(part.uid)
        )
        self._units = {unit.id: unit for unit in facts.all(Unit)}
        self._councils = Councils(self._units.values())
        self._set = frozenset(n for n, entry in enumerate(self._entries) if not _is_unset(entry))
        self._unset = tuple(n for n in range(len(self._entries)) if n not in self._set)
        self._taking_part = self._by_unit()
        self._meetings = self._by_council()
        self._handing_in = self._parts_by_unit()
        self._open = tuple(n for n, entry in enumerate(self._entries) if self._is_open(entry))
        self._answered = {
            each: frozenset(answers_by_person(facts, plan, each[1]))
            for each, plan in {_asked(self._entries[n]): self._entries[n].plan for n in self._open}.items()
        }
        self._heads_owing = {
            plan: self._heads(self._entries[n].plan)
            for n in self._open
            for plan, opens in [_asked(self._entries[n])]
            if opens is Opens.TITLE
        }

    def entries(self, feed: Feed, person: Person | None) -> tuple[Entry, ...]:
        """What a calendar shows, by calendar day and then in the plan's order."""
        if feed == ALL:
            return self._entries
        if feed == PUBLIC:
            # What has become of a task is not for everybody to see: the plan's facts are.
            return tuple(replace(self._entries[n], progress=None) for n in sorted(self._set))
        if feed != OWN:
            return self._at(self._set.intersection(self._taking_part.get(feed.unit, ())))
        return self._own(person) if person is not None and person.is_here(self._today) else ()

    def parts(self, feed: Feed, person: Person | None) -> tuple[Part, ...]:
        """The units' parts that a calendar shows; never the public one.

        A unit's calendar and its people's have its own; that of a unit that leads, and "all", have the whole instead.
        """
        if feed == PUBLIC or not self._parts:
            return ()
        if feed == ALL:
            return tuple(part for part in self._parts if part.unit is None)
        if feed != OWN:
            return tuple(self._parts[n] for n in self._handing_in.get(feed.unit, ()))
        if person is None or not person.is_here(self._today):
            return ()
        units = {*person.units, *(unit.id for unit in self._units.values() if unit.head == person.id)}
        return tuple(self._parts[n] for n in sorted({n for unit in units for n in self._handing_in.get(unit, ())}))

    def sits_in(self, person: Person, entry: Entry) -> bool:
        """Whether a task is the meeting of a council that the person belongs to."""
        return any(council.id in person.units for council in self._councils.meeting_in(entry.task))

    def _own(self, person: Person) -> tuple[Entry, ...]:
        found: set[int] = set()
        for unit in person.units:
            found.update(self._taking_part.get(unit, ()), self._meetings.get(unit, ()))
        found.update(n for n in self._open if self._owes(person, self._entries[n]))
        found &= self._set
        if Role.OFFICE in person.roles:
            found.update(self._unset)
        return self._at(found)

    def _at(self, numbers: set[int] | frozenset[int]) -> tuple[Entry, ...]:
        return tuple(self._entries[n] for n in sorted(numbers))

    def _is_long_gone(self, uid: str) -> bool:
        """Whether something was cancelled so long ago that everybody has seen it."""
        stamp = self._facts.get(PublishedEvent, uid)
        return stamp is not None and self._today - day_in_hanoi(stamp.last_modified) > CANCELLED_FOR

    def _by_unit(self) -> dict[str, list[int]]:
        """The tasks in which each unit leads or cooperates, by its name or as one of all departments."""
        departments = [unit.id for unit in self._units.values() if unit.kind is UnitKind.DEPARTMENT]
        found: dict[str, list[int]] = {}
        for n, entry in enumerate(self._entries):
            named = set(entry.task.units)
            if any(id in self._units and self._units[id].kind is UnitKind.EVERY for id in entry.task.units):
                named.update(departments)
            for id in named:
                found.setdefault(id, []).append(n)
        return found

    def _parts_by_unit(self) -> dict[str, list[int]]:
        """Each unit's own parts, and the whole of what it collects."""
        found: dict[str, list[int]] = {}
        for n, part in enumerate(self._parts):
            leads = lead_units(part.entry.task, self._units.values()) if part.unit is None else (part.unit,)
            for unit in leads:
                found.setdefault(unit.id, []).append(n)
        return found

    def _by_council(self) -> dict[str, list[int]]:
        """Each council's meetings, whoever prepares them."""
        found: dict[str, list[int]] = {}
        for n, entry in enumerate(self._entries):
            for council in self._councils.meeting_in(entry.task):
                found.setdefault(council.id, []).append(n)
        return found

    def _is_open(self, entry: Entry) -> bool:
        """Whether the task opens an answer that the plan still takes, or was withdrawn while it would have."""
        opens, deadline = entry.task.opens, entry.task.deadline
        if opens is None:
            return False
        if entry.task.withdrawn:
            return self._today <= deadline.end
        closing = last_day(entry.plan, opens)
        return closing is None or self._today <= closing

    def _owes(self, person: Person, entry: Entry) -> bool:
        """Whether the person could still give the answer that the task opens, for themselves or as a head."""
        asked = plan, opens = _asked(entry)
        if opens is Opens.TITLE and person.id in self._heads_owing[plan]:
            return True
        closing = entry.task.deadline.end if entry.task.withdrawn else last_day(entry.plan, opens)
        return person.id not in self._answered[asked] and came_in_time(person, closing)

    def _heads(self, plan: Plan) -> frozenset[str]:
        """The heads of departments that have not answered as collectives."""
        return frozenset(unit.head for unit in silent_units(self._facts, plan) if unit.head)


def _is_unset(entry: Entry) -> bool:
    return entry.task.deadline.kind is DeadlineKind.UNSET


def _asked(entry: Entry) -> tuple[str, Opens]:
    """Which answer to which plan a task opens."""
    return entry.plan.id, Opens(entry.task.opens or "")
