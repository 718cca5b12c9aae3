"""The office's confirmation that a task is done: what waits for it, giving it, giving the task back with a reason.

Of which kinds of task it is asked for is the office's setting (see `plans.office.ladders`). While a report waits,
nothing about its task is chased or escalated. The manner of `plans.actions`.
"""

from datetime import date, datetime

from plans.agenda import Entry, entry_by_key, entry_of
from plans.audit import audit
from plans.duties.collecting import collectors
from plans.duties.evidence import joined
from plans.duties.seeing_to import may_see_to
from plans.model.duties import NO_EVIDENCE, DoneReport, Evidence
from plans.model.people import Person, Role
from plans.model.plan import Task, TaskProgress
from plans.noticing import notify, recall
from plans.office.ladders import confirming
from plans.plain_text import printable
from plans.problems import Problem
from plans.registrations.endorsing import note_of
from plans.rights import Action, refusal
from plans.staff.people import officers, person_here
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: Kinds of notices, about plan and task: the office is asked; whoever reported hears what it said, or that it waits, or
#: that somebody else has taken "done" back.
REPORTED, CONFIRMED, RETURNED, WAITS = "duty_reported", "duty_confirmed", "duty_returned", "duty_waits"
REOPENED = "duty_reopened"


def report_of(facts: Facts, entry: Entry) -> DoneReport | None:
    """What was said of a task that waits for confirmation."""
    return facts.get(DoneReport, f"{entry.plan.id}/{entry.task.id}")


def is_asked_for(facts: Facts, task: Task, by: Person) -> bool:
    """Whether "Xong" of that person waits for the office: of some kinds of task, from everybody but the office."""
    return Role.OFFICE not in by.roles and task.kind in confirming(facts)


def report_done(tx: Transaction, now: datetime, by: Person, entry: Entry, evidence: Evidence) -> DoneReport:
    """Keep that a task is said to be done, and ask the office. Whether the person may say so has been asked."""
    report = DoneReport(entry.plan.id, entry.task.id, now, by.id, evidence)
    tx.put(report)
    audit(tx, now, by, "report_done", f"{report.id}/{by.id}")
    ask_office(tx, now, report)
    recall(tx, by.id, RETURNED, report.id)
    return report


def ask_office(tx: Transaction, now: datetime, report: DoneReport) -> None:
    """Let everybody of the office know what waits for them, as it stands now."""
    for person in officers(tx, day_in_hanoi(now)):
        notify(tx, now, person.id, REPORTED, report.id, {"plan": report.plan, "task": report.task})


def ask_again(tx: Transaction, now: datetime) -> None:
    """Let the office know once more of what has waited for them since an earlier day: nobody else is reminded of it."""
    today = day_in_hanoi(now)
    for report in tx.all(DoneReport):
        entry = entry_of(tx, report.plan, report.task)
        if entry is not None and entry.waits and day_in_hanoi(report.at) < today:
            ask_office(tx, now, report)


def confirm(
    tx: Transaction, now: datetime, by: Person, entry: Entry, evidence: Evidence = NO_EVIDENCE
) -> TaskProgress | Problem:
    """The office confirms: the task is done since it was reported, by who reported it."""
    report = _waiting(tx, now, by, entry)
    if isinstance(report, Problem):
        return report
    shown = joined(report.evidence, evidence)
    done = TaskProgress(report.plan, report.task, report.at, report.by, shown, confirmed_by=by.id)
    tx.put(done)
    _settled(tx, now, report)
    audit(tx, now, by, "confirm_done", f"{report.id}/{report.by}")
    if report.by != by.id and person_here(tx, report.by, day_in_hanoi(now)) is not None:
        notify(tx, now, report.by, CONFIRMED, report.id, {"plan": report.plan, "task": report.task, "who": by.id})
    return done


def give_back(tx: Transaction, now: datetime, by: Person, entry: Entry, reason: str) -> tuple[str, ...] | Problem:
    """The office gives a task back as not done yet, and says why; ids of those who are told.

    That is whoever reported; where they have left or see to it no more, also those who have to go on with it.
    """
    report = _waiting(tx, now, by, entry)
    if isinstance(report, Problem):
        return report
    written = note_of(reason)
    if isinstance(written, Problem):
        return written
    _settled(tx, now, report)
    audit(tx, now, by, "return_done", f"{report.id}/{report.by}", written)
    told = tuple(id for id in _go_on(tx, entry, report, day_in_hanoi(now)) if id != by.id)
    for id in told:
        values = {"plan": report.plan, "task": report.task, "who": by.id, "reason": written}
        notify(tx, now, id, RETURNED, report.id, values)
    return told


def withdraw(tx: Transaction, now: datetime, by: Person, report: DoneReport) -> None:
    """Take a report back before the office has said anything. Whether the person may has been asked."""
    _settled(tx, now, report)
    audit(tx, now, by, "withdraw_report", f"{report.id}/{report.by}")


def tell_reopened(tx: Transaction, now: datetime, by: Person, entry: Entry, who: str) -> None:
    """Let whoever said that a task is done (by id) know that somebody else has taken that back."""
    about = f"{entry.plan.id}/{entry.task.id}"
    recall(tx, who, CONFIRMED, about)
    if who != by.id and person_here(tx, who, day_in_hanoi(now)) is not None:
        notify(tx, now, who, REOPENED, about, {"plan": entry.plan.id, "task": entry.task.id, "who": by.id})


def _go_on(facts: Facts, entry: Entry, report: DoneReport, today: date) -> tuple[str, ...]:
    """Ids of who has to know that a task is still to be done."""
    plan, task = entry.plan.id, entry.task
    reporter = person_here(facts, report.by, today)
    if reporter is not None and may_see_to(facts, Action.MARK_DONE, reporter, plan, task, today):
        return (reporter.id,)
    found = (reporter.id,) if reporter is not None else ()
    return tuple(dict.fromkeys((*found, *collectors(facts, entry, today))))


def _waiting(facts: Facts, now: datetime, by: Person, entry: Entry) -> DoneReport | Problem:
    """The report that waits, if this person may answer it."""
    refused = refusal(Action.CONFIRM_DONE, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    title = {"task": printable(entry.task.title)}
    if entry_by_key(facts, entry.key) is None:
        return Problem("action.task_withdrawn", title)
    return report_of(facts, entry) or Problem("duty.nothing_waits", title)


def _settled(tx: Transaction, now: datetime, report: DoneReport) -> None:
    tx.delete(DoneReport, report.id)
    for person in officers(tx, day_in_hanoi(now)):
        recall(tx, person.id, REPORTED, report.id)
    recall(tx, report.by, WAITS, report.id)
