"""The figures as a workbook: real days and numbers, no person's name, nothing that computes, the same every time."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot.papers.progress_sheet import progress_file
from locales.catalogue import Texts, languages
from plans.model.answers import Answer, Registration
from plans.model.people import Person, Unit
from plans.model.plan import Body, Plan, TaskProgress
from plans.store.memory import MemoryStore
from tests.builders import INDUSTRY, NOW, OFFICE, a_department, a_plan, the_tasks
from tests.papers_department import NASTY, a_registered_department

LATER = datetime(2024, 11, 5, 2, tzinfo=UTC)
DONE = datetime(2024, 3, 5, 2, tzinfo=UTC)


def a_store(plan: Plan | None = None) -> tuple[MemoryStore, Plan]:
    """The small department, its first task done five days late."""
    store, plan = MemoryStore(), plan or a_plan()
    a_department(store, plan=plan)
    with store.transaction() as tx:
        tx.put(TaskProgress(plan.id, plan.tasks[0].id, DONE, "van"))
        tx.put(Registration(plan.id, "lan", False, "ĐK-1", Answer.REGISTERED, "ldtt", (), NOW, "lan"))
    return store, plan


def book_of(
    store: MemoryStore, plan: Plan, units: tuple[str, ...] | None = None, language: str = "vi"
) -> list[Worksheet]:
    """Its sheets."""
    content = progress_file(store, plan, LATER, Texts(language), units)
    return [sheet for sheet in openpyxl.load_workbook(BytesIO(content)).worksheets if isinstance(sheet, Worksheet)]


def at(year: int, month: int, day: int) -> datetime:
    """A day as openpyxl reads it."""
    return datetime.combine(date(year, month, day), time())


def rows_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The rows from the headings on."""
    return [tuple(row) for row in sheet.iter_rows(min_row=4, values_only=True)]


def test_every_task_stands_there_with_its_own_words_and_a_day_to_count_with() -> None:
    tasks = rows_of(book_of(*a_store())[0])
    assert len(tasks) == 1 + len(the_tasks())
    done, late = tasks[1], tasks[2]
    assert done[3:] == ("Trước 29/02/2024", at(2024, 2, 29), "đã hoàn thành, sau hạn", at(2024, 3, 5), 5)
    assert late[4:] == (at(2024, 6, 15), "chưa hoàn thành, đã qua hạn", None, 143)
    unset, meeting, period = tasks[3], tasks[5], tasks[6]
    assert (unset[3], unset[4], unset[5]) == ("Theo kế hoạch của Cụm, Khối", None, "chưa ấn định ngày")
    assert meeting[5:] == ("đã qua ngày, chờ xác nhận đã họp", None, None)
    assert period[4] == at(2024, 12, 31)


def test_units_stand_with_who_has_the_most_left_first_and_the_plan_below() -> None:
    rows = rows_of(book_of(*a_store())[1])
    assert [row[0] for row in rows[1:]] == [
        "Văn phòng",
        "Hội đồng Thi đua - Khen thưởng Sở",
        "Cả kế hoạch (mỗi việc tính một lần)",
    ]
    assert rows[-1][1:] == (6, 1, 0, 1, 0, 0, 5, 2, 1, 1, 1, 16)
    assert all(len(row) == len(rows[0]) for row in rows)


def test_registrations_are_of_those_units_that_the_reader_may_see() -> None:
    store, plan = a_store()
    assert len(book_of(store, plan, ())) == 2
    whole = rows_of(book_of(store, plan)[2])
    assert whole[-1][:6] == ("Cộng", 5, 1, 0, 4, 20)
    people, awards = book_of(store, plan, (INDUSTRY.id,))[2:]
    assert [row[:6] for row in rows_of(people)[1:]] == [("Phòng Quản lý công nghiệp", 2, 1, 0, 1, 50)]
    assert [row[:3] for row in rows_of(awards)[1:]] == [("Lao động tiên tiến", "cá nhân", 1)]
    assert [row[:3] for row in rows_of(book_of(store, plan, (OFFICE.id,))[3])[1:]] == []


def test_no_person_is_named() -> None:
    store, plan = a_registered_department()
    said = " ".join(str(cell) for sheet in book_of(store, plan) for row in rows_of(sheet) for cell in row)
    assert not [person.name for person in store.all(Person) if person.name in said]


def test_what_people_wrote_computes_nothing() -> None:
    tasks = tuple(
        replace(each, title=text, number=text[:3], lead=(Body(text),), deadline=replace(each.deadline, wording=text))
        for each, text in zip(the_tasks(), NASTY, strict=False)
    )
    store, plan = a_store(replace(a_plan(tasks=tasks), title="=1+1"))
    with store.transaction() as tx:
        tx.put(replace(INDUSTRY, name="=1+1"))
        tx.put(replace(store.get(Unit, OFFICE.id) or OFFICE, name="@SUM(A1)"))
    cells = [cell for sheet in book_of(store, plan) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))]
    assert len(risky) > len(the_tasks())
    assert all(cell.quotePrefix for cell in risky)


@pytest.mark.parametrize("language", languages())
def test_it_prints_across_with_its_headings_on_every_page_in_either_language(language: str) -> None:
    for sheet in book_of(*a_store(), language=language):
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert (sheet.print_title_rows, sheet.freeze_panes) == ("$4:$4", "A5")
        assert "09:00 05/11/2024" in str(sheet["A3"].value)
        headings = rows_of(sheet)[0]
        assert all(headings), sheet.title
        assert len(set(headings)) == len(headings)


def test_the_same_moment_gives_the_same_bytes() -> None:
    store, plan = a_store()
    assert progress_file(store, plan, LATER, Texts("vi")) == progress_file(store, plan, LATER, Texts("vi"))
