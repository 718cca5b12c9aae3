"""A department whose industry leads a task that nobody in particular sees to yet."""

import pytest

from plans.model.people import Person
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat
from tests.builders import a_department, a_person, a_plan, a_task

NAM = a_person("nam", "Bùi Văn Nam")


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    tasks = (
        a_task("bao_cao", number="4.2", title="Báo cáo công nghiệp", lead=("ql_cong_nghiep",)),
        a_task("chung", number="4.3", title="Rà soát quy chế", lead=("ql_cong_nghiep", "van_phong")),
    )
    a_department(store, plan=a_plan(tasks=tasks))
    with store.transaction() as tx:
        tx.put(NAM)
    return store


def chat_of(store: MemoryStore, person: Person, channel: str = "web") -> Chat:
    return Chat(store, person.id, channel=channel)
