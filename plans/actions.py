"""The verbs that change facts: an open transaction, now and who acts go in; the changed record or a `Problem` out.

Every verb asks the rules and rights anew, writes nothing when it refuses or when nothing would change, and otherwise
leaves one entry in the ``audit`` stream. `by` is None for the command line, which is audited as ``console``.
"""

from dataclasses import replace
from datetime import datetime

from plans.agenda import Entry
from plans.audit import audit
from plans.duties.confirming import ask_office, confirm, is_asked_for, report_done, report_of, tell_reopened, withdraw
from plans.duties.evidence import joined
from plans.duties.seeing_to import duty_refusal
from plans.model.duties import NO_EVIDENCE, DoneReport, Evidence
from plans.model.people import Person, Role
from plans.model.plan import Plan, TaskProgress
from plans.model.reminding import DigestItem, Snooze
from plans.problems import Problem
from plans.reminding.owing import still_owed
from plans.reminding.snoozing import Until, comes_back
from plans.rights import Action, refusal
from plans.store.port import Facts, Transaction
from plans.working_days import HANOI, day_in_hanoi


def _task_refusal(tx: Transaction, now: datetime, action: Action, by: Person, entry: Entry) -> Problem | None:
    plan = tx.get(Plan, entry.plan.id)
    task = plan.task(entry.task.id) if plan is not None else None
    if task is None or task.withdrawn:
        return refusal(Action.ASK, by, day_in_hanoi(now)) or Problem(
            "action.task_withdrawn", {"task": entry.task.title}
        )
    return duty_refusal(tx, action, by, entry.plan.id, task, day_in_hanoi(now))


def mark_done(
    tx: Transaction, now: datetime, by: Person, entry: Entry, evidence: Evidence = NO_EVIDENCE
) -> TaskProgress | DoneReport | Problem:
    """Mark the office's part of a task done. What people owe there themselves is not touched by it.

    Where the office's confirmation is asked for, a `DoneReport` waits for it; the office itself confirms by this.
    """
    refused = _task_refusal(tx, now, Action.MARK_DONE, by, entry)
    if refused is not None:
        return refused
    record = TaskProgress(entry.plan.id, entry.task.id, now, by.id, evidence)
    earlier, report = tx.get(TaskProgress, record.id), report_of(tx, entry)
    if earlier is not None:
        return Problem("action.already_done", _said_by(tx, entry, earlier.done_by, earlier.done_at))
    if report is not None:
        if Role.OFFICE in by.roles:
            return confirm(tx, now, by, entry, evidence)
        return Problem("duty.waits_since", _said_by(tx, entry, report.by, report.at))
    if is_asked_for(tx, entry.task, by):
        return report_done(tx, now, by, entry, evidence)
    tx.put(record)
    audit(tx, now, by, "mark_done", record.id)
    return record


def add_evidence(
    tx: Transaction, now: datetime, by: Person, entry: Entry, evidence: Evidence
) -> TaskProgress | DoneReport | Problem:
    """Say or show more of a task that has been marked done; the office hears of it where it has to confirm."""
    refused = _task_refusal(tx, now, Action.MARK_DONE, by, entry)
    if refused is not None:
        return refused
    progress, report = tx.get(TaskProgress, f"{entry.plan.id}/{entry.task.id}"), report_of(tx, entry)
    before = progress or report
    if before is None:
        return Problem("action.not_done", {"task": entry.task.title})
    after = replace(before, evidence=joined(before.evidence, evidence))
    if after == before:
        return before
    tx.put(after)
    audit(tx, now, by, "add_evidence", before.id)
    if isinstance(after, DoneReport):
        ask_office(tx, now, after)
    return after


def reopen(tx: Transaction, now: datetime, by: Person, entry: Entry) -> Entry | Problem:
    """Take "done" back, also while it waits to be confirmed; returns the entry as it is now.

    What the office has confirmed only the office takes back.
    """
    refused = _task_refusal(tx, now, Action.REOPEN, by, entry)
    if refused is not None:
        return refused
    progress, report = tx.get(TaskProgress, f"{entry.plan.id}/{entry.task.id}"), report_of(tx, entry)
    if report is not None:
        withdraw(tx, now, by, report)
        tell_reopened(tx, now, by, entry, report.by)
    if progress is None:
        return Problem("action.not_done", {"task": entry.task.title}) if report is None else replace(entry, report=None)
    if progress.confirmed_by and Role.OFFICE not in by.roles:
        return Problem("duty.confirmed_already", {"task": entry.task.title})
    tx.delete(TaskProgress, progress.id)
    audit(tx, now, by, "reopen", progress.id)
    tell_reopened(tx, now, by, entry, progress.done_by)
    return replace(entry, progress=None, report=None)


def _said_by(facts: Facts, entry: Entry, by: str, at: datetime) -> dict[str, str]:
    """Which task, who said that it is done, and on which day."""
    who = facts.get(Person, by)
    day = f"{day_in_hanoi(at):%d/%m/%Y}"
    return {"task": entry.task.title, "who": by if who is None else who.name, "day": day}


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
