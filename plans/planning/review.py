"""A review: what was read from a paper, step by step confirmed, mended or skipped by the office until it is a plan.

Every verb is a pure step from a review to the next, or a `Problem` that says why not. A new deadline settles the doubts
about the old one, what is new is looked at anew; a confirmed task keeps only the doubts that no plan can have.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime

from plans.deadlines import EARLIEST_YEAR, LATEST_YEAR, notation
from plans.documents.partial import says_only_changes
from plans.documents.text_file import shortened, words
from plans.model.plan import Opens, Plan, Source, Task, TaskKind
from plans.plain_text import printable
from plans.planning.doubts import is_about_deadline
from plans.planning.draft import (
    DocumentForm,
    Draft,
    DraftDeadline,
    DraftTask,
    Review,
    ReviewState,
    ReviewTask,
)
from plans.planning.revisions import pairs, resemblance
from plans.problems import Problem

ID_LENGTH = 12
TITLE_LONGEST, BODY_LONGEST, BODIES_AT_MOST, TASKS_AT_MOST = 1000, 300, 20, 450
#: One task of so many must be the plan's own in a later issue of it.
_ENOUGH = 3
#: Two titles this much alike are surely the same task; below it a person confirms the match.
_SURELY = 80.0
#: The same where a letter names the old day as well.
_NAMED_SURELY = 40.0
#: Doubts of the match with the plan's tasks, which another match or a person settles; no others are touched by one.
_OF_MATCHING = frozenset({"revision.perhaps_same", "revision.task_not_found"})


# ---------------------------------------------------------------- the beginning


def begin(draft: Draft, document: str, by: str, now: datetime, plans: Iterable[Plan]) -> Review:
    """The review of a draft; `document` is the SHA-256 of the file, `by` who sent it. It amends the plan it names."""
    known = tuple(plan for plan in plans if plan.adopted_at is not None)
    tasks = tuple(ReviewTask(str(place), task) for place, task in enumerate(draft.tasks, start=1))
    review = Review(document[:ID_LENGTH], draft, tasks, by, now, changed_at=now)
    return amend(review, _amended(draft, known))


def _amended(draft: Draft, plans: tuple[Plan, ...]) -> Plan | None:
    """The plan whose number the paper names, else that of its agency and year; a letter's old deadlines tell, too."""
    letter = draft.form is DocumentForm.LETTER
    text = words(" ".join([draft.title or "", *(task.source.quote for task in draft.tasks)]))
    named = [plan for plan in plans if plan.number and f" {words(plan.number)} " in f" {text} "]
    agency = words(draft.agency or "")
    own = [
        plan
        for plan in plans
        if _is_same(words(plan.agency), agency)
        and (plan.year == draft.year or (letter and draft.year is None))
        and (says_only_changes(draft) or _has_much_of(draft, plan))
    ]
    moving = {str(place): task for place, task in enumerate(draft.tasks) if task.replaces is not None}
    moved = [plan for plan in plans if letter and pairs(plan.tasks, moving)]
    return max(named or own or moved, key=lambda plan: (plan.year, plan.adopted_at), default=None)


def _is_same(one: str, other: str) -> bool:
    """Whether two names are one agency's: papers often leave the province out."""
    return bool(one and other) and (f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} "))


def _has_much_of(draft: Draft, plan: Plan) -> bool:
    """Whether a full paper is another issue of the plan, and not one for something else in the same year."""
    standing = [task for task in plan.tasks if not task.withdrawn]
    found = pairs(standing, {str(place): task for place, task in enumerate(draft.tasks)})
    return _ENOUGH * len(found) >= min(len(standing), len(draft.tasks)) > 0


def amend(review: Review, plan: Plan | None) -> Review:
    """The same review as an amendment of that plan (None: as a plan of its own), its tasks matched anew.

    As a plan of its own, one that was carried over from another year keeps the ids and names that it brought along.
    """
    if plan is None:
        own = (task if review.becomes else replace(task, continues="", aliases=()) for task in review.tasks)
        return replace(review, plan="", tasks=tuple(map(_unmatched, own)))
    letter = review.draft.form is DocumentForm.LETTER
    found = pairs(plan.tasks, {task.key: task.task for task in review.tasks})
    tasks = tuple(
        _continuing(task, plan.task(found[task.key]) if task.key in found else None, letter) for task in review.tasks
    )
    draft = review.draft if review.draft.year is not None else replace(review.draft, year=plan.year)
    return replace(review, plan=plan.id, draft=draft, tasks=tasks)


def _continuing(task: ReviewTask, was: Task | None, letter: bool) -> ReviewTask:
    """A task tied to the one it continues, whose kind and names live on; an unsure tie is a doubt."""
    read = _unmatched(task).task
    if was is None:
        if letter and read.replaces is not None:
            unfound = Problem("revision.task_not_found", {"title": shortened(read.title)}, read.source.line)
            read = replace(read, problems=(*read.problems, unfound))
        return replace(task, task=read, continues="", aliases=())
    named = read.replaces is not None and read.replaces.date == notation(was.deadline)
    if resemblance(was, read) < (_NAMED_SURELY if named else _SURELY):
        unsure = Problem("revision.perhaps_same", {"was": shortened(was.title)}, read.source.line)
        read = replace(read, problems=(*read.problems, unsure))
    return replace(task, task=replace(read, kind=was.kind, opens=was.opens), continues=was.id, aliases=was.aliases)


def _unmatched(task: ReviewTask) -> ReviewTask:
    """The task without the doubts of its match."""
    left = tuple(problem for problem in task.task.problems if problem.code not in _OF_MATCHING)
    return replace(task, task=replace(task.task, problems=left))


# ---------------------------------------------------------------- the verbs


def find(review: Review, key: str) -> ReviewTask | None:
    """The task of that key."""
    return next((task for task in review.tasks if task.key == key), None)


def _changed(review: Review, key: str, change: Callable[[ReviewTask], ReviewTask]) -> Review | Problem:
    if find(review, key) is None:
        return Problem("review.no_such_task")
    tasks = tuple(change(task) if task.key == key else task for task in review.tasks)
    return replace(review, tasks=tasks)


def _edited(review: Review, key: str, read: Callable[[DraftTask], DraftTask]) -> Review | Problem:
    """A task with new content, whose doubts are looked for anew."""

    def change(task: ReviewTask) -> ReviewTask:
        state = ReviewState.OPEN if task.state is ReviewState.CONFIRMED else task.state
        return replace(task, task=read(task.task), state=state)

    return _changed(review, key, change)


def retitle(review: Review, key: str, title: str) -> Review | Problem:
    """Give a task another title."""
    cleaned = _title(title)
    if isinstance(cleaned, Problem):
        return cleaned
    return _edited(review, key, lambda read: replace(read, title=cleaned))


def redate(review: Review, key: str, deadline: DraftDeadline) -> Review | Problem:
    """Give a task another deadline; what was doubtful about the old one is settled."""

    def read(task: DraftTask) -> DraftTask:
        left = tuple(problem for problem in task.problems if not is_about_deadline(problem))
        return replace(task, deadline=deadline, problems=left)

    return _edited(review, key, read)


def set_units(review: Review, key: str, lead: tuple[str, ...], cooperating: tuple[str, ...] = ()) -> Review | Problem:
    """Say who answers for a task and who cooperates."""
    leads, others = _bodies(lead), _bodies(cooperating)
    if isinstance(leads, Problem):
        return leads
    if isinstance(others, Problem):
        return others
    return _edited(review, key, lambda read: replace(read, lead=leads, cooperating=others))


def set_kind(review: Review, key: str, kind: TaskKind, opens: Opens | None = None) -> Review | Problem:
    """Say what sort of work it is, and which personal answer it opens."""
    return _edited(review, key, lambda read: replace(read, kind=kind, opens=opens))


def skip(review: Review, key: str) -> Review | Problem:
    """Leave a task out of the plan."""
    return _changed(review, key, lambda task: replace(task, state=ReviewState.SKIPPED))


def take_back(review: Review, key: str) -> Review | Problem:
    """Take what was decided of a task back, so that it is looked at again."""
    return _changed(review, key, lambda task: replace(task, state=ReviewState.OPEN))


def confirm(review: Review, key: str) -> Review | Problem:
    """Say that a task is right as it stands."""
    return _changed(review, key, lambda task: replace(task, state=ReviewState.CONFIRMED))


def say_continues(review: Review, key: str, was: Task | None) -> Review | Problem:
    """Say which task of the amended plan this one is (None: a new one)."""

    def change(task: ReviewTask) -> ReviewTask:
        if was is not None and task.key != key and task.continues == was.id:
            return replace(task, continues="", aliases=())
        if task.key != key:
            return task
        return _unmatched(_continuing(task, was, letter=False))

    if find(review, key) is None:
        return Problem("review.no_such_task")
    return replace(review, tasks=tuple(map(change, review.tasks)))


def too_many(tasks: int) -> Problem | None:
    """Why no review has so many tasks."""
    return Problem("review.too_many_tasks", {"limit": str(TASKS_AT_MOST)}) if tasks > TASKS_AT_MOST else None


def add(review: Review, title: str, deadline: DraftDeadline, lead: tuple[str, ...] = ()) -> Review | Problem:
    """Add a task that the paper does not have, as a person typed it."""
    made = typed_task(title, deadline, lead)
    if isinstance(made, Problem):
        return made
    refused = too_many(len(review.tasks) + 1)
    if refused is not None:
        return refused
    key = str(max((int(task.key) for task in review.tasks), default=0) + 1)
    task = ReviewTask(key, made, ReviewState.CONFIRMED, added=True)
    return replace(review, tasks=(*review.tasks, task))


#: What a paper lacks in its head until the office says it.
_BLANK_IN_HEAD = {"number": "reading.blank_number", "issued": "reading.blank_day"}


def set_head(
    review: Review,
    *,
    title: str | None = None,
    agency: str | None = None,
    number: str | None = None,
    issued: date | None = None,
    year: int | None = None,
) -> Review | Problem:
    """Say what the head of the paper lacks or says wrongly; what is None stays."""
    if year is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return Problem("review.year_impossible", {"first": str(EARLIEST_YEAR), "last": str(LATEST_YEAR)})
    cleaned = [None if text is None else _title(text) for text in (title, agency, number)]
    for text in cleaned:
        if isinstance(text, Problem):
            return text
    said = dict(zip(("title", "agency", "number"), cleaned, strict=True)) | {"year": year}
    if issued is not None:
        said["issued"] = issued.isoformat()
    given = {name: value for name, value in said.items() if value is not None}
    settled = {_BLANK_IN_HEAD[name] for name in given if name in _BLANK_IN_HEAD}
    left = tuple(problem for problem in review.draft.problems if problem.code not in settled)
    return replace(review, draft=replace(review.draft, problems=left, **given))  # type: ignore[arg-type]  # values of their own types


def acknowledge(review: Review) -> Review:
    """Say that the problems of the whole paper have been looked at."""
    return replace(review, seen=True)


# ---------------------------------------------------------------- what a person types


def typed_task(
    title: str,
    deadline: DraftDeadline,
    lead: tuple[str, ...] = (),
    cooperating: tuple[str, ...] = (),
    kind: TaskKind = TaskKind.OTHER,
    opens: Opens | None = None,
) -> DraftTask | Problem:
    """A task as a person types it; it has no paper, its quote is its title."""
    cleaned, leads, others = _title(title), _bodies(lead), _bodies(cooperating)
    if isinstance(cleaned, Problem):
        return cleaned
    if isinstance(leads, Problem):
        return leads
    if isinstance(others, Problem):
        return others
    return DraftTask(cleaned, deadline, leads, others, "", Source("", 0, cleaned), kind=kind, opens=opens)


def _title(text: str) -> str | Problem:
    cleaned = printable(text)
    if not words(cleaned):
        return Problem("review.title_empty")
    if len(cleaned) > TITLE_LONGEST:
        return Problem("review.title_too_long", {"limit": str(TITLE_LONGEST), "length": str(len(cleaned))})
    return cleaned


def _bodies(bodies: Iterable[str]) -> tuple[str, ...] | Problem:
    """Bodies as they are stored: tidy, each once, none of them a semicolon's list."""
    parts = (printable(part) for body in bodies for part in body.split(";"))
    found = tuple(dict.fromkeys(part for part in parts if words(part)))
    if len(found) > BODIES_AT_MOST or any(len(body) > BODY_LONGEST for body in found):
        return Problem("review.bodies_too_long", {"limit": str(BODIES_AT_MOST), "length": str(BODY_LONGEST)})
    return found
