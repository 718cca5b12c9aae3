"""How many of some people have registered for each title and commendation."""

from collections import Counter
from collections.abc import Iterable, Mapping

from plans.answers import registration_of
from plans.model.answers import Answer
from plans.model.people import Person
from plans.model.plan import Plan
from plans.store.port import Facts


def chosen_by(facts: Facts, plan: Plan, people: Iterable[Person]) -> Mapping[str, int]:
    """Award → how many of these people have registered for it, for itself."""
    counted: Counter[str] = Counter()
    for person in people:
        found = registration_of(facts, plan, person)
        if found is not None and found.answer is Answer.REGISTERED:
            counted.update(id for id in (found.title, *found.commendations) if id)
    return counted
