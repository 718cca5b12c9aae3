"""What a stand-in is told."""

from datetime import date

import pytest

from bot.unasked.notices.kinds import notice_reply, still_stands
from plans.model.reminding import Notice
from plans.reminding.settings import end_leave, set_leave
from plans.store.memory import MemoryStore
from tests.bot.chatting import a_store
from tests.builders import HEAD, OFFICER, STAFF, TODAY, do

START, END = date(2024, 3, 4), date(2024, 3, 8)


@pytest.fixture
def store() -> MemoryStore:
    store = a_store()
    do(store, set_leave, STAFF, START, END, HEAD)
    return store


def the_notice(store: MemoryStore) -> Notice:
    (notice,) = store.all(Notice)
    return notice


def test_the_stand_in_is_told_who_is_on_leave_and_when(store: MemoryStore) -> None:
    notice = the_notice(store)
    reply = notice_reply(store, notice)
    assert reply.heading == "Làm thay trong kỳ nghỉ"
    assert reply.text.startswith("Phạm Thị Lan nghỉ từ 04/03/2024 đến hết 08/03/2024 và nhờ anh Hùng làm thay.")
    assert still_stands(store, notice, TODAY)


def test_it_is_not_told_once_the_leave_is_over(store: MemoryStore) -> None:
    assert not still_stands(store, the_notice(store), date(2024, 3, 9))


def test_whoever_stood_in_is_told_that_they_need_not(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.delete(Notice, the_notice(store).id)
    do(store, end_leave, STAFF)
    notice = the_notice(store)
    assert notice_reply(store, notice).text == "Anh Hùng không còn phải làm thay Phạm Thị Lan."
    assert still_stands(store, notice, TODAY)


def test_another_stand_in_is_no_news_to_whoever_stands_in_again(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.delete(Notice, the_notice(store).id)
    do(store, set_leave, STAFF, START, END, OFFICER)
    do(store, set_leave, STAFF, START, END, HEAD)
    assert [(notice.person, notice.kind) for notice in store.all(Notice)] == [(HEAD.id, "stands_in")]
