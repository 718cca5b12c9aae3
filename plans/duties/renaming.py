"""A unit that a new roster calls something else is the same unit, and what is kept of it stays its own.

That is what it handed in, whom it gave tasks to, its groups on Telegram, and what was put off of its parts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from plans.model.duties import Assignment, UnitPart
from plans.model.groups import GroupDelivery, GroupLink
from plans.model.people import Unit
from plans.model.reminding import Snooze
from plans.plain_text import folded
from plans.store.port import Transaction

_OfAUnit = UnitPart | Assignment | GroupLink | GroupDelivery | Snooze
#: The records that name the unit they are about in a field `unit`.
OF_A_UNIT: tuple[type[_OfAUnit], ...] = (UnitPart, Assignment, GroupLink, GroupDelivery, Snooze)


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
    """Let what is kept of renamed units be that of the units they are now."""
    known = renamed(before, after)
    for kind in OF_A_UNIT if known else ():
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
