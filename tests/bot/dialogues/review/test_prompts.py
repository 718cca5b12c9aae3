"""What is typed in a review: shown back before it is taken, and no question is taken for it."""

from dataclasses import replace

from plans.planning.draft import ReviewState
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.bot.dialogues.drafts import a_draft, begun, review_of
from tests.builders import OFFICER


def test_a_typed_day_is_shown_back_before_it_is_taken(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    said = chat.say("28/2")
    assert "28/02/2025 (thứ Sáu)" in said
    assert review_of(store).tasks[2].task.deadline.date is None, "nothing is taken yet"
    said = chat.say("có")
    assert "Đã sửa thời hạn" in said
    assert review_of(store).tasks[2].task.deadline.date == "2025-02-28"
    assert review_of(store).tasks[2].state is ReviewState.CONFIRMED


def test_what_is_no_day_is_asked_for_again(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    chat.say("lúc nào cũng được")
    assert "Xin gõ thời hạn" in chat.seen
    assert review_of(store).tasks[2].task.deadline.date is None
    chat.say("28/2")
    assert "28/02/2025" in chat.seen


def test_no_leaves_the_day_as_it_was(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    chat.say("28/2")
    assert "Việc 3/3" in chat.say("không")
    assert review_of(store).tasks[2].task.deadline.date is None


def test_a_day_taken_twice_by_an_old_button_changes_nothing(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    chat.say("28/2")
    old = chat.button("Ghi thời hạn").action
    chat.send(action=old)
    before = review_of(store)
    chat.send(action=old)
    assert review_of(store) == before
    assert "Nút này thuộc bước đã qua" in chat.seen


def test_a_title_is_typed_even_if_it_sounds_like_a_question(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa tên")
    assert "Đã sửa tên" in chat.say("Tháng này có gì đến hạn")
    assert review_of(store).tasks[2].task.title == "Tháng này có gì đến hạn"


def test_a_task_is_added_with_its_day(chat: Chat, store: MemoryStore) -> None:
    chat.press("Thêm việc")
    chat.say("Tổng kết năm")
    chat.say("30/11")
    assert "Tổng kết năm" in chat.press("Thêm việc này")
    added = review_of(store).tasks[-1]
    assert (added.task.title, added.task.deadline.date, added.added) == ("Tổng kết năm", "2025-11-30", True)
    assert "cán bộ Văn phòng nhập" in chat.seen


def test_a_missing_year_is_typed_in(store: MemoryStore) -> None:
    begun(store, a_draft(year=None), "1" * 64)
    chat = Chat(store, OFFICER.id)
    chat.send(action=f"review:{'1' * 12}:whole")
    assert "Áp dụng" not in chat.labels
    chat.press("Đầu văn bản")
    chat.press("Sửa năm")
    assert "bốn chữ số" in chat.say("hai không hai lăm")
    assert "Năm kế hoạch: 2025" in chat.say("2025")
    assert review_of(store, "1" * 64).draft.year == 2025


def test_another_day_may_be_typed_before_the_first_is_taken(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    chat.say("28/2")
    assert "27/02/2025" in chat.say("27/2")
    assert "Không có ngày 30/2/2025" in chat.say("30/2")
    chat.say("26/2")
    chat.say("có")
    assert review_of(store).tasks[2].task.deadline.date == "2025-02-26"


def test_a_question_between_loses_neither_the_typed_day_nor_the_new_task(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    assert "Việc đến hạn" in chat.say("Tháng này có gì đến hạn?")
    chat.press("Tiếp tục")
    chat.say("28/2")
    chat.say("Tháng này có gì đến hạn?")
    assert "28/02/2025" in chat.press("Tiếp tục")
    chat.say("/kehoach")
    chat.press("Rà soát tiếp")
    chat.press("Thêm việc")
    chat.say("Tổng kết năm")
    chat.say("/help")
    assert "Việc thêm: Tổng kết năm" in chat.press("Tiếp tục")
    chat.say("20/12")
    chat.say("/help")
    assert "20/12/2025" in chat.press("Tiếp tục")
    chat.say("21/12")
    chat.say("có")
    assert review_of(store).tasks[-1].task.deadline.date == "2025-12-21"


def test_a_question_is_no_unit(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa đơn vị")
    chat.say("Bao giờ họp?")
    assert review_of(store).tasks[2].task.lead == ("Văn phòng",)


def test_what_the_head_lacked_is_no_doubt_once_it_is_said() -> None:
    store = a_store()
    blank = (Problem("reading.blank_number"), Problem("reading.blank_day"))
    begun(store, replace(a_draft(), number=None, issued=None, problems=blank))
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    assert "Số văn bản để trống" in chat.press("Rà soát tiếp")
    chat.press("Đầu văn bản")
    chat.press("Sửa số")
    chat.say("15/KH-STN")
    chat.press("Sửa ngày")
    chat.say("10/1/2025")
    whole = chat.press("Cả văn bản")
    assert "để trống" not in whole
    assert "Đã xem các điều ghi ở văn bản" not in chat.labels


def test_the_button_under_another_day_takes_nothing(chat: Chat, store: MemoryStore) -> None:
    chat.press("Xem việc")
    chat.press("Sửa hạn")
    chat.say("28/2")
    old = chat.button("Ghi thời hạn này").action
    chat.say("27/2")
    chat.send(action=old)
    assert review_of(store).tasks[2].task.deadline.date is None
    chat.press("Thêm việc")
    chat.say("Việc thứ nhất")
    unset = chat.button("Chưa ấn định ngày").action
    chat.say("1/12")
    typed = chat.button("Thêm việc này").action
    chat.say("2/12")
    chat.send(action=typed)
    chat.press("Thêm việc")
    chat.say("Việc thứ hai")
    chat.send(action=unset)
    assert len(review_of(store).tasks) == 3
