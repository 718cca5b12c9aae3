"""From a review to the plan it has become: ids, matched bodies, deadlines as days; or everything that is in the way."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from plans.documents.bodies import UnitNames, read_bodies
from plans.documents.partial import says_only_changes
from plans.documents.plan_reading import MAX_ENTRIES
from plans.documents.short_names import short_names, told_apart
from plans.documents.text_file import slug, words
from plans.model.people import Unit
from plans.model.plan import Body, Deadline, Plan, Rule, Source, Target, Task, Topic
from plans.plain_text import printable
from plans.planning.doubts import blocking, head_blocking, is_unset, whole_day
from plans.planning.draft import DraftTask, Review, ReviewState, ReviewTask
from plans.planning.settling import deadlines_of
from plans.problems import Problem

TASK_ID_LENGTH, PLAN_ID_LENGTH = 32, 64
#: A quote is a sentence or a row; what is longer is cut, so that a message and a line of the reviewed file can hold it.
QUOTE_LONGEST = 1500


def finished(review: Review, units: Iterable[Unit], plans: Iterable[Plan]) -> Plan | tuple[Problem, ...]:
    """The plan that adoption would put in force, or everything that must be mended first.

    `plans` are the adopted ones; an amendment gives the whole amended plan: a full paper with only what it has itself,
    one that says only changes (a letter) with every task that it does not name as it was.
    """
    known = {plan.id: plan for plan in plans}
    before = known.get(review.plan)
    found = [*head_blocking(review), *filter(None, (blocking(review, task) for task in review.tasks))]
    if review.plan and before is None:
        found.append(Problem("review.plan_gone", {"plan": review.plan}))
    year = review.draft.year
    if found or year is None:
        return tuple(found)
    names = UnitNames(units)
    if before is not None and says_only_changes(review.draft):
        plan = _with_letter(before, review, names)
    else:
        plan = _whole(before, review, names, year, known.keys())
    crowded = _crowded(plan, before)
    return plan if crowded is None else (crowded,)


def _crowded(plan: Plan, before: Plan | None = None) -> Problem | None:
    """Why the plan is too long for its file, in which what it has no longer would stay as withdrawn."""
    ids = {task.id for task in plan.tasks}
    gone = [task for task in before.tasks if task.id not in ids] if before else []
    entries = sum(map(len, (plan.tasks, gone, plan.rules, plan.targets, plan.topics)), 1)
    return Problem("review.too_many_tasks", {"limit": str(MAX_ENTRIES)}) if entries > MAX_ENTRIES else None


def _whole(before: Plan | None, review: Review, names: UnitNames, year: int, known: Collection[str]) -> Plan:
    """The plan that a full paper is: a new one, under an id not yet `known`, or a later issue of the one before."""
    draft = review.draft
    id = before.id if before else review.becomes or _plan_id(draft.agency or "", year)
    taken = () if before else known
    topics = before.topics if before else review.topics
    tasks = _told_apart(_tasks(review, year, names, before), topics)
    return Plan(
        id=_unlike(id, taken, PLAN_ID_LENGTH, "-"),
        title=printable(draft.title or "") or (before.title if before else ""),
        agency=before.agency if before else printable(draft.agency or ""),
        year=year,
        tasks=tasks,
        rules=_rules(review),
        topics=_topics(topics, tasks),
        number=printable(draft.number or "") or None,
        issued=whole_day(draft.issued),
        document=printable(draft.document),
        targets=_targets(review),
    )


def _with_letter(before: Plan, review: Review, names: UnitNames) -> Plan:
    """The plan in force with what a letter moves and adds; the rest of the letter's tasks keep their own words."""
    telling = tuple(task for task in review.tasks if not (task.continues and is_unset(task) and not task.task.replaces))
    made = {task.id: task for task in _tasks(replace(review, tasks=telling), before.year, names, before)}
    moved = tuple(_moved(task, made[task.id]) if task.id in made else task for task in before.tasks)
    known = {task.id for task in before.tasks}
    added = tuple(task for id, task in made.items() if id not in known)
    quotes = {rule.source.quote for rule in before.rules}
    rules = tuple(rule for rule in _rules(review) if rule.source.quote not in quotes)
    return replace(before, tasks=_told_apart((*moved, *added), before.topics), rules=(*before.rules, *rules))


def _moved(task: Task, letter: Task) -> Task:
    """A task with the day, and the source, that a letter gives it."""
    return replace(task, deadline=letter.deadline, source=letter.source, withdrawn=False)


# ---------------------------------------------------------------- tasks


def _tasks(review: Review, year: int, names: UnitNames, before: Plan | None) -> tuple[Task, ...]:
    taken = {task.id for task in before.tasks} if before else set()
    taken |= {topic.id for topic in (before.topics if before else review.topics)}
    taken |= {task.continues for task in review.tasks}
    made: list[Task] = []
    for task in review.tasks:
        if task.state is not ReviewState.SKIPPED:
            for one in _task(task, _deadlines(task, year, review.draft.issued, before), names, taken):
                made.append(one)
                taken.add(one.id)
    return tuple(made)


def _deadlines(under: ReviewTask, year: int, issued: str | None, before: Plan | None) -> tuple[Deadline, ...]:
    """The task's deadlines; of one that comes back, those before the paper was issued only where the plan has them."""
    found = deadlines_of(under.task.deadline, under.task.section, year)
    if isinstance(found, Problem):
        return ()
    known = {task.id for task in before.tasks} if before and under.continues else set()
    asked = tuple(
        deadline
        for deadline in found
        if deadline.end.isoformat() >= (issued or "") or _of_month(under.continues, deadline, under.continues) in known
    )
    return asked if len(found) > 1 and asked else found


def _task(under: ReviewTask, deadlines: tuple[Deadline, ...], names: UnitNames, taken: set[str]) -> Iterator[Task]:
    """The task; one that comes back in several months becomes one for each, named for its month."""
    stem = under.continues or slug(under.task.title, TASK_ID_LENGTH) or "nhiem_vu"
    title = printable(under.task.title)
    for deadline in deadlines:
        id = _of_month(stem, deadline, under.continues) if len(deadlines) > 1 else stem
        named = f"{title} (tháng {deadline.end.month})" if len(deadlines) > 1 else title
        yield _made(under, id if under.continues else _unlike(id, taken, TASK_ID_LENGTH, "_"), named, deadline, names)


def _of_month(stem: str, deadline: Deadline, continues: str) -> str:
    """The id of a monthly task: that of the task it continues may be another month's."""
    root = stem.removesuffix(f"_{stem[-2:]}") if continues and stem[-2:].isdecimal() else stem
    return f"{root[: TASK_ID_LENGTH - 3].rstrip('_')}_{deadline.end:%m}"


def _made(under: ReviewTask, id: str, title: str, deadline: Deadline, names: UnitNames) -> Task:
    read = under.task
    return Task(
        id=id,
        number=printable(read.number),
        section=printable(read.section),
        title=title,
        deadline=replace(deadline, wording=printable(deadline.wording)),
        kind=read.kind,
        lead=_bodies(read.lead, names),
        cooperating=_bodies(read.cooperating, names),
        source=_source(read.source),
        opens=read.opens,
        aliases=under.aliases,
    )


def added_to(plan: Plan, typed: DraftTask, units: Iterable[Unit]) -> Task | Problem:
    """A task that a person adds to a plan in force, under an id that nobody has; a day of its own, not one a month."""
    found = deadlines_of(typed.deadline, typed.section, plan.year)
    if isinstance(found, Problem):
        return found
    if len(found) != 1:
        return Problem("review.one_day", {"wording": typed.deadline.wording})
    taken = {task.id for task in plan.tasks} | {topic.id for topic in plan.topics}
    (made,) = _task(ReviewTask("", typed), found, UnitNames(units), taken)
    said = [name for task in plan.tasks for name in task.aliases]
    said += [name for topic in plan.topics for name in topic.names]
    made = replace(made, aliases=told_apart([short_names(made.title)], said)[0])
    return _crowded(replace(plan, tasks=(*plan.tasks, made))) or made


def _bodies(wordings: Iterable[str], names: UnitNames) -> tuple[Body, ...]:
    return read_bodies("; ".join(printable(wording).replace(";", ",") for wording in wordings), names)


def _unlike(wanted: str, taken: Collection[str], limit: int, joint: str) -> str:
    """The id, or with the first number behind it that makes it one nobody has."""
    id, number = wanted, 2
    while id in taken:
        id = f"{wanted[: limit - len(joint) - len(str(number))].rstrip('-_')}{joint}{number}"
        number += 1
    return id


def _plan_id(agency: str, year: int) -> str:
    return f"{slug(agency, PLAN_ID_LENGTH - 8).replace('_', '-') or 'ke-hoach'}-{year}"


def _told_apart(tasks: tuple[Task, ...], topics: Iterable[Topic]) -> tuple[Task, ...]:
    """The tasks with the names people ask by, none of them two tasks' name, and no number twice in a section."""
    said = {words(name) for topic in topics for name in topic.names}
    said |= {words(name) for task in tasks for name in task.aliases}
    new = [() if task.aliases or task.withdrawn else short_names(task.title) for task in tasks]
    numbered: set[tuple[str, str]] = set()
    made = []
    for task, names in zip(tasks, told_apart(new, said), strict=True):
        number = "" if not task.withdrawn and (task.section, task.number) in numbered else task.number
        numbered.add((task.section, number))
        made.append(replace(task, aliases=task.aliases or names, number=number))
    return tuple(made)


# ---------------------------------------------------------------- what stands beside the tasks


def _source(source: Source) -> Source:
    """A source as a plan keeps it: one line, not endless."""
    quote = printable(source.quote)
    cut = quote if len(quote) <= QUOTE_LONGEST else quote[: QUOTE_LONGEST - 1] + "…"
    return replace(source, document=printable(source.document), quote=cut)


def _rules(review: Review) -> tuple[Rule, ...]:
    return tuple(replace(rule, source=_source(rule.source)) for rule in review.draft.rules)


def _targets(review: Review) -> tuple[Target, ...]:
    return tuple(
        replace(
            target,
            subject=printable(target.subject),
            scope=printable(target.scope),
            source=_source(target.source),
        )
        for target in review.draft.targets
        if printable(target.subject) and (target.percent is None) is not (target.count is None)
    )


def _topics(topics: Iterable[Topic], tasks: Iterable[Task]) -> tuple[Topic, ...]:
    """The topics with those of their tasks that are still there."""
    ids = {task.id for task in tasks}
    return tuple(replace(topic, tasks=tuple(id for id in topic.tasks if id in ids)) for topic in topics)
