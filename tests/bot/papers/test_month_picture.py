"""A month as a calendar: every deadline in its square, days off, what has no square, and room for a lot of it."""

import struct
from datetime import date
from typing import Any

import pytest

from bot.papers.month_picture import AIMED_HEIGHT, month_picture
from bot.words.deadlines import period_words
from locales.catalogue import Texts
from plans.agenda import entries
from plans.charting import month_tasks
from plans.model.office_settings import DaysOverlay
from plans.model.people import Department, Person
from plans.office.days import OfficeDay, set_days
from plans.plain_text import capitalized
from plans.store.memory import MemoryStore
from plans.working_days import use
from tests.bot.papers.drawing import Caught, a_crowd, pinned, the_demo
from tests.builders import NOW, OFFICER

FEBRUARY, TODAY = date(2024, 2, 1), date(2024, 2, 20)


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> Caught:
    return Caught(monkeypatch, "month_picture")


def draw(store: MemoryStore, first: date, today: date = TODAY, language: str = "vi") -> bytes:
    tasks = month_tasks(entries(store), first)
    return month_picture(store, Texts(language), today, tasks, "", store.get(Department, "department"))


def squares(content: dict[str, Any]) -> dict[int, tuple[dict[str, Any], dict[str, Any]]]:
    """The days of the month by their numbers, with what stands in them."""
    return {
        int(day["number"]): (day, cell)
        for week in content["weeks"]
        for day, cell in zip(week["days"], week["cells"], strict=True)
        if not day["outside"]
    }


def test_the_demos_february_is_drawn_as_agreed(caught: Caught) -> None:
    draw(the_demo(), FEBRUARY)
    title = capitalized(period_words(Texts("vi"), FEBRUARY, date(2024, 2, 29)))
    assert caught.last == pinned("month") | {"title": title}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_as_wide_as_a_phone_reads_and_low_enough_not_to_be_shrunk(language: str) -> None:
    width, height = struct.unpack(">II", draw(the_demo(), FEBRUARY, language=language)[16:24])
    assert width == 1080
    assert height <= AIMED_HEIGHT


def test_forty_tasks_and_long_names_in_six_weeks_are_still_a_picture_and_no_file() -> None:
    width, height = struct.unpack(">II", draw(a_crowd(2026, 8), date(2026, 8, 1), date(2026, 8, 12))[16:24])
    assert (width, height <= 2 * width) == (1080, True)


def test_what_does_not_fit_its_square_is_counted_there_and_listed_below(caught: Caught) -> None:
    draw(a_crowd(2026, 2), date(2026, 2, 1), date(2026, 2, 12))
    content = caught.last
    hidden = sum(int(cell["more"].removeprefix("+") or 0) for _, cell in squares(content).values())
    more, beside, unset = content["lists"]
    assert hidden == 12
    assert more["title"] == "Chưa hiện trong ô"
    # A band that found no lane is listed, too.
    assert len(more["rows"]) + int(more["note"].split()[1]) == hidden + 1
    assert ([row["head"] for row in beside["rows"]], [row["head"] for row in unset["rows"]]) == (["8.1"], ["8.3"])


def test_bands_go_on_from_week_to_week_beside_each_other(caught: Caught) -> None:
    draw(a_crowd(2026, 4, 0), date(2026, 4, 1), date(2026, 4, 12))
    bands = [
        [(one["span"], one["band"]["words"], one["band"]["begins"], one["band"]["ends"]) for one in lane if one["band"]]
        for week in caught.last["weeks"]
        for lane in week["lanes"]
    ]
    assert bands == [
        [(5, "7.1 Đợt một", True, False)],
        [(5, "7.2 Đợt hai", True, False)],
        [(5, "7.3 Đợt ba", True, True)],
        [(7, "7.1 Đợt một", False, False)],
        [(1, "7.2 Đợt hai", False, True)],
        [(5, "7.1 Đợt một", False, True)],
    ]
    for week in caught.last["weeks"]:
        assert all(sum(one["span"] for one in lane) == 7 for lane in week["lanes"])


def test_a_month_without_tasks_says_so(caught: Caught) -> None:
    draw(MemoryStore(), date(2024, 9, 1))
    assert caught.last["empty"] == "Không có nhiệm vụ nào đến hạn trong tháng này."
    assert (caught.last["lists"], caught.last["legend"]) == ([], [])
    assert draw(MemoryStore(), date(2024, 9, 1), language="en")


def test_holidays_are_off_and_have_their_names_and_so_have_the_offices_own_days(caught: Caught) -> None:
    store = the_demo()
    try:
        with store.transaction() as tx:
            days = [OfficeDay(date(2024, 2, 15), False, "Hội nghị ngành"), OfficeDay(date(2024, 2, 24), True)]
            set_days(tx, NOW, None, days)
        draw(store, FEBRUARY)
    finally:
        use({})
    found = {number: (day["off"], day["note"]) for number, (day, _) in squares(caught.last).items()}
    assert store.get(DaysOverlay, "days") is not None
    assert found[10] == (True, "Tết Nguyên Đán")
    assert found[15] == (True, "Hội nghị ngành")
    assert found[24] == (False, "làm việc")
    assert found[25] == (True, "")
    assert found[16] == (False, "")


def test_dates_in_the_names_of_days_are_written_the_readers_way(caught: Caught) -> None:
    notes = []
    for language in ("vi", "en"):
        draw(MemoryStore(), date(2026, 8, 1), language=language)
        notes.append(squares(caught.last)[31][0]["note"])
    assert notes == ["Ngày nghỉ (thay cho ngày 22/08/2026)", "Day off (substituted from 22/08/2026)"]


def test_today_is_marked_in_its_own_month_alone(caught: Caught) -> None:
    draw(the_demo(), FEBRUARY)
    assert [number for number, (day, _) in squares(caught.last).items() if day["today"]] == [20]
    draw(the_demo(), date(2024, 1, 1), date(2024, 2, 1))
    assert not any(day["today"] for week in caught.last["weeks"] for day in week["days"])


def test_columns_fill_the_picture_and_give_busy_days_more(caught: Caught) -> None:
    for store, first in ((the_demo(), FEBRUARY), (a_crowd(2026, 2), date(2026, 2, 1)), (MemoryStore(), FEBRUARY)):
        draw(store, first)
        assert sum(caught.last["widths"]) == 1048
    draw(the_demo(), FEBRUARY)
    assert caught.last["widths"].index(max(caught.last["widths"])) == 3  # Thursday 29/02


def test_nobody_is_named(caught: Caught) -> None:
    store = the_demo()
    draw(store, FEBRUARY)
    said = str(caught.last)
    assert not [person.name for person in store.all(Person) if person.name in said]
    assert OFFICER.name not in said
