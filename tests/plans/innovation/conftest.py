"""A department, and an innovation of one of its people."""

import pytest

from plans.innovation import registering
from plans.model.answers import Innovation
from plans.store.memory import MemoryStore
from tests.builders import (
    STAFF,
    a_plan,
    do,
)

PLAN = a_plan()


@pytest.fixture
def idea(store: MemoryStore) -> Innovation:
    made = do(store, registering.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert isinstance(made, Innovation)
    return made
