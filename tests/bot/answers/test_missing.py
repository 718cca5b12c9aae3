"""Who has registered, and who may know it."""

from datetime import date

from plans.registrations.registering import register_title, withdraw_title
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, INDUSTRY, LEADER, OFFICER, STAFF, a_person, a_plan, do

QUESTION = "ai chưa đăng ký thi đua"


def test_staff_see_their_own_state_and_a_number() -> None:
    said = Chat(a_store(), STAFF.id).say(QUESTION)
    assert "chưa đăng ký danh hiệu" in said
    assert "còn 2/2 người chưa đăng ký" in said
    assert "Hùng" not in said


def test_a_head_sees_the_names_of_the_own_unit_only() -> None:
    said = Chat(a_store(), HEAD.id).say(QUESTION)
    assert "Phạm Thị Lan" in said
    assert "Đỗ Thị Vân" not in said


def test_the_office_and_leaders_see_everybody_by_unit() -> None:
    for person in (OFFICER, LEADER):
        said = Chat(a_store(), person.id).say(QUESTION)
        assert "Còn 5/5 người chưa đăng ký" in said
        for name in ("Phạm Thị Lan", "Đỗ Thị Vân", "Nguyễn Văn Minh"):
            assert name in said
        assert "Tập thể chưa đăng ký: Văn phòng, Phòng Quản lý công nghiệp" in said


def test_whoever_answered_is_not_missing() -> None:
    store = a_store()
    staff = Chat(store, STAFF.id)
    staff.say("đăng ký lao động tiên tiến")
    staff.press("Ghi đăng ký")
    said = Chat(store, LEADER.id).say(QUESTION)
    assert "Còn 4/5" in said
    assert "Phạm Thị Lan" not in said


def test_whoever_came_after_the_last_day_is_not_counted() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(a_person("moi", "Người Mới", started=date(2024, 3, 1)))
    assert "Người Mới" not in Chat(store, LEADER.id).say(QUESTION)


def test_ones_own_registrations_show_both_answers_with_numbers() -> None:
    chat = Chat(a_store(), HEAD.id)
    chat.say("đăng ký lao động tiên tiến")
    chat.press("Ghi đăng ký")
    said = chat.say("tôi đã đăng ký gì")
    assert "ĐK-2024-001" in said
    assert "tập thể Phòng Quản lý công nghiệp" in said
    assert "Sáng kiến: chưa đăng ký" in said


def test_a_person_sees_nobody_elses_registration_under_their_own() -> None:
    store = a_store()
    head = Chat(store, HEAD.id)
    head.say("đăng ký lao động tiên tiến")
    head.press("Ghi đăng ký")
    assert "ĐK-2024-001" not in Chat(store, STAFF.id).say("tôi đã đăng ký gì")


def test_a_department_that_withdrew_is_missing_again() -> None:
    store = a_store()
    leader = Chat(store, LEADER.id)
    do(store, register_title, HEAD, INDUSTRY, a_plan(), "tt_ldtt")
    assert "Phòng Quản lý công nghiệp" not in leader.say(QUESTION).partition("Tập thể chưa đăng ký")[2]
    do(store, withdraw_title, HEAD, INDUSTRY, a_plan())
    assert "Tập thể chưa đăng ký: Văn phòng, Phòng Quản lý công nghiệp" in leader.say(QUESTION)
