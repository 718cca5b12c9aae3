"""What heads read of the office's decision on their list."""

from datetime import timedelta

import pytest

from bot.unasked.notices.kinds import notice_reply, still_stands
from plans.model.plan import Plan
from plans.model.reminding import Notice
from plans.registrations.endorsing import accept_list, endorse_list, return_list
from plans.registrations.registering import register_title
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, INDUSTRY, NOW, OFFICER, STAFF, TODAY, do


@pytest.fixture
def store() -> MemoryStore:
    made = a_store()
    plan = made.all(Plan)[0]
    for person in (HEAD, STAFF):
        do(made, register_title, person, person, plan, "ldtt")
    do(made, register_title, HEAD, INDUSTRY, plan, "tt_ldtt")
    do(made, endorse_list, HEAD, plan, INDUSTRY)
    return made


def notice(store: MemoryStore) -> Notice:
    (found,) = store.all(Notice)
    return found


def test_a_returned_list_comes_with_the_note_and_the_way_to_the_list(store: MemoryStore) -> None:
    do(store, return_list, OFFICER, store.all(Plan)[0], INDUSTRY, "Thiếu {chỉ tiêu} <b>phấn đấu</b>")
    reply = notice_reply(store, notice(store))
    assert reply.heading == "Văn phòng trả lại danh sách"
    assert "Xin anh Hùng xem lại" in reply.text
    assert "“Thiếu {chỉ tiêu} <b>phấn đấu</b>”" in reply.text
    head = Chat(store, HEAD.id)
    head.send(action=reply.choices[0][0].action)
    assert "Xác nhận danh sách" in head.labels


def test_an_accepted_list_is_told(store: MemoryStore) -> None:
    do(store, accept_list, OFFICER, store.all(Plan)[0], INDUSTRY)
    reply = notice_reply(store, notice(store))
    assert reply.heading == "Văn phòng đã nhận danh sách"
    assert "của Phòng Quản lý công nghiệp đã được Văn phòng nhận lúc 08:00 20/02/2024" in reply.text


def test_what_the_head_has_endorsed_anew_is_told_no_more(store: MemoryStore) -> None:
    do(store, return_list, OFFICER, store.all(Plan)[0], INDUSTRY, "Thiếu chỉ tiêu")
    assert still_stands(store, notice(store), TODAY)
    do(store, endorse_list, HEAD, store.all(Plan)[0], INDUSTRY, now=NOW + timedelta(hours=1))
    assert not still_stands(store, notice(store), TODAY)


def test_a_list_that_changed_is_told_with_what_changed_until_it_is_the_same_again(store: MemoryStore) -> None:
    later = NOW + timedelta(hours=1)
    do(store, register_title, STAFF, STAFF, store.all(Plan)[0], "cstdcs", now=later)
    reply = notice_reply(store, notice(store))
    assert reply.heading == "Danh sách đã thay đổi"
    assert "– Phạm Thị Lan: trước là Danh hiệu: Lao động tiên tiến; nay là Danh hiệu: Chiến sĩ thi đua" in reply.text
    assert still_stands(store, notice(store), TODAY)
    do(store, register_title, STAFF, STAFF, store.all(Plan)[0], "ldtt", now=later + timedelta(hours=1))
    assert not still_stands(store, notice(store), TODAY)
