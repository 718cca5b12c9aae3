"""What people are told of parts unasked, and when there is nothing left to tell."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.unasked.notices.kinds import notice_reply, still_stands
from plans.actions import mark_done
from plans.duties.collecting import (
    PART_ASKED,
    PART_DATED,
    PARTS_IN,
    close_part,
    drop_internal_date,
    reopen_part,
    set_internal_date,
    urge_units,
)
from plans.duties.overtaken import OVERTAKEN
from plans.model.people import Role
from plans.model.plan import DeadlineKind
from plans.model.reminding import Delivery, DeliveryState, DigestItem, Notice, Owed, ReminderSettings
from plans.planning.amending import set_deadline
from plans.planning.draft import DraftDeadline
from plans.store.memory import MemoryStore
from tests.builders import COUNCIL, INDUSTRY, NOW, OFFICE_HEAD, OFFICER, TODAY, do
from tests.plans.duties.sharing import DAY, ENERGY, TRADE, TRADE_HEAD, a_sharing_store, changed, report

TITLE = "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm"


@pytest.fixture
def store() -> MemoryStore:
    return a_sharing_store()


def the_notice(store: MemoryStore, kind: str, person: str) -> Notice:
    """The one of that kind to that person."""
    (found,) = (notice for notice in store.all(Notice) if (notice.kind, notice.person) == (kind, person))
    return found


def text_of(store: MemoryStore, notice: Notice) -> str:
    """What it says."""
    reply = notice_reply(store, notice)
    return f"{reply.heading}\n{reply.text}\n{[choice.label for row in reply.choices for choice in row]}"


def move(store: MemoryStore) -> None:
    """The report is due before the units' day."""
    do(store, set_deadline, OFFICER, "thu-2024", "bc_so_ket", DraftDeadline(DeadlineKind.BY, "2024-06-07", "7/6/2024"))


def test_a_unit_is_told_of_its_day(store: MemoryStore) -> None:
    assert text_of(store, the_notice(store, PART_DATED, "mai")) == (
        "Phần của Phòng Quản lý thương mại\n"
        f"Văn phòng đề nghị Phòng Quản lý thương mại gửi phần của mình trong “{TITLE}” chậm nhất 10/06/2024 (thứ Hai). "
        "Khi đã gửi, xin bấm “Đã gửi”.\n"
        "Chủ trì: van_phong. Thời hạn của kế hoạch: trước 15/06/2024 (thứ Bảy).\n"
        "['Đã gửi', 'Xem nhiệm vụ']"
    )


def test_a_unit_that_was_told_is_told_that_the_day_is_gone(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for notice in tx.all(Notice):
            tx.delete(Notice, notice.id)
    do(store, drop_internal_date, OFFICER, report(store))
    notice = the_notice(store, PART_DATED, "mai")
    assert still_stands(store, notice, TODAY)
    assert "Văn phòng đã bỏ hạn nội bộ" in text_of(store, notice)


def test_a_unit_that_is_reminded_is_told_what_is_missing(store: MemoryStore) -> None:
    do(store, urge_units, OFFICER, report(store))
    assert f"Phần của Phòng Quản lý thương mại trong “{TITLE}” chưa gửi; hạn nội bộ chậm nhất 10/06/2024" in text_of(
        store, the_notice(store, PART_ASKED, "mai")
    )


def test_who_collects_is_told_when_all_is_in(store: MemoryStore) -> None:
    for unit in (INDUSTRY, COUNCIL, TRADE, ENERGY):
        do(store, close_part, OFFICER, report(store), unit)
    notice = the_notice(store, PARTS_IN, "hoa")
    assert "Đủ phần của 4 phòng, đơn vị" in text_of(store, notice)
    do(store, reopen_part, OFFICER, report(store), TRADE)
    assert not still_stands(store, notice, TODAY)


def test_the_office_is_told_of_a_day_that_is_overtaken_until_it_sets_another(store: MemoryStore) -> None:
    move(store)
    notice = the_notice(store, OVERTAKEN, "van")
    said = text_of(store, notice)
    assert "nay có thời hạn chậm nhất ngày 07/06/2024 (thứ Sáu), sớm hơn hạn nội bộ" in said
    assert "['Đổi hạn nội bộ', 'Bỏ hạn nội bộ', 'Xem nhiệm vụ']" in said
    assert still_stands(store, notice, TODAY)
    do(store, set_internal_date, OFFICE_HEAD, report(store), DAY - timedelta(days=5))
    assert not still_stands(store, notice, TODAY)


def test_a_leader_of_the_office_gets_it_as_a_report(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(replace(OFFICER, roles=OFFICER.roles | {Role.LEADER}))
    move(store)
    assert text_of(store, the_notice(store, OVERTAKEN, "van")).startswith("Báo cáo")


def test_what_the_digest_of_the_same_morning_asks_for_is_not_asked_twice(store: MemoryStore) -> None:
    do(store, urge_units, OFFICER, report(store))
    item = DigestItem("thu-2024", "bc_so_ket", Owed.PART, DAY, 111, unit=TRADE.id)
    digest = Delivery("mai", TODAY, (item,), DeliveryState.SENT, NOW + timedelta(minutes=5))
    for told, stands in ((digest, False), (replace(digest, at=NOW - timedelta(minutes=5)), True)):
        do_put(store, told)
        assert still_stands(store, the_notice(store, PART_ASKED, "mai"), TODAY) is stands


Change = Callable[[MemoryStore], object]


@pytest.mark.parametrize(
    "settled",
    [
        lambda store: do(store, close_part, TRADE_HEAD, report(store), TRADE),
        lambda store: do(store, mark_done, OFFICER, report(store)),
        lambda store: changed(store, withdrawn=True),
        lambda store: changed(store, cooperating=()),
        lambda store: do_put(store, replace(TRADE, head="nam")),
        lambda store: do_put(store, ReminderSettings("mai", away_from=TODAY, away_until=TODAY)),
    ],
)
def test_nobody_is_told_of_what_is_settled_or_not_theirs_any_more(store: MemoryStore, settled: Change) -> None:
    do(store, urge_units, OFFICER, report(store))
    waiting = [the_notice(store, kind, "mai") for kind in (PART_DATED, PART_ASKED)]
    assert all(still_stands(store, notice, TODAY) for notice in waiting)
    settled(store)
    assert not any(still_stands(store, notice, TODAY) for notice in waiting)


def do_put(store: MemoryStore, record: object) -> None:
    """Keep a record."""
    with store.transaction() as tx:
        tx.put(record)  # type: ignore[arg-type]  # any record
