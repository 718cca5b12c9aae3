"""What an update says, as a plain value. Reads the raw JSON, so that a malformed update can't stop the good ones.

Everything a person does gets the address of their private chat, in a group too: nobody's facts are told to a group.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

#: What we ask Telegram for; edited messages and channel posts are none of our business.
ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
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
#: How a photograph is called, and a file whose name Telegram doesn't say.
PHOTO_NAME = "anh-chup.jpg"
UNNAMED = "tep"


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own account."""

    id: int
    username: str = ""


class Act(StrEnum):
    """What somebody did. `TOO_MANY` stands for all that they sent while too much of theirs was still under way."""

    WROTE = "wrote"
    PRESSED = "pressed"
    SENT_DOCUMENT = "sent_document"
    SENT_SOMETHING = "sent_something"
    SHARED_PHONE = "shared_phone"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Update:
    """One thing somebody did. `address` is their private chat, `group` the group it happened in ("" for none).

    `message` is the message whose button was pressed, `query` the press that must be answered. `document` names a
    file or photograph that they sent, of `size` bytes (0: not said), which Telegram gives for `file`. `phone` is a
    number that Telegram vouches is the sender's own.
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
        if "message" in raw:
            return _message(number, raw["message"], me)
        if "callback_query" in raw:
            return _press(number, raw["callback_query"])
        if "my_chat_member" in raw:
            return _membership(number, raw["my_chat_member"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return None


def _message(number: int, message: Any, me: Me) -> Update | None:
    sender, chat = message["from"], message["chat"]
    if sender.get("is_bot"):
        return None
    text = message.get("text", "")
    if not isinstance(text, str):
        raise TypeError("text is not a string")
    private = chat["type"] == "private"
    if not private and not _is_addressed(message, text or str(message.get("caption", "")), me):
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
    )


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
    group = message["chat"] if message.get("chat", {}).get("type") in ("group", "supergroup") else None
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
    if change["chat"]["type"] != "private":
        return None
    left = change["new_chat_member"]["status"] in ("kicked", "left")
    act = Act.BLOCKED if left else Act.UNBLOCKED
    return Update(number, act, str(int(change["chat"]["id"])), language=_language(change["from"]))


def _is_addressed(message: Any, text: str, me: Me) -> bool:
    """Whether words in a group are meant for us: a command, our name, or a reply to what we said."""
    if message.get("reply_to_message", {}).get("from", {}).get("id") == me.id:
        return True
    if text.startswith("/"):
        named = re.match(r"/\w+@(\w+)", text)
        return named is None or named[1].lower() == me.username.lower()
    return bool(me.username) and re.search(rf"@{re.escape(me.username)}\b", text, re.IGNORECASE) is not None


def _without_name(text: str, me: Me) -> str:
    """The words without our own name: "/help@dondoc_bot" is "/help"."""
    if not text or not me.username:
        return text
    return re.sub(rf"\s?@{re.escape(me.username)}\b", "", text, flags=re.IGNORECASE).strip() or "/help"


def _language(sender: Any) -> str:
    return str(sender.get("language_code") or "").partition("-")[0]
