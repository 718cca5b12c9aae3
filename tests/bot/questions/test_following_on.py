"""Questions that go on from the last one, in a whole conversation."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation import Conversation
from bot.talk import Installation
from calendar_sync.stamps import stamp_events
from plans.model.asking import LastAsked
from plans.model.plan import TaskProgress
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import LEADER, NOW, OFFICER, STAFF, a_plan, the_tasks


def a_chat(person: str = STAFF.id) -> Chat:
    return Chat(a_store(), person)


def test_the_period_changes_and_the_unit_stays_and_the_other_way_round() -> None:
    chat = a_chat()
    chat.say("tháng 6 có gì đến hạn")
    assert "Văn phòng" in chat.say("của văn phòng thôi")
    assert "6/2024" in chat.replies[0].heading
    said = chat.say("còn tháng 10?")
    assert "Văn phòng" in chat.replies[0].heading
    assert "10/2024" in chat.replies[0].heading
    assert "Mục 4.1" in said
    chat.say("cả cơ quan thì sao")
    assert "Văn phòng" not in chat.replies[0].heading
    assert "10/2024" in chat.replies[0].heading


def test_what_is_past_due_is_narrowed_to_a_unit() -> None:
    chat = a_chat(LEADER.id)
    chat.now += timedelta(days=300)
    chat.say("việc nào quá hạn")
    said = chat.say("only the office's")
    assert "qua hạn" in chat.replies[0].heading
    assert "Văn phòng" in chat.replies[0].heading
    assert "4.4" not in said


def test_a_task_of_the_list_is_done_only_with_the_tap() -> None:
    chat = a_chat(OFFICER.id)
    chat.say("năm nay có gì đến hạn")
    assert "Mục 1.1" in chat.say("việc đầu tiên xong rồi")
    assert "Đã hoàn thành" in chat.labels
    assert chat.store.all(TaskProgress) == ()
    chat.press("Đã hoàn thành")
    assert [each.task for each in chat.store.all(TaskProgress)] == ["ke_hoach"]


def test_who_may_not_mark_tasks_done_is_refused_by_its_place_as_by_its_name() -> None:
    chat = a_chat()
    chat.say("năm nay có gì đến hạn")
    by_place = chat.say("việc đầu tiên xong rồi")
    assert "Đã hoàn thành" not in chat.labels
    assert by_place == chat.say("kế hoạch đăng ký thi đua xong rồi")
    assert chat.store.all(TaskProgress) == ()


def test_the_only_task_that_was_shown_is_it() -> None:
    chat = a_chat()
    chat.say("bao giờ nộp báo cáo sơ kết")
    assert "116 ngày" in chat.say("nó còn mấy ngày")
    with chat.store.transaction() as tx:
        stamp_events(tx, NOW)
    chat.say("thêm nó vào lịch giúp nhé")
    assert chat.replies[0].attachment is not None
    assert chat.replies[0].attachment.name == "bc_so_ket.ics"


def test_the_list_stays_and_it_is_the_task_that_was_looked_at_last() -> None:
    chat = a_chat(OFFICER.id)
    chat.say("năm nay có gì đến hạn")
    assert "2.1" in chat.replies[0].heading + chat.say("việc thứ hai do ai làm")
    assert "116 ngày" in chat.say("nó còn mấy ngày nữa")
    chat.say("năm nay có gì đến hạn")
    chat.press("Mục 4.1")
    assert "Mục 4.1" in chat.say("việc này xong rồi")
    assert "Mục 1.1" in chat.say("việc đầu tiên xong rồi")
    chat.say("còn tháng 10?")
    assert "10/2024" in chat.replies[0].heading


def test_a_number_that_is_a_place_and_a_number_of_the_plan_asks_which() -> None:
    chat = a_chat()
    tasks = tuple(replace(task, number=number) for task, number in zip(the_tasks(), "531246", strict=True))
    with chat.store.transaction() as tx:
        tx.put(replace(a_plan(), tasks=tasks))
    chat.say("năm nay có gì đến hạn")
    chat.say("chi tiết việc 3")
    assert len([each for each in chat.choices if each.action.startswith("task:")]) == 2
    chat.say("việc thứ ba")
    assert len([each for each in chat.choices if each.action.startswith("quote:")]) == 1


def test_a_person_of_several_units_means_their_department() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.put(replace(STAFF, further_units=("hoi_dong_tdkt",)))
    chat.say("tháng 6 có gì đến hạn")
    chat.say("còn phòng tôi?")
    assert "Phòng Quản lý công nghiệp" in chat.replies[0].heading
    leader = Chat(chat.store, LEADER.id)
    leader.say("phòng tôi có việc gì")
    assert {"Lãnh đạo Sở", "Hội đồng Thi đua - Khen thưởng Sở"} <= set(leader.labels), "who has no department chooses"


def test_a_place_that_is_not_there_says_how_many_there_are() -> None:
    chat = a_chat()
    chat.say("tháng này có gì đến hạn")
    assert "có 1 việc" in chat.say("chi tiết việc 5")


@pytest.mark.parametrize(("minutes", "follows"), [(10, True), (11, False)])
def test_it_lasts_ten_minutes_and_over_a_restart(minutes: int, follows: bool) -> None:
    chat = a_chat()
    chat.say("việc của văn phòng tháng 6")
    later = Chat(chat.store, STAFF.id, channel="telegram", conversation=Conversation(Installation(LINKS)))
    later.now = NOW + timedelta(minutes=minutes)
    later.say("còn tháng 10?")
    assert ("Văn phòng" in later.replies[0].heading) is follows


def test_each_person_goes_on_from_their_own_question() -> None:
    chat = a_chat()
    chat.say("việc của văn phòng tháng 6")
    other = Chat(chat.store, LEADER.id)
    other.say("còn tháng 10?")
    assert "Văn phòng" not in other.replies[0].heading


def test_a_whole_new_question_takes_nothing_from_the_old_one() -> None:
    chat = a_chat()
    chat.say("việc của văn phòng tháng 6")
    chat.say("tháng 10 có gì đến hạn")
    assert "Văn phòng" not in chat.replies[0].heading
    assert chat.store.all(LastAsked)[0].intent == "due_in_period"


def test_beside_an_open_form_it_goes_on_and_the_form_stays_open() -> None:
    chat = a_chat()
    chat.say("việc của văn phòng tháng 6")
    chat.say("đăng ký thi đua")
    chat.press("Lao động tiên tiến")
    said = chat.say("còn tháng 10?")
    assert "Văn phòng" in chat.replies[0].heading
    assert "vẫn đang dở" in said


def test_beside_an_open_form_what_was_looked_at_since_is_meant() -> None:
    chat = a_chat(OFFICER.id)
    chat.say("đăng ký thi đua")
    chat.press("Cho bản thân")
    chat.now += timedelta(minutes=1)
    chat.say("bao giờ nộp báo cáo sơ kết")
    said = chat.say("xong rồi")
    assert "Ghi nhận đã hoàn thành?" in said
    assert "vẫn đang dở" in said


def test_ones_own_unit_alone_asks_for_its_tasks() -> None:
    chat = a_chat()
    for text in ("việc của phòng tôi", "our department's tasks", "phòng mình"):
        chat.say(text)
        assert "Phòng Quản lý công nghiệp" in chat.replies[0].heading
    chat.say("việc quá hạn của phòng tôi")
    assert "qua hạn" in chat.replies[0].heading


@pytest.mark.parametrize(
    "said",
    [
        "việc đầu tiên xong rồi à",
        "việc đầu tiên xong rồi à em",
        "việc đầu tiên xong rồi hả chị",
        "việc đầu tiên xong một nửa",
        "việc đầu tiên xong rồi thì làm gì tiếp",
        "anh Nam bảo việc đầu tiên xong rồi",
        "nghe nói việc đầu tiên xong rồi",
        "khoan, việc đầu tiên xong đã",
        "the first one is almost done",
    ],
)
def test_doubt_about_a_task_of_the_list_asks_for_no_tap(said: str) -> None:
    chat = a_chat(OFFICER.id)
    chat.say("năm nay có gì đến hạn")
    chat.say(said)
    assert "Đã hoàn thành" not in chat.labels
