"""Calendar files of letters: one a thing that has a day to come, read by another parser, the same bytes for ever."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from bot.channels.email.files import FILES, calendar_files
from bot.messages import Attachment, Occasion
from calendar_sync.stamps import stamp_events
from locales.catalogue import Texts
from plans.duties.collecting import set_internal_date
from plans.model.reminding import DeliveryKind, DigestItem, Owed
from plans.store.memory import MemoryStore
from tests.builders import INDUSTRY, NOW, OFFICER, STAFF, TODAY, a_department, a_plan, a_task, do, entry_of, the_tasks

TASK = DigestItem("thu-2024", "bc_so_ket", Owed.TASK, TODAY, 0)
URL = "https://dondoc.example.vn/"


@pytest.fixture
def store() -> MemoryStore:
    shared = a_task("phoi_hop", number="2.9", title="Tổng hợp phụ lục", cooperating=(INDUSTRY.id,))
    found = MemoryStore()
    a_department(found, plan=a_plan(tasks=(*the_tasks(), shared)))
    do(found, set_internal_date, OFFICER, entry_of(found, "phoi_hop"), date(2024, 6, 10))
    _stamp(found, NOW)
    return found


def _stamp(store: MemoryStore, now: Any) -> None:
    with store.transaction() as tx:
        stamp_events(tx, now)


def item(task: str, owed: Owed = Owed.TASK, *, days: int = 9, unit: str = "") -> DigestItem:
    """A thing that a letter reminds of."""
    return replace(TASK, task=task, owed=owed, aim=TODAY + timedelta(days=days), days=days, unit=unit)


def files(store: MemoryStore, *items: DigestItem) -> tuple[Attachment, ...]:
    """The files of a letter with these items."""
    return calendar_files(store, Occasion(STAFF.id, DeliveryKind.DIGEST, "một", TODAY, items), Texts("vi"), URL)


def event(file: Attachment) -> Any:
    """The one event of a file."""
    calendar = Calendar.from_ical(file.content)
    assert "METHOD" not in calendar
    assert "X-WR-CALNAME" not in calendar
    (found,) = calendar.walk("VEVENT")
    assert not found.errors
    return found


def test_each_thing_ahead_has_one_file(store: MemoryStore) -> None:
    found = files(
        store,
        item("bc_so_ket", days=0),
        item("ke_hoach", Owed.TITLE),
        item("ke_hoach"),
        item("hop_hd_sang_kien", Owed.ATTEND),
    )
    assert [file.name for file in found] == ["bc_so_ket.ics", "ke_hoach.ics", "hop_hd_sang_kien.ics"]
    assert {file.media_type for file in found} == {"text/calendar"}
    assert event(found[0])["DTSTART"].dt == date(2024, 6, 15)


def test_a_units_part_stands_on_its_own_day(store: MemoryStore) -> None:
    (file,) = files(store, item("phoi_hop", Owed.PART, unit=INDUSTRY.id))
    assert file.name == f"phoi_hop-{INDUSTRY.id}.ics"
    assert event(file)["DTSTART"].dt == date(2024, 6, 10)
    assert files(store, item("phoi_hop", Owed.PART, unit="van_phong"), item("bc_so_ket", Owed.PART)) == ()


def test_what_is_over_or_has_no_day_or_is_no_ones_own_has_none(store: MemoryStore) -> None:
    without = (
        item("bc_so_ket", days=-1),
        item("huong_ung", Owed.SET_DAY),
        item("huong_ung"),
        item("bc_so_ket", Owed.ESCALATED),
        item("ke_hoach", Owed.UNANSWERED),
        item("khong_co"),
    )
    assert files(store, *without) == ()
    assert calendar_files(store, None, Texts("vi"), URL) == ()


def test_a_files_bytes_move_with_its_task_and_with_nothing_else(store: MemoryStore) -> None:
    first = files(store, item("bc_so_ket"))
    _stamp(store, NOW + timedelta(days=3))
    assert files(store, item("bc_so_ket", days=6)) == first
    assert event(first[0])["DTSTAMP"].dt == NOW


def test_a_long_list_has_the_first_files_only(store: MemoryStore) -> None:
    tasks = tuple(a_task(f"viec_{n}", number=f"9.{n}") for n in range(FILES + 2))
    with store.transaction() as tx:
        tx.put(a_plan(tasks=tasks))
        stamp_events(tx, NOW)
    assert [file.name for file in files(store, *(item(task.id) for task in tasks))] == [
        f"{task.id}.ics" for task in tasks[:FILES]
    ]


def test_a_letter_goes_out_without_a_file_that_cannot_be_made(caplog: pytest.LogCaptureFixture) -> None:
    never_stamped = MemoryStore()
    a_department(never_stamped)
    assert files(never_stamped, TASK) == ()
    assert "goes out without it" in caplog.text
