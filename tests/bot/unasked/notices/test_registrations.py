"""Whoever was answered for is told, unless they have answered themselves meanwhile."""

from bot.unasked.notices.kinds import notice_reply, still_stands
from plans.model.reminding import Notice
from plans.registrations.registering import ANSWERED_FOR, decline_title, register_title
from plans.store.memory import MemoryStore
from tests.bot.chatting import a_store
from tests.builders import HEAD, INDUSTRY, STAFF, TODAY, a_plan, do


def noticed(store: MemoryStore) -> list[Notice]:
    return [notice for notice in store.all(Notice) if notice.kind == ANSWERED_FOR]


def test_a_person_hears_what_was_registered_on_their_behalf() -> None:
    store = a_store()
    do(store, register_title, HEAD, STAFF, a_plan(), "ldtt", ("giay_khen",))
    (notice,) = noticed(store)
    assert (notice.person, still_stands(store, notice, TODAY)) == (STAFF.id, True)
    reply = notice_reply(store, notice)
    assert "Lê Quốc Hùng đã đăng ký lúc 08:00 20/02/2024: Danh hiệu: Lao động tiên tiến" in reply.text
    assert "đến hết ngày 29/02/2024" in reply.text
    assert reply.choices[0][0].action == "ask:mine"


def test_only_the_last_answer_is_told() -> None:
    store = a_store()
    do(store, register_title, HEAD, STAFF, a_plan(), "ldtt")
    do(store, decline_title, HEAD, STAFF, a_plan())
    (notice,) = noticed(store)
    assert "đã trả lời năm nay không đăng ký" in notice_reply(store, notice).text


def test_nothing_is_told_of_ones_own_answer_or_a_units() -> None:
    store = a_store()
    do(store, register_title, HEAD, STAFF, a_plan(), "ldtt")
    (waiting,) = noticed(store)
    do(store, register_title, STAFF, STAFF, a_plan(), "cstdcs")
    do(store, register_title, HEAD, INDUSTRY, a_plan(), "tt_ldtt")
    assert noticed(store) == []
    assert not still_stands(store, waiting, TODAY), "one that is under way already"
