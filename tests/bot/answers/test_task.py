"""A named task."""

from dataclasses import replace

from plans.model.plan import Plan, Topic
from tests.bot.chatting import Chat, a_store
from tests.builders import OFFICER, STAFF, a_plan


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
