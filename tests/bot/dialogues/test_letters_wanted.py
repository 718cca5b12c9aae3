"""/nhac: which letters one wants, where letters are sent."""

from dataclasses import replace

import pytest

from bot.conversation import Conversation
from bot.talk import Installation
from plans.model.people import Person
from plans.model.reminding import ReminderSettings
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import LEADER, STAFF


def a_chat(person: Person = STAFF, *, email: str = "lan@so.example.vn", mails: bool = True) -> Chat:
    """Somebody where e-mail is sent, or not."""
    store = a_store()
    with store.transaction() as tx:
        tx.put(replace(person, email=email))
    return Chat(store, person.id, conversation=Conversation(Installation(LINKS, mails=mails)))


def test_a_kind_of_letters_is_stopped_and_wanted_again() -> None:
    chat = a_chat()
    chat.say("/nhac")
    said = chat.press("Thư điện tử")
    assert "lan@so.example.vn" in said
    assert "Thư nhắc khi việc chưa gần đến hạn: đang gửi" in said
    assert "chưa gần đến hạn: không gửi" in chat.press("Ngừng nhận thư nhắc khi")
    assert chat.store.get(ReminderSettings, STAFF.id) == ReminderSettings(STAFF.id, muted=("early",))
    assert "chưa gần đến hạn: đang gửi" in chat.press("Nhận lại thư nhắc khi")
    assert chat.store.get(ReminderSettings, STAFF.id) == ReminderSettings(STAFF.id)


def test_leaders_are_asked_about_their_reports() -> None:
    chat = a_chat(LEADER)
    chat.say("/nhac")
    chat.press("Thư điện tử")
    assert [label for label in chat.labels if label.startswith("Ngừng nhận")] == [
        "Ngừng nhận thư về thay đổi của kế hoạch",
        "Ngừng nhận báo cáo tuần qua thư",
    ]


@pytest.mark.parametrize(("email", "mails"), [("", True), ("lan@so.example.vn", False)])
def test_whoever_gets_no_letters_is_asked_nothing(email: str, mails: bool) -> None:
    chat = a_chat(email=email, mails=mails)
    chat.say("/nhac")
    assert "Thư điện tử" not in chat.labels
    chat.send(action="nhac:letters:early")
    assert chat.store.all(ReminderSettings) == ()


def test_what_must_be_read_cannot_be_stopped_by_a_made_up_button() -> None:
    chat = a_chat()
    chat.send(action="nhac:letters:report")
    chat.send(action="nhac:letters:ping")
    assert chat.store.all(ReminderSettings) == ()
