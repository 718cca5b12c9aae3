"""A year as a line: every task at its place, labels that touch nothing, today."""

import struct
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations

import pytest

from bot.papers.year_picture import LANES, ROOM, Placed, in_lanes, placed, year_picture
from locales.catalogue import Texts
from plans.agenda import Entry, entries
from plans.charting import year_tasks
from plans.model.people import Department, Person
from plans.model.plan import DeadlineKind, Task
from plans.store.memory import MemoryStore
from tests.bot.papers.drawing import Caught, a_crowd, pinned, the_demo
from tests.builders import a_deadline, a_plan, a_task

TODAY = date(2024, 6, 20)


def draw(store: MemoryStore, year: int = 2024, today: date = TODAY, language: str = "vi") -> bytes:
    tasks = year_tasks(entries(store), year)
    return year_picture(Texts(language), today, year, tasks, "", store.get(Department, "department"))


def an_entry(task: Task) -> Entry:
    return Entry(a_plan(tasks=(task,)), task, None)


def on(*days: date) -> list[Entry]:
    return [an_entry(a_task(f"t{n}", number=f"{n}.1", deadline=a_deadline(day))) for n, day in enumerate(days)]


def touching(lane: Iterable[Placed]) -> list[tuple[str, str]]:
    return [
        (one.label, other.label)
        for one, other in combinations(lane, 2)
        if one.extent[0] < other.extent[1] and other.extent[0] < one.extent[1]
    ]


def test_the_demos_year_is_drawn_as_agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    caught = Caught(monkeypatch, "year_picture")
    store = the_demo()
    draw(store)
    assert caught.last == pinned("year")
    assert not [person.name for person in store.all(Person) if person.name in str(caught.last)]


@pytest.mark.parametrize("limit", [60, 30, 6])
@pytest.mark.parametrize("step", [1, 3, 11, 40])
def test_nothing_touches_anything_else_and_nothing_leaves_the_picture(step: int, limit: int) -> None:
    days = [date(2026, 1, 1) + timedelta(days=ahead) for ahead in range(0, 365, step)]
    lanes = in_lanes(placed(entry, 2026, limit) for entry in on(*days))
    assert sum(map(len, lanes)) == len(days)
    for lane in lanes:
        assert touching(lane) == []
        assert all(one.extent[0] >= 0 and one.extent[1] <= ROOM for one in lane)


def test_a_task_stands_where_its_day_is() -> None:
    first, middle, last = (
        placed(entry, 2026, 30) for entry in on(date(2026, 1, 1), date(2026, 7, 2), date(2026, 12, 31))
    )
    assert first.start == 0
    assert abs((middle.start + middle.end) / 2 - ROOM / 2) < 3
    assert last.end == ROOM
    assert first.left > first.end
    assert last.left + last.width < last.start


def test_a_period_of_several_years_reaches_both_ends() -> None:
    task = a_task(deadline=a_deadline(date(2027, 6, 30), start=date(2025, 7, 1), kind=DeadlineKind.RANGE))
    one = placed(an_entry(task), 2026, 30)
    assert (one.start, one.end) == (0, ROOM)


def test_many_tasks_all_stand_at_their_places_by_number_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    caught = Caught(monkeypatch, "year_picture")
    store = MemoryStore()
    days = [date(2026, 1, 4) + timedelta(days=6 * n) for n in range(60)]
    with store.transaction() as tx:
        tx.put(a_plan(tasks=tuple(entry.task for entry in on(*days)), year=2026))
    draw(store, 2026)
    assert caught.last["note"] == ""
    assert sum(map(len, caught.last["lanes"])) == 60


def test_what_finds_no_lane_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    caught = Caught(monkeypatch, "year_picture")
    draw(a_crowd(2026, 2, 60), 2026)
    assert len(caught.last["lanes"]) == LANES
    shown = sum(map(len, caught.last["lanes"]))
    assert caught.last["note"] == f"và {67 - shown} nhiệm vụ khác"


def test_today_is_marked_in_its_own_year_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    caught = Caught(monkeypatch, "year_picture")
    draw(the_demo(), 2025)
    assert caught.last["today"] == -1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_drawn_in_both_languages_and_with_everything_in_one_month(language: str) -> None:
    width, height = struct.unpack(">II", draw(a_crowd(2026, 2, 60), 2026, language=language)[16:24])
    assert (width, height <= 2 * width) == (1080, True)


def test_a_year_without_tasks_is_drawn_too() -> None:
    assert draw(MemoryStore())
