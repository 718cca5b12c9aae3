"""What becomes of an innovation: the office leads it to the council and to a decision, or gives it back."""

from dataclasses import replace
from datetime import datetime

from plans.audit import audit
from plans.innovation.rules import EXPLAINED, MOVES, NEWS
from plans.model.answers import Answer, Innovation, InnovationState
from plans.model.people import Person
from plans.noticing import notify
from plans.problems import Problem
from plans.registrations.rules import reason_given
from plans.rights import Action, refusal
from plans.store.port import Transaction
from plans.working_days import day_in_hanoi


def decide(
    tx: Transaction, now: datetime, by: Person, innovation_id: str, state: InnovationState, note: str = ""
) -> Innovation | Problem:
    """Lead an innovation on, or one step back; giving it back and refusing it take a note that says why."""
    refused = refusal(Action.DECIDE_INNOVATION, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    record = tx.get(Innovation, innovation_id)
    if record is None or record.answer is not Answer.REGISTERED:
        return Problem("innovation.withdrawn" if record else "innovation.unknown")
    if state is record.state:
        return record
    if state not in MOVES[record.state]:
        return Problem("innovation.no_such_step")
    said = reason_given(note) if note or state in EXPLAINED else ""
    if isinstance(said, Problem):
        return said
    after = replace(record, state=state, note=said)
    tx.put(after)
    audit(tx, now, by, f"innovation_{state}", record.id, said)
    for id in dict.fromkeys((record.person, *(author.person for author in record.authors))):
        if id and id != by.id:
            notify(tx, now, id, NEWS, record.id, {"innovation": record.id, "event": str(state)})
    return after
