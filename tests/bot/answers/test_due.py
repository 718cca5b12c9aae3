"""What is due, overdue, or on a unit's desk."""

from datetime import UTC, datetime

import pytest

from bot.demo import fill_demo
from plans.agenda import entry_by_key
from plans.model.plan import Plan, TaskProgress
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import INDUSTRY, LEADER, NOW, OFFICER, STAFF


def a_chat(person: str = STAFF.id, now: datetime = NOW) -> Chat:
    return Chat(a_store(), person, now=now)


def test_the_answer_begins_with_what_was_understood() -> None:
    chat = a_chat()
    chat.say("tháng này có gì đến hạn")
    assert chat.replies[0].heading == "Việc đến hạn: tháng 02/2024"
    assert "trước 29/02/2024 (thứ Năm), còn 9 ngày" in chat.replies[0].text


def test_leaders_get_it_as_a_report() -> None:
    chat = a_chat(LEADER.id)
    chat.say("tháng này có gì đến hạn")
    assert chat.replies[0].heading == "Báo cáo việc đến hạn: tháng 02/2024"


def test_a_quarter_names_what_has_no_date_yet_at_the_end() -> None:
    said = a_chat().say("quý II phải làm gì")
    assert said.index("Mục 2.1") < said.index("Chưa ấn định ngày (1):") < said.index("Mục 2.2")
    assert "(theo kế hoạch của Cụm, Khối)" in said


def test_nothing_due_says_so_and_names_the_next_deadline() -> None:
    said = a_chat().say("tháng sau có gì đến hạn")
    assert "Không có việc nào đến hạn trong thời gian này." in said
    assert "15/06/2024" in said


def test_no_period_means_the_next_thirty_days() -> None:
    assert "30 ngày tới (đến 21/03/2024)" in a_chat().say("sắp đến hạn việc gì")


def test_the_neighbouring_periods_are_one_tap_away_in_the_same_message() -> None:
    chat = a_chat()
    chat.say("tháng này có gì đến hạn")
    assert "tháng 3/2024" in chat.press("tháng 3/2024")
    assert chat.replies[0].replaces
    assert "tháng 02/2024" in chat.press("‹ tháng 02/2024")


def test_a_task_opens_from_the_list_and_leads_back_to_it() -> None:
    chat = a_chat()
    chat.say("tháng này có gì đến hạn")
    assert "Căn cứ: dòng 1" in chat.press("Mục 1.1")
    assert "Việc đến hạn: tháng 02/2024" in chat.press("‹ Quay lại")


def test_a_date_that_does_not_exist_is_not_shifted() -> None:
    assert "30/2" in a_chat().say("30/2 có gì không")


def test_done_and_overdue_are_told_apart() -> None:
    chat = a_chat(OFFICER.id, datetime(2024, 6, 20, 3, tzinfo=UTC))
    assert "Đã qua hạn, chưa hoàn thành (1)" in chat.say("tháng này có gì đến hạn")
    assert "đã qua hạn 5 ngày" in chat.say("việc nào quá hạn")
    entry = entry_by_key(chat.store, "60c5374fc7")
    assert entry is not None
    with chat.store.transaction() as tx:
        tx.put(TaskProgress(entry.plan.id, entry.task.id, NOW, OFFICER.id))
    assert "Đã hoàn thành (1)" in chat.say("tháng này có gì đến hạn")


def test_nothing_overdue_is_said_with_the_next_deadline() -> None:
    said = a_chat().say("việc nào quá hạn")
    assert "Không có việc nào qua hạn" in said
    assert "29/02/2024" in said


def test_a_units_tasks_may_be_asked_for_in_a_period() -> None:
    said = a_chat().say("nhiệm vụ của Văn phòng tháng 6")
    assert "Nhiệm vụ của Văn phòng: tháng 6/2024" in said
    assert "Mục 2.1" in said
    assert "Mục 4.1" not in said


def test_a_unit_without_tasks_is_said_to_have_none() -> None:
    assert f"không có nhiệm vụ nào của {INDUSTRY.name}" in a_chat().say("phòng Quản lý công nghiệp có việc gì")


def test_a_unit_whose_tasks_have_no_date_yet_is_not_said_to_have_none() -> None:
    store = MemoryStore()
    fill_demo(store)
    said = Chat(store, "nam.ph").say("chi đoàn có việc gì")
    assert "Chưa ấn định ngày (1):" in said
    assert "không có nhiệm vụ nào" not in said


@pytest.mark.parametrize(
    "question", ["tháng này có gì đến hạn", "việc nào quá hạn", "phòng Quản lý công nghiệp có việc gì"]
)
def test_without_a_plan_nothing_is_said_to_be_in_order(question: str) -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        for plan in chat.store.all(Plan):
            tx.delete(Plan, plan.id)
    assert chat.say(question).strip().startswith("Chưa có kế hoạch nào")


def test_a_quarter_that_does_not_exist_is_not_called_a_day() -> None:
    assert a_chat().say("quý 5 có gì").strip().startswith("“quý 5” không có trong lịch.")
