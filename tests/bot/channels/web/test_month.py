"""The month shows what the feed shows, in weeks that begin on Monday."""

from datetime import date

import pytest

from bot.channels.web.month import Month, items_in, month_named, month_of
from calendar_sync.events import events_in
from calendar_sync.feeds import ALL, feeds_of, unit_feed
from calendar_sync.stamps import stamp_events
from locales.catalogue import Texts
from plans.duties.collecting import close_part
from plans.model.people import Person
from plans.model.plan import TaskKind, TaskProgress
from plans.store.memory import MemoryStore
from tests.builders import NOW, OFFICER, STAFF, TODAY, a_department, do
from tests.plans.duties.sharing import TRADE, TRADE_HEAD, a_sharing_store, report


def month(store: MemoryStore, person: Person = STAFF, first: date = date(2024, 2, 1), today: date = TODAY) -> Month:
    """A month of the small department."""
    feed = feeds_of(store, person, today)[0]
    return month_of(items_in(store, feed, person, Texts("vi"), today), first, today)


@pytest.fixture
def store() -> MemoryStore:
    filled = MemoryStore()
    a_department(filled)
    return filled


def test_weeks_begin_on_monday_and_cover_the_month(store: MemoryStore) -> None:
    shown = month(store)
    assert [week[0].day.isoweekday() for week in shown.weeks] == [1] * 5
    assert (shown.weeks[0][0].day, shown.weeks[-1][-1].day) == (date(2024, 1, 29), date(2024, 3, 3))
    assert [day.day for week in shown.weeks for day in week if day.today] == [TODAY]
    assert [day.day.day for week in shown.weeks for day in week if day.off and not day.outside] == [
        3, 4, 8, 9, 10, 11, 12, 13, 14, 17, 18, 24, 25,
    ]  # fmt: skip


def test_every_event_of_the_feed_stands_on_its_day(store: MemoryStore) -> None:
    shown = {item.event for number in range(1, 13) for item in month(store, OFFICER, date(2024, number, 1)).items}
    assert shown == set(events_in(store, ALL, OFFICER, Texts("vi"), "", TODAY))
    squares = [day for week in month(store).weeks for day in week if day.items]
    assert [(day.day, len(day.items)) for day in squares] == [(date(2024, 2, 29), 1)]


def test_an_unset_day_is_shown_to_the_office_only(store: MemoryStore) -> None:
    april = date(2024, 4, 1)
    assert [item.state for item in month(store, OFFICER, april).items] == ["unset"]
    assert month(store, STAFF, april).items == ()


def test_done_and_overdue_are_told_apart(store: MemoryStore) -> None:
    june, late = date(2024, 6, 1), date(2024, 6, 16)
    assert [item.state for item in month(store, OFFICER, june).items] == ["open"]
    assert [item.state for item in month(store, OFFICER, june, late).items] == ["overdue"]
    with store.transaction() as tx:
        tx.put(TaskProgress("thu-2024", "bc_so_ket", NOW, "hoa"))
    assert [item.state for item in month(store, OFFICER, june, late).items] == ["done"]


def test_a_past_meeting_is_not_overdue(store: MemoryStore) -> None:
    october, later = date(2024, 10, 1), date(2024, 11, 5)
    held = [item for item in month(store, OFFICER, october, later).items if item.kind is TaskKind.MEETING]
    assert [item.state for item in held] == ["open"]


def test_a_units_part_stands_beside_its_task_by_its_own_name_and_state() -> None:
    store = a_sharing_store()
    with store.transaction() as tx:
        stamp_events(tx, NOW)

    def seen(today: date) -> list[tuple[str, str, str]]:
        found = items_in(store, unit_feed(TRADE.id), None, Texts("vi"), today)
        return [(item.day.isoformat(), item.state, item.brief) for item in found if item.key == report(store).key]

    title = report(store).task.title
    task, part = ("2024-06-15", "open", title), f"Phần của Phòng Quản lý thương mại: {title}"
    assert seen(TODAY) == [("2024-06-10", "open", part), task]
    assert seen(date(2024, 6, 11)) == [("2024-06-10", "overdue", part), task]
    do(store, close_part, TRADE_HEAD, report(store), TRADE)
    sent = f"Đã gửi phần của Phòng Quản lý thương mại: {title}"
    assert seen(date(2024, 6, 11)) == [("2024-06-10", "done", sent), task]
    anchors = [item.anchor for item in items_in(store, unit_feed(TRADE.id), None, Texts("vi"), TODAY)]
    assert len(set(anchors)) == len(anchors)


def test_a_square_names_the_task_and_the_list_below_the_whole_month(store: MemoryStore) -> None:
    shown = [item for item in month(store, OFFICER, date(2024, 12, 1)).items if item.event.summary.startswith("Trong")]
    assert shown
    assert not [item.brief for item in shown if item.brief.startswith("Trong tháng")]


def test_months_are_leafed_through_to_the_ends_of_time(store: MemoryStore) -> None:
    assert (month(store).previous, month(store).following) == ("2024-01", "2024-03")
    assert month(store, first=date(2000, 1, 1)).previous == ""
    assert month(store, first=date(2100, 12, 1)).following == ""


@pytest.mark.parametrize(
    "text", ["", "2024", "2024-13", "1999-12", "2101-01", "2024-2", "2024-W07", "x" * 99, "２０２４-02"]
)
def test_what_names_no_month_is_no_month(text: str) -> None:
    assert month_named(text) is None


def test_a_named_month_begins_on_its_first_day() -> None:
    assert month_named("2024-02") == date(2024, 2, 1)
