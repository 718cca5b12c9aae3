"""The memory store keeps the store contract."""

import pytest

from plans.store.memory import MemoryStore
from tests.contracts.store_contract import StoreContract


class TestMemoryStore(StoreContract):
    """The contract, in memory."""

    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()
