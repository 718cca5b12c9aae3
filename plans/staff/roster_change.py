"""What a new roster would change: who comes, comes back, changes and leaves, and which units."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from plans.model.people import Person, Unit
from plans.staff.identity import Known


@dataclass(frozen=True, slots=True)
class Changed:
    """A person before and after."""

    before: Person
    after: Person

    @property
    def fields(self) -> tuple[str, ...]:
        """What is different."""
        return tuple(
            one.name for one in fields(Person) if getattr(self.before, one.name) != getattr(self.after, one.name)
        )


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """Who would come (`back`: again), change and leave; units that come and go; how many stay as they are."""

    added: tuple[Person, ...]
    back: tuple[Person, ...]
    changed: tuple[Changed, ...]
    left: tuple[Person, ...]
    new_units: tuple[Unit, ...]
    gone_units: tuple[Unit, ...]
    same: int

    @property
    def is_nothing(self) -> bool:
        """Whether everything stays as it is (but perhaps for what units are called)."""
        return not any((self.added, self.back, self.changed, self.left, self.new_units, self.gone_units))


def previewed(known: Known, people: Iterable[Person], units: Iterable[Unit]) -> RosterPreview:
    """What loading these people and units would change."""
    listed = {person.id: person for person in people}
    before = {person.id: person for person in known.people}
    here = {id for id, person in before.items() if person.is_here(known.today)}
    staying = {id for id, person in listed.items() if person.is_here(known.today)}
    changed = [Changed(before[id], listed[id]) for id in listed if id in here & staying and before[id] != listed[id]]
    wanted, had = {unit.id: unit for unit in units}, {unit.id: unit for unit in known.units}
    return RosterPreview(
        added=tuple(person for id, person in listed.items() if id not in before),
        back=tuple(person for id, person in listed.items() if id in before and id not in here and id in staying),
        changed=tuple(changed),
        left=tuple(before[id] for id in before if id in here - staying),
        new_units=tuple(unit for id, unit in wanted.items() if id not in had),
        gone_units=tuple(unit for id, unit in had.items() if id not in wanted),
        same=sum(id in here and before[id] == person for id, person in listed.items()),
    )
