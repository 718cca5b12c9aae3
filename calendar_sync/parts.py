"""The parts of cooperating units in the calendars: which there are, what tells one from another. Pure.

Each unit that is to hand in a part has one of its own; whoever collects the parts has one for all of them together.
What was published once and no longer stands (the internal date was withdrawn, the unit does not cooperate any more)
stays, to be shown as cancelled.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from calendar_sync.uids import part_uid_of
from plans.agenda import Entry
from plans.duties.parts import aim_of, part_of, partners
from plans.model.duties import InternalDate
from plans.model.people import Unit
from plans.model.publishing import PublishedEvent
from plans.store.port import Facts


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part of a task by its internal date, or (`unit` None) all of them for whoever collects them.

    `sent`: it has been handed in, or all have. One that no longer `stands` is cancelled.
    """

    entry: Entry
    internal: InternalDate
    unit: Unit | None
    stands: bool
    sent: bool

    @property
    def uid(self) -> str:
        """The lasting name of its event."""
        return part_uid_of(self.entry, self.unit.id if self.unit is not None else "")

    @property
    def day(self) -> date:
        """The day it stands on."""
        return self.internal.day

    @property
    def aim(self) -> date:
        """The working day to hand it in on."""
        return aim_of(self.internal)

    @property
    def settled(self) -> bool:
        """Whether nobody waits for it any more: it is in, or the task is done without it."""
        return self.sent or self.entry.done


def parts_ever(facts: Facts, entries: Iterable[Entry]) -> Iterator[Part]:
    """The parts of these tasks, in their order: those that stand, and those that were published before."""
    dated = {internal.id: internal for internal in facts.all(InternalDate)}
    units = facts.all(Unit) if dated else ()
    for entry in entries if dated else ():
        internal = dated.get(f"{entry.plan.id}/{entry.task.id}")
        if internal is None:
            continue
        stands = not (internal.withdrawn or entry.task.withdrawn)
        cooperating = partners(facts, entry.task)
        handed_in = {unit.id for unit in units if part_of(facts, internal.plan, internal.task, unit.id) is not None}
        for unit in units:
            part = Part(entry, internal, unit, stands and unit in cooperating, unit.id in handed_in)
            if part.stands or _is_known(facts, part):
                yield part
        all_in = all(unit.id in handed_in for unit in cooperating)
        whole = Part(entry, internal, None, stands and bool(cooperating), bool(cooperating) and all_in)
        if whole.stands or _is_known(facts, whole):
            yield whole


def _is_known(facts: Facts, part: Part) -> bool:
    return facts.get(PublishedEvent, part.uid) is not None
