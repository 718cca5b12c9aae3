"""Registering innovations: register, decline, withdraw. The manner of `plans.actions`."""

from dataclasses import replace
from datetime import datetime

from plans.answers import innovations_of
from plans.audit import audit
from plans.model.answers import Answer, Innovation
from plans.model.people import Person
from plans.model.plan import Plan
from plans.numbering import next_number
from plans.problems import Problem
from plans.rules import INNOVATIONS_AT_MOST, innovation_name, innovation_refusal
from plans.store.port import Transaction


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
    number = next_number(f"SK-{plan.year}-", (each.number for each in tx.all(Innovation)))
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
