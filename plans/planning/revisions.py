"""What a later paper changes in a plan in force: which of its tasks are meant, and what becomes of each.

A full plan replaces the earlier one: what it no longer has is withdrawn. A letter moves or adds only what it names.
Tasks are matched one to one, best pair first, so that their ids, events and progress live on in spite of rewording.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from plans.agenda import takes_part
from plans.deadlines import notation
from plans.documents.likeness import ALIKE, likeness
from plans.documents.text_file import words
from plans.model.people import Person, Role, Unit
from plans.model.plan import ChangeKind, Deadline, Plan, PlanChange, Task
from plans.model.reminding import Announcement
from plans.planning.draft import DraftTask

#: What speaks for a pair beside its titles, in points of `likeness`; all but the last only rank.
_SAME_NUMBER, _SAME_BODIES, _SAME_KIND, _SAME_DAY, _NAMED_DAY = 4.0, 4.0, 3.0, 6.0, 30.0
_WITHDRAWN = -10.0


@dataclass(frozen=True, slots=True)
class Revision:
    """The tasks by what becomes of them; the pairs are (before, after). One that moved may be reworded, too."""

    added: tuple[Task, ...] = ()
    moved: tuple[tuple[Task, Task], ...] = ()
    reworded: tuple[tuple[Task, Task], ...] = ()
    withdrawn: tuple[Task, ...] = ()
    same: tuple[Task, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether no task changes."""
        return not (self.added or self.moved or self.reworded or self.withdrawn)


def compare(before: Plan, after: Plan) -> Revision:
    """What becomes of each task, by ids; a task missing from `after` is withdrawn."""
    was = {task.id: task for task in before.tasks if not task.withdrawn}
    now = {task.id: task for task in after.tasks if not task.withdrawn}
    both = [(was[id], task) for id, task in now.items() if id in was]
    stayed = [(one, other) for one, other in both if _day(one.deadline) == _day(other.deadline)]
    return Revision(
        added=tuple(task for id, task in now.items() if id not in was),
        moved=tuple((one, other) for one, other in both if _day(one.deadline) != _day(other.deadline)),
        reworded=tuple((one, other) for one, other in stayed if _said(one) != _said(other)),
        withdrawn=tuple(task for id, task in was.items() if id not in now),
        same=tuple(other for one, other in stayed if _said(one) == _said(other)),
    )


def _day(deadline: Deadline) -> object:
    return deadline.kind, deadline.start, deadline.end, deadline.before, deadline.hour


def _said(task: Task) -> object:
    """What a person reads of a task beside its day; numbers, headings and how the same day is written are no news."""
    bodies = [[words(body.wording) for body in each] for each in (task.lead, task.cooperating)]
    return words(task.title), bodies, task.kind, task.opens


# ---------------------------------------------------------------- which task is meant


def pairs(before: Iterable[Task], after: Mapping[str, DraftTask]) -> dict[str, str]:
    """Key of a read task → id of the plan's task that it is, one to one; keys without a partner are left out.

    A letter's old deadline (`replaces`) says as much as many words of the title.
    """
    ranked = sorted(_candidates(tuple(before), after), key=lambda found: -found[0])
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, key, id in ranked:
        if key not in found and id not in taken:
            found[key] = id
            taken.add(id)
    return found


def _candidates(before: tuple[Task, ...], after: Mapping[str, DraftTask]) -> Iterator[tuple[float, str, str]]:
    days = {task.id: notation(task.deadline) for task in before}
    for key, read in after.items():
        named = read.replaces.date if read.replaces is not None else None
        alone = named is not None and list(days.values()).count(named) == 1
        for task in before:
            alike = resemblance(task, read)
            if named is not None and named == days[task.id]:
                alike = max(alike + _NAMED_DAY, ALIKE if alone else 0.0)
            if alike >= ALIKE:
                yield alike + _further(task, read), key, task.id


def resemblance(task: Task, read: DraftTask) -> float:
    """How alike a task and one that was read are by their words; a letter may name the task in its sentence only."""
    by_title = likeness(task.title, read.title)
    return by_title if read.replaces is None else max(by_title, likeness(task.title, read.source.quote))


def _further(task: Task, read: DraftTask) -> float:
    bodies = {words(body.wording) for body in (*task.lead, *task.cooperating)}
    named = {words(body) for body in (*read.lead, *read.cooperating)}
    points = _WITHDRAWN if task.withdrawn else 0.0
    points += _SAME_NUMBER * bool(task.number and task.number == read.number)
    points += _SAME_BODIES * bool(bodies and bodies == named)
    points += _SAME_KIND * (task.kind is read.kind)
    return points + _SAME_DAY * (read.deadline.date is not None and read.deadline.date == notation(task.deadline))


# ---------------------------------------------------------------- who is told


def changes(plan: Plan, revision: Revision) -> Iterator[tuple[PlanChange, tuple[Task, ...]]]:
    """What people are told of, each with the task as it was and is: added, moved and withdrawn; not new words."""
    for task in revision.added:
        yield PlanChange(plan.id, task.id, ChangeKind.ADDED, task.title, "", task.deadline.wording), (task,)
    for was, now in revision.moved:
        wordings = was.deadline.wording, now.deadline.wording
        yield PlanChange(plan.id, now.id, ChangeKind.MOVED, now.title, *wordings), (was, now)
    for task in revision.withdrawn:
        yield PlanChange(plan.id, task.id, ChangeKind.WITHDRAWN, task.title, task.deadline.wording), (task,)


def concerned(
    tasks: Iterable[Task], people: Iterable[Person], units: Iterable[Unit], today: date
) -> tuple[Person, ...]:
    """Who is to know: the members of the tasks' units, the leaders in charge of these, the office.

    What opens a personal answer concerns everybody.
    """
    known = tuple(units)
    told = tuple(tasks)
    meant = tuple(unit for unit in known if any(takes_part(unit, task, known) for task in told))
    ids = {unit.id for unit in meant}
    charged = {unit.leader_in_charge for unit in meant} | {unit.head for unit in meant}
    everybody = any(task.opens is not None for task in told)
    return tuple(
        person
        for person in people
        if person.is_here(today)
        and (everybody or Role.OFFICE in person.roles or person.id in charged or ids.intersection(person.units))
    )


def joined(earlier: Announcement, later: Announcement) -> Announcement:
    """Two announcements as one: of a task that changed twice, from what it was at first to what it is now."""
    merged = {(change.plan, change.task): change for change in earlier.changes}
    for change in later.changes:
        known = merged.pop((change.plan, change.task), None)
        both = change if known is None else _in_one(known, change)
        if both is not None:
            merged[change.plan, change.task] = both
    return Announcement(later.person, tuple(merged.values()), later.at)


def _plain(wording: str) -> str:
    """A deadline's wording without what doesn't change it: "Trước ngày 05/6" is "trước 5/6"."""
    return " ".join(word.lstrip("0") for word in words(wording).split() if word != "ngay")


def _in_one(first: PlanChange, then: PlanChange) -> PlanChange | None:
    """From nothing to something is "added", the other way "withdrawn"; back to what it was is no news."""
    began = first.kind is not ChangeKind.ADDED
    ended = then.kind is not ChangeKind.WITHDRAWN
    if (began, ended) == (False, False) or (began and ended and _plain(first.was) == _plain(then.now)):
        return None
    kind = ChangeKind.MOVED if began and ended else ChangeKind.WITHDRAWN if began else ChangeKind.ADDED
    return PlanChange(then.plan, then.task, kind, then.title, first.was if began else "", then.now if ended else "")
