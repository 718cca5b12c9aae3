"""What the demo department can be asked about: the vocabulary that the questions of tests/questions are asked with."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from bot.understanding.names.vocabulary import vocabulary_of
from bot.understanding.reading import Vocabulary
from plans.documents.library import demo_department, demo_plan
from plans.store.memory import MemoryStore


@cache
def dev_vocabulary() -> Vocabulary:
    """The vocabulary of the bundled plan and the demo department."""
    store = MemoryStore()
    _, units, _ = demo_department()
    with store.transaction() as tx:
        tx.put(replace(demo_plan(), adopted_at=datetime(2024, 2, 1, tzinfo=UTC)))
        for unit in units:
            tx.put(unit)
    return vocabulary_of(store)
