"""A unit that a new roster calls something else is the same unit: what it handed in and whom it gave tasks to stays."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from plans.model.duties import Assignment, UnitPart
from plans.model.people import Unit
from plans.plain_text import folded
from plans.store.port import Transaction


def renamed(before: Iterable[Unit], after: Iterable[Unit]) -> Mapping[str, str]:
    """Id of a unit that is gone → id of the new one that it is: by a name of the other, else by the head of both."""
    had, has = {unit.id: unit for unit in before}, {unit.id: unit for unit in after}
    gone = [unit for id, unit in had.items() if id not in has]
    new = [unit for id, unit in has.items() if id not in had]
    alike = [(one.id, other.id) for one in gone for other in new if _names(one) & _names(other)]
    found = _one_to_one(alike)
    rest = [unit for unit in gone if unit.id not in found], [unit for unit in new if unit.id not in found.values()]
    headed = [(one.id, other.id) for one in rest[0] for other in rest[1] if one.head and one.head == other.head]
    return {**found, **_one_to_one(headed)}


def carry_over(tx: Transaction, before: Iterable[Unit], after: Iterable[Unit]) -> None:
    """Let the parts and assignments of renamed units be those of the units they are now."""
    known = renamed(before, after)
    kinds: tuple[type[UnitPart] | type[Assignment], ...] = (UnitPart, Assignment)
    for kind in kinds if known else ():
        for record in tx.all(kind):
            if record.unit in known:
                moved = replace(record, unit=known[record.unit])
                tx.delete(kind, record.id)
                if tx.get(kind, moved.id) is None:
                    tx.put(moved)


def _names(unit: Unit) -> frozenset[str]:
    return frozenset(folded(name) for name in (unit.name, *unit.aliases))


def _one_to_one(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The pairs neither side of which is in another."""
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    return {one: other for one, other in pairs if ones[one] == others[other] == 1}
