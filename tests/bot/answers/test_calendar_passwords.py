"""Mật khẩu lịch in the chat: shown once, hidden, made anew, revoked; where there is none, it is said."""

from dataclasses import replace

import msgspec
import pytest

from bot.conversation import Conversation
from bot.messages import COVERED, Answered
from bot.personal_data.own_data import data_file
from bot.talk import CalendarHost, Installation
from calendar_sync.radicale.passwords import verify
from calendar_sync.subscribing.links import Links
from locales.catalogue import Texts
from plans.calendars.accounts import make_password
from plans.model.people import Preference
from plans.model.publishing import CalendarAccount
from plans.store.codec import to_plain
from tests.bot.chatting import Chat, a_store
from tests.builders import HEAD, LEADER, NOW, STAFF, audit, do

KEY = b"k" * 32


def at(
    address: str = "https://dondoc.example", *, person: str = STAFF.id, channel: str = "web", server: str = "own"
) -> Chat:
    """A chat of an installation at that address."""
    installation = Installation(Links(address, KEY), calendar_host=CalendarHost(server))
    return Chat(a_store(), person, channel, conversation=Conversation(installation))


def account(chat: Chat) -> CalendarAccount | None:
    """The speaker's account."""
    return chat.store.get(CalendarAccount, chat.person)


def made(chat: Chat) -> str:
    """Make the first password; what it is."""
    chat.say("mật khẩu lịch")
    chat.press("Tạo mật khẩu lịch")
    return chat.replies[0].once


def test_a_password_is_made_and_shown_once_with_server_and_user_name() -> None:
    chat = at()
    password = made(chat)
    found = account(chat)
    assert found is not None
    assert verify(password, found.hash)
    (reply,) = chat.replies
    assert password in reply.shown.text.splitlines(), "alone on its line, it is not taken for more or less"
    assert "https://dondoc.example/caldav/" in reply.text
    assert f"Tên người dùng: {STAFF.id}" in reply.text
    assert chat.labels[0] == "Đã cất, ẩn mật khẩu"


def test_the_steps_come_beside_the_message_that_shows_it() -> None:
    chat = at()
    made(chat)
    said = chat.press("iPhone")
    assert "Thêm tài khoản CalDAV" in said
    assert not any(reply.replaces for reply in chat.replies)


def test_no_stored_answer_and_no_audit_has_it() -> None:
    chat = at()
    password = made(chat)
    (answered,) = chat.store.all(Answered)
    assert answered.replies[0].once == ""
    assert COVERED in answered.replies[0].text
    assert password not in msgspec.json.encode(to_plain(answered)).decode()
    assert audit(chat.store)[-1].verb == "make_calendar_password"
    assert password not in str(audit(chat.store))


def test_an_update_that_is_brought_again_tells_how_to_get_a_new_one() -> None:
    chat = at()
    chat.say("mật khẩu lịch")
    action = chat.button("Tạo mật khẩu lịch").action
    chat.send(action=action)
    (again,) = chat.send(action=action, number=chat.number)
    assert again.once == ""
    assert "Đổi mật khẩu lịch" in again.text


def test_hiding_edits_the_message() -> None:
    chat = at()
    password = made(chat)
    assert chat.replies[0].replaces
    said = chat.press("Đã cất")
    assert chat.replies[0].replaces
    assert password not in said
    assert COVERED not in said
    assert "Đã ẩn mật khẩu" in said


def test_who_types_the_number_instead_is_told_that_the_message_still_shows_it() -> None:
    chat = at()
    made(chat)
    said = chat.say("1")
    assert not chat.replies[0].replaces
    assert "Đã ẩn" not in said
    assert "bấm nút dưới tin nhắn" in said


def test_on_telegram_it_is_said_where_the_message_stands() -> None:
    chat = at(channel="telegram")
    made(chat)
    assert "lịch sử Telegram" in chat.seen
    web = at()
    made(web)
    assert "Telegram" not in web.seen


def test_a_new_password_ends_the_old_one_and_is_asked_for_twice() -> None:
    chat = at()
    old = made(chat)
    chat.press("Đã cất")
    assert "Mật khẩu cũ hết hiệu lực" in chat.press("Đổi mật khẩu lịch")
    yes = chat.button("Đổi mật khẩu").action
    chat.send(action=yes)
    new = chat.replies[0].once
    found = account(chat)
    assert found is not None
    assert verify(new, found.hash)
    assert not verify(old, found.hash)
    (late,) = chat.send(action=yes)
    assert late.once == ""
    assert account(chat) == found, "the same confirmation makes no third one"


def test_what_is_asked_may_be_left() -> None:
    chat = at()
    made(chat)
    before = account(chat)
    chat.press("Đã cất")
    chat.press("Đổi mật khẩu lịch")
    chat.press("Giữ nguyên")
    chat.press("Thu hồi mật khẩu lịch")
    chat.press("Giữ nguyên")
    assert account(chat) == before


def test_a_password_is_revoked() -> None:
    chat = at()
    made(chat)
    chat.press("Đã cất")
    chat.press("Thu hồi mật khẩu lịch")
    assert account(chat) is not None
    revoke = chat.button("Thu hồi").action
    assert "không vào được nữa" in chat.press("Thu hồi")
    assert account(chat) is None
    made(chat)
    chat.send(action=revoke)
    assert account(chat) is not None, "an old confirmation does not revoke a new password"


@pytest.mark.parametrize("program", ["iPhone", "Android", "Outlook trên máy", "Thunderbird"])
def test_each_program_has_its_steps(program: str) -> None:
    chat = at()
    made(chat)
    chat.press("Đã cất")
    said = chat.press(program)
    assert "https://dondoc.example/caldav/" in said
    assert said.index(STAFF.id) < said.index("nhập mật khẩu lịch")
    assert "{" not in said
    assert "Mật khẩu lịch" in chat.press("Quay lại")


def test_phones_want_https() -> None:
    chat = at("http://10.0.0.5:8765")
    made(chat)
    said = chat.press("Đã cất")
    assert "iPhone, iPad, Mac; Android: điện thoại cần địa chỉ HTTPS" in said
    assert [label for label in chat.labels if label.startswith(("Outlook", "Thunder"))]
    assert not [label for label in chat.labels if label.startswith(("iPhone", "Android"))]
    (reply,) = chat.send(action="calpass:how:iphone")
    assert "không còn dùng được" in reply.text


def test_tasks_are_for_those_who_may_mark_them_done() -> None:
    chat = at(person=HEAD.id)
    made(chat)
    chat.press("Đã cất")
    assert "đánh dấu xong trong ứng dụng" in chat.press("Thêm danh sách việc")
    found = account(chat)
    assert found is not None
    assert found.tasks
    chat.press("Bỏ danh sách việc")
    assert account(chat) == replace(found, tasks=False)


def test_others_are_not_offered_tasks_nor_given_them() -> None:
    chat = at()
    made(chat)
    chat.press("Đã cất")
    assert "Thêm danh sách việc" not in chat.labels
    chat.send(action="calpass:tasks:on")
    found = account(chat)
    assert found is not None
    assert not found.tasks


@pytest.mark.parametrize(("server", "said"), [("none", "Máy chủ lịch đang tắt"), ("other", "máy chủ lịch riêng")])
def test_without_our_server_it_is_said_and_an_old_password_can_go(server: str, said: str) -> None:
    chat = at(server=server)
    assert said in chat.say("mật khẩu lịch")
    assert "Tạo mật khẩu lịch" not in chat.labels
    chat.send(action="calpass:make:-")
    assert account(chat) is None
    do(chat.store, make_password, STAFF, STAFF, "$6$x")
    assert "mật khẩu lịch cũ" in chat.say("mật khẩu lịch")
    chat.press("Thu hồi mật khẩu lịch")
    chat.press("Thu hồi")
    assert account(chat) is None


def test_on_the_command_line_nothing_is_made() -> None:
    chat = Chat(a_store(), STAFF.id, conversation=Conversation(Installation(Links("", b""))))
    chat.send(action="calpass:make:-")
    assert account(chat) is None
    assert "chỉ được gửi trong chat" in chat.say("mật khẩu lịch")


MADE_UP = ("calpass", "calpass:x", "calpass:how:google", "calpass:tasks:maybe", "calpass:make:x:y")


@pytest.mark.parametrize("action", MADE_UP)
def test_made_up_buttons_do_nothing(action: str) -> None:
    chat = at()
    (reply,) = chat.send(action=action)
    assert "không còn dùng được" in reply.text
    assert account(chat) is None


def test_it_is_told_in_english_too() -> None:
    chat = at(person=LEADER.id)
    with chat.store.transaction() as tx:
        tx.put(Preference(LEADER.id, "en"))
    chat.say("calendar password")
    chat.press("Make a calendar password")
    assert "Your calendar password" in chat.seen
    assert "hidden" in chat.press("Saved, hide it")


def test_ones_own_data_tells_of_the_account_without_its_hash() -> None:
    chat = at()
    made(chat)
    found = account(chat)
    assert found is not None
    told = data_file(chat.store, STAFF, Texts("vi"), NOW).decode()
    assert found.hash not in told
    assert Texts("vi")("data.kind_calendaraccount") in told
