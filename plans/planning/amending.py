"""A plan in force changed by hand: a task more, a day for one that had none. In the manner of `plans.actions`."""

from dataclasses import replace
from datetime import datetime

from plans.audit import audit
from plans.duties.overtaken import tell_office
from plans.model.people import Person, Unit
from plans.model.plan import Opens, Plan, Task, TaskKind
from plans.planning.announcing import announce
from plans.planning.draft import DraftDeadline
from plans.planning.finishing import added_to
from plans.planning.review import typed_task
from plans.planning.revisions import compare
from plans.planning.settling import deadlines_of
from plans.problems import Problem
from plans.rights import Action, office_refusal
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi


def add_task(
    tx: Transaction,
    now: datetime,
    by: Person | None,
    plan_id: str,
    title: str,
    deadline: DraftDeadline,
    lead: tuple[str, ...] = (),
    cooperating: tuple[str, ...] = (),
    kind: TaskKind = TaskKind.OTHER,
    opens: Opens | None = None,
) -> Task | Problem:
    """Add a task that no paper has; its source says so."""
    plan = _plan(tx, now, by, plan_id)
    if isinstance(plan, Problem):
        return plan
    typed = typed_task(title, deadline, lead, cooperating, kind, opens)
    if isinstance(typed, Problem):
        return typed
    made = added_to(plan, typed, tx.all(Unit))
    if isinstance(made, Problem):
        return made
    _amend(tx, now, by, plan, replace(plan, tasks=(*plan.tasks, made)), "add_task", made)
    return made


def set_deadline(
    tx: Transaction, now: datetime, by: Person | None, plan_id: str, task_id: str, deadline: DraftDeadline
) -> Task | Problem:
    """Set the day of a task, or move it; the task's source stays the paper's own sentence."""
    plan = _plan(tx, now, by, plan_id)
    if isinstance(plan, Problem):
        return plan
    task = plan.task(task_id)
    if task is None or task.withdrawn:
        return Problem("action.task_withdrawn", {"task": task.title if task else task_id})
    found = deadlines_of(deadline, task.section, plan.year)
    if isinstance(found, Problem) or len(found) != 1:
        return found if isinstance(found, Problem) else Problem("review.one_day", {"wording": deadline.wording})
    made = replace(task, deadline=found[0])
    if made != task:
        tasks = tuple(made if other.id == task_id else other for other in plan.tasks)
        _amend(tx, now, by, plan, replace(plan, tasks=tasks), "set_deadline", made)
    return made


def _plan(tx: Transaction, now: datetime, by: Person | None, id: str) -> Plan | Problem:
    refused = office_refusal(Action.CHANGE_PLAN, by, day_in_hanoi(now))
    plan = tx.get(Plan, id)
    if refused is not None or plan is None or plan.adopted_at is None:
        return refused or Problem("review.plan_gone", {"plan": id})
    return plan


def _amend(tx: Transaction, now: datetime, by: Person | None, before: Plan, after: Plan, verb: str, task: Task) -> None:
    tx.put(after)
    audit(tx, now, by, verb, f"{after.id}/{task.id}", task.deadline.wording)
    revision = compare(before, after)
    announce(tx, now, by, after, revision)
    tell_office(tx, now, after, (moved for _, moved in revision.moved))
