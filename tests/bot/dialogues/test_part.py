"""A unit's own part in the chat: handed in with one tap, with a note, taken back."""

import pytest

from bot.presses import mark
from calendar_sync.stamps import stamp_events, stamps_of
from plans.model.duties import UnitPart
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat
from tests.builders import HEAD, NOW, OFFICER, STAFF
from tests.plans.duties.sharing import TRADE, TRADE_HEAD, TRADER, a_sharing_store, report


@pytest.fixture
def store() -> MemoryStore:
    made = a_sharing_store()
    with made.transaction() as tx:
        stamp_events(tx, NOW)
    return made


@pytest.fixture
def chat(store: MemoryStore) -> Chat:
    """Trade's head looking at the report."""
    chat = Chat(store, TRADE_HEAD.id)
    chat.send(action=f"task:{report(store).key}")
    return chat


def parts(store: MemoryStore) -> list[str]:
    """Ids of the units whose part is in."""
    return [part.unit for part in store.all(UnitPart)]


def test_one_tap_hands_it_in_and_the_calendars_know(chat: Chat) -> None:
    assert "Phần của Phòng Quản lý thương mại: chưa gửi; hạn nội bộ chậm nhất 10/06/2024" in chat.seen
    assert "Đã ghi: Phòng Quản lý thương mại gửi phần của mình" in chat.press("Đã gửi")
    assert parts(chat.store) == [TRADE.id]
    assert [stamp.sequence for uid, stamp in stamps_of(chat.store).items() if "-phan-" in uid].count(1) == 1
    chat.press("Xem nhiệm vụ")
    assert "Phần của Phòng Quản lý thương mại: đã gửi lúc 08:00 20/02/2024." in chat.seen


def test_pressing_it_twice_says_who_did_and_when(chat: Chat) -> None:
    action = chat.button("Đã gửi").action
    chat.press("Đã gửi")
    chat.send(action=action)
    assert "đã được Vũ Thị Mai ghi là đã gửi lúc 08:00 20/02/2024" in chat.seen


def test_a_note_can_follow(chat: Chat) -> None:
    chat.press("Đã gửi")
    assert "Xin gõ ghi chú" in chat.press("Thêm ghi chú")
    assert "Nội dung này chưa nói lên điều gì" in chat.say("...")
    assert "Đã lưu ghi chú" in chat.say("Công văn số 12/QLTM ngày 05/6")
    (part,) = chat.store.all(UnitPart)
    assert part.evidence.note == "Công văn số 12/QLTM ngày 05/6"
    checking = Chat(chat.store, OFFICER.id)
    checking.send(action=f"parts:check:{report(chat.store).key}")
    assert "Công văn số 12/QLTM ngày 05/6" in checking.seen


def test_a_question_where_the_note_is_asked_for_is_answered(chat: Chat) -> None:
    chat.press("Đã gửi")
    chat.press("Thêm ghi chú")
    assert "trước 15/06/2024" in chat.say("Hạn nộp báo cáo sơ kết 6 tháng là ngày nào?")
    assert "Ghi chú cho phần của đơn vị vẫn đang chờ" in chat.seen
    chat.press("Tiếp tục")
    chat.press("Thôi")
    (part,) = chat.store.all(UnitPart)
    assert part.evidence.note == ""


def test_taking_back_asks_first(chat: Chat) -> None:
    chat.press("Đã gửi")
    assert "Rút lại “Đã gửi” của Phòng Quản lý thương mại" in chat.press("Rút lại")
    assert parts(chat.store) == [TRADE.id]
    assert "chưa gửi" in chat.press("Rút lại")
    assert parts(chat.store) == []
    chat.press("Đã gửi")
    assert parts(chat.store) == [TRADE.id]


@pytest.mark.parametrize("deed", ["sent", "note", "back"])
@pytest.mark.parametrize("person", [HEAD.id, STAFF.id, TRADER.id])
def test_nobody_else_hands_it_in_with_a_button_made_up(store: MemoryStore, deed: str, person: str) -> None:
    chat = Chat(store, person)
    chat.send(action=f"part:{deed}:{report(store).key}:{mark(TRADE.id)}:yes")
    assert parts(store) == []


def test_a_button_of_what_is_gone_changes_nothing(store: MemoryStore) -> None:
    chat = Chat(store, TRADE_HEAD.id)
    for action in ("part", "part:sent", "part:sent:0000000000:00000000", f"part:sent:{report(store).key}:00000000"):
        chat.send(action=action)
        assert parts(store) == []


@pytest.mark.parametrize("text", ["Đã gửi 2.1", "xong 2.1", "đã gửi báo cáo sơ kết 6 tháng"])
def test_that_the_part_is_sent_can_be_said_in_words(store: MemoryStore, text: str) -> None:
    chat = Chat(store, TRADE_HEAD.id)
    assert "Phần của Phòng Quản lý thương mại: chưa gửi" in chat.say(text)
    chat.press("Đã gửi")
    assert parts(store) == [TRADE.id]
    assert Chat(store, HEAD.id).say(text).count("Phần của Phòng Quản lý công nghiệp: chưa gửi") == 1
