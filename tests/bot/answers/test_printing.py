"""/inphieu: notice boards and slips for the office."""

from dataclasses import replace

from plans.model.people import Person
from tests.bot.chatting import Chat, a_store
from tests.builders import OFFICER, STAFF


def test_the_office_gets_the_boards_and_the_slips_as_files() -> None:
    chat = Chat(a_store(), OFFICER.id)
    said = chat.say("/inphieu")
    assert "không có tên ai" in said
    chat.press("Bảng tin mọi đơn vị")
    board = chat.replies[-1].attachment
    assert board is not None
    assert board.content.startswith(b"%PDF")
    chat.say("/print")
    chat.press("Phiếu cho mọi người còn việc")
    slips = chat.replies[-1].attachment
    assert slips is not None
    assert slips.name.startswith("phieu-nhac-viec-")


def test_slips_for_whom_nothing_reaches_are_offered_where_there_are_such_people() -> None:
    store = a_store()
    with store.transaction() as tx:
        for person in tx.all(Person):
            tx.put(replace(person, email="" if person.id == STAFF.id else "a@so.example"))
    chat = Chat(store, OFFICER.id)
    chat.say("/inphieu")
    assert "Phiếu cho người chưa có kênh nào (1)" in chat.labels


def test_names_do_not_go_over_telegram_unless_the_office_allows_it() -> None:
    chat = Chat(a_store(), OFFICER.id, "telegram")
    chat.say("/inphieu")
    assert "trang web" in chat.press("Phiếu cho mọi người còn việc")
    assert chat.replies[-1].attachment is None
