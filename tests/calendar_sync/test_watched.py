"""What is kept of facts is as old as they are."""

import pytest

from calendar_sync.watched import Watched
from plans.model.history import AuditEntry
from plans.model.people import Person, Unit
from plans.store.memory import MemoryStore
from tests.builders import INDUSTRY, STAFF


def test_the_version_grows_with_what_was_asked_for_and_with_nothing_else() -> None:
    store = MemoryStore()
    facts = Watched(store)
    assert facts.get(Person, STAFF.id) is None
    before = facts.version()
    with store.transaction() as tx:
        tx.put(INDUSTRY)
    assert facts.version() == before
    with store.transaction() as tx:
        tx.put(STAFF)
    assert facts.version() > before
    assert facts.all(Unit) == (INDUSTRY,)
    assert facts.kinds == {Person, Unit}


def test_streams_are_not_to_be_watched() -> None:
    with pytest.raises(NotImplementedError, match="audit"):
        Watched(MemoryStore()).entries("audit", AuditEntry)
