"""The least set of changes, and when somebody is asked first."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_sync.events import Todo
from calendar_sync.publishing.collections import Item
from calendar_sync.publishing.difference import Changes, Question, difference, question, too_much
from calendar_sync.publishing.ledger import PublishedItem
from plans.model.publishing import PublishedEvent

AT = datetime(2024, 2, 20, tzinfo=UTC)
KEYS = [f"{n:010x}" for n in range(6)]
UIDS = [f"{key}@dondoc" for key in KEYS]


def an_item(uid: str, text: str) -> Item:
    todo = Todo(uid, text, "", date(2024, 3, 1), False, None, "", ())
    return Item(uid, todo, PublishedEvent(uid, "", 0, AT, AT))


def lying(uid: str, text: str) -> PublishedItem:
    return PublishedItem("c", uid, f"{uid}.ics", "e", an_item(uid, text).fingerprint)


SAID = st.dictionaries(st.sampled_from(UIDS), st.sampled_from("ab"))


@given(SAID, SAID, st.frozensets(st.sampled_from(UIDS)))
def test_carried_out_it_leads_from_what_is_published_to_what_is_wanted(
    wanted: dict[str, str], published: dict[str, str], held: frozenset[str]
) -> None:
    there = {uid: lying(uid, text) for uid, text in published.items()}
    items = {uid: an_item(uid, text) for uid, text in wanted.items()}
    changes = difference(items, there, held)
    touched = [item.uid for item in changes.create]
    touched += [item.uid for item, _ in changes.replace] + [item.uid for item in changes.remove]
    assert len(touched) == len(set(touched)) == len(changes)
    after = dict(published)
    for gone in changes.remove:
        del after[gone.uid]
    for item in (*changes.create, *(item for item, _ in changes.replace)):
        after[item.uid] = wanted[item.uid]
    kept = {uid for uid in held if uid in published and uid in wanted}
    assert after == {uid: published[uid] if uid in kept else text for uid, text in wanted.items()}
    assert all(published.get(uid) != wanted.get(uid) for uid in touched)


@pytest.mark.parametrize(
    ("count", "of", "asks"),
    [(0, 0, False), (2, 2, False), (3, 3, True), (3, 14, True), (3, 15, False), (200, 1000, False), (201, 1000, True)],
)
def test_more_than_a_fifth_is_asked_about_and_fewer_than_three_never(count: int, of: int, asks: bool) -> None:
    assert too_much(count, of) is asks


def test_only_what_no_plan_knows_and_what_was_lost_is_asked_about() -> None:
    there = {uid: lying(uid, "a") for uid in UIDS}
    gone = difference({}, there)
    assert question("c", gone, (), 6, KEYS) is None
    assert question("c", gone, (), 6, ()) == Question("c", 6, 0, 6)
    back = difference({uid: an_item(uid, "a") for uid in UIDS}, {})
    assert question("c", back, (), 6, KEYS) is None
    assert question("c", back, UIDS, 6, KEYS) == Question("c", 0, 6, 6)


def test_what_the_server_does_not_take_is_left_out() -> None:
    changes = difference({uid: an_item(uid, "a") for uid in UIDS[:3]}, {uid: lying(uid, "b") for uid in UIDS[1:]})
    assert changes.without(set(UIDS)) == Changes()
    assert len(changes.without({UIDS[0], UIDS[5]})) == len(changes) - 2
