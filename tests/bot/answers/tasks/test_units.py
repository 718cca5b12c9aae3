"""Whose tasks: one of several units of a name, councils, all departments, units that we do not have."""

import pytest

from bot.demo import fill_demo
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import OFFICER, STAFF, a_unit


@pytest.fixture
def demo() -> MemoryStore:
    store = MemoryStore()
    fill_demo(store)
    return store


def test_what_all_departments_share_is_asked_for_by_their_common_name(demo: MemoryStore) -> None:
    said = Chat(demo, "nam.ph").say("các phòng, đơn vị thuộc Sở phải làm gì")
    assert said.startswith("Nhiệm vụ của các phòng, đơn vị thuộc Sở\n")
    assert "Phối hợp với: Văn phòng." in said


def test_a_council_is_shown_what_names_it_although_others_lead_it(demo: MemoryStore) -> None:
    said = Chat(demo, "nam.ph").say("hội đồng sáng kiến có việc gì")
    assert "Đơn vị khác chủ trì, có nêu tên trong nội dung (1):\n– Mục 4.2. Họp Hội đồng sáng kiến Sở" in said


def test_a_unit_that_we_do_not_have_is_named_and_those_there_are_offered(demo: MemoryStore) -> None:
    chat = Chat(demo, "nam.ph")
    assert "không có trong danh sách đơn vị" in chat.say("phòng Ngoại vụ có việc gì")
    assert len(chat.labels) == 9
    first = chat.labels[0]
    chat.press("Trang sau")
    assert first not in chat.labels
    assert "Nhiệm vụ của" in chat.press(chat.labels[0])


def test_the_likest_units_come_first() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.send(action="unit:phòng công nghiệp nặng")
    assert chat.labels[0] == "Phòng Quản lý công nghiệp"


def test_of_several_units_of_one_name_one_is_chosen_for_the_same_period() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(a_unit("ql_a", "Phòng Quản lý A", aliases=("QLX",)))
        tx.put(a_unit("ql_b", "Phòng Quản lý B", aliases=("QLX",)))
    chat = Chat(store, OFFICER.id)
    assert "muốn hỏi đơn vị nào" in chat.say("QLX tháng 6 có việc gì")
    assert chat.labels == ["Phòng Quản lý A", "Phòng Quản lý B"]
    assert "Nhiệm vụ của Phòng Quản lý B: tháng 6/2024" in chat.press("Phòng Quản lý B")


def test_a_unit_without_tasks_then_says_so() -> None:
    said = Chat(a_store(), OFFICER.id).say("phòng Quản lý công nghiệp tháng 6 có việc gì")
    assert "không có nhiệm vụ nào của Phòng Quản lý công nghiệp trong thời gian này" in said
