"""The day of a task, in one message by the office."""

from dataclasses import replace
from datetime import date

import pytest

from plans.model.people import Person
from plans.model.plan import DeadlineKind, Plan
from plans.model.reminding import Announcement
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat
from tests.bot.dialogues.drafts import begun, plan
from tests.builders import HEAD, STAFF, a_task


def test_a_day_is_set_in_one_message_and_a_tap(chat: Chat, store: MemoryStore) -> None:
    said = chat.say("Hưởng ứng các phong trào thi đua: 18/7")
    assert "18/07/2024 (thứ Năm)" in said
    task = plan(store).task("huong_ung")
    assert task is not None
    assert task.deadline.kind is DeadlineKind.UNSET
    assert "Đã ấn định" in chat.press("Ghi thời hạn này")
    task = plan(store).task("huong_ung")
    assert task is not None
    assert task.deadline.end == date(2024, 7, 18)


def test_a_name_that_no_task_has_is_an_ordinary_question(chat: Chat) -> None:
    assert "Ghi thời hạn" not in chat.say("Cuộc họp của ai đó: 18/7")
    assert "Ghi thời hạn" not in chat.say("Hưởng ứng các phong trào thi đua: bao giờ")


@pytest.mark.parametrize("person", [STAFF, HEAD], ids=lambda person: person.id)
def test_others_cannot_set_a_day(store: MemoryStore, person: Person) -> None:
    chat = Chat(store, person.id)
    chat.say("Hưởng ứng các phong trào thi đua: 18/7")
    assert "Ghi thời hạn này" not in chat.labels
    chat.send(action="setday:ask:0123456789")
    assert "Chỉ Văn phòng được thêm nhiệm vụ hoặc ấn định ngày" in chat.seen
    assert "Chỉ Văn phòng được thêm nhiệm vụ" in chat.say("/themviec")


def test_a_task_without_a_day_offers_to_set_it(chat: Chat, store: MemoryStore) -> None:
    chat.say("hưởng ứng phong trào thi đua khi nào")
    chat.press("Ấn định ngày")
    assert "Xin gõ thời hạn" in chat.seen
    chat.say("18/7")
    chat.press("Ghi thời hạn này")
    task = plan(store).task("huong_ung")
    assert task is not None
    assert task.deadline.end == date(2024, 7, 18)


def test_another_day_may_be_typed_before_the_first_is_taken(chat: Chat, store: MemoryStore) -> None:
    chat.say("Hưởng ứng các phong trào thi đua: 18/7")
    assert "20/07/2024" in chat.say("20/7")
    chat.say("/help")
    assert "20/07/2024" in chat.press("Tiếp tục")
    chat.say("có")
    task = plan(store).task("huong_ung")
    assert task is not None
    assert task.deadline.end == date(2024, 7, 20)


def test_a_day_that_does_not_exist_is_said_and_asked_for_again(chat: Chat) -> None:
    said = chat.say("Hưởng ứng các phong trào thi đua: 31/6")
    assert "Không có ngày 31/6/2024" in said
    assert "30/06/2024" in chat.say("30/6")


def test_a_day_is_set_in_one_message_while_a_document_is_under_review(chat: Chat, store: MemoryStore) -> None:
    begun(store)
    chat.say("/kehoach")
    chat.press("Rà soát tiếp")
    assert "18/07/2024" in chat.say("Hưởng ứng các phong trào thi đua: 18/7")
    assert "Đã ấn định" in chat.say("có")


def test_the_day_of_a_task_of_another_plan_of_the_year_is_set_too(chat: Chat, store: MemoryStore) -> None:
    unset = plan(store).task("huong_ung")
    assert unset is not None
    meeting = replace(unset, id="hoi_nghi", title="Hội nghị sơ kết của Cụm")
    other = replace(plan(store), id="khoi-2024", tasks=(meeting,))
    with store.transaction() as tx:
        tx.put(other)
    assert "18/07/2024" in chat.say("Hội nghị sơ kết của Cụm: 18/7")
    chat.say("có")
    found = store.get(Plan, "khoi-2024")
    assert found is not None
    assert found.tasks[0].deadline.end == date(2024, 7, 18)


def test_the_very_name_of_a_task_means_no_other(chat: Chat, store: MemoryStore) -> None:
    longer = a_task("tong_ket", number="8.1", title="Họp Hội đồng sáng kiến Sở và tổng kết")
    with store.transaction() as tx:
        tx.put(replace(plan(store), tasks=(*plan(store).tasks, longer)))
    assert "05/11/2024" in chat.say("Họp Hội đồng sáng kiến Sở: 5/11")
    assert "Ghi thời hạn này" in chat.labels


def test_the_button_under_another_day_records_nothing(chat: Chat, store: MemoryStore) -> None:
    chat.say("Hưởng ứng các phong trào thi đua: 18/7")
    old = chat.button("Ghi thời hạn này").action
    chat.say("20/7")
    chat.send(action=old)
    task = plan(store).task("huong_ung")
    assert task is not None
    assert task.deadline.kind is DeadlineKind.UNSET
    chat.say("/help")
    chat.press("Tiếp tục")
    assert "20/07/2024" in chat.press("Ghi thời hạn này")


def test_a_day_that_is_over_or_of_another_year_is_pointed_out_before_it_is_recorded(chat: Chat) -> None:
    assert "Lưu ý: ngày này đã qua" in chat.say("Hưởng ứng các phong trào thi đua: 5/1")
    assert "không thuộc năm 2024" in chat.say("5/1/2030")
    assert "Lưu ý" not in chat.say("5/12")
    chat.say("/huy")
    chat.say("/themviec")
    chat.say("Hội nghị")
    assert "Lưu ý: ngày này đã qua" in chat.say("5/1")


def test_a_task_may_lose_its_day_and_nobody_hears_of_a_change_taken_back(chat: Chat, store: MemoryStore) -> None:
    name = "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm"
    chat.say(f"{name}: chưa ấn định")
    assert "Đã ghi" in chat.say("có")
    assert "(chưa ấn định" not in chat.seen
    assert store.all(Announcement)
    chat.say(f"{name}: trước 15/6")
    chat.say("có")
    assert not any(each.changes for each in store.all(Announcement))
