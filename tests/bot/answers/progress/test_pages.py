"""Pages about progress: what each reader sees, nobody's name, and no message longer than a channel takes."""

from dataclasses import replace
from io import BytesIO
from itertools import count

import openpyxl
import pytest

from bot.messages import ACTION_LIMIT, TEXT_LIMIT, length
from bot.presses import mark
from plans.model.people import Person
from plans.model.plan import Plan
from plans.rights import Action
from tests.bot.answers.progress.year import NOW, READERS, a_year
from tests.bot.chatting import Chat, a_store
from tests.builders import INDUSTRY, LEADER, OFFICE, STAFF, a_task, a_unit

STORE = a_year()
LINES = count()
PAGES = (
    "all",
    "units:0",
    "units:1",
    f"unit:{mark('van_phong')}",
    f"unit:{mark('ql_cong_nghiep')}",
    "titles",
    "people:t",
    "people:i",
    "stage:done",
    "stage:waits",
    "stage:unset",
)


def opened(reader: str, page: str) -> Chat:
    """A page as somebody of the demo's department sees it."""
    chat = Chat(STORE, READERS[reader], channel=f"web{next(LINES)}", now=NOW)
    chat.send(action=f"progress:{page}")
    return chat


@pytest.mark.parametrize("reader", READERS)
def test_no_page_names_a_person_or_is_longer_than_a_message(reader: str) -> None:
    names = [person.name for person in STORE.all(Person)]
    for page in PAGES:
        chat = opened(reader, page)
        assert not [name for name in names if name in chat.seen], (page, chat.seen)
        assert length(chat.seen) < TEXT_LIMIT
        assert all(len(choice.action.encode()) <= ACTION_LIMIT for choice in chat.choices)


def test_each_reader_sees_the_registrations_of_those_units_that_they_may_see() -> None:
    said = {reader: opened(reader, "people:t").seen for reader in READERS}
    assert "30/50 người đã đăng ký" in said["leader"]
    assert "30/50 người đã đăng ký" in said["office"]
    assert "Phòng Quản lý công nghiệp: 2/4 người đã đăng ký" in said["head"]
    assert "Văn phòng: 5/8" not in said["head"]
    assert "đã đăng ký danh hiệu" in said["staff"]
    assert "/50" not in said["staff"]
    assert "5/8" in opened("leader", f"unit:{mark('van_phong')}").seen
    assert "5/8" not in opened("head", f"unit:{mark('van_phong')}").seen


@pytest.mark.parametrize(
    ("reader", "sheets", "takes"),
    [("leader", 4, Action.SEE_REGISTRATIONS), ("head", 4, Action.SEE_REGISTRATIONS), ("staff", 2, Action.ASK)],
)
def test_the_workbook_has_what_its_reader_may_see(reader: str, sheets: int, takes: Action) -> None:
    (reply,) = opened(reader, "file").replies
    assert reply.attachment is not None
    assert reply.attachment.takes is takes
    book = openpyxl.load_workbook(BytesIO(reply.attachment.content))
    assert len(book.sheetnames) == sheets
    if reader == "head":
        people = book.worksheets[2]
        assert [row[0] for row in people.iter_rows(min_row=5, values_only=True)] == ["Phòng Quản lý công nghiệp"]


def test_many_units_with_long_names_stand_on_pages_of_one_message() -> None:
    store = a_store()
    units = [a_unit(f"{'u' * 60}{number}", f"Phòng số {number} " + "tên rất dài " * 12) for number in range(30)]
    tasks = [a_task(f"t{at}", number=f"{at}", title="Nhiệm vụ " * 60, lead=(units[at % 30].id,)) for at in range(90)]
    plan = store.all(Plan)[0]
    with store.transaction() as tx:
        tx.put(replace(plan, tasks=(*plan.tasks, *tasks)))
        for unit in units:
            tx.put(unit)
        for at, unit in enumerate(units):
            tx.put(replace(STAFF, id=f"p{at}", name=f"Người {at}", unit=unit.id))
    chat = Chat(store, LEADER.id)
    assert "Còn 29 đơn vị khác có việc chưa hoàn thành" in chat.say("/tiendo")
    assert length(chat.seen) < TEXT_LIMIT
    chat.press("Theo đơn vị")
    turned = 0
    while any(label.startswith("Trang sau") for label in chat.labels):
        chat.press("Trang sau")
        turned += 1
        assert length(chat.seen) < TEXT_LIMIT
        assert all(reply.replaces for reply in chat.replies), "pages turn in place"
    assert turned == 3


def test_without_a_plan_there_is_no_progress_to_tell() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.delete(Plan, store.all(Plan)[0].id)
    chat = Chat(store, LEADER.id)
    for page in (*PAGES, "file"):
        chat.send(action=f"progress:{page.replace('van_phong', OFFICE.id)}")
        assert "/tiendo" not in chat.seen
        assert "kế hoạch" in chat.seen or page.startswith("unit:"), (page, chat.seen)


def test_when_everything_is_done_that_is_said() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(replace(store.all(Plan)[0], tasks=()))
    chat = Chat(store, LEADER.id)
    chat.send(action="progress:units:0")
    assert "Không còn đơn vị nào có việc chưa hoàn thành." in chat.seen
    chat.send(action=f"progress:unit:{mark(INDUSTRY.id)}")
    assert "không chủ trì nhiệm vụ nào" in chat.seen
