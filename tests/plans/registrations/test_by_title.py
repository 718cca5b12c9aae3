"""How many of a unit's people have registered for what."""

from plans.model.people import Person
from plans.registrations.by_title import chosen_by
from tests.papers_department import a_registered_department


def test_titles_and_commendations_count_for_themselves_and_refusals_for_nothing() -> None:
    store, plan = a_registered_department()
    assert chosen_by(store, plan, store.all(Person)) == {"ldtt": 1, "cstdcs": 1, "giay_khen": 2, "bang_khen_tinh": 1}
    assert chosen_by(store, plan, ()) == {}
