"""What the office enters for and against awards: results of earlier years, disciplines, citations of its own.

The manner of `plans.actions`: refusals are `Problem`s and write nothing, every change leaves an audit entry.
"""

from dataclasses import dataclass
from datetime import date, datetime

from plans.audit import audit, known_as
from plans.catalogue.titles import catalogue
from plans.model.entered import Citation, Hold, Results
from plans.model.people import Person
from plans.plain_text import printable
from plans.problems import Problem
from plans.rights import Action, office_refusal
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi

#: The longest citation or reason that is kept.
TEXT_LIMIT = 500
TEXT_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class ResultsChange:
    """What entering results changes: how many are new, said otherwise before, known already; of which years."""

    added: int
    changed: int
    same: int
    years: tuple[int, ...]


def results_change(facts: Facts, results: Results) -> ResultsChange:
    """What would change, before anything does."""
    before = [facts.get(type(each), each.id) for each in results.all]
    same = sum(known == each for known, each in zip(before, results.all, strict=True))
    added = sum(known is None for known in before)
    years = tuple(sorted({each.year for each in results.all}))
    return ResultsChange(added, len(before) - same - added, same, years)


def enter_results(tx: Transaction, now: datetime, by: Person | None, results: Results) -> ResultsChange | Problem:
    """Keep results of earlier years beside those known; what a file says anew takes the place of what was said."""
    refused = office_refusal(Action.ENTER_RESULTS, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    if not results.all:
        return Problem("results.nothing")
    change = results_change(tx, results)
    for each in results.all:
        tx.put(each)
    if change.added or change.changed:
        years = ", ".join(map(str, change.years))
        audit(tx, now, by, "enter_results", years, f"+{change.added} ~{change.changed}")
    return change


def cite(tx: Transaction, now: datetime, by: Person | None, id: str, text: str, checked: date) -> Citation | Problem:
    """Say in the office's own words what an award or a rule of the catalogue stands on."""
    refused = office_refusal(Action.CITE, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    if not is_citable(id):
        return Problem("standing.unknown_entry", {"id": printable(id)[:40]})
    said = within(text)
    if isinstance(said, Problem):
        return said
    if checked > day_in_hanoi(now):
        return Problem("standing.checked_later", {"day": f"{checked:%d/%m/%Y}"})
    record = Citation(id, said, checked, now, known_as(by))
    tx.put(record)
    audit(tx, now, by, "cite", id, said)
    return record


def is_citable(id: str) -> bool:
    """Whether an award or a rule goes by that id."""
    known = catalogue()
    return id in {*(each.id for each in known.awards), *(each.id for each in known.standards)}


def hold(
    tx: Transaction, now: datetime, by: Person | None, person: Person, since: date, until: date | None, reason: str
) -> Hold | Problem:
    """Enter a discipline, with the number of its decision; a later entry takes the place of an earlier one."""
    today = day_in_hanoi(now)
    refused = office_refusal(Action.ENTER_RESULTS, by, today)
    if refused is not None:
        return refused
    if until is not None and until < since:
        return Problem("standing.ends_before", {"since": f"{since:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"})
    said = within(reason)
    if isinstance(said, Problem):
        return said
    record = Hold(person.id, since, until, said, now, known_as(by))
    tx.put(record)
    audit(tx, now, by, "hold", person.id, f"{since} {until or ''} {said}")
    return record


def lift(tx: Transaction, now: datetime, by: Person | None, person: Person) -> Hold | Problem:
    """Take a discipline out again; returns what was entered."""
    refused = office_refusal(Action.ENTER_RESULTS, by, day_in_hanoi(now))
    if refused is not None:
        return refused
    found = tx.get(Hold, person.id)
    if found is None:
        return Problem("standing.no_hold", {"name": person.name})
    tx.delete(Hold, person.id)
    audit(tx, now, by, "lift", person.id, found.reason)
    return found


def within(text: str) -> str | Problem:
    """A text as it is kept, or what is wrong with it."""
    said = printable(text)
    if len(said) < TEXT_SHORTEST or not any(letter.isalnum() for letter in said):
        return Problem("standing.too_short", {"shortest": str(TEXT_SHORTEST)})
    if len(said) > TEXT_LIMIT:
        return Problem("standing.too_long", {"longest": str(TEXT_LIMIT), "length": str(len(said))})
    return said
