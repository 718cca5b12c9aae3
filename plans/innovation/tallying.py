"""How many innovations have been registered under a plan: by how far they have come, and by home unit."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plans.model.answers import Answer, Innovation, InnovationState
from plans.model.people import Person
from plans.model.plan import Plan
from plans.store.port import Facts


@dataclass(frozen=True, slots=True)
class IdeaTally:
    """`registered` innovations, by state and by the home unit of who registered them."""

    registered: int = 0
    states: Mapping[InnovationState, int] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)


def idea_tally(facts: Facts, plan: Plan, units: Iterable[str] | None = None) -> IdeaTally:
    """The innovations of a plan that stand, each once however many authors it has; of these `units` alone if given."""
    wanted = None if units is None else frozenset(units)
    homes = {person.id: person.unit for person in facts.all(Person)}
    found = [
        (idea.state, homes.get(idea.person, ""))
        for idea in facts.all(Innovation)
        if idea.plan == plan.id and idea.answer is Answer.REGISTERED
    ]
    counted = [(state, unit) for state, unit in found if wanted is None or unit in wanted]
    states = Counter(state for state, _ in counted)
    in_order = {state: states[state] for state in InnovationState if states[state]}
    return IdeaTally(len(counted), in_order, dict(Counter(unit for _, unit in counted)))
