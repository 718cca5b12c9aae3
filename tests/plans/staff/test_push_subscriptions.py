"""Which browsers are told of news, and until when."""

from datetime import timedelta

import pytest

from plans.model.people import Person
from plans.model.reaching import PushSubscription, WebSession
from plans.staff.access import close_web_session, end_all_devices, end_web_session, open_web_session
from plans.staff.people import digest_of
from plans.staff.push_subscriptions import MOST, browsers_of, subscribe_browser, unsubscribe_browser
from plans.store.memory import MemoryStore
from tests.builders import HEAD, NOW, OFFICER, STAFF, a_department, a_person, audit, do, refused


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    a_department(store)
    return store


def let_in(store: MemoryStore, person: Person = STAFF, cookie: str = "banh-quy", shared: bool = False) -> WebSession:
    session: WebSession = do(store, open_web_session, person, cookie, shared)
    return session


def subscribed(store: MemoryStore, person: Person = STAFF, cookie: str = "banh-quy", place: str = "a") -> WebSession:
    session = let_in(store, person, cookie)
    do(store, subscribe_browser, person, session, f"https://push.example/{place}", "key", "secret")
    return session


def endpoints(store: MemoryStore, person: Person = STAFF) -> list[str]:
    return [each.endpoint for each in browsers_of(store, [person.id], NOW)]


def test_asking_twice_is_one_subscription_and_saying_no_ends_it(store: MemoryStore) -> None:
    session = subscribed(store)
    do(store, subscribe_browser, STAFF, session, "https://push.example/a", "key", "secret")
    assert endpoints(store) == ["https://push.example/a"]
    assert [entry.verb for entry in audit(store)].count("subscribe_browser") == 1
    assert do(store, unsubscribe_browser, STAFF, session.id) == 1
    assert endpoints(store) == []
    assert audit(store)[-1].verb == "unsubscribe_browser"


def test_nobody_turns_off_the_browser_of_another(store: MemoryStore) -> None:
    session = subscribed(store)
    assert do(store, unsubscribe_browser, HEAD, session.id) == 0
    assert len(endpoints(store)) == 1


def test_a_shared_computer_tells_nothing(store: MemoryStore) -> None:
    session = let_in(store, shared=True)
    asked = do(store, subscribe_browser, STAFF, session, "https://push.example/a", "key", "secret")
    assert refused(asked) == "push.shared"
    assert not store.all(PushSubscription)


def test_the_session_of_another_subscribes_nobody(store: MemoryStore) -> None:
    session = let_in(store, HEAD)
    asked = do(store, subscribe_browser, STAFF, session, "https://push.example/a", "key", "secret")
    assert refused(asked) == "push.shared"


def test_it_ends_with_its_session_and_leaves_the_other_browsers(store: MemoryStore) -> None:
    subscribed(store, cookie="mot", place="one")
    second = subscribed(store, cookie="hai", place="two")
    subscribed(store, HEAD, cookie="ba", place="three")
    do(store, close_web_session, "mot")
    assert [each.endpoint[-3:] for each in store.all(PushSubscription)] == ["two", "ree"]
    do(store, end_web_session, OFFICER, second.id)
    assert [each.endpoint[-3:] for each in store.all(PushSubscription)] == ["ree"]
    do(store, end_all_devices, OFFICER, HEAD)
    assert not store.all(PushSubscription)


def test_it_ends_with_the_time_of_its_session(store: MemoryStore) -> None:
    session = subscribed(store)
    assert not browsers_of(store, [STAFF.id], session.expires)
    do(store, open_web_session, HEAD, "khac", False, now=session.expires + timedelta(days=1))
    assert not store.all(PushSubscription), "the next one who comes in sweeps it away"


def test_whoever_has_left_is_told_no_more(store: MemoryStore) -> None:
    subscribed(store)
    with store.transaction() as tx:
        tx.put(a_person("lan", left=NOW.date()))
    assert endpoints(store) == []


def test_a_browser_that_changes_hands_tells_its_new_person_alone(store: MemoryStore) -> None:
    subscribed(store)
    do(store, close_web_session, "banh-quy")
    subscribed(store, HEAD, cookie="khac")
    assert endpoints(store) == []
    assert endpoints(store, HEAD) == ["https://push.example/a"]


def test_the_oldest_of_too_many_browsers_gives_way(store: MemoryStore) -> None:
    for number in range(MOST + 1):
        session = let_in(store, cookie=f"banh-{number}")
        place = f"https://push.example/{number}"
        do(store, subscribe_browser, STAFF, session, place, "k", "s", now=NOW + timedelta(seconds=number))
    assert len(endpoints(store)) == MOST
    assert f"https://push.example/{MOST}" in endpoints(store)
    assert store.get(PushSubscription, digest_of("https://push.example/0")) is None
