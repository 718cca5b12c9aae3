"""A leader's weekly report."""

from dataclasses import replace
from datetime import date

import pytest

from bot.messages import TEXT_LIMIT, Reply, length
from bot.papers import month_picture, progress_picture, year_picture
from bot.unasked.digest import digest_reply
from plans.model.duties import Assignment
from plans.model.people import Preference, Unit
from plans.model.plan import Plan, TaskProgress
from plans.model.reminding import DeliveryKind, DigestItem, Owed
from plans.store.memory import MemoryStore
from tests.builders import HEAD, INDUSTRY, LEADER, NOW, OFFICER, STAFF, a_deadline, a_task
from tests.reminded import PLAN, a_busy_store, a_delivery, an_item, at

#: Monday of the week in which the report of 15/6 is due, after the figures and the meeting of 11/6.
MONDAY = date(2024, 6, 17)
DAY = date(2024, 6, 12)


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture has tests of its own."""
    monkeypatch.setattr(progress_picture, "progress_picture", lambda *_: b"\x89PNG registering")
    monkeypatch.setattr(month_picture, "month_picture", lambda *_: b"\x89PNG month")
    monkeypatch.setattr(year_picture, "year_picture", lambda *_: b"\x89PNG year")


def report(store: MemoryStore, *items: DigestItem, day: date = DAY) -> Reply:
    return digest_reply(store, a_delivery(LEADER.id, day, *items, kind=DeliveryKind.BRIEFING), at(day))


def test_it_is_a_report_with_what_is_due_what_is_late_how_far_registering_is_and_a_picture() -> None:
    store = a_busy_store()
    with store.transaction() as tx:
        tx.put(TaskProgress(PLAN, "ke_hoach", NOW, OFFICER.id))
        tx.put(Assignment(PLAN, "so_lieu", INDUSTRY.id, STAFF.id, HEAD.id, NOW))
    reply = report(store, an_item(store, "so_lieu", Owed.ESCALATED, DAY))
    assert reply.heading == "Báo cáo tuần, ngày 12/06/2024"
    parts = reply.text.split("\n\n")
    assert parts[0].startswith("Đến hạn trong tuần (1 việc):\n– Báo cáo sơ kết")
    assert parts[1] == (
        "Đã qua hạn (1 việc):\n– Tổng hợp số liệu (mục 2.3): chậm nhất 11/06/2024 (thứ Ba); đã qua hạn 1 ngày; "
        "Phòng Quản lý công nghiệp (giao cho Phạm Thị Lan). Đã báo Văn phòng."
    )
    assert parts[2].startswith("Đăng ký năm 2024:\n– Danh hiệu: 0/5 người đã đăng ký")
    assert reply.attachment is not None
    assert reply.attachment.media_type == "image/png"
    assert "nhắc việc" not in f"{reply.heading}{reply.text}".casefold()


def test_the_units_in_the_leaders_charge_come_first() -> None:
    store = a_busy_store()
    with store.transaction() as tx:
        tx.put(replace(INDUSTRY, leader_in_charge=LEADER.id))
        tx.put(replace(store_unit(store, "van_phong"), leader_in_charge=None))
    text = report(store, day=MONDAY).text
    charged, others = text.index("thuộc đơn vị anh/chị phụ trách (1 việc)"), text.index("thuộc đơn vị khác (2 việc)")
    assert charged < text.index("Tổng hợp số liệu") < others


def store_unit(store: MemoryStore, id: str) -> Unit:
    found = store.get(Unit, id)
    assert found is not None
    return found


def test_a_past_meeting_is_not_late() -> None:
    assert "Họp giao ban quý II" not in report(a_busy_store(), day=MONDAY).text


def test_that_nothing_is_due_or_late_is_said() -> None:
    store = a_busy_store()
    (plan,) = store.all(Plan)
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=()))
    reply = report(store)
    assert reply.text == "Tuần này không có việc đến hạn. Không có việc nào qua hạn."
    assert reply.attachment is None


def test_the_leaders_own_matters_come_first_and_can_be_pressed() -> None:
    store = a_busy_store()
    reply = report(store, an_item(store, "dk_sang_kien", Owed.INNOVATION, DAY))
    assert reply.text.startswith("Việc của anh/chị:\n1. Đăng ký sáng kiến của cá nhân năm 2024 (mục 4.1)")
    labels = [choice.label for row in reply.choices for choice in row]
    assert labels[:2] == ["Nhắc lại", "Đăng ký sáng kiến"]
    assert labels[-3:] == ["Việc đã qua hạn", "Tiến độ", "Ai chưa đăng ký"]


def test_the_leaders_own_task_stands_there_once_and_what_is_asked_of_it_is_said() -> None:
    store = a_busy_store()
    with store.transaction() as tx:
        for unit in ("van_phong", INDUSTRY.id):
            tx.put(replace(store_unit(store, unit), head=LEADER.id))
    text = report(store, an_item(store, "bc_so_ket", Owed.TASK, DAY), an_item(store, "giao_ban", Owed.TASK, DAY)).text
    assert text.count("Báo cáo sơ kết") == 1
    assert "Đã họp chưa?\n2. Họp giao ban quý II" in text


def test_it_is_written_in_the_leaders_language() -> None:
    store = a_busy_store()
    with store.transaction() as tx:
        tx.put(Preference(LEADER.id, "en"))
    assert report(store).heading == "Weekly report of 12/06/2024"


def test_however_much_is_late_it_stays_one_message_and_counts_the_rest() -> None:
    store = a_busy_store()
    (plan,) = store.all(Plan)
    title = "Một việc có tên rất dài " * 20
    day = a_deadline(date(2024, 6, 1))
    tasks = [a_task(f"v{at}", number=f"9.{at}", title=title, deadline=day) for at in range(60)]
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=tuple(tasks)))
    reply = report(store)
    assert length(reply.heading) + length(reply.text) + 2 <= TEXT_LIMIT
    assert "… và 48 việc nữa." in reply.text


def pictured(store: MemoryStore, day: date) -> tuple[str, bytes, str]:
    file = report(store, day=day).attachment
    assert file is not None
    return file.name, file.content, file.alt


def test_while_titles_are_registered_the_picture_says_how_far_that_is() -> None:
    name, content, alt = pictured(a_busy_store(), date(2024, 2, 26))
    assert (name, content) == ("tien-do-2024.png", b"\x89PNG registering")
    assert alt.startswith("Tiến độ đăng ký thi đua năm 2024\n")
    assert "Văn phòng: 0/2 người đã đăng ký." in alt


def test_afterwards_it_is_the_month_and_its_tasks_in_words() -> None:
    name, content, alt = pictured(a_busy_store(), MONDAY)
    assert (name, content) == ("lich-thang-2024-06.png", b"\x89PNG month")
    assert alt.startswith("Lịch tháng 6/2024\n")
    assert "Tổng hợp số liệu: chậm nhất 11/06/2024 (thứ Ba), đã qua hạn 6 ngày." in alt


def test_in_a_month_without_tasks_it_is_the_year() -> None:
    store = a_busy_store()
    (plan,) = store.all(Plan)
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=tuple(task for task in plan.tasks if task.id == "dk_sang_kien")))
    name, content, alt = pictured(store, MONDAY)
    assert (name, content) == ("nam-2024.png", b"\x89PNG year")
    assert "1 nhiệm vụ" in alt


def test_a_report_whose_picture_cannot_be_drawn_goes_out_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise OSError("no space left")

    monkeypatch.setattr(month_picture, "month_picture", broken)
    reply = report(a_busy_store())
    assert reply.attachment is None
    assert reply.text
