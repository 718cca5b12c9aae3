"""The verbs that change facts: an open transaction, now and who acts go in; the changed record or a `Problem` out.

Every verb asks the rules and rights anew, writes nothing when it refuses or when nothing would change, and otherwise
leaves one entry in the ``audit`` stream. `by` is None for the command line, which is audited as ``console``.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from plans.agenda import Entry
from plans.answers import innovations_of
from plans.audit import audit
from plans.model.answers import Answer, Innovation, Registration, RegistrationVersion
from plans.model.people import Person, Unit
from plans.model.plan import Plan, TaskProgress
from plans.model.reminding import DigestItem, Snooze
from plans.problems import Problem
from plans.reminders import still_owed
from plans.rights import Action, lead_units, refusal
from plans.rules import (
    INNOVATIONS_AT_MOST,
    choice_refusal,
    innovation_name,
    innovation_refusal,
    title_refusal,
)
from plans.store.port import Transaction
from plans.titles import Subject, awards
from plans.working_days import after, day_in_hanoi

# ---------------------------------------------------------------- titles


def register_title(
    tx: Transaction,
    now: datetime,
    by: Person,
    subject: Person | Unit,
    plan: Plan | None,
    title: str | None,
    commendations: tuple[str, ...] = (),
) -> Registration | Problem:
    """Register for a title, for commendations or both, or amend what was registered; the number never changes."""
    refused = title_refusal(by, subject, plan, now)
    if refused is not None or plan is None:
        return refused or Problem("register.no_plan")
    kind = Subject.COLLECTIVE if isinstance(subject, Unit) else Subject.INDIVIDUAL
    refused = choice_refusal(kind, title, commendations, plan)
    if refused is not None:
        return refused
    chosen = tuple(award.id for award in awards() if award.id in commendations)
    return _answer_title(tx, now, by, subject, plan, Answer.REGISTERED, title, chosen)


def decline_title(
    tx: Transaction, now: datetime, by: Person, subject: Person | Unit, plan: Plan | None
) -> Registration | Problem:
    """Answer that the subject registers for nothing this year: an answer too, which ends the reminders."""
    refused = title_refusal(by, subject, plan, now)
    if refused is not None or plan is None:
        return refused or Problem("register.no_plan")
    return _answer_title(tx, now, by, subject, plan, Answer.DECLINED)


def withdraw_title(
    tx: Transaction, now: datetime, by: Person, subject: Person | Unit, plan: Plan | None
) -> Registration | Problem:
    """Take a standing answer back; the subject owes one again."""
    refused = title_refusal(by, subject, plan, now)
    if refused is not None or plan is None:
        return refused or Problem("register.no_plan")
    standing = tx.get(Registration, f"{plan.id}/{subject.id}")
    if standing is None or standing.answer is Answer.WITHDRAWN:
        return Problem("register.nothing_to_withdraw")
    return _answer_title(tx, now, by, subject, plan, Answer.WITHDRAWN)


def _answer_title(
    tx: Transaction,
    now: datetime,
    by: Person,
    subject: Person | Unit,
    plan: Plan,
    answer: Answer,
    title: str | None = None,
    commendations: tuple[str, ...] = (),
) -> Registration:
    standing = tx.get(Registration, f"{plan.id}/{subject.id}")
    if standing is not None and (standing.answer, standing.title, standing.commendations) == (
        answer,
        title,
        commendations,
    ):
        return standing
    number = standing.number if standing is not None else ""
    if answer is Answer.REGISTERED and not number:
        number = _next_number(f"ĐK-{plan.year}-", (each.number for each in tx.all(Registration)))
    record = Registration(
        plan=plan.id,
        subject=subject.id,
        collective=isinstance(subject, Unit),
        number=number,
        answer=answer,
        title=title,
        commendations=commendations,
        at=now,
        by=by.id,
        history=() if standing is None else (*standing.history, _version(standing)),
    )
    tx.put(record)
    detail = " ".join(part for part in (number, title, *commendations) if part)
    audit(tx, now, by, f"title_{answer}", record.id, detail)
    return record


def _version(standing: Registration) -> RegistrationVersion:
    return RegistrationVersion(standing.answer, standing.title, standing.commendations, standing.at, standing.by)


def _next_number(prefix: str, given: Iterable[str]) -> str:
    """The number after the highest given so far. Records are never deleted, so no number is ever used again."""
    highest = max((int(number.removeprefix(prefix)) for number in given if number.startswith(prefix)), default=0)
    return f"{prefix}{highest + 1:03d}"


# ---------------------------------------------------------------- innovations


def register_innovation(
    tx: Transaction, now: datetime, by: Person, plan: Plan | None, name: str
) -> Innovation | Problem:
    """Register one idea; the same name again is the same idea. An earlier "none this year" is taken back."""
    refused = innovation_refusal(by, plan, now)
    if refused is not None or plan is None:
        return refused or Problem("register.no_plan")
    cleaned = innovation_name(name)
    if isinstance(cleaned, Problem):
        return cleaned
    own = innovations_of(tx, plan, by)
    for each in own:
        if each.answer is Answer.REGISTERED and each.name.casefold() == cleaned.casefold():
            return each
    ordinal = max((each.ordinal for each in own), default=0) + 1
    if ordinal > INNOVATIONS_AT_MOST:
        return Problem("register.too_many_innovations", {"limit": str(INNOVATIONS_AT_MOST)})
    for each in own:
        if each.answer is Answer.DECLINED:
            tx.put(replace(each, answer=Answer.WITHDRAWN, at=now))
    number = _next_number(f"SK-{plan.year}-", (each.number for each in tx.all(Innovation)))
    record = Innovation(plan.id, by.id, ordinal, number, Answer.REGISTERED, cleaned, now, by.id)
    tx.put(record)
    audit(tx, now, by, "innovation_registered", record.id, number)
    return record


def decline_innovation(tx: Transaction, now: datetime, by: Person, plan: Plan | None) -> Innovation | Problem:
    """Answer that there is no innovation this year; refused while one is registered."""
    refused = innovation_refusal(by, plan, now)
    if refused is not None or plan is None:
        return refused or Problem("register.no_plan")
    for each in innovations_of(tx, plan, by):
        if each.answer is Answer.REGISTERED:
            return Problem("register.innovation_stands", {"number": each.number})
        if each.answer is Answer.DECLINED:
            return each
    record = Innovation(plan.id, by.id, 0, "", Answer.DECLINED, "", now, by.id)
    tx.put(record)
    audit(tx, now, by, "innovation_declined", record.id)
    return record


def withdraw_innovation(tx: Transaction, now: datetime, by: Person, innovation_id: str) -> Innovation | Problem:
    """Take an own innovation (or the answer that there is none) back; its number is not given again."""
    record = tx.get(Innovation, innovation_id)
    if record is None or record.person != by.id:
        return Problem("register.nothing_to_withdraw")
    refused = innovation_refusal(by, tx.get(Plan, record.plan), now)
    if refused is not None:
        return refused
    if record.answer is Answer.WITHDRAWN:
        return Problem("register.nothing_to_withdraw")
    withdrawn = replace(record, answer=Answer.WITHDRAWN, at=now)
    tx.put(withdrawn)
    audit(tx, now, by, "innovation_withdrawn", record.id, record.number)
    return withdrawn


# ---------------------------------------------------------------- tasks


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


def snooze(tx: Transaction, now: datetime, by: Person, item: DigestItem) -> Snooze | Problem:
    """Be silent about an item until the next working day's digest (on a Friday: Monday's)."""
    today = day_in_hanoi(now)
    refused = refusal(Action.SNOOZE, by, today)
    if refused is not None:
        return refused
    if not still_owed(tx, item, by, today):
        return Problem("action.nothing_owed")
    record = Snooze(by.id, item.plan, item.task, item.owed, after(today))
    if tx.get(Snooze, record.id) != record:
        tx.put(record)
        audit(tx, now, by, "snooze", record.id, record.until.isoformat())
    return record
