"""The verbs that change facts: an open transaction, now and who acts go in; the changed record or a `Problem` out.

Every verb asks the rules and rights anew, writes nothing when it refuses or when nothing would change, and otherwise
leaves one entry in the ``audit`` stream. `by` is None for the command line, which is audited as ``console``.
"""

from dataclasses import replace
from datetime import datetime

from plans.agenda import Entry
from plans.audit import audit
from plans.model.people import Person, Unit
from plans.model.plan import Plan, TaskProgress
from plans.model.reminding import DigestItem, Snooze
from plans.problems import Problem
from plans.reminding.owing import still_owed
from plans.reminding.snoozing import Until, comes_back
from plans.rights import Action, lead_units, refusal
from plans.store.port import Transaction
from plans.working_days import HANOI, day_in_hanoi


def _task_refusal(tx: Transaction, now: datetime, action: Action, by: Person, entry: Entry) -> Problem | None:
    plan = tx.get(Plan, entry.plan.id)
    task = plan.task(entry.task.id) if plan is not None else None
    if task is None or task.withdrawn:
        return refusal(Action.ASK, by, day_in_hanoi(now)) or Problem(
            "action.task_withdrawn", {"task": entry.task.title}
        )
    return refusal(action, by, day_in_hanoi(now), lead_units(task, tx.all(Unit)))


def mark_done(tx: Transaction, now: datetime, by: Person, entry: Entry) -> TaskProgress | Problem:
    """Mark the office's part of a task done. What people owe there themselves is not touched by it."""
    refused = _task_refusal(tx, now, Action.MARK_DONE, by, entry)
    if refused is not None:
        return refused
    record = TaskProgress(entry.plan.id, entry.task.id, now, by.id)
    earlier = tx.get(TaskProgress, record.id)
    if earlier is not None:
        who = tx.get(Person, earlier.done_by)
        values = {
            "task": entry.task.title,
            "who": earlier.done_by if who is None else who.name,
            "day": f"{day_in_hanoi(earlier.done_at):%d/%m/%Y}",
        }
        return Problem("action.already_done", values)
    tx.put(record)
    audit(tx, now, by, "mark_done", record.id)
    return record


def reopen(tx: Transaction, now: datetime, by: Person, entry: Entry) -> Entry | Problem:
    """Take "done" back; returns the entry as it is now."""
    refused = _task_refusal(tx, now, Action.REOPEN, by, entry)
    if refused is not None:
        return refused
    progress = tx.get(TaskProgress, f"{entry.plan.id}/{entry.task.id}")
    if progress is None:
        return Problem("action.not_done", {"task": entry.task.title})
    tx.delete(TaskProgress, progress.id)
    audit(tx, now, by, "reopen", progress.id)
    return replace(entry, progress=None)


def snooze(
    tx: Transaction, now: datetime, by: Person, item: DigestItem, until: Until = Until.TOMORROW
) -> Snooze | Problem:
    """Be silent about an item for a while; an hour that cannot be is the next working day's digest (see `choices`)."""
    today = day_in_hanoi(now)
    refused = refusal(Action.SNOOZE, by, today)
    if refused is not None:
        return refused
    if not still_owed(tx, item, by, today):
        return Problem("action.nothing_owed")
    record = Snooze(by.id, item.plan, item.task, item.owed, comes_back(now, until), item.unit)
    if tx.get(Snooze, record.id) != record:
        tx.put(record)
        local = record.until.astimezone(HANOI)
        audit(tx, now, by, "snooze", record.id, f"{local:%Y-%m-%d %H:%M}".removesuffix(" 00:00"))
    return record
