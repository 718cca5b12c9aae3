"""What a person has registered and can do about it."""

from datetime import datetime

import pytest

from plans.model.answers import Registration
from plans.registrations.endorsing import accept_list, endorse_list, return_list
from plans.registrations.registering import register_title
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, INDUSTRY, OFFICER, STAFF, UNREGISTERED_RULE, a_plan, do

TOO_LATE = datetime(2024, 3, 1, tzinfo=HANOI)


@pytest.fixture
def store() -> MemoryStore:
    return a_store()


def test_ones_own_registrations_show_both_answers_with_numbers(store: MemoryStore) -> None:
    do(store, register_title, HEAD, HEAD, a_plan(), "ldtt")
    said = Chat(store, HEAD.id).say("tôi đã đăng ký gì")
    assert "ĐK-2024-001" in said
    assert "tập thể Phòng Quản lý công nghiệp" in said
    assert "Sáng kiến: chưa đăng ký" in said


def test_a_person_sees_nobody_elses_registration_under_their_own(store: MemoryStore) -> None:
    do(store, register_title, HEAD, HEAD, a_plan(), "ldtt")
    assert "ĐK-2024-001" not in Chat(store, STAFF.id).say("tôi đã đăng ký gì")


def test_what_was_registered_is_changed_or_withdrawn_straight_from_there(store: MemoryStore) -> None:
    do(store, register_title, STAFF, STAFF, a_plan(), "ldtt")
    chat = Chat(store, STAFF.id)
    assert "Có thể sửa hoặc rút đến hết ngày 29/02/2024" in chat.say("/cuatoi")
    assert chat.labels[:2] == ["Sửa ĐK-2024-001", "Rút ĐK-2024-001"]
    assert "trùng với đăng ký số ĐK-2024-001" in chat.press("Sửa")
    chat.say("/cuatoi")
    assert "xác nhận rút" in chat.press("Rút")
    chat.press("Xác nhận rút")
    chat.say("/cuatoi")
    assert "chọn danh hiệu" in chat.press("Đăng ký danh hiệu")
    chat.say("/cuatoi")
    assert UNREGISTERED_RULE in chat.press("Năm nay không đăng ký")
    chat.press("Xác nhận không đăng ký")
    assert "đã trả lời năm nay không đăng ký" in chat.say("/cuatoi")
    chat.press("Rút")
    chat.press("Xác nhận rút")
    assert "chưa đăng ký" in chat.say("/cuatoi"), "a refusal can be taken back"


def test_a_head_has_the_units_answer_there_too(store: MemoryStore) -> None:
    do(store, register_title, OFFICER, INDUSTRY, a_plan(), "tt_ldtt")
    chat = Chat(store, HEAD.id)
    chat.say("/cuatoi")
    assert "Sửa ĐK-2024-001" in chat.labels
    chat.press("Rút ĐK-2024-001")
    chat.press("Xác nhận rút")
    assert store.all(Registration)[0].by == HEAD.id


def test_after_the_last_day_the_rule_is_said_and_nothing_offered(store: MemoryStore) -> None:
    do(store, register_title, STAFF, STAFF, a_plan(), "ldtt")
    chat = Chat(store, STAFF.id, now=TOO_LATE)
    assert UNREGISTERED_RULE in chat.say("/cuatoi")
    assert not any(label.startswith(("Sửa", "Rút")) for label in chat.labels)


def test_the_state_of_the_units_list_is_told_and_its_note_to_who_sees_the_list(store: MemoryStore) -> None:
    plan = a_plan()
    do(store, register_title, STAFF, STAFF, plan, "ldtt")
    do(store, register_title, HEAD, HEAD, plan, "ldtt")
    do(store, register_title, HEAD, INDUSTRY, plan, "tt_ldtt")
    staff, head = Chat(store, STAFF.id), Chat(store, HEAD.id)
    assert "trưởng đơn vị chưa xác nhận" in staff.say("/cuatoi")
    do(store, endorse_list, HEAD, plan, INDUSTRY)
    assert "Lê Quốc Hùng đã xác nhận lúc 08:00 20/02/2024" in staff.say("/cuatoi")
    do(store, accept_list, OFFICER, plan, INDUSTRY)
    assert "Văn phòng (Đỗ Thị Vân) đã tiếp nhận" in staff.say("/cuatoi")
    do(store, return_list, OFFICER, plan, INDUSTRY, "Chị Cúc đăng ký nhầm danh hiệu")
    assert "đã trả lại" in staff.say("/cuatoi")
    assert "Chị Cúc" not in staff.seen
    assert "Ghi chú của Văn phòng: Chị Cúc đăng ký nhầm danh hiệu" in head.say("/cuatoi")
    do(store, register_title, STAFF, STAFF, plan, "cstdcs")
    assert "đã thay đổi sau lần xác nhận trước" in staff.say("/cuatoi")
