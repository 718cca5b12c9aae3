"""Which calendars there are, who may have which, and which tasks each shows. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans.agenda import Entry, concerns, entries_ever, takes_part
from plans.model.people import Person, Role, Unit, UnitKind
from plans.model.plan import DeadlineKind
from plans.model.publishing import PublicCalendar
from plans.rights import Action, may
from plans.store.port import Facts


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar by its lasting `id`: "own", "all", "public", or "unit:" and the unit's id."""

    id: str

    @property
    def unit(self) -> str:
        """The unit whose calendar it is; "" for the others."""
        return self.id.removeprefix(UNIT) if self.id.startswith(UNIT) else ""


UNIT = "unit:"
OWN = Feed("own")
ALL = Feed("all")
PUBLIC = Feed("public")
#: The units that have a calendar of their own: `EVERY` stands for others.
WITH_CALENDAR = frozenset(UnitKind) - {UnitKind.EVERY}


def unit_feed(unit: str) -> Feed:
    """A unit's calendar."""
    return Feed(f"{UNIT}{unit}")


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
    wide = bool(person.roles & {Role.OFFICE, Role.LEADER})
    if wide:
        yield ALL
    yield OWN
    for unit in facts.all(Unit):
        if unit.kind in WITH_CALENDAR and (wide or unit.id in person.units):
            yield unit_feed(unit.id)
    if is_public(facts):
        yield PUBLIC


def entries_in(facts: Facts, feed: Feed, person: Person | None) -> tuple[Entry, ...]:
    """The tasks that a calendar shows, withdrawn ones included. Only "own" depends on the person."""
    found = entries_ever(facts)
    if feed == ALL:
        return found
    units = facts.all(Unit)
    whose = next((unit for unit in units if unit.id == feed.unit), None)

    def shown(entry: Entry) -> bool:
        if entry.task.deadline.kind is DeadlineKind.UNSET:
            return False
        if feed == OWN:
            return person is not None and concerns(entry, person, units)
        return feed == PUBLIC or (whose is not None and takes_part(whose, entry.task, units))

    return tuple(entry for entry in found if shown(entry))
