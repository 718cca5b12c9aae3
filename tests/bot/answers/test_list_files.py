"""The lists as files in the chat: for whom, of whom, and over which channel."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from bot.conversation import Conversation
from bot.talk import Installation
from plans.store.memory import MemoryStore
from tests.bot.chatting import LINKS, Chat
from tests.papers_department import a_registered_department


@pytest.fixture
def store() -> MemoryStore:
    return a_registered_department()[0]


def names_in(chat: Chat) -> set[str]:
    """The names in the workbook that was sent."""
    attachment = chat.replies[-1].attachment
    assert attachment is not None
    assert attachment.name.endswith(".xlsx")
    book = openpyxl.load_workbook(BytesIO(attachment.content))
    return {str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row}


@pytest.mark.parametrize("person", ["van", "minh"])
def test_the_office_and_leaders_get_the_whole(store: MemoryStore, person: str) -> None:
    chat = Chat(store, person)
    chat.say("/danhsach")
    chat.press("Tệp Excel")
    assert {"Phạm Thị Lan", "Lê Quốc Hùng", "Trần Thị Hoa"} <= names_in(chat)


def test_a_head_gets_the_units_own(store: MemoryStore) -> None:
    chat = Chat(store, "hung")
    chat.say("/danhsach")
    chat.press("Tệp Excel")
    found = names_in(chat)
    assert "Phạm Thị Lan" in found
    assert not found & {"Trần Thị Hoa", "Đỗ Thị Vân", "Nguyễn Văn Minh"}


def test_a_head_does_not_get_anothers_by_a_forged_button(store: MemoryStore) -> None:
    office = Chat(store, "van")
    office.say("/danhsach")
    office.press("1")
    forged = office.button("Tệp Excel").action
    chat = Chat(store, "hung")
    chat.send(action=forged)
    assert all(reply.attachment is None for reply in chat.replies)


@pytest.mark.parametrize("action", ["file:xlsx:-", "file:docx:-", "file:exe:-", "file", "file:xlsx:ffffffff"])
def test_staff_get_none(store: MemoryStore, action: str) -> None:
    chat = Chat(store, "lan")
    chat.send(action=action)
    assert all(reply.attachment is None for reply in chat.replies)


def test_a_paper_is_sent_as_a_word_file(store: MemoryStore) -> None:
    chat = Chat(store, "van")
    chat.say("/danhsach")
    chat.press("Văn bản Word")
    attachment = chat.replies[-1].attachment
    assert attachment is not None
    assert (attachment.name, attachment.content[:2]) == ("danh-sach-dang-ky-2024.docx", b"PK")


def test_over_telegram_only_where_the_office_wants_that(store: MemoryStore) -> None:
    chat = Chat(store, "van", channel="telegram")
    chat.send(action="file:xlsx:-")
    assert "Danh sách có tên người chỉ gửi qua trang web: " in chat.seen
    assert chat.choices[-1].url == LINKS.chat_url()
    assert all(reply.attachment is None for reply in chat.replies)
    open_house = replace(Installation(LINKS), lists_on_telegram=True)
    chat.conversation = Conversation(open_house)
    chat.send(action="file:xlsx:-")
    assert "Phạm Thị Lan" in names_in(chat)
