"""Innovations: register, decline, withdraw; describe, hand in, decide. The manner of `plans.actions`.

A person answers for themselves; the head of their unit or the office may register for somebody who has no phone. A
`reason` is the office's own: with it, and only with it, the office also takes what comes after the last day. What is
said of an innovation may follow after that day, until it is handed in.
"""

from dataclasses import replace
from datetime import date, datetime
from unicodedata import normalize

from plans.answers import innovations_of
from plans.audit import audit
from plans.catalogue.titles import award
from plans.innovation.innovations import (
    LINE_LONGEST,
    TEXT_LONGEST,
    change_refusal,
    home_of,
    limits,
    missing,
    stranger_refusal,
)
from plans.model.answers import Answer, Innovation, InnovationKind, InnovationState, StoredFile
from plans.model.people import Person
from plans.model.plan import Opens, Plan
from plans.noticing import notify, recall
from plans.numbering import next_number
from plans.plain_text import printable
from plans.problems import Problem
from plans.registrations.rules import (
    INNOVATIONS_AT_MOST,
    innovation_name,
    may_take_late,
    reason_given,
    standing_refusal,
    window_refusal,
)
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: The answers that are texts, with the most signs of each.
TEXTS = {
    "field": LINE_LONGEST,
    "novelty": TEXT_LONGEST,
    "effect": TEXT_LONGEST,
    "content": TEXT_LONGEST,
    "conditions": TEXT_LONGEST,
}
#: Kinds of notices: asked to confirm a share; told what became of it; told that somebody registered one for them.
AUTHORSHIP, NEWS, REGISTERED_FOR = "authorship", "innovation", "innovation_for"


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
    number = next_number(tx, f"SK-{plan.year}-", (each.number for each in tx.all(Innovation)))
    late = _late(plan, now, reason)
    record = Innovation(plan.id, whose.id, ordinal, number, Answer.REGISTERED, cleaned, now, by.id, late=late)
    tx.put(record)
    audit(tx, now, by, "innovation_registered", record.id, f"{number} ({late})" if late else number)
    if record.on_behalf:
        notify(tx, now, whose.id, REGISTERED_FOR, record.id, {"by": by.id})
    return record


def _late(plan: Plan, now: datetime, reason: str) -> str:
    """The reason, where it was needed."""
    said = reason_given(reason) if reason and window_refusal(plan, Opens.INNOVATION, now) is not None else ""
    return "" if isinstance(said, Problem) else said


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
    late = _late(plan, now, reason)
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


# ---------------------------------------------------------------- what is said of it


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


def describe(
    tx: Transaction, now: datetime, by: Person, innovation_id: str, detail: str, text: str
) -> Innovation | Problem:
    """Keep one of the answers in `TEXTS`; "" takes it back."""
    record = changeable(tx, now, by, innovation_id)
    if isinstance(record, Problem):
        return record
    written = paragraphs(text) if TEXTS[detail] == TEXT_LONGEST else printable(text)
    if len(written) > TEXTS[detail]:
        return Problem("innovation.text_too_long", {"length": str(len(written)), "longest": str(TEXTS[detail])})
    if written and not any(sign.isalnum() for sign in written):
        return Problem("innovation.text_says_nothing")
    after = replace(record, **{detail: written})  # type: ignore[arg-type]  # the names of `TEXTS` are its text fields
    return changed(tx, now, by, record, after, "innovation_described", detail)


def paragraphs(text: str) -> str:
    """A text of several lines as it may be stored: each line as `printable`, no empty ones at the ends or in a row."""
    lines = [printable(line) for line in normalize("NFC", text).splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()


def set_kind(
    tx: Transaction, now: datetime, by: Person, innovation_id: str, kind: InnovationKind
) -> Innovation | Problem:
    """Say which of the four kinds of solution it is."""
    record = changeable(tx, now, by, innovation_id)
    if isinstance(record, Problem):
        return record
    return changed(tx, now, by, record, replace(record, kind=kind), "innovation_described", "kind")


def set_first_applied(
    tx: Transaction, now: datetime, by: Person, innovation_id: str, day: date
) -> Innovation | Problem:
    """Say when it was first applied, or tried: not after today."""
    record = changeable(tx, now, by, innovation_id)
    if isinstance(record, Problem):
        return record
    if day > day_in_hanoi(now):
        return Problem("innovation.applied_later", {"day": f"{day:%d/%m/%Y}", "today": f"{day_in_hanoi(now):%d/%m/%Y}"})
    return changed(tx, now, by, record, replace(record, first_applied=day), "innovation_described", "first_applied")


def set_award(tx: Transaction, now: datetime, by: Person, innovation_id: str, id: str) -> Innovation | Problem:
    """Say which title it is to support; "" for none."""
    record = changeable(tx, now, by, innovation_id)
    if isinstance(record, Problem):
        return record
    if id and award(id) is None:
        return Problem("register.unknown_title", {"title": printable(id)[:40]})
    return changed(tx, now, by, record, replace(record, award=id), "innovation_described", "award")


def attach(tx: Transaction, now: datetime, by: Person, innovation_id: str, file: StoredFile) -> Innovation | Problem:
    """Add a file whose content is kept; the same content again is the same file."""
    record = changeable(tx, now, by, innovation_id)
    if isinstance(record, Problem):
        return record
    if any(other.digest == file.digest for other in record.files):
        return record
    refused = room_refusal(record, file.size)
    if refused is not None:
        return refused
    after = replace(record, files=(*record.files, file))
    return changed(tx, now, by, record, after, "innovation_attached", file.digest)


def room_refusal(innovation: Innovation, size: int) -> Problem | None:
    """Why a file of so many bytes has no room any more; None when it has."""
    most = limits()
    total = size + sum(file.size for file in innovation.files)
    if len(innovation.files) < most.files_at_most and total <= most.megabytes_at_most * 1024 * 1024:
        return None
    values = {"files": str(most.files_at_most), "megabytes": str(most.megabytes_at_most)}
    return Problem("innovation.no_more_files", values)


def detach(tx: Transaction, now: datetime, by: Person, innovation_id: str, digest: str) -> Innovation | Problem:
    """Take a file off; its content goes with the next sweep unless something else names it."""
    record = changeable(tx, now, by, innovation_id)
    if isinstance(record, Problem):
        return record
    after = replace(record, files=tuple(file for file in record.files if file.digest != digest))
    return changed(tx, now, by, record, after, "innovation_detached", digest)


# ---------------------------------------------------------------- handing in


def submit(tx: Transaction, now: datetime, by: Person, innovation_id: str) -> Innovation | Problem:
    """Hand it in; refused with the first thing that is missing. What has been handed in already stays so."""
    before = tx.get(Innovation, innovation_id)
    record = changeable(tx, now, by, innovation_id)
    if isinstance(record, Problem):
        again = record.code == "innovation.handed_in" and before and before.state is InnovationState.SUBMITTED
        return before if before is not None and again else record
    lacking = missing(tx, record, day_in_hanoi(now))
    if lacking:
        return lacking[0]
    after = replace(record, state=InnovationState.SUBMITTED, note="")
    return changed(tx, now, by, record, after, "innovation_submitted", record.number)


def call_back(tx: Transaction, now: datetime, by: Person, innovation_id: str) -> Innovation | Problem:
    """Take what was handed in back to change it, as long as it does not lie before the council."""
    record = tx.get(Innovation, innovation_id)
    if record is None:
        return Problem("innovation.unknown")
    if record.state is InnovationState.REGISTERED:
        return record
    refused = change_refusal(tx, replace(record, state=InnovationState.REGISTERED), by, day_in_hanoi(now))
    if refused is None and record.state is not InnovationState.SUBMITTED:
        refused = Problem("innovation.at_council", {"number": record.number})
    if refused is not None:
        return refused
    after = replace(record, state=InnovationState.REGISTERED)
    return changed(tx, now, by, record, after, "innovation_called_back", record.number)


def changeable(tx: Transaction, now: datetime, by: Person, innovation_id: str) -> Innovation | Problem:
    """The innovation, if this person may change it now."""
    record = tx.get(Innovation, innovation_id)
    if record is None:
        return Problem("innovation.unknown")
    return change_refusal(tx, record, by, day_in_hanoi(now)) or record


def changed(
    tx: Transaction, now: datetime, by: Person, before: Innovation, after: Innovation, verb: str, detail: str
) -> Innovation:
    """Keep a change and its audit entry; what changes nothing leaves none."""
    if after != before:
        tx.put(after)
        audit(tx, now, by, verb, after.id, detail)
    return after
