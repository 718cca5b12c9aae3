"""A department, and an innovation of one of its people."""

from datetime import datetime, timedelta

import pytest

from plans.innovation import registering
from plans.model.answers import Innovation
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.builders import (
    NOW,
    STAFF,
    a_department,
    a_plan,
    do,
)

PLAN = a_plan()
LATER = NOW + timedelta(hours=1)
#: The register closes at the end of 10/10.
LAST_SECOND = datetime(2024, 10, 10, 23, 59, 59, tzinfo=HANOI)
AFTER = LAST_SECOND + timedelta(seconds=1)


@pytest.fixture
def store() -> MemoryStore:
    made = MemoryStore()
    a_department(made)
    return made


@pytest.fixture
def idea(store: MemoryStore) -> Innovation:
    made = do(store, registering.register_innovation, STAFF, PLAN, "Số hóa hồ sơ")
    assert isinstance(made, Innovation)
    return made
