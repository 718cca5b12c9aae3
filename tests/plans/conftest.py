"""What the tests of decisions begin with."""

import pytest

from plans.store.memory import MemoryStore
from tests.builders import a_department


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    a_department(made)
    return made
