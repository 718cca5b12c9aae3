"""The roster told to the office, and given out as a file where that may be."""

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation import Conversation
from bot.talk import Installation
from plans.documents.roster_file import read_roster
from plans.model.people import Employment, Person
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import HEAD, LEADER, OFFICER, STAFF


def test_the_office_sees_how_many_there_are_and_of_what_kind() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(replace(STAFF, id="tai", name="Phan Văn Tài", employment=Employment.CONTRACT))
        tx.put(replace(STAFF, id="cu", name="Đã Nghỉ", left=date(2024, 1, 1)))
    said = Chat(store, OFFICER.id).say("/danhsachcanbo")
    assert "6 người: 5 công chức, 1 hợp đồng." in said
    assert "Phòng Quản lý công nghiệp: 3 (2 công chức, 1 hợp đồng)" in said
    assert "Đã vào hệ thống: 0/6" in said


@pytest.mark.parametrize("person", [STAFF, HEAD, LEADER])
def test_nobody_else_does(person: Person) -> None:
    chat = Chat(a_store(), person.id)
    assert "công chức" not in chat.say("/roster")
    chat.send(action="people:file")
    assert all(reply.attachment is None for reply in chat.replies)


def test_the_present_roster_comes_as_a_workbook_that_reads_back() -> None:
    store = a_store()
    chat = Chat(store, OFFICER.id)
    chat.say("/danhsachcanbo")
    chat.press("Danh sách hiện có")
    (reply,) = chat.replies
    assert reply.attachment is not None
    assert reply.attachment.name.endswith(".xlsx")
    found = read_roster(reply.attachment.content)
    assert {person.id for person in found.people} == {person.id for person in store.all(Person)}
    chat.say("/danhsachcanbo")
    chat.press("Lấy mẫu")
    assert chat.replies[0].attachment is not None


def test_on_telegram_it_is_given_only_where_the_office_wants_that() -> None:
    chat = Chat(a_store(), OFFICER.id, channel="telegram")
    chat.say("/danhsachcanbo")
    assert LINKS.chat_url() in [choice.url for choice in chat.choices]
    chat.send(action="people:file")
    assert all(reply.attachment is None for reply in chat.replies)
    chat.conversation = Conversation(Installation(LINKS, lists_on_telegram=True))
    chat.send(action="people:file")
    assert chat.replies[0].attachment is not None


def test_a_button_nobody_made_is_stale() -> None:
    chat = Chat(a_store(), OFFICER.id)
    chat.send(action="people:secrets")
    assert all(reply.attachment is None for reply in chat.replies)
