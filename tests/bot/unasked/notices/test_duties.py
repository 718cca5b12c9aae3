"""What people read of duties unasked, as it stands when it is sent."""

from datetime import date

import pytest

from bot.unasked.notices.kinds import notice_reply, still_stands
from plans.actions import mark_done, reopen
from plans.duties import confirming, giving
from plans.duties.collecting import close_part
from plans.duties.giving import ask_heads, assign, drop_lapsed, hand_back, take_back
from plans.model.duties import InternalDate
from plans.model.people import Preference
from plans.model.plan import Plan
from plans.model.reminding import Notice, ReminderSettings
from plans.noticing import notify
from plans.planning.adopting import adopt_plan
from plans.store.memory import MemoryStore
from tests.builders import (
    HEAD,
    INDUSTRY,
    LEADER,
    NOW,
    OFFICE_HEAD,
    OFFICER,
    STAFF,
    TODAY,
    a_department,
    a_person,
    a_plan,
    a_task,
    do,
    entry_of,
)

NAM = a_person("nam", "Bùi Văn Nam")


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    tasks = (
        a_task("bao_cao", number="4.2", title="Báo cáo công nghiệp", lead=("ql_cong_nghiep",)),
        a_task("phan", number="4.6", title="Tổng kết", cooperating=("ql_cong_nghiep",)),
    )
    a_department(store, plan=a_plan(tasks=tasks))
    with store.transaction() as tx:
        tx.put(NAM)
        tx.put(InternalDate("thu-2024", "phan", date(2024, 3, 8), OFFICER.id, NOW, before=True))
    return store


def the(store: MemoryStore, kind: str, person: str) -> Notice:
    return next(notice for notice in store.all(Notice) if (notice.kind, notice.person) == (kind, person))


def read(store: MemoryStore, kind: str, person: str) -> tuple[str, list[str]]:
    """What a notice says and offers."""
    notice = the(store, kind, person)
    assert still_stands(store, notice, TODAY)
    reply = notice_reply(store, notice)
    return f"{reply.heading}\n{reply.text}", [choice.label for row in reply.choices for choice in row]


def test_a_task_given(store: MemoryStore) -> None:
    do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
    said, offered = read(store, giving.GIVEN, STAFF.id)
    assert said == (
        "Việc được giao\n"
        "Lê Quốc Hùng giao anh/chị thực hiện mục 4.2: Báo cáo công nghiệp\n"
        "Thời hạn: trước 15/06/2024 (thứ Bảy), còn 116 ngày.\n"
        "Từ nay lời nhắc về việc này gửi đến anh/chị. Khi xong, bấm “Ghi nhận đã hoàn thành”."
    )
    assert offered == ["Ghi nhận đã hoàn thành", "Xem nhiệm vụ", "Không phải việc của tôi"]


def test_a_task_given_to_somebody_on_leave_says_who_is_reminded_meanwhile(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id, away_from=TODAY, away_until=TODAY, stand_in=NAM.id))
    do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
    said, _ = read(store, giving.GIVEN, STAFF.id)
    assert "Từ nay lời nhắc" not in said
    assert said.endswith("Trong kỳ nghỉ của anh/chị, lời nhắc về việc này gửi đến Bùi Văn Nam.")
    with store.transaction() as tx:
        tx.put(ReminderSettings(STAFF.id, away_from=TODAY, away_until=TODAY))
    assert "gửi đến trưởng đơn vị hoặc Văn phòng" in read(store, giving.GIVEN, STAFF.id)[0]


def test_a_part_given_speaks_of_the_internal_date_and_is_handed_in(store: MemoryStore) -> None:
    do(store, assign, HEAD, entry_of(store, "phan"), INDUSTRY, STAFF)
    said, offered = read(store, giving.GIVEN, STAFF.id)
    assert "phần của Phòng Quản lý công nghiệp trong mục 4.6" in said
    assert "Hạn nội bộ: trước 08/03/2024 (thứ Sáu)" in said
    assert "Ghi nhận đã hoàn thành" not in offered
    do(store, close_part, HEAD, entry_of(store, "phan"), INDUSTRY)
    assert not still_stands(store, the(store, giving.GIVEN, STAFF.id), TODAY)


def test_given_by_the_office_taken_and_lapsed(store: MemoryStore) -> None:
    do(store, assign, OFFICER, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
    said, offered = read(store, giving.GIVEN_FOR_YOU, HEAD.id)
    assert "Đỗ Thị Vân giao Phạm Thị Lan thực hiện mục 4.2" in said
    assert offered == ["Giao người khác", "Xem nhiệm vụ"]
    with store.transaction() as tx:
        tx.delete(Notice, the(store, giving.GIVEN, STAFF.id).id)
    do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, NAM)
    said, offered = read(store, giving.TAKEN, STAFF.id)
    assert "không còn giao cho anh/chị, Lê Quốc Hùng ghi nhận" in said
    assert offered == ["Xem nhiệm vụ"]
    with store.transaction() as tx:
        tx.put(a_person("nam", "Bùi Văn Nam", left=TODAY))
    do(store, drop_lapsed)
    said, offered = read(store, giving.LAPSED, HEAD.id)
    assert "Bùi Văn Nam không còn ở Phòng Quản lý công nghiệp" in said
    assert offered == ["Giao cho ai?", "Xem nhiệm vụ"]


def test_handed_back_by_a_head_to_the_office(store: MemoryStore) -> None:
    do(store, hand_back, HEAD, entry_of(store, "bao_cao"), INDUSTRY, "Việc của Văn phòng")
    said, offered = read(store, giving.NOT_OURS, OFFICER.id)
    assert "Lê Quốc Hùng (Phòng Quản lý công nghiệp) báo mục 4.2 không phải việc của đơn vị" in said
    assert "Lý do: “Việc của Văn phòng”" in said
    assert offered == ["Giao cho ai?", "Xem nhiệm vụ"]


def test_heads_are_asked_once_who_sees_to_what(store: MemoryStore) -> None:
    plan = store.all(Plan)[0]
    do(store, ask_heads, OFFICER, plan)
    assert {notice.person for notice in store.all(Notice)} == {HEAD.id, OFFICE_HEAD.id}, "no leader"
    said, offered = read(store, giving.TO_GIVE, HEAD.id)
    assert "2 nhiệm vụ chưa giao" in said
    assert offered == ["Việc cần giao"]
    for task in ("bao_cao", "phan"):
        do(store, assign, HEAD, entry_of(store, task), INDUSTRY, STAFF)
    assert not still_stands(store, the(store, giving.TO_GIVE, HEAD.id), TODAY)


def test_adopting_asks_them_and_a_later_issue_does_not() -> None:
    store = MemoryStore()
    a_department(store, plan=a_plan("nam-truoc", year=2023))
    new = a_plan(tasks=(a_task(lead=("ql_cong_nghiep",)),), adopted_at=None)
    do(store, adopt_plan, OFFICER, new)
    assert [notice.person for notice in store.all(Notice)] == [HEAD.id]
    with store.transaction() as tx:
        tx.delete(Notice, store.all(Notice)[0].id)
    do(store, adopt_plan, OFFICER, a_plan(tasks=(a_task("khac", lead=("ql_cong_nghiep",)),), adopted_at=None))
    assert [notice for notice in store.all(Notice) if notice.kind == giving.TO_GIVE] == []


def test_a_tick_in_a_calendar_that_waits_and_a_leaders_report(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(Preference(HEAD.id, "en"))
        notify(tx, NOW, HEAD.id, confirming.WAITS, "x", {"plan": "thu-2024", "task": "bao_cao"})
        notify(tx, NOW, LEADER.id, giving.GIVEN, "x", _given())
    assert not still_stands(store, the(store, confirming.WAITS, HEAD.id), TODAY)
    reply = notice_reply(store, the(store, confirming.WAITS, HEAD.id))
    assert "ticked this off in a calendar" in reply.text
    assert notice_reply(store, the(store, giving.GIVEN, LEADER.id)).heading == "Báo cáo: việc được giao"


def test_done_taken_back_by_somebody_else(store: MemoryStore) -> None:
    do(store, mark_done, HEAD, entry_of(store, "bao_cao"))
    do(store, reopen, OFFICER, entry_of(store, "bao_cao"))
    said, offered = read(store, confirming.REOPENED, HEAD.id)
    assert "Đỗ Thị Vân mở lại mục 4.2, trở về chưa hoàn thành" in said
    assert offered == ["Ghi nhận đã hoàn thành", "Xem nhiệm vụ"]


def test_nothing_is_said_of_what_is_settled(store: MemoryStore) -> None:
    do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
    given = the(store, giving.GIVEN, STAFF.id)
    do(store, mark_done, OFFICER, entry_of(store, "bao_cao"))
    assert not still_stands(store, given, TODAY)
    with store.transaction() as tx:
        tx.put(a_plan(tasks=(a_task("bao_cao", withdrawn=True),)))
    assert not still_stands(store, given, TODAY)


def test_taken_back_and_given_again_is_not_told_as_taken(store: MemoryStore) -> None:
    do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
    with store.transaction() as tx:
        tx.delete(Notice, the(store, giving.GIVEN, STAFF.id).id)
    do(store, take_back, HEAD, entry_of(store, "bao_cao"), INDUSTRY)
    assert still_stands(store, the(store, giving.TAKEN, STAFF.id), TODAY)
    do(store, assign, HEAD, entry_of(store, "bao_cao"), INDUSTRY, STAFF)
    assert {notice.kind for notice in store.all(Notice)} == {giving.GIVEN}


def _given() -> dict[str, str]:
    return {"plan": "thu-2024", "task": "bao_cao", "unit": "ql_cong_nghiep", "by": OFFICER.id}
