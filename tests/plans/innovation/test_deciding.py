"""What the office decides on an innovation, step by step."""

from plans.innovation import deciding, describing, registering
from plans.model.answers import Innovation, InnovationState
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    OFFICER,
    STAFF,
    a_plan,
    audit,
    do,
    refused,
)
from tests.plans.innovation.ideas import filled

PLAN = a_plan()


def test_the_office_leads_it_to_the_council_and_to_a_decision(store: MemoryStore, idea: Innovation) -> None:
    def decide(state: InnovationState, note: str = "") -> object:
        return do(store, deciding.decide, OFFICER, idea.id, state, note)

    filled(store, idea.id)
    assert refused(decide(InnovationState.AT_COUNCIL)) == "innovation.no_such_step"
    do(store, describing.submit, STAFF, idea.id)
    assert refused(do(store, deciding.decide, HEAD, idea.id, InnovationState.AT_COUNCIL)) == "right.decide_innovation"
    decide(InnovationState.AT_COUNCIL)
    assert refused(do(store, registering.withdraw_innovation, STAFF, idea.id)) == "innovation.at_council"
    assert refused(do(store, describing.call_back, STAFF, idea.id)) == "innovation.at_council"
    assert refused(decide(InnovationState.NOT_RECOGNISED)) == "register.reason_too_short"
    decide(InnovationState.NOT_RECOGNISED, "Chưa có tính mới")
    decide(InnovationState.AT_COUNCIL)
    recognised = decide(InnovationState.RECOGNISED)
    assert isinstance(recognised, Innovation)
    assert (recognised.state, recognised.note) == (InnovationState.RECOGNISED, "")
    assert [each.verb for each in audit(store)][-4:] == [
        "innovation_at_council",
        "innovation_not_recognised",
        "innovation_at_council",
        "innovation_recognised",
    ]


def test_one_given_back_says_why_and_can_be_mended(store: MemoryStore, idea: Innovation) -> None:
    filled(store, idea.id)
    do(store, describing.submit, STAFF, idea.id)
    assert refused(do(store, deciding.decide, OFFICER, idea.id, InnovationState.REGISTERED)) == (
        "register.reason_too_short"
    )
    back = do(store, deciding.decide, OFFICER, idea.id, InnovationState.REGISTERED, "Thiếu số liệu")
    assert back.note == "Thiếu số liệu"
    assert isinstance(do(store, describing.describe, STAFF, idea.id, "effect", "Giảm 2 ngày"), Innovation)
