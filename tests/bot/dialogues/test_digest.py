"""The buttons of reminders, on their day and long after; and what is typed instead of them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.unasked.digest import digest_reply
from calendar_sync.stamps import stamp_events
from plans.model.duties import Assignment, DoneReport, UnitPart
from plans.model.office_settings import Confirming
from plans.model.plan import Plan, TaskKind, TaskProgress
from plans.model.reminding import Delivery, DeliveryKind, DigestItem, Notice, Owed, Snooze
from plans.store.memory import MemoryStore
from plans.working_days import HANOI
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, OFFICE_HEAD, OFFICER, STAFF, a_deadline, a_task
from tests.reminded import a_busy_store, a_delivery, an_item, at

DAY = date(2024, 2, 28)
JUNE = date(2024, 6, 13)
UNIT = HEAD.unit


def a_chat(person: str, store: MemoryStore, *items: DigestItem, day: date = DAY) -> Chat:
    """Somebody who has just got a digest of these."""
    delivery = a_delivery(person, day, *items)
    with store.transaction() as tx:
        tx.put(delivery)
    return Chat(store, person, now=at(day), replies=(digest_reply(store, delivery, at(day)),))


def an_office_chat(person: str = OFFICE_HEAD.id, store: MemoryStore | None = None) -> Chat:
    """The office's head with two tasks and an answer of her own."""
    store = store or a_store()
    items = [an_item(store, task, Owed.TASK, DAY) for task in ("ke_hoach", "bc_so_ket")]
    return a_chat(person, store, *items, an_item(store, "ke_hoach", Owed.TITLE, DAY))


# ---------------------------------------------------------------- done


def test_done_opens_a_numbered_list_and_one_tap_marks_the_task() -> None:
    chat = an_office_chat()
    assert "Việc nào đã xong?" in chat.press("Xong")
    assert chat.labels == ["Xong 1", "Xong 3", "‹ Quay lại"]
    said = chat.press("Xong 1")
    assert [progress.task for progress in chat.store.all(TaskProgress)] == ["ke_hoach"]
    assert said.index("Đã ghi nhận hoàn thành") < said.index("Đã giải quyết:")
    assert chat.replies[0].replaces
    assert chat.labels[:3] == ["Thêm minh chứng", "Mở lại", "Xong 3"], "what is left keeps its number"


def test_a_message_about_one_task_is_done_in_one_tap_and_can_be_taken_back() -> None:
    store = a_busy_store()
    chat = a_chat(HEAD.id, store, an_item(store, "so_lieu", Owed.TASK, JUNE), day=JUNE)
    assert "Không còn việc nào phải nhắc" in chat.press("Xong")
    chat.press("Mở lại")
    chat.press("Mở lại")
    assert store.all(TaskProgress) == ()


def test_where_the_office_confirms_the_message_says_that_it_waits() -> None:
    store = a_busy_store()
    with store.transaction() as tx:
        tx.put(Confirming((TaskKind.REPORT,)))
    chat = a_chat(HEAD.id, store, an_item(store, "so_lieu", Owed.TASK, JUNE), day=JUNE)
    assert "chờ Văn phòng xác nhận" in chat.press("Xong")
    assert [report.task for report in store.all(DoneReport)] == ["so_lieu"]


def test_a_unit_says_that_its_part_is_sent() -> None:
    store = a_busy_store()
    chat = a_chat(HEAD.id, store, an_item(store, "bc_so_ket", Owed.PART, JUNE, unit=UNIT), day=JUNE)
    assert "Đã ghi nhận gửi lúc 07:45 13/06/2024" in chat.press("Đã gửi")
    assert [part.unit for part in store.all(UnitPart)] == [UNIT]
    chat.press("Rút lại “Đã gửi”")
    chat.press("Rút lại")
    assert store.all(UnitPart) == ()


def test_an_answer_of_ones_own_opens_its_dialogue_in_a_message_of_its_own() -> None:
    store = a_store()
    chat = a_chat(STAFF.id, store, an_item(store, "ke_hoach", Owed.TITLE, DAY))
    chat.press("Đăng ký ngay")
    assert "danh hiệu" in chat.seen
    assert not chat.replies[0].replaces


def test_a_reminder_that_came_over_a_second_channel_stays_too_when_something_is_begun_under_it() -> None:
    store = a_busy_store()
    digest = a_delivery(HEAD.id, JUNE, an_item(store, "so_lieu", Owed.TASK, JUNE))
    follower = replace(digest, kind=DeliveryKind.FOLLOW, origin="digest-2024-06-12T080000-telegram")
    with store.transaction() as tx:
        tx.put(follower)
    chat = Chat(store, HEAD.id, now=at(JUNE), replies=(digest_reply(store, follower, at(JUNE)),))
    chat.press("Giao cho ai?")
    assert not chat.replies[0].replaces


# ---------------------------------------------------------------- later


@pytest.mark.parametrize(
    ("label", "until", "words"),
    [
        ("2 giờ nữa (09:45)", datetime(2024, 2, 28, 9, 45, tzinfo=HANOI), "Sẽ nhắc lại lúc 09:45 hôm nay"),
        ("Chiều nay (14:00)", datetime(2024, 2, 28, 14, tzinfo=HANOI), "Sẽ nhắc lại lúc 14:00 hôm nay"),
        ("Mai", datetime(2024, 2, 29, tzinfo=HANOI), "Sẽ nhắc lại ngày 29/02/2024 (thứ Năm)"),
        ("Đầu tuần sau (thứ Hai 04/03)", datetime(2024, 3, 4, tzinfo=HANOI), "Sẽ nhắc lại ngày 04/03/2024 (thứ Hai)"),
    ],
)
def test_an_item_comes_back_when_its_reader_says(label: str, until: datetime, words: str) -> None:
    store = a_store()
    chat = a_chat(STAFF.id, store, an_item(store, "ke_hoach", Owed.TITLE, DAY))
    assert "Nhắc lại khi nào: Đăng ký danh hiệu" in chat.press("Nhắc lại")
    assert words in chat.press(label)
    (snooze,) = store.all(Snooze)
    assert snooze.until == until


def test_one_of_several_is_chosen_by_its_number_first() -> None:
    chat = an_office_chat()
    assert "Nhắc lại việc nào?" in chat.press("Nhắc lại")
    assert chat.labels == ["Nhắc lại 1", "Nhắc lại 2", "Nhắc lại 3", "Tất cả", "‹ Quay lại"]
    chat.press("Nhắc lại 3")
    chat.press("Mai")
    assert [(snooze.task, snooze.owed) for snooze in chat.store.all(Snooze)] == [("bc_so_ket", Owed.TASK)]
    assert "Sẽ nhắc lại ngày 29/02/2024" in chat.seen


def test_everything_can_be_put_off_at_once() -> None:
    chat = an_office_chat()
    chat.press("Nhắc lại")
    assert "Nhắc lại 3 việc còn lại khi nào?" in chat.press("Tất cả")
    assert "Sẽ nhắc lại lúc 14:00 hôm nay: 3 việc." in chat.press("Chiều nay")
    assert len(chat.store.all(Snooze)) == 3


def test_back_shows_the_message_as_it_was() -> None:
    chat = an_office_chat()
    before = chat.replies[0]
    chat.press("Xong")
    chat.press("‹ Quay lại")
    assert (chat.replies[0].text, chat.replies[0].choices) == (before.text, before.choices)


# ---------------------------------------------------------------- meetings


def test_a_meeting_that_has_met_is_done() -> None:
    store = a_busy_store()
    chat = a_chat(HEAD.id, store, an_item(store, "giao_ban", Owed.TASK, JUNE), day=JUNE)
    chat.press("Đã họp")
    assert [progress.task for progress in store.all(TaskProgress)] == ["giao_ban"]


def test_of_one_that_has_not_met_the_office_is_told() -> None:
    store = a_busy_store()
    chat = a_chat(HEAD.id, store, an_item(store, "giao_ban", Owed.TASK, JUNE), day=JUNE)
    assert "Đã báo Văn phòng là chưa họp: Họp giao ban quý II" in chat.press("Chưa, đổi ngày")
    assert [(notice.person, notice.kind) for notice in store.all(Notice)] == [
        (OFFICER.id, "not_met"),
        (OFFICE_HEAD.id, "not_met"),
    ]


def test_the_office_itself_is_asked_for_another_day() -> None:
    store = a_busy_store()
    chat = a_chat(OFFICER.id, store, an_item(store, "giao_ban", Owed.TASK, JUNE), day=JUNE)
    assert "Xin gõ thời hạn" in chat.press("Chưa, đổi ngày")
    assert store.all(Notice) == ()


# ---------------------------------------------------------------- the text, the calendar, others


def test_the_text_is_quoted_with_its_place() -> None:
    store = a_busy_store()
    chat = a_chat(HEAD.id, store, an_item(store, "so_lieu", Owed.TASK, JUNE), day=JUNE)
    said = chat.press("Xem văn bản")
    assert said == "Mục 2.3. Tổng hợp số liệu\n“Tổng hợp số liệu”\n\nCăn cứ: ke-hoach.txt, dòng 1."
    assert not chat.replies[0].replaces


def test_a_task_is_put_into_the_calendar_from_a_list() -> None:
    chat = an_office_chat()
    with chat.store.transaction() as tx:
        stamp_events(tx, at(DAY))
    chat.press("Thêm vào lịch")
    chat.press("Lịch 1")
    assert chat.replies[0].attachment is not None


def test_a_head_gives_the_task_to_somebody_and_the_message_says_so() -> None:
    store = a_busy_store()
    chat = a_chat(HEAD.id, store, an_item(store, "so_lieu", Owed.TASK, JUNE), day=JUNE)
    chat.press("Giao cho ai?")
    assert not chat.replies[0].replaces, "the reminder is edited when something of it is settled, also meanwhile"
    chat.press("Phạm Thị Lan")
    assert [each.person for each in store.all(Assignment)] == [STAFF.id]
    told = store.get(Delivery, HEAD.id)
    assert told is not None
    assert "đã giao cho Phạm Thị Lan" in digest_reply(store, told, at(JUNE)).text


# ---------------------------------------------------------------- refused politely


def test_an_item_somebody_else_has_done_is_refused_politely() -> None:
    chat = an_office_chat()
    chat.press("Xong")
    tap = chat.button("Xong 1").action
    other = an_office_chat(OFFICER.id, chat.store)
    other.press("Xong")
    other.press("Xong 1")
    chat.send(action=tap)
    assert "Không cần làm gì thêm." in chat.seen
    assert "Đỗ Thị Vân ghi nhận hoàn thành" in chat.seen
    assert len(chat.store.all(TaskProgress)) == 1


def test_an_item_whose_deadline_moved_is_refused_politely() -> None:
    chat = an_office_chat()
    chat.press("Xong")
    tap = chat.button("Xong 1").action
    (plan,) = chat.store.all(Plan)
    moved = replace(plan.tasks[0], deadline=a_deadline(date(2024, 3, 15), before=True))
    with chat.store.transaction() as tx:
        tx.put(replace(plan, tasks=(moved, *plan.tasks[1:])))
    chat.send(action=tap)
    assert "thời hạn đã đổi: trước 15/03/2024" in chat.seen
    assert chat.store.all(TaskProgress) == ()


def test_a_task_that_was_withdrawn_needs_nothing_more() -> None:
    chat = an_office_chat()
    chat.press("Xong")
    tap = chat.button("Xong 1").action
    (plan,) = chat.store.all(Plan)
    with chat.store.transaction() as tx:
        tx.put(replace(plan, tasks=(replace(plan.tasks[0], withdrawn=True), *plan.tasks[1:])))
    chat.send(action=tap)
    assert "không còn trong kế hoạch" in chat.seen
    assert chat.store.all(TaskProgress) == ()


def test_a_persons_button_shows_nothing_of_theirs_to_another() -> None:
    office = an_office_chat()
    office.press("Xong")
    staff = Chat(office.store, STAFF.id, now=at(DAY))
    staff.send(action=office.button("Xong 1").action)
    assert office.store.all(TaskProgress) == ()


@pytest.mark.parametrize(
    "action",
    [
        "digest",
        "digest:done",
        "digest:done:2024-02-28",
        "digest:done:d240230",
        "digest:done:x240228",
        "digest:page:d240228:999",
        "digest:later:d240228:a:b:c:d",
        "digest:item:d240228:a:t:240228",
        "digest:all:d240228:z",
        "digest:names:d240228:0:0:0:0:0",
    ],
)
def test_made_up_buttons_change_nothing(action: str) -> None:
    chat = an_office_chat()
    chat.send(action=action)
    assert chat.seen.strip()
    assert chat.store.all(TaskProgress) == ()
    assert chat.store.all(Snooze) == ()


# ---------------------------------------------------------------- typed


def test_the_number_of_an_item_shows_it_alone_with_what_can_be_done() -> None:
    chat = an_office_chat()
    chat.now = datetime(2024, 2, 28, 1, tzinfo=UTC)
    assert "Báo cáo sơ kết" in chat.say("3")
    assert chat.labels[:2] == ["Xong", "Nhắc lại"]
    chat.say("1")
    assert [progress.task for progress in chat.store.all(TaskProgress)] == ["bc_so_ket"], "now a number is a button's"


def test_done_without_a_number_means_the_only_thing_that_can_be_done() -> None:
    store = a_store()
    items = (an_item(store, "ke_hoach", Owed.TASK, DAY), an_item(store, "ke_hoach", Owed.TITLE, DAY))
    chat = a_chat(OFFICE_HEAD.id, store, *items)
    assert "Xong 1" in chat.labels
    assert "Đã ghi nhận hoàn thành" in chat.say("xong")
    assert [progress.task for progress in store.all(TaskProgress)] == ["ke_hoach"]
    several = an_office_chat()
    assert "Việc nào đã xong?" in several.say("xong")
    assert several.store.all(TaskProgress) == ()


@pytest.mark.parametrize("typed", ["xong 3", "Xong 3", "XONG 3"])
def test_a_button_under_a_reminder_can_be_typed_with_the_items_number(typed: str) -> None:
    chat = an_office_chat()
    chat.say(typed)
    assert [progress.task for progress in chat.store.all(TaskProgress)] == ["bc_so_ket"]


def test_a_button_under_a_reminder_can_be_typed_by_its_label() -> None:
    chat = an_office_chat()
    assert "Nhắc lại việc nào?" in chat.say("nhac lai")


def test_after_another_answer_a_number_is_that_answers_button() -> None:
    chat = an_office_chat()
    chat.now = datetime(2024, 2, 28, 1, tzinfo=UTC)
    chat.say("/nhac")
    assert "Nhắc việc lúc mấy giờ?" in chat.say("1")


def test_a_number_that_no_item_has_is_no_item() -> None:
    chat = an_office_chat()
    chat.say("9")
    assert chat.store.all(TaskProgress) == ()


# ---------------------------------------------------------------- room


def test_a_long_message_is_leafed_through() -> None:
    store = a_store()
    (plan,) = store.all(Plan)
    tasks = [a_task(f"viec_{at}", number=f"9.{at}", title=f"Việc số {at} " + "dài " * 60) for at in range(60)]
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=tuple(tasks)))
    chat = a_chat(OFFICER.id, store, *(an_item(store, task.id, Owed.TASK, JUNE) for task in tasks), day=JUNE)
    seen = chat.seen
    while "Xem tiếp" in chat.labels:
        seen += chat.press("Xem tiếp")
    assert all(f"(mục 9.{at})" in seen for at in range(60))
    chat.press("Xong")
    assert len(chat.labels) < 30


def test_every_button_fits() -> None:
    store = a_busy_store()
    items = [an_item(store, "bc_so_ket", Owed.PART, JUNE, unit=UNIT), an_item(store, "so_lieu", Owed.TASK, JUNE)]
    chat = a_chat(HEAD.id, store, *items, day=JUNE)
    chat.press("Nhắc lại")
    chat.press("Nhắc lại 1")
    assert all(len(choice.action.encode()) <= 64 for choice in chat.choices)
