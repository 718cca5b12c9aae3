"""In which order a person is tried on the channels they have."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans.model.people import Department
from plans.model.reaching import Contact, WebSession
from plans.model.reminding import ReminderSettings
from plans.reminding.settings import CHANNELS
from plans.reminding.ways import AddressBook, usual_order, ways
from plans.store.memory import MemoryStore
from tests.builders import NOW, STAFF, a_department

LAN = replace(STAFF, email="lan@so.example.vn")
LETTER = WebSession("by a letter", LAN.id, NOW, NOW + timedelta(days=30), by_letter=True)
PAGE = WebSession("by a personal link", LAN.id, NOW, NOW + timedelta(days=30))


@pytest.fixture
def store() -> MemoryStore:
    found = MemoryStore()
    a_department(found)
    with found.transaction() as tx:
        tx.put(Department("Sở Thử nghiệm"))
        tx.put(LAN)
    return found


@pytest.mark.parametrize(
    ("sessions", "order"),
    [
        ((), ["email"]),
        ((PAGE,), ["web", "email"]),
        ((LETTER,), ["email", "web"]),
        ((LETTER, PAGE), ["web", "email"]),
        ((LETTER, replace(PAGE, expires=NOW)), ["email", "web"]),
    ],
)
def test_whoever_came_to_the_page_from_a_letter_still_gets_letters_first(
    store: MemoryStore, sessions: tuple[WebSession, ...], order: list[str]
) -> None:
    with store.transaction() as tx:
        for session in sessions:
            tx.put(session)
    assert [way.channel for way in ways(store, AddressBook(store), LAN, CHANNELS, NOW)] == order


def test_a_choice_of_ones_own_counts_more(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(LETTER)
        tx.put(Contact("telegram", "tg-lan", LAN.id, NOW))
        assert usual_order(tx, LAN, NOW) == ("telegram", "email", "web")
        tx.put(ReminderSettings(LAN.id, channels=("web", "email")))
    assert [way.channel for way in ways(store, AddressBook(store), LAN, CHANNELS, NOW)] == ["web", "email"]
