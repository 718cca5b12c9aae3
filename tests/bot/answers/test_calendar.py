"""The way to one's own calendar."""

from datetime import date

from icalendar import Calendar

from bot.conversation import Conversation
from bot.talk import Installation
from calendar_sync.feeds import OWN
from calendar_sync.links import Links, link_of
from calendar_sync.stamps import stamp_events
from tests.bot.chatting import LINKS, Chat, a_store
from tests.builders import NOW, STAFF


def test_the_link_comes_in_every_form_with_a_picture() -> None:
    chat = Chat(a_store(), STAFF.id)
    said = chat.say("gửi link lịch cho tôi")
    link = LINKS.calendar_url(STAFF.id, OWN, link_of(chat.store, STAFF.id, OWN).generation)
    assert link in said
    assert "webcal://" in said
    for program in ("iPhone", "Google", "Outlook"):
        assert program in said
    picture = chat.replies[1].attachment
    assert picture is not None
    assert picture.content.startswith(b"\x89PNG")


def test_the_link_is_changed_only_after_a_confirmation() -> None:
    chat = Chat(a_store(), STAFF.id)
    before = chat.say("/lich")
    assert link_of(chat.store, STAFF.id, OWN).generation == 0
    chat.press("Đổi liên kết lịch")
    assert link_of(chat.store, STAFF.id, OWN).generation == 0
    confirm = chat.button("Đổi liên kết").action
    after = chat.press("Đổi liên kết")
    assert "kể cả liên kết và mã QR đã hiện trước đây" in after
    assert link_of(chat.store, STAFF.id, OWN).generation == 1
    assert "Liên kết cũ không dùng được nữa" in after
    assert before.split("Liên kết: ")[1].split()[0] not in after
    chat.send(action=confirm)
    assert link_of(chat.store, STAFF.id, OWN).generation == 1, "the same confirmation does not renew twice"


def test_one_task_comes_as_a_file_for_any_calendar() -> None:
    chat = Chat(a_store(), STAFF.id)
    with chat.store.transaction() as tx:
        stamp_events(tx, NOW)
    chat.say("báo cáo sơ kết nộp khi nào")
    chat.press("Thêm vào lịch")
    (reply,) = chat.replies
    assert reply.attachment is not None
    (event,) = Calendar.from_ical(reply.attachment.content).events
    assert date(2024, 6, 15) == event.DTSTART


def test_what_has_no_date_is_not_offered_as_a_file() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("hưởng ứng phong trào thi đua khi nào")
    assert "Thêm vào lịch" not in chat.labels


def test_without_a_key_no_link_is_invented() -> None:
    chat = Chat(a_store(), STAFF.id, conversation=Conversation(Installation(Links("", b""))))
    for question in ("gửi link lịch cho tôi", "/lich"):
        said = chat.say(question)
        assert "dondoc calendar export" in said
        assert "webcal" not in said
