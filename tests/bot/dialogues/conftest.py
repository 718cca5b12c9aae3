"""The department with its plan in force, and the officer who talks to Đôn Đốc."""

import pytest

from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import OFFICER


@pytest.fixture
def store() -> MemoryStore:
    return a_store()


@pytest.fixture
def chat(store: MemoryStore) -> Chat:
    return Chat(store, OFFICER.id)
