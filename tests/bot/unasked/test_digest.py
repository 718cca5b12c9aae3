"""The digest as it goes out."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.messages import Reply
from bot.unasked.digest import digest_reply
from plans.model.people import Preference
from plans.model.plan import Plan
from plans.model.reminding import Delivery, DeliveryState
from plans.reminding.due import plan_digests
from plans.store.memory import MemoryStore
from tests.bot.chatting import a_store
from tests.builders import HEAD, LEADER, OFFICER, STAFF, UNREGISTERED_RULE


def at(day: date) -> datetime:
    """07:45 in Hanoi."""
    return datetime(day.year, day.month, day.day, 0, 45, tzinfo=UTC)


def the_delivery(store: MemoryStore, person: str, day: date) -> Delivery:
    planned = plan_digests(store, at(day))
    assert planned is not None
    digest = next(digest for digest in planned.digests if digest.person.id == person)
    return Delivery(person, day, digest.items, DeliveryState.DUE, at(day))


def the_digest(person: str, day: date) -> Reply:
    store = a_store()
    return digest_reply(store, the_delivery(store, person, day), at(day))


def test_the_last_working_day_before_a_deadline_says_both_days() -> None:
    reply = the_digest(OFFICER.id, date(2024, 2, 28))
    assert reply.heading == "Nhắc việc ngày 28/02/2024"
    assert reply.text.startswith("Hôm nay:\n1. ")
    assert "kế hoạch ghi trước 29/02: nên xong trong hôm nay, hệ thống nhận đến hết 29/02" in reply.text
    assert UNREGISTERED_RULE in reply.text


def test_a_deadline_on_a_day_off_is_spoken_of_on_the_working_day_before() -> None:
    assert "hạn là thứ Bảy 15/6, nên xong trong hôm nay" in the_digest(OFFICER.id, date(2024, 6, 14)).text


def test_a_meeting_is_said_with_its_day_and_that_it_is_today() -> None:
    assert "ngày 30/10/2024 (thứ Tư); hôm nay." in the_digest(OFFICER.id, date(2024, 10, 30)).text


def test_the_hour_by_which_something_is_due_is_said_on_the_day_too() -> None:
    store = a_store()
    (plan,) = store.all(Plan)
    tasks = tuple(
        replace(task, deadline=replace(task.deadline, before=False, hour=time(16))) if task.id == "bc_so_ket" else task
        for task in plan.tasks
    )
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=tasks))
    day = date(2024, 6, 14)
    assert "15/06/2024 (thứ Bảy), 16:00; " in digest_reply(store, the_delivery(store, OFFICER.id, day), at(day)).text


def test_leaders_get_a_report() -> None:
    assert the_digest(LEADER.id, date(2024, 2, 28)).heading == "Báo cáo ngày 28/02/2024"


def test_what_is_overdue_says_for_how_long_and_comes_last() -> None:
    reply = the_digest(OFFICER.id, date(2024, 3, 1))
    assert reply.text.startswith("Đã qua hạn:")
    assert "đã qua hạn 1 ngày" in reply.text
    for word in ("nợ", "chậm trễ", "vi phạm"):
        assert word not in reply.text


def test_a_closed_registration_offers_nothing_to_press() -> None:
    reply = the_digest(STAFF.id, date(2024, 3, 1))
    assert reply.choices == ()
    assert "đã hết thời gian đăng ký" in reply.text


@pytest.mark.parametrize(("day", "group"), [(date(2024, 2, 27), "Tuần này:"), (date(2024, 2, 21), "Sắp tới:")])
def test_items_are_grouped_by_when(day: date, group: str) -> None:
    assert group in the_digest(HEAD.id, day).text


def test_one_sent_a_second_time_is_marked() -> None:
    store = a_store()
    delivery = replace(the_delivery(store, STAFF.id, date(2024, 2, 28)), again=True)
    assert digest_reply(store, delivery, at(delivery.day)).heading.endswith("(gửi lại)")


def test_it_is_written_in_the_readers_language() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(Preference(STAFF.id, "en"))
    reply = digest_reply(store, the_delivery(store, STAFF.id, date(2024, 2, 28)), at(date(2024, 2, 28)))
    assert reply.heading == "Reminder of 28/02/2024"
    assert "best finished today" in reply.text
    assert [choice.label for row in reply.choices for choice in row] == ["Done", "Remind again", "Register now"]


def test_items_of_tasks_that_are_gone_are_left_out() -> None:
    store = a_store()
    delivery = the_delivery(store, STAFF.id, date(2024, 2, 28))
    gone = replace(delivery, items=tuple(replace(item, task="khong_con") for item in delivery.items))
    assert "Không còn việc nào" in digest_reply(store, gone, at(delivery.day)).text


def test_a_rung_on_a_day_off_is_sent_before_it_and_says_so() -> None:
    assert "Nhắc sớm vì ngày nhắc rơi vào ngày nghỉ" in the_digest(STAFF.id, date(2024, 2, 7)).text
