"""A task more, in a few messages by the office."""

from datetime import date

from plans.model.plan import DeadlineKind, TaskKind
from plans.model.reminding import Announcement
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat
from tests.bot.dialogues.drafts import plan
from tests.builders import HEAD


def test_a_task_is_added_in_five_messages(chat: Chat, store: MemoryStore) -> None:
    assert "gõ tên việc" in chat.say("/themviec")
    assert "gõ thời hạn" in chat.say("Hội nghị điển hình tiên tiến")
    assert "20/08/2024 (thứ Ba)" in chat.say("20/8")
    chat.press("Phòng Quản lý công nghiệp")
    said = chat.press("Họp, hội nghị")
    assert "Chủ trì: Phòng Quản lý công nghiệp" in said
    assert len(plan(store).tasks) == 6, "nothing is added before the last tap"
    assert "Đã thêm: Hội nghị điển hình tiên tiến" in chat.press("Thêm việc này")
    added = plan(store).tasks[-1]
    assert (added.title, added.kind, added.deadline.end) == (
        "Hội nghị điển hình tiên tiến",
        TaskKind.MEETING,
        date(2024, 8, 20),
    )
    assert added.units == ("ql_cong_nghiep",)
    assert {HEAD.id} <= {each.person for each in store.all(Announcement)}
    assert "Hội nghị điển hình" in chat.press("Xem nhiệm vụ")


def test_units_can_be_typed_and_the_day_left_open(chat: Chat, store: MemoryStore) -> None:
    chat.say("/addtask")
    chat.say("Hội nghị điển hình tiên tiến")
    chat.press("Chưa ấn định ngày")
    chat.say("Văn phòng")
    chat.press("Việc khác")
    chat.say("có")
    assert plan(store).tasks[-1].deadline.kind is DeadlineKind.UNSET
    assert plan(store).tasks[-1].units == ("van_phong",)


def test_stopping_adds_nothing(chat: Chat, store: MemoryStore) -> None:
    chat.say("/themviec")
    chat.say("Hội nghị")
    chat.press("Thôi")
    assert len(plan(store).tasks) == 6


def test_an_old_button_adds_nothing_twice(chat: Chat, store: MemoryStore) -> None:
    chat.say("/themviec")
    chat.say("Hội nghị")
    chat.say("20/8")
    chat.press("Chưa nêu đơn vị")
    chat.press("Việc khác")
    button = chat.button("Thêm việc này").action
    chat.send(action=button)
    chat.send(action=button)
    assert len(plan(store).tasks) == 7


def test_a_question_is_no_unit_and_no_day(chat: Chat) -> None:
    chat.say("/themviec")
    chat.say("Hội nghị")
    assert "Đăng ký của" in chat.say("Tôi đã đăng ký gì?")
    chat.say("20/8")
    chat.say("Ai làm?")
    assert "Ai làm" not in chat.seen
    said = chat.say("Văn phòng chủ trì, phối hợp Phòng Quản lý công nghiệp")
    assert "Phối hợp: Phòng Quản lý công nghiệp" in said
