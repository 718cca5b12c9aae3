"""Setting the day by which units hand in their parts, in the chat."""

from datetime import date

import pytest

from calendar_sync.stamps import stamps_of
from plans.actions import mark_done
from plans.duties.parts import internal_date
from plans.model.duties import InternalDate
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, do
from tests.plans.duties.sharing import DAY, TRADE_HEAD, a_sharing_store, changed, report

TITLE = "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm"


@pytest.fixture
def store() -> MemoryStore:
    return a_sharing_store(dated=False)


@pytest.fixture
def asked(store: MemoryStore) -> Chat:
    """The office, asked for the day of the report."""
    chat = Chat(store, OFFICER.id)
    chat.say("/ngaynoibo")
    chat.press("2.1: đặt")
    return chat


def the_date(store: MemoryStore) -> InternalDate | None:
    """The internal date of the report."""
    return internal_date(store, "thu-2024", "bc_so_ket")


def test_the_command_lists_the_open_tasks_in_which_units_cooperate(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    said = chat.say("/ngaynoibo")
    assert f"2.1. {TITLE}. Kế hoạch: trước 15/06/2024 (thứ Bảy). Hạn nội bộ: chưa đặt." in said
    assert chat.labels == ["2.1: đặt"]
    store = a_sharing_store()
    chat = Chat(store, OFFICER.id)
    assert "Hạn nội bộ: chậm nhất 10/06/2024 (thứ Hai), còn 111 ngày; đã gửi 0/4." in chat.say("/internaldates")
    assert chat.labels == ["2.1: xem"]
    do(store, mark_done, OFFICER, report(store))
    assert "Không có nhiệm vụ nào" in chat.say("/ngaynoibo")


def test_a_typed_day_is_shown_with_what_it_means_and_one_tap_records_it(store: MemoryStore, asked: Chat) -> None:
    said = asked.say("trước 10/6")
    assert "Hạn nội bộ mới: trước 10/06/2024 (thứ Hai), còn 111 ngày" in said
    assert "Nên gửi trong ngày 07/06/2024 (thứ Sáu); Đôn Đốc nhận đến hết ngày 10/06/2024." in said
    assert "Đôn Đốc sẽ báo và nhắc 2 phòng, đơn vị theo ngày này." in said
    assert "Không gửi lời nhắc được đến: Hội đồng Thi đua - Khen thưởng Sở, Phòng Quản lý năng lượng." in said
    assert the_date(store) is None
    assert "Đã ghi hạn nội bộ. Thời hạn của kế hoạch không đổi." in asked.press("Ghi")
    assert the_date(store) == InternalDate("thu-2024", "bc_so_ket", DAY, "van", NOW, before=True)
    assert any("-phan-" in uid for uid in stamps_of(store)), "the calendars know at once"


@pytest.mark.parametrize(
    ("typed", "day", "before"),
    [
        ("các phòng gửi trước 10/6", DAY, True),
        ("Đề nghị các phòng, đơn vị gửi phần của mình về Văn phòng chậm nhất ngày 10/6", DAY, False),
        ("units send before 10/6", DAY, True),
        ("thứ Sáu tuần sau", date(2024, 3, 1), False),
        ("10/6", DAY, False),
    ],
)
def test_the_day_is_understood_as_offices_write_it(asked: Chat, typed: str, day: date, before: bool) -> None:
    asked.say(typed)
    asked.press("Ghi")
    found = the_date(asked.store)
    assert found is not None
    assert (found.day, found.before) == (day, before)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("19/2", "Ngày 19/02/2024 đã qua"),
        ("16/6", "sau thời hạn của kế hoạch (15/06/2024)"),
        ("trong tháng 5", "cần một ngày cụ thể"),
        ("31/6", "31/6"),
        ("chưa ấn định", "cần một ngày cụ thể"),
    ],
)
def test_a_day_that_cannot_be_is_asked_for_again(asked: Chat, typed: str, why: str) -> None:
    said = asked.say(typed)
    assert why in said
    assert "Xin gõ ngày" in said
    assert the_date(asked.store) is None


def test_the_plans_own_day_is_taken_with_a_warning(asked: Chat) -> None:
    assert "không còn ngày nào để tổng hợp" in asked.say("15/6")


def test_another_day_can_be_typed_before_the_tap_and_an_old_button_sets_nothing(asked: Chat) -> None:
    asked.say("10/6")
    old = asked.button("Ghi").action
    asked.say("7/6")
    asked.send(action=old)
    assert the_date(asked.store) is None
    asked.say("/ngaynoibo")
    asked.press("2.1")
    asked.press("Thôi")
    assert asked.say("10/6") is not None
    assert the_date(asked.store) is None


def test_a_question_in_between_is_answered_and_the_dialogue_stays_open(asked: Chat) -> None:
    said = asked.say("Hạn nộp báo cáo sơ kết 6 tháng là ngày nào?")
    assert "trước 15/06/2024" in said
    assert "hạn nội bộ vẫn đang dở" in said


def test_a_day_behind_a_name_in_one_message_is_understood(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    said = chat.say(f"{TITLE}: các phòng gửi trước 10/6")
    assert "Hạn nội bộ mới: trước 10/06/2024" in said
    chat.press("Ghi")
    assert the_date(store) is not None
    chat.say("Báo cáo sơ kết: 14/6")
    assert chat.labels[0].startswith("Ghi thời hạn"), "without the units it is the task's own day"


@pytest.mark.parametrize("task", ["2.1:", "mục 2.1:", "Mục 2.1", "2.1", "nhiệm vụ số 2.1:", "item 2.1:"])
def test_the_task_can_be_named_by_its_number(store: MemoryStore, task: str) -> None:
    said = Chat(store, OFFICER.id).say(f"{task} các phòng gửi trước 10/6")
    assert "Hạn nội bộ mới: trước 10/06/2024" in said
    assert TITLE in said


def test_a_number_of_no_task_sets_nothing(store: MemoryStore) -> None:
    said = Chat(store, OFFICER.id).say("mục 9.9: các phòng gửi trước 10/6")
    assert "Hạn nội bộ mới" not in said


def test_withdrawing_asks_first() -> None:
    store = a_sharing_store()
    chat = Chat(store, OFFICER.id)
    chat.say("/ngaynoibo")
    chat.press("2.1")
    assert "Bỏ hạn nội bộ của" in chat.press("Bỏ hạn")
    assert the_date(store) is not None
    assert "Đã bỏ hạn nội bộ" in chat.press("Bỏ hạn này")
    assert the_date(store) is None


@pytest.mark.parametrize("person", [HEAD.id, STAFF.id, LEADER.id, TRADE_HEAD.id])
def test_nobody_else_gets_in(store: MemoryStore, person: str) -> None:
    chat = Chat(store, person)
    assert "do Văn phòng đặt" in chat.say("/ngaynoibo")
    chat.send(action=f"partday:ask:{report(store).key}")
    assert "do Văn phòng đặt" in chat.seen
    chat.send(action=f"partday:drop:{report(store).key}:yes")
    assert "do Văn phòng đặt" in chat.seen
    assert f"{TITLE}: các phòng" not in chat.say(f"{TITLE}: các phòng gửi trước 10/6")
    assert the_date(store) is None


def test_a_task_that_takes_none_says_so(store: MemoryStore) -> None:
    chat = Chat(store, OFFICER.id)
    changed(store, cooperating=())
    chat.send(action=f"partday:ask:{report(store).key}")
    assert "không cần hạn nội bộ" in chat.seen
    chat.send(action="partday:ask:0000000000")
    chat.send(action="partday")
    assert the_date(store) is None
