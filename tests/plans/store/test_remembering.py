"""A remembering transaction reads what the transaction itself would."""

from plans.model.history import AuditEntry
from plans.model.people import Person
from plans.store.memory import MemoryStore
from plans.store.remembering import Remembering
from tests.builders import NOW, a_person


def test_it_sees_its_own_changes_and_deletions_at_once() -> None:
    store = MemoryStore()
    with store.transaction() as plain:
        plain.put(a_person("lan"))
        tx = Remembering(plain)
        assert [person.id for person in tx.all(Person)] == ["lan"]
        tx.put(a_person("an"))
        assert [person.id for person in tx.all(Person)] == ["lan", "an"]
        assert tx.get(Person, "an") == a_person("an")
        tx.delete(Person, "lan")
        assert tx.all(Person) == plain.all(Person) == (a_person("an"),)
    assert store.all(Person) == (a_person("an"),)


def test_history_goes_through_it() -> None:
    store = MemoryStore()
    entry = AuditEntry(NOW, "van", "invite", "lan")
    with store.transaction() as plain:
        tx = Remembering(plain)
        tx.append("audit", entry)
        tx.append("chat/lan", entry)
        tx.drop("chat/lan")
        assert tx.entries("audit", AuditEntry) == plain.entries("audit", AuditEntry)
    assert store.entries("audit", AuditEntry) == [(1, entry)]
    assert store.entries("chat/lan", AuditEntry) == []
