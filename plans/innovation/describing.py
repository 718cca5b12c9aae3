"""What is said of an innovation, and handing it in. The manner of `plans.actions`.

It may follow after the last day of the register, until the innovation is handed in.
"""

from dataclasses import replace
from datetime import date, datetime
from unicodedata import normalize

from plans.audit import audit
from plans.catalogue.titles import award
from plans.innovation.rules import (
    LINE_LONGEST,
    TEXT_LONGEST,
    change_refusal,
    limits,
    missing,
)
from plans.model.answers import Innovation, InnovationKind, InnovationState, StoredFile
from plans.model.people import Person
from plans.plain_text import printable
from plans.problems import Problem
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi

#: The answers that are texts, with the most signs of each.
TEXTS = {
    "field": LINE_LONGEST,
    "novelty": TEXT_LONGEST,
    "effect": TEXT_LONGEST,
    "content": TEXT_LONGEST,
    "conditions": TEXT_LONGEST,
}


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
