"""What is doubtful in a review: of each task, of the whole paper, and in which order a person looks at it."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plans.documents.bodies import UnitNames, read_bodies
from plans.documents.text_file import shortened, words
from plans.model.people import Unit
from plans.model.plan import DeadlineKind, TaskKind
from plans.planning.draft import DraftTask, Review, ReviewState, ReviewTask
from plans.planning.settling import deadlines_of
from plans.problems import Problem

#: Problems that another deadline settles, beside all of the domain ``deadline``.
_OF_DEADLINE = frozenset(
    {
        "document.doubtful_date",
        "reading.before_plan",
        "reading.no_deadline",
        "reading.no_such_day",
        "reading.no_time",
        "review.before_plan",
        "review.far_year",
        "review.no_day",
        "revision.holiday",
        "revision.month_end",
        "revision.saturday",
        "revision.sunday",
    }
)
#: What nobody in particular has to do: people come to it, or take part.
_OF_NOBODY = frozenset({TaskKind.MEETING, TaskKind.MOVEMENT})


@dataclass(frozen=True, slots=True)
class Summary:
    """How far a review has come: `tasks` without the skipped ones, how many of them have no day.

    `doubts` are problems, those of the whole paper included. Without doubts it may be adopted unseen.
    """

    tasks: int
    unset: int
    doubts: int
    skipped: int


def is_unset(task: ReviewTask) -> bool:
    """Whether the paper sets no day for it."""
    return task.task.deadline.kind is DeadlineKind.UNSET


def blocking(review: Review, task: ReviewTask) -> Problem | None:
    """Why no plan can have this task as it is; None for one that can be, and for a skipped one."""
    if task.state is ReviewState.SKIPPED or review.draft.year is None:
        return None
    read = task.task
    if not is_unset(task) and read.deadline.date is None:
        values = {"title": shortened(read.title, 80), "wording": shortened(read.deadline.wording)}
        return Problem("review.no_day", values, read.source.line)
    if not words(read.title):
        return Problem("review.title_empty", line=read.source.line, quote=shortened(read.source.quote))
    found = deadlines_of(read.deadline, read.section, review.draft.year)
    return replace(found, line=read.source.line) if isinstance(found, Problem) else None


def doubts(review: Review, units: Iterable[Unit]) -> Mapping[str, tuple[Problem, ...]]:
    """What is doubtful of each task, by its key; tasks without a doubt are left out, skipped ones too."""
    names = UnitNames(units)
    found = {task.key: tuple(_doubts(review, task, names)) for task in review.tasks}
    return {key: problems for key, problems in found.items() if problems}


def _doubts(review: Review, task: ReviewTask, names: UnitNames) -> list[Problem]:
    if task.state is ReviewState.SKIPPED:
        return []
    read = task.task
    found = list(read.problems) if task.state is ReviewState.OPEN else []
    blocked = blocking(review, task)
    if blocked is not None and not any(is_about_deadline(problem) for problem in found):
        found.append(blocked)
    if task.state is ReviewState.OPEN:
        found += _body_doubts(read, names)
        found += [] if any(is_about_deadline(problem) for problem in found) else _day_doubts(review, read)
    return found


def _body_doubts(read: DraftTask, names: UnitNames) -> list[Problem]:
    line, found = read.source.line, []
    for body in read_bodies("; ".join((*read.lead, *read.cooperating)), names):
        like = names.like(body.wording) if body.unit is None else None
        if like is not None:
            found.append(Problem("review.body_like_unit", {"body": shortened(body.wording), "unit": like.name}, line))
    asked = read.kind not in _OF_NOBODY and read.deadline.kind is not DeadlineKind.ON and read.replaces is None
    if asked and not read.lead and not read.cooperating:
        found.append(Problem("review.nobody_named", {"title": shortened(read.title, 80)}, line))
    return found


def _day_doubts(review: Review, read: DraftTask) -> list[Problem]:
    year = review.draft.year
    found = () if year is None or read.deadline.date is None else deadlines_of(read.deadline, read.section, year)
    if year is None or isinstance(found, Problem) or len(found) != 1:
        return []
    end = found[0].end
    values = {"day": f"{end:%d/%m/%Y}", "year": str(year)}
    issued = whole_day(review.draft.issued)
    if issued is not None and end < issued:
        return [Problem("review.before_plan", {**values, "issued": f"{issued:%d/%m/%Y}"}, read.source.line)]
    if not year <= end.year <= year + 1:
        return [Problem("review.far_year", values, read.source.line)]
    return []


def whole_day(issued: str | None) -> date | None:
    """The day a paper was issued; None where only the month is known."""
    return date.fromisoformat(issued) if issued and len(issued) == len("2024-01-31") else None


def is_about_deadline(problem: Problem) -> bool:
    """Whether another deadline settles this doubt."""
    return problem.code.startswith("deadline.") or problem.code in _OF_DEADLINE


def clear_changes_confirmed(before: Review, after: Review, units: Iterable[Unit]) -> Review:
    """The changed review, in which a task that a person put into words is confirmed where nothing of it is doubtful."""
    was = {task.key: _said(task) for task in before.tasks}
    doubtful = doubts(after, units)

    def of(task: ReviewTask) -> ReviewTask:
        clear = task.state is ReviewState.OPEN and task.key not in doubtful
        given = task.key in was and was[task.key] != _said(task)
        return replace(task, state=ReviewState.CONFIRMED) if clear and given else task

    return replace(after, tasks=tuple(map(of, after.tasks)))


def _said(task: ReviewTask) -> object:
    return task.task.title, task.task.deadline, task.task.lead, task.task.cooperating


def head_blocking(review: Review) -> tuple[Problem, ...]:
    """What the whole lacks to be a plan, or an amendment of one."""
    draft, found = review.draft, []
    if draft.year is None:
        found.append(Problem("review.no_year"))
    if not review.plan and not words(draft.agency or ""):
        found.append(Problem("review.no_agency"))
    if not review.plan and not words(draft.title or ""):
        found.append(Problem("review.no_title"))
    moving = any(task.task.replaces is not None for task in review.tasks if task.state is not ReviewState.SKIPPED)
    if not review.plan and moving:
        found.append(Problem("review.letter_of_no_plan"))
    if all(task.state is ReviewState.SKIPPED for task in review.tasks):
        found.append(Problem("review.no_tasks"))
    return tuple(found)


def head_doubts(review: Review) -> tuple[Problem, ...]:
    """What a person should look at in the whole paper.

    What reading found stays until they have (`review.acknowledge`), what it lacks until they have said it.
    """
    return (*(() if review.seen else review.draft.problems), *head_blocking(review))


def ordered(review: Review, doubtful: Container[str]) -> tuple[ReviewTask, ...]:
    """The tasks as they are looked through: doubtful ones, those without a day, the rest, at last the skipped ones."""

    def place(task: ReviewTask) -> int:
        if task.state is ReviewState.SKIPPED:
            return 3
        return 0 if task.key in doubtful else 1 if is_unset(task) else 2

    return tuple(sorted(review.tasks, key=place))


def summary(review: Review, doubtful: Mapping[str, Collection[Problem]]) -> Summary:
    """The counts of a review with these `doubts`."""
    kept = [task for task in review.tasks if task.state is not ReviewState.SKIPPED]
    found = sum(map(len, doubtful.values())) + len(head_doubts(review))
    return Summary(len(kept), sum(map(is_unset, kept)), found, len(review.tasks) - len(kept))
