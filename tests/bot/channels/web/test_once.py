"""What a message shows once: on the page that is open, and nowhere in the store."""

import re
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from bot.channels.web.chat import ChatLine, Post, WebChat
from bot.channels.web.once import LASTS
from bot.channels.web.streams import Streams
from bot.conversation import Conversation
from bot.messages import COVERED, Answered, Incoming, Reply
from bot.talk import CalendarHost, Installation
from calendar_sync.radicale.passwords import verify
from plans.model.publishing import CalendarAccount
from plans.staff.leaving import chat_stream
from plans.store.codec import to_plain
from plans.store.memory import MemoryStore
from plans.store.port import Transaction
from tests.bot.chatting import LINKS, a_store
from tests.builders import NOW, STAFF, audit

SECRET = "abcd-efgh-jkmn-pqrs"
PASSWORD = re.compile(r"\b[a-z2-9]{4}(?:-[a-z2-9]{4}){3}\b")


@dataclass
class Talk:
    """A chat that answers "mật khẩu" with a secret and everything else with an edit or a message without one."""

    store: MemoryStore = field(default_factory=a_store)
    now: datetime = NOW
    posts: int = 0

    def __post_init__(self) -> None:
        self.chat = WebChat(self.store, self.respond, lambda: self.now, Streams())

    def respond(self, _tx: Transaction, incoming: Incoming, _now: datetime) -> tuple[Reply, ...]:
        if incoming.text:
            return (Reply(f"Mật khẩu: {COVERED}", once=SECRET),)
        return (Reply("Đã ẩn.", replaces=True),)

    def post(self, text: str = "", action: str = "", message: int = 0) -> int:
        self.posts += 1
        return self.chat.converse(STAFF, Post(f"key-{self.posts}-of-a-page", text, action, message))

    @property
    def shown(self) -> str:
        return "\n".join(m.line.reply.text for m in self.chat.history(STAFF.id, 10**6, 10) if m.line.reply)

    @property
    def stored(self) -> str:
        lines = self.store.entries(chat_stream(STAFF.id), ChatLine)
        return msgspec.json.encode([to_plain(line) for _, line in lines]).decode()


def test_it_is_shown_now_and_never_stored() -> None:
    talk = Talk()
    talk.post("mật khẩu")
    assert talk.shown == f"Mật khẩu: {SECRET}"
    assert SECRET not in talk.stored
    assert COVERED in talk.stored


def test_a_message_that_is_edited_shows_it_no_more() -> None:
    talk = Talk()
    number = talk.post("mật khẩu")
    talk.post(action="hide", message=number + 1)
    assert talk.shown == "Đã ẩn."
    assert SECRET not in str(talk.chat.lines(STAFF.id, 0)), "nor does the line that a page may ask for again"


def test_it_is_not_shown_for_ever() -> None:
    talk = Talk()
    talk.post("mật khẩu")
    talk.now += LASTS
    assert talk.shown == f"Mật khẩu: {COVERED}"


def test_after_a_restart_it_is_covered() -> None:
    talk = Talk()
    talk.post("mật khẩu")
    assert Talk(talk.store, posts=9).shown == f"Mật khẩu: {COVERED}"


async def test_an_unasked_message_keeps_to_it_too() -> None:
    talk = Talk()
    await talk.chat.send(STAFF.id, Reply(COVERED, once=SECRET))
    assert talk.shown == SECRET
    assert SECRET not in talk.stored


def test_it_does_not_look_out_of_a_reply_that_is_printed() -> None:
    reply = Reply(COVERED, once=SECRET)
    assert SECRET not in repr(reply)
    assert reply.stored == Reply(COVERED)
    assert reply.shown == Reply(SECRET)
    assert SECRET not in repr(Answered("web", "1", 1, (reply,)))


def test_a_calendar_password_stands_in_no_stored_talk_whatever_is_pressed() -> None:
    store = a_store()
    installation = Installation(LINKS, calendar_host=CalendarHost.OWN)
    chat = WebChat(store, Conversation(installation).respond, lambda: NOW, Streams())
    first = chat.converse(STAFF, Post("key-of-the-question", "mật khẩu lịch"))
    chat.converse(STAFF, Post("key-of-the-making", action="calpass:make:-", message=first + 1))
    replies = [message.line.reply for message in chat.history(STAFF.id, 10**6, 10)]
    (shown,) = PASSWORD.findall("\n".join(reply.text for reply in replies if reply))
    account = store.get(CalendarAccount, STAFF.id)
    assert account is not None
    assert verify(shown, account.hash)
    chat.converse(STAFF, Post("key-of-the-steps", action="calpass:beside:thunderbird", message=first + 1))
    assert shown in str(chat.history(STAFF.id, 10**6, 10)), "it can be read while the steps are followed"
    chat.converse(STAFF, Post("key-of-the-hiding", action="calpass:hide", message=first + 1))
    assert shown not in str(chat.history(STAFF.id, 10**6, 10))
    kept = [to_plain(line) for _, line in store.entries(chat_stream(STAFF.id), ChatLine)]
    assert shown not in str([kept, store.all(Answered), audit(store)])
