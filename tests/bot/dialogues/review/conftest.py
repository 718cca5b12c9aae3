"""A review that has begun, and the officer who goes through it."""

import pytest

from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.bot.dialogues.drafts import begun
from tests.builders import OFFICER


@pytest.fixture
def store() -> MemoryStore:
    found = a_store()
    begun(found)
    return found


@pytest.fixture
def chat(store: MemoryStore) -> Chat:
    """The officer with the review open."""
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    chat.press("Rà soát tiếp")
    return chat
