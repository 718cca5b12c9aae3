"""Which calendars a person has addresses of, by the ids that `calendar_sync.feeds` knows them by."""

from collections.abc import Iterable, Iterator

from plans.model.people import Person, Role, Unit, UnitKind

OWN_ID, ALL_ID, UNIT_PREFIX = "own", "all", "unit:"
#: The units that have a calendar of their own: `EVERY` stands for others.
WITH_CALENDAR = frozenset(UnitKind) - {UnitKind.EVERY}


def with_calendar(units: Iterable[Unit]) -> tuple[str, ...]:
    """The ids of the units that have a calendar, in their order."""
    return tuple(unit.id for unit in units if unit.kind in WITH_CALENDAR)


def has_everything(person: Person) -> bool:
    """Whether a person has the calendar of everything: office and leaders do."""
    return not person.roles.isdisjoint((Role.OFFICE, Role.LEADER))


def feed_ids(person: Person, units: Iterable[str]) -> Iterator[str]:
    """The calendars of a person who is here, among units that have one; the likeliest to be wanted first.

    Office and leaders: everything, and each unit's; the others: their own, and those of their units.
    """
    wide, own = has_everything(person), person.units
    if wide:
        yield ALL_ID
    yield OWN_ID
    for unit in units:
        if wide or unit in own:
            yield f"{UNIT_PREFIX}{unit}"
