"""Putting a plan in force. The manner of `plans.actions`."""

from dataclasses import replace
from datetime import datetime

from plans.audit import audit
from plans.duties.giving import ask_heads
from plans.duties.overtaken import tell_office
from plans.model.people import Person
from plans.model.plan import Plan
from plans.model.reminding import PlannedThrough
from plans.plain_text import folded
from plans.planning.revisions import compare
from plans.problems import Problem
from plans.reminding.calling import PLANNED
from plans.rights import Action, office_refusal
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi


def adopt_plan(tx: Transaction, now: datetime, by: Person | None, plan: Plan, *, force: bool = False) -> Plan | Problem:
    """Put a plan in force. A later issue of an adopted plan (same id) replaces it and keeps progress and date.

    Tasks that the later issue no longer has stay in it as withdrawn, so that calendars can cancel them. A second plan
    of the same agency and year is refused unless `force`: under another id it would double every deadline.
    """
    refused = office_refusal(Action.ADOPT_PLAN, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    if not plan.tasks:
        return Problem("action.plan_empty")
    earlier = tx.get(Plan, plan.id)
    other = _plan_it_would_double(tx, plan)
    if other is not None and earlier is None and not force:
        values = {"title": other.title, "id": other.id, "year": str(other.year), "new": plan.id}
        return Problem("action.plan_same_year", values)
    kept = {task.id for task in plan.tasks}
    gone = () if earlier is None else tuple(task for task in earlier.tasks if task.id not in kept)
    adopted = replace(
        plan,
        tasks=(*plan.tasks, *(replace(task, withdrawn=True) for task in gone)),
        adopted_at=(earlier and earlier.adopted_at) or now,
    )
    if adopted != earlier:
        tx.put(adopted)
        if tx.get(PlannedThrough, PLANNED) is None:  # from here on, no rung is lost to downtime
            tx.put(PlannedThrough(now))
        audit(tx, now, by, "adopt_plan", plan.id, f"{len(plan.tasks)} tasks, {len(gone)} withdrawn")
        if earlier is None:
            ask_heads(tx, now, by, adopted)
        else:
            tell_office(tx, now, adopted, (moved for _, moved in compare(earlier, adopted).moved))
    return adopted


def _plan_it_would_double(facts: Facts, plan: Plan) -> Plan | None:
    same = (
        other
        for other in facts.all(Plan)
        if other.id != plan.id and other.year == plan.year and folded(other.agency) == folded(plan.agency)
    )
    return next(same, None)
