"""What stands of the answers, for whoever asks about them."""

from dataclasses import replace
from datetime import date, timedelta

from plans.answers import answer_of, answers_by_person, came_in_time, innovations_of, registration_of, rests_on
from plans.innovation.registering import decline_innovation, register_innovation, withdraw_innovation
from plans.model.answers import LATER, Answer, Author, Innovation, Registration
from plans.model.plan import Opens
from plans.registrations import registering
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    PEOPLE,
    STAFF,
    a_person,
    a_plan,
    do,
)

PLAN = a_plan()
CLOSING = date(2024, 2, 29)


def test_a_withdrawn_registration_does_not_stand(store: MemoryStore) -> None:
    assert registration_of(store, PLAN, INDUSTRY) is None
    record = do(store, registering.register_title, HEAD, INDUSTRY, PLAN, "tt_ldtt")
    assert registration_of(store, PLAN, INDUSTRY) == record
    do(store, registering.withdraw_title, HEAD, INDUSTRY, PLAN)
    assert registration_of(store, PLAN, INDUSTRY) is None


def test_a_units_registration_is_not_its_heads(store: MemoryStore) -> None:
    do(store, registering.register_title, HEAD, INDUSTRY, PLAN, "tt_ldtt")
    assert answer_of(store, PLAN, HEAD, Opens.TITLE) is None


def test_declining_is_an_answer_and_withdrawing_is_none(store: MemoryStore) -> None:
    do(store, registering.decline_title, STAFF, STAFF, PLAN)
    do(store, decline_innovation, STAFF, PLAN)
    assert {answer_of(store, PLAN, STAFF, kind) for kind in Opens} == {Answer.DECLINED}
    do(store, registering.withdraw_title, STAFF, STAFF, PLAN)
    do(store, withdraw_innovation, STAFF, innovations_of(store, PLAN, STAFF)[0].id)
    assert {answer_of(store, PLAN, STAFF, kind) for kind in Opens} == {None}


def test_one_registered_innovation_outweighs_those_withdrawn(store: MemoryStore) -> None:
    first = do(store, register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    do(store, withdraw_innovation, STAFF, first.id)
    do(store, register_innovation, STAFF, PLAN, "Họp không giấy")
    assert answer_of(store, PLAN, STAFF, Opens.INNOVATION) is Answer.REGISTERED
    assert answer_of(store, PLAN, HEAD, Opens.INNOVATION) is None


def test_a_promised_innovation_is_owed_even_by_who_had_none_and_comes_with_the_first_registered(
    store: MemoryStore,
) -> None:
    do(store, decline_innovation, STAFF, PLAN)
    with store.transaction() as tx:
        registered = registering.register_title(tx, NOW, STAFF, STAFF, PLAN, "cstdcs", innovation=LATER)
    assert isinstance(registered, Registration)
    assert (answer_of(store, PLAN, STAFF, Opens.INNOVATION), rests_on(store, registered)) == (None, None)
    idea = do(store, register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert answer_of(store, PLAN, STAFF, Opens.INNOVATION) is Answer.REGISTERED
    assert rests_on(store, registered) == idea


def test_a_linked_innovation_that_was_withdrawn_carries_nothing(store: MemoryStore) -> None:
    idea = do(store, register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    with store.transaction() as tx:
        registered = registering.register_title(tx, NOW, STAFF, STAFF, PLAN, "cstdcs", innovation=idea.id)
    assert isinstance(registered, Registration)
    assert rests_on(store, registered) == idea
    do(store, withdraw_innovation, STAFF, idea.id)
    do(store, decline_innovation, STAFF, PLAN)
    assert rests_on(store, registered) is None
    assert answer_of(store, PLAN, STAFF, Opens.INNOVATION) is None
    do(store, registering.withdraw_title, STAFF, STAFF, PLAN)
    assert answer_of(store, PLAN, STAFF, Opens.INNOVATION) is Answer.DECLINED


def test_whoever_starts_on_the_last_day_can_still_answer() -> None:
    late = a_person(started=CLOSING + timedelta(days=1))
    assert came_in_time(a_person(started=CLOSING), CLOSING)
    assert not came_in_time(late, CLOSING)
    assert came_in_time(late, None)


def test_all_innovations_read_at_once_say_of_each_person_what_reading_them_one_by_one_does(store: MemoryStore) -> None:
    for person in PEOPLE:
        do(store, decline_innovation, person, PLAN)
    idea = do(store, withdraw_innovation, STAFF, f"{PLAN.id}/{STAFF.id}/0") and do(
        store, register_innovation, STAFF, PLAN, "Số hóa hồ sơ"
    )
    assert isinstance(idea, Innovation)
    authors = (Author("Lan", 60, STAFF.id, confirmed=True), Author("Hùng", 40, HEAD.id, confirmed=True))
    with store.transaction() as tx:
        tx.put(replace(idea, authors=authors))
        for person in (OFFICER, LEADER):
            tx.put(
                Registration(
                    PLAN.id,
                    person.id,
                    False,
                    "1",
                    Answer.REGISTERED,
                    "cstdcs",
                    (),
                    NOW,
                    person.id,
                    innovation=LATER,
                )
            )
    do(store, withdraw_innovation, OFFICE_HEAD, f"{PLAN.id}/{OFFICE_HEAD.id}/0")
    for kind in Opens:
        found = answers_by_person(store, PLAN, kind)
        assert {id: found.get(id) for id in (person.id for person in PEOPLE)} == {
            person.id: answer_of(store, PLAN, person, kind) for person in PEOPLE
        }
    assert answers_by_person(store, PLAN, Opens.INNOVATION) == {
        STAFF.id: Answer.REGISTERED,
        HEAD.id: Answer.REGISTERED,
    }
