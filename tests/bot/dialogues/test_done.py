"""Marking a task done and reopening it."""

from datetime import UTC, date, datetime

from plans.model.plan import TaskProgress
from plans.model.publishing import PublishedEvent
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, OFFICER, STAFF, a_deadline, a_plan, a_task


def done_tasks(store: MemoryStore) -> list[str]:
    return [progress.task for progress in store.all(TaskProgress)]


def test_a_task_is_shown_and_marked_by_a_confirming_tap() -> None:
    chat = Chat(a_store(), OFFICER.id)
    assert "Ghi nhận đã hoàn thành?" in chat.say("báo cáo sơ kết đã xong, đánh dấu giúp")
    assert done_tasks(chat.store) == []
    said = chat.press("Đã hoàn thành")
    assert done_tasks(chat.store) == ["bc_so_ket"]
    assert "Đỗ Thị Vân" in said
    assert "08:00 20/02/2024" in said


def test_marking_moves_the_calendars_stamp_in_the_same_transaction() -> None:
    chat = Chat(a_store(), OFFICER.id)
    chat.say("báo cáo sơ kết đã xong")
    chat.press("Đã hoàn thành")
    first = {event.id: event for event in chat.store.all(PublishedEvent)}
    assert first
    chat.press("Mở lại")
    chat.press("Mở lại")
    assert sum(event != first[event.id] for event in chat.store.all(PublishedEvent)) == 1


def test_who_does_not_answer_for_a_task_is_refused_politely() -> None:
    for person in (STAFF, HEAD):
        chat = Chat(a_store(), person.id)
        said = chat.say("báo cáo sơ kết đã xong")
        assert "Đã hoàn thành" not in chat.labels
        assert said.strip()
        chat.send(action="done:60c5374fc7:yes")
        assert done_tasks(chat.store) == []


def test_a_replayed_tap_says_who_marked_it_and_when() -> None:
    chat = Chat(a_store(), OFFICER.id)
    chat.say("báo cáo sơ kết đã xong")
    tap = chat.button("Đã hoàn thành").action
    chat.send(action=tap)
    chat.send(action=tap)
    assert "Đỗ Thị Vân" in chat.seen
    assert done_tasks(chat.store) == ["bc_so_ket"]


def test_reopening_asks_first() -> None:
    chat = Chat(a_store(), OFFICER.id)
    chat.say("báo cáo sơ kết đã xong")
    chat.press("Đã hoàn thành")
    chat.press("Mở lại")
    assert done_tasks(chat.store) == ["bc_so_ket"]
    answer = chat.press("Mở lại")
    assert answer.count("Đã mở lại lúc") == 1
    assert "chưa hoàn thành" in answer
    assert done_tasks(chat.store) == []


def test_a_denial_never_marks_anything() -> None:
    chat = Chat(a_store(), OFFICER.id)
    chat.say("đừng đánh dấu xong báo cáo sơ kết")
    assert "Đã hoàn thành" not in chat.labels
    assert done_tasks(chat.store) == []


def test_what_the_year_before_left_open_is_offered_beside_this_years() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(a_plan("thu-2025", year=2025, tasks=(a_task(deadline=a_deadline(date(2025, 6, 15))),)))
    chat = Chat(store, OFFICER.id, now=datetime(2025, 1, 10, 1, 0, tzinfo=UTC))
    chat.say("báo cáo sơ kết xong rồi")
    assert [label[:13] for label in chat.labels] == ["Mục 2.1/2025.", "Mục 2.1/2024."]
    chat.press("Mục 2.1/2024")
    chat.press("Đã hoàn thành")
    assert [progress.plan for progress in store.all(TaskProgress)] == ["thu-2024"]
    assert "15/06/2025" in chat.say("báo cáo sơ kết xong rồi"), "the only one that is left"
