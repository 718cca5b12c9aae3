"""Innovations: register, decline, withdraw, rename. The manner of `plans.actions`.

A person answers for themselves; the head of their unit or the office may register for somebody who has no phone. A
`reason` is the office's own: with it, and only with it, the office also takes what comes after the last day.
"""

from dataclasses import replace
from datetime import datetime

from plans.answers import innovations_of
from plans.audit import audit
from plans.innovation.describing import changeable, changed
from plans.innovation.rules import (
    AUTHORSHIP,
    INNOVATIONS_AT_MOST,
    REGISTERED_FOR,
    home_of,
    innovation_name,
    stranger_refusal,
)
from plans.model.answers import Answer, Innovation, InnovationState
from plans.model.people import Person
from plans.model.plan import Opens, Plan
from plans.noticing import notify, recall
from plans.numbering import next_number
from plans.problems import Problem
from plans.registrations.rules import late_reason, may_take_late, reason_given, standing_refusal, window_refusal
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi


def answer_refusal(
    facts: Facts, now: datetime, by: Person, person: Person, plan: Plan | None, reason: str = ""
) -> Problem | None:
    """Why this person may not answer on innovations for that one now; with a `reason` the office may after the end."""
    said = reason_given(reason) if reason else ""
    if isinstance(said, Problem):
        return said
    today = day_in_hanoi(now)
    refused = standing_refusal(by, person, today, home_of(facts, person.id))
    if refused is not None:
        return refused
    closed = window_refusal(plan, Opens.INNOVATION, now)
    return None if closed is None or (said and may_take_late(by, closed, today)) else closed


def register_innovation(
    tx: Transaction,
    now: datetime,
    by: Person,
    plan: Plan | None,
    name: str,
    *,
    person: Person | None = None,
    reason: str = "",
) -> Innovation | Problem:
    """Register one idea; the same name again is the same idea. An earlier "none this year" is taken back."""
    whose = person or by
    refused = answer_refusal(tx, now, by, whose, plan, reason)
    if refused is not None or plan is None:
        return refused or Problem("register.no_plan")
    cleaned = innovation_name(name)
    if isinstance(cleaned, Problem):
        return cleaned
    own = innovations_of(tx, plan, whose)
    for each in own:
        if each.answer is Answer.REGISTERED and each.name.casefold() == cleaned.casefold():
            return each
    ordinal = max((each.ordinal for each in own), default=0) + 1
    if ordinal > INNOVATIONS_AT_MOST:
        return Problem("register.too_many_innovations", {"limit": str(INNOVATIONS_AT_MOST)})
    for each in own:
        if each.answer is Answer.DECLINED:
            tx.put(replace(each, answer=Answer.WITHDRAWN, at=now))
    number = next_number(tx, f"SK-{plan.year}-", lambda: (each.number for each in tx.all(Innovation)))
    late = late_reason(plan, Opens.INNOVATION, now, reason)
    record = Innovation(plan.id, whose.id, ordinal, number, Answer.REGISTERED, cleaned, now, by.id, late=late)
    tx.put(record)
    audit(tx, now, by, "innovation_registered", record.id, f"{number} ({late})" if late else number)
    if record.on_behalf:
        notify(tx, now, whose.id, REGISTERED_FOR, record.id, {"by": by.id})
    return record


def decline_innovation(
    tx: Transaction, now: datetime, by: Person, plan: Plan | None, *, person: Person | None = None, reason: str = ""
) -> Innovation | Problem:
    """Answer that there is no innovation this year; refused while one is registered."""
    whose = person or by
    refused = answer_refusal(tx, now, by, whose, plan, reason)
    if refused is not None or plan is None:
        return refused or Problem("register.no_plan")
    for each in innovations_of(tx, plan, whose):
        if each.answer is Answer.REGISTERED:
            return Problem("register.innovation_stands", {"number": each.number})
        if each.answer is Answer.DECLINED:
            return each
    late = late_reason(plan, Opens.INNOVATION, now, reason)
    record = Innovation(plan.id, whose.id, 0, "", Answer.DECLINED, "", now, by.id, late=late)
    tx.put(record)
    audit(tx, now, by, "innovation_declined", record.id, late)
    return record


def withdraw_innovation(tx: Transaction, now: datetime, by: Person, innovation_id: str) -> Innovation | Problem:
    """Take an innovation back before it lies before the council; its number is not given again.

    The answer that there is none can be taken back while the plan takes answers.
    """
    record = tx.get(Innovation, innovation_id)
    if record is None or record.answer is Answer.WITHDRAWN:
        return Problem("register.nothing_to_withdraw")
    refused = stranger_refusal(tx, record, by, day_in_hanoi(now))
    if refused is not None:
        return Problem("register.nothing_to_withdraw") if refused.code == "innovation.not_yours" else refused
    if record.answer is Answer.DECLINED:
        refused = window_refusal(tx.get(Plan, record.plan), Opens.INNOVATION, now)
    elif record.state not in (InnovationState.REGISTERED, InnovationState.SUBMITTED):
        refused = Problem("innovation.at_council", {"number": record.number})
    if refused is not None:
        return refused
    withdrawn = replace(record, answer=Answer.WITHDRAWN, at=now)
    tx.put(withdrawn)
    for author in record.authors:
        recall(tx, author.person, AUTHORSHIP, record.id)
    audit(tx, now, by, "innovation_withdrawn", record.id, record.number)
    return withdrawn


def rename_innovation(
    tx: Transaction, now: datetime, by: Person, innovation_id: str, name: str
) -> Innovation | Problem:
    """Give it another name, while the plan takes registrations: another name may be another idea."""
    record = changeable(tx, now, by, innovation_id)
    if isinstance(record, Problem):
        return record
    whose = tx.get(Person, record.person) or by
    refused = answer_refusal(tx, now, by, whose, tx.get(Plan, record.plan))
    cleaned = refused or innovation_name(name)
    if isinstance(cleaned, Problem):
        return cleaned
    return changed(tx, now, by, record, replace(record, name=cleaned), "innovation_renamed", record.name)
