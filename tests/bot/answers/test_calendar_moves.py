"""An event that was dragged in a calendar: the office takes the change, keeps the old day, or hears who already has."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from calendar_sync.stamps import stamp_events
from plans.calendars.moving import propose_move, standing
from plans.model.people import Preference
from plans.model.plan import DeadlineKind, Plan, Task
from plans.model.publishing import CalendarMove, PublishedEvent
from plans.planning.amending import set_deadline
from plans.planning.draft import DraftDeadline
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.builders import LEADER, NOW, OFFICE_HEAD, OFFICER, STAFF, a_deadline, a_plan, a_task, do

LATER = NOW + timedelta(minutes=5)


def dragged(
    task: str = "hop_hd_sang_kien", day: date = date(2024, 10, 31), hour: time | None = None, person: str = LEADER.id
) -> CalendarMove:
    """That task's event, dragged in somebody's own calendar, or (without a person) in one of several people."""
    where = f"{person}/dieu-hanh" if person else "dondoc-tat-ca"
    was, words = {
        "hop_hd_sang_kien": (date(2024, 10, 30), "30/10/2024"),
        "bc_so_ket": (date(2024, 6, 15), "Trước 15/06/2024"),
        "hop_hd_thi_dua": (date(2024, 12, 31), "Trong tháng 12/2024"),
    }[task]
    return CalendarMove(where, f"{task}@dondoc", "thu-2024", task, person, was, day, hour, words, NOW)


def asked(*moves: CalendarMove, person: str = OFFICER.id, store: MemoryStore | None = None) -> Chat:
    """An officer whom these moves are put before."""
    store = store or a_store()
    for move in moves:
        assert do(store, propose_move, move) is not None
    return Chat(store, person, now=LATER)


def meeting(store: MemoryStore, id: str = "hop_hd_sang_kien") -> Task:
    """The task as the plan has it now."""
    plan = store.get(Plan, "thu-2024")
    task = plan.task(id) if plan else None
    assert task is not None
    return task


def opened(chat: Chat) -> str:
    """The first of what waits, from the calendars."""
    chat.say("/lich")
    chat.press("Thay đổi chờ trả lời")
    return chat.press("Trả lời số 1")


def test_the_question_names_the_meeting_the_days_and_whose_calendar_it_was() -> None:
    said = opened(asked(dragged()))
    assert (
        "Cuộc họp “Họp Hội đồng sáng kiến Sở” được Nguyễn Văn Minh dời trên lịch"
        " từ 30/10/2024 sang 31/10/2024 (thứ Năm). Nhận thay đổi?"
    ) in said


def test_nobody_is_named_where_several_share_the_calendar() -> None:
    said = opened(asked(dragged(person="")))
    assert "được dời trên lịch từ 30/10/2024 sang 31/10/2024" in said


def test_a_new_day_on_which_nobody_works_is_pointed_out() -> None:
    assert "02/11/2024 (thứ Bảy). Nhận thay đổi?\nNgày mới rơi vào ngày nghỉ." in opened(
        asked(dragged(day=date(2024, 11, 2)))
    )
    assert "ngày nghỉ" not in opened(asked(dragged()))


def test_a_new_day_that_has_passed_or_lies_in_another_year_is_pointed_out() -> None:
    assert "Ngày mới đã qua." in opened(asked(dragged(day=date(2023, 10, 31))))
    assert "Ngày mới thuộc năm khác với ngày cũ." in opened(asked(dragged(day=date(2025, 10, 31))))
    assert "Ngày mới" not in opened(asked(dragged()))


def test_where_the_plan_names_no_day_the_question_says_what_it_names() -> None:
    said = opened(asked(dragged("hop_hd_thi_dua", date(2024, 12, 20))))
    assert "từ 31/12/2024 sang 20/12/2024 (thứ Sáu). Nhận thay đổi?\nTrong kế hoạch: trong tháng 12/2024." in said
    assert "Trong kế hoạch" not in opened(asked(dragged()))


def test_what_is_no_meeting_is_not_called_one() -> None:
    assert "Việc “Báo cáo sơ kết" in opened(asked(dragged("bc_so_ket", date(2024, 6, 20))))


def test_hours_are_said_where_there_are_some() -> None:
    assert "sang 14:00 ngày 31/10/2024" in opened(asked(dragged(hour=time(14))))


def test_a_meeting_at_an_hour_that_becomes_one_of_the_whole_day() -> None:
    store = a_store()
    at_eight = replace(a_deadline(date(2024, 10, 30), kind=DeadlineKind.ON, wording="30/10/2024"), hour=time(8))
    held = replace(meeting(store), deadline=at_eight)
    with store.transaction() as tx:
        tx.put(a_plan(tasks=(held, a_task())))
    said = opened(asked(dragged(day=date(2024, 10, 30)), store=store))
    assert "từ 08:00 ngày 30/10/2024 sang 30/10/2024 (thứ Tư), cả ngày." in said


def test_taken_the_plan_and_the_stamps_follow() -> None:
    chat = asked(dragged())
    with chat.store.transaction() as tx:
        stamp_events(tx, NOW)
    before = {event.id: event.sequence for event in chat.store.all(PublishedEvent)}
    opened(chat)
    said = chat.press("Nhận")
    assert meeting(chat.store).deadline.end == date(2024, 10, 31)
    assert "nay là" in said
    assert "31/10/2024" in said
    assert standing(chat.store) == ()
    moved = {event.id for event in chat.store.all(PublishedEvent) if event.sequence > before[event.id]}
    assert len(moved) == 1


def test_kept_the_plan_stays() -> None:
    chat = asked(dragged())
    opened(chat)
    said = chat.press("Giữ ngày cũ")
    assert meeting(chat.store).deadline.end == date(2024, 10, 30)
    assert "30/10/2024" in said
    assert standing(chat.store) == ()


def test_the_paper_can_be_looked_at_before_answering() -> None:
    chat = asked(dragged())
    opened(chat)
    said = chat.press("Xem văn bản")
    assert "ke-hoach.txt, dòng 1: “Họp Hội đồng sáng kiến Sở”" in said
    assert chat.labels[:2] == ["Nhận", "Giữ ngày cũ"]
    assert "Xem văn bản" not in chat.labels
    chat.press("Nhận")
    assert meeting(chat.store).deadline.end == date(2024, 10, 31)


@pytest.mark.parametrize(("label", "said"), [("Nhận", "đã nhận thay đổi này"), ("Giữ ngày cũ", "đã giữ ngày cũ")])
def test_who_comes_second_hears_who_answered(label: str, said: str) -> None:
    first = asked(dragged())
    second = Chat(first.store, OFFICE_HEAD.id, now=LATER)
    opened(second)
    opened(first)
    first.press(label)
    end = meeting(first.store).deadline.end
    other = "Giữ" if label == "Nhận" else "Nhận"
    assert f"{OFFICER.name} {said} lúc 08:05 20/02/2024" in second.press(other)
    assert meeting(first.store).deadline.end == end


def test_a_question_that_the_plan_has_overtaken_holds_no_more() -> None:
    chat = asked(dragged())
    opened(chat)
    day = DraftDeadline(DeadlineKind.ON, "2024-11-05", "05/11/2024")
    do(chat.store, set_deadline, OFFICE_HEAD, "thu-2024", "hop_hd_sang_kien", day)
    said = chat.press("Nhận")
    assert "không còn hiệu lực" in said
    assert "05/11/2024" in said
    assert meeting(chat.store).deadline.end == date(2024, 11, 5)


def test_an_old_question_is_no_answer_to_a_newer_one() -> None:
    chat = asked(dragged())
    opened(chat)
    old = chat.button("Nhận").action
    again = replace(dragged(day=date(2024, 11, 8)), at=LATER)
    do(chat.store, propose_move, again, now=LATER)
    (reply,) = chat.send(action=old)
    assert "không còn hiệu lực" in reply.text
    assert meeting(chat.store).deadline.end == date(2024, 10, 30)
    assert standing(chat.store) == (again,)


def test_several_wait_in_a_list_and_lead_on() -> None:
    chat = asked(dragged(), replace(dragged("bc_so_ket", date(2024, 6, 20)), at=LATER))
    chat.say("/lich")
    assert "đang chờ trả lời: 2" in chat.seen
    said = chat.press("Thay đổi chờ trả lời")
    assert "1. “Họp Hội đồng sáng kiến Sở”: Nguyễn Văn Minh dời từ 30/10/2024 sang 31/10/2024" in said
    chat.press("Trả lời số 2")
    chat.press("Giữ ngày cũ")
    chat.press("Thay đổi chờ trả lời")
    assert [label for label in chat.labels if label.startswith("Trả lời")] == ["Trả lời số 1"]


def test_with_nothing_waiting_it_is_said() -> None:
    chat = Chat(a_store(), OFFICER.id)
    chat.send(action="moved:list")
    assert "Không có thay đổi nào" in chat.seen
    chat.say("/lich")
    assert "Thay đổi chờ trả lời" not in chat.labels


def test_the_staff_answers_nothing() -> None:
    chat = asked(dragged())
    opened(chat)
    action = chat.button("Nhận").action
    Chat(chat.store, STAFF.id).send(action=action)
    Chat(chat.store, LEADER.id).send(action=action)
    assert meeting(chat.store).deadline.end == date(2024, 10, 30)


MADE_UP = (":yes:{key}:zz:{mark}", ":yes:{key}:ffffffffff:{mark}", ":x:{key}:{at}:{mark}", ":yes:x:y:z", ":yes", "")


@pytest.mark.parametrize("words", MADE_UP)
def test_made_up_buttons_change_nothing(words: str) -> None:
    chat = asked(dragged())
    opened(chat)
    _, _, key, at, mark = chat.button("Nhận").action.split(":")
    chat.send(action="moved" + words.format(key=key, at=at, mark=mark))
    assert meeting(chat.store).deadline.end == date(2024, 10, 30)
    assert len(standing(chat.store)) == 1


def test_it_is_asked_in_english_too() -> None:
    chat = asked(dragged())
    with chat.store.transaction() as tx:
        tx.put(Preference(OFFICER.id, "en"))
    chat.say("/calendar")
    chat.press("Changes that wait")
    assert "was moved by Nguyễn Văn Minh in a calendar from" in chat.press("Answer no. 1")
    assert "The change is taken" in chat.press("Take it")
