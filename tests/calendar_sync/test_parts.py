"""The parts of cooperating units in the calendars: whose shows which, and what moves their stamps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendar_sync.calendars import calendar_of
from calendar_sync.events import Event, Status, events_in
from calendar_sync.feeds import ALL, OWN, PUBLIC, Feed, unit_feed
from calendar_sync.stamps import stamp_events, stamps_of
from calendar_sync.uids import is_part
from locales.catalogue import Texts
from plans.actions import mark_done
from plans.duties.collecting import close_part, drop_internal_date, reopen_part, set_internal_date
from plans.model.people import Person, Unit
from plans.model.plan import task_key
from plans.model.publishing import PublicCalendar, PublishedEvent
from plans.store.memory import MemoryStore
from tests.builders import COUNCIL, HEAD, INDUSTRY, LEADER, NOW, OFFICE, OFFICE_HEAD, OFFICER, STAFF, TODAY, do
from tests.plans.duties.sharing import DAY, ENERGY, TRADE, TRADE_HEAD, a_sharing_store, changed, report

CHAT = "https://dondoc.example/"
VI = Texts("vi")
TITLE = "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm"
MINE = f"Phần của Phòng Quản lý thương mại: {TITLE}"
UID = f"{task_key('thu-2024', 'bc_so_ket')}-phan-41ed292d@dondoc"
WHOLE = f"Các phòng, đơn vị gửi phần của mình: {TITLE}"


@pytest.fixture
def store() -> MemoryStore:
    made = a_sharing_store()
    stamp(made)
    return made


def stamp(store: MemoryStore, days: int = 0) -> None:
    """Stamp everything, so many days later."""
    with store.transaction() as tx:
        stamp_events(tx, NOW + timedelta(days=days))


def parts(
    store: MemoryStore, feed: Feed, person: Person | None = None, today: date = TODAY, texts: Texts = VI
) -> list[Event]:
    """The parts in a calendar."""
    return [event for event in events_in(store, feed, person, texts, CHAT, today) if is_part(event.uid)]


def before_day(store: MemoryStore) -> None:
    """The units are to hand in before the day, instead of on it."""
    with store.transaction() as tx:
        set_internal_date(tx, NOW, OFFICER, report(store), DAY, before=True)


def summaries(store: MemoryStore, feed: Feed, person: Person | None = None) -> list[str]:
    """What they are called."""
    return [event.summary for event in parts(store, feed, person)]


def of_trade(store: MemoryStore) -> PublishedEvent:
    """The stamp of trade's part."""
    return stamps_of(store)[UID]


def test_a_unit_and_its_people_see_its_own_part_on_the_internal_date(store: MemoryStore) -> None:
    (event,) = parts(store, unit_feed(TRADE.id))
    assert (event.summary, event.start, event.end) == (MINE, DAY, DAY + timedelta(days=1))
    assert event.description.splitlines()[:3] == [
        "Hạn nội bộ do Văn phòng đặt: chậm nhất 10/06/2024",
        "Thời hạn theo kế hoạch: Trước 15/06/2024",
        "Chủ trì: van_phong",
    ]
    assert summaries(store, OWN, TRADE_HEAD) == [MINE]
    assert summaries(store, OWN, STAFF) == [f"Phần của Phòng Quản lý công nghiệp: {TITLE}"]


def test_who_leads_and_who_sees_everything_have_the_whole_once(store: MemoryStore) -> None:
    for feed, person in ((ALL, None), (unit_feed(OFFICE.id), None), (OWN, OFFICE_HEAD)):
        assert summaries(store, feed, person) == [WHOLE]
    assert [event.summary for event in parts(store, OWN, LEADER)] == [f"Phần của {COUNCIL.name}: {TITLE}"]


def test_the_public_calendar_shows_none_of_it(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.put(PublicCalendar("van", NOW))
        stamp_events(tx, NOW)
    before = calendar_of(store, PUBLIC, None, VI, CHAT, TODAY)
    assert parts(store, PUBLIC) == []
    do(store, set_internal_date, OFFICER, report(store), date(2024, 6, 11))
    do(store, close_part, OFFICER, report(store), TRADE)
    stamp(store, 1)
    assert calendar_of(store, PUBLIC, None, VI, CHAT, TODAY) == before


def test_a_day_before_another_says_which_working_day_to_aim_at(store: MemoryStore) -> None:
    before_day(store)
    stamp(store)
    (event,) = parts(store, unit_feed(TRADE.id))
    assert "trước 10/06/2024" in event.description
    assert "Nên xong trong ngày 07/06/2024 (thứ Sáu); Đôn Đốc nhận đến hết ngày 10/06/2024." in event.description
    (english,) = parts(store, unit_feed(TRADE.id), texts=Texts("en"))
    assert "before 10 Jun 2024" in english.description or "before 10/06/2024" in english.description


def test_what_is_handed_in_says_so_and_warns_nobody(store: MemoryStore) -> None:
    do(store, close_part, TRADE_HEAD, report(store), TRADE)
    stamp(store)
    (event,) = parts(store, unit_feed(TRADE.id))
    assert (event.summary, event.done) == (f"Đã gửi phần của Phòng Quản lý thương mại: {TITLE}", True)
    assert [event.done for event in parts(store, ALL)] == [False]
    for unit in (INDUSTRY, COUNCIL, ENERGY):
        do(store, close_part, OFFICER, report(store), unit)
    stamp(store)
    assert summaries(store, ALL) == [f"Các phòng, đơn vị đã gửi đủ: {TITLE}"]


def test_once_the_task_is_done_nobody_waits_for_the_rest(store: MemoryStore) -> None:
    do(store, mark_done, OFFICER, report(store))
    stamp(store)
    (event,) = parts(store, unit_feed(TRADE.id))
    assert (event.summary, event.done) == (f"Việc đã xong. {MINE}", True)


Change = Callable[[MemoryStore], object]


def renamed(store: MemoryStore) -> None:
    """Trade is called something else."""
    with store.transaction() as tx:
        tx.put(replace(TRADE, name="Phòng Thương mại"))


@pytest.mark.parametrize(
    "change",
    [
        lambda store: do(store, set_internal_date, OFFICER, report(store), date(2024, 6, 11)),
        before_day,
        lambda store: do(store, drop_internal_date, OFFICER, report(store)),
        lambda store: do(store, close_part, OFFICER, report(store), TRADE),
        lambda store: do(store, mark_done, OFFICER, report(store)),
        lambda store: changed(store, title="Báo cáo sơ kết"),
        lambda store: changed(store, withdrawn=True),
        lambda store: changed(store, cooperating=()),
        renamed,
    ],
)
def test_whatever_its_event_says_raises_its_number_and_keeps_its_name(store: MemoryStore, change: Change) -> None:
    change(store)
    stamp(store, 1)
    found = of_trade(store)
    assert (found.sequence, found.created) == (1, NOW)
    assert found.last_modified == NOW + timedelta(days=1)


def test_what_others_hand_in_and_who_is_asked_moves_nothing_of_it(store: MemoryStore) -> None:
    task = stamps_of(store)[f"{report(store).key}@dondoc"]
    do(store, close_part, HEAD, report(store), INDUSTRY)
    stamp(store, 1)
    assert of_trade(store).sequence == 0
    assert stamps_of(store)[f"{report(store).key}@dondoc"] == task, "nor of the task's own event"


def test_taking_back_raises_it_again(store: MemoryStore) -> None:
    do(store, close_part, TRADE_HEAD, report(store), TRADE)
    stamp(store, 1)
    do(store, reopen_part, TRADE_HEAD, report(store), TRADE)
    stamp(store, 2)
    assert of_trade(store).sequence == 2
    assert summaries(store, unit_feed(TRADE.id)) == [MINE]


@pytest.mark.parametrize(
    "end",
    [
        lambda store: do(store, drop_internal_date, OFFICER, report(store)),
        lambda store: changed(store, withdrawn=True),
        lambda store: changed(store, cooperating=()),
    ],
)
def test_what_no_longer_stands_is_cancelled_for_sixty_days(store: MemoryStore, end: Change) -> None:
    end(store)
    stamp(store, 1)
    (event,) = parts(store, unit_feed(TRADE.id))
    assert (event.status, event.summary, event.start) == (Status.CANCELLED, f"Đã hủy: {MINE}", DAY)
    assert parts(store, unit_feed(TRADE.id), today=TODAY + timedelta(days=61)) != []
    assert parts(store, unit_feed(TRADE.id), today=TODAY + timedelta(days=62)) == []


def test_a_day_set_again_is_the_same_event_with_a_higher_number(store: MemoryStore) -> None:
    do(store, drop_internal_date, OFFICER, report(store))
    stamp(store, 1)
    do(store, set_internal_date, OFFICER, report(store), DAY)
    stamp(store, 2)
    assert (of_trade(store).sequence, summaries(store, unit_feed(TRADE.id))) == (2, [MINE])


def test_a_unit_that_is_gone_from_the_roster_leaves_the_others_as_they_were(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.delete(Unit, TRADE.id)
    stamp(store, 1)
    assert summaries(store, unit_feed(TRADE.id)) == []
    assert summaries(store, unit_feed(ENERGY.id)) == [f"Phần của Phòng Quản lý năng lượng: {TITLE}"]


def test_a_date_withdrawn_before_any_calendar_heard_of_it_leaves_nothing() -> None:
    store = a_sharing_store()
    do(store, drop_internal_date, OFFICER, report(store))
    stamp(store)
    assert parts(store, unit_feed(TRADE.id)) == parts(store, ALL) == []
    assert not [uid for uid in stamps_of(store) if is_part(uid)]
