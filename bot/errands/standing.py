"""Errands about what stands beside the answers: results of earlier years, disciplines, citations."""

from datetime import date, datetime
from typing import TypeAlias

import msgspec

from plans.catalogue.entering import ResultsChange, cite, enter_results, hold, lift
from plans.model.entered import Citation, Hold, Results
from plans.model.people import Person
from plans.problems import Problem
from plans.store.port import Transaction


class EnterResults(msgspec.Struct, frozen=True, tag=True):
    """Keep these results of earlier years."""

    results: Results


class EnterHold(msgspec.Struct, frozen=True, tag=True):
    """Enter a discipline of this person."""

    person: str
    since: date
    until: date | None
    reason: str


class LiftHold(msgspec.Struct, frozen=True, tag=True):
    """Take the discipline of this person out again."""

    person: str


class Cite(msgspec.Struct, frozen=True, tag=True):
    """Say what an award or a rule stands on."""

    id: str
    text: str
    checked: date


StandingErrand: TypeAlias = EnterResults | EnterHold | LiftHold | Cite
#: What comes of them.
StandingResult: TypeAlias = ResultsChange | Hold | Citation


def carried_out(errand: StandingErrand, tx: Transaction, now: datetime) -> StandingResult | Problem:
    """What the command asks for."""
    match errand:
        case EnterResults():
            return enter_results(tx, now, None, errand.results)
        case Cite():
            return cite(tx, now, None, errand.id, errand.text, errand.checked)
        case EnterHold() | LiftHold():
            person = tx.get(Person, errand.person)
            if person is None:
                return Problem("action.not_in_roster", {"person": errand.person})
            if isinstance(errand, LiftHold):
                return lift(tx, now, None, person)
            return hold(tx, now, None, person, errand.since, errand.until, errand.reason)
