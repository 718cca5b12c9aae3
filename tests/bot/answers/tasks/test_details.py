"""A named task."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plans.model.asking import LastAsked
from plans.model.plan import Plan, TaskProgress, Topic
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, a_plan, entry_of


def a_chat(person: str = STAFF.id) -> Chat:
    store = a_store()
    topics = (
        Topic("cac_ky_hop", ("các kỳ họp", "những kỳ họp"), ("hop_hd_sang_kien", "hop_hd_thi_dua")),
        Topic("tap_huan", ("lớp tập huấn",)),
    )
    with store.transaction() as tx:
        tx.put(replace(a_plan(), topics=topics))
    return Chat(store, person)


def test_its_date_comes_with_weekday_days_left_lead_quote_and_line() -> None:
    said = a_chat().say("báo cáo sơ kết nộp khi nào")
    for words in ("trước 15/06/2024 (thứ Bảy), còn 116 ngày", "là ngày nghỉ", "Chủ trì: ", "dòng 1, ke-hoach.txt"):
        assert words in said


def test_what_has_no_date_says_so() -> None:
    assert "chưa ấn định ngày (theo kế hoạch của Cụm, Khối)" in a_chat().say("hưởng ứng phong trào thi đua khi nào")


def test_what_the_plan_lacks_is_said_to_be_absent() -> None:
    said = a_chat().say("lớp tập huấn tổ chức khi nào")
    assert "Lớp tập huấn: không có trong kế hoạch này" in said


def test_a_name_of_several_tasks_offers_each() -> None:
    chat = a_chat()
    chat.say("các kỳ họp diễn ra khi nào")
    assert [label[:8] for label in chat.labels] == ["Mục 4.2.", "Mục 4.4."]
    assert "30/10/2024" in chat.say("1")


def test_a_task_that_opens_a_registration_shows_ones_own_state_and_the_way_there() -> None:
    chat = a_chat()
    chat.say("tháng này có gì đến hạn")
    assert "chưa đăng ký danh hiệu" in chat.press("Mục 1.1")
    assert "danh hiệu" in chat.press("Đăng ký ngay")


def test_only_who_answers_for_it_is_offered_to_mark_it_done() -> None:
    for person, offered in ((STAFF, False), (OFFICER, True)):
        chat = a_chat(person.id)
        chat.say("báo cáo sơ kết nộp khi nào")
        assert ("Ghi nhận đã hoàn thành" in chat.labels) is offered


def test_without_a_plan_it_says_that_none_has_been_entered() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.delete(Plan, "thu-2024")
    for question in ("/dangky", "/cuatoi", "/tiendo", "/sangkien", "/chuadangky"):
        assert "Chưa có kế hoạch nào" in chat.say(question), question


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (datetime(2024, 6, 10, 2, tzinfo=UTC), "Còn 5 ngày: trước 15/06/2024 (thứ Bảy)."),
        (datetime(2024, 6, 15, 2, tzinfo=UTC), "Hệ thống nhận đến hết hôm nay: trước 15/06/2024 (thứ Bảy)."),
        (datetime(2024, 6, 17, 2, tzinfo=UTC), "Đã qua hạn 2 ngày: trước 15/06/2024 (thứ Bảy)."),
    ],
)
def test_whoever_asks_how_long_reads_the_days_first(day: datetime, begins: str) -> None:
    chat = a_chat()
    chat.now = day
    chat.say("còn mấy ngày nữa nộp báo cáo sơ kết")
    assert chat.replies[0].text.startswith(begins)


def test_days_left_of_a_period_without_a_day_and_of_what_is_done() -> None:
    chat = a_chat()
    chat.say("còn mấy ngày nữa họp hội đồng thi đua")
    assert chat.replies[0].text.startswith("Còn 315 ngày đến hết thời hạn: trong tháng 12/2024.")
    chat.say("còn mấy ngày nữa hưởng ứng phong trào thi đua")
    assert chat.replies[0].text.startswith(
        "Chưa ấn định ngày (theo kế hoạch của Cụm, Khối), nên chưa tính được còn bao nhiêu ngày."
    )
    with chat.store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, OFFICER.id))
    chat.say("còn mấy ngày nữa nộp báo cáo sơ kết")
    assert chat.replies[0].text.startswith("Đã hoàn thành; thời hạn là trước 15/06/2024 (thứ Bảy).")


def test_of_several_tasks_of_a_name_each_is_counted() -> None:
    chat = a_chat()
    said = chat.say("còn bao nhiêu ngày nữa đến các kỳ họp")
    assert "  Còn 253 ngày: ngày 30/10/2024 (thứ Tư). Chủ trì:" in said
    (asked,) = chat.store.all(LastAsked)
    assert (asked.intent, len(asked.tasks)) == ("days_left", 2)


def test_the_tasks_before_and_after_in_the_plan_are_a_tap_away() -> None:
    chat = a_chat()
    chat.say("họp hội đồng sáng kiến khi nào")
    assert "Mục 4.4." in chat.press("Mục 4.4 ›")
    assert chat.replies[0].replaces
    assert "Mục 4.2." in chat.press("‹ Mục 4.2")


def test_a_leader_reminds_the_unit_in_two_taps_from_a_list() -> None:
    chat = a_chat(LEADER.id)
    chat.say("quý II phải làm gì")
    chat.press("Mục 2.1")
    assert "Đã gửi lời nhắc đến Trần Thị Hoa." in chat.press("Nhắc đơn vị")
    assert "Mỗi ngày làm việc chỉ nhắc một lần." in chat.press("Đã nhắc lúc 08:00")
    assert "quý II/2024" in chat.press("‹ Quay lại")


def test_outside_working_hours_it_says_when_the_reminder_goes() -> None:
    chat = a_chat(LEADER.id)
    chat.now = datetime(2024, 2, 23, 13, tzinfo=UTC)
    chat.say("báo cáo sơ kết nộp khi nào")
    assert "lời nhắc đến Trần Thị Hoa gửi lúc 07:45 26/02/2024" in chat.press("Nhắc đơn vị")


def test_nobody_else_is_offered_to_remind_and_nobody_of_what_is_done() -> None:
    for person in (STAFF.id, HEAD.id):
        chat = a_chat(person)
        chat.say("báo cáo sơ kết nộp khi nào")
        assert "Nhắc đơn vị" not in chat.labels
    chat = a_chat(LEADER.id)
    with chat.store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, OFFICER.id))
    chat.say("báo cáo sơ kết nộp khi nào")
    assert "Nhắc đơn vị" not in chat.labels
    chat.send(action=f"urgetask:{entry_of(chat.store, 'bc_so_ket').key}")
    assert "đã hoàn thành, không cần nhắc" in chat.seen
