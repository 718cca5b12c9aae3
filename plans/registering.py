"""Registering titles and commendations: register, amend, decline, withdraw. The manner of `plans.actions`."""

from datetime import datetime

from plans.audit import audit
from plans.model.answers import Answer, Registration, RegistrationVersion
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.numbering import next_number
from plans.problems import Problem
from plans.rules import choice_refusal, title_refusal
from plans.store.port import Transaction
from plans.titles import Subject, awards


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
        number = next_number(f"ĐK-{plan.year}-", (each.number for each in tx.all(Registration)))
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
