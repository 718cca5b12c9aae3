"""What an update says, as a plain value. Reads the raw JSON, so that a malformed update can't stop the good ones.

Everything a person does gets the address of their private chat, in a group too: nobody's facts are told to a group.
What becomes of a group itself has the group's address.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

#: What we ask Telegram for. Edited messages and channel posts are none of our business: the first words are answered.
ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member", "inline_query")
#: The longest question behind the bot's name in another chat, as Telegram has it.
INLINE_LIMIT = 256
#: What a person can send that is not text.
_NOT_TEXT = frozenset(
    {
        "animation",
        "audio",
        "contact",
        "document",
        "dice",
        "game",
        "location",
        "paid_media",
        "photo",
        "poll",
        "sticker",
        "story",
        "venue",
        "video",
        "video_note",
        "voice",
    }
)
#: What a message has that was forwarded, comes from a bot's mouth or in a channel's name.
_PASSED_ON = frozenset(
    {"forward_origin", "forward_from", "forward_from_chat", "forward_date", "forward_sender_name", "via_bot"}
    | {"sender_chat", "is_automatic_forward"}
)
#: What people write themselves.
_WRITTEN = ("text", "action", "document", "group_name", "language", "offset", "phone")
#: How a photograph is called, and a file whose name Telegram doesn't say.
PHOTO_NAME = "anh-chup.jpg"
UNNAMED = "tep"


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own account, and the `commands` it knows: in a group others may belong to another bot."""

    id: int
    username: str = ""
    commands: frozenset[str] = frozenset()


class Act(StrEnum):
    """What somebody did. `TOO_MANY` stands for all that they sent while too much of theirs was still under way.

    `ASKED_INLINE` is what somebody types behind the bot's name in any chat, `NAMELESS` what is said to the bot in a
    group in the group's or a channel's name: nobody knows by whom.

    Of groups: somebody let the bot in, it is out, the group has another id, a topic of it was closed.
    """

    WROTE = "wrote"
    PRESSED = "pressed"
    SENT_DOCUMENT = "sent_document"
    SENT_SOMETHING = "sent_something"
    SHARED_PHONE = "shared_phone"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    TOO_MANY = "too_many"
    ASKED_INLINE = "asked_inline"
    NAMELESS = "nameless"
    JOINED = "joined"
    LEFT = "left"
    MOVED = "moved"
    TOPIC_CLOSED = "topic_closed"


#: What becomes of a group, whoever did it. (To be added to one is what a person does.)
OF_GROUPS = frozenset({Act.LEFT, Act.MOVED, Act.TOPIC_CLOSED})
GROUPS = frozenset({"group", "supergroup"})
OUT = frozenset({"kicked", "left"})


@dataclass(frozen=True, slots=True)
class Update:
    """One thing somebody did, or that became of a group.

    `address` is their private chat, `group` the group it happened in ("" for none), `group_name` its name, `topic` the
    one it was said in where it is a forum. A group that has moved says its new id in `text`.

    `message` is the message whose button was pressed, `query` the press that must be answered. `document` names a
    file or photograph that they sent, of `size` bytes (0: not said), which Telegram gives for `file`. `phone` is a
    number that Telegram vouches is the sender's own. Who sent too much is to `wait` so many seconds (0: for answers).

    `asked` is the message in a group that was written to us. Of what is asked inline, `query` is the question's id, and
    what was shown before ends at `offset`.
    """

    number: int
    act: Act
    address: str
    text: str = ""
    action: str = ""
    message: str = ""
    query: str = ""
    language: str = ""
    group: str = ""
    document: str = ""
    size: int = 0
    file: str = ""
    phone: str = ""
    topic: str = ""
    group_name: str = ""
    wait: int = 0
    asked: int = 0
    offset: str = ""

    @property
    def lane(self) -> str:
        """Behind which others it waits: what is asked inline behind its own kind, and not behind the chat's answers."""
        return f"{self.act}:{self.address}" if self.act is Act.ASKED_INLINE else self.address


def update_number(raw: Any) -> int | None:
    """The update's own number, which even one that can't be understood must have."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def read_update(raw: Any, me: Me) -> Update | None:
    """What somebody did, or None for what does not concern us or makes no sense."""
    number = update_number(raw)
    if number is None:
        return None
    try:
        found = _read(number, raw, me)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    written: dict[str, Any] = {name: _whole(getattr(found, name)) for name in _WRITTEN} if found else {}
    return replace(found, **written) if found else None


def _whole(text: str) -> str:
    """A text without halves of characters, which JSON can bring and nobody can write down."""
    return text if text.isascii() else text.encode(errors="ignore").decode()


def _read(number: int, raw: Any, me: Me) -> Update | None:
    if "message" in raw:
        return _message(number, raw["message"], me)
    if "callback_query" in raw:
        return _press(number, raw["callback_query"])
    if "inline_query" in raw:
        return _inline(number, raw["inline_query"])
    return _membership(number, raw["my_chat_member"]) if "my_chat_member" in raw else None


def _message(number: int, message: Any, me: Me) -> Update | None:
    chat = message["chat"]
    if chat["type"] in GROUPS and (told := _of_group(number, message)) is not None:
        return told
    text = message.get("text", "")
    if not isinstance(text, str):
        raise TypeError("text is not a string")
    if message.get("is_automatic_forward") or (text and message.get("via_bot", {}).get("id") == me.id):
        return None  # a channel's post in its group of comments; a task that somebody dropped with our help
    private = chat["type"] == "private"
    if not private and not _is_addressed(message, text or str(message.get("caption", "")), me):
        return None
    if not private and message.get("sender_chat"):
        return _nameless(number, message)
    sender = message["from"]
    if sender.get("is_bot"):
        return None
    if not text and not _NOT_TEXT.intersection(message):
        return None  # a service message: a pinned message, a new title
    document, size, file = ("", 0, "") if text else _document(message)
    phone = _own_phone(message) if private else ""
    sent = Act.SENT_DOCUMENT if file else Act.SHARED_PHONE if phone else Act.SENT_SOMETHING
    return Update(
        number,
        Act.WROTE if text else sent,
        str(int(sender["id"])),
        text=_without_name(text, me),
        language=_language(sender),
        group="" if private else str(int(chat["id"])),
        document=document,
        size=size,
        file=file,
        phone=phone,
        topic="" if private else _topic(message),
        group_name="" if private else _group_name(message),
        asked=0 if private else int(message["message_id"]),
    )


def _nameless(number: int, message: Any) -> Update:
    """What an administrator who stays anonymous, or a channel, says to us: there is nobody whom it could be told."""
    group = str(int(message["chat"]["id"]))
    return Update(number, Act.NAMELESS, group, group=group, topic=_topic(message), asked=int(message["message_id"]))


def _inline(number: int, query: Any) -> Update:
    sender, text = query["from"], query.get("query", "")
    if not isinstance(text, str):
        raise TypeError("the question is not a string")
    return Update(
        number,
        Act.ASKED_INLINE,
        str(int(sender["id"])),
        text=text[:INLINE_LIMIT],
        query=str(query["id"]),
        language=_language(sender),
        offset=str(query.get("offset", "")),
    )


def _of_group(number: int, message: Any) -> Update | None:
    """What Telegram itself says about a group: it has become a supergroup, a topic was closed."""
    here = str(int(message["chat"]["id"]))
    if new := message.get("migrate_to_chat_id"):
        return Update(number, Act.MOVED, here, text=str(int(new)), group=here)
    if old := message.get("migrate_from_chat_id"):
        return Update(number, Act.MOVED, str(int(old)), text=here, group=str(int(old)))
    if "forum_topic_closed" in message:
        return Update(number, Act.TOPIC_CLOSED, here, group=here, topic=str(int(message["message_thread_id"])))
    return None


def _topic(message: Any) -> str:
    """The topic of a forum that a message stands in; "" for its general one, which is written to without naming it."""
    return str(int(message["message_thread_id"])) if message.get("is_topic_message") else ""


def _own_phone(message: Any) -> str:
    """The number of a contact that is the sender's own; "" for somebody else's, and for a message passed on.

    Telegram says whose account a contact belongs to; whoever writes a contact by hand can't have it say their own.
    """
    contact = message.get("contact")
    if not contact or contact.get("user_id") != message["from"]["id"] or _PASSED_ON.intersection(message):
        return ""
    return str(contact["phone_number"])


def _document(message: Any) -> tuple[str, int, str]:
    """Name, size and Telegram's own id of a file, or of a photograph in its largest size; blanks for all else."""
    if "animation" in message:  # which brings a document along
        return "", 0, ""
    if photos := message.get("photo"):
        largest = max(photos, key=lambda photo: int(photo["width"]) * int(photo["height"]))
        return PHOTO_NAME, _size(largest), str(largest["file_id"])
    if document := message.get("document"):
        name = str(document.get("file_name") or "") or UNNAMED
        return name, _size(document), str(document["file_id"])
    return "", 0, ""


def _size(file: Any) -> int:
    return max(0, int(file.get("file_size") or 0))


def _press(number: int, query: Any) -> Update:
    message = query.get("message") or {}
    group = message["chat"] if message.get("chat", {}).get("type") in GROUPS else None
    return Update(
        number,
        Act.PRESSED,
        str(int(query["from"]["id"])),
        action=str(query.get("data", "")),
        # In a group the answer goes to the presser's private chat: there is nothing to edit there.
        message=str(int(message["message_id"])) if message and not group else "",
        query=str(query["id"]),
        language=_language(query["from"]),
        group=str(int(group["id"])) if group else "",
    )


def _membership(number: int, change: Any) -> Update | None:
    if change["chat"]["type"] in GROUPS:
        return _group_membership(number, change)
    if change["chat"]["type"] != "private":
        return None
    act = Act.BLOCKED if _is_out(change["new_chat_member"]) else Act.UNBLOCKED
    return Update(number, act, str(int(change["chat"]["id"])), language=_language(change["from"]))


def _group_name(message: Any) -> str:
    """What a group is called, with its topic, whose name stands in the message that it began with (else its number)."""
    title, topic = str(message["chat"].get("title") or ""), _topic(message)
    begun = message.get("reply_to_message", {}).get("forum_topic_created") or {}
    return f"{title} – {begun.get('name') or f'#{topic}'}" if topic else title


def _group_membership(number: int, change: Any) -> Update | None:
    """Somebody let the bot into a group, or it is out; None for what only changes what it may do there."""
    group = str(int(change["chat"]["id"]))
    if _is_out(change["new_chat_member"]):
        return Update(number, Act.LEFT, group, group=group)
    by = change["from"]
    if not _is_out(change["old_chat_member"]) or by.get("is_bot"):
        return None
    name = str(change["chat"].get("title") or "")
    return Update(number, Act.JOINED, str(int(by["id"])), language=_language(by), group=group, group_name=name)


def _is_out(member: Any) -> bool:
    return member["status"] in OUT or (member["status"] == "restricted" and member.get("is_member") is False)


def _is_addressed(message: Any, text: str, me: Me) -> bool:
    """Whether words in a group are meant for us: a command of ours, our name, or a reply to what we said.

    In a topic that we opened, every message is a reply to that; it is none to us.
    """
    before = message.get("reply_to_message") or {}
    if before.get("from", {}).get("id") == me.id and "forum_topic_created" not in before:
        return True
    if text.startswith("/"):
        named = re.match(r"/(\w+)(?:@(\w+))?", text)
        if named is None or named[2] is None:
            return named is not None and (not me.commands or named[1].casefold() in me.commands)
        return named[2].lower() == me.username.lower()
    return bool(me.username) and re.search(rf"@{re.escape(me.username)}\b", text, re.IGNORECASE) is not None


def _without_name(text: str, me: Me) -> str:
    """The words without our own name: "/help@dondoc_bot" is "/help"."""
    if not text or not me.username:
        return text
    return re.sub(rf"\s?@{re.escape(me.username)}\b", "", text, flags=re.IGNORECASE).strip() or "/help"


def _language(sender: Any) -> str:
    return str(sender.get("language_code") or "").partition("-")[0]
