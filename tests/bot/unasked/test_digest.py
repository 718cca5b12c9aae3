"""Reminders as they go out, as their readers read them."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.messages import TEXT_LIMIT, Reply, length
from bot.unasked.digest import digest_reply
from plans.model.duties import Assignment, DoneReport, UnitPart
from plans.model.people import Preference
from plans.model.plan import Plan, TaskProgress
from plans.model.reminding import Delivery, DeliveryKind, DigestItem, Owed, Warns
from plans.store.memory import MemoryStore
from tests.bot.chatting import a_store
from tests.builders import (
    HEAD,
    LEADER,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    STAFF,
    UNREGISTERED_RULE,
    a_person,
    a_task,
)
from tests.reminded import PLAN, a_busy_store, a_delivery, an_item, at

DAY = date(2024, 2, 28)
JUNE = date(2024, 6, 13)


def said(store: MemoryStore, delivery: Delivery, day: date | None = None) -> Reply:
    """The message as it is read on that day, or on its own."""
    return digest_reply(store, delivery, at(day or delivery.day))


def labels(reply: Reply) -> list[str]:
    return [choice.label for row in reply.choices for choice in row]


def office_digest(day: date, task: str = "ke_hoach") -> Reply:
    store = a_store()
    items = [an_item(store, task, Owed.TASK, day)]
    if task == "ke_hoach":
        items.append(an_item(store, task, Owed.TITLE, day))
    return said(store, a_delivery(OFFICER.id, day, *items))


# ---------------------------------------------------------------- when


def test_the_last_working_day_before_a_deadline_says_both_days() -> None:
    reply = office_digest(DAY)
    assert reply.heading == "Nhắc việc ngày 28/02/2024"
    assert reply.text.startswith("Hôm nay:\n1. ")
    assert "kế hoạch ghi trước 29/02: nên xong trong hôm nay, hệ thống nhận đến hết 29/02" in reply.text
    assert UNREGISTERED_RULE in reply.text


def test_a_deadline_on_a_day_off_is_best_met_on_the_working_day_before() -> None:
    store = a_store()
    (plan,) = store.all(Plan)
    tasks = tuple(replace(task, deadline=replace(task.deadline, before=False)) for task in plan.tasks)
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=tasks))
    day = date(2024, 6, 14)
    item = an_item(store, "bc_so_ket", Owed.TASK, day)
    assert "hạn là thứ Bảy 15/6, nên xong trong hôm nay" in said(store, a_delivery(OFFICER.id, day, item)).text


def test_the_plans_own_word_stands_there_though_the_day_is_a_day_off() -> None:
    said = "kế hoạch ghi trước thứ Bảy 15/6: nên xong trong hôm nay, hệ thống nhận đến hết 15/6"
    assert said in office_digest(date(2024, 6, 14), "bc_so_ket").text


def test_a_meeting_is_said_with_its_day_and_that_it_is_today() -> None:
    assert "ngày 30/10/2024 (thứ Tư); hôm nay." in office_digest(date(2024, 10, 30), "hop_hd_sang_kien").text


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
    item = an_item(store, "bc_so_ket", Owed.TASK, day)
    assert "15/06/2024 (thứ Bảy), 16:00; " in said(store, a_delivery(OFFICER.id, day, item)).text


def test_what_is_overdue_says_for_how_long_and_comes_last() -> None:
    reply = office_digest(date(2024, 3, 1))
    assert reply.text.startswith("Đã qua hạn:")
    assert "đã qua hạn 1 ngày" in reply.text
    for word in ("nợ", "chậm trễ", "vi phạm"):
        assert word not in reply.text


@pytest.mark.parametrize(
    ("day", "group"),
    [(DAY, "Hôm nay:"), (date(2024, 2, 27), "Tuần này:"), (date(2024, 2, 21), "Sắp tới:")],
)
def test_items_are_grouped_by_when(day: date, group: str) -> None:
    assert group in office_digest(day).text


def test_a_plan_of_another_year_is_named() -> None:
    store = a_store()
    item = an_item(store, "hop_hd_thi_dua", Owed.TASK, date(2025, 1, 2))
    assert "mục 4.4, kế hoạch năm 2024" in said(store, a_delivery(OFFICER.id, date(2025, 1, 2), item)).text
    assert "kế hoạch năm" not in office_digest(DAY).text


# ---------------------------------------------------------------- what


def test_everything_that_can_be_owed_stands_in_its_own_group() -> None:
    store = a_busy_store()
    unit = HEAD.unit
    items = (
        an_item(store, "so_lieu", Owed.TASK, JUNE),
        an_item(store, "giao_ban", Owed.TASK, JUNE),
        an_item(store, "bc_so_ket", Owed.PART, JUNE, unit=unit),
        an_item(store, "dk_sang_kien", Owed.INNOVATION, JUNE),
        an_item(store, "hop_hd_thi_dua", Owed.ATTEND, JUNE),
        an_item(store, "ke_hoach", Owed.UNIT_TITLE, JUNE, unit=unit),
        an_item(store, "huong_ung", Owed.SET_DAY, JUNE),
        an_item(store, "dk_sang_kien", Owed.UNANSWERED, JUNE, unit=unit),
        an_item(store, "bc_so_ket", Owed.ESCALATED, JUNE),
    )
    text = said(store, a_delivery(HEAD.id, JUNE, *items)).text
    groups = ["Hôm nay:", "Sắp tới:", "Đã qua hạn:", "Đã họp chưa?", "Chưa có ngày, xin ấn định:"]
    groups += ["Đã qua hạn, cần anh Hùng đôn đốc:", "Chưa đăng ký:"]
    assert [line for line in text.splitlines() if line and not line[0].isdigit()] == groups
    assert "1. Phần của Phòng Quản lý công nghiệp trong việc “Báo cáo sơ kết" in text
    assert "trước 14/06/2024 (thứ Sáu); nên gửi trong hôm nay." in text
    assert "Dự họp: Họp Hội đồng thi đua Sở" in text
    assert "tập thể Phòng Quản lý công nghiệp" in text
    assert "quý II/2024; kế hoạch ghi “Theo kế hoạch của Cụm, Khối”" in text
    assert "2/2 người chưa trả lời: Lê Quốc Hùng, Phạm Thị Lan." in text
    numbers = [line.partition(".")[0] for line in text.splitlines() if line and line[0].isdigit()]
    assert numbers == [str(number) for number in range(1, 10)]


def test_a_head_is_told_who_of_the_own_unit_was_to_do_it_and_of_another_unit_only_which() -> None:
    store = a_busy_store()
    with store.transaction() as tx:
        tx.put(Assignment(PLAN, "so_lieu", HEAD.unit, STAFF.id, HEAD.id, NOW))
    item = an_item(store, "so_lieu", Owed.ESCALATED, JUNE)
    assert "Phòng Quản lý công nghiệp (giao cho Phạm Thị Lan)" in said(store, a_delivery(HEAD.id, JUNE, item)).text
    assert "Phòng Quản lý công nghiệp (giao cho Phạm Thị Lan)" in said(store, a_delivery(OFFICER.id, JUNE, item)).text
    other = replace(OFFICE_HEAD, roles=HEAD.roles)
    with store.transaction() as tx:
        tx.put(other)
    assert "Phạm Thị Lan" not in said(store, a_delivery(other.id, JUNE, item)).text


@pytest.mark.parametrize(
    ("warns", "day", "words"),
    [
        (Warns.HEAD, date(2024, 6, 11), "Ngày mai sẽ báo trưởng đơn vị nếu chưa hoàn thành."),
        (Warns.OFFICE, date(2024, 6, 13), "Ngày mai sẽ báo Văn phòng và lãnh đạo phụ trách nếu chưa hoàn thành."),
    ],
)
def test_a_warning_says_who_is_told_when(warns: Warns, day: date, words: str) -> None:
    store = a_busy_store()
    delivery = a_delivery(HEAD.id, day, an_item(store, "so_lieu", Owed.TASK, day, warns=warns))
    assert words in said(store, delivery).text
    assert "sẽ báo" not in said(store, delivery, date(2024, 6, 20)).text, "on a later day it would not be so"


def test_before_a_weekend_the_day_of_the_warning_is_named() -> None:
    store = a_store()
    day = date(2024, 6, 14)
    item = an_item(store, "bc_so_ket", Owed.TASK, day, warns=Warns.HEAD)
    assert "Thứ Hai 17/6 sẽ báo trưởng đơn vị" in said(store, a_delivery(OFFICER.id, day, item)).text


def test_whoever_stands_in_is_told_for_whom() -> None:
    store = a_busy_store()
    item = an_item(store, "so_lieu", Owed.TASK, JUNE, of=HEAD.id)
    assert "Anh/chị làm thay Lê Quốc Hùng đang nghỉ." in said(store, a_delivery(STAFF.id, JUNE, item)).text


# ---------------------------------------------------------------- messages of other kinds


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (DeliveryKind.PING, "Nhắc việc chiều 13/06/2024"),
        (DeliveryKind.RETURN, "Nhắc lại theo hẹn, 13/06/2024"),
    ],
)
def test_a_single_reminder_is_headed_as_what_it_is(kind: DeliveryKind, heading: str) -> None:
    store = a_busy_store()
    delivery = a_delivery(HEAD.id, JUNE, an_item(store, "so_lieu", Owed.TASK, JUNE), kind=kind)
    assert said(store, delivery).heading == heading
    follow = replace(delivery, kind=DeliveryKind.FOLLOW, origin=f"{kind}-2024-06-13-telegram")
    assert said(store, follow).heading == heading
    assert said(store, follow).text.startswith("Gửi thêm qua kênh này vì chưa thấy anh Hùng xem bản nhắc trước.\n\n")


def test_what_comes_again_says_so_once() -> None:
    store = a_busy_store()
    item = replace(an_item(store, "so_lieu", Owed.TASK, JUNE), snoozed=True)
    assert "Nhắc lại theo yêu cầu." in said(store, a_delivery(HEAD.id, JUNE, item)).text
    assert "Nhắc lại" not in said(store, a_delivery(HEAD.id, JUNE, item, kind=DeliveryKind.RETURN)).text


def test_leaders_get_a_report() -> None:
    store = a_store()
    delivery = a_delivery(LEADER.id, DAY, an_item(store, "ke_hoach", Owed.TITLE, DAY), kind=DeliveryKind.RETURN)
    assert said(store, delivery).heading == "Báo cáo ngày 28/02/2024"


def test_one_sent_a_second_time_is_marked() -> None:
    store = a_store()
    delivery = replace(a_delivery(STAFF.id, DAY, an_item(store, "ke_hoach", Owed.TITLE, DAY)), again=True)
    assert said(store, delivery).heading.endswith("(gửi lại)")


def test_it_is_written_in_the_readers_language() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(Preference(STAFF.id, "en"))
    reply = said(store, a_delivery(STAFF.id, DAY, an_item(store, "ke_hoach", Owed.TITLE, DAY)))
    assert reply.heading == "Reminder of 28/02/2024"
    assert "best finished today" in reply.text
    assert labels(reply) == ["Remind again", "Register now", "See the text", "Add to calendar"]


# ---------------------------------------------------------------- buttons


def test_a_message_about_one_task_has_all_that_can_be_done_about_it() -> None:
    store = a_busy_store()
    reply = said(store, a_delivery(HEAD.id, JUNE, an_item(store, "so_lieu", Owed.TASK, JUNE)))
    assert labels(reply) == ["Xong", "Nhắc lại", "Xem văn bản", "Giao cho ai?", "Không phải việc của tôi"]


def test_who_of_the_unit_sees_to_it_is_asked_once() -> None:
    store = a_busy_store()
    with store.transaction() as tx:
        tx.put(Assignment(PLAN, "so_lieu", HEAD.unit, HEAD.id, HEAD.id, NOW))
    reply = said(store, a_delivery(HEAD.id, JUNE, an_item(store, "so_lieu", Owed.TASK, JUNE)))
    assert "Giao cho ai?" not in labels(reply)


def test_a_past_meeting_is_only_asked_about() -> None:
    store = a_busy_store()
    reply = said(store, a_delivery(HEAD.id, JUNE, an_item(store, "giao_ban", Owed.TASK, JUNE)))
    assert reply.text == "Đã họp chưa?\n1. Họp giao ban quý II (mục 2.4): ngày 11/06/2024 (thứ Ba)."
    assert labels(reply) == ["Đã họp", "Chưa, đổi ngày", "Xem văn bản"]


def test_at_most_two_buttons_stand_side_by_side() -> None:
    store = a_busy_store()
    items = [an_item(store, task, Owed.TASK, JUNE) for task in ("giao_ban", "so_lieu")]
    answers = [
        an_item(store, "dk_sang_kien", owed, JUNE, unit=HEAD.unit) for owed in (Owed.INNOVATION, Owed.UNANSWERED)
    ]
    title = an_item(store, "ke_hoach", Owed.UNIT_TITLE, JUNE, unit=HEAD.unit)
    rows = said(store, a_delivery(HEAD.id, JUNE, *items, *answers, title)).choices
    assert {len(row) for row in rows} == {1, 2}
    assert [button.label for button in rows[1]] == ["Đã họp: việc 4", "Chưa họp: việc 4"]


def test_whoever_holds_a_meeting_is_told_of_it_once() -> None:
    store = a_busy_store()
    day = date(2024, 6, 11)
    items = [an_item(store, "giao_ban", owed, day) for owed in (Owed.ATTEND, Owed.TASK)]
    reply = said(store, a_delivery(HEAD.id, day, *items))
    assert reply.text == "Hôm nay:\n1. Họp giao ban quý II (mục 2.4): ngày 11/06/2024 (thứ Ba); hôm nay."
    assert labels(reply)[0] == "Đã họp"


def test_a_units_part_is_sent_and_not_done() -> None:
    store = a_busy_store()
    reply = said(store, a_delivery(HEAD.id, JUNE, an_item(store, "bc_so_ket", Owed.PART, JUNE, unit=HEAD.unit)))
    assert labels(reply)[0] == "Đã gửi"


def test_the_office_sets_a_day_and_nobody_else_is_offered_to() -> None:
    store = a_store()
    item = an_item(store, "huong_ung", Owed.SET_DAY, JUNE)
    assert labels(said(store, a_delivery(OFFICER.id, JUNE, item))) == ["Ấn định ngày", "Xem văn bản"]
    assert labels(said(store, a_delivery(HEAD.id, JUNE, item))) == ["Xem văn bản"]


def test_a_closed_registration_offers_nothing_to_press() -> None:
    store = a_store()
    day = date(2024, 3, 1)
    reply = said(store, a_delivery(STAFF.id, day, an_item(store, "ke_hoach", Owed.TITLE, day)))
    assert reply.choices == ()
    assert "đã hết thời gian đăng ký; nếu cần" in reply.text
    to_the_office = said(store, a_delivery(OFFICER.id, day, an_item(store, "ke_hoach", Owed.TITLE, day)))
    assert "đã hết thời gian đăng ký." in to_the_office.text, "it is not sent to itself"
    assert UNREGISTERED_RULE not in reply.text


# ---------------------------------------------------------------- what has been settled since


def test_what_is_done_says_by_whom_and_keeps_its_number() -> None:
    store = a_busy_store()
    items = [an_item(store, task, Owed.TASK, JUNE) for task in ("so_lieu", "giao_ban")]
    delivery = a_delivery(HEAD.id, JUNE, *items, an_item(store, "bc_so_ket", Owed.PART, JUNE, unit=HEAD.unit))
    with store.transaction() as tx:
        tx.put(TaskProgress(PLAN, "so_lieu", at(JUNE), STAFF.id))
        tx.put(UnitPart(PLAN, "bc_so_ket", HEAD.unit, at(JUNE), HEAD.id))
    text = said(store, delivery).text
    assert text.startswith("Đã họp chưa?\n3. ")
    settled = text.partition("Đã giải quyết:\n")[2].splitlines()
    assert [line[:2] for line in settled] == ["1.", "2."]
    assert settled[0].endswith("đã gửi lúc 07:45 13/06/2024.")
    assert settled[1].endswith("Phạm Thị Lan ghi nhận hoàn thành lúc 07:45 13/06/2024.")


def test_what_waits_for_the_office_says_so() -> None:
    store = a_busy_store()
    with store.transaction() as tx:
        tx.put(DoneReport(PLAN, "so_lieu", at(JUNE), STAFF.id))
    reply = said(store, a_delivery(STAFF.id, JUNE, an_item(store, "so_lieu", Owed.TASK, JUNE)))
    assert reply.text.startswith("Không còn việc nào phải nhắc. Cảm ơn anh/chị Lan.")
    assert "chờ Văn phòng xác nhận" in reply.text
    assert reply.choices == ()


def test_a_message_read_on_a_later_day_says_as_of_when() -> None:
    store = a_busy_store()
    delivery = a_delivery(HEAD.id, JUNE, an_item(store, "so_lieu", Owed.TASK, JUNE))
    reply = said(store, delivery, date(2024, 6, 17))
    assert reply.heading == "Nhắc việc ngày 13/06/2024 (cập nhật 17/06/2024)"
    assert "đã qua hạn 6 ngày" in reply.text


def test_items_of_plans_that_are_gone_are_left_out() -> None:
    store = a_store()
    item = replace(an_item(store, "ke_hoach", Owed.TITLE, DAY), plan="khong_con")
    assert said(store, a_delivery(STAFF.id, DAY, item)).text.startswith("Không còn việc nào")


# ---------------------------------------------------------------- room


def many(store: MemoryStore, count: int) -> tuple[DigestItem, ...]:
    """That many tasks with long titles, due on one day."""
    (plan,) = store.all(Plan)
    tasks = [a_task(f"viec_{at}", number=f"9.{at}", title=f"Việc số {at} " + "rất dài " * 40) for at in range(count)]
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=tuple(tasks)))
    return tuple(an_item(store, task.id, Owed.TASK, JUNE) for task in tasks)


@pytest.mark.parametrize("count", [1, 10, 30, 120])
def test_no_message_is_longer_than_one_may_be_and_none_of_its_items_is_lost(count: int) -> None:
    store = a_store()
    reply = said(store, a_delivery(OFFICER.id, JUNE, *many(store, count)))
    assert length(reply.heading) + length(reply.text) + 2 <= TEXT_LIMIT
    shown = sum(line[0].isdigit() for line in reply.text.splitlines() if line)
    left = f"… và {count - shown} việc nữa."
    assert (left in reply.text) is (shown < count)
    assert ("Xem tiếp" in labels(reply)) is (shown < count)


def test_the_names_of_a_large_unit_are_counted_where_they_are_too_many() -> None:
    store = a_store()
    with store.transaction() as tx:
        for number in range(45):
            tx.put(a_person(f"n{number:02}", f"Nguyễn Văn {number:02}"))
    item = an_item(store, "ke_hoach", Owed.UNANSWERED, DAY, unit=HEAD.unit)
    assert "và 17 người nữa" in said(store, a_delivery(HEAD.id, DAY, item)).text
