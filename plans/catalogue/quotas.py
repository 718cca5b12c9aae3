"""How many may get an award that only a share may get, and how many have registered for it.

Warnings as the findings of `plans.catalogue.eligibility` are, but about all who register, not about one.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plans.catalogue.earlier import counting
from plans.catalogue.eligibility import cited
from plans.catalogue.standards import Quota
from plans.catalogue.targets import counted, target_for
from plans.catalogue.titles import Standard, catalogue, in_force_on
from plans.model.answers import Answer, Registration
from plans.model.people import Person
from plans.model.plan import Plan, Target
from plans.store.port import Facts


@dataclass(frozen=True, slots=True)
class QuotaTally:
    """How many may be registered for an award: `percent` of `base`, or a plain number; `allowed` None: no limit."""

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


def quotas(facts: Facts, plan: Plan, only: Collection[str] | None = None) -> tuple[QuotaTally, ...]:
    """Every award of the plan's law (or of these `only`) that a share may get, with how many have registered for it.

    The base is those who have registered for what the law counts the share over. A target of the plan's own for the
    same award takes the law's place: its percentage, and whom its scope leaves out on both sides.
    """
    day = in_force_on(plan)
    found = []
    for standard in catalogue().standards:
        if isinstance(standard.rule, Quota) and standard.is_in_force(day):
            wanted = [id for id in standard.on if only is None or id in only]
            found += [_quota(facts, plan, standard, standard.rule, id) for id in wanted]
    return tuple(found)


def limited_awards(day: date) -> frozenset[str]:
    """The awards that under the law of that day only a share may get."""
    standards = catalogue().standards
    return frozenset(
        id for each in standards if isinstance(each.rule, Quota) and each.is_in_force(day) for id in each.on
    )


def _quota(facts: Facts, plan: Plan, standard: Standard, rule: Quota, award_id: str) -> QuotaTally:
    target = target_for(plan, award_id)
    if target is None:
        registered, base = _registered(facts, plan, rule, award_id, lambda _person: True)
        reason = cited(facts, standard, in_force_on(plan))
        return QuotaTally(award_id, registered, share(rule.percent, base), base, rule.percent, reason)
    registered, base = _registered(facts, plan, rule, award_id, counted(facts, target))
    allowed = target.count if target.percent is None else share(target.percent, base)
    return QuotaTally(award_id, registered, allowed, base, target.percent, plan_cited(plan, target))


def _registered(
    facts: Facts, plan: Plan, rule: Quota, award_id: str, is_counted: Callable[[Person], bool]
) -> tuple[int, int]:
    """How many have registered for an award or a higher one of its kind, and for what the share is counted over."""
    wanted, over = counting([award_id]), counting(rule.of)
    people = {person.id: person for person in facts.all(Person)}  # asked one by one, they cost twice as much
    titles = []
    for each in facts.all(Registration):
        relevant = each.title in wanted or each.title in over
        if relevant and each.plan == plan.id and each.answer is Answer.REGISTERED and not each.collective:
            person = people.get(each.subject)
            if person is not None and person.left is None and is_counted(person):
                titles.append(each.title)
    return sum(title in wanted for title in titles), sum(title in over for title in titles)


def share(percent: float, base: int) -> int:
    """How many whole people so many percent are: 15 % of 50 are 7."""
    return int(Fraction(str(percent)) * base / 100)


def plan_cited(plan: Plan, target: Target) -> str:
    """The plan's own words."""
    return f"{plan.title}: “{target.source.quote}”"
