"""The buttons of a digest, on its day and long after."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.unasked.digest import digest_reply
from plans.model.answers import Registration
from plans.model.plan import Plan, TaskProgress
from plans.model.reminding import Snooze
from plans.store.memory import MemoryStore
from plans.working_days import day_in_hanoi
from tests.bot.chatting import Chat, a_store
from tests.bot.unasked.test_digest import at, the_delivery
from tests.builders import OFFICE_HEAD, OFFICER, STAFF, a_deadline

DAY = date(2024, 2, 28)


def a_chat(person: str = OFFICER.id, day: date = DAY, store: MemoryStore | None = None) -> Chat:
    """Somebody who has just got the digest of that day."""
    store = store or a_store()
    delivery = the_delivery(store, person, day)
    with store.transaction() as tx:
        tx.put(delivery)
    return Chat(store, person, now=at(day), replies=(digest_reply(store, delivery, at(day)),))


def test_done_opens_a_numbered_list_and_one_tap_marks_the_task() -> None:
    chat = a_chat()
    assert "Việc nào đã xong?" in chat.press("Xong")
    assert chat.labels == ["Xong 1", "Xong 2", "‹ Quay lại"]
    said = chat.press("Xong 1")
    assert [progress.task for progress in chat.store.all(TaskProgress)] == ["ke_hoach"]
    assert "Đã ghi nhận hoàn thành" in said
    assert chat.replies[0].replaces
    assert chat.labels == ["Xong 2", "‹ Quay lại"], "what is left keeps its number"


def test_a_registrations_tap_opens_its_dialogue_in_a_message_of_its_own() -> None:
    chat = a_chat(STAFF.id)
    chat.press("Xong")
    chat.press("Xong 1")
    assert "danh hiệu" in chat.seen
    assert not chat.replies[0].replaces
    assert chat.store.all(Registration) == ()


def test_later_on_a_friday_means_monday() -> None:
    chat = a_chat(day=date(2024, 6, 14))
    chat.press("Nhắc lại")
    said = chat.press("Nhắc lại 1")
    assert "17/06/2024 (thứ Hai)" in said
    (snooze,) = chat.store.all(Snooze)
    assert day_in_hanoi(snooze.until) == date(2024, 6, 17)


def test_everything_can_be_put_off_at_once() -> None:
    chat = a_chat()
    chat.press("Nhắc lại")
    said = chat.press("Tất cả")
    assert "Sẽ nhắc lại ngày 29/02/2024" in said
    assert len(chat.store.all(Snooze)) == 2


def test_back_shows_the_digest_as_it_was() -> None:
    chat = a_chat()
    before = chat.replies[0]
    chat.press("Xong")
    chat.press("‹ Quay lại")
    assert (chat.replies[0].text, chat.replies[0].choices) == (before.text, before.choices)


def test_an_item_somebody_else_has_done_is_refused_politely() -> None:
    chat = a_chat()
    chat.press("Xong")
    tap = chat.button("Xong 1").action
    other = a_chat(OFFICE_HEAD.id, store=chat.store)
    other.press("Xong")
    other.press("Xong 1")
    chat.send(action=tap)
    assert "Trần Thị Hoa" in chat.seen
    assert len(chat.store.all(TaskProgress)) == 1


def test_an_item_whose_deadline_moved_is_refused_politely() -> None:
    chat = a_chat()
    chat.press("Xong")
    tap = chat.button("Xong 1").action
    (plan,) = chat.store.all(Plan)
    moved = replace(plan.tasks[0], deadline=a_deadline(date(2024, 3, 15), before=True))
    with chat.store.transaction() as tx:
        tx.put(replace(plan, tasks=(moved, *plan.tasks[1:])))
    chat.send(action=tap)
    assert "15/03/2024" in chat.seen
    assert chat.store.all(TaskProgress) == ()


def test_a_task_that_is_gone_needs_nothing_more() -> None:
    chat = a_chat()
    chat.press("Xong")
    tap = chat.button("Xong 1").action
    (plan,) = chat.store.all(Plan)
    with chat.store.transaction() as tx:
        tx.put(replace(plan, tasks=plan.tasks[1:]))
    chat.send(action=tap)
    assert "không còn trong kế hoạch" in chat.seen


def test_an_answered_registration_needs_nothing_more() -> None:
    chat = a_chat(STAFF.id)
    chat.press("Xong")
    tap = chat.button("Xong 1").action
    chat.say("đăng ký lao động tiên tiến")
    chat.press("Ghi đăng ký")
    chat.send(action=tap)
    assert "đã có câu trả lời" in chat.seen
    assert "Không còn việc nào" in chat.seen


def test_an_old_digest_shows_what_is_open_now() -> None:
    chat = a_chat()
    old = chat.button("Xong").action
    a_chat(day=date(2024, 6, 14), store=chat.store)
    chat.now = datetime(2024, 6, 14, 3, tzinfo=UTC)
    chat.send(action=old)
    assert "bản mới hơn bản này" in chat.seen
    assert "đã qua hạn 106 ngày" in chat.seen


def test_a_persons_digest_button_shows_nothing_of_theirs_to_another() -> None:
    office = a_chat()
    office.press("Xong")
    staff = Chat(office.store, STAFF.id, now=at(DAY))
    staff.send(action=office.button("Xong 1").action)
    assert office.store.all(TaskProgress) == ()
    assert "không thuộc phần việc" in staff.seen
