"""Carrying a plan over to another year: a review in which every task waits to be confirmed.

Dates move by rule (`deadlines.rolled`), titles by `year_words`. What falls on a day off, or on the last of a month that
is shorter, is pointed out and left to a person; a deadline not yet set stays so in its quarter.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR, notation, rolled
from plans.documents.deadlines.settled import in_full
from plans.documents.deadlines.wording import period_of_section, read_deadline
from plans.documents.text_file import shortened
from plans.documents.year_words import comes_once, in_another_year
from plans.model.plan import Deadline, DeadlineKind, Plan, Target, Task, Topic
from plans.planning.draft import DocumentForm, Draft, DraftDeadline, DraftTask, Review, ReviewTask
from plans.planning.review import ID_LENGTH
from plans.problems import Problem
from plans.working_days import is_working_day

_NAMED_DAYS = frozenset({DeadlineKind.BY, DeadlineKind.ON})
_SATURDAY, _SUNDAY = 5, 6
_WEEKEND = {_SATURDAY: "revision.saturday", _SUNDAY: "revision.sunday"}


def roll(plan: Plan, year: int, by: str, now: datetime) -> Review | Problem:
    """The review of the plan for another year; ids stay, under the id of a new plan."""
    if year == plan.year or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        values = {"year": str(year), "first": str(EARLIEST_YEAR), "last": str(LATEST_YEAR)}
        return Problem("revision.same_year" if year == plan.year else "review.year_impossible", values)
    title = in_another_year(plan.title, plan.year, year - plan.year)
    kept = [task for task in plan.tasks if not task.withdrawn]
    draft = Draft(
        document=plan.document,
        form=DocumentForm.PLAN,
        title=title,
        agency=plan.agency,
        number=None,
        issued=None,
        year=year,
        tasks=tuple(_task(task, plan.year, year) for task in kept),
        targets=tuple(_target(target, plan.year, year) for target in plan.targets),
        rules=plan.rules,
        problems=(Problem("revision.rolled", {"title": plan.title, "from": str(plan.year), "year": str(year)}),),
    )
    tasks = tuple(
        ReviewTask(str(place), made, continues=task.id, aliases=_names(task.aliases, plan.year, year))
        for place, (task, made) in enumerate(zip(kept, draft.tasks, strict=True), start=1)
    )
    id = sha256(f"{plan.id} {year}".encode()).hexdigest()[:ID_LENGTH]
    topics = tuple(_topic(topic, plan.year, year) for topic in plan.topics)
    becomes = _plan_id(plan.id, plan.year, year)
    return Review(id, draft, tasks, by, now, becomes=becomes, topics=topics, changed_at=now)


def _plan_id(id: str, was: int, year: int) -> str:
    return id.replace(str(was), str(year)) if str(was) in id else f"{id}-{year}"


def _names(names: tuple[str, ...], was: int, year: int) -> tuple[str, ...]:
    return tuple(in_another_year(name, was, year - was) for name in names)


def _topic(topic: Topic, was: int, year: int) -> Topic:
    return replace(topic, names=_names(topic.names, was, year))


def _target(target: Target, was: int, year: int) -> Target:
    subject, scope = _names((target.subject, target.scope), was, year)
    return Target(subject, target.percent, target.count, scope, target.source)


def _task(task: Task, was: int, year: int) -> DraftTask:
    section = in_another_year(task.section, was, year - was)
    moved = rolled(task.deadline, year - was)
    deadline = replace(moved, wording=_wording(task.deadline, moved, section, was, year))
    return DraftTask(
        title=in_another_year(task.title, was, year - was),
        deadline=_as_read(deadline, section, year),
        lead=tuple(body.wording for body in task.lead),
        cooperating=tuple(body.wording for body in task.cooperating),
        section=section,
        source=task.source,
        number=task.number,
        kind=task.kind,
        opens=task.opens,
        problems=tuple(_pointed_out(task, deadline)),
    )


def _as_read(deadline: Deadline, section: str, year: int) -> DraftDeadline:
    """The deadline as a reading would give it; one not yet set names its period where the heading does not."""
    said = notation(deadline)
    period = deadline.start, deadline.end
    if deadline.kind is DeadlineKind.UNSET and period != period_of_section(section, year):
        said = f"{deadline.start}/{deadline.end}"
    return DraftDeadline(deadline.kind, said, deadline.wording, deadline.before, deadline.hour, deadline.rule)


def _wording(before: Deadline, moved: Deadline, section: str, was: int, year: int) -> str:
    """The plan's own words with their years moved, where these still say the same; else words that do."""
    said = in_another_year(before.wording, was, year - was)
    if moved.kind is DeadlineKind.UNSET:
        return said
    found = read_deadline(said, section, year)
    same = isinstance(found, Deadline) and _days(found) == _days(moved)
    return said if same else in_full(moved)


def _days(deadline: Deadline) -> object:
    return deadline.kind, deadline.start, deadline.end, deadline.before


def _pointed_out(task: Task, now: Deadline) -> Iterator[Problem]:
    """What a person should look at in a task that was carried over."""
    was = task.deadline
    if comes_once(task.title):
        yield Problem("revision.once", {"title": shortened(task.title)})
    named = now.kind in _NAMED_DAYS
    if (named or now.kind is DeadlineKind.RANGE) and (was.end.month, was.end.day) != (now.end.month, now.end.day):
        yield Problem("revision.month_end", {"was": f"{was.end:%d/%m/%Y}", "day": f"{now.end:%d/%m/%Y}"})
    if named and not is_working_day(now.end):
        yield Problem(_WEEKEND.get(now.end.weekday(), "revision.holiday"), {"day": f"{now.end:%d/%m/%Y}"})
