"""How many innovations there are."""

from dataclasses import replace

from plans.innovation.tallying import IdeaTally, idea_tally
from plans.model.answers import Answer, Innovation, InnovationState
from plans.store.memory import MemoryStore
from tests.builders import HEAD, INDUSTRY, NOW, OFFICE, OFFICER, STAFF, a_department, a_plan

PLAN = a_plan()


def an_idea(person: str, ordinal: int = 1) -> Innovation:
    return Innovation(PLAN.id, person, ordinal, f"SK-{person}-{ordinal}", Answer.REGISTERED, "Rút ngắn", NOW, person)


def test_each_innovation_that_stands_counts_once_by_state_and_home_unit() -> None:
    store = MemoryStore()
    a_department(store)
    ideas = (
        an_idea(STAFF.id),
        replace(an_idea(STAFF.id, 2), state=InnovationState.RECOGNISED),
        an_idea(OFFICER.id),
        replace(an_idea(OFFICER.id, 2), answer=Answer.WITHDRAWN),
        replace(an_idea(HEAD.id), answer=Answer.DECLINED, name=""),
        replace(an_idea(HEAD.id, 2), plan="another"),
    )
    with store.transaction() as tx:
        for idea in ideas:
            tx.put(idea)
    found = idea_tally(store, PLAN)
    assert found.registered == 3
    assert found.states == {InnovationState.REGISTERED: 2, InnovationState.RECOGNISED: 1}
    assert found.units == {INDUSTRY.id: 2, OFFICE.id: 1}
    assert idea_tally(store, PLAN, [OFFICE.id]) == IdeaTally(1, {InnovationState.REGISTERED: 1}, {OFFICE.id: 1})
