"""What is due, overdue, or on a unit's desk."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.demo import fill_demo
from plans.agenda import entry_by_key
from plans.model.asking import LastAsked
from plans.model.duties import DoneReport
from plans.model.plan import Plan, TaskKind, TaskProgress
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import INDUSTRY, LEADER, NOW, OFFICER, STAFF, a_deadline, a_department, a_plan, a_task


def a_chat(person: str = STAFF.id, now: datetime = NOW) -> Chat:
    return Chat(a_store(), person, now=now)


def test_the_answer_begins_with_what_was_understood() -> None:
    chat = a_chat()
    chat.say("tháng này có gì đến hạn")
    assert chat.replies[0].heading == "Việc đến hạn: tháng 2/2024 (01–29/02)"
    assert "Trước 29/02/2024 (thứ Năm), còn 9 ngày" in chat.replies[0].text


def test_leaders_get_it_as_a_report() -> None:
    chat = a_chat(LEADER.id)
    chat.say("tháng này có gì đến hạn")
    assert chat.replies[0].heading == "Báo cáo việc đến hạn: tháng 2/2024 (01–29/02)"


def test_a_quarter_names_what_has_no_date_yet_at_the_end() -> None:
    said = a_chat().say("quý II phải làm gì")
    assert said.index("Mục 2.1") < said.index("Chưa ấn định ngày (1):") < said.index("Mục 2.2")
    assert "Theo kế hoạch của Cụm, Khối. Chủ trì:" in said


def test_nothing_due_says_so_and_names_the_next_deadline() -> None:
    said = a_chat().say("tháng sau có gì đến hạn")
    assert "Không có việc nào đến hạn trong thời gian này." in said
    assert "15/06/2024" in said


def test_what_waits_to_be_confirmed_is_not_what_comes_next() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.put(DoneReport("thu-2024", "bc_so_ket", NOW, OFFICER.id))
    said = chat.say("tháng sau có gì đến hạn")
    assert "15/06/2024" not in said
    assert "Mục 4.1" in said


def test_no_period_means_the_next_thirty_days() -> None:
    assert "30 ngày tới (đến 21/03/2024)" in a_chat().say("sắp đến hạn việc gì")


def test_the_neighbouring_periods_are_one_tap_away_in_the_same_message() -> None:
    chat = a_chat()
    chat.say("tháng này có gì đến hạn")
    assert "tháng 3/2024" in chat.press("Tháng 3/2024")
    assert chat.replies[0].replaces
    assert "tháng 2/2024" in chat.press("‹ Tháng 2/2024")


def test_a_task_opens_from_the_list_and_leads_back_to_it() -> None:
    chat = a_chat()
    chat.say("tháng này có gì đến hạn")
    assert "Căn cứ: dòng 1" in chat.press("Mục 1.1")
    assert "Việc đến hạn: tháng 2/2024 (01–29/02)" in chat.press("‹ Quay lại")


def test_done_and_overdue_are_told_apart() -> None:
    chat = a_chat(OFFICER.id, datetime(2024, 6, 20, 3, tzinfo=UTC))
    assert "1 việc: đã hoàn thành 0, chưa hoàn thành 1 (đã qua hạn 1)." in chat.say("tháng này có gì đến hạn")
    assert "đã qua hạn 5 ngày" in chat.say("việc nào quá hạn")
    entry = entry_by_key(chat.store, "60c5374fc7")
    assert entry is not None
    with chat.store.transaction() as tx:
        tx.put(TaskProgress(entry.plan.id, entry.task.id, NOW, OFFICER.id))
    said = chat.say("tháng này có gì đến hạn")
    assert "1 việc: đã hoàn thành 1, chưa hoàn thành 0." in said
    assert "đã hoàn thành. Chủ trì:" in said


def test_a_past_meeting_is_asked_about_and_never_overdue() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(a_plan(tasks=(a_task("hop", kind=TaskKind.MEETING, deadline=a_deadline(date(2024, 2, 6))),)))
    chat = Chat(store, STAFF.id)
    said = chat.say("việc nào quá hạn")
    assert "Không có việc nào qua hạn" in said
    assert "Cuộc họp đã qua ngày, chờ xác nhận đã họp (1):\n– Mục " in said
    assert "chưa hoàn thành 1 (họp đã qua ngày chưa xác nhận 1)." in chat.say("tháng này có gì đến hạn")


def test_nothing_overdue_is_said_with_the_next_deadline() -> None:
    said = a_chat().say("việc nào quá hạn")
    assert "Không có việc nào qua hạn" in said
    assert "29/02/2024" in said


def test_a_units_tasks_may_be_asked_for_in_a_period() -> None:
    said = a_chat().say("nhiệm vụ của Văn phòng tháng 6")
    assert "Nhiệm vụ của Văn phòng: tháng 6/2024 (01–30/06)" in said
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


def test_a_report_that_waits_is_told_apart_from_what_is_done() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.put(DoneReport("thu-2024", "ke_hoach", NOW, OFFICER.id))
    said = chat.say("tháng này có gì đến hạn")
    assert "1 việc: đã hoàn thành 0, chờ xác nhận 1, chưa hoàn thành 0." in said


def test_the_week_of_today_is_called_so() -> None:
    said = a_chat(now=datetime(2024, 2, 26, 3, tzinfo=UTC)).say("tháng này có gì đến hạn")
    assert "\nTuần này (26/02–03/03):\n– Mục 1.1." in said


def a_long_plan(count: int = 40) -> MemoryStore:
    """A plan with so many tasks on the days of March and April."""
    days = [date(2024, 3, 1) + timedelta(days=day) for day in range(count)]
    tasks = tuple(
        a_task(f"viec_{place}", number=str(place), title=f"Việc thứ {place}", deadline=a_deadline(day))
        for place, day in enumerate(days, 1)
    )
    store = MemoryStore()
    a_department(store, plan=a_plan(tasks=tasks))
    return store


def test_a_long_list_turns_its_pages_in_one_message_and_loses_nothing() -> None:
    chat = Chat(a_long_plan(), STAFF.id)
    seen = chat.say("năm nay có gì")
    assert "Trang 1/5" in seen
    labels = [label for label in chat.labels if label.startswith("Mục")]
    for page in range(2, 6):
        seen += chat.press("Trang sau")
        assert f"Trang {page}/5" in seen
        assert chat.replies[0].replaces
        labels += [label for label in chat.labels if label.startswith("Mục")]
    assert labels == [f"Mục {number}" for number in range(1, 41)]
    assert all(seen.count(f"– Mục {number}. Việc thứ {number}\n") == 1 for number in range(1, 41))
    assert "Tháng 3/2024 (tiếp theo):" in seen


def test_from_a_later_page_a_task_opens_and_leads_back_to_that_page() -> None:
    chat = Chat(a_long_plan(), STAFF.id)
    chat.say("năm nay có gì")
    chat.press("Trang sau")
    assert "Việc thứ 16" in chat.press("Mục 16")
    assert "Việc thứ 17" in chat.press("Mục 17 ›")
    assert "Trang 2/5" in chat.press("‹ Quay lại")


def test_a_head_sees_what_the_own_unit_has_in_it_and_can_look_at_that_alone() -> None:
    chat = Chat(MemoryStore(), "nam.ph")
    fill_demo(chat.store)
    assert "Phòng Quản lý công nghiệp: phối hợp 1." in chat.say("tháng này có gì đến hạn")
    alone = chat.press("Việc của Phòng Quản lý công nghiệp")
    assert "Nhiệm vụ của Phòng Quản lý công nghiệp: tháng 2/2024 (01–29/02)" in alone
    assert "Phối hợp với: Văn phòng." in alone
    assert "Mục 1.2" not in alone
    assert "Mục 1.2" in chat.press("‹ Mọi đơn vị")


def test_tasks_of_two_years_are_told_apart_by_their_plans() -> None:
    chat = a_chat(now=datetime(2024, 12, 20, 3, tzinfo=UTC))
    next_year = a_task("ke_hoach", number="1.1", deadline=a_deadline(date(2025, 1, 31)))
    with chat.store.transaction() as tx:
        tx.put(a_plan("thu-2025", year=2025, tasks=(next_year,)))
    said = chat.say("từ tháng 12/2024 đến tháng 1/2025 có gì")
    assert "– Mục 4.4/2024." in said
    assert "– Mục 1.1/2025." in said
    assert chat.labels[:2] == ["Mục 4.4/2024", "Mục 1.1/2025"]


def test_a_year_without_a_plan_says_which_years_there_are() -> None:
    chat = a_chat()
    assert "chỉ có kế hoạch năm 2024" in chat.say("năm 2022 có gì")
    assert "Mục 1.1" in chat.press("Cả kế hoạch năm 2024")


def test_what_comes_next_opens_where_nothing_is_due() -> None:
    chat = a_chat()
    chat.say("tháng sau có gì đến hạn")
    assert "Thời hạn: trước 15/06/2024" in chat.press("Mục 2.1")


def test_what_was_shown_is_remembered_in_its_order() -> None:
    chat = a_chat()
    chat.say("năm nay có gì")
    (asked,) = chat.store.all(LastAsked)
    assert (asked.intent, asked.slots) == ("due_in_period", {"start": "2024-01-01", "end": "2024-12-31"})
    shown = [entry.task.number for key in asked.tasks if (entry := entry_by_key(chat.store, key))]
    assert shown == ["1.1", "2.1", "4.1", "4.2", "4.4", "2.2"]


@pytest.mark.parametrize("words", ["", "2024-13-01:2024-02-01", "2024-03-01:2024-02-01", "-:-"])
def test_a_made_up_button_is_said_to_mean_nothing(words: str) -> None:
    chat = a_chat()
    chat.send(action=f"due:{words}")
    assert "Nút này" in chat.seen


@pytest.mark.parametrize("question", ["999 năm tới có gì", "từ năm 1990 đến năm 2099 có gì", "999 năm trước có gì"])
def test_the_widest_period_has_an_answer_whose_pages_turn(question: str) -> None:
    chat = Chat(a_long_plan(), STAFF.id)
    chat.say(question)
    if "Trang sau ›" in chat.labels:
        assert "Trang 2/5" in chat.press("Trang sau")
    assert not any(label.startswith("‹ từ") for label in chat.labels)


def test_a_day_leaves_what_has_no_day_yet_behind_a_button() -> None:
    chat = a_chat(now=datetime(2024, 6, 14, 3, tzinfo=UTC))
    said = chat.say("hôm nay có gì")
    assert "Mục 2.2" not in said
    assert chat.labels[:4] == ["Mục 2.1", "‹ Thứ Năm 13/06", "Thứ Bảy 15/06 ›", "Chưa ấn định ngày (1)"]
    assert "– Mục 2.2." in chat.press("Chưa ấn định ngày")
