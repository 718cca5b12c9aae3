"""Sentences that nobody could answer: kept without an author, counted, gone after thirty days."""

from dataclasses import fields
from datetime import date, timedelta

from plans.asking.unread import MOST, hand_in, over, sweep_unread, take_off, unread
from plans.audit import STREAM
from plans.model.asking import Unread
from plans.model.history import AuditEntry
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.builders import NOW, OFFICER, STAFF, TODAY, a_department


def a_store() -> MemoryStore:
    store = MemoryStore()
    a_department(store)
    return store


def test_a_sentence_says_how_often_and_since_when_and_nothing_of_whom() -> None:
    store = a_store()
    with store.transaction() as tx:
        hand_in(tx, NOW, "bao giờ\u202e chốt sổ mốc")
        hand_in(tx, NOW + timedelta(days=3), "Bao giờ chốt sổ mốc?")
    assert store.all(Unread) == (Unread("bao giờ chốt sổ mốc", TODAY, date(2024, 2, 23), 2),)
    assert {field.name for field in fields(Unread)} == {"text", "since", "day", "times"}
    assert store.entries(STREAM, AuditEntry) == [], "the journal has no line about who sent it"


def test_they_come_by_how_often_and_by_the_alphabet_never_as_they_were_sent() -> None:
    store = a_store()
    with store.transaction() as tx:
        for text in ("xong mốc chưa", "ghi công ai", "xong mốc chưa", "bao giờ chốt mốc"):
            hand_in(tx, NOW, text)
        assert [each.text for each in unread(tx, TODAY)] == ["xong mốc chưa", "bao giờ chốt mốc", "ghi công ai"]


def test_a_sentence_goes_thirty_days_after_it_was_last_sent() -> None:
    store = a_store()
    with store.transaction() as tx:
        hand_in(tx, NOW, "câu cũ")
        hand_in(tx, NOW + timedelta(days=1), "câu mới")
        then = NOW + timedelta(days=30)
        assert [each.text for each in unread(tx, TODAY + timedelta(days=30))] == ["câu mới"]
        assert [each.text for each in over(tx, then)] == ["câu cũ"]
        sweep_unread(tx, then)
        assert [each.text for each in tx.all(Unread)] == ["câu mới"]
        hand_in(tx, NOW + timedelta(days=40), "câu sau nữa")
        assert [each.text for each in tx.all(Unread)] == ["câu sau nữa"]


def test_there_is_never_an_endless_number_of_them() -> None:
    store = a_store()
    with store.transaction() as tx:
        for number in range(MOST + 5):
            hand_in(tx, NOW, f"câu số {number}")
        hand_in(tx, NOW, "á" * 5000)
        assert len(tx.all(Unread)) == MOST
        assert max(len(each.text) for each in tx.all(Unread)) == 200


def test_only_the_office_takes_one_off_and_the_journal_does_not_keep_what_it_said() -> None:
    store = a_store()
    with store.transaction() as tx:
        sentence = hand_in(tx, NOW, "câu riêng tư")
        assert take_off(tx, NOW, STAFF, sentence) == Problem("right.manage_names")
        assert take_off(tx, NOW, OFFICER, sentence) == sentence
        assert take_off(tx, NOW, OFFICER, sentence) == Problem("asking.sentence_gone")
        ((_, entry),) = tx.entries(STREAM, AuditEntry)
    assert (entry.who, entry.verb, "riêng" in f"{entry.subject}{entry.detail}") == ("van", "take_off_unread", False)
