"""What speaks against a title or commendation for somebody, with its citation.

These are warnings: only what the catalogue says blocks does. What cannot be known (no results of earlier years
entered, no day of entry in the roster) is said, never passed over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.catalogue.checking import Case, missing
from plans.catalogue.earlier import past_of
from plans.catalogue.standards import Reaches, Row, awards_in
from plans.catalogue.titles import Award, Basis, Sphere, Standard, award, catalogue, citation, in_force_on, standards_of
from plans.model.entered import Citation, Honour, Rating
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.problems import Problem
from plans.store.port import Facts


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that speaks against an award; `citation` says what it stands on, `blocks` that it forbids.

    `alternative`: the award can be deserved in other ways, too. `rule` is its id in the catalogue ("" for none).
    """

    problem: Problem
    citation: str
    blocks: bool
    alternative: bool = False
    rule: str = ""


def findings(
    facts: Facts,
    plan: Plan,
    subject: Person | Unit,
    award_id: str,
    today: date,
    *,
    innovation: str = "",
    beside: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """What speaks against this award for this subject under the plan's law.

    `innovation` is the id of the one it would rest on, `LATER` or ""; `beside` are further awards of the same answer.
    """
    day, found = in_force_on(plan), award(award_id)
    if found is None:
        return ()
    said: dict[tuple[str, tuple[tuple[str, str], ...]], Finding] = {}
    if found.sphere is not Sphere.ANYWHERE:
        problem = Problem(f"eligibility.sphere_{found.sphere}")
        said[(problem.code, ())] = Finding(problem, cited(facts, found, day), blocks=False)
    case = Case(facts, plan, subject, today, innovation, frozenset(beside), past_of(facts, subject))
    for standard in standards_of(award_id, day):
        lacking = missing(case, standard)
        if lacking is not None:
            finding = Finding(
                lacking, cited(facts, standard, day), standard.blocks, standard.alternative, rule=standard.id
            )
            said.setdefault((lacking.code, tuple(sorted(lacking.values.items()))), finding)
    return tuple(said.values())


def forbidden(
    facts: Facts,
    plan: Plan,
    subject: Person | Unit,
    award_id: str,
    today: date,
    *,
    innovation: str = "",
    beside: Iterable[str] = (),
) -> Problem | None:
    """The first of the `findings` that blocks. Only rules that block are asked: lists of thousands ask this of each."""
    standards = [each for each in standards_of(award_id, in_force_on(plan)) if each.blocks]
    if not standards:
        return None
    case = Case(facts, plan, subject, today, innovation, frozenset(beside), past_of(facts, subject))
    return next(filter(None, (missing(case, each) for each in standards)), None)


def cited(facts: Facts, what: Award | Standard, day: date) -> str:
    """What an award or a rule stands on, on that day: in the office's own words where it has given any."""
    own = facts.get(Citation, what.id)
    return own.text if own is not None else citation(what.basis, day, _note())


def basis_cited(basis: Iterable[Basis], day: date) -> str:
    """What part of an entry stands on (who decides, which papers)."""
    return citation(basis, day, _note())


def _note() -> str:
    return catalogue().note


def presupposes(award_id: str, day: date) -> tuple[str, ...]:
    """The awards that one stands on under the law of that day."""
    return tuple(
        dict.fromkeys(
            id
            for each in standards_of(award_id, day)
            if isinstance(each.rule, Reaches | Row) and not each.alternative
            for id in awards_in(each.rule)
        )
    )


def last_year(facts: Facts, plan: Plan, subject: Person | Unit) -> tuple[Honour, ...]:
    """What the subject got for the year before the plan's."""
    return tuple(each for each in past_of(facts, subject).honours if each.year == plan.year - 1)


def last_rating(facts: Facts, plan: Plan, subject: Person | Unit) -> Rating | None:
    """How the subject was rated for the year before the plan's; None where that is not known."""
    return past_of(facts, subject).ratings.get(plan.year - 1)
