"""/thietbi: one's own browsers and accounts, each with its end."""

from dataclasses import replace
from datetime import timedelta

from bot.conversation import Conversation
from bot.presses import mark
from bot.talk import Installation
from plans.model.reaching import Contact, WebSession
from plans.staff.access import open_web_session
from plans.staff.letter_links import have_ended
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import HEAD, NOW, STAFF, do


def a_chat(channel: str = "web") -> Chat:
    store = a_store()
    do(store, open_web_session, STAFF, "own", False)
    do(store, open_web_session, STAFF, "shared", True)
    do(store, open_web_session, HEAD, "others", False)
    with store.transaction() as tx:
        tx.put(Contact("telegram", "telegram-lan", STAFF.id, NOW))
        tx.put(Contact("web", STAFF.id, STAFF.id, NOW))
    return Chat(store, STAFF.id, channel)


def test_only_ones_own_devices_are_shown_and_the_one_in_use_is_marked() -> None:
    said = a_chat("telegram").say("/thietbi")
    assert "1. Trình duyệt, vào lúc 08:00 20/02/2024" in said
    assert "máy dùng chung" in said
    assert "(đang dùng)" in said
    assert "4." not in said


def test_a_device_is_ended_after_a_second_tap() -> None:
    chat = a_chat()
    chat.say("/devices")
    chat.press("Kết thúc số 1")
    assert len(chat.store.all(WebSession)) == 3
    assert "Đã kết thúc" in chat.press("Kết thúc")
    assert len([each for each in chat.store.all(WebSession) if each.person == STAFF.id]) == 1


def test_a_telegram_account_is_let_go_of() -> None:
    chat = a_chat()
    chat.say("/thietbi")
    assert "Telegram" in chat.press("Kết thúc số 3")
    chat.press("Kết thúc")
    assert [contact.channel for contact in chat.store.all(Contact)] == ["web"]


def test_somebody_elses_device_and_one_that_is_gone_are_not_ended() -> None:
    chat = a_chat()
    others = next(each for each in chat.store.all(WebSession) if each.person == HEAD.id)
    chat.send(action=f"device:{mark(others.id)}:yes")
    chat.send(action="device:00000000:yes")
    assert len(chat.store.all(WebSession)) == 3
    chat.now = NOW + timedelta(hours=1)
    assert "máy dùng chung" not in chat.say("/thietbi")


def test_the_links_in_ones_letters_can_be_ended_where_letters_are_sent() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.put(replace(STAFF, email="lan@so.example.vn"))
        tx.put(Contact("email", "lan@so.example.vn", STAFF.id, NOW, active=False, reason="unreachable"))
    assert "lan@so.example.vn" not in chat.say("/thietbi")
    chat.conversation = Conversation(Installation(LINKS, mails=True))
    assert "4. Các nút và liên kết trong thư đã gửi tới lan@so.example.vn" in chat.say("/thietbi")
    chat.press("Kết thúc số 4")
    assert not have_ended(chat.store, STAFF.id, NOW)
    assert "Đã kết thúc" in chat.press("Kết thúc")
    assert have_ended(chat.store, STAFF.id, NOW)
    assert "sau 08:00 20/02/2024" in chat.say("/thietbi")
