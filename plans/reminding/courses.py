"""When each thing is spoken of: the rungs of its ladder, or of what it is beside the task itself."""

from collections.abc import Callable

from plans.agenda import Entry
from plans.model.plan import TaskKind
from plans.model.reminding import Owed
from plans.reminding.ladders import (
    FIRST_OVERDUE,
    OF_PARTS,
    UNANSWERED,
    Course,
    Rung,
    Weekly,
    counted_back,
    course,
    days_after,
    joined_course,
    ladder_of,
    quarters,
    rungs_before,
)
from plans.reminding.things import Thing
from plans.store.port import Facts

#: On which working day overdue the head of the unit is told, and the office and the leader in charge.
TO_HEAD, TO_OFFICE = 1, 3


class Courses:
    """The courses of things; what several share is reckoned once.

    They hold as long as no ladder, deadline or day off changes, whatever the day.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known: dict[tuple[str, str, Owed, int], Course] = {}

    def of(self, thing: Thing) -> Course:
        """When a thing is spoken of; of one that was past when it came into force, what comes every week."""
        return self._once(thing, 0, self._reckoned)

    def escalated(self, thing: Thing, late: int) -> Course:
        """When others are told of a task that is overdue: on that working day, and on its weekly rungs from then on."""
        return self._once(thing, late, lambda thing: self._escalated(thing, late))

    def _once(self, thing: Thing, late: int, reckoned: Callable[[Thing], Course]) -> Course:
        key = (thing.entry.plan.id, thing.entry.task.id, thing.owed, late)
        if key not in self._known:
            found = reckoned(thing)
            self._known[key] = found.only_weekly() if thing.was_past else found
        return self._known[key]

    def _escalated(self, thing: Thing, late: int) -> Course:
        first = days_after(thing.end, late)
        again = self._of_task(thing.entry).weekly
        weekly = Weekly(again.mark, max(again.first, first)) if again is not None else None
        return Course((Rung(first, f"+{late}"),), weekly)

    def _reckoned(self, thing: Thing) -> Course:
        task = thing.entry.task
        match thing.owed:
            case Owed.TASK:
                return self._of_task(thing.entry)
            case Owed.PART:
                return joined_course(counted_back(thing.aim, OF_PARTS.before), thing.end, OF_PARTS)
            case Owed.ATTEND:
                return Course(counted_back(thing.aim, ladder_of(self._facts, TaskKind.MEETING).before))
            case Owed.SET_DAY:
                return quarters(thing.entry.plan.year, thing.end)
        ahead = rungs_before(task.deadline, task.kind, ladder_of(self._facts, task.kind))
        if thing.owed is Owed.UNANSWERED:
            return Course(weekly=Weekly(UNANSWERED, ahead[0].day, thing.end) if ahead else None)
        # The register is closed, so nothing the person does could end the reminders: once more, then no more.
        once = Rung(days_after(thing.end, 1), FIRST_OVERDUE)
        return Course(ahead if task.kind is TaskKind.MOVEMENT else (*ahead, once))

    def _of_task(self, entry: Entry) -> Course:
        task = entry.task
        return course(task.deadline, task.kind, ladder_of(self._facts, task.kind))
