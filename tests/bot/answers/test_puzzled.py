"""A sentence that was not understood reaches the office only by a tap, and without its author."""

from bot.messages import Answered
from plans.audit import STREAM
from plans.model.asking import Unread
from plans.model.history import AuditEntry
from plans.model.reaching import Dialogue
from tests.bot.chatting import Chat, a_store
from tests.builders import STAFF, TODAY

BUTTON = "Gửi Văn phòng"
NONSENSE = "quàng xiên lung tung lằng nhằng"


def test_it_is_kept_only_when_the_person_taps_and_nothing_says_whose_it_was() -> None:
    store = a_store()
    chat = Chat(store, STAFF.id)
    chat.say(NONSENSE)
    assert store.all(Unread) == ()
    assert NONSENSE not in chat.button(BUTTON).action
    said = chat.press(BUTTON)
    assert "không kèm tên người hỏi" in said
    assert "30 ngày" in said
    assert store.all(Unread) == (Unread(NONSENSE, TODAY, TODAY),)
    assert store.entries(STREAM, AuditEntry) == []
    assert all(NONSENSE not in str(record.values) for record in store.all(Dialogue))
    assert NONSENSE not in str(store.all(Answered)), "nor does the answer that is kept with the address"


def test_a_second_tap_or_a_tap_after_something_else_was_said_sends_nothing() -> None:
    store = a_store()
    chat = Chat(store, STAFF.id)
    chat.say(NONSENSE)
    tap = chat.button(BUTTON).action
    chat.say("tháng này có gì đến hạn")
    assert all(NONSENSE not in str(record.values) for record in store.all(Dialogue))
    chat.send(action=tap)
    assert store.all(Unread) == ()
    chat.say(NONSENSE)
    chat.send(action=tap)
    chat.send(action=tap)
    assert [each.times for each in store.all(Unread)] == [1]


def test_anothers_button_sends_nothing_of_ones_own_and_nothing_of_theirs() -> None:
    store = a_store()
    chat, other = Chat(store, STAFF.id), Chat(store, "hung")
    chat.say(NONSENSE)
    other.send(action=chat.button(BUTTON).action)
    assert store.all(Unread) == ()


def test_a_typed_number_sends_nothing_to_the_office() -> None:
    store = a_store()
    chat = Chat(store, STAFF.id)
    chat.say(NONSENSE)
    chat.say(str(len(chat.choices)))
    assert store.all(Unread) == ()


def test_signs_alone_are_nothing_to_send() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("?!?!")
    assert not [label for label in chat.labels if label.startswith(BUTTON)]
