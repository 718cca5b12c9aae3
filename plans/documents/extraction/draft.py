"""A whole paper read: from its outline to a draft with everything that it says, and what is doubtful in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from plans.documents.extraction.bounds import body_of, headline_of
from plans.documents.extraction.context import Context
from plans.documents.extraction.dated import is_day_line
from plans.documents.extraction.head import Head, read_head
from plans.documents.extraction.items import tree
from plans.documents.extraction.languages import is_vietnamese
from plans.documents.extraction.letters import announces_moves, settled_moves
from plans.documents.extraction.misread import lost_marks, noise_problems
from plans.documents.extraction.missing import earlier_than_plan, missing_parts
from plans.documents.extraction.passages import Passage, passages
from plans.documents.extraction.rows import laid_out
from plans.documents.extraction.rules import read_rules
from plans.documents.extraction.secrecy import is_secret
from plans.documents.extraction.sections import tasks_of
from plans.documents.extraction.stacked import unstacked
from plans.documents.extraction.targets import read_targets
from plans.documents.extraction.titles import without_actor
from plans.documents.outline import Outline
from plans.planning.draft import DocumentForm, Draft, DraftTask
from plans.problems import Problem

#: No paper says more; a table of a hundred thousand rows is no plan.
MOST_TASKS = 3000
_LONGEST_PERIOD = 100
_SAME_TITLE = 92
#: A repetition stands near; comparing with all would be slow where hundreds fall on one day.
_COMPARED = 50


def extract(outline: Outline) -> Draft | Problem:
    """What the paper says; a `Problem` alone when it must not or cannot be read."""
    if is_secret(outline.blocks):
        return Problem("reading.secret")
    outline = replace(outline, blocks=laid_out(unstacked(outline.blocks)))
    head = read_head(outline.blocks)
    read = passages(outline)
    if not is_vietnamese("\n".join(passage.text for passage in read)):
        return Problem("reading.not_vietnamese")
    noise = noise_problems(read)
    tasks = (
        () if head.form is DocumentForm.REPORT else tuple(_doubted(task, head, noise) for task in _tasks(head, read))
    )
    problems = (
        *outline.problems,
        *head.problems,
        *noise,
        *lost_marks(read),
        *missing_parts(read),
        *_of_form(head, tasks),
    )
    return Draft(
        outline.document,
        head.form,
        head.title,
        head.agency,
        head.number,
        head.issued,
        head.years.first if head.years else None,
        tasks,
        read_targets(read, head.form),
        read_rules(read, head.form),
        problems,
    )


def _doubted(task: DraftTask, head: Head, noise: Iterable[Problem]) -> DraftTask:
    """The task with what makes it doubtful: a day before the plan, words that a scan may have changed."""
    misread = tuple(problem for problem in noise if problem.values["written"] in f"{task.title} {task.source.quote}")
    more = (*earlier_than_plan((task,), head), *misread)
    return replace(task, problems=(*task.problems, *more)) if more else task


def _of_form(head: Head, tasks: tuple[DraftTask, ...]) -> tuple[Problem, ...]:
    """What there is to say of a paper that gives no task."""
    if head.form is DocumentForm.REPORT:
        return (Problem("reading.is_report"),)
    return () if tasks else (Problem("reading.no_deadline"),)


def _tasks(head: Head, read: Iterable[Passage]) -> tuple[DraftTask, ...]:
    body = tuple(body_of(read, head.title or ""))
    context = Context(head.years, head.title or headline_of(read))
    periods = frozenset(
        passage.blocks[0].number
        for passage in body
        if not passage.is_row
        and (
            (len(passage.text) <= _LONGEST_PERIOD and context.period(passage.text))
            or is_day_line(context, passage.text)
        )
    )
    found = tuple(tasks_of(context, tree(body, periods)))[:MOST_TASKS]
    moves = head.form is DocumentForm.LETTER or announces_moves(read)
    return _once(settled_moves(found) if moves else found)


def _once(tasks: tuple[DraftTask, ...]) -> tuple[DraftTask, ...]:
    """The tasks without those that only repeat one on the same day under nearly the same title."""
    same: dict[tuple[str, str], list[DraftTask]] = defaultdict(list)
    kept = []
    for task in tasks:
        day = task.deadline.kind.value, task.deadline.date or task.deadline.wording
        if any(_repeats(task, other) for other in same[day][-_COMPARED:]):
            continue
        same[day].append(task)
        kept.append(task)
    return tuple(kept)


def _repeats(task: DraftTask, other: DraftTask) -> bool:
    bodies = (task.lead, task.cooperating)
    alike = bodies == (other.lead, other.cooperating) or not any(bodies) or not (other.lead or other.cooperating)
    return (
        alike
        and task.deadline.date is not None
        and task.deadline.hour in {None, other.deadline.hour}
        and fuzz.ratio(_work(task, other), _work(other, task)) >= _SAME_TITLE
    )


def _work(task: DraftTask, other: DraftTask) -> str:
    """A title without the bodies that either of two tasks names."""
    return without_actor(task.title, (*task.lead, *other.lead)).casefold()
